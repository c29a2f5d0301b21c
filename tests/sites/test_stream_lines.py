"""Lines from a machine: however the bytes come, each line is given once, and never a part of one."""

from __future__ import annotations

import os
import tracemalloc
from collections.abc import Iterator
from itertools import pairwise
from threading import Event

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batterypass.app.stream_lines import AT_ONCE, Line, LineFeed
from batterypass.errors import FailedError


def reader(chunks: list[bytes]) -> Iterator[bytes]:
    yield from (chunk for chunk in chunks if chunk)


def lines_of(chunks: list[bytes], most: int = 1000) -> list[Line]:
    source = reader(chunks)
    return [line for lines in LineFeed(lambda _: next(source, b""), most=most) for line in lines]


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=60).map(lambda b: b.replace(b"\x00", b"\n")), st.data())
def test_no_line_is_lost_or_torn_however_the_bytes_come(data: bytes, given_: st.DataObject) -> None:
    cuts = given_.draw(st.lists(st.integers(0, len(data)), max_size=8).map(sorted))
    chunks = [data[start:stop] for start, stop in pairwise([0, *cuts, len(data)])]
    found = lines_of(chunks, most=12)
    *whole, rest = data.split(b"\n")
    assert [line.number for line in found] == list(range(1, len(found) + 1))
    assert [line.size for line in found] == [len(part) for part in [*whole, *([rest] * bool(rest))]]
    for line, part in zip(found, whole, strict=False):
        assert (line.fault, line.body) == (("long", b"") if len(part) > 12 else ("", part))
    if rest:
        assert (found[-1].fault, found[-1].body) == ("cut", b"")


def test_a_line_without_end_takes_no_memory() -> None:
    left = [600]

    def read(_: int) -> bytes:
        left[0] -= 1
        return bytes(65536) if left[0] >= 0 else b""

    tracemalloc.start()
    (lines,) = LineFeed(read, most=1000)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert lines == [Line(1, b"", 600 * 65536, "cut")]
    assert peak < 10_000_000


def test_a_line_that_is_too_long_is_named_and_the_next_is_read() -> None:
    long, after = lines_of([b"x" * 65536] * 40 + [b"\nyes\n"], most=1000)
    assert (long.fault, long.size, after.body) == ("long", 40 * 65536, b"yes")


def test_a_byte_order_mark_in_front_is_not_of_the_line() -> None:
    first, second = lines_of([b"\xef\xbb\xbf{}\n\xef\xbb\xbf{}\n"])
    assert first.body == b"{}"
    assert second.body == b"\xef\xbb\xbf{}"


def test_a_lone_line_is_given_while_the_machine_pauses() -> None:
    """The next read would wait for ever; the line before it is there already."""
    goes_on = Event()
    chunks = iter([b"one\ntwo\nthr", b"ee\n"])

    def read(_: int) -> bytes:
        chunk = next(chunks, None)
        if chunk == b"ee\n":
            goes_on.wait(20)
        return chunk or b""

    batches = iter(LineFeed(read))
    assert [line.body for line in next(batches)] == [b"one", b"two"]
    goes_on.set()
    assert [line.body for line in next(batches)] == [b"three"]
    assert list(batches) == []


def test_a_flood_comes_in_batches_and_is_held_back() -> None:
    reads = [0]

    def read(_: int) -> bytes:
        reads[0] += 1
        return b"x\n" * 100

    batches = iter(LineFeed(read))
    sizes = [len(next(batches)) for _ in range(20)]
    assert max(sizes) <= AT_ONCE
    assert reads[0] < 200, "nobody reads far ahead of what is taken"
    batches.close()  # type: ignore[attr-defined]


def test_long_lines_come_in_smaller_batches() -> None:
    left = [40]

    def read(_: int) -> bytes:
        left[0] -= 1
        return b"x" * 1_000_000 + b"\n" if left[0] >= 0 else b""

    batches = list(LineFeed(read, most=1 << 20))
    assert sum(map(len, batches)) == 40
    assert max(map(len, batches)) <= 6


def test_who_stops_gets_what_was_read_whole() -> None:
    goes_on = Event()
    chunks = iter([b"one\ntwo\nhalf of"])

    def read(_: int) -> bytes:
        chunk = next(chunks, None)
        if chunk is None:
            goes_on.wait(20)
        return chunk or b""

    feed = LineFeed(read)
    found: list[Line] = []
    for lines in feed:
        found += lines
        feed.stop()
    goes_on.set()
    assert [(line.body, line.fault) for line in found] == [
        (b"one", ""), (b"two", ""), (b"", "cut"),
    ]  # fmt: skip


def test_a_source_that_breaks_is_told_after_what_came() -> None:
    chunks = iter([b"one\n"])

    def read(_: int) -> bytes:
        for chunk in chunks:
            return chunk
        raise OSError(5, os.strerror(5))

    batches = iter(LineFeed(read))
    assert [line.body for line in next(batches)] == [b"one"]
    with pytest.raises(FailedError, match="standard input cannot be read"):
        next(batches)


def test_a_source_that_does_not_wait_is_no_end() -> None:
    with pytest.raises(FailedError, match="set not to wait"):
        list(LineFeed(lambda _: None))
