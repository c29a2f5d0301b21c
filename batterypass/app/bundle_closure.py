"""Which statements a bundle must have: what a verifier asks for, until he asks for nothing more.

The maker judges his own file as a verifier would, and puts in what was missing (decision 33). What
can be seen in a statement without judging it is put in first, so that this seldom takes two rounds.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from batterypass.app.bundle_asking import Asking
from batterypass.app.bundle_marks import lane_around
from batterypass.app.bundle_world import BundleWorld, known_subjects, may_be_item
from batterypass.app.judge import Reading, judge, open_statements, read_events
from batterypass.domain.events.ledger import RulebookAdopted, TimeMarked
from batterypass.domain.ids import ledger_subject
from batterypass.ports import LANE_MAIN, LANE_RECORD
from batterypass.statements.cose import parse_statement
from batterypass.statements.payload import parse_payload

if TYPE_CHECKING:
    from collections.abc import Iterable

    from batterypass.app.session import Session

_LANES: Final = (LANE_MAIN, LANE_RECORD)
#: Families of kinds that name nobody whom their own rules do not ask for by themselves.
_DIRECTORY: Final = ("authorisation", "ledger", "party", "recall", "rulebook")
_HAND_OVERS: Final = ("consignment", "custody")
_NAMES: Final = re.compile(rb'"((?:https://|did:)[!-~]{1,260}?)"')


class Closure:
    """Statements below the size of a checkpoint, with the subjects that are whole or absent."""

    def __init__(self, session: Session, size: int) -> None:
        """Start with entry 0, the ledger's main lane, and the last entry, which has the heads."""
        self._session = session
        self._store = session.store
        self._size = size
        self._ledger = ledger_subject(session.origin)
        self.whole: set[str] = set()
        self.absent: set[str] = set()
        self.readings: dict[int, Reading] = {}
        self._seen: set[str] = {self._ledger}
        self._new: list[int] = []
        notes = self._store.entries_of(self._ledger, lanes=(LANE_RECORD,))
        self._notes = [one for one in notes if one < size]
        self._is_mark_at: dict[int, bool] = {}
        main = self._store.entries_of(self._ledger, lanes=(LANE_MAIN,))
        self.add_entries([*main, size - 1])

    def add_entries(self, entries: Iterable[int]) -> None:
        """Put entries in, and the subjects that can be seen to be needed."""
        self._new += [one for one in entries if one < self._size and one not in self.readings]
        while self._new:
            batch = sorted(set(self._new))
            self._new = []
            found = open_statements(self._store.statement(one) for one in batch)
            read_events(found, canonical=True)
            self.readings.update(zip(batch, found, strict=True))
            for one in found:
                self._look_at(one)

    def add_subject(self, name: str) -> None:
        """Put a subject in whole, or say that there is none."""
        if name in self._seen:
            return
        self._seen.add(name)
        entries = [one for one in self._store.entries_of(name, lanes=_LANES) if one < self._size]
        if not entries:
            self.absent.add(name)
            return
        self.whole.add(name)
        self._new += [one for one in entries if one not in self.readings]

    def close(self) -> None:
        """Judge what is there, and put in what was missing, until nothing is."""
        while True:
            self.add_entries(())
            self.add_entries(self._around(self.readings))
            before = len(self._seen)
            asking = self._judge()
            for name in sorted(asking.missing):
                if not name.startswith("#"):
                    self.add_subject(name)
            for relation, key in sorted(asking.helpful):
                for name in self._store.pointed(relation, key):
                    self.add_subject(name)
            if len(self._seen) == before:
                return

    def add_around(self, entry: int) -> None:
        """Put in what shows which time mark is the last below an entry."""
        if entry:
            self.add_entries(list(lane_around(self._notes, self._is_mark, entry)))

    def _around(self, entries: Iterable[int]) -> list[int]:
        """List what shows the last mark below each entry that is not of the operator itself."""
        own, found = set(self._notes), set[int]()
        for entry in entries:
            if entry and (entry not in own or entry == self._size - 1):
                found.update(lane_around(self._notes, self._is_mark, entry))
        return sorted(found)

    def _is_mark(self, entry: int) -> bool:
        known = self._is_mark_at.get(entry)
        if known is None:
            payload = parse_payload(parse_statement(self._store.statement(entry)).payload)
            known = self._is_mark_at[entry] = payload["kind"] == TimeMarked.KIND.name
        return known

    def entries(self) -> list[int]:
        """List the entries, ascending."""
        return sorted(self.readings)

    def _look_at(self, one: Reading) -> None:
        event, statement = one.event, one.statement
        if event is None or statement is None:
            return
        self.add_subject(event.actor)
        for link in event.subjects:
            if not may_be_item(event, link.subject):
                self.add_subject(link.subject)
        family = event.kind.split(".", 1)[0]
        if family in _DIRECTORY:
            return
        for found in set(_NAMES.findall(statement.payload)):
            name = found.decode("ascii")
            if name in self._seen:
                continue
            row = self._store.subject(name)
            letter = row.letter if row is not None else ""
            if letter in ("A", "B", "C", "P"):
                self.add_subject(name)
                if letter == "P" and family in _HAND_OVERS:
                    for held in self._store.pointed("holder", name):
                        self.add_subject(held)

    def _judge(self) -> Asking:
        """Judge what is there as a verifier would, without its signatures."""
        session, asking = self._session, Asking(self._session.origin)
        readings = self.readings
        world = BundleWorld(
            known_subjects(self.whole, self.absent, session.origin),
            lambda entry: sha256(readings[entry].raw).digest(),
            session.root_of_size,
        )
        rulebooks = session.around.rulebooks(session.store)
        in_force = rulebooks.in_force("")
        for index in sorted(readings):
            world.skip(index - world.size())
            one = judge(readings[index], world, in_force, good=True, asked=asking.findings)
            if world.size() == index:
                world.skip()
            if type(one.event) is RulebookAdopted:
                ledger = world.ledger()
                in_force = rulebooks.in_force(ledger.rulebook if ledger is not None else "")
        return asking
