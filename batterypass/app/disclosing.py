"""Making a disclosure file: one passport for one reader, with what proves it.

:mod:`batterypass.app.disclosed` opens one. What the reader may not see of sealed sections is not in
it; what stands in clear in an entry is in the log for everybody, and so in every copy of the entry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.app.directory_making import marks_below
from batterypass.app.passport_entries import entries_of, payload_of
from batterypass.app.passports import check_has_passport
from batterypass.app.read import proof_files
from batterypass.domain.ids import ledger_subject
from batterypass.errors import RefusedError
from batterypass.evidence.directory_file import DirectoryFile
from batterypass.evidence.disclosure_file import DisclosureFile
from batterypass.evidence.refusal import refusal
from batterypass.ports import LANE_MAIN, LANE_RECORD
from batterypass.regulations.passport_readers import points_of

if TYPE_CHECKING:
    from batterypass.app.session import Session
    from batterypass.domain.states import ItemState
    from batterypass.domain.vocabulary import Point
    from batterypass.regulations.passport_readers import Reader

_LANES = (LANE_MAIN, LANE_RECORD)


def make_disclosure(session: Session, item: ItemState, reader: Reader) -> DisclosureFile:
    """Put one passport, as one reader may see it at the last signed checkpoint, into a file.

    It has the entries of the item, those of every party that signed one, the ledger's own main lane,
    and time marks, each with its proof. The same ledger gives the same file. Raises InputError for
    an item without a passport and for no reader, RefusedError for what is not in the log yet.
    """
    check_has_passport(item)
    points = points_of(reader)
    with session.store.reading():
        size = session.checkpoint().size
        _, note = session.stored()
        about = [one for one in entries_of(session, item) if one.index is not None]
        if not about:
            raise refusal(RefusedError, "outbox.needs-log", what=item.passport)
        own = session.store.entries_of(item.item, lanes=_LANES)
        wanted = set(own) | set(
            session.store.entries_of(ledger_subject(session.origin), lanes=(LANE_MAIN,))
        )
        # Of papers and annulled entries too: the file has the whole chain of the item.
        actors = {
            str(payload_of(session.store.statement(index), index)["actor"])
            for index in own
            if index < size
        }
        # Who answers for it need not have signed anything about it yet.
        actors |= {one for one in (item.maker, item.responsible_operator) if one}
        root = session.world.ledger()
        if root is not None:
            actors.add(root.registrar)
        for party in sorted(actors):
            wanted |= set(session.store.entries_of(party, lanes=_LANES))
        wanted = {index for index in wanted if index < size}
        wanted |= set(marks_below(session, sorted(wanted), size))
        entries = sorted(wanted)
        proofs = proof_files(session, entries)
        statements = {entry: session.store.statement(entry) for entry in entries}
        sections: dict[tuple[str, Point], bytes] = {}
        for one in about:
            if one.payload.get("item") != item.item:
                continue
            event_id = str(one.payload["event_id"])
            for point in one.payload.get("sealed", {}):
                body = session.store.section(event_id, point) if point in points else None
                if body is not None:
                    sections[event_id, point] = body
    log = DirectoryFile(session.audience, note, statements, proofs)
    return DisclosureFile(log, item.item, item.passport, reader, sections)
