"""A published log read from a folder: what is missing, cut, wider than needed or not what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from batterypass.errors import FailedError, MalformedError
from batterypass.store.tile_folder import TileFolder
from batterypass.tlog.checkpoint import Checkpoint
from batterypass.tlog.merkle import leaf_hash
from batterypass.tlog.tiles import Tile, bundles_between, encode_bundle, encode_tile_path
from batterypass.tlog.tree import Frontier

ORIGIN = "log.example/tiles"


def entry(index: int) -> bytes:
    return f"entry {index}".encode() * (index % 3 + 1)


def publish(folder: Path, size: int) -> Path:
    """Write the entries and a checkpoint, whose signature nobody here looks at."""
    entries = [entry(index) for index in range(size)]
    for tile in bundles_between(0, size):
        put(folder, encode_tile_path(tile), encode_bundle(entries[tile.first :][: tile.width]))
    tree = Frontier()
    tree.extend(map(leaf_hash, entries))
    text = Checkpoint(ORIGIN, size, tree.root()).encode()
    put(folder, "checkpoint", f"{text}\n— {ORIGIN} AAAAAAA=\n".encode())
    return folder


def put(folder: Path, path: str, body: bytes) -> None:
    place = folder / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(body)


@pytest.mark.parametrize("size", [1, 255, 256, 257, 700])
def test_every_range_of_entries_comes_whole_and_in_order(tmp_path: Path, size: int) -> None:
    source = TileFolder(publish(tmp_path, size))
    for start in (0, 1, 255, 256, 600):
        for stop in (0, 1, 256, 300, size, size + 10):
            expected = [(index, entry(index)) for index in range(start, min(stop, size))]
            assert list(source.statements(start, stop)) == expected


def test_a_log_published_again_meanwhile_serves_an_older_checkpoint(tmp_path: Path) -> None:
    folder = publish(tmp_path, 300)
    source = TileFolder(folder)
    (folder / "tile/entries/001.p/44").unlink()
    publish(folder, 310)
    assert [index for index, _ in source.statements(256, 300)] == list(range(256, 300))
    (folder / "tile/entries/001.p/54").unlink()
    publish(folder, 600)
    assert [raw for _, raw in source.statements(256, 300)] == [entry(i) for i in range(256, 300)]


def test_a_bundle_that_is_missing_or_too_narrow_is_named(tmp_path: Path) -> None:
    folder = publish(tmp_path, 600)
    narrow = folder / "tile/entries/002.p/88"
    narrow.rename(narrow.with_name("87"))
    source = TileFolder(folder)
    assert len(list(source.statements(0, 512))) == 512
    with pytest.raises(FailedError, match=r"tile/entries/002\.p/88 is missing") as missing:
        list(source.statements(0, 600))
    assert missing.value.code == "replica.missing-part"


@pytest.mark.parametrize("cut", [0, 1, 5, -1])
def test_a_cut_bundle_is_named(tmp_path: Path, cut: int) -> None:
    folder = publish(tmp_path, 300)
    path = folder / "tile/entries/000"
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(MalformedError, match="tile/entries/000"):
        list(TileFolder(folder).statements(0, 300))


def test_a_file_too_large_for_its_name_is_not_read_into_memory(tmp_path: Path) -> None:
    folder = publish(tmp_path, 3)
    with (folder / "checkpoint").open("r+b") as file:
        file.truncate(300_000)
    with pytest.raises(MalformedError, match="checkpoint"):
        TileFolder(folder)


def test_only_names_of_the_layout_are_looked_at(tmp_path: Path) -> None:
    folder = publish(tmp_path, 3)
    for name in ("notes/2", "notes/02", "notes/x", "notes/9", "content/" + "0" * 64, "content/a"):
        put(folder, name, b"body")
    source = TileFolder(folder)
    assert [size for size, _, _ in source.notes()] == [2, 3]
    assert [content.digest for content in source.contents()] == ["0" * 64]
    assert encode_tile_path(Tile(-1, 0, 3)) == "tile/entries/000.p/3"


def test_a_folder_without_a_checkpoint_says_so(tmp_path: Path) -> None:
    with pytest.raises(FailedError, match="checkpoint"):
        TileFolder(tmp_path)
