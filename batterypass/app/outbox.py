"""What waits at a site: listing it, carrying it to the operator or a partner, taking a partner's in."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import orjson

from batterypass.app.drafts import last_seen
from batterypass.app.judge import Reading, is_refused, judge, open_statements, read_events
from batterypass.app.losses import remember_kept
from batterypass.domain.clock import instant_ms
from batterypass.domain.events.common import Seen
from batterypass.domain.keyprint import thumbprint_of
from batterypass.domain.pending import DEAD, FINAL, LIVE, State, next_state
from batterypass.errors import InputError
from batterypass.evidence.answer_index import FindingLine
from batterypass.evidence.outbox_file import MAX_STATEMENTS, Carried, OutboxFile
from batterypass.evidence.refusal import refusal
from batterypass.ports import Pending, Section
from batterypass.rules.outcome import outcome_of
from batterypass.statements.cose import parse_statement
from batterypass.statements.payload import parse_payload

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from batterypass.app.site import SiteSession
    from batterypass.domain.events import Event, UnknownEvent
    from batterypass.ports import FileFolder
    from batterypass.rules.base import Finding


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """A statement of the outbox as people see it.

    ``state`` is what the replica lets it be now. ``rests_on`` are the places of those that have to
    be recorded before it and are not yet.
    """

    pending: Pending
    payload: dict[str, Any]
    state: State
    rests_on: tuple[int, ...]
    is_mine: bool
    findings: tuple[Finding, ...] = ()


def outbox_rows(session: SiteSession, *, final: bool = False) -> list[OutboxRow]:
    """List what is in the outbox, by place; without ``final`` what may still need somebody."""
    doubts = {doubt.row.digest: doubt for doubt in session.doubts}
    settled = {change.digest: change.state for change in session.settled}
    rows = list(session.outbox.rows()) if final else session.outbox.live()
    places = {row.digest.hex(): row.place for row in rows if row.state not in FINAL}
    found = []
    for row in rows:
        doubt = doubts.get(row.digest)
        state = settled.get(row.digest, row.state)
        if doubt is not None:
            state = next_state(row.state, doubt.outcome)
        if state in FINAL and not final:
            continue
        payload = payload_of(row.statement)
        before = {places[prev] for prev in _previous(payload) if prev in places}
        rests_on = tuple(sorted(before - {row.place})) if state not in FINAL else ()
        findings = _said_against(row) if doubt is None else doubt.findings
        found.append(OutboxRow(row, payload, state, rests_on, session.is_mine(row), findings))
    return found


def make_files(
    session: SiteSession,
    *,
    party: str,
    made_at: str,
    for_party: str = "",
    with_sealed: bool = False,
    again: Sequence[int] = (),
    attachments: FileFolder | None = None,
) -> list[OutboxFile]:
    """Make the files that carry what may still be recorded, a partner's statements included.

    With ``for_party`` only what concerns that party, what it rests on, and the sealed values of its
    own hand-overs. ``again`` are places that travel although they were not taken in;
    ``attachments`` are looked up for what the statements name. Nothing to send gives no file.
    """
    gone = {doubt.row.digest for doubt in session.doubts if doubt.outcome != "waiting"}
    gone |= {change.digest for change in session.settled}
    rows = [
        row
        for row in session.outbox.live()
        if row.place in again or (row.state in LIVE and row.digest not in gone)
    ]
    payloads = {row.digest: payload_of(row.statement) for row in rows}
    disclosed = {row.digest for row in rows} if with_sealed else set()
    if for_party:
        about = {row.digest for row in rows if _concerns(session, payloads[row.digest], for_party)}
        disclosed |= about
        rows = with_what_they_rest_on(rows, payloads, about)
    seen = last_seen(session)
    if seen is None or not rows:
        return []
    files = []
    for start in range(0, len(rows), MAX_STATEMENTS):
        part = rows[start : start + MAX_STATEMENTS]
        files.append(
            OutboxFile(
                session.audience,
                party,
                made_at,
                Seen(**seen),
                tuple(Carried(row.statement, row.taken) for row in part),
                tuple(_sections(session, [row for row in part if row.digest in disclosed])),
                _attached(attachments, [payloads[row.digest] for row in part]),
            )
        )
    return files


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a statement of a partner's file.

    ``outcome``: ``kept``; ``already``; ``older`` where a newer version of it, or one of our own, is
    here; else why it was not kept.
    """

    digest: bytes
    payload: dict[str, Any]
    outcome: str
    place: int = 0
    findings: tuple[Finding, ...] = ()


