"""A folder of papers that is written whole or not at all."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Final

from batterypass.errors import FailedError, InputError
from batterypass_cli.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

#: Names of our papers: a folder that holds nothing else may be replaced.
_OURS: Final = re.compile(r"^([1-9]-[a-z-]+\.(pdf|xml|svg)|LEAME\.txt|README\.txt)$")


def check_folder(folder: Path) -> None:
    """Raise now where a folder could not be written later, or holds what is not ours."""
    if folder.is_dir():
        for path in sorted(folder.iterdir()):
            if not (path.is_file() and _OURS.match(path.name)):
                raise InputError(
                    f"{folder} holds {path.name}: choose an empty or a new folder",
                    code="roadpaper.stranger", path=folder, name=path.name,
                )  # fmt: skip
        return
    parent = folder.absolute().parent
    if folder.exists() or not parent.is_dir():
        why = say("cli.is-file") if folder.exists() else say("cli.no-folder", path=parent)
        raise FailedError(
            f"{folder}: cannot be written: {why}", code="custody.unwritable", path=folder, why=why
        )


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder: beside it first, then moved in one go. Raises FailedError.

    Papers of ours that were there before are gone afterwards. Killed on the way, the folder is what
    it was, or it stands beside as ``.NAME.old``.
    """
    place = folder.absolute()
    part, old = place.with_name(f".{place.name}.part"), place.with_name(f".{place.name}.old")
    try:
        for left in (part, old):
            shutil.rmtree(left, ignore_errors=True)
        part.mkdir()
        for name, data in files.items():
            (part / name).write_bytes(data)
        if place.exists():
            place.rename(old)
        part.rename(place)
        shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        shutil.rmtree(part, ignore_errors=True)
        if old.exists() and not place.exists():
            old.rename(place)
        raise FailedError(
            f"{folder}: cannot be written: {error.strerror}", code="custody.unwritable", path=folder,
            why=error.strerror,
        ) from error  # fmt: skip
