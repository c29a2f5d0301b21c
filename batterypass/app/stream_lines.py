"""Lines from a machine that never stops: what is there is given at once, bounded in memory.

A thread reads, so that a lone line is answered without waiting for the next one, while a flood is
given in batches. Nothing here knows what a line says.
"""

from __future__ import annotations

from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Semaphore, Thread
from typing import TYPE_CHECKING, Final, Literal

from batterypass.errors import FailedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: Lines of one batch, which is one commit.
AT_ONCE: Final = 256
#: A longer line is skipped: no form is a hundredth of it.
MOST_BYTES: Final = 1 << 20
_CHUNK: Final = 1 << 16
#: Nobody waits for more of a batch that has so many bytes.
_ENOUGH_BYTES: Final = 4 << 20
#: Chunks that may wait: with this the source is held back by its pipe and not by our memory.
_AHEAD: Final = 32
#: Windows runs no signal handler while a queue is waited for.
_WAKE_SECONDS: Final = 0.5
_BOM: Final = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its end; ``number`` counts from 1, ``size`` is in bytes.

    ``fault``: ``long`` for one of more than ``most`` bytes, ``cut`` for the last one where the input
    ended before the line did. Both come without their bytes, so that nobody can act on a part.
    """

    number: int
    body: bytes
    size: int
    fault: Literal["", "long", "cut"] = ""


@dataclass(frozen=True, slots=True)
class _End:
    problem: str = ""


class LineFeed:
    """The lines of a source, in batches of at most ``AT_ONCE``.

    ``read`` gives what is there, at most as many bytes as it is asked for, and ``b""`` at the end.
    """

    def __init__(self, read: Callable[[int], bytes | None], *, most: int = MOST_BYTES) -> None:
        self._read = read
        self._most = most
        # Its put() may be called by a signal handler in the thread that waits in get().
        self._queue: SimpleQueue[bytes | _End] = SimpleQueue()
        self._room = Semaphore(_AHEAD)
        self._is_over = False

    def stop(self) -> None:
        """End after the lines that were read whole. A signal handler may call it."""
        self._queue.put(_End())

    def __iter__(self) -> Iterator[list[Line]]:
        """Give batches as they come. Raises FailedError where the source cannot be read."""
        splitter = _Splitter(self._most)
        ready: list[Line] = []
        Thread(target=self._fill, daemon=True).start()
        try:
            while True:
                found = None if _is_enough(ready) else self._next(wait=not ready)
                if found is None:
                    yield ready[:AT_ONCE]
                    del ready[:AT_ONCE]
                elif isinstance(found, bytes):
                    ready += splitter.feed(found)
                    self._room.release()
                else:
                    ready += splitter.end()
                    for start in range(0, len(ready), AT_ONCE):
                        yield ready[start : start + AT_ONCE]
                    if found.problem:
                        raise FailedError(
                            f"standard input cannot be read: {found.problem}",
                            code="stream.unreadable", why=found.problem,
                        )  # fmt: skip
                    return
        finally:
            self._is_over = True
            self._room.release()

    def _next(self, *, wait: bool) -> bytes | _End | None:
        """Give what was read next; None where nothing is there and nobody waits for it."""
        while True:
            try:
                return self._queue.get(wait, _WAKE_SECONDS if wait else None)
            except Empty:
                if not wait:
                    return None

    def _fill(self) -> None:
        while True:
            self._room.acquire()
            if self._is_over:
                return
            try:
                chunk = self._read(_CHUNK)
            except (OSError, ValueError) as error:
                self._queue.put(_End(str(error)))
                return
            if not chunk:
                self._queue.put(_End("" if chunk == b"" else "it is set not to wait"))
                return
            self._queue.put(chunk)


def _is_enough(ready: list[Line]) -> bool:
    return len(ready) >= AT_ONCE or sum(len(line.body) for line in ready) >= _ENOUGH_BYTES


class _Splitter:
    """Cuts chunks into lines; of a line that is too long it keeps at most ``most`` bytes."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._parts: list[bytes] = []
        self._size = 0
        self._number = 0

    def feed(self, chunk: bytes) -> list[Line]:
        """Give the lines that end in this chunk."""
        *ended, rest = chunk.split(b"\n")
        lines = []
        for part in ended:
            self._keep(part)
            lines.append(self._take(""))
        self._keep(rest)
        return lines

    def end(self) -> list[Line]:
        """Give the line that nothing ended, if there is one."""
        return [self._take("cut")] if self._size else []

    def _keep(self, part: bytes) -> None:
        self._size += len(part)
        if part and self._size <= self._most:
            self._parts.append(part)

    def _take(self, fault: Literal["", "cut"]) -> Line:
        self._number += 1
        size, body = self._size, b"".join(self._parts)
        self._parts, self._size = [], 0
        if fault:
            return Line(self._number, b"", size, fault)
        if size > self._most:
            return Line(self._number, b"", size, "long")
        # Some shells put a byte order mark in front of what they pipe.
        return Line(self._number, body.removeprefix(_BOM) if self._number == 1 else body, size)
