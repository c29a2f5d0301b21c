"""``batterypass receive``: what arrived, pack by pack, and what the scale said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from batterypass_cli.context import Here
from batterypass_cli.custody_options import (
    AtSite,
    Consignment,
    Remarks,
    ScaleMass,
    only_site,
    part_of,
)
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from batterypass.app.gate import Gate
    from batterypass.app.ledger import Ledger
    from batterypass.domain.states import ConsignmentState
    from batterypass_cli.reception import Reception

_RECEIVED = "consignment.received"
_ELSEWHERE = "alternate_facility"
#: States in which a truck can be turned away.
_AT_THE_GATE = ("in_transit", "delivered")


@bilingual(
    """
    Recibe un embarque en la puerta (destinatario).

    Con --scan, o sin más en una terminal, lee cada paquete: Enter vacío termina, D marca dañado el
    último, R lo rechaza, F anota un faltante, T recibe uno sin etiqueta legible. Lo que no está en
    el papel se recibe como sobrante; lo que nadie conoce se da de alta con una etiqueta temporal.
    Lo escaneado se guarda hasta que se firma. La diferencia entre lo declarado y la báscula se
    escribe; no detiene a nadie.
    """,
    signs=True,
)
def receive(
    ctx: typer.Context,
    consignment: Consignment,
    scan: Annotated[
        bool,
        typer.Option("--scan", help=both("Scan pack by pack.", "Leer paquete por paquete.")),
    ] = False,
    all_received: Annotated[
        bool,
        typer.Option(
            "--all-received",
            help=both(
                "Everything arrived, but what --line says.",
                "Llegó todo, salvo lo que diga --line.",
            ),
        ),
    ] = False,
    line: Annotated[
        list[str] | None,
        typer.Option(
            "--line",
            metavar="ITEM=OUTCOME[:KG[:CONDITION]]",
            help=both(
                "What became of an item: received, damaged, missing, surplus, rejected.",
                "Qué fue de un artículo: received, damaged, missing, surplus, rejected.",
            ),
        ),
    ] = None,
    reject: Annotated[
        list[str] | None,
        typer.Option(
            "--reject",
            metavar="ITEM|all",
            help=both("Turn an item away, or all.", "Rechazar un artículo, o todos (all)."),
        ),
    ] = None,
    reason: Annotated[
        str | None,
        typer.Option(
            "--reason",
            metavar="WORD",
            help=both(
                "Why: damaged, not_as_declared, not_authorised, no_capacity, papers_missing, other.",
                "Por qué: damaged, not_as_declared, not_authorised, no_capacity, papers_missing,"
                " other.",
            ),
        ),
    ] = None,
    next_step: Annotated[
        str | None,
        typer.Option(
            "--next",
            metavar="WORD",
            help=both(
                "What becomes of it: return, alternate_facility.",
                "Qué se hace con ello: return (vuelve), alternate_facility (va a otro).",
            ),
        ),
    ] = None,
    alternate: Annotated[
        str | None,
        typer.Option(
            "--alternate", metavar="PARTY", help=both("Which other facility.", "A qué otro.")
        ),
    ] = None,
    mass_kg: ScaleMass = None,
    at_site: AtSite = None,
    receiver: Annotated[
        str | None,
        typer.Option(
            "--receiver",
            metavar="NAME",
            help=both("Who receives; sealed.", "Quién recibe; sellado."),
        ),
    ] = None,
    role: Annotated[
        str | None,
        typer.Option(
            "--role", metavar="POST", help=both("Their post; sealed.", "Su cargo; sellado.")
        ),
    ] = None,
    remarks: Remarks = None,
) -> None:
    """Receive a consignment at the gate (consignee).

    With --scan, or at a terminal without more, scan each pack: an empty Enter ends, D marks the
    last one damaged, R turns it away, M notes a missing one, T takes one without a readable label.
    What is not on the paper is received as surplus; what nobody knows is enrolled under a temporary
    label. Scans are kept until they are signed. A difference between the paper and the scale is
    written down; it holds up nobody.

    Example:
    batterypass receive M-2026-00418 --scan
    batterypass receive M-2026-00418 --all-received --mass-kg 9742 --yes
    batterypass receive M-2026-00418 --reject all --reason not_authorised --next return
    """
    from batterypass.errors import DeclinedError, InputError
    from batterypass_cli.reception import Reception

    here = Here.of(ctx)
    ledger = here.open_to_sign()
    state = ledger.consignment(consignment)
    actor = part_of(here, ledger, state.consignee, _RECEIVED)
    reception = Reception(here, ledger, state, actor, at_site or state.consignee_site)
    words = all_received or bool(line) or bool(reject)
    scans = scan or (here.terminal.is_interactive and not words)
    reception.take_rejection(reason, next_step, alternate)
    try:
        if scans:
            _scan(here, reception)
        elif words:
            reception.take(line or (), reject or (), all_received=all_received)
        else:
            raise InputError(
                "nobody can be asked here: give --all-received or a --line for each item",
                code="custody.missing",
                flags="--all-received, --line, --reject",
            )
        reception.check_rejection(is_said=bool(reason or next_step or alternate))
        weighing = reception.weigh(mass_kg, scanned=scans)
        people = {
            "receiver_name": _person(reception, "receiver", receiver),
            "receiver_role": _person(reception, "role", role),
        }
        remarked = "; ".join([*reception.loop.remarks, *([remarks] if remarks else [])])
        private = {"personal": people, "commercial": {"remarks": remarked}}
        measured = weighing.measured_kg if weighing is not None else "0"
        _sign(here, ledger, reception, measured, private)
    except DeclinedError:
        if scans:
            reception.tell_kept()
        raise


def _sign(
    here: Here,
    ledger: Ledger,
    reception: Reception,
    measured_kg: str,
    private: dict[str, dict[str, str]],
) -> None:
    """Show what was found in a line, sign it, and forget the scans."""
    from batterypass_cli.gatewords import summary
    from batterypass_cli.signing import sign_events

    gate, state = reception.gate, reception.state
    forms = reception.forms(measured_kg, private, only_site(ledger, reception.actor))
    here.out.talk(summary(gate, measured_kg))
    next_step = _next(here, ledger, state, gate)
    sign_events(here, forms, actor=reception.actor, next_step=next_step)
    if gate.kind != _RECEIVED and gate.rejection.next_step == _ELSEWHERE:
        here.out.talk(say("turned.elsewhere", consignment=state.consignment))
    if not here.given.dry_run:
        reception.drop()


def _scan(here: Here, reception: Reception) -> None:
    """Scan; where the rules let nothing in, say how the truck is turned away."""
    from batterypass.errors import RefusedError
    from batterypass_cli.exits import tell_error

    try:
        reception.scan()
    except RefusedError as error:
        code = tell_error(error, here.out)
        if error.findings and reception.state.state in _AT_THE_GATE:
            here.out.talk(say("turned.instead", consignment=reception.state.consignment))
        raise typer.Exit(code) from error


def _person(reception: Reception, key: str, given: str | None) -> str:
    read = str if given is not None else reception.person
    question = say(f"gate.ask.{key}")
    return reception.guide.value(question, "", given, read, is_needed=False) or ""


def _next(here: Here, ledger: Ledger, state: ConsignmentState, gate: Gate) -> str:
    from batterypass.domain.ids import printed_id

    if ledger.store.is_replica:
        # A paper rests on the log, and the log does not have the reception yet.
        return "batterypass outbox list"
    if gate.kind != _RECEIVED and gate.rejection.next_step == _ELSEWHERE:
        # Nothing came back: who takes it there says that it has it, and the carrier agrees.
        away = [printed_id(name) for name, line in gate.lines.items() if line.outcome == "rejected"]
        other = gate.rejection.alternate or "PARTY"
        return f"batterypass handoff claim {' '.join(away)} --reason no_consignment --as {other}"
    if gate.kind != _RECEIVED:
        return f"batterypass ship return {state.consignment} --as {state.consignor}"
    if state.waste:
        from batterypass_cli.actors import as_words

        signer = as_words(here, (state.consignee, state.consignor, state.carrier))
        return f"batterypass manifest pdf {state.consignment} -o {state.consignment}.pdf{signer}"
    return ""
