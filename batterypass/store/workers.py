"""Other processes for pure work: an ``Executor`` that starts quickly and never waits.

The pools of the standard library import the main program again in every process, which a script
without the well-known guard does not survive, and wait for their parent between two tasks. A worker
here imports nothing but the functions that it is given, and always has its next task waiting in its
pipe.
"""

from __future__ import annotations

import atexit
import os
import pickle
import signal
import subprocess
import sys
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Lock, Semaphore, Thread
from typing import IO, TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

_LENGTH_BYTES = 8
#: Tasks that a process has at once, so that it need not wait for a thread here to get its turn.
_HELD = 2
_START = "import sys; sys.path[:] = {path!r}; from batterypass.store.workers import serve; serve()"

_Task = tuple["Future[Any]", bytes]


class Workers(Executor):
    """Some processes that run functions that can be pickled; the first task starts them.

    A process that dies takes its tasks with it: they raise BrokenExecutor, and so does
    :meth:`submit` once none is left.
    """

    def __init__(self, count: int, executable: str = sys.executable) -> None:
        self._count = count
        self._executable = executable
        self._tasks: SimpleQueue[_Task | None] = SimpleQueue()
        self._workers: list[_Worker] = []
        self._alive = 0
        self._closed = False
        self._lock = Lock()

    def submit(self, fn: Callable[..., T], /, *args: object, **kwargs: object) -> Future[T]:
        """Run a function in one of the processes. Raises BrokenExecutor if none can be had."""
        frame = pickle.dumps((fn, args, kwargs), protocol=pickle.HIGHEST_PROTOCOL)
        future: Future[T] = Future()
        with self._lock:
            if self._closed:
                raise RuntimeError("these workers were shut down")
            if not self._workers:
                self._start()
            if not self._alive:
                raise BrokenExecutor("no worker process is left")
            self._tasks.put((future, frame))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes, after the tasks that are waiting unless these are cancelled."""
        with self._lock:
            self._closed = True
            if cancel_futures:
                self._refuse_waiting()
            for _ in self._workers:
                self._tasks.put(None)
        if wait:
            for worker in self._workers:
                worker.join()
        atexit.unregister(self.shutdown)

    def end(self) -> None:
        """End the processes at once, whatever they do: nobody waits for an answer any more."""
        self.shutdown(wait=False, cancel_futures=True)
        for worker in self._workers:
            worker.kill()

    def _start(self) -> None:
        command = [self._executable, "-I", "-c", _START.format(path=sys.path)]
        try:
            for _ in range(self._count):
                self._workers.append(_Worker(command, self._tasks, self._on_death, self._hand_back))
        except OSError as error:
            if not self._workers:
                raise BrokenExecutor(f"no worker process can be started: {error}") from error
        self._alive = len(self._workers)
        # Without this, processes would be left to find out by themselves that we are gone.
        atexit.register(self.shutdown, cancel_futures=True)

    def _on_death(self) -> None:
        with self._lock:
            self._alive -= 1
            if not self._alive:
                self._refuse_waiting()

    def _hand_back(self, task: _Task) -> None:
        """Take a task from one who died before he could begin it."""
        with self._lock:
            if self._alive:
                self._tasks.put(task)
            elif task[0].set_running_or_notify_cancel():
                task[0].set_exception(BrokenExecutor("no worker process is left"))

    def _refuse_waiting(self) -> None:
        endings = 0
        with suppress(Empty):
            while True:
                task = self._tasks.get_nowait()
                if task is None:
                    endings += 1
                elif task[0].set_running_or_notify_cancel():
                    task[0].set_exception(BrokenExecutor("no worker process is left"))
        for _ in range(endings):
            self._tasks.put(None)


class _Worker:
    """One process, with a thread that gives it tasks and one that takes its answers.

    The next tasks are already in the pipe, so that the process never waits for a thread here to get
    its turn.
    """

    def __init__(
        self,
        command: list[str],
        tasks: SimpleQueue[_Task | None],
        on_death: Callable[[], None],
        hand_back: Callable[[_Task], None],
    ) -> None:
        self._tasks = tasks
        self._on_death = on_death
        self._hand_back = hand_back
        self._is_dead = False
        self._sent: SimpleQueue[Future[Any] | None] = SimpleQueue()
        self._room = Semaphore(_HELD)
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and code
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._threads = [
            Thread(target=target, args=(pipe,), daemon=True)
            for target, pipe in (
                (self._give, self._process.stdin),
                (self._take, self._process.stdout),
            )
        ]
        for thread in self._threads:
            thread.start()

    def join(self) -> None:
        """Wait for its end."""
        for thread in self._threads:
            thread.join()

    def kill(self) -> None:
        """End it, also one that was stopped."""
        self._process.kill()

    def _give(self, pipe: IO[bytes]) -> None:
        while True:
            # What is not in a pipe can still be taken by another, or be cancelled.
            self._room.acquire()
            task = self._tasks.get()
            if task is None:
                break
            if self._is_dead:
                self._hand_back(task)
                break
            future, frame = task
            if not future.set_running_or_notify_cancel():
                self._room.release()
                continue
            self._sent.put(future)
            try:
                _write_frame(pipe, frame)
            except OSError:
                # It died; whoever waits for its answers says so.
                break
        self._sent.put(None)
        with suppress(OSError):
            pipe.close()

    def _take(self, pipe: IO[bytes]) -> None:
        while (future := self._sent.get()) is not None:
            answer = b"" if self._is_dead else _read_frame(pipe)
            if not answer and not self._is_dead:
                # No further task is given to it, and those that it has are lost with it.
                self._is_dead = True
                self._process.kill()
                self._on_death()
            self._room.release()
            if answer:
                future.set_result(pickle.loads(answer))  # noqa: S301 - our own process wrote it
                continue
            future.set_exception(BrokenExecutor("a worker process ended"))
        pipe.close()
        self._process.wait()


def serve() -> None:
    """Do what a worker process does: read tasks, write answers, up to the end of its input."""
    # Ctrl-C is for the one who gave us work; we end when he closes the pipe.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tasks, answers = sys.stdin.buffer, sys.stdout.buffer
    while frame := _read_frame(tasks):
        function, args, kwargs = pickle.loads(frame)  # noqa: S301 - our own parent wrote it
        answer = pickle.dumps(function(*args, **kwargs))
        try:
            _write_frame(answers, answer)
        except BrokenPipeError:
            # Who gave us work has ended without waiting: a file was no bundle, say. Nobody is owed an
            # answer, and what is left of it must not be written when this process ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), answers.fileno())
            return


def _write_frame(pipe: IO[bytes], data: bytes) -> None:
    pipe.write(len(data).to_bytes(_LENGTH_BYTES) + data)
    pipe.flush()


def _read_frame(pipe: IO[bytes]) -> bytes:
    """Give the next frame, empty at the end or where it is cut off."""
    head = pipe.read(_LENGTH_BYTES)
    length = int.from_bytes(head)
    data = pipe.read(length) if len(head) == _LENGTH_BYTES else b""
    return data if len(data) == length else b""
