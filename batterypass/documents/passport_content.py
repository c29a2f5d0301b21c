"""What a passport says: frozen records that its page, its PDF and its web page take and nothing else.

Texts are final, as in :mod:`batterypass.documents.content`; an empty one means *not known*.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from batterypass.documents.content import Words

if TYPE_CHECKING:
    from batterypass.documents.content import Condition, Correction, Source

Life = Literal[
    "original", "reused", "repurposed", "remanufactured", "waste", "recycled", "disposed"
]
PassportStatus = Literal["active", "handed_over", "ended"]
Stage = Literal[
    "made",
    "placed_on_market",
    "installed",
    "removed",
    "assessed",
    "second_life",
    "waste",
    "recycled",
    "disposed",
    "exported",
    "lost",
]

_NOTHING = Words("", "")


@dataclass(frozen=True, slots=True)
class PassportParty:
    """Who made the pack, or who answers for its passport."""

    name: str
    identifier: str = ""
    address: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class PassportValue:
    """One value with its unit and the provision that asks for it."""

    name: Words
    value: str | Words
    unit: str = ""
    """As in ``passport-attributes.csv``: ``kg``, ``months``, ``cycles``, ``degC``."""
    reference: str = ""
    """Short: ``Annex XIII 1(e)``; printed as it is in both languages."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """The last assessment of the condition."""

    at: str
    by: str
    method: str = ""
    values: tuple[PassportValue, ...] = ()


@dataclass(frozen=True, slots=True)
class LifeStage:
    """One thing that happened to the pack, for the drawing of its life."""

    stage: Stage
    on: str
    """Day or time."""
    entry: int | None = None
    """Index of the ledger entry that says so."""


@dataclass(frozen=True, slots=True)
class PassportContent:
    """What a one-page battery passport says."""

    passport_id: str
    status: PassportStatus
    life: Life | Literal[""]
    url: str
    signed_url: str
    printed_id: str
    category: Words
    model: str
    serial: str
    chemistry: str
    maker: PassportParty
    operator: PassportParty
    values: tuple[PassportValue, ...]
    """Static public values, the most important first: what does not fit is counted, not printed."""
    condition: Condition
    assessment: Assessment | None
    stages: tuple[LifeStage, ...]
    """In the order of time."""
    predecessors: tuple[str, ...]
    """Passport ids of the packs that this one was made from."""
    hand_in: Words
    """How and where to hand the pack in."""
    extinguishing_agent: Words
    safety_notes: tuple[Words, ...]
    source: Source
    updated_at: str = ""
    attached: tuple[int, ...] = ()
    """Entries that are inside the file with their proofs."""
    corrections: tuple[Correction, ...] = ()
    """Of what its entries say; the values above are those that hold."""
    became: Words = _NOTHING
    """What became of the pack, where its passport has ended; then nobody hands it in any more."""
    edition: Words = _NOTHING
    """For whom it is, where it is not for everybody."""
    is_withheld: bool = False
    """Status, course of life and measured values are not for the reader of this page."""
