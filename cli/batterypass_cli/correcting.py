"""What the commands that correct or annul an entry share: who signs, and for whom it then waits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from batterypass.errors import InputError
from batterypass.evidence.refusal import refusal
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.app.ledger import Ledger
    from batterypass.app.read import EntryView
    from batterypass.app.record import Recorded
    from batterypass_cli.context import Here

Entry = Annotated[
    str,
    typer.Argument(
        metavar="ENTRY", help=both("Its number, or its digest.", "Su número, o su huella.")
    ),
]


def signer_of_entry(here: Here, ledger: Ledger, view: EntryView, entry: str) -> str:
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


def choose_reason(here: Here, known: Sequence[str], why: str | None) -> str:
    """Give one of the known reasons: ``--why``, else what a person answers."""
    from batterypass_cli.answers import choice_words
    from batterypass_cli.guide import Guide, one_of

    guide = Guide(here)
    options = [(one, f"{one}  {choice_words(one)}") for one in known]
    found = guide.choice(say("amend.ask.why"), "--why", why, options, read=one_of(*known))
    # Where nobody answered, this raises.
    guide.check()
    return found or ""


def tell_waiting(here: Here, ledger: Ledger, done: Sequence[Recorded]) -> None:
    """Say who has to agree before it holds, with the command that does it."""
    from batterypass.app.amending import find_open
    from batterypass_cli.plain import names_of, party_short
    from batterypass_cli.signing import name_entry

    if not done or here.out.wants_json:
        return
    name = name_entry(done[0])
    correction = find_open(ledger.session, ledger.entry(name))
    if correction.waiting and not correction.is_late:
        name_of = names_of(ledger)
        who = ", ".join(party_short(party, name_of) for party in correction.waiting)
        here.out.talk(say("amend.waits", who=who))
        for party in correction.waiting:
            here.out.talk(say("sign.next", command=f"batterypass agree {name} --as {party}"))
