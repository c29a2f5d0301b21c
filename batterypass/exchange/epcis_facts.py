"""What the telling of an event needs beside its entry, and what it could not take along."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

#: Why something of an entry is not in the file. ``internal``: the kind is none of EPCIS;
#: ``unknown_kind``: this program does not know it; ``not_visible``: this reader may not see it;
#: ``sealed``: in a section that never leaves; ``not_here``: its section was erased or never came;
#: ``in_passport``: a passport value, which the passport tells; ``no_place``: EPCIS has none for it;
#: ``waiting``: a correction that does not hold; ``same``: a correction of what is not in the file.
Why = Literal[
    "internal", "unknown_kind", "not_visible", "sealed", "not_here", "in_passport", "no_place",
    "waiting", "same",
]  # fmt: skip
#: Entries that the report names for one line.
_NAMED = 5


@dataclass(frozen=True, slots=True)
class EpcisEntry:
    """An entry as the telling reads it; ``private`` are the sections that this reader may see.

    ``closed`` are those that it might see and that are not here. ``event_id`` and ``payload`` are
    those of the corrected entry, where this is one as corrected.
    """

    index: int
    digest: str
    payload: Mapping[str, Any]
    private: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    closed: tuple[str, ...] = ()
    event_id: str = ""

    @property
    def kind(self) -> str:
        """Name its kind."""
        return str(self.payload["kind"])

    @property
    def id(self) -> str:
        """Give the event id from which the EPCIS id is made."""
        return self.event_id or str(self.payload["event_id"])

    @property
    def actor(self) -> str:
        """Name who signed it."""
        return str(self.payload["actor"])

    @property
    def items(self) -> tuple[str, ...]:
        """Give the items whose chain it joins, in its order."""
        named = (str(link["subject"]) for link in self.payload.get("subjects", ()))
        return tuple(one for one in named if "#" not in one)

    @property
    def consignment(self) -> str:
        """Name the consignment whose chain it joins, empty where there is none."""
        named = (str(link["subject"]) for link in self.payload.get("subjects", ()))
        return next((one for one in named if "#consignment/" in one), "")


@dataclass(frozen=True, slots=True)
class Load:
    """A consignment, as its state tells it."""

    subject: str
    consignor: str
    carrier: str
    consignee: str
    offered_site: str
    consignee_site: str
    items: tuple[str, ...]
    manifest: tuple[str, str] | None = None


class Facts(Protocol):
    """What the ledger says beside the entry."""

    def item_kind(self, item: str) -> str:
        """Give pack, module, cell_lot or fraction; empty where nothing is known."""

    def mass_kg(self, item: str) -> str:
        """Give the mass of an item as a number, empty where none is known."""

    def site_of(self, party: str, named: str) -> str:
        """Give the site at which a party acted: the named one, or its only one; else empty."""

    def load(self, subject: str) -> Load | None:
        """Give a consignment."""

    def carrier_before(self, subject: str, index: int) -> str:
        """Give the carrier that let another have the load before this entry, empty if none did."""


class Losses:
    """A tally of what was left out, with the first entries of each line; its size is bounded."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str, Why]] = Counter()
        self._entries: dict[tuple[str, str, Why], list[int]] = {}

    def add(self, entry: EpcisEntry, what: str, why: Why) -> None:
        """Note that something of an entry was left out; an empty ``what`` is all of it."""
        key = (entry.kind, what, why)
        self._counts[key] += 1
        named = self._entries.setdefault(key, [])
        if len(named) < _NAMED:
            named.append(entry.index)

    def __len__(self) -> int:
        return len(self._counts)

    def count(self, why: Why) -> int:
        """Give how often something was left out for a reason."""
        return sum(count for key, count in self._counts.items() if key[2] == why)

    def rows(self) -> Iterator[dict[str, Any]]:
        """Give the lines by kind, what and why."""
        for kind, what, why in sorted(self._counts):
            key = (kind, what, why)
            yield {
                "kind": kind,
                **({"what": what} if what else {}),
                "why": why,
                "count": self._counts[key],
                "entries": self._entries[key],
            }


@dataclass(frozen=True, slots=True)
class Telling:
    """For whom an entry is told, with what, and where the losses go."""

    may_see: Callable[[str], bool]
    facts: Facts
    losses: Losses
