"""The fold of what leaves sight and comes back: exported, lost, stolen, found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass.domain.clock import day_of
from batterypass.domain.events.sight import PackExported, PackFound, PackLost, PackStolen
from batterypass.domain.fold_help import known_ms, note_said, touch, worsen
from batterypass.domain.undo import note_item

if TYPE_CHECKING:
    from collections.abc import Callable

    from batterypass.domain.events import Event
    from batterypass.domain.world import Position, WritableWorld

_FIELDS = ("country", "exported_on", "custodian_abroad", "consent_no", "how", "report_no",
           "last_seen_on")  # fmt: skip


#: Places that nothing leaves as a whole.
_NO_MORE = frozenset({"dismantled", "in_batch"})


def _left(event: PackExported | PackLost | PackStolen, at: Position, world: WritableWorld) -> None:
    item = touch(event, event.item, world)
    link, word = event.subjects[0], event.kind.rsplit(".", 1)[1]
    note_item(item, event, link, item.place, item.host_kind, item.released_to, item.said.get(word))
    says = {name: getattr(event, name, None) for name in _FIELDS}
    note_said(item, event, link, on=day_of(event.event_time), entry=str(at.index), **says)
    if item.place in _NO_MORE:
        # Acknowledged or not: it is no more, and its parts are what can leave.
        return
    item.place = "exported" if word == "exported" else "lost"
    item.host_kind = item.released_to = ""


def _found(event: PackFound, at: Position, world: WritableWorld) -> None:
    item = touch(event, event.item, world)
    note_item(item, event, event.subjects[0], item.place, item.missing, item.consignment)
    if item.place not in _NO_MORE:
        item.place = "in_stock"
    item.missing = False
    item.consignment = ""
    # Nobody watched it meanwhile: a milder condition than before is for an assessment to say.
    worsen(item, event.condition, known_ms(event, at))


SIGHT_FOLDS: dict[type[Event], Callable[[Any, Position, WritableWorld], None]] = {
    PackExported: _left,
    PackLost: _left,
    PackStolen: _left,
    PackFound: _found,
}
