"""The page is built from its sources, is one file, and asks nobody for anything."""

from __future__ import annotations

import re

from batterypass.web.verifier.build import PAGE, SCRIPTS, SOURCES, build

TEXT = PAGE.read_text(encoding="utf-8")


def test_the_page_is_what_its_sources_give() -> None:
    assert build() == TEXT, "python -m batterypass.web.verifier.build"


def test_every_source_is_in_the_page() -> None:
    assert {path.stem for path in SOURCES.glob("*.js")} == set(SCRIPTS)


def test_nothing_is_loaded_and_nobody_is_asked() -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', TEXT)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; script-src 'sha256-")
    assert "connect-src" not in policy[1]
    assert "unsafe" not in policy[1]
    assert not re.search(r"\b(fetch|XMLHttpRequest|WebSocket|sendBeacon|EventSource)\b", TEXT)
    assert not re.search(r"<(?:link|iframe|object|embed|img)\b|\bsrc=", TEXT)
    # Names of parties and logs are compared, none is asked: what is left are those of the kinds.
    assert "innerHTML" not in TEXT
    assert "eval(" not in TEXT


def test_every_text_stands_in_both_languages() -> None:
    texts = (SOURCES / "texts.js").read_text(encoding="utf-8")
    body = texts[texts.index("const TEXTS") : texts.index("const SIGNS")]
    entries = re.findall(r'^  "?([\w.-]+)"?: \[(.*?)\],$', body, re.MULTILINE | re.DOTALL)
    assert len(entries) > 75
    for name, both in entries:
        found = re.findall(r'"((?:[^"\\]|\\.)*)"', both)
        assert len(found) == 2, name
        spanish, english = (sorted(re.findall(r"\{(\w+)\}", text)) for text in found)
        assert spanish == english, name
    said = set(re.findall(r'data-say="([\w.-]+)"', TEXT))
    assert said <= {name for name, _ in entries}
