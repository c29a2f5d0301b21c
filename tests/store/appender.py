"""Appends entries to a ledger file until it is done or killed: FILE NAME COUNT.

It prints the size after each commit, which is when a caller may be told that an entry counts.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from batterypass.errors import ConflictError
from batterypass.store.sqlite import SqliteStore
from store.folding import fold, statement


def main(path: Path, name: str, count: int) -> None:
    store = SqliteStore.open(path)
    for number in range(count):
        while True:
            first = store.size()
            batch = fold(store, first, [statement(f"{name} {number}")])
            try:
                with store.writing():
                    store.commit(batch)
                break
            except ConflictError:
                continue
        os.write(1, b"%d\n" % (first + 1))
    store.close()


main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
