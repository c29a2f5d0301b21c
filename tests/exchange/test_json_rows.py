"""JSON lines, read strictly."""

from __future__ import annotations

from typing import Any

import pytest

from batterypass.errors import InputError, MalformedError
from batterypass.exchange.json_rows import parse_json, read_jsonl
from batterypass.exchange.rows import MAX_LINE, Row
from batterypass.exchange.source import Source
from exchange import samples


def row(text: Any) -> Row:
    (found,) = read_jsonl(samples.lines(text)).rows
    return found


def test_numbers_are_taken_as_they_are_written() -> None:
    cells = row('{"mass_kg": 412.50, "energy_wh": 46000, "capacity_ah": 1.313e2}').cells
    assert cells == {"mass_kg": "412.50", "energy_wh": "46000", "capacity_ah": "131.3"}
    # What is signed is plain text; an encoder refuses any other.
    assert {type(text) for text in cells.values()} == {str}


def test_objects_within_give_names_with_a_point() -> None:
    cells = row(
        {
            "un38_3": {"report": "TV-1", "article": "pack"},
            "values": {"minimum_voltage": 280},
            "aliases": [{"scheme": "GIAI", "value": "95"}],
            "plant": None,
        }
    ).cells
    assert cells == {
        "un38_3.report": "TV-1",
        "un38_3.article": "pack",
        "values.minimum_voltage": "280",
        "alias.GIAI": "95",
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"serial": "1", "serial": "2"}', "member 'serial' stands twice"),
        ('{"mass_kg": NaN}', "NaN is no JSON number"),
        ("[1]", "[…]"),
        ('"x"', '"x"'),
        ("{", "on the line: column 2: the name of a member is missing"),
        ('{"serial": "\\ud800"}', "half a surrogate pair"),
        ('{"a": ' * 25 + "1" + "}" * 25, "more than 20 levels"),
        ('{"a": ' + "[" * 20_000, "levels"),
        ('{"a": "' + "x" * MAX_LINE + '"}', "at most 65535"),
        ('{"serial": "a\tb"}', "a control character within a text"),
    ],
)
def test_a_line_that_is_off_is_named_and_the_next_is_read(text: str, said: str) -> None:
    first, second = read_jsonl(samples.lines(text, {"serial": "2"})).rows
    assert said in first.problems[0].expected("en")
    assert first.line == 1
    assert (second.line, second.cells, second.problems) == (2, {"serial": "2"}, ())


@pytest.mark.parametrize(
    "member",
    ['"aliases": [{"scheme": "A"}]', '"aliases": ["A"]', '"serial": [1]',
     '"values": {"a": {"b": {"c": 1}}}',
     '"aliases": [{"scheme": "A", "value": "1"}, {"scheme": "A", "value": "2"}]'],
)  # fmt: skip
def test_a_member_of_the_wrong_form_is_a_problem_of_its_row(member: str) -> None:
    assert len(row("{" + member + "}").problems) == 1


def test_json_in_another_charset_is_refused_at_the_first_byte() -> None:
    with pytest.raises(MalformedError, match="byte 12 is not UTF-8"):
        read_jsonl(Source("t.jsonl", '{"serial": "ñ"}'.encode("cp1252")))


def test_blank_lines_are_no_rows_and_a_file_of_them_is_empty() -> None:
    assert len(list(read_jsonl(Source("t.jsonl", b"\n\n{}\r\n \n")).rows)) == 1
    with pytest.raises(InputError, match="is empty"):
        read_jsonl(Source("t.jsonl", b"\n \n"))


def test_a_number_of_any_length_costs_no_time() -> None:
    assert parse_json("[" + "9" * 60_000 + "]") == ["9" * 60_000]
