"""Questions in SQL: what they may see, and that they change nothing."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from time import monotonic

import pytest

from batterypass.domain.states import (
    AuthorisationState,
    BatchState,
    ConsignmentState,
    ItemState,
    PartyState,
)
from batterypass.store import questions
from batterypass.store.question_views import VIEWS
from batterypass.store.questions import Questions
from batterypass.texts.words_sql import VIEW_WORDS
from batterypass_cli.commands import sql as sql_command
from batterypass_cli.context import Here
from cli.desk import Desk

MANUAL = Path(__file__).resolve().parents[2] / "docs" / "manual" / "questions.md"
QUESTIONS = re.findall(r"```sql\n(.*?)\n```", MANUAL.read_text(), re.S)


@pytest.mark.parametrize(
    "sql",
    [
        "insert into parties values (1)",
        "update main.subjects set name = 'x'",
        "delete from main.entries",
        "drop table main.links",
        "create table x (a)",
        "create temp table x (a)",
        "attach ':memory:' as x",
        "pragma journal_mode = delete",
        "pragma writable_schema = 1",
        "vacuum",
        "vacuum into 'copy.db'",
        "begin immediate",
        "reindex",
        "analyze",
    ],
)
def test_whatever_is_no_question_is_refused_and_changes_nothing(yard: Desk, sql: str) -> None:
    before = yard.ledger.read_bytes()
    ran = yard.run("sql", sql)
    assert ran.code == 2
    assert "only SELECT" in ran.err
    assert yard.ledger.read_bytes() == before
    assert not yard.ledger.with_name("copy.db").exists()


def test_a_function_that_reaches_beyond_the_file_is_refused(yard: Desk) -> None:
    ran = yard.run("sql", "select load_extension('x')")
    assert ran.code == 2
    assert "load_extension" in ran.err or "understand" in ran.err


def test_what_is_sealed_is_not_answered(yard: Desk) -> None:
    for sql in (
        "select * from sections", "select (select max(body) from main.sections)",
        "select count(*) from SECTIONS", 'select 1 from main."Sections" limit 1',
        "select exists(select 1 from secTions)",
    ):  # fmt: skip
        ran = yard.run("sql", sql)
        assert ran.code == 2
        assert "sealed" in ran.err


def test_each_question_of_the_manual_has_an_answer(busy: Desk) -> None:
    answers = [busy.ok("sql", sql, "--json").json["rows"] for sql in QUESTIONS]
    assert len(answers) == 10
    became, waiting, signed = answers[0], answers[1], answers[6]
    assert {row["life"]: row["packs"] for row in became} == {"original": 2, "waste": 24}
    assert len(waiting) == 24
    assert sum(row["entries"] for row in signed) == busy.ok("checkpoint --json").json["size"]


def test_a_sum_is_a_number_and_the_signed_text_is_beside_it(busy: Desk) -> None:
    rows = busy.ok(
        "sql", "select mass_kg, json_extract(state, '$.mass_kg') as signed from items", "--json"
    ).json["rows"]
    assert rows
    for row in rows:
        assert float(row["signed"]) == row["mass_kg"]
        assert isinstance(row["signed"], str)


def test_every_entry_is_a_row_with_what_was_signed(busy: Desk) -> None:
    rows = busy.ok(
        "sql", "select entry, kind, subject, digest from entries order by entry", "--json"
    ).json["rows"]
    assert len(rows) == busy.ok("checkpoint --json").json["size"]
    shown = busy.ok("show", "3", "--json").json
    assert rows[3]["kind"] in str(shown)
    assert rows[3]["digest"] in str(shown)


def test_the_columns_are_those_that_are_described(yard: Desk) -> None:
    described = {view: list(columns) for view, (_, columns) in VIEW_WORDS.items()}
    assert {view: set(columns) for view, (columns, _) in VIEWS.items()} == {
        view: set(columns) for view, columns in described.items()
    }
    asked = Questions(yard.ledger)
    for view, (columns, _) in VIEWS.items():
        names, _rows = asked.ask(f"SELECT * FROM {view}", {})  # noqa: S608
        assert names == list(columns)
    asked.close()
    spanish = Desk(yard.folder, lang="es").ok("sql", "--schema").out
    english = yard.ok("sql", "--schema").out
    assert "masa, kg" in spanish
    assert "mass, kg" in english


@pytest.mark.parametrize(
    ("view", "state"),
    [
        ("items", ItemState),
        ("parties", PartyState),
        ("authorisations", AuthorisationState),
        ("consignments", ConsignmentState),
        ("batches", BatchState),
    ],
)
def test_what_a_column_takes_out_of_a_state_is_in_the_state(view: str, state: type) -> None:
    known = {field.name for field in fields(state)}
    columns, _ = VIEWS[view]
    taken = {
        name
        for made in columns.values()
        for name in re.findall(r"s\.state AS TEXT\), '\$\.(\w+)", made)
    }
    assert taken
    assert taken <= known


def test_errors_name_what_was_meant(yard: Desk) -> None:
    ran = yard.run("sql", "select massa_kg from items")
    assert ran.code == 2
    assert "mass_kg" in ran.err
    assert "name (sites)" in yard.run("sql", "select name from parties").err
    assert yard.run("sql", "select 1", "--csv", "--json").code == 2
    ran = yard.run("sql", "select * from itemz")
    assert "items, parties" in ran.err
    assert "several statements" in yard.run("sql", "select 1; select 2").err
    assert "--param" in yard.run("sql", "select :maker").err
    assert "NAME=VALUE" in yard.run("sql", "select 1", "--param", "x").err
    assert "--schema" in yard.run("sql", "selec").err
    assert yard.run("sql", "").code == 2
    spanish = Desk(yard.folder, lang="es").run("sql", "delete from items").err
    assert "solo pasa SELECT" in spanish


def test_a_question_takes_values_and_prints_csv_that_no_spreadsheet_runs(yard: Desk) -> None:
    ran = yard.ok(
        "sql", "select :who as who, 2 as n, -1.5 as m, x'00ff' as b, 2 as n", "--csv",
        "--param", "who==cmd",
    )  # fmt: skip
    assert ran.out.splitlines() == ["who,n,m,b,n_2", "'=cmd,2,-1.5,00ff,2"]


def test_a_question_without_an_end_is_stopped(yard: Desk) -> None:
    endless = "with recursive c(n) as (select 1 union all select n + 1 from c) select n from c"
    ran = yard.run(
        "sql", endless.replace("select n from", "select max(n) from"), "--timeout", "0.3"
    )
    assert ran.code == 1
    assert "0.3 s" in ran.err


def test_rows_are_given_as_they_come(yard: Desk) -> None:
    endless = "with recursive c(n) as (select 1 union all select n + 1 from c) select n from c"
    asked = Questions(yard.ledger)
    _, rows = asked.ask(endless, {})
    assert [next(rows)[0] for _ in range(5000)][-1] == 5000
    asked.close()


def test_ctrl_c_stops_a_question(yard: Desk) -> None:
    def told(seconds: float) -> None:
        raise KeyboardInterrupt

    asked = Questions(yard.ledger, told=told)
    endless = "with recursive c(n) as (select 1 union all select n + 1 from c) select max(n) from c"
    with pytest.raises(KeyboardInterrupt):
        list(asked.ask(endless, {})[1])
    asked.close()


def test_a_file_that_is_no_ledger_is_named(tmp_path: Path) -> None:
    ran = Desk(tmp_path).run("sql", "select 1")
    assert ran.code == 1
    assert "no ledger file" in ran.err


def test_a_parameter_is_compared_with_whole_numbers_as_a_number(busy: Desk) -> None:
    """A value of --param is a text, and SQLite calls every text greater than every number."""
    asked = Questions(busy.ledger)
    for view, (columns, _) in VIEWS.items():
        for column in columns:
            _, rows = asked.ask(
                f"SELECT count(*), sum({column} = CAST({column} AS TEXT)) FROM {view}"  # noqa: S608
                f" WHERE typeof({column}) = 'integer'", {},
            )  # fmt: skip
            count, equal = next(rows)
            assert not count or equal == count, f"{view}.{column}"
    asked.close()
    ran = busy.ok("sql", "select count(*) as n from items where created_entry > :at", "--param",
                  "at=0", "--json")  # fmt: skip
    assert ran.json["rows"][0]["n"] > 0


@pytest.mark.parametrize(
    "sql",
    [
        "select randomblob(900000000)",
        "select length(group_concat(hex(zeroblob(100000)))) from entries, entries",
        "select hex(zeroblob(60000000))",
        "select zeroblob(2000000000)",
    ],
)
def test_a_value_that_would_take_the_memory_is_refused(yard: Desk, sql: str) -> None:
    started = monotonic()
    ran = yard.run("sql", sql)
    assert (ran.code, monotonic() - started < 10) == (2, True)
    assert "64 MB" in ran.err
    assert "pasa de 64 MB" in Desk(yard.folder, lang="es").run("sql", sql).err


def test_what_is_beyond_all_numbers_is_still_json(yard: Desk) -> None:
    ran = yard.ok("sql", "select 9e999 as a, -9e999 as b", "--json")
    assert "Infinity" not in ran.out
    assert ran.json["rows"] == [{"a": "inf", "b": "-inf"}]


def test_no_value_looks_like_another_row(yard: Desk) -> None:
    out = yard.ok("sql", "select 'one' || char(10) || 'two' as a, char(27) || '[2J' as b").out
    assert [line.split()[:2] for line in out.splitlines()] == [["a", "b"], ["one", "two"]]
    assert "\x1b" not in out


def test_what_a_function_cannot_read_is_nothing(yard: Desk) -> None:
    ran = yard.ok(
        "sql", "select printed_id(1) as a, life_of(1, 2, 3, 4) as b, digest_of(null) as c,"
        " payload_of('x') as d, payload_of(x'd28443') as e", "--json",
    )  # fmt: skip
    assert set(ran.json["rows"][0].values()) == {None}


def test_ctrl_c_within_a_function_of_ours_stops_a_question(
    yard: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*given: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(questions, "_payload_of", stopped)
    asked = Questions(yard.ledger)
    with pytest.raises(KeyboardInterrupt):
        list(asked.ask("select count(kind) from entries", {})[1])
    asked.close()


def test_nothing_is_written_over_rows_that_somebody_sees(
    yard: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    out = Here(yard.surroundings(), []).out
    monkeypatch.setattr(type(out), "someone_watches", True)
    monkeypatch.setattr(out, "clear_line", told.append)
    wait = sql_command._Wait(out)
    wait.told(0.5)
    assert told == []
    wait.told(2.0)
    assert "2 s" in told.pop()
    rows = wait.until(iter([(1,), (2,)]))
    next(rows)
    assert told == [""]
    wait.told(9.0)
    next(rows)
    assert told == [""]
