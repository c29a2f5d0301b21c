"""Every command has a page in both languages with an example, and knows the shared options."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from batterypass_cli.commands.help import walk
from batterypass_cli.context import Here
from batterypass_cli.index import ALIASES, COMMANDS
from batterypass_cli.main import make_root
from batterypass_cli.pages import HIDDEN, Command, split_examples
from batterypass_cli.words import speak
from cli.desk import Desk

#: Commands that only set something up in the shell or print a script or bytes.
_NO_DATA = {("completion",)}


@pytest.fixture(params=["en", "es"])
def lang(request: pytest.FixtureRequest) -> Iterator[str]:
    speak(request.param)
    yield request.param
    speak("en")


def _commands() -> dict[tuple[str, ...], Any]:
    root = make_root()
    here = Here({}, [])
    context = root.make_context("batterypass", ["help"], obj=here)
    return dict(walk(root, context))


def test_every_command_has_a_page_with_an_example(lang: str) -> None:
    for path, command in _commands().items():
        assert isinstance(command, Command), path
        assert command.help, path
        assert command.examples, f"{path} has no Example: in its docstring"
        assert any(f"batterypass {' '.join(path)}" in one for one in command.examples), path


def test_every_command_speaks_both_languages() -> None:
    speak("es")
    spanish = _commands()
    speak("en")
    for path, command in _commands().items():
        assert command.help != spanish[path].help, path
        for mine, theirs in zip(command.params, spanish[path].params, strict=True):
            if getattr(mine, "help", None) and mine.name not in ("reason",):
                assert mine.help != theirs.help, f"{path} {mine.name}: {mine.help}"


def test_every_command_has_a_docstring_of_its_own() -> None:
    for path, command in _commands().items():
        doc = command.callback.__wrapped__.__doc__ or ""
        assert split_examples(doc)[0].strip(), path


def test_every_command_takes_the_shared_options(lang: str) -> None:
    for path, command in _commands().items():
        flags = {flag for param in command.params for flag in param.opts}
        assert {"--json", "--jsonl", "--fields", "--lang", "--ledger"} <= flags, path


def test_the_list_of_commands_says_what_their_pages_say() -> None:
    found = _commands()
    for name, entry in COMMANDS.items():
        if (name,) in found:
            assert found[name,].short_help == entry.text.en, name


def test_the_page_of_every_command_prints(lang: str, desk: Desk) -> None:
    desk.lang = lang
    for path in _commands():
        ran = desk.ok(*path, "--help")
        assert ("Ejemplo:" if lang == "es" else "Example:") in ran.out, path
        assert "\x1e" not in ran.out, path


def test_help_does_not_import_the_commands(desk: Desk) -> None:
    ran = desk.ok("--help")
    for name, entry in COMMANDS.items():
        # What demonstrations and tests need is found by its manual page alone.
        assert (name in ran.out) == (entry.section != HIDDEN), name


@pytest.mark.parametrize(("alias", "name"), list(ALIASES.items()))
def test_short_forms_stand_for_their_commands(alias: str, name: str, desk: Desk) -> None:
    assert (
        desk.ok(alias, "--help").out.replace(f" {alias} ", f" {name} ")
        == desk.ok(name, "--help").out
    )


def test_no_words_at_all_show_the_help(desk: Desk) -> None:
    assert desk.ok().out.startswith("Usage: batterypass")
    assert desk.ok("key").out.startswith("Usage: batterypass key")


def test_the_version_is_printed(desk: Desk) -> None:
    assert desk.ok("--version").out.startswith("batterypass ")


def test_the_exit_codes_are_those_of_the_manual(desk: Desk) -> None:
    codes = desk.ok("help exit-codes --json").json["exit_codes"]
    assert [row["code"] for row in codes] == [0, 1, 2, 3, 4, 5, 6, 7, 130]
    desk.lang = "es"
    assert "mal uso" in desk.ok("help exit-codes").out


def test_the_environment_is_documented_but_not_the_seed(desk: Desk) -> None:
    names = {row["name"] for row in desk.ok("help environment --json").json["environment"]}
    assert {"BATTERYPASS_LEDGER", "BATTERYPASS_HOME", "BATTERYPASS_CLOCK"} <= names
    assert "BATTERYPASS_SEED" not in names


def test_help_of_a_command_is_its_page(desk: Desk) -> None:
    assert desk.ok("help key new").out == desk.ok("key new --help").out
    assert desk.run("help nowhere").code == 2


def test_help_all_has_a_line_for_each_command(desk: Desk) -> None:
    listed = {row["command"] for row in desk.ok("help --all --json").json["commands"]}
    assert {"init", "key new", "party add", "export tiles", "verify"} <= listed
