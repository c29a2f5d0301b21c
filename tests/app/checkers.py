"""Those who check statements for a ledger, and what can become of them."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from batterypass.store.workers import Workers

#: What can become of anybody who checks.
MISHAPS = (
    "nobody",
    "processes",
    "half of them die",
    "one is killed",
    "all are killed",
    "is gone",
    "is gone after the first",
    "takes everything back",
    "loses its disk",
    "never begins",
)
#: What can become of those who read the file themselves, besides.
LIES = ("answers about other bytes", "answers too little", "says all is bad")


class Wrapped(Executor):
    """Passes tasks on to another executor; a subclass changes what comes back."""

    def __init__(self, inner: Executor) -> None:
        self.inner = inner
        self.given: list[Future[Any]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future = self.inner.submit(fn, *args, **kwargs)
        self.given.append(future)
        return self.returned(len(self.given) - 1)

    def returned(self, number: int) -> Future[Any]:
        return self.given[number]


class HalfDies(Wrapped):
    """Every other task dies with whoever had it."""

    def returned(self, number: int) -> Future[Any]:
        return self.given[number] if number % 2 else failed(BrokenExecutor("it died"))


class AnswersOthers(Wrapped):
    """Every answer is about the bytes of the first task."""

    def returned(self, number: int) -> Future[Any]:
        return self.given[0]


class AnswersLess(Wrapped):
    """The last byte of every answer is lost."""

    def returned(self, number: int) -> Future[Any]:
        answer = self.given[number].result()
        return done(answer[:-1] if answer else answer)


class SaysAllIsBad(Wrapped):
    """Every verdict is zero; the file itself is said to be sound."""

    def returned(self, number: int) -> Future[Any]:
        answer = self.given[number].result()
        return done(answer[:32] + bytes(len(answer) - 32) if answer else answer)


class SaidItBefore(Executor):
    """Gives the answers that somebody gave about another file."""

    def __init__(self, answers: Sequence[bytes]) -> None:
        self.answers = iter(answers)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        return done(next(self.answers))


class IsKilled(Wrapped):
    """Some processes, of which a signal ends one or all as soon as they have something to do."""

    def __init__(self, inner: Workers, victims: int) -> None:
        super().__init__(inner)
        pids = {inner.submit(os.getpid).result() for _ in range(20)}
        self.victims = sorted(pids)[:victims]

    def returned(self, number: int) -> Future[Any]:
        while self.victims:
            os.kill(self.victims.pop(), signal.SIGKILL)
        return self.given[number]


class IsGone(Executor):
    """An executor that was shut down."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        raise RuntimeError("cannot schedule new futures after shutdown")


class IsGoneSoon(Wrapped):
    """An executor that is shut down after its first task."""

    def returned(self, number: int) -> Future[Any]:
        if number:
            raise RuntimeError("cannot schedule new futures after shutdown")
        return self.given[0]


class Unbegun(Future[Any]):
    """A task that nobody will ever begin: whoever waits for it waits for ever."""

    def result(self, timeout: float | None = None) -> Any:
        assert self.done(), "nobody will begin this task"
        return super().result(timeout)


class NeverBegins(Executor):
    """An executor whose tasks can only be taken back."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        return Unbegun()


class TakesBack(Executor):
    """An executor that cancels whatever it was given."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.cancel()
        return future


class LosesItsDisk(Executor):
    """An executor that cannot write to its pipe."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        return failed(OSError("no space left on device"))


def done(answer: Any) -> Future[Any]:
    future: Future[Any] = Future()
    future.set_result(answer)
    return future


def failed(error: Exception) -> Future[Any]:
    future: Future[Any] = Future()
    future.set_exception(error)
    return future


@contextmanager
def checkers(name: str, workers: Workers) -> Iterator[Executor | None]:
    """Give somebody who checks, by the name of what becomes of him."""
    lasting: dict[str, Callable[[], Executor | None]] = {
        "nobody": lambda: None,
        "processes": lambda: workers,
        "half of them die": lambda: HalfDies(workers),
        "is gone": IsGone,
        "is gone after the first": lambda: IsGoneSoon(workers),
        "takes everything back": TakesBack,
        "loses its disk": LosesItsDisk,
        "answers about other bytes": lambda: AnswersOthers(workers),
        "answers too little": lambda: AnswersLess(workers),
        "says all is bad": lambda: SaysAllIsBad(workers),
        "never begins": NeverBegins,
    }
    if name in lasting:
        yield lasting[name]()
    elif name == "threads":
        with ThreadPoolExecutor(2) as threads:
            yield threads
    else:
        mortal = Workers(2)
        try:
            yield IsKilled(mortal, {"one is killed": 1, "all are killed": 2}[name])
        finally:
            mortal.shutdown(cancel_futures=True)
