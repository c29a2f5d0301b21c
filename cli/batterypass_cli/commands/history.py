"""``batterypass history``: everything that happened to an item or in a consignment, oldest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass.texts.bilingual import Text
from batterypass_cli.completions import complete_items
from batterypass_cli.context import Here
from batterypass_cli.output import Column, paint
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from batterypass.app.ledger import Ledger
    from batterypass.app.read import EntryView
    from batterypass.domain.states import BatchState, ConsignmentState, ItemState
    from batterypass_cli.plain import NameOf

COLUMNS = (
    Column("index", Text("entry", "asiento"), right=True),
    Column("when", Text("when", "cuándo")),
    Column("title", Text("event", "evento")),
    Column("who", Text("signed by", "firmó")),
    Column("what", Text("what", "qué")),
)


@bilingual(
    """
    Muestra todo lo que le pasó a un artículo, o lo que pasó en un embarque o un lote.

    De lo más antiguo a lo más nuevo; «batterypass show N» muestra un asiento entero.
    """
)
def history(
    ctx: typer.Context,
    item: Annotated[
        str,
        typer.Argument(
            metavar="ITEM|CONSIGNMENT|BATCH",
            help=both(
                "Id, serial number, alias or label; or the number of a consignment or batch.",
                "Id, serie, alias o etiqueta; o el número de un embarque o lote.",
            ),
            autocompletion=complete_items,
        ),
    ],
) -> None:
    """Show everything that happened to an item, or in a consignment or a batch.

    Oldest first; "batterypass show N" shows a whole entry.

    Example: batterypass history QKYC-C9Y5-DZ24-Y
    """
    here = Here.of(ctx)
    ledger = here.open()
    if here.out.wants_json:
        from batterypass.app.amending import corrections_of
        from batterypass_cli.corrections import correction_object

        def corrected(view: EntryView) -> dict[str, Any]:
            found = corrections_of(ledger.session, view)
            return {"corrections": [correction_object(ledger, one) for one in found]}

        rows = ({**event_object(view), **corrected(view)} for view in ledger.history(item))
        here.out.rows("events", rows, COLUMNS)
        return
    from batterypass.app.find import find_subject
    from batterypass_cli.plain import names_of

    name_of = names_of(ledger)
    subject = find_subject(ledger.session, item)
    batch = ledger.session.world.batch(subject)
    state = ledger.named(subject) if batch is None else batch
    for line in _head(ledger, state, name_of):
        here.out.talk(line)
    rows = (_row(ledger, view, name_of, subject) for view in ledger.history(item))
    here.out.rows("events", rows, COLUMNS)


def _head(
    ledger: Ledger, state: ItemState | ConsignmentState | BatchState, name_of: NameOf
) -> Iterator[str]:
    """Say what it is whose history follows, and how it stands."""
    from batterypass.domain.states import BatchState, ItemState
    from batterypass_cli.answers import choice_words
    from batterypass_cli.custody_view import consignment_flags, flag_words, item_marks
    from batterypass_cli.lookups import item_words

    if isinstance(state, BatchState):
        yield f"{state.batch}  {choice_words(state.state)}"
        return
    if isinstance(state, ItemState):
        yield item_words(state)
        marks = list(item_marks(ledger, state, name_of))
    else:
        yield f"{state.consignment}  {choice_words(state.state) or state.state}"
        marks = list(filter(None, [flag_words(consignment_flags(ledger, state), name_of)]))
    yield from (f"  {paint('!', 'y')} {mark}" for mark in marks)


def _row(ledger: Ledger, view: EntryView, name_of: NameOf, item: str) -> dict[str, Any]:
    """Write a line of the history, with a word about what was corrected of it."""
    from batterypass_cli.corrections import mark_of

    row, mark = event_row(view, name_of, item), mark_of(ledger, view)
    return {**row, "what": " · ".join(part for part in (mark, row["what"]) if part)}


def event_object(view: EntryView) -> dict[str, Any]:
    """Write an entry for programs."""
    pending = {"pending": True, "place": view.place} if view.place else {}
    return {
        "index": view.index,
        **pending,
        "digest": view.digest,
        "kind": view.payload.get("kind"),
        "event_id": view.payload.get("event_id"),
        "event_time": view.payload.get("event_time"),
        "recorded_after": view.recorded_after,
        "recorded_before": view.recorded_before,
        "actor": view.payload.get("actor"),
        "kid": view.kid,
        "disputed": is_disputed(view),
        "disputed_by": view.disputed_by,
        "payload": view.payload,
        "private": view.private,
    }


def is_disputed(view: EntryView) -> bool:
    """Tell whether the key of an entry was compromised by then, as somebody has declared."""
    return view.disputed_by is not None or view.disputed_at_place > 0


def disputed_words(view: EntryView) -> str:
    """Say that somebody else may have signed an entry, and where that stands."""
    place = view.disputed_at_place
    entry = say("people.since-entry", entry=view.disputed_by)
    return say("people.disputed", entry=say("outbox.place", place=place) if place else entry)


def event_row(view: EntryView, name_of: NameOf, item: str = "") -> dict[str, Any]:
    """Write an entry as a line for people."""
    from batterypass.app.readings import ASSESSED
    from batterypass.domain.events.item import MEASURED_POINT
    from batterypass_cli.plain import kind_title, party_short, summary, when

    payload = view.payload
    # What was measured is sealed; who has the section reads it in the line, as it was in clear before.
    measured = view.private.get(MEASURED_POINT, {}) if payload.get("kind") == ASSESSED else {}
    what = summary({**measured, **payload}, name_of, item)
    return {
        "index": say("outbox.place", place=view.place) if view.place else view.index,
        "digest": view.digest,
        "kind": payload.get("kind"),
        "when": when(str(payload.get("event_time", ""))),
        "title": kind_title(str(payload.get("kind", ""))),
        "who": party_short(str(payload.get("actor", "")), name_of),
        "what": f"{disputed_words(view)} · {what}" if is_disputed(view) else what,
    }
