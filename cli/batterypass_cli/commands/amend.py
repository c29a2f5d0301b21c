"""``batterypass amend``: who signed an entry puts right what it says, by a further entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from batterypass.errors import InputError
from batterypass.evidence.refusal import refusal
from batterypass_cli.context import Here
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.app.amending import Place
    from batterypass.app.ledger import Ledger
    from batterypass.app.read import EntryView
    from batterypass.app.record import Recorded
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
    entry: Annotated[
        str,
        typer.Argument(
            metavar="ENTRY", help=both("Its number, or its digest.", "Su número, o su huella.")
        ),
    ],
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
    batterypass amend 61 waste.container_type=tarima --why typing_error
    """
    from batterypass.app.amending import AMENDED, correction_form, places_of
    from batterypass_cli.amending import ask_changes, read_changes
    from batterypass_cli.signing import sign_events

    here = Here.of(ctx)
    ledger = here.open_to_sign()
    view = ledger.entry(entry)
    places = places_of(ledger.session, view)
    actor = _signer(here, ledger, view, entry)
    if words:
        found = read_changes(here, ledger, view, places, words, actor)
    elif here.terminal.is_interactive:
        found = ask_changes(here, ledger, view, places, actor)
    else:
        raise refusal(InputError, "custody.missing", flags="FIELD=VALUE")
    form = correction_form(view, found.changes, _reason(here, why), found.items)
    _show(here, view, found)
    done = sign_events(
        here, [(AMENDED, form)], actor=actor, next_step=f"batterypass diff {entry}"
    )  # fmt: skip
    _tell_waiting(here, ledger, done)


def _signer(here: Here, ledger: Ledger, view: EntryView, entry: str) -> str:
    """Give who signs: ``--as``, else who signed the entry. Raises InputError without a key of theirs."""
    from batterypass_cli.actors import choose_actor

    if here.given.actor:
        return choose_actor(here, ledger, "")
    signer = str(view.payload["actor"])
    if signer not in here.keys.parties():
        raise refusal(
            InputError, "amend.not-yours", signer=signer, entry=entry, folder=here.keys_path
        )
    return signer


def _reason(here: Here, why: str | None) -> str:
    from batterypass.domain.events.amendment import AmendReason
    from batterypass_cli.answers import choice_words
    from batterypass_cli.guide import Guide, one_of

    known: Sequence[str] = get_args(AmendReason)
    guide = Guide(here)
    options = [(one, f"{one}  {choice_words(one)}") for one in known]
    found = guide.choice(say("amend.ask.why"), "--why", why, options, read=one_of(*known))
    guide.check()
    assert found is not None  # noqa: S101 - check() has raised
    return found


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


def _tell_waiting(here: Here, ledger: Ledger, done: Sequence[Recorded]) -> None:
    """Say who has to agree before it holds, with the command that does it."""
    from batterypass.app.amending import find_open
    from batterypass_cli.plain import names_of, party_short
    from batterypass_cli.signing import name_entry

    if not done or here.out.wants_json:
        return
    name = name_entry(done[0])
    correction = find_open(ledger.session, ledger.entry(name))
    if correction.waiting:
        name_of = names_of(ledger)
        who = ", ".join(party_short(party, name_of) for party in correction.waiting)
        here.out.talk(say("amend.waits", who=who))
        for party in correction.waiting:
            here.out.talk(say("sign.next", command=f"batterypass agree {name} --as {party}"))
