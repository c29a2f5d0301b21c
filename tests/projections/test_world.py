"""Folding at once or in pieces, remembering much or little, gives the same tables and answers."""

from __future__ import annotations

from copy import deepcopy
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batterypass.domain.events import UnknownEvent
from batterypass.domain.states import PartyState
from batterypass.domain.world import RELATIONS, Position
from batterypass.errors import BrokenError
from batterypass.ports import LANES, Batch, Link, Pointer
from batterypass.projections.codec import parse_state
from batterypass.projections.world import FoldedWorld
from projections.telling import NOBODY, PACKS, Reader, place_of, told
from worlds import MAKER, ORIGIN, DictWorld


def root_of(size: int) -> bytes:
    """Give what stands for a historic root."""
    return sha256(b"%d" % size).digest()


def new_world(reader: Reader, size: int = 0) -> FoldedWorld:
    """Start above what a reader has."""
    return FoldedWorld(
        reader, size, ORIGIN, digest_of=lambda entry: told()[entry][1].digest, root_of_size=root_of
    )


def hand_over(world: FoldedWorld, reader: Reader, batch: Batch, *, later: int = 0) -> Batch:
    """Write what changed; give the next batch."""
    world.fill(batch, later=later)
    reader.commit(batch)
    world.forget_changes()
    return Batch(world.size())


def fold_all(
    cuts: set[int], *, later: int, limit: int, stop: int | None = None
) -> tuple[Reader, FoldedWorld]:
    """Fold every event; hand over before those in ``cuts``, and keep little in memory."""
    reader = Reader()
    world = new_world(reader)
    batch = Batch(0)
    for event, at in told()[:stop]:
        if at.index in cuts:
            batch = hand_over(world, reader, batch, later=later)
            world.trim(limit)
        world.apply(event, at)
        batch.event_ids.append(event.event_id)
    hand_over(world, reader, batch)
    return reader, world


def answers(world: FoldedWorld | DictWorld, name: str) -> list[Any]:
    """Ask everything about a subject."""
    chain = world.chain(name)
    last = chain.seq if chain is not None else -1
    return [
        chain,
        world.party(name),
        world.item(name),
        world.consignment(name),
        world.authorisation(name),
        [world.main_digest(name, seq) for seq in range(-2, last + 3)],
    ]


CUTS = st.sets(st.integers(1, 40))


@settings(max_examples=60, deadline=None)
@given(cuts=CUTS, later=st.integers(0, 12), limit=st.integers(0, 30))
def test_folding_at_once_or_in_pieces_gives_equal_tables(
    cuts: set[int], later: int, limit: int
) -> None:
    whole, _ = fold_all(set(), later=0, limit=1000)
    pieces, _ = fold_all(cuts, later=later, limit=limit)
    assert pieces.tables() == whole.tables()


@settings(max_examples=30, deadline=None)
@given(cuts=CUTS, later=st.integers(0, 12), limit=st.integers(0, 30))
def test_at_every_entry_the_world_answers_like_one_that_forgets_nothing(
    cuts: set[int], later: int, limit: int
) -> None:
    reader, reference = Reader(), DictWorld(ORIGIN)
    world = new_world(reader)
    batch = Batch(0)
    for event, at in told():
        if at.index in cuts:
            batch = hand_over(world, reader, batch, later=later)
            world.trim(limit)
        assert world.size() == reference.size()
        assert world.ledger() == reference.ledger()
        for name in (event.actor, *(link.subject for link in event.subjects)):
            assert answers(world, name) == answers(reference, name)
        world.apply(event, at)
        reference.add(event, at)
        batch.event_ids.append(event.event_id)


@pytest.mark.parametrize(("cuts", "limit"), [(set(), 1000), (set(range(1, 60)), 0), ({7, 20}, 3)])
def test_the_world_answers_as_the_log_says(cuts: set[int], limit: int) -> None:
    reference = DictWorld(ORIGIN)
    for event, at in told():
        reference.add(event, at)
    _, world = fold_all(cuts, later=0, limit=limit)
    assert world.size() == len(told())
    assert world.root_at(3) == root_of(3)
    assert world.ledger() == reference.ledger()
    for name in (*reference.chains, NOBODY):
        assert answers(world, name) == answers(reference, name)
    assert {relation for relation, _ in reference.pointers} <= set(RELATIONS)
    for (relation, key), subjects in reference.pointers.items():
        assert world.pointed(relation, key) == sorted(set(subjects))
    for event, at in told():
        assert world.index_of_event(event.event_id) == at.index


