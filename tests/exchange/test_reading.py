"""Which format a file is in."""

from __future__ import annotations

import json
from typing import Any

import pytest

from batterypass.errors import InputError, MalformedError
from batterypass.exchange.reading import find_format, read_rows
from batterypass.exchange.source import Source
from exchange import samples

PAYLOAD: dict[str, Any] = {"identification": {}, "performance": {}, "metadata": {}}


@pytest.mark.parametrize(
    ("name", "body", "format_"),
    [
        ("a.csv", "{}", "csv"),
        ("a.TSV", "x", "csv"),
        ("a.jsonl", "x", "jsonl"),
        ("stdin", '{"serial": "1"}\n{"serial": "2"}\n', "jsonl"),
        ("stdin", "serial,model\n", "csv"),
        ("stdin", json.dumps(PAYLOAD), "catenax"),
        ("pass.json", json.dumps(PAYLOAD, indent=1), "catenax"),
        ("pass.json", json.dumps([PAYLOAD], indent=1), "catenax"),
        ("rows.json", '{"serial": "1"}\n', "jsonl"),
        ("stdin", '{"serial": \n', "jsonl"),
    ],
)
def test_name_and_content_say_the_format(name: str, body: str, format_: str) -> None:
    assert find_format(Source(name, body.encode())) == format_


def test_what_is_in_no_known_format_says_which_there_are() -> None:
    for body in ("[1, 2]", json.dumps({"a": {}}, indent=1), "serial,model\n"):
        with pytest.raises(InputError, match="--format says which"):
            find_format(Source("x.json", body.encode()))


def test_the_word_of_the_caller_is_final() -> None:
    assert read_rows(samples.lines({"serial": "1"}, name="rows.csv"), "jsonl").format == "jsonl"
    with pytest.raises(
        InputError, match="expected one of auto, csv, jsonl, catenax, batterypass, native"
    ):
        read_rows(samples.table(), "xlsx")


def test_a_cut_off_passport_is_no_json_and_not_a_wrong_model() -> None:
    """Of half a file nobody can say whose model it follows."""
    body = b'{\n "characteristics": {\n  "warranty": '
    with pytest.raises(MalformedError, match=r"not JSON from line 3, column \d+") as caught:
        read_rows(Source("pass.json", body), "auto")
    spanish = str(caught.value.values["es"])
    assert "no es JSON desde línea 3" in spanish
    assert "falta un valor o está cortado" in spanish
    assert "atena" not in str(caught.value)


def test_a_passport_of_another_model_is_not_announced_as_one_of_ours() -> None:
    """Two words that every model has, among many others, make no document of BatteryPass."""
    other = {f"member{number}": "x" for number in range(9)}
    body = {**other, "manufacturingDate": "2026-01", "manufacturingPlace": "x"}
    with pytest.raises(InputError, match="--format says which"):
        read_rows(Source("ev.json", json.dumps(body, indent=1).encode()), "auto")
