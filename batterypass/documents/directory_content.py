"""What the printed directory says: frozen records that its pages take and nothing else.

Texts are final, as in :mod:`batterypass.documents.content`. *Authorised* and *certified* are two
fields and never one list.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from batterypass.documents.content import Source, Words
    from batterypass.domain.standing import StandingWord


@dataclass(frozen=True, slots=True)
class Allowed:
    """One thing that a paper allows: operations on streams of a class of waste."""

    operations: tuple[Words, ...]
    waste_class: Words
    streams: tuple[Words, ...]
    chemistries: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    damaged: bool = False
    capacity_t: str = ""
    """Tonnes a year of this alone, where the paper says so."""


@dataclass(frozen=True, slots=True)
class GrantLine:
    """An authorisation, or a private certificate, as it stands on the day of the book."""

    scheme: str
    number: str
    authority: str
    allows: tuple[Allowed, ...]
    capacity_t: str
    effective_from: str
    effective_to: str
    standing: StandingWord
    since: str
    entries: tuple[int, ...]
    source: str = ""
    """The published list that it was copied from; empty where the authority signed itself."""
    list_date: str = ""


@dataclass(frozen=True, slots=True)
class SiteCard:
    """A site: where it is, what it may do, what is only certified of it.

    ``capacity_t`` is the largest yearly capacity of what is in force or pending there, empty where
    none is stated. ``accepted_kg`` is what it accepted in ``year``, empty where it takes no waste or
    where that is not known as of the time that the book tells of.
    """

    site_id: str
    name: str
    street: str
    place: str
    municipality: str
    state_key: str
    contact: str
    nra: str
    latitude: str
    longitude: str
    closed_on: str
    year: str
    accepted_kg: str
    capacity_t: str
    authorised: tuple[GrantLine, ...]
    certified: tuple[GrantLine, ...]


@dataclass(frozen=True, slots=True)
class RecyclerPage:
    """A company with its sites."""

    party: str
    name: str
    tax_id: str
    country: str
    sites: tuple[SiteCard, ...]

    def standings(self) -> list[StandingWord]:
        """Give how each of its authorisations stands; certificates are none."""
        return [one.standing for site in self.sites for one in site.authorised]


@dataclass(frozen=True, slots=True)
class ListRead:
    """A published list that authorisations were copied from: its date, and how many rest on it."""

    source: str
    published_on: str
    count: int


@dataclass(frozen=True, slots=True)
class Capital:
    """A state and its capital, to find one's way on the map."""

    key: str
    state: str
    capital: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class DirectoryContent:
    """A directory on a day.

    ``known_on`` is empty where all that the log says counts; ``known_until`` is the day of its last
    time mark. ``chosen`` says in words what was chosen of it, empty where it is whole. ``signed``
    counts the authorisations that an authority has signed itself. From ``near_percent`` of a
    capacity on the rules tell of it; empty where no such limit was in force.
    """

    on: str
    known_on: str
    known_until: str
    near_percent: str
    chosen: tuple[Words, ...]
    source: Source
    lists: tuple[ListRead, ...]
    signed: int
    recyclers: tuple[RecyclerPage, ...]
    capitals: tuple[Capital, ...]
