"""``batterypass batch``: recycling batches, listed and shown; what signs stands beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass.texts.bilingual import Text
from batterypass_cli.batch_index import MORE
from batterypass_cli.batch_options import Batch  # noqa: TC001 - Typer reads the annotations
from batterypass_cli.context import Here
from batterypass_cli.output import Column
from batterypass_cli.pages import bilingual, group_with
from batterypass_cli.words import both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from batterypass.app.ledger import Ledger

app = typer.Typer(
    cls=group_with(MORE, {}),
    no_args_is_help=True,
    help=both(
        "Recycling batches: what went in, what came out, and whether it balances.\n\n"
        "Example: batterypass batch feed L-0931 --from packs.csv",
        "Lotes de reciclaje: qué entró, qué salió, y si cuadra.\n\n"
        "Example: batterypass batch feed L-0931 --from packs.csv",
    ),
)
_COLUMNS = (
    Column("batch", Text("batch", "lote")),
    Column("state_words", Text("state", "estado")),
    Column("process_id", Text("process", "proceso")),
    Column("inputs", Text("items", "artículos"), right=True),
    Column("input_kg", Text("in, kg", "entrada, kg"), right=True),
    Column("output_kg", Text("out, kg", "salida, kg"), right=True),
    Column("loss_kg", Text("loss, kg", "pérdida, kg"), right=True),
    Column("opened_on", Text("opened", "abierto")),
    Column("closed_on", Text("closed", "cerrado")),
    Column("recycler", Text("recycler", "reciclador")),
)


@app.command("show")
@bilingual(
    """
    Muestra un lote: qué entró, cada fracción con su uso y su análisis, la pérdida, y si cuadra.

    Las masas van en kilogramos, como se firmaron.
    """
)
def show(ctx: typer.Context, batch: Batch) -> None:
    """Show a batch: what went in, each fraction with its use and assay, the loss, and the balance.

    Masses are kilograms, as they were signed.

    Example: batterypass batch show L-0931
    """
    from batterypass.app.batches import find_batch
    from batterypass.app.mass_balance import mass_of
    from batterypass_cli.batch_view import mass_object, print_batch

    here = Here.of(ctx)
    ledger = here.open()
    state = find_batch(ledger.session, batch)
    today = here.now().date().isoformat()
    mass = mass_of(state, ledger.session.around.regulations, today)
    if here.out.wants_json:
        here.out.document({"batch": mass_object(mass)})
        return
    print_batch(here, ledger, mass)


@app.command("list")
@bilingual("Lista los lotes; con --open solo los abiertos.")
def list_(
    ctx: typer.Context,
    only_open: Annotated[
        bool, typer.Option("--open", help=both("Only the open ones.", "Solo los abiertos."))
    ] = False,
) -> None:
    """List the batches; with --open only the open ones.

    Example: batterypass batch list --open
    """
    here = Here.of(ctx)
    here.out.rows("batches", _rows(here.open(), only_open=only_open), _COLUMNS)


def _rows(ledger: Ledger, *, only_open: bool) -> Iterator[dict[str, Any]]:
    from batterypass.app.batches import batches
    from batterypass.domain.base import number_text
    from batterypass.domain.batches import output_kg
    from batterypass.domain.clock import day_of
    from batterypass_cli.answers import choice_words

    for state in batches(ledger.session):
        if only_open and state.state != "open":
            continue
        yield {
            "batch": state.batch, "subject": state.subject, "state": state.state,
            "state_words": choice_words(state.state),
            "process_id": state.process_id, "chemistry_group": state.chemistry_group,
            "inputs": state.inputs, "input_kg": state.input_kg or "0",
            "output_kg": number_text(output_kg(state)), "loss_kg": state.loss_kg or "0",
            "opened_on": day_of(state.opened_at),
            "closed_on": day_of(state.closed_at) if state.closed_at else "",
            "recycler": state.recycler, "site": state.site,
        }  # fmt: skip
