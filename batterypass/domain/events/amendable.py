"""What can be corrected of each kind: the fields, with the types that they have in the kind.

Never an id, an item or a party: what names a thing is not corrected, it is another thing
(``design/events.md``, Corrections). A card of a party is corrected by ``party.amended``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from batterypass.domain.base import (
    Clause,
    Count,
    Country,
    Cretib,
    Day,
    Month,
    Number,
    Percent,
    Record,
    SignedNumber,
    Text,
    UnNumber,
)
from batterypass.domain.base import Word as WordText
from batterypass.domain.events.authorisation import Scope
from batterypass.domain.vocabulary import (
    Chemistry,
    Condition,
    DifferenceReason,
    Element,
    LossKind,
    MassBasis,
    Stream,
    Substance,
    WasteReason,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: Kinds whose entries can be corrected.
TargetKind = Literal[
    "authorisation.granted", "pack.manufactured", "pack.assembled", "item.assessed",
    "item.declared-waste", "pack.exported", "pack.stolen", "item.dismantled",
    "consignment.offered", "consignment.received",
    "consignment.partially-received",
    "batch.fed", "batch.output-weighed", "batch.closed",
]  # fmt: skip


class Nothing(Enum):
    """Why there is no value to compare with."""

    NO_LINE = "no-line"
    #: A later entry says it anew; that one would have to be corrected.
    RESTATED = "restated"


class AmendableGrant(Record):
    """What can be corrected of ``authorisation.granted``; scheme, number and holder name it."""

    holder_site: WordText | None = None
    scopes: Annotated[list[Scope], Field(min_length=1, max_length=20)] | None = None
    capacity_t_year: Number | None = None
    effective_from: Day | None = None
    effective_to: Day | None = None
    authority: Text | None = None


class AmendablePack(Record):
    """What can be corrected of ``pack.manufactured`` and ``pack.assembled``; its id and serial number name the pack."""

    model: WordText | None = None
    chemistry: Chemistry | None = None
    nominal_voltage_v: Number | None = None
    capacity_ah: Number | None = None
    energy_wh: Number | None = None
    mass_kg: Number | None = None
    made_month: Month | None = None


class AmendableReading(Record):
    """What can be corrected of ``item.assessed``: what was read, and how."""

    condition: Condition | None = None
    soh_percent: Percent | None = None
    soc_percent: Percent | None = None
    capacity_ah: Number | None = None
    resistance_mohm: Number | None = None
    cycles: Count | None = None
    temperature_celsius: SignedNumber | None = None
    method: Literal["bms_reading", "capacity_test", "impedance_test", "visual"] | None = None


class AmendableDeclaration(Record):
    """What can be corrected of ``item.declared-waste``, for one item of it or several."""

    reason: WasteReason | None = None
    stream: Stream | None = None


class AmendableExport(Record):
    """What can be corrected of ``pack.exported``: where it went, when, to whom, by which consent."""

    country: Country | None = None
    exported_on: Day | None = None
    custodian_abroad: Text | None = None
    consent_no: Text | None = None


class AmendableTheft(Record):
    """What can be corrected of ``pack.stolen``: the report comes later, as a rule."""

    report_no: Text | None = None
    last_seen_on: Day | None = None


class AmendableDismantling(Record):
    """What can be corrected of ``item.dismantled``: what the scale said of the whole."""

    mass_kg: Number | None = None
    loss_kg: Number | None = None


class AmendablePart(Record):
    """What can be corrected of a part that came out of it."""

    mass_kg: Number | None = None


class AmendableWaste(Record):
    """What can be corrected of a waste declaration; number, class and stream stay."""

    waste_name: Text | None = None
    cretib: Cretib | None = None
    waste_codes: Annotated[list[Text], Field(max_length=20)] | None = None
    container_type: Text | None = None
    container_count: Annotated[int, Field(ge=1, le=10_000)] | None = None
    container_capacity_kg: Number | None = None


class AmendableTransport(Record):
    """What can be corrected of a transport decision; regime and edition chose the table."""

    un_number: UnNumber | None = None
    proper_shipping_name: Text | None = None
    transport_class: WordText | None = None
    packing_instruction: Clause | None = None
    special_provisions: Annotated[list[Clause], Field(max_length=20)] | None = None
    marks: Annotated[list[Text], Field(max_length=10)] | None = None
    statements: Annotated[list[Text], Field(max_length=10)] | None = None


class AmendableOffer(Record):
    """What can be corrected of ``consignment.offered``; ids, items and parties never."""

    mass_basis: MassBasis | None = None
    waste: AmendableWaste | None = None
    transport: AmendableTransport | None = None


class AmendableOfferLine(Record):
    """What can be corrected of an item as it was declared; how damaged it is, is assessed anew."""

    mass_kg: Number | None = None
    energy_wh: Number | None = None
    soc_percent: Percent | None = None
    soc_basis: Literal["measured", "bms_reading", "declared"] | None = None
    soc_on: Day | None = None


class AmendableReception(Record):
    """What can be corrected of a reception, whole or in part."""

    measured_mass_kg: Number | None = None


class AmendableReceivedLine(Record):
    """What can be corrected of an item as it arrived; what became of it stays."""

    mass_kg: Number | None = None
    condition: Condition | None = None


class AmendableFeeding(Record):
    """Nothing of ``batch.fed`` as a whole can be corrected: its batch and its items name it."""


class AmendableFedLine(Record):
    """What can be corrected of an item that went into a batch; elements only where some were said."""

    mass_kg: Number | None = None
    elements_kg: dict[Element, Number] | None = None


class AmendableWeighing(Record):
    """Nothing of ``batch.output-weighed`` as a whole can be corrected."""


class AmendableAssay(Record):
    """What can be corrected of an assay: contents by their substance; its report stays."""

    contents: dict[Substance, Percent] | None = None
    method: WordText | None = None
    laboratory: Text | None = None
    assayed_on: Day | None = None


class AmendableFraction(Record):
    """What can be corrected of a fraction; where it was assayed, ``elements_kg`` follow from that."""

    mass_kg: Number | None = None
    assay: AmendableAssay | None = None
    elements_kg: dict[Element, Number] | None = None


class AmendableClosing(Record):
    """What can be corrected of ``batch.closed``: losses by their kind, and the reason."""

    losses: dict[LossKind, Number] | None = None
    difference_reason: DifferenceReason | None = None


@dataclass(frozen=True, slots=True)
class Amendable:
    """The fields of a kind that can be corrected.

    ``line`` are those of one item in a list of the kind, ``lines`` the name of that list.
    ``changes`` says of which items the state changes with them: of none, of those whose ``line`` is
    corrected in one of these fields, or of whichever items of the entry are named (``any``).
    """

    fields: type[Record]
    line: type[Record] | None = None
    lines: str = ""
    changes: frozenset[str] | Literal["any"] = frozenset()

    def changed(self, named: Iterable[tuple[str, str | None]]) -> list[str]:
        """Give the items whose state changes with corrected fields, each given with its item."""
        changed = (item for field, item in named if item and field.split(".")[0] in self.changes)
        return list(dict.fromkeys(changed))


_RECEPTION = Amendable(
    AmendableReception, AmendableReceivedLine, "lines", changes=frozenset({"condition"})
)
#: Kind of the target -> what can be corrected of it.
AMENDABLE: Mapping[str, Amendable] = MappingProxyType(
    {
        "authorisation.granted": Amendable(AmendableGrant),
        "pack.manufactured": Amendable(AmendablePack),
        "pack.assembled": Amendable(AmendablePack),
        "item.assessed": Amendable(AmendableReading),
        "item.declared-waste": Amendable(AmendableDeclaration, changes="any"),
        "pack.exported": Amendable(AmendableExport),
        "pack.stolen": Amendable(AmendableTheft),
        "item.dismantled": Amendable(
            AmendableDismantling, AmendablePart, "children", changes=frozenset({"mass_kg"})
        ),
        "consignment.offered": Amendable(AmendableOffer, AmendableOfferLine, "items"),
        "consignment.received": _RECEPTION,
        "consignment.partially-received": _RECEPTION,
        # What went into a batch is kept by the batch alone, what came out by the fraction as well.
        "batch.fed": Amendable(AmendableFeeding, AmendableFedLine, "lines"),
        "batch.output-weighed": Amendable(
            AmendableWeighing,
            AmendableFraction,
            "fractions",
            changes=frozenset({"mass_kg", "assay", "elements_kg"}),
        ),
        "batch.closed": Amendable(AmendableClosing),
    }
)
