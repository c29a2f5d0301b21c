"""The page by somebody who uses no mouse, and by somebody to whom it is read out."""

from __future__ import annotations

from typing import Any

import pytest

from batterypass.web.verifier.build import PAGE
from web.chromium import Chromium
from web.test_vectors import FOLDER

TAB, SPACE, ENTER = ("Tab", 9), (" ", 32), ("Enter", 13)
_FOCUSED = "document.activeElement.id || document.activeElement.dataset.lang || ''"


def tab_to(browser: Chromium, name: str) -> list[str]:
    """Press Tab until something has the focus; give what had it on the way."""
    way: list[str] = []
    while name not in way:
        assert len(way) < 12, way
        browser.press(*TAB)
        way.append(browser.run(_FOCUSED))
    return way


def choose(browser: Chromium, file: str) -> None:
    """Open the dialogue of the focused file input by the keyboard, and choose a file in it."""
    browser.send("Page.setInterceptFileChooserDialog", enabled=True)
    browser.press(*SPACE)
    opened = browser.wait("Page.fileChooserOpened")
    browser.send(
        "DOM.setFileInputFiles",
        files=[str((FOLDER / file).resolve())], backendNodeId=opened["backendNodeId"],
    )  # fmt: skip


def settled(browser: Chromium) -> str:
    """Wait for the answer; give its text."""
    text: str = browser.run(
        """(async () => {
          const answer = document.getElementById("answer");
          while (!answer.querySelector(".word")) await new Promise((go) => setTimeout(go, 20));
          return answer.innerText;
        })()"""
    )
    return text


def read_out(browser: Chromium) -> str:
    """Give what a screen reader says of its own accord: the words of the live regions."""
    browser.send("Accessibility.enable")
    nodes = {one["nodeId"]: one for one in browser.send("Accessibility.getFullAXTree")["nodes"]}
    browser.send("Accessibility.disable")

    def words(node: dict[str, Any]) -> str:
        if node.get("role", {}).get("value") == "StaticText":
            return str(node["name"]["value"])
        return " ".join(words(nodes[one]) for one in node.get("childIds", ()) if one in nodes)

    # Everything inside a live region is live: the first one is the region.
    live = [
        node
        for node in nodes.values()
        if {"name": "live", "value": {"type": "token", "value": "polite"}}
        in node.get("properties", ())
    ]
    assert live
    return words(live[0])


@pytest.mark.parametrize(
    ("file", "word"),
    [
        ("party.bpz", "AUTHENTIC"),
        ("signature.bpz", "NOT AUTHENTIC"),
        ("cut.bpz", "This file cannot be read: copy it again"),
    ],
)
def test_by_keyboard_alone_a_file_is_chosen_and_the_answer_is_read_out(
    browser: Chromium, file: str, word: str
) -> None:
    browser.open(PAGE)
    assert tab_to(browser, "en") == ["es", "en"]
    browser.press(*ENTER)
    assert browser.run("document.documentElement.lang") == "en"
    assert tab_to(browser, "file") == ["file"]
    assert tab_to(browser, "trust") == ["trust"]
    choose(browser, "good.trust")
    browser.run("document.getElementById('trust').blur()")
    browser.run("document.querySelector('[data-lang=en]').focus()")
    tab_to(browser, "file")
    choose(browser, file)
    said = settled(browser)
    assert word in said.split("\n")
    # Whoever has just chosen a file hears the answer, and goes on from there.
    assert browser.run(_FOCUSED) == "answer"
    heard = read_out(browser)
    assert word in heard
    assert file in heard


def test_what_has_the_focus_is_seen(browser: Chromium) -> None:
    browser.open(PAGE)
    for name in ("es", "en", "file", "trust"):
        browser.press(*TAB)
        assert browser.run(_FOCUSED) == name
        width = browser.run("getComputedStyle(document.activeElement).outlineWidth")
        assert float(width.removesuffix("px")) >= 2
