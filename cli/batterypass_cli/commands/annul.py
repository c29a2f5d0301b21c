"""``batterypass annul``: who signed the last entry of its items takes it back, by a further entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, get_args

import typer

from batterypass_cli.context import Here
from batterypass_cli.correcting import Entry  # noqa: TC001 - Typer reads it
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from batterypass.app.ledger import Ledger
    from batterypass.app.read import EntryView


@bilingual(
    """
    Anula el último asiento de sus artículos; nada se reescribe.

    La anulación es un asiento que dice el motivo: lo que era antes del anulado vuelve a ser. Firma quien
    firmó el asiento, mientras nada se apoye en él, y vale desde que consta, o desde que la acepta la
    otra parte de la entrega («batterypass agree»); hasta entonces rige el original. Lo que se vio al
    recibir, sobre todo un daño, se sigue sabiendo.
    """,
    signs=True,
)
def annul(
    ctx: typer.Context,
    entry: Entry,
    why: Annotated[
        str | None,
        typer.Option(
            "--why",
            metavar="REASON",
            help=both(
                "did_not_happen, wrong_item, wrong_party, recorded_twice, wrong_kind, other.",
                "Motivo: did_not_happen, wrong_item, wrong_party, recorded_twice, wrong_kind, other.",
            ),
        ),
    ] = None,
) -> None:
    """Annul the last entry of its items; nothing is rewritten.

    The annulment is an entry that says the reason: what was so before the annulled one is so again.
    Who signed the entry signs it, while nothing stands on it, and it holds from when it is recorded,
    or once the other side of the hand-over agrees ("batterypass agree"); until then the original
    governs. What was seen at a gate, damage above all, stays known.

    Example: batterypass annul 57 --why wrong_item
    """
    from batterypass.app.annulling import ANNULLED, annulment_form, check_annullable
    from batterypass.domain.events.annulment import AnnulReason
    from batterypass_cli.correcting import choose_reason, signer_of_entry, tell_waiting
    from batterypass_cli.signing import sign_events

    here = Here.of(ctx)
    ledger = here.open_to_sign()
    view = ledger.entry(entry)
    check_annullable(view)
    actor = signer_of_entry(here, ledger, view, entry)
    form = annulment_form(view, choose_reason(here, get_args(AnnulReason), why))
    _show(here, ledger, view)
    done = sign_events(
        here, [(ANNULLED, form)], actor=actor, next_step=f"batterypass diff {entry}"
    )  # fmt: skip
    tell_waiting(here, ledger, done)


def _show(here: Here, ledger: Ledger, view: EntryView) -> None:
    """Show what will be so again, and who has to agree, above the event itself."""
    from batterypass.app.annulling import can_be_annulled, what_would_change, who_would_agree
    from batterypass_cli.corrections import annulled_pairs
    from batterypass_cli.output import aligned
    from batterypass_cli.plain import kind_title, names_of, party_short

    if here.out.wants_json or not can_be_annulled(ledger.session, view):
        return
    name = str(view.index) if view.index is not None else say("outbox.place", place=view.place)
    title = kind_title(str(view.payload["kind"]))
    here.out.talk(say("annul.what", title=title, entry=name))
    name_of = names_of(ledger)
    changed = what_would_change(ledger.session, view)
    for line in aligned(annulled_pairs(changed, name_of)) if changed else (say("annul.nothing"),):
        here.out.talk(line)
    waiting = who_would_agree(ledger.session, view)
    if waiting:
        who = ", ".join(party_short(party, name_of) for party in waiting)
        here.out.talk(say("annul.would-wait", who=who))
