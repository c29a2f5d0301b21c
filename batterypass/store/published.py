"""The folder of a published log on a disk: read by whoever checks it, written by who publishes it."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from batterypass.errors import FailedError, MalformedError
from batterypass.store.home import write_whole
from batterypass.store.regular import a_link, open_regular, read_regular

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO

#: Folders of a published log; others in the same place belong to whoever publishes.
_OF_A_LOG = frozenset({"tile", "notes", "content"})


def open_below(folder: Path, path: str) -> IO[bytes]:
    """Open a file of a published log: no link on the way to it, and a file itself.

    Raises OSError as ``open`` does, and FailedError for anything else than a file.
    """
    for above in list(PurePosixPath(path).parents)[:-1]:
        if (folder / above).is_symlink():
            raise a_link(folder / above)
    return open_regular(folder / path, follows=False)


class FolderFiles:
    """The files below a folder: a ``PublishedFiles``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, path: str, most: int) -> bytes | None:
        """Give a file; None where it is not there.

        Raises MalformedError for more than ``most`` bytes, FailedError for a link, a pipe or a device.
        """
        place = self._folder / path
        try:
            with open_below(self._folder, path) as file:
                data = file.read(most + 1)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None
        except OSError as error:
            raise _failed(place, error) from error
        if len(data) > most:
            raise MalformedError(f"{path}: more than {most} bytes")
        return data

    def names(self) -> Iterator[str]:
        """Name every file that is there, links too; reading one says what it is.

        Raises FailedError for a link in place of a folder of the log: what is behind it is not here.
        """
        found = []
        try:
            # What cannot be listed must not look empty.
            for base, folders, names in os.walk(self._folder, onerror=_raise):
                below = Path(base).relative_to(self._folder)
                for name in folders:
                    if (below / name).parts[0] in _OF_A_LOG and Path(base, name).is_symlink():
                        raise a_link(Path(base, name))
                found += [str(PurePosixPath(below / name)) for name in names]
        except OSError as error:
            raise _failed(self._folder, error) from error
        yield from sorted(found)


class PublishedFolder:
    """A folder that a log is published into: a ``PublishedPlace``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: set[Path] = set()

    def has(self, path: str) -> bool:
        """Tell whether a file is there."""
        place = self._folder / path
        try:
            return place.is_file()
        except OSError as error:
            raise _failed(place, error) from error

    def read(self, path: str) -> bytes | None:
        """Give a file, or None."""
        place = self._folder / path
        try:
            return read_regular(place)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise _failed(place, error) from error

    def write(self, path: str, body: bytes) -> None:
        """Write a file whole: its bytes are on the disk before its name is."""
        place = self._folder / path
        fresh = place.parent
        while not fresh.exists():
            # The name of a new folder stands in the one above it.
            self._open.add(fresh.parent)
            fresh = fresh.parent
        write_whole(place, body)
        self._open.add(place.parent)

    def keep(self, path: str) -> None:
        """Have :meth:`settle` wait for a file as well that was written by somebody who was stopped.

        Its bytes were on the disk before it had its name; the name may not be yet, nor its folder's.
        """
        self._open.update(self._folder / above for above in PurePosixPath(path).parents)

    def settle(self) -> None:
        """Wait until the name of every file that was written or kept is on the disk."""
        # Elsewhere a folder cannot be opened, and a rename is durable.
        for folder in sorted(self._open) if os.name == "posix" else ():
            try:
                descriptor = os.open(folder, os.O_RDONLY)
                try:
                    os.fsync(descriptor)
                finally:
                    os.close(descriptor)
            except FileNotFoundError:
                # Another export removed it, with what is in the full tile now.
                continue
            except OSError as error:
                raise _failed(folder, error) from error
        self._open.clear()

    def drop_partial(self, path: str) -> None:
        """Remove what was published of a tile while it was not full."""
        folder = self._folder / f"{path}.p"
        try:
            if not folder.is_dir():
                return
            for one in sorted(folder.iterdir()):
                one.unlink()
            folder.rmdir()
        except OSError as error:
            raise _failed(folder, error) from error


class FolderLookedAt(PublishedFolder):
    """A folder that answers as one that a log is published into, and stays as it is."""

    def write(self, path: str, body: bytes) -> None:
        """Write nothing."""

    def keep(self, path: str) -> None:
        """Wait for nothing."""

    def drop_partial(self, path: str) -> None:
        """Remove nothing."""


def _raise(error: OSError) -> None:
    raise error


def _failed(path: Path, error: OSError) -> FailedError:
    why = error.strerror or str(error)
    return FailedError(f"{path}: {why}", code="store.disk", path=path, why=why)
