"""The world of a part of a log: what is known of each subject, and where it ends.

Of a subject a bundle has every statement, or the proof that there is none, or it does not say. An
item that an entry names beside those that the bundle is about is *beside*: it is passed over. What
else a rule needs and is not here is *missing*, and the rule is not judged (decision 33).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from batterypass.domain.events.common import Event
from batterypass.domain.ids import ledger_subject
from batterypass.domain.states import (
    AuthorisationState,
    BatchState,
    Chain,
    ConsignmentState,
    ItemState,
    PartyState,
)
from batterypass.errors import BrokenError, UndecidedError
from batterypass.projections.world import FoldedWorld

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    from batterypass.domain.events import UnknownEvent
    from batterypass.domain.events.common import SubjectLink
    from batterypass.domain.world import Position
    from batterypass.ports import SubjectRow

#: Code of the error by which a read of something that is missing leaves a rule.
MISSING: Final = "bundle.missing"


@dataclass(slots=True)
class Edge:
    """What was asked for of the whole log since this was last cleared, and is not here."""

    #: (relation, key) of look-ups; the answer has what is in the bundle.
    lookups: list[tuple[str, str]] = field(default_factory=list)
    #: Items beside that a rule asked for by name.
    items: set[str] = field(default_factory=set)
    #: Subjects, and roots of checkpoints, that are missing.
    missing: set[str] = field(default_factory=set)
    is_touched: bool = False

    def clear(self) -> None:
        """Begin with the next rule or entry."""
        if self.is_touched:
            self.lookups, self.items, self.missing = [], set(), set()
            self.is_touched = False


class BundleWorld(FoldedWorld):
    """States and chains of the subjects that are wholly in a bundle.

    A read of another one raises UndecidedError (:data:`MISSING`) and notes it in ``edge``; of an
    item it gives None. While an entry is folded, an item beside is a blank one that is dropped.
    """

    def __init__(
        self,
        known: set[str] | EverySubject,
        digest_of: Callable[[int], bytes],
        roots: Mapping[int, bytes] | Callable[[int], bytes],
        *,
        is_whole_log: bool = False,
    ) -> None:
        """Start below entry 0. ``known`` are the subjects that are whole or proven absent.

        ``roots`` gives the root of the log at the sizes for which one was proven.
        """
        #: Asked for every subject that anything reads; less those that an entry changed of which a
        #: part is missing, for what these are since is unknown.
        self._known = known
        self._roots = roots
        self.edge = Edge()
        #: Who asks the rules, and hears what each of them could not answer.
        self.asking: Any = None
        #: Whether a rule about this entry looked up authorisations.
        self.held_asked = False
        self.is_whole_log = is_whole_log
        #: The entry that is judged now; what it needs as a whole, and is missing.
        self.event: Event | UnknownEvent | None = None
        self.not_here: list[str] = []
        #: Links of the entry that is judged now to subjects that are not known here.
        self._beside: dict[str, SubjectLink] = {}
        self._blank: dict[str, ItemState] = {}
        self._lenient = False
        self._is_in_doubt = False
        super().__init__(
            _Nothing(), 0, "", digest_of=digest_of, root_of_size=self._root_of_known_size
        )
        self.has_every_entry = is_whole_log

    # What is judged.

    def begin(self, event: Event | UnknownEvent) -> None:
        """Turn to the next entry; ``not_here`` is what of it is missing: with some it is not judged."""
        self.event = event
        self.edge.clear()
        self._beside, self._is_in_doubt, self.held_asked = {}, False, False
        missing = self.not_here = []
        known = self._known
        for link in event.subjects:
            name = link.subject
            if name not in known:
                self._beside[name] = link
                if not may_be_item(event, name):
                    missing.append(name)
        if event.actor not in known:
            missing.append(event.actor)
        if self._beside and len(self._beside) < len(event.subjects):
            first = event.subjects[0].subject
            makes = event.makes() if isinstance(event, Event) else "none"
            if makes == "rest" and first in self._beside:
                # What comes out of a thing is first what that was.
                missing.append(first)

    def doubt(self, event: Event | UnknownEvent) -> None:
        """Say that an entry was not judged: what it changed is not known from here on."""
        self._is_in_doubt = True
        if isinstance(self._known, set):
            self._known.difference_update(link.subject for link in event.subjects)

    def beside(self) -> Mapping[str, SubjectLink]:
        """Give the items of the entry that the bundle says nothing of."""
        return self._beside

    def knows(self, subject: str) -> bool:
        """Tell whether a subject is whole here, or proven absent."""
        return subject in self._known

    def end(self) -> None:
        """Say that all entries are in: from now on what is missing is simply not told."""
        self._lenient = True
        self._beside = {}

    def close(self) -> None:
        """Forget everything: a world that refers to itself waits for the garbage collector."""
        self.reload(0)
        del self._root_of_size, self._stored_main

    # What rules read.

    def party(self, party: str) -> PartyState | None:
        """Give a party, or None."""
        return super().party(party) if self._reads(party) else None

    def consignment(self, subject: str) -> ConsignmentState | None:
        """Give a consignment, or None."""
        return super().consignment(subject) if self._reads(subject) else None

    def authorisation(self, subject: str) -> AuthorisationState | None:
        """Give an authorisation, or None."""
        return super().authorisation(subject) if self._reads(subject) else None

    def batch(self, subject: str) -> BatchState | None:
        """Give a batch, or None."""
        return super().batch(subject) if self._reads(subject) else None

    def item(self, item: str) -> ItemState | None:
        """Give an item, or None."""
        if item in self._known:
            return super().item(item)
        if self._lenient:
            return self.edit_item(item) if item in self._beside else self._blank.get(item)
        if item not in self._beside:
            self.edge.items.add(item)
            self.edge.is_touched = True
        return None

    def chain(self, subject: str) -> Chain | None:
        """Give a chain; of what is beside one that its link fits, for there is no other."""
        if subject in self._known:
            return super().chain(subject)
        link = self._beside.get(subject)
        if link is None:
            self._reads(subject)
            return None
        if link.lane == "main" and not link.seq:
            return None
        if link.lane == "main":
            return Chain(link.seq - 1, bytes.fromhex(link.prev or ""))
        # It goes with a main statement, and names the one before that.
        return Chain(link.seq)

    def main_digest(self, subject: str, seq: int) -> bytes | None:
        """Give the digest of a main statement, or None."""
        if self.knows(subject):
            return super().main_digest(subject, seq)
        link = self._beside.get(subject)
        if link is not None and link.prev is not None and seq == link.seq - 1:
            return bytes.fromhex(link.prev)
        return None

    def pointed(self, relation: str, key: str) -> list[str]:
        """List the subjects that a look-up names, of those that are here."""
        if not self.is_whole_log:
            self.edge.lookups.append((relation, key))
            self.edge.is_touched = True
            self.held_asked = self.held_asked or relation == "holder"
        return super().pointed(relation, key)

    def chain_of(self, subject: str) -> Chain:
        """Give a subject's chain, an empty one for who has none; it may only have acted."""
        return (self._slots.get(subject) or self._load(subject)).chain

    def _root_of_known_size(self, size: int) -> bytes:
        if callable(self._roots):
            return self._roots(size)
        if size not in self._roots:
            self._miss(f"#{size}")
        return self._roots[size]

    # What the fold writes.

    def edit_item(self, item: str) -> ItemState:
        """Give an item's state to change; of one beside a blank, which nobody reads again."""
        if item in self._known:
            return super().edit_item(item)
        if item not in self._blank:
            self._blank[item] = ItemState(
                item=item, item_kind="pack", life="original", place="in_stock", custodian="",
                responsible_operator="", maker="", created_index=0,
            )  # fmt: skip
        return self._blank[item]

    def _fold(self, event: Event | UnknownEvent, at: Position) -> None:
        self._lenient = True
        try:
            super()._fold(event, at)
        except BrokenError:
            if not (self._beside or self._is_in_doubt):
                raise
            # A subject that it changes is not here; what rests on that is not judged either.
        finally:
            self._lenient = False
            if self._blank:
                self._blank.clear()

    def _reads(self, subject: str) -> bool:
        """Tell whether a subject is known. Raises UndecidedError where it is not, and matters."""
        if subject in self._known:
            return True
        if subject and not self._lenient:
            self._miss(subject)
        return False

    def _miss(self, name: str) -> None:
        self.edge.missing.add(name)
        self.edge.is_touched = True
        raise UndecidedError(f"{name} is not in the file", code=MISSING, subject=name)


def may_be_item(event: Event | UnknownEvent, name: str) -> bool:
    """Tell whether a subject of an event can be an item, by its name and the event's kind."""
    if "#" in name:
        return False
    kind = getattr(event, "KIND", None)
    if kind is None:
        return True
    letters = kind.first if name == event.subjects[0].subject else kind.rest
    return "I" in letters


class EverySubject:
    """Every subject there may be: what is known in a bundle of the whole log."""

    def __contains__(self, subject: object) -> bool:
        """Say yes."""
        return True


def known_subjects(whole: Iterable[str], absent: Iterable[str], origin: str) -> set[str]:
    """Put together what is known: whole, proven absent, and the ledger itself."""
    return {*whole, *absent, ledger_subject(origin)}


class _Nothing:
    """A store below the first entry: :class:`batterypass.ports.StateReader` of an empty log."""

    def subject(self, name: str) -> SubjectRow | None:
        return None

    def pointed(self, relation: str, key: str) -> list[str]:
        return []

    def main_entry(self, subject: str, seq: int) -> int | None:
        return None

    def entry_of_event(self, event_id: str) -> int | None:
        return None
