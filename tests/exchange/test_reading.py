"""Which format a file is in."""

from __future__ import annotations

import json
from typing import Any

import pytest

from batterypass.errors import InputError
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
