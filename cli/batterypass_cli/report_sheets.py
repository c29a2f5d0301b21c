"""Yearly reports for spreadsheets: one tidy table as CSV, or a workbook with a sheet for each table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from batterypass.app.entry_set import EntrySet
from batterypass.app.report_model import SHOWN_RANGES
from batterypass_cli.report_view import about_pairs, cell_text, command_of
from batterypass_cli.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from batterypass.app.ledger import Ledger
    from batterypass.app.report_model import Cell, Column, Report, Table
    from batterypass.exchange.spreadsheet import Sheet
    from batterypass.regulations.recovery_targets import Target
    from batterypass_cli.context import Here
    from batterypass_cli.plain import NameOf
    from batterypass_cli.report_files import Written

#: Columns of the tidy table, in any language: programs read them. See docs/manual/reports.md.
TIDY: Final = (
    "report", "year", "table", "row", "about", "figure", "value", "unit", "in_words", "entry_count",
    "entries",
)  # fmt: skip
_UNITS: Final = {"kg": "kg", "percent": "%", "days": "days", "count": "1", "number": "1"}
_FIGURES: Final = frozenset(_UNITS)
#: Words of a row that are said of it and do not name it.
_SAID: Final = frozenset({"outcome", "applies_by", "confidence", "composition"})
#: What no entry says.
_OF_THE_LAW: Final = frozenset({"target", "applies_by", "confidence"})
#: Figures of a process -> the entries that make them; every other figure is made by all of its row.
_MADE_BY: Final[Mapping[str, str]] = {
    "input_kg": "input_entries", "own_kg": "input_entries", "product_kg": "output_entries",
    "intermediate_kg": "output_entries", "residue_kg": "output_entries",
    "energy_recovery_kg": "output_entries", "backfill_kg": "output_entries",
    "dismantled": "dismantled_entries", "dismantled_kg": "dismantled_entries",
    "passed_kg": "dismantled_entries", "unfed_kg": "dismantled_entries",
    "unknown_kg": "dismantled_entries", "waste_kg": "dismantled_entries", "batch_own_kg": "batch_entries",
    "batch_counted_kg": "batch_entries", "loss_kg": "loss_entries", "downstream_kg": "downstream_entries",
    "second_lives": "second_life_entries", "second_lives_kg": "second_life_entries",
    "treated": "treated_entries", "treated_kg": "treated_entries",
    "part_kg": "part_entries", "whole_kg": "whole_entries",
    "with_evidence": "evidence_entries", "with_evidence_kg": "evidence_entries",
    "without": "without_entries", "without_kg": "without_entries", "with_place": "place_entries",
}  # fmt: skip
_WIDTHS: Final = {"party": 34.0, "batch": 24.0, "text": 20.0, "word": 24.0, "words": 24.0,
                  "entries": 44.0}  # fmt: skip
_TARGET_COLUMNS: Final = (
    "jurisdiction", "instrument", "metric", "category", "chemistry", "material", "threshold",
    "applies_by", "obligated", "basis", "source_id", "confidence", "notes",
)  # fmt: skip


def write_csv(here: Here, ledger: Ledger, written: Written) -> bytes:
    """Write one tidy table: a row for every figure, with what it is about and its entries."""
    from batterypass.exchange.sheet import encode_sheet
    from batterypass_cli.plain import names_of

    name_of = names_of(ledger)
    limit = None if written.every_entry else SHOWN_RANGES
    return encode_sheet(TIDY, list(_tidy(written.report, name_of, limit)))


def _tidy(report: Report, name_of: NameOf, limit: int | None) -> Iterator[tuple[str, ...]]:
    asked = report.asked
    for table in report.tables():
        for number, row in enumerate(table.rows, start=1):
            about = "; ".join(
                f"{column.key}={cell}" for column in table.columns
                if _names(column) and (cell := row.get(column.key)) not in ("", None)
            )  # fmt: skip
            head = (asked.report, str(asked.year), table.key, str(number), about)
            for column in table.columns:
                cell = row.get(column.key)
                if column.kind == "entries" or _names(column) or cell in ("", None):
                    continue
                made = EntrySet() if column.key in _OF_THE_LAW else _made_by(table, row, column.key)
                yield (
                    *head, column.key, str(cell), _UNITS.get(column.kind, ""),
                    f"{say(f'report.col-{column.key}')}: "
                    f"{cell_text(column, cell, name_of, None, is_screen=False)}",
                    str(len(made)), " ".join(_listed(made, limit)),
                )  # fmt: skip


def _names(column: Column) -> bool:
    """Tell whether a column names what a row is about."""
    return column.kind not in _FIGURES and column.kind != "entries" and column.key not in _SAID


def _made_by(table: Table, row: Mapping[str, Cell], key: str) -> EntrySet:
    """Give the entries that make a figure."""
    one = row.get(_MADE_BY.get(key, ""))
    if isinstance(one, EntrySet):
        return one
    found = EntrySet()
    for column in table.columns:
        cell = row.get(column.key)
        if isinstance(cell, EntrySet):
            found.update(cell.numbers)
    return found


def _listed(entries: EntrySet, limit: int | None) -> list[str]:
    texts = entries.texts(limit)
    left = len(entries.ranges) - len(texts)
    return [*texts, f"+{left}"] if left else texts


def write_xlsx(here: Here, ledger: Ledger, written: Written) -> bytes:
    """Write a workbook: what it is about, a sheet for each table, and the targets with their sources."""
    from batterypass.exchange.spreadsheet import encode_workbook
    from batterypass_cli.plain import names_of

    name_of = names_of(ledger)
    limit = None if written.every_entry else SHOWN_RANGES
    report = written.report
    sheets = [
        _about_sheet(written, name_of),
        *(_sheet(one, name_of, limit) for one in report.tables() if one.rows),
        _targets_sheet(report),
    ]
    return encode_workbook(written.shown.title, sheets)


def _about_sheet(written: Written, name_of: NameOf) -> Sheet:
    from batterypass.exchange.spreadsheet import Sheet, SheetColumn

    report, view = written.report, written.shown
    rows = [
        *about_pairs(report, name_of),
        (say("reportpaper.about-command"), command_of(report, "xlsx")),
        *(("", note) for note in view.notes),
    ]
    if not view.tables:
        rows.append(("", view.nothing))
    columns = (SheetColumn(view.title, width=26), SheetColumn("", width=100))
    return Sheet(say("reportpaper.sheet-about"), columns, tuple(rows))


def _sheet(table: Table, name_of: NameOf, limit: int | None) -> Sheet:
    from batterypass.exchange.spreadsheet import Sheet, SheetColumn

    columns = tuple(
        SheetColumn(say(f"report.col-{one.key}"), one.kind in _FIGURES, _WIDTHS.get(one.kind, 13.0))
        for one in table.columns
    )
    rows = tuple(
        tuple(_xlsx_cell(one, row.get(one.key), name_of, limit) for one in table.columns)
        for row in table.rows
    )
    return Sheet(say(f"reportpaper.sheet-{table.key}"), columns, rows)


def _xlsx_cell(column: Column, cell: Cell, name_of: NameOf, limit: int | None) -> str:
    if column.kind in _FIGURES:
        return "" if cell is None else str(cell)
    return cell_text(column, cell, name_of, limit, is_screen=False)


def _targets_sheet(report: Report) -> Sheet:
    from batterypass.exchange.spreadsheet import Sheet, SheetColumn

    name = say("reportpaper.sheet-targets")
    found = targets_of(report)
    if not found:
        text = say("reportpaper.no-targets")
        return Sheet(name, (SheetColumn(text, width=80),), ())
    columns = tuple(
        SheetColumn(say(f"reportpaper.target-{key}"), key == "threshold", 20.0)
        for key in _TARGET_COLUMNS
    )
    rows = [tuple(_target_cell(getattr(one, key)) for key in _TARGET_COLUMNS) for one in found]
    source = (say("reportpaper.table-file"), *("" for _ in _TARGET_COLUMNS[1:]))
    return Sheet(name, columns, (*rows, source))


def _target_cell(value: Any) -> str:  # noqa: ANN401 - a text, a number or none
    from decimal import Decimal

    from batterypass.domain.base import number_text

    if isinstance(value, Decimal):
        return number_text(value)
    return "" if value is None else str(value)


def targets_of(report: Report) -> tuple[Target, ...]:
    """Give the targets that the figures of a report are held against, each once."""
    from batterypass.app.report_producer_tables import ProducerReport
    from batterypass.app.report_recovery import RecoveryReport

    found: list[Target | None] = []
    if isinstance(report, RecoveryReport):
        found += [one.target for one in report.processes]
        found += [one.target for one in report.dismantled]
        found += [one.target for one in report.elements]
    elif isinstance(report, ProducerReport):
        found += [rate.target for one in report.producers for rate in one.collection]
    return tuple(dict.fromkeys(one for one in found if one is not None))
