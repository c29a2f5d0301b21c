"""``batterypass un summary``: the UN 38.3 test summary of a cell, module or pack."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from batterypass.errors import DeclinedError, InputError, UndecidedError
from batterypass.evidence.refusal import refusal
from batterypass.texts.bilingual import Text
from batterypass_cli.context import Here
from batterypass_cli.output import paint
from batterypass_cli.pages import Entry, bilingual, group_with
from batterypass_cli.summary_file import name_file_of
from batterypass_cli.words import both, language, say

if TYPE_CHECKING:
    from batterypass.app.ledger import Ledger
    from batterypass.app.un383 import Judged, NamedSummary, SummaryFile
    from batterypass.documents.un383 import PaperSize
    from batterypass.documents.words import FormLang

ENTRIES = {
    "new": Entry(
        "", "un_summary_new", "new",
        Text(
            "Make a UN 38.3 test summary, asking for each item by name.",
            "Hace un resumen de pruebas ONU 38.3, preguntando cada punto por su nombre.",
        ),
    ),
}  # fmt: skip
app = typer.Typer(
    cls=group_with(ENTRIES, {}),
    no_args_is_help=True,
    help=both(
        "UN 38.3 test summary: make, check and print one.\n\n"
        "Example: batterypass un summary check QKYC-C9Y5-DZ24-Y",
        "Resumen de pruebas ONU 38.3: hacerlo, revisarlo e imprimirlo.\n\n"
        "Example: batterypass un summary check QKYC-C9Y5-DZ24-Y",
    ),
)
#: A rule says no: something is missing, or speaks against the summary.
_NOT_ENOUGH = 3
_Which = Annotated[
    str,
    typer.Argument(
        metavar="FILE.json|ITEM",
        help=both(
            "A summary, or the item whose entries name one.",
            "Un resumen, o el artículo cuyos asientos nombran uno.",
        ),
    ),
]
_Signatory = Annotated[
    Path | None,
    typer.Option(
        "--signatory",
        metavar="FILE.json",
        help=both(
            "The file with the signatory's name; else the one beside the summary.",
            "El archivo con el nombre del responsable; si no, el que está junto al resumen.",
        ),
    ),
]
_On = Annotated[
    str | None,
    typer.Option(
        "--on",
        metavar="DATE",
        help=both("As on this day; else today.", "Como en ese día; si no, hoy."),
    ),
]


class _Found(NamedTuple):
    """A summary that was named, with what there is to say of it and where it stands."""

    file: SummaryFile
    judged: Judged
    ledger: Ledger | None
    named: NamedSummary | None


@app.command("check")
@bilingual(
    """
    Dice qué le falta a un resumen ONU 38.3, cada cosa con su párrafo.

    De un artículo comprueba además que el archivo sea el que nombra su asiento, que sea el resumen de
    ese informe, y que ampare el artículo como se envía: una celda o un módulo no amparan un paquete.
    Termina con 0 si basta y con 3 si no.
    """
)
def check(ctx: typer.Context, which: _Which, signatory: _Signatory = None, on: _On = None) -> None:
    """Say what a UN 38.3 test summary lacks, each with its paragraph.

    For an item it also checks that the file is the one that its entry names, that it is the summary
    of that report, and that it covers the item as it is shipped: a cell or a module does not cover a
    pack. Ends with 0 where it is enough, and with 3 where it is not.

    Example: batterypass un summary check QKYC-C9Y5-DZ24-Y
    """
    from batterypass_cli.summary_view import due_line, due_object, judged_lines, summary_object

    here = Here.of(ctx)
    found = _find(here, which, signatory, on)
    item = found.named.item if found.named is not None else None
    if here.out.wants_json:
        due = {} if item is None else {"due": due_object(item)}
        here.out.document(
            {"summary": {**_place(found), **due, **summary_object(found.file, found.judged)}}
        )
    else:
        here.out.line(paint(_title(found), "b"))
        if item is not None:
            here.out.line(f"   {due_line(item)}")
        for line in judged_lines(found.judged):
            here.out.line(line)
        if found.judged.is_enough:
            here.out.line(f" {paint('✓', 'g')} " + say("summary.enough"))
        if found.file.name_state in ("elsewhere", "erased"):
            state = say(f"summary.name-{found.file.name_state}")
            here.out.line(f" {paint('!', 'y')} " + say("summary.name-is", state=state))
    if not found.judged.is_enough:
        raise typer.Exit(_NOT_ENOUGH)


@app.command("show")
@bilingual("Muestra un resumen ONU 38.3, punto por punto, con lo que le falta.")
def show(ctx: typer.Context, which: _Which, signatory: _Signatory = None, on: _On = None) -> None:
    """Show a UN 38.3 test summary item by item, with what is missing.

    Example: batterypass un summary show summary.json
    """
    from batterypass.bootstrap import un383_law
    from batterypass_cli.summary_view import item_lines, summary_object

    here = Here.of(ctx)
    found = _find(here, which, signatory, on)
    if here.out.wants_json:
        here.out.document(
            {"summary": {**_place(found), **summary_object(found.file, found.judged)}}
        )
        return
    here.out.line(paint(_title(found), "b"))
    for line in item_lines(un383_law(), found.file, found.judged):
        here.out.line(line)


@app.command("print")
@bilingual(
    """
    Escribe un resumen ONU 38.3 en PDF, con los puntos en su orden y lo que falta a la vista.

    Lleva dentro el archivo y, de un artículo, el asiento firmado que lo nombra. El mismo resumen da los
    mismos bytes. --lang es, en o both elige el idioma del papel.
    """
)
def print_summary(
    ctx: typer.Context,
    which: _Which,
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="FILE.pdf", help=both("The PDF.", "El PDF.")),
    ],
    paper: Annotated[
        str,
        typer.Option(
            "--paper", metavar="letter|a4", help=both("Size of the paper.", "Tamaño del papel.")
        ),
    ] = "letter",
    signatory: _Signatory = None,
    on: _On = None,
) -> None:
    """Write a UN 38.3 test summary as a PDF, its items in order and what is missing in plain sight.

    The file is inside and, for an item, the signed entry that names it. The same summary gives the
    same bytes. --lang es, en or both chooses the language of the paper.

    Example: batterypass un summary print QKYC-C9Y5-DZ24-Y -o summary.pdf --lang both
    """
    from hashlib import sha256

    from batterypass.app.un383 import evidence_files, paper_of
    from batterypass.bootstrap import un383_law
    from batterypass.documents.un383 import render_un383
    from batterypass_cli.guide import check_writable, write_whole

    here = Here.of(ctx)
    size = _size(paper)
    check_writable(output)
    found = _find(here, which, signatory, on)
    session = found.ledger.session if found.ledger is not None else None
    content = paper_of(un383_law(), found.file, found.judged, session=session, named=found.named)
    inside = evidence_files(session, found.named, found.file)
    pdf = render_un383(content, _paper_lang(here), size, inside)
    write_whole(output, pdf)
    digest = sha256(pdf).hexdigest()
    if here.out.wants_json:
        here.out.document(
            {
                "paper": {
                    "file": str(output), "sha256": digest, "bytes": len(pdf),
                    "is_enough": found.judged.is_enough, "missing": len(found.judged.missing),
                    "inside": [name for name, _ in inside],
                }
            }
        )  # fmt: skip
        return
    here.out.line(f"{paint('✓', 'g')} " + say("summary.printed", path=output, digest=digest[:12]))
    if not found.judged.is_enough:
        count = len(found.judged.missing) + len(found.judged.reasons)
        here.out.talk(f"{paint('!', 'y')} " + say("summary.says-so", count=count, which=which))


@app.command("erase-name")
@bilingual(
    """
    Borra el nombre del responsable de un resumen ONU 38.3.

    Quita de aquí el archivo que lo lleva y anota el día. El resumen, su huella y su asiento quedan como
    están. Otras copias del archivo no se tocan.
    """,
    signs=True,
)
def erase_name(
    ctx: typer.Context,
    item: Annotated[
        str,
        typer.Argument(
            metavar="ITEM",
            help=both("Item, in any form of its id.", "Artículo, en cualquier forma de su id."),
        ),
    ],
) -> None:
    """Erase the name of the signatory of a UN 38.3 test summary.

    Takes away the file that holds it here and notes the day. The summary, its digest and its entry
    stay as they are. Other copies of the file are not touched.

    Example: batterypass un summary erase-name QKYC-C9Y5-DZ24-Y
    """
    from batterypass.app.un383 import erase_name as erase
    from batterypass.app.un383 import find_summary
    from batterypass_cli.attaching import files_of
    from batterypass_cli.terminal import ask_yes_no

    here = Here.of(ctx)
    ledger = here.open()
    files = files_of(here)
    file = find_summary(ledger.session, files, ledger.item(item)).file
    if file.name_state != "here":
        raise refusal(InputError, "summary.no-name", item=item)
    if here.given.dry_run:
        here.out.talk(say("summary.would-erase", digest=file.summary.signatory_sha256))
        return
    question = say("summary.erase-question", item=item)
    if not here.given.yes and not ask_yes_no(here.terminal, question, default=False):
        raise refusal(DeclinedError, "summary.declined")
    on = here.now().date().isoformat()
    erase(files, file, on)
    if here.out.wants_json:
        here.out.document({"erased": {"sha256": file.summary.signatory_sha256, "on": on}})
        return
    here.out.line(f"{paint('✓', 'g')} " + say("summary.erased", item=item))


def _find(here: Here, which: str, signatory: Path | None, on: str | None) -> _Found:
    """Find the summary that the words name, in a file or by its item, and judge it for a day."""
    from batterypass.app.un383 import find_summary, judge_file, judge_named
    from batterypass.bootstrap import un383_law
    from batterypass_cli.attaching import files_of
    from batterypass_cli.days import read_day

    day = read_day(here, "--on", on)
    law = un383_law()
    if which.endswith(".json") or Path(which).is_file():
        file = _read(Path(which), signatory)
        return _Found(file, judge_file(law, file, day), None, None)
    if signatory is not None:
        raise refusal(InputError, "summary.signatory-of-item", item=which)
    ledger = here.open()
    state = ledger.item(which)
    try:
        named = find_summary(ledger.session, files_of(here), state)
    except UndecidedError as error:
        if error.code == "summary.none-named":
            from batterypass_cli.summary_view import due_line

            here.out.talk(due_line(state))
        raise
    return _Found(named.file, judge_named(law, named, day), ledger, named)


def _read(path: Path, signatory: Path | None) -> SummaryFile:
    from batterypass.app.un383 import read_summary
    from batterypass_cli.files import read_file

    name_file = signatory
    if name_file is None and name_file_of(path).is_file():
        name_file = name_file_of(path)
    raw = read_file(path)
    given = (str(name_file), read_file(name_file)) if name_file is not None else None
    return read_summary(raw, str(path), given)


def _title(found: _Found) -> str:
    from batterypass.domain.ids import printed_id

    if found.named is None:
        return say("summary.title", digest=found.file.digest)
    name = printed_id(found.named.item.item)
    index = found.named.entry.index
    entry = "-" if index is None else index
    return say("summary.title-item", item=name, entry=entry, digest=found.file.digest)


def _place(found: _Found) -> dict[str, object]:
    if found.named is None:
        return {}
    return {"item": found.named.item.item, "entry": found.named.entry.index}


def _size(paper: str) -> PaperSize:
    if paper == "letter":
        return "letter"
    if paper == "a4":
        return "a4"
    raise refusal(InputError, "summary.bad-paper", found=paper)


def _paper_lang(here: Here) -> FormLang:
    if here.given.lang == "both":
        return "both"
    return "es" if language() == "es" else "en"
