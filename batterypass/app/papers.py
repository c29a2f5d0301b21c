"""Papers: prepared once for each state of a consignment, rendered, issued by their digest.

The order is: ``document.prepared`` is signed, and the checkpoint over it is kept for ever; the PDF
is rendered from the log up to there; whoever calls writes the file, whole or not at all; then
``document.issued`` says its digest. A crash between any two of these leaves a paper that can be made
again to the byte, and nothing that was said twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from batterypass.app.heads import covering_note
from batterypass.app.manifest_forms import check_printed
from batterypass.app.manifests import form_of, manifest_content
from batterypass.app.paper_corrections import entries_shown
from batterypass.app.read import read_entry
from batterypass.domain.base import number_text
from batterypass.domain.clock import day_of
from batterypass.domain.on_scale import listed, loaded_kg
from batterypass.domain.parting import unfinished
from batterypass.domain.states import parties_to
from batterypass.errors import BrokenError, InputError
from batterypass.evidence.paper import PaperCode
from batterypass.ports import LANE_RECORD
from batterypass.rules import documents
from batterypass.statements.checks import sound_payload
from batterypass.statements.cose import parse_statement
from batterypass.statements.payload import parse_payload
from batterypass.statements.verifiers import PublicKey
from batterypass.tlog.proof import LogProof
from batterypass.tlog.tree import inclusion_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from batterypass.app.session import Session
    from batterypass.documents.content import ManifestState
    from batterypass.documents.words import FormLang
    from batterypass.domain.states import ConsignmentState

PREPARED = "document.prepared"
ISSUED = "document.issued"
#: The attachment that holds what the code on the paper holds.
CODE_FILE = "paper.cbor"
STATEMENT_SUFFIX = ".cose"
PROOF_SUFFIX = ".tlog-proof"
FORM_LANGS: tuple[FormLang, ...] = ("es", "en", "both")


@dataclass(frozen=True, slots=True)
class Prepared:
    """The ``document.prepared`` entry of a consignment as it stands, and the kept checkpoint."""

    entry: int
    statement: bytes
    size: int
    checkpoint: bytes


@dataclass(frozen=True, slots=True)
class Paper:
    """A rendered paper. ``prepared`` is None for a draft, which proves nothing."""

    pdf: bytes
    digest: str
    number: str
    state: ManifestState
    prepared: Prepared | None


def head_digest(session: Session, consignment: ConsignmentState) -> str:
    """Give the digest of what a paper of the consignment rests on, as it stands.

    It is its last main statement, or the last correction, agreement or countersignature since.
    """
    return session.digest_of(entries_shown(session, consignment)[-1]).hex()


def issuers_of(session: Session, consignment: ConsignmentState) -> list[str]:
    """List who may issue a paper of a consignment (BP-C022): its parties, then the registrar."""
    ledger = session.world.ledger()
    registrar = [ledger.registrar] if ledger is not None else []
    return [*parties_to(consignment), *registrar]


def may_issue(session: Session, consignment: ConsignmentState, actor: str) -> bool:
    """Tell whether a party may issue a paper of a consignment (BP-C022)."""
    party = session.world.party(actor)
    return party is not None and documents.may_issue(party, consignment)


def check_entries(session: Session, consignment: ConsignmentState) -> None:
    """Check the signatures of what a paper of the consignment rests on.

    Raises BrokenError for the first entry that is not signed by a registered key of its actor.
    """
    for index in entries_shown(session, consignment):
        view = read_entry(session, index)
        party = session.world.party(str(view.payload["actor"]))
        key = party.keys.get(view.kid) if party is not None else None
        if (
            key is None
            or sound_payload(view.raw, PublicKey.parse(key["alg"], key["public"])) is None
        ):
            raise BrokenError(
                f"{consignment.consignment}: the signature of entry {index} does not hold, so no paper"
                " is written of it; batterypass verify says more",
                code="paper.unsigned-entry", consignment=consignment.consignment, entry=index,
            )  # fmt: skip


def prepared_form(session: Session, consignment: ConsignmentState) -> dict[str, Any]:
    """Give the form of ``document.prepared`` for the consignment as it stands.

    Raises InputError for a consignment without waste, one whose form is not printed here, or one of
    which parts are still to come, and BrokenError where an entry of it is not signed well.
    """
    check_printed(session, consignment)
    check_entries(session, consignment)
    kind, transport = form_of(consignment), consignment.transport
    waiting = unfinished(consignment)
    if waiting is not None:
        done, parts = len(waiting[1]["at"]), waiting[1]["of"]
        raise InputError(
            f"{consignment.consignment}: {done} of {parts} parts of a step are in, no paper yet",
            code="parts.no-paper", consignment=consignment.consignment, done=done, parts=parts,
        )  # fmt: skip
    lines = []
    if transport:
        lines = [f"{transport['un_number']} {transport['proper_shipping_name']}"[:80]]
    return {
        "about": consignment.subject,
        "document_kind": kind,
        "number": consignment.waste["manifest_no"],
        "un_lines": lines,
        # What stayed behind is not on the truck, so whoever counts there does not look for it.
        "count": len(listed(consignment)),
        "mass_kg": consignment.measured_kg or number_text(loaded_kg(consignment)),
        # The consignor stands in "about": every byte counts in a code of 61 mm.
        "carrier": host_of(consignment.carrier),
        "consignee": host_of(consignment.consignee),
        "date": day_of(consignment.offered_at),
        "statement": head_digest(session, consignment),
    }


def issued_form(consignment: ConsignmentState, paper: Paper) -> dict[str, Any]:
    """Give the form of ``document.issued`` for a rendered paper."""
    from batterypass.documents.pdf import RENDERER_ID

    return {
        "about": consignment.subject,
        "document_kind": form_of(consignment),
        "number": paper.number,
        "renderer": RENDERER_ID,
        "digest": paper.digest,
        "bytes": len(paper.pdf),
    }


def find_prepared(
    session: Session, consignment: ConsignmentState, document_kind: str = "", mass_kg: str = ""
) -> Prepared | None:
    """Find the first ``document.prepared`` for the consignment as it stands, or None.

    It is that of its manifest unless another kind of document is named, and one of this mass where
    that is given. With it comes the earliest kept checkpoint above it, so that the code on the paper
    stays; where there is none, this seals (:func:`covered`).
    """
    wanted, kind = head_digest(session, consignment), document_kind or form_of(consignment)
    for entry, raw, payload in _entries(session, consignment, PREPARED):
        if mass_kg and payload["mass_kg"] != mass_kg:
            continue
        if not may_issue(session, consignment, payload["actor"]):
            # The code of a stranger on the paper of a party would be doubted.
            continue
        if payload["statement"] == wanted and payload["document_kind"] == kind:
            return covered(session, entry, raw)
    return None


def covered(session: Session, entry: int, raw: bytes) -> Prepared:
    """Give a ``document.prepared`` with its kept checkpoint; one is made where none covers it yet.

    Raises InputError where nobody may make one here.
    """
    kept = covering_note(session, entry)
    if kept is None:
        raise InputError(
            f"no sealed checkpoint covers entry {entry} yet: the operator of the ledger makes one with"
            " batterypass checkpoint --seal",
            code="paper.no-checkpoint", entry=entry,
        )  # fmt: skip
    return Prepared(entry, raw, *kept)


def find_issued(session: Session, consignment: ConsignmentState, digest: str) -> int | None:
    """Find the entry that says that a file of this digest was issued, or None."""
    return next(
        (
            entry
            for entry, _, payload in _entries(session, consignment, ISSUED)
            if payload["digest"] == digest
        ),
        None,
    )


def entries_unsealed(session: Session, consignment: ConsignmentState) -> tuple[int, ...]:
    """List the entries that a paper shows of which a sealed section is not here.

    What was sealed there, such as a driver's name, is left out of the paper.
    """
    views = [read_entry(session, index) for index in entries_shown(session, consignment)]
    return tuple(
        view.index
        for view in views
        if view.index is not None and set(view.payload.get("sealed", {})) - set(view.private)
    )


def render_paper(
    session: Session, consignment: ConsignmentState, lang: FormLang, *, draft: bool = False
) -> Paper:
    """Render the manifest of a consignment as it stands.

    The same state and renderer give the same bytes. Raises InputError where it was not prepared and
    no ``draft`` is wanted, and for a draft of a form that is not printed here. What was prepared once
    is printed again under whatever law.
    """
    from batterypass.documents.manifest import render_manifest

    if draft:
        check_printed(session, consignment)
    prepared = None if draft else find_prepared(session, consignment)
    if prepared is None and not draft:
        raise InputError(
            f"{consignment.consignment}: no paper is prepared for its present state; batterypass"
            f" manifest pdf {consignment.consignment} -o FILE prepares one",
            code="paper.not-prepared", consignment=consignment.consignment,
        )  # fmt: skip
    code, files, size = b"", [], 0
    if prepared is not None:
        code, size = code_of(session, prepared), prepared.size
        files = files_of(session, consignment, prepared, code)
    content = manifest_content(session, consignment, code=code, checkpoint_size=size)
    pdf = render_manifest(content, form_of(consignment), lang, files)
    return Paper(pdf, sha256(pdf).hexdigest(), content.number, content.state, prepared)


def code_of(session: Session, prepared: Prepared) -> bytes:
    """Give what the code of a prepared paper holds: its statement and the whole proof."""
    path = tuple(inclusion_path(prepared.entry, prepared.size, session.store.node))
    return PaperCode(prepared.statement, prepared.entry, path, prepared.checkpoint).encode()


def files_of(
    session: Session, consignment: ConsignmentState, prepared: Prepared, code: bytes
) -> list[tuple[str, bytes]]:
    """Give the signed entries that a paper shows, each with its proof, as files for the PDF.

    Raises BrokenError where one of them is not signed well.
    """
    check_entries(session, consignment)
    files = [(CODE_FILE, code)]
    shown = entries_shown(session, consignment)
    for entry in (*shown, prepared.entry):
        path = tuple(inclusion_path(entry, prepared.size, session.store.node))
        proof = LogProof(entry, path, prepared.checkpoint)
        files.append((f"{entry}{STATEMENT_SUFFIX}", session.store.statement(entry)))
        files.append((f"{entry}{PROOF_SUFFIX}", proof.encode()))
    return files


def _entries(
    session: Session, consignment: ConsignmentState, kind: str
) -> Iterator[tuple[int, bytes, dict[str, Any]]]:
    for entry in session.store.entries_of(consignment.subject, lanes=(LANE_RECORD,)):
        raw = session.store.statement(entry)
        payload = parse_payload(parse_statement(raw).payload)
        if payload["kind"] == kind:
            yield entry, raw, payload


def host_of(party_id: str) -> str:
    """Give a party's id short enough for a code: without its scheme."""
    return party_id.removeprefix("https://")[:80]
