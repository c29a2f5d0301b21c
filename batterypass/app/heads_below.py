"""The root over all heads below the next entry, brought up to date where it is asked for.

Who records a ``ledger.heads-committed`` and who audits or rebuilds a log ask the same question, and
it is answered from the same tables in the same way: only what changed since the last seal is hashed.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from batterypass.errors import MalformedError
from batterypass.statements.cose import parse_statement
from batterypass.statements.payload import read_canonical

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from batterypass.domain.states import Chain
    from batterypass.ports import HeadsPlace, LedgerStore
    from batterypass.projections.world import FoldedWorld

#: Reading the subjects of an entry again takes about as long as looking at so many rows of subjects.
_ROWS_FOR_AN_ENTRY = 3
#: The same of looking up one subject by its name.
_ROWS_FOR_A_NAME = 2
#: Names that are kept in memory, so that each is mostly looked up once.
_NAMES_TOGETHER = 20_000


def heads_root(
    place: HeadsPlace,
    store: LedgerStore,
    world: FoldedWorld,
    named: Collection[str] | None = None,
) -> bytes:
    """Compute the root over the heads of all entries below the next one of ``world``.

    ``place`` keeps the heads of the last seal; ``store`` has the entries, but for the last ones,
    which may be folded and not written yet. ``named`` are the subjects that changed since the last
    seal and were written, where somebody has kept them; else the entries are read again.
    """
    size, last = world.size(), place.last_sealed()
    stop = min(size, store.size())
    counted = place.subjects_counted()
    written: Iterable[tuple[str, Chain]]
    if named is not None and len(named) * _ROWS_FOR_A_NAME < counted:
        written = ((name, world.chain_below(name)) for name in named)
    elif named is None and last and (stop - last) * _ROWS_FOR_AN_ENTRY < counted:
        written = _changed_since(store, world, last, stop)
    else:
        written = place.subject_heads()
    return place.seal_heads(size, chain(written, world.changed()))


def _changed_since(
    store: LedgerStore, world: FoldedWorld, start: int, stop: int
) -> Iterator[tuple[str, Chain]]:
    names: dict[str, None] = {}
    for _, raw in store.statements(start, stop):
        try:
            # Whoever is named too many, where it is not canonical, is given as he stands.
            payload = read_canonical(parse_statement(raw).payload)
        except MalformedError:
            # It changed nobody's chain either.
            continue
        names.update(dict.fromkeys(_named(payload)))
        if len(names) >= _NAMES_TOGETHER:
            # Who is named again later is given twice, with the same chain.
            yield from ((name, world.chain_below(name)) for name in names)
            names.clear()
    yield from ((name, world.chain_below(name)) for name in names)


def _named(payload: dict[str, object]) -> Iterator[str]:
    """Name whoever an event may have changed; of a broken one, whatever looks like it."""
    actor, links = payload.get("actor"), payload.get("subjects")
    names = (
        [link.get("subject") for link in links if isinstance(link, dict)]
        if isinstance(links, list)
        else []
    )
    for name in (actor, *names):
        if isinstance(name, str):
            yield name
