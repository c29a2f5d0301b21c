"""``batterypass export verifier``: the page that verifies, with a trust file and every key in it."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import Annotated

import typer

from batterypass_cli.context import Here
from batterypass_cli.output import paint
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, say


@bilingual(
    """
    Escribe la página que comprueba pruebas en cualquier navegador, sin red y sin instalar nada.

    Lleva el archivo de confianza y las llaves de todas las partes hasta el último punto de control.
    Comprueba paquetes de pruebas, manifiestos en PDF y fotos del código de un papel. Cabe en una
    memoria USB o en un teléfono; vuelva a escribirla cuando haya llaves nuevas.
    """
)
def verifier(
    ctx: typer.Context,
    out: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="FILE", help=both("Where to.", "Adónde.")),
    ],
    trust: Annotated[
        Path | None,
        typer.Option(
            "--trust",
            metavar="FILE",
            help=both("The trust file to put into it.", "El archivo de confianza que llevará."),
        ),
    ] = None,
) -> None:
    """Write the page that checks proofs in any browser, without a network or anything to install.

    It carries the trust file and the keys of every party up to the last checkpoint. It checks
    bundles, manifests as PDF, and pictures of a paper's code. It fits on a USB stick or a phone;
    write it anew when there are new keys.

    Example: batterypass export verifier --trust registro.policy -o verify.html
    """
    from batterypass.app.roadside import verifier_keys
    from batterypass.web.verifier.page import page_with
    from batterypass_cli.files import read_file, write_new

    here = Here.of(ctx)
    given = read_file(trust) if trust is not None else None
    keys = verifier_keys(here.open().session, given)
    page = page_with(given, keys)
    write_new(out, page, replaces=lambda old: b'id="given"' in old)
    parties, size = len(keys["parties"]), keys["size"]
    if here.out.wants_json:
        here.out.document(
            {"file": str(out), "bytes": len(page), "parties": parties, "size": size,
             "trust": trust is not None}
        )  # fmt: skip
        return
    here.out.line(
        paint("✓ ", "g")
        + say("roadside.written", file=out, bytes=len(page), count=parties, size=size)
    )
    if given is None:
        here.out.line(paint("! ", "y") + say("roadside.without-trust"))
