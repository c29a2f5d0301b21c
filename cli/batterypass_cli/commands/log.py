"""``batterypass log``: sign and record an event of any kind that a person signs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass.errors import FailedError, InputError
from batterypass.evidence.refusal import refusal
from batterypass_cli.completions import complete_items, complete_kinds
from batterypass_cli.context import Here
from batterypass_cli.pages import bilingual
from batterypass_cli.passport_options import AcceptUnusual  # noqa: TC001 - Typer reads the annotations
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from batterypass_cli.signing import Form


@bilingual(
    """
    Firma y registra un evento.

    Sin campos, pregunta cada uno por su nombre. Con campo=valor, solo lo que falte y sea
    necesario. campo=@ toma lo que propone el registro; private.PUNTO.NOMBRE=valor queda sellado.
    --from lee formas JSON de un archivo (- es la entrada estándar), con artículos, partes y embarques
    en cualquier forma de su id; con TIPO - cada una nombra el suyo. Con --from - --jsonl cada línea vale por sí sola y se contesta en cuanto está registrada.
    «batterypass schema» lista los tipos.
    """,
    signs=True,
)
def log(
    ctx: typer.Context,
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            help=both("Kind of event.", "Tipo de evento."),
            autocompletion=complete_kinds,
        ),
    ],
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ITEM] [FIELD=VALUE]...",
            help=both(
                "The item in any form of its id, and fields.",
                "El artículo en cualquier forma de su id, y campos.",
            ),
            autocompletion=complete_items,
        ),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="FILE|-", help=both("Read forms from here.", "Leer formas de aquí.")
        ),
    ] = None,
    accept_unusual: AcceptUnusual = False,
) -> None:
    """Sign and record an event.

    Without fields it asks for each one by its name; with field=value only for what is missing and
    needed. field=@ takes what the ledger proposes; private.POINT.NAME=value is sealed. --from reads
    JSON forms from a file (- is standard input), with items, parties and consignments in any form of
    their id; with KIND - each names its own. With --from - --jsonl each line stands for itself, and
    is answered as soon as it is recorded. "batterypass schema" lists the kinds.

    Example:
    batterypass log item.assessed QKYC-C9Y5-DZ24-Y
    batterypass log item.assessed QKYC-C9Y5-DZ24-Y condition=serviceable method=visual
    batterypass log - --from events.json --yes
    line-computer | batterypass log - --from - --jsonl --as sierra --yes
    """
    from batterypass_cli.actors import choose_actor
    from batterypass_cli.asking import complete_form, find_kind, parse_assignments
    from batterypass_cli.lookups import LedgerLookup
    from batterypass_cli.resolving import resolve_forms
    from batterypass_cli.signing import name_entry, sign_events

    here = Here.of(ctx)
    if source == "-" and here.given.jsonl and not here.given.dry_run:
        from batterypass_cli.streaming import stream_events

        stream_events(here, kind)
    if source is not None:
        forms = read_forms(here, kind, source)
        ledger = here.open_to_sign()
        actor = choose_actor(here, ledger, forms[0][0])
        resolved = resolve_forms(here, forms, LedgerLookup(here, ledger, actor), source)
        if accept_unusual:
            resolved = [(own, {**form, "accept_unusual": True}) for own, form in resolved]
        sign_events(here, resolved, actor=actor)
        return
    find_kind(kind)
    ledger = here.open_to_sign()
    actor = choose_actor(here, ledger, kind)
    given = parse_assignments(here, kind, words or [], actor=actor)
    if accept_unusual:
        given["accept_unusual"] = True
    form = complete_form(
        here, kind, given, actor=actor, required_only=any("=" in word for word in words or [])
    )
    done = sign_events(here, [(kind, form)], actor=actor)
    if done and not here.out.wants_json:
        here.out.talk(say("sign.next", command=f"batterypass show {name_entry(done[0])}"))


def read_forms(here: Here, kind: str, source: str) -> list[Form]:
    """Read forms from a file or standard input: an object, a list, or a line each with --jsonl.

    Raises InputError that names the line or place where a form is off.
    """
    from batterypass_cli.asking import find_kind
    from batterypass_cli.strictjson import parse_json, parse_json_lines

    text = read_text(here, source)
    if here.given.jsonl:
        values = parse_json_lines(text, source)
    else:
        value = parse_json(text, source)
        values = value if isinstance(value, list) else [value]
    if not values:
        raise InputError(f"{source}: no forms", code="log.no-forms", source=source)
    forms: list[Form] = []
    for place, value in enumerate(values, 1):
        if not isinstance(value, dict):
            raise InputError(
                f"{source}: form {place}: expected an object",
                code="log.form-no-object",
                source=source,
                place=place,
            )
        forms.append(form_of(kind, value, source, place))
    for own, _form_of_it in forms:
        find_kind(own)
    return forms


def form_of(kind: str, value: dict[str, Any], source: str, place: int) -> Form:
    """Give the kind and form of a JSON object; raise InputError for another kind than wanted."""
    own = value.pop("kind", kind)
    if kind not in ("-", own) or own == "-":
        raise InputError(
            f"{source}: form {place}: kind {own!r}, expected {kind!r}",
            code="log.other-kind",
            source=source,
            place=place,
            own=own,
            kind=kind,
        )
    return str(own), value


def read_value(here: Here, source: str) -> Any:  # noqa: ANN401
    """Read one JSON value from a file or standard input."""
    from batterypass_cli.strictjson import parse_json

    return parse_json(read_text(here, source), source)


def read_text(here: Here, source: str) -> str:
    """Read a file, or standard input for ``-``. Raises FailedError naming it."""
    from batterypass.store.regular import read_regular

    try:
        if source == "-":
            return here.stdin.read()
        return read_regular(Path(source)).decode("utf-8")
    except UnicodeDecodeError as error:
        raise refusal(FailedError, "cli.not-utf8", path=source, byte=error.start + 1) from error
    except OSError as error:
        raise refusal(FailedError, "cli.unreadable", path=source, why=error.strerror) from error
