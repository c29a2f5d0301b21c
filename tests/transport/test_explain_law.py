"""A doubtful row of law is explained by its id: text, source, confidence, and to check the text."""

from __future__ import annotations

import pytest

from batterypass.bootstrap import deadlines, manifest_fields, regulations
from batterypass.texts.messages import MESSAGES
from cli.desk import Desk

CHECK = {"en": "check the text", "es": "compruebe el texto"}


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ("tell SEMARNAT", "60 days", "RLGPGIR art. 86 IV", "medium", "check the text")),
        ("es", ("avisar a la SEMARNAT", "60 días", "art. 86 IV", "media", "compruebe el texto")),
    ],
)
def test_a_deadline_is_explained_by_its_id(bare: Desk, lang: str, said: tuple[str, ...]) -> None:
    ran = bare.ok("explain", "mx.notify_missing_original", "--lang", lang)
    assert [one for one in said if one not in ran.out] == []
    assert "~" in ran.err


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ("69 boxes, 3 of them", "MX-FORM-19", "medium", "compare with a print")),
        ("es", ("69 casillas, de ellas 3", "MX-FORM-19", "media", "comparar con un impreso")),
    ],
)
def test_a_form_is_explained_with_its_doubtful_boxes(
    bare: Desk, lang: str, said: tuple[str, ...]
) -> None:
    ran = bare.ok("explain", "mx_semarnat", "--lang", lang)
    assert [one for one in said if one not in ran.out] == []
    rows = bare.ok("explain", "mx_semarnat", "--json").json["rows"]
    doubtful = [one.field_id for one in manifest_fields()["mx_semarnat"].fields if one.is_doubtful]
    assert [row["field_id"] for row in rows] == doubtful


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ("in force", "special-handling waste", "not express law", "leaking or burnt →")),
        ("es", ("vigente", "residuo de manejo especial", "no ley expresa", "con fuga o quemado →")),
    ],
)
def test_a_regime_is_explained_with_what_is_no_express_law(
    bare: Desk, lang: str, said: tuple[str, ...]
) -> None:
    ran = bare.ok("explain", "mx-2004", "--lang", lang)
    found = (*said, "SEMARNAT compendium art. 19", CHECK[lang])
    assert [one for one in found if one not in ran.out] == []
    row = bare.ok("explain", "MX-2004", "--json").json["rows"][0]
    assert (row["confidence"], row["verify"], row["since"]) == ("medium", True, "2004-01-06")


def test_every_row_of_law_is_explained_and_listed(bare: Desk) -> None:
    regimes = regulations().table("classification-regimes").rows
    ids = [rule.rule_id for rule in deadlines().rules] + [*manifest_fields(), "mx_special_handling"]
    ids += [str(row["id"]) for row in regimes]
    listed = [one["code"] for one in bare.ok("explain", "--json").json["codes"]]
    assert listed[-len(ids) :] == ids
    assert len(listed) == len(set(listed))
    for name in ("mx_special_handling", "us.exc.report", *(str(row["id"]) for row in regimes)):
        assert bare.ok("explain", name, "--json", "--lang", "es").json["code"] == name


def test_the_english_of_a_row_is_not_left_in_a_spanish_page() -> None:
    for row in regulations().table("classification-regimes").rows:
        for member in ("effect", "note"):
            if member in row:
                text = MESSAGES[f"law.{member}.{row['id']}"]
                assert text.en != text.es


def test_a_name_that_is_nearly_a_row_of_law_is_proposed(bare: Desk) -> None:
    ran = bare.run("explain", "mx_semarnatt")
    assert ran.code == 2
    assert "mx_semarnat" in ran.err
