"""The states that a disclosure comes to: those of its parties and of its one item, by the one fold.

What the item's entries say of other items and of consignments is folded too, because taking an entry
back looks at all that it has changed; but those are blanks here, for their own entries are not in the
file. Nothing that a passport shows rests on one, except what :func:`needs_ledger` names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.app.directory_file import EMPTY, no_root
from batterypass.app.passport_parties import MAKER_VALUES, OPERATOR_VALUES
from batterypass.domain.states import ConsignmentState, ItemState
from batterypass.projections.world import FoldedWorld

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from batterypass.domain.events import Event, UnknownEvent
    from batterypass.domain.world import Position

#: What an item has from those that it was made from.
_FROM_PARENTS = ("predecessor_passports", "battery_chemistry", "manufacturer_identifier")


class DisclosedWorld(FoldedWorld):
    """The world below each entry of a disclosure about ``item``."""

    def __init__(self, item: str, digest_of: Callable[[int], bytes]) -> None:
        """Start below entry 0."""
        super().__init__(EMPTY, 0, "", digest_of=digest_of, root_of_size=no_root)
        self.has_every_entry = False
        self._about = item

    def edit_item(self, item: str) -> ItemState:
        """Give an item's state to change: a blank for one whose entries are not here."""
        if item != self._about and self.item(item) is None:
            self.create(item, ItemState(item, "", "original", "", "", "", "", -1))
        return super().edit_item(item)

    def edit_consignment(self, subject: str) -> ConsignmentState:
        """Give a consignment's state to change: a blank where the offer is not about this item."""
        if self.consignment(subject) is None:
            blank = ConsignmentState(subject, "", "offering", "", "", "", "", {}, "0", "", "")
            self.create(subject, blank)
        return super().edit_consignment(subject)

    def apply(self, event: Event | UnknownEvent, at: Position) -> None:
        """Fold an entry in. The chains of what is not here stand as its links say."""
        for link in event.subjects:
            slot = self._slots.get(link.subject) or self._load(link.subject)
            if link.lane == "main":
                slot.chain.seq = link.seq - 1
                slot.chain.head = bytes.fromhex(link.prev or "")
        super().apply(event, at)


def needs_ledger(
    world: DisclosedWorld, item: ItemState, values: Mapping[str, object], seen: Iterable[str]
) -> tuple[str, ...]:
    """Name the attributes of ``seen`` of which the ledger may say what the file cannot."""
    found: list[str] = []
    if item.parents:
        found += _FROM_PARENTS
    if world.party(item.responsible_operator) is None:
        found += OPERATOR_VALUES
    if world.party(item.maker) is None and not item.enrolled:
        found += MAKER_VALUES
    allowed = set(seen)
    return tuple(name for name in found if name in allowed and name not in values)
