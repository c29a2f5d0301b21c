"""Sealing a checkpoint from a command: who may, with which keys, and what is said about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass_cli.words import say

if TYPE_CHECKING:
    from batterypass.app.heads import Sealed
    from batterypass.app.ledger import Ledger
    from batterypass_cli.context import Here


def seal_now(here: Here) -> tuple[Sealed, bool]:
    """Seal the ledger of this run; give the checkpoint, and whether anything was written for it."""
    from batterypass_cli.clockcheck import confirm_clock, warn_of_clock
    from batterypass_cli.roomcheck import check_room

    ledger = here.open_to_sign()
    before = len(ledger)
    warn_of_clock(here, ledger)
    check_room(here, ledger)
    confirm_clock(here, ledger)
    sealed = ledger.seal()
    return sealed, len(ledger) > before


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
