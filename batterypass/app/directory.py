"""The directory in memory: every site of whoever holds an authorisation, as known at a time.

It asks :func:`batterypass.regulations.accept.can_accept`, as the hand-over rules do, with what they
give it: all that the holder holds, the site's closing, and what the site has accepted that year.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from batterypass.app.directory_past import accepted_at, closed_at, size_known
from batterypass.app.waste_question import Question, ask_about
from batterypass.domain.base import decimal_of
from batterypass.domain.standing import Standing, as_known, standing_on
from batterypass.domain.states import AuthorisationState, PartyState
from batterypass.projections.codec import parse_state
from batterypass.regulations.accept import Acceptance, can_accept, is_certificate
from batterypass.regulations.classify import key_of_code
from batterypass.regulations.reasons import Reason
from batterypass.regulations.tables import jurisdiction_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from batterypass.app.session import Session
    from batterypass.regulations.tables import Regulations


@dataclass(frozen=True, slots=True)
class Place:
    """A site: whose it is, its card, and everything that its holder holds, at any of its sites.

    ``card`` is empty for a site that only an authorisation names. ``closed_on`` is as known then.
    """

    party: PartyState
    site: str
    card: Mapping[str, Any]
    closed_on: str
    held: tuple[AuthorisationState, ...]

    @property
    def name(self) -> str:
        """The way to name it that is never ambiguous."""
        return f"{self.party.party}#{self.site}"

    @property
    def own(self) -> tuple[AuthorisationState, ...]:
        """What is held for this very site."""
        return tuple(one for one in self.held if one.holder_site == self.site)


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer of a site to a question; ``acceptance`` is that of the declaration that fits best."""

    acceptance: Acceptance
    stream: str
    waste_class: str

    def reasons(self, question: Question) -> list[Reason]:
        """Give the reasons of the answer, then how the waste was understood."""
        found = [*self.acceptance.reasons, *question.reasons]
        if self.acceptance and len({one.waste_class for one in question.tries}) > 1:
            found.append(Reason("asked-declared", {"class": f"~declared-{self.waste_class}"}))
        return found


