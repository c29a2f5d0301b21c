"""A table of law: rows with dates, source and confidence, named by the SHA-256 of its bytes.

The bytes come from outside (the package, or the content that a rulebook names), so that a decision
can be repeated with the very table it rested on (``design/architecture.md`` D9).
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from types import MappingProxyType
from typing import Any, Literal

from batterypass.errors import MalformedError, UndecidedError

Confidence = Literal["high", "medium", "low"]
Row = Mapping[str, Any]

#: Table -> the file that holds it, beside each other in the package's ``regulations/data``.
FILES: Mapping[str, str] = MappingProxyType(
    {
        name.rsplit(".", 1)[0]: name
        for name in (
            "authorisation-scopes.csv",
            "carrier-permits.json",
            "classification-regimes.json",
            "directory-limits.json",
            "export-consents.json",
            "element-contents.json",
            "id-schemes.json",
            "jurisdictions.json",
            "number-formats.json",
            "operations.json",
            "tolerances.json",
            "transport-damaged.json",
            "transport-entries.json",
            "un-editions.json",
            "un-entries.json",
            "un-limits.json",
            "un-packings.json",
            "un-rules.json",
            "waste-codes.csv",
        )
    }
)
#: JSON member that holds the rows, where it is not ``rows``.
_MEMBERS = {"classification-regimes": "regimes"}
#: Tables whose rows are a list of schemes or shapes, without dates of their own.
_UNDATED = frozenset({"authorisation-scopes", "number-formats"})
#: What a row of a table has besides dates, source and confidence.
_MEMBERS_OF: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "authorisation-scopes": ("scheme", "scope_code", "covers_activity"),
        "carrier-permits": ("id", "jurisdiction", "waste_class", "mode", "needs", "status"),
        "classification-regimes": ("id", "jurisdiction", "status"),
        "directory-limits": ("id", "name", "value", "status"),
        "export-consents": ("id", "jurisdiction", "streams", "name", "status"),
        "element-contents": ("id", "substance", "element", "percent", "status"),
        "id-schemes": ("id", "scheme", "title", "spellings", "shape", "check", "reason", "status"),
        "jurisdictions": ("id", "country", "jurisdiction", "status"),
        "number-formats": ("id", "scheme", "scope_code", "check"),
        "operations": (
            "id", "jurisdiction", "act", "waste_class", "operation", "accepts", "status",
        ),
        "tolerances": ("id", "name", "percent", "status"),
        "transport-damaged": (
            "id", "regime", "critical", "forbidden", "special_provision", "packings", "marks",
            "status",
        ),
        "transport-entries": (
            "id", "un_number", "family", "configuration", "name_contains", "status",
        ),
        "waste-codes": ("jurisdiction", "code", "hazard_status", "stream"),
    }
)  # fmt: skip
_STATUSES = frozenset({"in_force", "expired", "proposed"})
_RANK: Mapping[str, int] = {"low": 0, "medium": 1, "high": 2}
_DAY = re.compile(r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """The rows of one table. Two tables are the same if their ``sha256`` is."""

    name: str
    sha256: str
    rows: tuple[Row, ...]
    #: What the table says of itself.
    comment: str = ""

    @classmethod
    def parse(cls, name: str, body: bytes) -> Table:
        """Read a table from the bytes of its file.

        Raises MalformedError that names the row where the bytes are no table: no UTF-8, a row
        without its members, a date or status that is none, two rows of one id.
        """
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError as error:
            raise MalformedError(f"table {name}: {error}") from error
        suffix = FILES.get(name, f"{name}.json").rsplit(".", 1)[1]
        rows, comment = _csv_rows(name, text) if suffix == "csv" else _json_rows(name, text)
        if not rows:
            raise MalformedError(f"table {name}: no rows")
        for number, row in enumerate(rows):
            _check_row(name, number, row)
        ids = [row["id"] for row in rows if "id" in row]
        if len(set(ids)) != len(ids):
            raise MalformedError(f"table {name}: two rows have the same id")
        frozen = tuple(MappingProxyType(row) for row in rows)
        return cls(name, sha256(body).hexdigest(), frozen, comment)

    def in_force(self, day: str) -> Iterator[Row]:
        """Give the rows that held on a day. Proposed rows never do."""
        for row in self.rows:
            if _holds(row, day):
                yield row


@dataclass(frozen=True, slots=True, eq=False)
class Regulations:
    """The tables in force together, and the codes of the rules that go with them.

    ``codes`` is None where no rulebook narrows the rules down to those it lists.
    """

    tables: Mapping[str, Table] = field(default_factory=dict)
    codes: frozenset[str] | None = None

    @classmethod
    def parse(cls, bodies: Mapping[str, bytes]) -> Regulations:
        """Read tables from their bytes by name. Raises MalformedError as :meth:`Table.parse`."""
        return cls({name: Table.parse(name, body) for name, body in sorted(bodies.items())})

    def table(self, name: str) -> Table:
        """Give a table. Raises UndecidedError where this bundle does not have it."""
        try:
            return self.tables[name]
        except KeyError:
            raise UndecidedError(
                f"table {name!r} is not here: this bundle has {', '.join(self.tables) or 'none'}"
            ) from None


def least(*confidences: str) -> Confidence:
    """Give the lowest of some confidences: a judgement is as sure as its weakest row."""
    found: Confidence = "high"
    for confidence in confidences:
        if _RANK.get(confidence, 0) < _RANK[found]:
            found = "medium" if confidence == "medium" else "low"
    return found


def tolerance_percent(regulations: Regulations, name: str, day: str) -> str | None:
    """Give the tolerance for a comparison of masses on a day, as a number string, or None."""
    return _cell(regulations.table("tolerances"), "name", name, "percent", day)


def limit_on(regulations: Regulations, name: str, day: str) -> Decimal | None:
    """Give a limit of the directory on a day; None for a rulebook that is older than the limits."""
    table = regulations.tables.get("directory-limits")
    value = None if table is None else _cell(table, "name", name, "value", day)
    return None if value is None else Decimal(value)


def jurisdiction_of(regulations: Regulations, country: str, day: str) -> str:
    """Give whose tables hold in a country on a day: its own code where no row says more."""
    found = _cell(regulations.table("jurisdictions"), "country", country, "jurisdiction", day)
    return country if found is None else found


@lru_cache(maxsize=1024)
def _cell(table: Table, key: str, value: str, cell: str, day: str) -> str | None:
    for row in table.in_force(day):
        if row[key] == value:
            return str(row[cell])
    return None


def _holds(row: Row, day: str) -> bool:
    if row.get("status") == "proposed" or row.get("hazard_status") == "proposed":
        return False
    # A row without a beginning is a reference or a plan, never law.
    start, end = str(row.get("valid_from") or ""), str(row.get("valid_to") or "")
    return bool(start) and start <= day and (not end or day <= end)


def _csv_rows(name: str, text: str) -> tuple[list[dict[str, Any]], str]:
    try:
        rows = [dict(row) for row in csv.DictReader(io.StringIO(text, newline=""), strict=True)]
    except csv.Error as error:
        raise MalformedError(f"table {name}: {error}") from error
    for number, row in enumerate(rows):
        if None in row or None in row.values():
            raise MalformedError(f"table {name}: row {number}: not as many cells as headings")
    return rows, ""


def _json_rows(name: str, text: str) -> tuple[list[dict[str, Any]], str]:
    try:
        data = json.loads(text, object_pairs_hook=_closed)
    except (ValueError, RecursionError) as error:
        raise MalformedError(f"table {name}: {error}") from error
    member = _MEMBERS.get(name, "rows")
    rows = data.get(member) if isinstance(data, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise MalformedError(f"table {name}: expected a member {member!r} with a list of rows")
    return rows, str(data.get("$comment", ""))


def _closed(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a member stands twice in one object")
    return members


def _check_row(name: str, number: int, row: Row) -> None:
    where = f"table {name}: row {row.get('id', number)}"
    if not isinstance(row.get("id", ""), str | int):
        raise MalformedError(f"{where}: id, expected a text")
    if str(row.get("confidence")) not in _RANK:
        raise MalformedError(f"{where}: confidence {row.get('confidence')!r}, expected {[*_RANK]}")
    missing = [member for member in _MEMBERS_OF.get(name, ()) if member not in row]
    if name == "classification-regimes" and row.get("status") != "proposed":
        missing += [] if isinstance(row.get("default"), dict) else ["default"]
    if missing:
        raise MalformedError(f"{where}: without {', '.join(missing)}")
    if name in _UNDATED:
        return
    if "status" in row and str(row["status"]) not in _STATUSES:
        raise MalformedError(f"{where}: status {row['status']!r}, expected {sorted(_STATUSES)}")
    for member in ("valid_from", "valid_to"):
        day = row.get(member, False)
        if day is False or (day and not (isinstance(day, str) and _DAY.match(day))):
            raise MalformedError(f"{where}: {member} {day!r}, expected YYYY-MM-DD or nothing")
    if row["valid_from"] and row["valid_to"] and row["valid_to"] < row["valid_from"]:
        raise MalformedError(f"{where}: ends on {row['valid_to']}, before {row['valid_from']}")
