"""What is missing from a test summary, what speaks against it, and what it covers."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest

from batterypass.bootstrap import un383_law
from batterypass.domain.un383 import SUMMARY_FORMAT, Un383Summary
from batterypass.errors import MalformedError
from batterypass.regulations.un383 import (
    is_summary_due,
    missing_of,
    needs_signature,
    parse_un383,
)
from batterypass.regulations.un383_reasons import covers, other_report, reasons_against
from un383.summaries import WHOLE, summary

LAW = un383_law()
ON = "2026-03-03"
BODY = (files("batterypass.regulations") / "data" / "un38-3.json").read_bytes()
#: Field -> the item of 38.3.5 that wants it.
ITEMS = {
    "manufacturer": "a",
    **dict.fromkeys((f"manufacturer_{part}" for part in ("address", "phone", "email", "website")), "b"),
    "laboratory": "c",
    **dict.fromkeys((f"laboratory_{part}" for part in ("address", "phone", "email", "website")), "c"),
    "report": "d", "reported_on": "e",
    **dict.fromkeys(("article", "chemistry", "mass_kg", "energy_wh", "description", "models"), "f"),
    **{f"t{number}": "g" for number in range(1, 9)},
    "manual_revision": "i", "signatory_title": "j", "signatory_sha256": "j",
}  # fmt: skip


def codes(found: Un383Summary, **settings: str) -> list[str]:
    return [one.code for one in reasons_against(LAW, found, on=ON, **settings)]


def test_nothing_is_missing_from_a_whole_summary_and_nothing_speaks_against_it() -> None:
    assert missing_of(LAW, summary()) == ()
    assert codes(summary()) == []


@pytest.mark.parametrize("field", sorted(set(WHOLE) - {"manual_amendment"}))
def test_each_item_that_is_left_out_is_named_with_its_paragraph(field: str) -> None:
    found = missing_of(LAW, summary(field))

    assert field in [one.field for one in found]
    one = next(one for one in found if one.field == field)
    assert one.item.paragraph == f"38.3.5 ({ITEMS[field]})"
    assert one.label.es != one.label.en


def test_an_edition_without_an_amendment_lacks_nothing() -> None:
    assert missing_of(LAW, summary("manual_amendment")) == ()


def test_a_metal_battery_lacks_its_lithium_content_and_not_its_energy() -> None:
    metal = summary("energy_wh", chemistry="li_metal")

    assert [one.field for one in missing_of(LAW, metal)] == ["lithium_g"]


def test_an_assembled_battery_lacks_the_paragraph_under_which_it_was_assembled() -> None:
    (one,) = missing_of(LAW, summary(article="assembled"))

    assert (one.field, one.item.letter) == ("assembled_under", "h")


def test_an_empty_summary_lacks_something_of_every_item_that_is_not_conditional() -> None:
    empty = Un383Summary(format=SUMMARY_FORMAT)

    assert {one.item.letter for one in missing_of(LAW, empty)} == set("abcdefgij")


@pytest.mark.parametrize("number", range(1, 9))
def test_a_test_that_failed_is_named_whatever_the_article(number: int) -> None:
    (reason,) = reasons_against(LAW, summary(**{f"t{number}": "fail"}), on=ON)

    assert reason.code == "UN383_TEST_FAILED"
    assert f"T.{number}" in reason.text.es
    assert "38.3.4" in reason.source


@pytest.mark.parametrize(
    ("article", "applies"),
    [("cell", {1, 2, 3, 4, 5, 6, 8}), ("module", {1, 2, 3, 4, 5, 7}), ("pack", {1, 2, 3, 4, 5, 7})],
)
def test_a_test_that_applies_cannot_be_marked_as_not_applicable(
    article: str, applies: set[int]
) -> None:
    for number in range(1, 9):
        left_out = {"t6": "pass", "t8": "pass", f"t{number}": "not_applicable"}
        expected = ["UN383_TEST_LEFT_OUT"] if number in applies else []
        assert codes(summary(article=article, **left_out)) == expected


@pytest.mark.parametrize(
    ("paragraph", "left_out"),
    [("38.3.3(f)", ["T.3", "T.4", "T.5", "T.7"]), ("38.3.3(g)", [])],
)
def test_an_assembled_battery_is_tested_again_by_the_paragraph_it_was_built_under(
    paragraph: str, left_out: list[str]
) -> None:
    none = {f"t{number}": "not_applicable" for number in range(1, 9)}
    built = summary(article="assembled", assembled_under=paragraph, **none)
    found = reasons_against(LAW, built, on=ON)

    assert [one.text.en[:3] for one in found] == left_out
    assert {one.confidence for one in found} <= {"low"}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"mass_kg": "0"}, "UN383_NOTHING"),
        ({"energy_wh": "0.00"}, "UN383_NOTHING"),
        ({"lithium_g": "3"}, "UN383_CONTRADICTS"),
        ({"assembled_under": "38.3.3(g)"}, "UN383_CONTRADICTS"),
        ({"reported_on": "2026-03-04"}, "UN383_LATER"),
        ({"manual_revision": 2}, "UN383_OLD_EDITION"),
    ],
)
def test_what_cannot_be_is_told(changes: dict[str, Any], code: str) -> None:
    assert codes(summary(**changes)) == [code]


@pytest.mark.parametrize(
    ("amendment", "made_on", "is_enough"),
    [(1, "2026-02", True), (None, "2003-07", False), (None, "2003-07-01", False),
     (None, "2003-06", True), (None, "2003-06-30", True), (None, "", False)],
)  # fmt: skip
def test_revision_3_without_its_amendment_is_enough_only_for_what_is_old(
    amendment: int | None, made_on: str, is_enough: bool
) -> None:
    old = summary("manual_amendment", manual_revision=3)
    if amendment:
        old = summary(manual_revision=3, manual_amendment=amendment)

    assert codes(old, made_on=made_on) == ([] if is_enough else ["UN383_OLD_EDITION"])


@pytest.mark.parametrize(
    ("tested", "shipped", "model", "is_covered"),
    [
        ("pack", "pack", "", True),
        ("pack", "pack", "M-48", True),
        ("pack", "pack", "M-49", False),
        ("assembled", "pack", "M-48", True),
        ("cell", "pack", "M-48", False),
        ("module", "pack", "M-48", False),
        ("cell", "cell", "", True),
        ("pack", "cell", "M-48", False),
        ("module", "module", "", True),
        ("pack", "module", "M-48", True),
        ("pack", "module", "", False),
        ("cell", "assembled", "M-48", False),
        ("module", "assembled", "M-48", False),
        ("assembled", "assembled", "M-48", True),
        ("pack", "assembled", "M-48R", True),
        ("pack", "assembled", "", False),
        ("pack", "assembled", "SL-2", False),
    ],
)
def test_a_summary_covers_the_article_that_was_tested_and_no_other(
    tested: str, shipped: str, model: str, is_covered: bool
) -> None:
    reason = covers(LAW, summary(article=tested), shipped, model=model)

    assert (reason is None) is is_covered
    assert reason is None or reason.code == "UN383_WRONG_ARTICLE"


def test_a_model_that_is_called_like_a_word_of_ours_stays_as_it_is() -> None:
    reason = covers(LAW, summary(models=["cell"]), "pack", model="module")

    assert reason is not None
    assert reason.text.es == "el resumen es de los modelos cell y no nombra module"


def test_what_no_entry_says_anything_of_is_the_summary_of_something_else() -> None:
    for found in (summary(), summary("report", "reported_on", "article")):
        reason = other_report(LAW, found, {})
        assert reason is not None
        assert reason.code == "UN383_OTHER_REPORT"


def test_a_summary_that_names_no_article_covers_none() -> None:
    for article in ("cell", "module", "pack", "assembled"):
        reason = covers(LAW, summary("article"), article)
        assert reason is not None
        assert reason.code == "UN383_WRONG_ARTICLE"
    with pytest.raises(ValueError, match="expected cell"):
        covers(LAW, summary(), "drum")


@pytest.mark.parametrize(
    ("regime", "made_on", "is_due"),
    [
        ("ADR", "2003-06-30", False), ("ADR", "2003-07-01", True), ("IMDG", "2003-06", False),
        ("NOM", "2003-07", True), ("49CFR", "2007-12-31", False), ("49CFR", "2008-01-01", True),
        ("49CFR", "2007-12", False), ("49CFR", "2008-01", True), ("UN", "", None),
    ],
)  # fmt: skip
def test_a_summary_is_asked_for_from_the_cut_off_day_on(
    regime: str, made_on: str, is_due: bool | None
) -> None:
    assert is_summary_due(LAW, regime, made_on) is is_due


def test_a_regime_that_nobody_knows_is_no_reason_to_ask_for_nothing() -> None:
    with pytest.raises(ValueError, match="no cut-off"):
        is_summary_due(LAW, "XYZ", "2026-01")


@pytest.mark.parametrize(
    ("changes", "needed"),
    [({}, False), ({"manual_revision": 8}, False), ({"manual_revision": 6}, True)],
)
def test_a_signature_is_asked_for_by_the_older_editions(
    changes: dict[str, Any], needed: bool
) -> None:
    assert needs_signature(LAW, summary(**changes)) is needed
    assert needs_signature(LAW, summary("manual_revision", "manual_amendment"))


def _without(row_id: str) -> bytes:
    table = json.loads(BODY)
    table["rows"] = [row for row in table["rows"] if row["id"] != row_id]
    return json.dumps(table).encode()


@pytest.mark.parametrize("row_id", ["item-a", "signature"])
def test_a_table_that_lacks_an_item_is_no_table(row_id: str) -> None:
    with pytest.raises(MalformedError, match="un38-3"):
        parse_un383(_without(row_id))


def test_a_row_without_its_members_is_named() -> None:
    with pytest.raises(MalformedError, match="row item-a"):
        parse_un383(BODY.replace(b'"letter": "a", ', b""))


def test_every_row_has_a_source_and_a_confidence() -> None:
    for row in json.loads(BODY)["rows"]:
        assert row["source"], row["id"]
        assert row["confidence"] in ("high", "medium", "low")
