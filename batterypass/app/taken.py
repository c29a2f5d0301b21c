"""What an audit gathers from entries beside their findings: what some kinds say of the log itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass.domain.clock import instant_ms
from batterypass.domain.events import UnknownEvent
from batterypass.domain.events.annulment import EntryAnnulled
from batterypass.domain.events.item import DocumentPrepared
from batterypass.domain.events.ledger import HeadsCommitted, RulebookAdopted, TimeMarked
from batterypass.domain.events.pack import PassportIssued
from batterypass.domain.events.party import KeyAdded, KeyRevoked
from batterypass.rules import audit_notices

if TYPE_CHECKING:
    from collections.abc import Callable

    from batterypass.app.judge import Judged
    from batterypass.app.verdict import Gathered


def take_in(found: Gathered, one: Judged) -> None:
    """Take in what one entry showed."""
    for finding in (*one.findings, *audit_notices(one.findings)):
        found.keep(finding)
    take = TAKEN.get(type(one.event))
    if take is not None:
        take(found, one.index, one.event)


def take_seen(found: Gathered, one: Judged, size: int) -> None:
    """Note what the signer of an entry says to have seen, unless the log has another root there."""
    actor = one.event.actor if one.event is not None else ""
    if size > found.seen.get(actor, (0, 0))[0] and "BP-L004" not in [
        finding.code for finding in one.findings
    ]:
        found.seen[actor] = size, one.index


def _take_rulebook(found: Gathered, index: int, event: RulebookAdopted) -> None:
    found.rulebooks.append((index, event.digest))


def _take_revocation(found: Gathered, index: int, event: KeyRevoked) -> None:
    if event.reason == "compromised":
        found.revoked.append((index, event))


def _take_unknown(found: Gathered, index: int, event: UnknownEvent) -> None:
    found.unknown_kinds += 1
    found.unknown_events.add(event.event_id)
    subject = event.subjects[0].subject
    found.tell("BP-U002", subject, index, kind=event.kind, version=str(event.version))


def _take_annulment(found: Gathered, index: int, event: EntryAnnulled) -> None:
    found.annulments.append((index, event))


def _take_passport(found: Gathered, index: int, event: PassportIssued) -> None:
    for one in event.predecessors:
        found.followed.setdefault((event.item, one), index)


def _take_prepared(found: Gathered, index: int, event: DocumentPrepared) -> None:
    found.once_kept_sizes.add(index + 1)


def _take_heads(found: Gathered, index: int, event: HeadsCommitted) -> None:
    found.kept_sizes.add(index + 1)


def _take_added(found: Gathered, index: int, event: KeyAdded) -> None:
    found.added.append((index, event))


def _take_mark(found: Gathered, index: int, event: TimeMarked) -> None:
    found.marks.append((index, instant_ms(event.event_time)))


#: What an audit gathers from the kinds that say something about the log itself.
TAKEN: dict[type, Callable[[Gathered, int, Any], None]] = {
    DocumentPrepared: _take_prepared,
    EntryAnnulled: _take_annulment,
    PassportIssued: _take_passport,
    HeadsCommitted: _take_heads,
    RulebookAdopted: _take_rulebook,
    KeyAdded: _take_added,
    KeyRevoked: _take_revocation,
    TimeMarked: _take_mark,
    UnknownEvent: _take_unknown,
}
