"""``batterypass ship paper`` and ``countersign``: the other side signs in ink, and later with a key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer  # noqa: TC002 - Typer reads the annotations

from batterypass_cli.context import Here
from batterypass_cli.custody_options import (
    AtSite,
    Consignment,
    Driver,
    Plate,
    Remarks,
    only_site,
    option,
    part_of,
    without_empty,
)
from batterypass_cli.pages import bilingual
from batterypass_cli.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.app.ledger import Ledger
    from batterypass.domain.states import ConsignmentState
    from batterypass_cli.guide import Guide

_PAPER = "consignment.recorded-on-paper"
_COUNTERSIGNED = "consignment.countersigned"
_Text = str | None


@bilingual(
    """
    Asienta un paso que la otra parte firmó en papel.

    Para quien no tiene la herramienta: razón social, clave fiscal y permisos como están en el
    papel, y su escaneo con --attach. En una terminal pregunta cada dato. Se muestra siempre como
    papel, y la autorización se revisa igual; la otra parte puede refrendarlo después.
    """,
    signs=True,
)
def paper(
    ctx: typer.Context,
    consignment: Consignment,
    step: Annotated[
        _Text,
        option(
            "--step",
            "WORD",
            "collected, delivered or received.",
            "collected (recolección), delivered (llegada) o received (recepción).",
        ),
    ] = None,
    name: Annotated[
        _Text, option("--name", "TEXT", "Company that signed.", "Razón social de quien firmó.")
    ] = None,
    tax_id: Annotated[
        _Text, option("--tax-id", "WORD", "Its tax id.", "Su RFC o clave fiscal.")
    ] = None,
    permit: Annotated[
        list[str] | None,
        option("--permit", "SCHEME=NUMBER", "A permit on it.", "Un permiso que trae."),
    ] = None,
    missing: Annotated[
        list[str] | None,
        option("--missing", "ITEM", "Not loaded, or not arrived.", "No se cargó, o no llegó."),
    ] = None,
    line: Annotated[
        list[str] | None,
        option(
            "--line",
            "ITEM=OUTCOME[:KG[:CONDITION]]",
            "What was received of an item.",
            "Qué se recibió de un artículo.",
        ),
    ] = None,
    mass_kg: Annotated[
        _Text, option("--mass-kg", "KG", "Mass that was received.", "Masa que se recibió.")
    ] = None,
    at_site: AtSite = None,
    plate: Plate = None,
    driver: Driver = None,
    receiver: Annotated[
        _Text, option("--receiver", "NAME", "Who received; sealed.", "Quién recibió; sellado.")
    ] = None,
    remarks: Remarks = None,
) -> None:
    """Write down a step that the other side signed in ink.

    For who has no tool: name, tax id and permits as they stand on the paper, and its scan with
    --attach. At a terminal it asks for each. It is always shown as paper, and the authorisation is
    checked all the same; the other side can countersign it later.

    Example:
    batterypass ship paper M-2026-00418 --step collected --attach scan.pdf --as sierra-alta
    batterypass handoff paper M-2026-00418 --step received --mass-kg 9742 --attach scan.pdf
    """
    from batterypass.app.parts import paper_parts
    from batterypass.domain.events.on_paper import PaperStep
    from batterypass_cli.custody_asking import choose_word
    from batterypass_cli.guide import Guide
    from batterypass_cli.paper_side import ask_scan, side_of
    from batterypass_cli.signing import sign_events

    here = Here.of(ctx)
    ledger = here.open_to_sign()
    state = ledger.consignment(consignment)
    guide = Guide(here)
    word = choose_word(
        guide, say("onpaper.step"), "--step", step, get_args(PaperStep), proposal=_expected(state)
    )
    guide.check()
    actor = _writer(here, ledger, state, word)
    side = side_of(here, ledger, guide, state, word, (name, tax_id, permit or ()))
    form: dict[str, Any] = {"consignment": state.subject, "step": word, "side": side}
    lines = _lines(here, ledger, guide, state, word, missing, line or ())
    if lines:
        form["lines"] = lines
    if word != "collected":
        form["at_site"] = at_site or state.consignee_site
    if word == "received":
        form["measured_mass_kg"] = _mass(here, ledger, guide, actor, mass_kg)
    elif line or mass_kg:
        _refuse_lines(word)
    guide.check()
    ask_scan(here, guide)
    form["private"] = without_empty(
        {
            "personal": {
                "driver_name": driver or "",
                "vehicle_plate": plate or "",
                "receiver_name": receiver or "",
            },
            "commercial": {"remarks": remarks or ""},
        }
    )
    form["site"] = only_site(ledger, actor)
    sign_events(here, paper_parts(form, state), actor=actor, next_step=_next(state, word))


def _expected(state: ConsignmentState) -> str:
    """Give the step that comes next."""
    if state.state == "offered" or state.transfer_to:
        return "collected"
    return "received" if state.state in ("in_transit", "delivered") else ""


def _writer(here: Here, ledger: Ledger, state: ConsignmentState, step: str) -> str:
    """Give who writes it down: another party to the consignment than the one that signed in ink."""
    signed = state.consignee if step == "received" else state.transfer_to or state.carrier
    parts = dict.fromkeys([state.consignor, state.consignee, state.carrier])
    able = [party for party in parts if party != signed and party in here.keys.parties()]
    return part_of(here, ledger, able[0] if len(able) == 1 else "", _PAPER)


def _lines(
    here: Here,
    ledger: Ledger,
    guide: Guide,
    state: ConsignmentState,
    step: str,
    missing: Sequence[str] | None,
    given: Sequence[str],
) -> list[dict[str, str]]:
    """Give a line for everything that was offered or loaded."""
    from batterypass.app.gate import Gate, parse_line
    from batterypass.domain.parting import answered
    from batterypass.errors import InputError
    from batterypass_cli.custody_asking import items_in, scan_items

    if step == "delivered":
        return []
    gate = Gate(ledger.session, state)
    before = frozenset(answered(state, step))
    names = [name for name in gate.expected if name not in before]
    out = items_in(ledger, state, missing or ())
    if (
        missing is None
        and not given
        and not guide.yes(say("onpaper.all", count=len(names)), default=True)
    ):
        guide.tell(say("onpaper.scan-missing"))
        out = scan_items(here, ledger, state)
    for name in names:
        gate.put(name, "missing" if name in out else "received")
    for text in given:
        name, found = parse_line(ledger.session, text)
        if found.outcome == "rejected":
            raise InputError(
                f"{text}: who turns items away on paper has not received them",
                code="onpaper.no-rejected",
                found=text,
            )
        gate.put(name, found.outcome, condition=found.condition, mass_kg=found.mass_kg)
    return gate.lines_form()


def _mass(here: Here, ledger: Ledger, guide: Guide, actor: str, given: str | None) -> str:
    from batterypass.domain.events.on_paper import RecordedOnPaper
    from batterypass_cli.custody_asking import field_reader

    read = field_reader(here, ledger, actor, RecordedOnPaper, "measured_mass_kg")
    return guide.value(say("onpaper.mass"), "--mass-kg", given, read) or ""


def _refuse_lines(step: str) -> None:
    from batterypass.errors import InputError

    raise InputError(
        f"--line and --mass-kg say what was received; {step} takes --missing",
        code="onpaper.line-not-received",
        step=step,
    )


def _next(state: ConsignmentState, step: str) -> str:
    if step == "received":
        return f"batterypass ship countersign {state.consignment} --as {state.consignee}"
    return f"batterypass receive {state.consignment} --scan"


def _said_before(ledger: Ledger, state: ConsignmentState, actor: str) -> dict[str, list[str]]:
    """Give what the party has countersigned in the consignment the last time: entry -> items."""
    from batterypass.ports import LANE_RECORD

    for index in reversed(ledger.session.store.entries_of(state.subject, lanes=(LANE_RECORD,))):
        payload = ledger.entry(index).payload
        if payload["kind"] == _COUNTERSIGNED and payload["actor"] == actor:
            return {str(payload["target"]): list(payload["items"])}
    return {}


@bilingual(
    """
    Refrenda con su llave lo que firmó en papel, o lo que otro recibió como sobrante.

    Toma todo lo del embarque que espera a quien firma.
    """,
    signs=True,
)
def countersign(ctx: typer.Context, consignment: Consignment) -> None:
    """Stand with your key by what you signed in ink, or by what another took as surplus.

    Takes everything in the consignment that waits for the signer.

    Example: batterypass ship countersign M-2026-00418 --as camino-real
    """
    from batterypass.app.parts import cut
    from batterypass.domain.states import papers_of
    from batterypass.errors import InputError
    from batterypass_cli.lookups_custody import lines_with, reception_digest
    from batterypass_cli.signing import sign_events

    here = Here.of(ctx)
    ledger = here.open_to_sign()
    state = ledger.consignment(consignment)
    world = ledger.session.world
    items = [world.item(name) for name in state.items]
    known = set(here.keys.parties())
    waiting = {item.contested_with for item in items if item is not None} & known
    waiting |= {party for party in known if papers_of(state, party)}
    alone = next(iter(waiting)) if len(waiting) == 1 else ""
    actor = part_of(here, ledger, alone, _COUNTERSIGNED)
    travelled = [name for name in state.items if name not in lines_with(state, "not_loaded")]
    targets = {str(paper["digest"]): travelled for paper in papers_of(state, actor).values()}
    surplus = [item.item for item in items if item is not None and item.contested_with == actor]
    if surplus:
        targets.setdefault(reception_digest(ledger, state), surplus)
    # Countersigned a moment ago: the same again is answered with the entry that says it.
    targets = targets or _said_before(ledger, state, actor)
    if not targets:
        raise InputError(
            f"{state.consignment}: nothing in it waits for a countersignature of {actor}",
            code="onpaper.nothing",
            consignment=state.consignment,
            actor=actor,
        )
    form = {"consignment": state.subject, "site": only_site(ledger, actor)}
    command = f"batterypass manifest show {state.consignment}"
    forms = [
        (_COUNTERSIGNED, {**form, "target": target, "items": some})
        for target, mine in targets.items()
        for some in cut(mine)
    ]
    sign_events(here, forms, actor=actor, next_step=command)
