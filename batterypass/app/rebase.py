"""Signing anew what the operator could not take, or giving it up.

Nothing is moved or changed: a second statement of the same event is signed over what the log says
now, with the same id, time, content and sealed sections. Because the id stays, at most one of the
two is ever recorded (BP-S005).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from batterypass.app.compose import sign_all
from batterypass.app.drafts import Draft, redraft
from batterypass.app.outbox import payload_of
from batterypass.app.read import EntryView, read_entry
from batterypass.app.site import keep
from batterypass.domain.pending import DEAD
from batterypass.errors import InputError, RefusedError
from batterypass.evidence.refusal import refusal
from batterypass.ports import Change, Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.app.batch import Recorded
    from batterypass.app.site import SiteSession
    from batterypass.ports import Pending


@dataclass(frozen=True, slots=True)
class Rebase:
    """What would be signed in place of ``row``, and what was recorded or signed before it since."""

    row: Pending
    draft: Draft
    since: tuple[EntryView, ...]

    def brings_news(self) -> bool:
        """Tell whether somebody should read before he signs: what came since, or what a rule says.

        Differences of clocks are nothing new: a statement that was signed offline always has them.
        """
        return bool(self.since) or any(
            not one.code.startswith("BP-Z00") for one in self.draft.findings
        )


def rows_to_rebase(session: SiteSession, places: Sequence[int] = ()) -> list[Pending]:
    """List what was not taken in, by place; with ``places`` only those.

    Raises InputError for a place that is not in the outbox, or that may still be recorded.
    """
    dead = [row for row in session.outbox.live() if row.state in DEAD]
    if not places:
        return dead
    by_place = {row.place: row for row in dead}
    for place in places:
        if place not in by_place:
            row = session.pending(place)
            if row is None:
                raise refusal(InputError, "outbox.no-place", place=place)
            raise refusal(InputError, "outbox.not-dead", place=place, state=row.state)
    return [by_place[place] for place in sorted(set(places))]


def rebase_plan(session: SiteSession, row: Pending) -> Rebase:
    """Compose the statement that would take the place of a dead one; nothing is signed.

    Raises RefusedError where the key that signed it is elsewhere: its signer signs it anew, and
    sends the file (``outbox take``). The dead statement stays here, as evidence. Raises
    UndecidedError where something that was signed here is lost.
    """
    session.demand_whole()
    payload = payload_of(row.statement)
    if not session.is_mine(row):
        raise refusal(
            RefusedError, "outbox.not-yours", place=row.place, actor=payload.get("actor", "")
        )
    session.catch_up()
    sections = [
        Section(row.event_id, point, body)
        for point in sorted(payload.get("sealed", {}))
        if (body := session.outbox.section(row.event_id, point)) is not None
    ]
    return Rebase(row, redraft(session, payload, sections), tuple(_since(session, row)))


def sign_again(session: SiteSession, rebase: Rebase) -> Recorded:
    """Sign the new statement and keep it; the old one is superseded by it.

    Raises RefusedError, before any key is used, where a rule says no.
    """
    refusals = rebase.draft.refusals()
    if refusals:
        raise RefusedError(
            "; ".join(finding.message("en") for finding in refusals[:5]), findings=refusals
        )
    keys = session.around.keys
    if keys is None:
        raise InputError(
            "nothing can be signed: no key folder was given (--keys DIR)", code="write.no-keys"
        )
    keys.unlock([rebase.draft.kid])
    statements, _ = sign_all(session, [rebase.draft])
    return keep(session, statements, rebase.draft.sections)[0]


def abandon(session: SiteSession, row: Pending) -> None:
    """Give a statement up for ever, by its signer's word; what has it in the log keeps it."""
    session.outbox.settle([Change(row.digest, "abandoned", row.answered_size)])
    session.refold()


def _since(session: SiteSession, row: Pending) -> list[EntryView]:
    """List the main statements that came into its chains where it wanted to stand, and after."""
    store = session.store
    entries: set[int] = set()
    for link in payload_of(row.statement)["subjects"]:
        chain = session.world.chain(link["subject"])
        first = link["seq"] + (link["lane"] != "main")
        for seq in range(first, chain.seq + 1 if chain is not None else 0):
            entry = store.main_entry(link["subject"], seq)
            if entry is not None:
                entries.add(entry)
    return [read_entry(session, entry) for entry in sorted(entries)]
