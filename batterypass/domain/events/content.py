"""The kind by which recovered content is claimed: so many kilograms of a fraction, for a product.

``design/events.md`` has no kind for it; decision 40 says why there is one. A kilogram is claimed once:
the state of the fraction keeps what was claimed of each element, and a claim beyond what its assay
gave is refused (BP-G002). Regulation (EU) 2023/1542, Art. 8, wants recycled content documented.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from batterypass.domain.base import (
    Day,
    ItemUrl,
    LocalId,
    Number,
    Percent,
    Record,
    Text,
    says,
)
from batterypass.domain.events.common import MAX_ITEMS, Event, Kind
from batterypass.domain.vocabulary import Element


class ClaimedLine(Record):
    """Kilograms of one element of one fraction."""

    item: ItemUrl = says("fraction", "fracción")
    element: Element = says("element", "elemento")
    mass_kg: Number = says("kilograms of the element", "kilogramos del elemento")


class ClaimedShare(Record):
    """The share of an element in the product that is said to be recycled."""

    element: Element = says("element", "elemento")
    share_percent: Percent = says("recycled share claimed, %", "parte reciclada declarada, %")


class ContentClaimed(Event):
    """Who holds recovered fractions claims their content for what it makes of them."""

    KIND: ClassVar[Kind] = Kind("content.claimed", "main", frozenset({"manufacturer", "recycler"}))

    kind: Literal["content.claimed"]
    claim: LocalId = says("claim number", "número de la declaración")
    lines: Annotated[list[ClaimedLine], Field(min_length=1, max_length=MAX_ITEMS)] = says(
        "content claimed", "contenido declarado"
    )
    used_for: Annotated[list[Text], Field(min_length=1, max_length=50)] = says(
        "for which models or packs", "para qué modelos o paquetes"
    )
    period_from: Day = says("made from", "fabricados desde")
    period_to: Day = says("made until", "fabricados hasta")
    shares: Annotated[list[ClaimedShare], Field(max_length=9)] = says(
        "recycled shares claimed", "partes recicladas declaradas", default=[]
    )

    @model_validator(mode="after")
    def _says_something_once(self) -> Self:
        named = [(line.item, line.element) for line in self.lines]
        if len(set(named)) != len(named):
            raise ValueError("an element of a fraction is named twice")
        if any(Decimal(line.mass_kg) == 0 for line in self.lines):
            raise ValueError("a line claims nothing")
        if self.period_to < self.period_from:
            raise ValueError("the period ends before it begins")
        shares = [one.element for one in self.shares]
        if len(set(shares)) != len(shares) or not set(shares) <= {one for _, one in named}:
            raise ValueError("shares are of elements that are claimed, each once")
        return self

    def changes(self) -> tuple[str, ...]:
        """Name every fraction once."""
        return tuple(dict.fromkeys(line.item for line in self.lines))

    def natural_key(self) -> tuple[str, ...]:
        """A number of a claim is used once by who claims."""
        return (self.claim,)
