"""``batterypass label check``: a label in a picture, by its signature and by the record."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass.errors import UndecidedError
from batterypass_cli.context import Here
from batterypass_cli.label_reasons import reason_line
from batterypass_cli.output import aligned, paint
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.app.label_check import LabelCheck
    from batterypass.documents.photo import Photo
    from batterypass.domain.states import PartyState

_CODES = {True: 0, False: 4, None: 5}
_ORDER = {"broken": 0, "signed": 1, "plain": 2, "id": 3, "other": 4}
#: In every code of a paper.
_PAPER = "batterypass/paper"


@bilingual(
    """
    Comprueba una etiqueta en una foto, un escaneo o un PDF.

    Se leen todos los códigos de la imagen, también torcidos o borrosos. La firma dice que la hizo el
    dueño de la URL y se comprueba sin red, con este registro o con un archivo de directorio
    (--directory). Una copia de una etiqueta buena lleva la misma firma: solo se nota al comparar la
    batería con el registro. Se dice qué se comprobó y qué no. Códigos de salida: 0 auténtica; 4
    falsa; 5 no se puede decidir.
    """
)
def check(
    ctx: typer.Context,
    image: Annotated[
        Path,
        typer.Argument(
            metavar="IMAGE", help=both("PNG, JPEG, PDF or SVG.", "PNG, JPEG, PDF o SVG.")
        ),
    ],
    directory: Annotated[
        Path | None,
        typer.Option(
            "--directory",
            metavar="FILE.bpz",
            help=both(
                "Directory file with the maker's label key.",
                "Archivo de directorio con la llave de etiquetas del fabricante.",
            ),
        ),
    ] = None,
    trust: Annotated[
        Path | None,
        typer.Option(
            "--trust",
            metavar="FILE",
            help=both(
                "Trust file of the ledger that the directory file is from.",
                "Archivo de confianza del registro de donde viene el directorio.",
            ),
        ),
    ] = None,
    first_use: Annotated[
        bool,
        typer.Option(
            "--first-use",
            help=both(
                "Believe the directory file of an unknown ledger.",
                "Cree el directorio de un registro desconocido.",
            ),
        ),
    ] = False,
) -> None:
    """Check a label in a photo, a scan or a PDF.

    Every code in the picture is read, crooked or blurred ones too. The signature says that the owner
    of the URL made it, and is checked offline, by this ledger or by a directory file (--directory).
    A copy of a good label carries the same signature: only comparing the battery with the record
    shows it. It is said what was checked and what was not. Exit codes: 0 genuine; 4 forged; 5 cannot
    be decided.

    Example:
    batterypass label check photo.jpg
    batterypass label check photo.jpg --directory north.bpz --trust north.policy
    """
    from batterypass.app.label_check import check_code
    from batterypass.documents.photo import read_photo
    from batterypass_cli.files import read_file

    here = Here.of(ctx)
    photo = read_photo(read_file(image), str(image))
    if not photo.texts:
        raise UndecidedError(
            f"{image}: no code could be read",
            code="label.damaged-code" if photo.is_damaged else "label.no-code",
            file=image,
        )
    carried = _parties(here, directory, trust, first_use=first_use) if directory else ()
    ledger = here.open_if_there("label.no-ledger")
    session = ledger.session if ledger is not None else None
    found = {text: check_code(text, session, carried) for text in photo.texts}
    labels = [one for one in found.values() if one.sort != "other"]
    verdict = _verdict(labels)
    if here.out.wants_json:
        here.out.document({"check": _object(image, photo, found, verdict)})
    else:
        for one in sorted(found.values(), key=lambda one: _ORDER[one.sort]):
            _tell(here, one, photo.texts.count(one.text), _is_answered(one, labels))
        if photo.is_damaged:
            here.out.talk(paint("! ", "y") + say("label.also-damaged"))
        here.out.line(say(_summary(labels, verdict)))
    if verdict is not True:
        raise typer.Exit(_CODES[verdict])


def _verdict(labels: list[LabelCheck]) -> bool | None:
    """Give the worst of all answers; a second code says nothing where the large one was read."""
    asked = [one.holds for one in labels if not _is_answered(one, labels)]
    if False in asked:
        return False
    return True if asked and all(asked) else None


def _is_answered(one: LabelCheck, labels: list[LabelCheck]) -> bool:
    """Tell whether a code is the second one of a label whose large code was read too."""
    return one.sort == "id" and any(
        other.printed_id == one.printed_id for other in labels if other.sort != "id"
    )


def _summary(labels: list[LabelCheck], verdict: bool | None) -> str:
    if not labels:
        return "label.all-other"
    if verdict is None:
        return "label.all-undecided"
    if not verdict:
        return "label.all-forged"
    compared = all(one.record for one in labels)
    return "label.all-genuine" if compared else "label.all-signature"


def _tell(here: Here, one: LabelCheck, times: int, answered: bool) -> None:
    count = f"  {say('label.twice', count=times)}" if times > 1 else ""
    if one.sort == "other":
        is_paper = _PAPER in one.text
        key = "label.paper-code" if is_paper or not one.text.isprintable() else "label.other-code"
        here.out.line(f" {paint('?', 'y')} {say(key, text=one.text[:60])}")
        return
    if answered:
        here.out.line(f"{one.printed_id}  {say('label.second-agrees')}{count}")
        return
    here.out.line(f"{one.printed_id}  {one.url}{count}")
    for said in one.said:
        here.out.line(f" {reason_line(one, said)}")
    facts = [(say(f"label.fact.{name}"), value) for name, value in one.facts.items()]
    for line in aligned(facts, indent="     "):
        here.out.line(line)


def _object(
    image: Path, photo: Photo, found: Mapping[str, LabelCheck], verdict: bool | None
) -> dict[str, Any]:
    return {
        "file": str(image),
        "verdict": verdict,
        "damaged": photo.is_damaged,
        "codes": [
            {
                "text": one.text,
                "sort": one.sort,
                "item": one.url,
                "printed_id": one.printed_id,
                "times": photo.texts.count(one.text),
                "verdict": one.holds,
                "signature": one.signature,
                "signed_by": one.signed_by,
                "record": one.record,
                "reasons": [{"code": said.code, **said.values} for said in one.said],
                "facts": dict(one.facts),
            }
            for one in found.values()
        ],
    }


def _parties(
    here: Here, file: Path, trust: Path | None, *, first_use: bool
) -> tuple[PartyState, ...]:
    """Check a directory file and give the parties in it. Raises as ``open_directory_file`` does."""
    from batterypass.app.directory_file import open_directory_file
    from batterypass.bootstrap import regulations
    from batterypass.store.home import Home
    from batterypass_cli.files import read_file

    carried = open_directory_file(
        read_file(file), str(file), Home(here.home), regulations(),
        trust_file=read_file(trust) if trust is not None else None, first_use=first_use,
    )  # fmt: skip
    return carried.parties
