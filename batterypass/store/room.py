"""Whether a file can be written, asked before anybody is asked for a signature.

What the disk says in the end counts; this only spares a person the passphrase and the "yes" for
something that cannot be kept (``design/interface.md`` 5).
"""

from __future__ import annotations

import errno
import os
import shutil
from typing import TYPE_CHECKING, Final

from batterypass.errors import FailedError

if TYPE_CHECKING:
    from pathlib import Path

#: What an event takes with its place in the tables, a large one, and what SQLite wants beside it.
_PER_EVENT: Final = 8 * 1024
_BESIDE: Final = 4 * 1024 * 1024


def demand_room(path: Path, events: int) -> None:
    """Return where some events can be written into a file, there or still to be made.

    Raises FailedError that names the file where it or its folder cannot be written, where the disk is
    read-only, or where less is free than they may take.
    """
    folder = path.absolute().parent
    try:
        while not folder.exists():
            folder = folder.parent
        is_forbidden = not os.access(path if path.exists() else folder, os.W_OK)
        # Who is root may write whatever the permissions say, but not on a read-only disk.
        flags = os.statvfs(folder).f_flag if hasattr(os, "statvfs") else 0
        is_read_only = bool(flags & getattr(os, "ST_RDONLY", 0))
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise FailedError(
            f"{path}: {error.strerror}", code="store.disk", path=path, why=error.strerror
        ) from error
    if is_forbidden or is_read_only:
        why = os.strerror(errno.EROFS if is_read_only else errno.EACCES)
        raise FailedError(
            f"{path}: it cannot be written ({why}): nothing was signed",
            code="store.no-writing", path=path, why=why,
        )  # fmt: skip
    needed = _BESIDE + _PER_EVENT * events
    if free < needed:
        raise FailedError(
            f"{path}: {free // 1024} KiB are free on this disk, and this may take {needed // 1024}"
            " KiB: make room, nothing was signed",
            code="store.no-room", path=path, free=free // 1024, needed=needed // 1024,
        )  # fmt: skip
