"""Waste manifests: a consignment that carries waste, in the boxes of a form.

What is printed rests on the log up to the consignment's last main entry, or its last correction, and
on the paper that was prepared for it (:mod:`batterypass.app.papers`), never on what the log says later: the same state
gives the same content for ever. What a party sealed for this consignment is printed where the
section is here.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any, cast

from batterypass.app.paper_corrections import entries_shown, paper_corrections
from batterypass.app.paper_notes import notes_of
from batterypass.app.paper_signatures import carriages, leg_of, signature_of
from batterypass.app.permits import carrier_evidence, consignee_evidence
from batterypass.app.read import EntryView, read_entry
from batterypass.app.wording import name_of, source_at
from batterypass.documents.content import (
    Classification,
    Condition,
    Difference,
    ManifestContent,
    ManifestItem,
    ManifestParty,
    ManifestState,
    Outcome,
    Transport,
    WasteLine,
    Words,
)
from batterypass.domain.base import decimal_of, number_text
from batterypass.domain.clock import day_of
from batterypass.domain.ids import printed_id
from batterypass.domain.on_scale import is_apart, listed, loaded_kg, received_kg
from batterypass.errors import InputError
from batterypass.ports import LANE_MAIN
from batterypass.regulations.classify import STRICTNESS, classify
from batterypass.regulations.tables import jurisdiction_of, tolerance_percent
from batterypass.regulations.workflow import workflow_state
from batterypass.statements.cose import parse_statement
from batterypass.statements.payload import parse_payload

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from batterypass.app.session import Session
    from batterypass.documents.forms import FormName
    from batterypass.domain.states import ConsignmentState, PartyState

#: Steps that end a journey, the one that counts first.
_ENDS = ("received", "partially-received", "rejected")
_CLASSES = {
    "hazardous": Words("residuo peligroso", "hazardous waste"),
    "special_handling": Words("residuo de manejo especial", "special-handling waste"),
    "any": Words("residuo no peligroso", "waste that is not hazardous"),
}


def form_of(consignment: ConsignmentState) -> FormName:
    """Give the sheet that is printed in Mexico for the class of the waste.

    Raises InputError for a consignment without waste.
    """
    if not consignment.waste:
        raise InputError(
            f"{consignment.consignment} carries no waste, so it has no manifest; batterypass show"
            f" {consignment.entries.get('offered', 0)} shows the offer",
            code="manifest.no-waste",
            consignment=consignment.consignment,
            entry=consignment.entries.get("offered", 0),
        )
    hazardous = consignment.waste["waste_class"] == "hazardous"
    return "mx_semarnat" if hazardous else "mx_special_handling"


def manifest_content(
    session: Session,
    consignment: ConsignmentState,
    *,
    code: bytes = b"",
    checkpoint_size: int = 0,
) -> ManifestContent:
    """Fill a manifest from the log.

    ``code`` is what proves the paper, and ``checkpoint_size`` the size of the checkpoint in it.
    Without a code it is a draft: the state says so.
    """
    form_of(consignment)
    indices = entries_shown(session, consignment)
    views = [read_entry(session, index) for index in indices]
    by_index = dict(zip(indices, views, strict=True))
    # By the step, not by the kind: a step that stands on paper is the step all the same.
    entries = {
        step: by_index[index] for step, index in consignment.entries.items() if index in by_index
    }
    end = next((step for step in _ENDS if step in entries), _ENDS[0])
    on_the_road = carriages(consignment, by_index.items())
    on_collection = [_sealed(one.collected) if one.collected else {} for one in on_the_road]
    first, collected = on_the_road[0], on_collection[0]
    offered, received = (
        _sealed(entries[one]) if one in entries else {} for one in ("offered", end)
    )
    waste = consignment.waste
    last = indices[-1]
    at_offer = consignment.entries["offered"]
    return ManifestContent(
        number=waste["manifest_no"],
        issuer=name_of(session, waste["issuer"]),
        series=waste.get("series", ""),
        state=_state(session, consignment) if code else "draft",
        offered_on=day_of(consignment.offered_at),
        generator=party_boxes(session, consignment.consignor, consignment.offered_site, {}),
        transporters=tuple(
            party_boxes(
                session,
                one.carrier,
                "",
                carrier_evidence(session, replace(consignment, carrier=one.carrier), one.since),
            )
            for one in on_the_road
        ),
        facility=party_boxes(
            session,
            consignment.consignee,
            consignment.consignee_site,
            consignee_evidence(session, consignment, at_offer),
        ),
        lines=(_line(consignment),),
        items=tuple(_item(session, consignment, name) for name in listed(consignment)),
        source=source_at(session, checkpoint_size or last + 1, indices),
        event_root=sha256(b"".join(bytes.fromhex(view.digest) for view in views)).hexdigest(),
        code=code,
        handling=offered.get("handling_instructions", ""),
        vehicle_type=_vehicle(consignment, first.collected, is_only=len(on_the_road) == 1),
        vehicle_plate=collected.get("vehicle_plate", ""),
        route=offered.get("route", ""),
        receiver=", ".join(
            text
            for text in (received.get("receiver_name", ""), received.get("receiver_role", ""))
            if text
        ),
        remarks=" · ".join(
            filter(None, (one.get("remarks", "") for one in (offered, *on_collection, received)))
        ),
        notes=notes_of(session, consignment, views),
        generator_signature=signature_of(
            session,
            entries.get("offered"),
            consignment.consignor,
            views,
            name=offered.get("responsible_name", ""),
        ),
        transporter_signature=signature_of(
            session,
            first.collected,
            first.carrier,
            views,
            name=collected.get("driver_name", ""),
        ),
        facility_signature=signature_of(
            session,
            entries.get(end),
            consignment.consignee,
            views,
            name=received.get("receiver_name", ""),
            role=received.get("receiver_role", ""),
        ),
        legs=tuple(
            leg_of(session, one, texts, views)
            for one, texts in zip(on_the_road[1:], on_collection[1:], strict=True)
        ),
        difference=_difference(consignment),
        classification=_classification(session, consignment),
        transport=_transport(consignment),
        corrections=paper_corrections(session, consignment.subject),
    )


def _state(session: Session, consignment: ConsignmentState) -> ManifestState:
    """Give the state of the paper. A mass within the tolerance of the tables is no difference."""
    if consignment.state == "returned":
        # The workflow has no word of its own for it; who has the load back needs one.
        return "returned"
    found = _difference(consignment)
    if found is None or consignment.state != "received":
        # What is said after the truck makes papers of its own, not another state of this one.
        return cast("ManifestState", workflow_state(replace(consignment, after={})))
    day = day_of(consignment.received_at)
    percent = tolerance_percent(session.around.regulations, "consignment", day) or "0"
    apart = is_apart(received_kg(consignment.items), decimal_of(found.measured_kg), percent)
    differs = apart or found.missing or found.surplus or found.damaged
    return "received_with_differences" if differs else "received"


def _vehicle(consignment: ConsignmentState, collected: EntryView | None, *, is_only: bool) -> str:
    """Give the first carrier's kind of vehicle; the state has that of the last one, as corrected."""
    if is_only or collected is None:
        return consignment.vehicle_type
    return str(collected.payload.get("vehicle_type", ""))


