"""``batterypass label sheets``: the label stock that there is."""

from __future__ import annotations

import typer  # noqa: TC002 - Typer reads the annotations

from batterypass.texts.bilingual import Text
from batterypass_cli.context import Here
from batterypass_cli.output import Column
from batterypass_cli.pages import bilingual


@bilingual(
    """
    Lista las hojas y rollos de etiquetas.

    Medidas en milímetros: la etiqueta, cuántas por hoja y el código más grande que cabe. Un rollo de
    otra medida se nombra por ella: roll-60x40.
    """
)
def sheets(ctx: typer.Context) -> None:
    """List the label stock.

    In millimetres: the label, how many on a sheet, and the largest code that it holds. A roll of
    another size is named by it: roll-60x40.

    Example: batterypass label sheets
    """
    from batterypass.documents.sheets import SHEETS

    here = Here.of(ctx)
    rows = (
        {
            "name": name,
            "width_mm": round(form.label[0], 1),
            "height_mm": round(form.label[1], 1),
            "labels": form.count,
            "largest_code_mm": form.largest_code_mm,
        }
        for name, form in SHEETS.items()
    )
    here.out.rows(
        "sheets",
        rows,
        (
            Column("name", Text("sheet", "hoja")),
            Column("width_mm", Text("width", "ancho"), right=True),
            Column("height_mm", Text("height", "alto"), right=True),
            Column("labels", Text("labels", "etiquetas"), right=True),
            Column("largest_code_mm", Text("largest code", "código mayor"), right=True),
        ),
    )
