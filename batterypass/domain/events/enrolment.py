"""The kind for a pack that is older than the ledger, or that arrived with nothing readable on it.

Whoever has it gives it an id under a domain of its own and says what is known, how that was
established and what nobody knows (``design/events.md``, Item life).
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self, get_args

from pydantic import Field, model_validator

from batterypass.domain.base import ItemUrl, Month, Number, Text, Word, says
from batterypass.domain.events.common import Event, Kind
from batterypass.domain.events.pack import Alias
from batterypass.domain.vocabulary import Category, Chemistry, Condition

#: Fields that may be left out, but not in silence.
Detail = Literal[
    "maker", "model", "serial", "chemistry", "category", "nominal_voltage_v", "capacity_ah",
    "energy_wh", "mass_kg", "made_month",
]  # fmt: skip
DETAILS: tuple[str, ...] = get_args(Detail)
Evidence = Literal[
    "printed_label", "nameplate", "documents", "bms_reading", "measured", "declared", "visual"
]
EnrolReason = Literal["older_than_ledger", "surplus", "torn_label", "found", "other"]


class PackEnrolled(Event):
    """A pack that no maker brought into the ledger; ``documents`` name photographs of it."""

    KIND: ClassVar[Kind] = Kind(
        "pack.enrolled",
        "main",
        frozenset(),
        sealed=(("commercial", ("remarks",)),),
        creates="first",
    )

    kind: Literal["pack.enrolled"]
    item: ItemUrl = says("id that it gets (https URL)", "identificador que se le da (URL https)")
    reason: EnrolReason = says("why it is enrolled", "por qué se da de alta")
    maker: Text | None = says("maker, as it says", "fabricante, como dice", default=None)
    model: Word | None = says("model", "modelo", default=None)
    serial: Word | None = says("serial number", "número de serie", default=None)
    chemistry: Chemistry | None = says("chemistry", "química", default=None)
    category: Category | None = says("category", "categoría", default=None)
    nominal_voltage_v: Number | None = says(
        "nominal voltage, V", "tensión nominal, V", default=None
    )
    capacity_ah: Number | None = says("rated capacity, Ah", "capacidad nominal, Ah", default=None)
    energy_wh: Number | None = says("rated energy, Wh", "energía nominal, Wh", default=None)
    mass_kg: Number | None = says("mass, kg", "masa, kg", default=None)
    made_month: Month | None = says(
        "month made (YYYY-MM)", "mes de fabricación (AAAA-MM)", default=None
    )
    aliases: Annotated[list[Alias], Field(max_length=10)] = says(
        "numbers that stand on it", "números que trae", default=[]
    )
    condition: Condition = says("condition", "condición")
    evidence: Annotated[list[Evidence], Field(min_length=1, max_length=7)] = says(
        "how that was established", "cómo se estableció"
    )
    unknown: Annotated[list[Detail], Field(max_length=len(DETAILS))] = says(
        "what nobody knows", "lo que nadie sabe", default=[]
    )

    @model_validator(mode="after")
    def _says_what_nobody_knows(self) -> Self:
        silent = set(unknown_details(self.model_dump()))
        if silent != set(self.unknown):
            wrong = ", ".join(sorted(silent ^ set(self.unknown)))
            raise ValueError(f"what is not given is listed as unknown, nothing else: {wrong}")
        return self

    def changes(self) -> tuple[str, ...]:
        """Name the pack."""
        return (self.item,)

    def natural_key(self) -> tuple[str, ...]:
        """A creating kind: the subject that it creates."""
        return (self.item,)


def unknown_details(form: dict[str, object]) -> list[str]:
    """List the details that a form does not say, which it has to list as unknown."""
    return [name for name in DETAILS if form.get(name) in (None, "")]
