"""The census of the directory: by state and stream, how many sites, at what capacity, and where nobody.

What counts is what is in force or awaits a renewal that day, at a site that is not closed; private
certificates never do. A paper that allows several streams stands in the cell of each, so capacities
of different streams do not add up.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from batterypass.app.directory_search import Wanted, search, state_key
from batterypass.app.waste_question import NOT_AT_A_CONSIGNEE, STREAMS
from batterypass.domain.base import decimal_of, number_text
from batterypass.regulations.places import states

if TYPE_CHECKING:
    from batterypass.app.directory import Directory
    from batterypass.domain.states import AuthorisationState

#: Key of a site whose state nobody knows, or that is in no state of Mexico.
ELSEWHERE = ""


@dataclass(slots=True)
class Cell:
    """What is authorised for a stream in a state."""

    state: str
    stream: str
    sites: set[str] = field(default_factory=set)
    _capacity: Decimal = Decimal(0)
    #: Papers that state no capacity: there is more than the sum says.
    unstated: int = 0

    @property
    def capacity_t_year(self) -> str:
        """The stated capacities of the papers, in tonnes a year; empty where none states one."""
        return number_text(self._capacity) if self._capacity else ""

    def add(self, site: str, capacity: str) -> None:
        """Count a paper at a site."""
        self.sites.add(site)
        if capacity:
            self._capacity += decimal_of(capacity)
        else:
            self.unstated += 1


@dataclass(frozen=True, slots=True)
class Census:
    """Cells by INEGI key of the state and stream: all 32 states, and :data:`ELSEWHERE` where used."""

    day: str
    streams: tuple[str, ...]
    cells: dict[tuple[str, str], Cell]

    @property
    def state_keys(self) -> tuple[str, ...]:
        """The keys of the rows, in order."""
        return tuple(dict.fromkeys(state for state, _ in self.cells))

    def nobody(self) -> list[Cell]:
        """Give the cells in which nobody is authorised."""
        return [cell for cell in self.cells.values() if not cell.sites and cell.state != ELSEWHERE]


def census(directory: Directory, day: str, *, stream: str = "", operation: str = "") -> Census:
    """Count who may do something with which stream, by state; carriers and traders are left out."""
    streams = (stream,) if stream else STREAMS
    keys = [state.key for state in states()]
    cells = {(key, one): Cell(key, one) for key in keys for one in streams}
    for one in streams:
        for found in search(directory, Wanted(day, waste=one, operation=operation)):
            capacity = _capacity(found.held, one, operation)
            if capacity is not None:
                key = state_key(found.place)
                cells.setdefault((key, one), Cell(key, one)).add(found.place.name, capacity)
    if any(key == ELSEWHERE for key, _ in cells):
        for one in streams:
            cells.setdefault((ELSEWHERE, one), Cell(ELSEWHERE, one))
    return Census(day, streams, cells)


def _capacity(held: AuthorisationState, stream: str, operation: str) -> str | None:
    """Give the largest capacity that a paper states for a stream, empty where it states none.

    None where the paper is only about what is done elsewhere than at a consignee, and nobody asked
    for that.
    """
    stated = [
        str(scope.get("capacity_t_year") or held.capacity_t_year)
        for scope in held.scopes
        if stream in scope["streams"]
        and (operation in NOT_AT_A_CONSIGNEE or scope["operation"] not in NOT_AT_A_CONSIGNEE)
    ]
    if not stated:
        return None
    return max(stated, key=lambda one: decimal_of(one or "0"))
