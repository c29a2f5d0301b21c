"""``batterypass un summary new``: a UN 38.3 test summary from questions or from a form."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import Annotated

import typer

from batterypass_cli.context import Here
from batterypass_cli.output import paint
from batterypass_cli.pages import bilingual
from batterypass_cli.summary_file import name_file_of
from batterypass_cli.words import both, say


@bilingual(
    """
    Hace un resumen de pruebas ONU 38.3, preguntando cada punto por su nombre.

    Los puntos son los de 38.3.5, de la (a) a la (j). --from toma una forma JSON (- es la entrada
    estándar) y no pregunta nada; --for propone lo que el registro sabe de un artículo. Lo que falta se
    dice, no se rechaza. El nombre del responsable queda en un archivo aparte, que se puede borrar.
    """
)
def new(
    ctx: typer.Context,
    output: Annotated[
        Path,
        typer.Option(
            "-o", "--output", metavar="FILE.json", help=both("The summary.", "El resumen.")
        ),
    ],
    source: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="FILE|-", help=both("A form in JSON.", "Una forma en JSON.")
        ),
    ] = None,
    item: Annotated[
        str | None,
        typer.Option(
            "--for",
            metavar="ITEM",
            help=both(
                "Propose what the ledger knows of it.", "Proponer lo que el registro sabe de él."
            ),
        ),
    ] = None,
) -> None:
    """Make a UN 38.3 test summary, asking for each item by name.

    The items are those of 38.3.5, from (a) to (j). --from takes a form in JSON (- is standard input)
    and asks nothing; --for proposes what the ledger knows of an item. What is missing is told, not
    refused. The name of the signatory goes into a file of its own, which can be erased.

    Example:
    batterypass un summary new -o summary.json
    batterypass un summary new --from form.json -o summary.json
    """
    from batterypass.app.un383 import judge_file, read_summary
    from batterypass.bootstrap import un383_law
    from batterypass.evidence.un383_file import encode_summary, make_summary, seal_signatory
    from batterypass_cli.commands.log import read_value
    from batterypass_cli.files import demand_free, write_new
    from batterypass_cli.guide import check_writable
    from batterypass_cli.summary_form import NAME, ask_summary, known_of, read_form
    from batterypass_cli.summary_view import judged_lines, summary_object

    here = Here.of(ctx)
    law = un383_law()
    name_file = name_file_of(output)
    for path in (output, name_file):
        check_writable(path)
        demand_free(path)
    ledger = here.open() if item is not None else None
    known = known_of(ledger, ledger.item(item)) if ledger is not None and item is not None else {}
    if source is not None:
        form = {**known, **read_form(read_value(here, source), source)}
    else:
        form = ask_summary(here, law, known)
    name = str(form.pop(NAME, ""))
    sealed = b""
    if name:
        sealed, form["signatory_sha256"] = seal_signatory(name, here.random)
    raw = encode_summary(make_summary(form, str(output)))
    # The name first: a summary that names a file which nobody has cannot be mended.
    if sealed:
        write_new(name_file, sealed)
    write_new(output, raw)
    file = read_summary(raw, str(output), (str(name_file), sealed) if sealed else None)
    judged = judge_file(law, file, here.now().date().isoformat())
    if here.out.wants_json:
        written = {"file": str(output), "signatory_file": str(name_file) if sealed else None}
        here.out.document({"summary": {**written, **summary_object(file, judged)}})
        return
    here.out.line(f"{paint('✓', 'g')} " + say("summary.written", path=output, digest=file.digest))
    if sealed:
        here.out.line(f"{paint('✓', 'g')} " + say("summary.name-written", path=name_file))
    for line in judged_lines(judged):
        here.out.line(line)
    attach = f"--attach {output}" + (f" --attach {name_file}" if sealed else "")
    here.out.talk("  → " + say("summary.attach", options=attach))
