"""``batterypass ship transfer``, ``void`` and ``return``: a consignment that goes another way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from batterypass_cli.completions import complete_parties
from batterypass_cli.context import Here
from batterypass_cli.custody_options import (
    Consignment,
    Items,
    Remarks,
    ScaleMass,
    only_site,
    part_of,
    sealed_remarks,
)
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.app.ledger import Ledger
    from batterypass.domain.states import ConsignmentState
    from batterypass_cli.guide import Guide

_TRANSFERRED = "consignment.transferred"
_VOIDED = "consignment.voided"
_RETURNED = "consignment.returned"
#: How many items a suggested command names: more of them hide what it says.
_IN_A_LINE = 6


@bilingual(
    """
    Cede la carga a otro transportista (el transportista de ahora).

    El siguiente la recoge con «ship collect»: son dos firmas, y hasta la segunda responde el
    primero.
    """,
    signs=True,
)
def transfer(
    ctx: typer.Context,
    consignment: Consignment,
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="CARRIER",
            help=both("The next carrier.", "El siguiente transportista."),
            autocompletion=complete_parties,
        ),
    ] = None,
    remarks: Remarks = None,
) -> None:
    """Let another carrier have the load (the present carrier).

    The next one takes it with "ship collect": there are two signatures, and until the second the
    first carrier answers for it.

    Example: batterypass ship transfer M-2026-00418 --to ruta-dos --as camino-real
    """
    from batterypass_cli.guide import Guide
    from batterypass_cli.lookups import LedgerLookup
    from batterypass_cli.signing import sign_events

    here = Here.of(ctx)
    ledger = here.open_to_sign()
    state = ledger.consignment(consignment)
    actor = part_of(here, ledger, state.carrier, _TRANSFERRED)
    guide = Guide(here)
    options = [
        (party.party, f"{party.legal_name}  {party.party}")
        for party in ledger.parties()
        if {"carrier", "collector"} & set(party.roles) and party.party != state.carrier
    ]
    read = LedgerLookup(here, ledger, actor).party
    chosen = guide.choice(say("custody.ask.carrier"), "--to", to, options, read=read)
    guide.check()
    form = {
        "consignment": state.subject,
        "to": chosen,
        "site": only_site(ledger, actor),
        "private": sealed_remarks(remarks),
    }
    command = f"batterypass ship collect {state.consignment} --as {chosen}"
    sign_events(here, [(_TRANSFERRED, form)], actor=actor, next_step=command)


@bilingual(
    """
    Retira una oferta antes de que se recoja (remitente).

    Los artículos quedan libres para otra oferta; el número queda usado y no se repite.
    """,
    signs=True,
)
def void(
    ctx: typer.Context,
    consignment: Consignment,
    reason: Annotated[
        str | None,
        typer.Option(
            "--reason",
            metavar="WORD",
            help=both(
                "typing_error, not_needed, carrier_did_not_come, refused, other.",
                "typing_error, not_needed, carrier_did_not_come, refused, other.",
            ),
        ),
    ] = None,
) -> None:
    """Take an offer back before it is collected (consignor).

    The items are free for another offer; the number stays used and is not given again.

    Example: batterypass ship void M-2026-00418 --reason carrier_did_not_come --as sierra-alta
    """
    from typing import get_args

    from batterypass.app.parts import list_parts
    from batterypass.domain.events.refusals import VoidReason
    from batterypass.domain.parting import answered
    from batterypass_cli.custody_asking import choose_word
    from batterypass_cli.guide import Guide
    from batterypass_cli.signing import sign_events

    here = Here.of(ctx)
    ledger = here.open_to_sign()
    state = ledger.consignment(consignment)
    actor = part_of(here, ledger, state.consignor, _VOIDED)
    guide = Guide(here)
    word = choose_word(guide, say("turned.void-reason"), "--reason", reason, get_args(VoidReason))
    guide.check()
    before = frozenset(answered(state, "voided"))
    form = {
        "consignment": state.subject,
        "items": [name for name in state.items if name not in before],
        "reason": word,
        "site": only_site(ledger, actor),
    }
    forms = list_parts(_VOIDED, form, "items", state, "voided")
    sign_events(here, forms, actor=actor, next_step=_offer_again(state))


def _offer_again(state: ConsignmentState) -> str:
    """Give the offer of the same items, as far as a line holds it; what is left out is asked for."""
    from batterypass.domain.ids import printed_id

    some = [printed_id(name) for name in state.items] if len(state.items) <= _IN_A_LINE else []
    words = ["batterypass ship offer", *some, f"--to {state.consignee} --as {state.consignor}"]
    return " ".join(words)


@bilingual(
    """
    Tiene de vuelta lo que el destinatario rechazó (remitente).

    Sin artículos propone todo lo rechazado que sigue con el transportista; en una terminal
    pregunta si volvió todo.
    """,
    signs=True,
)
def return_items(
    ctx: typer.Context,
    consignment: Consignment,
    items: Items = None,
    mass_kg: ScaleMass = None,
    remarks: Remarks = None,
) -> None:
    """Have back what the consignee turned away (consignor).

    Without items it proposes everything that was turned away and is still with the carrier; at a
    terminal it asks whether all of it is back.

    Example: batterypass ship return M-2026-00418 --as sierra-alta
    """
    from batterypass.app.parts import returned_events
    from batterypass.domain.events.refusals import ConsignmentReturned
    from batterypass_cli.custody_asking import field_reader
    from batterypass_cli.guide import Guide
    from batterypass_cli.signing import sign_events

    here = Here.of(ctx)
    ledger = here.open_to_sign()
    state = ledger.consignment(consignment)
    actor = part_of(here, ledger, state.consignor, _RETURNED)
    guide = Guide(here)
    back = _came_back(here, ledger, guide, state, items)
    read = field_reader(here, ledger, actor, ConsignmentReturned, "measured_mass_kg")
    mass = guide.value(say("turned.mass"), "--mass-kg", mass_kg, read, is_needed=False)
    form = {
        "consignment": state.subject,
        "items": back,
        "measured_mass_kg": mass or "",
        "site": only_site(ledger, actor),
        "private": sealed_remarks(remarks),
    }
    command = f"batterypass manifest show {state.consignment}"
    sign_events(here, returned_events(form, state), actor=actor, next_step=command)


def _came_back(
    here: Here, ledger: Ledger, guide: Guide, state: ConsignmentState, given: Sequence[str] | None
) -> list[str]:
    """Give what is back: what was named, all that is out, or what is scanned."""
    from batterypass.errors import InputError
    from batterypass_cli.custody_asking import items_in, scan_items
    from batterypass_cli.lookups_custody import lines_with, still_out

    if given:
        return items_in(ledger, state, given)
    out = still_out(ledger, state)
    if not out and state.state in ("rejected", "partially_received", "returned"):
        # Returned a moment ago: the same words again are the same answer (D18).
        out = lines_with(state, "returned")
    if not out and state.state not in ("offered", "in_transit", "delivered"):
        raise InputError(
            f"{state.consignment}: nothing of it was turned away and is still out",
            code="turned.nothing-back",
            consignment=state.consignment,
        )
    # Before anything was turned away the rules say what has to come first.
    out = out or list(state.items)
    if guide.yes(say("turned.all-back", count=len(out)), default=True):
        return out
    guide.tell(say("turned.scan-back"))
    return scan_items(here, ledger, state) or out