def test_the_tables_are_what_the_events_say() -> None:
    reader, _ = fold_all({5, 15, 25}, later=6, limit=4)
    reference = DictWorld(ORIGIN)
    for event, at in told():
        reference.add(event, at)
    assert sorted(reader.links) == sorted(
        Link(link.subject, LANES[link.lane], link.seq, at.index)
        for event, at in told()
        for link in event.subjects
    )
    assert reader.pointers == {
        Pointer(relation, key, subject)
        for (relation, key), subjects in reference.pointers.items()
        for subject in subjects
    }
    assert {name: row.chain for name, row in reader.subjects.items()} == reference.chains
    assert {
        name: parse_state(row.letter, name, row.state) for name, row in reader.subjects.items()
    } == reference.states


def test_a_world_that_is_opened_later_goes_on_from_what_was_written() -> None:
    reader, _ = fold_all({9}, later=0, limit=0, stop=20)
    world = new_world(reader, 20)
    batch = Batch(20)
    for event, at in told()[20:]:
        world.apply(event, at)
        batch.event_ids.append(event.event_id)
    hand_over(world, reader, batch)
    assert reader.tables() == fold_all(set(), later=0, limit=1000)[0].tables()


def test_a_look_up_that_was_asked_for_too_early_is_found_once_it_is_there() -> None:
    reader = Reader()
    world = new_world(reader)
    batch = Batch(0)
    asked = ("passport", f"{PACKS[0]}-pass")
    issued = place_of("passport.issued", 0)
    for event, at in told():
        # Whoever asks before, between folding and hand-over, and after, gets the truth each time.
        assert world.pointed(*asked) == ([PACKS[0]] if at.index > issued else [])
        assert world.index_of_event(event.event_id) is None
        world.apply(event, at)
        assert world.index_of_event(event.event_id) == at.index
        batch.event_ids.append(event.event_id)
        if at.index % 3 == 0:
            batch = hand_over(world, reader, batch)


def test_what_was_dropped_leaves_no_trace() -> None:
    reader = Reader()
    world = new_world(reader)
    events = told()
    first = place_of("passport.issued", 1)
    batch = Batch(0)
    for event, at in events[:first]:
        world.apply(event, at)
        batch.event_ids.append(event.event_id)
    hand_over(world, reader, batch)
    before = reader.tables()
    for event, at in events[first : first + 10]:
        world.apply(event, at)
    assert world.pointed("passport", f"{PACKS[1]}-pass") == [PACKS[1]]
    world.discard(first)
    assert world.size() == first
    assert world.pointed("passport", f"{PACKS[1]}-pass") == []
    batch = hand_over(world, reader, Batch(first))
    assert reader.tables() == before
    for event, at in events[first:]:
        assert world.index_of_event(event.event_id) is None
        world.apply(event, at)
        batch.event_ids.append(event.event_id)
    hand_over(world, reader, batch)
    assert reader.tables() == fold_all(set(), later=0, limit=1000)[0].tables()


def written_by_another(reader: Reader, size: int) -> None:
    """Let another process record the next entry."""
    event, at = told()[size]
    other = new_world(reader, size)
    other.apply(event, at)
    hand_over(other, reader, Batch(size, event_ids=[event.event_id]))


def test_what_somebody_else_wrote_is_seen_after_a_reload() -> None:
    size = place_of("passport.issued", 2)
    reader, world = fold_all(set(), later=0, limit=1000, stop=size)
    event_id = told()[size][0].event_id
    before = deepcopy(answers(world, PACKS[2]))
    assert world.index_of_event(event_id) is None
    assert world.pointed("passport", f"{PACKS[2]}-pass") == []
    written_by_another(reader, size)
    world.reload(size + 1)
    assert world.size() == size + 1
    assert world.index_of_event(event_id) == size
    assert world.pointed("passport", f"{PACKS[2]}-pass") == [PACKS[2]]
    assert answers(world, PACKS[2]) == answers(new_world(reader, size + 1), PACKS[2]) != before


