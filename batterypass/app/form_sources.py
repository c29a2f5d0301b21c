"""Which facts a box of a form needs, and where a fact that is missing would come from.

A box of ``manifest-fields.csv`` is known when every fact that it needs is. Boxes that no entry of the
ledger can fill say who does: a person with a pen, the printer, an authority. Everything of
``mx_semarnat`` that is not listed has the fact of its own name.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.regulations.manifest_fields import Field

#: What fills a box that is no fact of the ledger.
HAND, PRINTED, AUTHORITY = "hand", "printed", "authority"
NOT_FACTS = frozenset({HAND, PRINTED, AUTHORITY})

_ADDRESS = ("street", "ext_no", "postal_code", "municipality", "state")


def _party(role: str, *parts: str) -> str:
    return " ".join(f"{role}.{part}" for part in ("name", *_ADDRESS, *parts))


def _signed(role: str) -> str:
    return f"{role}.signed_name {role}.signed_date"


_MX: Mapping[str, str] = MappingProxyType(
    {
        "page": PRINTED,
        **{f"waste[].cretib.{letter}": "waste.cretib" for letter in "CRETIB"},
        "waste[].cretib.M": PRINTED,
        "waste[].line_type": HAND,
        "waste[].labelled": HAND,
        "waste[].classification_note": "waste.codes transport.un",
        "generator.declaration": PRINTED,
        "generator.seal": HAND,
        "transporter.declaration": PRINTED,
        "transporter.seal": HAND,
        "consignee.declaration": PRINTED,
        "consignee.seal": HAND,
    }
)
_MX_V1: Mapping[str, str] = MappingProxyType(
    {
        "page": PRINTED,
        "generator.name_address": _party("generator", "phone"),
        "waste[].description": "waste.name waste.cretib",
        "generator.signature": _signed("generator"),
        "transporter.identity": _party(
            "transporter", "phone", "semarnat_authorisation", "sct_permit"
        ),
        "transporter.receipt": _signed("transporter"),
        "vehicle": "vehicle.type vehicle.plate",
        "consignee.identity": _party("consignee", "semarnat_authorisation"),
        "consignee.receipt": _signed("consignee"),
    }
)
_US: Mapping[str, str] = MappingProxyType(
    {
        "page": PRINTED,
        # A number of the ledger is none of EPA's: e-Manifest issues it, or it is preprinted.
        "manifest_tracking_number": AUTHORITY,
        "generator.name_mailing": _party("generator"),
        "generator.site_address": _party("generator"),
        "transporters[1].name_epa_id": "transporter.name transporter.epa_id",
        "transporters[2].name_epa_id": HAND,
        "designated_facility": _party("consignee", "phone", "epa_id"),
        "wastes[].hm": "transport.un",
        "wastes[].dot_description": "transport.description",
        "wastes[].container_count": "waste.container_count",
        "wastes[].container_type": HAND,
        "wastes[].quantity": "waste.quantity",
        "wastes[].unit": "waste.unit",
        "wastes[].waste_codes": "waste.codes",
        "generator.certification": _signed("generator"),
        "international": HAND,
        "exporter.epa_id": HAND,
        "wastes[].consent_number": HAND,
        "transporters[].acknowledgement": _signed("transporter"),
        "discrepancy.type": "received.quantity",
        "discrepancy.manifest_ref": HAND,
        "alternate_facility": HAND,
        "alternate_facility.signature": HAND,
        "wastes[].management_method": HAND,
        "designated_facility.certification": _signed("consignee"),
    }
)
_CUSTOMS: Mapping[str, str] = MappingProxyType(
    {"customs": AUTHORITY, "customs_exit": AUTHORITY, "customs_entry": AUTHORITY,
     "customs_transit": AUTHORITY}
)  # fmt: skip
_EU_IA: Mapping[str, str] = MappingProxyType(
    {
        **_CUSTOMS,
        "exporter": _party("generator", "phone", "email"),
        "importer": _party("consignee", "phone", "email"),
        "notification_no": AUTHORITY,
        # A notification is for many shipments and comes before all of them.
        **dict.fromkeys(
            (
                "shipments_kind", "operation_kind", "preconsented", "shipments_total",
                "quantity_total", "period", "physical", "operations", "annex_count",
            ),
            HAND,
        ),
        "packaging": "waste.container_type",
        "carriers": _party("transporter"),
        "producers": _party("generator"),
        "facility": _party("consignee"),
        "composition": "waste.name",
        "waste_ids": "waste.codes transport.un",
        "countries": "generator.country consignee.country",
        "declaration": _signed("generator"),
        **dict.fromkeys(("acknowledgement", "consent", "conditions"), AUTHORITY),
    }
)  # fmt: skip
_EU_IB: Mapping[str, str] = MappingProxyType(
    {
        **_CUSTOMS,
        "notification_no": AUTHORITY,
        **dict.fromkeys(("shipment_no", "carrier_2", "carrier_last", "physical", "extra"), HAND),
        "exporter": _party("generator", "phone", "email"),
        "importer": _party("consignee", "phone", "email"),
        "quantity_actual": "waste.quantity",
        "date_actual": "transporter.signed_date",
        "packaging": "waste.container_type waste.container_count",
        "carrier_1": _party("transporter", "registration", "signed_date"),
        "producers": _party("generator"),
        "facility": _party("consignee"),
        # The ledger names an operation in words; its R or D code is a legal reading.
        "operations": HAND,
        "composition": "waste.name",
        "waste_ids": "waste.codes transport.un",
        "declaration": _signed("generator"),
        "received_importer": HAND,
        "received_facility": f"{_signed('consignee')} received.quantity received.accepted",
        "completed": "treatment.date",
    }
)
_EU_VII: Mapping[str, str] = MappingProxyType(
    {
        "arranger": _party("generator", "phone", "email"),
        "importer": _party("consignee", "phone", "email"),
        "quantity": "waste.quantity",
        "date": "transporter.signed_date",
        "carriers": _party("transporter", "signed_date"),
        "producer": _party("generator"),
        "facility": _party("consignee"),
        "operation": HAND,
        "waste_desc": "waste.name",
        "waste_ids": "waste.codes",
        "countries": "generator.country consignee.country",
        "declaration": _signed("generator"),
        "received_consignee": _signed("consignee"),
        "received_facility": f"{_signed('consignee')} received.quantity",
        "doc_ref": AUTHORITY,
    }
)
_UK_NOTE: Mapping[str, str] = MappingProxyType(
    {
        "consignment_code": "manifest_no",
        "origin": _party("generator", "phone", "email"),
        "premises_code": HAND,
        "destination": _party("consignee"),
        "producer": HAND,
        "process": HAND,
        "sic": HAND,
        "waste[].description": "waste.name",
        "waste[].ewc": "waste.codes",
        "waste[].quantity_kg": "waste.quantity",
        "waste[].components": HAND,
        "waste[].physical_form": HAND,
        "waste[].hp_codes": HAND,
        "waste[].container": "waste.container_type waste.container_count",
        "waste[].un": "transport.description",
        "carrier": f"{_party('transporter', 'registration')} vehicle.plate"
        f" {_signed('transporter')}",
        "consignor_cert": _signed("generator"),
        "receipt[].ewc_qty": "waste.codes received.quantity",
        "receipt[].accepted": "received.accepted",
        "receipt[].operation": HAND,
        "received_at": "received.at",
        "vehicle": "vehicle.plate",
        "rejection_details": "consignee.remarks",
        "permit": "consignee.registration",
        "consignee_cert": _signed("consignee"),
    }
)
_UK_DWT: Mapping[str, str] = MappingProxyType(
    {
        "dateTimeReceived": "received.at",
        "hazardousWasteConsignmentCode": "manifest_no",
        "reasonForNoConsignmentCode": HAND,
        "wasteItems[].ewcCodes": "waste.codes",
        "wasteItems[].wasteDescription": "waste.name",
        "wasteItems[].physicalForm": HAND,
        "wasteItems[].numberOfContainers": "waste.container_count",
        "wasteItems[].typeOfContainers": HAND,
        "wasteItems[].weight": "received.quantity",
        "wasteItems[].containsHazardous": "waste.class",
        "wasteItems[].hazardous": HAND,
        "wasteItems[].containsPops": HAND,
        "wasteItems[].disposalOrRecoveryCodes": HAND,
        "carrier": "transporter.name transporter.registration vehicle.plate",
        "brokerOrDealer": HAND,
        "receiver": "consignee.name consignee.registration",
        "receipt.address": _party("consignee"),
    }
)
_FORMS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "mx_semarnat": _MX,
        "mx_special_handling": _MX,
        "mx_semarnat_v1": _MX_V1,
        "us_epa_8700_22": _US,
        "eu_annex_ia": _EU_IA,
        "eu_annex_ib": _EU_IB,
        "eu_annex_vii": _EU_VII,
        "uk_consignment_note": _UK_NOTE,
        "uk_dwt_receipt": _UK_DWT,
    }
)
#: Beginning of a fact's name -> where it comes from; the longest that fits counts.
_SOURCES: Mapping[str, str] = MappingProxyType(
    {
        "generator": "card",
        "transporter": "card",
        "consignee": "card",
        "generator.signed": "offer",
        "transporter.signed": "collect",
        "consignee.signed": "receive",
        "consignee.receiver_name_role": "receive",
        "consignee.remarks": "receive",
        "transporter.semarnat_authorisation": "directory",
        "transporter.sct_permit": "directory",
        "consignee.semarnat_authorisation": "directory",
        "emergency_phone": "offer",
        "manifest_no": "offer",
        "waste": "offer",
        "handling_instructions": "offer",
        "route": "offer",
        "transport.": "offer",
        "vehicle": "collect",
        "received": "receive",
        "treatment": "certify",
    }
)
SOURCES = frozenset({*_SOURCES.values(), *NOT_FACTS})


def needs_of(form: str, field: Field) -> tuple[str, ...]:
    """Give the facts that a box needs, or one of :data:`NOT_FACTS`."""
    named = _FORMS[form].get(field.field_id)
    return tuple((named or field.field_id.replace("[]", "")).split())


def source_of(fact: str) -> str:
    """Say where a fact comes from: one of :data:`SOURCES`."""
    if fact in NOT_FACTS:
        return fact
    found = [start for start in _SOURCES if fact.startswith(start)]
    return _SOURCES[max(found, key=len)]
