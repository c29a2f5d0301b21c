"""What every ledger store must do, whatever it is made of.

A store is tested by a class that inherits these tests and adds a fixture ``store``, which gives an
empty one. Each test that writes ends with an audit.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from batterypass.errors import BrokenError, ConflictError, InputError
from batterypass.ports import (
    LANE_MAIN,
    Batch,
    Content,
    LedgerStore,
    Link,
    Pointer,
    Section,
)
from batterypass.tlog.tree import Frontier, Node, inclusion_path, nodes_in, root_at
from store.contract_derived import DerivedContract
from store.contract_heads import HeadsContract
from store.folding import (
    append,
    audit,
    event_id,
    fold,
    grouped,
    note_of,
    numbered,
    statement,
)

PACK = "https://maker.example/p/1"


class LedgerStoreContract(DerivedContract, HeadsContract):
    """The tests. A subclass overrides ``store``."""

    # --- an empty store

    def test_an_empty_store_has_nothing_and_says_so(self, store: LedgerStore) -> None:
        assert store.size() == 0
        assert store.note() == b""
        assert list(store.notes()) == []
        assert list(store.statements(0, 10)) == []
        assert list(store.nodes()) == []
        assert list(store.subjects("I")) == []
        assert store.subject(PACK) is None
        assert store.main_entry(PACK, 0) is None
        assert store.entries_of(PACK, lanes=(LANE_MAIN,)) == []
        assert store.entry_of_event(event_id("any")) is None
        assert store.pointed("serial", "S1") == []
        assert store.pointers("serial", "", 10) == []
        assert store.find_digest("abcdef") == []
        assert store.section(event_id("any"), "personal") is None
        assert store.content("0" * 64) is None
        assert list(store.sections()) == []
        assert list(store.contents()) == []
        audit(store)

    # --- entries

    def test_what_was_committed_is_read_back_byte_by_byte(self, store: LedgerStore) -> None:
        statements = [
            statement("first", pointers=[("serial", "S1")]),
            statement("second", PACK, "https://maker.example#consignment/ü'\"; --"),
            statement("longest", padding=65_000),
        ]
        append(store, statements[:1])
        append(store, statements[1:])
        assert store.size() == 3
        assert [store.statement(index) for index in range(3)] == statements
        assert list(store.statements(0, 3)) == list(enumerate(statements))
        assert list(store.statements(1, 2)) == [(1, statements[1])]
        assert list(store.statements(2, 100)) == [(2, statements[2])]
        assert list(store.statements(3, 2)) == []
        audit(store)

    def test_more_entries_than_fit_in_one_page_come_in_order(self, store: LedgerStore) -> None:
        statements = numbered(700)
        append(store, statements)
        assert [raw for _, raw in store.statements(0, 700)] == statements
        assert [index for index, _ in store.statements(250, 600)] == list(range(250, 600))
        audit(store)

    @pytest.mark.parametrize("index", [-1, 2, 2**40, 2**70])
    def test_an_entry_outside_the_log_is_a_wrong_question(
        self, store: LedgerStore, index: int
    ) -> None:
        append(store, numbered(2))
        with pytest.raises(InputError):
            store.statement(index)

    def test_a_batch_for_another_place_changes_nothing(self, store: LedgerStore) -> None:
        append(store, numbered(3))
        late = fold(store, 3, numbered(1, start=3))
        append(store, numbered(2, start=10))
        for wrong in (late, replace(late, first=6), Batch(0), Batch(99)):
            with pytest.raises(ConflictError), store.writing():
                store.commit(wrong)
        assert audit(store) == 5

    def test_nothing_is_written_outside_of_writing(self, store: LedgerStore) -> None:
        batch = fold(store, 0, numbered(1))
        with pytest.raises(InputError):
            store.commit(batch)
        assert audit(store) == 0

    def test_a_second_writing_inside_the_first_is_refused(self, store: LedgerStore) -> None:
        with store.writing():
            with pytest.raises(InputError), store.writing():
                pass
            store.commit(fold(store, 0, numbered(1)))
        assert audit(store) == 1

    def test_reading_goes_inside_reading_and_writing_but_writing_not_inside_reading(
        self, store: LedgerStore
    ) -> None:
        append(store, numbered(2))
        with store.reading():
            with store.reading():
                assert audit(store) == 2
            assert audit(store) == 2
            with pytest.raises(InputError), store.writing():
                pass
        with store.writing(), store.reading():
            store.commit(fold(store, 2, numbered(1, start=2)))
        assert audit(store) == 3

    def test_leaving_without_a_commit_leaves_nothing_and_frees_the_lock(
        self, store: LedgerStore
    ) -> None:
        with pytest.raises(ZeroDivisionError), store.writing():
            raise ZeroDivisionError
        append(store, numbered(1))
        assert audit(store) == 1

    def test_two_commits_in_one_writing_both_count(self, store: LedgerStore) -> None:
        with store.writing():
            store.commit(fold(store, 0, numbered(2)))
            store.commit(fold(store, 2, numbered(3, start=2)))
        assert audit(store) == 5

    def test_nothing_counts_until_a_commit_without_more(self, store: LedgerStore) -> None:
        append(store, numbered(2))
        before = list(store.notes())
        with store.writing():
            part = fold(store, 2, numbered(3, start=2))
            store.commit(replace(part, note=b""), more=True)
            assert store.size() == 5
            store.commit(replace(fold(store, 5, numbered(1, start=5)), note=b""), more=True)
        assert (store.size(), list(store.notes())) == (2, before)
        with store.writing():
            store.commit(replace(part, note=b""), more=True)
            last = fold(store, 5, numbered(1, start=5))
            kept = [(3, b"kept at 3"), (6, last.note)]
            store.commit(replace(last, kept_notes=kept))
        assert list(store.notes()) == [(3, b"kept at 3", True), (6, last.note, True)]
        assert audit(store) == 6

    def test_an_error_after_more_drops_all_of_it(self, store: LedgerStore) -> None:
        append(store, numbered(2))
        part = replace(fold(store, 2, numbered(3, start=2)), note=b"")
        with store.writing():
            store.commit(part, more=True)
            with pytest.raises(ConflictError):
                store.commit(part, more=True)
            assert store.size() == 2
        with store.writing(), pytest.raises(InputError, match="checkpoint"):
            store.commit(replace(part, kept_notes=[(1, b"kept")]), more=True)
        assert audit(store) == 2

    def test_a_batch_that_does_not_fit_together_leaves_nothing(self, store: LedgerStore) -> None:
        append(store, numbered(2))
        good = fold(store, 2, numbered(3, start=2))
        for bad in (
            replace(good, digests=good.digests[:-1]),
            replace(good, event_ids=good.event_ids[:-1]),
            replace(good, statements=good.statements[:-1]),
            replace(good, nodes=good.nodes[1:]),
            replace(good, nodes=[*good.nodes, (9, bytes(32))]),
            replace(good, note=b""),
            replace(good, event_ids=["not a uuid", *good.event_ids[1:]]),
            replace(good, links=[*good.links, Link("https://nobody.example", 0, 0, 2)]),
            replace(good, pointers=[Pointer("serial", "S", "https://nobody.example")]),
            replace(good, pointers=[Pointer("no such relation", "S", PACK)]),
            replace(good, contents=[Content("ABC", "text/csv", b"")]),
            replace(good, sections=[Section("not a uuid", "personal", b"")]),
        ):
            with pytest.raises(InputError), store.writing():
                store.commit(bad)
            assert store.size() == 2
            assert store.note() != good.note
        assert audit(store) == 2
        with store.writing():
            store.commit(good)
        assert audit(store) == 5

    @settings(
        max_examples=20,
        deadline=None,
        suppress_health_check=[
            HealthCheck.function_scoped_fixture,
            HealthCheck.differing_executors,
        ],
    )
    @given(st.lists(st.integers(1, 9), max_size=6))
    def test_however_a_log_was_cut_into_batches_the_tables_are_the_same(
        self, store: LedgerStore, sizes: list[int]
    ) -> None:
        start = store.size()
        for group in grouped(numbered(20, start=start), sizes):
            append(store, group)
        assert audit(store) == start + 20

    # --- checkpoints

    def test_of_the_checkpoints_the_last_and_the_sealed_ones_stay(self, store: LedgerStore) -> None:
        for number in range(6):
            batch = fold(store, number, numbered(1, start=number))
            batch.seal = number in (1, 3)
            with store.writing():
                store.commit(batch)
            assert store.note() == batch.note
        kept = list(store.notes())
        assert [(size, sealed) for size, _, sealed in kept] == [(2, True), (4, True), (6, False)]
        for size, note, _ in kept:
            assert note == b"%d %s" % (size, root_at(size, store.node).hex().encode())
        audit(store)

    def test_a_checkpoint_over_the_same_entries_takes_the_place_of_the_last(
        self, store: LedgerStore
    ) -> None:
        append(store, numbered(2))
        with store.writing():
            store.commit(Batch(2, note=b"with a second signature", seal=True))
        assert list(store.notes()) == [(2, b"with a second signature", True)]
        with store.writing():
            store.commit(Batch(2, note=b"and a third"))
        assert list(store.notes()) == [(2, b"and a third", True)], "sealed stays sealed"
        assert store.size() == 2

    # --- the tree

    def test_the_nodes_give_every_root_and_proof(self, store: LedgerStore) -> None:
        statements = numbered(37)
        for group in grouped(statements, [1, 2, 4, 8, 1]):
            append(store, group)
        frontier = Frontier()
        nodes: list[Node] = []
        for size, raw in enumerate(statements, 1):
            frontier.append(sha256(b"\x00" + raw).digest())
            nodes += nodes_in(frontier.take_completed())
            assert root_at(size, store.node) == frontier.root()
        assert list(store.nodes()) == sorted(nodes)
        assert len(inclusion_path(5, 37, store.node)) == 6

    @pytest.mark.parametrize("node", [(0, 5), (1, 2), (3, 0), (0, 2**40), (40, 0)])
    def test_a_node_that_is_not_there_is_damage(
        self, store: LedgerStore, node: tuple[int, int]
    ) -> None:
        append(store, numbered(5))
        with pytest.raises(BrokenError):
            store.node(*node)

    # --- look-ups

    def test_a_digest_is_found_by_its_beginning(self, store: LedgerStore) -> None:
        # Their digests begin with the same 24 bits, 3d6580.
        twins = [b"statement 4188", b"statement 6976"]
        batch = Batch(0, statements=twins, digests=[sha256(raw).digest() for raw in twins])
        batch.event_ids = [event_id("one"), event_id("two")]
        frontier = Frontier()
        for raw in twins:
            frontier.append(sha256(b"\x00" + raw).digest())
        batch.nodes = frontier.take_completed()
        batch.note = note_of(frontier)
        with store.writing():
            store.commit(batch)
        one, two = (sha256(raw).hexdigest() for raw in twins)
        assert store.find_digest(one[:6]) == [0, 1]
        for digits in (7, 8, 15, 16, 17, 40, 63, 64):
            assert store.find_digest(one[:digits]) == [0]
            assert store.find_digest(two[:digits].upper()) == [1]
        assert store.find_digest(one[:63] + ("0" if one[63] != "0" else "1")) == []
        assert store.find_digest("ffffff") == []

    def test_every_digest_of_a_long_log_is_found(self, store: LedgerStore) -> None:
        statements = numbered(400)
        append(store, statements)
        for index, raw in enumerate(statements):
            assert index in store.find_digest(sha256(raw).hexdigest()[:8])

    @pytest.mark.parametrize("prefix", ["", "abcde", "0xabcd", "g" * 8, "a" * 65, "ab cd ef"])
    def test_a_digest_that_is_none_is_a_wrong_question(
        self, store: LedgerStore, prefix: str
    ) -> None:
        with pytest.raises(InputError):
            store.find_digest(prefix)

    def test_an_event_id_names_the_first_entry_that_carries_it(self, store: LedgerStore) -> None:
        append(store, [statement("a"), statement("b"), statement("a", padding=1)])
        assert store.entry_of_event(event_id("a")) == 0
        assert store.entry_of_event(event_id("b")) == 1
        assert store.entry_of_event(event_id("c")) is None
        many = [event_id(f"none {number}") for number in range(600)]
        asked = [event_id("a"), *many, event_id("b"), "no uuid"]
        assert store.entries_of_events(asked) == {event_id("a"): 0, event_id("b"): 1}
        assert store.entries_of_events([]) == {}

    def test_the_nodes_of_a_range_are_those_that_its_entries_complete(
        self, store: LedgerStore
    ) -> None:
        append(store, numbered(37))
        every = {(level, number): value for level, number, value in store.nodes()}
        for first, stop in ((0, 37), (0, 1), (7, 8), (16, 32), (31, 90), (5, 5)):
            found = {(level, number): value for level, number, value in store.nodes_of(first, stop)}
            assert found == {
                (level, number): value
                for (level, number), value in every.items()
                if first <= ((number + 1) << level) - 1 < stop
            }
        audit(store)

    @pytest.mark.parametrize("text", ["", "garbage", "é", event_id("a").upper(), "0" * 32, " "])
    def test_what_is_no_event_id_is_found_nowhere(self, store: LedgerStore, text: str) -> None:
        append(store, [statement("a")])
        assert store.entry_of_event(text) is None
        assert store.section(text, "personal") is None

    def test_an_entry_without_an_event_id_keeps_its_place(self, store: LedgerStore) -> None:
        batch = fold(store, 0, [statement("a"), statement("b")])
        batch.event_ids[0] = ""
        with store.writing():
            store.commit(batch)
        assert store.size() == 2
        assert store.entry_of_event(event_id("a")) is None
        assert store.entry_of_event(event_id("b")) == 1
