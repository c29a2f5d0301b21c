"""``batterypass sql``: questions that nobody foresaw, asked in SQL of what the ledger keeps."""

from __future__ import annotations

import csv
import io
import sys
from contextlib import closing
from math import isfinite
from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass.errors import InputError
from batterypass.evidence.refusal import refusal
from batterypass.texts.bilingual import Text
from batterypass_cli.context import Here
from batterypass_cli.output import Column
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, language, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from batterypass_cli.output import Output

#: After so many seconds somebody at a terminal is told that it goes on.
_PATIENCE_S = 1.0


@bilingual(
    """
    Pregunta en SQL; solo lee.

    Las tablas son items, parties, sites, authorisations, consignments, consignment_items, batches,
    batch_outputs, entries, entry_subjects y checkpoints; --schema dice sus columnas. Las cifras son números, para sumar y comparar. Lo sellado no
    está. Con - la pregunta llega por la entrada estándar. Las respuestas se cuentan en tablas derivadas:
    lo que es prueba lo dice batterypass verify.
    """
)
def sql(
    ctx: typer.Context,
    question: Annotated[
        str,
        typer.Argument(
            metavar="SELECT",
            help=both(
                "One SELECT, or - for standard input.", "Un SELECT, o - para la entrada estándar."
            ),
        ),
    ] = "",
    schema: Annotated[
        bool,
        typer.Option("--schema", help=both("List tables and columns.", "Lista tablas y columnas.")),
    ] = False,
    param: Annotated[
        list[str] | None,
        typer.Option(
            "--param",
            metavar="NAME=VALUE",
            help=both(
                "A value for :NAME, a text; beside a count or sum: CAST(:NAME AS REAL).",
                "Un valor para :NOMBRE, un texto; junto a una cuenta o suma: CAST(:NOMBRE AS REAL).",
            ),
        ),
    ] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help=both("Print CSV.", "Imprime CSV."))] = False,
    timeout: Annotated[
        float,
        typer.Option(
            "--timeout",
            metavar="SECONDS",
            min=0.0,
            help=both(
                "Stop after so many seconds; 0: never.", "Detener tras tantos segundos; 0: nunca."
            ),
        ),
    ] = 0.0,
) -> None:
    """Ask in SQL; it only reads.

    The tables are items, parties, sites, authorisations, consignments, consignment_items, batches,
    batch_outputs, entries, entry_subjects and checkpoints; --schema tells their columns. Figures are numbers, to be summed and compared. What is sealed is
    not there. With - the question comes on standard input. Answers are counted from derived tables:
    what is proof, batterypass verify says.

    Example:
    batterypass sql "select life, count(*) as packs, sum(mass_kg) as kg from items group by life"
    batterypass sql "select serial from items where maker = :maker" --param maker=https://sierra-alta.example --csv
    """
    here = Here.of(ctx)
    if schema:
        _print_schema(here.out)
        return
    text = sys.stdin.read() if question == "-" else question
    if not text.strip():
        raise refusal(InputError, "sql.nothing-asked")
    if as_csv and here.out.wants_json:
        raise refusal(InputError, "sql.csv-or-json")
    parameters = _parameters(param or [])
    from batterypass.store.questions import Questions

    wait = _Wait(here.out)

    with closing(Questions(here.ledger_path, timeout_s=timeout, told=wait.told)) as asked:
        names, rows = asked.ask(text, parameters)
        if as_csv:
            _print_csv(here.out, names, wait.until(rows))
        else:
            columns = [Column(name, Text(name, name)) for name in names]
            here.out.rows("rows", (_row(names, row) for row in wait.until(rows)), columns)
    if here.out.someone_watches:
        wait.end()
        here.out.talk(say("sql.derived"))


class _Wait:
    """Tells somebody at a terminal that it goes on, until the first row: then rows are seen."""

    def __init__(self, out: Output) -> None:
        self._out = out
        self._waits = out.someone_watches

    def told(self, seconds: float) -> None:
        """Say for how long the question has been asked."""
        if self._waits and seconds >= _PATIENCE_S:
            self._out.clear_line(say("sql.working", seconds=f"{seconds:.0f}"))

    def end(self) -> None:
        """Clear the line."""
        if self._waits:
            self._out.clear_line("")
        self._waits = False

    def until(self, rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
        """Give the rows, and be silent from the first on."""
        for row in rows:
            self.end()
            yield row


def _parameters(given: list[str]) -> dict[str, str]:
    found = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals or not name.strip(":"):
            raise refusal(InputError, "sql.bad-param", found=one)
        found[name.strip(":")] = value
    return found


def _row(names: list[str], row: tuple[Any, ...]) -> dict[str, Any]:
    return {name: _cell(value) for name, value in zip(names, row, strict=True)}


def _cell(value: Any) -> Any:  # noqa: ANN401 - whatever SQLite has
    """Give a value that JSON has: bytes in hex, and what is beyond all numbers as a text."""
    if isinstance(value, bytes):
        return value.hex()
    return str(value) if isinstance(value, float) and not isfinite(value) else value


def _print_csv(out: Output, names: list[str], rows: Iterator[tuple[Any, ...]]) -> None:
    from batterypass.exchange.rows import neutral

    page = io.StringIO(newline="")
    writer = csv.writer(page, lineterminator="\r\n")
    writer.writerow([neutral(name) for name in names])
    for row in rows:
        cells = _row(names, row).values()
        writer.writerow([neutral(cell) if isinstance(cell, str) else cell for cell in cells])
        out.raw(page.getvalue())
        page.seek(0)
        page.truncate()
    out.raw(page.getvalue())


def _print_schema(out: Output) -> None:
    from batterypass.texts.words_sql import VIEW_WORDS

    rows = [
        {"table": view, "column": column, "meaning": meaning.in_language(language())}
        for view, (_, columns) in VIEW_WORDS.items()
        for column, meaning in columns.items()
    ]
    titles = (Text("table", "tabla"), Text("column", "columna"), Text("meaning", "qué dice"))
    out.rows("columns", rows, [Column(*one) for one in zip(rows[0], titles, strict=True)])
