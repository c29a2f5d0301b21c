"""The segments of the event ids follow from the size of the log, however its batches were cut."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from batterypass.errors import BrokenError
from batterypass.ports import Batch
from batterypass.store import event_segments
from batterypass.store.event_segments import Segment, segment_at, segments
from batterypass.store.scratch import SqliteScratch
from batterypass.store.sqlite import SqliteStore
from batterypass.tlog.tree import Frontier
from store.folding import append, audit, event_id, is_proven, note_of, numbered, statement
from store.rows import Row, rows_of

#: Levels of 2, 8, 32 and 128 entries.
SMALL = (1, 3, 5, 7)
MOST = 300

cuts = st.lists(st.one_of(st.integers(1, 9), st.integers(1, MOST)), min_size=1, max_size=12).filter(
    lambda counts: sum(counts) <= MOST
)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Make segments so small that a few entries fill them."""
    monkeypatch.setattr(event_segments, "BITS", SMALL)
    event_segments._numbers.cache_clear()
    yield
    event_segments._numbers.cache_clear()


def made(first: int, event_ids: Sequence[str]) -> Batch:
    """Make a batch of entries that name nobody and carry these event ids."""
    frontier = Frontier()
    names = [b"%d" % entry for entry in range(first + len(event_ids))]
    frontier.extend([sha256(b"\0" + name).digest() for name in names[:first]])
    frontier.take_completed()
    frontier.extend([sha256(b"\0" + name).digest() for name in names[first:]])
    return Batch(
        first,
        statements=names[first:],
        digests=[sha256(name).digest() for name in names[first:]],
        event_ids=list(event_ids),
        nodes=frontier.take_completed(),
        note=note_of(frontier),
    )


def batches(event_ids: Sequence[str], counts: Sequence[int]) -> Iterator[Batch]:
    """Cut a log of these event ids into batches."""
    first = 0
    for count in counts:
        yield made(first, event_ids[first : first + count])
        first += count


def names(count: int) -> list[str]:
    return [event_id(f"{entry}") for entry in range(count)]


