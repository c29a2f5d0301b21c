"""``batterypass annual``: yearly sums of waste by stream, operation and destination."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass.errors import InputError
from batterypass_cli.books import (
    Book,
    BookColumn,
    FileOption,
    PartyOption,
    party_of,
    show_book,
)
from batterypass_cli.context import Here
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.app.annual import YearlySum
    from batterypass.app.balances import Balance
    from batterypass_cli.plain import NameOf

app = typer.Typer(
    no_args_is_help=True,
    help=both(
        "Yearly sums of waste.\n\nExample: batterypass annual export --year 2026",
        "Sumas del año por residuo.\n\nExample: batterypass annual export --year 2026",
    ),
)
_COLUMNS = {
    "part": 7.0, "stream": 12.0, "waste_class": 9.0, "operation": 9.0, "other": 16.0,
    "other_site": 7.0, "consignments": 7.0, "items": 6.0, "missing": 6.0, "surplus": 6.0, "weighed_kg": 8.0, "declared_kg": 8.0,
    "kg": 8.0, "manifests": 13.0, "entries": 13.0,
}  # fmt: skip
_FIGURES = frozenset(
    {"consignments", "items", "missing", "surplus", "weighed_kg", "declared_kg", "kg"}
)
#: Columns that the log book has too.
_SHARED = {
    "stream": "stream", "waste_class": "waste_class", "operation": "operation", "other": "other",
    "items": "count", "entries": "entries",
}  # fmt: skip


@app.command("export")
@bilingual(
    """
    Escribe las sumas de un año: por corriente, operación y destino.

    Lo enviado, lo recibido y lo tratado en el sitio, como CSV, PDF o en la pantalla. Sirve de base
    para la COA y otros informes; cada cifra nombra sus asientos.
    """
)
def export(
    ctx: typer.Context,
    output: FileOption = None,
    party: PartyOption = None,
    year: Annotated[
        str | None,
        typer.Option(
            "--year",
            metavar="YEAR",
            help=both("The year; else the last one.", "El año; si no, el pasado."),
        ),
    ] = None,
) -> None:
    """Write the sums of a year: by stream, operation and destination.

    What was sent, received and treated on site, as CSV, PDF or on the screen. It is where the annual
    report (COA) and others begin; every figure names its entries.

    Example: batterypass annual export --year 2026 --party recicladora-norte -o 2026.csv
    """
    from batterypass.app.annual import reconcile, yearly_sums
    from batterypass_cli.plain import names_of

    here = Here.of(ctx)
    wanted = year or str(here.now().year - 1)
    if not (len(wanted) == 4 and wanted.isascii() and wanted.isdigit()):
        raise InputError(
            f"--year {wanted}: expected a year such as 2026", code="annual.bad-year", found=wanted
        )
    ledger = here.open()
    state = party_of(here, ledger, party)
    found = yearly_sums(ledger.session, state, int(wanted))
    name_of = names_of(ledger)
    book = Book(
        name="sums",
        title=say("annual.title", year=wanted),
        about=(state.legal_name or state.party,),
        columns=tuple(
            BookColumn(key, _title(key), share, key in _FIGURES) for key, share in _COLUMNS.items()
        ),
        rows=tuple(map(_row, found)),
        cells=tuple(_cells(one, name_of) for one in found),
        totals=(*_totals(found), *_account(reconcile(ledger.session, state, int(wanted)))),
        notes=(say("annual.note"),),
        entries=tuple(sorted({entry for one in found for entry in one.entries})),
    )
    show_book(here, ledger, book, output)


def _title(key: str) -> str:
    return say(f"logbook.col.{_SHARED[key]}") if key in _SHARED else say(f"annual.col.{key}")


def _row(one: YearlySum) -> dict[str, Any]:
    from batterypass.domain.base import number_text

    return {
        "part": one.part,
        "stream": one.stream,
        "waste_class": one.waste_class,
        "operation": one.operation,
        "other": one.other,
        "other_site": one.other_site,
        "consignments": one.consignments,
        "items": one.items,
        "missing": one.missing,
        "surplus": one.surplus,
        "weighed_kg": number_text(one.weighed),
        "declared_kg": number_text(one.declared),
        "kg": one.kg,
        "manifests": list(one.manifests),
        "entries": sorted(one.entries),
    }


def _cells(one: YearlySum, name_of: NameOf) -> dict[str, str]:
    from batterypass_cli.answers import choice_words

    row = _row(one)
    words = {
        key: choice_words(row[key]) or row[key] if row[key] else ""
        for key in ("stream", "waste_class", "operation")
    }
    if one.operation == "dismantled":
        words["operation"] = say("annual.dismantled")
    return {
        **{key: str(value) for key, value in row.items()},
        **words,
        "part": say(f"annual.part.{one.part}"),
        "other": name_of(one.other) or one.other,
        "manifests": ", ".join(one.manifests),
        "entries": ", ".join(map(str, row["entries"])),
    }


def _totals(found: Sequence[YearlySum]) -> list[str]:
    from batterypass.app.movements import add_kg

    return [
        say(
            "annual.total",
            part=say(f"annual.part.{part}"),
            kg=add_kg(one.kg for one in found if one.part == part),
        )
        for part in dict.fromkeys(one.part for one in found)
    ]


def _account(balance: Balance) -> list[str]:
    """Say how the sum of what was sent follows from what the log book says was shipped."""
    from batterypass.domain.base import number_text

    if not balance.shipped.items:
        return []
    found = {
        name: say(f"annual.account-{name}", count=part.items, kg=number_text(part.kg))
        for name, part in (
            ("shipped", balance.shipped), ("missing", balance.missing), ("away", balance.away),
            ("surplus", balance.surplus), ("sent", balance.sent),
        )
        if part.items or name == "sent"
    }  # fmt: skip
    if balance.scale:
        found["scale"] = say("annual.account-scale", kg=number_text(balance.scale))
    order = ("shipped", "missing", "away", "scale", "sent")
    parts = "; ".join(found[name] for name in order if name in found)
    lines = [say("annual.account", parts=parts)]
    return [*lines, found["surplus"]] if "surplus" in found else lines
