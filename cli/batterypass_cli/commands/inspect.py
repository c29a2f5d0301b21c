"""``batterypass inspect``: any signed statement, from a file or the ledger, in plain words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from batterypass.errors import BrokenError, InputError, MalformedError
from batterypass.evidence.refusal import refusal
from batterypass_cli.context import Here
from batterypass_cli.output import paint
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from batterypass.app.read import EntryView


@bilingual(
    """
    Dice qué dice una declaración firmada.

    Lee un archivo (los bytes de «show --raw») o un asiento del registro. Si el registro está a mano,
    comprueba la firma con la llave que ahí tiene quien firma. Un .bpz de «passport disclose» se
    comprueba y se muestra. También dice qué dice un acuse o una declaración transparente (SCITT).
    """
)
def inspect_statement(
    ctx: typer.Context,
    what: Annotated[
        str,
        typer.Argument(
            metavar="FILE|ENTRY", help=both("A file, else an entry.", "Un archivo o un asiento.")
        ),
    ],
) -> None:
    """Say what a signed statement says.

    Reads a file (the bytes of "show --raw") or an entry of the ledger. Where the ledger is at hand,
    the signature is checked with the key that the ledger has for its signer. A .bpz file of "passport
    disclose" is verified and shown. A receipt or a transparent statement (SCITT) is read as well.

    Example: batterypass inspect statement.cose --json
    """
    here = Here.of(ctx)
    path = Path(what)
    if path.suffix == ".bpz" and path.is_file():
        from batterypass_cli.commands.passport_disclose import read_disclosure

        read_disclosure(here, path, None, first_use=True)
        return
    if path.is_file():
        from batterypass_cli.scitt_view import begins_as_sign1, inspect_sign1_file

        if begins_as_sign1(path) and inspect_sign1_file(here, what):
            return
    view = _read(here, what)
    verdict = _signature(here, view)
    if here.out.wants_json:
        from batterypass_cli.commands.history import event_object

        here.out.document({"event": event_object(view), "signature": verdict})
        return
    from batterypass_cli.commands.show import entry_lines
    from batterypass_cli.plain import names_of, no_names

    has_ledger = here.ledger_path.exists()
    for line in entry_lines(view, names_of(here.open()) if has_ledger else no_names):
        here.out.line(line)
    mark = {True: paint("✓", "g"), False: paint("✗", "r"), None: "?"}[verdict]
    here.out.line(f"{mark} {say(f'inspect.signature-{str(verdict).lower()}')}")
    if verdict is False:
        raise typer.Exit(4)


def _read(here: Here, what: str) -> EntryView:
    path = Path(what)
    if not path.is_file():
        return here.open().entry(what)
    from batterypass.app.read import read_statement
    from batterypass_cli.files import read_file

    body = read_file(path)
    if body.startswith(b"%PDF"):
        raise InputError(
            f"{what} is a PDF, not a signed statement: batterypass manifest check {what} reads it",
            code="manifest.no-statement", path=what,
        )  # fmt: skip
    try:
        return read_statement(body)
    except MalformedError as error:
        key = "inspect.paper-code" if _is_code(body) else "inspect.no-statement"
        raise refusal(InputError, key, path=what) from error


def _is_code(body: bytes) -> bool:
    """Tell whether bytes are what the code on a paper holds."""
    from batterypass.evidence.paper import PaperCode

    try:
        PaperCode.parse(body)
    except MalformedError:
        return False
    return True


def _signature(here: Here, view: EntryView) -> bool | None:
    """Check the signature with the key that the ledger has; None where it has none."""
    if not here.ledger_path.exists():
        return None
    from batterypass.app.judge import registered_key
    from batterypass.domain.events import event_of
    from batterypass.statements.cose import parse_statement, verify_statement

    session = here.open().session
    try:
        public = registered_key(event_of(view.payload), view.kid, session.world)
        if public is None:
            return None
        verify_statement(parse_statement(view.raw), public)
    except (BrokenError, MalformedError):
        return False
    return True
