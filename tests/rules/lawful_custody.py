"""What is lawful of consignments that do not end as they were offered, and what comes before it."""

from __future__ import annotations

from typing import Any

from batterypass.domain.events.enrolment import DETAILS
from rules.cases_paper import SCAN, SIDE
from rules.yard import MOVE, MOVING, MOVING2, OFFER, OFFERED, SOUND, received
from worlds import AUTHORITY, CARRIER, MAKER, RECYCLER, Story, grant, scope

SECOND_CARRIER = "https://carrier-two.example"

LAWFUL_IN_CUSTODY: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    (
        "consignment.partially-received", RECYCLER, "daily",
        {
            "consignment": MOVE, "at_site": "S1", "measured_mass_kg": "400", "reason": "damaged",
            "next_step": "return",
            "lines": [
                {"item": MOVING, "outcome": "received", "mass_kg": "400"},
                {"item": MOVING2, "outcome": "rejected"},
            ],
        },
    ),
    (
        "consignment.rejected", RECYCLER, "daily",
        {
            "consignment": MOVE, "at_site": "S1", "items": [MOVING, MOVING2],
            "reason": "no_capacity", "next_step": "return",
        },
    ),
    (
        "consignment.returned", MAKER, "daily",
        {"consignment": MOVE, "items": [MOVING, MOVING2], "measured_mass_kg": "800"},
    ),
    ("consignment.transferred", CARRIER, "daily", {"consignment": MOVE, "to": SECOND_CARRIER}),
    (
        "consignment.voided", MAKER, "daily",
        {"consignment": OFFER, "items": [OFFERED], "reason": "not_needed"},
    ),
    (
        "consignment.countersigned", CARRIER, "daily",
        {"consignment": OFFER, "items": [OFFERED], "target": "0" * 64},
    ),
    (
        "manifest.original-returned", MAKER, "daily",
        {"consignment": MOVE, "returned_on": "2026-11-23"},
    ),
    (
        "manifest.exception-reported", MAKER, "daily",
        {"consignment": MOVE, "authority": "SEMARNAT", "reported_on": "2026-11-23"},
    ),
    (
        "treatment.certified", RECYCLER, "daily",
        {
            "consignment": MOVE, "operation": "reciclaje", "treated_on": "2026-11-23",
            "mass_kg": "800",
        },
    ),
    ("custody.claimed", MAKER, "daily", {"items": [SOUND], "reason": "found"}),
    (
        "pack.enrolled", MAKER, "daily",
        {
            "item": "https://maker.example/p/T-1", "reason": "surplus", "serial": "OLD-1",
            "condition": "cannot_be_diagnosed", "evidence": ["nameplate", "visual"],
            "unknown": [name for name in DETAILS if name != "serial"],
        },
    ),
    ("custody.contested", MAKER, "daily", {"items": [SOUND], "agrees": True}),
)  # fmt: skip


def prepare(story: Story, kind: str) -> None:
    """Tell what has to come before a kind of these."""
    if kind == "consignment.returned":
        _, actor, _, fields = LAWFUL_IN_CUSTODY[1]
        story.tell("consignment.rejected", actor, **fields)
    elif kind == "consignment.transferred":
        story.register(SECOND_CARRIER, "carrier")
        permit = grant(SECOND_CARRIER, "MX-STATE", scope("transport", "special_handling"))
        story.tell("authorisation.granted", AUTHORITY, **permit)
    elif kind == "consignment.countersigned":
        story.tell(
            "consignment.recorded-on-paper", MAKER, consignment=OFFER, step="collected", side=SIDE,
            documents=[SCAN], lines=[{"item": OFFERED, "outcome": "received"}],
        )  # fmt: skip
    elif kind in ("manifest.original-returned", "treatment.certified"):
        story.tell("consignment.received", RECYCLER, **received(MOVING, MOVING2))
    elif kind == "custody.contested":
        story.tell("custody.claimed", RECYCLER, items=[SOUND], reason="found")
