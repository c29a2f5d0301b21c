"""The plain rows that cross the ports, and the batch that is committed in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from batterypass.domain.states import Chain
    from batterypass.tlog.tree import Completed

#: Numbers of the lanes in a link.
LANE_MAIN, LANE_RECORD, LANE_ACTED = 0, 1, 2
LANES: dict[str, int] = {"main": LANE_MAIN, "record": LANE_RECORD, "acted": LANE_ACTED}


@dataclass(slots=True)
class SubjectRow:
    """A subject with its state (sparse JSON) and its chain; ``letter`` is one of STATE_CLASSES."""

    name: str
    letter: str
    state: bytes
    chain: Chain


class Link(NamedTuple):
    """Entry ``entry`` stands in a lane of ``subject``.

    ``seq`` is its own number in lane main, the named main number in lane record, and the running
    count in lane acted.
    """

    subject: str
    lane: int
    seq: int
    entry: int


class Pointer(NamedTuple):
    """A look-up: ``relation`` and ``key`` name ``subject`` (RELATIONS of domain.world)."""

    relation: str
    key: str
    subject: str


class Section(NamedTuple):
    """A sealed section as it is kept in the erasable store (D7)."""

    event_id: str
    point: str
    body: bytes


class Content(NamedTuple):
    """Retrievable content under its SHA-256 in hex: a rulebook, a table."""

    digest: str
    media_type: str
    body: bytes


@dataclass(slots=True)
class Batch:
    """Everything that one transaction writes. ``first`` is the index of its first entry."""

    first: int
    statements: list[bytes] = field(default_factory=list)
    digests: list[bytes] = field(default_factory=list)
    #: One for each statement; empty for an entry that cannot be read, which only an audit meets.
    event_ids: list[str] = field(default_factory=list)
    #: One for each statement.
    nodes: list[Completed] = field(default_factory=list)
    subjects: list[SubjectRow] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    pointers: list[Pointer] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    contents: list[Content] = field(default_factory=list)
    #: The signed checkpoint over the tree with this batch; empty only in a scratch store.
    note: bytes = b""
    #: A sealed checkpoint's note is kept for ever; of the others only the last.
    seal: bool = False
    #: Notes below ``note`` that are kept for ever, as (size, note): a replica takes them over.
    kept_notes: list[tuple[int, bytes]] = field(default_factory=list)


#: Stands for a row, or a value of one, that is not there.
NO_ROW: Final = "~row-none"


class Difference(NamedTuple):
    """A row of a derived table that is not what the log gives.

    What is no value of the row is a word of :mod:`batterypass.texts.findings_words` (``~row-entry``),
    so that it is told in the language of who reads; a row that is not there is :data:`NO_ROW`.
    """

    table: str
    key: str
    expected: str
    found: str
