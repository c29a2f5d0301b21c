"""Which files a published log has: sorted by what their names say, against one size of the log."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from batterypass.errors import MalformedError
from batterypass.tlog.tiles import Tile, parse_tile_path

if TYPE_CHECKING:
    from collections.abc import Iterable

_KEPT = re.compile(r"notes/([1-9][0-9]{0,15})")
_CONTENT = re.compile(r"content/([0-9a-f]{64})")
#: The name under which a file is written before it has its own.
_UNFINISHED = re.compile(r"(?:.*/)?\.[^/]*\.tmp")


@dataclass(slots=True)
class Extras:
    """The files of a folder.

    Those that no name of the layout fits and that are not below ``tile/``, ``notes/`` or ``content/``
    belong to whoever publishes, and are not listed.
    """

    size: int
    #: Files that hold hashes or entries below the size, by (level, index of the tile).
    tiles: dict[tuple[int, int], list[str]] = field(default_factory=dict)
    widths: dict[str, int] = field(default_factory=dict)
    #: Files of tiles that begin at or beyond the size.
    beyond: list[tuple[str, Tile]] = field(default_factory=list)
    #: Sizes of kept checkpoints, digests of content.
    kept: list[int] = field(default_factory=list)
    contents: list[str] = field(default_factory=list)
    #: Files that a stopped export left under a name of their own.
    unfinished: list[str] = field(default_factory=list)
    #: Files where only those of the layout may be.
    strange: list[str] = field(default_factory=list)

    @classmethod
    def sort(cls, names: Iterable[str], size: int) -> Self:
        """Sort the names of all files."""
        found = cls(size)
        for name in names:
            found._take(name)
        found.kept.sort()
        # Narrower ones are compared with what a wider one says, so that is read first.
        for paths in found.tiles.values():
            paths.sort(key=lambda path: -found.widths[path])
        return found

    def files_of(self, tile: Tile) -> list[str]:
        """List the files that hold hashes or entries of a tile, the widest first."""
        return self.tiles.get((tile.level, tile.index), [])

    def width_of(self, path: str) -> int:
        """Give the width that a path says."""
        return self.widths[path]

    def has(self, tile: Tile) -> bool:
        """Tell whether a file is there that is as wide as ``tile`` or wider."""
        return any(self.widths[path] >= tile.width for path in self.files_of(tile))

    def _take(self, name: str) -> None:
        if _UNFINISHED.fullmatch(name):
            self.unfinished.append(name)
        elif name.startswith("tile/"):
            self._take_tile(name)
        elif name.startswith("notes/"):
            match = _KEPT.fullmatch(name)
            self.strange.append(name) if match is None else self.kept.append(int(match[1]))
        elif name.startswith("content/"):
            match = _CONTENT.fullmatch(name)
            self.strange.append(name) if match is None else self.contents.append(match[1])

    def _take_tile(self, name: str) -> None:
        try:
            tile = parse_tile_path(name)
        except MalformedError:
            self.strange.append(name)
            return
        if tile.first >= self.size >> 8 * max(tile.level, 0):
            self.beyond.append((name, tile))
            return
        self.widths[name] = tile.width
        self.tiles.setdefault((tile.level, tile.index), []).append(name)
