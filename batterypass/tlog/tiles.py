"""The static files of a published log: paths, tiles of hashes and bundles of entries (C2SP tlog-tiles).

Which files a size needs, and what is in them. A full tile or bundle never changes, so an export
from one size to a later one only adds files.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from batterypass.errors import InputError, MalformedError, refusal
from batterypass.tlog.lines import MAX_NUMBER, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from batterypass.tlog.tree import NodeReader

TILE_WIDTH: Final = 256
"""Hashes in a full tile, entries in a full bundle."""

MAX_LEVEL: Final = 63
"""Highest level that a tile path can name."""

MAX_ENTRY_SIZE: Final = 65_535
"""Bytes of the longest entry: its length is written as 16 bits."""

ENTRIES: Final = -1
"""The level that stands for entry bundles, one below the leaf hashes."""

_PATH: Final = re.compile(
    r"tile/(?P<level>entries|[0-9]{1,2})/(?P<index>(?:x[0-9]{3}/){0,6}[0-9]{3})"
    r"(?:\.p/(?P<width>[0-9]{1,3}))?"
)


@dataclass(frozen=True, slots=True)
class Tile:
    """The name of one file: a tile of hashes, or (level ENTRIES) a bundle of entries.

    ``width`` is the number of hashes or entries in it, 256 if it is full.
    """

    level: int
    index: int
    width: int = TILE_WIDTH

    @property
    def first(self) -> int:
        """Index, on its own level, of the first hash or entry in it."""
        return self.index * TILE_WIDTH


def encode_tile_path(tile: Tile) -> str:
    """Give the path below the log's prefix, such as ``tile/0/x001/x234/067.p/3``.

    Raises InputError if level, index or width is out of bounds.
    """
    level, index, width = tile.level, tile.index, tile.width
    if not (
        ENTRIES <= level <= MAX_LEVEL and 0 <= index <= MAX_NUMBER and 1 <= width <= TILE_WIDTH
    ):
        raise InputError(f"no tile has level {level}, index {index} and width {width}")
    groups = [f"{index % 1000:03d}"]
    while index := index // 1000:
        groups.append(f"x{index % 1000:03d}")
    name = "entries" if level == ENTRIES else str(level)
    partial = "" if width == TILE_WIDTH else f".p/{width}"
    return f"tile/{name}/{'/'.join(reversed(groups))}{partial}"


def parse_tile_path(path: str) -> Tile:
    """Read a path below the log's prefix. Raises MalformedError if it is not canonical."""
    match = _PATH.fullmatch(path)
    if match is None:
        raise MalformedError(f"not the path of a tile: {shorten(path)}")
    level, index, width = match["level"], match["index"], match["width"]
    tile = Tile(
        ENTRIES if level == "entries" else int(level),
        int(index.replace("x", "").replace("/", "")),
        TILE_WIDTH if width is None else int(width),
    )
    try:
        canonical = encode_tile_path(tile)
    except InputError as error:
        raise MalformedError(f"not the path of a tile: {shorten(path)}: {error}") from error
    # Leading zeros and a full width written out parse above and fail here.
    if canonical != path:
        raise MalformedError(f"not the canonical path of a tile: {path}, expected {canonical}")
    return tile


def tiles_for_size(size: int) -> Iterator[Tile]:
    """Name all tiles of hashes of a tree, level by level from 0; the partial one of a level last."""
    return tiles_between(0, size)


def tiles_between(old_size: int, new_size: int) -> Iterator[Tile]:
    """Name the tiles of hashes that ``new_size`` needs and ``old_size`` did not have.

    Raises InputError if the old size is negative or above the new one.
    """
    _demand_growth(old_size, new_size)
    levels = range((new_size.bit_length() + 7) // 8)
    return (
        tile
        for level in levels
        for tile in _row(level, old_size >> 8 * level, new_size >> 8 * level)
    )


def bundles_between(old_size: int, new_size: int) -> Iterator[Tile]:
    """Name the entry bundles that ``new_size`` needs and ``old_size`` did not have.

    Raises InputError if the old size is negative or above the new one.
    """
    _demand_growth(old_size, new_size)
    return _row(ENTRIES, old_size, new_size)


def _demand_growth(old_size: int, new_size: int) -> None:
    if not 0 <= old_size <= new_size:
        raise InputError(f"sizes {old_size} and {new_size}: the old one may not be the larger")


def _row(level: int, old_size: int, new_size: int) -> Iterator[Tile]:
    """Name the new files of one level that grew from ``old_size`` to ``new_size`` hashes."""
    if old_size == new_size:
        return
    full, rest = divmod(new_size, TILE_WIDTH)
    for index in range(old_size // TILE_WIDTH, full):
        yield Tile(level, index)
    if rest:
        yield Tile(level, full, rest)


def hash_tile(tile: Tile, read_node: NodeReader) -> bytes:
    """Compute the content of a tile of hashes: hash j of level L is stored node (8L, ...).

    Raises InputError for a bundle of entries, which has no hashes.
    """
    if tile.level == ENTRIES:
        raise InputError(f"{encode_tile_path(tile)} holds entries, not hashes")
    level, first = 8 * tile.level, tile.first
    return b"".join([read_node(level, index) for index in range(first, first + tile.width)])


def encode_bundle(entries: Sequence[bytes]) -> bytes:
    """Write 1 to 256 entries one after the other, each behind its length as 16 bits.

    Raises InputError for another number of entries, or for an entry of more than 65,535 bytes.
    """
    if not 1 <= len(entries) <= TILE_WIDTH:
        raise InputError(f"an entry bundle has 1 to {TILE_WIDTH} entries, not {len(entries)}")
    parts: list[bytes] = []
    for number, entry in enumerate(entries):
        if len(entry) > MAX_ENTRY_SIZE:
            raise InputError(
                f"entry {number} of a bundle has {len(entry)} bytes, the limit is {MAX_ENTRY_SIZE}"
            )
        parts += (len(entry).to_bytes(2, "big"), entry)
    return b"".join(parts)


def parse_bundle(data: bytes) -> list[bytes]:
    """Read an entry bundle of 1 to 256 entries. Raises MalformedError."""
    entries: list[bytes] = []
    offset, size = 0, len(data)
    while offset < size:
        start = offset + 2
        # Two bytes by themselves take half the time of a slice that is made a number.
        offset = start + (data[offset] << 8 | data[offset + 1] if start <= size else 0)
        if offset > size:
            raise refusal(
                MalformedError, "note.bundle-cut", entry=len(entries), at=offset, size=size
            )
        entries.append(data[start:offset])
        if len(entries) > TILE_WIDTH:
            raise refusal(MalformedError, "note.bundle-full", most=TILE_WIDTH)
    if not entries:
        raise refusal(MalformedError, "note.bundle-empty")
    return entries
