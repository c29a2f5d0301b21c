"""``batterypass checkpoint``: the last signed checkpoint, as a C2SP signed note."""

from __future__ import annotations

import typer

from batterypass.texts.bilingual import Text
from batterypass_cli.context import Here
from batterypass_cli.pages import Entry, bilingual, group_with
from batterypass_cli.words import both

_OTHERS = {
    "request": Entry(
        "", "checkpoint_cosign", "request",
        Text("Write what a witness needs to cosign.", "Escribe lo que un testigo necesita."),
    ),
    "cosign": Entry(
        "", "checkpoint_cosign", "cosign",
        Text("Collect the cosignatures of witnesses.", "Reúne las firmas de los testigos."),
    ),
}  # fmt: skip
app = typer.Typer(
    cls=group_with(_OTHERS, {}),
    invoke_without_command=True,
    help=both(
        "Print the last signed checkpoint.\n\nIt is a C2SP signed note: whoever keeps it can prove"
        " later that the log has only grown.\n\nExample: batterypass checkpoint > checkpoint.txt",
        "Imprime el último punto de control firmado.\n\nEs una nota firmada C2SP: quien la guarda"
        " puede probar después que el registro solo creció.\n\n"
        "Example: batterypass checkpoint > checkpoint.txt",
    ),
)


@app.callback()
@bilingual("Imprime el último punto de control firmado.")
def checkpoint(ctx: typer.Context) -> None:
    """Print the last signed checkpoint."""
    if ctx.invoked_subcommand is not None:
        return
    here = Here.of(ctx)
    ledger = here.open()
    note = ledger.checkpoint()
    if here.out.wants_json:
        found = ledger.session.checkpoint()
        here.out.document(
            {
                "origin": found.origin,
                "size": found.size,
                "root": found.root.hex(),
                "note": note.decode(),
            }
        )
        return
    here.out.raw_bytes(note)
