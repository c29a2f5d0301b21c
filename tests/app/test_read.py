"""What is read of an entry: when it was recorded, its subject's history, and the proofs with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from app import yard as yards
from app.copies import empty_copy, record_copy, statements_of
from batterypass.app.read import (
    EntryView,
    history,
    inclusion_proof,
    inclusion_proofs,
    read_entry,
)
from batterypass.app.record import Attachment, record
from batterypass.app.session import Session
from batterypass.bootstrap import rulebook
from batterypass.domain.ids import ledger_subject
from batterypass.errors import BrokenError, InputError, RefusedError
from batterypass.tlog.checkpoint import Checkpoint
from batterypass.tlog.merkle import leaf_hash
from batterypass.tlog.proof import LogProof

#: When something was read in the yard; each is more than a minute after the one before.
MOMENTS = ("03-04T09:00", "03-04T09:02", "03-04T17:30", "03-09T08:00")


def assess(yard: yards.Yard, number: int, cycles: int) -> int:
    """Log a reading of a pack; give its index."""
    reading = {"condition": "serviceable", "method": "bms_reading", "cycles": cycles}
    return yard.log("item.assessed", yards.MAKER, item=yards.PACKS[number], **reading).index


@pytest.fixture(scope="module")
def yard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[yards.Yard]:
    """A ledger with several time marks, and several entries under each."""
    yard = yards.make_yard(tmp_path_factory.mktemp("read"))
    for cycles, moment in enumerate(MOMENTS):
        yard.at(moment)
        for number in range(3):
            assess(yard, number, cycles)
    yield yard
    yard.ledger.close()


def views_of(yard: yards.Yard) -> list[EntryView]:
    return [read_entry(yard.session, index) for index in range(len(yard.ledger))]


def marks_of(views: Sequence[EntryView]) -> dict[int, str]:
    """Give the time of each mark by its index."""
    return {
        index: view.payload["event_time"]
        for index, view in enumerate(views)
        if view.payload["kind"] == "ledger.time-marked"
    }


# --- between which marks an entry was recorded


def test_every_entry_lies_between_the_marks_around_it(yard: yards.Yard) -> None:
    views = views_of(yard)
    marks = marks_of(views)
    assert len(marks) >= len(MOMENTS) + 2
    opened = views[0].payload["event_time"]
    for index, view in enumerate(views):
        below = [time for at, time in marks.items() if at <= index]
        above = [time for at, time in marks.items() if at > index]
        # A mark is its own bound from below, and entry 0 that of what comes before the first.
        assert view.recorded_after == (below[-1] if below else opened)
        assert view.recorded_before == (above[0] if above else "")
        assert view.recorded_before == "" or view.recorded_after < view.recorded_before


def test_below_the_first_mark_and_above_the_last_one_bound_is_known(yard: yards.Yard) -> None:
    views = views_of(yard)
    marks = marks_of(views)
    first, last = min(marks), max(marks)
    opened = views[0].payload["event_time"]
    assert 0 < first < last < len(views) - 1
    for view in views[:first]:
        assert (view.recorded_after, view.recorded_before) == (opened, marks[first])
    for view in views[last:]:
        assert (view.recorded_after, view.recorded_before) == (marks[last], "")


def test_a_ledger_without_marks_knows_when_it_was_opened(yard: yards.Yard, tmp_path: Path) -> None:
    with record_copy(yard, tmp_path, [statements_of(yard.ledger)[:2]]) as copy:
        views = [read_entry(copy.session, index) for index in range(2)]
    opened = views[0].payload["event_time"]
    assert [(view.recorded_after, view.recorded_before) for view in views] == [(opened, "")] * 2


def test_an_entry_gets_its_upper_bound_with_the_next_mark(tmp_path: Path) -> None:
    yard = yards.make_yard(tmp_path)
    yard.at("03-04T09:00")
    index = assess(yard, 0, 1)
    before = read_entry(yard.session, index)
    yard.at("03-04T09:05")
    later = assess(yard, 0, 2)
    after = read_entry(yard.session, index)
    assert (before.recorded_before, after.recorded_before) == (
        "", read_entry(yard.session, later).recorded_after,
    )  # fmt: skip
    assert after.recorded_before.startswith("2026-03-04T")
    assert before.recorded_after == after.recorded_after


# --- the history of a subject


@pytest.mark.parametrize(
    "subject", [*yards.PACKS[:4], yards.MAKER, yards.CARRIER, ledger_subject(yards.ORIGIN)]
)
def test_a_history_tells_every_entry_of_its_subject_as_it_reads_alone(
    yard: yards.Yard, subject: str
) -> None:
    expected = [
        view
        for view in views_of(yard)
        if subject in {link["subject"] for link in view.payload["subjects"]}
    ]
    assert expected
    assert history(yard.session, subject) == expected


def test_a_history_across_several_marks_has_the_bounds_of_each_entry(yard: yards.Yard) -> None:
    told = history(yard.session, yards.PACKS[0])
    bounds = [(view.recorded_after, view.recorded_before) for view in told]
    readings = [view for view in told if view.payload["kind"] == "item.assessed"]
    assert len(readings) == len(MOMENTS)
    assert len(set(bounds)) == len(bounds)
    assert bounds == sorted(bounds[:-1]) + bounds[-1:]
    assert bounds[-1][1] == ""
    # Nothing else was marked between two readings: one ends where the next begins.
    assert [before for _, before in bounds[1:-1]] == [after for after, _ in bounds[2:]]


def test_a_subject_without_entries_has_no_history(yard: yards.Yard) -> None:
    with pytest.raises(InputError, match="has no entries"):
        history(yard.session, "https://nobody.example")


# --- several proofs


def verified(session: Session, proofs: Sequence[LogProof], leaves: Sequence[bytes]) -> Checkpoint:
    """Verify proofs by the log key alone, as a stranger would; give the one checkpoint of all."""
    assert len(proofs) == len(leaves)
    checkpoints = {
        LogProof.parse(proof.encode()).verify(leaf, [session.verifier()], session.origin)
        for proof, leaf in zip(proofs, leaves, strict=True)
    }
    assert len({proof.checkpoint for proof in proofs}) == 1
    (checkpoint,) = checkpoints
    return checkpoint


def test_all_entries_are_proved_up_to_one_checkpoint(yard: yards.Yard) -> None:
    session = yard.session
    # In any order, and twice where it is asked twice.
    indices = [*range(session.size - 1, -1, -1), 0, 7, 7]
    leaves = [leaf_hash(session.store.statement(index)) for index in indices]
    proofs = inclusion_proofs(session, indices)
    assert [proof.index for proof in proofs] == indices
    assert verified(session, proofs, leaves).size == len(yard.ledger)
    assert proofs == [inclusion_proof(session, index) for index in indices]
    assert inclusion_proofs(session, []) == []


def test_a_proof_holds_for_no_other_entry(yard: yards.Yard) -> None:
    session = yard.session
    proofs = inclusion_proofs(session, [3, 4])
    leaves = [leaf_hash(session.store.statement(index)) for index in (4, 3)]
    for proof, leaf in zip(proofs, leaves, strict=True):
        with pytest.raises(BrokenError):
            proof.verify(leaf, [session.verifier()], session.origin)


def test_trees_of_every_shape_give_proofs_right_after_they_grew(
    yard: yards.Yard, tmp_path: Path
) -> None:
    statements = statements_of(yard.ledger)
    leaves = [leaf_hash(raw) for raw in statements]
    with empty_copy(yard, tmp_path) as copy:
        session = copy.session
        start = 0
        for size in (2, 3, 4, 5, 7, 8, 9, 15, 16, 17, len(statements)):
            beside = Attachment() if start else Attachment(contents=rulebook().contents)
            record(session, statements[start:size], beside, origin="" if start else yards.ORIGIN)
            proofs = inclusion_proofs(session, range(size))
            assert verified(session, proofs, leaves[:size]).size == size
            start = size


@pytest.mark.parametrize("wrong", [[-1], [0, -1], [10_000], [1, 10_000, 2]])
def test_one_entry_that_is_not_there_is_a_wrong_question(
    yard: yards.Yard, wrong: list[int]
) -> None:
    with pytest.raises(InputError) as raised:
        inclusion_proofs(yard.session, wrong)
    assert raised.value.code == "find.outside"


def test_the_entry_after_the_last_is_not_there_yet(yard: yards.Yard) -> None:
    with pytest.raises(InputError) as raised:
        inclusion_proof(yard.session, len(yard.ledger))
    assert raised.value.code == "find.outside"


def test_proofs_hold_after_a_batch_that_was_refused(tmp_path: Path) -> None:
    yard = yards.make_yard(tmp_path)
    session = yard.session
    statements = statements_of(yard.ledger)
    leaves = [leaf_hash(raw) for raw in statements]
    yard.at("03-05T10:00")
    with pytest.raises(RefusedError):
        yard.ledger.record([statements[5][:-1] + bytes([statements[5][-1] ^ 1])])
    proofs = inclusion_proofs(session, range(len(statements)))
    assert verified(session, proofs, leaves).size == len(statements)


def test_a_session_that_another_writer_overtook_proves_up_to_the_new_checkpoint(
    tmp_path: Path,
) -> None:
    yard = yards.make_yard(tmp_path)
    stale = yard.session
    size = stale.size
    other = yards.reopen(yard, tmp_path)
    other.at("03-05T10:00")
    for cycles in range(5):
        assess(other, 0, cycles)
    proofs = inclusion_proofs(stale, range(size))
    leaves = [leaf_hash(raw) for raw in statements_of(other.ledger)[:size]]
    assert verified(stale, proofs, leaves).size == len(other.ledger) > size
    other.ledger.close()
    yard.ledger.close()
