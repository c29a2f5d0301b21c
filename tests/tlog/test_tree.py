"""The stored-node tree, against the definition of RFC 6962 written down as it stands there."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batterypass.errors import BrokenError, InputError
from batterypass.tlog.merkle import (
    EMPTY_ROOT,
    leaf_hash,
    root_of,
    verify_consistency,
    verify_inclusion,
)
from batterypass.tlog.tree import (
    Frontier,
    consistency_path,
    edge_nodes,
    inclusion_nodes,
    inclusion_path,
    inclusion_paths,
    nodes_in,
    root_at,
)
from tlog.support import StoredTree, entry

LARGEST = 2000


def _split(size: int) -> int:
    """The largest power of two smaller than ``size``."""
    return 1 << (size - 1).bit_length() - 1


@cache
def _root(start: int, end: int) -> bytes:
    """RFC 6962 section 2.1, over the entries from ``start`` up to ``end``."""
    if end - start == 1:
        return sha256(b"\x00" + entry(start)).digest()
    middle = start + _split(end - start)
    return sha256(b"\x01" + _root(start, middle) + _root(middle, end)).digest()


def _path(index: int, start: int, end: int) -> list[bytes]:
    """RFC 6962 section 2.1.1."""
    if end - start == 1:
        return []
    middle = start + _split(end - start)
    if index < middle:
        return [*_path(index, start, middle), _root(middle, end)]
    return [*_path(index, middle, end), _root(start, middle)]


def _subproof(old: int, start: int, end: int, whole: bool) -> list[bytes]:
    """RFC 6962 section 2.1.2."""
    if old == end:
        return [] if whole else [_root(start, end)]
    middle = start + _split(end - start)
    if old <= middle:
        return [*_subproof(old, start, middle, whole), _root(middle, end)]
    return [*_subproof(old, middle, end, False), _root(start, middle)]


@pytest.fixture(scope="module")
def tree() -> StoredTree:
    return StoredTree.of(LARGEST)


def test_every_root_and_proof_up_to_size_40_is_that_of_the_rfc(tree: StoredTree) -> None:
    for size in range(1, 41):
        assert root_at(size, tree.read) == _root(0, size)
        assert root_of(leaf_hash(entry(index)) for index in range(size)) == _root(0, size)
        for index in range(size):
            path = inclusion_path(index, size, tree.read)
            assert path == _path(index, 0, size)
            verify_inclusion(leaf_hash(entry(index)), index, size, path, _root(0, size))
        for old in range(1, size + 1):
            path = consistency_path(old, size, tree.read)
            assert path == _subproof(old, 0, size, True)
            verify_consistency(old, size, _root(0, old), _root(0, size), path)


def test_the_empty_tree_has_a_root_and_no_proofs() -> None:
    assert Frontier().root() == EMPTY_ROOT == root_at(0, StoredTree().read) == root_of([])
    assert consistency_path(0, 9, StoredTree().read) == []
    assert consistency_path(0, 0, StoredTree().read) == []


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_any_proof_made_is_accepted_and_any_damage_refused(
    tree: StoredTree, data: st.DataObject
) -> None:
    size = data.draw(st.integers(1, LARGEST), "size")
    index = data.draw(st.integers(0, size - 1), "index")
    old = data.draw(st.integers(1, size), "old size")
    root, old_root, leaf = _root(0, size), _root(0, old), leaf_hash(entry(index))

    path = inclusion_path(index, size, tree.read)
    verify_inclusion(leaf, index, size, path, root)
    for damaged in _damages(path, data):
        with pytest.raises(BrokenError):
            verify_inclusion(leaf, index, size, damaged, root)
    for wrong in {index - 1, index + 1, index ^ 1, index + size}:
        with pytest.raises(BrokenError):
            verify_inclusion(leaf, wrong, size, path, root)
    with pytest.raises(BrokenError):
        verify_inclusion(_flip(leaf, data), index, size, path, root)
    with pytest.raises(BrokenError):
        verify_inclusion(leaf, index, size, path, _flip(root, data))

    path = consistency_path(old, size, tree.read)
    verify_consistency(old, size, old_root, root, path)
    for damaged in _damages(path, data):
        with pytest.raises(BrokenError):
            verify_consistency(old, size, old_root, root, damaged)
    with pytest.raises(BrokenError):
        verify_consistency(old, size, _flip(old_root, data), root, path)
    with pytest.raises(BrokenError):
        verify_consistency(old, size, old_root, _flip(root, data), path)


def _flip(value: bytes, data: st.DataObject) -> bytes:
    bit = data.draw(st.integers(0, 255), "bit")
    return (int.from_bytes(value, "big") ^ 1 << bit).to_bytes(32, "big")


def _damages(path: list[bytes], data: st.DataObject) -> list[list[bytes]]:
    """Every element flipped in one bit, dropped, doubled and swapped; one more at each end."""
    damages = [[*path, bytes(32)], [bytes(32), *path]]
    for number, value in enumerate(path):
        head, tail = path[:number], path[number + 1 :]
        damages += [
            [*head, _flip(value, data), *tail],
            [*head, *tail],
            [*head, value, value, *tail],
        ]
        if tail:
            damages.append([*head, tail[0], value, *tail[1:]])
    return damages


@pytest.mark.parametrize("size", [255, 256, 257, 511, 512, 513])
def test_sizes_around_a_full_tile(tree: StoredTree, size: int) -> None:
    _check_size(tree, size)


@pytest.fixture(scope="module")
def large_tree() -> StoredTree:
    return StoredTree.of(65537)


@pytest.mark.parametrize("size", [65535, 65536, 65537])
def test_sizes_around_a_full_tile_of_tiles(large_tree: StoredTree, size: int) -> None:
    _check_size(large_tree, size)


def _check_size(tree: StoredTree, size: int) -> None:
    root = root_of(leaf_hash(entry(index)) for index in range(size))
    assert root_at(size, tree.read) == root
    assert Frontier.load(size, tree.read).root() == root
    for index in (0, 1, 127, 128, 254, size // 2, size - 2, size - 1):
        path = inclusion_path(index, size, tree.read)
        verify_inclusion(leaf_hash(entry(index)), index, size, path, root)
    for old in (1, 2, 3, 127, 128, 254, 255, size - 1, size):
        path = consistency_path(old, size, tree.read)
        verify_consistency(old, size, root_at(old, tree.read), root, path)


def test_a_proof_needs_few_reads(large_tree: StoredTree) -> None:
    for index, size in [(0, 65535), (32000, 65535), (65534, 65535), (65536, 65537)]:
        before = large_tree.reads
        inclusion_path(index, size, large_tree.read)
        assert large_tree.reads - before <= 2 * 17
        before = large_tree.reads
        consistency_path(index + 1, size, large_tree.read)
        assert large_tree.reads - before <= 2 * 17 + 1
        before = large_tree.reads
        root_at(size, large_tree.read)
        assert large_tree.reads - before == size.bit_count()


def test_the_nodes_named_beforehand_are_the_ones_read(tree: StoredTree) -> None:
    for size in (1, 2, 3, 70, 255, 1999):
        for index in range(0, size, 7):
            seen: list[tuple[int, int]] = []

            def read(level: int, at: int, seen: list[tuple[int, int]] = seen) -> bytes:
                seen.append((level, at))
                return tree.nodes[level, at]

            inclusion_path(index, size, read)
            assert sorted(seen) == sorted(inclusion_nodes(index, size))


def test_many_paths_are_those_of_each_and_read_each_node_once(tree: StoredTree) -> None:
    for size in (1, 2, 3, 70, 255, 1999):
        indices = list(range(0, size, 5))
        seen: list[tuple[int, int]] = []

        def read(level: int, at: int, seen: list[tuple[int, int]] = seen) -> bytes:
            seen.append((level, at))
            return tree.nodes[level, at]

        many = list(inclusion_paths(indices, size, read))
        assert many == [inclusion_path(index, size, tree.read) for index in indices]
        # Only the right edge is folded on more than one level.
        assert len(seen) <= len(set(seen)) + size.bit_length() ** 2
        with pytest.raises(InputError):
            list(inclusion_paths([size], size, tree.read))


@settings(max_examples=60, deadline=None)
@given(cuts=st.lists(st.integers(0, 300), max_size=6))
def test_growing_in_pieces_stores_the_same_nodes_as_growing_at_once(cuts: list[int]) -> None:
    pieces = StoredTree()
    for start, end in pairwise([0, *sorted(cuts)]):
        pieces.grow(leaf_hash(entry(index)) for index in range(start, end))
        # A process that ends here and another that goes on must not make a difference.
        pieces.frontier = Frontier.load(end, pieces.read)
    whole = StoredTree.of(pieces.frontier.size)
    assert pieces.nodes == whole.nodes
    assert pieces.frontier.root() == whole.frontier.root()


def test_exactly_the_complete_subtrees_are_stored_children_first() -> None:
    frontier = Frontier()
    frontier.extend(leaf_hash(entry(index)) for index in range(7))
    named = [(level, index) for level, index, _ in nodes_in(frontier.take_completed())]
    assert named == [
        *[(0, 0), (0, 1), (1, 0), (0, 2), (0, 3), (1, 1), (2, 0)],
        *[(0, 4), (0, 5), (1, 2), (0, 6)],
    ]
    assert edge_nodes(7) == [(2, 0), (1, 2), (0, 6)]


def test_nodes_are_handed_over_once() -> None:
    frontier = Frontier()
    frontier.append(leaf_hash(b"one"))
    assert frontier.take_completed() == [(0, leaf_hash(b"one"))]
    assert frontier.take_completed() == []
    assert frontier.size == 1


def test_a_batch_that_is_rolled_back_leaves_no_trace(tree: StoredTree) -> None:
    kept = Frontier.load(13, tree.read)
    root = kept.root()
    tried = kept.copy()
    tried.extend(leaf_hash(entry(index)) for index in range(13, 40))
    assert tried.root() == _root(0, 40)
    assert (kept.size, kept.root(), kept.take_completed()) == (13, root, [])


def test_a_leaf_that_is_no_hash_changes_nothing() -> None:
    frontier = Frontier()
    with pytest.raises(InputError, match="32 bytes"):
        frontier.append(b"short")
    assert (frontier.size, frontier.root(), frontier.take_completed()) == (0, EMPTY_ROOT, [])


def test_a_stored_node_of_another_length_is_noticed() -> None:
    with pytest.raises(BrokenError, match="node 0 of level 0"):
        root_at(1, lambda _level, _index: b"short")


def test_an_edge_that_does_not_fit_the_size_is_noticed() -> None:
    with pytest.raises(BrokenError, match="right edge of size 3"):
        Frontier(3, [bytes(32)])
    with pytest.raises(BrokenError):
        Frontier(-1, [bytes(32)])


@pytest.mark.parametrize(("index", "size"), [(0, 0), (3, 3), (-1, 3)])
def test_no_proof_is_made_for_an_entry_that_is_not_there(index: int, size: int) -> None:
    with pytest.raises(InputError):
        inclusion_path(index, size, lambda _level, _index: bytes(32))
    with pytest.raises(InputError):
        inclusion_nodes(index, size)


@pytest.mark.parametrize(("old", "new"), [(2, 1), (-1, 1)])
def test_no_proof_is_made_that_a_log_shrank(old: int, new: int) -> None:
    with pytest.raises(InputError):
        consistency_path(old, new, lambda _level, _index: bytes(32))
    with pytest.raises(InputError):
        edge_nodes(-1)
