"""The folder of an audit: written whole, and never over files that are not the same.

``SHA256SUMS`` is the marker: it lists every other file, as ``sha256sum -c`` reads it.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from batterypass.errors import FailedError, RefusedError
from batterypass.store.whole_folder import write_folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SUMS: Final = "SHA256SUMS"
_LINE: Final = re.compile(r"([0-9a-f]{64})  ([!-~]+)")


def sums_of(files: Mapping[str, bytes]) -> bytes:
    """Write the digests of files by path, a line each."""
    return "".join(
        f"{sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files)
    ).encode()


def write_dossiers(folder: Path, files: Mapping[str, bytes]) -> bool:
    """Write a folder of exactly these files; give whether they were there already, byte for byte.

    Evidence is not written over: raises RefusedError where the folder has other files, or a run
    before gave other bytes, naming the first. Raises FailedError where the disk stops it.
    """
    whole = {**files, SUMS: sums_of(files)}
    there = _files_in(folder)
    if there:
        ours = _listed(folder)
        strangers = sorted(there - ours)
        if strangers:
            raise RefusedError(
                f"{folder}: has files that no run of this command wrote ({strangers[0]}): name a new"
                " folder",
                code="audit.foreign-folder", folder=folder, found=strangers[0],
            )  # fmt: skip
        differing = [
            path for path in sorted(there | whole.keys()) if not _is_same(folder, path, whole)
        ]
        if differing:
            raise RefusedError(
                f"{folder}: the run before gave other bytes ({differing[0]}); nothing was written. Name"
                " a new folder, and compare the two",
                code="audit.other-bytes", folder=folder, found=differing[0],
            )  # fmt: skip
        return True
    write_folder(folder, whole.items())
    return False


def _files_in(folder: Path) -> set[str]:
    try:
        if not folder.exists():
            return set()
        if not folder.is_dir():
            return {folder.name}
        return {
            path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()
        }
    except OSError as error:
        raise _failed(folder, error) from error


def _listed(folder: Path) -> set[str]:
    """Give what a run before wrote, by its own list; nothing where there is none."""
    try:
        lines = (folder / SUMS).read_text(encoding="ascii").splitlines()
    except (OSError, UnicodeDecodeError):
        return set()
    return {SUMS} | {match[2] for line in lines if (match := _LINE.fullmatch(line))}


def _is_same(folder: Path, path: str, files: Mapping[str, bytes]) -> bool:
    try:
        return path in files and (folder / path).read_bytes() == files[path]
    except FileNotFoundError:
        return False
    except OSError as error:
        raise _failed(folder / path, error) from error


def _failed(path: Path, error: OSError) -> FailedError:
    why = error.strerror or str(error)
    return FailedError(f"{path}: cannot be read: {why}", code="cli.unreadable", path=path, why=why)