class Directory:
    """Sites and authorisations of one ledger. ``cut`` is the size of the log that counts."""

    def __init__(
        self,
        session: Session,
        places: Iterable[Place],
        *,
        cut: int | None,
        lists: Mapping[str, Any],
    ) -> None:
        self._session = session
        self._cut = cut
        self.places = {(one.party.party, one.site): one for one in places}
        #: The published lists that were gone through, by source (``LedgerState.lists``).
        self.lists = lists

    @classmethod
    def load(cls, session: Session, *, known_ms: int | None = None, party: str = "") -> Directory:
        """Read the directory: of everybody, or of one party with its sites.

        ``known_ms`` counts what stands in the log above a time mark up to that instant.
        """
        cut = None if known_ms is None else size_known(session, known_ms)
        held = _held_of(session, party) if party else _held(session)
        states = [session.world.party(party)] if party else _parties(session)
        places = [
            place
            for state in states
            if state is not None
            for place in _places(session, state, held.get(state.party, []), cut)
        ]
        ledger = session.world.ledger()
        lists: Mapping[str, Any] = ledger.lists if ledger is not None else {}
        if cut is not None:
            lists = {source: one for source, one in lists.items() if one["entry"] < cut}
        return cls(session, places, cut=cut, lists=lists)

    @cached_property
    def regulations(self) -> Regulations:
        """The tables in force. Raises UndecidedError for a rulebook that is not known here."""
        return self._session.regulations()

    def jurisdiction(self, day: str) -> str:
        """Give whose tables hold in the ledger's country on a day."""
        ledger = self._session.world.ledger()
        return jurisdiction_of(self.regulations, ledger.profile if ledger else "", day)

    def question(
        self,
        day: str,
        waste: str,
        operation: str,
        *,
        condition: str = "",
        waste_class: str = "",
        chemistries: Sequence[str] = (),
    ) -> Question:
        """Make a question; see :func:`batterypass.app.waste_question.ask_about`."""
        return ask_about(
            self.regulations, self.jurisdiction(day), day, waste, operation,
            condition=condition, waste_class=waste_class, chemistries=chemistries,
        )  # fmt: skip

    def ask(self, place: Place, question: Question, mass_kg: Decimal | None = None) -> Answered:
        """Answer a question about a site.

        Of several ways to declare the waste the first one counts that the site may take; the others
        are what a declaration would have to say to be refused.
        """
        if self._cut is not None and place.party.registered_index >= self._cut:
            return Answered(self._not_known_then(place), "", "")
        taken = None if mass_kg is None else decimal_of(self.accepted_kg(place, question.day[:4]))
        tried: list[Answered] = []
        for one in question.tries:
            code = _as_written(place.held, question.waste_code) if question.waste_code else ""
            answer = can_accept(
                place.held, place.site, one.stream, question.operation, one.waste_class,
                question.day, question.condition, chemistries=question.chemistries,
                waste_code=code, mass_kg=mass_kg, accepted_kg_year=taken,
                closed_on=place.closed_on, accepted=one.accepted,
            )  # fmt: skip
            if answer:
                return Answered(answer, one.stream, one.waste_class)
            tried.append(Answered(answer, one.stream, one.waste_class))
        # A question has at least one way to declare it; the first fits best.
        return tried[0]

    def _not_known_then(self, place: Place) -> Acceptance:
        entry = place.party.registered_index
        values = {"party": place.party.legal_name or place.party.party, "entry": str(entry)}
        return Acceptance("unknown", (Reason("asked-not-known-then", values),), ())

    def accepted_kg(self, place: Place, year: str) -> str:
        """Give the kilograms of waste that a site has accepted in a year, as known."""
        return accepted_at(self._session, place.party, place.site, year, self._cut)

    def authorisations(self) -> Iterator[tuple[Place, AuthorisationState]]:
        """Give every authorisation of a government with its site, as known."""
        for place, one in self._all():
            if not is_certificate(self.regulations, one.scheme):
                yield place, one

    def certificates(self, place: Place, day: str) -> list[tuple[AuthorisationState, Standing]]:
        """Give the private certificates of a site with how they stand; never authorisations."""
        return [
            (one, standing_on(one, day))
            for one in place.own
            if is_certificate(self.regulations, one.scheme)
        ]

    def _all(self) -> Iterator[tuple[Place, AuthorisationState]]:
        for place in self.places.values():
            for one in place.own:
                yield place, one


def _held(session: Session) -> dict[str, list[AuthorisationState]]:
    found: dict[str, list[AuthorisationState]] = {}
    for row in session.store.subjects("A"):
        state = parse_state("A", row.name, row.state)
        if isinstance(state, AuthorisationState):
            found.setdefault(state.holder, []).append(state)
    return found


def _held_of(session: Session, party: str) -> dict[str, list[AuthorisationState]]:
    found = (session.world.authorisation(name) for name in session.world.pointed("holder", party))
    return {party: [one for one in found if one is not None]}


def _parties(session: Session) -> Iterator[PartyState]:
    for row in session.store.subjects("P"):
        state = parse_state("P", row.name, row.state)
        if isinstance(state, PartyState):
            yield state


def _places(
    session: Session, party: PartyState, held: list[AuthorisationState], cut: int | None
) -> Iterator[Place]:
    """Give the sites of a party: those of its card, and those that its authorisations name."""
    known = held if cut is None else [
        then for one in held if (then := as_known(one, entry=cut)) is not None
    ]  # fmt: skip
    cards: dict[str, Mapping[str, Any]] = {str(one["site_id"]): one for one in party.sites}
    closed = None if cut is None else closed_at(session, party.party, cut)
    # In the order in which the rules meet them.
    mine = tuple(sorted(known, key=lambda one: one.subject))
    for site in dict.fromkeys([*cards, *(one.holder_site for one in held)]):
        closed_on = party.closed_on(site) if closed is None else closed.get(site, "")
        yield Place(party, site, cards.get(site, {}), closed_on, mine)


def _as_written(held: Sequence[AuthorisationState], code: str) -> str:
    """Give a waste code as the papers write it; their spelling is kept as it is on the permit."""
    wanted = key_of_code(code.upper())
    written = (one for state in held for scope in state.scopes for one in scope["waste_codes"])
    return next((one for one in written if key_of_code(one.strip().upper()) == wanted), code)
