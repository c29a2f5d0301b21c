"""The log for SCITT readers: receipts and transparent statements of entries (RFC 9942, RFC 9943).

Export only. A receipt names no checkpoint and carries no witness, so nothing here ever makes a
verdict ``authentic``; that is what a bundle and the ledger itself are for (decision 34).
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from batterypass.app.find import find_entry, find_named, names_entry, subject_of
from batterypass.app.judge import registered_key
from batterypass.app.passport_evidence import covering, kept_notes
from batterypass.app.read import history
from batterypass.app.session import operator_id
from batterypass.domain.events import event_of
from batterypass.domain.keyprint import alg_of, thumbprint_of
from batterypass.errors import InputError, RefusedError
from batterypass.evidence.refusal import refusal
from batterypass.statements.cose import parse_statement
from batterypass.statements.keyset import encode_key_set
from batterypass.statements.payload import parse_payload
from batterypass.statements.receipt import RECEIPT_ALGS, attach_receipts, sign_receipt
from batterypass.statements.verifiers import PublicKey
from batterypass.tlog.merkle import leaf_hash
from batterypass.tlog.proof import LogProof
from batterypass.tlog.tree import inclusion_paths

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from batterypass.app.session import Session
    from batterypass.ports import SigningKeys
    from batterypass.statements.private import PrivateKey

#: Endings of the four files of an entry.
STATEMENT, TRANSPARENT, RECEIPT, PROOF = (
    ".cose",
    ".transparent.cose",
    ".receipt.cose",
    ".tlog-proof",
)
#: The keys that the files are verified with, as COSE key sets (RFC 9052 section 7).
RECEIPT_KEYS: Final = "receipt-keys.cbor"
ISSUER_KEYS: Final = "issuer-keys.cbor"


@dataclass(frozen=True, slots=True)
class EntryFiles:
    """An entry for others: its ``statement``, the same made ``transparent``, ``receipt``, ``proof``.

    ``size`` is that of the tree which receipt and proof speak of.
    """

    index: int
    size: int
    statement: bytes
    transparent: bytes
    receipt: bytes
    proof: bytes

    def named(self) -> dict[str, bytes]:
        """Give the files by name."""
        bodies = (self.statement, self.transparent, self.receipt, self.proof)
        endings = (STATEMENT, TRANSPARENT, RECEIPT, PROOF)
        return {f"{self.index}{end}": body for end, body in zip(endings, bodies, strict=True)}


def receipt_kid(session: Session) -> str:
    """Give the thumbprint (hex) of the receipt key that entry 0 names."""
    ledger = session.world.ledger()
    if ledger is None:
        raise refusal(InputError, "open.empty")
    return thumbprint_of(alg_of(ledger.receipt_key), ledger.receipt_key)


def receipt_key(session: Session) -> PublicKey:
    """Give the receipt key that entry 0 names. Raises MalformedError for a point off the curve."""
    ledger = session.world.ledger()
    if ledger is None:
        raise refusal(InputError, "open.empty")
    return PublicKey.parse(alg_of(ledger.receipt_key), ledger.receipt_key)


def private_receipt_key(session: Session, keys: SigningKeys) -> PrivateKey:
    """Give the operator's receipt key. Raises RefusedError where it is not among ``keys`` (D13)."""
    kid = receipt_kid(session)
    if kid not in keys.kids(operator_id(session.origin), "receipt"):
        raise refusal(RefusedError, "scitt.no-key", origin=session.origin, kid=kid[:16])
    return keys.private(kid)


def entries_named(session: Session, texts: Iterable[str]) -> list[int]:
    """Give the indices of the entries that are named, in the order of the log, each once.

    A name is that of an entry, or of an item or a consignment, which stands for all its entries.
    Raises InputError for what names neither, RefusedError for what is not in the log yet.
    """
    found: set[int] = set()
    for text in texts:
        if names_entry(text):
            # A serial number may look like the beginning of a digest.
            with suppress(InputError):
                found.add(find_entry(session, text))
                continue
            if text.strip().lstrip("#").isdigit():
                find_entry(session, text)
        views = history(session, subject_of(find_named(session, text)))
        indices = [view.index for view in views if view.index is not None]
        if not indices:
            raise refusal(RefusedError, "scitt.not-logged", text=text)
        found.update(indices)
    return sorted(found)


def entry_files(session: Session, indices: Sequence[int], private: PrivateKey) -> list[EntryFiles]:
    """Make the files of entries.

    Each rests on the earliest checkpoint kept for ever that covers it, else on the last one, so
    that as a rule its bytes stay the same. No root is signed but one of a checkpoint that the log
    key has signed: each proof is verified before its receipt is made. Raises BrokenError where
    the ledger contradicts itself.
    """
    made = []
    with session.store.reading():
        notes = kept_notes(session)
        for index in indices:
            size, note = covering(session, index, notes)
            (path,) = inclusion_paths([index], size, session.store.node)
            proof = LogProof(index, tuple(path), note)
            raw = session.store.statement(index)
            checkpoint = proof.verify(leaf_hash(raw), [session.verifier()], session.origin)
            receipt = sign_receipt(
                private,
                issuer=operator_id(session.origin),
                subject=parse_statement(raw).subject,
                size=checkpoint.size,
                index=index,
                path=path,
                root=checkpoint.root,
            )
            transparent = attach_receipts(raw, [receipt])
            made.append(EntryFiles(index, size, raw, transparent, receipt, proof.encode()))
    return made


def key_files(session: Session, indices: Iterable[int]) -> dict[str, bytes]:
    """Write the receipt key and the keys of the signers of entries as two COSE key sets.

    They tell a reader nothing that he may believe: he compares them with what he has from elsewhere.
    """
    public = receipt_key(session)
    issuers: dict[bytes, tuple[PublicKey, int]] = {}
    for index in indices:
        statement = parse_statement(session.store.statement(index))
        event = event_of(parse_payload(statement.payload))
        key = registered_key(event, statement.kid.hex(), session.world)
        if key is not None:
            issuers[statement.kid] = (key, statement.alg)
    return {
        RECEIPT_KEYS: encode_key_set([(public, RECEIPT_ALGS[public.algorithm])]),
        ISSUER_KEYS: encode_key_set([issuers[kid] for kid in sorted(issuers)]),
    }
