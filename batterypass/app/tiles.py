"""Publishing the log as static files by the C2SP tlog-tiles paths.

Whoever is stopped at any moment leaves a folder that is right at its old checkpoint or at the new
one: a file has its bytes on the disk before its name, and all names are there before the checkpoint
that needs them.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from batterypass.errors import BrokenError, ConflictError, MalformedError
from batterypass.evidence.refusal import refusal
from batterypass.tlog.checkpoint import open_checkpoint
from batterypass.tlog.note import parse_note
from batterypass.tlog.tiles import (
    TILE_WIDTH,
    Tile,
    bundles_between,
    encode_bundle,
    encode_tile_path,
    hash_tile,
    tiles_between,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from batterypass.app.session import Session
    from batterypass.ports import PublishedPlace


def published_files(session: Session, since: int = 0) -> Iterator[tuple[str, bytes]]:
    """Give every file that the log at its last checkpoint needs beyond those of size ``since``.

    The order is that of publication: entry bundles, hash tiles, content, the checkpoints that are
    kept for ever, and the checkpoint last, so that whoever reads a checkpoint finds everything under
    it.
    """
    # One state of the log, whatever others write while the files go out.
    with session.store.reading():
        size = session.checkpoint().size
        for tile in bundles_between(since, size):
            yield encode_tile_path(tile), _bundle(session, tile)
        for tile in tiles_between(since, size):
            yield encode_tile_path(tile), hash_tile(tile, session.store.node)
        yield from _beside(session)
        yield "checkpoint", session.store.note()


@dataclass(frozen=True, slots=True)
class Published:
    """How many files the log at ``size`` has in its folder, and how many were written now."""

    size: int
    files: int
    written: int


def publish(
    session: Session,
    place: PublishedPlace,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Published:
    """Publish the log at its last checkpoint: what is not there yet, the checkpoint last.

    1. The checkpoint that is there, if any, is one of this log. 2. Bundles; 3. tiles of hashes;
    4. content and kept checkpoints; after each of these the names are on the disk. 5. The checkpoint.
    6. What was published of tiles while they were not full is removed: whoever reads an older
    checkpoint cuts the full one.

    A full tile below the old checkpoint is not read again where it is there. Raises BrokenError for
    a file that was published with other bytes, and for a folder of another log or a fork of this;
    ConflictError where another export put its checkpoint there meanwhile, which may be a newer one.
    """
    with session.store.reading():
        size = session.checkpoint().size
        before = place.read("checkpoint")
        since = published_size(session, before)  # 1
        total = 1 + sum(1 for _ in (*bundles_between(0, size), *tiles_between(0, size)))
        files = written = 0

        def put(path: str, make: Callable[[], bytes], *, is_known: bool = False) -> None:
            nonlocal files, written
            files += 1
            if not (is_known and place.has(path)):
                written += _put(place, path, make())
            progress(files, max(total, files))

        def put_tiles(tiles: Iterable[Tile], make: Callable[[Tile], bytes]) -> None:
            for tile in tiles:
                is_known = tile.width == TILE_WIDTH and _end(tile) <= since
                put(encode_tile_path(tile), lambda tile=tile: make(tile), is_known=is_known)  # type: ignore[misc]
            place.settle()

        put_tiles(bundles_between(0, size), lambda tile: _bundle(session, tile))  # 2
        put_tiles(tiles_between(0, size), lambda tile: hash_tile(tile, session.store.node))  # 3
        for path, body in _beside(session):  # 4
            put(path, lambda body=body: body)  # type: ignore[misc]
        place.settle()
        if place.read("checkpoint") != before:
            raise refusal(ConflictError, "export.meanwhile", path="checkpoint")
        put("checkpoint", session.store.note)  # 5
        place.settle()
        # All of them: an export may have been stopped here.
        for tile in chain(bundles_between(0, size), tiles_between(0, size)):  # 6
            if tile.width == TILE_WIDTH:
                place.drop_partial(encode_tile_path(tile))
    return Published(size, files, written)


def _end(tile: Tile) -> int:
    """Give the size of the log from which on a tile is full."""
    return (tile.first + TILE_WIDTH) << 8 * max(tile.level, 0)


def _bundle(session: Session, tile: Tile) -> bytes:
    start = tile.first
    rows = session.store.statements(start, start + tile.width)
    return encode_bundle([raw for _, raw in rows])


def _beside(session: Session) -> Iterator[tuple[str, bytes]]:
    """Give content, and the checkpoints that are kept for ever."""
    for content in session.store.contents():
        yield f"content/{content.digest}", content.body
    # Papers rest on these; a replica that is made from the files needs them as well.
    for kept, note, is_kept in session.store.notes():
        if is_kept:
            yield f"notes/{kept}", note


def _put(place: PublishedPlace, path: str, body: bytes) -> int:
    """Write a file; give 1, or 0 where it is there with the same bytes."""
    known = place.read(path)
    if known == body:
        place.keep(path)
        return 0
    if known is not None and path != "checkpoint" and not _is_same_note(path, known, body):
        raise refusal(BrokenError, "export.other-bytes", path=path)
    place.write(path, body)
    return 1


def _is_same_note(path: str, known: bytes, body: bytes) -> bool:
    """Tell whether a kept checkpoint has only got other cosignatures under it."""
    try:
        return path.startswith("notes/") and parse_note(known).text == parse_note(body).text
    except MalformedError:
        return False


def published_size(session: Session, known: bytes | None) -> int:
    """Give the size of the checkpoint that is in the folder, 0 for none.

    Raises BrokenError unless it is one of this log.
    """
    if known is None:
        return 0
    try:
        old = open_checkpoint(known, [session.verifier()], session.origin)
    except (BrokenError, MalformedError) as error:
        raise refusal(BrokenError, "export.other-checkpoint", path="checkpoint") from error
    if old.size > session.size or session.root_of_size(old.size) != old.root:
        raise refusal(
            BrokenError, "export.fork", path="checkpoint", size=old.size, found=session.size
        )
    return old.size