def take(session: SiteSession, file: OutboxFile) -> list[Taken]:
    """Take the statements of another site's file into this outbox; the same file again adds nothing.

    Each is judged with its signature over what is known here, one after the other, so that what we
    sign next may rest on it. What waits for entries that are not here yet is kept and not counted.
    Raises InputError for a file of another ledger, ConflictError where somebody signed meanwhile.
    """
    if file.ledger != session.audience:
        raise refusal(
            InputError, "outbox.other-ledger-file", found=file.ledger, expected=session.audience
        )
    session.catch_up()
    visit = _Visit(session)
    raws = [file.statements[place].statement for place in file.in_order()]
    readings = open_statements(raws)
    read_events(readings)
    done = [visit.take(reading) for reading in readings]
    events = {one.payload.get("event_id") for one in done if one.outcome == "kept"}
    kept = session.outbox.keep(
        visit.kept,
        [section for section in file.sections if section.event_id in events],
        after=session.place,
        taken=True,
        replaces=visit.replaces,
    )
    remember_kept(session.base, session.outbox, session.around.memory)
    session.refold()
    places = {row.digest: row.place for row in kept}
    return [
        Taken(one.digest, one.payload, one.outcome, places.get(one.digest, one.place), one.findings)
        for one in done
    ]


class _Visit:
    """One file being taken in: what is kept of it, and the state above that."""

    def __init__(self, session: SiteSession) -> None:
        self.session = session
        self.world = session.new_world()
        self.kept: list[bytes] = []
        self.replaces: dict[bytes, bytes] = {}
        self._dead: set[str] = set()
        ledger = self.world.ledger()
        self._mark_ms = 0 if ledger is None else ledger.mark_ms
        self._regulations = session.known_regulations()
        self._doubted = {doubt.row.digest for doubt in session.doubts}

    def take(self, reading: Reading) -> Taken:
        """Look at one statement of the file."""
        event, statement = reading.event, reading.statement
        if event is None or statement is None:
            return Taken(sha256(reading.raw).digest(), {}, "refused")
        payload = parse_payload(statement.payload)
        ours = self.session.outbox.of_event(event.event_id)
        entry = self.session.base.entry_of_event(event.event_id)
        if entry is not None:
            same = self.session.base.statement(entry) == reading.raw
            return Taken(statement.digest, payload, "already" if same else "older")
        for row in ours:
            if row.digest == statement.digest:
                return Taken(statement.digest, payload, "already", row.place)
        instead = [row for row in ours if row.state not in FINAL]
        if instead:
            if not all(self._is_newer(event, row) for row in instead):
                return Taken(statement.digest, payload, "older", instead[-1].place)
            # Its signer signed it anew; which of the two stands is seen when all is folded.
            self.replaces.update({row.digest: statement.digest for row in instead})
        mark_ms = max(self._mark_ms, instant_ms(event.event_time))
        one = judge(reading, self.world, self._regulations, only_clean=True, mark_ms=mark_ms)
        outcome = "kept"
        if any(map(is_refused, one.findings)):
            outcome = outcome_of(
                one.findings, event, dead=self._dead, logged=self.session.logged, world=self.world
            )
            if instead and outcome == "stale":
                # It is judged above the version that it takes the place of.
                outcome = "waiting"
            elif outcome in ("stale", "blocked") and self.session.signed_here(statement):
                # Our own, back from a stick after a laptop was lost: we sign it anew.
                outcome = "waiting"
        if outcome in ("kept", "waiting"):
            self.kept.append(reading.raw)
            return Taken(statement.digest, payload, "kept", findings=tuple(one.findings))
        self.replaces = {old: new for old, new in self.replaces.items() if new != one.digest}
        self._dead.add(statement.digest.hex())
        return Taken(statement.digest, payload, outcome, findings=tuple(one.findings))

    def _is_newer(self, event: Event | UnknownEvent, row: Pending) -> bool:
        """Tell whether a partner's new version may take the place of the one that is here."""
        if self.session.is_mine(row) or not row.taken:
            return False
        if row.state in DEAD or row.digest in self._doubted:
            return True
        before = payload_of(row.statement).get("seen") or {"size": 0}
        return event.seen is not None and event.seen.size > before["size"]


