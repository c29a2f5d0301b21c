"""What a bundle says of the log as such: checkpoint, trust, inclusion, old roots, the index."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

from batterypass.app.bundle_making import words_of
from batterypass.app.trust import trust_of
from batterypass.app.witnessed import compare_with_trust
from batterypass.domain.events.ledger import LedgerOpened
from batterypass.domain.ids import audience_of
from batterypass.errors import BrokenError, MalformedError, refusal
from batterypass.statements.notekeys import NoteVerifier
from batterypass.statements.verifiers import parse_base64url
from batterypass.tlog.checkpoint import Checkpoint, open_checkpoint
from batterypass.tlog.merkle import leaf_hash, root_of, verify_inclusion
from batterypass.tlog.note import parse_note

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.app.bundle_asking import Why
    from batterypass.app.bundle_case import Case

#: What the index says of a statement, beside its entry.
_WORDS: Final = ("digest", "kind", "event_time", "actor", "subject")


def check_checkpoint(case: Case) -> NoteVerifier | None:
    """Open the checkpoint by the key that entry 0 names (2); give that key, None where it fails."""
    file, found = case.file, case.found
    event = case.readings[0].event
    audience = audience_of(file.origin, sha256(file.statements[0]).digest())
    try:
        if not isinstance(event, LedgerOpened) or audience != file.ledger:
            raise refusal(BrokenError, "audit.opens-other", ledger=file.ledger)
        public = parse_base64url(event.checkpoint_key.public, "checkpoint key")
        verifier = NoteVerifier(file.origin, public)
        open_checkpoint(file.checkpoint, [verifier], file.origin)
    except (BrokenError, MalformedError) as error:
        found.add("BP-V005", file.origin, size=str(case.tip.size), problem=error)
        return None
    found.notes = 1
    return verifier


def check_trust(
    case: Case,
    verifier: NoteVerifier | None,
    roots: Mapping[int, bytes],
    trust_file: bytes | None,
    old: bytes | None,
) -> None:
    """Compare with what is known of the ledger outside the file (3; D16)."""
    file, found, memory = case.file, case.found, case.around.memory
    start = found.start = trust_of(memory, file.origin, trust_file)
    compare_with_trust(
        found, start, lambda: file.checkpoint, lambda: [(case.tip.size, file.checkpoint)]
    )
    seen = []
    note = memory.checkpoint(file.origin)
    if note is not None and start.remembered is not None:
        try:
            if verifier is not None:
                # Who has seen a checkpoint knows the log's key by it.
                open_checkpoint(note, [verifier], file.origin)
        except (BrokenError, MalformedError) as error:
            found.add("BP-V010", file.origin, problem=error)
        seen.append((start.remembered, note))
    if old is not None:
        seen.append((_given_checkpoint(case, verifier, old), old))
    for one, known in seen:
        if not _is_extended(case, one, roots):
            case.unlike = known


def _given_checkpoint(case: Case, verifier: NoteVerifier | None, old: bytes) -> Checkpoint:
    """Read ``--old``. Raises MalformedError or BrokenError where it is not this log's."""
    try:
        if verifier is None:
            return Checkpoint.parse(parse_note(old).text)
        return open_checkpoint(old, [verifier], case.file.origin)
    except (BrokenError, MalformedError) as error:
        raise refusal(type(error), "fsck.bad-old", origin=case.file.origin, why=error) from error


def _is_extended(case: Case, known: Checkpoint, roots: Mapping[int, bytes]) -> bool:
    """Compare with a checkpoint of another time, where the file proves how they hang together."""
    tip = case.tip
    root = tip.root if known.size == tip.size else _root_at(case, known.size, roots)
    if root is None:
        why: Why = "old-checkpoint" if known.size < tip.size else "newer-checkpoint"
        case.asking.note("trust", case.file.origin, why, missing=f"#{known.size}")
        return True
    case.is_compared = True
    if root == known.root:
        return True
    case.found.add(
        "BP-V006", case.file.origin,
        size=str(known.size), root=known.root.hex(), found=str(tip.size),
    )  # fmt: skip
    return False


def _root_at(case: Case, size: int, roots: Mapping[int, bytes]) -> bytes | None:
    if case.file.is_whole_log and 0 < size < case.tip.size:
        raws = list(case.file.statements.values())[:size]
        return root_of(leaf_hash(raw) for raw in raws)
    return roots.get(size)


def check_proofs(case: Case) -> None:
    """Show that every statement is in the log (4); all of it by its root."""
    file, tip, found = case.file, case.tip, case.found
    if case.is_shown:
        return
    if file.is_whole_log:
        root = root_of(leaf_hash(raw) for raw in file.statements.values())
        if root != tip.root:
            found.add(
                "BP-V001", file.origin,
                size=str(tip.size), expected=tip.root.hex(), found=root.hex(),
            )  # fmt: skip
        return
    for entry, raw in file.statements.items():
        try:
            verify_inclusion(leaf_hash(raw), entry, tip.size, file.paths[entry], tip.root)
        except BrokenError as error:
            found.add("BP-B001", file.origin, entry, problem=error)


def check_consistency(case: Case) -> dict[int, bytes]:
    """Prove the roots of smaller and larger logs (5); give them by size."""
    roots = {}
    for one in case.file.consistency:
        try:
            if not case.is_shown:
                one.verify(case.tip)
        except BrokenError as error:
            case.found.add("BP-B005", case.file.origin, size=str(one.size), problem=error)
        else:
            roots[one.size] = one.root
    return roots


def check_index(case: Case) -> None:
    """Hold what a person reads in the index against the statements (6)."""
    for line in case.file.lines:
        words = words_of(case.readings[line.entry])
        told = (line.digest, line.kind, line.event_time, line.actor, line.subject)
        if words == told:
            continue
        for name, expected, found in zip(_WORDS, words, told, strict=True):
            if expected != found:
                case.found.add(
                    "BP-B004", case.file.origin, line.entry,
                    field=name, expected=expected, found=found,
                )  # fmt: skip
