"""Paths, sets of files and bundles."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batterypass.errors import InputError, MalformedError
from batterypass.tlog.merkle import leaf_hash, root_of
from batterypass.tlog.tiles import (
    ENTRIES,
    MAX_ENTRY_SIZE,
    Tile,
    bundles_between,
    encode_bundle,
    encode_tile_path,
    hash_tile,
    parse_bundle,
    parse_tile_path,
    tiles_between,
    tiles_for_size,
)
from tlog.support import StoredTree, entry

SIZES = [0, 1, 2, 254, 255, 256, 257, 511, 512, 513, 65535, 65536, 65537, 70000, 10**6, 2**24 + 1]


@settings(max_examples=200, deadline=None)
@given(st.builds(Tile, st.integers(ENTRIES, 63), st.integers(0, 2**63 - 1), st.integers(1, 256)))
def test_a_path_comes_back_as_the_tile_it_names(tile: Tile) -> None:
    assert parse_tile_path(encode_tile_path(tile)) == tile


def test_the_last_tile_has_a_path() -> None:
    last = Tile(63, 2**63 - 1, 256)
    assert parse_tile_path(encode_tile_path(last)) == last


@pytest.mark.parametrize(
    "path",
    [
        "",
        "tile/0",
        "tile/0/0",
        "tile/0/00",
        "tile/0/0000",
        "tile/00/000",
        "tile/64/000",
        "tile/-1/000",
        "tile/x/000",
        "tile/entry/000",
        "tile/0/x000/001",
        "tile/0/x000/x001/001",
        "tile/0/001/001",
        "tile/0/x001",
        "tile/0/x001/x001",
        "tile/0/000.p",
        "tile/0/000.p/",
        "tile/0/000.p/0",
        "tile/0/000.p/01",
        "tile/0/000.p/256",
        "tile/0/000.p/257",
        "tile/0/000.p/999",
        "tile/0/000/1",
        "tile/0/000.p/1/",
        "tile/0/000\n",
        "/tile/0/000",
        "tile/0/../000",
        "tile/0/٠٠٠",
        "tile/٣/000",
        "tile/0/x009/x999/x999/x999/x999/x999/999",
        "tile/0/x001/x001/x001/x001/x001/x001/x001/001",
    ],
)
def test_a_path_with_another_spelling_is_refused(path: str) -> None:
    with pytest.raises(MalformedError):
        parse_tile_path(path)


@pytest.mark.parametrize(
    "tile", [Tile(0, 0, 0), Tile(0, 0, 257), Tile(0, -1), Tile(64, 0), Tile(-2, 0), Tile(0, 2**63)]
)
def test_a_tile_out_of_bounds_has_no_path(tile: Tile) -> None:
    with pytest.raises(InputError):
        encode_tile_path(tile)


@pytest.mark.parametrize("size", SIZES)
def test_the_tiles_of_a_size_hold_each_hash_once(size: int) -> None:
    tiles = list(tiles_for_size(size))
    level = 0
    while size >> 8 * level:
        row = [tile for tile in tiles if tile.level == level]
        assert [tile.index for tile in row] == list(range(len(row)))
        assert sum(tile.width for tile in row) == size >> 8 * level
        assert all(tile.width == 256 for tile in row[:-1])
        level += 1
    assert {tile.level for tile in tiles} == set(range(level))
    bundles = list(bundles_between(0, size))
    assert sum(bundle.width for bundle in bundles) == size
    assert all(bundle.level == ENTRIES for bundle in bundles)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_what_is_exported_bit_by_bit_is_what_is_exported_at_once(data: st.DataObject) -> None:
    sizes = st.one_of(st.sampled_from(SIZES[:-2]), st.integers(0, 70000))
    old, new = sorted((data.draw(sizes), data.draw(sizes)))
    before, added, after = (
        set(tiles_for_size(old)),
        list(tiles_between(old, new)),
        set(tiles_for_size(new)),
    )
    assert len(added) == len(set(added))
    assert set(added) == after - before
    assert set(bundles_between(old, new)) == set(bundles_between(0, new)) - set(
        bundles_between(0, old)
    )


@pytest.mark.parametrize(("old", "new"), [(2, 1), (-1, 1), (-2, -1)])
def test_a_log_that_shrank_has_no_tiles(old: int, new: int) -> None:
    with pytest.raises(InputError):
        tiles_between(old, new)
    with pytest.raises(InputError):
        bundles_between(old, new)


@pytest.mark.parametrize("size", [1, 255, 256, 257, 600])
def test_tiles_hold_the_hashes_of_their_level(size: int) -> None:
    tree = StoredTree.of(size)
    leaves = [leaf_hash(entry(index)) for index in range(size)]
    for tile in tiles_for_size(size):
        span = 256**tile.level
        expected = b"".join(
            root_of(leaves[index * span : (index + 1) * span])
            for index in range(tile.first, tile.first + tile.width)
        )
        assert hash_tile(tile, tree.read) == expected


def test_tiles_of_the_third_level_are_made_of_stored_nodes() -> None:
    tree = StoredTree.of(65537)
    tiles = {encode_tile_path(tile): tile for tile in tiles_for_size(65537)}
    assert len(tiles) == 256 + 1 + 1 + 1
    level_1 = hash_tile(tiles["tile/1/000"], tree.read)
    assert len(level_1) == 8192
    hashes = [level_1[start : start + 32] for start in range(0, 8192, 32)]
    assert hash_tile(tiles["tile/2/000.p/1"], tree.read) == root_of(hashes)


def test_a_bundle_is_no_tile_of_hashes() -> None:
    with pytest.raises(InputError, match="tile/entries/000"):
        hash_tile(Tile(ENTRIES, 0), StoredTree().read)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.binary(max_size=300), min_size=1, max_size=256))
def test_a_bundle_comes_back_as_its_entries(entries: list[bytes]) -> None:
    assert parse_bundle(encode_bundle(entries)) == entries


def test_a_bundle_holds_up_to_256_entries_of_up_to_65535_bytes() -> None:
    full = [b"x" * MAX_ENTRY_SIZE] * 256
    assert parse_bundle(encode_bundle(full)) == full
    with pytest.raises(InputError, match="65536 bytes"):
        encode_bundle([b"x" * (MAX_ENTRY_SIZE + 1)])
    with pytest.raises(InputError, match="not 257"):
        encode_bundle([b""] * 257)
    with pytest.raises(InputError, match="not 0"):
        encode_bundle([])
    with pytest.raises(MalformedError, match="more than 256"):
        parse_bundle(encode_bundle([b""] * 256) + b"\x00\x00")


@pytest.mark.parametrize("data", [b"", b"\x00", b"\x00\x01", b"\x00\x03on", b"\x00\x01a\x00"])
def test_a_bundle_cut_short_is_refused(data: bytes) -> None:
    with pytest.raises(MalformedError):
        parse_bundle(data)
