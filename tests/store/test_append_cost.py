"""Appending reads and hashes along the right edge of the tree, however many entries there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from batterypass.app import growing
from batterypass.store.derived import DerivedTables
from batterypass.store.kept import KeptTables
from batterypass.tlog import merkle, tree
from faults.yard import make, small_ledger

#: Packs that make a small log a large one: most of its entries.
MANY = 300


def counted(counts: Counter[str], name: str, real: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap what is called, to count how often it is."""

    def call(*given: Any, **named: Any) -> Any:
        counts[name] += 1
        return real(*given, **named)

    return call


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    counts: Counter[str] = Counter()
    for owner, name, what in (
        (tree, "sha256", "hashes"),
        (tree, "node_hash", "hashes"),
        (merkle, "sha256", "hashes"),
        (growing, "leaf_hash", "leaves"),
        (DerivedTables, "node", "nodes read"),
        (KeptTables, "statement", "statements read"),
        (KeptTables, "statements", "statements read"),
    ):
        monkeypatch.setattr(owner, name, counted(counts, what, getattr(owner, name)))
    return counts


def test_an_append_hashes_and_reads_along_the_edge_however_large_the_log_is(
    tmp_path: Path, counts: Counter[str]
) -> None:
    yard = small_ledger(tmp_path / "yard")
    seen: dict[int, Counter[str]] = {}
    for numbers in ((1000,), range(2000, 2000 + MANY), (3000,)):
        counts.clear()
        with yard.open() as ledger:
            size = ledger.session.size
            made = make(ledger, numbers)
            assert ledger.session.size >= size + len(made)
        if len(numbers) == 1:
            seen[size] = Counter(counts)
    (small, at_first), (large, later) = seen.items()
    assert large > 10 * small
    for size, one in seen.items():
        # One hash for each level that is completed, and for each bit of the size in a root.
        assert 0 < one["hashes"] <= 8 * size.bit_length()
        assert one["leaves"] <= 2, "the entry, and a time mark before it"
        assert one["nodes read"] <= 4 * size.bit_length()
        assert one["statements read"] <= at_first["statements read"] + 2
    assert later["hashes"] - at_first["hashes"] <= 8 * (large.bit_length() - small.bit_length())
