"""Counters of a pack that only grow: what a reading in clear said, until a BMS was replaced.

A new BMS counts from nothing, so what was read before it says nothing about what is read after it.
The state keeps ``said["counters"]``: name -> the value of the latest reading with its time, and
``since``, the time of the last replacement. Values that are sealed are compared elsewhere, where
their sections are (:mod:`batterypass.app.counters`), by the same measure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from batterypass.domain.states import ItemState


def count_reading(item: ItemState, cycles: int, read_ms: int) -> None:
    """Take a number of full cycles that was read at a time."""
    kept: dict[str, Any] = item.said.get("counters", {})
    before = kept.get("cycles")
    if read_ms < kept.get("since", 0):
        return
    # Of two about the same moment the log has the order.
    if before is not None and read_ms < before[1]:
        return
    item.said = {**item.said, "counters": {**kept, "cycles": [cycles, read_ms]}}


def restart_counters(item: ItemState, replaced_ms: int) -> None:
    """Begin anew: the BMS was replaced."""
    item.said = {**item.said, "counters": {"since": replaced_ms}}


def correct_count(item: ItemState, old: object, new: object) -> None:
    """Let a correction of a reading count, where it is the one that is kept."""
    kept: dict[str, Any] = item.said.get("counters", {})
    before = kept.get("cycles")
    if before is not None and before[0] == old and isinstance(new, int):
        item.said = {**item.said, "counters": {**kept, "cycles": [new, before[1]]}}


def misfit(
    item: ItemState, cycles: int, read_ms: int
) -> tuple[Literal["earlier", "later"], int] | None:
    """Give the reading that a number of cycles cannot stand beside: which one, and what it said.

    A later reading has no fewer cycles than an earlier one, in whichever order they are recorded. Of
    two about the same moment the log has the order: the one that is asked about is the later.
    """
    kept: dict[str, Any] = item.said.get("counters", {})
    before = kept.get("cycles")
    if before is None or read_ms < kept.get("since", 0):
        return None
    if read_ms >= before[1] and cycles < before[0]:
        return "earlier", int(before[0])
    if read_ms < before[1] and cycles > before[0]:
        return "later", int(before[0])
    return None
