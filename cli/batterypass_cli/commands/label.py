"""``batterypass label``: signed codes on paper, planned, drawn, and read back."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from math import ceil
from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

from batterypass.errors import BrokenError, FailedError, InputError
from batterypass_cli.completions import complete_items
from batterypass_cli.context import Here
from batterypass_cli.output import paint
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, language, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.app.ledger import Ledger
    from batterypass.documents.content import LabelContent
    from batterypass.documents.qr import CodePlan
    from batterypass.domain.states import ItemState

app = typer.Typer(
    no_args_is_help=True,
    help=both(
        "QR labels.\n\nExample: batterypass label print --all -o labels.pdf",
        "Etiquetas QR.\n\nExample: batterypass label print --all -o etiquetas.pdf",
    ),
)
#: Picture points per inch at which a sheet is looked at again: a module of 0.3 mm has four.
_READ_AT = 300
_WEAKEST_MM = 0.4


@app.command("print")
@bilingual(
    """
    Imprime etiquetas con un QR firmado.

    El código lleva la URL del artículo y la firma de la llave de etiquetas de su fabricante. Se
    dice el tamaño del módulo y el nivel; si el módulo es chico, qué tamaño hace falta. --read-back
    lee de vuelta cada código de las hojas; --apply registra las etiquetas como colocadas.
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
    sheet: Annotated[
        str,
        typer.Option("--sheet", metavar="NAME", help=both("Label stock.", "Hoja de etiquetas.")),
    ] = "letter-10",
    size: Annotated[
        str,
        typer.Option(
            "--size",
            metavar="MM",
            help=both("Side of the code, mm.", "Lado del código, mm."),
        ),
    ] = "30",
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
    read_back: Annotated[
        bool,
        typer.Option(
            "--read-back",
            help=both("Read every code of the sheets.", "Leer de vuelta cada código."),
        ),
    ] = False,
    apply: Annotated[
        bool,
        typer.Option(
            "--apply",
            help=both("Record that they were fixed.", "Registrar que se colocaron."),
        ),
    ] = False,
) -> None:
    """Print labels with a signed QR code.

    The code holds the item's URL and the signature of its maker's label key. Module size and level
    are told, and what size is needed where the module is small. --read-back reads every code of
    the sheets again; --apply records the labels as fixed.

    Example:
    batterypass label print --since today --size 30 -o labels.pdf --read-back
    batterypass label print 7K3Q-9M2F-4X8D-T --copies 1 -o label.pdf --apply
    """
    from batterypass.app.labels import label_content
    from batterypass.documents.labels import plan_labels, render_labels
    from batterypass_cli.guide import check_writable, write_whole

    here = Here.of(ctx)
    if plain and apply:
        raise InputError(
            "--plain labels carry no signature, so there is no label key to record",
            code="label.plain-apply",
        )
    ledger = here.open() if plain else here.open_to_sign()
    chosen = _choose(here, ledger, items or (), since, everything=everything)
    check_writable(output)
    size_mm = _millimetres(size)
    lang = language()
    labels = [label_content(ledger.session, item, lang, plain=plain) for item in chosen]
    plans = plan_labels(labels, size_mm, dpi=dpi)
    pdf = render_labels(labels, lang, sheet=sheet, size_mm=size_mm, copies=copies, dpi=dpi)
    was_read = _read_back(here, pdf, labels, copies) if read_back else None
    if not here.given.dry_run:
        write_whole(output, pdf)
        if svg is not None:
            _write_svgs(svg, labels, lang, size_mm, sheet, dpi)
    _tell(here, output, labels, plans, copies, size_mm, sheet, was_read)
    if apply:
        _record(here, ledger, chosen, copies, was_read=bool(was_read))


def _choose(
    here: Here, ledger: Ledger, texts: Sequence[str], since: str | None, *, everything: bool
) -> list[ItemState]:
    """Give the items of the command, once each. Raises InputError where none or all are meant."""
    from batterypass.app.labels import items_since, takes_label

    if texts:
        chosen = [ledger.item(text) for text in texts]
    elif since is not None:
        chosen = [
            item for item in items_since(ledger.session, _moment(here, since)) if takes_label(item)
        ]
    elif everything:
        chosen = [item for item in ledger.items() if takes_label(item)]
    else:
        raise InputError("which items?", code="custody.missing", flags="ITEM, --since, --all")
    found = list({item.item: item for item in chosen}.values())
    if not found:
        raise InputError("no items since then", code="label.none", since=since or "")
    return found


