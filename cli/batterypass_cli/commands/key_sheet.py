"""``batterypass key sheet`` and ``key recover``: the recovery key on paper, and back."""

from __future__ import annotations

import os
from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from batterypass.errors import (
    DeclinedError,
    FailedError,
    InputError,
    MalformedError,
    RefusedError,
    UndecidedError,
)
from batterypass_cli.context import Here
from batterypass_cli.files import demand_free, read_file
from batterypass_cli.output import paint
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, language, say

if TYPE_CHECKING:
    from batterypass.documents.recovery_sheet import SheetContent
    from batterypass.statements.private import PrivateKey
    from batterypass.store.keyfolder import KeyInfo

_MODE = 0o600


@bilingual(
    """
    Escribe la hoja con la llave de recuperación de una parte, para imprimirla.

    La hoja es secreta: quien la tenga puede cambiar todas las llaves de la parte. El archivo solo lo
    lee usted y no reemplaza a ninguno; bórrelo después de imprimir. Con --plain-text, como texto.
    """,
    signs=True,
)
def sheet_key(
    ctx: typer.Context,
    which: Annotated[
        str,
        typer.Argument(
            metavar="KEY|PARTY",
            help=both(
                "The party, or the beginning of the thumbprint.",
                "La parte, o el principio de la huella.",
            ),
        ),
    ],
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="FILE.pdf", help=both("The sheet.", "La hoja.")),
    ],
    plain_text: Annotated[
        bool,
        typer.Option("--plain-text", help=both("As text, not PDF.", "Como texto, no PDF.")),
    ] = False,
) -> None:
    """Write the sheet with a party's recovery key, to be printed.

    The sheet is secret: whoever has it can change every key of the party. Only you can read the file,
    and it replaces none; delete it once it is printed. With --plain-text, as text.

    Example: batterypass key sheet https://maker.example -o sheet.pdf
    """
    from batterypass_cli.terminal import ask_yes_no

    here = Here.of(ctx)
    info = _find(here, which)
    demand_free(output)
    here.out.talk(f"{paint('!', 'y')} " + say("people.sheet-is-secret", path=output))
    if here.given.dry_run:
        here.out.talk(say("people.sheet-dry-run", kid=info.kid.hex()[:16], path=output))
        return
    if not here.given.yes and not ask_yes_no(
        here.terminal, say("people.sheet-question", party=info.party), default=False
    ):
        raise DeclinedError("no sheet was written", code="people.sheet-declined")
    content = _content(here, info, here.keys.private(info.kid.hex()))
    _write_secret(output, _rendered(content, plain_text=plain_text))
    if here.out.wants_json:
        row = {"path": str(output), "kid": content.kid, "party": content.party}
        here.out.document({"sheet": {**row, "form": "text" if plain_text else "pdf"}})
    else:
        here.out.line(f"{paint('✓', 'g')} " + say("people.sheet-written", path=output))
    here.out.talk("  → " + say("people.sheet-next"))


@bilingual(
    """
    Recupera una llave de su hoja, tecleando las siete líneas.

    Una línea mal tecleada se dice en el acto. La huella se compara con la del registro y la llave queda
    en la carpeta, con su contraseña. --test solo prueba que la hoja la recupera, y lo anota.
    """,
    signs=True,
)
def recover_key(
    ctx: typer.Context,
    sheet_text: Annotated[
        str | None,
        typer.Option(
            "--sheet-text",
            metavar="FILE|-",
            help=both(
                "Read the lines, or what was scanned; else they are asked for.",
                "Leer las líneas, o lo escaneado; si no, se preguntan.",
            ),
        ),
    ] = None,
    test: Annotated[
        bool,
        typer.Option(
            "--test",
            help=both(
                "Only prove that the sheet restores the key.",
                "Solo probar que la hoja recupera la llave.",
            ),
        ),
    ] = False,
) -> None:
    """Bring a key back from its sheet, by typing the seven lines.

    A line that is mistyped is told at once. The thumbprint is compared with the ledger's, and the key
    is kept in the folder under its passphrase. --test only proves that the sheet restores it, and notes
    that.

    Example: batterypass key recover --test
    """
    from batterypass.statements.recovery import parse_key
    from batterypass.store.notes import Notes

    here = Here.of(ctx)
    private = parse_key(_lines(here, sheet_text))
    owner = _owner(here, private.kid.hex())
    if not test and not here.given.dry_run:
        here.keys.add(private, owner.party, "recovery")
    notes = Notes(here.home)
    if not here.given.dry_run:
        notes.note_tested(private.kid.hex(), here.now().isoformat(timespec="seconds"))
    kid = private.kid.hex()
    row = {"kid": kid, "party": owner.party, "in_ledger": owner.is_in_ledger}
    if here.out.wants_json:
        here.out.document({"key": {**row, "stored": not test and not here.given.dry_run}})
        return
    code = "people.sheet-restores" if test or here.given.dry_run else "people.recovered"
    text = say(code, kid=kid[:16], party=owner.party, folder=here.keys_path)
    here.out.line(f"{paint('✓', 'g')} {text}")
    if not owner.is_in_ledger:
        here.out.talk(f"{paint('!', 'y')} " + say("people.not-in-ledger"))
    if not test:
        here.out.talk("  → " + say("people.recovered-next", party=owner.party))


