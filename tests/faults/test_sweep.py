"""Every value of every row of a ledger file, changed (faults.md rows 1 and 2).

The ledger is small and complete: no table is empty. Somebody who has the file, SQLite and all the
time in the world changes one thing; a reader who has nothing but the trust file made before must
find it, and be told which thing it is. ``BATTERYPASS_SWEEP=full`` tries every kind of change on
every value; without it, a flipped bit on every value and the other kinds in turn.
"""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import pairwise
from typing import Any

import pytest

from batterypass.store.derived import event_id_text
from faults.attack import TABLES, Change, Row, Tally, Target, other_values
from faults.languages import ENGLISH, SPANISH, foreign
from faults.yard import Yard, small_ledger
from sweeps import FULL, count


@pytest.fixture(scope="module")
def yard(tmp_path_factory: pytest.TempPathFactory) -> Yard:
    return small_ledger(tmp_path_factory.mktemp("sweep") / "yard")


@pytest.fixture(scope="module")
def target(yard: Yard) -> Target:
    target = Target.of(yard, yard.folder / "attacked.bp")
    # The copy that is taken apart and put together again is as good as the original.
    target.change()
    assert target.verify().authentic
    assert all(target.rows(table) for table in TABLES)
    return target


@pytest.fixture(scope="module")
def subjects(target: Target) -> dict[int, str]:
    return {row.get("id"): row.get("name") for row in target.rows("subjects")}


def names_of(row: Row, subjects: dict[int, str]) -> Sequence[str]:
    """Give the words by which a finding may name a row."""
    get = row.get
    if row.table == "entries":
        return (f"entry {get('idx')} ", f"entry {get('idx')},", f"entry {get('idx')}:")
    if row.table == "notes":
        return (f"{get('size')} entries", f"checkpoint at {get('size')}")
    if row.table == "sections":
        return (event_id_text(get("event_id")),)
    if row.table == "contents":
        return (get("digest").hex(),)
    if row.table == "digests":
        return (f"table digests, entry {get('entry')}:",)
    if row.table == "events":
        return (f"table events, {event_id_text(get('event_id'))}",)
    if row.table == "nodes":
        return (f"table nodes, level 0, node {get('entry')}:", *_nodes_of(get("entry")))
    if row.table == "subjects":
        # Only its links and look-ups know the number of a subject.
        return (f"table subjects, {get('name')}", f"table links, {get('name')}")
    if row.table == "links":
        name = subjects.get(get("subject_id"), "a subject that is not there")
        return (f"table links, {name}",)
    if row.table == "head_leaves":
        return (f"table head_leaves, subject {get('subject').hex()}",)
    if row.table == "head_nodes":
        return (f"table head_nodes, height {get('height')}, place {get('place')}",)
    return (f"{get('key')}:",)


def _nodes_of(entry: int) -> tuple[str, ...]:
    return tuple(
        f"table nodes, level {level}, node {((entry + 1) >> level) - 1}:" for level in range(6)
    )


def changed(row: Row, column: str, value: Any) -> Row:
    """Give a row as it is after a change, which may have another name."""
    values = tuple(
        value if name == column else old for name, old in zip(row.columns, row.values, strict=True)
    )
    return Row(row.table, row.columns, values, row.rowid)


def all_names(row: Row, column: str, value: Any, subjects: dict[int, str]) -> list[str]:
    # SQLite's own check of types names the column.
    names = [*names_of(row, subjects), f"{row.table}.{column}"]
    if type(value) is type(row.get(column)):
        names += names_of(changed(row, column, value), subjects)
    return names


