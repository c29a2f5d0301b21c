"""Sealing a checkpoint from a command: who may, with which keys, and what is said about it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from batterypass.errors import DeclinedError
from batterypass_cli.words import say

if TYPE_CHECKING:
    from batterypass.app.heads import Sealed
    from batterypass.app.ledger import Ledger
    from batterypass.domain.states import ItemState
    from batterypass_cli.context import Here


def seal_now(here: Here) -> tuple[Sealed, bool]:
    """Seal the ledger of this run; give the checkpoint, and whether anything was written for it.

    Who sits at a terminal is shown what will be signed and asked, whatever command leads here; without
    one the command itself is the order. Raises DeclinedError for a "no".
    """
    from batterypass_cli.clockcheck import confirm_clock, warn_of_clock
    from batterypass_cli.roomcheck import check_room

    ledger = here.open_to_sign()
    before = len(ledger)
    warn_of_clock(here, ledger)
    check_room(here, ledger)
    confirm_clock(here, ledger)
    _confirm(here, ledger)
    sealed = ledger.seal()
    return sealed, len(ledger) > before


def _confirm(here: Here, ledger: Ledger) -> None:
    """Show what a seal signs, and ask; nothing where all is sealed already."""
    from batterypass.app.heads import is_sealed
    from batterypass_cli.terminal import ask_yes_no

    session = ledger.session
    if here.given.yes or not here.terminal.is_interactive or is_sealed(session):
        return
    if session.store.is_replica:
        # It is refused in a moment, and says who can.
        return
    here.out.talk(say("heads.will-seal", size=session.size))
    question = say("sign.question", name=f"https://{session.origin}")
    if not ask_yes_no(here.terminal, question, default=False):
        raise DeclinedError("nothing was signed", code="sign.declined")


def sealed_first(here: Here) -> Ledger:
    """Open the ledger to be published, sealed where something was recorded since the last seal.

    Only the operator seals: without the keys, at a replica and in a dry run it is left as it is, and
    that is said.
    """
    from batterypass.app.heads import is_sealed

    ledger = here.open()
    session = ledger.session
    if not session.size or is_sealed(session) or session.store.is_replica:
        return ledger
    operator = f"https://{session.origin}"
    if here.given.dry_run or not here.keys.kids(operator, "operator"):
        here.out.talk(say("heads.left-unsealed", origin=session.origin))
        return ledger
    sealed, _ = seal_now(here)
    here.out.talk(say("heads.sealed", size=sealed.size, entry=sealed.entry))
    return here.open_to_sign()


def sealed_over(here: Here, item: ItemState) -> Ledger:
    """Open the ledger to print what rests on an item, sealed where no kept checkpoint covers it yet.

    A document that rests on a kept checkpoint has the same bytes whenever it is made. Where nobody may
    seal here, it rests on the last one.
    """
    from batterypass.app.passport_entries import entries_of

    ledger = here.open()
    session = ledger.session
    last = max(
        (one.index for one in entries_of(session, item) if one.index is not None), default=-1
    )
    is_operator = bool(here.keys.kids(f"https://{session.origin}", "operator"))
    may_write = not here.given.dry_run and os.access(here.ledger_path, os.W_OK)
    if (
        session.store.kept_from(last + 1) is None
        and may_write
        and is_operator
        and not session.store.is_replica
    ):
        sealed, _ = seal_now(here)
        here.out.talk(say("heads.sealed", size=sealed.size, entry=sealed.entry))
    return here.open()
