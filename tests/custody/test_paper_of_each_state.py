"""The paper of a consignment in each state of a real ledger: what it says, and what a check says."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest

from app import yard as yards
from batterypass import bootstrap
from batterypass.app import checking, papers
from batterypass.app.emanifest import emanifest_of
from batterypass.app.manifests import form_of, manifest_content
from batterypass.documents.attached import open_pdf
from batterypass.documents.content import ManifestContent
from batterypass.documents.manifest import render_manifest
from batterypass.documents.paper_states import marks_of
from custody.test_workflow_cases import COLLECT, GATE, OFFER, PART, RECEIVE, REJECT
from custody.truck import CARRIER, MAKER, SECOND, Step, Truck, at

PAPER = at("11-23T09:00", "paper", step="collected")
SIGNED_LATER = at("11-23T12:00", "countersign")
TRANSFER = at("11-23T09:00", "transfer")
SECOND_COLLECTS = at("11-23T09:10", "collect", by=SECOND, vehicle_type="Torton")
RETURN = at("11-24T09:00", "return")
DIFFERS = at("11-23T10:40", "receive", lines={1: "damaged", 2: "missing"})
#: Steps -> state of the paper, its marks, and the beginning of each note.
WAYS: dict[str, tuple[tuple[Step, ...], str, tuple[str, ...], tuple[str, ...]]] = {
    "offered": ((OFFER,), "generator_signed", (), ()),
    "in transit": ((OFFER, COLLECT), "in_transit", (), ()),
    "at the gate": (GATE, "arrived", (), ()),
    "received": ((*GATE, RECEIVE), "received", (), ()),
    "differs": ((*GATE, DIFFERS), "received_with_differences", (), ()),
    "in part": ((*GATE, PART), "partially_rejected", (), ("RECHAZADO: 1 artículo",)),
    "rejected": ((*GATE, REJECT), "rejected", (), ("RECHAZADO: 2 artículos",)),
    "returned": (
        (*GATE, REJECT, RETURN), "returned", (), ("RECHAZADO: 2", "DEVUELTO el 2026-11-24: 2"),
    ),
    "voided": ((OFFER, at("11-23T09:00", "void")), "cancelled", (), ()),
    "on paper": ((OFFER, PAPER), "in_transit", ("on_paper",), ()),
    "countersigned": ((OFFER, PAPER, SIGNED_LATER), "in_transit", ("countersigned",), ()),
    "let to another": ((OFFER, COLLECT, TRANSFER), "in_transit", (), ()),
    "second carrier": ((OFFER, COLLECT, TRANSFER, SECOND_COLLECTS), "in_transit", (), ()),
}  # fmt: skip


def play(truck: Truck, way: str) -> None:
    for step in WAYS[way][0]:
        truck.do(step)


def content_of(truck: Truck) -> ManifestContent:
    return manifest_content(truck.yard.session, truck.consignment(), code=b"x")


def issue(truck: Truck) -> papers.Paper:
    yard, state = truck.yard, truck.consignment()
    yard.ledger.log(papers.PREPARED, papers.prepared_form(yard.session, state), actor=MAKER)
    paper = papers.render_paper(yard.session, truck.consignment(), "es")
    yard.ledger.log(papers.ISSUED, papers.issued_form(state, paper), actor=MAKER)
    return paper


@pytest.mark.parametrize("way", WAYS)
def test_a_paper_in_each_state_says_so_holds_and_is_the_same_twice(way: str, truck: Truck) -> None:
    _, state, marks, notes = WAYS[way]
    play(truck, way)
    content = content_of(truck)
    assert (content.state, marks_of(content)) == (state, marks)
    assert len(content.notes) == len(notes)
    for note, begins in zip(content.notes, notes, strict=True):
        assert note.es.startswith(begins)
        assert "{" not in note.es + note.en
    paper = issue(truck)
    session = truck.yard.session
    found = checking.check_paper(session, paper.pdf)
    assert found.holds is True
    assert found.newer == ()
    assert found.now is not None
    assert found.now.state == state
    assert papers.render_paper(session, truck.consignment(), "es").pdf == paper.pdf


def test_an_old_paper_is_genuine_and_the_check_tells_what_came_since(truck: Truck) -> None:
    truck.do(OFFER)
    paper = issue(truck)
    entry = len(truck.yard.ledger)
    for step in (COLLECT, at("11-23T10:00", "deliver"), REJECT):
        truck.do(step)
    found = checking.check_paper(truck.yard.session, paper.pdf)
    assert found.holds is True
    assert len(found.newer) == 3
    assert min(found.newer) >= entry
    assert found.now is not None
    assert found.now.state == "rejected"


def test_a_countersignature_makes_a_new_paper_and_the_old_one_stays_genuine(truck: Truck) -> None:
    play(truck, "on paper")
    alone = issue(truck)
    assert content_of(truck).transporter_signature is not None
    truck.do(SIGNED_LATER)
    found = checking.check_paper(truck.yard.session, alone.pdf)
    assert found.holds is True
    assert len(found.newer) == 1
    later = issue(truck)
    assert later.pdf != alone.pdf
    signed = content_of(truck).transporter_signature
    assert signed is not None
    assert (signed.name, signed.recorded_by) == (
        "En Papel, S.A.", "Planta Apodaca, S.A. de C.V."
    )  # fmt: skip
    assert signed.countersigned is not None
    assert signed.countersigned.key_id == truck.yard.ring.kids(CARRIER, "daily")[0][:16]
    statements = [name for name in open_pdf(later.pdf).files if name.endswith(".cose")]
    assert f"{found.newer[0]}.cose" in statements, "what is printed is proven by the attachment"


def test_the_first_carrier_keeps_its_box_when_another_takes_the_load(truck: Truck) -> None:
    play(truck, "let to another")
    waits = content_of(truck)
    assert [one.name for one in waits.transporters] == [
        "Transportes Camino Real, S.A. de C.V.", "Ruta Dos"
    ]  # fmt: skip
    assert waits.legs[0].signature is None
    truck.do(SECOND_COLLECTS)
    now = content_of(truck)
    assert now.transporters == waits.transporters
    assert now.transporters[1].authorisation == "PS/RME-208/26"
    assert now.transporter_signature == waits.transporter_signature
    second = now.legs[0]
    assert second.vehicle_type == "Torton"
    assert second.signature is not None
    assert second.signature.key_id == truck.yard.ring.kids(SECOND, "daily")[0][:16]


def test_a_permit_that_comes_before_the_second_carrier_loads_is_on_its_paper(truck: Truck) -> None:
    third = "https://ruta-tres.example"
    yards.register(truck.yard.at("11-23T07:00"), third, "Ruta Tres", ["carrier"], "base-3")
    for step in (OFFER, COLLECT, at("11-23T09:00", "transfer", to=third)):
        truck.do(step)
    assert content_of(truck).transporters[1].authorisation == ""
    yards.grant(
        truck.yard.at("11-23T09:05"), "MX-STATE", "PS/RME-209/26", third, "base-3", "transport",
        "special_handling",
    )  # fmt: skip
    assert content_of(truck).transporters[1].authorisation == "", "no paper changes by itself"
    truck.do(at("11-23T09:10", "collect", by=third))
    assert content_of(truck).transporters[1].authorisation == "PS/RME-209/26"


def test_the_e_manifest_names_the_carriers_in_order(truck: Truck) -> None:
    play(truck, "second carrier")
    found = emanifest_of(truck.yard.session, truck.consignment(), bootstrap.workflow())
    assert [one.name for one in found.transporters] == [
        "Transportes Camino Real, S.A. de C.V.", "Ruta Dos"
    ]  # fmt: skip


def test_a_transfer_that_nobody_took_is_not_on_the_paper_of_the_arrival(truck: Truck) -> None:
    play(truck, "let to another")
    truck.do(at("11-23T10:00", "deliver"))
    assert len(content_of(truck).transporters) == 1


def test_another_print_around_the_signed_data_is_told(truck: Truck) -> None:
    play(truck, "rejected")
    paper = issue(truck)
    state, session = truck.consignment(), truck.yard.session
    files = open_pdf(paper.pdf).files
    size = paper.prepared.size if paper.prepared else 0
    content = manifest_content(
        session, state, code=files[papers.CODE_FILE], checkpoint_size=size
    )  # fmt: skip
    again = render_manifest(content, form_of(state), "es", sorted(files.items()))
    assert again == paper.pdf, "nothing but the state is changed below"
    forged = render_manifest(
        replace(content, state="received"), form_of(state), "es", sorted(files.items())
    )
    verdicts = {one.name: one.holds for one in checking.check_paper(session, forged).verdicts}
    assert verdicts == {"data": True, "chain": True, "print": False}


def test_a_changed_attachment_is_told_and_so_is_one_that_another_program_changed(
    truck: Truck,
) -> None:
    play(truck, "received")
    paper = issue(truck)
    state, session = truck.consignment(), truck.yard.session
    files = open_pdf(paper.pdf).files
    name = next(one for one in sorted(files) if one.endswith(papers.STATEMENT_SUFFIX))
    spoilt = {**files, name: files[name][:-1] + bytes([files[name][-1] ^ 1])}
    content = manifest_content(session, state, code=files[papers.CODE_FILE])
    forged = render_manifest(content, form_of(state), "es", sorted(spoilt.items()))
    verdicts = {one.name: one.holds for one in checking.check_paper(session, forged).verdicts}
    assert verdicts["data"] is False
    assert verdicts["print"] is False
    with pikepdf.open(io.BytesIO(paper.pdf)) as opened:
        assert {
            key: one.get_file().read_bytes() for key, one in opened.attachments.items()
        } == files
        del opened.attachments[name]
        saved = io.BytesIO()
        opened.save(saved)
    found = checking.check_paper(session, saved.getvalue())
    assert (found.holds, found.verdicts[0].reason) == (False, "paper.data-lacks")
    assert found.verdicts[2].reason == "paper.print-resaved"
