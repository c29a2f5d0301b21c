"""Writing a folder of many files whole or not at all, and again without touching what is the same."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from batterypass.errors import FailedError, RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

#: Files that are flushed one by one at most.
_MANY: Final = 64


@dataclass(frozen=True, slots=True)
class Written:
    """How many files the folder has, how many of them are new or have other bytes, and how many went."""

    files: int
    changed: int
    removed: int = 0


def check_folder(folder: Path, marker: str, origin: str) -> None:
    """Look whether a folder may be replaced: it is not there, empty, or was made for this ledger.

    ``marker`` is the file in it that says so: ``origin``, and the ``names`` at its top. Raises RefusedError
    for any other, also where somebody put something of his own beside: nobody's files are lost.
    """
    try:
        names = {one.name for one in folder.iterdir()} if folder.exists() else set()
        if not names:
            return
        found = json.loads((folder / marker).read_bytes())
        ours = set(found["names"]) if found["origin"] == origin else set()
    except (OSError, ValueError, TypeError, KeyError):
        # No folder of ours has such a marker.
        names, ours = {folder.name}, set()
    others = sorted(names - ours)
    if others:
        raise RefusedError(
            f"{folder}: has other files, or the public pages of another ledger ({others[0]}); name a"
            " new folder",
            code="pubsite.other-folder", path=folder, origin=origin, found=others[0],
        )  # fmt: skip


def write_folder(folder: Path, files: Iterable[tuple[str, bytes]]) -> Written:
    """Make a folder of exactly these files (path with ``/``, bytes).

    1. Everything is written beside it; a file that the old folder has with the same bytes is linked
    and stays as old as it is; what is new is on the disk before anything is moved. 2. The old folder is
    moved aside, the new one takes its name. 3. The old one is deleted. Stopped in 1, the old folder
    stands untouched; stopped within 2, its name is free and both lie beside it, whole. Raises
    FailedError naming the path.
    """
    folder = folder.resolve()
    fresh = folder.with_name(f".{folder.name}.{os.getpid()}.new")
    old = folder.with_name(f".{folder.name}.{os.getpid()}.old")
    count = 0
    written: list[Path] = []
    made = {fresh}
    try:
        # 1
        fresh.mkdir(parents=True)
        for path, body in files:
            target = fresh / path
            if target.parent not in made:
                target.parent.mkdir(parents=True, exist_ok=True)
                made.add(target.parent)
            count += 1
            if not _link_same(folder / path, target, body):
                target.write_bytes(body)
                written.append(target)
        _settle(written, made)
        # 2
        removed = 0
        if folder.exists():
            removed = sum(
                1
                for one in folder.rglob("*")
                if one.is_file() and not (fresh / one.relative_to(folder)).exists()
            )
            folder.rename(old)
        try:
            fresh.rename(folder)
        except OSError:
            if old.exists():
                old.rename(folder)
            raise
        _settle((), {folder.parent})
    except OSError as error:
        raise FailedError(
            f"{folder}: cannot be written: {error.strerror or error}",
            code="open.unwritable", path=folder, why=error.strerror or str(error),
        ) from error  # fmt: skip
    finally:
        with contextlib.suppress(OSError):
            shutil.rmtree(fresh)
    # 3
    with contextlib.suppress(OSError):
        shutil.rmtree(old)
    return Written(count, len(written), removed)


def files_in(folder: Path, part: str) -> Iterator[tuple[str, bytes]]:
    """Give the files of a part of a folder as (path, bytes), those of folders below it left out.

    Raises FailedError for one that cannot be read.
    """
    try:
        for file in sorted((folder / part).iterdir()):
            if file.is_file():
                yield f"{part}/{file.name}", file.read_bytes()
    except FileNotFoundError:
        return
    except OSError as error:
        raise FailedError(
            f"{folder / part}: cannot be read: {error.strerror}",
            code="cli.unreadable", path=folder / part, why=str(error.strerror),
        ) from error  # fmt: skip


def _settle(files: Sequence[Path], folders: Iterable[Path]) -> None:
    """Have files and the names in folders on the disk, so that no power cut leaves them empty."""
    if len(files) > _MANY and hasattr(os, "sync"):
        # One flush of everything costs less than one for each of thousands of small pages.
        os.sync()
        return
    for file in files:
        descriptor = os.open(file, os.O_RDWR)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    if os.name == "nt":
        # A folder cannot be opened there; its names are on the disk when the rename returns.
        return
    for folder in folders:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _link_same(known: Path, target: Path, body: bytes) -> bool:
    """Give the new folder the old file where its bytes are the same; False where it has to be written."""
    try:
        if known.stat().st_size != len(body) or known.read_bytes() != body:
            return False
        os.link(known, target)
    except OSError:
        # Not there, or a stick whose file system knows no links.
        return False
    return True
