"""Heads: what a bucket proves of a subject, and what it never may."""

from __future__ import annotations

import contextlib
import json
import re
from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batterypass.errors import BrokenError, InputError, MalformedError
from batterypass.statements import cbor
from batterypass.tlog.heads import (
    BUCKETS,
    EMPTY_BUCKET,
    HEIGHT,
    LANES,
    HeadProof,
    Leaf,
    bucket_hash,
    bucket_of,
    encode_leaf,
    heads_of,
    rows_above,
    running_digest,
    siblings_of,
    subject_hash,
    verify_heads,
)
from tlog.heads_support import WholeTree, top_of
from tlog.make_heads import ABSENT, HEADS, MAKER, NEIGHBOUR, PACK, VECTORS, make
from tlog.support import TESTS

TREE = WholeTree(HEADS)
ROOT = TREE.root()
GOOD = TREE.prove(PACK)

_accs = st.binary(min_size=32, max_size=32)
_heads = st.dictionaries(
    st.text("abc/", min_size=1, max_size=6),
    st.dictionaries(
        st.sampled_from(LANES), st.tuples(st.integers(1, 2**53 - 1), _accs), min_size=1
    ),
    max_size=6,
)


def _vectors() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(VECTORS.read_text("utf-8"))
    return found


def test_the_vectors_are_those_that_the_script_makes() -> None:
    assert _vectors() == json.loads(json.dumps(make()))


def test_the_good_vectors_prove_who_is_there_and_who_is_not() -> None:
    vectors = _vectors()
    root = bytes.fromhex(vectors["root"])
    for subject, shown in vectors["proofs"].items():
        proof = HeadProof.decode(bytes.fromhex(shown["encoded"]))
        assert proof.encode().hex() == shown["encoded"]
        verify_heads(proof, root)
        expected = {
            lane: (count, bytes.fromhex(acc))
            for lane, (count, acc) in vectors["heads"].get(subject, {}).items()
        }
        assert heads_of(proof, subject) == expected
    assert ABSENT in vectors["proofs"]
    assert ABSENT not in vectors["heads"]


@pytest.mark.parametrize("bad", _vectors()["bad"], ids=lambda bad: bad["name"])
def test_no_bad_vector_proves_anything(bad: dict[str, str]) -> None:
    data = bytes.fromhex(bad["encoded"])
    assert data != GOOD.encode(), "the script changed nothing"
    if bad["says"] == "malformed":
        with pytest.raises(MalformedError):
            HeadProof.decode(data)
        return
    with pytest.raises(BrokenError):
        verify_heads(HeadProof.decode(data), ROOT)


@settings(max_examples=15, deadline=None)
@given(heads=_heads, absent=st.text("xyz", min_size=1, max_size=4))
def test_whatever_subjects_there_are_each_is_proved_and_a_stranger_is_absent(
    heads: dict[str, dict[str, tuple[int, bytes]]], absent: str
) -> None:
    tree = WholeTree(heads)
    root = tree.root()
    for subject, lanes in [*heads.items(), (absent, {})]:
        proof = HeadProof.decode(tree.prove(subject).encode())
        verify_heads(proof, root)
        assert heads_of(proof, subject) == lanes


@settings(max_examples=200, deadline=None)
@given(
    which=st.integers(0, len(GOOD.leaves) - 1),
    change=st.sampled_from(("count", "acc", "lane", "gone", "sibling", "added")),
    number=st.integers(1, 2**53 - 1),
    value=_accs,
    place=st.integers(0, HEIGHT - 1),
)
def test_a_change_of_any_leaf_count_or_sibling_is_refused(
    which: int, change: str, number: int, value: bytes, place: int
) -> None:
    leaves, siblings = list(GOOD.leaves), list(GOOD.siblings)
    if change == "sibling":
        siblings[place] = value
    elif change == "gone":
        del leaves[which]
    elif change == "added":
        leaves.append(Leaf(GOOD.bucket.to_bytes(2, "big") + value[2:], "main", number, value))
    elif change == "lane":
        lanes = [lane for lane in LANES if lane != leaves[which].lane]
        leaves[which] = replace(leaves[which], lane=lanes[number % 2])
    elif change == "count":
        leaves[which] = replace(leaves[which], count=number)
    else:
        leaves[which] = replace(leaves[which], acc=value)
    leaves.sort(key=Leaf.encode)
    try:
        forged = HeadProof(GOOD.bucket, tuple(leaves), tuple(siblings))
    except InputError:
        return
    if forged != GOOD:
        with pytest.raises(BrokenError):
            verify_heads(forged, ROOT)


