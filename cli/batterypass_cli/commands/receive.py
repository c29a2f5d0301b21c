"""``batterypass receive``: what arrived, pack by pack, and what the scale said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from batterypass_cli.commands.ship import Consignment, only_site, part_of
from batterypass_cli.context import Here
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.app.gate import Gate, Weighing
    from batterypass.app.ledger import Ledger
    from batterypass.domain.states import ConsignmentState
    from batterypass_cli.guide import Guide

_RECEIVED = "consignment.received"


@bilingual(
    """
    Recibe un embarque en la puerta (destinatario).

    Con --scan, o sin más en una terminal, lee cada paquete: Enter vacío termina, D marca dañado el
    último, F anota un faltante. Lo que no está en el papel se recibe como sobrante. La diferencia
    entre lo declarado y la báscula se escribe; no detiene a nadie.
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
                "What became of an item: received, damaged, missing, surplus.",
                "Qué fue de un artículo: received, damaged, missing, surplus.",
            ),
        ),
    ] = None,
    mass_kg: Annotated[
        str | None,
        typer.Option(
            "--mass-kg", metavar="KG", help=both("Mass on the scale.", "Masa en la báscula.")
        ),
    ] = None,
    at_site: Annotated[
        str | None,
        typer.Option(
            "--at-site",
            metavar="SITE",
            help=both("Site, else the offered one.", "Sitio; si no, el de la oferta."),
        ),
    ] = None,
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
    remarks: Annotated[
        str | None,
        typer.Option(
            "--remarks", metavar="TEXT", help=both("Remarks; sealed.", "Observaciones; selladas.")
        ),
    ] = None,
) -> None:
    """Receive a consignment at the gate (consignee).

    With --scan, or at a terminal without more, scan each pack: an empty Enter ends, D marks the
    last one damaged, M notes a missing one. What is not on the paper is received as surplus. A
    difference between the paper and the scale is written down; it holds up nobody.

    Example:
    batterypass receive M-2026-00418 --scan
    batterypass receive M-2026-00418 --all-received --mass-kg 9742 --yes
    """
    from batterypass.app.gate import Gate
    from batterypass.errors import InputError
    from batterypass_cli.gateloop import GateLoop
    from batterypass_cli.guide import Guide
    from batterypass_cli.signing import sign_events

    here = Here.of(ctx)
    ledger = here.open_to_sign()
    state = ledger.consignment(consignment)
    actor = part_of(here, ledger, state.consignee, _RECEIVED)
    gate = Gate(ledger.session, state)
    loop = GateLoop(gate, here.terminal, here.out.bell)
    site = at_site or state.consignee_site
    guide = Guide(here)
    scans = scan or (here.terminal.is_interactive and not all_received and not line)
    if scans:
        _look_before_scanning(here, ledger, state, site, actor)
        _head(here, ledger, state)
        loop.run()
    elif all_received or line:
        _take(ledger, gate, line or (), all_received=all_received)
    else:
        raise InputError(
            "nobody can be asked here: give --all-received or a --line for each item",
            code="custody.missing",
            flags="--all-received, --line",
        )
    if mass_kg is None and not guide.asks and not scans:
        raise InputError("the mass is missing", code="custody.missing", flags="--mass-kg")
    weighing = loop.weigh(mass_kg)
    private = {
        "personal": {
            "receiver_name": _text(guide, "receiver", receiver),
            "receiver_role": _text(guide, "role", role),
        },
        "commercial": {"remarks": "; ".join([*loop.remarks, *([remarks] if remarks else [])])},
    }
    form = gate.form(weighing.measured_kg, site, private)
    form["site"] = only_site(ledger, actor)
    here.out.talk(_summary(gate, weighing))
    sign_events(here, [(_RECEIVED, form)], actor=actor, next_step=_next(ledger, state))


def _take(ledger: Ledger, gate: Gate, lines: Sequence[str], *, all_received: bool) -> None:
    from batterypass.app.gate import parse_line

    if all_received:
        for name in gate.expected:
            gate.put(name, "received")
    for text in lines:
        name, found = parse_line(ledger.session, text)
        gate.put(name, found.outcome, condition=found.condition, mass_kg=found.mass_kg)


def _look_before_scanning(
    here: Here, ledger: Ledger, state: ConsignmentState, site: str, actor: str
) -> None:
    """Ask the rules as if everything had arrived: nobody scans a truck to be refused at the end.

    Raises RefusedError.
    """
    from batterypass.app.gate import Gate
    from batterypass.errors import RefusedError
    from batterypass_cli.signing import entry_words, plan_events

    if state.state == "received":
        entry = entry_words(ledger, state.entries["received"])
        raise RefusedError(
            f"{state.consignment} was received already: entry {entry}",
            code="gate.received-already",
            consignment=state.consignment,
            entry=entry,
        )
    whole = Gate(ledger.session, state)
    for name in whole.expected:
        whole.put(name, "received")
    form = whole.form(state.declared_kg, site)
    ready = plan_events(here, ledger, [(_RECEIVED, form)], actor=actor)
    findings = [finding for _, finding in ready.refusals()]
    if findings:
        text = "; ".join(finding.message("en") for finding in findings[:5])
        raise RefusedError(text, findings=findings)


def _head(here: Here, ledger: Ledger, state: ConsignmentState) -> None:
    from batterypass.app.wording import name_of

    parts = [
        f"{say('gate.consignment')} {state.consignment}",
        f"{name_of(ledger.session, state.consignor)} → {name_of(ledger.session, state.consignee)}",
        say("gate.count", count=len(state.items)),
        str(state.transport.get("un_number", "")) if state.transport else "",
    ]
    here.terminal.tell(" · ".join(part for part in parts if part))


def _summary(gate: Gate, weighing: Weighing) -> str:
    from batterypass_cli.gateloop import kilograms

    return say(
        "gate.summary",
        received=gate.count("received"),
        damaged=gate.count("damaged"),
        surplus=gate.count("surplus"),
        missing=gate.count("missing"),
        mass=kilograms(weighing.measured_kg),
    )


def _text(guide: Guide, key: str, given: str | None) -> str:
    return guide.value(say(f"gate.ask.{key}"), "", given, str, is_needed=False) or ""


def _next(ledger: Ledger, state: ConsignmentState) -> str:
    if ledger.store.is_replica:
        # A paper rests on the log, and the log does not have the reception yet.
        return "batterypass outbox list"
    if state.waste:
        return f"batterypass manifest pdf {state.consignment} -o {state.consignment}.pdf"
    return ""
