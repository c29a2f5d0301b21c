"""Kinds by which a pack is mended, or gets a further life: repair, re-use, remanufacturing.

Regulation (EU) 2023/1542, Art. 3(1)(30) to (32), says what preparing for re-use, repurposing and
remanufacturing are; ``pack.repurposed`` is in :mod:`batterypass.domain.events.pack`. A repair gives
no new life and no new passport; the others do (Art. 77(7)).
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from batterypass.domain.base import Hex64, ItemUrl, Number, Record, Text, Word, says
from batterypass.domain.events.common import Event, Kind
from batterypass.domain.events.pack import Un383

#: What was done to a pack in a workshop.
RepairWork = Literal[
    "modules_replaced", "cells_replaced", "bms_replaced", "contactor_or_fuse", "connector_or_cable",
    "cooling", "housing_or_seal", "software", "balancing", "cleaning", "other",
]  # fmt: skip
#: What a part that was swapped is.
PartKind = Literal[
    "module", "cell", "bms", "contactor", "fuse", "connector", "cable", "cooling", "housing",
    "sensor", "other",
]  # fmt: skip


class SwappedPart(Record):
    """Parts of one sort that were taken out and put in; their numbers where they have any."""

    part: PartKind = says("part", "pieza")
    count: Annotated[int, Field(ge=1, le=10_000)] = says("how many", "cuántas")
    removed: Word | None = says("number of what came out", "número de lo que salió", default=None)
    fitted: Word | None = says("number of what went in", "número de lo que entró", default=None)
    part_number: Text | None = says("spare part number", "número de refacción", default=None)


_Parts = Annotated[list[SwappedPart], Field(max_length=50)]
_Work = Annotated[list[RepairWork], Field(min_length=1, max_length=11)]


class PackRepaired(Event):
    """A workshop mended the pack; it keeps its life and its passport.

    With ``bms_replaced`` its counters (cycles, throughput, …) begin anew: nothing else lets them fall.
    """

    KIND: ClassVar[Kind] = Kind(
        "pack.repaired",
        "main",
        frozenset({"workshop"}),
        sealed=(("commercial", ("remarks",)),),
    )

    kind: Literal["pack.repaired"]
    item: ItemUrl = says("pack", "paquete")
    work: _Work = says("work done", "trabajo hecho")
    bms_replaced: bool = says("BMS replaced", "se cambió el BMS")
    parts: _Parts = says("parts or modules swapped", "piezas o módulos cambiados", default=[])

    def changes(self) -> tuple[str, ...]:
        """Name the pack."""
        return (self.item,)


class PackPreparedForReuse(Event):
    """The pack is used again for what it was made for; a new passport follows (Art. 77(7)).

    With repurposing it is the only way out of waste, for who is authorised for it.
    """

    KIND: ClassVar[Kind] = Kind(
        "pack.prepared-for-reuse", "main", frozenset({"workshop", "repurposer", "remanufacturer"})
    )

    kind: Literal["pack.prepared-for-reuse"]
    item: ItemUrl = says("pack", "paquete")
    assessment: Hex64 = says(
        "digest of the assessment it rests on", "huella de la evaluación en que se basa"
    )
    work: Annotated[list[RepairWork], Field(max_length=11)] = says(
        "work done", "trabajo hecho", default=[]
    )
    un38_3: Un383 | None = says("UN 38.3 test report", "informe de prueba ONU 38.3", default=None)

    def changes(self) -> tuple[str, ...]:
        """Name the pack."""
        return (self.item,)


class PackRemanufactured(Event):
    """The pack was taken apart, assessed and built up again; a new passport follows (Art. 77(7))."""

    KIND: ClassVar[Kind] = Kind("pack.remanufactured", "main", frozenset({"remanufacturer"}))

    kind: Literal["pack.remanufactured"]
    item: ItemUrl = says("pack", "paquete")
    capacity_ah: Number = says("restored capacity, Ah", "capacidad restablecida, Ah")
    energy_wh: Number = says("rated energy, Wh", "energía nominal, Wh")
    mass_kg: Number | None = says("new mass, kg", "masa nueva, kg", default=None)
    assessment: Hex64 = says(
        "digest of the assessment it rests on", "huella de la evaluación en que se basa"
    )
    bms_replaced: bool = says("BMS replaced", "se cambió el BMS")
    parts: _Parts = says("parts or modules swapped", "piezas o módulos cambiados", default=[])
    un38_3: Un383 | None = says("UN 38.3 test report", "informe de prueba ONU 38.3", default=None)

    def changes(self) -> tuple[str, ...]:
        """Name the pack."""
        return (self.item,)
