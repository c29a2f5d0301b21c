"""The recovery sheet: one page, the code on it gives the key back, nothing runs off the paper."""

from __future__ import annotations

from dataclasses import replace

import pytest

from batterypass.documents.recovery_sheet import render_sheet, sheet_text
from batterypass.documents.words import Lang
from batterypass.statements.recovery import parse_key, read_sheet
from documents import samples
from documents.reading import codes, text_of

KEY = parse_key(samples.sheet().lines)


@pytest.mark.parametrize("lang", ["es", "en"])
def test_text_and_code_of_the_page_give_the_key_back(lang: Lang) -> None:
    pdf = render_sheet(samples.sheet(), lang)
    (scanned,) = codes(pdf, 150)
    assert parse_key(read_sheet(scanned.decode())).public == KEY.public
    for line in samples.sheet().lines:
        for group in line.split("-"):
            assert group in text_of(pdf)
    assert parse_key(read_sheet(sheet_text(samples.sheet(), lang))).public == KEY.public


def test_long_names_stay_on_the_one_page_and_the_code_is_still_read() -> None:
    long = replace(
        samples.sheet(),
        party=f"https://{'a' * 100}.example",
        name=samples.LONG * 2,
        ledger="b" * 190,
    )
    (scanned,) = codes(render_sheet(long, "es"), 150)
    assert parse_key(read_sheet(scanned.decode())).public == KEY.public
