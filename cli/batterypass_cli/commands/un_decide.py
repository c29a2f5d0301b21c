"""``batterypass un decide``: a decision for each row of a file of cases, for programs and for tests."""

from __future__ import annotations

import csv
import io
import itertools
from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass.errors import InputError
from batterypass.evidence.refusal import refusal
from batterypass.texts.bilingual import Text
from batterypass_cli.context import Here
from batterypass_cli.files import read_file
from batterypass_cli.output import Column
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both

if TYPE_CHECKING:
    from collections.abc import Iterator

_COLUMNS = (
    Column("id", Text("id", "id")),
    Column("un", Text("UN", "ONU")),
    Column("packing_instructions", Text("packing", "embalaje")),
    Column("marks", Text("marks", "marcas")),
    Column("prohibited", Text("prohibited", "prohibido")),
    Column("missing", Text("missing", "falta")),
    Column("why", Text("why", "por qué")),
)


@bilingual(
    """
    Decide cada renglón de un archivo de casos.

    Las columnas son id, mode (road:ADR), config, wh, net_kg, soc_percent, condition, un38_3, date y
    extra (clave=valor;…); las columnas expected_* no se miran y otra
    desconocida se rechaza. --jsonl imprime un objeto por renglón.
    Un renglón malo se contesta con su motivo y no detiene a los demás. prohibited es verdadero
    mientras no se pueda ofrecer exactamente así, también cuando falta un dato.
    """
)
def decide_cases(
    ctx: typer.Context,
    cases: Annotated[
        str,
        typer.Option(
            "--cases",
            metavar="FILE",
            help=both("File of cases (CSV); - is standard input.", "Archivo CSV; - es la entrada."),
        ),
    ],
) -> None:
    """Decide every row of a file of cases.

    Its columns are id, mode (road:ADR), config, wh, net_kg, soc_percent, condition, un38_3, date and
    extra (key=value;…); expected_* columns are not looked at, and any other unknown one is refused.
    --jsonl prints one object for each row. A bad row is answered with its reason and stops no other. prohibited is true as long as the
    goods may not be offered with exactly these answers, while something is missing too.

    Example: batterypass un decide --cases transport-cases.csv --jsonl
    """
    here = Here.of(ctx)
    rows = _decided(_read(here, cases))
    if not here.out.wants_json:
        rows = ({**row, "why": row["reasons"][0]["code"] if row["reasons"] else ""} for row in rows)
    here.out.rows("decisions", rows, _COLUMNS)


def _decided(rows: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    from batterypass.bootstrap import transport_tables
    from batterypass.regulations.transport.decide import decide
    from batterypass.regulations.transport.decision import Decision
    from batterypass.regulations.transport.rows import answers_of_row
    from batterypass.regulations.transport.telling import SHEET, make_reason
    from batterypass_cli.un_rows import case_row

    tables = transport_tables()
    seen: set[str] = set()
    for row in rows:
        name = (row["id"] or "").strip()
        if not name or name in seen:
            key = "case-again" if name else "case-unnamed"
            reason = make_reason("UNREADABLE", key, SHEET, "high", {"id": name})
            yield case_row(name, Decision("refused", reasons=(reason,)))
            continue
        seen.add(name)
        yield case_row(name, decide(answers_of_row(row), tables))


def _read(here: Here, name: str) -> Iterator[dict[str, Any]]:
    """Read the rows. Raises FailedError for a file that cannot be read, InputError for no cases."""
    from batterypass.regulations.transport.rows import NEEDED, unknown_columns

    if name == "-":
        text = here.stdin.read()
    else:
        try:
            text = read_file(name).decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise refusal(InputError, "cli.not-utf8", path=name, byte=error.start + 1) from error
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        headings = reader.fieldnames or []
    except csv.Error as error:
        raise _no_cases(name, str(error)) from error
    off = {
        "un.no-columns": [column for column in NEEDED if column not in headings],
        "un.twice-columns": sorted({one for one in headings if headings.count(one) > 1}),
        "un.unknown-columns": unknown_columns(headings),
    }
    for code, columns in off.items():
        if columns:
            given = ", ".join(map(repr, headings))
            raise refusal(
                InputError, code, path=name, columns=", ".join(columns), found=given
            )  # fmt: skip
    rows = _rows(reader, name)
    first = next(rows, None)
    if first is None:
        raise refusal(InputError, "un.no-rows", path=name)
    return itertools.chain([first], rows)


def _rows(reader: csv.DictReader[str], name: str) -> Iterator[dict[str, Any]]:
    try:
        yield from reader
    except csv.Error as error:
        raise _no_cases(name, f"{reader.line_num}: {error}") from error


def _no_cases(name: str, found: str) -> InputError:
    return InputError(
        f"{name}: no file of cases: {found}", code="un.no-cases", path=name, found=found
    )
