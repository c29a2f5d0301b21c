"""Receipts and transparent statements as files that somebody brings: what they say and show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

import typer

from batterypass.errors import InputError, MalformedError
from batterypass.evidence.refusal import refusal
from batterypass_cli.files import read_file
from batterypass_cli.output import aligned, paint
from batterypass_cli.verdicts import MARKS
from batterypass_cli.words import say

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Literal

    from batterypass.app.ledger import Ledger
    from batterypass.app.scitt_check import ScittCheck, ScittFile
    from batterypass.statements.receipt import Receipt
    from batterypass_cli.context import Here

_SIGN1 = b"\xd2\x84"


def begins_as_sign1(path: Path) -> bool:
    """Tell whether a file begins as a tagged COSE_Sign1 does, and so is no ledger."""
    from batterypass_cli.files import begins_with

    return begins_with(path, _SIGN1)


def verify_sign1_file(here: Here, name: str) -> NoReturn:
    """Check a receipt or a transparent statement, and leave with exit code 4 or 5, never 0.

    Raises InputError for a statement without receipts and for what is malformed.
    """
    from batterypass.app.scitt_check import authentic_of, check_scitt

    kind, file = _read(name)
    if file is None:
        key = "scitt.unreadable" if kind is None else "scitt.only-statement"
        raise refusal(InputError, key, path=name)
    ledger = here.open_if_there("scitt.no-ledger")
    session = ledger.session if ledger is not None else None
    checks = check_scitt(file, session)
    authentic = authentic_of(checks)
    code = 5 if authentic is None else 4
    if here.out.wants_json:
        here.out.document(
            {
                "file": name,
                "kind": kind,
                "authentic": authentic,
                "compliant": None,
                "origin": session.origin if session is not None else None,
                "checks": [_check_object(check) for check in checks],
                "findings": [],
                "not_judged": [{"check": "authentic", "subject": name, "why": "receipt-alone"}],
                "receipts": [_receipt_object(receipt) for receipt in file.receipts],
            }
        )
        raise typer.Exit(code)
    here.out.line(paint(say(f"scitt.title-{kind}", path=name), "b"))
    for line in _check_lines(checks):
        here.out.line(line)
    mark, colour = MARKS[authentic]
    here.out.line(
        f"{paint(say('verify.verdict'), 'b')}  {paint(mark, colour)} "
        f"{say(f'verify.authentic-{str(authentic).lower()}')}  {say('verify.exit', code=code)}"
    )
    here.out.line(paint(" ! ", "y") + say("scitt.never-enough"))
    here.out.talk(say("scitt.next"))
    raise typer.Exit(code)


def inspect_sign1_file(here: Here, name: str) -> bool:
    """Say what a receipt or a transparent statement says; False for a statement without receipts.

    What a ledger at hand shows of it is said too. Raises MalformedError.
    """
    from batterypass.app.scitt_check import authentic_of, check_scitt

    kind, file = _read(name)
    if file is None:
        return False
    ledger = here.open() if here.ledger_path.exists() else None
    checks = check_scitt(file, ledger.session if ledger is not None else None)
    if here.out.wants_json:
        here.out.document(
            {
                "kind": kind,
                "event": _event_object(file),
                "receipts": [_receipt_object(receipt) for receipt in file.receipts],
                "checks": [_check_object(check) for check in checks],
            }
        )
    else:
        here.out.line(paint(say(f"scitt.title-{kind}", path=name), "b"))
        for line in _statement_lines(file, ledger):
            here.out.line(line)
        for receipt in file.receipts:
            for line in aligned(_receipt_pairs(receipt)):
                here.out.line(line)
        for line in _check_lines(checks):
            here.out.line(line)
        here.out.line(paint(" ! ", "y") + say("scitt.never-enough"))
    if authentic_of(checks) is False:
        raise typer.Exit(4)
    return True


def _read(name: str) -> tuple[Literal["receipt", "transparent", "other"] | None, ScittFile | None]:
    from batterypass.app.scitt_check import parse_scitt
    from batterypass.statements.receipt import kind_of_sign1

    body = read_file(name)
    kind = kind_of_sign1(body)
    if kind not in ("receipt", "transparent"):
        return kind, None
    try:
        return kind, parse_scitt(body, kind)
    except MalformedError as error:
        raise refusal(InputError, f"scitt.malformed-{kind}", path=name, why=str(error)) from error


def _check_lines(checks: list[ScittCheck]) -> list[str]:
    lines = []
    for check in checks:
        mark, colour = MARKS[check.ok]
        label = say(f"scitt.check.{check.name}").ljust(17)
        words = say(check.why, detail=check.detail) if check.why else say(f"scitt.ok.{check.name}")
        lines.append(f" {paint(mark, colour)} {label} {words}")
    return lines


def _check_object(check: ScittCheck) -> dict[str, Any]:
    why = check.why.removeprefix("scitt.")
    return {"name": check.name, "ok": check.ok, "detail": why, "about": check.detail}


def _receipt_object(receipt: Receipt) -> dict[str, Any]:
    return {
        "issuer": receipt.issuer,
        "subject": receipt.subject,
        "entry": receipt.index,
        "size": receipt.size,
        "place_signed": receipt.is_placed,
        "alg": receipt.alg,
        "kid": receipt.kid.hex() if receipt.kid is not None else None,
    }


def _receipt_pairs(receipt: Receipt) -> list[tuple[str, str]]:
    place = "scitt.place-signed" if receipt.is_placed else "scitt.place-open"
    kid = receipt.kid.hex() if receipt.kid is not None else "?"
    return [
        (say("scitt.label.issuer"), receipt.issuer or "?"),
        (say("scitt.label.subject"), receipt.subject or "?"),
        (say("scitt.label.place"), say(place, index=receipt.index, size=receipt.size)),
        (say("show.key"), f"{kid} (alg {receipt.alg})"),
    ]


def _statement_lines(file: ScittFile, ledger: Ledger | None) -> list[str]:
    """Write what the statement says, where it is one of batterypass."""
    if file.statement is None:
        return []
    from batterypass.app.read import read_statement
    from batterypass_cli.commands.show import entry_lines
    from batterypass_cli.plain import names_of, no_names

    try:
        view = read_statement(file.statement)
    except MalformedError as error:
        return [say("scitt.not-ours", detail=str(error))]
    return [*entry_lines(view, names_of(ledger) if ledger is not None else no_names), ""]


def _event_object(file: ScittFile) -> dict[str, Any] | None:
    if file.statement is None:
        return None
    from batterypass.app.read import read_statement
    from batterypass_cli.commands.history import event_object

    try:
        return event_object(read_statement(file.statement))
    except MalformedError:
        return None
