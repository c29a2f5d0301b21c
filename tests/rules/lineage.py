"""Packs that are built from what others left, what is lawful of that, and one breach per rule of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rules.yard import REPURPOSER, pass_on
from worlds import RECYCLER, Drafted, Story, pack_fields

MODULE = "https://recycler.example/i/ENDED-M1"
BLACK_MASS = "https://recycler.example/i/ENDED-M1-B"
HOME = "https://repurposer.example/p/HOME-1"
TWICE = "https://repurposer.example/p/HOME-2"

LAWFUL_ASSEMBLIES: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    (
        "pack.assembled", REPURPOSER, "daily",
        {**pack_fields(HOME, mass_kg="290"), "parents": [MODULE], "life": "repurposed"},
    ),
)  # fmt: skip


def building(*parents: str, item: str = HOME, **changed: Any) -> dict[str, Any]:
    """Write the fields of a pack that is built from these."""
    fields = pack_fields(item, mass_kg="290", category="stationary")
    return {**fields, "parents": list(parents), "life": "repurposed", **changed}


def bring_module(story: Story) -> None:
    """Let the repurposer have the module that came out of a pack at the recycler."""
    pass_on(story, MODULE, REPURPOSER)


def build(story: Story, *parents: str, item: str = HOME, **changed: Any) -> None:
    """Build a pack at the repurposer, from the module and what else is named."""
    if MODULE in parents and story.item(MODULE).custodian != REPURPOSER:
        bring_module(story)
    story.tell("pack.assembled", REPURPOSER, **building(*parents, item=item, **changed))


def part(item: str, kind: str = "module", mass_kg: str = "250") -> dict[str, Any]:
    """Write one part of a dismantling."""
    return {"item": item, "item_kind": kind, "material": kind, "mass_kg": mass_kg}


def apart(*parts: dict[str, Any], item: str = HOME, **changed: Any) -> dict[str, Any]:
    """Write the fields of the dismantling of a pack that was built."""
    return {
        "item": item, "mass_kg": "290", "children": list(parts), "loss_kg": "40", "site": "S1",
        **changed,
    }  # fmt: skip


def prepare_assembly(story: Story, kind: str) -> None:
    """Tell what has to come before a pack is built."""
    if kind == "pack.assembled":
        bring_module(story)


def _used_elsewhere(story: Story) -> Drafted:
    build(story, MODULE)
    return story.draft("item.disposed", REPURPOSER, **_DISPOSAL)


_DISPOSAL: dict[str, Any] = {"item": MODULE, "operation": "confinamiento", "mass_kg": "250"}


def _claimed(story: Story) -> Drafted:
    build(story, MODULE)
    return story.draft("custody.claimed", REPURPOSER, items=[MODULE], reason="found")


def _forgotten(story: Story) -> Drafted:
    build(story, MODULE)
    pass_on(story, HOME, RECYCLER)
    new = part("https://recycler.example/i/HOUSING", "fraction", "40")
    return story.draft(
        "item.dismantled", RECYCLER, **apart({**new, "material": "steel"}, loss_kg="250")
    )


def _fraction(story: Story) -> Drafted:
    pass_on(story, BLACK_MASS, REPURPOSER)
    state = story.item(BLACK_MASS)
    state.life, state.stream, state.condition = "original", "", "serviceable"
    return story.draft("pack.assembled", REPURPOSER, **building(BLACK_MASS))


def _too_light(story: Story) -> Drafted:
    bring_module(story)
    return story.draft("pack.assembled", REPURPOSER, **building(MODULE, mass_kg="240"))


CASES_OF_LINEAGE: dict[str, Callable[[Story], Drafted]] = {
    "what_is_built_in_goes_with_its_pack": _used_elsewhere,
    "what_turns_up_outside_is_told": _claimed,
    "dismantling_names_all_that_is_inside": _forgotten,
    "a_part_is_what_it_was": _fraction,
    "a_pack_weighs_what_is_in_it": _too_light,
}
