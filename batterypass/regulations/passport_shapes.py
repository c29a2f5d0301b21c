"""What a value of each passport attribute may look like, from ``passport-shapes.json``.

Shape, members of a record, words of a list, and range; the names of units and what a slip of the
unit looks like; cell voltages by chemistry. The table is the project's own reading; it judges no
entry, so it is no part of a rulebook. Checking is :mod:`batterypass.regulations.passport_checks`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from batterypass.errors import MalformedError
from batterypass.regulations.tables import Confidence, Table
from batterypass.texts.bilingual import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.domain.passport_values import Value
    from batterypass.regulations.tables import Row

Sort = Literal[
    "number", "numbers", "integer", "text", "texts", "multilingual", "record", "records", "month",
    "day", "date_time", "uri", "uris", "enum", "enums", "email", "country", "cas", "sha256",
]  # fmt: skip
Range = tuple[Decimal, Decimal]
_NO_TEXT: Final = Text("", "")
_SORTS: Final = frozenset(get_args(Sort))


@dataclass(frozen=True, slots=True)
class Shape:
    """The shape of a value, or of a member of a record.

    ``hard`` and ``usual`` are ranges with their ends, None where nothing is said. ``words`` are the
    words of a list with what people read. ``pattern`` comes with its description.
    """

    sort: Sort
    label: Text
    unit: str = ""
    hard: Range | None = None
    usual: Range | None = None
    is_share: bool = False
    words: Mapping[str, Text] = field(default_factory=dict)
    members: Mapping[str, Shape] = field(default_factory=dict)
    is_required: bool = False
    pattern: str = ""
    pattern_says: Text = _NO_TEXT
    voltage: str = ""
    #: A list of records may be given as links alone.
    takes_uris: bool = False
    constant: Value = ""
    source: str = ""
    confidence: Confidence = "low"


@dataclass(frozen=True, slots=True)
class Slip:
    """A unit that another is mistaken for: ``value * factor + offset`` is in the right one.

    It is guessed for values of at least ``least``, where that mistake is the likelier one.
    """

    unit: str
    factor: Decimal
    offset: Decimal
    least: Decimal


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as people read it, and units that it is mistaken for."""

    name: Text
    slips: tuple[Slip, ...]


@dataclass(frozen=True, slots=True)
class Cells:
    """Voltages of the cells of a chemistry: nominal, and the limits of a pack over its nominal."""

    nominal: Range
    typical: Decimal
    maximum: Range
    minimum: Range


@dataclass(frozen=True, slots=True)
class Sum:
    """Shares of one whole: together at most ``most`` percent, and usually, all given, ``usual_least``."""

    attributes: tuple[str, ...]
    most: Decimal
    usual_least: Decimal | None


@dataclass(frozen=True, slots=True)
class Shapes:
    """The whole table."""

    attributes: Mapping[str, Shape]
    units: Mapping[str, Unit]
    cells: Mapping[str, Cells]
    sums: tuple[Sum, ...] = ()


def parse_shapes(body: bytes) -> Shapes:
    """Read the table. Raises MalformedError that names the row that is off."""
    attributes: dict[str, Shape] = {}
    units: dict[str, Unit] = {}
    cells: dict[str, Cells] = {}
    sums: list[Sum] = []
    for row in Table.parse("passport-shapes", body).rows:
        try:
            if row["row"] == "attribute":
                attributes[row["id"]] = _shape(row, _NO_TEXT)
            elif row["row"] == "unit":
                slips = tuple(map(_slip, row["slips"]))
                units[row["unit"]] = Unit(Text(row["en"], row["es"]), slips)
            elif row["row"] == "chemistry":
                cells[row["chemistry"]] = Cells(
                    _range(row["cell_nominal_v"]),
                    Decimal(row["cell_typical_v"]),
                    _range(row["maximum_to_nominal"]),
                    _range(row["minimum_to_nominal"]),
                )
            elif row["row"] == "sum":
                least = Decimal(row["usual_least"]) if "usual_least" in row else None
                sums.append(Sum(tuple(row["attributes"]), Decimal(row["most"]), least))
            else:
                raise MalformedError(f"passport-shapes: {row['id']}: row {row['row']!r}")
        except (KeyError, TypeError, ValueError, InvalidOperation) as error:
            raise MalformedError(f"passport-shapes: {row.get('id')}: {error!r}") from error
    return Shapes(
        MappingProxyType(attributes), MappingProxyType(units), MappingProxyType(cells), tuple(sums)
    )


@cache
def shapes() -> Shapes:
    """Give the packaged table."""
    file = resources.files("batterypass.regulations") / "data" / "passport-shapes.json"
    return parse_shapes(file.read_bytes())


@cache
def constants() -> Mapping[str, Value]:
    """Give the values that are the same in every passport of this program."""
    return MappingProxyType(
        {name: one.constant for name, one in shapes().attributes.items() if one.constant}
    )


def unit_name(unit: str, lang: str) -> str:
    """Give a unit as people read it."""
    known = shapes().units.get(unit)
    return known.name.in_language(lang) if known is not None else unit


def _slip(row: Mapping[str, str]) -> Slip:
    factor, offset, least = (
        Decimal(row.get(name, usual))
        for name, usual in (("factor", "1"), ("offset", "0"), ("least", "0"))
    )
    return Slip(row["from"], factor, offset, least)


def _shape(row: Row, label: Text) -> Shape:
    if row["shape"] not in _SORTS:
        raise ValueError(f"shape {row['shape']!r}")
    hard = _range((row["low"], row["high"])) if "low" in row else None
    return Shape(
        sort=row["shape"],
        label=label,
        unit=row.get("unit", ""),
        hard=hard,
        usual=_range(row["usual"]) if "usual" in row else None,
        is_share=bool(row.get("fraction")),
        words=_words(row.get("words", ())),
        members=MappingProxyType(
            {
                name: _shape(member, Text(member["en"], member["es"]))
                for name, member in row.get("members", {}).items()
            }
        ),
        is_required=bool(row.get("required")),
        pattern=row.get("pattern", ""),
        pattern_says=Text(row.get("pattern_en", ""), row.get("pattern_es", "")),
        voltage=row.get("voltage", ""),
        takes_uris=bool(row.get("uris")),
        constant=row.get("constant", ""),
        source=row.get("source", ""),
        confidence=row.get("confidence", "low"),
    )


def _words(rows: Any) -> Mapping[str, Text]:  # noqa: ANN401 - cells of a JSON table
    return MappingProxyType({one["value"]: Text(one["en"], one["es"]) for one in rows})


def _range(ends: Any) -> Range:  # noqa: ANN401 - cells of a JSON table
    low, high = (Decimal(end) for end in ends)
    if low > high:
        raise ValueError(f"range {low} to {high}")
    return low, high
