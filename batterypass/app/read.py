"""Reading: what an entry says, what became of an item, and the proofs that go with it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from batterypass.domain.clock import event_time_of, from_ms, instant_ms
from batterypass.domain.ids import ledger_subject
from batterypass.domain.lineage import as_lived
from batterypass.domain.states import ConsignmentState, ItemState, PartyState
from batterypass.errors import BrokenError, InputError, MalformedError, RefusedError
from batterypass.evidence.refusal import refusal
from batterypass.ports import LANE_MAIN, LANE_RECORD
from batterypass.projections.codec import parse_state
from batterypass.rules.keys import is_disputed
from batterypass.statements.cose import Statement, parse_statement
from batterypass.statements.payload import parse_payload
from batterypass.statements.sealed import open_section
from batterypass.tlog.merkle import leaf_hash
from batterypass.tlog.proof import LogProof, encode_proofs
from batterypass.tlog.tree import NodeReader, consistency_path, inclusion_paths

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from batterypass.app.session import Session

_BOTH_LANES = (LANE_MAIN, LANE_RECORD)
#: From this many proofs on, the nodes around their entries are read at once.
_READ_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry as people read it. ``index`` is None for a statement that is not in the log.

    ``recorded_after`` and ``recorded_before`` bound the record time by the operator's time marks;
    the latter is empty while no later mark exists (D5).
    """

    index: int | None
    digest: str
    alg: int
    kid: str
    audience: str
    payload: dict[str, Any]
    raw: bytes
    private: dict[str, dict[str, object]]
    recorded_after: str = ""
    recorded_before: str = ""
    #: Its place in the outbox, where it was signed here and is not in the log yet.
    place: int = 0
    #: The entry that declares its key compromised since before it; None where nothing disputes it, and
    #: where that is not in the log yet: then it is at this place of the outbox.
    disputed_by: int | None = None
    disputed_at_place: int = 0


def read_statement(raw: bytes) -> EntryView:
    """Read a statement from outside a log. Raises MalformedError."""
    return _view(parse_statement(raw), None, {})


def read_entry(session: Session, index: int) -> EntryView:
    """Read an entry with the sealed values that are here. Raises BrokenError where it is damaged."""
    return _read_entry(session, index, _Marks(session))


def _read_entry(session: Session, index: int, marks: _Marks) -> EntryView:
    try:
        statement = parse_statement(session.store.statement(index))
        payload = parse_payload(statement.payload)
    except MalformedError as error:
        raise BrokenError(
            f"entry {index}: {error}; run batterypass verify",
            code="find.damaged", index=index, why=str(error),
        ) from error  # fmt: skip
    private = _private_of(session, payload)
    place = session.place_of(index)
    if place:
        return replace(_view(statement, None, private), place=place)
    after, before = marks.around(index)
    view = replace(_view(statement, index, private), recorded_after=after, recorded_before=before)
    by = _disputed_by(session, view)
    place = 0 if by is None else session.place_of(by)
    return replace(view, disputed_by=None if place else by, disputed_at_place=place)


def _disputed_by(session: Session, view: EntryView) -> int | None:
    """Give the entry by which the key of an entry was compromised before it, or None (D4)."""
    party = session.world.party(str(view.payload.get("actor", "")))
    key = party.keys.get(view.kid, {}) if party is not None else {}
    if key.get("reason") != "compromised" or view.index is None:
        return None
    event_ms = instant_ms(str(view.payload["event_time"]))
    is_late = is_disputed(
        view.index, event_ms, instant_ms(view.recorded_after),
        since_index=key.get("since_index"), since_ms=key.get("since_ms"),
    )  # fmt: skip
    return int(key["revoked"]) if is_late else None


def read_pending(session: Session, place: int) -> EntryView:
    """Read what the outbox has at a place, whatever became of it. Raises InputError for no place."""
    pending = session.pending(place)
    if pending is None:
        raise refusal(InputError, "outbox.no-place", place=place)
    statement = parse_statement(pending.statement)
    private = _private_of(session, parse_payload(statement.payload))
    index = pending.entry if pending.state == "recorded" else None
    return replace(_view(statement, index, private), place=place)


def _private_of(session: Session, payload: Mapping[str, Any]) -> dict[str, dict[str, object]]:
    """Open the sealed sections of an event that are here."""
    private: dict[str, dict[str, object]] = {}
    for point, digest in payload.get("sealed", {}).items():
        body = session.store.section(payload["event_id"], point)
        if body is not None:
            private[point] = open_section(body, digest, payload["event_id"], point)
    return private


def _view(
    statement: Statement, index: int | None, private: dict[str, dict[str, object]]
) -> EntryView:
    return EntryView(
        index=index,
        digest=statement.digest.hex(),
        alg=statement.alg,
        kid=statement.kid.hex(),
        audience=statement.audience,
        payload=parse_payload(statement.payload),
        raw=statement.raw,
        private=private,
    )


