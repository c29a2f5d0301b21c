"""Folding a whole log again from the bytes of its entries: what an audit and a rebuild share.

The entries are judged from index 0 by the same rules and the same fold that recorded them. What
they give goes, a chunk at a time, to a place for derived tables; memory stays bounded.
"""

from __future__ import annotations

from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING

from batterypass.app.growing import GrowingTree
from batterypass.app.heads_below import heads_root
from batterypass.app.judge import (
    READ_TOGETHER,
    Judged,
    Reading,
    judge,
    open_statements,
    read_events,
)
from batterypass.domain.events.ledger import RulebookAdopted
from batterypass.errors import BrokenError
from batterypass.ports import Batch
from batterypass.projections.world import FoldedWorld

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from batterypass.app.rulebooks import Rulebooks
    from batterypass.ports import LedgerStore, Mirror, ScratchStore

#: Entries whose changes are handed over at once.
_HAND_OVER = 1000
#: Changed subjects that a mirror gets only later, and most of them once.
_LATER = 7_000
#: Subjects changed since the last seal that are kept in memory, so that nothing is read again for it.
_CHANGED = 50_000
#: Written subjects kept in memory.
_KEPT_SUBJECTS = 10_000


class Replay:
    """The log up to some entry, folded from its bytes into ``place``."""

    def __init__(
        self,
        store: LedgerStore,
        place: ScratchStore,
        rulebooks: Rulebooks,
        mirror: Mirror | None = None,
    ) -> None:
        """Start before entry 0. ``mirror`` is ``place`` again, where that is one."""
        self._place = place
        self._mirror = mirror
        self._rulebooks = rulebooks
        self._in_force = rulebooks.in_force("")
        self._batch = Batch(0)
        self.tree = GrowingTree.load(0, place.node)
        self.world = FoldedWorld(
            place,
            0,
            "",
            digest_of=lambda entry: sha256(store.statement(entry)).digest(),
            root_of_size=self.tree.root_of_size,
        )
        #: Whom the entries since the last seal changed, as far as they were handed over; None where
        #: there are too many to be kept.
        self._changed: set[str] | None = set()
        self.world.heads = lambda: heads_root(place, store, self.world, self._take_changed())

    @property
    def size(self) -> int:
        """Give the number of entries that were folded."""
        return self.tree.frontier.size

    def judge(
        self, readings: Sequence[Reading], *, good: bool | None, canonical: bool = False
    ) -> list[Judged]:
        """Judge and fold the next entries, by the rulebook that is in force at each.

        ``good`` says that the signatures are checked elsewhere; None has them checked here.
        ``canonical`` says the same of the form of their payloads (:func:`read_events`).
        """
        read_events(readings, canonical=canonical)
        world, tree, batch = self.world, self.tree, self._batch
        event_ids = [one.event.event_id if one.event is not None else "" for one in readings]
        if self._mirror is not None:
            self._mirror.expect(world.size(), event_ids)
            # It says of each that no entry below has it, and proves that at the end.
            world.know_events(event_ids, {})
        else:
            # Asked for together, in a tenth of the time of one by one.
            world.know_events(event_ids, self._place.entries_of_events(event_ids))
        # The tree may be ahead of the world: a root that an entry names is of fewer entries.
        tree.extend([reading.raw for reading in readings])
        chunk = []
        for index, reading in enumerate(readings, world.size()):
            one = judge(reading, world, self._in_force, good=good)
            if world.size() == index:
                world.skip()
            if type(one.event) is RulebookAdopted:
                ledger = world.ledger()
                self._in_force = self._rulebooks.in_force(ledger.rulebook if ledger else "")
            chunk.append(one)
        batch.digests += [one.digest for one in chunk]
        batch.event_ids += event_ids
        if len(batch.digests) >= _HAND_OVER:
            self._hand_over(later=_LATER if self._mirror is not None else 0)
        return chunk

    def finish(self) -> None:
        """Hand over what is left."""
        self._hand_over(later=0)

    def forget(self) -> None:
        """Let go of all that is kept, when nothing more is asked.

        World and replay hold each other, so what they keep would wait for the garbage collector,
        which takes ten times as long to find that nobody needs it.
        """
        self.world.reload(self.size)
        self.world.heads = None

    def _hand_over(self, later: int) -> None:
        batch = self._batch
        batch.nodes = self.tree.take_completed()
        self.world.fill(batch, later=later)
        self._keep_changed(batch)
        self._place.commit(batch)
        self.world.forget_changes()
        self.world.trim(_KEPT_SUBJECTS)
        self._batch = Batch(self.size)

    def _keep_changed(self, batch: Batch) -> None:
        if self._changed is not None:
            self._changed.update(row.name for row in batch.subjects)
            if len(self._changed) > _CHANGED:
                self._changed = None

    def _take_changed(self) -> set[str] | None:
        """Give whom the entries since the last seal changed, and begin again."""
        changed, self._changed = self._changed, set()
        return changed


class Entries:
    """The entries of a log below a size, read in chunks up to where one is missing.

    A damaged file ends it too: ``problem`` then says what the store said.
    """

    def __init__(self, store: LedgerStore, size: int) -> None:
        self._store = store
        self._size = size
        self.problem: BrokenError | None = None
        #: The index that follows a gap.
        self.beyond = "-"

    def chunks(self) -> Iterator[list[Reading]]:
        """Give the readings in chunks."""
        raws = self._without_gaps()
        while chunk := open_statements(islice(raws, READ_TOGETHER)):
            yield chunk

    def _without_gaps(self) -> Iterator[bytes]:
        try:
            for expected, (index, raw) in enumerate(self._store.statements(0, self._size)):
                if index != expected:
                    self.beyond = str(index)
                    return
                yield raw
        except BrokenError as error:
            self.problem = error
