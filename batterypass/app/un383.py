"""The UN 38.3 test summary of an item: which file its entries name, and what there is to say of it.

A summary belongs to the last entry that says what the item's UN 38.3 report is, and is named by that
entry or one after it: a pack with a second life has no use for the summary of its first.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from batterypass.app.read import history
from batterypass.app.wording import source_at
from batterypass.documents.un383 import NameState, Un383Paper
from batterypass.domain.ids import printed_id
from batterypass.domain.lineage import went_into
from batterypass.errors import UndecidedError
from batterypass.evidence.refusal import refusal
from batterypass.evidence.un383_file import SUMMARY_MEDIA, open_signatory, parse_summary
from batterypass.regulations.transport.loads import is_rebuilt
from batterypass.regulations.un383 import Missing, Un383Law, missing_of, needs_signature
from batterypass.regulations.un383_reasons import Reason, covers, other_report, reasons_against
from batterypass.tlog.proof import LogProof
from batterypass.tlog.tree import inclusion_path

if TYPE_CHECKING:
    from batterypass.app.read import EntryView
    from batterypass.app.session import Session
    from batterypass.domain.states import ItemState
    from batterypass.domain.un383 import Un383Summary
    from batterypass.ports import FileFolder

SUMMARY_FILE: Final = "un38-3-summary.json"
SIGNATORY_FILE: Final = "un38-3-signatory.json"
_ARTICLES: Final = {"cell_lot": "cell", "module": "module"}


@dataclass(frozen=True, slots=True)
class SummaryFile:
    """A summary that was read, with the name that it seals where that is at hand."""

    summary: Un383Summary
    raw: bytes
    name_state: NameState
    signatory: str = ""
    signatory_raw: bytes = b""

    @property
    def digest(self) -> str:
        """Give the SHA-256 by which events name the file, in hex."""
        return sha256(self.raw).hexdigest()


@dataclass(frozen=True, slots=True)
class NamedSummary:
    """The summary of an item: the entry that names the file, and what the evidence said of it."""

    file: SummaryFile
    item: ItemState
    entry: EntryView
    evidence: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Judged:
    """What there is to say of a summary; it is enough where both are empty."""

    missing: tuple[Missing, ...]
    reasons: tuple[Reason, ...]

    @property
    def is_enough(self) -> bool:
        """Tell whether nothing is missing and nothing speaks against it."""
        return not self.missing and not self.reasons


def read_summary(raw: bytes, name: str, signatory: tuple[str, bytes] | None = None) -> SummaryFile:
    """Read a summary, and the file with its signatory's name where somebody has it.

    Raises MalformedError for bytes that are neither, BrokenError for the name of another summary.
    """
    summary = parse_summary(raw, name)
    if signatory is None:
        return SummaryFile(summary, raw, "elsewhere" if summary.signatory_sha256 else "none")
    file, body = signatory
    return SummaryFile(summary, raw, "here", open_signatory(summary, body, file), body)


def find_summary(session: Session, files: FileFolder, item: ItemState) -> NamedSummary:
    """Find the summary that the item's entries name, and read it from the folder of attachments.

    Raises UndecidedError where none is named or the file is not here, BrokenError where the file is
    not the one that was named, MalformedError where that one is no summary.
    """
    evidence, found = _look(session, item)
    name = printed_id(item.item)
    if found is None:
        raise refusal(UndecidedError, "summary.none-named", item=name)
    entry, digest = found
    if not files.has(digest):
        gone = files.dropped(digest)
        code = "summary.removed" if gone else "summary.not-here"
        raise refusal(UndecidedError, code, item=name, digest=digest, day=gone)
    return NamedSummary(_with_name(files, files.read(digest), digest), item, entry, evidence)


def evidence_of(session: Session, item: ItemState) -> dict[str, Any]:
    """Give the report that the item's entries name for what it is now; empty where none does."""
    return _look(session, item)[0]


