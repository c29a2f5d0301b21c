"""What somebody added to a demonstration since it was played, which playing it again would wipe."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from batterypass.store.home import Home
from batterypass.store.sqlite import SqliteStore
from batterypass_cli.story import ORIGIN, inputs
from batterypass_cli.story.steps import story

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: Entries of the ledger and keys of its folder once the whole story is told.
ENTRIES, KEYS = 107, 23
_KEY_FILE = re.compile(
    r"keys/(folder\.json|signer-[0-9a-f]{16}\.state(\.\w+)?|[a-z]+-[0-9a-f]{16}\.(key|json))"
)
_LEDGER_FILE = re.compile(r"(demo|changed-copy)\.bp(-wal|-shm)?")


@dataclass(frozen=True, slots=True)
class Added:
    """How many entries and keys there are beyond those of the story, and which other files."""

    entries: int
    keys: int
    files: tuple[str, ...]

    def __bool__(self) -> bool:
        """Tell whether anything was added."""
        return bool(self.entries or self.keys or self.files)


def added_to(folder: Path, ledger: str) -> Added:
    """Find what was added to the demonstration in ``folder``, whose ledger file is ``ledger``.

    Less than the whole story is there where it was stopped; nothing of that was added by anybody.
    Raises BatterypassError where the ledger cannot be read: nobody can say what is in it.
    """
    store = SqliteStore.open(folder / ledger, read_only=True)
    try:
        entries = store.size()
    finally:
        store.close()
    keys = len(list((folder / "keys").glob("*.key")))
    return Added(max(entries - ENTRIES, 0), max(keys - KEYS, 0), tuple(_other_files(folder)))


def _other_files(folder: Path) -> Iterator[str]:
    """Name each file that the story did not write, and each of its inputs that says something else."""
    home = Home(folder / "home")
    written = {path for step in story() for path in step.words if path.startswith("documents/")}
    written |= {
        path.relative_to(folder).as_posix()
        for path in (home.trust_path(ORIGIN), home.checkpoint_path(ORIGIN))
    }
    given = inputs()
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_dir() and not path.is_symlink():
            continue
        if name in given:
            if path.read_bytes() != given[name]:
                yield name
        elif name not in written and not (
            _KEY_FILE.fullmatch(name) or _LEDGER_FILE.fullmatch(name)
        ):
            yield name
