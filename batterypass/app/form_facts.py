"""What the ledger knows of a consignment of waste, as plain facts that forms are filled from.

A fact has a name of this program (``generator.street``, ``waste.quantity``), the same for every form;
:mod:`batterypass.app.form_sources` says which box of which form needs which. What is not known is not
in the result: nothing is guessed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.app.manifests import manifest_content
from batterypass.app.paper_signatures import carriers_of
from batterypass.app.read import read_entry
from batterypass.domain.clock import day_of
from batterypass.regulations.manifest_fields import Situation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from batterypass.app.session import Session
    from batterypass.documents.content import ManifestContent, ManifestParty, Signature
    from batterypass.domain.states import ConsignmentState, PartyState

#: Schemes of registrations under which a party has an EPA identification number.
EPA_SCHEMES = ("EPA-ID", "US-EPA", "EPA")
#: Schemes of registrations and permits of carriers and sites in the EU and the UK.
_REGISTRATIONS = (
    "CBD", "SEPA-CARRIER", "NI-CARRIER", "EPR-SITE", "EAWML", "SEPA-SITE", "WFD-23", "WFD-26",
    "VAT", "EORI",
)  # fmt: skip
_PARTS = (
    "name", "street", "ext_no", "int_no", "colonia", "postal_code", "municipality", "state",
    "phone", "email",
)  # fmt: skip


def form_facts(session: Session, consignment: ConsignmentState) -> dict[str, str]:
    """Give every fact that is known. Raises InputError for a consignment without waste."""
    # A paper that proves something: without a code the state would be that of a draft.
    content = manifest_content(session, consignment, code=b"\0")
    found = {
        **dict(_of_parties(session, consignment, content)),
        **dict(_of_waste(consignment)),
        **dict(_of_steps(consignment, content)),
        "emergency_phone": _emergency(session, consignment),
        "handling_instructions": content.handling,
        "route": content.route,
        "vehicle.type": content.vehicle_type,
        "vehicle.plate": content.vehicle_plate,
    }
    return {name: text for name, text in found.items() if text}


def _of_carriers(
    session: Session, consignment: ConsignmentState, content: ManifestContent
) -> Iterator[tuple[str, str, str, ManifestParty]]:
    """Give role, party, site and card of each carrier: ``transporter``, then ``transporter2``."""
    names = carriers_of(session, consignment)
    for number, (name, card) in enumerate(zip(names, content.transporters, strict=True), start=1):
        yield carrier_role(number), name, "", card


def carrier_role(number: int) -> str:
    """Name the role of a carrier by its place: the boxes of a form are those of the first."""
    return "transporter" if number == 1 else f"transporter{number}"


def _emergency(session: Session, consignment: ConsignmentState) -> str:
    """Give the emergency contact where the section that seals it is here."""
    private = read_entry(session, consignment.entries["offered"]).private
    return str(private.get("personal", {}).get("emergency_contact", ""))


def _of_parties(
    session: Session, consignment: ConsignmentState, content: ManifestContent
) -> Iterator[tuple[str, str]]:
    transporter, facility = content.transporters[0], content.facility
    for role, party_id, site, card in (
        ("generator", consignment.consignor, consignment.offered_site, content.generator),
        *_of_carriers(session, consignment, content),
        ("consignee", consignment.consignee, consignment.consignee_site, facility),
    ):
        for part in _PARTS:
            yield f"{role}.{part}", str(getattr(card, part))
        party = session.world.party(party_id)
        if party is not None:
            yield from _of_card(role, party, site, card)
    yield "transporter.semarnat_authorisation", transporter.authorisation
    yield "transporter.sct_permit", transporter.transport_permit
    yield "consignee.semarnat_authorisation", facility.authorisation


def _of_card(
    role: str, party: PartyState, site: str, card: ManifestParty
) -> Iterator[tuple[str, str]]:
    numbers = {one["scheme"]: one["number"] for one in party.registrations}
    sites = {one["site_id"]: one for one in party.sites}
    chosen = sites.get(site) or (party.sites[0] if party.sites else {})
    yield f"{role}.nra", card.nra
    yield f"{role}.epa_id", next((numbers[one] for one in EPA_SCHEMES if one in numbers), "")
    yield (
        f"{role}.registration",
        next((numbers[one] for one in _REGISTRATIONS if one in numbers), ""),
    )
    yield f"{role}.country", str(chosen.get("address", {}).get("country", "") or party.country)


def _of_waste(consignment: ConsignmentState) -> Iterator[tuple[str, str]]:
    waste, transport = consignment.waste, consignment.transport
    yield "manifest_no", waste["manifest_no"]
    yield "waste.name", waste["waste_name"]
    yield "waste.cretib", waste.get("cretib", "")
    yield "waste.codes", ", ".join(waste.get("waste_codes", ()))
    yield "waste.container_type", waste["container_type"]
    yield "waste.container_count", str(waste["container_count"])
    yield "waste.container_capacity", waste.get("container_capacity_kg", "")
    yield "waste.quantity", consignment.declared_kg
    yield "waste.unit", "kg"
    yield "waste.class", waste["waste_class"]
    yield "waste.operation", waste["operation"]
    if transport:
        yield "transport.un", transport["un_number"]
        yield (
            "transport.description",
            f"{transport['un_number']}, {transport['proper_shipping_name']},"
            f" {transport['transport_class']}",
        )


def _of_steps(consignment: ConsignmentState, content: ManifestContent) -> Iterator[tuple[str, str]]:
    for role, signature in (
        ("generator", content.generator_signature),
        ("transporter", content.transporter_signature),
        ("consignee", content.facility_signature),
    ):
        yield from _of_signature(role, signature)
    yield "consignee.receiver_name_role", content.receiver
    notes = (one.es for one in content.notes)
    yield "consignee.remarks", " · ".join(filter(None, (content.remarks, *notes)))
    yield "received.at", consignment.received_at
    yield "received.quantity", consignment.measured_kg
    if consignment.state in ("received", "partially_received", "rejected", "returned"):
        turned_away = consignment.state in ("rejected", "returned")
        yield "received.accepted", "no" if turned_away else "yes"
    treated = consignment.after.get("certified", {})
    yield "treatment.operation", str(treated.get("operation", ""))
    yield "treatment.date", str(treated.get("treated_on", ""))


def _of_signature(role: str, signature: Signature | None) -> Iterator[tuple[str, str]]:
    if signature is None:
        return
    yield f"{role}.signed_name", signature.name
    yield f"{role}.signed_date", day_of(signature.at)


def situation_of(consignment: ConsignmentState, facts: dict[str, str]) -> Situation:
    """Say what decides whether a conditional box must be filled in."""
    outcomes = {line.get("outcome", "") for line in consignment.items.values()}
    start, end = facts.get("generator.country", ""), facts.get("consignee.country", "")
    return Situation(
        is_hazardous=consignment.waste["waste_class"] == "hazardous",
        has_transport=bool(consignment.transport),
        crosses_border=bool(start and end and start != end),
        is_export=start == "US" and bool(end) and end != "US",
        is_received=consignment.state in ("received", "partially_received"),
        has_discrepancy=bool(outcomes & {"missing", "surplus", "damaged", "rejected", "returned"}),
        is_rejected_in_part=consignment.state == "partially_received",
        is_rejected=consignment.state in ("rejected", "returned"),
    )
