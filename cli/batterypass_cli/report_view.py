"""A yearly report in the words of people: titles, columns and cells, for a screen or for a page."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING, Any

from batterypass.app.entry_set import EntrySet
from batterypass.app.report_model import SHOWN_RANGES
from batterypass.texts.messages import MESSAGES
from batterypass_cli.answers import choice_words
from batterypass_cli.plain import when
from batterypass_cli.words import language, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.app.report_model import Cell, Column, Report, Table
    from batterypass_cli.plain import NameOf

#: Ranges of entries in a cell of the screen.
_FEW = 3
#: Columns that only files and programs get: a screen is narrow.
_NOT_ON_SCREEN = frozenset(
    {
        "applies_by", "own_kg", "intermediate_kg", "residue_kg", "energy_recovery_kg",
        "backfill_kg", "excluded_in_kg", "excluded_out_kg", "loss_entries", "downstream_entries",
        "part_entries", "whole_entries", "batch_entries", "unknown_kg",
    }
)  # fmt: skip
_FIGURES = frozenset({"count", "kg", "percent", "days", "number"})


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A column with its title."""

    key: str
    title: str
    is_figure: bool


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table as text; ``rows`` have a cell for every column."""

    key: str
    title: str
    columns: tuple[ShownColumn, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ShownReport:
    """A report as text: what it is about, its tables, and what has to be said with it."""

    title: str
    about: tuple[str, ...]
    tables: tuple[ShownTable, ...]
    notes: tuple[str, ...]
    #: What stands in place of the tables where there is none.
    nothing: str

    @property
    def count(self) -> int:
        """Count the rows."""
        return sum(len(table.rows) for table in self.tables)


def shown(
    report: Report, name_of: NameOf, *, every_entry: bool = False, is_screen: bool = False
) -> ShownReport:
    """Put a report into words. A screen gets no empty columns, and figures cut after two places."""
    limit = None if every_entry else (_FEW if is_screen else SHOWN_RANGES)
    tables = []
    for table in report.tables():
        if not table.rows:
            continue
        columns = [one for one in table.columns if not is_screen or _says_something(one, table)]
        if not columns:
            continue
        tables.append(
            ShownTable(
                table.key,
                say(f"report.table-{table.key}"),
                tuple(
                    ShownColumn(one.key, say(f"report.col-{one.key}"), one.kind in _FIGURES)
                    for one in columns
                ),
                tuple(
                    tuple(
                        cell_text(one, row.get(one.key), name_of, limit, is_screen=is_screen)
                        for one in columns
                    )
                    for row in table.rows
                ),
            )
        )
    return ShownReport(
        say(f"report.title-{report.asked.report}", year=report.asked.year),
        _about(report, name_of),
        tuple(tables),
        _notes(report, name_of),
        _of_maker("nothing-made", report, name_of) or say("report.nothing"),
    )


def report_json(report: Report, *, every_entry: bool = False) -> dict[str, Any]:
    """Give a report for programs: what it is about, what it was made from, and its tables."""
    asked, basis = report.asked, report.basis
    limit = None if every_entry else SHOWN_RANGES
    return {
        "report": {
            "name": asked.report,
            "year": asked.year,
            "ledger": {
                "origin": basis.origin,
                "size": basis.size,
                "root": basis.root,
                "known_until": basis.known_until,
            },
            "party": asked.party,
            "site": asked.site,
            "jurisdiction": asked.jurisdiction,
            "as_of": asked.as_of,
            "excluded": list(asked.excluded),
            **{table.key: table.as_json(limit) for table in report.tables()},
        }
    }


def about_pairs(report: Report, name_of: NameOf) -> tuple[tuple[str, str], ...]:
    """Give what a report is about and what it was made from, as names and values for a file."""
    asked, basis = report.asked, report.basis
    rows = [
        ("who", _whose(report, name_of)),
        ("ledger", basis.origin),
        ("checkpoint", say("reportpaper.checkpoint", size=basis.size, root=basis.root)),
        ("known", when(basis.known_until) if basis.known_until else "—"),
    ]
    if _has_targets(report):
        law = say("reportpaper.law", jurisdiction=asked.jurisdiction, as_of=asked.as_of)
        rows.append(("law", law))
    if asked.excluded:
        rows.append(("excluded", ", ".join(map(plain_word, asked.excluded))))
    return tuple((say(f"reportpaper.about-{name}"), value) for name, value in rows)


def command_of(report: Report, suffix: str) -> str:
    """Give the command that makes a report again from the same ledger."""
    asked = report.asked
    words = ["batterypass", "report", asked.report, "--year", str(asked.year)]
    for option, value in (("--party", asked.party), ("--site", asked.site)):
        words += [option, shlex.quote(value)] if value else []
    if _has_targets(report):
        words += ["--jurisdiction", asked.jurisdiction]
    for one in asked.excluded:
        words += ["--exclude", one]
    return " ".join([*words, "--lang", language(), "-o", f"{asked.report}-{asked.year}.{suffix}"])


def plain_word(value: str) -> str:
    """Give the plain words of a closed word of a report; the word itself where it has none."""
    text = MESSAGES.known(f"report.word-{value}")
    return say(f"report.word-{value}") if text is not None else choice_words(value) or value


def impossible(report: Report) -> int:
    """Count the rates that are over 100 %."""
    return sum(
        row.get("outcome") == "impossible" for table in report.tables() for row in table.rows
    )


def _about(report: Report, name_of: NameOf) -> tuple[str, ...]:
    asked, basis = report.asked, report.basis
    lines = [
        _whose(report, name_of),
        say("report.basis", origin=basis.origin, size=basis.size, root=basis.root[:12]),
    ]
    if _has_targets(report):
        lines.append(say("report.law", jurisdiction=asked.jurisdiction, as_of=asked.as_of))
    if asked.excluded:
        listed = ", ".join(map(plain_word, asked.excluded))
        lines.append(say("report.excluded", elements=listed))
    return tuple(lines)


def _whose(report: Report, name_of: NameOf) -> str:
    asked = report.asked
    whose = (name_of(asked.party) or asked.party) if asked.party else say("report.everybody")
    return f"{whose} · {asked.site or say('report.all-sites')}"


def _has_targets(report: Report) -> bool:
    return report.asked.report in ("recovery", "producer")


def _of_maker(key: str, report: Report, name_of: NameOf) -> str:
    """Say that material is followed by who made it, and where what a party placed is; "" of others."""
    asked = report.asked
    if asked.report != "circularity" or not asked.party:
        return ""
    words = ["batterypass", "report", "producer", "--year", str(asked.year), "--party", asked.party]
    command = shlex.join(words)
    return say(f"report.{key}", party=name_of(asked.party) or asked.party, command=command)


def _notes(report: Report, name_of: NameOf) -> tuple[str, ...]:
    of_maker = _of_maker("note-made", report, name_of)
    notes = [say(f"report.note-{report.asked.report}"), *([of_maker] if of_maker else ())]
    if report.basis.known_until[:10] <= report.asked.as_of:
        notes.insert(0, say("report.not-over", day=report.basis.known_until[:10]))
    without = max(
        (
            sum(row["unweighed"] for row in table.rows if isinstance(row["unweighed"], int))
            for table in report.tables()
            if any(one.key == "unweighed" for one in table.columns)
        ),
        default=0,
    )
    if without:
        notes.insert(0, say("report.unweighed", count=without))
    sure = {row.get("confidence", "") for table in report.tables() for row in table.rows}
    if sure & {"medium", "low"}:
        notes.append(say("report.doubtful"))
    if any(table.key == "dismantled" and table.rows for table in report.tables()):
        notes.append(say("report.note-dismantled"))
    return tuple(notes)


def _says_something(column: Column, table: Table) -> bool:
    return column.key not in _NOT_ON_SCREEN and any(_is_told(row, column) for row in table.rows)


def _is_told(row: Mapping[str, Cell], column: Column) -> bool:
    cell = row.get(column.key)
    if column.kind == "percent" and cell == "0":
        # That nothing was reached is told.
        return True
    return len(cell) > 0 if isinstance(cell, EntrySet) else cell not in ("", "0", 0, None)


def cell_text(
    column: Column, cell: Cell, name_of: NameOf, limit: int | None, *, is_screen: bool
) -> str:
    """Write a cell; a screen gets figures cut after two places."""
    if isinstance(cell, EntrySet):
        texts = cell.texts(limit)
        left = len(cell.ranges) - len(texts)
        more = [say("report.more", count=left)] if left else []
        return f"{len(cell)}: {', '.join([*texts, *more])}" if texts else ""
    text = "" if cell is None else str(cell)
    if not text:
        return ""
    if column.kind == "word":
        return plain_word(text)
    if column.kind == "words":
        return ", ".join(map(plain_word, text.split(", ")))
    if column.kind == "party":
        return name_of(text) or text
    if column.kind == "batch":
        return text.rpartition("#batch/")[2]
    if is_screen and column.kind in ("kg", "percent", "days"):
        # Cut as everywhere: what misses a target by little does not read as the target.
        short = Decimal(text).quantize(Decimal("0.01"), rounding=ROUND_FLOOR)
        return f"{short.normalize():f}"
    return text