def expected_rows(event_ids: Sequence[str]) -> list[Row]:
    """Give the rows that a log must have, the plain way: of every range that is full, the largest."""
    size = len(event_ids)
    rows: list[Row] = []
    for entry, name in enumerate(event_ids):
        full = [
            (level, end)
            for level, bits in enumerate(event_segments.BITS)
            if (end := (entry // 2**bits + 1) * 2**bits) <= size
        ]
        unfinished = (0, (entry // 2 ** event_segments.BITS[0] + 1) * 2 ** event_segments.BITS[0])
        level, end = max(full, default=unfinished)
        if name:
            rows.append((4 * end + level, bytes.fromhex(name.replace("-", "")), entry))
    return sorted(rows)


def test_the_levels_of_a_ledger_are_those_of_its_format() -> None:
    assert event_segments.BITS == (14, 16, 18, 20)
    million = list(segments(0, 1_000_000, 1_000_000))
    assert [segment.level for segment in million] == [2, 2, 2, 1, 1, 1, 0, 0]
    assert million[0] == Segment(0, 262_144, 2)
    assert million[-1] == Segment(999_424, 1_015_808, 0)
    assert [one.level for one in segments(0, 2**21 + 1, 2**21 + 1)] == [3, 3, 0]
    assert Segment(0, 16_384, 0).number == 65_536


@pytest.mark.parametrize("size", [*range(40), 127, 128, 129, 255, 256, 300])
@pytest.mark.usefixtures("small")
def test_every_entry_stands_in_one_segment_and_none_is_left_out(size: int) -> None:
    there = list(segments(0, size, size))
    assert [one.start for one in there] == [0, *(one.end for one in there)][: len(there)]
    assert all(one.end <= size for one in there[:-1])
    assert len({one.number for one in there}) == len(there)
    for entry in range(size):
        (own,) = [one for one in there if one.start <= entry < one.end]
        assert segment_at(entry, size) == own
    # Three of each level below the highest at most, and one that is not full.
    assert len(there) <= size // 128 + 3 * 3 + 1


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(counts=cuts, more=st.lists(st.booleans(), min_size=12, max_size=12))
@pytest.mark.usefixtures("small")
def test_however_the_batches_were_cut_the_rows_are_the_same(
    tmp_path_factory: pytest.TempPathFactory, counts: list[int], more: list[bool]
) -> None:
    path = tmp_path_factory.mktemp("cut") / "ledger.bpl"
    event_ids = names(sum(counts))
    store = SqliteStore.create(path)
    made_batches = list(batches(event_ids, counts))
    with store.writing():
        for batch, is_more in zip(made_batches, more, strict=False):
            store.commit(batch, more=is_more and batch is not made_batches[-1])
    assert store.database.all("SELECT * FROM events ORDER BY segment, event_id, entry") == (
        expected_rows(event_ids)
    )
    for entry in range(0, len(event_ids), 7):
        assert store.entry_of_event(event_ids[entry]) == entry
    known = {name: entry for entry, name in enumerate(event_ids)}
    assert store.entries_of_events([*event_ids, event_id("none")]) == known
    scratch = store.scratch()
    scratch.commit(made(0, event_ids))
    assert list(store.differences(scratch, 9)) == []
    mirror = store.mirror()
    for batch in batches(event_ids, [len(event_ids)]):
        mirror.expect(batch.first, batch.event_ids)
        mirror.commit(batch)
    assert mirror.is_whole()
    mirror.close()
    with store.writing():
        store.replace_derived(scratch)
    scratch.close()
    store.close()
    assert sorted(rows_of(path, "events")) == expected_rows(event_ids)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(counts=cuts, data=st.data())
@pytest.mark.usefixtures("small")
def test_an_id_that_is_missing_or_stands_twice_changes_no_other_row(
    counts: list[int], data: st.DataObject
) -> None:
    event_ids = names(sum(counts))
    places = st.integers(0, len(event_ids) - 1)
    for place in data.draw(st.lists(places, max_size=20), "without one"):
        event_ids[place] = ""
    for one, other in data.draw(st.lists(st.tuples(places, places), max_size=20), "twice"):
        event_ids[one] = event_ids[other]
    scratch = SqliteScratch()
    for batch in batches(event_ids, counts):
        scratch.commit(batch)
    assert scratch.database.all("SELECT * FROM events ORDER BY segment, event_id, entry") == (
        expected_rows(event_ids)
    )
    first: dict[str, int] = {}
    for entry, name in enumerate(event_ids):
        if name:
            first.setdefault(name, entry)
    assert scratch.entries_of_events(list(first)) == first
    assert {name: scratch.entry_of_event(name) for name in first} == first
    scratch.close()


@pytest.mark.parametrize("at_once", [1, 5, 60])
@pytest.mark.usefixtures("small")
def test_an_event_id_that_comes_again_much_later_proves_nothing_by_itself(
    tmp_path: Path, at_once: int
) -> None:
    store = SqliteStore.create(tmp_path / "ledger.bpl")
    append(store, [*numbered(59), statement("statement 3", padding=1)])
    assert store.entry_of_event(event_id("statement 3")) == 3
    # The mirror cannot vouch for its answers; the comparison finds the tables as they should be.
    assert not is_proven(store, at_once)
    assert audit(store) == 60
    store.close()


@pytest.mark.usefixtures("small")
def test_a_batch_that_is_dropped_leaves_the_segments_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "ledger.bpl"
    event_ids = names(200)
    store = SqliteStore.create(path)
    with store.writing():
        store.commit(made(0, event_ids[:127]))
    with store.writing():
        store.commit(made(127, event_ids[127:]), more=True)
        assert store.entry_of_event(event_ids[199]) == 199
    assert store.entry_of_event(event_ids[199]) is None
    assert store.entry_of_event(event_ids[126]) == 126
    store.close()
    assert sorted(rows_of(path, "events")) == expected_rows(event_ids[:127])


@pytest.mark.usefixtures("small")
def test_a_row_in_another_segment_is_named_with_both(tmp_path: Path) -> None:
    path = tmp_path / "ledger.bpl"
    store = SqliteStore.create(path)
    with store.writing():
        store.commit(made(0, names(40)))
    store.database.run("UPDATE events SET segment = 12 WHERE entry = 4")
    scratch = store.scratch()
    scratch.commit(made(0, names(40)))
    assert list(map(tuple, store.differences(scratch, 9))) == [
        (
            "events",
            event_id("4"),
            "~row-entry 4 ~row-in-segment 130",
            "~row-entry 4 ~row-in-segment 12",
        )
    ]
    scratch.close()
    store.close()


@pytest.mark.usefixtures("small")
def test_a_log_with_a_gap_is_not_said_to_have_other_event_ids_below_it(tmp_path: Path) -> None:
    path = tmp_path / "ledger.bpl"
    store = SqliteStore.create(path)
    with store.writing():
        store.commit(made(0, names(40)))
    # Entry 20 cannot be read, so 20 entries are folded, and they would be in other segments.
    scratch = store.scratch()
    scratch.commit(made(0, names(20)))
    keys = {one.key for one in store.differences(scratch, 999) if one.table == "events"}
    assert keys == set(names(40)[20:])
    scratch.close()
    store.close()


def test_a_size_that_no_ledger_has_is_damage_and_not_an_endless_look_up(tmp_path: Path) -> None:
    path = tmp_path / "ledger.bpl"
    store = SqliteStore.create(path)
    append(store, numbered(4))
    store.close()
    connection = sqlite3.connect(path)
    connection.execute("INSERT INTO nodes VALUES (?, x'00')", (2**62,))
    connection.commit()
    connection.close()
    store = SqliteStore.open(path)
    with pytest.raises(BrokenError, match=str(2**62)):
        store.entry_of_event(event_id("statement 1"))
    with pytest.raises(BrokenError, match=str(2**62)):
        store.entries_of_events([event_id("statement 1")])
    assert not is_proven(store)
    store.close()


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    steps=st.lists(
        st.tuples(st.integers(0, 1), st.integers(1, 40), st.sampled_from(["kept", "dropped"])),
        min_size=1,
        max_size=10,
    ),
)
@pytest.mark.usefixtures("small")
def test_whoever_writes_and_whatever_is_dropped_no_event_id_is_forgotten(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, int, str]]
) -> None:
    path = tmp_path_factory.mktemp("two") / "ledger.bpl"
    stores = [SqliteStore.create(path), SqliteStore.open(path)]
    there: list[str] = []
    everything: list[str] = []
    for which, count, what in steps:
        store = stores[which]
        fresh = [event_id(f"{len(everything) + number}") for number in range(count)]
        everything += fresh
        asked = [*everything, *names(3)]
        with store.writing():
            store.commit(made(len(there), fresh), more=what == "dropped")
            # What is to be dropped is seen, but not remembered.
            inside = {name: entry for entry, name in enumerate([*there, *fresh])}
            assert store.entries_of_events(asked) == inside
        there += fresh if what == "kept" else []
        known = {name: entry for entry, name in enumerate(there)}
        assert [one.entries_of_events(asked) for one in stores] == [known, known]
    for store in stores:
        store.close()


@pytest.mark.usefixtures("small")
def test_full_segments_are_remembered_and_not_asked_again(tmp_path: Path) -> None:
    path = tmp_path / "ledger.bpl"
    store = SqliteStore.create(path)
    with store.writing():
        store.commit(made(0, names(41)))
    known = {name: entry for entry, name in enumerate(names(41))}
    assert store.entries_of_events([*names(41), event_id("none")]) == known
    with store.writing():
        pass
    assert store._event_filter.covered == 40
    strangers = [event_id(f"stranger {number}").replace("-", "") for number in range(1000)]
    keys = [bytes.fromhex(one) for one in strangers]
    assert len(store._event_filter.sift(keys)) < 10
    assert len(store._event_filter.sift([bytes.fromhex(n.replace("-", "")) for n in known])) == 40
    assert store.entries_of_events([*names(41), event_id("none")]) == known
    store.close()


@pytest.mark.usefixtures("small")
def test_after_a_rebuild_what_was_remembered_is_learned_anew(tmp_path: Path) -> None:
    path = tmp_path / "ledger.bpl"
    store, other = SqliteStore.create(path), SqliteStore.open(path)
    with store.writing():
        store.commit(made(0, names(40)))
    store.database.run("DELETE FROM events WHERE entry = 4")
    for one in (store, other):
        assert one.entries_of_events(names(40)).get(event_id("4")) is None
        with one.writing():
            pass
    scratch = store.scratch()
    scratch.commit(made(0, names(40)))
    with store.writing():
        store.replace_derived(scratch)
    scratch.close()
    for one in (store, other):
        with one.writing():
            assert one.entries_of_events(names(40))[event_id("4")] == 4
        one.close()
