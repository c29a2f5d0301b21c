"""docs/formats/directory-import.md is true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.yard import Yard
from batterypass.app.directory_parties import ROLE_OF
from batterypass.exchange import workbook
from batterypass.exchange.listing_days import DAY_ORDERS
from batterypass.exchange.listing_fields import CERTIFICATE, FIELDS, NEEDED, REQUIRED, meaning_of
from batterypass.exchange.listing_mapping import parse_mapping
from batterypass.exchange.listing_table import TITLES
from batterypass.exchange.source import MAX_BYTES, Source
from directory.lists import copy_of, new_template, take
from shared import ROOT

PAGE = (ROOT / "docs" / "formats" / "directory-import.md").read_text("utf-8")
BLOCKS = dict(re.findall(r"^```\w+ name=(\S+)\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE))


@pytest.fixture
def yard(tmp_path: Path) -> Yard:
    (tmp_path / "template").mkdir()
    return copy_of(new_template(tmp_path / "template"), tmp_path / "yard")


def test_the_example_enters_what_the_page_says(yard: Yard) -> None:
    mapping = parse_mapping(Source("semarnat.json", BLOCKS["semarnat.json"].encode()))
    checked = take(yard, BLOCKS["padron.csv"].encode(), mapping=mapping)
    assert dict(checked.kinds()) == {
        "party.registered": 2, "authorisation.granted": 2, "authorisation.suspended": 1,
        "authorisation.list-transcribed": 1,
    }  # fmt: skip
    assert checked.notes == []
    assert checked.header.left_out == ()


def test_every_field_is_on_the_page_and_every_name_there_is_known() -> None:
    rows = [line.split("|")[1:4] for line in PAGE.splitlines() if line.startswith("| `")]
    rows = [row for row in rows if row[0].strip().strip("`") in FIELDS]
    named = {row[0].strip().strip("`"): row for row in rows}
    plain = {field for field in FIELDS if not field.startswith(CERTIFICATE)}
    assert set(named) == plain
    assert {name for name, row in named.items() if row[1].strip() == "yes"} == set(REQUIRED)
    assert {name for name, row in named.items() if row[1].strip() != "no"} == set(NEEDED)
    for field, row in named.items():
        for name in row[2].split(";")[0].split(","):
            assert meaning_of(name.strip()).field == field, name


def test_the_numbers_and_words_of_the_page_are_those_of_the_program() -> None:
    for number in (MAX_BYTES, workbook.MAX_MEMBER, workbook.MAX_UNPACKED, workbook.MAX_MEMBERS):
        assert f"{number:,}" in PAGE
    assert f"the first {TITLES + 1} with" in PAGE
    assert all(f"`{order}`" in PAGE for order in DAY_ORDERS)
    assert all(f"`{operation}`" in PAGE for operation in ROLE_OF)
