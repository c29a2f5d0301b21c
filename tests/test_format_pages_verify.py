"""A page of a format shows one first, and says in numbered steps how a stranger reads or verifies it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from shared import ROOT

PAGES = sorted((ROOT / "docs" / "formats").glob("*.md"))
_ABOUT = re.compile(r"verif|read|check|open|unlock|growing|order of things", re.IGNORECASE)


def parts(page: Path) -> list[tuple[str, str]]:
    """Give headings with what stands below each, blocks of examples left out."""
    text = re.sub(r"^ *```.*?^ *```$", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    pieces = re.split(r"^#+ (.*)$", text, flags=re.MULTILINE)[1:]
    return list(zip(pieces[::2], pieces[1::2], strict=True))


@pytest.mark.parametrize("page", PAGES, ids=lambda one: one.stem)
def test_a_format_has_an_example_before_its_rules(page: Path) -> None:
    text = page.read_text("utf-8")
    assert "```" in text
    ahead = text.partition("```")[0]
    assert not re.search(r"^1\. ", ahead, re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda one: one.stem)
def test_a_format_is_verified_or_read_in_numbered_steps(page: Path) -> None:
    steps = [text for title, text in parts(page) if _ABOUT.search(title)]
    assert any(re.search(r"^1\. .*^2\. ", text, re.DOTALL | re.MULTILINE) for text in steps)
