"""Making a directory file of a ledger: the entries of its directory, each with its proof.

:mod:`batterypass.app.directory_file` judges one that somebody brings.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from batterypass.app.read import proof_files
from batterypass.domain.events.ledger import TimeMarked
from batterypass.domain.ids import ledger_subject
from batterypass.evidence.directory_file import DirectoryFile
from batterypass.ports import LANE_MAIN, LANE_RECORD
from batterypass.statements.cose import parse_statement
from batterypass.statements.payload import parse_payload

if TYPE_CHECKING:
    from collections.abc import Iterator

    from batterypass.app.session import Session

_BOTH_LANES = (LANE_MAIN, LANE_RECORD)


def make_directory_file(session: Session) -> DirectoryFile:
    """Put the directory of a ledger, as it is at its last signed checkpoint, into a file.

    It has every entry of the chains of parties and authorisations, the ledger's own main lane, and
    below each of them the time mark that says when it was known, each with its proof. The same
    ledger gives the same file. Raises InputError for a ledger without entries.
    """
    with session.store.reading():
        size = session.checkpoint().size
        _, note = session.stored()
        wanted = {index for index in _directory_entries(session) if index < size}
        wanted |= set(marks_below(session, sorted(wanted), size))
        entries = sorted(wanted)
        proofs = proof_files(session, entries)
        statements = {entry: session.store.statement(entry) for entry in entries}
        return DirectoryFile(session.audience, note, statements, proofs)


def _directory_entries(session: Session) -> Iterator[int]:
    """Give the entries that the directory is made of, in no order."""
    store = session.store
    yield from store.entries_of(ledger_subject(session.origin), lanes=(LANE_MAIN,))
    for letter in ("P", "A"):
        for row in store.subjects(letter):
            yield from store.entries_of(row.name, lanes=_BOTH_LANES)


def marks_below(session: Session, entries: list[int], size: int) -> Iterator[int]:
    """Give for each entry the last time mark below it, and the last one of the log."""
    notes = session.store.entries_of(ledger_subject(session.origin), lanes=(LANE_RECORD,))
    known: dict[int, bool] = {}
    for entry in (*entries, size):
        for place in range(bisect_left(notes, entry) - 1, -1, -1):
            note = notes[place]
            if note not in known:
                known[note] = _is_mark(session.store.statement(note))
            if known[note]:
                yield note
                break


def _is_mark(raw: bytes) -> bool:
    payload = parse_payload(parse_statement(raw).payload)
    return bool(payload["kind"] == TimeMarked.KIND.name)
