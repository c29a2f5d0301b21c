"""Judging and hashing the entries that a copy of a log takes over, a thousand at a time.

Everything stays in one open transaction until :meth:`Growth.last_batch` is committed with the note.
While a thousand is judged and written, the signatures of the next are being checked elsewhere.
"""

from __future__ import annotations

from collections import deque
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING

from batterypass.app.batch import Incoming
from batterypass.app.door import KEPT_KINDS, ONCE_KEPT_KINDS
from batterypass.app.forks import damaged_source
from batterypass.app.heads_below import heads_root
from batterypass.app.judge import Judged, judge
from batterypass.domain.events.ledger import RulebookAdopted
from batterypass.errors import BrokenError, FailedError, MalformedError
from batterypass.evidence.refusal import refusal
from batterypass.ports import Batch, Content
from batterypass.regulations.media import media_type_of
from batterypass.regulations.rulebook import parse_rulebook
from batterypass.tlog.checkpoint import open_checkpoint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from batterypass.app.session import Session
    from batterypass.ports import LogSource
    from batterypass.statements.notekeys import NoteVerifier
    from batterypass.tlog.checkpoint import Checkpoint

#: Entries that are judged and written at once.
_TOGETHER = 1000
#: Those at the beginning of a log, where hardly a key is known before they are judged.
_FIRST = 128
#: Thousands whose signatures are being checked before they are judged.
_AHEAD = 2
#: Written subjects kept in memory.
_KEPT_SUBJECTS = 20_000


class Growth:
    """The entries between a copy and a checkpoint. Used inside ``writing`` and never again."""

    def __init__(self, session: Session, target: Checkpoint) -> None:
        self._session = session
        self._target = target
        #: The first entry that breaks the log; after it entries are only hashed.
        self.broken: Judged | None = None
        self._kept_sizes: set[int] = set()
        #: Checkpoints that another version kept: taken over where they are offered.
        self._once_kept: set[int] = set()
        self._rulebooks: list[str] = []
        session.tree = session.tree.branch()
        world = session.world
        world.heads = lambda: heads_root(session.store, session.store, world)

    def take(self, source: LogSource, progress: Callable[[int, int], None]) -> None:
        """Judge, hash and write every entry up to the checkpoint; nothing counts yet.

        Raises FailedError where one is missing, BrokenError where the source cannot be read.
        """
        session, stop = self._session, self._target.size
        with session.around.processes(stop - session.size) as executor:
            spread = executor or session.around.threads()
            waiting: deque[Incoming] = deque()
            is_first = True
            for raws in self._chunks(source):
                # The first ones are checked here, while the others begin to work.
                waiting.append(Incoming.start(session, raws, None if is_first else spread))
                # The keys that nearly everything is signed with stand at the beginning of a log.
                is_first = not session.world.size()
                if is_first or len(waiting) > _AHEAD:
                    self._judge(waiting.popleft())
                    progress(session.world.size(), stop)
            for incoming in waiting:
                self._judge(incoming)
            progress(stop, stop)

    def last_batch(self, source: LogSource, note: bytes, verifier: NoteVerifier) -> Batch:
        """Give what stands beside the entries, with the note that makes everything count.

        Raises FailedError where a kept note or content is missing, BrokenError where it is not what
        the entries name.
        """
        size = self._target.size
        return Batch(
            size,
            note=note,
            seal=size in self._kept_sizes,
            kept_notes=self._notes(source, self._kept_sizes - {size}, verifier),
            contents=self._contents(source),
        )

    def _chunks(self, source: LogSource) -> Iterator[list[bytes]]:
        first, stop = self._session.size, self._target.size
        rows = source.statements(first, stop)
        try:
            while first < stop:
                chunk: list[bytes] = []
                for index, raw in islice(rows, _TOGETHER if first else _FIRST):
                    if index != first + len(chunk):
                        break
                    chunk.append(raw)
                if not chunk:
                    raise refusal(FailedError, "replica.missing-part", part=f"entry {first}")
                yield chunk
                first += len(chunk)
        except MalformedError as error:
            raise damaged_source(f"entry {first}", error) from error

    def _judge(self, incoming: Incoming) -> None:
        session = self._session
        world, tree = session.world, session.tree
        # The tree may be ahead of the world: a root that an entry names is of fewer entries.
        tree.extend(incoming.raws)
        if self.broken is not None:
            # Only the root is still of interest.
            tree.take_completed()
            return
        batch = Batch(world.size())
        for chunk in incoming.chunks():
            names = [one.event.event_id for one, _ in chunk if one.event is not None]
            world.know_events(names, session.store.entries_of_events(names))
            for reading, good in chunk:
                one = judge(reading, world, None, good=good)
                event = one.event
                if event is None or (one.findings and one.broken()):
                    self.broken = one
                    return
                batch.statements.append(one.raw)
                batch.digests.append(one.digest)
                batch.event_ids.append(event.event_id)
                if event.kind in KEPT_KINDS:
                    self._kept_sizes.add(one.index + 1)
                elif event.kind in ONCE_KEPT_KINDS:
                    self._once_kept.add(one.index + 1)
                if type(event) is RulebookAdopted:
                    self._rulebooks.append(event.digest)
        batch.nodes = tree.take_completed()
        world.fill(batch)
        session.store.commit(batch, more=True)
        world.forget_changes()
        world.trim(_KEPT_SUBJECTS)

    def _notes(
        self, source: LogSource, sizes: set[int], verifier: NoteVerifier
    ) -> list[tuple[int, bytes]]:
        """Choose the notes that papers rest on: which these are follows from the entries."""
        if not sizes and not self._once_kept:
            return []
        found: dict[int, bytes] = {}
        for size, note, is_kept in source.notes():
            if size not in sizes and (size not in self._once_kept or not is_kept):
                continue
            part = f"notes/{size}"
            try:
                checkpoint = open_checkpoint(note, [verifier], verifier.name)
            except (BrokenError, MalformedError) as error:
                raise damaged_source(part, error) from error
            if checkpoint.size != size or checkpoint.root != self._session.root_of_size(size):
                raise damaged_source(part)
            found[size] = note
        for size in sorted(sizes - set(found)):
            raise refusal(FailedError, "replica.missing-part", part=f"notes/{size}")
        return sorted(found.items())

    def _contents(self, source: LogSource) -> list[Content]:
        """Choose the rulebooks that the entries adopt, with their tables, that are not here yet."""
        if not self._rulebooks:
            return []
        offered = {one.digest: one.body for one in source.contents()}
        chosen: dict[str, Content] = {}

        def choose(digest: str) -> bytes:
            known = chosen.get(digest) or self._session.store.content(digest)
            if known is not None:
                return known.body
            body = offered.get(digest)
            if body is None:
                raise refusal(FailedError, "replica.missing-part", part=f"content/{digest}")
            if sha256(body).hexdigest() != digest:
                raise damaged_source(f"content/{digest}")
            chosen[digest] = Content(digest, media_type_of(body), body)
            return body

        for digest in self._rulebooks:
            try:
                tables = parse_rulebook(choose(digest)).tables
            except MalformedError:
                # A rulebook of a form that nobody here knows: its tables cannot be named.
                continue
            for table in tables:
                choose(table.sha256)
        return list(chosen.values())
