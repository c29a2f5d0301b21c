"""The examples on the format pages are true."""

from __future__ import annotations

import hashlib
import re

import pytest

from batterypass.tlog.checkpoint import open_checkpoint
from batterypass.tlog.cosignature import CosignatureVerifier, cosignature_message
from batterypass.tlog.keys import Verifier, encode_vkey, parse_vkey
from batterypass.tlog.merkle import leaf_hash, root_of, verify_consistency
from batterypass.tlog.note import parse_note, verify_note
from batterypass.tlog.policy import TrustFile
from batterypass.tlog.proof import LogProof
from batterypass.tlog.tiles import (
    Tile,
    bundles_between,
    encode_bundle,
    encode_tile_path,
    hash_tile,
    tiles_for_size,
)
from batterypass.tlog.tree import consistency_path, inclusion_path
from batterypass.tlog.trusted import open_trusted
from batterypass.tlog.witness import WitnessRequest
from tlog.support import (
    LOG,
    LOG_VERIFIER,
    ORIGIN,
    TESTS,
    WITNESS_1,
    WITNESS_VERIFIER,
    StoredTree,
    TestVerifier,
)

PAGES = ("heads", "merkle-tree", "tiles", "note", "checkpoint", "trust-file", "witness-state")
WORDS = [b"one", b"two", b"three"]
LEAVES = [leaf_hash(word) for word in WORDS]


def _page(name: str) -> str:
    return (TESTS.parent / "docs" / "formats" / f"{name}.md").read_text("utf-8")


def _example(page: str, name: str) -> str:
    """Give the block ``text name=NAME`` of a page, without the indentation of its fence."""
    found = re.findall(rf"^( *)```text name={name}\n(.*?)^ *```$", _page(page), re.M | re.S)
    assert len(found) == 1, f"{page}.md has {len(found)} examples named {name}"
    indent, block = found[0]
    return re.sub(rf"^{indent}", "", block, flags=re.M)


@pytest.fixture(scope="module")
def tree() -> StoredTree:
    tree = StoredTree()
    tree.grow(LEAVES)
    return tree


def _names() -> dict[bytes, str]:
    """What the tree page calls each hash; a root of one entry goes by the name of its leaf."""
    names = {root_of(LEAVES[:size]): f"root {size}" for size in range(4)}
    return names | {leaf: f"leaf {index}" for index, leaf in enumerate(LEAVES)}


@pytest.mark.parametrize("name", PAGES)
def test_a_format_page_begins_with_its_example(name: str) -> None:
    page = _page(name)
    assert page.startswith("# ")
    assert 0 < page.index("```text name=") < page.index("## Fields") < page.index("## Verify")
    for section in ("Fields", "Verify"):
        assert re.search(rf"^## {section}.*?\n\n(?:.*\n\n)?1\. ", page, re.M), section


def test_the_tree_of_the_page_is_true() -> None:
    expected = [
        f"leaf {i}  {leaf_hash(word).hex()}  {word.decode()}" for i, word in enumerate(WORDS)
    ]
    expected += [f"root {size}  {root_of(LEAVES[:size]).hex()}" for size in range(4)]
    assert _example("merkle-tree", "tree").splitlines() == expected


def test_the_proofs_of_the_page_are_true(tree: StoredTree) -> None:
    names = _names()
    made = {f"inclusion of {index} in 3": inclusion_path(index, 3, tree.read) for index in range(3)}
    made |= {f"consistency of {n} with 3": consistency_path(n, 3, tree.read) for n in (1, 2, 3)}
    shown = {}
    for line in _example("merkle-tree", "proofs").splitlines():
        claim, path = [*re.split(" {2,}", line), ""][:2]
        shown[claim] = path.split(", ") if path else []
    assert shown == {claim: [names[value] for value in path] for claim, path in made.items()}


def test_the_stored_nodes_of_the_page_are_true(tree: StoredTree) -> None:
    names = _names()
    assert _example("merkle-tree", "nodes").splitlines() == [
        f"level {level} index {index}  {names[value]}"
        for (level, index), value in tree.nodes.items()
    ]


