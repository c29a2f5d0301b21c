"""What every ledger store must do with what it keeps beside the entries: subjects, look-ups, sections.

The other half is :mod:`store.contract`, which inherits this one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256

import pytest

from batterypass.domain.states import Chain
from batterypass.domain.world import RELATIONS
from batterypass.errors import ConflictError, FailedError, InputError
from batterypass.ports import (
    LANE_ACTED,
    LANE_MAIN,
    LANE_RECORD,
    Batch,
    Content,
    LedgerStore,
    Pointer,
    Section,
    SubjectRow,
)
from store.folding import (
    append,
    audit,
    event_id,
    fold,
    folded_again,
    found_differences,
    is_proven,
    numbered,
    statement,
)

PACK = "https://maker.example/p/1"
MAKER = "https://maker.example"


class DerivedContract:
    """The tests about what is derived. A subclass overrides ``store``."""

    @pytest.fixture
    def store(self) -> Iterator[LedgerStore]:
        raise NotImplementedError

    # --- subjects

    def test_a_subject_comes_back_with_its_state_and_its_whole_chain(
        self, store: LedgerStore
    ) -> None:
        full = Chain(
            7, b"h" * 32, -5, 8, b"m" * 32, 9, b"r" * 32, 2**53 - 1, b"a" * 32
        )  # fmt: skip
        rows = [
            SubjectRow(PACK, "I", '{"item":"é"}'.encode(), full),
            SubjectRow(MAKER, "", b"", Chain()),
        ]
        batch = replace(fold(store, 0, [statement("a")]), subjects=rows)
        with store.writing():
            store.commit(batch)
        for row in rows:
            assert store.subject(row.name) == row
        changed = SubjectRow(MAKER, "P", b"{}", replace(full, record_acc=bytes(32), head=b""))
        with store.writing():
            store.commit(replace(fold(store, 1, [statement("b")]), subjects=[changed]))
        assert store.subject(MAKER) == changed
        assert store.subject(PACK) == rows[0]
        assert [row.name for row in store.subjects("P")] == [MAKER]
        assert list(store.subjects("")) == []

    def test_subjects_of_a_letter_come_in_byte_order_and_go_on_after_a_name(
        self, store: LedgerStore
    ) -> None:
        names = [f"https://maker.example/p/{number}" for number in range(1200)]
        names += ["https://maker.example/p/\uffff", "https://maker.example/p/\U00010000"]
        for letter in "IP":
            batch = fold(store, store.size(), [statement(letter)])
            batch.subjects += [SubjectRow(name + letter, letter, b"{}", Chain()) for name in names]
            with store.writing():
                store.commit(batch)
        for letter in "IP":
            own = MAKER if letter == "P" else PACK
            expected = sorted([own, *(name + letter for name in names)], key=str.encode)
            assert [row.name for row in store.subjects(letter)] == expected
            middle = expected[601]
            assert [row.name for row in store.subjects(letter, middle)] == expected[602:]
            assert list(store.subjects(letter, expected[-1])) == []

    def test_main_and_record_entries_of_a_subject_are_told_apart(self, store: LedgerStore) -> None:
        append(
            store,
            [
                statement("0"),
                statement("1", lane="record"),
                statement("2", PACK, "https://maker.example/p/2"),
                statement("3", lane="record"),
                statement("4", "https://maker.example/p/2"),
                statement("5"),
            ],
        )
        assert store.entries_of(PACK, lanes=(LANE_MAIN,)) == [0, 2, 5]
        assert store.entries_of(PACK, lanes=(LANE_RECORD,)) == [1, 3]
        assert store.entries_of(PACK, lanes=(LANE_RECORD, LANE_MAIN)) == [0, 1, 2, 3, 5]
        assert store.entries_of(PACK, lanes=(LANE_ACTED,)) == []
        assert store.entries_of(PACK, lanes=()) == []
        assert [store.main_entry(PACK, seq) for seq in range(4)] == [0, 2, 5, None]
        assert store.main_entry("https://maker.example/p/2", 0) == 2
        assert store.main_entry("https://maker.example/p/2", 1) == 4
        assert store.main_entry("https://nobody.example", 0) is None
        audit(store)

    def test_the_same_link_twice_counts_once(self, store: LedgerStore) -> None:
        # A log that somebody else made may name a subject twice in one entry.
        append(store, [statement("a"), statement("b", PACK, PACK, lane="record")])
        assert store.entries_of(PACK, lanes=(LANE_RECORD,)) == [1]
        audit(store)

    # --- look-ups by a key

    def test_a_look_up_names_all_its_subjects_once_in_byte_order(self, store: LedgerStore) -> None:
        names = ["https://b.example/p/1", "https://a.example/p/1", "https://c.example/p/1"]
        for name in (*names, names[0]):
            append(store, [statement(f"{store.size()}", name, pointers=[("alias", "K")])])
        append(store, [statement("other", names[0], pointers=[("serial", "K"), ("alias", "KK")])])
        assert store.pointed("alias", "K") == sorted(names)
        assert store.pointed("serial", "K") == names[:1]
        assert store.pointed("alias", "k") == []
        audit(store)

    def test_look_ups_are_listed_by_the_beginning_of_their_key(self, store: LedgerStore) -> None:
        keys = ["", "A", "AB", "AB%", "AB_C", "ABÿ", "AB\U0010ffff", "AC", "B", "ab"]
        made = [
            statement(key, f"https://maker.example/p/{number}", pointers=[("printed", key)])
            for number, key in enumerate(keys)
        ]
        append(
            store, [*made, statement("twin", "https://a.example/p/9", pointers=[("printed", "AB")])]
        )
        rows = [
            Pointer("printed", key, f"https://maker.example/p/{number}")
            for number, key in enumerate(keys)
        ]
        rows.append(Pointer("printed", "AB", "https://a.example/p/9"))
        for prefix in ("", "A", "AB", "AB%", "a", "ABÿ", "X"):
            expected = sorted(row for row in rows if row.key.startswith(prefix))
            assert store.pointers("printed", prefix, 100) == expected
        assert store.pointers("printed", "AB", 3) == [rows[10], rows[2], rows[3]]
        assert store.pointers("printed", "A", 0) == []
        assert store.pointers("serial", "A", 10) == []

    def test_every_relation_of_the_domain_can_be_looked_up(self, store: LedgerStore) -> None:
        append(store, [statement("a", pointers=[(relation, "K") for relation in RELATIONS])])
        for relation in RELATIONS:
            assert store.pointed(relation, "K") == [PACK]
        with pytest.raises(InputError):
            store.pointed("colour", "K")
        with pytest.raises(InputError):
            store.pointers("colour", "K", 1)
        audit(store)

    # --- sealed sections and content

    def test_sections_and_content_travel_with_their_batch(self, store: LedgerStore) -> None:
        sections = [
            Section(event_id("a"), "personal", b"driver"),
            Section(event_id("a"), "commercial", bytes(range(256)) * 40),
            Section(event_id("b"), "personal", b""),
        ]
        contents = [
            Content(sha256(b"rules").hexdigest(), "application/json", b"rules"),
            Content(sha256(b"").hexdigest(), "text/csv", b""),
        ]
        batch = fold(store, 0, [statement("a")])
        batch.sections, batch.contents = sections[:1], contents[:1]
        with store.writing():
            store.commit(batch)
        # Disclosed later, without any entry: nothing is signed anew.
        with store.writing():
            store.commit(Batch(1, sections=sections[1:], contents=contents[1:]))
        assert list(store.sections()) == sections
        assert list(store.contents()) == contents
        for event, point, body in sections:
            assert store.section(event, point) == body
        assert store.section(event_id("b"), "commercial") is None
        for content in contents:
            assert store.content(content.digest) == content
        assert store.content("0" * 64) is None
        assert store.content("nonsense") is None
        assert audit(store) == 1

    def test_writing_a_section_or_content_again_changes_what_was_damaged(
        self, store: LedgerStore
    ) -> None:
        digest = sha256(b"rules").hexdigest()
        for body in (b"damaged", b"rules"):
            with store.writing():
                store.commit(
                    Batch(
                        0,
                        sections=[Section(event_id("a"), "personal", body)],
                        contents=[Content(digest, "application/json", body)],
                    )
                )
        assert list(store.sections()) == [Section(event_id("a"), "personal", b"rules")]
        assert list(store.contents()) == [Content(digest, "application/json", b"rules")]

    # --- audit and rebuild

    def test_a_scratch_store_answers_like_the_store_it_was_folded_from(
        self, store: LedgerStore
    ) -> None:
        append(store, numbered(40))
        scratch = folded_again(store)
        for row in (*store.subjects("I"), *store.subjects("C"), *store.subjects("P")):
            assert scratch.subject(row.name) == row
            assert scratch.main_entry(row.name, 1) == store.main_entry(row.name, 1)
        assert scratch.pointed("printed", "P3") == store.pointed("printed", "P3") != []
        assert scratch.entry_of_event(event_id("statement 7")) == 7
        assert scratch.node(5, 0) == store.node(5, 0)
        assert scratch.subject("https://nobody.example") is None
        scratch.close()

    @pytest.mark.parametrize(
        ("table", "words"),
        [
            ("digests", "~row-entry 4"),
            ("events", event_id("statement 4")),
            ("nodes", "~row-level 0, ~row-node 4"),
            ("subjects", "https://maker.example/p/1"),
            ("links", "https://maker.example/p/1"),
            ("pointers", "S00003"),
        ],
    )
    def test_a_derived_row_that_the_log_does_not_give_is_named(
        self, store: LedgerStore, table: str, words: str
    ) -> None:
        statements = numbered(9)
        batch = fold(store, 0, statements)
        other = fold(store, 0, statements)
        if table == "digests":
            other.digests[4] = sha256(b"other").digest()
        elif table == "events":
            other.event_ids[4] = event_id("other")
        elif table == "nodes":
            other.nodes[4] = (4, bytes(32))
        elif table == "subjects":
            for row in other.subjects:
                if row.name == words:
                    row.state = b"{}"
        elif table == "links":
            other.links = [link for link in other.links if link.entry != 4]
        else:
            other.pointers = [pointer for pointer in other.pointers if pointer.key != words]
        with store.writing():
            store.commit(other)
        assert not is_proven(store)
        scratch = store.scratch()
        scratch.commit(batch)
        found = list(store.differences(scratch, 100))
        assert found
        assert {difference.table for difference in found} == {table}
        assert any(words in difference.key for difference in found)
        assert all(difference.expected != difference.found for difference in found)
        assert list(store.differences(scratch, 1)) == found[:1]
        with store.writing():
            store.replace_derived(scratch)
        assert list(store.differences(scratch, 100)) == []
        scratch.close()
        assert audit(store) == 9

    @pytest.mark.parametrize("at_once", [1, 7, 100])
    def test_a_sound_store_is_proven_by_folding_over_its_own_tables(
        self, store: LedgerStore, at_once: int
    ) -> None:
        assert is_proven(store)
        append(store, numbered(40))
        assert is_proven(store, at_once)

    def test_a_mirror_answers_as_of_the_entries_that_it_was_given(self, store: LedgerStore) -> None:
        statements = numbered(24)
        append(store, statements)
        mirror, scratch = store.mirror(), store.scratch()
        for start in range(0, 24, 6):
            mirror.expect(start, [event_id(f"statement {start + place}") for place in range(6)])
            names = {row.name for letter in "CIP" for row in store.subjects(letter)}
            for name in names:
                assert mirror.subject(name) == scratch.subject(name)
                for seq in range(3):
                    assert mirror.main_entry(name, seq) == scratch.main_entry(name, seq)
            for number in range(24):
                event = event_id(f"statement {number}")
                assert mirror.entry_of_event(event) == scratch.entry_of_event(event)
                key = f"S{number:05d}"
                assert mirror.pointed("serial", key) == scratch.pointed("serial", key)
            for number in range(7):
                key = f"P{number}"
                assert mirror.pointed("printed", key) == scratch.pointed("printed", key)
            some = statements[start : start + 6]
            mirror.commit(fold(mirror, start, some))
            scratch.commit(fold(scratch, start, some))
        assert mirror.is_whole()
        mirror.close()
        scratch.close()

    def test_only_rows_that_are_at_rest_are_found_there(self, store: LedgerStore) -> None:
        statements = numbered(24)
        append(store, statements)
        scratch = store.scratch()
        scratch.commit(fold(scratch, 0, statements[:9]))
        batch = fold(scratch, 9, statements[9:])
        assert store.has_rows_of(batch)
        others = fold(scratch, 9, numbered(15, start=100))
        for changed in ("digests", "event_ids", "nodes", "links"):
            assert not store.has_rows_of(replace(batch, **{changed: getattr(others, changed)}))
        scratch.close()

    def test_a_mirror_that_was_not_given_the_whole_log_is_not_whole(
        self, store: LedgerStore
    ) -> None:
        statements = numbered(24)
        append(store, statements)
        mirror = store.mirror()
        mirror.expect(0, [event_id(f"statement {number}") for number in range(20)])
        mirror.commit(fold(mirror, 0, statements[:20]))
        assert not mirror.is_whole()
        mirror.close()

    def test_a_rebuild_of_other_entries_than_the_log_has_is_refused(
        self, store: LedgerStore
    ) -> None:
        append(store, numbered(5))
        scratch = folded_again(store)
        append(store, numbered(1, start=5))
        with pytest.raises(ConflictError), store.writing():
            store.replace_derived(scratch)
        with pytest.raises(InputError):
            store.replace_derived(scratch)
        scratch.close()
        assert audit(store) == 6

    def test_a_rebuilt_store_goes_on(self, store: LedgerStore) -> None:
        append(store, numbered(10))
        before = (list(store.nodes()), list(store.subjects("I")), list(store.notes()))
        scratch = folded_again(store)
        with store.writing():
            store.replace_derived(scratch)
        scratch.close()
        assert before == (list(store.nodes()), list(store.subjects("I")), list(store.notes()))
        append(store, numbered(10, start=10))
        assert audit(store) == 20
        assert found_differences(store) == []

    def test_a_closed_store_says_so(self, store: LedgerStore) -> None:
        store.close()
        store.close()
        with pytest.raises(FailedError):
            store.size()
