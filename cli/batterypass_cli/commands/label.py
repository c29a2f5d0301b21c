"""``batterypass label print``: signed codes on paper, planned, drawn, and read back."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

from batterypass.errors import FailedError, InputError
from batterypass.texts.bilingual import Text
from batterypass_cli.completions import complete_items
from batterypass_cli.context import Here
from batterypass_cli.pages import Entry, bilingual, group_with
from batterypass_cli.words import both, language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.app.ledger import Ledger
    from batterypass.documents.content import LabelContent
    from batterypass.domain.states import ItemState
    from batterypass.texts.bilingual import Language

_OTHERS = {
    "check": Entry(
        "", "label_check", "check",
        Text("Check a label in a picture.", "Comprueba una etiqueta en una imagen."),
    ),
    "bin": Entry(
        "", "label_bin", "print_bins",
        Text("Print the crossed-out bin by itself.", "Imprime el bote tachado solo."),
    ),
    "sheets": Entry(
        "", "label_sheets", "sheets",
        Text("List the label stock.", "Lista las hojas de etiquetas."),
    ),
}  # fmt: skip
app = typer.Typer(
    cls=group_with(_OTHERS, {}),
    no_args_is_help=True,
    help=both(
        "QR labels.\n\nExample: batterypass label print --all -o labels.pdf",
        "Etiquetas QR.\n\nExample: batterypass label print --all -o etiquetas.pdf",
    ),
)


@app.callback()
def label() -> None:
    """Hold the commands of labels: one alone would take the place of its group."""


@app.command("print")
@bilingual(
    """
    Imprime etiquetas con un QR firmado.

    El código lleva la URL del artículo y la firma de la llave de etiquetas de su fabricante. Cada
    código se lee de vuelta de la imagen de su hoja antes de escribir nada. Se dice el tamaño del
    módulo; si es chico, qué --size hace falta. --apply registra las etiquetas como colocadas. Una
    lista a medias sigue con --from; lo mismo otra vez da los mismos bytes.
    """,
    signs=True,
)
def print_labels(
    ctx: typer.Context,
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="FILE.pdf", help=both("The PDF.", "El PDF.")),
    ],
    items: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ITEM]...",
            help=both("Items, in any form of their id.", "Artículos, en cualquier forma de su id."),
            autocompletion=complete_items,
        ),
    ] = None,
    packs: Annotated[
        list[str] | None,
        typer.Option(
            "--pack",
            metavar="ITEM",
            help=both("An item; may be given again.", "Un artículo; se puede repetir."),
            autocompletion=complete_items,
        ),
    ] = None,
    listed: Annotated[
        str | None,
        typer.Option(
            "--file",
            metavar="FILE",
            help=both(
                "List of items: ids one a line, CSV, or JSON lines (- is standard input).",
                "Lista de artículos: claves una por renglón, CSV o JSON lines (- es la entrada).",
            ),
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="DATE",
            help=both(
                "Items made since a day (or today).", "Artículos hechos desde un día (u hoy)."
            ),
        ),
    ] = None,
    everything: Annotated[
        bool,
        typer.Option("--all", help=both("Every pack.", "Todos los paquetes.")),
    ] = False,
    start: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="ITEM",
            help=both(
                "Go on from this item of the list.", "Seguir desde este artículo de la lista."
            ),
        ),
    ] = None,
    sheet: Annotated[
        str,
        typer.Option(
            "--sheet",
            metavar="NAME",
            help=both(
                "Label stock, such as letter-10, a4-24, roll-50x30; label sheets lists it.",
                "Hoja, como letter-10, a4-24, roll-50x30; label sheets las lista.",
            ),
        ),
    ] = "letter-10",
    skip: Annotated[
        int,
        typer.Option(
            "--skip",
            metavar="N",
            min=0,
            help=both(
                "Places already used of the first sheet.", "Lugares ya usados de la primera hoja."
            ),
        ),
    ] = 0,
    size: Annotated[
        str | None,
        typer.Option(
            "--size",
            metavar="MM",
            help=both(
                "Side of the code, mm (30, or what the label holds).",
                "Lado del código, mm (30, o lo que quepa).",
            ),
        ),
    ] = None,
    copies: Annotated[
        int,
        typer.Option(
            "--copies",
            min=1,
            max=20,
            help=both("Labels for each item.", "Etiquetas por artículo."),
        ),
    ] = 2,
    dpi: Annotated[
        int | None,
        typer.Option(
            "--dpi",
            min=100,
            max=2400,
            help=both("Dots per inch of the printer.", "Puntos por pulgada de la impresora."),
        ),
    ] = None,
    svg: Annotated[
        Path | None,
        typer.Option(
            "--svg",
            metavar="DIR",
            help=both("An SVG of each label too.", "También un SVG por etiqueta."),
        ),
    ] = None,
    plain: Annotated[
        bool,
        typer.Option(
            "--plain",
            help=both("Without a signature, for very small ones.", "Sin firma, para muy chicas."),
        ),
    ] = False,
    backup: Annotated[
        bool,
        typer.Option(
            "--backup-code",
            help=both(
                "A second, small code with the id alone.", "Un segundo código chico con la clave."
            ),
        ),
    ] = False,
    read_back: Annotated[
        bool,
        typer.Option(
            "--read-back/--no-read-back",
            help=both("Read every code of the sheets.", "Leer de vuelta cada código."),
        ),
    ] = True,
    apply: Annotated[
        bool,
        typer.Option(
            "--apply",
            help=both("Record that they were fixed.", "Registrar que se colocaron."),
        ),
    ] = False,
) -> None:
    """Print labels with a signed QR code.

    The code holds the item's URL and the signature of its maker's label key. Every code is read back
    from the picture of its sheet before anything is written. The size of a module is told, and what
    --size is needed where it is small. --apply records the labels as fixed. A list that was half
    printed goes on with --from; the same again gives the same bytes.

    Example:
    batterypass label print --since today --sheet letter-10 --size 30mm -o labels.pdf
    batterypass label print --file packs.csv --sheet a4-24 --from QKYC-C9Y5-DZ24-Y -o rest.pdf
    batterypass label print QKYC-C9Y5-DZ24-Y --copies 1 -o label.pdf --apply
    """
    from batterypass.app.labels import label_content
    from batterypass.documents.labels import placed_labels, render_labels
    from batterypass.documents.sheets import sheet_named
    from batterypass_cli.guide import check_parent, check_writable, write_whole
    from batterypass_cli.label_list import choose
    from batterypass_cli.label_reading import read_back as read_sheets
    from batterypass_cli.label_view import (
        Printing,
        check_module,
        tell,
        tell_none,
        warn_of_ended,
    )

    here = Here.of(ctx)
    if plain and apply:
        raise InputError(
            "--plain labels carry no signature, so there is no label key to record",
            code="label.plain-apply",
        )
    form = sheet_named(sheet)
    size_mm = _millimetres(size) if size is not None else form.usual_code_mm
    ledger = here.open() if plain else here.open_to_sign() if apply else here.open_with_keys()
    chosen = choose(
        here, ledger, [*(items or ()), *(packs or ())],
        listed=listed, since=since, everything=everything, start=start,
    )  # fmt: skip
    if not chosen:
        tell_none(here, output, str(since))
        return
    check_writable(output)
    if svg is not None:
        check_parent(svg)
    if here.given.actor and not apply and not plain:
        _check_actor(ledger, here.given.actor, chosen)
    lang = language()
    labels = [
        label_content(ledger.session, item, lang, plain=plain, backup=backup) for item in chosen
    ]
    done = Printing(output, sheet, size_mm, dpi, len(labels), len(labels) * copies, skip, read_back)
    check_module(done, labels)
    pdf = render_labels(
        labels, lang, sheet=sheet, size_mm=size_mm, copies=copies, dpi=dpi, skip=skip
    )
    placed = list(placed_labels(labels, sheet=sheet, copies=copies, skip=skip))
    was_read = read_sheets(here, pdf, placed, dpi) if read_back else None
    drawings = _svgs(labels, lang, size_mm, sheet, dpi, is_read=bool(was_read)) if svg else {}
    if not here.given.dry_run:
        write_whole(output, pdf)
        if svg is not None:
            _write_svgs(svg, drawings)
    tell(here, done, labels, was_read)
    warn_of_ended(here, chosen)
    if apply:
        _record(here, ledger, chosen, copies, was_read=bool(was_read))


def _check_actor(ledger: Ledger, actor: str, items: Sequence[ItemState]) -> None:
    """Raise InputError where a label would be signed with the key of another than ``--as`` says."""
    from batterypass.app.labels import owner_of
    from batterypass.domain.ids import printed_id

    party = ledger.party(actor).party
    for item in items:
        owner = owner_of(ledger.session, item)
        if owner is not None and owner.party != party:
            name = printed_id(item.item)
            raise InputError(
                f"--as {party}: the label of {name} is signed by {owner.party}",
                code="label.as-other", party=party, item=name, owner=owner.party,
            )  # fmt: skip


def _millimetres(text: str) -> float:
    try:
        size = float(text.removesuffix("mm").strip())
    except ValueError:
        size = 0.0
    if not 0 < size < 1000:  # not a number is not between them either
        raise InputError(
            f"--size {text}: expected millimetres, such as 30", code="label.bad-size", found=text
        )
    return size


def _svgs(
    labels: Sequence[LabelContent],
    lang: Language,
    size_mm: float,
    sheet: str,
    dpi: int | None,
    *,
    is_read: bool,
) -> dict[str, str]:
    """Draw an SVG of each label, by file name, and read them back where the sheets were."""
    from batterypass.documents.labels import label_svg, placed_labels
    from batterypass_cli.label_reading import check_svgs

    drawings = {
        f"{one.printed_id}.svg": label_svg(one, lang, size_mm, sheet=sheet, dpi=dpi)
        for one in labels
    }
    if is_read:
        check_svgs(zip(placed_labels(labels, sheet=sheet), drawings.values(), strict=True))
    return drawings


def _write_svgs(folder: Path, drawings: dict[str, str]) -> None:
    from batterypass_cli.guide import write_whole

    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise FailedError(
            f"{folder}: cannot be made: {error.strerror}",
            code="custody.unwritable",
            path=folder,
            why=error.strerror,
        ) from error
    for name, drawing in drawings.items():
        write_whole(folder / name, drawing.encode())


def _record(
    here: Here, ledger: Ledger, items: Sequence[ItemState], copies: int, *, was_read: bool
) -> None:
    """Sign ``label.applied`` for each item; what had a label before is a reprint."""
    from batterypass.app.labels import label_key_of
    from batterypass_cli.actors import choose_actor
    from batterypass_cli.signing import sign_events

    actor = choose_actor(here, ledger, "label.applied")
    forms = [
        (
            "label.applied",
            {
                "item": item.item,
                "label_kid": label_key_of(ledger.session, item),
                "copies": copies,
                "read_back": was_read,
                "reprint": item.labels > 0,
            },
        )
        for item in items
    ]
    sign_events(here, forms, actor=actor)
