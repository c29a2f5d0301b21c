"""``batterypass diff``: an entry as it was signed against what it was corrected to, or two entries."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass_cli.context import Here
from batterypass_cli.correcting import Entry  # noqa: TC001 - Typer reads it
from batterypass_cli.output import aligned, paint
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from batterypass.app.amending import Correction
    from batterypass.app.ledger import Ledger
    from batterypass.app.read import EntryView


@bilingual(
    """
    Compara un asiento con lo que se corrigió de él, o dos asientos.

    Con uno solo muestra cada corrección, antes y después, si vale o a quién espera; si el asiento es
    la corrección, la de lo que corrige. Con dos, los campos en que difieren.
    """
)
def diff(
    ctx: typer.Context,
    entry: Entry,
    other: Annotated[
        str | None,
        typer.Argument(metavar="[ENTRY]", help=both("The other one.", "El otro.")),
    ] = None,
) -> None:
    """Compare an entry with what was corrected of it, or two entries.

    With one it shows each correction, before and after, and whether it holds or for whom it waits; if
    the entry is the correction, that of what it corrects. With two, the fields that differ.

    Example:
    batterypass diff 57
    batterypass diff 57 61
    """  # fmt: skip
    here = Here.of(ctx)
    ledger = here.open()
    view = ledger.entry(entry)
    if other is None:
        _show_corrections(here, ledger, view)
    else:
        _compare(here, view, ledger.entry(other))


def _show_corrections(here: Here, ledger: Ledger, view: EntryView) -> None:
    from batterypass_cli.corrections import correction_lines, correction_object
    from batterypass_cli.plain import kind_title, names_of

    view, found = _corrections(ledger, view)
    if here.out.wants_json:
        listed = [correction_object(ledger, one) for one in found]
        here.out.document({"diff": {**_named(view), "corrections": listed}})
        return
    title = say("amend.what", title=kind_title(str(view.payload["kind"])), entry=_words(view))
    here.out.line(paint(title, "b"))
    name_of = names_of(ledger)
    for one in found:
        for line in correction_lines(ledger, one, name_of):
            here.out.line(line)
    if not found:
        here.out.line(say("amend.diff-none", entry=_words(view)))


def _corrections(ledger: Ledger, view: EntryView) -> tuple[EntryView, list[Correction]]:
    """Give what was corrected with its corrections; of a correction only that one."""
    from batterypass.app.amending import AMENDED, corrections_of
    from batterypass.app.annulling import ANNULLED

    if view.payload.get("kind") not in (AMENDED, ANNULLED):
        return view, corrections_of(ledger.session, view)
    target = ledger.entry(f"0x{view.payload['target']}")
    found = corrections_of(ledger.session, target)
    return target, [one for one in found if one.digest == view.digest]


def _compare(here: Here, before: EntryView, after: EntryView) -> None:
    from batterypass.app.differences import differences
    from batterypass_cli.corrections import label_of, value_of

    found = differences(_opened(before).payload, _opened(after).payload)
    if here.out.wants_json:
        listed = [one._asdict() for one in found]
        named = {"before": _named(before), "after": _named(after), "differences": listed}
        here.out.document({"diff": named})
        return
    kinds = [str(view.payload.get("kind", "")) for view in (before, after)]
    here.out.line(paint(say("amend.diff-head", a=_words(before), b=_words(after)), "b"))
    pairs = [
        (
            label_of(kinds[0] if one.before is not None else kinds[1], one.path, one.item),
            say(
                "amend.before-after",
                before=value_of(kinds[0], one.path, one.before),
                after=value_of(kinds[1], one.path, one.after),
            ),
        )
        for one in found
    ]
    for line in aligned(pairs):
        here.out.line(line)
    if not pairs:
        here.out.line(say("amend.diff-same", a=_words(before), b=_words(after)))


def _opened(view: EntryView) -> EntryView:
    """Put sealed values that are here in the place of their digests, which always differ."""
    sealed = {**view.payload.get("sealed", {}), **view.private}
    return replace(view, payload={**view.payload, "sealed": sealed}) if sealed else view


def _words(view: EntryView) -> str:
    if view.index is not None:
        return str(view.index)
    return say("outbox.place", place=view.place)


def _named(view: EntryView) -> dict[str, Any]:
    pending = {"pending": True, "place": view.place} if view.place else {}
    return {
        "entry": view.index,
        **pending,
        "digest": view.digest,
        "kind": view.payload.get("kind"),
    }