@pytest.mark.parametrize("table", TABLES)
def test_every_value_of_every_row_counts(
    target: Target, subjects: dict[int, str], table: str
) -> None:
    tally = Tally()
    turn = values = 0
    for row in target.rows(table):
        for column, value in zip(row.columns, row.values, strict=True):
            values += 1
            kinds = list(other_values(value, turn))
            others = kinds if FULL else [kinds[0], kinds[1 + turn % (len(kinds) - 1)]]
            done = False
            for what, new in others:
                turn += 1
                if (table, column, value, new) == ("notes", "sealed", 0, 1):
                    what, new = "+2", 2
                try:
                    target.change(row.set(column, new))
                except sqlite3.Error:
                    # The key is another row's, or cannot be NULL even without its guards.
                    if what == others[0][0]:
                        target.change(row.set(column, kinds[1][1]))
                        what, new = kinds[1]
                    else:
                        tally.impossible += 1
                        continue
                done = True
                names = all_names(row, column, new, subjects)
                tally.take(target, f"{table}.{column} of {names[0]}: {what}", names)
            assert done
    impossible = f", {tally.impossible} not possible in SQLite" if tally.impossible else ""
    count(
        f"ledger, every value of {table}",
        tried=tally.tried, found=tally.found, named=tally.named, survivors=len(tally.survivors),
        note=f"{values} values{impossible}",
    )  # fmt: skip
    assert tally.escaped == []
    assert tally.survivors == []
    assert tally.unnamed == []
    assert tally.found == tally.named == tally.tried >= values


def test_a_checkpoint_that_nothing_rests_on_is_not_marked_to_be_kept(target: Target) -> None:
    newest = target.rows("notes")[-1]
    target.change(newest.set("sealed", 1))
    assert target.verify().authentic is False


@pytest.mark.parametrize("table", [table for table in TABLES if table != "sections"])
def test_a_row_that_was_taken_away_is_missed(
    target: Target, subjects: dict[int, str], table: str
) -> None:
    tally = Tally()
    for row in target.rows(table):
        target.change(row.delete())
        tally.take(target, f"{table} {names_of(row, subjects)[0]}", names_of(row, subjects))
    target.change((f"DELETE FROM {table}", ()))  # noqa: S608
    tally.take(target, f"all of {table}", [""])
    assert (tally.escaped, tally.survivors, tally.unnamed) == ([], [], [])


def test_sealed_sections_may_be_erased_and_everything_still_verifies(target: Target) -> None:
    checks = []
    for row in target.rows("sections"):
        target.change(row.delete())
        verdict = target.verify()
        assert verdict.authentic
        checks += [check.detail for check in verdict.checks if check.name == "sealed"]
    assert checks == [str(len(target.rows("sections")) - 1)] * len(target.rows("sections"))


def test_a_row_that_was_put_in_is_found(target: Target, subjects: dict[int, str]) -> None:
    entries, notes = target.rows("entries"), target.rows("notes")
    section = target.rows("sections")[0]
    digest = bytes.fromhex("5041bf1f713df204784353e82f6a4a535931cb64f1f4b4a5aeaffcb720918b22")
    rows: list[tuple[str, tuple[Any, ...], str]] = [
        ("entries", (23, entries[5].get("statement")), "entry 23"),
        ("entries", (24, entries[5].get("statement")), "entry 23"),
        ("entries", (-1, entries[5].get("statement")), "entries"),
        ("notes", (8, notes[0].get("note"), 1), "8 entries"),
        ("notes", (24, notes[1].get("note"), 0), "24"),
        ("notes", (-5, notes[0].get("note"), 1), "-5"),
        ("notes", (0, b"", 1), "0 entries"),
        ("sections", (b"\7" * 16, "personal", b"x"), "07070707-0707"),
        ("sections", (section.get("event_id"), "commercial", b"x"), "commercial"),
        ("contents", (digest, "application/json", b'{"x":1}'), digest.hex()),
        ("digests", (0, 5, 3), "entry 3"),
        ("digests", (1, 5, 3), "entry 3"),
        ("events", (65536, b"\7" * 16, 3), "07070707-0707"),
        ("events", (65537, b"\7" * 16, 3), "07070707-0707"),
        ("nodes", (23, b"\7" * 32), "node 23"),
        ("nodes", (-1, b"\7" * 32), "nodes"),
        ("subjects", (99, "https://x.example", "P", b"{}", 0, None, 0, 0, None, 0, None, 0, None),
         "https://x.example"),
        ("links", (1, 0, 9, 3), "number 9"),
        ("links", (77, 0, 9, 3), "entry 3"),
        ("head_leaves", (b"\7" * 32, 0, 9, 1, b"\7" * 32), "0707"),
        ("head_past", (b"\7" * 32, 0, 9, 1, b"\7" * 32), "0707"),
        ("head_nodes", (16, 0, 9, b"\7" * 32), "height 16"),
        ("pointers", (0, "k", 1), "key k"),
        ("pointers", (99, "k", 1), "99 k"),
        ("pointers", (0, "k", 77), "key k"),
    ]  # fmt: skip
    tally = Tally()
    for table, values, name in rows:
        marks = ", ".join("?" * len(values))
        target.change((f"INSERT INTO {table} VALUES ({marks})", values))  # noqa: S608
        tally.take(target, f"{table} {values[0]!r}", [name])
    assert (tally.escaped, tally.survivors, tally.unnamed) == ([], [], [])
    assert tally.found == len(rows)


