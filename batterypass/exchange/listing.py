"""A row of somebody's list as what it says of one authorisation, or what is wrong with the row.

What a row leaves empty is not said: ``None`` in :class:`Listed`. What a new authorisation needs beyond
its number is asked for where the ledger is known (:mod:`batterypass.app.directory_compare`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from batterypass.exchange.listing_cells import ListCells
from batterypass.exchange.listing_fields import (
    ADDRESS_FIELDS,
    CERTIFICATE,
    GRANT_FIELDS,
    PARTY_FIELDS,
    SITE_FIELDS,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.exchange.listing_header import ListHeader
    from batterypass.exchange.problems import RowProblem
    from batterypass.exchange.rows import Row
    from batterypass.regulations.tables import Regulations

_REACHED: Final = ("phone", "email", "nra", "latitude", "longitude")
_TAX_ID: Final = re.compile(r"[\s-]+")


@dataclass(slots=True)
class Listed:
    """What a list says of one authorisation, or of one private certificate.

    ``said`` holds the plain fields that the row says, by their names in
    :mod:`batterypass.exchange.listing_fields`; ``address`` those of the site's address. ``scopes``
    hold only what is said of each: a member that is missing is not said.
    """

    rows: list[Row]
    header: ListHeader
    prefix: str
    said: dict[str, str]
    address: dict[str, str]
    scopes: list[dict[str, Any]] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)

    @property
    def line(self) -> int:
        """Give the line of its first row."""
        return self.rows[0].line

    @property
    def lines(self) -> list[int]:
        """Give the lines of its rows."""
        return [row.line for row in self.rows]

    def get(self, name: str) -> str:
        """Give what is said of a field, empty where nothing is."""
        return self.said.get(name, "")

    @property
    def key(self) -> tuple[str, str]:
        """Give scheme and number."""
        return self.said["scheme"], self.said["number"]

    def column(self, name: str) -> str:
        """Give the name that the file has for a field."""
        prefixed = f"{self.prefix}{name}" if name in GRANT_FIELDS else name
        return self.header.name_of(prefixed)

    def terms(self) -> dict[str, Any]:
        """Give all that is said beside the scopes, for a comparison of two rows."""
        return {**self.said, **self.address, "roles": self.roles}


def read_listed(
    row: Row, header: ListHeader, regulations: Regulations, problems: list[RowProblem]
) -> list[Listed]:
    """Give the authorisation and the certificate that a row names; add what is wrong to problems.

    All problems of a row are found, not only the first.
    """
    if row.problems:
        problems += row.problems
        return []
    cells = ListCells(row, header, problems)
    prefixes = [
        prefix
        for prefix in ("", CERTIFICATE)
        if any(cells.text(f"{prefix}{name}", is_default=False) for name in ("number", "scheme"))
    ]
    party, address = _party(cells), _address(cells)
    found = []
    # A row that names nothing is told that its number is missing.
    for prefix in prefixes or [""]:
        said = {**party, **_grant(cells, prefix, regulations)}
        scopes = _scopes(cells, prefix)
        found.append(Listed([row], header, prefix, said, address, scopes, cells.words("roles")))
    return found


def _party(cells: ListCells) -> dict[str, str]:
    said = cells.said(*PARTY_FIELDS[:-1], *(name for name in SITE_FIELDS if name not in _TYPED))
    if "country" in said:
        said["country"] = said["country"].upper()
    if "tax_id" in said:
        # An RFC is written with and without hyphens; it has none.
        said["tax_id"] = _TAX_ID.sub("", said["tax_id"]).upper()
    for name in ("latitude", "longitude"):
        cells.number(name, said, signed=True)
    cells.day("closed_on", said)
    return said


#: Fields of a site that are not plain text, or that belong to its address.
_TYPED: Final = frozenset({*ADDRESS_FIELDS, "latitude", "longitude", "closed_on"})


def _address(cells: ListCells) -> dict[str, str]:
    said = cells.said(*ADDRESS_FIELDS)
    for name, width in (("state_key", 2), ("municipality_key", 3), ("postal_code", 5)):
        text = said.get(name, "")
        if text.isascii() and text.isdigit() and len(text) < width:
            # A spreadsheet drops the zeros in front, and other countries have shorter codes.
            if name != "postal_code":
                said[name] = text.zfill(width)
            elif cells.text("country") in ("", "MX") and len(text) == width - 1:
                cells.add(name, text, "list_zero", {"width": width}, text.zfill(width))
    return said


def _grant(cells: ListCells, prefix: str, regulations: Regulations) -> dict[str, str]:
    said = cells.said("scheme", "number", "authority", prefix=prefix)
    for name in ("scheme", "number"):
        if name not in said and not cells.is_off(f"{prefix}{name}"):
            cells.add(f"{prefix}{name}", "", "missing", {"what": f"{prefix}{name}"})
    cells.check_scheme(prefix, said.get("scheme", ""), regulations)
    cells.number("capacity_t_year", said, prefix=prefix)
    for name in ("effective_from", "effective_to", "status_on", "renewal_filed_on"):
        cells.day(name, said, prefix=prefix)
    status = cells.words("status", prefix=prefix)
    if status:
        said["status"] = status[0]
    return said


def _scopes(cells: ListCells, prefix: str) -> list[dict[str, Any]]:
    """Give a scope for each operation, all of the same waste."""
    scope: dict[str, Any] = {}
    one = cells.words("waste_class", prefix=prefix)
    if one:
        scope["waste_class"] = one[0]
    for name in ("streams", "chemistries"):
        words = cells.words(name, prefix=prefix)
        if words or (name == "chemistries" and cells.has(f"{prefix}{name}")):
            scope[name] = words
    if cells.has(f"{prefix}waste_codes"):
        scope["waste_codes"] = cells.listed(f"{prefix}waste_codes")
    answer = cells.words("damaged_accepted", prefix=prefix)
    if answer:
        scope["damaged_accepted"] = answer[0] == "yes"
    capacity: dict[str, str] = {}
    cells.number("scope_capacity_t_year", capacity, prefix=prefix)
    if capacity:
        scope["capacity_t_year"] = capacity["scope_capacity_t_year"]
    operations = cells.words("operations", prefix=prefix)
    return [{"operation": operation, **scope} for operation in operations]


def join_rows(first: Listed, other: Listed) -> str:
    """Take another row of the same number into the first; give the field in which they differ.

    Empty: they say the same, or the other one names further scopes of the same authorisation.
    """
    before, now = first.terms(), other.terms()
    for name in {**before, **now}:
        if before.get(name) != now.get(name):
            return name
    fresh = [scope for scope in other.scopes if scope not in first.scopes]
    first.scopes += fresh
    if fresh:
        first.rows += other.rows
    return ""


def reached(said: Mapping[str, str]) -> dict[str, str]:
    """Give how a site is reached, and where it lies."""
    return {name: said[name] for name in _REACHED if name in said}
