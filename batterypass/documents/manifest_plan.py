"""Where each box of a waste manifest stands on the first page, in points from the upper left."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from batterypass.documents.paper import Cell

LEFT: Final = 22.0
TOP: Final = 16.0
WIDTH: Final = 568.0
BAR: Final = 13.0
"""Width of the upright bar that names a section."""
HEAD: Final = 36.0
FOOT: Final = 770.0
"""First base line of the foot; a second follows."""
RECORD_BOTTOM: Final = 762.0
CRETIB: Final = "CRETIBM"
"""The columns as printed; M stays empty, its meaning is not confirmed."""

PARTY_FIELDS: Final = (
    "postal_code",
    "street",
    "ext_no",
    "int_no",
    "colonia",
    "municipality",
    "state",
    "phone",
    "email",
)
"""The parts of an address, in the order of the form, after the name."""
OPTIONAL_FIELDS: Final = frozenset({"int_no", "email"})
WASTE_ROWS: Final = 4

_ROW = 20.0
_WASTE_HEAD = 21.0
_WASTE_ROW = 16.5
_HANDLING = 22.0
_SIGNATURE = 44.0
_REMARKS = 29.0
_GAP = 3.0


@dataclass(frozen=True, slots=True)
class Plan:
    """The boxes of the first page."""

    cells: dict[str, Cell]
    """By name, in the order in which they are read."""
    waste_head: dict[str, Cell]
    """The columns of box 5 under their titles."""
    waste_rows: tuple[dict[str, Cell], ...]
    """For each line of box 5 the cell of each column."""
    sections: tuple[tuple[str, float, float], ...]
    """Name, upper and lower edge of each section."""
    record: Cell
    """Room for the signed record."""


def _across(y: float, height: float, *parts: tuple[str, float]) -> dict[str, Cell]:
    """Lay cells side by side; the widths add up to the form's."""
    cells = {}
    x = LEFT + BAR
    for name, width in parts:
        cells[name] = Cell(x, y, width, height)
        x += width
    return cells


def _party(y: float, role: str) -> dict[str, Cell]:
    """Lay out the three rows of a party: name, address, contact."""
    return {
        **_across(y, _ROW, (role, WIDTH - BAR)),
        **_across(
            y + _ROW, _ROW,
            (f"{role}.postal_code", 52), (f"{role}.street", 228), (f"{role}.ext_no", 60),
            (f"{role}.int_no", 55), (f"{role}.colonia", 160),
        ),
        **_across(
            y + 2 * _ROW, _ROW,
            (f"{role}.municipality", 165), (f"{role}.state", 120), (f"{role}.phone", 112),
            (f"{role}.email", 158),
        ),
    }  # fmt: skip


def _signature(y: float, role: str) -> dict[str, Cell]:
    return _across(
        y,
        _SIGNATURE,
        (f"{role}_declaration", 196),
        (f"{role}.signed_name", 156),
        (f"{role}.ink", 86),
        (f"{role}.seal", 56),
        (f"{role}.date", 61),
    )


def _waste(y: float, *, has_cretib: bool) -> tuple[dict[str, Cell], tuple[dict[str, Cell], ...]]:
    """Lay out box 5: its head (one row, some titles over two columns) and its lines."""
    letters = [(f"cretib.{letter}", 12.0) for letter in CRETIB] if has_cretib else []
    name = WIDTH - BAR - 12.0 * len(letters) - 256
    columns = (
        ("waste_name", name),
        *letters,
        ("container_type", 66.0),
        ("container_capacity", 66.0),
        ("quantity", 68.0),
        ("yes", 28.0),
        ("no", 28.0),
    )
    head = _across(y, _WASTE_HEAD, *columns)
    lines = tuple(
        _across(y + _WASTE_HEAD + row * _WASTE_ROW, _WASTE_ROW, *columns)
        for row in range(WASTE_ROWS)
    )
    return head, lines


@lru_cache(maxsize=2)
def plan_for(has_cretib: bool) -> Plan:
    """Lay out the first page of a form with or without CRETIB columns and an S.C.T. permit."""
    cells: dict[str, Cell] = {}
    edges = [TOP + HEAD]
    y = edges[0]
    cells |= _across(y, _ROW, ("nra", 190), ("number", 255), ("page", WIDTH - BAR - 445))
    y += _ROW
    cells |= _party(y, "generator")
    y += 3 * _ROW
    head, lines = _waste(y, has_cretib=has_cretib)
    y += _WASTE_HEAD + WASTE_ROWS * _WASTE_ROW
    cells |= _across(y, _HANDLING, ("handling", WIDTH - BAR))
    y += _HANDLING
    cells |= _signature(y, "generator")
    y += _SIGNATURE
    edges.append(y)
    cells |= _party(y, "transporter")
    y += 3 * _ROW
    if has_cretib:
        cells |= _across(
            y, _ROW,
            ("transporter_authorisation", 150), ("transport_permit", 140),
            ("vehicle_type", 150), ("vehicle_plate", 115),
        )  # fmt: skip
    else:
        cells |= _across(
            y, _ROW, ("transporter_authorisation", 220), ("vehicle_type", 190), ("vehicle_plate", 145)
        )  # fmt: skip
    y += _ROW
    cells |= _across(y, _ROW, ("route", WIDTH - BAR))
    y += _ROW
    cells |= _signature(y, "transporter")
    y += _SIGNATURE
    edges.append(y)
    cells |= _party(y, "facility")
    y += 3 * _ROW
    cells |= _across(y, _ROW, ("facility_authorisation", 200), ("receiver", WIDTH - BAR - 200))
    y += _ROW
    cells |= _across(
        y, _REMARKS,
        ("remarks", WIDTH - BAR - 230), ("declared", 52), ("measured", 52), ("missing", 42),
        ("surplus", 42), ("damaged", 42),
    )  # fmt: skip
    y += _REMARKS
    cells |= _signature(y, "facility")
    y += _SIGNATURE
    edges.append(y)
    names = ("generator", "transporter", "facility")
    return Plan(
        cells=cells,
        waste_head=head,
        waste_rows=lines,
        sections=tuple(
            (name, start, end)
            for name, start, end in zip(names, edges[:-1], edges[1:], strict=True)
        ),
        record=Cell(LEFT, y + _GAP, WIDTH, RECORD_BOTTOM - y - _GAP),
    )
