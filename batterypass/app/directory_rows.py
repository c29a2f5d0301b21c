"""The rows of the directory as the log has them, chosen by state and waste.

What is exported rests on the log alone: what a site has signed and the operator has not recorded
yet is no part of it. Authorisations are *as known* at a time; cards of parties and sites are those
of today, because a list is used to find people.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, get_args

from batterypass.domain.clock import day_of, event_time_of, from_ms
from batterypass.domain.standing import as_known
from batterypass.domain.states import AuthorisationState
from batterypass.domain.vocabulary import Stream
from batterypass.errors import InputError
from batterypass.evidence.refusal import refusal
from batterypass.exchange.directory_rows import DirectoryRow, nobody, row_of, sorted_rows
from batterypass.projections.codec import parse_state
from batterypass.regulations.places import find_state

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from batterypass.app.session import Session
    from batterypass.regulations.tables import Regulations

STREAMS: Final = frozenset(get_args(Stream))


@dataclass(frozen=True, slots=True)
class Choice:
    """What is wanted of the directory: ``on`` is the day asked about; empty texts choose all.

    ``known_on``: as the log knew it at the end of that day in UTC. ``state`` names a state of
    Mexico, ``waste`` a stream or a code of waste.
    """

    on: str
    known_on: str = ""
    state: str = ""
    waste: str = ""


def directory_rows(session: Session, choice: Choice) -> list[DirectoryRow]:
    """Give the rows that a choice names, by party, site, scheme and number.

    Raises InputError for a state or a waste that nobody knows.
    """
    regulations = session.around.regulations
    known_ms = end_of_day_ms(choice.known_on) if choice.known_on else None
    rows: Iterable[DirectoryRow] = (
        row_of(regulations, party, held, choice.on)
        for held in authorisations(session, known_ms)
        for party in (session.world.party(held.holder) or nobody(held.holder),)
    )
    if choice.waste:
        rows = _of_waste(regulations, rows, choice)
    if choice.state:
        rows = _of_state(rows, choice.state)
    return sorted_rows(rows)


def authorisations(session: Session, known_ms: int | None) -> Iterator[AuthorisationState]:
    """Give every authorisation of the log, as it was known at an instant or is known now."""
    for row in session.store.subjects("A"):
        state = parse_state("A", row.name, row.state)
        if isinstance(state, AuthorisationState):
            known = as_known(state, mark_ms=known_ms, entry=session.logged)
            if known is not None:
                yield known


def end_of_day_ms(day: str) -> int:
    """Give the last instant of a day in UTC, in milliseconds."""
    start = datetime.fromisoformat(day).replace(tzinfo=UTC)
    return int((start + timedelta(days=1)).timestamp()) * 1000 - 1


def streams_of(regulations: Regulations, waste: str, on: str) -> frozenset[str] | None:
    """Give the streams that a word for a waste names: itself, or those of a code on a day.

    None for what is neither; a code may also name a waste of which no stream is ours.
    """
    if waste in STREAMS:
        return frozenset({waste})
    wanted = _key(waste)
    named = {
        str(row["stream"])
        for row in regulations.table("waste-codes").in_force(on)
        if wanted in (_key(row["code"]), row["code_digits"])
    }
    return frozenset(named & STREAMS) if named else None


def known_until(session: Session) -> str:
    """Give the day of the last time mark, in UTC: later than this the log knows nothing."""
    ledger = session.world.ledger()
    return day_of(event_time_of(from_ms(ledger.mark_ms))) if ledger is not None else ""


def state_key_of(row: DirectoryRow) -> str:
    """Give the INEGI key of the state that a site is in; empty where its card names none."""
    address = row.site.get("address", {})
    if address.get("country", "MX") != "MX":
        return ""
    known = find_state(address.get("state_key") or address.get("state", ""))
    return known.key if known is not None else ""


def _key(code: str) -> str:
    """Give a code of waste without blanks and case: people write them in many ways."""
    return "".join(code.upper().split())


def _of_state(rows: Iterable[DirectoryRow], text: str) -> Iterator[DirectoryRow]:
    """Choose the rows of sites in a state. Raises InputError where none is called so."""
    state = find_state(text)
    if state is None:
        raise refusal(InputError, "direxport.no-state", text=text)
    return (row for row in rows if state_key_of(row) == state.key)


def _of_waste(
    regulations: Regulations, rows: Iterable[DirectoryRow], choice: Choice
) -> list[DirectoryRow]:
    """Choose the rows that take a waste. Raises InputError where nobody knows the word.

    A scope that lists codes takes those and no others; one that lists none takes its streams.
    """
    streams = streams_of(regulations, choice.waste, choice.on)
    is_code, wanted = choice.waste not in STREAMS, _key(choice.waste)

    def takes(scope: Mapping[str, Any]) -> bool:
        codes = scope.get("waste_codes", ())
        if is_code and codes:
            return wanted in map(_key, codes)
        return not (streams or frozenset()).isdisjoint(scope["streams"])

    found = [row for row in rows if any(map(takes, row.held.scopes))]
    if streams is None and not found:
        known = ", ".join(sorted(STREAMS))
        raise refusal(InputError, "direxport.no-waste", text=choice.waste, streams=known)
    return found