def test_every_changed_bit_of_a_proof_is_noticed() -> None:
    raw = GOOD.encode()
    for position in range(len(raw)):
        for bit in range(8):
            changed = bytearray(raw)
            changed[position] ^= 1 << bit
            with pytest.raises((BrokenError, MalformedError)):
                verify_heads(HeadProof.decode(bytes(changed)), ROOT)


def test_a_subject_that_is_there_cannot_be_shown_absent_by_another_bucket() -> None:
    elsewhere = TREE.prove(MAKER)
    verify_heads(elsewhere, ROOT)
    with pytest.raises(BrokenError, match="bucket"):
        heads_of(elsewhere, PACK)


def test_the_neighbour_in_a_bucket_is_not_taken_for_the_subject() -> None:
    assert bucket_of(NEIGHBOUR) == bucket_of(PACK)
    assert heads_of(GOOD, NEIGHBOUR) == HEADS[NEIGHBOUR]
    assert heads_of(GOOD, PACK) == HEADS[PACK]


@pytest.mark.parametrize(
    "parts",
    [
        (BUCKETS, (), GOOD.siblings),
        (-1, (), GOOD.siblings),
        (GOOD.bucket, GOOD.leaves, GOOD.siblings[1:]),
        (GOOD.bucket, GOOD.leaves, (*GOOD.siblings[1:], b"short")),
        (GOOD.bucket, GOOD.leaves[::-1], GOOD.siblings),
        (GOOD.bucket, (GOOD.leaves[0], *GOOD.leaves), GOOD.siblings),
        (GOOD.bucket ^ 1, GOOD.leaves, GOOD.siblings),
    ],
)
def test_a_proof_of_another_shape_cannot_be_made(parts: tuple[Any, Any, Any]) -> None:
    with pytest.raises(InputError):
        HeadProof(*parts)


def test_one_lane_of_a_subject_cannot_have_two_counts() -> None:
    first = GOOD.leaves[0]
    double = sorted((first, replace(first, count=first.count + 1)), key=Leaf.encode)
    with pytest.raises(InputError, match="double"):
        HeadProof(GOOD.bucket, tuple(double), GOOD.siblings)


@pytest.mark.parametrize(
    "values",
    [{"count": 0}, {"count": 2**53}, {"lane": "side"}, {"acc": b""}, {"subject_hash": b""}],
)
def test_a_leaf_out_of_bounds_cannot_be_made(values: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        replace(GOOD.leaves[0], **values)


@pytest.mark.parametrize("count", [1, 23, 24, 255, 256, 65535, 65536, 2**32 - 1, 2**32, 2**53 - 1])
def test_counts_of_every_width_come_back(count: int) -> None:
    proof = HeadProof(GOOD.bucket, (replace(GOOD.leaves[0], count=count),), GOOD.siblings)
    assert HeadProof.decode(proof.encode()) == proof


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200) | st.binary(max_size=40).map(lambda some: GOOD.encode()[:-9] + some))
def test_nothing_but_our_error_escapes_the_reader(data: bytes) -> None:
    with contextlib.suppress(MalformedError):
        assert HeadProof.decode(data).encode() == data


def test_a_proof_that_promises_more_leaves_than_it_has_is_refused_at_once() -> None:
    with pytest.raises(MalformedError):
        HeadProof.decode(b"\x83\x00\x9b\x00\x00\x00\xff\xff\xff\xff\xff")


