"""What comes out: data on standard output, talk on standard error.

Colours and bars only where a person is watching; ``NO_COLOR`` is respected. ``--json`` prints one
object ``{"version": 1, NAME: […]}``, ``--jsonl`` one line for each row, ``--fields a,b`` chooses.
"""

from __future__ import annotations

import json
import sys
from itertools import chain, islice
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

from batterypass.errors import InputError
from batterypass.texts.bilingual import Text
from batterypass_cli.words import language, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from batterypass_cli.options import Given

_COLOURS = {"g": "32", "r": "31", "y": "33", "b": "1", "d": "2"}
_START, _END = "\x01", "\x02"
#: Rows that are looked at to find the widths of a table.
_LOOK_AHEAD = 500


class Column(NamedTuple):
    """A column of a table for people."""

    key: str
    title: Text
    right: bool = False


def paint(text: str, colour: str) -> str:
    """Mark a text with a colour (g, r, y, b for bold, d for dim), shown where colours are shown."""
    return f"{_START}{colour}{text}{_END}"


class Output:
    """The two streams of one run."""

    def __init__(
        self,
        given: Given,
        environ: Mapping[str, str],
        stdout: TextIO | None = None,
        stderr: TextIO | None = None,
    ) -> None:
        self._given = given
        self._stdout = stdout or sys.stdout
        self._stderr = stderr or sys.stderr
        plain = bool(environ.get("NO_COLOR")) or environ.get("TERM") == "dumb"
        #: Whether something may have been recorded before data is printed.
        self.has_signed = False
        self._colour_out = self._stdout.isatty() and not plain
        self._colour_err = self._stderr.isatty() and not plain

    @property
    def wants_json(self) -> bool:
        """Tell whether data is printed for programs."""
        return self._given.json or self._given.jsonl

    @property
    def someone_watches(self) -> bool:
        """Tell whether standard error is a terminal."""
        return self._stderr.isatty()

    @property
    def columns(self) -> int:
        """Give the width of the terminal that data is printed on; 0 where it is none."""
        return get_terminal_size().columns if self._stdout.isatty() else 0

    def line(self, text: str = "") -> None:
        """Print a line of data for people on standard output."""
        self._stdout.write(_show(text, self._colour_out) + "\n")

    def talk(self, text: str = "", end: str = "\n") -> None:
        """Say something on standard error; data printed before it comes out before it."""
        self._stdout.flush()
        self._stderr.write(_show(text, self._colour_err) + end)
        self._stderr.flush()

    def bell(self) -> None:
        """Sound the bell of a terminal: at the gate nobody looks at the screen all the time."""
        if self._stderr.isatty():
            self._stderr.write("\a")

    def clear_line(self, text: str) -> None:
        """Write over the present line of the terminal, for a bar."""
        self._stderr.write("\r\x1b[2K" + text)
        self._stderr.flush()

    def raw(self, data: str) -> None:
        """Print text exactly as it is, for another program."""
        self._stdout.write(data)

    def raw_bytes(self, data: bytes) -> None:
        """Print bytes exactly as they are, for another program."""
        self._stdout.flush()
        self._stdout.buffer.write(data)
        self._stdout.buffer.flush()

    def document(self, value: Mapping[str, Any], *, bare: bool = False) -> None:
        """Print one JSON object, with its version first unless ``bare``.

        ``--fields`` chooses members: of the one object or list in it, where there is no more.
        """
        if self._wanted() and value.keys() != {"error"}:
            value = self._chosen(value)
        whole = dict(value) if bare else {"version": 1, **value}
        indent = None if self._given.jsonl else 2
        self._stdout.write(json.dumps(whole, ensure_ascii=False, indent=indent) + "\n")

    def rows(self, name: str, rows: Iterable[Mapping[str, Any]], columns: Sequence[Column]) -> int:
        """Print rows for people or programs; give their number.

        ``columns`` are those of the table; ``--fields`` may name any member of the rows.
        """
        if self._given.jsonl:
            count = 0
            for row in rows:
                count += 1
                text = json.dumps(self._choose(row), ensure_ascii=False, separators=(",", ":"))
                self._stdout.write(text + "\n")
            return count
        if self._given.json:
            listed = [self._choose(row) for row in rows]
            self.document({name: listed})
            return len(listed)
        return self._table(rows, columns)

    def _chosen(self, value: Mapping[str, Any]) -> Mapping[str, Any]:
        """Choose the members of an object that ``--fields`` names."""
        inner = next(iter(value.values())) if len(value) == 1 else None
        if isinstance(inner, dict):
            return {name: self._choose(one) for name, one in value.items()}
        if isinstance(inner, list) and all(isinstance(one, dict) for one in inner):
            return {name: [self._choose(one) for one in listed] for name, listed in value.items()}
        return self._choose(value)

    def _wanted(self) -> list[str]:
        return [name for name in self._given.fields.split(",") if name]

    def _choose(self, row: Mapping[str, Any]) -> dict[str, Any]:
        wanted = self._wanted()
        if not wanted:
            return dict(row)
        for name in wanted:
            if name not in row:
                error = InputError(
                    f"--fields: {name}: not a field here",
                    code="cli.unknown-field",
                    name=name,
                    known=", ".join(row),
                )
                if not self.has_signed:
                    raise error
                # What was signed stays signed: nobody may take this for a refusal of it.
                from batterypass_cli.exits import words_of

                self.talk(words_of(error))
        return {name: row[name] for name in wanted if name in row}

    def _table(self, rows: Iterable[Mapping[str, Any]], columns: Sequence[Column]) -> int:
        shown = list(columns)
        wanted = self._wanted()
        source = iter(rows)
        first = list(islice(source, _LOOK_AHEAD))
        if wanted:
            known = {column.key: column for column in columns}
            shown = [known.get(name, Column(name, Text(name, name))) for name in wanted]
            for row in first[:1]:
                self._choose(row)
        if not first:
            self.talk(say("out.nothing"))
            return 0
        titles = [column.title.in_language(language()) for column in shown]
        widths = [
            max([len(title), *(len(_cell(row.get(column.key))) for row in first)])
            for column, title in zip(shown, titles, strict=True)
        ]
        if self._stdout.isatty():
            # The last column gives way, so that a line stays a line.
            room = get_terminal_size().columns - sum(widths[:-1]) - 2 * len(widths) + 2
            widths[-1] = max(min(widths[-1], room), 10)
        self.line(paint(_join(titles, widths, shown), "b"))
        count = 0
        for row in chain(first, source):
            count += 1
            self.line(_join([_cell(row.get(column.key)) for column in shown], widths, shown))
        return count


