"""What is lawful of repairs and further lives, and what comes before it; and what is not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from rules.yard import (
    ENDED,
    MOVE,
    MOVING,
    MOVING2,
    RELEASED,
    SECOND,
    SOUND,
    WORKSHOP,
    assess,
    pass_on,
    received,
)
from rules.yard import (
    PASSPORT as SOUND_PASS,
)
from worlds import AUTHORITY, MAKER, RECYCLER, Drafted, Story, grant, scope

PASSPORT = "https://maker.example/pass/sound"
REMANUFACTURER = "https://remanufacturer.example"


def advised(answer: str) -> dict[str, Any]:
    """Write an advice as a decision keeps it."""
    return {"answer": answer, "rows": ["REUSE-SOH"], "table_sha256": "a" * 64, "day": "2026-11-23"}


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
        "item.decided", WORKSHOP, "daily",
        {"item": RELEASED, "decision": "recycle", "advice": advised("reuse"), "reason": "no_demand"},
    ),
    ("item.decided", WORKSHOP, "daily",
     {"item": RELEASED, "decision": "repurpose", "advice": advised("repurpose")}),
    (
        "document.origin-named", MAKER, "daily",
        {
            "items": [RELEASED, ENDED], "agreement": "USMCA",
            "documents": [{"digest": "c" * 64, "media_type": "application/pdf", "bytes": 9}],
        },
    ),
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


def take_in(story: Story, **changed: Any) -> None:
    """Receive two packs of waste at a recycler, and authorise the workshop for re-use."""
    fields = received(MOVING, MOVING2)
    fields["lines"][1].update(changed)
    story.tell("consignment.received", RECYCLER, **fields)
    story.tell(
        "authorisation.granted", AUTHORITY, **grant(WORKSHOP, "MX-STATE", scope("reutilizacion"))
    )


def certify(story: Story, operation: str) -> None:
    """Certify what was done with those two."""
    story.tell(
        "treatment.certified", RECYCLER, consignment=MOVE, operation=operation,
        treated_on="2026-11-23", mass_kg="800",
    )  # fmt: skip


def used_again(story: Story, item: str = MOVING) -> Drafted:
    """Draft that the workshop gives one of them a further life, with everything else in order."""
    pass_on(story, item, WORKSHOP)
    assess(story, item, WORKSHOP)
    return story.draft(
        "pack.prepared-for-reuse", WORKSHOP, item=item, site="S1",
        assessment=story.item(item).assessed["digest"],
    )  # fmt: skip


def _treated(story: Story) -> Drafted:
    take_in(story)
    certify(story, "reciclaje")
    return used_again(story)


def _critical(story: Story) -> Drafted:
    at_the_workshop(story)
    assess(story, RELEASED, WORKSHOP, "damaged_critical")
    return again(story)


def again(story: Story) -> Drafted:
    """Draft that the pack at the workshop is used again, after its last reading."""
    last = story.item(RELEASED).assessed["digest"]
    return story.draft("pack.prepared-for-reuse", WORKSHOP, item=RELEASED, assessment=last)


def _departing(story: Story) -> Drafted:
    at_the_workshop(story)
    return decided(story, decision="recycle", advice=advised("reuse"))


def decided(story: Story, **said: Any) -> Drafted:
    """Draft a decision about the pack at the workshop, on its last reading."""
    last = story.item(RELEASED).assessed.get("digest", "0" * 64)
    said = {"item": RELEASED, "assessment": last, **said}
    return story.draft("item.decided", WORKSHOP, **said)


def _twice(story: Story) -> Drafted:
    at_the_workshop(story)
    last = story.item(RELEASED).assessed["digest"]
    story.tell("pack.prepared-for-reuse", WORKSHOP, item=RELEASED, assessment=last)
    assess(story, RELEASED, WORKSHOP)
    return again(story)


def mended(story: Story, **said: Any) -> Drafted:
    """Draft a repair at the workshop."""
    at_the_workshop(story)
    return story.draft("pack.repaired", WORKSHOP, item=RELEASED, **said)


def hand_over(story: Story, to: str) -> Drafted:
    """Draft that the maker gives the passport of the sound pack to somebody."""
    return story.draft("passport.handed-over", MAKER, passport=SOUND_PASS, item=SOUND, to=to)


def _to_a_stranger(story: Story) -> Drafted:
    story.tell(
        "item.declared-waste", MAKER, items=[SOUND], reason="damaged", stream="whole_battery"
    )
    return hand_over(story, WORKSHOP)


CASES_OF_LIVES: Mapping[str, Callable[[Story], Drafted]] = MappingProxyType(
    {
        "counters_only_grow": _falling,
        "a_passport_follows_the_life": _repurposed_with_a_passport,
        "what_was_treated_has_no_further_life": _treated,
        "only_what_is_sound_is_used_again": _critical,
        "a_further_life_does_not_begin_twice": _twice,
        "the_bms_is_replaced_or_not": lambda story: mended(
            story, work=["bms_replaced"], bms_replaced=False
        ),
        "a_departure_from_the_advice_has_a_reason": _departing,
        "a_passport_is_handed_over_as_waste": lambda story: hand_over(story, RECYCLER),
        "a_passport_goes_to_who_has_to_do_with_it": _to_a_stranger,
        "what_was_replaced_has_a_successor": lambda story: story.draft(
            "passport.ended", MAKER, passport=SOUND_PASS, item=SOUND, reason="replaced"
        ),
    }
)
