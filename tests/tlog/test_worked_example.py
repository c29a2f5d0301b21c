"""The worked example of the format pages, made again from its seeds."""

from __future__ import annotations

import hashlib
from itertools import groupby
from typing import Any

import pytest

from batterypass.tlog.checkpoint import Checkpoint, open_checkpoint, sign_checkpoint
from batterypass.tlog.cosignature import (
    Cosignature,
    cosign_checkpoint,
    cosignature_message,
)
from batterypass.tlog.keys import encode_vkey, parse_vkey
from batterypass.tlog.merkle import EMPTY_ROOT, leaf_hash, root_of, verify_inclusion
from batterypass.tlog.note import parse_note
from batterypass.tlog.proof import LogProof
from batterypass.tlog.tiles import (
    Tile,
    encode_bundle,
    encode_tile_path,
    hash_tile,
    parse_bundle,
    parse_tile_path,
    tiles_for_size,
)
from batterypass.tlog.tree import consistency_path, inclusion_path, root_at
from shared import shared
from tlog.support import (
    LOG,
    LOG_VERIFIER,
    ORIGIN,
    TESTS,
    WITNESS_1,
    WITNESS_VERIFIER,
    StoredTree,
    worked_example,
)

AT = 1_795_000_000


@pytest.fixture(scope="module")
def example() -> dict[str, Any]:
    return worked_example()


@pytest.fixture(scope="module")
def tree() -> StoredTree:
    tree = StoredTree()
    tree.grow(leaf_hash(word) for word in (b"one", b"two", b"three"))
    return tree


def test_our_copy_is_the_shared_one() -> None:
    ours = (TESTS / "vectors" / "worked-example.json").read_bytes()
    assert shared("reference/tlog-vectors/worked/worked-example.json").read_bytes() == ours


def test_the_hashes_are_those_of_the_example(example: dict[str, Any], tree: StoredTree) -> None:
    merkle = example["merkle"]
    leaves = [leaf_hash(entry.encode()) for entry in merkle["entries"]]
    assert EMPTY_ROOT.hex() == merkle["empty_root"]
    assert leaf_hash(b"").hex() == merkle["leaf_empty_entry"]
    assert [leaf.hex() for leaf in leaves] == merkle["leaf_hashes"]
    assert tree.nodes[1, 0].hex() == merkle["node_0_1"]
    for size, root in merkle["roots"].items():
        assert root_of(leaves[: int(size)]).hex() == root
        assert root_at(int(size), tree.read).hex() == root


def test_the_proofs_are_those_of_the_example(example: dict[str, Any], tree: StoredTree) -> None:
    merkle = example["merkle"]
    for index, path in merkle["inclusion_size3"].items():
        assert [value.hex() for value in inclusion_path(int(index), 3, tree.read)] == path
    for old, path in merkle["consistency_to_3"].items():
        assert [value.hex() for value in consistency_path(int(old), 3, tree.read)] == path


def test_bundle_and_tile_are_those_of_the_example(
    example: dict[str, Any], tree: StoredTree
) -> None:
    bundle = bytes.fromhex(example["bundle_hex"])
    assert encode_bundle([b"one", b"two", b"three"]) == bundle
    assert parse_bundle(bundle) == [b"one", b"two", b"three"]
    assert hash_tile(Tile(0, 0, 3), tree.read).hex() == example["tile_0_000_p_3_hex"]


def test_tile_paths_are_those_of_the_example(example: dict[str, Any]) -> None:
    for index, path in example["tile_index"].items():
        assert encode_tile_path(Tile(0, int(index))) == f"tile/0/{path}"
        assert parse_tile_path(f"tile/0/{path}") == Tile(0, int(index))


def test_the_tiles_of_each_size_are_those_of_the_example(example: dict[str, Any]) -> None:
    for size, expected in example["tiles_for_size"].items():
        found: list[dict[str, Any]] = []
        for level, row in groupby(tiles_for_size(int(size)), lambda tile: tile.level):
            tiles = list(row)
            full = [tile for tile in tiles if tile.width == 256]
            if full:
                found.append({"level": level, "full_tiles": len(full)})
            found += [
                {"level": level, "partial": encode_tile_path(tile)}
                for tile in tiles
                if tile.width != 256
            ]
        assert found == expected


