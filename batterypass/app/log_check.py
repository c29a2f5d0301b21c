"""A published log recomputed from its static files alone, whoever made it (C2SP tlog-tiles).

Nothing here knows batteries: entries are bytes. What can be wrong with a file is one of five: it is
*contradicted* by what was signed, *missing*, *unreadable*, *older* than what was seen, or it stands
beyond the checkpoint (*ahead*), where nothing says yet what belongs there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

from batterypass.app.log_extras import Extras
from batterypass.errors import (
    BrokenError,
    FailedError,
    InputError,
    MalformedError,
    both_said,
)
from batterypass.tlog.checkpoint import open_checkpoint
from batterypass.tlog.merkle import EMPTY_ROOT, HASH_SIZE, leaf_hashes, root_of
from batterypass.tlog.note import MAX_NOTE_SIZE
from batterypass.tlog.tiles import (
    ENTRIES,
    MAX_ENTRY_SIZE,
    TILE_WIDTH,
    Tile,
    bundles_between,
    encode_tile_path,
    parse_bundle,
)

if TYPE_CHECKING:
    from batterypass.ports import PublishedFiles
    from batterypass.tlog.checkpoint import Checkpoint
    from batterypass.tlog.keys import Verifier

FlawKind = Literal["contradicted", "missing", "unreadable", "older", "ahead"]

#: Flaws that are named one by one.
MAX_FLAWS = 1_000
MAX_BUNDLE = TILE_WIDTH * (MAX_ENTRY_SIZE + 2)
#: Bytes of the longest content that is read: a rulebook, a table of law.
MAX_CONTENT = 16 * 1024 * 1024
_MAX_TILE = TILE_WIDTH * HASH_SIZE


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with one file: its path, and a text of the catalogue with its values."""

    kind: FlawKind
    part: str
    code: str
    values: dict[str, int | str] = field(default_factory=dict)


@dataclass(slots=True)
class LogCheck:
    """What was found in the files of a log at one checkpoint."""

    checkpoint: Checkpoint
    flaws: list[Flaw] = field(default_factory=list)
    #: Files that were looked at.
    files: int = 0
    entries: int = 0
    #: Roots of the sizes that were asked for; empty where the entries do not lead to the checkpoint.
    roots: dict[int, bytes] = field(default_factory=dict)
    #: Kept checkpoints that the log's key has signed, by size, whatever their root is.
    signed: dict[int, bytes] = field(default_factory=dict)

    def root_at(self, size: int) -> bytes | None:
        """Give the root that the log has at a size: what its checkpoint says, or its entries give.

        None where it was not asked for, or the entries do not lead to the checkpoint.
        """
        return self.checkpoint.root if size == self.checkpoint.size else self.roots.get(size)

    def add(self, kind: FlawKind, part: str, code: str, **values: object) -> None:
        """Note a flaw."""
        said = {
            name: value if isinstance(value, int) else str(value)
            for name, value in both_said(values).items()
        }
        self.flaws.append(Flaw(kind, part, f"fsck.{code}", said))

    def is_whole(self) -> bool:
        """Tell whether every file that the checkpoint implies is there and right."""
        return all(flaw.kind == "ahead" for flaw in self.flaws)


#: Takes the entries of a bundle, from its first index on.
TakeEntries = Callable[[int, Sequence[bytes]], None]


