"""Every byte of the published log, changed: found from the static files alone (faults.md row 1).

The checks here use nothing but the functions of ``batterypass.tlog`` on the files and the trust
file, as a monitor does that never saw the ledger.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

import pytest

from batterypass.app.trust import note_verifier
from batterypass.errors import BatterypassError, BrokenError
from batterypass.tlog.merkle import leaf_hash
from batterypass.tlog.policy import TrustFile
from batterypass.tlog.tiles import (
    ENTRIES,
    bundles_between,
    encode_tile_path,
    hash_tile,
    parse_bundle,
    parse_tile_path,
    tiles_between,
)
from batterypass.tlog.tree import Frontier, nodes_in, root_at
from batterypass.tlog.trusted import open_trusted
from faults.yard import ORIGIN, small_ledger
from sweeps import FULL, count

Files = Mapping[str, bytes]


def check_checkpoint(files: Files, trust: TrustFile) -> tuple[int, bytes]:
    seen = open_trusted(files["checkpoint"], trust, ORIGIN, note_verifier).checkpoint
    return seen.size, seen.root


def check_bundle(path: str, body: bytes, leaves: list[bytes]) -> None:
    """Compare a bundle of entries with the leaf hashes of the tree."""
    tile = parse_tile_path(path)
    entries = parse_bundle(body)
    if len(entries) != tile.width:
        raise BrokenError(f"{path}: {len(entries)} entries")
    for place, entry in enumerate(entries):
        if leaf_hash(entry) != leaves[tile.first + place]:
            raise BrokenError(f"{path}: entry {tile.first + place} is not the one in the tree")


def check_tile(path: str, body: bytes, nodes: Mapping[tuple[int, int], bytes]) -> None:
    if hash_tile(parse_tile_path(path), lambda level, index: nodes[level, index]) != body:
        raise BrokenError(f"{path}: not the hashes of the tree")


def check_note(
    path: str, body: bytes, trust: TrustFile, nodes: Mapping[tuple[int, int], bytes]
) -> None:
    """Compare a kept checkpoint with its name and with the tree."""
    seen = open_trusted(body, trust, ORIGIN, note_verifier).checkpoint
    root = root_at(seen.size, lambda level, index: nodes[level, index])
    if f"notes/{seen.size}" != path or root != seen.root:
        raise BrokenError(f"{path}: not a checkpoint of the tree")


def check_content(path: str, body: bytes) -> None:
    if sha256(body).hexdigest() != path.removeprefix("content/"):
        raise BrokenError(f"{path}: its digest is another")


@pytest.fixture(scope="module")
def trust_and_files(tmp_path_factory: pytest.TempPathFactory) -> tuple[TrustFile, Files]:
    yard = small_ledger(tmp_path_factory.mktemp("tiles") / "yard")
    with yard.open(read_only=True) as ledger:
        return TrustFile.parse(yard.trust()), dict(ledger.published_files())


def tree_of(files: Files, size: int) -> Frontier:
    """Compute the tree from the entries that were published."""
    frontier = Frontier()
    for tile in bundles_between(0, size):
        frontier.extend(map(leaf_hash, parse_bundle(files[encode_tile_path(tile)])))
    return frontier


def flipped(body: bytes, *, every: int, bits: int) -> Iterator[tuple[int, bytes]]:
    """Give (byte, the body with one bit of it changed) for every n-th byte; 8 bits or one each."""
    for place in range(0, len(body), every):
        for bit in range(8) if bits == 8 else (place * 5 % 8,):
            changed = bytearray(body)
            changed[place] ^= 1 << bit
            yield place, bytes(changed)


def test_what_is_published_is_complete_and_right(
    trust_and_files: tuple[TrustFile, Files],
) -> None:
    trust, files = trust_and_files
    size, root = check_checkpoint(files, trust)
    assert size == 23
    frontier = tree_of(files, size)
    assert (frontier.size, frontier.root()) == (size, root)
    needed = {encode_tile_path(t) for t in (*bundles_between(0, size), *tiles_between(0, size))}
    assert {path for path in files if path.startswith("tile/")} == needed
    assert list(files)[-1] == "checkpoint"


def test_every_byte_that_is_published_counts(trust_and_files: tuple[TrustFile, Files]) -> None:
    trust, files = trust_and_files
    size, _ = check_checkpoint(files, trust)
    frontier = tree_of(files, size)
    nodes = {(level, index): node for level, index, node in nodes_in(frontier.take_completed())}
    leaves = [nodes[0, index] for index in range(size)]
    tried: dict[str, int] = {}

    def check(path: str, body: bytes) -> None:
        if path == "checkpoint":
            check_checkpoint({path: body}, trust)
        elif path.startswith("notes/"):
            check_note(path, body, trust, nodes)
        elif path.startswith("content/"):
            check_content(path, body)
        elif parse_tile_path(path).level == ENTRIES:
            check_bundle(path, body, leaves)
        else:
            check_tile(path, body, nodes)

    for path, body in files.items():
        check(path, body)
    for path, body in files.items():
        if path == "checkpoint" or path.startswith("notes/"):
            cases = flipped(body, every=1, bits=8)
        elif path.startswith("content/"):
            # The digest of a whole file is computed for each: a bit of every 7th byte, or of all.
            cases = flipped(body, every=1 if FULL else 7, bits=1)
        else:
            cases = flipped(body, every=1, bits=8 if FULL or len(body) < 2000 else 1)
        for place, changed in cases:
            tried[path] = tried.get(path, 0) + 1
            with pytest.raises(BatterypassError) as error:
                check(path, changed)
            assert str(error.value), (path, place)
    count(
        "published files, their parsers",
        tried=sum(tried.values()), found=sum(tried.values()), survivors=0,
        note=f"{len(tried)} files, {sum(map(len, files.values()))} bytes",
    )  # fmt: skip
    assert set(tried) == set(files)


def test_a_bundle_that_is_cut_lengthened_or_of_another_order_is_found(
    trust_and_files: tuple[TrustFile, Files],
) -> None:
    trust, files = trust_and_files
    size, _ = check_checkpoint(files, trust)
    path = encode_tile_path(next(iter(bundles_between(0, size))))
    frontier = tree_of(files, size)
    leaves = [node for level, _, node in nodes_in(frontier.take_completed()) if level == 0]
    body = files[path]
    first = 2 + int.from_bytes(body[:2], "big")
    for changed in (
        body[:-1], body + b"\0", body + body[:first], body[first:], b"", body[first:] + body[:first],
    ):  # fmt: skip
        with pytest.raises(BatterypassError):
            check_bundle(path, changed, leaves)


@pytest.mark.parametrize(
    "path", ["../checkpoint", "tile/entries/../../x", "tile/0/000.p/0", "/tile/0/000", "tile/0/00"]
)
def test_a_path_that_is_none_is_not_read(path: str) -> None:
    with pytest.raises(BatterypassError):
        parse_tile_path(path)


def test_an_export_into_the_folder_of_a_changed_ledger_says_so(tmp_path: Path) -> None:
    """The entries of a partial bundle may grow, and never change."""
    yard = small_ledger(tmp_path / "yard")
    with yard.open() as ledger:
        before = dict(ledger.published_files())
    from faults.yard import make

    with yard.open() as ledger:
        make(ledger, [50])
        after = dict(ledger.published_files())
    old = next(body for path, body in before.items() if path.startswith("tile/entries"))
    new = next(body for path, body in after.items() if path.startswith("tile/entries"))
    assert new.startswith(old)
    assert not set(before) - set(after) - {path for path in before if ".p/" in path}, (
        "only partial files are replaced"
    )
