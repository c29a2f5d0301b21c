"""Files that a person names: read whole, written whole, and read back where they travel."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from batterypass.errors import FailedError, InputError

if TYPE_CHECKING:
    from collections.abc import Callable


def read_file(path: str | Path) -> bytes:
    """Read a file, never a pipe or a device. Raises FailedError that names it."""
    from batterypass.store.regular import read_regular

    try:
        return read_regular(Path(path))
    except OSError as error:
        raise FailedError(
            f"{path}: cannot be read: {error.strerror}",
            code="cli.unreadable", path=path, why=error.strerror,
        ) from error  # fmt: skip


def begins_with(path: Path, *marks: bytes) -> bool:
    """Tell whether a file begins with one of some marks; False where it cannot be read.

    Whoever opens one that cannot be read says what is wrong with it. Raises FailedError for a pipe or
    a device.
    """
    from batterypass.store.regular import open_regular

    try:
        with open_regular(path) as file:
            return file.read(max(map(len, marks))).startswith(marks)
    except OSError:
        return False


def write_new(
    path: Path, data: bytes, *, replaces: Callable[[bytes], bool] = lambda old: False
) -> None:
    """Write a file and read it back; one that is there stays, unless it is the same.

    ``replaces`` tells of the bytes that are there whether the new ones may take their place. Raises
    InputError for another file under this name, FailedError where the disk stops it.
    """
    if path.exists():
        old = read_file(path)
        if old == data:
            return
        if not replaces(old):
            demand_free(path)
    write_and_read_back(path, data)


def demand_free(path: Path) -> None:
    """Raise InputError where something is there already under this name."""
    if path.exists():
        raise InputError(
            f"{path} is there already and is not replaced: choose another name",
            code="people.exists", path=path,
        )  # fmt: skip


def write_and_read_back(path: Path, data: bytes) -> None:
    """Write a file whole and read it back: it may lie on a stick. Raises FailedError."""
    from batterypass.store.home import write_whole

    write_whole(path, data)
    if read_file(path) != data:
        raise FailedError(
            f"{path}: what was read back is not what was written: use another stick",
            code="submit.read-back", path=path,
        )  # fmt: skip
