"""Keeps what proves a fork: ``<folder>/<UTC>-<size>-<8 hex of root>/``, a folder for each.

The folder is ``BATTERYPASS_HOME/forks/<16 hex of SHA-256 of the origin>``. Older versions kept forks
beside the replica that had met them, in ``<replica>.forks``; these are still listed. Nothing there is
ever changed or removed by this program.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.store.whole_file import write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def kept_forks(*folders: Path) -> list[Path]:
    """List the folders of the forks that were kept in these, oldest first."""
    found = [
        path for folder in folders if folder.is_dir() for path in folder.iterdir() if path.is_dir()
    ]
    return sorted(found, key=lambda path: path.name)


def beside(ledger: Path) -> Path:
    """Give the folder in which older versions kept the forks that a copy had met."""
    return ledger.with_name(f"{ledger.name}.forks")


def keep_in(folder: Path, name: str, found_at: str, files: Mapping[str, bytes]) -> Path:
    """Keep the files of a fork in the order in which they are given; give their folder.

    ``found_at`` is the time in UTC as ``YYYYMMDDTHHMMSSZ``; a fork that is kept already, under
    another time, is not kept again. Raises FailedError where they cannot be written.
    """
    for known in kept_forks(folder):
        # A folder without its page was left by somebody who was interrupted.
        if known.name.partition("-")[2] == name and (known / "evidence.json").is_file():
            return known
    place = folder / f"{found_at}-{name}"
    for file, body in files.items():
        write_whole(place / file, body)
    return place
