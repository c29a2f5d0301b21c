"""The kind by which files that are evidence of the origin of packs are named after their making.

``design/events.md`` has no kind for it; decision 45 says why there is one. What a certificate of
origin says stands in the file alone: the ledger has its digest, and nobody computes a verdict.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from batterypass.domain.base import ItemUrl, says
from batterypass.domain.events.common import MAX_ITEMS, DocumentRef, Event, Kind


class OriginNamed(Event):
    """Files are evidence of the origin of packs: a certificate of origin, what it rests on."""

    KIND: ClassVar[Kind] = Kind(
        "document.origin-named",
        "record",
        frozenset({"manufacturer", "importer", "integrator", "repurposer", "remanufacturer"}),
    )

    kind: Literal["document.origin-named"]
    items: Annotated[list[ItemUrl], Field(min_length=1, max_length=MAX_ITEMS)] = says(
        "packs", "paquetes"
    )
    agreement: Literal["USMCA"] = says("agreement", "tratado")
    documents: Annotated[list[DocumentRef], Field(min_length=1, max_length=20)]

    def changes(self) -> tuple[str, ...]:
        """Name the packs."""
        return tuple(self.items)

    def natural_key(self) -> tuple[str, ...]:
        """The same files are named once for the same packs."""
        return (*self.items, *(one.digest for one in self.documents))
