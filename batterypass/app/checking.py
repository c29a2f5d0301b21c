"""Checking a paper that somebody brings: is it what was printed, signed, and recorded here?

Three verdicts, each true, false, or None where it cannot be decided: *data* (the signed entries
inside the file prove themselves under the log's key), *chain* (they are this ledger's), *print*
(the file is, to the byte, what was issued). Signatures of the entries were judged when they were
recorded; that this ledger is sound is for ``batterypass verify`` to say. Beside them stands what the
consignment came to since: a genuine paper may be an old one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from batterypass.app.amending import corrections_about
from batterypass.app.manifests import manifest_content
from batterypass.app.paper_corrections import entries_shown
from batterypass.app.papers import (
    CODE_FILE,
    FORM_LANGS,
    PROOF_SUFFIX,
    STATEMENT_SUFFIX,
    find_issued,
    find_prepared,
    render_paper,
)
from batterypass.errors import BrokenError, InputError, MalformedError
from batterypass.evidence.paper import PaperCode
from batterypass.statements.cose import parse_statement
from batterypass.statements.payload import parse_payload
from batterypass.tlog.merkle import leaf_hash
from batterypass.tlog.proof import LogProof

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.app.session import Session
    from batterypass.documents.attached import Opened
    from batterypass.documents.content import ManifestContent
    from batterypass.domain.states import ConsignmentState


@dataclass(frozen=True, slots=True)
class Verdict:
    """One of the three answers, with the code of its reason and what that names."""

    name: str
    holds: bool | None
    reason: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PaperCheck:
    """What was found about a paper, and what it says of itself where its code can be read."""

    digest: str
    says: Mapping[str, object]
    verdicts: tuple[Verdict, ...]
    #: Entries by which what it shows was corrected after it was prepared.
    corrected_since: tuple[int, ...] = ()
    #: Entries of its consignment since then, and how the consignment stands now, if it is known.
    newer: tuple[int, ...] = ()
    now: ManifestContent | None = None
    #: Entries by which something that it rests on was annulled after it was prepared.
    annulled_since: tuple[int, ...] = ()

    @property
    def holds(self) -> bool | None:
        """The whole: false if one is false, None if one is undecided."""
        answers = [verdict.holds for verdict in self.verdicts]
        return False if False in answers else None if None in answers else True


def check_paper(session: Session, pdf: bytes) -> PaperCheck:
    """Check a manifest that this program printed.

    1. The entries inside prove themselves. 2. They are the entries of this ledger. 3. The file is
    what was issued, or what is rendered now. Raises MalformedError for a file that is no PDF of
    ours, InputError for a draft, which proves nothing.
    """
    from batterypass.documents.attached import open_pdf

    opened = open_pdf(pdf)
    body = opened.files.get(CODE_FILE)
    if body is None:
        raise InputError(
            "this paper is a draft: it carries no proof, so there is nothing to check",
            code="paper.draft",
        )
    code = PaperCode.parse(body)
    digest = sha256(pdf).hexdigest()
    says = parse_payload(parse_statement(code.statement).payload)
    # 1
    data = _check_data(session, opened, code)
    # 2
    chain = _check_chain(session, opened, code)
    # 3
    consignment = session.world.consignment(str(says.get("about", "")))
    printed = _check_print(session, opened, consignment, code, digest, says)
    if consignment is None or not chain.holds:
        return PaperCheck(digest, says, (data, chain, printed))
    since, annulled = _corrected_since(session, consignment, code)
    newer = tuple(one for one in entries_shown(session, consignment) if one > code.index)
    now = manifest_content(session, consignment, code=body) if consignment.waste else None
    return PaperCheck(digest, says, (data, chain, printed), since, newer, now, annulled)


def _corrected_since(
    session: Session, consignment: ConsignmentState, code: PaperCode
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """List the entries above the paper by which something on it was corrected, and annulled.

    An entry that came after the paper is none that it rests on, so its end is not told.
    """
    corrected, annulled = set(), set()
    for one in corrections_about(session, consignment.subject):
        if one.holds is None or one.holds <= code.index:
            continue
        if not one.annuls:
            corrected.add(one.holds)
        elif session.store.find_digest(one.target)[0] <= code.index:
            annulled.add(one.holds)
    return tuple(sorted(corrected)), tuple(sorted(annulled))


def _check_data(session: Session, opened: Opened, code: PaperCode) -> Verdict:
    statements = _statements(opened)
    verifiers = [session.verifier()]
    try:
        code.verify(verifiers, session.origin)
        if statements.get(code.index) != code.statement:
            raise BrokenError(
                f"entry {code.index}: the file and the code are not the same",
                code="paper.other-bytes", entry=code.index,
            )  # fmt: skip
        for entry, raw in statements.items():
            proof = LogProof.parse(opened.files.get(f"{entry}{PROOF_SUFFIX}", b""))
            if proof.index != entry:
                raise BrokenError(
                    f"entry {entry}: its proof is that of entry {proof.index}",
                    code="paper.other-proof", entry=entry, found=proof.index,
                )  # fmt: skip
            proof.verify(leaf_hash(raw), verifiers, session.origin)
    except (BrokenError, MalformedError) as error:
        values = {name: str(value) for name, value in error.values.items()}
        said = error.code or "paper.data-broken"
        return Verdict("data", False, said, {"problem": str(error), **values})
    return Verdict("data", True, "paper.data-proven", {"count": str(len(statements))})


def _check_chain(session: Session, opened: Opened, code: PaperCode) -> Verdict:
    statements = _statements(opened)
    newest = max(statements, default=code.index)
    if newest >= session.size:
        values = {"entry": str(newest), "size": str(session.size)}
        return Verdict("chain", None, "paper.chain-newer", values)
    for entry, raw in sorted(statements.items()):
        if session.store.statement(entry) != raw:
            return Verdict("chain", False, "paper.chain-differs", {"entry": str(entry)})
    return Verdict("chain", True, "paper.chain-same", {"count": str(len(statements))})


def _check_print(
    session: Session,
    opened: Opened,
    consignment: ConsignmentState | None,
    code: PaperCode,
    digest: str,
    says: Mapping[str, object],
) -> Verdict:
    from batterypass.documents.forms import FORMS
    from batterypass.documents.pdf import RENDERER_ID

    if consignment is None:
        return Verdict("print", None, "paper.print-unknown")
    issued = find_issued(session, consignment, digest)
    if issued is not None:
        payload = parse_payload(parse_statement(session.store.statement(issued)).payload)
        values = {
            "entry": str(issued),
            "actor": str(payload["actor"]),
            "time": str(payload["event_time"]),
        }
        return Verdict("print", True, "paper.print-issued", values)
    if opened.renderer != RENDERER_ID:
        values = {"renderer": opened.renderer, "ours": RENDERER_ID}
        return Verdict("print", None, "paper.print-other-renderer", values)
    if str(says.get("document_kind", "")) not in FORMS:
        # A transport document also rests on what was answered by hand, which nobody can repeat here.
        return Verdict("print", None, "paper.print-not-issued")
    prepared = find_prepared(session, consignment)
    if prepared is None or prepared.statement != code.statement:
        return Verdict("print", None, "paper.print-not-issued")
    for lang in FORM_LANGS:
        if render_paper(session, consignment, lang).digest == digest:
            return Verdict("print", True, "paper.print-same", {"lang": lang})
    return Verdict("print", False, "paper.print-differs")


def _statements(opened: Opened) -> dict[int, bytes]:
    """Give the attached entries by index; other files are not looked at."""
    found = {}
    for name, data in opened.files.items():
        index = name.removesuffix(STATEMENT_SUFFIX)
        if index != name and index.isascii() and index.isdigit():
            found[int(index)] = data
    return found