def _moment(here: Here, text: str) -> datetime:
    """Read a day, or a time with its offset; a day begins at midnight here."""
    now = here.now()
    if text.casefold() in ("today", "hoy"):
        text = now.date().isoformat()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise InputError(
            f"--since {text}: expected a day such as 2026-11-23, or today",
            code="label.bad-since",
            found=text,
        ) from error
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=now.tzinfo)


def _millimetres(text: str) -> float:
    try:
        return float(text.removesuffix("mm").strip())
    except ValueError as error:
        raise InputError(
            f"--size {text}: expected millimetres, such as 30", code="label.bad-size", found=text
        ) from error


def _read_back(here: Here, pdf: bytes, labels: Sequence[LabelContent], copies: int) -> int | None:
    """Read every code from the pictures of the sheets; None where the readers are not installed.

    Raises BrokenError that names what could not be read.
    """
    from batterypass.documents.read_back import read_codes

    codes = read_codes(pdf, dpi=_READ_AT)
    if codes is None:
        here.out.talk(paint("! ", "y") + say("label.no-reader"))
        return None
    wanted = Counter({label.code_text: copies for label in labels})
    unread = wanted - Counter(codes)
    if unread:
        names = [label.printed_id for label in labels if label.code_text in unread]
        raise BrokenError(
            f"{len(names)} labels could not be read back: {', '.join(names[:10])}",
            code="label.unread",
            count=len(names),
            names=", ".join(names[:10]),
        )
    return sum(wanted.values())


def _write_svgs(
    folder: Path,
    labels: Sequence[LabelContent],
    lang: str,
    size_mm: float,
    sheet: str,
    dpi: int | None,
) -> None:
    from batterypass.documents.labels import label_svg
    from batterypass_cli.guide import write_whole

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FailedError(
            f"{folder}: cannot be made: {error.strerror}",
            code="custody.unwritable",
            path=folder,
            why=error.strerror,
        ) from error
    for label in labels:
        drawing = label_svg(label, "es" if lang == "es" else "en", size_mm, sheet=sheet, dpi=dpi)
        write_whole(folder / f"{label.printed_id}.svg", drawing.encode())


def _tell(
    here: Here,
    output: Path,
    labels: Sequence[LabelContent],
    plans: Sequence[CodePlan],
    copies: int,
    size_mm: float,
    sheet: str,
    was_read: int | None,
) -> None:
    from batterypass.documents.sheets import sheet_named

    form = sheet_named(sheet)
    printed = len(labels) * copies
    sheets = ceil(printed / (form.columns * form.rows))
    module = min(plan.module_mm for plan in plans)
    levels = "/".join(sorted({plan.level for plan in plans}, key="MQH".index))
    poor = [plan for plan in plans if not plan.is_fine]
    needed = max((_size_for(plan) for plan in poor), default=0)
    if here.out.wants_json:
        here.out.document(
            {
                "labels": {
                    "file": str(output),
                    "items": len(labels),
                    "labels": printed,
                    "sheets": sheets,
                    "module_mm": round(module, 3),
                    "levels": levels,
                    "fine": not poor,
                    "size_needed_mm": needed or None,
                    "read_back": was_read,
                    "written": not here.given.dry_run,
                }
            }
        )
        return
    parts = [
        say("label.printed", count=printed, sheets=sheets),
        say("label.module", module=f"{module:.2f}", level=levels),
    ]
    if was_read is not None:
        parts.append(say("label.read-back", count=was_read, of=printed))
    here.out.line(f"{paint('✓', 'g')} {output} · " + " · ".join(parts))
    if poor:
        here.out.talk(
            paint("! ", "y")
            + say("label.small", size=f"{size_mm:g}", module=f"{module:.2f}", needed=needed)
        )
    if here.given.dry_run:
        here.out.talk(say("label.dry-run", path=output))


def _size_for(plan: CodePlan) -> int:
    """Give the smallest whole millimetres at which a code of this version has fine modules."""
    from batterypass.documents.qr import QUIET_MODULES, SMALLEST_MODULE_MM

    return ceil(SMALLEST_MODULE_MM * (17 + 4 * plan.version + 2 * QUIET_MODULES))


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
