"""Editions of the regimes, and which one governs on a day of carriage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from batterypass.regulations.tables import Confidence, Row


@dataclass(frozen=True, slots=True, eq=False)
class Edition:
    """One edition of one regime, usable on the days from ``usable_from`` to ``usable_until``.

    ``usable_until`` is empty where no end is known. One that was not ``reviewed`` is known to exist,
    and nothing is decided by it; one without ``modes`` is a document beside a regime.
    """

    id: str
    regime: str
    edition: str
    title: str
    modes: tuple[str, ...]
    usable_from: str
    mandatory_from: str
    usable_until: str
    reviewed: bool
    source: str
    confidence: Confidence
    language: str = "en"
    line: str = ""
    package_marks: tuple[str, ...] = ()
    damaged_mark: str = ""
    waste_word: Mapping[str, str] | None = None
    sat_keys: frozenset[str] | None = None
    #: What stands before the source of a row.
    cites: str = ""

    @classmethod
    def of_row(cls, row: Row) -> Edition:
        """Read a row. Raises KeyError where a member is missing."""
        keys = row.get("sat_keys")
        return cls(
            id=str(row["id"]),
            regime=str(row["regime"]),
            edition=str(row["edition"]),
            title=str(row["title"]),
            modes=tuple(row["modes"]),
            usable_from=str(row["valid_from"]),
            mandatory_from=str(row["mandatory_from"]),
            usable_until=str(row["valid_to"] or ""),
            reviewed=bool(row["reviewed"]),
            source=str(row["source"]),
            confidence=cast("Confidence", row["confidence"]),
            language=str(row.get("language", "en")),
            line=str(row.get("line", "")),
            package_marks=tuple(row.get("package_marks", ())),
            damaged_mark=str(row.get("damaged_mark", "")),
            waste_word=row.get("waste_word"),
            cites=str(row.get("cites", row["title"])),
            sat_keys=None if keys is None else frozenset(keys),
        )

    def usable_on(self, day: str) -> bool:
        """Tell whether it may be used on a day."""
        return self.usable_from <= day and (not self.usable_until or day <= self.usable_until)


class Chosen(NamedTuple):
    """What governs on a day: the edition, and a newer one that is usable and that nobody has read.

    ``edition`` is None where there is none; ``unread`` alone says that one is known.
    """

    edition: Edition | None
    unread: Edition | None
    usable: tuple[Edition, ...] = ()


def choose_edition(
    editions: Iterable[Edition], regime: str, day: str, wanted: str | None = None
) -> Chosen:
    """Choose the newest edition that was reviewed and may be used on the day of carriage.

    ``wanted`` is the id or the word of an older one that may still be used in a transition.
    """
    usable = [one for one in editions if one.regime == regime and one.usable_on(day)]
    read = [one for one in usable if one.reviewed]
    if wanted:
        read = [one for one in read if wanted in (one.id, one.edition, one.title)]
    best = max(read, key=lambda one: one.usable_from, default=None)
    newer = [
        one
        for one in usable
        if not one.reviewed and (best is None or one.usable_from > best.usable_from)
    ]
    unread = max(newer, key=lambda one: one.usable_from, default=None)
    return Chosen(best, None if wanted else unread, tuple(usable))
