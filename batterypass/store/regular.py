"""Opens files that somebody names: files of the disk alone.

A pipe would keep its reader waiting until somebody writes into it, a device may never end, and what is
opened twice is another thing the second time. Whoever reads a file that a person, or a folder of
somebody else's, names opens it here.
"""

from __future__ import annotations

import os
import stat
from typing import IO, TYPE_CHECKING, Final

from batterypass.errors import FailedError

if TYPE_CHECKING:
    from pathlib import Path

#: A pipe that nobody writes to is opened at once with this, and a terminal does not become ours.
_FLAGS: Final = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)


def open_regular(path: Path, *, follows: bool = True) -> IO[bytes]:
    """Open a file to be read as bytes.

    Without ``follows`` a link is refused too. Raises OSError as ``open`` does, and FailedError for
    what is no file of a disk.
    """
    if not follows and path.is_symlink():
        raise a_link(path)
    descriptor = os.open(path, _FLAGS)
    try:
        mode = os.fstat(descriptor).st_mode
        # Of a folder, opening it as a file says what it is.
        if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
            raise FailedError(
                f"{path}: a pipe or a device, not a file: write what it gives into a file, and name"
                " that",
                code="store.not-a-file", path=path,
            )  # fmt: skip
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def read_regular(path: Path) -> bytes:
    """Read a whole file. Raises as :func:`open_regular`."""
    with open_regular(path) as file:
        return file.read()


def a_link(path: Path) -> FailedError:
    """Make the error for a link where the thing itself has to be."""
    return FailedError(
        f"{path}: a link that leads elsewhere: a published log holds the files themselves (cp -rL"
        " copies them)",
        code="store.a-link", path=path,
    )  # fmt: skip
