"""Photographs, scans and reports beside a ledger: ``<ledger>.files/<2 hex>/<64 hex>``.

A file has its SHA-256 as its name, so it is never changed, and whoever reads it hashes it again.
What was removed after its time leaves ``<64 hex>.gone`` with the day (``docs/formats/attachments.md``).
"""

from __future__ import annotations

import json
import re
from contextlib import contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from batterypass.errors import BrokenError, FailedError, InputError
from batterypass.store.home import write_whole
from batterypass.store.regular import open_regular, read_regular

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NAME: Final = re.compile(r"[0-9a-f]{64}")
_GONE: Final = re.compile(r'\{"on":"([0-9]{4}-[0-9]{2}-[0-9]{2})"\}\n')


class FileFolder:
    """The attachments of one ledger; the folder is made when the first file comes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def has(self, digest: str) -> bool:
        """Tell whether a file is here; whether it is whole tells :meth:`read`."""
        path = self._path(digest)
        with _named(path):
            return path.is_file()

    def read(self, digest: str) -> bytes:
        """Give a file. Raises InputError where it is not here, BrokenError where it is damaged."""
        path = self._path(digest)
        with _named(path):
            try:
                body = read_regular(path)
            except FileNotFoundError:
                raise InputError(
                    f"{path}: this file is not here", code="attach.not-here", path=path
                ) from None
        if sha256(body).hexdigest() != digest:
            raise BrokenError(
                f"{path}: the file is damaged: its SHA-256 is {sha256(body).hexdigest()}; bring it"
                " again with `batterypass attachments take FILE`",
                code="attach.damaged", path=path, found=sha256(body).hexdigest(),
            )  # fmt: skip
        return body

    def add(self, body: bytes) -> str:
        """Keep a file, durably; give its digest. The same file again changes nothing.

        A damaged file of this name is mended, and one that was removed is here again.
        """
        digest = sha256(body).hexdigest()
        path = self._path(digest)
        with _named(path):
            if not path.is_file() or path.read_bytes() != body:
                write_whole(path, body)
            self._gone(digest).unlink(missing_ok=True)
        return digest

    def listed(self) -> Iterator[tuple[str, int]]:
        """Give the digest and the size in bytes of every file that is here, by digest."""
        with _named(self.folder):
            groups = sorted(self.folder.iterdir()) if self.folder.is_dir() else []
            for group in groups:
                for path in sorted(group.iterdir()) if group.is_dir() else ():
                    if _NAME.fullmatch(path.name) and path.name[:2] == group.name:
                        yield path.name, path.stat().st_size

    def drop(self, digest: str, on: str) -> None:
        """Remove a file and note the day."""
        path = self._path(digest)
        # The note first: a crash between the two leaves a file that is dropped again.
        write_whole(self._gone(digest), f'{{"on":{json.dumps(on)}}}\n'.encode())
        with _named(path):
            path.unlink(missing_ok=True)

    def dropped(self, digest: str) -> str:
        """Give the day on which a file was removed, empty where it was not."""
        path = self._gone(digest)
        with _named(path):
            try:
                text = path.read_text(encoding="utf-8", errors="replace")
            except FileNotFoundError:
                return ""
        found = _GONE.fullmatch(text)
        if found is None:
            raise BrokenError(
                f"{path}: does not say on which day the file was removed: delete it",
                code="attach.bad-gone", path=path,
            )  # fmt: skip
        return found[1]

    def _path(self, digest: str) -> Path:
        if not _NAME.fullmatch(digest):
            raise InputError(
                f"{digest!r} is no SHA-256: expected 64 hex digits in lower case",
                code="attach.no-digest", text=digest,
            )  # fmt: skip
        return self.folder / digest[:2] / digest

    def _gone(self, digest: str) -> Path:
        path = self._path(digest)
        return path.with_name(f"{path.name}.gone")


def read_file(path: Path, most: int) -> bytes:
    """Read a file that somebody names, at most ``most`` bytes and one more.

    Raises FailedError where it cannot be read: one byte too many is for the caller to refuse.
    """
    with _named(path), open_regular(path) as file:
        return file.read(most + 1)


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Name the path where the disk stops us."""
    try:
        yield
    except OSError as error:
        place, why = error.filename or path, error.strerror or str(error)
        raise FailedError(f"{place}: {why}", code="store.disk", path=place, why=why) from error
