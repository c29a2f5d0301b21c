"""The SQLModel classes and the SQL text say the same tables."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlmodel import Session, col, func, select

from batterypass.store import tables
from batterypass.store.ddl import DERIVED, DERIVED_TABLES, KEPT
from batterypass.store.sqlite import SqliteStore
from store.folding import append, numbered

TABLES = [name for name, sql in (KEPT | DERIVED).items() if sql.startswith("CREATE TABLE")]


def shape(connection: sqlite3.Connection, table: str) -> dict[str, object]:
    """Give the columns, keys and indexes of a table as SQLite has understood them."""
    indexes = connection.execute(
        "SELECT name, [unique], origin, partial FROM pragma_index_list(?)"
        " WHERE origin = 'c' ORDER BY name",
        (table,),
    ).fetchall()
    definitions = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE tbl_name = ? AND type = 'index'"
        " AND sql IS NOT NULL ORDER BY name",
        (table,),
    ).fetchall()
    return {
        "columns": connection.execute(
            "SELECT name, type, [notnull], dflt_value, pk FROM pragma_table_info(?)", (table,)
        ).fetchall(),
        "indexes": [
            (index, connection.execute("SELECT * FROM pragma_index_xinfo(?)", index[:1]).fetchall())
            for index in indexes
        ],
        "conditions": [
            (name, re.sub(r".*?( WHERE .*)?$", r"\1", sql, flags=re.DOTALL).strip())
            for name, sql in definitions
        ],
        "without rowid": connection.execute(
            "SELECT wr FROM pragma_table_list WHERE name = ?", (table,)
        ).fetchall(),
    }


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.bpl"
    store = SqliteStore.create(path)
    append(store, numbered(30))
    store.close()
    return path


def test_both_have_the_same_tables() -> None:
    assert set(tables.LedgerTable.metadata.tables) == set(TABLES)
    assert set(DERIVED_TABLES) == set(TABLES) & set(DERIVED)


@pytest.mark.parametrize("table", TABLES)
def test_a_table_has_the_same_columns_keys_and_indexes_in_both(path: Path, table: str) -> None:
    engine = create_engine("sqlite://")
    tables.LedgerTable.metadata.create_all(engine)
    raw = engine.raw_connection()
    modelled = raw.driver_connection
    assert isinstance(modelled, sqlite3.Connection)
    written = sqlite3.connect(path)
    ours = shape(written, table)
    assert ours["columns"]
    assert ours == shape(modelled, table)
    written.close()
    raw.close()
    engine.dispose()


def test_every_table_takes_only_the_types_it_was_made_for(path: Path) -> None:
    connection = sqlite3.connect(path)
    strict = dict(connection.execute("SELECT name, strict FROM pragma_table_list").fetchall())
    connection.close()
    assert [name for name in TABLES if not strict[name]] == []


def test_a_report_can_ask_the_file_in_sql(path: Path) -> None:
    engine = create_engine(f"sqlite:///{path}")
    with Session(engine) as session:
        letters = session.exec(
            select(tables.Subject.letter, func.count()).group_by(col(tables.Subject.letter))
        ).all()
        busiest = session.exec(
            select(tables.Subject).order_by(col(tables.Subject.acted_count).desc())
        ).first()
    engine.dispose()
    assert dict(letters) == {"C": 6, "I": 10, "P": 4}
    assert busiest is not None
    assert busiest.name == "https://actor0.example"
    assert busiest.acted_count == 8


def test_recording_and_reading_never_load_the_slow_libraries() -> None:
    program = (
        "import json, sys, batterypass.store.sqlite;"
        " print(json.dumps([name for name in ('sqlmodel', 'sqlalchemy') if name in sys.modules]))"
    )
    output = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        check=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    ).stdout
    assert json.loads(output) == []
