"""Every rule is needed: without it, what it refuses would pass."""

from __future__ import annotations

import re

import pytest

from batterypass.rules import RULES, Rule
from batterypass.texts.findings import CODES
from rules.cases import CASES
from rules.yard import yard

NAMES = [rule.check.__name__ for rule in RULES]


def test_every_rule_has_a_breach_of_its_own() -> None:
    assert sorted(CASES) == sorted(NAMES)
    assert len(set(NAMES)) == len(NAMES)


@pytest.mark.parametrize("rule", RULES, ids=NAMES)
def test_without_this_rule_the_breach_passes(rule: Rule) -> None:
    story = yard()
    drafted = CASES[rule.check.__name__](story)
    others = tuple(other for other in RULES if other is not rule)

    with_it = story.codes(drafted)
    without_it = story.codes(drafted, others)

    assert rule.code in with_it
    assert rule.code not in without_it
    assert without_it == with_it - {rule.code}


@pytest.mark.parametrize("rule", RULES, ids=NAMES)
def test_what_is_found_is_said_whole_in_both_languages(rule: Rule) -> None:
    story = yard()
    drafted = CASES[rule.check.__name__](story)

    found = [finding for finding in story.judge(drafted) if finding.code == rule.code]

    for finding in found:
        assert finding.severity == rule.severity
        assert finding.entry == drafted.at.index
        given = {*finding.values, "subject", "entry"}
        assert CODES[rule.code].names("es") <= given
        for lang in ("es", "en"):
            said = finding.message(lang)
            assert "~" not in said
            assert "—" not in said
            assert "{" not in said
        assert finding.message("es") != finding.message("en")


@pytest.mark.parametrize(
    ("code", "es", "en", "command"),
    [
        ("BP-C012", "al asentarse faltaba su firma", "was missing then", "ship countersign "),
        ("BP-E004", "al asentarse la corrección", "when the correction was recorded", "diff "),
    ],
)
def test_a_notice_speaks_of_the_time_of_its_entry(
    code: str, es: str, en: str, command: str
) -> None:
    # It is read again by verify, long after what it asks for was done.
    rule = next(one for one in RULES if one.code == code)
    story = yard()
    found = [one for one in story.judge(CASES[rule.check.__name__](story)) if one.code == code]
    for lang, said in (("es", es), ("en", en)):
        text, _, following = found[0].message(lang).rpartition(" → batterypass ")
        assert said in text
        assert following.startswith(command)
        assert following != command.strip()


@pytest.mark.parametrize(
    "code",
    [
        "BP-A001", "BP-A002", "BP-A003", "BP-A006", "BP-A013", "BP-P001", "BP-R001", "BP-R006",
        "BP-W002", "BP-W003", "BP-W006", "BP-W007", "BP-W008",
    ],
)  # fmt: skip
def test_roles_and_classes_of_waste_are_said_in_spanish(code: str) -> None:
    rule = next(one for one in RULES if one.code == code)
    story = yard()
    found = [one for one in story.judge(CASES[rule.check.__name__](story)) if one.code == code]
    said = found[0].message("es").partition(" → ")[0]
    for english in (
        "carrier", "recycler", "workshop", "authority", "special_handling", "hazardous", "whole_battery",
        "production_scrap", "black_mass",
    ):  # fmt: skip
        assert not re.search(rf"(?<![/.\w-]){english}(?!\.)", said), said


def test_a_suggested_command_has_the_words_of_the_program() -> None:
    story = yard()
    found = story.judge(CASES["the_consignee_may_take_the_waste"](story))
    said = next(one for one in found if one.code == "BP-A001").message("es")

    assert said.rpartition(" → ")[2] == (
        "batterypass recycler list --waste whole_battery --operation reciclaje"
        " --waste-class special_handling"
    )
    assert "baterías enteras" in said
