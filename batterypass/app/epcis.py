"""Telling the log, or the life of some items, as an EPCIS document.

The document has the time of the last mark of the log, so that the same log gives the same bytes. It
is made entry by entry in bounded memory, and names the entry and the digest behind every event: who
doubts one asks the ledger.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import orjson

from batterypass.app.amending import corrections_about
from batterypass.app.epcis_facts import LedgerFacts
from batterypass.app.read import last_mark
from batterypass.domain.clock import day_starts_ms, instant_ms
from batterypass.errors import BrokenError, MalformedError
from batterypass.exchange.epcis import tell
from batterypass.exchange.epcis_corrections import corrected, tell_amendment, tell_annulment
from batterypass.exchange.epcis_facts import EpcisEntry, Losses, Telling
from batterypass.exchange.epcis_ids import utc_of
from batterypass.exchange.epcis_table import PREFIX, table
from batterypass.ports import LANE_MAIN, LANE_RECORD
from batterypass.regulations.passport_readers import points_of
from batterypass.statements.cose import parse_statement
from batterypass.statements.payload import read_canonical
from batterypass.statements.sealed import open_section

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from batterypass.app.session import Session

_AMENDED, _ANNULLED = "entry.amended", "entry.annulled"
_LANES = (LANE_MAIN, LANE_RECORD)


@dataclass(frozen=True, slots=True)
class EpcisChoice:
    """What is told: of these items, or of all (``items`` is None), from an entry or a day (UTC) on."""

    reader: str
    items: tuple[str, ...] | None = None
    since_entry: int = 0
    since_day: str = ""


class EpcisExport:
    """One export. ``events``, ``entries`` and ``losses`` are known once :meth:`chunks` has ended."""

    def __init__(self, session: Session, choice: EpcisChoice) -> None:
        """Raise InputError for no reader."""
        self.size = session.logged
        self.events = 0
        self.entries = 0
        self.losses = Losses()
        self._session = session
        self._choice = choice
        self._points = points_of(choice.reader)
        self._since_ms = day_starts_ms(choice.since_day) if choice.since_day else 0
        facts = LedgerFacts(session)
        self._telling = Telling(self._may_see, facts, self.losses)
        self._quiet = Telling(self._may_see, facts, Losses())

    def chunks(
        self, progress: Callable[[int, int], None] = lambda done, total: None
    ) -> Iterator[bytes]:
        """Give the bytes of the document, an event a line. Raises BrokenError for a damaged entry."""
        yield self._head()
        divider = b"\n"
        with self._session.store.reading():
            for index, raw in self._statements(progress):
                told = self._tell(index, raw)
                self.entries += bool(told)
                for event in told:
                    self.events += 1
                    yield divider + orjson.dumps(event)
                    divider = b",\n"
        yield b"\n]}}\n"

    def report(self) -> dict[str, Any]:
        """Give the report of what was left out, and why."""
        return {
            "version": 1,
            "format": "EPCIS 2.0.1",
            "reader": self._choice.reader,
            "ledger": self._session.origin,
            "size": self.size,
            "entries": self.entries,
            "events": self.events,
            "left_out": list(self.losses.rows()),
        }

    def _head(self) -> bytes:
        head: dict[str, Any] = {
            "@context": [table().context, {PREFIX.rstrip(":"): table().namespace}],
            "type": "EPCISDocument",
            "schemaVersion": "2.0",
            "creationDate": utc_of(last_mark(self._session)),
            f"{PREFIX}ledger": self._session.origin,
            f"{PREFIX}ledgerSize": self.size,
            f"{PREFIX}reader": self._choice.reader,
        }
        return orjson.dumps(head)[:-1] + b',"epcisBody":{"eventList":['

    def _may_see(self, attribute: str) -> bool:
        known = self._session.around.attributes.get(attribute)
        return known is not None and known.access_tier in self._points

    def _statements(self, progress: Callable[[int, int], None]) -> Iterator[tuple[int, bytes]]:
        """Give the entries that are asked for, in the order of the log."""
        store, first = self._session.store, self._choice.since_entry
        if self._choice.items is None:
            for index, raw in store.statements(first, self.size):
                progress(index, self.size)
                yield index, raw
            return
        chosen = [one for one in self._of_items(self._choice.items) if first <= one < self.size]
        for done, index in enumerate(chosen):
            progress(done, len(chosen))
            yield index, store.statement(index)

    def _of_items(self, items: Sequence[str]) -> list[int]:
        """List the entries of items and of the consignments that they were in."""
        store = self._session.store
        own = {entry for item in items for entry in store.entries_of(item, lanes=_LANES)}
        loads = {
            load
            for index in sorted(own)
            if index < self.size and (load := self._read(index, store.statement(index)).consignment)
        }
        more = {entry for load in loads for entry in store.entries_of(load, lanes=_LANES)}
        return sorted(own | {one for one in more if self._is_of(one, items)})

    def _is_of(self, index: int, items: Iterable[str]) -> bool:
        """Tell whether an entry of a consignment is about some of the items, or about all of it."""
        named = self._read(index, self._session.store.statement(index)).items
        return not named or not set(named).isdisjoint(items)

    def _tell(self, index: int, raw: bytes) -> list[dict[str, Any]]:
        entry = self._read(index, raw)
        if self._since_ms and instant_ms(str(entry.payload["event_time"])) < self._since_ms:
            return []
        if entry.kind in (_AMENDED, _ANNULLED):
            return self._tell_correction(entry)
        return tell(entry, self._telling)

    def _tell_correction(self, entry: EpcisEntry) -> list[dict[str, Any]]:
        """Tell a correction where it was made, once it holds, over those that held before."""
        subject = entry.payload.get("amended_subject") or entry.payload.get("annulled_subject")
        about = corrections_about(self._session, str(subject))
        own = next((one for one in about if one.digest == entry.digest), None)
        if own is None or own.holds is None:
            self.losses.add(entry, "", "waiting")
            return []
        target = self._target(str(entry.payload["target"]))
        if target is None:
            self.losses.add(entry, "", "waiting")
            return []
        for one in about:
            if one.target == own.target and one.entry < own.entry and one.holds is not None:
                target = self._as_corrected(target, one.entry)
        is_amended = entry.kind == _AMENDED
        told = tell_amendment if is_amended else tell_annulment
        return told(entry, target, self._telling, self._quiet)

    def _target(self, digest: str) -> EpcisEntry | None:
        found = self._session.store.find_digest(digest)
        index = found[0] if found else self.size
        return self._read(index, self._session.store.statement(index)) if found else None

    def _as_corrected(self, target: EpcisEntry, by: int) -> EpcisEntry:
        earlier = self._read(by, self._session.store.statement(by))
        if earlier.kind != _AMENDED:
            return target
        return replace(
            target,
            index=earlier.index,
            digest=earlier.digest,
            payload=corrected(target.payload, earlier.payload["fields"]),
            event_id=str(earlier.payload["event_id"]),
        )

    def _read(self, index: int, raw: bytes) -> EpcisEntry:
        try:
            payload = read_canonical(parse_statement(raw).payload)
        except MalformedError as error:
            raise BrokenError(
                f"entry {index}: {error}; run batterypass verify",
                code="find.damaged", index=index, why=str(error),
            ) from error  # fmt: skip
        private, closed = {}, []
        for point, digest in payload.get("sealed", {}).items():
            if point not in self._points:
                continue
            body = self._session.store.section(payload["event_id"], point)
            if body is None:
                closed.append(point)
            else:
                private[point] = open_section(body, digest, payload["event_id"], point)
        return EpcisEntry(index, sha256(raw).hexdigest(), payload, private, tuple(closed))
