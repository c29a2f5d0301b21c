"""Kinds by which a pack leaves sight, or comes back into it: exported, lost, stolen, found.

``design/events.md``, Item life. What left sight keeps its custodian here until it is found: who holds
it without a key in this ledger is a text. Nothing but ``pack.found`` brings it back; a party that
was never its custodian and has it now claims it (``custody.claimed``), and that stays contested.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from batterypass.domain.base import Country, Day, ItemUrl, Text, says
from batterypass.domain.events.common import Event, Kind
from batterypass.domain.vocabulary import Condition


class PackExported(Event):
    """The pack left the country; its life goes on, or ends, where this ledger does not see it.

    Waste that crosses a border needs a consent, by whose number customs know it (BP-W009).
    """

    KIND: ClassVar[Kind] = Kind("pack.exported", "main", frozenset())

    kind: Literal["pack.exported"]
    item: ItemUrl = says("item", "artículo")
    country: Country = says("country of destination", "país de destino")
    exported_on: Day = says("day on which it left", "día en que salió")
    custodian_abroad: Text = says("who has it abroad", "quién lo tiene en el extranjero")
    consent_no: Text | None = says(
        "number of the export consent", "número del consentimiento de exportación", default=None
    )

    def changes(self) -> tuple[str, ...]:
        """Name the item."""
        return (self.item,)


class PackLost(Event):
    """Its custodian cannot find the pack."""

    KIND: ClassVar[Kind] = Kind(
        "pack.lost", "main", frozenset(), sealed=(("commercial", ("remarks",)),)
    )

    kind: Literal["pack.lost"]
    item: ItemUrl = says("item", "artículo")
    how: Literal[
        "not_at_stocktaking", "lost_in_carriage", "host_not_traced", "disaster", "other"
    ] = says("how it was lost", "cómo se perdió")
    last_seen_on: Day | None = says("last seen on", "visto por última vez el", default=None)

    def changes(self) -> tuple[str, ...]:
        """Name the item."""
        return (self.item,)


class PackStolen(Event):
    """The pack was taken from its custodian."""

    KIND: ClassVar[Kind] = Kind(
        "pack.stolen", "main", frozenset(), sealed=(("commercial", ("remarks",)),)
    )

    kind: Literal["pack.stolen"]
    item: ItemUrl = says("item", "artículo")
    report_no: Text | None = says(
        "number of the police report", "número de la denuncia", default=None
    )
    last_seen_on: Day | None = says("last seen on", "visto por última vez el", default=None)

    def changes(self) -> tuple[str, ...]:
        """Name the item."""
        return (self.item,)


class PackFound(Event):
    """The pack is back with its custodian, in the condition in which it came back."""

    KIND: ClassVar[Kind] = Kind(
        "pack.found", "main", frozenset(), sealed=(("commercial", ("remarks",)),)
    )

    kind: Literal["pack.found"]
    item: ItemUrl = says("item", "artículo")
    how: Literal["turned_up", "recovered", "came_back_from_abroad", "other"] = says(
        "how it came back", "cómo volvió"
    )
    condition: Condition = says("condition", "condición")

    def changes(self) -> tuple[str, ...]:
        """Name the item."""
        return (self.item,)
