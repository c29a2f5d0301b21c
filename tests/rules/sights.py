"""What is lawful of packs that leave sight and come back, what comes before it, and what is not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from rules.yard import INTEGRATOR, SOUND, USED, WASTE
from worlds import MAKER, Drafted, Story

EXPORT: dict[str, Any] = {
    "item": SOUND, "country": "US", "exported_on": "2026-11-23",
    "custodian_abroad": "Lone Star Cells LLC, El Paso",
}  # fmt: skip
FOUND: dict[str, Any] = {"item": SOUND, "how": "recovered", "condition": "serviceable"}
LAWFUL_SIGHT: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    ("pack.exported", MAKER, "daily", EXPORT),
    ("pack.exported", MAKER, "daily", {**EXPORT, "item": WASTE, "consent_no": "MX-US-0042/26"}),
    ("pack.lost", MAKER, "daily", {"item": SOUND, "how": "not_at_stocktaking"}),
    ("pack.stolen", INTEGRATOR, "daily", {"item": USED, "report_no": "CI-FGJ/0042/2026"}),
    ("pack.found", MAKER, "daily", FOUND),
)


def prepare_sight(story: Story, kind: str) -> None:
    """Tell what has to come before a kind of these."""
    if kind == "pack.found":
        lose(story, "stolen")


def lose(story: Story, how: str) -> None:
    """Let the sound pack leave sight."""
    says: dict[str, Any] = {"item": SOUND, "how": "other"} if how == "lost" else {"item": SOUND}
    story.tell(f"pack.{how}", MAKER, **(EXPORT if how == "exported" else says))


def _read_while_gone(story: Story) -> Drafted:
    lose(story, "stolen")
    return story.draft("item.assessed", MAKER, item=SOUND, condition="serviceable", method="visual")


CASES_OF_SIGHT: Mapping[str, Callable[[Story], Drafted]] = MappingProxyType(
    {
        "what_left_sight_is_found_first": _read_while_gone,
        "waste_is_exported_with_a_consent": lambda story: story.draft(
            "pack.exported", MAKER, **{**EXPORT, "item": WASTE}
        ),
    }
)
