"""A passport as a paper that proves itself without a network (bytes.md 9), as manifests do.

``document.prepared`` rests on the last entry of the item that is no paper itself; the code of the
document carries it with its proof, and ``document.issued`` says the digest of the file. Printing a
passport changes nothing of what it says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from batterypass.app.papers import ISSUED, PREPARED, Prepared, covered
from batterypass.app.passport_entries import PassportEntry, entries_of, papers_of
from batterypass.domain.clock import day_of
from batterypass.domain.ids import printed_id
from batterypass.errors import RefusedError
from batterypass.evidence.refusal import refusal
from batterypass.rules import documents

if TYPE_CHECKING:
    from batterypass.app.session import Session
    from batterypass.domain.states import ItemState

KIND: Final = "passport"


def prepared_form(session: Session, item: ItemState) -> dict[str, Any]:
    """Give the form of ``document.prepared`` for the passport as it stands.

    Raises RefusedError for an item whose last entry is not in the log yet.
    """
    last = _last(session, item)
    return {
        "about": item.item,
        "document_kind": KIND,
        "number": printed_id(item.item),
        "count": 1,
        "mass_kg": item.mass_kg or "0",
        "date": day_of(last.event_time),
        "statement": last.digest,
    }


def find_prepared(session: Session, item: ItemState) -> Prepared | None:
    """Find the first ``document.prepared`` for the passport as it stands, with its kept checkpoint.

    One by somebody who has no part in the item is passed over. Raises InputError where no kept
    checkpoint covers it and none may be made.
    """
    wanted = _last(session, item).digest
    for entry in papers_of(session, item):
        payload = entry.payload
        if (
            entry.index is None
            or entry.kind != PREPARED
            or payload["document_kind"] != KIND
            or payload["statement"] != wanted
            or not may_issue(session, item, str(payload["actor"]))
        ):
            continue
        return covered(session, entry.index, session.store.statement(entry.index))
    return None


def issued_form(item: ItemState, digest: str, size: int) -> dict[str, Any]:
    """Give the form of ``document.issued`` for the file."""
    from batterypass.documents.pdf import RENDERER_ID

    return {
        "about": item.item,
        "document_kind": KIND,
        "number": printed_id(item.item),
        "renderer": RENDERER_ID,
        "digest": digest,
        "bytes": size,
    }


def find_issued(session: Session, item: ItemState, digest: str) -> int | None:
    """Find the entry that says that a file of this digest was issued, or None."""
    return next(
        (
            entry.index
            for entry in papers_of(session, item)
            if entry.kind == ISSUED and entry.payload["digest"] == digest
        ),
        None,
    )


def may_issue(session: Session, item: ItemState, actor: str) -> bool:
    """Tell whether a party may issue a paper of an item (BP-C022)."""
    party = session.world.party(actor)
    return party is not None and documents.may_issue_of_item(party, item)


def _last(session: Session, item: ItemState) -> PassportEntry:
    entries = entries_of(session, item)
    if not entries or entries[-1].index is None:
        raise refusal(RefusedError, "outbox.needs-log", what=item.passport)
    return entries[-1]
