"""``batterypass show``: one entry of the ledger, in words, as bytes, or with its proof."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass.errors import RefusedError
from batterypass.evidence.refusal import refusal
from batterypass_cli.context import Here
from batterypass_cli.output import aligned
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from batterypass.app.read import EntryView
    from batterypass_cli.plain import NameOf


@bilingual(
    """
    Muestra un asiento del registro.

    ENTRY es su número, o al menos 6 dígitos de su huella. --raw escribe los bytes firmados, --proof
    la prueba de que está en el registro (C2SP tlog-proof).
    """
)
def show(
    ctx: typer.Context,
    entry: Annotated[
        str,
        typer.Argument(
            metavar="ENTRY", help=both("Its number, or its digest.", "Su número, o su huella.")
        ),
    ],
    raw: Annotated[
        bool,
        typer.Option("--raw", help=both("The signed bytes.", "Los bytes firmados.")),
    ] = False,
    proof: Annotated[
        bool,
        typer.Option("--proof", help=both("Its inclusion proof.", "Su prueba de inclusión.")),
    ] = False,
) -> None:
    """Show an entry of the ledger.

    ENTRY is its number, or at least 6 digits of its digest. --raw writes the signed bytes, --proof
    the proof that it is in the log (C2SP tlog-proof).

    Example: batterypass show 12
    """
    from batterypass.app.amending import corrections_of
    from batterypass_cli.corrections import correction_lines, correction_object

    here = Here.of(ctx)
    ledger = here.open()
    view = ledger.entry(entry)
    if raw:
        here.out.raw_bytes(view.raw)
        return
    if proof:
        if view.index is None:
            raise refusal(RefusedError, "outbox.no-proof-yet", place=view.place)
        here.out.raw_bytes(ledger.inclusion_proof(view.index).encode())
        return
    if here.out.wants_json:
        from batterypass_cli.commands.history import event_object

        found = [correction_object(ledger, one) for one in corrections_of(ledger.session, view)]
        corrected = {"corrections": found} if found else {}
        here.out.document({"event": {**event_object(view), **corrected}})
        return
    from batterypass_cli.plain import names_of

    name_of = names_of(ledger)
    for line in entry_lines(view, name_of):
        here.out.line(line)
    for one in corrections_of(ledger.session, view):
        here.out.line()
        for line in correction_lines(ledger, one, name_of):
            here.out.line(line)


def entry_lines(view: EntryView, name_of: NameOf) -> list[str]:
    """Write an entry for people: what it says, then how it is anchored."""
    from batterypass_cli.plain import describe

    lines = describe(view.payload, view.private, name_of)
    lines.append("")
    return lines + aligned(_anchors(view))


def _anchors(view: EntryView) -> list[tuple[str, str]]:
    from batterypass_cli.commands.history import disputed_words, is_disputed
    from batterypass_cli.plain import when

    pairs: list[tuple[str, str]] = []
    if view.index is not None:
        pairs.append((say("show.entry"), str(view.index)))
    elif view.place:
        pairs.append((say("show.entry"), say("outbox.place", place=view.place)))
    if is_disputed(view):
        pairs.append((say("people.label.disputed"), disputed_words(view)))
    if view.recorded_after:
        until = when(view.recorded_before) if view.recorded_before else say("show.open-end")
        pairs.append(
            (
                say("show.recorded"),
                say("show.between", after=when(view.recorded_after), before=until),
            )
        )
    pairs += [
        (say("show.event-id"), str(view.payload.get("event_id", ""))),
        (say("show.digest"), view.digest),
        (say("show.key"), f"{view.kid} (alg {view.alg})"),
        (say("show.audience"), view.audience),
    ]
    for link in view.payload.get("subjects", ()):
        pairs.append((say("show.chain"), _link(link)))
    seen = view.payload.get("seen")
    if seen:
        pairs.append((say("show.seen"), say("show.seen-at", size=seen["size"], root=seen["root"])))
    return pairs


def _link(link: dict[str, Any]) -> str:
    previous = f" ← {link['prev'][:12]}…" if link.get("prev") else ""
    return f"{link['subject']}  {link['lane']} {link['seq']}{previous}"
