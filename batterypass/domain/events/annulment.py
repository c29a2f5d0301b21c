"""The kind that takes an entry back: nothing is rewritten, the annulment is an entry too.

``design/events.md``, Corrections. It holds from its own entry on, or from the entry by which the last
of those who have to agree does (``amendment.agreed``), and only while nothing stands on its target.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self, get_args

from pydantic import Field, model_validator

from batterypass.domain.base import Hex64, ItemUrl, SubjectName, says
from batterypass.domain.events.common import MAX_ITEMS, Event, Kind

#: Kinds whose entries can be annulled: their effect is known to the state of their subjects. What
#: brings a thing into being is not among them, nor what a reading, a paper or a party's card says.
AnnullableKind = Literal[
    "pack.placed-on-market", "pack.installed", "pack.removed", "pack.repaired",
    "pack.exported", "pack.lost", "pack.stolen", "pack.found", "content.claimed",
    "item.declared-waste", "item.disposed", "custody.released", "custody.accepted", "custody.claimed",
    "consignment.collected", "consignment.delivered", "consignment.received",
    "consignment.partially-received", "consignment.rejected", "consignment.returned",
    "consignment.transferred", "consignment.voided", "consignment.recorded-on-paper",
    "batch.fed", "batch.closed",
]  # fmt: skip
ANNULLABLE: frozenset[str] = frozenset(get_args(AnnullableKind))

AnnulReason = Literal[
    "did_not_happen", "wrong_item", "wrong_party", "recorded_twice", "wrong_kind", "other"
]


class EntryAnnulled(Event):
    """Who signed the last entry of all its chains takes it back, with a reason."""

    KIND: ClassVar[Kind] = Kind(
        "entry.annulled", "record", frozenset(), signer_is_integrity=True, first="BCI"
    )

    kind: Literal["entry.annulled"]
    annulled_subject: SubjectName = says("subject of the entry", "sujeto del asiento")
    target_kind: AnnullableKind = says("kind of the entry", "tipo del asiento")
    target: Hex64 = says("digest of the entry", "huella del asiento")
    items: Annotated[list[ItemUrl], Field(max_length=MAX_ITEMS)] = says(
        "the entry's further items", "los demás artículos del asiento", default=[]
    )
    reason: AnnulReason = says("reason", "motivo")

    @model_validator(mode="after")
    def _names_each_once(self) -> Self:
        if len({self.annulled_subject, *self.items}) != 1 + len(self.items):
            raise ValueError("an item is named twice")
        return self

    def changes(self) -> tuple[str, ...]:
        """Name every subject of the entry, its first one first."""
        return (self.annulled_subject, *self.items)

    def natural_key(self) -> tuple[str, ...]:
        """An entry is annulled once."""
        return (self.target,)
