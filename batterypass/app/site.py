"""A session at a site: a replica below, and above it what was signed here and is not in the log yet.

Whatever reads or composes over a session does the same here: it sees the pending statements as
entries with provisional indexes. Only keeping is another thing than recording: a statement goes into
the outbox, and counts for others when the operator has it in the log.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import orjson

from batterypass.app.batch import Recorded
from batterypass.app.door import refuse
from batterypass.app.growing import GrowingTree
from batterypass.app.judge import judge, open_statements, read_events
from batterypass.app.losses import lost_rows, remember_kept
from batterypass.app.overlay import Doubt, OverlayStore, settled_by
from batterypass.app.session import Session
from batterypass.domain.clock import instant_ms
from batterypass.domain.pending import DEAD, LIVE, next_state
from batterypass.errors import InputError, RefusedError, UndecidedError
from batterypass.evidence.answer_index import FindingLine
from batterypass.evidence.refusal import refusal
from batterypass.ports import Change
from batterypass.statements.cose import parse_statement

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from batterypass.app.session import Surroundings
    from batterypass.ports import LedgerStore, OutboxStore, Pending, Section
    from batterypass.regulations.tables import Regulations
    from batterypass.rules.base import Finding
    from batterypass.statements.cose import Statement

_NOTHING: Mapping[bytes, bytes] = MappingProxyType({})


class SiteSession(Session):
    """A replica with its outbox, open."""

    def __init__(self, base: LedgerStore, around: Surroundings, outbox: OutboxStore) -> None:
        """Open a replica that has entries, and fold what is pending over it.

        Raises InputError where the outbox is of another ledger.
        """
        self.base = base
        self.outbox = outbox
        self.overlay = OverlayStore(base, outbox)
        #: Live statements that the log, as it is known here, does not let stand.
        self.doubts: list[Doubt] = []
        #: What became of statements whose event the log has; no answer is needed for that.
        self.settled: list[Change] = []
        #: The last place of the outbox that was looked at.
        self.place = 0
        super().__init__(self.overlay, around)
        if outbox.audience != self.audience:
            raise refusal(
                InputError, "outbox.other-ledger", path="outbox", found=outbox.audience,
                expected=self.audience,
            )  # fmt: skip
        self._fold()

    @property
    def logged(self) -> int:
        """Give the number of entries of the log itself, as the replica has it."""
        return self.overlay.logged

    def stored(self) -> tuple[int, bytes]:
        """Give the size and the signed checkpoint of the replica."""
        return self.base.size(), self.base.note()

    def root_of_size(self, size: int) -> bytes:
        """Give the root of the log's first ``size`` entries; empty beyond what is known of it."""
        return super().root_of_size(size) if size <= self.logged else b""

    def place_of(self, index: int) -> int:
        """Give the place in the outbox of a pending entry, 0 for an entry of the log."""
        pending = self.overlay.pending_at(index)
        return 0 if pending is None else pending.place

    def catch_up(self) -> None:
        """Take in what came into the replica or the outbox since this session last looked."""
        if self.base.size() != self.logged or self.outbox.last_place() != self.place:
            self.refold()

    def refold(self) -> None:
        """Look at the replica and the outbox anew."""
        self.overlay.start_again()
        self.tree = GrowingTree.load(self.logged, self.overlay.node)
        self.world.reload(self.logged)
        self._fold()

    def pending(self, place: int) -> Pending | None:
        """Give what the outbox has at a place, whatever became of it, or None."""
        return next((row for row in self.outbox.rows(place - 1) if row.place == place), None)

    def last_signed_ms(self) -> int:
        """Give the latest time of one's own statements that wait; 0 where none does."""
        return self.overlay.last_own_ms

    def demand_fresh(self) -> None:
        """Raise UndecidedError where the replica is older than what was signed over it here.

        Such statements do not count at the moment, so a new one would take their place in a chain.
        """
        self.demand_whole()
        late = [
            doubt.row
            for doubt in self.doubts
            if doubt.outcome == "waiting" and self.is_mine(doubt.row)
        ]
        if late:
            raise refusal(
                UndecidedError, "outbox.replica-older", count=len(late), logged=self.logged
            )

    def demand_whole(self) -> None:
        """Raise UndecidedError where something that was signed here is lost, as above."""
        if self.lost:
            raise refusal(UndecidedError, "outbox.lost", count=len(self.lost))

    def take_up(self, kept: Sequence[Pending]) -> None:
        """Count what was just kept, and remember it outside the outbox."""
        remember_kept(self.base, self.outbox, self.around.memory)
        if self.doubts or [row.place for row in kept] != list(
            range(self.place + 1, self.place + 1 + len(kept))
        ):
            # Something may stand now that did not, or others have kept something as well.
            self.refold()
            return
        self.place += len(kept)
        self._fold_rows(kept)

    def is_mine(self, row: Pending) -> bool:
        """Tell whether the key that signed a statement is here: only its holder signs it anew."""
        return self.signed_here(parse_statement(row.statement))

    def signed_here(self, statement: Statement) -> bool:
        """Tell whether the key that signed something is here."""
        keys = self.around.keys
        if keys is None:
            return False
        kid, signer = statement.kid.hex(), statement.issuer
        return kid in keys.kids(signer, "daily") or kid in keys.kids(signer, "recovery")

    def known_regulations(self) -> Regulations | None:
        """Give the tables and rules in force; None under a rulebook that is not known here."""
        ledger = self.world.ledger()
        return self._rulebooks.in_force(ledger.rulebook if ledger is not None else "")

    def _fold(self) -> None:
        self.place = self.outbox.last_place()
        self.lost = lost_rows(self.base, self.outbox, self.around.memory)
        rows = self.outbox.live()
        self.settled = [
            Change(row.digest, "recorded" if is_same else "superseded", self.logged, entry)
            for row, entry, is_same in settled_by(self.base, rows)
        ]
        done = {change.digest for change in self.settled}
        self.doubts = []
        self._fold_rows([row for row in rows if row.digest not in done])

    def _fold_rows(self, rows: Sequence[Pending]) -> None:
        self.doubts += self.overlay.fold(
            rows,
            self.origin,
            self.known_regulations(),
            digest_of=self.digest_of,
            root_of_size=self.root_of_size,
        )
        self.size = self.overlay.size()
        self.world.reload(self.size)


