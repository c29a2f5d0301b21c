"""The index of a bundle: what it is about, and what else is in the file."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, Final, Literal, Self

from pydantic import FailFast, Field, StringConstraints, model_validator

from batterypass.domain.base import Count, Day, Hex64, Record, SubjectName, Uuid, Word
from batterypass.domain.events.common import Seen
from batterypass.domain.vocabulary import Point
from batterypass.evidence.container import MAX_MEMBERS
from batterypass.evidence.index import Audience, Version
from batterypass.regulations.passport_readers import READERS

#: A statement of the whole log has no proof: the root is computed from all of them.
MAX_ENTRIES: Final = MAX_MEMBERS - 2
_MAX_SUBJECTS: Final = MAX_MEMBERS

ScopeOf = Literal["all", "consignment", "items", "party", "period"]
_REGISTERED: Final = "party.registered"
_Shown = Annotated[str, StringConstraints(max_length=260)]


class Scope(Record):
    """What the bundle is about, and within what it is complete.

    ``subjects`` are the items, the consignment or the party. A period has its days, and the first
    and the last entry between them.
    """

    of: ScopeOf
    subjects: Annotated[
        list[SubjectName], FailFast(), Field(max_length=10_000, default_factory=list)
    ]
    since: Day | None = None
    until: Day | None = None
    first: Count | None = None
    last: Count | None = None

    @model_validator(mode="after")
    def _is_one_of_them(self) -> Self:
        named = self.subjects
        if (self.of in ("consignment", "items", "party")) != bool(named):
            raise ValueError("items, a consignment and a party are named, nothing else is")
        if self.of in ("consignment", "party") and len(named) != 1:
            raise ValueError("there is one consignment, or one party")
        if any(a >= b for a, b in pairwise(named)):
            raise ValueError("subjects must ascend, each named once")
        period = (self.since, self.until, self.first, self.last)
        if any((one is None) == (self.of == "period") for one in period):
            raise ValueError("a period has days and entries, nothing else has")
        if self.first is not None and self.last is not None and self.first > self.last:
            raise ValueError("a period ends after it begins")
        if self.since is not None and self.until is not None and self.since > self.until:
            raise ValueError("the last day of a period is not before its first")
        return self


class BundleLine(Record):
    """One statement, as a person reads it in the index; a verifier holds it against the statement."""

    entry: Count
    digest: Hex64
    kind: _Shown
    event_time: _Shown
    actor: _Shown
    subject: _Shown


class SealedLine(Record):
    """A sealed section that is in the file."""

    event_id: Uuid
    point: Point


class BundleIndex(Record):
    """``index.json``: every list ascends, and names each thing once."""

    type: Literal["bundle"]
    version: Version
    ledger: Audience
    checkpoint: Seen
    scope: Scope
    reader: Word | None = None
    entries: Annotated[list[BundleLine], FailFast(), Field(min_length=1, max_length=MAX_ENTRIES)]
    whole: Annotated[list[SubjectName], FailFast(), Field(max_length=_MAX_SUBJECTS)]
    absent: Annotated[list[SubjectName], FailFast(), Field(max_length=_MAX_SUBJECTS)]
    consistency: Annotated[list[Count], FailFast(), Field(max_length=_MAX_SUBJECTS)]
    content: Annotated[list[Hex64], FailFast(), Field(max_length=_MAX_SUBJECTS)]
    sections: Annotated[list[SealedLine], FailFast(), Field(max_length=_MAX_SUBJECTS)]
    files: Annotated[list[Hex64], FailFast(), Field(max_length=_MAX_SUBJECTS)]

    @model_validator(mode="after")
    def _is_of_one_log(self) -> Self:
        numbers = [line.entry for line in self.entries]
        size = self.checkpoint.size
        if numbers[0] != 0 or any(a >= b for a, b in pairwise(numbers)):
            raise ValueError("entries must ascend from entry 0")
        if numbers[-1] >= size:
            raise ValueError(f"entry {numbers[-1]} is beyond the checkpoint")
        if self.scope.of == "all" and len(numbers) != size:
            raise ValueError(f"the whole log has {size} entries, not {len(numbers)}")
        named = [(one.event_id, one.point) for one in self.sections]
        for several in (self.whole, self.absent, self.consistency, self.content, self.files, named):
            if any(a >= b for a, b in pairwise(several)):  # type: ignore[operator]
                raise ValueError("what is listed must ascend, each named once")
        if not set(self.whole).isdisjoint(self.absent):
            raise ValueError("a subject is whole or absent, not both")
        if not {0, size}.isdisjoint(self.consistency):
            raise ValueError("consistency is proven with smaller and larger logs")
        return self

    @model_validator(mode="after")
    def _is_for_somebody(self) -> Self:
        """Nobody signs for whom a file was made; so it is one that there is, and no other word."""
        named = self.reader
        if named is None or named in READERS:
            return self
        if not any(one.kind == _REGISTERED and one.subject == named for one in self.entries):
            raise ValueError("the reader is no reader of passports and no party that is registered")
        return self
