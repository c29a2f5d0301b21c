"""What the ledger proposes for the kinds of custody that follow an offer, by "kind path"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass.domain.states import papers_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from batterypass.app.ledger import Ledger
    from batterypass.domain.states import ConsignmentState, ItemState
    from batterypass_cli.lookups import LedgerHints, Proposal

_Values = dict[str, Any]


def _of(take: Callable[[LedgerHints, ConsignmentState], object]) -> Proposal:
    """Propose something of the consignment that the form names."""

    def value(hints: LedgerHints, form: Mapping[str, Any], part: Mapping[str, Any]) -> object:
        state = hints.consignment_of(form)
        return take(hints, state) if state is not None else ""

    return value


def lines_with(state: ConsignmentState, *outcomes: str) -> list[str]:
    """List the items of a consignment that have one of some outcomes; "" is what has none yet."""
    return [name for name, line in state.items.items() if line.get("outcome", "") in outcomes]


def still_out(ledger: Ledger, state: ConsignmentState) -> list[str]:
    """List the items that were turned away and that nobody has said to have since."""
    found = []
    for name in lines_with(state, "rejected"):
        item = ledger.session.world.item(name)
        if item is not None and item.consignment == state.subject:
            found.append(name)
    return found


def on_the_truck(state: ConsignmentState) -> list[str]:
    """List the items that were loaded and have not arrived anywhere."""
    return lines_with(state, "")


def unconfirmed_of(
    items: Iterable[ItemState | None], party: str, *, surplus: bool = True
) -> list[str]:
    """List the items that a party can countersign: it has them on paper, or lost them as surplus."""
    return [
        item.item
        for item in items
        if item is not None
        and (
            (item.custodian == party and item.unconfirmed)
            or (surplus and item.contested_with == party)
        )
    ]


def paper_entry(hints: LedgerHints, state: ConsignmentState, party: str) -> str:
    """Give the digest of the entry that put items into a party's hands, or out of them.

    That is the step of the party that stands on paper, else the reception that took a surplus.
    """
    papers = [str(paper["digest"]) for paper in papers_of(state, party).values()]
    return papers[-1] if papers else reception_digest(hints.ledger, state)


def reception_digest(ledger: Ledger, state: ConsignmentState) -> str:
    """Give the digest of the reception, which may have taken a surplus; empty before it."""
    found = [
        state.entries[name] for name in ("received", "partially-received") if name in state.entries
    ]
    return ledger.session.digest_of(max(found)).hex() if found else ""


def _answerable(hints: LedgerHints, state: ConsignmentState) -> list[str]:
    world = hints.ledger.session.world
    return unconfirmed_of((world.item(name) for name in state.items), hints.actor)


def _turned_away(hints: LedgerHints, state: ConsignmentState) -> list[str]:
    return still_out(hints.ledger, state)


def _paper(hints: LedgerHints, state: ConsignmentState) -> str:
    return paper_entry(hints, state, hints.actor)


def _contested(hints: LedgerHints, form: _Values, part: _Values) -> list[str]:
    return [item.item for item in hints.ledger.items() if item.contested_with == hints.actor]


def _side(name: str) -> Proposal:
    """Propose what the directory knows of the side that signed in ink."""

    def value(hints: LedgerHints, form: Mapping[str, Any], part: Mapping[str, Any]) -> object:
        state = hints.consignment_of(form)
        if state is None:
            return ""
        party = state.consignee if form.get("step") == "received" else state.carrier
        known = hints.ledger.session.world.party(party)
        return getattr(known, name, "") if known is not None else ""

    return value


def _today(hints: LedgerHints, form: _Values, part: _Values) -> str:
    return hints.here.now().date().isoformat()


def _next_line(hints: LedgerHints, form: _Values, part: _Values) -> str:
    return hints.next_line(form)


def _site(hints: LedgerHints, state: ConsignmentState) -> str:
    return state.consignee_site


def _temporary_id(hints: LedgerHints, form: _Values, part: _Values) -> str:
    from batterypass.app.enrolling import temporary_id

    return temporary_id(hints.ledger.session, hints.actor, _today(hints, form, part))


def _not_said(hints: LedgerHints, form: _Values, part: _Values) -> list[str]:
    from batterypass.domain.events.enrolment import unknown_details

    return unknown_details(dict(form))


PROPOSALS: dict[str, Any] = {
    "pack.enrolled item": _temporary_id,
    "pack.enrolled unknown": _not_said,
    "consignment.collected loaded": _of(lambda hints, state: on_the_truck(state)),
    "consignment.partially-received at_site": _of(_site),
    "consignment.partially-received lines.item": _next_line,
    "consignment.rejected at_site": _of(_site),
    "consignment.rejected items": _of(lambda hints, state: on_the_truck(state)),
    "consignment.returned items": _of(_turned_away),
    "consignment.voided items": _of(lambda hints, state: list(state.items)),
    "consignment.recorded-on-paper side.name": _side("legal_name"),
    "consignment.recorded-on-paper side.tax_id": _side("tax_id"),
    "consignment.recorded-on-paper lines.item": _next_line,
    "consignment.recorded-on-paper at_site": lambda hints, form, part: (
        _of(_site)(hints, form, part) if form.get("step") != "collected" else ""
    ),
    "consignment.countersigned items": _of(_answerable),
    "consignment.countersigned target": _of(_paper),
    "manifest.original-returned returned_on": _today,
    "manifest.exception-reported reported_on": _today,
    "treatment.certified operation": _of(lambda hints, state: state.waste.get("operation", "")),
    "treatment.certified treated_on": _today,
    "treatment.certified mass_kg": _of(lambda hints, state: state.measured_kg),
    "custody.contested items": _contested,
}
