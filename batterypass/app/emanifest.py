"""A consignment of waste as EPA's e-Manifest sees it (``us_epa_8700_22``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.app.form_facts import carrier_role, form_facts
from batterypass.app.manifests import manifest_content
from batterypass.app.read import read_entry
from batterypass.domain.base import number_text
from batterypass.domain.on_scale import loaded_kg
from batterypass.errors import InputError
from batterypass.exchange.emanifest import EManifest, EWaste, Handler
from batterypass.regulations.workflow import workflow_state
from batterypass.texts.values import VALUE_WORDS

if TYPE_CHECKING:
    from batterypass.app.session import Session
    from batterypass.documents.content import ManifestContent, ManifestParty
    from batterypass.domain.states import ConsignmentState
    from batterypass.regulations.workflow import Workflow

FORM = "us_epa_8700_22"
#: States that the service has no word of its own for: the facility has signed all the same.
_SIGNED = frozenset(
    {"partially_rejected", "rejected", "original_returned", "processing_certified", "closed"}
)
#: State of the consignment -> the service's word, and the step that says why.
_REJECTIONS = {
    "partially_received": ("PartialReject", "partially-received"),
    "rejected": ("FullReject", "rejected"),
    "returned": ("FullReject", "rejected"),
}


def emanifest_of(session: Session, consignment: ConsignmentState, workflow: Workflow) -> EManifest:
    """Give the manifest. Raises InputError for one without waste, and for one that was voided."""
    facts = form_facts(session, consignment)
    state = workflow_state(consignment)
    words = workflow.maps[FORM]
    if state not in _SIGNED and state not in words:
        raise InputError(
            f"{consignment.consignment} was voided: e-Manifest takes no manifest that never left",
            code="manifest.was-voided", consignment=consignment.consignment,
        )  # fmt: skip
    content = manifest_content(session, consignment, code=b"\0")

    def handler(role: str, party: ManifestParty) -> Handler:
        return Handler(
            epa_id=facts.get(f"{role}.epa_id", ""),
            name=party.name,
            street=party.street,
            number=party.ext_no,
            city=party.municipality,
            state=party.state,
            country=facts.get(f"{role}.country", ""),
            postal_code=party.postal_code,
            phone=party.phone,
            email=party.email,
        )

    # By the consignment: what is said after the truck leaves what was turned away as it was.
    rejection, step = _REJECTIONS.get(consignment.state, ("", ""))
    return EManifest(
        number=content.number,
        status="Signed" if state in _SIGNED else words[state],
        shipped_at=consignment.collected_at,
        received_at=consignment.received_at,
        generator=handler("generator", content.generator),
        transporters=tuple(
            handler(carrier_role(number), party)
            for number, party in enumerate(content.transporters, start=1)
        ),
        facility=handler("consignee", content.facility),
        wastes=(_waste(consignment, content, facts.get("transport.description", "")),),
        handling=content.handling,
        emergency_phone=facts.get("emergency_phone", ""),
        rejection=rejection,
        rejection_reason=_reason(session, consignment, step),
        origin=session.origin,
    )


def _reason(session: Session, consignment: ConsignmentState, step: str) -> str:
    """Give the reason of a step that turned something away, in the service's language."""
    index = consignment.entries.get(step)
    if index is None:
        return ""
    reason = str(read_entry(session, index).payload["reason"])
    words = VALUE_WORDS.get(reason)
    return words.en if words is not None else reason


def _waste(consignment: ConsignmentState, content: ManifestContent, dot_description: str) -> EWaste:
    waste, transport = consignment.waste, consignment.transport
    return EWaste(
        description=waste["waste_name"],
        un_number=transport["un_number"] if transport else "",
        dot_description=dot_description,
        mass_kg=number_text(loaded_kg(consignment)),
        container_count=waste["container_count"],
        container_type=waste["container_type"].strip().upper(),
        codes=tuple(waste.get("waste_codes", ())),
        is_epa_waste=waste["waste_class"] == "hazardous",
        discrepancy=_discrepancy(content),
        entries=content.source.entries,
    )


def _discrepancy(content: ManifestContent) -> str:
    """Say what differs, where the paper says that something does."""
    found = content.difference
    if found is None or content.state not in ("received_with_differences", "partially_rejected"):
        return ""
    parts = [f"declared {found.declared_kg} kg, weighed {found.measured_kg} kg"]
    parts += [
        f"{count} {word}"
        for count, word in (
            (found.missing, "missing"), (found.surplus, "surplus"), (found.damaged, "damaged"),
        )
        if count
    ]  # fmt: skip
    return "; ".join(parts)
