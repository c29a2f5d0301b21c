"""The proof verifiers, against other people's vectors."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest

from batterypass.errors import BrokenError
from batterypass.tlog.merkle import (
    EMPTY_ROOT,
    leaf_hash,
    node_hash,
    root_of,
    verify_consistency,
    verify_inclusion,
)
from shared import shared


def _cases(name: str) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = json.loads(
        shared(f"reference/tlog-vectors/merkle/{name}.json").read_text("utf-8")
    )
    assert len(cases) == 98
    assert sum(not case["wantErr"] for case in cases) == 6
    return cases


def _path(case: dict[str, Any]) -> list[bytes]:
    return [base64.b64decode(value) for value in case["proof"] or []]


def _inclusion(case: dict[str, Any]) -> None:
    verify_inclusion(
        base64.b64decode(case["leafHash"]),
        case["leafIdx"],
        case["treeSize"],
        _path(case),
        base64.b64decode(case["root"]),
    )


def _consistency(case: dict[str, Any]) -> None:
    verify_consistency(
        case["size1"],
        case["size2"],
        base64.b64decode(case["root1"]),
        base64.b64decode(case["root2"]),
        _path(case),
    )


@pytest.mark.parametrize(
    ("name", "verify"), [("inclusion", _inclusion), ("consistency", _consistency)]
)
def test_the_vectors_of_transparency_dev_are_judged_as_they_say(
    name: str, verify: Callable[[dict[str, Any]], None]
) -> None:
    for case in _cases(name):
        if case["wantErr"]:
            with pytest.raises(BrokenError):
                verify(case)
        else:
            verify(case)


def test_a_leaf_can_not_pass_for_a_node() -> None:
    left, right = leaf_hash(b"left"), leaf_hash(b"right")
    assert leaf_hash(left + right) != node_hash(left, right)
    assert node_hash(left, right) != node_hash(right, left)


def test_no_entry_is_doubled_to_fill_a_row() -> None:
    leaves = [leaf_hash(bytes([number])) for number in range(3)]
    assert root_of(leaves) != root_of([*leaves, leaves[-1]])


def test_size_zero_proves_nothing_unless_asked() -> None:
    root = leaf_hash(b"one")
    with pytest.raises(BrokenError, match="shows nothing"):
        verify_consistency(0, 1, EMPTY_ROOT, root, [])
    verify_consistency(0, 1, EMPTY_ROOT, root, [], allow_empty=True)
    verify_consistency(0, 0, EMPTY_ROOT, EMPTY_ROOT, [], allow_empty=True)


@pytest.mark.parametrize(
    ("old_root", "new_size", "new_root", "path"),
    [
        (bytes(32), 1, bytes(32), []),
        (EMPTY_ROOT, 0, bytes(32), []),
        (EMPTY_ROOT, 1, bytes(32), [bytes(32)]),
    ],
)
def test_a_false_claim_about_the_empty_tree_is_refused(
    old_root: bytes, new_size: int, new_root: bytes, path: list[bytes]
) -> None:
    with pytest.raises(BrokenError):
        verify_consistency(0, new_size, old_root, new_root, path, allow_empty=True)


def test_a_shrunken_log_is_refused() -> None:
    one, two = leaf_hash(b"one"), leaf_hash(b"two")
    with pytest.raises(BrokenError, match="old size"):
        verify_consistency(2, 1, node_hash(one, two), one, [])


def test_two_roots_at_one_size_are_refused() -> None:
    with pytest.raises(BrokenError, match="two roots"):
        verify_consistency(5, 5, leaf_hash(b"one"), leaf_hash(b"two"), [])


@pytest.mark.parametrize("length", [0, 31, 33, 64])
def test_a_hash_of_another_length_is_refused(length: int) -> None:
    one, two = leaf_hash(b"one"), leaf_hash(b"two")
    with pytest.raises(BrokenError, match="32 bytes"):
        verify_inclusion(one, 0, 2, [bytes(length)], node_hash(one, two))
    with pytest.raises(BrokenError, match="32 bytes"):
        verify_inclusion(bytes(length), 0, 1, [], bytes(length))
    with pytest.raises(BrokenError, match="32 bytes"):
        verify_consistency(1, 2, bytes(length), node_hash(one, two), [two])
    with pytest.raises(BrokenError, match="32 bytes"):
        verify_consistency(1, 2, one, node_hash(one, two), [bytes(length)])


def test_a_tree_higher_than_its_size_is_refused() -> None:
    one, two, three = leaf_hash(b"one"), leaf_hash(b"two"), leaf_hash(b"three")
    # These paths do lead to their roots; only the size says that there cannot be so many hashes.
    with pytest.raises(BrokenError, match="too long"):
        verify_inclusion(one, 0, 1, [two], node_hash(two, one))
    old_root = node_hash(one, node_hash(two, three))
    new_root = node_hash(one, node_hash(two, node_hash(three, one)))
    with pytest.raises(BrokenError, match="too long"):
        verify_consistency(3, 4, old_root, new_root, [three, one, two, one])


def test_a_negative_index_is_refused() -> None:
    with pytest.raises(BrokenError, match="not in the tree"):
        verify_inclusion(leaf_hash(b"one"), -1, 1, [], leaf_hash(b"one"))
