"""A life of some packs, told once, and a store in dictionaries to fold it into."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from batterypass.domain.events import Event, UnknownEvent
from batterypass.domain.world import Position
from batterypass.ports import LANE_MAIN, Batch, Link, Pointer, SubjectRow
from worlds import (
    AUTHORITY,
    CARRIER,
    MAKER,
    ORIGIN,
    RECYCLER,
    REGISTRAR,
    DictWorld,
    Story,
    grant,
    offered_line,
    pack_fields,
    scope,
    transport,
)

PACKS = [f"https://maker.example/p/{number}" for number in range(5)]
NOBODY = "https://nobody.example"

Told = tuple[Event | UnknownEvent, Position]


@dataclass
class Reader:
    """A store in dictionaries: what was handed over, and how often it was asked."""

    subjects: dict[str, SubjectRow] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    pointers: set[Pointer] = field(default_factory=set)
    events: dict[str, int] = field(default_factory=dict)
    asked: int = 0
    written: int = 0

    def commit(self, batch: Batch) -> None:
        for row in batch.subjects:
            self.subjects[row.name] = deepcopy(row)
        self.written += len(batch.subjects)
        self.links += batch.links
        self.pointers |= set(batch.pointers)
        for entry, event_id in enumerate(batch.event_ids, batch.first):
            self.events.setdefault(event_id, entry)

    def subject(self, name: str) -> SubjectRow | None:
        self.asked += 1
        return deepcopy(self.subjects.get(name))

    def pointed(self, relation: str, key: str) -> list[str]:
        self.asked += 1
        return sorted(
            one.subject for one in self.pointers if (one.relation, one.key) == (relation, key)
        )

    def main_entry(self, subject: str, seq: int) -> int | None:
        self.asked += 1
        found = [one.entry for one in self.links if one[:3] == (subject, LANE_MAIN, seq)]
        return found[0] if found else None

    def entry_of_event(self, event_id: str) -> int | None:
        self.asked += 1
        return self.events.get(event_id)

    def tables(self) -> dict[str, Any]:
        """Give everything that was handed over."""
        return {
            "subjects": {
                name: (row.letter, row.state, row.chain) for name, row in self.subjects.items()
            },
            "links": sorted(self.links),
            "pointers": self.pointers,
            "events": self.events,
        }


class Listener(DictWorld):
    """A world that keeps every event with its place."""

    def __init__(self) -> None:
        super().__init__(ORIGIN)
        self.heard: list[Told] = []

    def add(self, event: Event | UnknownEvent, at: Position) -> None:
        self.heard.append((event, at))
        super().add(event, at)


@lru_cache(maxsize=1)
def told() -> tuple[Told, ...]:
    """Tell a life of some packs, from entry 0 to a reception."""
    story = Story(opened=False)
    story.world = listener = Listener()
    story.tell("ledger.opened", REGISTRAR, **story.opening())
    for party, role in ((MAKER, "manufacturer"), (CARRIER, "carrier"), (RECYCLER, "recycler")):
        story.register(party, role)
    story.register(AUTHORITY, "authority")
    story.tell(
        "authorisation.granted", AUTHORITY, **grant(RECYCLER, "MX-STATE", scope("reciclaje"))
    )
    for pack in PACKS:
        story.tell("pack.manufactured", MAKER, **pack_fields(pack))
        story.tell("passport.issued", MAKER, passport=f"{pack}-pass", item=pack)
    story.mark_now()
    for number in range(4):
        for pack in PACKS:
            story.tell("item.assessed", MAKER, item=pack, condition="serviceable",
                       method="visual", cycles=number)  # fmt: skip
    name = f"{MAKER}#consignment/C1"
    story.tell(
        "consignment.offered", MAKER, consignment="C1", carrier=CARRIER, consignee=RECYCLER,
        consignee_site="S1", items=[offered_line(pack) for pack in PACKS[:3]], mass_basis="weighed",
        transport=transport(),
    )  # fmt: skip
    story.tell("consignment.collected", CARRIER, consignment=name, loaded=PACKS[:3])
    story.tell("consignment.received", RECYCLER, consignment=name, at_site="S1", measured_mass_kg="1200",
               lines=[{"item": pack, "outcome": "received"} for pack in PACKS[:3]])  # fmt: skip
    return tuple(listener.heard)


def place_of(kind: str, number: int) -> int:
    """Give the index of the event of a kind that was told as number ``number``, from 0 on."""
    return [at.index for event, at in told() if event.kind == kind][number]
