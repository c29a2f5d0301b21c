"""The fold of claims of recovered content: what was claimed of each fraction adds up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass.domain.contents import with_claim
from batterypass.domain.events.content import ContentClaimed
from batterypass.domain.fold_help import touch
from batterypass.domain.undo import note_item

if TYPE_CHECKING:
    from collections.abc import Callable

    from batterypass.domain.events import Event
    from batterypass.domain.world import Position, WritableWorld


def _claimed(event: ContentClaimed, at: Position, world: WritableWorld) -> None:
    for name, link in zip(event.changes(), event.subjects, strict=False):
        item = touch(event, name, world)
        note_item(item, event, link, dict(item.claimed_kg))
        item.claimed_kg = with_claim(item, event.lines)


CONTENT_FOLDS: dict[type[Event], Callable[[Any, Position, WritableWorld], None]] = {
    ContentClaimed: _claimed
}
