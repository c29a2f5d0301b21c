"""A ledger or replica file in which nothing was ever recorded, as a beginning that failed leaves it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from batterypass.errors import BatterypassError
from batterypass.store.sqlite import SqliteStore

if TYPE_CHECKING:
    from pathlib import Path

    from batterypass.ports import LedgerStore


def is_blank(store: LedgerStore) -> bool:
    """Tell whether nothing was ever kept here: no entry, checkpoint, sealed section or content."""
    return not store.size() and not any(
        True for rows in (store.notes(), store.sections(), store.contents()) for _ in rows
    )


def remove_unopened(path: Path) -> None:
    """Remove a file that the caller made and closed, where nothing was recorded in it."""
    with suppress(BatterypassError, OSError):
        # Without a byte it is no ledger yet: making its tables was stopped.
        if path.stat().st_size:
            store = SqliteStore.open(path, read_only=True)
            try:
                if not is_blank(store):
                    return
            finally:
                store.close()
        for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
            path.with_name(name).unlink(missing_ok=True)
