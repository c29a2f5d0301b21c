"""``batterypass attach``: keep photographs, scans and reports beside the ledger."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from batterypass_cli.context import Here
from batterypass_cli.output import paint
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, say


@bilingual(
    """
    Guarda archivos junto al registro, para nombrarlos en un evento.

    Fotos, escaneos e informes quedan en la carpeta del registro; en el evento va solo su huella.
    Imprime la referencia para «documents» de una forma. Más corto: --attach ARCHIVO al firmar.
    """
)
def attach(
    ctx: typer.Context,
    names: Annotated[
        list[str], typer.Argument(metavar="FILE...", help=both("The files.", "Los archivos."))
    ],
) -> None:
    """Keep files beside the ledger, so that an event can name them.

    Photographs, scans and reports stay in the folder of the ledger; only the digest goes into the
    event. Prints the reference for a form's "documents". Shorter: --attach FILE when you sign.

    Example: batterypass attach photo1.jpg
    """
    from batterypass_cli.attaching import keep_attached, read_attached, size_words

    here = Here.of(ctx)
    here.open()
    attached = read_attached(here, names)
    keep_attached(here, attached)
    if here.out.wants_json:
        here.out.rows("files", ({"name": one.name, **one.form} for one in attached), ())
        return
    for one in attached:
        size = size_words(len(one.body))
        here.out.line(
            paint("✓ ", "g")
            + say(
                "attach.kept", name=one.name, size=size, media_type=one.media_type,
                digest=one.digest,
            )
        )  # fmt: skip
    form = json.dumps([one.form for one in attached], ensure_ascii=False)
    here.out.talk(say("attach.next", form=form))
