"""``batterypass checkpoint``: the last signed checkpoint, as a C2SP signed note."""

from __future__ import annotations

from typing import Annotated

import typer

from batterypass_cli.context import Here
from batterypass_cli.output import paint
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, say


@bilingual(
    """
    Imprime el último punto de control firmado.

    Es una nota firmada C2SP: quien la guarda puede probar después que el registro solo creció. Con
    --seal, el operador firma antes las cabezas de todos: cuántas declaraciones tiene cada quien. Sobre
    ese punto de control se prueba también que nada falta (batterypass prove), y se guarda para siempre.
    """,
    signs=True,
)
def checkpoint(
    ctx: typer.Context,
    seal: Annotated[
        bool,
        typer.Option(
            "--seal",
            help=both(
                "Commit to the heads of all subjects first (operator).",
                "Antes, comprometer las cabezas de todos (operador).",
            ),
        ),
    ] = False,
) -> None:
    """Print the last signed checkpoint.

    It is a C2SP signed note: whoever keeps it can prove later that the log has only grown. With --seal
    the operator first signs the heads of all subjects: how many statements everybody has. Under that
    checkpoint it can also be proved that nothing is missing (batterypass prove), and it is kept for ever.

    Example:
    batterypass checkpoint > checkpoint.txt
    batterypass checkpoint --seal
    """
    here = Here.of(ctx)
    more: dict[str, object] = {}
    if seal:
        from batterypass_cli.attaching import refuse_attached
        from batterypass_cli.sealing import seal_now

        refuse_attached(here)
        if here.given.dry_run:
            here.out.talk(say("heads.dry-run"))
            return
        sealed, is_new = seal_now(here)
        more = {"sealed": {"entry": sealed.entry, "heads": sealed.root.hex(), "written": is_new}}
        code = "heads.sealed" if is_new else "heads.sealed-already"
        words = say(code, size=sealed.size, entry=sealed.entry)
        here.out.talk(f"{paint('✓', 'g')} {words}")
    ledger = here.open_to_sign() if seal else here.open()
    note = ledger.checkpoint()
    if here.out.wants_json:
        found = ledger.session.checkpoint()
        here.out.document(
            {
                "origin": found.origin,
                "size": found.size,
                "root": found.root.hex(),
                "note": note.decode(),
                **more,
            }
        )
        return
    here.out.raw_bytes(note)
