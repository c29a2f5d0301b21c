"""Derived tables are disposable: whatever became of them, the log gives them again."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import yard as yards
from app.copies import everything
from app.test_audit import edit, forge
from batterypass.errors import BrokenError
from batterypass.store.ddl import DERIVED_TABLES

DAMAGE = (
    "DELETE FROM digests WHERE entry % 3 = {n} % 3",
    "DELETE FROM events WHERE entry = {n}",
    "UPDATE nodes SET hashes = zeroblob(32) WHERE entry = {n}",
    "UPDATE subjects SET state = '{{}}' WHERE letter = 'I'",
    "UPDATE subjects SET main_count = main_count + {n} + 1, seq = 99",
    "UPDATE links SET entry = entry + 1 WHERE entry = {n}",
    "DELETE FROM pointers",
)


@pytest.fixture(scope="module")
def yard(tmp_path_factory: pytest.TempPathFactory) -> yards.Yard:
    yard = yards.make_yard(tmp_path_factory.mktemp("rebuild"), packs=6)
    yard.at("03-04T09:00")
    for number, item in enumerate(yards.PACKS[:6]):
        yard.log("item.assessed", yards.MAKER, item=item, condition="serviceable",
                 method="bms_reading", cycles=number)  # fmt: skip
    return yard


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    damage=st.lists(st.tuples(st.sampled_from(DAMAGE), st.integers(0, 12)), min_size=1, max_size=4)
)
def test_whatever_was_changed_in_them_is_put_right(
    yard: yards.Yard, damage: list[tuple[str, int]]
) -> None:
    before = everything(yard.ledger.store)
    for sql, number in damage:
        connection = sqlite3.connect(yard.ledger.store.database.path)  # type: ignore[attr-defined]
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(sql.format(n=number).replace("'{}'", "CAST('{}' AS BLOB)"))
        connection.commit()
        connection.close()
    size, _ = yard.ledger.rebuild()
    assert size == len(yard.ledger)
    assert everything(yard.ledger.store) == before
    assert yard.ledger.rebuild() == (size, 0)
    assert yard.ledger.verify().authentic


def test_a_sound_ledger_is_not_touched(yard: yards.Yard) -> None:
    path = Path(yard.ledger.store.database.path)  # type: ignore[attr-defined]
    before = path.read_bytes()
    assert yard.ledger.rebuild() == (len(yard.ledger), 0)
    assert path.read_bytes() == before


def test_all_tables_gone_come_again(tmp_path: Path) -> None:
    yard = yards.make_yard(tmp_path)
    for day in (4, 5):
        yard.at(f"03-0{day}T08:00").ledger.seal()
        form = {"item": yards.PACKS[0], "condition": "serviceable", "method": "visual"}
        yard.log("item.assessed", yards.MAKER, **form)
    yard.ledger.seal()
    before = everything(yard.ledger.store)
    for table in DERIVED_TABLES:
        edit(yard, f"DELETE FROM {table}")  # noqa: S608 - our own table names
    told: list[tuple[int, int]] = []
    size, different = yard.ledger.rebuild(lambda done, total: told.append((done, total)))
    assert (size, different > size) == (len(yard.ledger), True)
    assert told[-1] == (size, size)
    assert everything(yard.ledger.store) == before


def test_an_entry_that_does_not_read_is_named_and_nothing_is_replaced(tmp_path: Path) -> None:
    yard = yards.make_yard(tmp_path)
    edit(yard, "UPDATE entries SET statement = x'00' WHERE idx = 5")
    edit(yard, "DELETE FROM pointers")
    before = everything(yard.ledger.store)
    with pytest.raises(BrokenError, match="entry 5"):
        yard.ledger.rebuild()
    assert everything(yard.ledger.store) == before


def test_an_entry_that_is_missing_is_named(tmp_path: Path) -> None:
    yard = yards.make_yard(tmp_path)
    edit(yard, "DELETE FROM entries WHERE idx = 5")
    with pytest.raises(BrokenError, match="5"):
        yard.ledger.rebuild()


def test_a_forged_signature_is_for_verify_and_changes_no_state(tmp_path: Path) -> None:
    yard = yards.make_yard(tmp_path)
    forge(yard, 7)
    yard.ledger.rebuild()
    assert yard.ledger.verify().authentic is False
