"""Data on standard output, talk on standard error, colours only where somebody watches."""

from __future__ import annotations

import io
import json

import pytest

from batterypass.errors import InputError
from batterypass.texts.bilingual import Text
from batterypass_cli.options import Given
from batterypass_cli.output import Column, Output, aligned, paint
from batterypass_cli.progress import Progress
from batterypass_cli.words import speak

COLUMNS = (Column("id", Text("id", "id")), Column("kg", Text("kg", "kg"), right=True))
ROWS = [{"id": "A", "kg": "412.5", "life": "waste"}, {"id": "BB", "kg": "7", "life": ""}]


class Screen(io.StringIO):
    """A stream that a person watches."""

    def isatty(self) -> bool:
        return True


def _output(
    given: Given | None = None, environ: dict[str, str] | None = None, screen: bool = False
) -> tuple[Output, io.StringIO, io.StringIO]:
    speak("en")
    out, err = (Screen(), Screen()) if screen else (io.StringIO(), io.StringIO())
    return Output(given or Given(), environ or {}, out, err), out, err


def test_a_table_lines_up() -> None:
    output, out, _ = _output()
    assert output.rows("packs", ROWS, COLUMNS) == 2
    assert out.getvalue() == "id     kg\nA   412.5\nBB      7\n"


def test_one_object_with_a_version_and_one_line_each() -> None:
    output, out, _ = _output(Given(json=True))
    output.rows("packs", ROWS, COLUMNS)
    assert json.loads(out.getvalue()) == {"version": 1, "packs": ROWS}
    output, out, _ = _output(Given(jsonl=True, fields="id"))
    output.rows("packs", ROWS, COLUMNS)
    assert out.getvalue() == '{"id":"A"}\n{"id":"BB"}\n'


def test_chosen_fields_are_the_columns() -> None:
    output, out, _ = _output(Given(fields="life,id"))
    output.rows("packs", ROWS, COLUMNS)
    assert out.getvalue() == "life   id\nwaste  A\n-      BB\n"
    output, _, _ = _output(Given(fields="colour", json=True))
    with pytest.raises(InputError):
        output.rows("packs", ROWS, COLUMNS)


def test_nothing_is_said_on_standard_error_and_printed_as_an_empty_list() -> None:
    output, out, err = _output()
    output.rows("packs", [], COLUMNS)
    assert (out.getvalue(), err.getvalue()) == ("", "nothing to show\n")
    output, out, _ = _output(Given(json=True))
    output.rows("packs", [], COLUMNS)
    assert json.loads(out.getvalue()) == {"version": 1, "packs": []}


@pytest.mark.parametrize(
    ("screen", "environ", "coloured"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"TERM": "dumb"}, False),
    ],
)
def test_colours_only_on_a_terminal(screen: bool, environ: dict[str, str], coloured: bool) -> None:
    output, out, err = _output(environ=environ, screen=screen)
    output.line(paint("✓", "g") + " done")
    output.talk(paint("!", "y"))
    assert ("\x1b[32m✓\x1b[0m" in out.getvalue()) is coloured
    assert ("\x1b" in err.getvalue()) is coloured
    assert "✓" in out.getvalue()


def test_a_name_with_control_characters_cannot_take_over_the_terminal() -> None:
    output, out, _ = _output(screen=True)
    output.line("Evil\x1b]0;title\x07\x1b[2J\x9b31m\rname")
    assert "\x1b" not in out.getvalue()
    assert "\x07" not in out.getvalue()
    assert "\r" not in out.getvalue()


def test_names_and_values_stand_in_two_columns() -> None:
    assert aligned([("a", "1"), ("long", "2")]) == ["  a     1", "  long  2"]


def test_a_bar_shows_only_when_it_takes_long_and_is_gone_afterwards() -> None:
    times = iter([0.0, 0.5, 1.5, 1.55, 2.0])
    output, _, err = _output(screen=True)
    with Progress(output, "verifying", lambda: next(times)) as progress:
        progress(1, 10)
        assert err.getvalue() == ""
        progress(5, 10)
        shown = err.getvalue()
        assert "5/10" in shown
        progress(6, 10)
        assert err.getvalue() == shown
        progress(7, 10)
    assert err.getvalue().endswith("\r\x1b[2K")
    quiet, _, err = _output()
    with Progress(quiet, "verifying", lambda: 100.0) as progress:
        progress(1, 10)
    assert err.getvalue() == ""
