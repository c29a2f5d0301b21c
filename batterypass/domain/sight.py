"""Whether an item is in sight, and if not, how it left: exported, lost or stolen.

The state has one place for what is lost and what is stolen; which of the two it is says the later of
the entries that it keeps of them. One function, for rules, pages and labels.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from batterypass.domain.states import ItemState

Gone = Literal["exported", "lost", "stolen"]
#: Places of what is out of sight.
OUT_OF_SIGHT = frozenset({"exported", "lost"})


def gone(item: ItemState) -> Gone | None:
    """Say how an item left sight; None while it is in sight."""
    if item.place == "exported":
        return "exported"
    if item.place != "lost":
        return None
    return "stolen" if _seq(item, "stolen") > _seq(item, "lost") else "lost"


def departure(item: ItemState) -> dict[str, Any]:
    """Give what the entry said by which an item left sight: ``seq``, ``by``, ``on`` (day), ``entry``, its fields.

    Empty while it is in sight.
    """
    how = gone(item)
    found: dict[str, Any] = item.said.get(how, {}) if how is not None else {}
    return found


def _seq(item: ItemState, word: str) -> int:
    return int(item.said.get(word, {}).get("seq", -1))
