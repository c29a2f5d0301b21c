"""Several processes and threads write one ledger at once (faults.md row 8)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from batterypass.app.ledger import Ledger
from batterypass.errors import ConflictError
from batterypass.tlog.checkpoint import Checkpoint
from batterypass.tlog.merkle import leaf_hash, verify_inclusion
from batterypass.tlog.note import parse_note
from batterypass.tlog.tree import Frontier
from faults.test_kill import acknowledged, start
from faults.yard import MAKER, SHOP, Clock, Yard, assessment, audit, make, pack_url, small_ledger

EACH = 30


@pytest.fixture
def yard(tmp_path: Path) -> Yard:
    return small_ledger(tmp_path / "yard")


def hammer(yard: Yard, *, same: bool) -> list[dict[int, tuple[int, str]]]:
    """Let two processes with two threads each write ``EACH`` packs per thread."""
    children = [
        start(yard.folder, salt, 1000 if same else 1000 + place * 2 * EACH, f"{EACH}x2",
              *(["same"] if same else []))
        for place, salt in enumerate("ab")
    ]  # fmt: skip
    ended = [(*child.communicate(timeout=120), child.returncode) for child in children]
    said = []
    for out, errors, code in ended:
        assert code == 0, errors
        assert set(errors.split()) <= {"retry"}, errors
        said.append(acknowledged(out))
    return said


def test_distinct_events_get_one_order_without_gap_or_repetition(yard: Yard) -> None:
    before = audit(yard)
    said = hammer(yard, same=False)
    numbers = [number for one in said for number in one]
    assert sorted(numbers) == list(range(1000, 1000 + 4 * EACH))
    indexes = [index for one in said for index, _ in one.values()]
    assert len(set(indexes)) == 4 * EACH
    size = audit(yard)
    with yard.open(read_only=True) as ledger:
        kinds = Counter(ledger.entry(index).payload["kind"] for index in range(before, size))
        for one in said:
            for index, digest in one.values():
                assert ledger.entry(index).digest == digest
    assert kinds["pack.manufactured"] == 4 * EACH
    assert set(kinds) == {"pack.manufactured", "ledger.time-marked"}


def test_identical_events_are_recorded_once_and_everybody_gets_the_same_answer(yard: Yard) -> None:
    before = audit(yard)
    said = hammer(yard, same=True)
    assert said[0] == said[1]
    assert len(said[0]) == EACH
    size = audit(yard)
    with yard.open(read_only=True) as ledger:
        kinds = Counter(ledger.entry(index).payload["kind"] for index in range(before, size))
    assert kinds["pack.manufactured"] == EACH


def other(yard: Yard) -> Yard:
    return Yard(yard.folder, yard.clock, salt="other")


def market(number: int, country: str) -> dict[str, str]:
    return {"item": pack_url(number), "country": country, "placed_on": "2026-03-02"}


def test_who_signed_above_an_old_head_gets_a_conflict_and_can_retry(yard: Yard) -> None:
    with yard.open() as one, other(yard).open() as two:
        ready = one.plan([("pack.placed-on-market", market(2, "MX"))], actor=MAKER)
        two.log("pack.placed-on-market", market(2, "US"), actor=MAKER)
        done = one.sign(ready)
        assert not done[0].already
    with yard.open() as one, other(yard).open() as two:
        intrude_while_signing(
            one, lambda: two.log("pack.placed-on-market", market(3, "US"), actor=MAKER)
        )
        with pytest.raises(ConflictError):
            one.log("pack.placed-on-market", market(3, "MX"), actor=MAKER)
        assert not one.log("pack.placed-on-market", market(3, "MX"), actor=MAKER).already
    audit(yard)


def intrude_while_signing(one: Ledger, intrude: Callable[[], object]) -> None:
    """Let somebody else write after ``one`` has signed and before it takes the lock."""
    real = one.store.writing
    turns = iter([True])

    def writing() -> Any:
        if next(turns, False):
            intrude()
        return real()

    one.session.store = _Intruded(one.store, writing)


class _Intruded:
    """A store in which something happens before the lock is taken."""

    def __init__(self, store: Any, writing: Any) -> None:
        self._store = store
        self.writing = writing

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


def test_the_same_event_by_two_writers_is_a_conflict_for_one_and_there_for_both(
    yard: Yard,
) -> None:
    later = Yard(yard.folder, Clock(yard.clock.now + timedelta(seconds=1)))
    with yard.open() as one, later.open() as two:
        intrude_while_signing(one, lambda: make(two, [70]))
        with pytest.raises(ConflictError, match="try again"):
            make(one, [70])
        assert make(one, [70])[0].already
    audit(yard)


def test_a_verifier_is_not_alarmed_by_a_writer(yard: Yard) -> None:
    """An audit takes time. What is written meanwhile is not its business."""
    with yard.open(read_only=True, home=yard.folder / "reader") as reader, yard.open() as writer:
        numbers = iter(range(200, 300))

        def write_on(done: int, total: int) -> None:
            make(writer, [next(numbers)])

        for _ in range(5):
            verdict = reader.verify(trust_file=yard.trust(), progress=write_on)
            assert verdict.authentic, [one.message("en") for one in verdict.findings]
    audit(yard)


def test_a_reader_that_stays_open_keeps_up_with_the_writer(yard: Yard) -> None:
    """A proof and its checkpoint are of one state, the newest."""
    with yard.open(read_only=True) as reader, yard.open() as writer:
        reader.checkpoint()
        for number in range(200, 206):
            (done,) = make(writer, [number])
            assert reader.item(f"S-{number:06d}").custodian == MAKER
            proof = reader.inclusion_proof(5)
            checkpoint = Checkpoint.parse(parse_note(proof.checkpoint).text)
            assert checkpoint.size == done.index + 1
            verify_inclusion(
                leaf_hash(writer.store.statement(5)), 5, checkpoint.size, proof.path,
                checkpoint.root,
            )  # fmt: skip
            assert reader.checkpoint() == writer.checkpoint()
            assert dict(reader.published_files()) == dict(writer.published_files())


def test_an_export_that_is_overtaken_is_of_one_state(yard: Yard) -> None:
    with yard.open(read_only=True) as reader, yard.open() as writer:
        files = reader.published_files()
        exported = [next(files)]
        make(writer, [200, 201])
        exported += files
    path, note = exported[-1]
    assert path == "checkpoint"
    checkpoint = Checkpoint.parse(parse_note(note).text)
    bundle = next(body for path, body in exported if path.startswith("tile/entries"))
    from batterypass.tlog.tiles import parse_bundle

    frontier = Frontier()
    frontier.extend(map(leaf_hash, parse_bundle(bundle)))
    assert (frontier.size, frontier.root()) == (checkpoint.size, checkpoint.root)


def test_readings_by_two_writers_do_not_block_each_other(yard: Yard) -> None:
    """Lane record takes any known main statement (D6)."""
    with yard.open() as one, other(yard).open() as two:
        for soh in ("97", "96", "95"):
            one.log("item.assessed", assessment(2, soh), actor=MAKER)
            two.log("item.assessed", assessment(2, soh + ".5"), actor=SHOP)
    audit(yard)
