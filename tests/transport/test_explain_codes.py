"""Every code that a decision can say is explained, in both languages, also where no row has it."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path

import pytest

import batterypass
from batterypass.bootstrap import transport_tables
from batterypass.regulations.transport.lookup import rows_behind
from batterypass.texts.messages import MESSAGES
from cli.desk import Desk

_ENGINE = files("batterypass.regulations") / "transport"
#: The modules that make reasons without a row.
_TELLING = ("checks.py", "decide.py", "routing.py", "telling.py")


def told_without_a_row() -> list[str]:
    found: set[str] = set()
    for name in _TELLING:
        found |= set(re.findall(r'"([A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+|CONTRADICTION|UNREADABLE)"',
                                (_ENGINE / name).read_text("utf-8")))  # fmt: skip
    return sorted(code for code in found if not any(rows_behind(transport_tables(), code)))


@pytest.mark.parametrize("code", told_without_a_row())
def test_a_code_without_a_row_is_explained_all_the_same(code: str) -> None:
    text = MESSAGES[f"uncode.{code}"]

    assert text.en != text.es


def test_the_codes_are_found() -> None:
    assert {"CONTRADICTION", "NO_RULES_FOR_DATE", "SAT_KEY_MISSING"} <= set(told_without_a_row())


def test_a_person_who_meets_such_a_code_is_not_sent_away(bare: Desk) -> None:
    assert "3550" in bare.ok("explain", "sat_key_missing").out
    assert "~" not in bare.ok("explain", "SAT_KEY_MISSING").err
    assert bare.run("explain", "NO_SUCH_CODE").code == 2


def test_a_doubtful_name_is_explained_with_its_entries_and_how_sure_they_are(bare: Desk) -> None:
    found = json.loads(bare.ok("explain", "NAME_ES_UNVERIFIED", "--json").out)

    rows = {"UN3551", "UN3552-PACKED", "UN3552-CONTAINED"}
    assert {row["row"] for row in found["rows"]} == rows
    assert {row["confidence"] for row in found["rows"]} == {"medium"}


def test_the_stowage_is_explained_with_its_source(bare: Desk) -> None:
    assert "SW19" in bare.ok("explain", "SW19_CATEGORY_C").out


def _written(folder: str) -> set[str]:
    found: set[str] = set()
    for path in sorted(Path(batterypass.__file__).parent.joinpath(folder).rglob("*.py")):
        found |= set(re.findall(r'"((?:SAT|UN383)_[A-Z_]+)"', path.read_text("utf-8")))
    return found


def test_codes_of_a_carta_porte_and_of_a_test_summary_are_explained_and_listed(bare: Desk) -> None:
    codes = {*_written("app"), *_written("regulations"), "SAT_CROSS_BORDER"}
    listed = [one["code"] for one in bare.ok("explain", "--json").json["codes"]]

    assert {"SAT_TARE_UNSAID", "UN383_LATER", "UN383_TEST_FAILED"} <= codes
    assert codes | {"CONTRADICTION", "AIR_SOC_A331", "BP-T006"} <= set(listed)
    assert len(listed) == len(set(listed))
    for code in sorted(codes):
        assert bare.ok("explain", code, "--lang", "es").out
