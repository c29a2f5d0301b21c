"""The fold: what one event changes. There is no other place where a state changes.

The fold trusts that the event is authentic, not that it is compliant: a breach that was recorded
knowingly has its effect like any other entry, except that nothing but ``custody.claimed`` and a
surplus line moves custody to a party that had no part in it (``design/bytes.md`` 4). It never fails
on an event that passed the integrity rules; on any other it raises BrokenError at most, where a
subject that it must change is unknown or of another sort.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from batterypass.domain.fold_amendments import AMENDMENT_FOLDS
from batterypass.domain.fold_authorisations import AUTHORISATION_FOLDS
from batterypass.domain.fold_batches import BATCH_FOLDS
from batterypass.domain.fold_consignments import CONSIGNMENT_FOLDS
from batterypass.domain.fold_contents import CONTENT_FOLDS
from batterypass.domain.fold_custody import CUSTODY_FOLDS
from batterypass.domain.fold_items import ITEM_FOLDS
from batterypass.domain.fold_packs import PACK_FOLDS
from batterypass.domain.fold_parties import PARTY_FOLDS
from batterypass.domain.fold_sight import SIGHT_FOLDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from batterypass.domain.events import Event, UnknownEvent
    from batterypass.domain.states import Chain
    from batterypass.domain.world import Position, WritableWorld

#: Type of an event -> what it changes; a kind that is missing changes no state.
_FOLDS: dict[type, Callable[[Any, Position, WritableWorld], None]] = {
    **PARTY_FOLDS,
    **AUTHORISATION_FOLDS,
    **AMENDMENT_FOLDS,
    **PACK_FOLDS,
    **SIGHT_FOLDS,
    **ITEM_FOLDS,
    **CONTENT_FOLDS,
    **CONSIGNMENT_FOLDS,
    **BATCH_FOLDS,
    **CUSTODY_FOLDS,
}


def fold(event: Event | UnknownEvent, at: Position, world: WritableWorld) -> None:
    """Apply one event to the states of the subjects it changes: none, if its kind is not known."""
    step = _FOLDS.get(type(event))
    if step is not None:
        step(event, at, world)


def extend_chain(chain: Chain, lane: str, digest: bytes, event_ms: int) -> None:
    """Add a statement to one lane of a subject's chain (bytes.md 3 and 7)."""
    if lane == "main":
        chain.seq += 1
        chain.head = digest
        chain.last_ms = event_ms
        chain.main_count += 1
        chain.main_acc = sha256(chain.main_acc + digest).digest()
    elif lane == "record":
        chain.record_count += 1
        chain.record_acc = sha256(chain.record_acc + digest).digest()
    else:
        chain.acted_count += 1
        chain.acted_acc = sha256(chain.acted_acc + digest).digest()
