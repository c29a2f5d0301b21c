"""A lock among processes: a file that one of them holds."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from batterypass.errors import FailedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


@contextmanager
def locked_file(path: Path) -> Iterator[None]:
    """Hold the lock of ``path``, which is made where it is not there; wait for it.

    A process that is killed gives it up. Raises FailedError naming the path.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(descriptor)
        except OSError:
            os.close(descriptor)
            raise
    except OSError as error:
        why = error.strerror or str(error)
        raise FailedError(f"{path}: {why}", code="store.disk", path=path, why=why) from error
    try:
        yield
    finally:
        # Closing gives it up.
        os.close(descriptor)


if sys.platform == "win32":

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)

else:

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
