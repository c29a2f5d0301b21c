"""docs/formats/pack-import.md and examples/ are true."""

from __future__ import annotations

import re

from batterypass.exchange.columns import FIELDS, REQUIRED, target_of
from batterypass.exchange.packs import Pack
from batterypass.exchange.plausible import ranges
from batterypass.exchange.rows import FORMULA_SIGNS, MAX_LINE, MAX_ROWS
from batterypass.exchange.source import MAX_BYTES, Source, read_file
from exchange import samples
from shared import ROOT

PAGE = (ROOT / "docs" / "formats" / "pack-import.md").read_text("utf-8")
BLOCKS = dict(re.findall(r"^```\w+ name=(\S+)\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE))


def test_the_first_example_says_what_the_page_says() -> None:
    source = Source("shift-2.csv", BLOCKS["shift-2.csv"].encode())
    good, doubtful = samples.read(source)
    assert isinstance(good, Pack)
    assert isinstance(doubtful, Pack)
    assert doubtful.unusual is not None
    for lang in ("es", "en"):
        assert doubtful.unusual.text(lang) + "\n" == BLOCKS[f"problem-{lang}"]


def test_the_example_in_json_is_a_pack() -> None:
    form = samples.form(Source("shift-2.jsonl", BLOCKS["shift-2.jsonl"].encode()))
    assert form["values"] == {"minimum_voltage": "273.8"}
    assert form["aliases"] == [{"scheme": "GIAI", "value": "952123456SA26000101"}]


def test_every_field_is_on_the_page_and_every_name_there_is_known() -> None:
    table = PAGE.split("## Columns")[1].split("1. **Id.**")[0]
    rows = [line.split("|")[1:4] for line in table.splitlines() if line.startswith("| `")]
    named = {name for row in rows for name in re.findall(r"`(\w+)`", row[0])}
    assert set(FIELDS) <= named
    needed = {re.findall(r"`(\w+)`", row[0])[0] for row in rows if row[1].strip() == "yes"}
    assert needed == set(REQUIRED)
    for row in rows:
        fields = re.findall(r"`(\w+)`", row[0])
        for name in re.split("[,;:]", row[2].split(": a ")[0].split(", with")[0]):
            plain = name.strip().strip("`")
            if plain and not plain.startswith("_") and len(fields) == 1:
                assert target_of(plain.split(" for ")[0]).field == fields[0], plain


def test_the_ranges_are_those_of_the_table() -> None:
    for (chemistry, use), (low, high) in ranges().items():
        line = next(one for one in PAGE.splitlines() if one.startswith(f"| {chemistry} |"))
        assert line.split("|")[2 if use == "mobile" else 3].strip() == f"{low:.0f}–{high:.0f}"


def test_the_limits_are_those_of_the_program() -> None:
    for limit in (MAX_BYTES, MAX_ROWS, MAX_LINE):
        assert f"{limit:,}" in PAGE
    for sign in FORMULA_SIGNS[:4]:
        assert f"`{sign}`" in PAGE


def test_both_examples_are_the_same_packs() -> None:
    table = samples.read(read_file(ROOT / "examples" / "packs.csv"))
    lines = samples.read(read_file(ROOT / "examples" / "packs.jsonl"))
    packs = [one for one in table if isinstance(one, Pack)]
    assert len(packs) == len(table) == 8
    assert not [one for one in packs if one.unusual]
    assert [one.form for one in packs] == [one.form for one in lines if isinstance(one, Pack)]
