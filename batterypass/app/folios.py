"""Numbers of consignments and manifests: what is next, what was used, what is missing.

A series is an issuer's numbers that begin alike: ``M-2026-00419`` stands in ``M-2026-``. Where the
issuer is the consignor of all of them it is kept here, and a gap in it is named. A carrier's own pad
is taken as it comes: its other sheets are somebody else's. At a site without a network each device
has a series of its own (``M-2026-K7Q-``), so that two of them never give the same number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from batterypass.app.read import consignments

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from batterypass.app.session import Session

_NUMBER = re.compile(r"^(.*?)([0-9]{1,9})$")
#: Series that are begun here, one for each year, and years that stand in a series.
_OWN = re.compile(r"^M-[0-9]{4}-")
_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
_WIDTH = 5
_MANY = 1_000_000
#: Letters and figures that nobody mistakes for others.
_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


@dataclass(slots=True)
class Series:
    """The numbers of one series. ``gaps`` are pairs of the first and last number of each gap.

    ``loose`` are numbers that do not end in figures: nobody can say what lies between them.
    """

    issuer: str
    series: str
    stem: str
    is_kept_here: bool = True
    numbers: dict[int, str] = field(default_factory=dict)
    loose: list[str] = field(default_factory=list)
    voided: list[str] = field(default_factory=list)
    #: Signed at this site and not in the log yet.
    waiting: list[str] = field(default_factory=list)
    #: Numbers that consignments without a manifest took, or that were an id and not the folio.
    taken: set[int] = field(default_factory=set)

    @property
    def first(self) -> str:
        """Give the lowest number; empty where no number ends in figures."""
        return self.numbers[min(self.numbers)] if self.numbers else ""

    @property
    def last(self) -> str:
        """Give the highest number."""
        return self.numbers[max(self.numbers)] if self.numbers else ""

    @property
    def count(self) -> int:
        """Give how many numbers were used, voided ones included."""
        return len(self.numbers) + len(self.loose)

    @property
    def next(self) -> str:
        """Give the number that would be proposed next; empty for somebody else's pad.

        It follows the last folio, so that what was an id and no folio leaves no gap in the series.
        """
        if not self.is_kept_here or not self.numbers:
            return ""
        return self._text(_after(self.numbers, self.taken))

    def _text(self, number: int) -> str:
        width = len(self.last) - len(self.stem)
        return f"{self.stem}{number:0{width}d}"

    def gaps(self) -> list[tuple[str, str]]:
        """Give the numbers between the first and the last folio that nothing here carries.

        What consignments without a manifest took fills a gap and makes none: it is no folio.
        """
        if not self.is_kept_here or not self.numbers:
            return []
        first, last = min(self.numbers), max(self.numbers)
        known = sorted({*self.numbers, *(one for one in self.taken if first < one < last)})
        return [
            (self._text(before + 1), self._text(after - 1))
            for before, after in pairwise(known)
            if after - before > 1
        ]


def all_series(session: Session) -> list[Series]:
    """Give every series of manifest numbers in the ledger, by issuer, series and beginning."""
    found: dict[tuple[str, str, str], Series] = {}
    ids: list[tuple[str, str]] = []
    for one in consignments(session):
        ids.append((one.consignor, one.consignment))
        if not one.waste:
            continue
        number, issuer = one.waste["manifest_no"], one.waste["issuer"]
        match = _NUMBER.match(number)
        key = (issuer, one.waste.get("series", ""), match[1] if match else "")
        series = found.setdefault(key, Series(*key))
        series.is_kept_here = series.is_kept_here and issuer == one.consignor
        if match:
            series.numbers[int(match[2])] = number
        else:
            series.loose.append(number)
        if one.state == "voided":
            series.voided.append(number)
        if session.place_of(one.entries["offered"]):
            series.waiting.append(number)
    for consignor, name in ids:
        match = _NUMBER.match(name)
        if match:
            for key in [key for key in found if (key[0], key[2]) == (consignor, match[1])]:
                found[key].taken.add(int(match[2]))
    for series in found.values():
        series.voided.sort()
        series.waiting.sort()
        series.loose.sort()
    return [found[key] for key in sorted(found)]


def next_id(session: Session, consignor: str, day: str, *, waste: bool) -> str:
    """Propose the next number of the consignor in a year: ``M-2026-00419`` carries waste.

    At a site it is the next of this device's own series; else waste goes on in the only series that
    the consignor keeps here.
    """
    code = device_series(session)
    kept = continued(session, consignor, day) if waste else None
    if kept is not None:
        return kept.next
    start = f"{'M' if waste else 'E'}-{day[:4]}-" + (f"{code}-" if code else "")
    return _next(session, consignor, start, waste=waste)


def continued(session: Session, consignor: str, day: str) -> Series | None:
    """Give the series that was begun by hand and that the next offer of waste goes on in, or None.

    It is the only series of the consignor that is kept here, and one of this year where its numbers
    name a year.
    """
    if device_series(session):
        return None
    stems: set[str] = set()
    for pointer in session.store.pointers("manifest", f"{consignor} ", _MANY):
        match = _NUMBER.match(pointer.key.removeprefix(f"{consignor} "))
        if match and pointer.subject.startswith(f"{consignor}#"):
            stems.add(match[1])
    if len(stems) != 1:
        return None
    (stem,) = stems
    if _OWN.match(stem) or any(year != day[:4] for year in _YEAR.findall(stem)):
        return None
    found = [one for one in all_series(session) if (one.issuer, one.stem) == (consignor, stem)]
    return found[0] if len(found) == 1 and found[0].next else None


def next_in(session: Session, consignor: str, series: str) -> str:
    """Propose the next number of a series that was said; the first where nothing stands in it."""
    known = [
        one
        for one in all_series(session)
        if (one.issuer, one.series) == (consignor, series) and one.stem.startswith(series)
    ]
    return (known[-1].next if known else "") or _next(session, consignor, series)


def _next(session: Session, consignor: str, start: str, *, waste: bool = True) -> str:
    folios = {figures for figures, _ in _carried(session, "manifest", f"{consignor} ", start)}
    ids = {
        figures
        for figures, subject in _carried(session, "consignment", "", start)
        if subject.startswith(f"{consignor}#")
    }
    # Without folios the ids are what counts; a folio follows the one before it, else there is a gap.
    number = _after(folios, ids) if waste else max(ids | folios, default=0) + 1
    return f"{start}{number:0{_WIDTH}d}"


def _after(folios: Iterable[int], ids: Container[int]) -> int:
    """Give the first number after the last folio that is no id: one number serves as both."""
    number = max(folios, default=0) + 1
    while number in ids:
        number += 1
    return number


def device_series(session: Session) -> str:
    """Give the word of this device's own series; empty where the log itself is written."""
    if not session.store.is_replica:
        return ""
    return session.around.memory.series_code(session.origin, lambda: _new_code(session))


def _new_code(session: Session) -> str:
    return "".join(_LETTERS[byte % len(_LETTERS)] for byte in session.around.random(3))


def _carried(session: Session, relation: str, issuer: str, start: str) -> Iterator[tuple[int, str]]:
    """Give the figures of the ids or manifest numbers that begin with ``start``, and their subjects."""
    for pointer in session.store.pointers(relation, f"{issuer}{start}", _MANY):
        match = _NUMBER.match(pointer.key.removeprefix(issuer))
        if match and match[1] == start:
            yield int(match[2]), pointer.subject
