"""Which deadlines have a letter, and why the others have none: told by the command and the manual."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from batterypass.bootstrap import deadlines
from batterypass.documents.letter import letter_rules, rules_without
from batterypass.texts.messages import MESSAGES
from cli.custody import NUMBER
from cli.desk import Desk
from shared import ROOT


@pytest.mark.parametrize(
    ("rule", "english", "spanish"),
    [
        ("mx.coa", "the authority's own system", "el sistema de la autoridad"),
        ("mx.onsite_storage", "done with the waste, not written", "hacer algo con el residuo"),
        ("eu.annex_ib.receipt", "a form of the movement", "un formato del traslado"),
        ("us.exc.lqg.inquiry", "no wording of it was reviewed", "no se revisó ninguna redacción"),
    ],
)
def test_a_deadline_without_a_letter_says_why(
    road: Desk, tmp_path: Path, rule: str, english: str, spanish: str
) -> None:
    path = tmp_path / "x.pdf"
    for lang, said in (("en", english), ("es", spanish)):
        ran = road.run(
            "manifest", "letter", NUMBER, "-o", str(path), "--rule", rule, "--lang", lang
        )
        assert ran.code == 2
        assert said in ran.err
        assert "mx.notify_missing_original, mx.return_original" in ran.err
    assert not path.exists()


def test_every_deadline_has_a_letter_or_a_reason_and_stands_in_the_manual() -> None:
    rules = {one.rule_id for one in deadlines().rules}
    assert set(letter_rules()) | set(rules_without()) == rules
    assert not set(letter_rules()) & set(rules_without())
    for reason in rules_without().values():
        assert MESSAGES.known(f"letter.reason-{reason}") is not None
    page = (ROOT / "docs" / "manual" / "letters.md").read_text("utf-8")
    assert set(re.findall(r"`((?:mx|us|eu|gb|uk)\.[a-z_.]+)`", page)) == rules
