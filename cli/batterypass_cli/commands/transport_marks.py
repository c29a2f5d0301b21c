"""``batterypass transport marks``: marks, labels, placards and plates as PDF or SVG, to size."""

from __future__ import annotations

from datetime import date
from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass.errors import InputError
from batterypass_cli.carriage_options import CarriageDay  # noqa: TC001 - Typer reads it
from batterypass_cli.context import Here
from batterypass_cli.output import paint
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, language, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from batterypass.documents.marks.shapes import Mark
    from batterypass.documents.marks.size import Size


@bilingual(
    """
    Imprime marcas y etiquetas para los bultos, a su tamaño.

    Marcas: UNNO (número ONU), PSN (designación oficial de transporte), 9A (etiqueta), BM (marca de
    batería), CAO (solo avión de carga), OVERPACK, PLACARD9 (placa de la unidad), ORANGE (panel
    naranja) y TXT[palabras]. Cada medida sale de la norma con su fuente (--json la dice); un tamaño
    menor se rechaza. Un PDF pone varias por hoja, con una línea de 100 mm para comprobar la
    impresión; un SVG lleva una sola, y con varias marcas sale un archivo por marca.
    """
)
def marks(
    ctx: typer.Context,
    output: Annotated[
        Path,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE.pdf|FILE.svg",
            help=both("The PDF or SVG.", "El PDF o SVG."),
        ),
    ],
    mark: Annotated[
        list[str] | None,
        typer.Option(
            "--mark",
            metavar="CODE",
            help=both("A mark; may be repeated.", "Una marca; puede repetirse."),
        ),
    ] = None,
    un: Annotated[
        list[str] | None,
        typer.Option(
            "--un",
            metavar="UN3480",
            help=both("A UN number; may be repeated.", "Un número ONU; puede repetirse."),
        ),
    ] = None,
    name: Annotated[
        list[str] | None,
        typer.Option(
            "--name",
            metavar="TEXT",
            help=both(
                "A proper shipping name, for PSN; may be repeated.",
                "Una designación oficial, para PSN; puede repetirse.",
            ),
        ),
    ] = None,
    size: Annotated[
        list[str] | None,
        typer.Option(
            "--size",
            metavar="[CODE=]WxH",
            help=both(
                "Width and height in mm, such as 100x70.", "Ancho y alto en mm, como 100x70."
            ),
        ),
    ] = None,
    small: Annotated[
        bool,
        typer.Option(
            "--small-package",
            help=both(
                "The package is of at most 30 L and 30 kg gross: smaller letters where the law"
                " allows them.",
                "El bulto es de 30 L y 30 kg brutos a lo más: letras más chicas donde la norma las"
                " permite.",
            ),
        ),
    ] = False,
    phone: Annotated[
        str | None,
        typer.Option(
            "--phone",
            metavar="NUMBER",
            help=both(
                "Telephone number, for the earlier figure of the battery mark.",
                "Teléfono, para la figura anterior de la marca de batería.",
            ),
        ),
    ] = None,
    on: CarriageDay = None,
    sheet: Annotated[
        str,
        typer.Option("--sheet", metavar="letter|a4", help=both("Paper.", "Hoja.")),
    ] = "letter",
) -> None:
    """Print marks and labels for packages, to size.

    Marks: UNNO (UN number), PSN (proper shipping name), 9A (label), BM (battery mark), CAO (cargo
    aircraft only), OVERPACK, PLACARD9 (placard of the unit), ORANGE (orange plate) and TXT[words].
    Every measure comes from the law with its source (--json tells it); a smaller size is refused. A
    PDF has several on a sheet, with a line of 100 mm to check the print by; an SVG has one, and
    several marks make a file each.

    Example:
    batterypass transport marks --mark 9A --mark UNNO --un UN3480 -o marks.pdf
    batterypass transport marks --mark BM --un UN3481 --size 100x70 -o mark.svg
    """
    from batterypass.documents.marks.vocabulary import marks_for, tidy_code
    from batterypass_cli.days import read_day
    from batterypass_cli.guide import check_writable, write_whole

    here = Here.of(ctx)
    codes = [tidy_code(one) for one in mark or []]
    if not codes:
        raise InputError("no marks to print", code="mark.none")
    if phone and "BM" not in codes:
        raise InputError("--phone without --mark BM", code="mark.no-phone-here")
    drawn = marks_for(
        codes,
        un or [],
        name or [],
        date.fromisoformat(read_day(here, "--on", on)),
        sizes=_sizes(size or [], codes),
        is_small=small,
        phone=phone or "",
    )
    check_writable(output)
    files = _files(output, drawn, sheet)
    for path, body in files.items():
        write_whole(path, body)
    _tell(here, drawn, list(files), sheet, is_pdf=output.suffix.lower() == ".pdf")
    known = _numbers_of_batteries()
    for number in dict.fromkeys(un or []):
        if "".join(number.upper().split()).removeprefix("UN") not in known:
            here.out.talk(paint("! ", "y") + say("mark.no-battery", found=number))


