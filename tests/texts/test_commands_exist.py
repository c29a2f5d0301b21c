"""Every command that a text tells a person to run is one that this version has."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from batterypass.domain.events import KINDS
from batterypass.domain.vocabulary import BREACH_REASONS
from batterypass.texts.bilingual import Text
from batterypass.texts.findings import CODES, page
from batterypass.texts.messages import MESSAGES
from batterypass_cli.asking import kinds_by_hand
from batterypass_cli.commands.help import walk
from batterypass_cli.context import Here
from batterypass_cli.index import ALIASES, COMMANDS
from batterypass_cli.main import make_root

ROOT = Path(__file__).resolve().parents[2]
PAPERS = [ROOT / "README.md", *sorted((ROOT / "docs" / "manual").glob("*.md"))]
SOURCES = [ROOT / "batterypass", ROOT / "cli" / "batterypass_cli"]
#: A command line as far as it can be told from the prose around it.
_MENTION = re.compile(r"(?<![\w.])(?:batterypass|bp) ([a-z][a-z-]*)(?: ([^\s`]+))?")
_IN_CODE = re.compile(r"`((?:batterypass|bp) [^`]+)`")
_OPTION = re.compile(r"(?<=\s)(--[a-z][a-z-]*)")
_REASON = re.compile(r"(?:motivo|reason) `([a-z_]+)`")
_WORD = re.compile(r"[a-z][a-z-]*")
_KIND = re.compile(r"[a-z]+\.[a-z-]+")
#: What the program does in a sentence is no command: "as batterypass writes it".
_PROSE = frozenset({"does", "ever", "reads", "writes"})


@pytest.fixture(scope="module")
def commands() -> dict[tuple[str, ...], Any]:
    """Every command by its path, as the program itself builds them."""
    root = make_root()
    context = root.make_context("batterypass", ["help"], obj=Here({}, []))
    groups = ((name, root.get_command(context, name)) for name in root.list_commands(context))
    # A group that is a command by itself has options of its own.
    alone = {(name,): one for name, one in groups if getattr(one, "invoke_without_command", False)}
    return {**dict(walk(root, context)), **alone}


def _messages() -> dict[str, Text]:
    found: dict[str, Text] = dict(MESSAGES)
    for path in (ROOT / "batterypass" / "texts").glob("messages_*.py"):
        found.update(import_module(f"batterypass.texts.{path.stem}").MESSAGES)
    return found


def _problems(text: str, commands: dict[tuple[str, ...], Any]) -> Iterator[str]:
    """Name what a text tells to run and what this version does not have."""
    groups = {path[0] for path in commands if len(path) > 1}
    seconds = {path[:2] for path in commands}
    for found in _MENTION.finditer(text):
        first = ALIASES.get(found[1], found[1])
        second = (found[2] or "").rstrip(".,;:)»'\"")
        if first in _PROSE:
            continue
        if first not in COMMANDS:
            yield f"{found[0]}: no such command"
        elif first in groups and _WORD.fullmatch(second) and (first, second) not in seconds:
            yield f"{found[0]}: no such sub-command"
        elif first == "log" and _KIND.fullmatch(second) and second not in kinds_by_hand():
            yield f"{found[0]}: nobody signs this kind by hand"
        elif first == "schema" and _KIND.fullmatch(second) and second not in KINDS:
            yield f"{found[0]}: no such kind"


def _wrong_options(line: str, commands: dict[tuple[str, ...], Any]) -> Iterator[str]:
    """Name the options of a whole command line that its command does not take."""
    words = line.split()
    first = ALIASES.get(words[1], words[1])
    paths = ((first, *words[2:4]), (first, *words[2:3]), (first,))
    command = next((commands[path] for path in paths if path in commands), None)
    known = {flag for param in command.params for flag in param.opts} if command else set()
    for option in _OPTION.findall(line):
        if option not in known | {"--help", "--version"}:
            yield f"{line}: no option {option}"


@pytest.mark.parametrize("lang", ["es", "en"])
def test_no_rule_page_names_a_command_that_is_not_there(
    lang: str, commands: dict[tuple[str, ...], Any]
) -> None:
    for code, explained in CODES.items():
        text = page(code, lang)
        problems = list(_problems(text, commands))
        for line in (explained.command, *_IN_CODE.findall(text)):
            problems += _wrong_options(line, commands)
        assert not problems, code
        assert explained.command.startswith("batterypass "), code
        assert set(_REASON.findall(text)) <= set(BREACH_REASONS), code


@pytest.mark.parametrize("key", sorted(_messages()))
def test_no_message_names_a_command_that_is_not_there(
    key: str, commands: dict[tuple[str, ...], Any]
) -> None:
    for text in _messages()[key]:
        assert not list(_problems(text, commands))


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
def test_no_page_of_the_manual_shows_a_command_that_is_not_there(
    paper: Path, commands: dict[tuple[str, ...], Any]
) -> None:
    text = paper.read_text("utf-8")
    blocks = re.findall(r"^```[a-z]*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    lines = [
        line.split("#", 1)[0].removeprefix("$ ").strip()
        for block in blocks
        for line in block.splitlines()
    ]
    shown = [line for line in lines if re.match(r"(?:batterypass|bp) ", line)]
    for line in [*shown, *_IN_CODE.findall(text)]:
        assert not list(_problems(line, commands)), line
        assert not list(_wrong_options(line, commands)), line


def _sentences(path: Path) -> Iterator[str]:
    """Give the strings of a module; of a docstring only what its examples show."""
    tree = ast.parse(path.read_text("utf-8"))
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if id(node) not in docs:
                yield node.value
                continue
            yield "\n".join(
                line for line in node.value.splitlines() if "Example:" in line or line[:4] == "    "
            )


@pytest.mark.parametrize("folder", SOURCES, ids=lambda path: path.name)
def test_no_sentence_in_the_program_names_a_command_that_is_not_there(
    folder: Path, commands: dict[tuple[str, ...], Any]
) -> None:
    problems = [
        f"{path.name}: {problem}"
        for path in folder.rglob("*.py")
        for text in _sentences(path)
        for problem in _problems(text, commands)
    ]
    assert not problems


def test_the_check_finds_what_is_not_there(commands: dict[tuple[str, ...], Any]) -> None:
    assert list(_problems("Bring it back: `batterypass undo`.", commands))
    assert list(_problems("run batterypass ship undo.", commands))
    assert list(_problems("`batterypass log ledger.opened`", commands))
    assert list(_wrong_options("batterypass verify --nowhere", commands))
    assert not list(_problems("batterypass key list shows them; bp v", commands))
