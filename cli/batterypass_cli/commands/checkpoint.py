"""``batterypass checkpoint``: the last signed checkpoint, as a C2SP signed note."""

from __future__ import annotations

import typer  # noqa: TC002 - Typer reads the annotations when it runs

from batterypass_cli.context import Here
from batterypass_cli.pages import bilingual


@bilingual(
    """
    Imprime el último punto de control firmado.

    Es una nota firmada C2SP: quien la guarda puede probar después que el registro solo creció.
    """
)
def checkpoint(ctx: typer.Context) -> None:
    """Print the last signed checkpoint.

    It is a C2SP signed note: whoever keeps it can prove later that the log has only grown.

    Example: batterypass checkpoint > checkpoint.txt
    """
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
