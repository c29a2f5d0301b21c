"""The world of the rules and the fold, read through a port and kept until it is written.

Recording, rebuilding and auditing all run over this one class: it reads subjects from a store when
they are first needed, lets the fold change them, and hands over in one :class:`Batch` what a store
must write. Memory stays bounded: :meth:`FoldedWorld.trim` forgets what was written.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from batterypass.domain.clock import instant_ms
from batterypass.domain.fold import extend_chain, fold
from batterypass.domain.ids import ledger_subject
from batterypass.domain.states import (
    AuthorisationState,
    BatchState,
    Chain,
    ConsignmentState,
    ItemState,
    LedgerState,
    PartyState,
    State,
)
from batterypass.errors import BrokenError
from batterypass.ports import LANE_MAIN, LANE_RECORD, Batch, Link, Pointer, StateReader, SubjectRow
from batterypass.projections.codec import encode_state, letter_of, parse_state

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from batterypass.domain.events import Event, UnknownEvent
    from batterypass.domain.world import Position

S = TypeVar("S", bound=State)

# A named tuple made in the ordinary way takes three times as long, and each entry makes two.
_new = tuple.__new__
#: Look-ups whose answer is kept in memory.
_KEPT_POINTERS = 4096


class _Slot:
    """A subject in memory.

    ``state`` is parsed when it is first asked for; ``letter`` is empty while the subject is nothing
    yet or only acts. ``before`` is the digest of the main statement before the head, if known.
    """

    __slots__ = ("before", "chain", "data", "dirty", "edited", "letter", "name", "state")

    def __init__(self, name: str, letter: str, data: bytes, chain: Chain) -> None:
        self.name = name
        self.letter = letter
        self.data = data
        self.state: State | None = None
        self.chain = chain
        #: Whether anything changed since the last hand-over, and whether the state did.
        self.dirty = False
        self.edited = False
        self.before = b""


class FoldedWorld:
    """States and chains below the next entry; implements ``WritableWorld``."""

    def __init__(
        self,
        reader: StateReader,
        size: int,
        origin: str,
        *,
        digest_of: Callable[[int], bytes],
        root_of_size: Callable[[int], bytes],
    ) -> None:
        """Start above the first ``size`` entries.

        ``digest_of`` gives the statement digest of an entry, ``root_of_size`` a historic root.
        """
        #: Whether every entry below is in it; in a part of a log nobody can count.
        self.has_every_entry = True
        #: Computes the root over all heads; only who writes, or reads everything, has it.
        self.heads: Callable[[], bytes] | None = None
        self._reader = reader
        self._size = size
        self._ledger = ledger_subject(origin) if origin else ""
        self._digest_of = digest_of
        self._root_of_size = lru_cache(maxsize=4096)(root_of_size)
        self._stored_main = lru_cache(maxsize=4096)(self._read_main)
        self._slots: dict[str, _Slot] = {}
        self._dirty: list[_Slot] = []
        self._filled = 0
        self._links: list[Link] = []
        self._main: dict[tuple[str, int], bytes] = {}
        self._pointers: dict[tuple[str, str], list[str]] = {}
        self._stored_pointers: dict[tuple[str, str], list[str]] = {}
        self._events: dict[str, int] = {}
        self._absent: set[str] = set()
        self._added: list[Pointer] = []

    # What rules read.

    def ledger(self) -> LedgerState | None:
        """Give the ledger's own state; None before entry 0."""
        # What :meth:`_state` does where it was done before: rules ask six times for each entry.
        slot = self._slots.get(self._ledger)
        if slot is not None and type(slot.state) is LedgerState:
            return slot.state
        return self._state(self._ledger, LedgerState) if self._ledger else None

    def party(self, party: str) -> PartyState | None:
        """Give a party, or None."""
        slot = self._slots.get(party)
        if slot is not None and type(slot.state) is PartyState:
            return slot.state
        return self._state(party, PartyState)

    def item(self, item: str) -> ItemState | None:
        """Give an item, or None."""
        slot = self._slots.get(item)
        if slot is not None and type(slot.state) is ItemState:
            return slot.state
        return self._state(item, ItemState)

    def consignment(self, subject: str) -> ConsignmentState | None:
        """Give a consignment, or None."""
        return self._state(subject, ConsignmentState)

    def authorisation(self, subject: str) -> AuthorisationState | None:
        """Give an authorisation, or None."""
        return self._state(subject, AuthorisationState)

    def batch(self, subject: str) -> BatchState | None:
        """Give a recycling batch, or None."""
        return self._state(subject, BatchState)

    def chain(self, subject: str) -> Chain | None:
        """Give a subject's chain, or None for a subject that has no entry yet."""
        slot = self._slots.get(subject) or self._load(subject)
        return slot.chain if slot.letter else None

    def main_digest(self, subject: str, seq: int) -> bytes | None:
        """Give the digest of the main statement ``seq`` of a subject, or None."""
        slot = self._slots.get(subject) or self._load(subject)
        head = slot.chain.seq
        if seq >= head or seq < 0:
            return slot.chain.head if seq == head and seq >= 0 else None
        # What a record link names is nearly always the statement before the head.
        if seq == head - 1 and slot.before:
            return slot.before
        return self._main.get((subject, seq)) or self._stored_main(subject, seq)

    def _read_main(self, subject: str, seq: int) -> bytes | None:
        entry = self._reader.main_entry(subject, seq)
        return None if entry is None else self._digest_of(entry)

    def pointed(self, relation: str, key: str) -> list[str]:
        """List the subjects that a look-up names."""
        place = (relation, key)
        stored = self._stored_pointers.get(place)
        if stored is None:
            if len(self._stored_pointers) >= _KEPT_POINTERS:
                self._stored_pointers.clear()
            stored = self._stored_pointers[place] = self._reader.pointed(relation, key)
        pending = self._pointers.get(place)
        return sorted({*stored, *pending}) if pending else stored

    def index_of_event(self, event_id: str) -> int | None:
        """Give the entry that carries an event id, or None."""
        pending = self._events.get(event_id)
        if pending is not None or event_id in self._absent:
            return pending
        stored = self._reader.entry_of_event(event_id)
        if stored is None:
            # Whoever records asks twice: whether it is a repetition, and then the rules.
            self._absent.add(event_id)
        return stored

    def know_events(self, event_ids: Sequence[str], stored: Mapping[str, int]) -> None:
        """Take in what was asked of the store for many event ids at once."""
        self._absent.update(one for one in event_ids if one not in stored)

    def size(self) -> int:
        """Give the number of entries below, which is the index of the next."""
        return self._size

    def root_at(self, size: int) -> bytes:
        """Give the root of the log's first ``size`` entries."""
        return self._root_of_size(size)

    def recorded(self, subject: str) -> int | None:
        """Give how many statements the lane record of a subject has, None in a part of a log."""
        return self.chain_below(subject).record_count if self.has_every_entry else None

    def heads_root(self) -> bytes | None:
        """Give the root over the heads of all subjects below, or None where nobody computes it."""
        return None if self.heads is None else self.heads()

    def chain_below(self, subject: str) -> Chain:
        """Give a subject's chain, an empty one for who has none; it may only have acted."""
        return (self._slots.get(subject) or self._load(subject)).chain

    def changed(self) -> Iterator[tuple[str, Chain]]:
        """Give the subjects that changed since the last hand-over, with their chains."""
        return ((slot.name, slot.chain) for slot in self._dirty)

    def links(self) -> Sequence[Link]:
        """Give the links of all entries since the last hand-over."""
        return self._links

    # What the fold writes.

    def edit_ledger(self) -> LedgerState:
        """Give the ledger's state to change."""
        return self._edit(self._ledger, LedgerState)

    def edit_party(self, party: str) -> PartyState:
        """Give a party's state to change."""
        return self._edit(party, PartyState)

    def edit_item(self, item: str) -> ItemState:
        """Give an item's state to change."""
        return self._edit(item, ItemState)

    def edit_consignment(self, subject: str) -> ConsignmentState:
        """Give a consignment's state to change."""
        return self._edit(subject, ConsignmentState)

    def edit_authorisation(self, subject: str) -> AuthorisationState:
        """Give an authorisation's state to change."""
        return self._edit(subject, AuthorisationState)

    def edit_batch(self, subject: str) -> BatchState:
        """Give a batch's state to change."""
        return self._edit(subject, BatchState)

    def create(self, subject: str, state: State) -> None:
        """Add the state of a new subject, or of one that so far only had an acting lane."""
        slot = self._slots.get(subject) or self._load(subject)
        slot.letter = letter_of(state)
        slot.state = state
        slot.edited = True
        self._touch(slot)
        if isinstance(state, LedgerState):
            self._ledger = subject

    def point(self, relation: str, key: str, subject: str) -> None:
        """Add a look-up."""
        self._pointers.setdefault((relation, key), []).append(subject)
        self._added.append(Pointer(relation, key, subject))

    def apply(self, event: Event | UnknownEvent, at: Position) -> None:
        """Fold one judged event in: its states, the chains it joins, what its actor did."""
        digest, index = at.digest, at.index
        self._fold(event, at)
        # A value that is read of a model itself takes five times as long.
        said = event.__dict__
        event_ms = instant_ms(said["event_time"])
        slots = self._slots
        for link in said["subjects"]:
            name = link.subject
            slot = slots.get(name) or self._load(name)
            if not slot.dirty:
                self._touch(slot)
            if not slot.letter:
                # A kind nobody here knows may bring a subject into being.
                slot.letter = "?"
            chain, lane = slot.chain, link.lane
            if lane == "main":
                slot.before = chain.head
                extend_chain(chain, "main", digest, event_ms)
                self._links.append(_new(Link, (name, LANE_MAIN, chain.seq, index)))
                self._main[name, chain.seq] = digest
            else:
                extend_chain(chain, lane, digest, event_ms)
                self._links.append(_new(Link, (name, LANE_RECORD, link.seq, index)))
        name = said["actor"]
        actor = slots.get(name) or self._load(name)
        if not actor.dirty:
            self._touch(actor)
        extend_chain(actor.chain, "acted", digest, event_ms)
        self._events[said["event_id"]] = index
        self._size = index + 1

    def _fold(self, event: Event | UnknownEvent, at: Position) -> None:
        fold(event, at, self)

    def skip(self, count: int = 1) -> None:
        """Pass over entries that cannot be read or are not here: each keeps its place."""
        self._size += count

    # Handing over.

    def fill(self, batch: Batch, *, later: int = 0) -> None:
        """Put everything that changed since the last hand-over into a batch.

        Up to ``later`` of the subjects may come with a later batch: one that changes again and
        again is then written once.
        """
        changed = self._dirty
        self._filled = 0 if len(changed) <= later else len(changed) - later // 2
        for slot in changed[: self._filled]:
            if slot.edited and slot.state is not None:
                slot.data = encode_state(slot.letter, slot.state)
            batch.subjects.append(SubjectRow(slot.name, slot.letter, slot.data, slot.chain))
        batch.links.extend(self._links)
        batch.pointers.extend(self._added)

    def forget_changes(self) -> None:
        """Say that the hand-over was written: what is kept now equals the store."""
        slots = self._slots
        for slot in self._dirty[: self._filled]:
            slot.dirty = slot.edited = False
            # What changed last stands last, and stays longest when memory is trimmed.
            slots[slot.name] = slots.pop(slot.name)
        for relation, key, _ in self._added:
            # What was read of this key before is not all that the store says of it now.
            self._stored_pointers.pop((relation, key), None)
        later = self._dirty[self._filled :]
        self._clear()
        self._dirty = later

    def discard(self, size: int) -> None:
        """Drop everything that was changed and not written, and start again above ``size``."""
        for slot in self._dirty:
            del self._slots[slot.name]
        # A slot remembered as absent may have been created by whoever wrote meanwhile.
        self._slots = {name: slot for name, slot in self._slots.items() if slot.letter}
        self._clear()
        self._size = size

    def reload(self, size: int) -> None:
        """Forget everything: somebody else wrote."""
        self._slots.clear()
        self._root_of_size.cache_clear()
        self._stored_main.cache_clear()
        self._stored_pointers.clear()
        self._clear()
        self._size = size

    def trim(self, limit: int) -> None:
        """Keep at most ``limit`` written subjects in memory, those that changed last."""
        if len(self._slots) > limit:
            kept = list(self._slots.values())[-(limit // 2) :]
            self._slots = {slot.name: slot for slot in (*kept, *self._dirty)}

    def _clear(self) -> None:
        self._dirty = []
        self._links = []
        self._main = {}
        self._pointers = {}
        self._events = {}
        self._absent = set()
        self._added = []

    def _touch(self, slot: _Slot) -> None:
        if not slot.dirty:
            slot.dirty = True
            self._dirty.append(slot)

    def _load(self, name: str) -> _Slot:
        row = self._reader.subject(name)
        if row is None:
            slot = _Slot(name, "", b"", Chain())
        else:
            slot = _Slot(row.name, row.letter, row.state, row.chain)
        self._slots[name] = slot
        return slot

    def _state(self, name: str, sort: type[S]) -> S | None:
        slot = self._slots.get(name) or self._load(name)
        state = slot.state
        if state is None:
            if not slot.letter or slot.letter == "?":
                return None
            state = slot.state = parse_state(slot.letter, name, slot.data)
        return state if type(state) is sort else None

    def _edit(self, name: str, sort: type[S]) -> S:
        state = self._state(name, sort)
        if state is None:
            raise BrokenError(f"{name} is not a {sort.__name__.removesuffix('State').lower()} here")
        slot = self._slots[name]
        slot.edited = True
        if not slot.dirty:
            self._touch(slot)
        return state
