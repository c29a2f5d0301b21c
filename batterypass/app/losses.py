"""What an outbox had once and has no more: a file that vanished, or that an older copy replaced.

Its rows cannot be made again, and whatever is signed without them takes their places in the chains.
So an outbox that has less than is remembered of it is told by every command, and nothing is signed
over it until what is missing is back, stands in the log, or is given up by a person's word.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from batterypass.errors import FailedError
from batterypass.ports import KeptRow
from batterypass.statements.cose import parse_statement
from batterypass.statements.payload import parse_payload

if TYPE_CHECKING:
    from batterypass.app.site import SiteSession
    from batterypass.ports import LedgerStore, Memory, OutboxStore, Pending


def lost_rows(base: LedgerStore, outbox: OutboxStore, memory: Memory) -> tuple[KeptRow, ...]:
    """List what was kept in an outbox and is neither in it nor in the log; most often nothing.

    An event counts, not its bytes: what was signed anew or came back in a sent file is here.
    """
    if _agrees(outbox, memory.last_kept(outbox.name)):
        return ()
    remembered = {row.event_id: row for row in memory.kept(outbox.name)}
    here = {row.event_id for row in outbox.rows()}
    logged = base.entries_of_events([one for one in remembered if one not in here])
    return tuple(row for name, row in remembered.items() if name not in here and name not in logged)


def remember_kept(base: LedgerStore, outbox: OutboxStore, memory: Memory) -> None:
    """Remember what was kept, unless something is lost: then that stays the last thing remembered.

    What was kept stays kept where the home folder cannot be written: that folder only helps.
    """
    with suppress(FailedError):
        last = memory.last_kept(outbox.name)
        if _agrees(outbox, last):
            after = 0 if last is None else last.place
            memory.note_kept(outbox.name, [_kept(row) for row in outbox.rows(after)])
        elif not lost_rows(base, outbox, memory):
            _remember_anew(outbox, memory)


def forget_lost(session: SiteSession) -> None:
    """Give up what was lost: from here on the outbox is remembered as it is now."""
    _remember_anew(session.outbox, session.around.memory)
    session.refold()


def _remember_anew(outbox: OutboxStore, memory: Memory) -> None:
    memory.forget_kept(outbox.name, [_kept(row) for row in outbox.rows()])


def _agrees(outbox: OutboxStore, last: KeptRow | None) -> bool:
    """Tell whether the last row that is remembered stands in its place, and so all before it do."""
    if last is None:
        return True
    there = next(outbox.rows(last.place - 1), None)
    return there is not None and there.digest == last.digest


def _kept(row: Pending) -> KeptRow:
    payload = parse_payload(parse_statement(row.statement).payload)
    links = payload.get("subjects") or [{}]
    return KeptRow(
        row.place, row.event_id, row.digest, str(payload.get("kind", "")),
        str(links[0].get("subject", "")), str(payload.get("event_time", "")),
    )  # fmt: skip
