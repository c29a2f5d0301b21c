"""What is lawful of repairs and further lives, and what comes before it; and what is not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from rules.yard import RELEASED, SECOND, WORKSHOP, pass_on
from worlds import MAKER, Drafted, Story

PASSPORT = "https://maker.example/pass/sound"
REMANUFACTURER = "https://remanufacturer.example"

LAWFUL_LIVES: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    (
        "pack.repaired", WORKSHOP, "daily",
        {
            "item": RELEASED, "work": ["modules_replaced", "bms_replaced"], "bms_replaced": True,
            "parts": [{"part": "module", "count": 2, "removed": "M-1", "fitted": "M-9"}],
        },
    ),
    ("pack.prepared-for-reuse", WORKSHOP, "daily", {"item": RELEASED, "work": ["balancing"]}),
    (
        "pack.remanufactured", REMANUFACTURER, "daily",
        {
            "item": RELEASED, "capacity_ah": "120", "energy_wh": "42000", "bms_replaced": True,
        },
    ),
)  # fmt: skip


def at_the_workshop(story: Story, cycles: int | None = None) -> None:
    """Let the workshop have a pack, and read it."""
    story.tell("custody.accepted", WORKSHOP, items=[RELEASED], released_by=MAKER)
    read(story, cycles)


def read(story: Story, cycles: int | None = None, **more: Any) -> None:
    """Read the pack at the workshop."""
    story.tell("item.assessed", WORKSHOP, **reading(cycles, **more))


def reading(cycles: int | None = None, **more: Any) -> dict[str, Any]:
    """Write a reading of the pack at the workshop."""
    counted = {} if cycles is None else {"cycles": cycles}
    return {
        "item": RELEASED, "condition": "serviceable", "method": "bms_reading", **counted, **more,
    }  # fmt: skip


def prepare_life(story: Story, kind: str) -> None:
    """Tell what has to come before a kind of these."""
    if kind not in {row[0] for row in LAWFUL_LIVES}:
        return
    at_the_workshop(story)
    if kind == "pack.remanufactured":
        story.register(REMANUFACTURER, "remanufacturer")
        pass_on(story, RELEASED, REMANUFACTURER)


def _falling(story: Story) -> Drafted:
    at_the_workshop(story, 900)
    return story.draft("item.assessed", WORKSHOP, **reading(899))


def _repurposed_with_a_passport(story: Story) -> Drafted:
    story.world.edit_item(SECOND).passport = PASSPORT
    return story.draft(
        "pack.repurposed", "https://repurposer.example", item=SECOND, new_category="stationary",
        new_use="backup_power", energy_wh="30000",
        assessment=story.item(SECOND).assessed["digest"],
    )  # fmt: skip


CASES_OF_LIVES: Mapping[str, Callable[[Story], Drafted]] = MappingProxyType(
    {
        "counters_only_grow": _falling,
        "a_passport_follows_the_life": _repurposed_with_a_passport,
    }
)
