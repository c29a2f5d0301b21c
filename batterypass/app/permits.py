"""Whose authorisations a load of waste rests on, and who else could take it.

The questions are asked of the very functions that the rules ask, so that what a paper prints and
what a hint proposes is what the rules let pass.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from batterypass.app.directory import Directory
from batterypass.app.waste_question import NOT_AT_A_CONSIGNEE, STREAMS
from batterypass.domain.clock import day_of
from batterypass.domain.events.authorisation import Operation
from batterypass.domain.standing import as_known
from batterypass.domain.vocabulary import CONDITION_RANK
from batterypass.regulations.accept import Acceptance, accepted_for, can_accept
from batterypass.regulations.permits import missing_permits, permits_needed
from batterypass.regulations.tables import jurisdiction_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from batterypass.app.session import Session
    from batterypass.domain.states import AuthorisationState, ConsignmentState, ItemState

OPERATIONS: tuple[str, ...] = get_args(Operation)


@dataclass(frozen=True, slots=True)
class WasteLoad:
    """A load of waste as authorisations see it. ``condition`` is the worst of its items."""

    stream: str
    waste_class: str
    condition: str
    chemistries: frozenset[str]
    day: str

    @classmethod
    def of(
        cls, items: Collection[ItemState], waste_class: str, condition: str, day: str
    ) -> WasteLoad:
        """Describe items that are to be offered on a day."""
        return cls(
            next((item.stream for item in items if item.stream), ""),
            waste_class,
            condition,
            frozenset(item.chemistry for item in items if item.chemistry),
            day,
        )


@dataclass(frozen=True, slots=True)
class Receiver:
    """A site that may take a load today, and the authorisation that says so."""

    party: str
    name: str
    site: str
    operation: str
    scheme: str
    number: str


def worst_of(conditions: Iterable[str]) -> str:
    """Give the worst of some conditions; empty where none is known."""
    return max(conditions, key=lambda one: CONDITION_RANK.get(one, -1), default="")


def jurisdiction_on(session: Session, day: str) -> str:
    """Give whose tables hold in the ledger's country on a day."""
    ledger = session.world.ledger()
    return jurisdiction_of(session.around.regulations, ledger.profile if ledger else "", day)


def authorisations_of(session: Session, party: str) -> list[AuthorisationState]:
    """Give the authorisations of a party."""
    found = (session.world.authorisation(name) for name in session.world.pointed("holder", party))
    return [one for one in found if one is not None]


def receivers_of(
    session: Session, load: WasteLoad, operation: str = "", party: str = ""
) -> list[Receiver]:
    """List the sites of the directory that may take a load, for one operation or for any."""
    found: list[Receiver] = []
    if load.stream not in STREAMS:
        # Nobody has said yet what it is: the rules ask for that first.
        return found
    directory = Directory.load(session, party=party)
    operations = [operation] if operation else [
        one for one in OPERATIONS if one not in NOT_AT_A_CONSIGNEE
    ]  # fmt: skip
    questions = [
        directory.question(
            load.day, load.stream, one, condition=load.condition, waste_class=load.waste_class,
            chemistries=sorted(load.chemistries),
        )
        for one in operations
    ]  # fmt: skip
    for place in directory.places.values():
        for question in questions if place.own else ():
            answer = directory.ask(place, question).acceptance
            if answer:
                values = answer.reasons[0].values
                found.append(
                    Receiver(
                        place.party.party, place.party.legal_name or place.party.party, place.site,
                        question.operation, values["scheme"], values["number"],
                    )
                )  # fmt: skip
    return found


def carriers_of(session: Session, load: WasteLoad) -> list[str]:
    """List the parties that hold every permit to carry a load on a road."""
    needed = permits_needed(
        session.around.regulations, jurisdiction_on(session, load.day), load.day, load.waste_class
    )
    found = []
    for row in session.store.subjects("P"):
        party = session.world.party(row.name)
        if party is None or not {"carrier", "collector"} & set(party.roles):
            continue
        if not needed or not _missing(session, load, authorisations_of(session, party.party))[0]:
            found.append(party.party)
    return found


def _known_below(states: Iterable[AuthorisationState], entry: int) -> list[AuthorisationState]:
    """Give the authorisations as the log below an entry knows them."""
    known = (as_known(one, entry=entry) for one in states)
    return [one for one in known if one is not None]


def consignee_evidence(
    session: Session, consignment: ConsignmentState, entry: int
) -> dict[str, str]:
    """Give the authorisation that the consignee's part rested on: scheme -> number.

    Only what the log below ``entry``, the offer, knows counts: a later entry changes no paper.
    """
    load = _load_of(session, consignment)
    held = _known_below(authorisations_of(session, consignment.consignee), entry)
    answer = _may_receive(
        session, load, held, consignment.consignee_site, consignment.waste["operation"]
    )
    return _numbers(session, answer.evidence[:1])


def carrier_evidence(session: Session, consignment: ConsignmentState, entry: int) -> dict[str, str]:
    """Give the permits that the carriage rested on at the offer: scheme -> number."""
    load = _load_of(session, consignment)
    held = _known_below(authorisations_of(session, consignment.carrier), entry)
    return _numbers(session, _missing(session, load, held)[1])


def _load_of(session: Session, consignment: ConsignmentState) -> WasteLoad:
    waste = consignment.waste
    items = [session.world.item(name) for name in consignment.items]
    return WasteLoad(
        waste["stream"],
        waste["waste_class"],
        worst_of(line.get("condition", "") for line in consignment.items.values()),
        frozenset(item.chemistry for item in items if item is not None and item.chemistry),
        day_of(consignment.offered_at),
    )


def _numbers(session: Session, subjects: Iterable[str]) -> dict[str, str]:
    states = (session.world.authorisation(subject) for subject in subjects)
    return {one.scheme: one.number for one in states if one is not None}


def _may_receive(
    session: Session, load: WasteLoad, held: list[AuthorisationState], site: str, operation: str
) -> Acceptance:
    regulations = session.around.regulations
    return can_accept(
        held,
        site,
        load.stream,
        operation,
        load.waste_class,
        load.day,
        load.condition,
        chemistries=load.chemistries,
        accepted=accepted_for(
            regulations,
            jurisdiction_on(session, load.day),
            load.day,
            "receive",
            load.waste_class,
            operation,
        ),
    )


def _missing(
    session: Session, load: WasteLoad, held: list[AuthorisationState]
) -> tuple[tuple[object, ...], tuple[str, ...]]:
    return missing_permits(
        session.around.regulations,
        jurisdiction_on(session, load.day),
        load.day,
        load.waste_class,
        load.stream,
        held,
    )
