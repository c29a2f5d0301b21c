"""``batterypass handoff claim`` and ``contest``: what arrived unannounced, and what its custodian says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from batterypass_cli.context import Here
from batterypass_cli.custody_options import Items, Remarks, only_site, sealed_remarks
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from batterypass.app.ledger import Ledger

_CLAIMED = "custody.claimed"
_CONTESTED = "custody.contested"


@bilingual(
    """
    Dice que tiene artículos que llegaron sin embarque.

    Pasa a ser su custodio, y quedan en disputa hasta que el último custodio lo acepte con «handoff
    contest».
    """,
    signs=True,
)
def claim(
    ctx: typer.Context,
    items: Items = None,
    reason: Annotated[
        str | None,
        typer.Option(
            "--reason",
            metavar="WORD",
            help=both(
                "no_consignment, torn_label, found, other.",
                "no_consignment, torn_label, found, other.",
            ),
        ),
    ] = None,
    remarks: Remarks = None,
) -> None:
    """Say that you have items that arrived without a consignment.

    You become their custodian, and they are contested until the last custodian agrees with
    "handoff contest".

    Example: batterypass handoff claim QKYC-C9Y5-DZ24-Y --reason no_consignment
    """
    from typing import get_args

    from batterypass.domain.events.on_paper import CustodyClaimed
    from batterypass.errors import InputError
    from batterypass_cli.actors import choose_actor
    from batterypass_cli.custody_asking import choose_word, scan_items
    from batterypass_cli.guide import Guide
    from batterypass_cli.signing import sign_events

    here = Here.of(ctx)
    ledger = here.open_to_sign()
    actor = choose_actor(here, ledger, _CLAIMED)
    guide = Guide(here)
    names = [ledger.item(text).item for text in items or ()]
    if not names and guide.asks:
        guide.tell(say("offer.scan-items"))
        names = scan_items(here, ledger)
    if not names:
        raise InputError("no items named", code="custody.missing", flags="ITEM")
    words = get_args(CustodyClaimed.model_fields["reason"].annotation)
    word = choose_word(guide, say("claims.reason"), "--reason", reason, words)
    guide.check()
    form = {
        "items": list(dict.fromkeys(names)),
        "reason": word,
        "site": only_site(ledger, actor),
        "private": sealed_remarks(remarks),
    }
    holders = sorted({ledger.item(name).custodian for name in names} - {actor})
    command = f"batterypass handoff contest --agree --as {holders[0]}" if holders else ""
    sign_events(here, [(_CLAIMED, form)], actor=actor, next_step=command)


@bilingual(
    """
    Responde que otra parte tiene sus artículos: lo acepta, o dice que no.

    Sin artículos, todos los que otra parte recibió como sobrantes o reclamó.
    """,
    signs=True,
)
def contest(
    ctx: typer.Context,
    items: Items = None,
    agree: Annotated[
        bool | None,
        typer.Option(
            "--agree/--disagree",
            help=both("Whether you agree that they are there.", "Si acepta que están ahí."),
        ),
    ] = None,
) -> None:
    """Answer that another party has your items: agree, or say that it has them wrongly.

    Without items, all that another party took as surplus or claimed.

    Example: batterypass handoff contest QKYC-C9Y5-DZ24-Y --agree --as planta-apodaca
    """
    from batterypass.app.wording import name_of
    from batterypass.errors import InputError
    from batterypass_cli.actors import choose_actor
    from batterypass_cli.guide import Guide
    from batterypass_cli.signing import sign_events

    here = Here.of(ctx)
    ledger = here.open_to_sign()
    actor = choose_actor(here, ledger, _CONTESTED)
    guide = Guide(here)
    names = list(dict.fromkeys(ledger.item(text).item for text in items or ()))
    names = names or _lost_by(ledger, actor)
    if not names:
        raise InputError(
            f"{actor} has lost no item to a claim or as surplus",
            code="claims.nothing",
            actor=actor,
        )
    if agree is None:
        if not guide.asks or here.given.yes:
            raise InputError("say --agree or --disagree", code="claims.both-words")
        holder = name_of(ledger.session, ledger.item(names[0]).custodian)
        agree = guide.yes(say("claims.agrees", holder=holder, count=len(names)), default=True)
    form = {"items": names, "agrees": agree, "site": only_site(ledger, actor)}
    sign_events(here, [(_CONTESTED, form)], actor=actor)


def _lost_by(ledger: Ledger, party: str) -> list[str]:
    return [item.item for item in ledger.items() if item.contested_with == party]
