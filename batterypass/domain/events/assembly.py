"""The kind by which a pack is built from modules, cell lots and packs that the ledger knows.

They are not used up: each keeps its id and its chain, is inside the new pack until that is
dismantled, and comes out of it as what it was. Regulation (EU) 2023/1542, Art. 3(1)(31) and (32),
says what repurposing and remanufacturing are; Art. 77(7) asks for a new passport that names those of
the original batteries. Decision 39.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from batterypass.domain.base import ItemUrl, says
from batterypass.domain.events.common import MAX_ITEMS, Kind
from batterypass.domain.events.pack import MadePack
from batterypass.domain.vocabulary import DifferenceReason

#: The new pack is a subject too, and one place is left for what may join it later.
MAX_PARENTS = MAX_ITEMS - 2


class PackAssembled(MadePack):
    """A pack is built from others' modules, cell lots or whole packs."""

    KIND: ClassVar[Kind] = Kind(
        "pack.assembled", "main", frozenset({"repurposer", "remanufacturer"}), creates="first"
    )

    kind: Literal["pack.assembled"]
    parents: Annotated[list[ItemUrl], Field(min_length=1, max_length=MAX_PARENTS)] = says(
        "modules, cell lots or packs in it", "módulos, lotes de celdas o paquetes que lleva"
    )
    life: Literal["repurposed", "remanufactured"] = says("life that begins", "vida que empieza")
    difference_reason: DifferenceReason | None = says(
        "reason of a difference beyond the tolerance",
        "motivo de una diferencia mayor que la tolerancia",
        default=None,
    )

    @model_validator(mode="after")
    def _names_each_once(self) -> Self:
        if len({self.item, *self.parents}) != 1 + len(self.parents):
            raise ValueError("an item is named twice")
        return self

    def changes(self) -> tuple[str, ...]:
        """Name the new pack, and everything that is built into it."""
        return (self.item, *self.parents)
