"""What a bundle is about: items, a consignment, a party, a period, or everything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from batterypass.domain.clock import day_of
from batterypass.domain.ids import ledger_subject
from batterypass.domain.lineage import packs_built_into
from batterypass.errors import InputError
from batterypass.evidence.bundle_file import Scope, ScopeOf
from batterypass.evidence.refusal import refusal
from batterypass.ports import LANE_MAIN, LANE_RECORD
from batterypass.statements.cose import parse_statement
from batterypass.statements.payload import parse_payload

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from batterypass.app.session import Session

_LANES: Final = (LANE_MAIN, LANE_RECORD)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a bundle is to be about: ``subjects`` are items, one consignment or one party."""

    of: ScopeOf
    subjects: tuple[str, ...] = ()
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Focus:
    """The subjects and entries that a bundle is about, at the present size of the log."""

    scope: Scope
    subjects: tuple[str, ...]
    entries: tuple[int, ...]
    #: Of a period, whether no mark of a later day ends it yet: it ends where the bundle does.
    is_still_open: bool = False


def focus_of(session: Session, wanted: Wanted) -> Focus:
    """Find what a bundle is about. Raises InputError for an empty period or an unknown subject."""
    if wanted.of == "all":
        return Focus(Scope(of="all", subjects=[]), (), ())
    if wanted.of == "period":
        return _period(session, wanted.since, wanted.until)
    if wanted.of == "party":
        return _party(session, wanted.subjects[0])
    subjects = list(wanted.subjects)
    if wanted.of == "consignment":
        consignment = session.world.consignment(subjects[0])
        subjects += list(consignment.items) if consignment is not None else []
    subjects = list(_with_relatives(session, subjects))
    entries = {one for name in subjects for one in session.store.entries_of(name, lanes=_LANES)}
    scope = Scope(of=wanted.of, subjects=sorted(set(wanted.subjects)))
    return Focus(scope, tuple(subjects), tuple(sorted(entries)))


def last_entry(session: Session, focus: Focus) -> int:
    """Give the last entry that a bundle is about: its checkpoint has to cover it."""
    return max(focus.entries, default=session.logged - 1)


def _with_relatives(session: Session, subjects: Iterable[str]) -> Iterator[str]:
    """Give subjects, and of items what they were taken from and came apart into, each once."""
    waiting, seen = list(subjects), set()
    while waiting:
        name = waiting.pop(0)
        if name in seen:
            continue
        seen.add(name)
        yield name
        item = session.world.item(name)
        if item is not None:
            waiting += [*item.parents, *item.children, *packs_built_into(item)]


def _party(session: Session, party: str) -> Focus:
    """Find what a party signed: every item and consignment in it, and the party."""
    needle = party.encode()
    entries = [
        index
        for index, raw in session.store.statements(0, session.logged)
        # Most entries are not by this party: looking for its bytes is much cheaper than reading.
        if needle in raw and parse_statement(raw).issuer == party
    ]
    subjects = [*_with_relatives(session, _subjects_in(session, entries)), party]
    return Focus(Scope(of="party", subjects=[party]), tuple(subjects), tuple(entries))


def _period(session: Session, since: str, until: str) -> Focus:
    """Find the entries of a period: from the first time mark of its days to the next after them.

    The day is the one that the mark writes.
    """
    store = session.store
    ledger = ledger_subject(session.origin)
    marks = [
        (index, day)
        for index in store.entries_of(ledger, lanes=(LANE_RECORD,))
        if (day := _day_of_mark(store.statement(index)))
    ]
    first = next((index for index, day in marks if day >= since), None)
    later = next((index for index, day in marks if day > until), None)
    after = session.logged if later is None else later
    if day_of(str(_payload(store.statement(0))["event_time"])) >= since:
        first = 0
    if first is None or first >= after or since > until:
        raise refusal(InputError, "bundle.empty-period", since=since, until=until)
    scope = Scope(of="period", subjects=[], since=since, until=until, first=first, last=after - 1)
    entries = tuple(range(first, after))
    subjects = tuple(_with_relatives(session, _subjects_in(session, entries)))
    return Focus(scope, subjects, entries, is_still_open=later is None)


def _subjects_in(session: Session, entries: Iterable[int]) -> list[str]:
    """List the items and consignments that entries change."""
    found: dict[str, None] = {}
    for index in entries:
        links: Any = _payload(session.store.statement(index))["subjects"]
        for link in links:
            found[str(link["subject"])] = None
    return [name for name in found if session.world.item(name) or session.world.consignment(name)]


def _day_of_mark(raw: bytes) -> str:
    payload = _payload(raw)
    return day_of(str(payload["event_time"])) if payload["kind"] == "ledger.time-marked" else ""


def _payload(raw: bytes) -> dict[str, object]:
    return parse_payload(parse_statement(raw).payload)