def party_boxes(
    session: Session, party_id: str, site_id: str, permits: Mapping[str, str]
) -> ManifestParty:
    """Fill the boxes of a party; ``permits`` are its numbers by scheme."""
    party = session.world.party(party_id)
    if party is None:
        return ManifestParty(name=party_id)
    sites = {site["site_id"]: site for site in party.sites}
    site: dict[str, Any] = sites.get(site_id) or (party.sites[0] if party.sites else {})
    address: dict[str, str] = site.get("address", {})
    # The S.C.T. permit has a box of its own; the other number is SEMARNAT's or the state's.
    own = [number for scheme, number in sorted(permits.items()) if scheme != "MX-SICT"]
    return ManifestParty(
        name=name_of(session, party_id),
        nra=site.get("nra", "") or _registration(party, "NRA"),
        street=address.get("street", ""),
        ext_no=address.get("ext_no", ""),
        int_no=address.get("int_no", ""),
        colonia=address.get("colonia", ""),
        postal_code=address.get("postal_code", ""),
        municipality=address.get("municipality", ""),
        state=address.get("state", ""),
        phone=site.get("phone", ""),
        email=site.get("email", ""),
        authorisation=", ".join(own),
        transport_permit=permits.get("MX-SICT", ""),
    )


def _registration(party: PartyState, scheme: str) -> str:
    return next((one["number"] for one in party.registrations if one["scheme"] == scheme), "")


