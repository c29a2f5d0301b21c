"""What transport papers say: frozen records, as in :mod:`batterypass.documents.content`.

An empty text is *not known* and prints as a dotted line to fill in by hand, never as a guess.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from batterypass.documents.content import Correction, ManifestParty, Source, Words
    from batterypass.regulations.transport.points import Points

RoadForm = Literal["mx", "adr"]
_DAMAGED: Final = frozenset({"damaged_stable", "damaged_critical", "cannot_be_diagnosed"})


@dataclass(frozen=True, slots=True)
class Phone:
    """A number to call in an emergency, printed only because somebody configured it."""

    name: str
    number: str
    hours: str = ""
    verified_on: str = ""

    @property
    def line(self) -> str:
        """Give the number first, then whose it is and when it is answered."""
        return " · ".join(filter(None, (self.number, self.name, self.hours)))


@dataclass(frozen=True, slots=True)
class GoodsRow:
    """Goods of one description. ``line`` is the description of the law, to be printed as it is."""

    line: str
    name: Words
    """The proper shipping name in both languages, for people."""
    un: str
    hazard_class: str
    condition: str
    """A word of ``documents.words.CONDITIONS``."""
    is_waste: bool
    packages: str
    package_kind: str
    items: int
    net_kg: str
    energy_wh: str
    packing: tuple[str, ...]
    """The packing instruction; several where a person has still to choose."""
    marks: tuple[str, ...]
    """In the vocabulary of the case sheet, ``TXT[…]`` for words."""
    statements: tuple[str, ...]
    level: str
    """How severe the decision is: ``exempt`` and ``marked`` goods need no document."""
    source: str
    """The rule by which it was decided."""
    category: str = ""
    """Transport category of ADR 1.1.3.6; empty where the entry has none."""

    @property
    def is_damaged(self) -> bool:
        """Tell whether the batteries are damaged, or nobody can tell that they are not."""
        return self.condition in _DAMAGED

    @property
    def un_printed(self) -> str:
        """Write the UN number as the law does: ``UN 3480``."""
        return f"UN {self.un.removeprefix('UN')}"


@dataclass(frozen=True, slots=True)
class TransportContent:
    """What the papers of one load say, whichever paper it is."""

    number: str
    consignment: str
    manifest_no: str
    offered_on: str
    carried_on: str
    """The day by which the edition was chosen."""
    edition: str
    table_hash: str
    consignor: ManifestParty
    carrier: ManifestParty
    consignee: ManifestParty
    rows: tuple[GoodsRow, ...]
    packages: str
    net_kg: str
    is_weighed: bool
    item_ids: tuple[str, ...]
    """Printed ids: those of the first row, then those of the next."""
    phones: tuple[Phone, ...]
    handling: str
    vehicle_type: str
    vehicle_plate: str
    driver: str
    by_hand: tuple[tuple[str, str], ...]
    """Answers that are not in the ledger: name and value. The paper says so."""
    remarks: tuple[Words, ...]
    source: Source
    code: bytes
    """What the QR code holds; empty for a draft."""
    points: Points | None = None
    corrections: tuple[Correction, ...] = ()
    issuer: str = ""
    """Who signed that the paper was prepared; empty where nobody did."""
    is_draft: bool = True
    """Whether papers without a code are drafts; those of an exempt load have none either."""

    @property
    def packs_by_row(self) -> tuple[tuple[GoodsRow, tuple[str, ...]], ...]:
        """Give each row with the printed ids of its batteries."""
        found, start = [], 0
        for row in self.rows:
            found.append((row, self.item_ids[start : start + row.items]))
            start += row.items
        return tuple(found)

    @property
    def needs_document(self) -> bool:
        """Tell whether some of the goods need a transport document at all."""
        return any(row.level not in ("exempt", "marked") for row in self.rows)
