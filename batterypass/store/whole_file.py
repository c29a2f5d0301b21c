"""Writing one file whole or not at all."""

from __future__ import annotations

import contextlib
import os
from threading import get_ident
from typing import TYPE_CHECKING

from batterypass.errors import FailedError

if TYPE_CHECKING:
    from pathlib import Path


def write_whole(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Write a file whole or not at all. Raises FailedError naming the path.

    ``durable`` waits for the disk. A remembered checkpoint need not: after a power cut an older one
    is still a true one.
    """
    # Each thread its own: two that write at once would take the file away from each other.
    temporary = path.with_name(f".{path.name}.{os.getpid()}.{get_ident()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            if durable:
                os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise FailedError(
            f"{path}: cannot be written: {error.strerror or error}",
            code="open.unwritable", path=path, why=error.strerror or str(error),
        ) from error  # fmt: skip