def test_a_running_digest_goes_on_where_it_stood() -> None:
    digests = [sha256(word).digest() for word in (b"one", b"two", b"three")]
    _, before = running_digest(digests[:2])
    assert running_digest(digests)[1] == running_digest(digests[2:], before)[1]
    assert running_digest([]) == (0, bytes(32))


def test_the_tree_in_two_storeys_has_the_root_of_the_tree_in_one() -> None:
    groups = [TREE.hashes[at : at + 256] for at in range(0, BUCKETS, 256)]
    middle = [top_of(group) for group in groups]
    assert rows_above(TREE.hashes)[8] == middle
    assert top_of(middle) == ROOT
    high, low = divmod(GOOD.bucket, 256)
    path = [*siblings_of(groups[high], low), *siblings_of(middle, high)]
    assert tuple(path) == GOOD.siblings


def test_an_empty_bucket_is_no_node_and_no_leaf() -> None:
    assert bucket_hash([]) == sha256(b"\0").digest() == EMPTY_BUCKET
    leaf = encode_leaf(subject_hash(PACK), "main", 2, bytes(32))
    assert leaf == Leaf(subject_hash(PACK), "main", 2, bytes(32)).encode()


def _example(name: str) -> list[str]:
    page = (TESTS.parent / "docs" / "formats" / "heads.md").read_text("utf-8")
    block: str
    (block,) = re.findall(rf"^```text name={name}\n(.*?)^```$", page, re.M | re.S)
    return block.splitlines()


def test_the_leaves_of_the_page_are_true() -> None:
    made = [
        [f"{subject_hash(subject).hex()[:12]}…", lane, str(count), f"{acc.hex()[:12]}…", subject]
        for subject, lanes in sorted(HEADS.items(), key=lambda one: subject_hash(one[0]))
        for lane, (count, acc) in lanes.items()
    ]
    assert [line.split() for line in _example("leaves")] == made


def test_the_buckets_of_the_page_are_true() -> None:
    *buckets, other, root = _example("buckets")
    for line in buckets:
        _, number, value, leaves, _ = line.split()
        assert TREE.hashes[int(number)].hex() == value
        assert len(TREE.buckets[int(number)]) == int(leaves)
    assert len(buckets) == len(TREE.buckets)
    assert other.split()[2] == EMPTY_BUCKET.hex()
    assert root.split()[1] == ROOT.hex()


def test_the_bytes_of_the_page_are_a_leaf() -> None:
    assert "".join(line.split()[0] for line in _example("leaf")) == GOOD.leaves[0].encode().hex()


def test_proofs_are_deterministic_cbor_as_all_our_formats_are() -> None:
    leaves = [[one.subject_hash, one.lane, one.count, one.acc] for one in GOOD.leaves]
    assert GOOD.encode() == cbor.encode([GOOD.bucket, leaves, list(GOOD.siblings)])


@pytest.mark.parametrize("count", [5, 23, 24, 255, 256, 65_535, 65_536, 2**32 - 1, 2**32])
def test_a_count_that_is_written_longer_than_need_be_is_refused(count: int) -> None:
    """The usual leaf is read at a glance, which must not see less than the slow look."""
    subject = subject_hash("https://planta.example/i/1")
    leaf = Leaf(subject, "main", count, bytes(32))
    proof = HeadProof(int.from_bytes(subject[:2]), (leaf,), (bytes(32),) * HEIGHT)
    data, short = proof.encode(), leaf.encode()[len(b"\x84\x58\x20") + 32 + len(b"\x64main") : -34]
    assert HeadProof.decode(data) == proof
    for width, head in ((1, 0x18), (2, 0x19), (4, 0x1A), (8, 0x1B)):
        longer = bytes((head,)) + (count % 256**width).to_bytes(width)
        if len(longer) > len(short):
            with pytest.raises(MalformedError):
                HeadProof.decode(data.replace(b"\x64main" + short, b"\x64main" + longer))
