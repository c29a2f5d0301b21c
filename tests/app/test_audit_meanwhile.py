"""What others do to the file while it is audited neither hides anything nor is blamed on anybody."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from app import yard as yards
from app.test_audit import Here, edit, verify
from batterypass import bootstrap
from batterypass.app import entry_checks
from batterypass.errors import BrokenError


@pytest.fixture
def yard(tmp_path: Path) -> yards.Yard:
    return yards.make_read_yard(tmp_path, packs=4)


class Meanwhile(Here):
    """Does something to the file when it is given its first task: the state to audit is fixed then."""

    def __init__(self, deed: Callable[[], None]) -> None:
        super().__init__()
        self.deed: Callable[[], None] | None = deed

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        if self.deed is not None:
            deed, self.deed = self.deed, None
            deed()
        return super().submit(fn, *args, **kwargs)


def rows(yard: yards.Yard, table: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(yard.ledger.store.database.path)  # type: ignore[attr-defined]
    found = connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - our own names
    connection.close()
    return found


@pytest.mark.parametrize(
    ("table", "sql"),
    [
        ("nodes", "UPDATE nodes SET hashes = zeroblob(length(hashes)) WHERE entry = 8"),
        ("digests", "UPDATE digests SET prefix = prefix + 1 WHERE entry = 7"),
        ("events", "UPDATE events SET event_id = zeroblob(16) WHERE entry = 8"),
        ("links", "UPDATE links SET seq = seq + 5 WHERE entry = 12"),
    ],
)
def test_rows_that_are_put_right_while_they_are_looked_for_are_named(
    yard: yards.Yard, table: str, sql: str
) -> None:
    good = rows(yard, table)
    edit(yard, sql)

    def put_right() -> None:
        connection = sqlite3.connect(yard.ledger.store.database.path)  # type: ignore[attr-defined]
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
        marks = ", ".join("?" * len(good[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", good)  # noqa: S608
        connection.commit()
        connection.close()

    verdict = verify(yard, Meanwhile(put_right))
    tables = {one.values["table"] for one in verdict.findings if one.code in ("BP-V002", "BP-V003")}
    assert verdict.authentic is False
    assert table in tables
    # At rest the file is what it was.
    assert verify(yard, Here()).authentic is True


def test_who_appends_meanwhile_is_not_blamed(yard: yards.Yard) -> None:
    path = Path(yard.ledger.store.database.path)  # type: ignore[attr-defined]
    other = bootstrap.open_ledger(
        path,
        home=path.parent / "home",
        keys=yard.ring,  # type: ignore[arg-type]
        clock=lambda: yard.time["now"],
        clock_is_right=True,
    )
    reading = {"item": yards.PACKS[0], "condition": "serviceable", "method": "visual"}

    def append() -> None:
        # Like everybody who writes, it remembers what it has signed.
        other.log("item.assessed", reading, actor=yards.MAKER)

    size = len(yard.ledger)
    verdict = verify(yard, Meanwhile(append))
    assert (verdict.authentic, verdict.size) == (True, size)
    assert len(other) == size + 1
    assert other.verify().authentic is True
    other.close()


def test_a_note_that_was_put_in_meanwhile_is_not_remembered(yard: yards.Yard) -> None:
    note = yard.ledger.checkpoint()

    def put_in() -> None:
        edit(yard, "UPDATE notes SET note = ? WHERE note = ?", b"somebody's note\n", note)

    assert verify(yard, Meanwhile(put_in), first_use=True).authentic is True
    memory = yard.ledger._around.memory
    assert memory.checkpoint(yards.ORIGIN) == note


@pytest.mark.parametrize(
    "said",
    [
        {"event_id": "zz"},
        {"event_id": 5},
        {"event_id": ["a"]},
        {"event_id": True},
        {"subjects": "abc"},
        {"subjects": [7]},
        {"subjects": [{"subject": ["a"], "lane": "main", "seq": 0}]},
        {"subjects": [{"subject": "https://x.example", "lane": ["main"], "seq": 0}]},
        {"subjects": [{"subject": "https://x.example", "lane": "acted ", "seq": 0}]},
        {"subjects": [{"subject": "https://x.example", "lane": "main", "seq": True}]},
        {},
    ],
)
def test_whatever_a_statement_says_gives_rows_or_none(said: dict[str, Any]) -> None:
    good = {
        "event_id": "7fcd9ec0-55bc-8322-8d21-1ca8997792f9",
        "subjects": [{"subject": "https://x.example", "lane": "main", "seq": 0}],
    }

    def no_node(level: int, number: int) -> bytes:
        raise BrokenError("there is none below the first entry")

    def rows_of(payload: dict[str, Any]) -> object:
        return entry_checks._rows_of(0, [b"x"], [bytes(32)], [payload], no_node)

    assert rows_of(good) is not None
    assert rows_of({**good, **said} if said else {}) is None
