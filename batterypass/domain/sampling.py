"""A sample that anybody can draw again: the same seed, root and items give the same choice.

Nobody chooses by hand and no generator of random numbers is asked: a digest of seed, root and item
decides, so ten lines in any language redo it (``docs/formats/audit-sample.md``). Who fixes the seed
before he knows the root, or the root before the seed, cannot have picked what is in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

DOMAIN: Final = "batterypass/audit-sample/v1"


@dataclass(frozen=True, slots=True)
class Drawn:
    """One item of a sample: its stratum, how many that has, how many were drawn of it, its rank."""

    item: str
    stratum: str
    in_stratum: int
    drawn: int
    rank: str


def rank_of(seed: str, root: str, item: str) -> str:
    """Give what decides about an item: SHA-256 in hex over domain, seed, root and id, a line each.

    ``root`` is that of the log, 64 hex digits.
    """
    return sha256(f"{DOMAIN}\n{seed}\n{root}\n{item}\n".encode()).hexdigest()


def allocate(sizes: Mapping[str, int], count: int) -> dict[str, int]:
    """Share ``count`` among strata in proportion to their sizes, by largest remainder.

    Each gets the whole part of its share; what is left goes one each to the largest remainders, to
    the first name (by code points) among equals. Everything is in where ``count`` is not smaller.
    """
    total = sum(sizes.values())
    count = min(count, total)
    shares = {name: Fraction(count * size, total) for name, size in sizes.items()} if total else {}
    given = {name: int(share) for name, share in shares.items()}
    by_remainder = sorted(shares, key=lambda name: (given[name] - shares[name], name))
    for name in by_remainder[: count - sum(given.values())]:
        given[name] += 1
    return given


def draw(population: Mapping[str, str], count: int, seed: str, root: str) -> list[Drawn]:
    """Draw ``count`` items from a population (item -> its stratum; one empty name is no strata).

    1. Allocate to the strata. 2. Of each take the items of the lowest rank. 3. Give them by stratum,
    then by rank.
    """
    strata: dict[str, list[tuple[str, str]]] = {}
    for item, stratum in population.items():
        strata.setdefault(stratum, []).append((rank_of(seed, root, item), item))
    # 1
    given = allocate({name: len(ranked) for name, ranked in strata.items()}, count)
    # 2, 3
    return [
        Drawn(item, name, len(strata[name]), given[name], rank)
        for name in sorted(strata)
        for rank, item in sorted(strata[name])[: given[name]]
    ]
