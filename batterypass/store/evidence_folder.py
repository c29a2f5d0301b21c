"""Keeps what proves a fork beside a replica: ``<replica>.forks/<UTC>-<size>-<8 hex of root>/``.

Nothing there is ever changed or removed by this program.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.store.home import write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def forks_of(ledger: Path) -> Path:
    """Give the folder in which the forks that a copy has met are kept."""
    return ledger.with_name(f"{ledger.name}.forks")


def kept_forks(ledger: Path) -> list[Path]:
    """List the folders of the forks that were kept, oldest first."""
    folder = forks_of(ledger)
    return sorted(path for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []


def keep_fork(ledger: Path, name: str, found_at: str, files: Mapping[str, bytes]) -> Path:
    """Keep the files of a fork in the order in which they are given; give their folder.

    ``found_at`` is the time in UTC as ``YYYYMMDDTHHMMSSZ``; a fork that is kept already, under
    another time, is not kept again. Raises FailedError where they cannot be written.
    """
    for known in kept_forks(ledger):
        # A folder without its page was left by somebody who was interrupted.
        if known.name.partition("-")[2] == name and (known / "evidence.json").is_file():
            return known
    place = forks_of(ledger) / f"{found_at}-{name}"
    for file, body in files.items():
        write_whole(place / file, body)
    return place
