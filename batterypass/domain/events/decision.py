"""The kind by which a person decides what becomes of an item, after advice from readings.

``design/events.md`` has no kind for it; decision 40 says why there is one. The program advises, a
person decides: what was shown stands beside what was decided, so that a departure can be seen and
asked about later. The decision itself moves nothing: a further life, waste and dismantling have
kinds of their own.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from batterypass.domain.base import Day, Hex64, ItemUrl, Record, Word, says
from batterypass.domain.events.common import Event, Kind

#: What is advised, and what can be decided: a person may also have it built up again.
Answer = Literal["reuse", "repurpose", "recycle", "not_enough_data"]
Decision = Literal["reuse", "repurpose", "remanufacture", "recycle"]
#: Why a person decides otherwise than was advised.
DepartureReason = Literal[
    "physical_inspection", "known_history", "safety", "better_use_is_certain", "no_demand",
    "cost_of_the_work", "legal_requirement", "data_not_obtainable", "other",
]  # fmt: skip


class AdviceShown(Record):
    """The advice that the person had before them when they decided."""

    answer: Answer = says("advice", "recomendación")
    rows: Annotated[list[Word], Field(max_length=40)] = says(
        "rows of the table that gave it", "renglones de la tabla que la dieron", default=[]
    )
    table_sha256: Hex64 = says("digest of the table", "huella de la tabla")
    day: Day = says("as of", "al día")


class ItemDecided(Event):
    """Whoever holds an item decides what becomes of it, on its last assessment."""

    KIND: ClassVar[Kind] = Kind(
        "item.decided",
        "record",
        frozenset({"workshop", "repurposer", "remanufacturer", "recycler", "dismantler"}),
        sealed=(("commercial", ("remarks",)),),
    )

    kind: Literal["item.decided"]
    item: ItemUrl = says("item", "artículo")
    decision: Decision = says("decision", "decisión")
    assessment: Hex64 = says(
        "digest of the assessment it rests on", "huella de la evaluación en que se basa"
    )
    advice: AdviceShown = says("advice that was shown", "recomendación que se mostró")
    reason: DepartureReason | None = says(
        "why it departs from the advice", "por qué se aparta de la recomendación", default=None
    )

    def changes(self) -> tuple[str, ...]:
        """Name the item."""
        return (self.item,)
