"""Annulments of every kind that can be annulled: who signs what, and who has to agree to its end."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import asdict
from typing import Any

from batterypass.domain.events import Event
from batterypass.domain.states import BatchState, ConsignmentState, ItemState, PartyState
from rules.cases_batch import BATCH, fed, feed, fraction, open_batch, weighing
from rules.cases_content import LITHIUM, recycled
from rules.cases_paper import SCAN, SIDE
from rules.lawful_custody import LAWFUL_IN_CUSTODY, SECOND_CARRIER
from rules.sights import EXPORT, FOUND, lose
from rules.yard import (
    AT_YARD,
    DISPOSAL,
    INTEGRATOR,
    MOVE,
    MOVING,
    MOVING2,
    OFFER,
    OFFERED,
    RELEASED,
    SOUND,
    USED,
    WASTE,
    WORKSHOP,
    pass_on,
    received,
)
from worlds import CARRIER, MAKER, RECYCLER, Drafted, Story

Prepare = Callable[[Story], object]
#: Kind and name of the case, what comes before, who signs, its fields, who has to agree.
Row = tuple[str, Prepare, str, dict[str, Any], tuple[str, ...]]
OF_KIND = {row[0]: row for row in LAWFUL_IN_CUSTODY}


def _nothing(story: Story) -> None:
    """The yard is as it has to be."""


def _reject(story: Story) -> None:
    story.tell("consignment.rejected", RECYCLER, **OF_KIND["consignment.rejected"][3])


def _let(story: Story) -> None:
    story.register(SECOND_CARRIER, "carrier")
    story.tell("consignment.transferred", CARRIER, consignment=MOVE, to=SECOND_CARRIER)


def _to_the_landfill(story: Story) -> None:
    pass_on(story, WASTE, DISPOSAL)


def _release_waste(story: Story) -> None:
    story.tell("custody.released", MAKER, items=[WASTE], to=RECYCLER)


def _read_cycles(story: Story) -> None:
    """Let the workshop have a pack, and read its cycles."""
    story.tell("custody.accepted", WORKSHOP, items=[RELEASED], released_by=MAKER)
    story.tell(
        "item.assessed", WORKSHOP, item=RELEASED, condition="serviceable", method="bms_reading",
        cycles=900,
    )  # fmt: skip


def lose_and_find(story: Story) -> None:
    """Lose a pack and find it, so that something was said of it under the word before."""
    lose(story, "lost")
    story.tell("pack.found", MAKER, **FOUND)


def claim_once(story: Story) -> None:
    """Recycle a batch, and claim a part of what came out."""
    recycled(story)
    story.tell("content.claimed", RECYCLER, **LITHIUM)


def feed_again(story: Story) -> None:
    """Feed a batch and weigh what came out, and let the recycler have more waste for it."""
    fed(story)
    story.tell("batch.output-weighed", RECYCLER, **weighing(fraction("AL", "300")))
    pass_on(story, WASTE, RECYCLER)


def _paper(step: str, *items: str, **more: Any) -> dict[str, Any]:
    lines = [{"item": item, "outcome": "received", "mass_kg": "400"} for item in items]
    return {"step": step, "side": SIDE, "documents": [SCAN], "lines": lines, **more}


_GATE = received(MOVING, MOVING2)
_DAMAGED = deepcopy(_GATE)
_DAMAGED["lines"] = [
    {"item": MOVING, "outcome": "damaged", "mass_kg": "390", "condition": "damaged_stable"},
    {"item": MOVING2, "outcome": "missing"},
    {"item": SOUND, "outcome": "surplus", "mass_kg": "400"},
]
_SIDES = (MAKER, CARRIER)
TABLE: tuple[Row, ...] = (
    ("pack.placed-on-market", _nothing, MAKER,
     {"item": SOUND, "country": "MX", "placed_on": "2026-11-23"}, ()),
    ("pack.installed", lambda story: pass_on(story, SOUND, INTEGRATOR), INTEGRATOR,
     {"item": SOUND, "host_kind": "vehicle"}, ()),
    ("pack.removed", _nothing, INTEGRATOR, {"item": USED, "reason": "repair"}, ()),
    ("pack.repaired", _read_cycles, WORKSHOP,
     {"item": RELEASED, "work": ["bms_replaced"], "bms_replaced": True}, ()),
    ("pack.exported", _nothing, MAKER, EXPORT, ()),
    ("pack.lost", lambda story: lose_and_find(story), MAKER, {"item": SOUND, "how": "other"}, ()),
    ("pack.stolen", _nothing, INTEGRATOR, {"item": USED}, ()),
    ("pack.found", lambda story: lose(story, "lost"), MAKER, FOUND, ()),
    ("content.claimed", lambda story: claim_once(story), RECYCLER,
     {**LITHIUM, "claim": "C-2", "lines": [{**LITHIUM["lines"][0], "mass_kg": "0.5"}]}, ()),
    ("item.declared-waste", _nothing, MAKER,
     {"items": [SOUND, WASTE], "reason": "damaged", "stream": "cells_modules_offspec"}, ()),
    ("item.disposed", _to_the_landfill, DISPOSAL,
     {"item": WASTE, "operation": "confinamiento", "mass_kg": "400"}, ()),
    ("custody.released", _nothing, MAKER, {"items": [SOUND, WASTE], "to": WORKSHOP}, ()),
    # Let somebody else have it instead: the first one may have it again.
    ("custody.released", _nothing, MAKER, {"items": [RELEASED], "to": INTEGRATOR}, ()),
    ("custody.accepted", _nothing, WORKSHOP, {"items": [RELEASED], "released_by": MAKER}, (MAKER,)),
    ("custody.accepted", _release_waste, RECYCLER,
     {"items": [WASTE], "released_by": MAKER, "site": "S1"}, (MAKER,)),
    ("custody.claimed", _nothing, RECYCLER, {"items": [SOUND, MOVING], "reason": "found"},
     (MAKER, CARRIER)),
    ("consignment.collected", _nothing, CARRIER, {"consignment": OFFER, "loaded": [OFFERED]},
     (MAKER,)),
    ("consignment.collected", _let, SECOND_CARRIER,
     {"consignment": MOVE, "loaded": [MOVING], "not_loaded": [MOVING2]}, (MAKER, CARRIER)),
    ("consignment.delivered", _nothing, CARRIER, {"consignment": MOVE, "at_site": "S1"}, ()),
    ("consignment.received", _nothing, RECYCLER, _GATE, _SIDES),
    ("consignment.received", _nothing, RECYCLER, _DAMAGED, _SIDES),
    ("consignment.partially-received", _nothing, RECYCLER,
     OF_KIND["consignment.partially-received"][3], _SIDES),
    ("consignment.rejected", _nothing, RECYCLER, OF_KIND["consignment.rejected"][3], _SIDES),
    ("consignment.returned", _reject, MAKER, OF_KIND["consignment.returned"][3], (CARRIER,)),
    ("consignment.transferred", lambda story: story.register(SECOND_CARRIER, "carrier"), CARRIER,
     {"consignment": MOVE, "to": SECOND_CARRIER}, ()),
    ("consignment.voided", _nothing, MAKER, OF_KIND["consignment.voided"][3], ()),
    ("consignment.recorded-on-paper", _nothing, MAKER,
     {"consignment": OFFER, **_paper("collected", OFFERED)}, (CARRIER,)),
    ("consignment.recorded-on-paper", _nothing, MAKER,
     {"consignment": MOVE, **_paper("delivered", at_site="S1")}, (CARRIER,)),
    ("consignment.recorded-on-paper", _nothing, CARRIER,
     {"consignment": MOVE, **_paper("received", MOVING, MOVING2, at_site="S1"),
      "measured_mass_kg": "800"}, (MAKER, RECYCLER)),
)  # fmt: skip
TABLE += (
    ("batch.fed", lambda story: open_batch(story), RECYCLER, feed(AT_YARD), ()),
    ("batch.fed", lambda story: feed_again(story), RECYCLER, feed(WASTE, sampling="each_item"), ()),
    ("batch.closed", lambda story: fed(story), RECYCLER,
     {"batch": BATCH, "losses": [{"loss": "dust", "mass_kg": "400"}]}, ()),
)  # fmt: skip
NAMES = [f"{number}-{row[0]}" for number, row in enumerate(TABLE)]


def annulment(story: Story, event: Event, **changed: Any) -> dict[str, Any]:
    """Write the fields of the annulment of the event that was told last."""
    subjects = [link.subject for link in event.subjects]
    said: dict[str, Any] = {
        "annulled_subject": subjects[0], "target_kind": event.kind,
        "target": story.world.digests[-1].hex(), "reason": "did_not_happen",
    }  # fmt: skip
    if subjects[1:]:
        said["items"] = subjects[1:]
    return {**said, **changed}


def agreement(fields: dict[str, Any], digest: str) -> dict[str, Any]:
    """Write the fields of the agreement to an annulment."""
    items = {"items": fields["items"]} if "items" in fields else {}
    return {"amended_subject": fields["annulled_subject"], "amendment": digest, **items}


def annul(story: Story, actor: str, fields: dict[str, Any]) -> str:
    """Tell an annulment; give its digest."""
    story.tell("entry.annulled", actor, **fields)
    return story.world.digests[-1].hex()


def what_stands(story: Story) -> dict[str, Any]:
    """Copy every state, without the chains' time, what the last entry changed, and corrections.

    How an item was seen at a gate stays known, so its condition is left out too.
    """
    found = {}
    for name, state in story.world.states.items():
        if not isinstance(state, ItemState | ConsignmentState | BatchState | PartyState):
            continue
        values = deepcopy(asdict(state))
        for left_out in ("last_ms", "undo", "amendments", "condition", "condition_ms"):
            values.pop(left_out, None)
        found[name] = values
    return found


def _received(story: Story) -> dict[str, Any]:
    return annulment(story, story.tell("consignment.received", RECYCLER, **_GATE))


def overtaken(story: Story) -> Drafted:
    """Agree to the annulment of a reception after the waste was treated."""
    fields = _received(story)
    digest = annul(story, RECYCLER, fields)
    story.tell("treatment.certified", RECYCLER, **OF_KIND["treatment.certified"][3])
    return story.draft("amendment.agreed", MAKER, **agreement(fields, digest))


def not_the_last(story: Story) -> Drafted:
    """Annul what a later entry stands on."""
    fields = annulment(story, story.tell("pack.removed", INTEGRATOR, item=USED, reason="repair"))
    story.tell("pack.installed", INTEGRATOR, item=USED, host_kind="vehicle")
    return story.draft("entry.annulled", INTEGRATOR, **fields)


CASES_OF_ANNULMENTS: dict[str, Callable[[Story], Drafted]] = {
    "only_the_last_entry_is_annulled": not_the_last,
    "what_is_agreed_to_can_still_be_annulled": overtaken,
}