class _Owner(NamedTuple):
    party: str
    is_in_ledger: bool


def _owner(here: Here, kid: str) -> _Owner:
    """Find whose recovery key a sheet holds, in the ledger and in the key folder.

    Raises RefusedError for a key that is revoked or has another role, UndecidedError for one that
    nobody here knows.
    """
    if here.ledger_path.exists():
        world = here.open().session.world
        for party in world.pointed("key", kid):
            state = world.party(party)
            key = state.keys[kid] if state is not None else {}
            if key.get("role") != "recovery":
                raise RefusedError(
                    f"key {kid[:16]}… is a {key.get('role')} key: only recovery keys have a sheet",
                    code="people.sheet-role", kid=kid[:16], role=key.get("role"),
                )  # fmt: skip
            if "revoked" in key:
                raise RefusedError(
                    f"key {kid[:16]}… was revoked in entry {key['revoked']}: the sheet is of no use",
                    code="people.sheet-revoked", kid=kid[:16], entry=key["revoked"],
                )  # fmt: skip
            return _Owner(party, True)
    for info in here.keys.infos():
        if info.kid.hex() == kid and info.role == "recovery":
            return _Owner(info.party, False)
    raise UndecidedError(
        f"the sheet is whole, its key is {kid}; neither the ledger nor the key folder here knows it",
        code="people.sheet-unknown", kid=kid,
    )  # fmt: skip


def _lines(here: Here, source: str | None) -> list[str]:
    """Read the lines of a sheet from a file or standard input, or ask for one after the other."""
    from batterypass.statements.recovery import read_sheet

    if source is not None and source != "-":
        try:
            return read_sheet(read_file(source).decode())
        except UnicodeDecodeError as error:
            raise FailedError(
                f"{source}: cannot be read: {error}",
                code="cli.unreadable", path=source, why=str(error),
            ) from error  # fmt: skip
    if source == "-" or not here.terminal.is_interactive:
        # What is piped in is not shown, unlike what answers a question.
        return read_sheet(here.stdin.read())
    return _ask_lines(here)


def _ask_lines(here: Here) -> list[str]:
    """Ask for each line until it fits its check. The first may be all that a scanner reads."""
    from batterypass.statements.recovery import LINES, parse_line, read_sheet
    from batterypass_cli.exits import words_of

    here.terminal.tell(say("people.sheet-how"))
    lines: list[str] = []
    while len(lines) < LINES:
        text = here.terminal.ask(f"{len(lines) + 1}/{LINES}")
        scanned = read_sheet(text)
        if not lines and len(scanned) == LINES:
            return scanned
        try:
            lines.append(parse_line(len(lines) + 1, text))
        except MalformedError as error:
            here.terminal.tell(f"{paint('✗', 'r')} {words_of(error)}")
    return lines


def _find(here: Here, which: str) -> KeyInfo:
    """Find the recovery key of the folder that a thumbprint or a party names. Raises InputError."""
    found = [
        info
        for info in here.keys.infos()
        if info.role == "recovery"
        and (info.kid.hex().startswith(which.lower()) or which in info.party)
    ]
    exact = [info for info in found if info.party == which]
    found = exact or found
    if len(found) > 1:
        found = _in_force(here, found)
    if len(found) != 1:
        raise InputError(
            f"{which!r} names {len(found)} recovery keys of {here.keys_path}",
            code="people.no-sheet-key", which=which, count=len(found), folder=here.keys_path,
        )  # fmt: skip
    return found[0]


def _in_force(here: Here, infos: list[KeyInfo]) -> list[KeyInfo]:
    """Leave out the keys that the ledger says are revoked."""
    if not here.ledger_path.exists():
        return infos
    world = here.open_to_sign().session.world

    def is_over(info: KeyInfo) -> bool:
        state = world.party(info.party)
        return state is not None and "revoked" in state.keys.get(info.kid.hex(), {})

    return [info for info in infos if not is_over(info)]


def _content(here: Here, info: KeyInfo, private: PrivateKey) -> SheetContent:
    from batterypass.documents.recovery_sheet import SheetContent
    from batterypass.statements.recovery import encode_key, scanned_text

    name = origin = ""
    if here.ledger_path.exists():
        session = here.open_to_sign().session
        state = session.world.party(info.party)
        name, origin = (state.legal_name if state is not None else ""), session.origin
    lines = encode_key(private)
    day = here.now().date().isoformat()
    return SheetContent(info.party, name, origin, info.kid.hex(), day, lines, scanned_text(lines))


def _rendered(content: SheetContent, *, plain_text: bool) -> bytes:
    from batterypass.documents.recovery_sheet import render_sheet, sheet_text

    lang: Any = language()
    return sheet_text(content, lang).encode() if plain_text else render_sheet(content, lang)


def _write_secret(path: Path, data: bytes) -> None:
    """Write a new file that only its owner reads. Raises InputError where it is there already."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _MODE)
    except FileExistsError:
        demand_free(path)
        raise
    except OSError as error:
        raise FailedError(
            f"{path}: {error.strerror}", code="store.disk", path=path, why=error.strerror
        ) from error
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
