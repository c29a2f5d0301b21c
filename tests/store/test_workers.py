"""Other processes do the work, and nobody waits for one that died."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Future, wait
from pathlib import Path
from typing import Any

import pytest

from batterypass.store.workers import Workers

#: More than the tasks that a process has at once; all others wait where they can be taken back.
FEW = 8
MANY = 40
#: Seconds after which something hangs.
LONG = 20


@pytest.fixture
def workers() -> Iterator[Workers]:
    workers = Workers(2)
    yield workers
    workers.shutdown(cancel_futures=True)


@pytest.fixture
def gate(tmp_path: Path) -> Iterator[Path]:
    """Give a pipe: whoever reads it waits until :func:`let_through`, or the end of the test."""
    gate = tmp_path / "gate"
    os.mkfifo(gate)
    yield gate
    os.close(os.open(gate, os.O_RDWR | os.O_NONBLOCK))


def let_through(gate: Path) -> None:
    """Let one reader go on."""
    gate.write_bytes(b"go on")


def closed_off(workers: Workers, gate: Path) -> list[Future[Any]]:
    """Give the only process a task that it cannot finish, and many after it."""
    tasks: list[Future[Any]] = [workers.submit(Path.read_bytes, gate)]
    tasks += [workers.submit(pow, number, 2) for number in range(1, MANY)]
    deadline = time.monotonic() + LONG
    while not tasks[0].running() and time.monotonic() < deadline:
        time.sleep(0.001)
    return tasks


def taken_back(tasks: list[Future[Any]]) -> list[Future[Any]]:
    """Take back the last tasks, as many as there are that nobody has begun; give those."""
    return [task for task in reversed(tasks) if task.cancel()][::-1]


def outcome(task: Future[Any]) -> Any:
    """Wait for a task; give what it gave, or the sort of its end."""
    try:
        return task.result(timeout=LONG)
    except (BrokenExecutor, CancelledError) as error:
        return type(error)


def test_the_work_is_done_elsewhere_and_answered_in_order(workers: Workers) -> None:
    assert list(workers.map(pow, range(50), [2] * 50)) == [number**2 for number in range(50)]
    others = {task.result() for task in [workers.submit(os.getpid) for _ in range(20)]}
    assert os.getpid() not in others


def test_large_tasks_and_answers_do_not_block_each_other(workers: Workers) -> None:
    tasks = [workers.submit(bytes.upper, b"x" * 3_000_000) for _ in range(8)]
    assert all(task.result(timeout=LONG) == b"X" * 3_000_000 for task in tasks)


def test_a_worker_that_dies_takes_only_its_own_tasks_with_it(workers: Workers) -> None:
    victim = workers.submit(os.getpid).result()
    os.kill(victim, signal.SIGKILL)
    outcomes = [outcome(task) for task in [workers.submit(pow, n, 2) for n in range(MANY)]]
    # What it held, and what it was given before anybody saw that it is dead.
    assert outcomes.count(BrokenExecutor) <= FEW
    rest = [(number, got) for number, got in enumerate(outcomes) if got is not BrokenExecutor]
    assert all(got == number**2 for number, got in rest)


def kill_until_none_is_left(workers: Workers) -> None:
    """Kill whoever answers, until no task is taken any more."""
    deadline = time.monotonic() + LONG
    while time.monotonic() < deadline:
        for task in [workers.submit(os.getpid) for _ in range(4)]:
            found = outcome(task)
            if found is not BrokenExecutor:
                try:
                    os.kill(found, signal.SIGKILL)
                except ProcessLookupError:
                    continue


def test_where_all_have_died_nobody_waits(workers: Workers) -> None:
    with pytest.raises(BrokenExecutor):
        kill_until_none_is_left(workers)


def test_what_waits_when_the_last_one_dies_is_broken_too(gate: Path) -> None:
    workers = Workers(1)
    victim = workers.submit(os.getpid).result()
    tasks = closed_off(workers, gate)
    os.kill(victim, signal.SIGKILL)
    assert [outcome(task) for task in tasks] == [BrokenExecutor] * MANY
    workers.shutdown()


def test_a_task_that_fails_ends_its_worker_and_says_so() -> None:
    workers = Workers(1)
    task = workers.submit(int, "no number")
    with pytest.raises(BrokenExecutor):
        task.result(timeout=LONG)
    workers.shutdown()


def test_what_was_not_begun_can_be_taken_back(gate: Path) -> None:
    workers = Workers(1)
    tasks = closed_off(workers, gate)
    taken = taken_back(tasks)
    assert len(taken) >= MANY - FEW
    # From the end on: what remains was begun.
    begun = tasks[: MANY - len(taken)]
    assert taken == tasks[len(begun) :]
    let_through(gate)
    wait(tasks, timeout=LONG)
    assert [outcome(task) for task in begun] == [b"go on", *(n**2 for n in range(1, len(begun)))]
    assert workers.submit(pow, 3, 2).result(timeout=LONG) == 9
    workers.shutdown()


def test_ending_drops_what_waits_and_finishes_what_was_begun(gate: Path) -> None:
    workers = Workers(1)
    tasks = closed_off(workers, gate)
    workers.shutdown(wait=False, cancel_futures=True)
    let_through(gate)
    outcomes = [outcome(task) for task in tasks]
    dropped = [got for got in outcomes if got in (BrokenExecutor, CancelledError)]
    begun = outcomes[: MANY - len(dropped)]
    assert len(dropped) >= MANY - FEW
    assert begun == [b"go on", *(number**2 for number in range(1, len(begun)))]
    workers.shutdown()


def test_ending_after_tasks_were_taken_back_is_an_ordinary_end(gate: Path) -> None:
    workers = Workers(1)
    tasks = closed_off(workers, gate)
    taken = taken_back(tasks[MANY // 2 :])
    workers.shutdown(wait=False, cancel_futures=True)
    let_through(gate)
    assert outcome(tasks[0]) == b"go on"
    assert all(task.cancelled() for task in taken)
    assert all(task.done() for task in tasks[FEW:])
    workers.shutdown()


def test_a_death_after_tasks_were_taken_back_leaves_nobody_waiting(gate: Path) -> None:
    workers = Workers(1)
    victim = workers.submit(os.getpid).result()
    tasks = closed_off(workers, gate)
    taken = taken_back(tasks[MANY // 2 :])
    os.kill(victim, signal.SIGKILL)
    assert [outcome(task) for task in tasks[: MANY // 2]] == [BrokenExecutor] * (MANY // 2)
    assert all(task.cancelled() for task in taken)
    workers.shutdown()


def test_after_the_end_no_task_is_taken(workers: Workers) -> None:
    task = workers.submit(pow, 2, 5)
    workers.shutdown()
    assert task.result() == 32
    with pytest.raises(RuntimeError):
        workers.submit(pow, 2, 5)


def test_a_program_that_cannot_be_started_is_a_broken_executor() -> None:
    workers = Workers(2, executable="/no/such/python")
    with pytest.raises(BrokenExecutor, match="started"):
        workers.submit(pow, 2, 2)
    workers.shutdown()


def test_a_script_without_a_guard_runs_once_and_leaves_no_process(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import os\n"
        "from batterypass.store.workers import Workers\n"
        "print('started', os.getpid())\n"
        "print(Workers(2).submit(os.getpid).result())\n"
    )
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=60)
    lines = done.stdout.splitlines()
    assert (done.returncode, done.stderr, len(lines)) == (0, "", 2)
    with pytest.raises(ProcessLookupError):
        os.kill(int(lines[1]), 0)


def test_a_worker_whose_asker_has_ended_goes_without_a_word() -> None:
    start = "from batterypass.store.workers import serve; serve()"
    process = subprocess.Popen(
        [sys.executable, "-c", start],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    task = pickle.dumps((pow, (2, 10), {}))
    process.stdin.write(len(task).to_bytes(8) + task)
    process.stdin.flush()
    assert process.wait(LONG) == 0
    assert process.stderr.read() == b""
    process.stdin.close()
    process.stderr.close()
