"""What the checkpoint key signed last, kept beside the key and outside the ledger (D16).

A ledger that was copied back from a backup has an older tip than this file, so its operator
refuses to sign instead of forking the log. Two slots of 512 bytes are written in turn, so that a
torn write leaves the other one; the layout is in ``docs/formats/signer-state.md``.
"""

from __future__ import annotations

import os
import struct
import sys
from contextlib import contextmanager
from functools import lru_cache
from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING

from batterypass.errors import BrokenError, ConflictError, FailedError, InputError
from batterypass.ports import SignedTip
from batterypass.store.prepared import PreparedFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

SLOT_BYTES = 512
_MAGIC = b"batterypass/signer-state/v1\n"
_FIELDS = struct.Struct(f">{len(_MAGIC)}sQQ32s")  # magic, turn, size, root
_CHECKED_BYTES = SLOT_BYTES - 32
_MAX_SIZE = 2**63 - 1
# Where a system has no fdatasync, fsync does the same and more.
_sync = getattr(os, "fdatasync", os.fsync)


class SignerState:
    """The last signed tip of one log, shared safely by all processes that sign with its key.

    The file and a ``.lock`` file beside it are opened on first use and stay open until
    :meth:`close`. Every method raises FailedError naming the path where the disk stops it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: int | None = None
        self._lock_file: int | None = None
        self._thread_lock = Lock()
        self._prepared = PreparedFile(path.with_name(f"{path.name}.next"))

    def read(self) -> SignedTip | None:
        """Give the last signed tip; None if nothing was ever signed.

        Raises BrokenError if the file has content but no slot that is whole.
        """
        with self._locked():
            return self._read()[1]

    def advance(self, size: int, root: bytes, *, after: SignedTip | None) -> SignedTip:
        """Record that the tip of ``size`` and ``root`` is signed, and make it durable.

        ``after`` is the tip that the new one was built on: what the caller's ledger held before
        this batch, None for the first. Compare and swap, under a lock among processes:

        1. The tip on disk is the new one already: done, a repetition.
        2. The tip on disk is ``after``, and the new one is larger: it is written to the other
           slot. A crash before the return leaves the old or the new tip.
        3. Another root at the size on disk, or a smaller size on top of it, is a fork: BrokenError.
        4. Anything else means that another process, or another copy of the ledger, signed since:
           ConflictError; read the ledger and this state again.
        """
        if not 0 <= size <= _MAX_SIZE or len(root) != 32:
            raise InputError(f"{self.path}: size {size} with a root of {len(root)} bytes")
        new = SignedTip(size, root)
        with self._locked():
            turn, tip = self._read()
            # 1
            if tip == new:
                self._sync()  # the first attempt may have failed just there
                self._prepared.drop(size)
                return new
            # 3
            if tip is not None and size == tip.size:
                raise BrokenError(
                    f"{self.path}: a checkpoint of size {size} with root {tip.root.hex()} is signed"
                    f" already, one with root {root.hex()} would fork the log",
                    code="store.signed-other", path=self.path, size=size,
                )  # fmt: skip
            # 4
            if tip != after:
                raise ConflictError(
                    f"{self.path}: the last signed checkpoint is {_name(tip)}, this batch was built"
                    f" on {_name(after)}: another process signed since, or this ledger is an old"
                    " copy; open it again",
                    code="store.signed-since", path=self.path,
                    signed=_size(tip), built=_size(after),
                )  # fmt: skip
            # 3
            if tip is not None and size < tip.size:
                raise BrokenError(
                    f"{self.path}: a checkpoint of size {tip.size} is signed already,"
                    f" one of size {size} on top of it would fork the log",
                    code="store.signed-more", path=self.path, size=size, signed=tip.size,
                )  # fmt: skip
            # 2
            self._write(turn + 1, new)
            self._prepared.drop(size)
        return new

    def prepare(self, size: int, body: bytes) -> None:
        """Lay down the batch that makes a log of ``size`` entries, before it is committed."""
        with self._locked():
            self._prepared.write(size, body)

    def prepared(self) -> bytes | None:
        """Give the batch that was laid down and that :meth:`advance` did not reach, or None."""
        with self._locked():
            return self._prepared.read()

    def withdraw(self) -> None:
        """Drop what was laid down: it is certain that it was not committed."""
        with self._locked():
            self._prepared.drop(_MAX_SIZE)

    def close(self) -> None:
        """Close the files. The next call opens them again."""
        with self._thread_lock:
            self._close_file()
            self._prepared.close()
            if self._lock_file is not None:
                os.close(self._lock_file)
                self._lock_file = None

    def __enter__(self) -> SignerState:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the lock among threads and processes, and name the path if the disk fails."""
        with self._thread_lock:
            try:
                if self._lock_file is None:
                    lock_path = self.path.with_name(self.path.name + ".lock")
                    self._lock_file = os.open(lock_path, os.O_RDWR | os.O_CREAT, 0o600)
                _lock(self._lock_file)
                try:
                    yield
                finally:
                    _unlock(self._lock_file)
            except OSError as error:
                place, why = error.filename or self.path, error.strerror or str(error)
                raise FailedError(
                    f"{place}: {why}", code="store.disk", path=place, why=why
                ) from error

    def _read(self) -> tuple[int, SignedTip | None]:
        """Give the turn and the tip of the latest whole slot; 0 and None for no file."""
        if self._file is not None and os.fstat(self._file).st_nlink == 0:
            self._close_file()  # somebody put another file in its place
        if self._file is None:
            try:
                self._file = os.open(self.path, os.O_RDWR)
            except FileNotFoundError:
                return 0, None
        os.lseek(self._file, 0, os.SEEK_SET)
        data = os.read(self._file, 2 * SLOT_BYTES + 1)
        if not data:
            self._close_file()  # the first tip comes as a new file
            return 0, None
        slots = [_parse_slot(data[:SLOT_BYTES]), _parse_slot(data[SLOT_BYTES:])]
        whole = [slot for place, slot in enumerate(slots) if slot and slot[0] % 2 == place]
        if not whole:
            raise BrokenError(
                f"{self.path}: no slot of this file is whole, so it cannot say what was signed last:"
                " put it back from your backup",
                code="store.signer-damaged", path=self.path,
            )  # fmt: skip
        return max(whole, key=lambda slot: slot[0])

    def _write(self, turn: int, tip: SignedTip) -> None:
        slot = encode_slot(turn, tip)
        if self._file is None:
            self._create(bytes(SLOT_BYTES) + slot)
            return
        os.lseek(self._file, turn % 2 * SLOT_BYTES, os.SEEK_SET)
        if os.write(self._file, slot) != SLOT_BYTES:
            raise FailedError(
                f"{self.path}: the disk took only a part of a slot",
                code="store.part", path=self.path,
            )  # fmt: skip
        self._sync()

    def _sync(self) -> None:
        if self._file is not None:
            _sync(self._file)

    def _close_file(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _create(self, data: bytes) -> None:
        """Make the file appear whole, so that a torn first write cannot leave it without a slot."""
        temporary = self.path.with_name(self.path.name + ".tmp")
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            if os.write(descriptor, data) != len(data):
                raise FailedError(
                    f"{temporary}: the disk took only a part of it",
                    code="store.part", path=temporary,
                )  # fmt: skip
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        temporary.replace(self.path)
        if sys.platform != "win32":
            folder = os.open(self.path.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)


def encode_slot(turn: int, tip: SignedTip) -> bytes:
    """Write one slot: 512 bytes with their SHA-256 at the end; ``turn`` counts the writes."""
    fields = _FIELDS.pack(_MAGIC, turn, tip.size, tip.root).ljust(_CHECKED_BYTES, b"\x00")
    return fields + sha256(fields).digest()


@lru_cache(maxsize=16)
def _parse_slot(slot: bytes) -> tuple[int, SignedTip] | None:
    """Give turn and tip of a slot, or None if it is not whole."""
    if len(slot) != SLOT_BYTES or sha256(slot[:_CHECKED_BYTES]).digest() != slot[_CHECKED_BYTES:]:
        return None
    magic, turn, size, root = _FIELDS.unpack_from(slot)
    tip = SignedTip(size, root)
    return (turn, tip) if magic == _MAGIC and encode_slot(turn, tip) == slot else None


def _size(tip: SignedTip | None) -> int:
    return 0 if tip is None else tip.size


def _name(tip: SignedTip | None) -> str:
    return "none" if tip is None else f"size {tip.size} root {tip.root.hex()[:16]}"


if sys.platform == "win32":

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX)

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
