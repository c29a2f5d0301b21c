"""The JSON of EPA's e-Manifest (USEPA/e-manifest, schema 1.3): a manifest out and in.

Written is what the ledger knows and the schema has a place for; nothing is invented, so a member that
is not known is left out and named by whoever exports. The service wants whole numbers: a mass is
rounded half up to kilograms, and the exact one stands in a comment (``reference/waste-and-manifests.md``
1.6 and 3.2). The schema dates from before the export parts of the Third Rule: those are not written.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

#: Manifest tracking number: nine digits and the suffix of who issued it. It has no check digit.
TRACKING_NUMBER: Final = re.compile(r"^[0-9]{9}[A-Z]{3}$")
EPA_ID: Final = re.compile(r"^[A-Z]{2}[A-Z0-9]{1,10}$")
CONTAINERS: Final = frozenset(
    ("BA", "DT", "CF", "DW", "CM", "HG", "CW", "TC", "CY", "TP", "DF", "TT", "DM")
)
_FEDERAL_CODE: Final = re.compile(r"^[DFKPU][0-9]{3}$")
_STATE: Final = re.compile(r"^[A-Z]{2}$")
#: Where a comment that this program wrote begins.
EXACT_MASS: Final = "Exact mass kg"


@dataclass(frozen=True, slots=True)
class Handler:
    """A generator, a transporter or a facility.

    Who signed is left out: in a fully electronic manifest people sign in EPA's own system, and their
    names are sealed here.
    """

    epa_id: str = ""
    name: str = ""
    street: str = ""
    number: str = ""
    city: str = ""
    state: str = ""
    country: str = ""
    postal_code: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class EWaste:
    """A waste line. ``mass_kg`` is exact; ``containers`` is one of :data:`CONTAINERS` or empty."""

    description: str
    un_number: str
    dot_description: str
    mass_kg: str
    container_count: int
    container_type: str
    codes: tuple[str, ...]
    is_epa_waste: bool
    discrepancy: str = ""
    entries: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class EManifest:
    """A manifest as far as the ledger knows it; empty where it does not."""

    number: str
    status: str
    shipped_at: str
    received_at: str
    generator: Handler
    transporters: tuple[Handler, ...]
    facility: Handler
    wastes: tuple[EWaste, ...]
    handling: str = ""
    emergency_phone: str = ""
    rejection: str = ""
    """``FullReject``, ``PartialReject`` or nothing."""
    rejection_reason: str = ""
    origin: str = ""
    missing: list[str] = field(default_factory=list)
    """Members that e-Manifest wants and nobody here knows, by their path; filled by encoding."""


def rounded_kg(mass_kg: str) -> int:
    """Round a mass to whole kilograms, half up, and never to nothing."""
    whole = Decimal(mass_kg).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return max(1, int(whole)) if Decimal(mass_kg) > 0 else 0


def encode_emanifest(one: EManifest) -> bytes:
    """Write the JSON; ``one.missing`` then names what the service wants and is not known."""
    missing = one.missing
    missing.clear()
    value: dict[str, Any] = {}
    if TRACKING_NUMBER.match(one.number):
        value["manifestTrackingNumber"] = one.number
    elif one.status != "Scheduled":
        missing.append("manifestTrackingNumber")
    value |= {"status": one.status, "submissionType": "FullElectronic"}
    if one.shipped_at:
        value["shippedDate"] = _time(one.shipped_at)
    if one.received_at:
        value["receivedDate"] = _time(one.received_at)
    value["generator"] = _handler(one.generator, "generator", missing)
    phone = _phone(one.emergency_phone)
    if phone:
        value["generator"]["emergencyPhone"] = phone
    else:
        missing.append("generator.emergencyPhone")
    value["transporters"] = [
        {**_handler(party, f"transporters.{place}", missing), "order": place}
        for place, party in enumerate(one.transporters, start=1)
    ]
    value["designatedFacility"] = _handler(one.facility, "designatedFacility", missing)
    value["wastes"] = [
        _waste(waste, place, one.status, missing) for place, waste in enumerate(one.wastes, start=1)
    ]
    value |= _differences(one)
    value["additionalInfo"] = _additional(one)
    return json.dumps(value, ensure_ascii=False, indent=2).encode("utf-8") + b"\n"


def _handler(party: Handler, where: str, missing: list[str]) -> dict[str, Any]:
    value: dict[str, Any] = {}
    if EPA_ID.match(party.epa_id):
        value["epaSiteId"] = party.epa_id
    else:
        missing.append(f"{where}.epaSiteId")
    if party.name:
        value["name"] = party.name[:80]
    address = _address(party)
    if address:
        value["mailingAddress"] = address
        value["siteAddress"] = dict(address)
    contact: dict[str, Any] = {}
    phone = _phone(party.phone)
    if phone:
        contact["phone"] = phone
    elif where == "generator":
        missing.append(f"{where}.contact.phone")
    if party.email:
        contact["email"] = party.email
    if contact:
        value["contact"] = contact
    return value


def _address(party: Handler) -> dict[str, Any]:
    if not party.street:
        return {}
    value: dict[str, Any] = {}
    if party.number:
        value["streetNumber"] = party.number[:12]
    value["address1"] = party.street[:50]
    if party.city:
        value["city"] = party.city[:25]
    if _STATE.match(party.state):
        value["state"] = {"code": party.state}
    if party.country:
        value["country"] = {"code": party.country}
    if party.postal_code:
        value["zip"] = party.postal_code
    return value


def _phone(text: str) -> dict[str, str]:
    """Give a telephone in the service's form, nothing where it is none of ten digits."""
    digits = re.sub(r"[^0-9]", "", text)
    digits = digits[1:] if len(digits) == 11 and digits.startswith("1") else digits
    if len(digits) != 10:
        return {}
    return {"number": f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"}


def _waste(waste: EWaste, place: int, status: str, missing: list[str]) -> dict[str, Any]:
    where = f"wastes.{place}"
    is_dangerous = bool(waste.un_number)
    value: dict[str, Any] = {"lineNumber": place, "dotHazardous": is_dangerous}
    if is_dangerous:
        value["dotInformation"] = {
            "idNumber": {"code": waste.un_number},
            "printedDotInformation": waste.dot_description[:500],
        }
    else:
        value["wasteDescription"] = waste.description[:500]
    quantity: dict[str, Any] = {"containerNumber": waste.container_count}
    if waste.container_type in CONTAINERS:
        quantity["containerType"] = {"code": waste.container_type}
    else:
        missing.append(f"{where}.quantity.containerType")
    quantity["quantity"] = rounded_kg(waste.mass_kg)
    quantity["unitOfMeasurement"] = {"code": "K"}
    value["quantity"] = quantity
    federal = [{"code": code} for code in waste.codes if _FEDERAL_CODE.match(code)]
    if waste.is_epa_waste:
        value["hazardousWaste"] = {
            "federalWasteCodes": federal,
            "tsdfStateWasteCodes": [],
            "generatorStateWasteCodes": [],
        }
        if not federal:
            missing.append(f"{where}.hazardousWaste.federalWasteCodes")
    value |= {"br": False, "pcb": False, "epaWaste": waste.is_epa_waste}
    if waste.discrepancy:
        value["discrepancyResidueInfo"] = {
            "wasteQuantity": True,
            "wasteType": False,
            "residue": False,
            "discrepancyComments": waste.discrepancy[:255],
        }
    if status == "Signed":
        # A reception at the facility needs a code of EPA's list; the ledger's word is no such code.
        missing.append(f"{where}.managementMethod")
    entries = ", ".join(map(str, waste.entries))
    value["additionalInfo"] = {
        "comments": [
            {"label": EXACT_MASS, "description": waste.mass_kg},
            {"label": "Ledger entries", "description": entries or "-"},
        ]
    }
    return value


def _differences(one: EManifest) -> dict[str, Any]:
    value: dict[str, Any] = {
        "rejection": bool(one.rejection),
        "discrepancy": any(waste.discrepancy for waste in one.wastes),
        "residue": False,
        "import": False,
        "containsPreviousRejectOrResidue": False,
    }
    if one.rejection:
        value["rejectionInfo"] = {"rejectionType": one.rejection}
        if one.rejection_reason:
            value["rejectionInfo"]["rejectionComments"] = one.rejection_reason[:255]
    return value


def _additional(one: EManifest) -> dict[str, Any]:
    comments = [{"label": "Ledger", "description": one.origin}] if one.origin else []
    comments.append({"label": "Own manifest number", "description": one.number})
    value: dict[str, Any] = {"comments": comments}
    if one.handling:
        value["handlingInstructions"] = one.handling[:4000]
    return value


def _time(event_time: str) -> str:
    """Write a time as the service's samples do: milliseconds, and an offset without a colon."""
    stamp, offset = event_time[:-6], event_time[-6:].replace(":", "")
    return f"{stamp}{offset}" if "." in stamp else f"{stamp}.000{offset}"


def plain_time(text: str) -> str:
    """Give a time of the service as an event time; the text itself where it is none."""
    match = re.fullmatch(r"(.{10}T.{8})(\.[0-9]{3})?([+-][0-9]{2}):?([0-9]{2})", text)
    if match is None:
        return text
    fraction = "" if match[2] in (None, ".000") else match[2]
    return f"{match[1]}{fraction}{match[3]}:{match[4]}"
