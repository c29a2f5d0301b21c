"""The files inside a PDF that is not as it was written: what can still be read of them.

For a paper that was changed, or that another program saved again: every object is looked for by its
beginning, so that no table of the file need be right. The last object of a number counts, as in a
file to which another program added. Streams may be plain or deflated. Nothing that comes out of here
is trusted: whoever calls proves it (ISO 32000-1, 7.3, 7.5.7, 7.11.4).
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import Final

_MOST: Final = 32_000_000
"""Bytes that are unpacked of one file in all; our largest papers have a tenth of that."""
_OBJECT: Final = re.compile(rb"(?<![0-9])([0-9]{1,7})[ \r\n]+[0-9]{1,5}[ \r\n]+obj\b")
_STREAM: Final = re.compile(rb">>[ \r\n]*stream(?:\r\n|\n)")
_LENGTH: Final = re.compile(rb"/Length[ \r\n]+([0-9]{1,9})(?![0-9]|[ \r\n]+[0-9]+[ \r\n]+R)")
_COUNT: Final = re.compile(rb"/N[ \r\n]+([0-9]{1,7})")
_FIRST: Final = re.compile(rb"/First[ \r\n]+([0-9]{1,9})")
_STRING: Final = rb"[ \r\n]*(?:<([0-9A-Fa-f \r\n]*)>|\(((?:[^()\\]|\\[\s\S])*)\))"
_NAMES: Final = (re.compile(rb"/UF" + _STRING), re.compile(rb"/F" + _STRING))
_MAKER: Final = re.compile(rb"/Producer" + _STRING)
_INLINE: Final = re.compile(rb"/EF[ \r\n]*<<[^<>]*?/U?F[ \r\n]+([0-9]{1,7})[ \r\n]+[0-9]+[ \r\n]+R")
_ELSEWHERE: Final = re.compile(rb"/EF[ \r\n]+([0-9]{1,7})[ \r\n]+[0-9]+[ \r\n]+R")
_TARGET: Final = re.compile(rb"/U?F[ \r\n]+([0-9]{1,7})[ \r\n]+[0-9]+[ \r\n]+R")
_ESCAPE: Final = re.compile(rb"\\([0-7]{1,3}|\r\n|[\s\S])")
_CONTROLS: Final = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What could be read: who made the file, empty if it does not say; attached files by name."""

    maker: str
    files: dict[str, bytes]


def salvage(pdf: bytes) -> Salvaged:
    """Read the attached files of any PDF, as far as they can be read; raises nothing."""
    objects = _objects(pdf)
    files: dict[str, bytes] = {}
    maker = ""
    left = _MOST
    for head, _ in objects.values():
        if b"/Producer" in head:
            found = _MAKER.search(head)
            maker = _text(found) if found else maker
        if b"/EF" not in head:
            continue
        target = _target(head, objects)
        name = next((_text(one) for way in _NAMES if (one := way.search(head))), "")
        data = _unpacked(*target, left) if target is not None and name else None
        if data is not None:
            left -= len(data)
            files[name] = data
    return Salvaged(maker, files)


def _target(head: bytes, objects: dict[int, tuple[bytes, bytes]]) -> tuple[bytes, bytes] | None:
    """Give the stream of a file that is attached."""
    found = _INLINE.search(head)
    if found is None:
        other = _ELSEWHERE.search(head)
        named = objects.get(int(other[1])) if other else None
        found = _TARGET.search(named[0]) if named else None
    return objects.get(int(found[1])) if found else None


def _objects(pdf: bytes) -> dict[int, tuple[bytes, bytes]]:
    """Give each object by its number: what stands before its stream, and the stream as it is."""
    objects: dict[int, tuple[bytes, bytes]] = {}
    place, left = 0, _MOST
    while (begin := _OBJECT.search(pdf, place)) is not None:
        number, start = int(begin[1]), begin.end()
        end = pdf.find(b"endobj", start)
        if end < 0:
            break
        stream = _STREAM.search(pdf, start, end)
        if stream is None:
            objects[number] = (pdf[start:end], b"")
            place = end
            continue
        head = pdf[start : stream.start() + 2]
        stop = _end_of_stream(pdf, head, stream.end())
        data = pdf[stream.end() : stop]
        objects[number] = (head, data)
        place = stop
        if b"/ObjStm" in head:
            unpacked = _unpacked(head, data, left)
            if unpacked is not None:
                left -= len(unpacked)
                objects.update(_packed(head, unpacked))
    return objects


def _end_of_stream(pdf: bytes, head: bytes, start: int) -> int:
    """Find where a stream ends: where its length says, if that fits, else at its closing word."""
    length = _LENGTH.search(head)
    if length is not None:
        stop = start + int(length[1])
        if pdf[stop : stop + 12].lstrip(b"\r\n").startswith(b"endstream"):
            return stop
    stop = pdf.find(b"endstream", start)
    if stop < 0:
        return len(pdf)
    return stop - (2 if pdf[stop - 2 : stop] == b"\r\n" else 1)


def _packed(head: bytes, data: bytes) -> dict[int, tuple[bytes, bytes]]:
    """Read the objects that stand in one stream."""
    count, first = _COUNT.search(head), _FIRST.search(head)
    if count is None or first is None:
        return {}
    words = data[: int(first[1])].split()
    if len(words) < 2 * int(count[1]) or not all(word.isdigit() for word in words):
        return {}
    numbers = [int(word) for word in words[: 2 * int(count[1])]]
    starts = [*(int(first[1]) + one for one in numbers[1::2]), len(data)]
    return {
        number: (data[start:end], b"")
        for number, start, end in zip(numbers[::2], starts, starts[1:], strict=False)
    }


def _unpacked(head: bytes, data: bytes, most: int) -> bytes | None:
    """Unpack a stream; None where it is packed in a way that is not read here, or is too large."""
    if b"/Filter" not in head:
        return data if len(data) <= most else None
    if b"/FlateDecode" not in head or b"/DecodeParms" in head:
        return None
    unpack = zlib.decompressobj()
    try:
        out = unpack.decompress(data, max(1, most))
    except zlib.error:
        return None
    return out if unpack.eof else None


def _text(found: re.Match[bytes]) -> str:
    if found[1] is not None:
        digits = b"".join(found[1].split()).decode("ascii")
        raw = bytes.fromhex(digits + "0" * (len(digits) % 2))
    else:
        raw = _ESCAPE.sub(_unescaped, found[2])
    if raw.startswith(b"\xfe\xff"):
        return raw[2:].decode("utf-16-be", errors="replace")
    return raw.decode("latin-1")


def _unescaped(found: re.Match[bytes]) -> bytes:
    if found[1][:1] in b"01234567":
        return bytes([int(found[1], 8) & 255])
    return b"" if found[1][:1] in b"\r\n" else _CONTROLS.get(found[1], found[1])
