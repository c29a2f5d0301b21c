"""A published log in memory, to be changed byte by byte: a ``PublishedFiles``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from batterypass import bootstrap
from batterypass.app.fsck import Fsck, fsck
from batterypass.app.session import Surroundings
from batterypass.errors import MalformedError
from batterypass.statements.notekeys import NoteSigner
from batterypass.tlog.checkpoint import Checkpoint, sign_checkpoint
from batterypass.tlog.merkle import leaf_hash
from batterypass.tlog.tiles import (
    bundles_between,
    encode_bundle,
    encode_tile_path,
    hash_tile,
    tiles_between,
)
from batterypass.tlog.tree import Frontier, nodes_in
from faults.yard import OPERATOR, ORIGIN, Clock, private_key


@dataclass
class MemoryFiles:
    """Files by path."""

    files: Mapping[str, bytes]

    def read(self, path: str, most: int) -> bytes | None:
        body = self.files.get(path)
        if body is not None and len(body) > most:
            raise MalformedError(f"{path}: more than {most} bytes")
        return body

    def names(self) -> Iterator[str]:
        return iter(sorted(self.files))


@dataclass
class Stranger:
    """Somebody who has only a trust file, and forgets everything each time."""

    trust: bytes
    around: Surroundings = field(
        default_factory=lambda: bootstrap.surroundings(home=None, clock=Clock())
    )

    def log(self, files: Mapping[str, bytes], *old: bytes) -> Fsck:
        """Check the log alone."""
        return fsck(MemoryFiles(files), self.around, None, trust_file=self.trust, old=old)

    def whole(self, folder: Path, *old: bytes) -> Fsck:
        """Check the log and what its entries say."""
        return bootstrap.fsck(folder, around=self.around, trust_file=self.trust, old=old)


def tiles_of(
    entries: list[bytes], origin: str = ORIGIN, operator: str = OPERATOR
) -> dict[str, bytes]:
    """Publish any entries under a checkpoint that the operator's key signs."""
    tree = Frontier()
    tree.extend(map(leaf_hash, entries))
    nodes = {(level, index): node for level, index, node in nodes_in(tree.take_completed())}
    files = {}
    for tile in bundles_between(0, len(entries)):
        files[encode_tile_path(tile)] = encode_bundle(entries[tile.first :][: tile.width])
    for tile in tiles_between(0, len(entries)):
        files[encode_tile_path(tile)] = hash_tile(tile, lambda level, index: nodes[level, index])
    signer = NoteSigner(origin, private_key(operator, "checkpoint"))
    checkpoint = Checkpoint(origin, len(entries), tree.root())
    return {**files, "checkpoint": sign_checkpoint(checkpoint, [signer])}


def write_files(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Write files below a folder."""
    for path, body in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(body)
    return folder
