"""Sample loads for the tests of transport papers: waste, damaged, mixed, exempt, and a draft."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from batterypass.bootstrap import adr_points
from batterypass.documents.content import Words
from batterypass.documents.emergency_sheet import render_emergency_sheet
from batterypass.documents.packing_checklist import render_packing_checklist
from batterypass.documents.road_document import render_road_document
from batterypass.documents.transport_content import GoodsRow, Phone, TransportContent
from batterypass.regulations.transport.points import points_of
from documents import samples

ES, EN = "BATERÍAS DE IÓN LITIO", "LITHIUM ION BATTERIES"
PHONE = Phone("Servicio de emergencias (ejemplo)", "81 5555 0199", "24 h", "2026-11-01")


def goods(line: str = f"UN 3480, {ES}, 9", **more: object) -> GoodsRow:
    """Twenty-four packs of waste, each on a pallet of its own."""
    row = GoodsRow(
        line=line, name=Words(ES, EN), un="UN3480", hazard_class="9", condition="serviceable",
        is_waste=True, packages="24", package_kind="tarima", items=24, net_kg="9900",
        energy_wh="987000", packing=("P909",),
        marks=("UNNO", "9A", "TXT[LITHIUM BATTERIES FOR RECYCLING]"), statements=(),
        level="regulated", source="SP 377", category="2",
    )  # fmt: skip
    return replace(row, **more)  # type: ignore[arg-type]


def damaged(line: str = f"UN 3480, {ES}, 9") -> GoodsRow:
    """One damaged pack that is too heavy for P908."""
    return goods(
        line, condition="damaged_stable", is_waste=False, packages="1", items=1, net_kg="412.5",
        energy_wh="41125", packing=("LP904",), package_kind="embalaje grande",
        marks=("UNNO", "9A", "TXT[DAMAGED/DEFECTIVE LITHIUM-ION BATTERIES]"), level="damaged",
        statements=("Transport in accordance with special provision 376",),
    )  # fmt: skip


def load(*rows: GoodsRow, **more: object) -> TransportContent:
    """A load of some goods, every field filled."""
    kept = rows or (goods(),)
    count = sum(row.items for row in kept)
    content = TransportContent(
        number="M-2026-00418", consignment="M-2026-00418", manifest_no="M-2026-00418",
        offered_on="2026-11-23", carried_on="2026-11-23", edition="NOM-002-SCT-SEMAR-ARTF/2023",
        table_hash=samples.ROOT, consignor=samples.party("Planta Apodaca, S.A. de C.V."),
        carrier=samples.party("Transportes Camino Real", transport_permit="0202AALJ0101"),
        consignee=samples.party("Recicladora del Norte", authorisation="PS/RME-101/26"),
        rows=kept, packages=str(sum(int(row.packages or 0) for row in kept)),
        net_kg=str(sum(Decimal(row.net_kg) for row in kept)), is_weighed=False,
        item_ids=tuple(map(samples.printed, range(count))), phones=(PHONE,),
        handling="No apilar.", vehicle_type="Caja seca 3.5 t", vehicle_plate="EJ-042-MX",
        driver="", by_hand=(("casing", "strong"),), remarks=(), source=samples.source(),
        code=bytes(range(200)),
    )  # fmt: skip
    return replace(content, **more)  # type: ignore[arg-type]


def european(*rows: GoodsRow) -> TransportContent:
    """The same by ADR, with its calculation."""
    kept = rows or (goods(f"UN 3480 WASTE {EN}, 9, (E)"),)
    masses: dict[str, Decimal] = {}
    for row in kept:
        masses[row.category] = masses.get(row.category, Decimal(0)) + Decimal(row.net_kg)
    points = points_of(adr_points(), "2026-11-23", masses)
    return load(*kept, edition="ADR 2025", points=points, phones=())


def unknown() -> TransportContent:
    """A draft of which hardly anything is known."""
    nobody = samples.party("Planta Apodaca")
    empty = replace(nobody, **dict.fromkeys(("street", "phone", "email"), ""))
    return load(
        goods(packages="", package_kind="", energy_wh="", packing=("P903(1)", "P903(2)")),
        consignor=empty, packages="", phones=(), vehicle_type="", vehicle_plate="", handling="",
        manifest_no="", code=b"", by_hand=(),
    )  # fmt: skip


_CRITICAL = replace(
    damaged(f"UN 3480 {EN}, 9, (E)"), condition="damaged_critical", level="critical", category="0",
    packing=("LP906",), statements=("Transport in accordance with special provision 376", "Transport category 0"),
)  # fmt: skip
#: Snapshot -> what it is of.
DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "road-mx-es": lambda: render_road_document(load(), "mx", "es"),
    "road-mx-mixed-both": lambda: render_road_document(load(goods(), damaged()), "mx", "both"),
    "road-mx-damaged-en": lambda: render_road_document(load(damaged()), "mx", "en"),
    "road-mx-draft-es": lambda: render_road_document(unknown(), "mx", "es"),
    "road-mx-2024-es": lambda: render_road_document(load(carried_on="2024-11-22"), "mx", "es"),
    "road-adr-en": lambda: render_road_document(european(), "adr", "en"),
    "road-adr-es": lambda: render_road_document(european(), "adr", "es"),
    "road-adr-critical-en": lambda: render_road_document(european(_CRITICAL), "adr", "en"),
    "emergency-es": lambda: render_emergency_sheet(load(), ["li_ion"], "es"),
    "emergency-damaged-en": lambda: render_emergency_sheet(
        load(goods(), damaged(), phones=()), ["li_ion", "li_metal"], "en"
    ),
    "packing-es": lambda: render_packing_checklist(load(), "mx", "es"),
    "packing-mixed-en": lambda: render_packing_checklist(load(goods(), damaged()), "mx", "en"),
    "packing-choice-es": lambda: render_packing_checklist(unknown(), "mx", "es"),
    "packing-critical-es": lambda: render_packing_checklist(european(_CRITICAL), "adr", "es"),
}
