"""What has to happen to a passport after what happened to its item.

Regulation (EU) 2023/1542, Art. 77(7) and (8): a pack that was prepared for re-use, repurposed or
remanufactured gets a new passport that names the old one; responsibility passes when it becomes
waste; a passport ceases to exist after recycling. The state tells it alone, so that a list of a
hundred thousand packs costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from batterypass.domain.states import ItemState

#: issue: a new passport with the old one among its predecessors; hand-over: to who takes the waste,
#: or to the producer who keeps it; end: the item is no more.
Due = Literal["issue", "hand-over", "end"]
#: Life -> the last word of the kind by which it began.
_BEGAN = {
    "reused": "prepared-for-reuse",
    "repurposed": "repurposed",
    "remanufactured": "remanufactured",
}


def passport_due(item: ItemState) -> Due | None:
    """Say what is due for the passport of an item, None where nothing is or it never had one."""
    if not item.passport or item.passport_ended:
        return None
    if item.life in ("recycled", "disposed") or item.place == "dismantled":
        return "end"
    if item.life == "waste":
        is_handed_over = item.said.get("handed-over") == item.waste_on
        return (
            None if is_handed_over or item.responsible_operator == item.custodian else "hand-over"
        )
    began = item.said.get(_BEGAN.get(item.life, ""), {}).get("seq")
    return (
        "issue"
        if began is not None and item.said.get("passported", {}).get("seq") != began
        else None
    )


def note_passport(item: ItemState, index: int) -> None:
    """Keep that the present life of an item has a passport of its own, by an entry."""
    began = item.said.get(_BEGAN.get(item.life, ""), {}).get("seq")
    if began is not None:
        item.said = {**item.said, "passported": {"seq": began, "entry": index}}


def note_ended(item: ItemState, index: int) -> None:
    """Keep the entry by which the passport of an item ended."""
    item.passport_ended = True
    item.said = {**item.said, "ended": index}


def note_handed_over(item: ItemState) -> None:
    """Keep that responsibility passed while the item was waste since the day it says."""
    if item.life == "waste":
        item.said = {**item.said, "handed-over": item.waste_on}
