"""``make pictures`` draws what every command writes for people to hold or to look at."""

from __future__ import annotations

import re
from typing import Any

import pytest

from batterypass_cli.commands.help import walk
from batterypass_cli.context import Here
from batterypass_cli.main import make_root
from batterypass_cli.words import speak
from pictures import NAMES
from pictures_drawn import DRAWN, FOUND, PAPERS, READS

#: What the page of a command says of a file that people look at.
_LOOKED_AT = re.compile(
    r"\.pdf|\.svg|\.html|\bPDF\b|\bSVG\b|web page|everything that the driver carries"
)


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    speak("en")
    root = make_root()
    context = root.make_context("batterypass", ["help"], obj=Here({}, []))
    return {" ".join(path): _page(command) for path, command in walk(root, context)}


def _page(command: Any) -> str:
    options = (f"{one.metavar or ''} {getattr(one, 'help', '') or ''}" for one in command.params)
    return " ".join([command.help or "", *command.examples, *options])


def test_every_command_that_writes_a_paper_or_a_page_has_its_pictures(
    pages: dict[str, str],
) -> None:
    speaks = {path for path, page in pages.items() if _LOOKED_AT.search(page)}
    assert speaks - READS == set(DRAWN), "draw it in tests/pictures.py and name it in DRAWN"
    assert speaks >= READS


def test_every_picture_of_the_list_is_of_a_command_that_there_is(pages: dict[str, str]) -> None:
    starts = {command: start for command, start in DRAWN.items() if command in pages}
    for name, words in PAPERS.items():
        command = next(one for one in starts if words[: one.count(" ") + 1] == tuple(one.split()))
        assert f"{name}-".startswith(starts[command])
    assert set(FOUND) <= set(PAPERS)


@pytest.mark.parametrize("start", sorted(set(DRAWN.values())))
def test_the_beginning_of_a_name_is_one_that_pictures_are_given(start: str) -> None:
    assert any(f"{name}-".startswith(start) for name in NAMES), start
