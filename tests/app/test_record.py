"""Recording: all of a batch or none, in batches of any size, with the checks spread or not."""

from __future__ import annotations

from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import yard as yards
from app.copies import everything, grouped, record_copy, statements_of
from batterypass.app.record import record_many
from batterypass.errors import ConflictError, RefusedError, UndecidedError
from batterypass.ports import Batch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture(scope="module")
def yard(tmp_path_factory: pytest.TempPathFactory) -> yards.Yard:
    """A ledger in which packs were made, read and handed over."""
    yard = yards.make_yard(tmp_path_factory.mktemp("record"), packs=12)
    yard.at("03-04T09:00")
    for number, item in enumerate(yards.PACKS[:12]):
        reading = {"condition": "serviceable", "method": "bms_reading", "cycles": number}
        yard.log("item.assessed", yards.MAKER, item=item, **reading)
        if number % 3 == 0:
            yard.at(f"03-04T09:{10 + number}")
            yard.log("custody.released", yards.MAKER, items=[item], to=yards.RECYCLER)
            yard.log("custody.accepted", yards.RECYCLER, items=[item], released_by=yards.MAKER)
    return yard


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(sizes=st.lists(st.integers(1, 9), min_size=1, max_size=8))
def test_the_same_statements_in_other_batches_give_the_same_tables(
    yard: yards.Yard, tmp_path_factory: pytest.TempPathFactory, sizes: list[int]
) -> None:
    statements = statements_of(yard.ledger)
    # Entry 0 opens the ledger, and needs the origin said with it.
    folder = tmp_path_factory.mktemp("copy")
    with record_copy(yard, folder, grouped(statements, [2, *sizes])) as copy:
        assert everything(copy.store) == everything(yard.ledger.store)
        assert copy.session.checkpoint().root == yard.session.checkpoint().root
        assert copy.verify(first_use=True).authentic


def test_a_batch_that_is_refused_leaves_nothing_behind_not_even_a_time_mark(
    yard: yards.Yard, tmp_path: Path
) -> None:
    yard = yards.make_yard(tmp_path)
    before = everything(yard.ledger.store)
    note = yard.ledger.store.note()
    yard.at("03-05T10:00")
    good = yards.pack(yards.PACKS[10])
    bad = yards.pack("https://id.somebody-else.example/01/09521234560104/21/X")
    ready = yard.ledger.plan([("pack.manufactured", good)], actor=yards.MAKER)
    signed = _signed(yard, ready)
    forged = _signed(yard, yard.ledger.plan([("pack.manufactured", bad)], actor=yards.MAKER))
    with pytest.raises(RefusedError):
        yard.ledger.record([*signed, *forged])
    assert everything(yard.ledger.store) == before
    assert yard.ledger.store.note() == note
    # What was all right in it can be recorded afterwards, under the mark that was due.
    assert [one.kind for one in yard.ledger.record(signed)] == ["pack.manufactured"]
    assert yard.ledger.verify().authentic


def test_an_answer_is_given_for_each_statement_in_its_place(
    yard: yards.Yard, tmp_path: Path
) -> None:
    statements = statements_of(yard.ledger)
    with record_copy(yard, tmp_path, [statements[:6]]) as copy:
        mixed = [statements[7], statements[3], statements[6], statements[7]]
        with pytest.raises(RefusedError):
            copy.record(mixed)
        answers = copy.record([statements[6], statements[3], statements[7], statements[7]])
        assert [one.index for one in answers] == [6, 3, 7, 7]
        assert [one.already for one in answers] == [False, True, False, True]
        assert len(copy) == 8


def test_a_time_mark_stands_before_a_batch_only_when_the_last_is_a_minute_old(
    tmp_path: Path,
) -> None:
    yard = yards.make_yard(tmp_path)
    for minute, marks in (("00", 1), ("00", 0), ("01", 1)):
        size = len(yard.ledger)
        yard.at(f"03-06T10:{minute}")
        item = yards.PACKS[size % 4]
        yard.log("item.assessed", yards.MAKER, item=item, condition="serviceable",
                 method="visual", cycles=size)  # fmt: skip
        kinds = [
            yard.ledger.entry(index).payload["kind"] for index in range(size, len(yard.ledger))
        ]
        assert kinds == ["ledger.time-marked"] * marks + ["item.assessed"]


def test_batch_after_batch_gives_what_they_give_one_by_one(
    yard: yards.Yard, tmp_path: Path
) -> None:
    statements = statements_of(yard.ledger)
    with record_copy(yard, tmp_path, [statements[:20]]) as copy:
        answers = list(record_many(copy.session, grouped(statements[20:], range(1, 8))))
        assert [len(one) for one in answers] == [
            len(one) for one in grouped(statements[20:], range(1, 8))
        ]
        assert [one.index for batch in answers for one in batch] == list(range(20, len(statements)))
        assert everything(copy.store) == everything(yard.ledger.store)


def test_a_batch_that_is_refused_ends_the_stream_and_leaves_those_before(
    yard: yards.Yard, tmp_path: Path
) -> None:
    statements = statements_of(yard.ledger)
    with record_copy(yard, tmp_path, [statements[:20]]) as copy:
        batches = [statements[20:22], [statements[22], b"no statement"], statements[22:24]]
        stream = record_many(copy.session, batches)
        assert [one.index for one in next(stream)] == [20, 21]
        with pytest.raises(RefusedError):
            next(stream)
        assert len(copy) == 22


class _Spread(Executor):
    """An executor that does the work at once, and answers as it is told."""

    def __init__(self, answer: Callable[[bytes], Any]) -> None:
        self.answer = answer
        self.tasks = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.tasks += 1
        future: Future[Any] = Future()
        try:
            future.set_result(self.answer(fn(*args, **kwargs)))
        except RuntimeError as error:
            future.set_exception(error)
        return future


