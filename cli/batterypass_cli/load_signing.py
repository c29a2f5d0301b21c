"""Who signs that the papers of a load are prepared, in which language, and the one consent to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass.errors import DeclinedError, InputError, RefusedError
from batterypass.evidence.refusal import refusal
from batterypass_cli.words import language, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from batterypass.app.ledger import Ledger
    from batterypass.documents.words import FormLang
    from batterypass.domain.states import ConsignmentState
    from batterypass_cli.context import Here


def paper_lang(here: Here) -> FormLang:
    """Give the language of the papers: that of the run, or both."""
    if here.given.lang == "both":
        return "both"
    return "es" if language() == "es" else "en"


def signer_of(here: Here, ledger: Ledger, state: ConsignmentState) -> str:
    """Give who issues the papers: ``--as``, else the only party to the consignment with a key.

    Raises InputError for a party that has no part in the consignment.
    """
    from batterypass.app.papers import issuers_of, may_issue
    from batterypass_cli.actors import choose_actor

    parties = {state.consignor, state.carrier, state.consignee}
    here_too = [party for party in here.keys.parties() if party in parties]
    if not here.given.actor and len(here_too) == 1:
        return here_too[0]
    actor = choose_actor(here, ledger, "document.prepared")
    if not may_issue(ledger.session, state, actor):
        issuers = ", ".join(issuers_of(ledger.session, state))
        raise refusal(
            InputError, "manifest.not-a-party", party=actor, consignment=state.consignment,
            parties=issuers,
        )  # fmt: skip
    return actor


def sign_prepared(
    here: Here, ledger: Ledger, forms: Sequence[tuple[str, Mapping[str, Any]]], actor: str
) -> bool:
    """Sign that papers are prepared, and with the same consent their digests; False in a dry run."""
    from batterypass_cli.clockcheck import confirm_clock, warn_of_clock
    from batterypass_cli.plain import describe, names_of
    from batterypass_cli.roomcheck import check_room
    from batterypass_cli.signing import plan_events, unlock_together
    from batterypass_cli.terminal import ask_yes_no

    warn_of_clock(here, ledger)
    plans = [plan_events(here, ledger, [form], actor=actor) for form in forms]
    findings = [finding for ready in plans for _, finding in ready.refusals()]
    if findings:
        raise RefusedError(findings[0].message("en"), findings=findings)
    fresh = [one for ready in plans for one in ready.fresh()]
    if not here.out.wants_json:
        here.out.talk(say("roadpaper.will-sign"))
        for one in fresh:
            for line in describe(one.payload, None, names_of(ledger)):
                here.out.talk(line)
    if here.given.dry_run:
        here.out.talk(say("sign.dry-run", count=2 * len(fresh)))
        return False
    check_room(here, ledger, len(fresh))
    confirm_clock(here, ledger)
    if not here.given.yes:
        question = say("sign.question", name=names_of(ledger)(actor) or actor)
        if not ask_yes_no(here.terminal, question, default=False):
            raise DeclinedError("nothing was signed", code="sign.declined")
    unlock_together(here, ledger, [one.kid for one in fresh])
    for form in forms:
        # One batch each: the checkpoint over a prepared paper is kept, and it is the last in it.
        # Killed in between, the next run prepares what is left.
        ledger.sign(plan_events(here, ledger, [form], actor=actor))
    return True