@dataclass(frozen=True, slots=True)
class Settled:
    """How many statements of an outbox came to each state, and how many may still be recorded."""

    states: Counter[str] = field(default_factory=Counter)
    pending: int = 0


def keep(
    session: SiteSession,
    statements: Sequence[bytes],
    sections: Sequence[Section] = (),
    *,
    replaces: Mapping[bytes, bytes] = _NOTHING,
) -> list[Recorded]:
    """Keep statements that were signed here, all or none; they are on the disk when this returns.

    ``replaces`` maps the digest of a statement that was not taken in to that of the one that was
    signed in its place. Raises RefusedError where a rule says no, ConflictError where somebody else
    signed or the replica grew meanwhile: nothing was kept, and it can be composed again.
    """
    if not statements:
        return []
    session.catch_up()
    found = judge_here(session, statements)
    instead = {**replaces, **_replaced(session, statements)}
    kept = session.outbox.keep(
        statements, sections, after=session.place, taken=False, replaces=instead
    )
    session.take_up(kept)
    return [_recorded(session, row, one) for row, one in zip(kept, found, strict=True)]


def keep_at(
    session: Session, statements: Sequence[bytes], sections: Sequence[Section]
) -> list[Recorded]:
    """Keep statements as :func:`keep`. Raises RefusedError over a replica without an outbox."""
    if not isinstance(session, SiteSession):
        raise refusal(RefusedError, "outbox.no-log-here")
    return keep(session, statements, sections)


def judge_here(session: SiteSession, statements: Sequence[bytes]) -> list[tuple[Finding, ...]]:
    """Judge statements that were just signed here, over what is pending; give their findings.

    Raises what :func:`batterypass.app.record.record` raises for the same statements.
    """
    world = session.new_world()
    ledger = world.ledger()
    mark_ms = 0 if ledger is None else ledger.mark_ms
    regulations = session.regulations()
    readings = open_statements(statements)
    read_events(readings)
    judged = [
        judge(
            one, world, regulations, good=True,
            mark_ms=max(mark_ms, instant_ms(one.event.event_time)) if one.event else mark_ms,
        )
        for one in readings
    ]  # fmt: skip
    refuse(judged, is_overtaken=True)
    # Nobody knows yet which entries they will be.
    return [tuple(replace(found, entry=None) for found in one.findings) for one in judged]


def settle(session: SiteSession) -> Settled:
    """Write down what the replica itself says of the statements in the outbox.

    Called after the replica has grown. What the log has is recorded; what cannot stand above it any
    more is stale, blocked, waiting or refused. Doing it again changes nothing.
    """
    session.catch_up()
    before = {row.digest: row.state for row in session.outbox.live()}
    changes = [
        *session.settled,
        *(
            Change(
                doubt.row.digest,
                next_state(doubt.row.state, doubt.outcome),
                session.logged,
                answer=hint_of(doubt.outcome, doubt.findings),
            )
            for doubt in session.doubts
        ),
    ]
    session.outbox.settle(changes)
    session.refold()
    after = {row.digest: row.state for row in session.outbox.live()}
    states = Counter[str](
        change.state for change in changes if before.get(change.digest) != change.state
    )
    return Settled(states, sum(state in LIVE for state in after.values()))


def hint_of(outcome: str, findings: Sequence[Finding], blocked_by: str = "") -> bytes:
    """Write what was found against a statement as it is kept beside it."""
    return orjson.dumps(
        {
            "outcome": outcome,
            "blocked_by": blocked_by,
            "head": None,
            "findings": [FindingLine.of(found).model_dump() for found in findings],
        }
    )


def _replaced(session: SiteSession, statements: Sequence[bytes]) -> dict[bytes, bytes]:
    """Map the dead statements of the same events to those that were signed now."""
    readings = open_statements(statements)
    read_events(readings)
    instead: dict[bytes, bytes] = {}
    for one in readings:
        if one.event is None or one.statement is None:
            continue
        for row in session.outbox.of_event(one.event.event_id):
            if row.state in DEAD:
                if row.digest == one.statement.digest:
                    raise refusal(RefusedError, "outbox.same-again", place=row.place)
                instead[row.digest] = one.statement.digest
    return instead


def _recorded(session: SiteSession, row: Pending, findings: tuple[Finding, ...]) -> Recorded:
    index = session.overlay.entry_of_event(row.event_id)
    kind = open_statements([row.statement])
    read_events(kind)
    event = kind[0].event
    return Recorded(
        session.size if index is None else index,
        row.digest,
        row.event_id,
        "" if event is None else event.kind,
        already=False,
        findings=findings,
        place=row.place,
    )
