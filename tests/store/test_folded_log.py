"""A log that has no tables is folded as one that has: the same answers, and no event id twice."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import pytest

from batterypass.errors import BrokenError, InputError
from batterypass.ports import Batch
from batterypass.store import folded_log
from batterypass.store.folded_log import FoldedLog
from batterypass.store.scratch import SqliteScratch
from store.folding import event_id, fold, numbered, statement

COUNT = 420


@pytest.fixture
def place() -> Iterator[FoldedLog]:
    folded = FoldedLog()
    yield folded
    folded.close()


@pytest.fixture
def scratch() -> Iterator[SqliteScratch]:
    tables = SqliteScratch()
    yield tables
    tables.close()


def take(place: FoldedLog, statements: Sequence[bytes], at_once: int) -> None:
    """Fold statements in batches."""
    for start in range(0, len(statements), at_once):
        some = statements[start : start + at_once]
        place.expect(start, [json.loads(raw)["id"] for raw in some])
        place.commit(fold(place, start, some))


@pytest.mark.parametrize("at_once", [1, 7, 128, COUNT])
def test_it_answers_like_tables_that_were_filled(
    place: FoldedLog, scratch: SqliteScratch, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(folded_log, "_IDS_IN_MEMORY", 100 * 16)
    statements = numbered(COUNT, seals=(150, 300))
    take(place, statements, at_once)
    scratch.commit(fold(scratch, 0, statements))
    assert place.is_whole()
    for number in range(COUNT):
        assert place.entry_of_event(event_id(f"statement {number}")) == number
        key = f"S{number:05d}"
        assert place.pointed("serial", key) == scratch.pointed("serial", key)
        pack = f"https://maker.example/p/{number // 3}"
        assert place.subject(pack) == scratch.subject(pack)
        for seq in range(3):
            assert place.main_entry(pack, seq) == scratch.main_entry(pack, seq)
    for level in range(COUNT.bit_length()):
        for number in range(COUNT >> level):
            assert place.node(level, number) == scratch.node(level, number)
    assert (place.last_sealed(), scratch.last_sealed()) == (300, 300)
    assert dict(place.subject_heads()) == dict(scratch.subject_heads())
    assert place.seal_heads(COUNT, place.subject_heads()) == scratch.seal_heads(
        COUNT, scratch.subject_heads()
    )


def test_what_is_not_there_is_not_there(place: FoldedLog) -> None:
    assert place.subject("https://nobody.example") is None
    take(place, numbered(5), 5)
    assert place.entry_of_event(event_id("statement 5")) is None
    assert place.entry_of_event("no event id") is None
    assert place.main_entry("https://maker.example/p/0", 2) is None
    assert place.entries_of_events([event_id("statement 2"), event_id("another")]) == {
        event_id("statement 2"): 2
    }
    for level, number in ((0, 5), (3, 0)):
        with pytest.raises(BrokenError, match="is missing"):
            place.node(level, number)


@pytest.mark.parametrize("first", [0, 199, 398])
@pytest.mark.parametrize("in_memory", [16, 150 * 16, 1 << 19])
def test_an_event_id_that_stands_twice_is_seen_at_the_end(
    place: FoldedLog, monkeypatch: pytest.MonkeyPatch, first: int, in_memory: int
) -> None:
    monkeypatch.setattr(folded_log, "_IDS_IN_MEMORY", in_memory)
    again = statement(f"statement {first}", "https://maker.example/p/999")
    take(place, [*numbered(400), again], 20)
    assert (place.is_whole(), place.differs) == (False, True)
    assert place.entry_of_event(event_id(f"statement {first}")) == first


def test_entries_that_do_not_read_have_no_event_id_and_are_not_alike(place: FoldedLog) -> None:
    batch = fold(place, 0, numbered(6))
    batch.event_ids[1] = batch.event_ids[4] = ""
    place.commit(batch)
    assert place.is_whole()
    assert place.entry_of_event(event_id("statement 1")) is None
    assert place.entry_of_event(event_id("statement 5")) == 5


def test_nodes_that_are_not_those_of_the_entries_are_not_taken(place: FoldedLog) -> None:
    batch = Batch(0, digests=[bytes(32)] * 2, event_ids=["", ""])
    batch.nodes = [(0, bytes(32)), (1, bytes(32))]
    with pytest.raises(InputError, match="nodes from entry 0 on"):
        place.commit(batch)
