"""``batterypass manifest fields`` and ``missing``: the boxes of a form, and what it still needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass.texts.bilingual import Text
from batterypass.texts.messages import MESSAGES
from batterypass_cli.context import Here
from batterypass_cli.custody_options import Consignment  # noqa: TC001 - Typer reads it
from batterypass_cli.output import Column, paint
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, language, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from batterypass.app.missing import Box
    from batterypass.domain.states import ConsignmentState
    from batterypass.regulations.manifest_fields import Field

#: Types of boxes that hold several values.
BLOCKS = frozenset({"block", "signature", "str+epa_id"})
_BOX = Column("box", Text("box", "casilla"))
_WHO = Column("who", Text("who", "quién"))
_NEEDED = Column("needed_when", Text("needed", "obligatorio"))
_FORM = typer.Option(
    "--form",
    metavar="FORM",
    help=both(
        "mx_semarnat, mx_special_handling, mx_semarnat_v1, us_epa_8700_22, eu_annex_ia,"
        " eu_annex_ib, eu_annex_vii, uk_consignment_note or uk_dwt_receipt.",
        "mx_semarnat, mx_special_handling, mx_semarnat_v1, us_epa_8700_22, eu_annex_ia,"
        " eu_annex_ib, eu_annex_vii, uk_consignment_note o uk_dwt_receipt.",
    ),
)


@bilingual(
    """
    Lista las casillas de un formato, en su orden y con sus palabras.

    Dice quién llena cada una, si es obligatoria, y si conviene compararla con un impreso antes de
    confiar en ella. Sin --form lista los formatos.
    """
)
def fields(ctx: typer.Context, form: Annotated[str | None, _FORM] = None) -> None:
    """List the boxes of a waste form, in its order and its words.

    It says who fills in each one, whether it is needed, and whether to compare it with a print before
    relying on it. Without --form it lists the forms.

    Example: batterypass manifest fields --form mx_semarnat
    """
    from batterypass.bootstrap import manifest_fields
    from batterypass.regulations.manifest_fields import form_named

    here = Here.of(ctx)
    if form is None:
        rows = (
            {"form": one.name, "version": one.version, "boxes": len(one.fields)}
            for one in manifest_fields().values()
        )
        of_forms = (
            Column("form", Text("form", "formato")),
            Column("boxes", Text("boxes", "casillas"), right=True),
            Column("version", Text("version", "versión")),
        )
        here.out.rows("forms", rows, of_forms)
        return
    table = form_named(manifest_fields(), form)
    key = f"field.version.{table.name}"
    version = say(key) if MESSAGES.known(key) else table.version
    here.out.talk(say("field.form", form=table.name, version=version))
    label = Column(_label(), Text("what the form says", "qué dice el formato"))
    columns = (_BOX, label, _WHO, _NEEDED, Column("check", Text("check", "revisar")))
    here.out.rows("fields", (_plain(one) for one in table.fields), columns)
    if any(one.is_doubtful for one in table.fields):
        here.out.talk(say("field.doubt"))


@bilingual(
    """
    Dice qué le falta a un formato, y de dónde saldría.

    En el orden del formato y con sus palabras; sin --form, el que corresponde al residuo. Con --all
    también lo que ya se sabe y lo que no hace falta. No escribe nada.
    """
)
def missing(
    ctx: typer.Context,
    consignment: Consignment,
    form: Annotated[str | None, _FORM] = None,
    every: Annotated[
        bool,
        typer.Option("--all", help=both("Every box of the form.", "Todas las casillas.")),
    ] = False,
) -> None:
    """Say what a form does not know yet, and where it would come from.

    In the form's order and its words; without --form, of the one that goes with the waste. With --all
    also what is known and what is not needed. Nothing is written.

    Example: batterypass manifest missing M-2026-00418 --form mx_semarnat
    """
    from batterypass.app.manifest_forms import form_by_law
    from batterypass.app.missing import boxes_of
    from batterypass.bootstrap import manifest_fields
    from batterypass.regulations.manifest_fields import form_named

    here = Here.of(ctx)
    ledger = here.open()
    state = ledger.consignment(consignment)
    wanted = form or form_by_law(ledger.session, state)
    table = form_named(manifest_fields(), wanted)
    boxes = boxes_of(ledger.session, state, table)
    needed = [box for box in boxes if box.is_needed]
    known = sum(box.is_known for box in needed)
    shown = [box for box in boxes if every or box.is_open]
    label = Column(_label(), Text("what the form says", "qué dice el formato"))
    columns = (_BOX, label, _WHO, _NEEDED, Column("still", Text("still needs", "falta")))
    if here.out.wants_json:
        here.out.rows("fields", map(_row, shown), ())
        return
    here.out.line(
        paint(f"{state.consignment}  {table.name}", "b")
        + "  "
        + say("field.count", known=known, of=len(needed))
    )
    if not shown:
        here.out.line(paint("✓ ", "g") + say("field.none-missing"))
        return
    here.out.rows("fields", (_for_people(box) for box in shown), columns)
    for line in _next(state, shown):
        here.out.talk(line)


def _label() -> str:
    return "label_es" if language() == "es" else "label_en"


def slug(text: str) -> str:
    """Give the word of the table as the end of a key of the catalogue."""
    return text.lower().replace(";", " or ").replace("/", " or ").replace(" ", "-")


def _plain(field: Field) -> dict[str, Any]:
    return {
        "box": field.box,
        "field_id": field.field_id,
        "label_es": field.label_es,
        "label_en": field.label_en,
        "type": field.type,
        "required": field.required,
        "repeat": field.repeat,
        "actor": field.actor,
        "source_id": field.source_id,
        "confidence": field.confidence,
        "notes": field.notes,
        "who": say(f"field.actor.{slug(field.actor)}"),
        "needed_when": say(f"field.needed.{slug(field.required)}"),
        "check": say("field.check") if field.is_doubtful else "",
    }


def _row(box: Box) -> dict[str, Any]:
    return {
        **_plain(box.field),
        "needed": box.is_needed,
        "known": box.is_known,
        "missing": list(box.missing),
        "comes_from": list(box.sources),
    }


def _for_people(box: Box) -> dict[str, Any]:
    return {**_row(box), "still": "✓" if box.is_known else _still(box)}


def _still(box: Box) -> str:
    """Say where a box would come from, and of a block which parts of it are missing."""
    where = ", ".join(say(f"field.from.{source}") for source in box.sources)
    if box.field.type not in BLOCKS:
        return where
    parts = (say(f"field.part.{fact.rpartition('.')[2]}") for fact in box.missing)
    return f"{', '.join(parts)} ← {where}" if "." in box.missing[0] else where


def _is_done(state: ConsignmentState, source: str) -> bool:
    """Tell whether the step that brings a box was taken: it is said once and not again."""
    if source == "collect":
        return bool(state.collected_at)
    if source == "receive":
        return bool(state.received_at) or state.state in ("rejected", "returned")
    return source == "certify" and "certified" in state.after


def _next(state: ConsignmentState, boxes: Iterable[Box]) -> Iterator[str]:
    """Say for each source what brings the boxes, and how many it brings."""
    counts: dict[str, int] = {}
    for box in boxes:
        for source in box.sources:
            counts[source] = counts.get(source, 0) + 1
    for source, count in counts.items():
        where = say(f"field.from.{source}")
        key = "field.how.done" if _is_done(state, source) else f"field.how.{source}"
        how = say(key, consignment=state.consignment)
        yield f"  {where} ({count}): {how}"