def _look(session: Session, item: ItemState) -> tuple[dict[str, Any], tuple[EntryView, str] | None]:
    """Give the last evidence of an item, and the entry and digest that name its summary."""
    evidence: dict[str, Any] = {}
    found: tuple[EntryView, str] | None = None
    for entry in history(session, item.item):
        if went_into(entry.payload, item.item):
            continue
        if isinstance(entry.payload.get("un38_3"), dict):
            evidence, found = entry.payload["un38_3"], None
        elif entry.payload["kind"] in ("pack.repurposed", "pack.remanufactured"):
            # A new use without a report of its own: what was tested was another type.
            evidence, found = {}, None
        for document in entry.payload.get("documents", ()):
            if document["media_type"] == SUMMARY_MEDIA:
                found = entry, document["digest"]
    return evidence, found


def article_of(item: ItemState) -> str:
    """Say as what article an item is shipped: one that was rebuilt is not what was made once."""
    if item.item_kind in _ARTICLES:
        return _ARTICLES[item.item_kind]
    return "assembled" if is_rebuilt(item) else "pack"


def judge_file(law: Un383Law, file: SummaryFile, on: str) -> Judged:
    """Say what is missing from a summary by itself, and what speaks against it on a day."""
    return Judged(missing_of(law, file.summary), reasons_against(law, file.summary, on=on))


def judge_named(law: Un383Law, named: NamedSummary, on: str) -> Judged:
    """Say the same of the summary of an item, and whether it is the right one for it."""
    item, summary = named.item, named.file.summary
    others = (
        other_report(law, summary, named.evidence),
        covers(law, summary, article_of(item), model=item.model),
    )
    return Judged(
        missing_of(law, summary),
        (
            *reasons_against(law, summary, on=on, made_on=item.made_month),
            *(one for one in others if one is not None),
        ),
    )


def paper_of(
    law: Un383Law,
    file: SummaryFile,
    judged: Judged,
    *,
    session: Session | None = None,
    named: NamedSummary | None = None,
) -> Un383Paper:
    """Give what the paper of a summary says; with ``session`` and ``named``, where it stands."""
    source, item = None, ""
    if session is not None and named is not None:
        item = f"{printed_id(named.item.item)} · {named.item.model} · {named.item.serial}"
        index = named.entry.index
        if index is not None:
            source = source_at(session, index + 1, (index,))
    return Un383Paper(
        file.summary, file.digest, law.items, judged.missing, judged.reasons, file.name_state,
        needs_signature(law, file.summary), file.signatory, item, source,
    )  # fmt: skip


def evidence_files(
    session: Session | None, named: NamedSummary | None, file: SummaryFile
) -> list[tuple[str, bytes]]:
    """Give what goes inside the PDF: the files, and the signed entry with its proof.

    The proof rests on the earliest kept checkpoint over the entry, so that the bytes stay the same
    while others write; while there is none, the entry goes without.
    """
    files = [(SUMMARY_FILE, file.raw)]
    if file.signatory_raw:
        files.append((SIGNATORY_FILE, file.signatory_raw))
    if session is None or named is None or named.entry.index is None:
        return files
    index = named.entry.index
    if session.place_of(index):
        return files
    files.append((f"{index}.cose", session.store.statement(index)))
    kept = session.store.kept_from(index + 1)
    if kept is not None:
        path = tuple(inclusion_path(index, kept[0], session.store.node))
        files.append((f"{index}.tlog-proof", LogProof(index, path, kept[1]).encode()))
    return files


def _with_name(files: FileFolder, raw: bytes, digest: str) -> SummaryFile:
    file = read_summary(raw, digest)
    sealed = file.summary.signatory_sha256
    if not sealed:
        return file
    if files.has(sealed):
        return read_summary(raw, digest, (sealed, files.read(sealed)))
    state: NameState = "erased" if files.dropped(sealed) else "elsewhere"
    return SummaryFile(file.summary, raw, state)


def erase_name(files: FileFolder, file: SummaryFile, on: str) -> bool:
    """Take away the file with the signatory's name and note the day; tell whether it was here."""
    sealed = file.summary.signatory_sha256
    if not sealed or not files.has(sealed):
        return False
    files.drop(sealed, on)
    return True
