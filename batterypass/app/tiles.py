"""Publishing the log as static files by the C2SP tlog-tiles paths."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from batterypass.tlog.tiles import (
    bundles_between,
    encode_bundle,
    encode_tile_path,
    hash_tile,
    tiles_between,
)

if TYPE_CHECKING:
    from batterypass.app.session import Session

#: Writes one file under a relative path; a full tile that is there with other bytes is refused.
WriteFile = Callable[[str, bytes], None]


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
            start = tile.first
            entries = [raw for _, raw in session.store.statements(start, start + tile.width)]
            yield encode_tile_path(tile), encode_bundle(entries)
        for tile in tiles_between(since, size):
            yield encode_tile_path(tile), hash_tile(tile, session.store.node)
        for content in session.store.contents():
            yield f"content/{content.digest}", content.body
        # Papers rest on these; a replica that is made from the files needs them as well.
        for kept, note, is_kept in session.store.notes():
            if is_kept:
                yield f"notes/{kept}", note
        yield "checkpoint", session.store.note()


def export_tiles(session: Session, write: WriteFile, progress: Callable[[int], None]) -> int:
    """Write all files of the published log; give their number."""
    count = 0
    for path, body in published_files(session):
        write(path, body)
        count += 1
        progress(count)
    return count
