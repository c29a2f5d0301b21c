"""When a correction that was made is no longer so, and making it again is news.

What was corrected, corrected back and is corrected to the same again was corrected twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.domain.amending import corrections_in, plain, state_of, what_stands
from batterypass.domain.events.amendment import EntryAmended

if TYPE_CHECKING:
    from batterypass.domain.events import Event
    from batterypass.domain.world import World


def is_still_corrected(event: Event, world: World) -> bool:
    """Tell whether what a correction says stands now, or waits to be agreed to."""
    if not isinstance(event, EntryAmended):
        return True
    subject, kind = event.amended_subject, event.target_kind
    fields = [one.model_dump(exclude_none=True) for one in event.fields]
    for one in corrections_in(state_of(world, subject)):
        if one.get("waiting") and (one["target"], one["fields"]) == (event.target, fields):
            return True
    return all(
        what_stands(world, subject, kind, one.field, one.item) == plain(kind, one.field, one.new)
        for one in event.fields
    )
