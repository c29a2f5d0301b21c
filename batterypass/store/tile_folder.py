"""A published log in a folder of files: the ``LogSource`` of :mod:`batterypass.ports`.

The layout is that of ``docs/formats/tiles.md``, with ``notes/<size>`` for each checkpoint that is
kept for ever. Whoever takes the entries hashes them himself; tiles of hashes are read for proofs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from batterypass.errors import FailedError, MalformedError
from batterypass.ports import Content
from batterypass.regulations.media import media_type_of
from batterypass.store.published import open_below
from batterypass.tlog.checkpoint import Checkpoint
from batterypass.tlog.merkle import HASH_SIZE
from batterypass.tlog.note import MAX_NOTE_SIZE, parse_note
from batterypass.tlog.tiles import (
    ENTRIES,
    MAX_ENTRY_SIZE,
    TILE_WIDTH,
    Tile,
    encode_tile_path,
    parse_bundle,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MAX_BUNDLE = TILE_WIDTH * (MAX_ENTRY_SIZE + 2)
#: Bytes of the longest content that is read: a rulebook, a table of law.
_MAX_CONTENT = 16 * 1024 * 1024
_SIZE = re.compile(r"[1-9][0-9]{0,15}")
_WIDTH = re.compile(r"[1-9][0-9]{0,2}")
_DIGEST = re.compile(r"[0-9a-f]{64}")


class TileFolder:
    """A folder as ``batterypass export tiles`` writes it, or a mirror of one.

    The checkpoint is read once, first: what is published meanwhile lies beyond it. All methods raise
    FailedError where the disk does not answer or a file is missing, MalformedError that names the
    file where it is not what its name says.
    """

    def __init__(self, folder: Path) -> None:
        """Read the checkpoint. Its signature is not looked at."""
        self._folder = folder
        self._note = self._read("checkpoint", MAX_NOTE_SIZE)
        self._size = Checkpoint.parse(parse_note(self._note).text).size

    def note(self) -> bytes:
        """Give the signed checkpoint."""
        return self._note

    def notes(self) -> Iterator[tuple[int, bytes, bool]]:
        """Give every kept checkpoint as (size, note, sealed), oldest first."""
        sizes = sorted(int(name) for name in self._names("notes", _SIZE))
        for size in sizes:
            if size <= self._size:
                yield size, self._read(f"notes/{size}", MAX_NOTE_SIZE), True
        if self._size not in sizes:
            yield self._size, self._note, False

    def statements(self, start: int, stop: int) -> Iterator[tuple[int, bytes]]:
        """Give the entries of a range below the checkpoint, in order, a bundle at a time."""
        start, stop = max(start, 0), min(stop, self._size)
        for index in range(start // TILE_WIDTH, -(-stop // TILE_WIDTH)):
            width = min(TILE_WIDTH, self._size - index * TILE_WIDTH)
            for place, raw in enumerate(self._bundle(index, width), index * TILE_WIDTH):
                if start <= place < stop:
                    yield place, raw

    def contents(self) -> Iterator[Content]:
        """Give all content, by digest."""
        for digest in sorted(self._names("content", _DIGEST)):
            body = self._read(f"content/{digest}", _MAX_CONTENT)
            yield Content(digest, media_type_of(body), body)

    def tile_hashes(self, level: int, index: int, width: int) -> bytes:
        """Give the first ``width`` hashes of a tile, from a wider one where that is what is there."""
        exact = encode_tile_path(Tile(level, index, width))
        for path in (exact, *self._wider(level, index, width)):
            if self._is_file(path):
                hashes = self._read(path, TILE_WIDTH * HASH_SIZE)
                if len(hashes) < width * HASH_SIZE or len(hashes) % HASH_SIZE:
                    raise MalformedError(f"{path}: {len(hashes)} bytes, expected {width} hashes")
                return hashes[: width * HASH_SIZE]
        raise self._missing(exact)

    def _bundle(self, index: int, width: int) -> list[bytes]:
        """Give the first ``width`` entries of a bundle, from a wider one where that is what is there."""
        exact = encode_tile_path(Tile(ENTRIES, index, width))
        for path in (exact, *self._wider(ENTRIES, index, width)):
            if not self._is_file(path):
                continue
            try:
                entries = parse_bundle(self._read(path, _MAX_BUNDLE))
            except MalformedError as error:
                raise MalformedError(f"{path}: {error}") from error
            if len(entries) < width:
                raise MalformedError(f"{path}: {len(entries)} entries, expected {width}")
            return entries[:width]
        raise self._missing(exact)

    def _missing(self, part: str) -> FailedError:
        return FailedError(
            f"{part} is missing in the source: copy it whole, or use another source; nothing was"
            " taken",
            code="replica.missing-part", part=part,
        )  # fmt: skip

    def _wider(self, level: int, index: int, width: int) -> list[str]:
        """Name the tiles or bundles that a log published again since may have in place of a partial one."""
        full = encode_tile_path(Tile(level, index))
        widths = sorted(int(name) for name in self._names(f"{full}.p", _WIDTH))
        return [full, *(f"{full}.p/{one}" for one in widths if width < one < TILE_WIDTH)]

    def _names(self, folder: str, pattern: re.Pattern[str]) -> list[str]:
        """List the names in a folder that are of a form; none where it is not there."""
        place = self._folder / folder
        try:
            if not place.is_dir():
                return []
            return [path.name for path in place.iterdir() if pattern.fullmatch(path.name)]
        except OSError as error:
            raise _failed(place, error) from error

    def _is_file(self, path: str) -> bool:
        try:
            place = self._folder / path
            # What is there and no file is named where it is read.
            return place.exists() and not place.is_dir()
        except OSError as error:
            raise _failed(self._folder / path, error) from error

    def _read(self, path: str, most: int) -> bytes:
        place = self._folder / path
        try:
            with open_below(self._folder, path) as file:
                data = file.read(most + 1)
        except OSError as error:
            raise _failed(place, error) from error
        if len(data) > most:
            raise MalformedError(f"{path}: more than {most} bytes")
        return data


def _failed(path: Path, error: OSError) -> FailedError:
    why = error.strerror or str(error)
    return FailedError(f"{path}: {why}", code="store.disk", path=path, why=why)