class _Marks:
    """The operator's time marks, read once for as many entries as are asked about."""

    def __init__(self, session: Session) -> None:
        self._session = session
        subject = ledger_subject(session.origin)
        self._notes = session.store.entries_of(subject, lanes=(LANE_RECORD,))
        self._time = lru_cache(maxsize=None)(self._time_of)

    def around(self, index: int) -> tuple[str, str]:
        """Give the times of the last mark at or below an entry and of the first one above it."""
        notes = self._notes
        place = bisect_right(notes, index)
        below = (notes[number] for number in range(place - 1, -1, -1))
        above = (notes[number] for number in range(place, len(notes)))
        after = next((time for entry in below if (time := self._time(entry))), "")
        before = next((time for entry in above if (time := self._time(entry))), "")
        # Before the first mark entry 0 stands for it.
        return after or str(_payload(self._session, 0).get("event_time", "")), before

    def _time_of(self, entry: int) -> str:
        """Give the time of a mark, nothing for another note in the ledger's lane."""
        payload = _payload(self._session, entry)
        is_mark = payload.get("kind") == "ledger.time-marked"
        return str(payload["event_time"]) if is_mark else ""


def _payload(session: Session, index: int) -> dict[str, Any]:
    return parse_payload(parse_statement(session.store.statement(index)).payload)


def history(session: Session, subject: str) -> list[EntryView]:
    """Give every entry of a subject, oldest first. Raises InputError for an unknown subject."""
    entries = session.store.entries_of(subject, lanes=_BOTH_LANES)
    if not entries:
        raise InputError(f"{subject} has no entries here", code="find.no-entries", subject=subject)
    marks = _Marks(session)
    return [_read_entry(session, index, marks) for index in entries]


def inclusion_proof(session: Session, index: int) -> LogProof:
    """Prove that an entry is in the log, up to the last signed checkpoint (C2SP tlog-proof)."""
    return inclusion_proofs(session, [index])[0]


def inclusion_proofs(session: Session, indices: Sequence[int]) -> list[LogProof]:
    """Prove that entries are in the log, all up to the same signed checkpoint."""
    paths, note = _paths(session, indices)
    return [LogProof(index, tuple(path), note) for index, path in zip(indices, paths, strict=True)]


def proof_files(session: Session, indices: Sequence[int]) -> dict[int, bytes]:
    """Give the proof files of entries, all up to the same signed checkpoint."""
    paths, note = _paths(session, indices)
    files = encode_proofs(zip(indices, paths, strict=True), note)
    return dict(zip(indices, files, strict=True))


def _paths(session: Session, indices: Sequence[int]) -> tuple[list[list[bytes]], bytes]:
    """Give the paths of entries to the last signed checkpoint, and that checkpoint."""
    for index in indices:
        if session.place_of(index):
            raise refusal(RefusedError, "outbox.no-proof-yet", place=session.place_of(index))
        if not 0 <= index < session.logged:
            raise InputError(
                f"there is no entry {index}: the ledger has {session.logged}",
                code="find.outside", index=index, size=session.logged,
            )  # fmt: skip
    with session.store.reading():
        size, note = session.checkpoint().size, session.store.note()
        return list(inclusion_paths(indices, size, _node_reader(session, indices))), note


def _node_reader(session: Session, indices: Sequence[int]) -> NodeReader:
    """Give what reads tree nodes; those around many entries are read at once."""
    if len(indices) < _READ_AT_ONCE:
        return session.tree.node
    first, stop = min(indices), max(indices) + 2
    if stop - first > 4 * len(indices):
        return session.tree.node
    near = {(at, number): value for at, number, value in session.store.nodes_of(first - 1, stop)}
    far = session.tree.node
    return lambda level, number: near.get((level, number)) or far(level, number)


def consistency_proof(session: Session, old_size: int, new_size: int) -> list[bytes]:
    """Prove that the log at ``new_size`` extends the log at ``old_size`` (RFC 9162 2.1.4)."""
    if not 0 < old_size <= new_size <= session.logged:
        raise InputError(
            f"consistency needs 0 < old ≤ new ≤ {session.logged}, found {old_size} and {new_size}",
            code="find.sizes", size=session.logged, old=old_size, new=new_size,
        )  # fmt: skip
    return consistency_path(old_size, new_size, session.store.node)


def entry_leaf(session: Session, index: int) -> bytes:
    """Give the leaf hash of an entry, computed from its bytes."""
    return leaf_hash(session.store.statement(index))


def items(session: Session) -> Iterator[ItemState]:
    """Give every item as it is by now, in the order of their ids, in bounded memory."""
    for row in session.store.subjects("I"):
        state = parse_state("I", row.name, row.state)
        if isinstance(state, ItemState):
            yield as_lived(session.world, state) if state.batch or state.inside else state


def consignments(session: Session) -> Iterator[ConsignmentState]:
    """Give every consignment."""
    for row in session.store.subjects("C"):
        state = parse_state("C", row.name, row.state)
        if isinstance(state, ConsignmentState):
            yield state


def parties(session: Session) -> Iterator[PartyState]:
    """Give every party of the directory."""
    for row in session.store.subjects("P"):
        state = parse_state("P", row.name, row.state)
        if isinstance(state, PartyState):
            yield state


def last_mark(session: Session) -> str:
    """Give the time of the last time mark, as an event time in UTC; empty before entry 0."""
    ledger = session.world.ledger()
    return event_time_of(from_ms(ledger.mark_ms)) if ledger is not None else ""


def statement_digest(raw: bytes) -> str:
    """Give the digest by which chains name a statement."""
    return sha256(raw).hexdigest()
