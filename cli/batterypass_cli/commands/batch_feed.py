"""``batterypass batch feed``: items go into a batch, few by hand or many from a file."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import Annotated

import typer

from batterypass_cli.batch_options import Batch  # noqa: TC001 - Typer reads the annotations
from batterypass_cli.completions import complete_items
from batterypass_cli.context import Here
from batterypass_cli.custody_options import option
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both


@bilingual(
    """
    Alimenta un lote con artículos, de palabra, con lector o desde un archivo.

    La masa es la seca, tal como se recibió; sin decirla, la pesada al recibir o la del registro. El
    archivo CSV lleva item, y si se quiere mass_kg y una columna por elemento (lithium, cobalt, …)
    en kilogramos. De cien en cien, en cuantos asientos haga falta y con una sola pregunta. Una masa
    que se aparte de la registrada más que la tolerancia pide un motivo.
    """,
    signs=True,
)
def feed(
    ctx: typer.Context,
    batch: Batch,
    items: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ITEM[=KG]]...",
            help=both(
                "Items, with their mass if it is another.", "Artículos, con su masa si es otra."
            ),
            autocompletion=complete_items,
        ),
    ] = None,
    from_file: Annotated[
        Path | None,
        typer.Option(
            "--from", metavar="FILE.csv", help=both("A list of items.", "Una lista de artículos.")
        ),
    ] = None,
    composition: Annotated[
        str | None,
        option(
            "--composition",
            "WORD",
            "Where elements are known from: assay, design, default.",
            "De dónde se conocen los elementos: assay, design, default.",
        ),
    ] = None,
    sampling: Annotated[
        str | None,
        option(
            "--sampling",
            "WORD",
            "each_item, batch_sample or annual_average.",
            "each_item, batch_sample o annual_average.",
        ),
    ] = None,
    mass_reason: Annotated[
        str | None,
        option(
            "--mass-reason",
            "WORD",
            "Why a mass is another than recorded: weighed_again, dried_or_drained, parts_missing,"
            " recorded_mass_wrong, other.",
            "Por qué una masa es otra que la registrada: weighed_again, dried_or_drained,"
            " parts_missing, recorded_mass_wrong, other.",
        ),
    ] = None,
) -> None:
    """Feed items into a batch, by name, with a scanner or from a file.

    The mass is the dry one as received; where it is not said, that of the scale at the gate, or the
    recorded one. The CSV file has item, and if wanted mass_kg and a column for each element
    (lithium, cobalt, …) in kilograms. A hundred at a time, in as many entries as it takes, with one
    question. A mass further from the recorded one than the tolerance wants a reason.

    Example:
    batterypass batch feed L-0931
    batterypass batch feed L-0931 QKYC-C9Y5-DZ24-Y=350 --mass-reason parts_missing
    batterypass batch feed L-0931 --from packs.csv --composition design --yes
    """  # fmt: skip
    from batterypass.app.batches import feed_forms
    from batterypass.domain.events.batch import BatchFed
    from batterypass_cli.batch_feeding import Feeding
    from batterypass_cli.batch_options import BatchStep
    from batterypass_cli.signing import sign_events

    here = Here.of(ctx)
    step = BatchStep(here, batch, BatchFed)
    feeding = Feeding(step, items or [], from_file)
    lines = feeding.lines()
    common = {**step.common, **feeding.composition(lines, composition, sampling)}
    step.guide.check()
    reasons = feeding.reasons(lines, mass_reason)
    feeding.tell_sums(lines)
    sign_events(
        here, feed_forms(step.state.subject, lines, common, reasons), actor=step.actor,
        next_step=f"batterypass batch output {step.state.batch}",
    )  # fmt: skip