def _numbers_of_batteries() -> frozenset[str]:
    """Give the digits of every UN number that an edition has for batteries."""
    from batterypass.bootstrap import transport_tables

    return frozenset(
        entry.un.removeprefix("UN")
        for edition in transport_tables().rules.values()
        for entry in edition.entries.values()
    )


def _sizes(given: Sequence[str], codes: Sequence[str]) -> Mapping[str, Size]:
    """Give each size to its mark. Raises InputError where it is not clear which is meant."""
    from batterypass.documents.marks.size import Size
    from batterypass.documents.marks.vocabulary import SIZED, tidy_code

    asked = [code for code in dict.fromkeys(codes) if code in SIZED]
    found: dict[str, Size] = {}
    for text in given:
        code, between, rest = text.rpartition("=")
        code, size = tidy_code(code), Size.parse(rest)
        if not between:
            if len(asked) > 1:
                raise InputError(
                    f"--size {text}: for which mark?", code="mark.whose-size", found=text,
                    known=", ".join(asked), example=f"--size {asked[0]}={text}",
                )  # fmt: skip
            code = asked[0] if asked else ""
        if code not in asked and (code in SIZED or not code):
            raise InputError(
                f"--size {text}: no such mark was asked for", code="mark.no-size-here",
                found=text, known=", ".join(sorted(SIZED)),
            )  # fmt: skip
        found[code] = size
    return found


def _files(output: Path, drawn: Sequence[Mark], sheet: str) -> dict[Path, bytes]:
    """Make what is written: one PDF, or an SVG for each mark."""
    lang = language()
    suffix = output.suffix.lower()
    if suffix == ".pdf":
        from batterypass.documents.marks.pdf import marks_pdf

        return {output: marks_pdf(drawn, lang, sheet=sheet)}
    if suffix != ".svg":
        raise InputError(f"{output}: expected .pdf or .svg", code="mark.bad-suffix", path=output)
    from batterypass.documents.marks.svg import mark_svg

    if len(drawn) == 1:
        return {output: mark_svg(drawn[0], lang).encode()}
    names: dict[str, int] = {}
    files = {}
    for one in drawn:
        names[one.name] = number = names.get(one.name, 0) + 1
        name = one.name if number == 1 else f"{one.name}-{number}"
        files[output.with_name(f"{output.stem}-{name}.svg")] = mark_svg(one, lang).encode()
    return files


def _tell(
    here: Here, drawn: Sequence[Mark], files: Sequence[Path], sheet: str, *, is_pdf: bool
) -> None:
    from batterypass.documents.marks.pdf import pages_of

    pages = pages_of(drawn, sheet) if is_pdf else []
    if here.out.wants_json:
        here.out.document(
            {
                "marks": [_row(one) for one in drawn],
                "files": [str(path) for path in files],
                "sheets": len(pages),
            }
        )
        return
    for path in files:
        words = f" · {say('mark.printed', count=len(drawn), sheets=len(pages))}" if is_pdf else ""
        here.out.line(f"{paint('✓', 'g')} {path}{words}")
    lang = language()
    for page in pages:
        if page.is_own:
            one = page.places[0].mark
            title, size = (
                text.es if lang == "es" else text.en for text in (one.title, one.size_text)
            )
            here.out.talk(paint("! ", "y") + say("mark.own-page", title=title, size=size))
    for note in dict.fromkeys(note for one in drawn for note in one.notes):
        here.out.talk(paint("! ", "y") + (note.es if lang == "es" else note.en))
    if is_pdf:
        here.out.talk(say("mark.measure-it"))


def _row(mark: Mark) -> dict[str, Any]:
    """Give what programs get of a mark: its size, and each measure with its source."""
    return {
        "mark": mark.code,
        "width_mm": round(mark.width, 3),
        "height_mm": round(mark.height, 3),
        "confidence": mark.measures.confidence,
        "measures": [
            {
                "name": row.name,
                "value": row.value,
                "unit": row.unit,
                "limit": row.limit,
                "source": row.source,
                "confidence": row.confidence,
            }
            for row in mark.measures.rows.values()
        ],
        "notes": [note.es if language() == "es" else note.en for note in mark.notes],
    }
