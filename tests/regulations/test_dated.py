"""Every table of law is dated: by its rows, or by the rulebook that names its edition."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from batterypass.regulations.rulebook import make_rulebook, parse_rulebook
from batterypass.regulations.tables import FILES
from batterypass.rules import RULES
from worlds import packaged_bodies, packaged_regulations

PAGE = Path(__file__).resolve().parents[2] / "docs/formats/rulebook.md"
#: Lists of schemes and of shapes: their edition is the file.
BY_EDITION = {"authorisation-scopes", "number-formats"}


@pytest.mark.parametrize("name", sorted(FILES))
def test_every_row_names_its_source_and_how_far_it_can_be_trusted(name: str) -> None:
    for row in packaged_regulations().table(name).rows:
        # What is only proposed is said to be so, and never drives anything.
        named = row.get("source") or row.get("source_id") or row.get("status") == "proposed"
        assert named or name == "classification-regimes", row
        assert row["confidence"] in ("high", "medium", "low")


def test_a_regime_without_a_source_rests_on_waste_codes_that_have_one() -> None:
    tables = packaged_regulations()
    bare = [
        row
        for row in tables.table("classification-regimes").rows
        if not row.get("source") and row["status"] != "proposed"
    ]
    assert {row["id"] for row in bare} == {
        "EU-PRE-934", "UK-OLD-LIST", "US-RCRA", "BASEL-EWASTE",
    }, "a new regime names its source"  # fmt: skip
    for regime in bare:
        codes = [
            code
            for code in tables.table("waste-codes").in_force(regime["valid_from"])
            if code["jurisdiction"] == regime["jurisdiction"]
        ]
        assert codes, regime["id"]
        assert all(code["source_id"] for code in codes)


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_row_has_its_days_unless_the_page_says_what_dates_its_table(name: str) -> None:
    table = packaged_regulations().table(name)
    if name in BY_EDITION:
        assert FILES[name] in PAGE.read_text("utf-8")
        assert not any("valid_from" in row for row in table.rows)
        return
    assert all({"valid_from", "valid_to"} <= set(row) for row in table.rows)
    assert any(row["valid_from"] for row in table.rows)


def test_a_waste_code_without_a_first_day_decides_nothing_on_any_day() -> None:
    table = packaged_regulations().table("waste-codes")
    undated = [row for row in table.rows if not row["valid_from"]]
    assert undated
    assert len(undated) < len(table.rows) / 5
    for day in ("1990-01-01", "2026-11-09", "2099-12-31"):
        assert not any(row in undated for row in table.in_force(day))


def test_the_edition_of_a_table_stands_in_the_rulebook() -> None:
    book = parse_rulebook(make_rulebook(RULES, packaged_regulations().tables.values()))
    named = {table.name: table.sha256 for table in book.tables}
    for name in sorted(FILES):
        assert named[name] == sha256(packaged_bodies()[name]).hexdigest()
