"""``batterypass label bin``: the separate-collection symbol by itself, as large as a battery needs."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

from batterypass.errors import InputError
from batterypass.evidence.refusal import refusal
from batterypass_cli.completions import complete_items
from batterypass_cli.context import Here
from batterypass_cli.output import paint
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, language, say

if TYPE_CHECKING:
    from batterypass.documents.bin_mark import BinMark
    from batterypass.regulations.label_marks import LabelLaw, Signs


@bilingual(
    """
    Imprime el bote tachado solo.

    El símbolo de recogida separada debe cubrir 3 % de la cara mayor de la batería, hasta 5 × 5 cm; de
    una celda cilíndrica, 1.5 % de su superficie (Reglamento (UE) 2023/1542, art. 13). En una etiqueta
    no cabe tan grande. Mide 5 cm, que siempre bastan, o lo que pide --area. Con PACK lleva debajo Cd o
    Pb, si sus valores los declaran. Un .svg lleva uno solo, a su tamaño.
    """
)
def print_bins(
    ctx: typer.Context,
    output: Annotated[
        Path,
        typer.Option(
            "-o", "--output", metavar="FILE.pdf|FILE.svg",
            help=both("The PDF or SVG.", "El PDF o SVG."),
        ),
    ],
    pack: Annotated[
        str | None,
        typer.Argument(
            metavar="[PACK]",
            help=both("For this pack: Cd and Pb.", "Para este paquete: Cd y Pb."),
            autocompletion=complete_items,
        ),
    ] = None,
    area: Annotated[
        str | None,
        typer.Option(
            "--area", metavar="CM2",
            help=both(
                "Largest side of the battery, cm²: as large as it needs.",
                "Cara mayor de la batería, cm²: del tamaño que pide.",
            ),
        ),
    ] = None,
    cylinder: Annotated[
        bool,
        typer.Option(
            "--cylinder",
            help=both(
                "--area is the surface of a cylindrical cell.",
                "--area es la superficie de una celda cilíndrica.",
            ),
        ),
    ] = False,
    size: Annotated[
        str | None,
        typer.Option(
            "--size", metavar="MM", help=both("Width of the bin, mm.", "Ancho del bote, mm.")
        ),
    ] = None,
    sheet: Annotated[
        str,
        typer.Option(
            "--sheet", metavar="NAME",
            help=both("Label stock; label sheets lists it.", "Hoja; label sheets las lista."),
        ),
    ] = "letter-6",
    copies: Annotated[
        int,
        typer.Option(
            "--copies", min=0, max=1000,
            help=both("How many (0: a whole sheet).", "Cuántos (0: una hoja entera)."),
        ),
    ] = 0,
    skip: Annotated[
        int,
        typer.Option(
            "--skip", metavar="N", min=0,
            help=both(
                "Places already used of the first sheet.", "Lugares ya usados de la primera hoja."
            ),
        ),
    ] = 0,
) -> None:  # fmt: skip
    """Print the crossed-out bin by itself.

    The separate-collection symbol has to cover 3 % of the largest side of the battery, up to 5 × 5
    cm; of a cylindrical cell 1.5 % of its surface (Regulation (EU) 2023/1542 Art. 13). A label has no
    room for one that large. It is 5 cm wide, which is always enough, or what --area needs. With PACK
    it has Cd or Pb beneath, where the values of the pack say so. An .svg has a single one, to size.

    Example:
    batterypass label bin -o bin.pdf
    batterypass label bin QKYC-C9Y5-DZ24-Y --area 2400 --sheet roll-76x51 --copies 2 -o bin.pdf
    """
    from math import ceil

    from batterypass.documents.bin_mark import BinMark, bin_svg, render_bins
    from batterypass.documents.sheets import sheet_named
    from batterypass.regulations.label_marks import NO_SIGNS, label_law
    from batterypass_cli.guide import check_writable, write_whole

    here = Here.of(ctx)
    if output.suffix.lower() not in (".pdf", ".svg"):
        raise refusal(InputError, "mark.bad-suffix", path=output)
    law = label_law(here.now().date().isoformat())
    side, on_packaging = _side(law, size, area, is_cylinder=cylinder)
    mark = BinMark(side, _signs(here, pack) if pack is not None else NO_SIGNS)
    check_writable(output)
    lang = language()
    if output.suffix.lower() == ".svg":
        count, sheets, body = 1, 0, bin_svg(mark, lang).encode()
    else:
        form = sheet_named(sheet)
        body = render_bins(mark, lang, sheet=sheet, copies=copies, skip=skip)
        count = copies or form.count - skip
        sheets = ceil((count + skip) / form.count)
    write_whole(output, body)
    _tell(here, output, mark, law, count, sheets, on_packaging=on_packaging)


def _side(
    law: LabelLaw, size: str | None, area: str | None, *, is_cylinder: bool
) -> tuple[float, bool]:
    """Give the width of the bin in mm, and whether it is one for the packaging."""
    if size is not None and area is not None:
        raise refusal(InputError, "label.bin-both")
    if is_cylinder and area is None:
        raise refusal(InputError, "label.bin-no-area")
    if area is not None:
        number = _number(area, "cm2", "cm²")
        if not 0 < number < 1e9:  # not a number is not between them either
            raise refusal(InputError, "label.bin-area", found=area)
        return law.bin_for(number, is_cylinder=is_cylinder)
    if size is None:
        return law.bin_most_mm, False
    side = _number(size, "mm")
    if not law.bin_least_mm <= side <= 300:
        raise refusal(
            InputError, "label.bin-small", found=size, least=f"{law.bin_least_mm:g}", most="300"
        )
    return side, False


def _number(text: str, *units: str) -> float:
    for unit in units:
        text = text.removesuffix(unit)
    try:
        return float(text.strip())
    except ValueError:
        return 0.0


def _signs(here: Here, pack: str) -> Signs:
    """Give the signs that a pack needs, from its public values."""
    from batterypass.app.labels import signs_of

    ledger = here.open()
    return signs_of(ledger.session, ledger.item(pack))


def _tell(
    here: Here, output: Path, mark: BinMark, law: LabelLaw, count: int, sheets: int, *,
    on_packaging: bool,
) -> None:  # fmt: skip
    from math import floor

    area = law.largest_side_cm2(mark.side_mm)
    if here.out.wants_json:
        here.out.document(
            {
                "bin": {
                    "file": str(output),
                    "size_mm": mark.side_mm,
                    "metals": list(mark.signs.metals),
                    "count": count,
                    "sheets": sheets,
                    "on_packaging": on_packaging,
                    "enough_for_cm2": None if area is None else floor(area),
                }
            }
        )
        return
    metals = f" · {mark.words}" if mark.words else ""
    done = say(
        "label.bin-done" if sheets else "label.bin-drawn", path=output, size=f"{mark.side_mm:g}", metals=metals, count=count,
        sheets=sheets,
    )  # fmt: skip
    here.out.line(f"{paint('✓', 'g')} {done}")
    if on_packaging:
        here.out.talk(say("label.bin-packaging", size=f"{mark.side_mm:g}"))
    elif area is None:
        here.out.talk(say("label.bin-any"))
    else:
        here.out.talk(say("label.bin-enough", area=floor(area)))
