"""``batterypass export site``: the public passports as a folder of web pages."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

from batterypass.domain.ids import printed_id
from batterypass.errors import InputError
from batterypass.evidence.refusal import refusal
from batterypass_cli.completions import complete_items
from batterypass_cli.context import Here
from batterypass_cli.output import paint
from batterypass_cli.pages import bilingual
from batterypass_cli.progress import Progress
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.app.ledger import Ledger
    from batterypass.documents.words import Lang
    from batterypass.domain.states import ItemState


@bilingual(
    """
    Escribe los pasaportes públicos como páginas web que cualquier servidor o una memoria USB sirve.

    Cada página está bajo la ruta del enlace de su artículo (01/GTIN/21/SERIE/), con sus valores y los
    asientos firmados al lado; p/ID-IMPRESO/ lleva ahí. Sin scripts y sin nada de otro sitio. La
    carpeta se escribe entera o no se toca; otra vez, solo cambia lo que cambió. Sin PACK, todos los
    que tienen pasaporte; con PACK solo se renuevan o agregan esas páginas y las demás quedan. La
    carpeta que la contiene debe existir.
    """
)
def site(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=both("Where to.", "Adónde."))],
    packs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PACK]...",
            help=both("Renew only these items.", "Renovar solo estos artículos."),
            autocompletion=complete_items,
        ),
    ] = None,
    langs: Annotated[
        str,
        typer.Option(
            "--langs",
            metavar="es,en",
            help=both(
                "Languages of the pages; a host serves the first.",
                "Idiomas de las páginas; un servidor muestra el primero.",
            ),
        ),
    ] = "es,en",
) -> None:
    """Write the public passports as web pages that any host or a USB stick can serve.

    Each page stands under the path of its item's link (01/GTIN/21/SERIAL/), with its values and the
    signed entries beside it; p/PRINTED-ID/ leads there. No script, and nothing from elsewhere. The
    folder is written whole or not touched; again, only what has changed changes. Without PACK, all
    items that have a passport; with PACK only those pages are renewed or added, and the others stay.
    The folder around it has to be there.

    Example:
    batterypass export site public/
    batterypass export site public/ 095B-T15T-4217-D --langs en
    """
    from batterypass.app.public_site import MARKER, parse_langs, plan_site, site_files
    from batterypass.store.whole_folder import check_folder, files_in, write_folder
    from batterypass_cli.guide import check_parent

    here = Here.of(ctx)
    wanted = parse_langs(langs)
    ledger = here.open()
    check_parent(folder)
    check_folder(folder, MARKER, ledger.session.origin)
    renewed = _items(ledger, packs or [])
    kept = _kept(ledger, folder, renewed, wanted) if packs else []
    planned = replace(
        plan_site(ledger.session, [*renewed, *kept], wanted),
        kept=frozenset(one.item for one in kept),
    )
    with Progress(here.out, say("pubsite.progress")) as progress:
        files = site_files(ledger.session, planned, progress, partial(files_in, folder))
        written = write_folder(folder, files)
    if here.out.wants_json:
        here.out.document(
            {
                "folder": str(folder), "passports": len(planned.items), "kept": len(kept),
                "files": written.files, "changed": written.changed, "removed": written.removed,
                "languages": list(wanted),
            }
        )  # fmt: skip
        return
    here.out.line(
        paint("✓ ", "g")
        + say(
            "pubsite.done",
            folder=folder,
            passports=len(planned.items),
            files=written.files,
            changed=written.changed,
        )
    )
    if kept:
        here.out.talk("  " + say("pubsite.kept", count=len(kept)))
    if written.removed:
        here.out.talk(paint("! ", "y") + say("pubsite.removed", count=written.removed))


def _kept(
    ledger: Ledger, folder: Path, renewed: list[ItemState], langs: Sequence[Lang]
) -> list[ItemState]:
    """Give the items whose pages are in the folder already and are not renewed.

    Raises InputError where the site is in other languages: one index lists all of its pages.
    """
    from batterypass.app.public_site import MARKER, folder_of
    from batterypass.documents.web_page import RECORD_FILE

    if not (folder / MARKER).exists():
        return []
    there = json.loads((folder / MARKER).read_bytes())["languages"]
    if there != list(langs):
        raise refusal(
            InputError, "pubsite.other-langs",
            path=folder, found=",".join(langs), expected=",".join(there),
        )  # fmt: skip
    names = {one.item for one in renewed}
    return [
        one
        for one in ledger.items()
        if one.passport
        and one.item not in names
        and any(
            (folder / part / RECORD_FILE).exists()
            for part in (folder_of(one.item), f"p/{printed_id(one.item)}")
        )
    ]


def _items(ledger: Ledger, named: list[str]) -> list[ItemState]:
    """Give the items that were named, else all that have a passport in the log."""
    if named:
        return list({one.item: one for one in map(ledger.item, named)}.values())
    found = [one for one in ledger.items() if one.passport]
    if not found:
        raise InputError("no item has a passport yet", code="pubsite.none")
    return found