def _cell(value: object) -> str:
    if value is None or value == "" or value == []:
        return "-"
    if isinstance(value, bool):
        return say("word.yes") if value else say("word.no")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    # A row stays a line: nobody's value looks like another row.
    return str(value).replace("\n", " ")


def _join(cells: Sequence[str], widths: Sequence[int], columns: Sequence[Column]) -> str:
    parts = [
        _cut(cell, width).rjust(width) if column.right else _cut(cell, width).ljust(width)
        for cell, width, column in zip(cells, widths, columns, strict=True)
    ]
    return "  ".join(parts).rstrip()


def _cut(cell: str, width: int) -> str:
    return cell if len(cell) <= width else cell[: width - 1] + "…"


def aligned(pairs: Iterable[tuple[str, str]], indent: str = "  ") -> list[str]:
    """Write names and values in two columns."""
    listed = list(pairs)
    width = max((len(name) for name, _ in listed), default=0)
    return [f"{indent}{name.ljust(width)}  {value}".rstrip() for name, value in listed]


def _show(text: str, colour: bool) -> str:
    """Show colours or leave them out, and let no control character of others through."""
    if not text.isprintable():
        text = "".join(
            letter
            if letter.isprintable() or letter in "\n\t\x01\x02 " or letter.isspace()
            else "\ufffd"
            for letter in text.replace("\x1b", "\ufffd").replace("\r", "\ufffd")
        )
    while (start := text.find(_START)) >= 0:
        code = _COLOURS.get(text[start + 1 : start + 2], "0")
        text = text[:start] + (f"\x1b[{code}m" if colour else "") + text[start + 2 :]
    return text.replace(_END, "\x1b[0m" if colour else "")
