"""The options that every command shares, declared once; accepted before and after the command.

Each stores what it was given in the run's :class:`Given`, so that the position does not matter.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass_cli.completions import complete_parties
from batterypass_cli.words import both

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(slots=True)
class Given:
    """What the shared options of one run say; empty where an option was not given."""

    ledger: str = ""
    keys: str = ""
    lang: str = ""
    json: bool = False
    jsonl: bool = False
    fields: str = ""
    actor: str = ""
    again: bool = False
    acknowledge: list[str] = field(default_factory=list)
    dry_run: bool = False
    yes: bool = False
    clock_is_right: bool = False
    passphrase_file: str = ""
    attach: list[str] = field(default_factory=list)


def _keep(name: str) -> Any:  # noqa: ANN401
    def keep(ctx: typer.Context, value: Any) -> None:  # noqa: ANN401
        given = getattr(ctx.find_root().obj, "given", None)
        if given is None or not value:
            return
        if isinstance(value, list | tuple):
            getattr(given, name).extend(value)
        else:
            setattr(given, name, value)

    return keep


def _option(
    flag: str,
    name: str,
    en: str,
    es: str,
    metavar: str | None = None,
    offer: Callable[[str], list[str]] | None = None,
) -> Any:  # noqa: ANN401
    return typer.Option(
        flag,
        help=both(en, es),
        metavar=metavar,
        callback=_keep(name),
        expose_value=False,
        autocompletion=offer,
    )


#: The options that every command shows; the others are of commands that sign.
GENERAL = frozenset({"ledger", "json", "jsonl", "fields", "lang"})
#: Those of commands that do something in somebody's name and sign nothing.
ACTING = frozenset({"actor", "yes", "dry_run", "keys"})

_Flag = bool
_Words = str | None


def _general(
    ledger: Annotated[
        _Words,
        _option(
            "--ledger",
            "ledger",
            "The ledger file; else BATTERYPASS_LEDGER, else ledger.bp here.",
            "El archivo del registro; si no, BATTERYPASS_LEDGER, o ledger.bp aquí.",
            "FILE",
        ),
    ] = None,
    json: Annotated[
        _Flag, _option("--json", "json", "One JSON object.", "Un objeto JSON.")
    ] = False,
    jsonl: Annotated[
        _Flag, _option("--jsonl", "jsonl", "One JSON line each.", "Una línea JSON por cada uno.")
    ] = False,
    fields: Annotated[
        _Words,
        _option("--fields", "fields", "Only these fields.", "Solo estos campos.", "A,B"),
    ] = None,
    lang: Annotated[
        _Words, _option("--lang", "lang", "Language: es, en.", "Idioma: es, en.", "es|en")
    ] = None,
) -> None:
    """Hold the signatures of the options that every command has."""


def _signing(
    actor: Annotated[
        _Words,
        _option(
            "--as",
            "actor",
            "Who signs: a party id or an unambiguous part of it.",
            "Quién firma: el id de una parte o un trozo inequívoco.",
            "PARTY",
            complete_parties,
        ),
    ] = None,
    yes: Annotated[
        _Flag, _option("--yes", "yes", "Sign without asking.", "Firmar sin preguntar.")
    ] = False,
    clock_is_right: Annotated[
        _Flag,
        _option(
            "--clock-is-right",
            "clock_is_right",
            "Sign although the clock is over 30 days after the last time mark.",
            "Firmar aunque el reloj esté a más de 30 días de la última marca de tiempo.",
        ),
    ] = False,
    dry_run: Annotated[
        _Flag,
        _option(
            "--dry-run",
            "dry_run",
            "Check everything, sign and write nothing.",
            "Revisar todo, sin firmar ni escribir nada.",
        ),
    ] = False,
    acknowledge: Annotated[
        list[str] | None,
        _option(
            "--acknowledge",
            "acknowledge",
            "Record in spite of a rule, with the reason.",
            "Registrar a pesar de una regla, con el motivo.",
            "RULE=REASON",
        ),
    ] = None,
    attach: Annotated[
        list[str] | None,
        _option(
            "--attach",
            "attach",
            "Name this file in the event; only its digest goes into it.",
            "Nombrar este archivo en el evento; en él va solo su huella.",
            "FILE",
        ),
    ] = None,
    again: Annotated[
        _Flag,
        _option(
            "--again",
            "again",
            "Record once more what was said a moment ago.",
            "Registrar otra vez lo que se acaba de decir.",
        ),
    ] = False,
    passphrase_file: Annotated[
        _Words,
        _option(
            "--passphrase-file",
            "passphrase_file",
            "File with the passphrase; else BATTERYPASS_PASSPHRASE, else asked.",
            "Archivo con la contraseña; si no, BATTERYPASS_PASSPHRASE, o se pregunta.",
            "FILE",
        ),
    ] = None,
    keys: Annotated[
        _Words,
        _option(
            "--keys",
            "keys",
            "The folder of keys; else BATTERYPASS_KEYS, else keys in BATTERYPASS_HOME.",
            "La carpeta de llaves; si no, BATTERYPASS_KEYS, o keys en BATTERYPASS_HOME.",
            "DIR",
        ),
    ] = None,
) -> None:
    """Hold the signatures of the options of commands that sign."""


def shared_params(*, signs: bool, acts: bool = False) -> list[Any]:
    """Build the shared options anew: those of signing commands too where ``signs``.

    A command that ``acts`` without signing has of them only those of :data:`ACTING`.
    """
    params: list[Any] = []
    for function in (_signing, _general) if signs or acts else (_general,):
        app = typer.Typer(add_completion=False, rich_markup_mode=None)
        app.command()(function)
        params += typer.main.get_command(app).params
    return [one for one in params if signs or one.name in GENERAL | ACTING]
