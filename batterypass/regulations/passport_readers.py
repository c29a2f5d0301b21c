"""Who may see which content point of a passport: the matrix of Annex XIII, deny by default.

The four points are not nested: a notified body sees test reports and no dismantling manual, a
workshop the other way round. ``passport-readers.json`` has a row for what is seen; what has none is
not, and a point that is not known is seen by nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, get_args

from batterypass.errors import InputError, MalformedError
from batterypass.regulations.tables import Confidence, Table

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The readers, from who sees least.
Reader = Literal[
    "public", "legitimate_interest", "notified_body_or_market_surveillance", "commission",
    "responsible_operator",
]  # fmt: skip
READERS: Final[tuple[Reader, ...]] = get_args(Reader)
#: The content points, as Annex XIII has them: point 1, 2, 3, 4.
POINTS: Final = (
    "public", "legitimate_interest_and_commission", "authorities_and_commission",
    "individual_legitimate_interest",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seen:
    """That a reader may see a point, and what says so."""

    reader: str
    point: str
    source: str
    confidence: Confidence


def parse_readers(body: bytes) -> Mapping[str, Mapping[str, Seen]]:
    """Read the table: reader -> point -> what says so. A ``proposed`` row lets nobody see anything.

    Raises MalformedError for a reader or a point that is none.
    """
    found: dict[str, dict[str, Seen]] = {reader: {} for reader in READERS}
    for row in Table.parse("passport-readers", body).rows:
        reader, point = str(row.get("reader")), str(row.get("point"))
        if reader not in found or point not in POINTS:
            raise MalformedError(f"passport-readers: {row.get('id')}: {reader} sees {point}")
        if row.get("status") == "in_force":
            found[reader][point] = Seen(reader, point, str(row["source"]), row["confidence"])
    return MappingProxyType({reader: MappingProxyType(seen) for reader, seen in found.items()})


@cache
def readers() -> Mapping[str, Mapping[str, Seen]]:
    """Give the packaged matrix: reader -> the points that it sees, with what says so."""
    file = resources.files("batterypass.regulations") / "data" / "passport-readers.json"
    return parse_readers(file.read_bytes())


#: How much a word looks like a reader's before it is taken for a slip; police is no public.
_ALIKE: Final = 0.75
#: Letters of a part of a reader's word that say which it is.
_PART: Final = 4


def reader_named(reader: str) -> Reader:
    """Give a reader by its word. Raises InputError for no reader, with near ones."""
    for known in READERS:
        if reader == known:
            return known
    wanted = reader.strip().casefold().replace("-", "_")
    near = get_close_matches(wanted, READERS, n=2, cutoff=_ALIKE)
    if len(wanted) >= _PART:
        near = near or [known for known in READERS if wanted in known]
    raise InputError(
        f"{reader}: no such reader of a passport; expected one of {', '.join(READERS)}",
        code="reader.unknown", reader=reader, listed=", ".join(READERS),
        hint=f": {', '.join(near)}?" if near else ".",
    )  # fmt: skip


def points_of(reader: str) -> frozenset[str]:
    """Give the content points that a reader sees. Raises InputError for no reader, with near ones."""
    return frozenset(readers()[reader_named(reader)])


def who_sees(point: str) -> tuple[str, ...]:
    """List the readers that see a point, nobody for one that is not known."""
    return tuple(reader for reader in READERS if point in readers()[reader])