def swaps(rows: list[Row]) -> Iterator[tuple[Row, Row, str]]:
    """Give pairs of rows with the column whose values change places."""
    for one, other in pairwise(rows):
        for column in one.columns[1:] if one.rowid is not None else one.columns:
            if one.get(column) != other.get(column):
                yield one, other, column


@pytest.mark.parametrize("table", ["entries", "notes", "sections", "contents", "nodes", "subjects"])
def test_values_that_changed_places_are_found(
    target: Target, subjects: dict[int, str], table: str
) -> None:
    tally = Tally()
    for one, other, column in swaps(target.rows(table)):
        between = {int: 987_654, str: "between", bytes: b"between"}.get(type(one.get(column)))
        target.change(
            one.set(column, between), other.set(column, one.get(column)),
            one.set(column, other.get(column)),
        )  # fmt: skip
        names = [*names_of(one, subjects), *names_of(other, subjects)]
        tally.take(target, f"{table}.{column} of {names[0]}", names)
    assert tally.tried
    assert (tally.escaped, tally.survivors, tally.unnamed) == ([], [], [])


def test_rows_are_not_hidden_by_their_numbers(target: Target) -> None:
    """A forged section under a row number below all others is still looked at."""
    tally = Tally()
    for table, column in (("sections", "body"), ("contents", "body")):
        for row in target.rows(table):
            for rowid in (-(2**63), -5, 0, 2**63 - 1):
                forged = (
                    f"UPDATE {table} SET rowid = ?, {column} = ? WHERE rowid = ?",  # noqa: S608
                    (rowid, b"forged", row.rowid),
                )
                target.change(forged)
                tally.take(target, f"{table} {rowid}", names_of(row, {}))
    assert (tally.escaped, tally.survivors, tally.unnamed) == ([], [], [])


def test_text_that_is_no_text_is_found(target: Target, subjects: dict[int, str]) -> None:
    """Bytes that are not UTF-8, marked as text: Python itself cannot read them from SQLite."""
    tally = Tally()
    for table in TABLES:
        row = target.rows(table)[-1]
        for column in row.columns:
            sql, (_, *where) = row.set(column, None)
            sql = sql.replace("= ?", "= CAST(x'80ff' AS TEXT)", 1)
            try:
                target.change((sql, where))
            except sqlite3.Error:
                continue
            # Python says which column it could not read, SQLite which table and column.
            names = [*names_of(row, subjects), f"{table}.{column}", f"column '{column}'"]
            tally.take(target, f"{table}.{column}", names)
    assert tally.tried > 20
    assert (tally.escaped, tally.survivors, tally.unnamed) == ([], [], [])


def test_two_things_changed_together_are_found(target: Target) -> None:
    """An entry with its digest, leaf and event id brought into line is still not what was signed."""
    from hashlib import sha256

    from batterypass.tlog.merkle import leaf_hash

    row = target.rows("entries")[9]
    forged = row.get("statement").replace(b'"412.5"', b'"411.5"')
    assert forged != row.get("statement")
    prefix = int.from_bytes(sha256(forged).digest()[:8], "big", signed=True)
    target.change(
        row.set("statement", forged),
        ("UPDATE digests SET prefix = ? WHERE entry = 9", (prefix,)),
        (
            "UPDATE nodes SET hashes = CAST(? || substr(hashes, 33) AS BLOB) WHERE entry = 9",
            (leaf_hash(forged),),
        ),
    )
    verdict = target.verify()
    assert verdict.exit_code() == 4
    assert any(one.code == "BP-S004" and one.entry == 9 for one in verdict.findings)


