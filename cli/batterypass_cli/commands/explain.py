"""``batterypass explain``: what a code means, why, and what to do."""

from __future__ import annotations

from typing import Annotated

import typer

from batterypass.texts.bilingual import Text
from batterypass_cli.completions import complete_codes
from batterypass_cli.context import Here
from batterypass_cli.output import Column
from batterypass_cli.pages import bilingual, unknown_name
from batterypass_cli.words import both, language, say

_COLUMNS = (
    Column("code", Text("code", "código")),
    Column("severity_words", Text("severity", "gravedad")),
    Column("title", Text("what it is", "qué es")),
)

_BRACES = Text(
    "Words in braces are values of the finding.",
    "Las palabras entre llaves son valores del hallazgo.",
)


@bilingual(
    """
    Explica una regla por su código.

    Sin código, lista todos. También explica los códigos de las decisiones de transporte, los plazos,
    los formatos y los renglones de clasificación, con su fuente y su confianza.
    """
)
def explain(
    ctx: typer.Context,
    code: Annotated[
        str | None,
        typer.Argument(
            metavar="[CODE]",
            help=both("Such as BP-C001.", "Como BP-C001."),
            autocompletion=complete_codes,
        ),
    ] = None,
) -> None:
    """Explain a rule by its code.

    Without a code it lists all. Codes of transport decisions, deadlines, forms and rows of
    classification are explained too, with the source of each and how far it can be trusted.

    Example:
    batterypass explain BP-C001
    batterypass explain AIR_SOC_A331
    batterypass explain MX-2004
    """
    from batterypass.texts import findings

    here = Here.of(ctx)
    if code is None:
        rows = [
            {"code": one.code, "severity": one.severity, "title": one.said(language()).title}
            for one in findings.CODES.values()
        ]
        from batterypass_cli.law_explain import law_rows
        from batterypass_cli.un_explain import transport_codes

        found = [*rows, *transport_codes(), *law_rows()]
        told = [{**one, "severity_words": say(f"explain.{one['severity']}")} for one in found]
        here.out.rows("codes", found if here.out.wants_json else told, _COLUMNS)
        return
    explained = findings.CODES.get(code.upper())
    if explained is None:
        from batterypass_cli.law_explain import explain_law, law_rows
        from batterypass_cli.un_explain import explain_transport

        if explain_transport(here, code.upper()) or explain_law(here, code):
            return
        known = [*findings.CODES, *(one["code"] for one in law_rows())]
        raise unknown_name("cli.unknown-code", code, known)
    if here.out.wants_json:
        from batterypass.texts.words_cited import cited

        said = explained.said(language())
        here.out.document(
            {
                "code": explained.code,
                "severity": explained.severity,
                "title": said.title,
                "message": said.message,
                "why": said.why,
                "todo": list(said.todo),
                "command": explained.command,
                "source": cited(explained.source, language()),
            }
        )
        return
    page = findings.page(explained.code, language()).replace("### ", "").rstrip()
    here.out.line(page)
    if "{" in page:
        here.out.talk(_BRACES.in_language(language()))
