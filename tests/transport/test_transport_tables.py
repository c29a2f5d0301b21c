"""The tables: every row says where it comes from, and what is no table is refused by name."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest

from batterypass.bootstrap import transport_tables
from batterypass.errors import MalformedError
from batterypass.regulations.rulebook import make_rulebook
from batterypass.regulations.transport.answers import WORDS
from batterypass.regulations.transport.marks import MARKS, words_to_print
from batterypass.regulations.transport.tables import FILES, TransportTables
from batterypass.rules import RULES
from batterypass.texts.messages import MESSAGES
from worlds import packaged_regulations

DATA = files("batterypass.regulations") / "data"


def bodies() -> dict[str, bytes]:
    return {name: (DATA / file).read_bytes() for name, file in FILES.items()}


def rows(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(bodies()[name])["rows"]
    return found


@pytest.mark.parametrize("name", sorted(FILES))
def test_every_row_says_its_source_and_how_sure_it_is(name: str) -> None:
    for row in rows(name):
        assert row["source"], row["id"]
        assert row["confidence"] in ("high", "medium", "low"), row["id"]


@pytest.mark.parametrize("name", ["rules", "packings"])
def test_every_row_that_people_read_is_in_both_languages(name: str) -> None:
    for row in rows(name):
        assert row["en"], row["id"]
        assert row["es"], row["id"]
        assert row["en"] != row["es"] or "NOM-043" in row["en"], row["id"]


def test_the_attribution_names_the_tables() -> None:
    text = (DATA / "ATTRIBUTION.md").read_text("utf-8")
    for file in FILES.values():
        assert f"`{file}`" in text


def test_the_tables_are_part_of_the_rulebook() -> None:
    named = json.loads(make_rulebook(RULES, packaged_regulations().tables.values()))["tables"]

    assert {one["name"] for one in named} >= {f"un-{name}" for name in FILES}


def test_a_changed_byte_of_any_table_is_another_hash() -> None:
    for name in FILES:
        changed = bodies()
        changed[name] += b"\n"
        assert TransportTables.parse(changed).sha256 != transport_tables().sha256


def test_every_edition_ends_its_rows_with_one_that_takes_the_rest() -> None:
    for rules in transport_tables().rules.values():
        configs = {config for _, config in rules.entries}
        assert configs <= set(WORDS["config"])
        assert rules.steps["route"]
        for row in rules.steps["route"]:
            for mark in row.marks:
                drawn = mark in MARKS or mark in ("{package}", "{label}")
                assert drawn or words_to_print(mark) is not None, row.id


def test_the_routes_that_rows_speak_of_are_there() -> None:
    routes = {row["id"] for row in rows("rules") if row["step"] == "route"}
    for row in rows("rules"):
        assert set(row.get("routes", ())) <= routes, row["id"]


def test_every_answer_and_word_has_a_text() -> None:
    for name, words in WORDS.items():
        assert f"unname.{name}" in MESSAGES
        for word in words:
            assert f"unword.{word}" in MESSAGES, word


def _without_source_id(row: dict[str, Any]) -> None:
    del row["confidence"]


def _unknown_fact(row: dict[str, Any]) -> None:
    row["when"] = {"weather": "rain"}


def _unread_condition(row: dict[str, Any]) -> None:
    row["when"] = {"wh": 5}


def _unknown_step(row: dict[str, Any]) -> None:
    row["step"] = "guess"


def _no_such_packing(row: dict[str, Any]) -> None:
    row["packing"] = "bag"


def _unfilled_gap(row: dict[str, Any]) -> None:
    row["marks"] = ["TXT[{weather}]"]


def _no_packing(row: dict[str, Any]) -> None:
    del row["packing"]


@pytest.mark.parametrize(
    "spoil",
    [
        _without_source_id, _unknown_fact, _unread_condition, _unknown_step, _no_such_packing,
        _unfilled_gap, _no_packing,
    ],
)  # fmt: skip
def test_a_spoilt_row_is_refused_by_its_name(spoil: Callable[[dict[str, Any]], None]) -> None:
    spoilt = json.loads(bodies()["rules"])
    spoil(spoilt["rows"][0])

    with pytest.raises(MalformedError, match="SP636"):
        TransportTables.parse({**bodies(), "rules": json.dumps(spoilt).encode()})


def test_a_table_that_is_not_there_is_named() -> None:
    short = bodies()
    del short["limits"]

    with pytest.raises(MalformedError, match="limits"):
        TransportTables.parse(short)
    with pytest.raises(MalformedError, match="transport tables"):
        TransportTables.parse({**bodies(), "limits": bodies()["editions"]})