def check_log(
    files: PublishedFiles,
    checkpoint: Checkpoint,
    verifiers: Sequence[Verifier],
    sizes: Iterable[int] = (),
    take: TakeEntries = lambda first, entries: None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> LogCheck:
    """Recompute a log from its files up to ``checkpoint``, whose signature the caller has verified.

    ``verifiers`` are the log's keys; ``sizes`` are those whose roots the caller wants to know. Each
    bundle whose entries are right so far is handed to ``take``. Raises FailedError where the folder
    does not answer at all.

    1. Each bundle that the size implies has its entries and no byte more.
    2. Its leaf hashes are those of the tile of level 0; each full tile, hashed upwards, stands in
       the tile above; so does the right edge.
    3. All of it together is the root of the checkpoint.
    4. Every other file of a tile that is there was published at an older size, and says the same; or
       it stands beyond the checkpoint.
    5. Each kept checkpoint is signed by the log, and has the root of its size.
    6. Each content has the digest that is its name.
    """
    found = LogCheck(checkpoint)
    extras = Extras.sort(files.names(), checkpoint.size)
    for path in extras.strange:
        found.add("contradicted", path, "strange-name")
    for path in extras.unfinished:
        found.add("ahead", path, "unfinished")
    _Walk(files, found, extras, {*sizes, *extras.kept}).run(take, progress)  # 1, 2, 3, 4
    _check_beyond(files, found, extras)  # 4
    _check_kept(files, found, extras, verifiers)  # 5
    for digest in extras.contents:  # 6
        path = f"content/{digest}"
        body = read_file(files, found, path, MAX_CONTENT)
        if body is not None and sha256(body).hexdigest() != digest:
            found.add("contradicted", path, "content-digest", found=sha256(body).hexdigest())
    return found


class _Walk:
    """One way through the entries; for each level the hashes of its tile that is not full yet."""

    def __init__(
        self, files: PublishedFiles, found: LogCheck, extras: Extras, sizes: set[int]
    ) -> None:
        self._files = files
        self._found = found
        self._extras = extras
        self._size = found.checkpoint.size
        self._sizes = sorted(size for size in sizes if 0 < size <= self._size)
        self._rows: list[list[bytes]] = [[]]
        self._counts = [0]

    def run(self, take: TakeEntries, progress: Callable[[int, int], None]) -> None:
        found = self._found
        if not self._size and found.checkpoint.root != EMPTY_ROOT:
            found.add("contradicted", "checkpoint", "other-root", expected=EMPTY_ROOT.hex())
        found.roots[0] = EMPTY_ROOT
        for tile in bundles_between(0, self._size):
            leaves = self._bundle(tile, take)
            if leaves is None:
                # Nothing above a gap can be hashed; every other file is still looked for.
                self._look_for_others(tile)
                found.roots.clear()
                return
            for size in self._sizes:
                if tile.first < size <= tile.first + tile.width:
                    found.roots[size] = self._root(leaves[: size - tile.first])
            self._add(0, leaves)
            progress(tile.first + tile.width, self._size)
        for level, row in enumerate(self._rows):
            if row:
                self._compare(Tile(level, self._counts[level], len(row)), row)
        root = self._root([])
        if root != found.checkpoint.root:
            # These are not the entries that were signed, so their roots say nothing of any checkpoint.
            found.roots.clear()
            self._blame_entries()
            if found.is_whole():
                found.add("contradicted", "checkpoint", "other-root", expected=root.hex())

    def _bundle(self, tile: Tile, take: TakeEntries) -> list[bytes] | None:
        """Read a bundle and compare every file that holds it; give its leaf hashes."""
        exact = encode_tile_path(tile)
        paths = self._extras.files_of(tile)
        entries: list[bytes] | None = None
        for path in [exact, *(path for path in paths if path != exact)]:
            if path not in paths:
                continue
            body = read_file(self._files, self._found, path, MAX_BUNDLE)
            read = self._parse(path, body) if body is not None else None
            if read is None:
                continue
            if entries is None and len(read) >= tile.width:
                entries = read[: tile.width]
            elif entries is not None:
                self._compare_entries(path, tile, read, entries)
        if entries is None:
            if not any(flaw.part in paths for flaw in self._found.flaws):
                self._found.add("missing", exact, "missing-file")
            return None
        self._found.entries += len(entries)
        take(tile.first, entries)
        return leaf_hashes(entries)

    def _parse(self, path: str, body: bytes) -> list[bytes] | None:
        try:
            entries = parse_bundle(body)
        except MalformedError as error:
            self._found.add("contradicted", path, "bad-bundle", why=error)
            return None
        width = self._extras.width_of(path)
        if len(entries) != width:
            self._found.add(
                "contradicted", path, "bundle-width", expected=width, found=len(entries)
            )
            return None
        return entries

    def _compare_entries(
        self, path: str, tile: Tile, read: Sequence[bytes], entries: Sequence[bytes]
    ) -> None:
        for place, (one, other) in enumerate(zip(read, entries, strict=False)):
            if one != other:
                self._found.add("contradicted", path, "other-entry", entry=tile.first + place)
                return

    def _add(self, level: int, hashes: Sequence[bytes]) -> None:
        """Put hashes into the row of a level; a full row is compared and hashed upwards."""
        row = self._rows[level]
        row += hashes
        if len(row) < TILE_WIDTH:
            return
        self._compare(Tile(level, self._counts[level]), row)
        above = root_of(row)
        row.clear()
        self._counts[level] += 1
        if level + 1 == len(self._rows):
            self._rows.append([])
            self._counts.append(0)
        self._add(level + 1, [above])

    def _compare(self, tile: Tile, row: Sequence[bytes]) -> None:
        """Compare every file that holds hashes of a tile with those that the entries give."""
        expected = b"".join(row)
        paths = self._extras.files_of(tile)
        is_there = False
        for path in paths:
            body = read_file(self._files, self._found, path, _MAX_TILE)
            if body is None:
                continue
            width = self._extras.width_of(path)
            if len(body) != width * HASH_SIZE:
                self._found.add(
                    "contradicted", path, "tile-length",
                    expected=width * HASH_SIZE, found=len(body),
                )  # fmt: skip
                is_there = True
                continue
            is_there = is_there or width >= tile.width
            known = min(len(body), len(expected))
            if body[:known] != expected[:known]:
                place = next(
                    at for at in range(0, known, HASH_SIZE)
                    if body[at : at + HASH_SIZE] != expected[at : at + HASH_SIZE]
                )  # fmt: skip
                index = tile.first + place // HASH_SIZE
                self._found.add(
                    "contradicted", path, "other-hash", level=8 * tile.level, index=index,
                    expected=expected[place : place + HASH_SIZE].hex(),
                    found=body[place : place + HASH_SIZE].hex(),
                )  # fmt: skip
        if not is_there and not any(flaw.part in paths for flaw in self._found.flaws):
            self._found.add("missing", encode_tile_path(tile), "missing-file")

    def _root(self, leaves: Sequence[bytes]) -> bytes:
        """Compute the root over the rows and more leaves: each row ends in what lies below it."""
        rest: list[bytes] = []
        for level, row in enumerate(self._rows):
            whole = [*row, *(leaves if level == 0 else ()), *rest]
            rest = [root_of(whole)] if whole else []
        return rest[0] if rest else EMPTY_ROOT

    def _blame_entries(self) -> None:
        """Say of the bundles what was said of tiles: the root that was signed is not that of the entries.

        Hashes above level 0 differ because the entries do.
        """
        flaws = self._found.flaws
        if not any(flaw.code == "fsck.other-hash" and flaw.values["level"] == 0 for flaw in flaws):
            return
        self._found.flaws = []
        for flaw in flaws:
            if flaw.code != "fsck.other-hash":
                self._found.flaws.append(flaw)
            elif flaw.values["level"] == 0:
                entry = int(flaw.values["index"])
                first = entry // TILE_WIDTH * TILE_WIDTH
                width = min(TILE_WIDTH, self._size - first)
                self._found.add(
                    "contradicted",
                    encode_tile_path(Tile(ENTRIES, entry // TILE_WIDTH, width)),
                    "entry-hash", entry=entry, tile=flaw.part,
                    expected=flaw.values["found"], found=flaw.values["expected"],
                )  # fmt: skip

    def _look_for_others(self, gap: Tile) -> None:
        """Name what else is missing beside a bundle that cannot be read."""
        for tile in bundles_between(gap.first + gap.width, self._size):
            # A checkpoint can claim any size.
            if len(self._found.flaws) >= MAX_FLAWS:
                return
            if not self._extras.has(tile):
                self._found.add("missing", encode_tile_path(tile), "missing-file")


def read_file(files: PublishedFiles, found: LogCheck, path: str, most: int) -> bytes | None:
    """Read a file that is there; None, and noted, where it cannot be read."""
    found.files += 1
    try:
        body = files.read(path, most)
    except MalformedError:
        found.add("contradicted", path, "too-long", expected=most)
        return None
    except FailedError as error:
        found.add("unreadable", path, "unreadable-file", why=error)
        return None
    if body is None:
        found.add("missing", path, "missing-file")
    return body


def _check_beyond(files: PublishedFiles, found: LogCheck, extras: Extras) -> None:
    """Look at what a stopped export left beyond the checkpoint: it has the form of its name."""
    for path, tile in extras.beyond:
        is_bundle = tile.level == ENTRIES
        body = read_file(files, found, path, MAX_BUNDLE if is_bundle else _MAX_TILE)
        if body is None:
            continue
        try:
            width = len(parse_bundle(body)) if is_bundle else len(body) / HASH_SIZE
        except MalformedError as error:
            found.add("contradicted", path, "bad-bundle", why=error)
            continue
        if width != tile.width:
            found.add(
                "contradicted", path, "bundle-width" if is_bundle else "tile-length",
                expected=tile.width if is_bundle else tile.width * HASH_SIZE,
                found=width if is_bundle else len(body),
            )  # fmt: skip
        else:
            found.add("ahead", path, "ahead")


def _check_kept(
    files: PublishedFiles, found: LogCheck, extras: Extras, verifiers: Sequence[Verifier]
) -> None:
    origin = found.checkpoint.origin
    for size in extras.kept:
        path = f"notes/{size}"
        body = read_file(files, found, path, MAX_NOTE_SIZE)
        if body is None:
            continue
        try:
            kept = open_checkpoint(body, verifiers, origin)
        except (BrokenError, InputError) as error:
            found.add("contradicted", path, "bad-note", why=error)
            continue
        if kept.size != size:
            found.add("contradicted", path, "note-size", expected=size, found=kept.size)
            continue
        found.signed[size] = body
        root = found.root_at(size)
        if size > found.checkpoint.size:
            found.add("ahead", path, "ahead")
        elif root is not None and root != kept.root:
            found.add("contradicted", path, "note-root", expected=root.hex(), found=kept.root.hex())
