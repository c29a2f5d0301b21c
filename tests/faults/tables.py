"""Changed values of a ledger's tables, each in a copy of the file, for the installed command to judge."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from faults.attack import TABLES, Row, Target, other_values
from faults.test_sweep import all_names
from sweeps import count

#: A ledger file -> exit code and the verdict that was printed.
Judge = Callable[[Path], tuple[int, dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Case:
    """A copy with one changed value, what was changed, and the names by which it may be told."""

    path: Path
    what: str
    names: list[str]


def sweep_tables(name: str, target: Target, folder: Path, judge: Judge, *, of_each: int) -> None:
    """Change a value in ``of_each`` rows of every table (0: every value); each is found and named.

    What may change and the ledger still be what it was is not tried: the mark that keeps a true
    checkpoint for longer, and a sealed section that was erased whole, which its owner may ask for.
    """
    subjects = {row.get("id"): row.get("name") for row in target.rows("subjects")}
    cases = _cases(target, folder, subjects, of_each)
    tried: list[str] = []
    troubles: list[str] = []

    def look(case: Case) -> str:
        code, found = judge(case.path)
        case.path.unlink()
        if (code, found.get("authentic")) != (4, False):
            return f"survivor: {case.what} ({code})"
        said = json.dumps(found["findings"], ensure_ascii=False)
        told = [f"{one['message']} entry {one['entry']} " for one in found["findings"]]
        if any(one in text for one in case.names for text in (*told, said)):
            return ""
        return f"not named: {case.what}: {case.names}"

    with ThreadPoolExecutor(2) as pool:
        # Each is a file of its own: not all of them at once.
        while some := list(islice(cases, 50)):
            tried += [case.what for case in some]
            troubles += [trouble for trouble in pool.map(look, some) if trouble]
    survivors = sum(trouble.startswith("survivor") for trouble in troubles)
    values = sum(len(row.columns) for table in TABLES for row in target.rows(table))
    count(
        name, tried=len(tried), found=len(tried) - survivors, named=len(tried) - len(troubles),
        survivors=survivors, note=f"of {values:,} values",
    )  # fmt: skip
    assert troubles == []
    assert {what.partition(".")[0] for what in tried} == {
        table for table in TABLES if target.rows(table)
    }


def _cases(target: Target, folder: Path, subjects: dict[int, str], of_each: int) -> Iterator[Case]:
    for table in TABLES:
        rows = target.rows(table)
        tried = rows[:: max(len(rows) // of_each, 1)][:of_each] if of_each else rows
        for turn, row in enumerate(tried):
            one = (turn + 1) % len(row.columns)
            for column in row.columns[one : one + 1] if of_each else row.columns:
                if (case := _changed(target, folder, row, column, turn, subjects)) is not None:
                    yield case


def _changed(
    target: Target, folder: Path, row: Row, column: str, turn: int, subjects: dict[int, str]
) -> Case | None:
    for kind, value in islice(other_values(row.get(column), 11 * turn + 5), 2):
        if (column, value) == ("sealed", 1):
            continue
        with suppress(sqlite3.IntegrityError):  # Another row has that key.
            target.change(row.set(column, value))
            copy = folder / f"{row.table}-{column}-{turn}.bp"
            shutil.copy(target.path, copy)
            names = all_names(row, column, value, subjects)
            return Case(copy, f"{row.table}.{column}: {kind}", names)
    return None
