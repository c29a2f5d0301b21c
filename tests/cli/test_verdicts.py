"""What verify says to people: what is wrong in words, root causes first, each thing once."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import replace

import pytest

from batterypass.app.audit import Check
from batterypass.rules.base import Finding
from batterypass_cli.verdicts import by_cause, finding_lines, said_of
from batterypass_cli.words import speak
from cli.desk import Desk
from shared import ROOT

CHECKS = (
    "trust", "file", "content", "signatures", "envelopes", "chains", "signers", "checkpoint",
    "nodes", "derived", "sealed", "tables", "clock", "rules",
)  # fmt: skip


@pytest.fixture(params=["en", "es"])
def lang(request: pytest.FixtureRequest) -> Iterator[str]:
    speak(request.param)
    yield request.param
    speak("en")


def _found(code: str, entry: int | None, severity: str = "integrity") -> Finding:
    values = {"problem": "x", "actor": "https://a.example", "kid": "00"}
    return Finding(code, severity, "https://a.example/i", values, entry)  # type: ignore[arg-type]


def _tamper(desk: Desk, sql: str, *values: object) -> None:
    """Change the file with a database tool, as somebody who has it can."""
    database = sqlite3.connect(desk.ledger)
    with database:
        rows = database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in rows:
            database.execute(f'DROP TRIGGER "{name}"')
        assert database.execute(sql, values).rowcount > 0
    database.close()


def _change_a_mass(desk: Desk) -> int:
    """Change a signed value; give the entry."""
    database = sqlite3.connect(desk.ledger)
    old, new = b'"mass_kg":"412.5"', b'"mass_kg":"312.5"'
    index, statement = database.execute(
        "SELECT idx, statement FROM entries WHERE instr(statement, ?) > 0", (old,)
    ).fetchone()
    database.close()
    _tamper(
        desk, "UPDATE entries SET statement = ? WHERE idx = ?",
        bytes(statement).replace(old, new), index,
    )  # fmt: skip
    return int(index)


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_that_fails_says_so_in_words_and_not_as_a_fraction(lang: str, name: str) -> None:
    detail = {"trust": "pinned", "rules": "3"}.get(name, "3/1")
    wrong = said_of(Check(name, False, detail), [])
    right = said_of(Check(name, True, "pinned" if name == "trust" else "5"), [])
    assert wrong != right
    assert "3/1" not in wrong
    assert name == "trust" or "3" in wrong
    assert "pinned" not in wrong


def test_counts_are_said_of_how_many(lang: str) -> None:
    some = said_of(Check("signatures", False, "2/57"), [])
    assert ("2 of 57" if lang == "en" else "2 de 57") in some
    # More problems than things to look at: "3 of 1" would say nothing.
    assert "3 o" not in said_of(Check("content", False, "3/1"), [])


def test_a_ledger_that_shrank_behind_what_was_seen_is_told_from_another_ledger(lang: str) -> None:
    shorter = said_of(Check("trust", False, "remembered"), [_found("BP-V006", None)])
    other = said_of(Check("trust", False, "pinned"), [_found("BP-V010", None)])
    assert shorter != other
    assert said_of(Check("trust", False, "remembered 7"), []) == shorter


def test_what_could_not_be_decided_is_neither_right_nor_wrong(lang: str) -> None:
    undecided = said_of(Check("rules", None, "57"), [])
    assert undecided not in (
        said_of(Check("rules", True, "57"), []),
        said_of(Check("rules", False, "57"), []),
    )
    assert said_of(Check("trust", None, "first-use"), [])


def test_root_causes_come_before_what_follows_from_them() -> None:
    shuffled = [
        _found("BP-U002", 1, "notice"),
        _found("BP-A001", 0, "compliance"),
        _found("BP-V001", None),
        _found("BP-L001", 4),
        _found("BP-V004", 9),
        _found("BP-K001", 30),
        _found("BP-S004", 20),
        _found("BP-K001", 7),
        _found("BP-P001", 40),
    ]
    assert [(one.code, one.entry) for one in by_cause(shuffled)] == [
        ("BP-K001", 7),
        ("BP-K001", 30),
        ("BP-S004", 20),
        ("BP-P001", 40),
        ("BP-V004", 9),
        ("BP-L001", 4),
        ("BP-V001", None),
        ("BP-A001", 0),
        ("BP-U002", 1),
    ]


def test_an_entry_is_named_once_in_a_line(lang: str) -> None:
    word = "entry" if lang == "en" else "asiento"
    for finding in (_found("BP-S004", 74), _found("BP-V007", 74), _found("BP-V004", 74)):
        line = list(finding_lines([finding]))[1]
        assert line.count(f"{word} 74") == 1, line
        assert "→" not in line


def test_what_is_settled_is_no_trouble_and_leads_to_what_settled_it(lang: str) -> None:
    values = {"step": "~step-collected", "name": "A", "actor": "B", "consignment": "M-1"}
    there = Finding("BP-C012", "notice", "https://a.example#consignment/M-1", values, 7)
    settled = replace(there, entry=5, settled=9)

    head, line, following = finding_lines([settled])
    assert "✓" in head
    assert line.endswith("9")
    assert following.split("→ ")[1].split("  ·  ")[:2] == [
        "batterypass show 5",
        "batterypass show 9",
    ]

    head, first, second, following = finding_lines([settled, there])
    assert "!" in head
    assert not first.endswith("9")
    assert second.endswith("9")
    assert "countersign M-1" in following


def test_a_changed_value_is_named_first_with_its_signer(yard: Desk) -> None:
    entry = _change_a_mass(yard)
    for language, first in (("en", "First: entry"), ("es", "Primero: asiento")):
        yard.lang = language
        said = yard.run("verify").out.splitlines()
        place = next(n for n, line in enumerate(said) if line.startswith(first))
        assert said[place].startswith(f"{first} {entry}, pack.manufactured ")
        assert "Baterías Sierra Alta" in said[place]
        assert "BP-S004" in said[place + 1]
        assert not re.search(r"\d+/\d+", "".join(said[1:place]))
        assert any(f"→ batterypass show {entry}" in line for line in said)


def test_an_entry_that_is_gone_is_named_before_all_that_misses_it(yard: Desk) -> None:
    _tamper(yard, "DELETE FROM entries WHERE idx = 12")
    said = yard.run("verify").out
    assert "First: entry 12: an entry is missing" in said
    assert said.index("BP-V004") < said.index("BP-V003")


def test_bytes_that_say_nothing_are_named_by_their_entry_alone(yard: Desk) -> None:
    _tamper(yard, "UPDATE entries SET statement = X'00' WHERE idx = 12")
    ran = yard.run("verify")
    assert ran.code == 4
    assert "First: entry 12: the bytes are not a canonical statement" in ran.out


def test_no_advice_overwrites_what_shows_a_forgery_neither_in_words_nor_for_programs(
    yard: Desk,
) -> None:
    _change_a_mass(yard)
    found = yard.run("verify --json").json["findings"]
    assert "BP-V003" in {one["code"] for one in found}
    said = yard.run("verify").out
    assert not any("batterypass rebuild" in text for text in (said, json.dumps(found)))
    assert any(one["message"].endswith("→ batterypass explain BP-V003") for one in found)


def test_tables_are_made_again_where_the_entries_are_sound(yard: Desk) -> None:
    _tamper(yard, "DELETE FROM pointers")
    found = yard.run("verify --json").json["findings"]
    rows = [one["message"] for one in found if one["code"] == "BP-V003"]
    assert rows
    assert all(message.endswith("→ batterypass rebuild") for message in rows)
    assert "→ batterypass rebuild" in yard.run("verify").out


def test_the_format_page_shows_what_a_program_gets(yard: Desk) -> None:
    page = (ROOT / "docs" / "formats" / "verdict.md").read_text("utf-8")
    (text,) = re.findall(r"```json\n(.*?)```", page, re.DOTALL)
    shown = json.loads(text)
    data = yard.ledger.read_bytes()
    yard.ledger.write_bytes(data[: len(data) // 2])
    told = yard.run("verify --json").json
    assert [*told] == [*shown]
    message = told["findings"][0].pop("message")
    assert re.sub(r"\d+", "9", message) == re.sub(r"\d+", "9", shown["findings"][0].pop("message"))
    assert told == shown


def test_a_sound_ledger_has_nothing_first(yard: Desk) -> None:
    assert "First:" not in yard.ok("verify").out


def test_keys_are_named_by_what_they_are_for(yard: Desk) -> None:
    yard.lang = "es"
    said = yard.ok("key new https://nueva.example --label").out
    for words in ("llave diaria", "llave de recuperación", "llave de etiquetas"):
        assert words in said
    assert "de puntos de control" in yard.ok("key list").out
    roles = {row["role"] for row in yard.ok("key list --json").json["keys"]}
    assert {"daily", "recovery", "label", "checkpoint"} <= roles
