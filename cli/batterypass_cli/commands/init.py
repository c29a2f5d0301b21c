"""``batterypass init``: a new ledger with its operator's and its registrar's keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from batterypass.errors import DeclinedError, InputError, RefusedError
from batterypass_cli.context import DEFAULT_LEDGER, Here
from batterypass_cli.output import aligned, paint
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, language, say

if TYPE_CHECKING:
    from pydantic import BaseModel

    from batterypass.app.ledger import Ledger


@bilingual(
    """
    Abre un registro nuevo.

    Crea las llaves del operador (puntos de control, declaraciones, acuses) y las del registrador
    (diaria, recuperación), y guarda fuera del archivo en qué registro se confía. Lo que no se da,
    se pregunta. Repetido tras quedarse a medias, agrega lo que falta.
    """,
    signs=True,
)
def init(
    ctx: typer.Context,
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="[FILE]", help=both("The new ledger file.", "El archivo del registro nuevo.")
        ),
    ] = None,
    origin: Annotated[
        str | None,
        typer.Option(
            "--origin",
            metavar="NAME",
            help=both(
                "Name of the log for ever, such as registry.example/batteries.",
                "Nombre del registro para siempre, como registro.example/baterias.",
            ),
        ),
    ] = None,
    profile: Annotated[
        str | None,
        typer.Option(
            "--profile", metavar="MX", help=both("Whose law: a country.", "Qué ley: un país.")
        ),
    ] = None,
    registrar: Annotated[
        str | None,
        typer.Option(
            "--registrar",
            metavar="ID",
            help=both(
                "Who registers parties: an https id.", "Quién da de alta a las partes: un id https."
            ),
        ),
    ] = None,
    name: Annotated[
        str | None,
        typer.Option(
            "--name",
            metavar="TEXT",
            help=both("Legal name of the registrar.", "Razón social del registrador."),
        ),
    ] = None,
) -> None:
    """Open a new ledger.

    Makes the operator's keys (checkpoints, statements, receipts) and the registrar's (daily,
    recovery), and keeps outside the file which ledger is trusted. What is not given is asked for.
    Said again after it was stopped half-way, it adds what is missing.

    Example:
    batterypass init ledger.bp
    batterypass init ledger.bp --origin registry.example/batteries --profile MX --registrar ID --name "Registry"
    """
    here = Here.of(ctx)
    if file is not None:
        here.given.ledger = file
    ledger = _known_ledger(here, origin)
    if ledger is not None:
        _finish(here, ledger)
        return
    answers = _answers(here, origin, profile, registrar, name)
    _confirm(here, answers)
    if here.given.dry_run:
        here.out.talk(say("init.dry-run", path=here.ledger_path))
        return
    with_ledger(here, answers)


def with_ledger(here: Here, answers: dict[str, str]) -> None:
    """Open the ledger file with these answers and say what there is now."""
    from batterypass.app.opening import open_new_ledger
    from batterypass.bootstrap import rulebook
    from batterypass.library import opening_keys
    from batterypass.store.unopened import remove_unopened

    is_new = not here.ledger_path.exists()
    try:
        ledger = here.create()
        operator, registrar_keys, keep = opening_keys(
            here.keys, answers["origin"], answers["registrar"], here.random
        )
        open_new_ledger(
            ledger.session,
            origin=answers["origin"],
            profile=answers["profile"],
            registrar={
                "party": answers["registrar"],
                "legal_name": answers["name"],
                "country": answers["profile"],
                "roles": ["registrar"],
            },
            registrar_keys=registrar_keys,
            operator=operator,
            rulebook=rulebook(),
            remember_keys=keep,
        )
    except (Exception, KeyboardInterrupt):
        here.close()
        if is_new:
            remove_unopened(here.ledger_path)
        raise
    _tell(here, ledger, "init.done")


def _known_ledger(here: Here, origin: str | None) -> Ledger | None:
    """Give the ledger of the file where its opening was stopped half-way, None without a ledger.

    Raises InputError, before anything is asked for, where the file holds any other ledger, and
    RefusedError where it is somebody's replica.
    """
    from batterypass.app.opening import unfinished

    if not here.ledger_path.exists():
        return None
    ledger = here.create()
    if ledger.store.is_replica:
        raise RefusedError(
            f"{here.ledger_path} is a replica of {ledger.origin}: only its operator opens a ledger"
            " there. Name another file, such as batterypass init mine.bp",
            code="init.over-replica", path=here.ledger_path, origin=ledger.origin,
        )  # fmt: skip
    if not len(ledger):
        return None
    if origin in (None, ledger.origin) and unfinished(ledger.session):
        return ledger
    raise InputError(
        f"{here.ledger_path}: holds the ledger {ledger.origin} already",
        code="init.exists",
        path=here.ledger_path,
        origin=ledger.origin,
        size=len(ledger),
    )


def _finish(here: Here, ledger: Ledger) -> None:
    """Add what a stopped opening left out, after a yes, and say what there is now."""
    from batterypass.app.opening import complete_opening, unfinished
    from batterypass.bootstrap import rulebook
    from batterypass_cli.terminal import ask_yes_no

    missing = unfinished(ledger.session)
    parts = ", ".join(say(f"init.part.{part}") for part in missing)
    path, origin = here.ledger_path, ledger.origin
    here.out.talk(say("init.unfinished", path=path, origin=origin, parts=parts))
    if here.given.dry_run:
        here.out.talk(say("init.dry-run-finish"))
        return
    question = say("init.question-finish")
    if not here.given.yes and not ask_yes_no(here.terminal, question, default=False):
        raise DeclinedError("the opening was not finished", code="sign.declined")
    complete_opening(ledger.session, origin=origin, rulebook=rulebook())
    _tell(here, ledger, "init.finished")


def _answers(here: Here, *given: str | None) -> dict[str, str]:
    """Take what the options say and ask for the rest, each checked at once."""
    from batterypass.domain.events.ledger import LedgerOpened
    from batterypass.domain.events.party import PartyCard
    from batterypass_cli.answers import NoLookup, read_answer
    from batterypass_cli.fields import field_at

    fields: tuple[tuple[str, type[BaseModel], str, str], ...] = (
        ("origin", LedgerOpened, "origin", ""),
        ("profile", LedgerOpened, "profile", "MX"),
        ("registrar", PartyCard, "party", ""),
        ("name", PartyCard, "legal_name", ""),
    )
    answers: dict[str, str] = {}
    for (key, model, field, proposal), value in zip(fields, given, strict=True):
        spec = field_at(model, field)
        if value is not None:
            answers[key] = str(read_answer(spec, key, value, NoLookup()))
            continue
        here.terminal.tell(say(f"init.ask.{key}"))
        while key not in answers:
            label = spec.label.in_language(language())
            shown = f"{label} [{proposal}]:" if proposal else f"{label}:"
            text = here.terminal.ask(shown) or proposal
            try:
                answers[key] = str(read_answer(spec, key, text, NoLookup()))
            except InputError as error:
                from batterypass_cli.exits import words_of

                here.terminal.tell(f"✗ {words_of(error)}")
    return answers


def _confirm(here: Here, answers: dict[str, str]) -> None:
    from batterypass.store.room import demand_room
    from batterypass_cli.terminal import ask_yes_no

    if not here.given.dry_run:
        demand_room(here.ledger_path, 2)
        demand_room(here.keys_path / "key", 2)
    pairs = [(say(f"init.label.{key}"), value) for key, value in answers.items()]
    pairs += [
        (say("init.label.file"), str(here.ledger_path)),
        (say("init.label.keys"), str(here.keys_path)),
    ]
    here.out.talk(say("init.will"))
    for line in aligned(pairs):
        here.out.talk(line)
    if here.given.yes or here.given.dry_run:
        return
    if not ask_yes_no(here.terminal, say("init.question"), default=False):
        raise DeclinedError("no ledger was opened", code="sign.declined")


def _tell(here: Here, ledger: Ledger, done: str) -> None:
    """Say what there is now; ``done`` is the key of the first line."""
    from batterypass.store.home import Home

    pin = Home(here.home).trust_path(ledger.origin)
    if here.out.wants_json:
        here.out.document(
            {
                "ledger": str(here.ledger_path),
                "origin": ledger.origin,
                "size": len(ledger),
                "vkey": ledger.vkey(),
                "trust": str(pin),
                "keys": str(here.keys_path),
            }
        )
    else:
        here.out.line(
            paint("✓ ", "g")
            + say(done, path=here.ledger_path, origin=ledger.origin, count=len(ledger))
        )
        here.out.line("  " + say("init.pin", path=pin))
        here.out.line("  " + say("init.keys", path=here.keys_path))
    if here.given.ledger not in ("", DEFAULT_LEDGER):
        here.out.talk(say("init.remember-path", path=here.ledger_path))
    if "BATTERYPASS_SEED" in here.environ:
        here.out.talk(paint("! ", "y") + say("keys.not-secret"))
    here.out.talk(say("sign.next", command="batterypass key new https://…, batterypass party add"))
