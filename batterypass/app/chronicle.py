"""One pass over the log for yearly figures: every item from stage to stage, up to the end of a year.

What happened counts by its event time, in the order of the log; what was annulled never happened.
What an item is (maker, mass, category) comes from its state, corrected as it is now. Memory grows
with the number of items, by some 300 bytes each, and not with the number of entries.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain
from struct import Struct
from sys import intern
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from batterypass.app.batches import as_corrected, batches
from batterypass.app.read import consignments, items
from batterypass.domain.annulling import annulments_in
from batterypass.domain.clock import day_of
from batterypass.domain.stages import COLLECTING_ROLES, MOVERS, OUT_OF_SIGHT, STAGES, moves
from batterypass.domain.states import PartyState
from batterypass.errors import BrokenError, MalformedError
from batterypass.projections.codec import parse_state
from batterypass.statements.cose import parse_statement
from batterypass.statements.payload import read_canonical

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from batterypass.app.session import Session
    from batterypass.domain.stages import Stage
    from batterypass.domain.states import ItemState

#: Called with what is done and the total.
Progress = Callable[[int, int], None]
#: Entry, day since 1970-01-01, number of the stage.
_STEP: Final = Struct("<IHB")
_NUMBERS: Final = {stage: number for number, stage in enumerate(STAGES)}
_EPOCH: Final = date(1970, 1, 1).toordinal()
_TOLD_EVERY: Final = 4096
#: Days that two bytes hold: until 2149.
_LAST_DAY: Final = 0xFFFF


@dataclass(frozen=True, slots=True)
class Facts:
    """What yearly figures ask of an item beside its stage; ``kg`` is empty where nobody weighed it."""

    maker: str
    kind: str
    category: str
    chemistry: str
    kg: str
    #: What a fraction of a batch is for; empty for everything else.
    use: str


class Apart(NamedTuple):
    """How an item was taken apart, corrected as it is now; ``loss_kg`` is empty where none is stated."""

    mass_kg: str
    loss_kg: str
    parts: tuple[str, ...]


class Step(NamedTuple):
    """An item is in a stage from an entry on; ``day`` counts from 1970-01-01."""

    entry: int
    day: int
    stage: Stage


# Made for every move; freezing its fields would take longer than counting it.
@dataclass(slots=True)
class Moved:
    """An item moved from one stage, or from nowhere, to another."""

    item: str
    facts: Facts
    before: Step | None
    now: Step
    #: The last stage before in which it was in sight: what is found again begins nothing anew.
    seen: Stage | None
    #: What moved it, and its mass there: on the scale where one is named, else that of the item.
    kind: str
    kg: str


class Watcher(Protocol):
    """Whoever counts while the log goes by."""

    @property
    def kinds(self) -> Sequence[str]:
        """Name the kinds that it wants to see as entries."""

    @property
    def late(self) -> frozenset[str]:
        """Name those of them that it wants of later years too, for what they say of earlier days."""

    def item(self, state: ItemState) -> None:
        """Look at an item as it is now; all of them come before the first entry."""

    def moved(self, one: Moved) -> None:
        """Look at an item that moves."""

    def entry(self, entry: int, day: str, payload: Mapping[str, Any]) -> None:
        """Look at an entry, after the items that it moves."""


class Chronicle:
    """The stages of all items up to the end of a year."""

    def __init__(self, session: Session, year: int) -> None:
        """Say which ledger, and the last year whose events count."""
        self.session = session
        self.year = year
        self.until = f"{year}-12-31"
        self.facts: dict[str, Facts] = {}
        self._tracks: dict[str, bytes] = {}
        self._annulled: set[str] = set()
        self._collects: dict[str, bool] = {}
        self._batches: dict[str, list[str]] = {}
        #: Part -> the pack that it was built into last.
        self.built: dict[str, str] = {}
        #: Pack -> what it was built of.
        self.contents: dict[str, tuple[str, ...]] = {}
        #: What was taken apart, in this year or later.
        self.apart: dict[str, Apart] = {}

    def run(self, watchers: Sequence[Watcher], progress: Progress | None = None) -> None:
        """Go through the ledger once."""
        session = self.session
        with session.store.reading():
            self._look_at_items(watchers)
            wanted = sorted({*MOVERS, *(kind for one in watchers for kind in one.kinds)})
            kinds = "|".join(map(re.escape, wanted))
            is_wanted = re.compile(rb'"kind":"(?:' + kinds.encode() + rb')"').search
            total = session.store.size()
            for entry, raw in session.store.statements(0, total):
                if progress is not None and not entry % _TOLD_EVERY:
                    progress(entry, total)
                if is_wanted(raw):
                    self._take(entry, raw, watchers)

    def steps(self, item: str) -> list[Step]:
        """List the stages of an item, oldest first."""
        track = self._tracks.get(item, b"")
        return [Step(entry, day, STAGES[number]) for entry, day, number in _STEP.iter_unpack(track)]

    def now(self) -> Iterator[tuple[str, Facts, Step]]:
        """Give every item with its stage at the end of the year, in the order of their ids."""
        for item in sorted(self._tracks):
            last = self.last(item)
            if last is not None:
                yield item, self.facts[item], last

    def last(self, item: str) -> Step | None:
        """Give the stage of an item at the end of the year, None where it did not exist yet."""
        track = self._tracks.get(item)
        if not track:
            return None
        entry, day, number = _STEP.unpack_from(track, len(track) - _STEP.size)
        return Step(entry, day, STAGES[number])

    # What the moves ask.

    def stage(self, item: str) -> Stage | None:
        """Give the stage of an item, None before it came into being."""
        track = self._tracks.get(item)
        return STAGES[track[-1]] if track else None

    def last_seen(self, item: str) -> Stage | None:
        """Give the last stage in which it was in sight."""
        seen = [step.stage for step in self.steps(item) if step.stage not in OUT_OF_SIGHT]
        return seen[-1] if seen else None

    def collects(self, party: str) -> bool:
        """Tell whether a party collects what others discard."""
        if party not in self._collects:
            roles = roles_of(self.session, party)
            self._collects[party] = not COLLECTING_ROLES.isdisjoint(roles)
        return self._collects[party]

    def inside(self, batch: str) -> list[str]:
        """List what was fed to a batch."""
        return self._batches.pop(batch, [])

    def _look_at_items(self, watchers: Sequence[Watcher]) -> None:
        for state in items(self.session):
            self.facts[state.item] = Facts(
                intern(state.maker), intern(state.item_kind), intern(state.category),
                intern(state.chemistry), intern(state.mass_kg), intern(state.use),
            )  # fmt: skip
            said = state.said.get("dismantled")
            if said:
                self.apart[state.item] = Apart(
                    said["mass_kg"], said.get("loss_kg", ""), tuple(state.children)
                )
            self._note_annulled(state)
            for watcher in watchers:
                watcher.item(state)
        for other in chain(consignments(self.session), batches(self.session)):
            self._note_annulled(other)

    def _note_annulled(self, state: object) -> None:
        for one in annulments_in(state):
            if "holds" in one:
                self._annulled.add(str(one["target"]))

    def _take(self, entry: int, raw: bytes, watchers: Sequence[Watcher]) -> None:
        try:
            # Whatever stands in the log was shown to be canonical when it was recorded.
            statement = parse_statement(raw)
            payload = read_canonical(statement.payload)
        except MalformedError as error:
            raise BrokenError(
                f"entry {entry}: {error}; run batterypass verify",
                code="find.damaged", index=entry, why=str(error),
            ) from error  # fmt: skip
        day = day_of(payload["event_time"])
        if payload["version"] != 1:
            return
        kind = payload["kind"]
        is_late = day > self.until
        if is_late and not any(kind in one.late for one in watchers):
            return
        if self._annulled and statement.digest.hex() in self._annulled:
            return
        payload = as_corrected(self.session.world, payload)
        if not is_late:
            self.move(entry, day, payload, watchers)
        for watcher in watchers:
            if kind in (watcher.late if is_late else watcher.kinds):
                watcher.entry(entry, day, payload)

    def move(
        self, entry: int, day: str, payload: Mapping[str, Any], watchers: Sequence[Watcher]
    ) -> None:
        """Move the items of an entry, and tell it to the watchers."""
        number = _day_number(day)
        kind, scale = payload["kind"], {}
        if kind == "batch.fed":
            scale = {line["item"]: line["mass_kg"] for line in payload["lines"]}
            self._batches.setdefault(payload["batch"], []).extend(scale)
        elif kind == "item.dismantled":
            apart = self.apart.get(payload["item"])
            scale = {payload["item"]: apart.mass_kg} if apart is not None else {}
        elif kind == "pack.assembled":
            self.built.update(dict.fromkeys(payload["parents"], payload["item"]))
            self.contents[payload["item"]] = tuple(payload["parents"])
        for item, stage in list(moves(payload, self)):
            self._move(item, Step(entry, number, stage), kind, scale.get(item, ""), watchers)

    def _move(
        self, item: str, now: Step, kind: str, kg: str, watchers: Sequence[Watcher]
    ) -> None:  # fmt: skip
        facts = self.facts.get(item)
        before = self.last(item)
        if facts is None or (before is not None and before.stage == now.stage):
            return
        seen = before.stage if before is not None else None
        if seen in OUT_OF_SIGHT:
            seen = self.last_seen(item)
        packed = _STEP.pack(now.entry, now.day, _NUMBERS[now.stage])
        self._tracks[item] = self._tracks.get(item, b"") + packed
        moved = Moved(item, facts, before, now, seen, kind, kg or facts.kg)
        for watcher in watchers:
            watcher.moved(moved)


def roles_of(session: Session, party: str) -> list[str]:
    """Give the roles of a party as they are now."""
    row = session.store.subject(party)
    if row is None or row.letter != "P":
        return []
    state = parse_state("P", row.name, row.state)
    return state.roles if isinstance(state, PartyState) else []


@lru_cache(maxsize=4096)
def _day_number(day: str) -> int:
    return min(max(date.fromisoformat(day).toordinal() - _EPOCH, 0), _LAST_DAY)


@lru_cache(maxsize=4096)
def year_of(day: int) -> int:
    """Give the year of a day that counts from 1970-01-01."""
    return date.fromordinal(day + _EPOCH).year


def year_in(event_time: str) -> int:
    """Give the year of an event time, where it happened; 0 of none."""
    return int(event_time[:4] or 0)
