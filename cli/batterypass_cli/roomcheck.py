"""Whether what would be signed can be kept: asked before the question and the passphrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from batterypass.app.ledger import Ledger
    from batterypass_cli.context import Here


def check_room(here: Here, ledger: Ledger, events: int = 1) -> None:
    """Raise FailedError where the disks have no room for some events, or cannot be written.

    At a site that is the outbox; at the operator's the ledger, and the folder of the keys with the
    signer's state.
    """
    from batterypass.bootstrap import outbox_path
    from batterypass.store.room import demand_room

    if ledger.store.is_replica:
        demand_room(outbox_path(here.ledger_path), events)
        return
    demand_room(here.ledger_path, events)
    demand_room(here.keys_path / "signer.state", events)
