"""``batterypass batch output``: fractions come out of a batch, with masses, uses and assays."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import Annotated

import typer

from batterypass_cli.batch_options import Batch  # noqa: TC001 - Typer reads the annotations
from batterypass_cli.context import Here
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both


@bilingual(
    """
    Pesa lo que salió de un lote: cada fracción con su uso y, si lo hay, su análisis.

    Cada palabra es MATERIAL:USO:KG, con corriente detrás si es residuo. El archivo CSV lleva
    material, use, mass_kg, y si se quiere item, stream, method, laboratory, assayed_on y una
    columna por elemento o compuesto, en por ciento de la masa. De un compuesto se cuenta su
    elemento. Con --attach INFORME.pdf el informe queda con los análisis. Sin nada, pregunta.
    """,
    signs=True,
)
def output(
    ctx: typer.Context,
    batch: Batch,
    fractions: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[MATERIAL:USE:KG[:STREAM]]...", help=both("Fractions.", "Fracciones.")
        ),
    ] = None,
    from_file: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="FILE.csv",
            help=both("A list of fractions.", "Una lista de fracciones."),
        ),
    ] = None,
) -> None:
    """Weigh what came out of a batch: each fraction with its use and, where there is one, its assay.

    Each word is MATERIAL:USE:KG, with the stream behind it for a residue. The CSV file has
    material, use, mass_kg, and if wanted item, stream, method, laboratory, assayed_on and a column
    for each element or compound, in percent of the mass. Of a compound its element counts. With
    --attach REPORT.pdf the report stands with the assays. Without anything it asks.

    Example:
    batterypass batch output L-0931
    batterypass batch output L-0931 aluminium:product:17902 residue:residue:1408:treatment_residue
    batterypass batch output L-0931 --from fractions.csv --attach report.pdf
    """  # fmt: skip
    from batterypass.domain.events.batch import BatchOutputWeighed
    from batterypass_cli.asking import complete_form
    from batterypass_cli.batch_options import BatchStep
    from batterypass_cli.batch_weighing import Weighing
    from batterypass_cli.signing import sign_events

    here = Here.of(ctx)
    step = BatchStep(here, batch, BatchOutputWeighed)
    weighing = Weighing(step)
    found = weighing.fractions(fractions or [], from_file)
    form = {**step.common, "batch": step.state.subject}
    if found:
        form["fractions"] = found
    else:
        form = complete_form(here, step.kind, form, actor=step.actor)
    weighing.tell_sums(form["fractions"])
    sign_events(
        here, [(step.kind, form)], actor=step.actor,
        next_step=f"batterypass batch close {step.state.batch}",
    )  # fmt: skip
