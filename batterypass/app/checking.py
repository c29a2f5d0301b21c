"""Checking a paper that somebody brings: is it what was printed, signed, and recorded here?

Manifests, transport papers and passports; what only a passport has is judged by
:mod:`batterypass.app.passport_checking`.

Three verdicts, each true, false, or None where it cannot be decided: *data* (the signed entries
inside the file prove themselves under the log's key), *chain* (they are this ledger's), *print*
(the file is, to the byte, what was issued; one that was changed since is not, one that another
program only saved again is undecided). Signatures of the entries were judged when they were
recorded; that this ledger is sound is for ``batterypass verify`` to say. Beside them stands what the
consignment came to since: a genuine paper may be an old one.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from batterypass.app import passport_paper
from batterypass.app.amending import corrections_about
from batterypass.app.manifests import manifest_content
from batterypass.app.paper_corrections import entries_shown
from batterypass.app.paper_data import LogWord, Verdict, check_data, statements_of, unreadable
from batterypass.app.papers import (
    CODE_FILE,
    FORM_LANGS,
    PROOF_SUFFIX,
    STATEMENT_SUFFIX,
    find_issued,
    find_prepared,
    may_issue,
    render_paper,
)
from batterypass.app.passport_checking import check_made_again, check_values, is_passport, says_of
from batterypass.documents.attached import Opened
from batterypass.errors import InputError, MalformedError
from batterypass.evidence.paper import PaperCode
from batterypass.statements.cose import parse_statement
from batterypass.statements.payload import parse_payload
from batterypass.tlog.policy import TrustFile
from batterypass.tlog.proof import LogProof

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from batterypass.app.session import Session
    from batterypass.documents.content import ManifestContent
    from batterypass.domain.states import ConsignmentState
    from batterypass.ports import Memory


_BY_EYE: Final = Verdict("print", None, "paper.print-by-eye")
#: Verdicts, only ever undecided, by which a genuine paper is none to go by.
DOUBTS: Final = frozenset({"issuer", "consignment"})


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
    #: The title of the file: which of the papers of a load it is.
    title: str = ""

    @property
    def is_genuine(self) -> bool:
        """Whether it is what was issued, be it worth going by or not."""
        return all(one.holds for one in self.verdicts if one.name not in DOUBTS)

    @property
    def holds(self) -> bool | None:
        """The whole: false if one is false, None if one is undecided."""
        answers = [verdict.holds for verdict in self.verdicts]
        return False if False in answers else None if None in answers else True


def check_paper(
    session: Session | None,
    pdf: bytes,
    *,
    trust_file: bytes | None = None,
    memory: Memory | None = None,
) -> PaperCheck:
    """Check a paper that this program printed, also one that was changed or saved again.

    ``pdf`` may be what its scanned code holds: then what is printed is for a person to compare.

    1. The entries inside prove themselves. 2. They are the entries of this ledger. 3. The file is
    what was issued, or what is rendered now. Undecided is besides what a stranger issued, and the paper
    of a load that was taken back since. Without a session only the first can be answered, by
    ``trust_file`` or what ``memory`` has pinned. Raises InputError for a file that is none of ours,
    and for one that never carried data; MalformedError for a trust file that does not parse.
    """
    from batterypass.documents.attached import open_paper

    given = TrustFile.parse(trust_file) if trust_file is not None else None
    scanned = _scanned(pdf)
    opened = scanned or open_paper(pdf, CODE_FILE)
    digest = sha256(pdf).hexdigest()
    body = opened.files.get(CODE_FILE)
    if body is None and is_passport(opened.files):
        verdicts = tuple(_check_codeless(session, opened, digest, LogWord(session, given, memory)))
        return PaperCheck(digest, says_of(opened.files), verdicts, title=opened.title)
    if body is None and opened.condition == "whole":
        raise InputError(
            f"{opened.title}: this PDF carries no signed data: it is a draft, or no"
            " manifest and no passport (labels, a letter, a list), so there is nothing to check",
            code="paper.draft", title=opened.title,
        )  # fmt: skip
    if body is None:
        missing = Verdict("data", None, "paper.data-missing")
        return PaperCheck(digest, {}, (missing, _no_chain(), _printed_anew(opened)))
    try:
        code = PaperCode.parse(body)
        says = parse_payload(parse_statement(code.statement).payload)
    except MalformedError as error:
        found = unreadable(CODE_FILE, error)
        values = {name: str(value) for name, value in found.values.items()}
        data = Verdict("data", False, "paper.data-unreadable", values)
        return PaperCheck(digest, {}, (data, _no_chain(), _printed_anew(opened)))
    anew = _BY_EYE if scanned is not None else _printed_anew(opened)
    # 1
    data = check_data(opened.files, code, LogWord(session, given, memory))
    if session is None:
        chain = Verdict("chain", None, "paper.chain-no-ledger")
        told = _values_of(session, opened, says)
        return PaperCheck(digest, says, (data, chain, *told, anew), title=opened.title)
    # 2
    chain = _check_chain(session, opened, code.index)
    # 3
    if says.get("document_kind") == passport_paper.KIND:
        rest = (anew,) if scanned is not None else _check_passport(session, opened, digest, says)
        told = _values_of(session, opened, says)
        return PaperCheck(digest, says, (data, chain, *told, *rest), title=opened.title)
    consignment = session.world.consignment(str(says.get("about", "")))
    printed = (
        _check_print(session, opened, consignment, code, digest, says) if scanned is None else anew
    )
    if consignment is None or not chain.holds:
        return PaperCheck(digest, says, (data, chain, printed), title=opened.title)
    since, annulled = _corrected_since(session, consignment, code)
    newer = tuple(one for one in entries_shown(session, consignment) if one > code.index)
    now = manifest_content(session, consignment, code=body) if consignment.waste else None
    issuers = (str(says["actor"]), printed.values.get("actor", ""))
    judged = (data, chain, printed, *_doubts(session, consignment, code, issuers))
    return PaperCheck(digest, says, judged, since, newer, now, annulled, opened.title)


def _scanned(body: bytes) -> Opened | None:
    """Read what the code of a paper holds as a paper that has nothing but its code; None: no code."""
    try:
        code = PaperCode.parse(body)
    except MalformedError:
        return None
    proof = LogProof(code.index, code.path, code.checkpoint).encode()
    entry = str(code.index)
    return Opened(
        "",
        {
            CODE_FILE: body,
            entry + STATEMENT_SUFFIX: code.statement,
            entry + PROOF_SUFFIX: proof,
        },
    )


def _doubts(
    session: Session, consignment: ConsignmentState, code: PaperCode, issuers: Iterable[str]
) -> Iterator[Verdict]:
    """Yield why a genuine paper is none to go by: a stranger issued it, or the load was taken back.

    A paper that was prepared after that says so itself.
    """
    for actor in dict.fromkeys(filter(None, issuers)):
        if not may_issue(session, consignment, actor):
            yield Verdict("issuer", None, "paper.issuer-no-part", {"actor": actor})
    entry = consignment.entries.get("voided", -1)
    if consignment.state == "voided" and entry > code.index:
        voided = parse_payload(parse_statement(session.store.statement(entry)).payload)
        values = {"entry": str(entry), "time": str(voided["event_time"])}
        yield Verdict("consignment", None, "paper.withdrawn", values)


def _no_chain() -> Verdict:
    return Verdict("chain", None, "paper.chain-no-data")


def _printed_anew(opened: Opened) -> Verdict:
    """Judge the print by the file alone: what was changed is not what was issued."""
    holds = False if opened.condition in ("changed", "added") else None
    reason = {"whole": "paper.print-no-ledger"}.get(
        opened.condition, f"paper.print-{opened.condition}"
    )
    return Verdict("print", holds, reason)


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


def _values_of(
    session: Session | None, opened: Opened, says: Mapping[str, object]
) -> tuple[Verdict, ...]:
    """Judge the values of a passport; nothing for another paper, and for a scanned code alone."""
    is_asked = says.get("document_kind") == passport_paper.KIND and is_passport(opened.files)
    return (check_values(session, opened.files),) if is_asked else ()


def _check_codeless(
    session: Session | None, opened: Opened, digest: str, word: LogWord
) -> Iterator[Verdict]:
    """Judge a passport without a code: 1. its entries, 2. that they are here, its values, 3. its print."""
    # 1
    yield check_data(opened.files, None, word)
    # 2
    if session is None:
        yield Verdict("chain", None, "paper.chain-no-ledger")
    elif statements_of(opened.files):
        yield _check_chain(session, opened, 0)
    else:
        yield _no_chain()
    yield check_values(session, opened.files)
    # 3
    again = check_made_again(session, opened, digest) if session is not None else None
    if again is not None:
        yield again
    elif session is not None and opened.condition == "whole":
        yield Verdict("print", None, "paper.print-not-again")
    else:
        yield _printed_anew(opened)


def _check_chain(session: Session, opened: Opened, least: int) -> Verdict:
    """Compare the entries inside with those here; ``least`` is the newest where none can be read."""
    statements = statements_of(opened.files)
    newest = max(statements, default=least)
    if newest >= session.size:
        values = {"entry": str(newest), "size": str(session.size)}
        return Verdict("chain", None, "paper.chain-newer", values)
    for entry, raw in sorted(statements.items()):
        if session.store.statement(entry) != raw:
            return Verdict("chain", False, "paper.chain-differs", {"entry": str(entry)})
    return Verdict("chain", True, "paper.chain-same", {"count": str(len(statements))})


def _check_passport(
    session: Session, opened: Opened, digest: str, says: Mapping[str, object]
) -> Iterator[Verdict]:
    """Judge the print of a passport, and who issued it (BP-C022)."""
    item = session.world.item(str(says.get("about", "")))
    if item is None:
        yield Verdict("print", None, "paper.print-unknown")
        return
    issued = passport_paper.find_issued(session, item, digest)
    printed = _printed_as(session, issued) if issued is not None else _printed_anew(opened)
    if issued is None and opened.condition == "whole":
        again = check_made_again(session, opened, digest, with_proof=True)
        printed = again or Verdict("print", None, "paper.print-not-again")
    yield printed
    for actor in dict.fromkeys(filter(None, (str(says["actor"]), printed.values.get("actor", "")))):
        if not passport_paper.may_issue(session, item, actor):
            yield Verdict("issuer", None, "paper.issuer-no-part", {"actor": actor})


def _printed_as(session: Session, issued: int) -> Verdict:
    """Say by which entry a file was issued, by whom and when."""
    payload = parse_payload(parse_statement(session.store.statement(issued)).payload)
    values = {
        "entry": str(issued),
        "actor": str(payload["actor"]),
        "time": str(payload["event_time"]),
    }
    return Verdict("print", True, "paper.print-issued", values)


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

    # A file that was issued is right however it is laid out: another version may have made it.
    issued = find_issued(session, consignment, digest) if consignment is not None else None
    if issued is not None:
        return _printed_as(session, issued)
    if opened.condition != "whole":
        return _printed_anew(opened)
    if consignment is None:
        return Verdict("print", None, "paper.print-unknown")
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
