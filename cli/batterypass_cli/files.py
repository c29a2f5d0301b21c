"""Files that a person names: read whole, written whole, and read back where they travel."""

from __future__ import annotations

from pathlib import Path

from batterypass.errors import FailedError


def read_file(path: str | Path) -> bytes:
    """Read a file. Raises FailedError that names it."""
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise FailedError(
            f"{path}: cannot be read: {error.strerror}",
            code="cli.unreadable", path=path, why=error.strerror,
        ) from error  # fmt: skip


def write_and_read_back(path: Path, data: bytes) -> None:
    """Write a file whole and read it back: it may lie on a stick. Raises FailedError."""
    from batterypass.store.home import write_whole

    write_whole(path, data)
    if read_file(path) != data:
        raise FailedError(
            f"{path}: what was read back is not what was written: use another stick",
            code="submit.read-back", path=path,
        )  # fmt: skip
