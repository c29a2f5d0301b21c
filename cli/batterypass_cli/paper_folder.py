"""Whether a folder may be replaced by the papers of a load: nobody's other files are lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from batterypass.errors import FailedError, InputError
from batterypass_cli.words import say

if TYPE_CHECKING:
    from pathlib import Path

#: Names of our papers: a folder that holds nothing else may be replaced.
_OURS: Final = re.compile(r"^([1-9]-[a-z-]+\.(pdf|xml|svg)|LEAME\.txt|README\.txt)$")


def check_paper_folder(folder: Path) -> None:
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
