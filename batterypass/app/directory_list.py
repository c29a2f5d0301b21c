"""A list that is being imported: where it is from, what is wanted of it, and what it comes to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from batterypass.app.compose import Plan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from batterypass.app.directory_gone import Gone
    from batterypass.app.directory_steps import Outcome, Step
    from batterypass.exchange.listing import Listed
    from batterypass.exchange.listing_header import ListHeader
    from batterypass.exchange.listing_table import ListTable
    from batterypass.exchange.problems import RowProblem
    from batterypass.exchange.rows import Row
    from batterypass.rules.base import Finding

#: Called with what is done and how much there is.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ListSource:
    """Where a list is from: who published it, on which day; and the file that it was read from.

    ``source`` is None where an authority signs its own list. ``digest`` (hex) and ``size`` are those
    of the file, ``media_type`` its type; ``is_part``: the file is not the whole list.
    """

    source: str | None
    published_on: str
    digest: str
    size: int
    media_type: str
    is_part: bool = False

    @property
    def transcription(self) -> dict[str, str] | None:
        """Give what each copied event names; None where nothing is copied."""
        if self.source is None:
            return None
        return {"source": self.source, "published_on": self.published_on, "digest": self.digest}


@dataclass(slots=True)
class CheckedList:
    """What a list comes to: what would be signed, and everything that was found on the way."""

    table: ListTable
    header: ListHeader
    origin: ListSource
    actor: str
    rows: int = 0
    #: (line, line of the same authorisation before it): said twice with the same content.
    repeats: list[tuple[int, int]] = field(default_factory=list)
    #: Lines that name scopes of one authorisation together.
    joined: list[list[int]] = field(default_factory=list)
    refused: list[tuple[Row, list[RowProblem]]] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    #: What the list says of parties and sites that the ledger says otherwise.
    steps: list[Step] = field(default_factory=list)
    plan: Plan = field(default_factory=lambda: Plan([]))
    findings: list[Finding] = field(default_factory=list)
    #: What is told of rows that are taken: notices of rules, and how cells were read.
    notes: list[RowProblem] = field(default_factory=list)
    #: The entry that went through this very list before.
    transcribed_before: int | None = None
    #: What the rows that were not refused say; scheme and number of those that were.
    listed: list[Listed] = field(default_factory=list)
    unread: set[tuple[str, str]] = field(default_factory=set)

    def count(self, what: str) -> int:
        """Count the outcomes of a sort."""
        return sum(one.what == what for one in self.outcomes)

    @property
    def gone(self) -> list[Outcome]:
        """List what the list does not name any more."""
        return [one for one in self.outcomes if one.what == "gone"]

    @property
    def is_undecided(self) -> bool:
        """Tell whether somebody must say what becomes of what is gone."""
        return any(not one.action for one in self.gone)

    def kinds(self) -> Counter[str]:
        """Count the events that would be signed, by kind."""
        return Counter(draft.kind for draft in self.plan.fresh())

    def problems(self) -> Iterator[RowProblem]:
        """Give every problem of every refused row, in the order of the file."""
        for _, problems in self.refused:
            yield from problems


@dataclass(frozen=True, slots=True)
class Choices:
    """What is wanted: what becomes of what is gone, and of rows with errors.

    ``acknowledged`` are rules that are broken knowingly, each as ``{"rule", "reason"}``.
    """

    gone: Gone | None = None
    skip_errors: bool = False
    acknowledged: Sequence[Mapping[str, str]] = ()


#: Every row is taken or none, and somebody is asked about what is gone.
ALL_OR_NOTHING = Choices()
