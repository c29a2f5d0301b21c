"""``batterypass amend``: who signed an entry puts right what it says, by a further entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from batterypass.errors import InputError
from batterypass.evidence.refusal import refusal
from batterypass_cli.context import Here
from batterypass_cli.correcting import Entry  # noqa: TC001 - Typer reads it
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both

if TYPE_CHECKING:
    from batterypass.app.amending import Place
    from batterypass.app.read import EntryView
    from batterypass_cli.amending import Changes


@bilingual(
    """
    Corrige lo que dice un asiento; nada se reescribe.

    La corrección es un asiento que dice el valor anterior, el nuevo y el motivo. Firma quien firmó el
    original y vale desde que consta, o desde que la acepta quien ya firmó la otra parte de la entrega
    («batterypass agree»); hasta entonces rige el original. CAMPO=valor corrige un campo,
    CAMPO@ARTÍCULO=valor el renglón de un artículo. Sin campos, los pregunta.
    """,
    signs=True,
)
def amend(
    ctx: typer.Context,
    entry: Entry,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FIELD=VALUE]...",
            help=both(
                "What it should say; FIELD@ITEM=VALUE for the line of an item.",
                "Lo que debe decir; CAMPO@ARTÍCULO=valor para el renglón de un artículo.",
            ),
        ),
    ] = None,
    why: Annotated[
        str | None,
        typer.Option(
            "--why",
            metavar="REASON",
            help=both(
                "typing_error, source_corrected, wrong_source, late_information, instrument_error.",
                "Motivo: typing_error, source_corrected, wrong_source, late_information,"
                " instrument_error.",
            ),
        ),
    ] = None,
) -> None:
    """Correct what an entry says; nothing is rewritten.

    The correction is an entry that says the old value, the new one and the reason. Who signed the
    original signs it, and it holds from when it is recorded, or once everybody agrees who has signed
    the other side of the hand-over ("batterypass agree"); until then the original governs.
    FIELD=VALUE corrects a field, FIELD@ITEM=VALUE the line of an item. Without fields it asks.

    Example:
    batterypass amend 57
    batterypass amend 57 mass_kg@SA26-000001=410.5 --why instrument_error
    batterypass amend 70 losses.dust=12.5 --why late_information
    batterypass amend 61 waste.container_type=tarima --why typing_error
    """
    from batterypass.app.amending import AMENDED, correction_form, places_of
    from batterypass.app.batch_correcting import with_elements_anew
    from batterypass.domain.events.amendment import AmendReason
    from batterypass_cli.amending import ask_changes, read_changes
    from batterypass_cli.correcting import choose_reason, signer_of_entry, tell_waiting
    from batterypass_cli.signing import sign_events

    here = Here.of(ctx)
    ledger = here.open_to_sign()
    view = ledger.entry(entry)
    places = places_of(ledger.session, view)
    actor = signer_of_entry(here, ledger, view, entry)
    if words:
        found = read_changes(here, ledger, view, places, words, actor)
    elif here.terminal.is_interactive:
        found = ask_changes(here, ledger, view, places, actor)
    else:
        raise refusal(InputError, "custody.missing", flags="FIELD=VALUE")
    found.changes = with_elements_anew(ledger.session, view, found.changes)
    form = correction_form(
        view, found.changes, choose_reason(here, get_args(AmendReason), why), found.items
    )
    _show(here, view, found)
    done = sign_events(
        here, [(AMENDED, form)], actor=actor, next_step=f"batterypass diff {entry}"
    )  # fmt: skip
    tell_waiting(here, ledger, done)


def _show(here: Here, view: EntryView, found: Changes) -> None:
    """Show what will change, before and after, above the event itself."""
    from batterypass_cli.corrections import change_pairs
    from batterypass_cli.output import aligned

    if here.out.wants_json:
        return
    kind = str(view.payload["kind"])
    for line in aligned(change_pairs(kind, (_field(one, new) for one, new in found.changes))):
        here.out.talk(line)


def _field(place: Place, new: Any) -> dict[str, Any]:  # noqa: ANN401 - any value
    item = {"item": place.item} if place.item else {}
    return {"field": place.field, **item, "old": place.stands, "new": new}
