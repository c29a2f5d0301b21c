"""The statements of a ledger recorded again in another file, in batches of any size."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from app import yard as yards
from batterypass import bootstrap
from batterypass.app.ledger import Ledger
from batterypass.app.record import Attachment, record
from batterypass.ports import LANE_MAIN, LANE_RECORD, LedgerStore

LETTERS = "LPAIC"


def statements_of(ledger: Ledger) -> list[bytes]:
    """Give every entry."""
    return [raw for _, raw in ledger.store.statements(0, len(ledger))]


def grouped(statements: Sequence[bytes], sizes: Iterable[int]) -> list[list[bytes]]:
    """Cut statements into groups of these sizes, the rest as one."""
    groups, start = [], 0
    for size in sizes:
        groups.append(list(statements[start : start + size]))
        start += size
    return [group for group in (*groups, list(statements[start:])) if group]


def empty_copy(yard: yards.Yard, folder: Path) -> Ledger:
    """Open an empty file for the same operator, whose clock stands still: no time mark is due."""
    folder.mkdir(parents=True, exist_ok=True)
    ring = yards.Ring(folder)
    ring._keys = yard.ring._keys
    opened = datetime.fromisoformat("2026-03-02T08:00:00-06:00")
    return bootstrap.open_ledger(
        folder / "copy.bp",
        create=True,
        keys=ring,  # type: ignore[arg-type]
        clock=lambda: opened,
    )


def record_copy(yard: yards.Yard, folder: Path, groups: Iterable[Sequence[bytes]]) -> Ledger:
    """Record groups of statements, entry 0 first, with the content of the rulebook."""
    ledger = empty_copy(yard, folder)
    beside = Attachment(contents=bootstrap.rulebook().contents)
    for number, group in enumerate(groups):
        origin = yards.ORIGIN if number == 0 else ""
        record(ledger.session, group, beside if number == 0 else Attachment(), origin=origin)
    return ledger


def everything(store: LedgerStore) -> dict[str, Any]:
    """Give all that a store derives from its entries, as values that compare."""
    subjects = [row for letter in ("", "?", *LETTERS) for row in store.subjects(letter)]
    return {
        "size": store.size(),
        "nodes": list(store.nodes()),
        "subjects": [(row.name, row.letter, row.state, row.chain) for row in subjects],
        "links": {
            row.name: [
                store.entries_of(row.name, lanes=(lane,)) for lane in (LANE_MAIN, LANE_RECORD)
            ]
            for row in subjects
        },
        "pointers": [
            store.pointers(relation, "", 10_000)
            for relation in (
                "key",
                "holder",
                "alias",
                "printed",
                "serial",
                "passport",
                "manifest",
                "consignment",
            )
        ],
    }