def test_what_was_absent_is_looked_for_again_once_a_draft_was_dropped() -> None:
    size = place_of("pack.manufactured", 3)
    reader, world = fold_all(set(), later=0, limit=1000, stop=size)
    assert world.item(PACKS[3]) is None
    written_by_another(reader, size)
    world.discard(size + 1)
    assert world.item(PACKS[3]) is not None


def test_a_subject_of_another_sort_is_not_there() -> None:
    _, world = fold_all({10}, later=0, limit=0)
    assert world.party(PACKS[0]) is None
    assert world.item(MAKER) is None
    with pytest.raises(BrokenError, match="not a party"):
        world.edit_party(PACKS[0])
    with pytest.raises(BrokenError, match=r"not an? item"):
        world.edit_item(f"{NOBODY}/p/1")


def test_whoever_only_signed_is_no_subject_yet() -> None:
    reader = Reader()
    world = new_world(reader)
    event, at = told()[place_of("authorisation.granted", 0)]
    world.apply(event, Position(0, at.digest, at.mark_ms, at.kid))
    hand_over(world, reader, Batch(0, event_ids=[event.event_id]))
    assert world.chain(event.actor) is None
    assert reader.subjects[event.actor].letter == ""
    assert reader.subjects[event.actor].chain.acted_count == 1


def test_nothing_is_asked_of_the_store_twice() -> None:
    reader, world = fold_all(set(), later=0, limit=1000)
    asked = reader.asked
    for _ in range(3):
        assert isinstance(world.party(MAKER), PartyState)
        assert world.item(PACKS[0]) is not None
        assert world.chain(NOBODY) is None
    assert reader.asked <= asked + 1


def test_only_what_changed_is_written() -> None:
    reader, world = fold_all(set(), later=0, limit=1000)
    states = {name: row.state for name, row in reader.subjects.items()}
    event, at = told()[place_of("item.assessed", 7)]
    world.apply(event, Position(world.size(), sha256(b"again").digest(), at.mark_ms, at.kid))
    batch = Batch(len(told()))
    world.fill(batch)
    acted, changed = MAKER, event.subjects[0].subject
    assert {row.name for row in batch.subjects} == {acted, changed}
    # Who signs changes in its chain alone.
    assert [row.state for row in batch.subjects if row.name == acted] == [states[acted]]
    world.forget_changes()
    empty = Batch(world.size())
    world.fill(empty)
    assert empty == Batch(world.size())


def test_what_changes_again_and_again_is_written_less_often_where_it_may_come_later() -> None:
    every = set(range(1, len(told())))
    at_once, _ = fold_all(every, later=0, limit=1000)
    later, _ = fold_all(every, later=12, limit=1000)
    assert later.tables() == at_once.tables()
    assert later.written < at_once.written / 2


def test_what_changed_last_stays_longest_in_memory() -> None:
    reader, world = fold_all(set(range(1, len(told()))), later=0, limit=1000)
    world.trim(6)
    asked = reader.asked
    # The consignment was received last, with its three packs; the ledger was marked long before.
    assert [world.item(pack) is not None for pack in PACKS[1:3]] == [True, True]
    assert reader.asked == asked
    assert world.ledger() is not None
    assert reader.asked == asked + 1


def test_a_kind_that_nobody_here_knows_may_bring_a_subject_into_being() -> None:
    name = f"{NOBODY}/p/1"
    model, at = told()[-1]
    event = UnknownEvent.model_validate(
        {
            "event_id": model.event_id, "kind": "pack.painted", "version": 1,
            "event_time": model.event_time, "actor": MAKER,
            "subjects": [{"subject": name, "lane": "main", "seq": 0, "prev": None}],
        }
    )  # fmt: skip
    reader, world = fold_all(set(), later=0, limit=1000)
    world.apply(event, Position(world.size(), at.digest, at.mark_ms, at.kid))
    hand_over(world, reader, Batch(len(told()), event_ids=[event.event_id]))
    for one in (world, new_world(reader, world.size())):
        assert answers(one, name) == [reader.subjects[name].chain, None, None, None, None,
                                      [None, None, at.digest, None, None]]  # fmt: skip


def test_an_entry_that_does_not_read_keeps_its_place() -> None:
    world = new_world(Reader())
    world.skip()
    assert world.size() == 1
    empty = Batch(0)
    world.fill(empty)
    assert empty == Batch(0)
