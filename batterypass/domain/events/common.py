"""What every event has: who, when, which chains, what it saw, what it keeps sealed.

These fields are frozen for ever: an entry of a kind nobody here knows is still judged by them
(``design/bytes.md`` 4).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal, Self

from pydantic import ConfigDict, Field, Strict, model_validator
from pydantic.dataclasses import dataclass as checked

from batterypass.domain.base import (
    Count,
    EventTime,
    Hex64,
    PartyId,
    Record,
    SubjectName,
    Uuid,
    Word,
    says,
)
from batterypass.domain.vocabulary import BreachReason, Lane, Point

#: A longer consignment or feed is split into parts (bytes.md 3).
MAX_ITEMS = 100
#: Parts of one step, so at most 5,000 items travel under one number.
MAX_PARTS = 50
#: bytes.md 3: an entry is at most this long.
MAX_STATEMENT_BYTES = 65_535


# Of each entry these two are read a dozen times, and a value of a model takes five times as long as
# one of a plain class. As closed as a Record: each value is strict, for a strict class of this sort
# would take no dictionary.
_PLAIN = ConfigDict(frozen=True, extra="forbid", defer_build=True, regex_engine="rust-regex")


@checked(config=_PLAIN, slots=True, kw_only=True)
class SubjectLink:
    """One chain that the event joins: the sequence number and the statement before it."""

    subject: Annotated[SubjectName, Strict()]
    lane: Lane
    seq: Annotated[Count, Strict()]
    prev: Annotated[Hex64, Strict()] | None


@checked(config=_PLAIN, slots=True, kw_only=True)
class Seen:
    """The last checkpoint of this ledger that the signer had verified (D17)."""

    size: Annotated[Count, Strict()]
    root: Annotated[Hex64, Strict()]


class DocumentRef(Record):
    """A file named by its digest; its title and file name are sealed."""

    digest: Hex64
    media_type: Word
    bytes: Count


class Acknowledgement(Record):
    """A rule that the actor knows to break, and the reason (bytes.md 4)."""

    rule: Annotated[str, Field(pattern=r"^(BP-[A-Z][0-9]{3}|\*)$")]
    reason: BreachReason

    @model_validator(mode="after")
    def _says_which_rule(self) -> Self:
        if self.rule == "*" and self.reason != "signed_offline":
            raise ValueError("rule * goes with the reason signed_offline only")
        return self


PartNumber = Annotated[int, Field(ge=1, le=MAX_PARTS)] | None


@dataclass(frozen=True, slots=True)
class Kind:
    """What is fixed about a kind beside its fields."""

    name: str
    lane: Lane
    #: The roles that may sign it; empty: any party, or a rule of its own says who.
    roles: frozenset[str]
    #: Whether a wrong signer breaks the integrity of the log (bytes.md 4) or only a rule.
    signer_is_integrity: bool = False
    #: Content point -> names of the values that may be sealed there.
    sealed: tuple[tuple[Point, tuple[str, ...]], ...] = ()
    #: Letters of STATE_CLASSES: what the primary subject and the further ones are.
    first: str = "I"
    rest: str = "I"
    #: Which of its subjects the event brings into being.
    creates: Literal["none", "first", "rest", "all"] = "none"


class Event(Record):
    """The common fields. A subclass adds its own, and says what it changes."""

    KIND: ClassVar[Kind]

    event_id: Uuid
    kind: str
    version: Annotated[int, Field(ge=1, le=1)]
    event_time: EventTime
    actor: PartyId
    site: Word | None = says("site of the actor", "sitio de quien firma", default=None)
    subjects: Annotated[list[SubjectLink], Field(min_length=1, max_length=MAX_ITEMS + 2)]
    seen: Seen | None = None
    documents: Annotated[list[DocumentRef], Field(max_length=20)] = Field(default_factory=list)
    sealed: dict[Point, Hex64] = Field(default_factory=dict)
    acknowledged: Annotated[list[Acknowledgement], Field(max_length=20)] = Field(
        default_factory=list
    )

    def changes(self) -> tuple[str, ...]:
        """Name the subjects whose chain the event joins, the primary one first."""
        raise TypeError(f"{type(self).__name__} does not say what it changes")

    def natural_key(self) -> tuple[str, ...] | None:
        """Give the key from which the event id derives, or None where the kind has none."""
        return None

    def makes(self) -> Literal["none", "first", "rest", "all"]:
        """Say which of its subjects the event brings into being."""
        return self.KIND.creates

    def brings(self, place: int) -> bool:
        """Tell whether the event brings its subject at a place into being; place 0 is the first."""
        makes = self.makes()
        return makes == "all" or makes == ("rest" if place else "first")


def part_key(part: int | None, parts: int | None) -> tuple[str, ...]:
    """Give what a part adds to the natural key of its step; a step in one event adds nothing."""
    return () if parts is None else (f"part {part}/{parts}",)


class UnknownEvent(Record):
    """An event of a kind or version that this program does not know: its common fields only."""

    event_id: Uuid
    kind: Annotated[str, Field(pattern=r"^[a-z]+(\.[a-z-]+)+$", max_length=60)]
    version: Annotated[int, Field(ge=1)]
    event_time: EventTime
    actor: PartyId
    subjects: Annotated[list[SubjectLink], Field(min_length=1, max_length=MAX_ITEMS + 2)]
    seen: Seen | None = None
    acknowledged: list[Acknowledgement] = Field(default_factory=list)


#: The names of the common fields, which the composer fills in and nobody is asked for.
COMMON_FIELDS: tuple[str, ...] = tuple(Event.model_fields)
