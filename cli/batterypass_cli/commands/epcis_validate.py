"""``batterypass epcis validate``: the structure of an EPCIS document, with every problem's place."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

from batterypass.errors import InputError
from batterypass.evidence.refusal import refusal
from batterypass_cli.context import Here
from batterypass_cli.output import paint
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from batterypass.exchange.epcis_check import EpcisProblem

#: Problems that are shown; --json has all of them.
_SHOWN = 50


@bilingual(
    """
    Comprueba la estructura de un documento EPCIS 2.0.1.

    Miembros, formas, palabras de CBV 2.0, prefijos del contexto e ids que se repiten. Es nuestra
    lectura de la norma: no certifica conformidad. Con --schema, también contra un esquema JSON que
    usted tenga, con sus formatos. Códigos de salida: 0 sin problemas; 2 con alguno.
    """
)
def validate(
    ctx: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help=both("The document.", "El documento.")),
    ],
    schema: Annotated[
        Path | None,
        typer.Option(
            "--schema",
            metavar="FILE",
            help=both(
                "A JSON Schema to hold it against too.",
                "Un esquema JSON contra el que también se compara.",
            ),
        ),
    ] = None,
) -> None:
    """Check the structure of an EPCIS 2.0.1 document.

    Members, forms, words of CBV 2.0, prefixes of the context, and ids that stand twice. It is our
    reading of the standard and certifies nothing. With --schema also against a JSON Schema that you
    have, with its formats. Exit codes: 0 without problems; 2 with any.

    Example:
    batterypass epcis validate events.jsonld
    batterypass epcis validate events.jsonld --schema epcis-json-schema.json
    """
    from batterypass.exchange.epcis_check import check_document
    from batterypass_cli.files import read_file

    here = Here.of(ctx)
    document = _read_json(str(file), read_file(file))
    problems = list(check_document(document))
    by_schema: list[tuple[str, str]] = []
    if schema is not None:
        from batterypass.exchange.epcis_schema import check_schema

        by_schema = list(
            check_schema(document, _read_json(str(schema), read_file(schema)), str(schema))
        )
    events = _count(document)
    if here.out.wants_json:
        here.out.document(
            {
                "validate": {
                    "file": str(file),
                    "valid": not problems and not by_schema,
                    "events": events,
                    "problems": [_row(one) for one in problems],
                    **(
                        {"schema": [{"where": at, "says": text} for at, text in by_schema]}
                        if schema is not None
                        else {}
                    ),
                }
            }
        )
    else:
        _tell(here, str(file), events, problems, by_schema)
    if problems or by_schema:
        raise typer.Exit(2)


def _read_json(name: str, body: bytes) -> object:
    """Read a JSON file. Raises InputError that says where it is off: encoding, syntax, a name twice."""
    from batterypass_cli.strictjson import parse_json

    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refusal(InputError, "epcis.encoding", file=name, place=error.start) from error
    return parse_json(text, name, has_fractions=True)


def _count(document: object) -> int:
    body = document.get("epcisBody") if isinstance(document, dict) else None
    events = body.get("eventList") if isinstance(body, dict) else None
    return len(events) if isinstance(events, list) else 0


def _row(problem: EpcisProblem) -> dict[str, str]:
    row = {"where": problem.where, "code": problem.code, "says": _words(problem)}
    for name in ("found", "expected"):
        if getattr(problem, name):
            row[name] = getattr(problem, name)
    return row


def _words(problem: EpcisProblem) -> str:
    """Say a problem; where a known word is near, only that one is named."""
    expected, code = problem.expected, f"epcis.problem-{problem.code}"
    if problem.code == "form":
        expected = say(f"epcis.form-{expected}")
    if problem.code in ("word", "unknown"):
        near = get_close_matches(problem.found, expected.split(", "), n=2)
        if near:
            return say(f"{code}-near", found=problem.found, near=", ".join(near))
    return say(code, found=problem.found, expected=expected)


def _tell(
    here: Here, file: str, events: int, problems: list[EpcisProblem],
    by_schema: list[tuple[str, str]],
) -> None:  # fmt: skip
    lines = [(one.where, _words(one)) for one in problems]
    lines += [(at, f"{say('epcis.schema-says')} {text}") for at, text in by_schema]
    for where, text in lines[:_SHOWN]:
        here.out.line(f" {paint('✗', 'r')} {where}  {text}")
    if len(lines) > _SHOWN:
        here.out.line(say("epcis.more", count=len(lines) - _SHOWN))
    if lines:
        here.out.line(say("epcis.invalid", file=file, count=len(lines), events=events))
    else:
        here.out.line(f"{paint('✓', 'g')} " + say("epcis.valid", file=file, events=events))
