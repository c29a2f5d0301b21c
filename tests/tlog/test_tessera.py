"""A real log of 15 entries written by another implementation: it must come out the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from batterypass.tlog.checkpoint import Checkpoint, open_checkpoint
from batterypass.tlog.keys import parse_vkey
from batterypass.tlog.merkle import leaf_hash
from batterypass.tlog.tiles import (
    ENTRIES,
    bundles_between,
    encode_bundle,
    encode_tile_path,
    hash_tile,
    parse_bundle,
    parse_tile_path,
    tiles_for_size,
)
from batterypass.tlog.tree import root_at
from shared import shared
from tlog.support import StoredTree, TestVerifier

WORDS = (
    b"one two three four five six seven eit nain ten ileven twelf threeten fourten fivten".split()
)


@pytest.fixture(scope="module")
def log() -> Path:
    return shared("reference/tlog-vectors/tiles-tessera")


@pytest.fixture(scope="module")
def tree() -> StoredTree:
    tree = StoredTree()
    tree.grow(map(leaf_hash, WORDS))
    return tree


def _open(log: Path, name: str) -> Checkpoint:
    vkey = parse_vkey((log / "log.vkey").read_text("utf-8").rstrip("\n"))
    return open_checkpoint((log / name).read_bytes(), [TestVerifier(vkey)], vkey.name)


def test_every_checkpoint_of_the_tessera_log_opens_with_our_root(
    log: Path, tree: StoredTree
) -> None:
    for size in range(16):
        checkpoint = _open(log, f"checkpoint.{size}")
        assert checkpoint == Checkpoint("example.com/log/testdata", size, root_at(size, tree.read))
    assert _open(log, "checkpoint") == _open(log, "checkpoint.15")


def test_every_tile_of_the_tessera_log_is_ours_byte_for_byte(log: Path, tree: StoredTree) -> None:
    made = {}
    for size in range(16):
        for tile in tiles_for_size(size):
            made[encode_tile_path(tile)] = hash_tile(tile, tree.read)
        for bundle in bundles_between(0, size):
            assert bundle.index == 0
            made[encode_tile_path(bundle)] = encode_bundle(WORDS[: bundle.width])
    found = {
        path.relative_to(log).as_posix(): path.read_bytes()
        for path in (log / "tile").rglob("*")
        if path.is_file()
    }
    assert len(found) >= 28
    assert {path: made[path] for path in found} == found


def test_every_bundle_of_the_tessera_log_is_read_as_its_words(log: Path) -> None:
    for path in (log / "tile" / "entries").rglob("*"):
        if path.is_file():
            bundle = parse_tile_path(path.relative_to(log).as_posix())
            assert bundle.level == ENTRIES
            assert parse_bundle(path.read_bytes()) == WORDS[: bundle.width]
