"""``batterypass checkpoint request|cosign``: what goes to a witness by file, and what comes back."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads the annotations when it runs
from typing import Annotated

import typer

from batterypass.errors import InputError
from batterypass_cli.context import Here
from batterypass_cli.files import read_file, write_new
from batterypass_cli.output import paint
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, say


@bilingual(
    """
    Escribe la solicitud para un testigo: el punto de control y su prueba.

    Prueba que continúa el que el testigo tiene. --old es el tamaño que el testigo firmó la última vez, 0 la primera; el testigo lo dice cuando no
    coincide. Va por archivo: el testigo responde con «witness cosign».
    """
)
def request(
    ctx: typer.Context,
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="FILE", help=both("Where to.", "Adónde.")),
    ],
    old: Annotated[
        int,
        typer.Option(
            "--old",
            metavar="SIZE",
            help=both(
                "Size that the witness cosigned last; 0 the first time.",
                "Tamaño que el testigo firmó la última vez; 0 la primera.",
            ),
        ),
    ] = 0,
) -> None:
    """Write the request for a witness: the checkpoint with its proof.

    It proves that the checkpoint extends the one that the witness has. --old is the size that the witness cosigned last, 0 the first time; the witness says it where it
    does not fit. It travels as a file: the witness answers with "witness cosign".

    Example: batterypass checkpoint request -o north.request
    """
    from batterypass.app.cosigning import request_of
    from batterypass.tlog.witness import is_request

    here = Here.of(ctx)
    session = here.open().session
    found = session.checkpoint()
    if not 0 <= old <= found.size:
        raise InputError(
            f"--old {old}: expected a size from 0 to {found.size}",
            code="witness.bad-old", old=old, size=found.size,
        )  # fmt: skip
    made, _ = request_of(session.store.note(), old, session.store.node)
    write_new(output, made.encode(), replaces=is_request)
    if here.out.wants_json:
        here.out.document(
            {"file": str(output), "origin": found.origin, "old": old, "size": found.size}
        )
        return
    here.out.line(
        paint("✓ ", "g") + say("witness.requested", file=output, size=found.size, old=old)
    )
    here.out.line(f"  → batterypass witness cosign {output} -o cosigned.txt")


@bilingual(
    """
    Pone las firmas de los testigos bajo los puntos de control.

    Se comprueba cada una con los testigos del archivo de confianza. Viajan con el punto de control,
    la carpeta publicada y los paquetes; «verify» dice si alcanzan.
    """
)
def cosign(
    ctx: typer.Context,
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help=both("Cosigned checkpoints.", "Puntos de control con su firma."),
        ),
    ],
    trust: Annotated[
        Path | None,
        typer.Option(
            "--trust",
            metavar="FILE",
            help=both(
                "A trust file that names the witnesses, in place of the pinned one.",
                "Un archivo de confianza con los testigos, en lugar del guardado.",
            ),
        ),
    ] = None,
) -> None:
    """Put the cosignatures of witnesses under the ledger's checkpoints.

    Each is checked with the witnesses of the trust file. They travel with the checkpoint, the
    published folder and bundles; "verify" says whether they are enough.

    Example: batterypass checkpoint cosign cosigned.txt --trust north.policy
    """
    from batterypass.app.cosignatures import collect

    here = Here.of(ctx)
    trust_file = read_file(trust) if trust is not None else None
    bodies = [read_file(file) for file in files]
    done = collect(here.open_to_repair().session, bodies, trust_file)
    if here.out.wants_json:
        here.out.document(
            {
                "cosigned": [
                    {
                        "file": str(file),
                        "size": one.size,
                        "new": list(one.new),
                        "witnesses": list(one.names),
                        "quorum": one.is_quorum,
                        "kept": one.is_kept,
                    }
                    for file, one in zip(files, done, strict=True)
                ]
            }
        )
        return
    for one in done:
        key = "witness.collected" if one.new else "witness.had-already"
        names = ", ".join(one.new or one.names)
        here.out.line(paint("✓ ", "g") + say(key, size=one.size, names=names))
        if not one.is_quorum:
            here.out.line(paint("! ", "y") + say("witness.no-quorum-yet"))
        if not one.is_kept:
            here.out.line(paint("! ", "y") + say("witness.not-sealed", size=one.size))
