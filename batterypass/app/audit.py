"""The full audit: everything is computed again from the bytes of the entries.

It trusts nothing in the file: entries are judged from index 0 by the same rules and the same fold
that recorded them, by the rulebook in force at each, and every row of every derived table, every
node, note, section and content is compared with what came out.

The look-ups of a sound file are right, so the audit first folds over the file's own tables and
proves each row that it uses (``LedgerStore.mirror``). Where one differs that pass is worth nothing:
the log is folded again into tables of its own, and every difference gets its name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING

from batterypass.app.audit_counters import check_counters
from batterypass.app.audit_rest import (
    RootOf,
    check_contents,
    check_notes,
    check_sections,
    note_disputed,
    note_settled,
    note_unconfirmed,
)
from batterypass.app.collector import no_collector
from batterypass.app.entry_checks import EntryChecks, SeenEntries, rows_stand
from batterypass.app.forks import keep_fork_of_seen
from batterypass.app.judge import Reading, check_signature, open_statements, read_events
from batterypass.app.replay import Entries, Replay
from batterypass.app.taken import TAKEN, take_in, take_seen
from batterypass.app.trust import KnownOutside
from batterypass.app.verdict import MAX_FINDINGS, Check, Gathered, Verdict, verdict_of
from batterypass.app.witnessed import compare_with_trust
from batterypass.errors import BrokenError
from batterypass.rules.settled import LogEnd
from batterypass.tlog.merkle import EMPTY_ROOT

if TYPE_CHECKING:
    from batterypass.app.session import Surroundings
    from batterypass.ports import LedgerStore, Mirror, ScratchStore, StateReader

Progress = Callable[[int, int], None]

__all__ = ["Check", "Progress", "Verdict", "audit"]


def audit(
    store: LedgerStore,
    around: Surroundings,
    *,
    trust_file: bytes | None = None,
    first_use: bool = False,
    progress: Progress = lambda done, total: None,
) -> Verdict:
    """Verify a whole ledger and give both verdicts with each check named.

    ``trust_file`` is used in place of the pinned one. ``first_use`` accepts a ledger that nothing
    outside its file vouches for; it never overrides a remembered checkpoint. A ledger that proves
    authentic is remembered. Nothing is written to the ledger.
    """
    # Before the state that is read: whoever writes meanwhile remembers what he has signed since.
    known = KnownOutside.of(store, around.memory, trust_file)
    with (
        store.watching() as changed,
        store.reading(),
        no_collector(),
        _checks_elsewhere(store, around) as checks,
    ):
        auditor = _Auditor(store, around, known, progress, checks, changed)
        # Other processes look at the file meanwhile.
        problems = store.check_integrity() if checks is None else []
        found = None if problems else auditor.prove()
        if checks is not None:
            problems = checks.problems()
        if found is None or problems:
            found = auditor.compare()
        note = _note_of(store)
    for problem in problems:
        found.add("BP-V009", problem=problem)
    verdict = verdict_of(found, first_use=first_use)
    if verdict.authentic:
        around.memory.remember(found.origin, note)
    if (
        note
        and found.counts.get("BP-V006")
        and (seen := around.memory.checkpoint(found.origin)) is not None
    ):
        verdict.evidence = keep_fork_of_seen(around, found, seen, note)
    return verdict


class _Auditor:
    """One audit: what it is given, and its two ways over the log."""

    def __init__(
        self,
        store: LedgerStore,
        around: Surroundings,
        known: KnownOutside,
        progress: Progress,
        checks: EntryChecks | None,
        changed: Callable[[], bool],
    ) -> None:
        """Take what is given; ``checks`` are under way where other processes pay.

        ``changed`` tells whether they may have seen another state of the file than is read here.
        """
        self._store = store
        self._around = around
        self._known = known
        self._changed = changed
        self._progress = progress
        self._checks = checks
        #: Whether payloads are taken for canonical as long as the checks elsewhere say nothing else.
        self._trusting = checks is not None

    def prove(self) -> Gathered | None:
        """Fold over the ledger's own tables, and prove each row; None where one differs."""
        mirror = self._store.mirror(rows_elsewhere=self._checks is not None)
        try:
            found, replay, seen = self._fold(mirror, mirror)
            try:
                if mirror.differs or not mirror.is_whole():
                    return None
                if not self._check_doubtful(found, replay, seen):
                    return None
                if seen is not None and not self._rows_stand(found, replay, seen):
                    return None
                self._look_at_the_rest(found, replay, mirror)
            finally:
                replay.forget()
        except BrokenError:
            # A table that cannot even be read is named by the comparison.
            return None
        finally:
            mirror.close()
        return found

    def _rows_stand(self, found: Gathered, replay: Replay, seen: SeenEntries) -> bool:
        """Tell whether the rows that entries have of themselves are at rest, in the state read here."""
        if not seen.rows_stand or found.counts.get("BP-L001"):
            # They are looked for as the statements say them: one that names another place in its
            # chain than the fold gave it has its row compared by the second pass.
            return False
        return not self._changed() or rows_stand(self._store, replay.size)

    def compare(self) -> Gathered:
        """Fold into tables of their own, and name every row that differs.

        A payload is first taken for canonical, as in :meth:`prove`, and all is done again where the
        checks elsewhere show that one is not.
        """
        found = self._compare()
        while found is None:
            found = self._compare()
        return found

    def _compare(self) -> Gathered | None:
        """Do it once; None where a payload was taken for canonical that is not."""
        scratch = self._store.scratch()
        try:
            found, replay, seen = self._fold(scratch)
            trusted = self._trusting
            if not self._check_doubtful(found, replay, seen) and trusted:
                return None
            try:
                self._name_differences(found, scratch)
            except BrokenError as error:
                found.add("BP-V009", problem=error)
            self._look_at_the_rest(found, replay, scratch)
        finally:
            scratch.close()
        return found

    def _name_differences(self, found: Gathered, scratch: ScratchStore) -> None:
        for difference in self._store.differences(scratch, MAX_FINDINGS):
            found.add(
                "BP-V002" if difference.table == "nodes" else "BP-V003",
                difference.key,
                table=difference.table,
                key=difference.key,
                expected=difference.expected,
                found=difference.found,
            )

    def _fold(
        self, place: ScratchStore, mirror: Mirror | None = None
    ) -> tuple[Gathered, Replay, SeenEntries | None]:
        """Judge every entry in order; with a mirror, as long as that does not differ.

        Where the signatures are being checked elsewhere, what was seen is still to be compared.
        """
        store = self._store
        found = Gathered(_claimed_size(store))
        replay = Replay(store, place, self._around.rulebooks(store), mirror)
        entries = Entries(store, found.entries)
        seen = SeenEntries(self._checks) if self._checks is not None else None
        for readings in entries.chunks():
            if not replay.size:
                self._begin(found, readings[0])
            # Whether payloads are canonical is checked elsewhere, like the signatures. A pass that
            # took one for canonical which is not is worth nothing, so the last one does not.
            judged = replay.judge(
                readings,
                good=None if seen is None else True,
                canonical=self._trusting,
            )
            for one in judged:
                if one.findings or type(one.event) in TAKEN:
                    take_in(found, one)
                if one.event is None:
                    continue
                # A value that is read of a model itself takes five times as long.
                said = one.event.__dict__
                # An event of a kind that is not known has no such field.
                if sealed := said.get("sealed"):
                    found.sealed += len(sealed)
                if (at_sight := said["seen"]) is not None:
                    take_seen(found, one, at_sight.size)
            if seen is not None:
                seen.take([one.digest for one in judged])
            self._progress(replay.size, found.entries)
            if mirror is not None and (
                mirror.differs or (self._checks is not None and self._checks.differs())
            ):
                mirror.differs = True
                return found, replay, seen
        replay.finish()
        if entries.problem:
            found.add("BP-V009", problem=entries.problem)
        if replay.size < found.entries:
            # Nothing above a gap can be placed.
            expected = str(replay.size)
            found.add("BP-V004", entry=replay.size, expected=expected, found=entries.beyond)
        return found, replay, seen

    def _check_doubtful(self, found: Gathered, replay: Replay, seen: SeenEntries | None) -> bool:
        """Check here what no other process has shown to be sound; False where one cannot be read."""
        can_be_read = True
        for index in seen.doubtful() if seen is not None else ():
            readings = open_statements([self._store.statement(index)])
            read_events(readings)
            can_be_read = can_be_read and readings[0].event is not None
            for finding in check_signature(readings[0], replay.world, index):
                found.keep(finding)
        self._trusting = self._trusting and can_be_read
        return can_be_read

    def _begin(self, found: Gathered, first: Reading) -> None:
        """Learn from entry 0 whose ledger this claims to be, and what is known of it outside."""
        found.entry_0 = first.raw
        if first.statement is not None:
            found.origin = first.statement.audience
            found.start = self._known.start_of(found.origin)

    def _look_at_the_rest(self, found: Gathered, replay: Replay, tables: StateReader) -> None:
        """Look at all that is no entry; ``tables`` are those that the log gives."""
        store, entry_of, main_entry = self._store, tables.entry_of_event, tables.main_entry

        def digest_of(entry: int) -> bytes:
            return sha256(store.statement(entry)).digest()

        def root_of(size: int) -> bytes | None:
            return replay.tree.root_of_size(size) if 0 < size <= replay.size else None

        found.root = root_of(replay.size) or EMPTY_ROOT
        looks: tuple[Callable[[], None], ...] = (
            lambda: check_notes(store, found, replay.world.ledger(), root_of),
            lambda: check_sections(store, found, entry_of),
            lambda: check_counters(store, found, replay.world, entry_of),
            lambda: check_contents(store, found),
            lambda: note_disputed(store, found),
            lambda: note_unconfirmed(found, replay.world),
            lambda: note_settled(
                found,
                LogEnd(replay.world, found.annulments, digest_of, main_entry, found.followed),
            ),
        )
        for look in looks:
            try:
                look()
            except BrokenError as error:
                # A row that cannot be read hides those after it; the others are still looked at.
                found.add("BP-V009", problem=error)
        rulebooks = self._around.rulebooks(store)
        for index, digest in found.rulebooks:
            if rulebooks.in_force(digest) is None:
                found.unknown_rulebooks += 1
                found.tell("BP-U001", found.origin, index, digest=digest)
        self._compare_with_trust(found, root_of)

    def _compare_with_trust(self, found: Gathered, root_of: RootOf) -> None:
        """Compare with what is known of the ledger outside its file (D16)."""
        start = found.start
        if start is None:
            if self._known.trust_file is not None:
                found.add("BP-V010", found.origin, problem="~trust-nothing-to-compare")
            return
        store = self._store
        compare_with_trust(
            found, start, store.note, lambda: ((size, note) for size, note, _ in store.notes())
        )
        remembered = start.remembered
        if (
            remembered is not None
            and remembered.size
            and root_of(remembered.size) != remembered.root
        ):
            found.add(
                "BP-V006",
                found.origin,
                size=str(remembered.size),
                root=remembered.root.hex(),
                found=str(found.entries),
            )


def _note_of(store: LedgerStore) -> bytes:
    """Give the last checkpoint; empty where it cannot be read, which the look at the notes names."""
    try:
        return store.note()
    except BrokenError:
        return b""


@contextmanager
def _checks_elsewhere(store: LedgerStore, around: Surroundings) -> Iterator[EntryChecks | None]:
    """Have entries and file checked by other processes from now on, where that pays."""
    size, opener = store.size(), store.opener()
    with around.processes(size if opener is not None else 0) as executor:
        yield EntryChecks(executor, store, opener, size) if executor and opener else None


def _claimed_size(store: LedgerStore) -> int:
    """Give the size that the log claims: its entries, or its checkpoint where that says more."""
    try:
        return max([store.size(), *(size for size, _, _ in store.notes())])
    except BrokenError:
        # The look at the checkpoints names it.
        return store.size()
