"""What the checkpoint key is about to sign over, beside the signer's state (D16).

A writer that is killed after its commit and before the state moved leaves a checkpoint that only the
ledger file knows. Where that file is then lost and an older copy put in its place, nothing else would
tell that the key has signed more than the state says. So the batch itself is laid down here first; the
layout is in ``docs/formats/signer-state.md``. It is not waited for: a kill keeps what was written.
"""

from __future__ import annotations

import os
import struct
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_MAGIC = b"batterypass/prepared/v1\n"
_HEAD = struct.Struct(f">{len(_MAGIC)}sQ32s")  # magic, size, SHA-256 of the body


class PreparedFile:
    """The last batch that was laid down and is not behind the signer's state yet.

    Methods raise OSError; whoever calls them holds the lock of the signer's state.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: int | None = None

    def write(self, size: int, body: bytes) -> None:
        """Lay a batch down that makes a log of ``size`` entries."""
        if self._file is None:
            self._file = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        data = _HEAD.pack(_MAGIC, size, sha256(body).digest()) + body
        os.ftruncate(self._file, 0)
        os.lseek(self._file, 0, os.SEEK_SET)
        while data:
            data = data[os.write(self._file, data) :]

    def read(self) -> bytes | None:
        """Give the batch; None where there is none, or one that was not written to its end."""
        if self._file is None:
            try:
                self._file = os.open(self.path, os.O_RDWR)
            except FileNotFoundError:
                return None
        length = os.fstat(self._file).st_size
        if length < _HEAD.size:
            return None
        data = _read_begin(self._file, length)
        magic, _, digest = _HEAD.unpack_from(data)
        body = data[_HEAD.size :]
        return body if magic == _MAGIC and sha256(body).digest() == digest else None

    def drop(self, size: int) -> None:
        """Drop a batch that makes a log of at most ``size`` entries."""
        if self._file is None:
            return
        head = _read_begin(self._file, _HEAD.size)
        if len(head) == _HEAD.size and _HEAD.unpack(head)[1] <= size:
            os.ftruncate(self._file, 0)

    def close(self) -> None:
        """Close the file. The next call opens it again."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


def _read_begin(file: int, count: int) -> bytes:
    """Read the first bytes of an open file, fewer where it ends before."""
    os.lseek(file, 0, os.SEEK_SET)
    data = b""
    while len(data) < count and (more := os.read(file, count - len(data))):
        data += more
    return data