def _said_against(row: Pending) -> tuple[Finding, ...]:
    """Read the findings that came with the last answer about a dead statement."""
    if row.state not in DEAD or not row.answer:
        return ()
    said = orjson.loads(row.answer)
    return tuple(FindingLine.model_validate(one).finding(None) for one in said["findings"])


def payload_of(raw: bytes) -> dict[str, Any]:
    """Read what a kept statement says."""
    return parse_payload(parse_statement(raw).payload)


def _previous(payload: Mapping[str, Any]) -> Iterator[str]:
    for link in payload["subjects"]:
        if link["prev"]:
            yield link["prev"]


def _concerns(session: SiteSession, payload: Mapping[str, Any], party: str) -> bool:
    """Tell whether a statement is of a party, names it, or is of a consignment that does."""
    if _names(payload, party):
        return True
    for link in payload["subjects"]:
        state = session.world.consignment(link["subject"])
        if state is not None and party in (state.consignor, state.carrier, state.consignee):
            return True
    return False


def _names(value: object, party: str) -> bool:
    if isinstance(value, dict):
        return any(_names(one, party) for one in value.values())
    if isinstance(value, list):
        return any(_names(one, party) for one in value)
    return value == party


def with_what_they_rest_on(
    rows: Sequence[Pending], payloads: Mapping[bytes, Mapping[str, Any]], first: Iterable[bytes]
) -> list[Pending]:
    """Give some rows and all that their links and their keys rest on, by place."""
    # A main link names what it rests on; one of lane record repeats the link of what it rests on.
    by_digest = {row.digest.hex(): row.digest for row in rows}
    by_link = {
        (link["subject"], link["seq"], link["prev"]): row.digest
        for row in rows
        for link in payloads[row.digest]["subjects"]
        if link["lane"] == "main"
    }
    # A key that was added here as well counts nowhere else before that is recorded.
    by_kid = {
        thumbprint_of(payload["key"]["alg"], payload["key"]["public"]): digest
        for digest, payload in payloads.items()
        if payload["kind"] == "party.key-added"
    }
    kids = {row.digest: parse_statement(row.statement).kid.hex() for row in rows}
    wanted: set[bytes] = set()
    open_ones = list(first)
    while open_ones:
        digest = open_ones.pop()
        if digest in wanted:
            continue
        wanted.add(digest)
        if kids[digest] in by_kid:
            open_ones.append(by_kid[kids[digest]])
        for link in payloads[digest]["subjects"]:
            before = by_digest.get(link["prev"] or "")
            if link["lane"] == "record":
                before = by_link.get((link["subject"], link["seq"], link["prev"]), before)
            if before is not None:
                open_ones.append(before)
    return [row for row in rows if row.digest in wanted]


def _sections(session: SiteSession, rows: Sequence[Pending]) -> Iterator[Section]:
    for row in rows:
        for point, digest in sorted(payload_of(row.statement).get("sealed", {}).items()):
            body = session.outbox.section(row.event_id, point)
            # Of an event that was signed twice, the sections of one are here.
            if body is not None and sha256(body).hexdigest() == digest:
                yield Section(row.event_id, point, body)


def _attached(folder: FileFolder | None, payloads: Iterable[Mapping[str, Any]]) -> dict[str, bytes]:
    if folder is None:
        return {}
    named = {one["digest"] for payload in payloads for one in payload.get("documents", ())}
    return {digest: folder.read(digest) for digest in sorted(named) if folder.has(digest)}
