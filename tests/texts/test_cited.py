"""A page of a code cites what its reader has: a law, a standard, or a file that comes along."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from batterypass.texts.findings import CODES, page
from batterypass.texts.words_cited import _HAS, cited

ROOT = Path(__file__).resolve().parents[2]
ENGLISH = re.compile(r"\b(and|of|the|section|Annex|Regulation|Reg|boxes?|defaults)\b")


@pytest.mark.parametrize("code", CODES)
def test_a_source_is_something_that_a_clone_or_the_law_has(code: str) -> None:
    for lang in ("es", "en"):
        said = cited(CODES[code].source, lang)
        assert "design/" not in said
        assert "reference/" not in said
        assert f": {said}.\n" in page(code, lang)
        for path in re.findall(r"(?:docs|batterypass)/\S+\.\w+|docs/\S+", said):
            named = ROOT / path.rstrip(".;,)")
            assert named.is_file() or list(named.parent.glob(f"{named.name}-*.md")), path
    assert not ENGLISH.search(re.sub(r"\S*/\S*", "", cited(CODES[code].source, "es")))


def test_no_place_of_the_design_is_listed_that_no_code_cites() -> None:
    parts = {part for one in CODES.values() for part in one.source.split("; ")}
    assert set(_HAS) <= parts


def test_a_law_is_cited_in_the_language_of_the_page() -> None:
    source = "reference/waste-and-manifests.md 8; Reg (EU) 2023/1542 Annex XII"
    assert cited(source, "es").endswith("; Reglamento (UE) 2023/1542 anexo XII")
    assert cited(source, "en").endswith("; Reg (EU) 2023/1542 Annex XII")