def test_the_files_of_the_page_are_true(tree: StoredTree) -> None:
    tiles, bundles = list(tiles_for_size(3)), list(bundles_between(0, 3))
    paths = [encode_tile_path(tile) for tile in (*tiles, *bundles)]
    assert _example("tiles", "files").splitlines() == ["checkpoint", *paths]
    contents = [hash_tile(tiles[0], tree.read), encode_bundle(WORDS)]
    shown = re.split(r"^(tile/\S+)\n", _example("tiles", "contents"), flags=re.M)[1:]
    assert shown[0::2] == paths
    assert [bytes.fromhex(block) for block in shown[1::2]] == contents


def test_the_tiles_of_a_million_on_the_page_are_true() -> None:
    expected = []
    tiles = list(tiles_for_size(10**6))
    for level in range(3):
        full = [encode_tile_path(t) for t in tiles if t.level == level and t.width == 256]
        if full:
            expected.append(f"{full[0]} to {full[-1]} full")
        expected += [encode_tile_path(t) for t in tiles if t.level == level and t.width < 256]
    shown = _example("tiles", "million").splitlines()
    assert [" ".join(line.split()) for line in shown] == expected


def test_the_indexes_of_the_page_are_true() -> None:
    rows = [line.split() for line in _example("tiles", "indexes").splitlines()]
    assert len(rows) == 6
    for index, path in rows:
        assert encode_tile_path(Tile(0, int(index))) == f"tile/0/{path}"


@pytest.mark.parametrize("path", ["tile/0/x000/001", "tile/0/000.p/256", "tile/00/000"])
def test_the_page_names_paths_that_are_refused(path: str) -> None:
    assert f"`{path}`" in _page("tiles")


def test_the_note_of_the_page_verifies_with_the_keys_of_the_page() -> None:
    vkeys = [parse_vkey(line) for line in _example("note", "vkeys").splitlines()]
    assert vkeys == [LOG.vkey, WITNESS_1.vkey]
    data = _example("note", "note").encode()
    verifiers: list[Verifier] = [
        TestVerifier(vkeys[0]),
        CosignatureVerifier(TestVerifier(vkeys[1])),
    ]
    assert verify_note(data, verifiers) == parse_note(data)


def test_the_checkpoint_of_the_page_opens() -> None:
    data = _example("checkpoint", "checkpoint").encode()
    assert f"\n{len(data)} bytes." in _page("checkpoint")
    verifiers = [LOG_VERIFIER, WITNESS_VERIFIER]
    checkpoint = open_checkpoint(data, verifiers, ORIGIN)
    assert (checkpoint.size, checkpoint.root) == (3, root_of(LEAVES))
    message = cosignature_message(checkpoint.encode().encode(), 1_795_000_000)
    assert _example("checkpoint", "cosignature-message").encode() == message


def test_the_proof_of_the_page_verifies() -> None:
    proof = LogProof.parse(_example("checkpoint", "proof").encode())
    assert proof.index == 2
    assert proof.verify(LEAVES[2], [LOG_VERIFIER], ORIGIN).root == root_of(LEAVES)
    assert proof.checkpoint == _example("checkpoint", "checkpoint").encode()


def test_the_trust_file_of_the_page_trusts_the_checkpoint_of_the_page() -> None:
    text = _example("trust-file", "trust-file")
    trust = TrustFile.parse(text.encode())
    assert trust.encode() == text.encode()
    assert trust.entry_0 == hashlib.sha256(WORDS[0]).digest()
    data = _example("checkpoint", "checkpoint").encode()
    assert open_trusted(data, trust, ORIGIN, TestVerifier).seen == (("w1", 1_795_000_000),)


def test_the_groups_of_the_page_ask_for_one_of_industry_and_the_authority() -> None:
    trust = TrustFile.parse(_example("trust-file", "groups").encode())
    assert encode_vkey(trust.logs[0].vkey) in _example("trust-file", "trust-file")
    assert trust.is_quorum(["x1", "w1"])
    assert trust.is_quorum(["x2", "w1"])
    assert not trust.is_quorum(["w1"])
    assert not trust.is_quorum(["x1", "x2"])


def test_the_request_to_a_witness_proves_that_the_log_grew(tree: StoredTree) -> None:
    data = _example("witness-state", "request").encode()
    request = WitnessRequest.parse(data)
    assert request.encode() == data
    assert request.old_size == 2
    new = open_checkpoint(request.checkpoint, [LOG_VERIFIER], ORIGIN)
    verify_consistency(2, new.size, root_of(LEAVES[:2]), new.root, request.proof)