def _break(_: bytes) -> bytes:
    from concurrent.futures import BrokenExecutor

    raise BrokenExecutor("it died")


@pytest.mark.parametrize("answer", [lambda found: found, _break], ids=["works", "dies"])
def test_signatures_that_others_check_are_judged_like_any(
    tmp_path: Path, answer: Callable[[bytes], Any]
) -> None:
    yard = yards.make_yard(tmp_path)
    executor = _Spread(answer)
    _around(yard, threads=lambda: executor)
    forms = [("pack.manufactured", yards.pack(f"https://id.planta-apodaca.example/p/{number}", serial=f"S{number}"))
             for number in range(150)]  # fmt: skip
    assert len(yard.ledger.sign(yard.ledger.plan(forms, actor=yards.MAKER))) == 150
    assert executor.tasks >= 2
    assert yard.ledger.verify().authentic


def test_a_signature_that_others_find_bad_refuses_the_batch(tmp_path: Path) -> None:
    yard = yards.make_yard(tmp_path)
    _around(yard, threads=lambda: _Spread(lambda found: found[:10] + b"\0" + found[11:]))
    forms = [("pack.manufactured", yards.pack(f"https://id.planta-apodaca.example/p/{number}", serial=f"S{number}"))
             for number in range(90)]  # fmt: skip
    ready = yard.ledger.plan(forms, actor=yards.MAKER)
    with pytest.raises(RefusedError, match="signature"):
        yard.ledger.sign(ready)


def test_threads_find_the_statement_that_was_altered_on_its_way(tmp_path: Path) -> None:
    yard = yards.make_yard(tmp_path)
    forms = [("pack.manufactured", yards.pack(f"https://id.planta-apodaca.example/p/{number}", serial=f"S{number}"))
             for number in range(80)]  # fmt: skip
    signed = _signed(yard, yard.ledger.plan(forms, actor=yards.MAKER))
    signed[66] = signed[66][:-1] + bytes([signed[66][-1] ^ 1])
    with ThreadPoolExecutor(2) as threads:
        _around(yard, threads=lambda: threads)
        with pytest.raises(RefusedError) as refused:
            yard.ledger.record(signed)
    codes = {finding.code for finding in refused.value.findings}  # type: ignore[attr-defined]
    assert "BP-S004" in codes


def test_a_writer_that_finds_the_log_longer_looks_again_before_it_judges(tmp_path: Path) -> None:
    first = yards.make_yard(tmp_path)
    second = yards.reopen(first, tmp_path)
    reading = {"condition": "serviceable", "method": "bms_reading"}
    first.log("item.assessed", yards.MAKER, item=yards.PACKS[0], **reading, cycles=1)
    second.log("item.assessed", yards.MAKER, item=yards.PACKS[0], **reading, cycles=2)
    first.log("item.assessed", yards.MAKER, item=yards.PACKS[0], **reading, cycles=3)
    assert first.ledger.verify().authentic
    assert first.ledger.item(yards.PACKS[0]).assessed["cycles"] == 3


def test_a_ledger_under_rules_that_are_not_known_here_is_not_written_to(tmp_path: Path) -> None:
    yard = yards.make_yard(tmp_path)
    form = {"ledger": f"https://{yards.ORIGIN}", "rulebook_version": "2031.1", "digest": "7" * 64}
    yard.log("rulebook.adopted", yards.REGISTRAR, **form)
    with pytest.raises(UndecidedError, match="newer"):
        yard.log("item.assessed", yards.MAKER, item=yards.PACKS[0], condition="serviceable",
                 method="visual")  # fmt: skip


def test_what_was_signed_is_remembered_at_once_then_at_most_each_second_and_at_the_end(
    tmp_path: Path,
) -> None:
    yard = yards.make_yard(tmp_path)
    kept: list[bytes] = []
    session = yard.session
    memory = session.around.memory

    class Memory:
        def remember(self, origin: str, note: bytes) -> None:
            kept.append(note)

        def __getattr__(self, name: str) -> Any:
            return getattr(memory, name)

    session.end()
    _around(yard, memory=Memory())
    yard.time["now"] += timedelta(seconds=30)
    notes = []
    for cycles in range(4):
        yard.log("item.assessed", yards.MAKER, item=yards.PACKS[0], condition="serviceable",
                 method="visual", cycles=cycles)  # fmt: skip
        notes.append(yard.ledger.store.note())
    assert kept == notes[:1]
    yard.ledger.close()
    assert kept == [notes[0], notes[-1]]


def test_a_commit_that_conflicts_leaves_the_session_able_to_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    yard = yards.make_yard(tmp_path)
    store = yard.ledger.store
    commit = type(store).commit

    def fail(self: Any, batch: Batch) -> None:
        raise ConflictError("another writer was first")

    monkeypatch.setattr(type(store), "commit", fail)
    form = {"item": yards.PACKS[1], "condition": "serviceable", "method": "visual"}
    with pytest.raises(ConflictError):
        yard.log("item.assessed", yards.MAKER, **form)
    monkeypatch.setattr(type(store), "commit", commit)
    yard.log("item.assessed", yards.MAKER, **form)
    assert yard.ledger.verify().authentic


def _signed(yard: yards.Yard, ready: Any) -> list[bytes]:
    """Sign what is fresh in a plan, and record nothing."""
    from batterypass.app.compose import _sign

    world = yard.session.new_world()
    return [_sign(yard.session, world, draft) for draft in ready.fresh()]


def _around(yard: yards.Yard, **other: Any) -> None:
    yard.session.around = replace(yard.session.around, **other)


@contextmanager
def _nothing() -> Iterator[None]:
    yield None