def test_the_keys_are_those_of_the_example(example: dict[str, Any]) -> None:
    wanted = example["checkpoint"]
    assert example["seeds"]["log"] == LOG.seed
    assert example["seeds"]["witness"] == WITNESS_1.seed
    assert LOG.vkey.public_key.hex() == wanted["log_pub"]
    assert LOG.key_id.hex() == wanted["key_id"]
    assert encode_vkey(LOG.vkey) == wanted["vkey"]
    assert parse_vkey(wanted["vkey"]) == LOG.vkey
    assert WITNESS_1.vkey.public_key.hex() == wanted["witness_pub"]
    assert WITNESS_1.key_id.hex() == wanted["witness_key_id"]
    assert parse_vkey(wanted["witness_vkey"]) == WITNESS_1.vkey
    assert encode_vkey(WITNESS_1.vkey) == wanted["witness_vkey"]


def test_signing_makes_the_checkpoint_of_the_example(
    example: dict[str, Any], tree: StoredTree
) -> None:
    wanted = example["checkpoint"]
    checkpoint = Checkpoint(ORIGIN, 3, root_at(3, tree.read))
    assert checkpoint.encode() == wanted["body"]
    assert LOG.sign(checkpoint.encode().encode()).hex() == wanted["signature"]
    message = cosignature_message(checkpoint.encode().encode(), AT)
    assert message.decode() == wanted["cosignature_message"]
    assert WITNESS_1.sign(message).hex() == wanted["cosignature"]
    file = cosign_checkpoint(sign_checkpoint(checkpoint, [LOG]), WITNESS_1, AT)
    assert file.decode() == wanted["file"]
    assert hashlib.sha256(file).hexdigest() == wanted["file_sha256"]


def test_the_checkpoint_of_the_example_opens(example: dict[str, Any], tree: StoredTree) -> None:
    verifiers = [LOG_VERIFIER, WITNESS_VERIFIER]
    file = example["checkpoint"]["file"].encode()
    checkpoint = open_checkpoint(file, verifiers, ORIGIN)
    assert checkpoint == Checkpoint(ORIGIN, 3, root_at(3, tree.read))
    assert Cosignature.parse(parse_note(file).signatures[1].signature).time == AT


def test_the_proof_file_is_that_of_the_example(example: dict[str, Any], tree: StoredTree) -> None:
    file = example["tlog_proof_index2"].encode()
    checkpoint = example["checkpoint"]["file"].encode()
    proof = LogProof(2, tuple(inclusion_path(2, 3, tree.read)), checkpoint)
    assert proof.encode() == file
    assert LogProof.parse(file) == proof
    assert proof.verify(leaf_hash(b"three"), [LOG_VERIFIER], ORIGIN).size == 3


def test_the_log_of_the_receipt_has_the_root_of_the_example(example: dict[str, Any]) -> None:
    receipt = example["receipt"]
    leaves = [leaf_hash(bytes.fromhex(value)) for value in receipt["entries"]]
    assert root_of(leaves).hex() == receipt["root"]
    assert leaves[1].hex() == example["cose"]["leaf_hash"]
    verify_inclusion(leaves[1], 1, 2, [leaves[0]], bytes.fromhex(receipt["root"]))


def test_the_witness_request_of_the_example_carries_our_consistency_proof(
    example: dict[str, Any], tree: StoredTree
) -> None:
    head, _, checkpoint = example["add_checkpoint_request_from_2"].partition("\n\n")
    old, line = head.split("\n")
    assert old == "old 2"
    proof = LogProof(2, tuple(consistency_path(2, 3, tree.read)), checkpoint.encode())
    assert line in proof.encode().decode().split("\n")
    assert checkpoint == example["checkpoint"]["file"]
