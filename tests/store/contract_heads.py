"""What every ledger store must do with heads: as of every seal, and never half of one.

:mod:`store.contract` inherits this.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy

import pytest

from batterypass.domain.states import Chain
from batterypass.errors import InputError
from batterypass.ports import HeadsPlace, LedgerStore
from batterypass.tlog.heads import bucket_of, siblings_of, subject_hash
from store.folding import append, fold, folded_again, is_proven, numbered
from tlog.heads_support import WholeTree, top_of

PACK = "https://maker.example/p/1"
NOBODY = "https://nobody.example/p/1"
SEALS = (2, 9, 25)


def tree_of(rows: Iterable[tuple[str, Chain]]) -> WholeTree:
    return WholeTree(
        {
            name: {
                lane: head
                for lane, head in (
                    ("main", (chain.main_count, chain.main_acc)),
                    ("record", (chain.record_count, chain.record_acc)),
                    ("acted", (chain.acted_count, chain.acted_acc)),
                )
                if head[0]
            }
            for name, chain in rows
        }
    )


def expected_trees(store: LedgerStore) -> dict[int, WholeTree]:
    """Fold the log as far as each seal, and make the whole tree over everybody."""
    found = {}
    for size in SEALS:
        scratch = store.scratch()
        statements = [raw for _, raw in store.statements(0, size)]
        scratch.commit(fold(scratch, 0, statements))
        found[size] = tree_of(scratch.subject_heads())
        scratch.close()
    return found


class HeadsContract:
    """Tests that a class for one kind of store inherits with a fixture ``store``."""

    def test_the_heads_of_every_seal_stay_readable(self, store: LedgerStore) -> None:
        statements = numbered(30, seals=SEALS)
        for start in range(0, 30, 6):
            append(store, statements[start : start + 6])
        for size, tree in expected_trees(store).items():
            assert store.sealed_from(size) == (size, tree.root())
            for name in (PACK, "https://actor2.example", NOBODY):
                bucket = bucket_of(name)
                assert store.head_leaves(bucket, size) == tree.buckets[bucket]
                siblings: list[bytes] = []
                for height in (0, 4, 8, 12):
                    place = bucket >> height
                    group = store.head_group(height, place >> 4, size)
                    siblings += siblings_of(group, place & 15)
                assert siblings == siblings_of(tree.hashes, bucket)
            assert top_of(store.head_group(12, 0, size)) == tree.root()

    def test_who_asks_for_a_seal_gets_the_first_from_there_on(self, store: LedgerStore) -> None:
        assert store.last_sealed() == 0
        assert store.sealed_from(0) is None
        append(store, numbered(30, seals=SEALS))
        assert store.last_sealed() == 25
        found = [store.sealed_from(size) for size in (0, 2, 3, 9, 10, 26)]
        assert [one and one[0] for one in found] == [2, 2, 9, 9, 25, None]

    def test_a_scratch_store_and_a_mirror_come_to_the_same_heads(self, store: LedgerStore) -> None:
        append(store, numbered(30, seals=SEALS))
        scratch = folded_again(store)
        assert scratch.last_sealed() == 25
        assert list(store.differences(scratch, 10)) == []
        scratch.close()
        assert is_proven(store, 1)
        assert is_proven(store, 100)

    def test_sealing_twice_at_one_size_changes_nothing(self, store: LedgerStore) -> None:
        append(store, numbered(12))
        with store.writing():
            first = self._seal(store, store.subject_heads())
            again = self._seal(store, store.subject_heads())
        assert first == again == tree_of(store.subject_heads()).root()

    def test_of_two_rows_of_one_subject_the_later_counts(self, store: LedgerStore) -> None:
        append(store, numbered(12))
        rows = list(store.subject_heads())
        (chain,) = [deepcopy(chain) for name, chain in rows if name == PACK]
        chain.main_count, chain.main_acc = 7, subject_hash("7")
        with store.writing():
            root = self._seal(store, [*rows, (PACK, chain)])
        others = [one for one in rows if one[0] != PACK]
        assert root == tree_of([*others, (PACK, chain)]).root()

    def test_more_subjects_than_are_read_at_once_come_to_the_same_root(
        self, store: LedgerStore
    ) -> None:
        append(store, numbered(12))
        rows = dict(store.subject_heads())
        chain = rows[PACK]
        rows |= {f"https://maker.example/p/{number}": deepcopy(chain) for number in range(2, 600)}
        with store.writing():
            assert store.seal_heads(12, rows.items()) == tree_of(rows.items()).root()
            for number, one in enumerate(rows.values()):
                one.acted_count, one.acted_acc = number + 1, subject_hash(str(number))
            assert store.seal_heads(13, rows.items()) == tree_of(rows.items()).root()

    def test_what_changed_at_very_many_seals_is_read_as_what_changed_at_few(
        self, store: LedgerStore
    ) -> None:
        append(store, numbered(12))
        rows = dict(store.subject_heads())
        chain = rows[PACK] = deepcopy(rows[PACK])
        others = [name for name in rows if name != PACK]
        with store.writing():
            store.seal_heads(12, rows.items())
            for size in range(13, 80):
                chain.main_count, chain.main_acc = size, subject_hash(str(size))
                assert store.seal_heads(size, [(PACK, chain)]) == tree_of(rows.items()).root()
            # The rows above are the same ones for everybody else.
            other = rows[others[0]] = deepcopy(rows[others[0]])
            other.acted_count, other.acted_acc = 99, subject_hash("99")
            assert store.seal_heads(80, [(others[0], other)]) == tree_of(rows.items()).root()

    def test_a_seal_that_was_not_committed_never_was(self, store: LedgerStore) -> None:
        append(store, numbered(12, seals=(5,)))
        with store.writing():
            self._seal(store, store.subject_heads())
            assert store.last_sealed() == 12
        assert store.last_sealed() == 5
        assert is_proven(store)

    def test_nobody_seals_outside_of_writing(self, store: LedgerStore) -> None:
        append(store, numbered(12))
        with pytest.raises(InputError):
            self._seal(store, store.subject_heads())

    def test_subjects_are_counted_at_least_as_many_as_there_are(self, store: LedgerStore) -> None:
        append(store, numbered(30))
        assert store.subjects_counted() >= len(list(store.subject_heads())) > 0

    def test_a_kept_checkpoint_is_found_by_the_size_from_which_it_counts(
        self, store: LedgerStore
    ) -> None:
        for number in range(4):
            with store.writing():
                batch = fold(store, store.size(), numbered(3, start=3 * number))
                batch.seal = number in (1, 2)
                store.commit(batch)
        notes = {size: note for size, note, is_kept in store.notes() if is_kept}
        assert sorted(notes) == [6, 9]
        found = [store.kept_from(size) for size in (0, 6, 7, 10)]
        assert found == [(6, notes[6]), (6, notes[6]), (9, notes[9]), None]

    @staticmethod
    def _seal(place: HeadsPlace, rows: Iterable[tuple[str, Chain]]) -> bytes:
        return place.seal_heads(12, list(rows))
