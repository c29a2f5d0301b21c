"""What must hold in a world of sites after every step, seen from outside the product.

The files are read with SQL and the statements with the parsers alone; no session is asked. The
letters are those of ``test_machine.py``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from batterypass.domain.events import UnknownEvent, event_of
from batterypass.domain.pending import DEAD, LIVE
from batterypass.statements.cose import parse_statement
from batterypass.statements.notekeys import NoteVerifier
from batterypass.statements.payload import parse_payload
from batterypass.tlog.checkpoint import Checkpoint
from batterypass.tlog.merkle import leaf_hash
from batterypass.tlog.note import parse_note
from batterypass.tlog.proof import LogProof
from batterypass.tlog.tree import Frontier
from faults.yard import OPERATOR, ORIGIN, private_key
from sites.machine_world import Place, Site, World

#: What may differ where an event was signed anew.
_AGAIN = frozenset({"subjects", "seen", "acknowledged"})


class Row(NamedTuple):
    """A row of an outbox as it lies in the file."""

    place: int
    digest: bytes
    event_id: str
    statement: bytes
    taken: int
    state: str
    entry: int | None
    proof: bytes | None
    replaced_by: bytes | None


@lru_cache(maxsize=65536)
def payload_of(raw: bytes) -> Mapping[str, Any]:
    """Read what a statement says."""
    return parse_payload(parse_statement(raw).payload)


def content_of(raw: bytes) -> dict[str, Any]:
    """Give what an event says, whenever and however often it was signed."""
    payload = payload_of(raw)
    said = {name: value for name, value in payload.items() if name not in _AGAIN}
    return {**said, "chains": [(one["subject"], one["lane"]) for one in payload["subjects"]]}


def entries_of(path: Path) -> list[bytes]:
    """Read the entries of a ledger file."""
    sql = "SELECT idx, statement FROM entries ORDER BY idx"
    rows = _read(path, sql)
    assert [index for index, _ in rows] == list(range(len(rows)))
    return [raw for _, raw in rows]


def note_of(path: Path) -> bytes:
    """Read the last checkpoint of a ledger file."""
    note: bytes = _read(path, "SELECT note FROM notes ORDER BY size DESC LIMIT 1")[0][0]
    return note


def rows_of(site: Site) -> list[Row]:
    """Read the outbox of a site."""
    if not site.outbox_path.exists():
        return []
    sql = (
        "SELECT place, digest, event_id, statement, taken, state, entry, proof, replaced_by"
        " FROM statements ORDER BY place"
    )
    try:
        found = _read(site.outbox_path, sql)
    except sqlite3.OperationalError:
        # An interrupted creation left it empty.
        assert not _read(site.outbox_path, "SELECT 1 FROM sqlite_master")
        return []
    return [Row(place, digest, _uuid(event), *rest) for place, digest, event, *rest in found]


def sections_of(site: Site) -> dict[tuple[str, str], bytes]:
    """Read the sealed sections in the outbox of a site."""
    found = _read(site.outbox_path, "SELECT event_id, point, body FROM sections")
    return {(_uuid(event), point): body for event, point, body in found}


def _read(path: Path, sql: str) -> list[Any]:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as database:
        return database.execute(sql).fetchall()


def _uuid(raw: bytes) -> str:
    text = raw.hex()
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


class Signed(NamedTuple):
    """An event as its signer was told that it is kept."""

    site: str
    content: Mapping[str, Any]


@dataclass
class Model:
    """What everybody was told, and what was ever seen."""

    world: World
    #: The longest log that the operator ever had; every log is a beginning of it.
    history: list[bytes] = field(default_factory=list)
    events: dict[str, int] = field(default_factory=dict)
    #: Root of the first n entries, by n.
    roots: list[bytes] = field(default_factory=lambda: [sha256(b"").digest()])
    #: The event ids that somebody was told are in the log, with their entries.
    told: dict[str, int] = field(default_factory=dict)
    #: The events of each site, by their id, with their content.
    signed: dict[str, Signed] = field(default_factory=dict)
    #: What somebody gave up at a site.
    abandoned: set[tuple[str, str]] = field(default_factory=set)
    #: The bytes in which each of them was signed, by its id.
    bytes_of: dict[str, list[bytes]] = field(default_factory=dict)
    seen_rows: dict[str, list[bytes]] = field(default_factory=dict)
    #: The operator's file is a restored one, and shorter than it was.
    is_restored: bool = False
    _tree: Frontier = field(default_factory=Frontier)
    _proven: set[tuple[bytes, bytes]] = field(default_factory=set)

    def tell(self, event_id: str, entry: int) -> None:
        """Note that somebody was told that an event is an entry."""
        assert self.told.setdefault(event_id, entry) == entry

    def sign(self, site: Site, event_id: str) -> None:
        """Note that a signer was told that a statement is kept."""
        rows = [row for row in rows_of(site) if row.event_id == event_id]
        if not rows:
            # It was said before, and the log has it.
            assert event_id in self.events, f"{site.name}: {event_id} is nowhere"
            return
        assert event_id in self.signed, f"{site.name}: {event_id} was signed by somebody else"

    def adopt(self, site: Site) -> None:
        """Note what is in an outbox although its signer was told of an error, or of nothing."""
        for row in rows_of(site):
            if not row.taken:
                signed = Signed(site.name, content_of(row.statement))
                self.signed.setdefault(row.event_id, signed)
                self.bytes_of.setdefault(row.event_id, []).append(row.statement)

    def check(self) -> None:
        """Check everything."""
        self._check_log()
        self._check_told()
        for site in self.world.sites:
            rows = rows_of(site)
            self._check_rows(site, rows)
            self._check_recorded(site, rows)
            self._check_signed(site, rows)
        for place in self.world.places:
            self._check_known(place)

    def _check_log(self) -> None:
        """The log only grows (a), and has no event id twice (b)."""
        log = entries_of(self.world.operator.path)
        known = len(self.history)
        common = min(len(log), known)
        assert log[:common] == self.history[:common], "the operator's log was forked"
        assert len(log) >= known or self.is_restored, "the operator lost entries"
        if len(log) >= known:
            self.is_restored = False
        for index, raw in enumerate(log[known:], known):
            event_id = payload_of(raw)["event_id"]
            assert event_id not in self.events, (
                f"(b) {event_id} is entry {self.events[event_id]} and entry {index}"
            )
            self.events[event_id] = index
            self.history.append(raw)
            self._tree.append(leaf_hash(raw))
            self._tree.take_completed()
            self.roots.append(self._tree.root())

    def _check_told(self) -> None:
        """(a) What somebody was told is there, says what its signer said."""
        for event_id, entry in self.told.items():
            assert self.events.get(event_id) == entry, f"(a) {event_id} is not entry {entry}"
        for event_id, signed in self.signed.items():
            if event_id not in self.events:
                continue
            raw = self.history[self.events[event_id]]
            if raw in self.bytes_of[event_id]:
                assert content_of(raw) == signed.content, f"(a) {event_id} says something else"
            else:
                # The same thing was said at the office, by itself, under the id that it has by
                # nature: it stands once.
                assert _nature_of(raw) == _nature_of(self.bytes_of[event_id][0]), f"(a) {event_id}"

    def _check_rows(self, site: Site, rows: list[Row]) -> None:
        """(d) A row is never lost, moved or changed, and neither are its sealed sections."""
        digests = [row.digest for row in rows]
        before = self.seen_rows.setdefault(site.name, [])
        assert digests[: len(before)] == before, f"(d) {site.name}: rows were lost"
        self.seen_rows[site.name] = digests
        assert [row.place for row in rows] == list(range(1, len(rows) + 1))
        sections = sections_of(site) if rows else {}
        for row in rows:
            assert sha256(row.statement).digest() == row.digest
            if not row.taken:
                for point, digest in payload_of(row.statement).get("sealed", {}).items():
                    body = sections[row.event_id, point]
                    assert sha256(body).hexdigest() == digest, f"(d) {site.name}: {row.place}"

    def _check_recorded(self, site: Site, rows: list[Row]) -> None:
        """(c) What is recorded at a site is in the log, with a proof if it was an answer."""
        for row in rows:
            if row.state == "recorded":
                assert row.entry is not None
                assert row.entry < len(self.history), f"(c) {site.name}: {row.place}"
                assert self.history[row.entry] == row.statement, f"(c) {site.name}: {row.place}"
            elif row.state == "superseded" and row.entry is not None:
                there = payload_of(self.history[row.entry])["event_id"]
                assert there == row.event_id, f"(c) {site.name}: {row.place}"
            elif row.state == "superseded":
                assert row.replaced_by in {one.digest for one in rows}, (
                    f"(c) {site.name}: nothing stands for {row.place}"
                )
            if row.state in ("recorded", "superseded") and row.proof:
                self._verify(row)

    def _verify(self, row: Row) -> None:
        assert row.proof is not None
        assert row.entry is not None
        if (row.digest, row.proof) in self._proven:
            return
        proof = LogProof.parse(row.proof)
        assert proof.index == row.entry
        tip = proof.verify(leaf_hash(self.history[row.entry]), [_verifier()], ORIGIN)
        assert self.roots[tip.size] == tip.root, f"(c) place {row.place}: a proof of another log"
        self._proven.add((row.digest, row.proof))

    def _check_signed(self, site: Site, rows: list[Row]) -> None:
        """(d) What was signed is in the log, or waits for somebody, or was given up by word."""
        waiting = {row.event_id for row in rows if row.state in LIVE | DEAD}
        for event_id, signed in self.signed.items():
            if signed.site == site.name and event_id not in self.events:
                assert event_id in waiting or (site.name, event_id) in self.abandoned, (
                    f"(d) {site.name}: {event_id} is lost"
                )

    def _check_known(self, place: Place) -> None:
        """(e) Every checkpoint that somebody has, remembers or signed is one of the one log."""
        checkpoints = [("file", _checkpoint(note_of(place.path)))]
        remembered = place.home.checkpoint(ORIGIN)
        if remembered is not None:
            checkpoints.append(("memory", _checkpoint(remembered)))
        for what, one in checkpoints:
            assert one.size < len(self.roots), f"(e) {place.name}: {what} is ahead of the log"
            assert self.roots[one.size] == one.root, f"(e) {place.name}: {what} is of another log"
        if place is not self.world.operator:
            size = checkpoints[0][1].size
            assert entries_of(place.path) == self.history[:size], f"(e) {place.name}"

    def known_to(self, place: Place) -> int:
        """Give the size of the longest log that somebody has seen."""
        remembered = place.home.checkpoint(ORIGIN)
        seen = 0 if remembered is None else _checkpoint(remembered).size
        return max(seen, len(entries_of(place.path)))

    def check_covered(self, site: Site) -> None:
        """(c) After an update or an answer nothing waits at a site that its replica has."""
        known = {payload_of(raw)["event_id"] for raw in entries_of(site.path)}
        for row in rows_of(site):
            assert row.state not in LIVE | DEAD or row.event_id not in known, (
                f"(c) {site.name}: place {row.place} is {row.state} and in the log"
            )

    def has_ended(self, site: Site) -> bool:
        """Tell whether nothing at a site waits for anybody."""
        return not any(row.state in LIVE | DEAD for row in rows_of(site))


def _nature_of(raw: bytes) -> Any:
    event = event_of(dict(payload_of(raw)))
    assert not isinstance(event, UnknownEvent)
    nature = event.natural_key()
    assert nature is not None, f"{event.kind} has another content under the same id"
    return event.kind, event.actor, nature


def _checkpoint(note: bytes) -> Checkpoint:
    return Checkpoint.parse(parse_note(note).text)


@lru_cache(maxsize=1)
def _verifier() -> NoteVerifier:
    return NoteVerifier(ORIGIN, private_key(OPERATOR, "checkpoint").public.raw)
