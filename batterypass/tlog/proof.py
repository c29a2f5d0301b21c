"""The proof file: shows offline that an entry is in a log (C2SP tlog-proof, ``.tlog-proof``)."""

from __future__ import annotations

from binascii import a2b_base64, b2a_base64
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Self

from batterypass.errors import InputError, MalformedError, refusal
from batterypass.tlog.checkpoint import Checkpoint, open_checkpoint
from batterypass.tlog.lines import (
    MAX_NUMBER,
    encode_base64,
    parse_base64,
    parse_decimal,
    shorten,
)
from batterypass.tlog.merkle import HASH_SIZE, verify_inclusion
from batterypass.tlog.note import MAX_NOTE_SIZE, parse_note

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from batterypass.tlog.keys import Verifier

MAX_PATH: Final = 63
"""Most hashes in a path: the height of the largest tree."""

MAX_EXTRA_SIZE: Final = 65_535
"""Bytes of the longest extra data."""

_FIRST_LINE: Final = "c2sp.org/tlog-proof@v1"
#: Hashes in which the paths of neighbours differ, to all others of which they go on alike.
_NEAR: Final = 4
_KEPT_LINES: Final = 1024
_MAX_HEAD_SIZE: Final = 4 * MAX_EXTRA_SIZE // 3 + 64 * (MAX_PATH + 1)


@dataclass(frozen=True, slots=True)
class LogProof:
    """Index, path and checkpoint; nothing in it is trusted before ``verify``.

    ``checkpoint`` is the signed note, byte for byte as it was made. ``extra`` is authenticated by
    nobody; empty means that there is none. Raises InputError if a part is out of bounds, or if
    the checkpoint does not parse.
    """

    index: int
    path: tuple[bytes, ...]
    checkpoint: bytes
    extra: bytes = b""

    def __post_init__(self) -> None:
        if not 0 <= self.index <= MAX_NUMBER:
            raise refusal(InputError, "note.index", found=self.index, most=MAX_NUMBER)
        if len(self.path) > MAX_PATH:
            raise refusal(InputError, "note.long-path", most=MAX_PATH, found=len(self.path))
        if any(len(value) != HASH_SIZE for value in self.path):
            raise refusal(InputError, "note.path-length")
        if len(self.extra) > MAX_EXTRA_SIZE:
            raise refusal(InputError, "note.long-extra", most=MAX_EXTRA_SIZE)
        Checkpoint.parse(parse_note(self.checkpoint).text)

    def encode(self) -> bytes:
        """Give the bytes of the proof file."""
        lines = [_FIRST_LINE]
        if self.extra:
            lines.append(f"extra {encode_base64(self.extra)}")
        lines.append(f"index {self.index}")
        lines += [encode_base64(value) for value in self.path]
        return "\n".join([*lines, "", ""]).encode() + self.checkpoint

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """Read a proof file, and verify nothing. Raises MalformedError if it is not canonical."""
        if len(data) > _MAX_HEAD_SIZE + MAX_NOTE_SIZE:
            raise refusal(MalformedError, "note.proof-size", found=len(data))
        # Lines of the head are not empty: the first empty line ends it.
        head, _, checkpoint = data.partition(b"\n\n")
        try:
            lines = head.decode("ascii").split("\n")
        except UnicodeDecodeError as error:
            raise refusal(MalformedError, "note.proof-ascii", at=error.start) from error
        if lines.pop(0) != _FIRST_LINE:
            raise refusal(MalformedError, "note.proof-first", expected=_FIRST_LINE)
        extra = b""
        if lines and lines[0].startswith("extra "):
            extra = parse_base64(lines.pop(0).removeprefix("extra "), "proof: extra")
            if not extra:
                raise refusal(MalformedError, "note.proof-extra")
        if not lines or not lines[0].startswith("index "):
            raise refusal(
                MalformedError, "note.proof-index", found=shorten(lines[0] if lines else "")
            )
        index = parse_decimal(lines.pop(0).removeprefix("index "), "proof: index")
        path = tuple(parse_base64(line, "proof: path") for line in lines)
        try:
            return cls(index, path, checkpoint, extra)
        except InputError as error:
            raise refusal(MalformedError, "note.bad-proof", why=error) from error

    def verify(self, leaf: bytes, verifiers: Iterable[Verifier], origin: str) -> Checkpoint:
        """Prove that the entry with leaf hash ``leaf`` is in the log, and give the checkpoint.

        Raises MalformedError or BrokenError. The caller still owes: that ``leaf`` is the hash of
        the data he holds, and enough witnesses (:mod:`batterypass.tlog.trusted` does both steps
        and counts the witnesses).

        1. The checkpoint is signed by the log ``origin`` (``open_checkpoint``).
        2. The path leads from the leaf at the index to the root of the checkpoint.
        """
        checkpoint = open_checkpoint(self.checkpoint, verifiers, origin)  # 1
        verify_inclusion(leaf, self.index, checkpoint.size, self.path, checkpoint.root)  # 2
        return checkpoint


def encode_proofs(
    paths: Iterable[tuple[int, Sequence[bytes]]], checkpoint: bytes
) -> Iterator[bytes]:
    """Write many proof files under one checkpoint: what :meth:`LogProof.encode` gives for each.

    Raises InputError for a checkpoint that does not parse.
    """
    LogProof(0, (), checkpoint)
    line = lru_cache(_KEPT_LINES)(b2a_base64)
    far: Sequence[bytes] | None = None
    end = b""
    for index, path in paths:
        if path[_NEAR:] != far:
            far = path[_NEAR:]
            end = b"".join([*map(line, far), b"\n", checkpoint])
        head = f"{_FIRST_LINE}\nindex {index}\n".encode()
        yield b"".join([head, *map(line, path[:_NEAR]), end])


def parse_proofs(
    files: Iterable[tuple[int, bytes]], checkpoint: bytes
) -> Iterator[tuple[int, tuple[bytes, ...] | None]]:
    """Read many proof files that should be under one checkpoint, each for its entry.

    Gives the path, or None for a file that is not, byte for byte, what :func:`encode_proofs` gives
    for that entry and some path. ``checkpoint`` was parsed by the caller.
    """
    known: dict[bytes, bytes] = {}
    for index, data in files:
        head = f"{_FIRST_LINE}\nindex {index}\n".encode()
        end = b"\n" + checkpoint
        path: list[bytes] | None = None
        if data.startswith(head) and data.endswith(end) and len(data) >= len(head) + len(end):
            text = data[len(head) : -len(end)]
            path = _hashes_in(text, known)
        is_path = path is not None and len(path) <= MAX_PATH and 0 <= index <= MAX_NUMBER
        yield index, tuple(path) if path is not None and is_path else None


def _hashes_in(text: bytes, known: dict[bytes, bytes]) -> list[bytes] | None:
    """Read lines of one hash each, every one ended; None where one is no hash."""
    *lines, end = text.split(b"\n")
    if end:
        return None
    path = []
    for line in lines:
        value = known.get(line)
        if value is None:
            try:
                value = a2b_base64(line)
            except ValueError:
                return None
            # Loose bits and whatever else decodes are written otherwise.
            if len(value) != HASH_SIZE or b2a_base64(value, newline=False) != line:
                return None
            known[line] = value
        path.append(value)
    return path
