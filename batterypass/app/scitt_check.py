"""What a receipt or a transparent statement shows, beside the ledger that is at hand.

The answer is false or undecided, and never authentic: see decision 34.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

from batterypass.app.judge import registered_key
from batterypass.app.scitt import receipt_key
from batterypass.app.session import operator_id
from batterypass.domain.events import event_of
from batterypass.errors import BrokenError, MalformedError
from batterypass.statements.cose import parse_statement, verify_statement
from batterypass.statements.payload import parse_payload
from batterypass.statements.receipt import parse_receipt, parse_transparent, verify_receipt
from batterypass.tlog.merkle import leaf_hash, root_through

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.app.session import Session
    from batterypass.statements.receipt import Receipt

CheckName = Literal["form", "signature", "receipt", "entry"]


@dataclass(frozen=True, slots=True)
class ScittCheck:
    """One check: whether it holds (None: nobody here can tell), and why not, a key of the texts."""

    name: CheckName
    ok: bool | None
    why: str = ""
    #: What the text of ``why`` names.
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ScittFile:
    """A receipt (``statement`` is None) or a transparent statement, well formed."""

    statement: bytes | None
    receipts: tuple[Receipt, ...]


def parse_scitt(raw: bytes, kind: Literal["receipt", "transparent"]) -> ScittFile:
    """Read a file. Raises MalformedError."""
    if kind == "receipt":
        return ScittFile(None, (parse_receipt(raw),))
    return ScittFile(*parse_transparent(raw))


def check_scitt(file: ScittFile, session: Session | None) -> list[ScittCheck]:
    """Make every check that can be made: with a ledger by its keys and entries, else none.

    1. The signature of the statement, by the key that the ledger has for its signer.
    2. Each receipt: the path leads from the entry to a root that the ledger's receipt key signed.
    3. The log at hand has this entry at this index, and this root at this size.
    """
    found = [ScittCheck("form", ok=True)]
    if file.statement is not None:
        found.append(_signature(file.statement, session))
    for receipt in file.receipts:
        found += _receipt(receipt, file.statement, session)
    return found


def authentic_of(checks: Sequence[ScittCheck]) -> bool | None:
    """Give the verdict: False where a check is false, and otherwise None, whatever holds."""
    return False if any(check.ok is False for check in checks) else None


def _signature(raw: bytes, session: Session | None) -> ScittCheck:
    try:
        statement = parse_statement(raw)
        event = event_of(parse_payload(statement.payload))
    except MalformedError as error:
        return ScittCheck("signature", None, "scitt.not-ours", str(error))
    if session is None:
        return ScittCheck("signature", None, "scitt.no-ledger-here")
    if statement.audience not in (session.audience, session.origin):
        return ScittCheck("signature", None, "scitt.other-ledger", statement.audience)
    public = registered_key(event, statement.kid.hex(), session.world)
    if public is None:
        return ScittCheck("signature", None, "scitt.unknown-key", statement.kid.hex()[:16])
    try:
        verify_statement(statement, public)
    except BrokenError:
        return ScittCheck("signature", False, "scitt.bad-signature", statement.issuer)
    return ScittCheck("signature", True)


def _receipt(
    receipt: Receipt, statement: bytes | None, session: Session | None
) -> list[ScittCheck]:
    if session is None:
        return [ScittCheck("receipt", None, "scitt.no-ledger-here")]
    if receipt.issuer != operator_id(session.origin):
        return [ScittCheck("receipt", None, "scitt.other-issuer", receipt.issuer or "?")]
    public = receipt_key(session)
    if receipt.kid is not None and receipt.kid != public.kid:
        return [ScittCheck("receipt", None, "scitt.unknown-key", receipt.kid.hex()[:16])]
    has_entry = receipt.index < session.logged
    entry = statement
    if entry is None:
        if not has_entry:
            return [ScittCheck("receipt", None, "scitt.short-ledger", str(receipt.index))]
        entry = session.store.statement(receipt.index)
    try:
        root = root_through(leaf_hash(entry), receipt.index, receipt.size, receipt.path)
        verify_receipt(receipt, public, root)
    except BrokenError:
        return [ScittCheck("receipt", False, "scitt.bad-receipt", str(receipt.index))]
    return [ScittCheck("receipt", True), _same_log(receipt, entry, root, session)]


def _same_log(receipt: Receipt, entry: bytes, root: bytes, session: Session) -> ScittCheck:
    """Compare what the receipt key signed with the log at hand: another entry or root is a fork."""
    if receipt.index < session.logged:
        own = sha256(session.store.statement(receipt.index)).digest()
        if own != sha256(entry).digest():
            return ScittCheck("entry", False, "scitt.other-entry", str(receipt.index))
    if receipt.size > session.logged:
        return ScittCheck("entry", None, "scitt.short-ledger", str(receipt.index))
    # Only a size that was signed says at which size the root is the log's.
    if receipt.is_placed and session.root_of_size(receipt.size) != root:
        return ScittCheck("entry", False, "scitt.other-root", str(receipt.size))
    return ScittCheck("entry", True)
