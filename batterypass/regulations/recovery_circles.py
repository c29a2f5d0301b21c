"""Batches whose fractions go round: which they are, and what counts of each, every kilogram once.

Recirculated material (BP-Y012) is in the input of a batch a second time. What counts of a batch that is
part of a circle depends on itself: ``x_i = b_i + sum(m_ij * x_j)``, where ``m_ij`` is the share of the
input of ``j`` that came out of ``i``. These are solved as they stand, in fractions of integers, so what
comes out for the waste batteries of all of them together is what was made, and no more.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_NOTHING: Final = Fraction(0)


def groups_of(later: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Yield the batches, each after all that its fractions went into; those of a circle together.

    ``later`` has for each batch those that its fractions went into. Tarjan's strongly connected
    components, without recursion: chains may be thousands of batches long.
    """
    place: dict[str, int] = {}
    lowest: dict[str, int] = {}
    path: list[str] = []
    on_path: set[str] = set()
    for start in sorted(later):
        if start in place:
            continue
        place[start] = lowest[start] = len(place)
        path.append(start)
        on_path.add(start)
        work = [(start, iter(later[start]))]
        while work:
            name, rest = work[-1]
            after = next((one for one in rest if one not in place or one in on_path), None)
            if after is None:
                work.pop()
                if work:
                    lowest[work[-1][0]] = min(lowest[work[-1][0]], lowest[name])
                if lowest[name] == place[name]:
                    group = path[path.index(name) :] if path[-1] != name else [name]
                    del path[-len(group) :]
                    on_path.difference_update(group)
                    yield sorted(group)
            elif after in place:
                lowest[name] = min(lowest[name], place[after])
            else:
                place[after] = lowest[after] = len(place)
                path.append(after)
                on_path.add(after)
                work.append((after, iter(later[after])))


def solve(
    base: Mapping[str, Fraction], shares: Mapping[str, Mapping[str, Fraction]]
) -> dict[str, Fraction]:
    """Give ``x`` of ``x_i = base_i + sum(shares_ij * x_j)``, for each name in ``base``.

    Shares are those of the columns and together one at most. Where they are one all the way round,
    nothing came in from outside; what seems to come out came from nowhere, and nothing of it counts.
    """
    names = sorted(base)
    found = dict(base)
    rows = {name: dict(shares.get(name, {})) for name in names}
    for done, name in enumerate(names, 1):
        row = rows[name]
        left = 1 - row.pop(name, _NOTHING)
        if left <= 0:
            found[name], row = _NOTHING, {}
        else:
            found[name] /= left
            row = {other: share / left for other, share in row.items()}
        rows[name] = row
        for other in names[done:]:
            share = rows[other].pop(name, _NOTHING)
            if share:
                found[other] += share * found[name]
                for third, part in row.items():
                    rows[other][third] = rows[other].get(third, _NOTHING) + share * part
    for name in reversed(names):
        found[name] += sum((part * found[one] for one, part in rows[name].items()), _NOTHING)
    return found