def test_a_state_that_says_the_same_in_other_bytes_is_found(
    target: Target, subjects: dict[int, str]
) -> None:
    tally = Tally()
    for row in target.rows("subjects"):
        said = json.loads(row.get("state"))
        for other in (
            json.dumps(said).encode(),
            json.dumps(dict(reversed(said.items())), separators=(",", ":")).encode(),
            row.get("state") + b" ",
            row.get("state")[:-1] + b',"more":1}',
        ):
            if other != row.get("state"):
                target.change(row.set("state", other))
                tally.take(target, row.get("name"), names_of(row, subjects))
    assert tally.tried > 20
    assert (tally.escaped, tally.survivors, tally.unnamed) == ([], [], [])


def test_several_changes_at_once_are_found(target: Target, subjects: dict[int, str]) -> None:
    """One change may not hide another."""
    chance = random.Random(11)  # noqa: S311 - only what to change
    rows = {table: target.rows(table) for table in TABLES}
    tally = Tally()
    for turn in range(1000 if FULL else 120):
        changes, names = [], []
        for table in chance.sample(TABLES, 3):
            row = chance.choice(rows[table])
            column = chance.choice(row.columns)
            kinds = [new for _, new in other_values(row.get(column), turn)]
            new = chance.choice(kinds)
            if (table, column, new) == ("notes", "sealed", 1):
                continue
            changes.append(row.set(column, new))
            names += all_names(row, column, new, subjects)
        with suppress(sqlite3.Error):
            target.change(*changes)
            tally.take(target, f"turn {turn}", names)
    assert tally.tried > 60
    assert (tally.escaped, tally.survivors, tally.unnamed) == ([], [], [])


def many_changes(target: Target) -> Iterator[list[Change]]:
    """Give changes of all kinds, many in one file: in each table but one, then in all statements."""
    rows = {table: target.rows(table) for table in TABLES}
    for turn in range(7):
        changes = []
        for table in (table for table in TABLES if table != "entries"):
            row, gone = (rows[table][place % len(rows[table])] for place in (turn, turn + 1))
            column = row.columns[turn % len(row.columns)]
            kinds = list(other_values(row.get(column), turn))
            new = kinds[turn % len(kinds)][1]
            # SQLite itself does not let any value be a key.
            with suppress(sqlite3.Error):
                target.change(row.set(column, new))
                changes.append(row.set(column, new))
            changes.append(gone.delete())
        yield changes
    for turn in range(6):
        changes = []
        for place, row in enumerate(rows["entries"]):
            flipped = bytearray(row.get("statement"))
            flipped[(place + turn * 23) * len(flipped) // (6 * 23)] ^= 1 << (place + turn) % 8
            changes.append(row.set("statement", bytes(flipped)))
        yield changes


def test_what_is_found_is_said_in_one_language(target: Target) -> None:
    codes: set[str] = set()
    mixed: dict[str, set[str]] = {}
    for changes in many_changes(target):
        target.change(*changes)
        for finding in target.verify().findings:
            codes.add(finding.code)
            for lang, words in (("es", ENGLISH), ("en", SPANISH)):
                if said := foreign(finding.message(lang), words):
                    mixed[finding.message(lang)] = said
    assert mixed == {}
    assert codes >= {"BP-S001", "BP-S002", "BP-S004", "BP-V002", "BP-V003", "BP-V005", "BP-V009"}


def test_a_word_of_the_other_language_is_seen_outside_of_values() -> None:
    assert foreign("asiento 3: not made by the key", ENGLISH) == {"not", "by", "the", "key"}
    assert foreign("asiento 3: `the key` 'of' {is} → batterypass log the", ENGLISH) == set()
    assert foreign("entry 3: falta la firma", SPANISH) == {"falta", "firma"}