def _line(consignment: ConsignmentState) -> WasteLine:
    waste, transport = consignment.waste, consignment.transport
    count = waste["container_count"]
    capacity = waste.get("container_capacity_kg", "")
    notes = [*waste.get("waste_codes", []), transport["un_number"] if transport else ""]
    return WasteLine(
        name=waste["waste_name"],
        quantity=consignment.declared_kg,
        unit="kg",
        cretib=waste.get("cretib", ""),
        container_type=f"{count} × {waste['container_type']}",
        container_capacity=f"{capacity} kg" if capacity else "",
        labelled=None,
        note=" · ".join(note for note in notes if note),
    )


def _item(session: Session, consignment: ConsignmentState, name: str) -> ManifestItem:
    line = consignment.items[name]
    item = session.world.item(name)
    return ManifestItem(
        printed_id=printed_id(name),
        serial=item.serial if item is not None else "",
        # Nobody decided how a surplus item travels: it was not in the offer.
        un="" if line.get("outcome") == "surplus" else consignment.transport.get("un_number", ""),
        condition=cast("Condition", line.get("condition", "")),
        declared_kg=line.get("mass_kg", ""),
        is_weighed=consignment.mass_basis == "weighed",
        received_kg=line.get("received_kg", ""),
        outcome=cast("Outcome", line.get("outcome", "")),
    )


def _difference(consignment: ConsignmentState) -> Difference | None:
    if consignment.state not in ("received", "partially_received"):
        return None
    outcomes = [line.get("outcome", "") for line in consignment.items.values()]
    return Difference(
        declared_kg=number_text(loaded_kg(consignment)),
        expected_kg=number_text(received_kg(consignment.items)),
        measured_kg=consignment.measured_kg,
        missing=outcomes.count("missing"),
        surplus=outcomes.count("surplus"),
        damaged=outcomes.count("damaged"),
    )


def _classification(session: Session, consignment: ConsignmentState) -> Classification:
    """Say which row made this waste what the offer says, and on which days (D9)."""
    waste = consignment.waste
    ledger = session.world.ledger()
    regulations, day = session.around.regulations, day_of(consignment.offered_at)
    jurisdiction = jurisdiction_of(regulations, ledger.profile if ledger else "", day)
    declared = waste["waste_class"] == "hazardous"
    found = [
        classify(regulations, jurisdiction, day, waste["stream"], condition, declared)
        for condition in sorted(
            # A surplus item was not declared, so nobody said its condition at the offer.
            {line["condition"] for line in consignment.items.values() if "mass_kg" in line}
        )
    ]
    strictest = max(found, key=lambda one: STRICTNESS[one.waste_class])
    return Classification(
        result=_CLASSES[waste["waste_class"]],
        regime=waste["regime"],
        table_hash=waste["table_sha256"],
        reason=Words(strictest.reason.text("es"), strictest.reason.text("en")),
        declared_on=waste_since(session, consignment.items, consignment.entries["offered"]),
        offered_on=day,
    )


def waste_since(session: Session, items: Iterable[str], below: int) -> str:
    """Give the first day on which one of some items became waste, as the log below an entry knows.

    Empty where none of them did.
    """
    days = (_waste_since(session, name, below) for name in items)
    return min(filter(None, days), default="")


def _waste_since(session: Session, item: str, below: int) -> str:
    """Give the day on which an item became waste, as the log below an entry knows it."""
    for entry in reversed(session.store.entries_of(item, lanes=(LANE_MAIN,))):
        if entry >= below:
            continue
        payload = parse_payload(parse_statement(session.store.statement(entry)).payload)
        if payload["kind"] in ("item.declared-waste", "item.dismantled"):
            return day_of(payload["event_time"])
    return ""


def _transport(consignment: ConsignmentState) -> tuple[Transport, ...]:
    decision = consignment.transport
    if not decision:
        return ()
    return (
        Transport(
            un=decision["un_number"],
            name=decision["proper_shipping_name"],
            hazard_class=decision["transport_class"],
            packing_instruction=decision["packing_instruction"],
            statements=tuple(decision["statements"]),
            edition=f"{decision['regime']} {decision['edition']}",
        ),
    )


def _sealed(view: EntryView) -> dict[str, str]:
    return {name: str(value) for values in view.private.values() for name, value in values.items()}
