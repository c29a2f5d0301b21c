"""Papers: prepared once, the same bytes for ever, and a code that proves itself with no network."""

from __future__ import annotations

import io
import re
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader

from app import yard as yards
from batterypass.app import checking, offers, papers
from batterypass.app.labels import items_since, label_content, label_verdict
from batterypass.app.manifests import manifest_content
from batterypass.app.passports import passport_content, passport_form, passport_view
from batterypass.documents.attached import open_pdf
from batterypass.documents.labels import render_labels
from batterypass.documents.passport import render_passport
from batterypass.documents.read_back import read_codes
from batterypass.errors import BrokenError, InputError, MalformedError
from batterypass.evidence.paper import MAX_BYTES, PaperCode
from batterypass.statements.cose import parse_statement
from batterypass.statements.notekeys import NoteVerifier
from batterypass.statements.payload import parse_payload
from batterypass.statements.verifiers import parse_base64url

PACKS = yards.PACKS
NUMBER = "M-2026-00418"


@pytest.fixture
def yard(tmp_path_factory: pytest.TempPathFactory) -> yards.Yard:
    """Three packs of waste, offered."""
    yard = yards.make_yard(tmp_path_factory.mktemp("papers"))
    yard.at("11-20T09:00").log(
        "item.declared-waste", yards.MAKER, items=list(PACKS[:3]), reason="end_of_life",
        stream="whole_battery",
    )  # fmt: skip
    yard.at("11-23T08:10")
    chosen = offers.lines_of([yard.session.world.item(name) for name in PACKS[:3]])
    proposal = offers.propose_transport(yard.session, chosen, "2026-11-23", operation="reciclaje")
    assert proposal is not None
    whole = offers.Offer(
        NUMBER, yards.CARRIER, yards.RECYCLER, "patio-1", chosen,
        waste=offers.Waste(
            NUMBER, yards.MAKER, "reciclaje", "special_handling", "Tarima", 3, "Baterías"
        ),
        transport=proposal.decision,
        private={"personal": {"responsible_name": "Ana Peña"}},
    )  # fmt: skip
    form = offers.offer_form(yard.session, whole, "2026-11-23")
    yard.log("consignment.offered", yards.MAKER, **form)
    return yard


def collect(yard: yards.Yard) -> None:
    subject = yard.ledger.consignment(NUMBER).subject
    yard.at("11-23T08:40").log(
        "consignment.collected", yards.CARRIER, consignment=subject, loaded=list(PACKS[:3])
    )


def prepare(yard: yards.Yard, actor: str = yards.MAKER) -> Any:
    state = yard.ledger.consignment(NUMBER)
    form = papers.prepared_form(yard.session, state)
    return yard.ledger.log(papers.PREPARED, form, actor=actor)


def issue(yard: yards.Yard, lang: Any = "es", actor: str = yards.MAKER) -> papers.Paper:
    """Prepare, render and issue, as the command does."""
    prepare(yard, actor)
    state = yard.ledger.consignment(NUMBER)
    paper = papers.render_paper(yard.session, state, lang)
    yard.ledger.log(papers.ISSUED, papers.issued_form(state, paper), actor=actor)
    return paper


def pictures(pdf: bytes) -> list[Any]:
    document = pypdfium2.PdfDocument(pdf)
    return [page.render(scale=300 / 72, grayscale=True).to_pil() for page in document]


def text_of(pdf: bytes) -> str:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


# --- the same bytes ---------------------------------------------------------------------------


def test_the_same_state_gives_the_same_bytes_though_others_go_on_writing(yard: yards.Yard) -> None:
    first = issue(yard)
    for number in range(3):
        yard.at(f"11-23T09:{number:02}").log(
            "item.assessed", yards.MAKER, item=PACKS[0], condition="serviceable",
            soc_percent=str(20 + number), method="bms_reading",
        )  # fmt: skip
    # Papers that would print otherwise if they looked at the log as it is now.
    yards.grant(
        yard, "MX-STATE", "AA/NEWER/26", yards.RECYCLER, "patio-1", "reciclaje", "special_handling"
    )
    yards.grant(
        yard, "MX-STATE", "AA/NEWER/27", yards.CARRIER, "base-mty", "transport", "special_handling"
    )
    again = papers.render_paper(yard.session, yard.ledger.consignment(NUMBER), "es")
    assert again.pdf == first.pdf


def test_a_paper_survives_a_rebuild_of_the_ledger_and_another_process(yard: yards.Yard) -> None:
    from batterypass import bootstrap

    first = issue(yard)
    folder = yard.ring.folder
    yard.ledger.close()
    with bootstrap.open_ledger(folder / "yard.bp", read_only=True) as other:
        state = other.consignment(NUMBER)
        assert papers.render_paper(other.session, state, "es").pdf == first.pdf


def test_saying_it_again_signs_nothing(yard: yards.Yard) -> None:
    first = issue(yard)
    size = len(yard.ledger)
    assert prepare(yard).already
    assert papers.find_issued(yard.session, yard.ledger.consignment(NUMBER), first.digest)
    assert issue(yard).pdf == first.pdf
    assert len(yard.ledger) == size


def test_what_another_party_prepared_is_not_prepared_twice(yard: yards.Yard) -> None:
    first = issue(yard)
    found = papers.find_prepared(yard.session, yard.ledger.consignment(NUMBER))
    prepare(yard, yards.CARRIER)
    assert papers.find_prepared(yard.session, yard.ledger.consignment(NUMBER)) == found
    again = papers.render_paper(yard.session, yard.ledger.consignment(NUMBER), "es")
    assert again.pdf == first.pdf


def test_each_state_has_a_paper_of_its_own(yard: yards.Yard) -> None:
    offered = issue(yard)
    collect(yard)
    with pytest.raises(InputError, match="no paper is prepared"):
        papers.render_paper(yard.session, yard.ledger.consignment(NUMBER), "es")
    on_the_way = issue(yard, actor=yards.CARRIER)
    assert (offered.state, on_the_way.state) == ("generator_signed", "in_transit")
    assert offered.pdf != on_the_way.pdf


def test_the_checkpoint_of_a_paper_is_kept_for_ever(yard: yards.Yard) -> None:
    entry = prepare(yard).index
    for number in range(3):
        yard.at(f"11-24T09:{number:02}").log(
            "item.assessed", yards.MAKER, item=PACKS[3], condition="serviceable",
            soc_percent=str(number), method="bms_reading",
        )  # fmt: skip
    kept = [size for size, _, is_kept in yard.session.store.notes() if is_kept]
    assert kept == [entry + 1]
    assert yard.ledger.verify().authentic


# --- the code on the paper --------------------------------------------------------------------


def log_key(yard: yards.Yard) -> NoteVerifier:
    """Give the verifier from the log's public key alone, as an inspector has it."""
    ledger = yard.session.world.ledger()
    return NoteVerifier(yards.ORIGIN, parse_base64url(ledger.checkpoint_key, "key"))


@pytest.mark.parametrize("lang", ["es", "both"])
def test_the_code_is_read_from_the_page_and_proves_itself_offline(
    yard: yards.Yard, lang: str
) -> None:
    paper = issue(yard, lang)
    found = [code.bytes for code in zxingcpp.read_barcodes(pictures(paper.pdf)[0])]
    assert len(found) == 1
    code = PaperCode.parse(found[0])
    statement, checkpoint = code.verify([log_key(yard)], yards.ORIGIN)
    payload = parse_payload(statement.payload)
    assert payload["number"] == NUMBER
    assert payload["mass_kg"] == "1237.5"
    assert payload["un_lines"] == ["UN3480 BATERÍAS DE IÓN LITIO"]
    assert payload["count"] == 3
    assert checkpoint.size == code.index + 1
    assert str(checkpoint.size) in text_of(paper.pdf)


def test_a_code_with_one_bit_changed_proves_nothing(yard: yards.Yard) -> None:
    paper = issue(yard)
    body = open_pdf(paper.pdf).files[papers.CODE_FILE]
    survivors = []
    for place in range(0, len(body), 7):
        changed = bytearray(body)
        changed[place] ^= 1
        try:
            PaperCode.parse(bytes(changed)).verify([log_key(yard)], yards.ORIGIN)
        except (BrokenError, MalformedError):
            continue
        survivors.append(place)
    assert survivors == []


def test_the_code_still_fits_in_a_ledger_of_a_hundred_thousand_entries(yard: yards.Yard) -> None:
    """17 hashes lead to the root of 131,072 entries; the code stays 61 mm wide."""
    paper = issue(yard)
    code = PaperCode.parse(open_pdf(paper.pdf).files[papers.CODE_FILE])
    long = PaperCode(code.statement, 99_999, tuple([bytes(32)] * 17), code.checkpoint)
    assert len(long.encode()) <= MAX_BYTES


# --- what is printed --------------------------------------------------------------------------


def test_the_paper_names_the_permits_on_which_it_rests(yard: yards.Yard) -> None:
    content = manifest_content(yard.session, yard.ledger.consignment(NUMBER))
    assert content.state == "draft"
    assert content.facility.authorisation == "PS/RME-101/26"
    assert content.transporters[0].authorisation == "PS/RME-207/26"
    assert content.generator.nra == "PAP5I1903911"
    assert content.generator_signature is not None
    assert content.generator_signature.name == "Ana Peña"
    assert content.facility_signature is None
    assert content.classification is not None
    assert content.classification.declared_on == "2026-11-20"
    assert content.classification.offered_on == "2026-11-23"
    assert content.lines[0].container_type == "3 × Tarima"


def test_a_draft_says_so_and_carries_no_code(yard: yards.Yard) -> None:
    paper = papers.render_paper(yard.session, yard.ledger.consignment(NUMBER), "es", draft=True)
    assert paper.prepared is None
    assert "BORRADOR" in text_of(paper.pdf)
    assert open_pdf(paper.pdf).files == {}
    assert zxingcpp.read_barcodes(pictures(paper.pdf)[0]) == []


def test_a_reception_with_differences_is_printed_as_one(yard: yards.Yard) -> None:
    collect(yard)
    subject = yard.ledger.consignment(NUMBER).subject
    yard.at("11-23T10:40").log(
        "consignment.received", yards.RECYCLER, consignment=subject, at_site="patio-1",
        measured_mass_kg="1230",
        lines=[
            {"item": PACKS[0], "outcome": "received"},
            {"item": PACKS[1], "outcome": "damaged", "condition": "damaged_stable"},
            {"item": PACKS[2], "outcome": "missing"},
            {"item": PACKS[3], "outcome": "surplus"},
        ],
        private={"personal": {"receiver_name": "Luis Ríos", "receiver_role": "Jefe de patio"}},
    )  # fmt: skip
    state = yard.ledger.consignment(NUMBER)
    content = manifest_content(yard.session, state, code=b"x")
    assert content.state == "received_with_differences"
    assert content.difference is not None
    assert (content.difference.missing, content.difference.surplus) == (1, 1)
    assert content.difference.damaged == 1
    assert content.receiver == "Luis Ríos, Jefe de patio"
    assert content.classification is not None
    assert "sin daño" in content.classification.reason.es, "as offered, not as found"
    assert {item.outcome for item in content.items} == {
        "received", "damaged", "missing", "surplus",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("scale", "state"),
    [
        ("1237.50", "received"),
        ("1176", "received"),
        ("1175", "received_with_differences"),
        ("1300", "received_with_differences"),
    ],
)
def test_only_a_mass_beyond_the_tolerance_is_a_difference(
    yard: yards.Yard, scale: str, state: str
) -> None:
    collect(yard)
    subject = yard.ledger.consignment(NUMBER).subject
    yard.at("11-23T10:40").log(
        "consignment.received", yards.RECYCLER, consignment=subject, at_site="patio-1",
        measured_mass_kg=scale,
        lines=[{"item": name, "outcome": "received"} for name in PACKS[:3]],
    )  # fmt: skip
    content = manifest_content(yard.session, yard.ledger.consignment(NUMBER), code=b"x")
    assert content.state == state
    assert content.difference is not None
    assert content.difference.measured_kg == scale


def test_what_the_carrier_left_behind_is_named_and_not_listed(yard: yards.Yard) -> None:
    subject = yard.ledger.consignment(NUMBER).subject
    yard.at("11-23T08:40").log(
        "consignment.collected", yards.CARRIER, consignment=subject, loaded=list(PACKS[:2]),
        not_loaded=[PACKS[2]],
    )  # fmt: skip
    content = manifest_content(yard.session, yard.ledger.consignment(NUMBER), code=b"x")
    assert len(content.items) == 2
    assert "No cargados / not loaded" in content.remarks


def test_a_consignment_without_waste_has_no_manifest(yard: yards.Yard) -> None:
    line = offers.lines_of([yard.session.world.item(PACKS[3])])
    proposal = offers.propose_transport(yard.session, line, "2026-11-23")
    assert proposal is not None
    yard.log(
        "consignment.offered", yards.MAKER, consignment="E-1", carrier=yards.CARRIER,
        consignee=yards.RECYCLER, consignee_site="patio-1", mass_basis="estimated",
        items=[line[0].form()], transport=proposal.decision,
    )  # fmt: skip
    with pytest.raises(InputError, match="carries no waste"):
        manifest_content(yard.session, yard.ledger.consignment("E-1"))


# --- checking what somebody brings ------------------------------------------------------------


def verdicts(yard: yards.Yard, pdf: bytes) -> dict[str, bool | None]:
    found = checking.check_paper(yard.session, pdf)
    return {one.name: one.holds for one in found.verdicts}


def test_an_issued_paper_holds_also_after_the_consignment_moved_on(yard: yards.Yard) -> None:
    paper = issue(yard)
    assert verdicts(yard, paper.pdf) == {"data": True, "chain": True, "print": True}
    collect(yard)
    assert verdicts(yard, paper.pdf) == {"data": True, "chain": True, "print": True}


def test_every_changed_byte_of_a_paper_is_found(yard: yards.Yard) -> None:
    paper = issue(yard)
    survivors = []
    for place in range(0, len(paper.pdf), 997):
        changed = bytearray(paper.pdf)
        changed[place] ^= 4
        try:
            holds = checking.check_paper(yard.session, bytes(changed)).holds
        except MalformedError:
            continue
        if holds:
            survivors.append(place)
    assert survivors == []


def test_a_forger_who_mends_the_file_is_found_by_what_was_issued(yard: yards.Yard) -> None:
    """Somebody renders another mass around the genuine signed data."""
    from dataclasses import replace

    from batterypass.documents.manifest import render_manifest

    paper = issue(yard)
    files = open_pdf(paper.pdf).files
    state = yard.ledger.consignment(NUMBER)
    content = manifest_content(
        yard.session, state, code=files[papers.CODE_FILE], checkpoint_size=len(yard.ledger) - 1
    )
    line = replace(content.lines[0], quantity="237.5")
    forged = render_manifest(
        replace(content, lines=(line,)), "mx_special_handling", "es", sorted(files.items())
    )
    assert verdicts(yard, forged) == {"data": True, "chain": True, "print": False}
    collect(yard)
    found = checking.check_paper(yard.session, forged)
    assert found.holds is None, "what was printed then can no longer be rendered"


def test_data_of_another_ledger_does_not_prove_itself(
    yard: yards.Yard, tmp_path_factory: pytest.TempPathFactory
) -> None:
    paper = issue(yard)
    other = yards.make_yard(tmp_path_factory.mktemp("other"))
    other.at("11-25T08:00")
    found = checking.check_paper(other.session, paper.pdf)
    # The keys of both yards are the same, so the checkpoint verifies; the entries do not.
    assert {one.name: one.holds for one in found.verdicts}["chain"] is not True


def test_a_draft_and_a_foreign_file_say_what_they_are(yard: yards.Yard) -> None:
    draft = papers.render_paper(yard.session, yard.ledger.consignment(NUMBER), "es", draft=True)
    with pytest.raises(InputError, match="draft"):
        checking.check_paper(yard.session, draft.pdf)
    for body in (b"", b"%PDF-1.4\nnothing", draft.pdf[:-40], draft.pdf + b"\n"):
        with pytest.raises(MalformedError):
            checking.check_paper(yard.session, body)


# --- labels and passports ---------------------------------------------------------------------


def test_printed_labels_are_read_back_and_verify_under_the_makers_key(yard: yards.Yard) -> None:
    chosen = [yard.session.world.item(name) for name in PACKS[:4]]
    labels = [label_content(yard.session, item, "es") for item in chosen]
    assert labels[0].emergency_line == "+52 81 5555 0142 · GRE guía 147"
    pdf = render_labels(labels, "es", copies=2)
    codes = read_codes(pdf, dpi=300)
    assert codes is not None
    assert sorted(codes) == sorted([label.signed_url for label in labels] * 2)
    assert all(label_verdict(yard.session, text) for text in codes)


def test_a_forged_label_is_told_from_a_genuine_and_from_a_plain_one(yard: yards.Yard) -> None:
    item = yard.session.world.item(PACKS[0])
    genuine = label_content(yard.session, item, "es").signed_url
    copied_to_another = PACKS[1] + genuine.removeprefix(PACKS[0])
    assert label_verdict(yard.session, genuine) is True
    assert label_verdict(yard.session, copied_to_another) is False
    assert label_verdict(yard.session, PACKS[0]) is None


def test_a_label_needs_the_makers_key_or_is_plain(yard: yards.Yard) -> None:
    item = yard.session.world.item(PACKS[0])
    for kid in yard.ring.kids(yards.MAKER, "label"):
        del yard.ring._keys[kid]
    with pytest.raises(InputError, match="--plain"):
        label_content(yard.session, item, "es")
    assert label_content(yard.session, item, "es", plain=True).code_text == PACKS[0]


def test_items_since_a_moment_are_those_made_then(yard: yards.Yard) -> None:
    yard.at("11-25T17:00").log("pack.manufactured", yards.MAKER, **yards.pack(PACKS[10]))
    yard.time["now"] = yard.time["now"].replace(second=30)
    yard.log("pack.manufactured", yards.MAKER, **yards.pack(PACKS[11]))
    moment = yard.time["now"]
    assert [one.item for one in items_since(yard.session, moment)] == [PACKS[11]]
    earlier = moment.replace(second=0)
    assert [one.item for one in items_since(yard.session, earlier)] == [PACKS[10], PACKS[11]]
    assert list(items_since(yard.session, moment.replace(hour=18))) == []
    assert len(list(items_since(yard.session, moment.replace(month=1)))) == 6


def test_a_passport_value_goes_to_the_point_of_its_tier(yard: yards.Yard) -> None:
    item = yard.session.world.item(PACKS[0])
    given = {
        "extinguishing_agent": "agua",
        "number_of_full_cycles": "12",
        "test_report_results": "x",
    }
    form = passport_form(yard.session, item, yards.MAKER, given)
    assert form["values"]["extinguishing_agent"] == "agua"
    assert form["values"]["rated_capacity"] == "120"
    assert form["private"] == {
        "individual_legitimate_interest": {"number_of_full_cycles": "12"},
        "authorities_and_commission": {"test_report_results": "x"},
    }
    assert form["passport"].startswith("https://id.planta-apodaca.example/passport/")
    with pytest.raises(InputError, match="no such attribute"):
        passport_form(yard.session, item, yards.MAKER, {"extinguishing_agnet": "agua"})


def test_issuing_a_passport_twice_changes_nothing(yard: yards.Yard) -> None:
    def issue_it() -> Any:
        item = yard.session.world.item(PACKS[0])
        form = passport_form(yard.session, item, yards.MAKER, {"warranty_period": "96"})
        return yard.ledger.log("passport.issued", form, actor=yards.MAKER)

    first = issue_it()
    assert not first.already
    assert issue_it().already
    view = passport_view(yard.session, yard.session.world.item(PACKS[0]))
    assert view["status"] == "active"
    assert view["values"]["warranty_period"] == "96"
    assert view["predecessors"] == []


def test_a_passport_page_is_the_same_until_something_happens_to_the_pack(yard: yards.Yard) -> None:
    item = yard.session.world.item(PACKS[0])
    form = passport_form(yard.session, item, yards.MAKER, {})
    yard.ledger.log("passport.issued", form, actor=yards.MAKER)

    def page() -> bytes:
        state = yard.session.world.item(PACKS[0])
        return render_passport(passport_content(yard.session, state, "es"), "es")

    first = page()
    yard.at("11-24T09:00").log(
        "item.assessed", yards.MAKER, item=PACKS[3], condition="serviceable", method="visual"
    )
    assert page() == first
    yard.log(
        "item.assessed", yards.MAKER, item=PACKS[0], condition="serviceable", method="visual",
        soh_percent="91",
    )  # fmt: skip
    assert page() != first
    codes = read_codes(first, dpi=300)
    assert codes == [PACKS[0]]


def test_an_item_without_a_passport_says_how_to_issue_one(yard: yards.Yard) -> None:
    with pytest.raises(InputError, match="batterypass passport issue"):
        passport_view(yard.session, yard.session.world.item(PACKS[1]))


def test_statements_inside_a_paper_are_those_of_the_log(yard: yards.Yard) -> None:
    paper = issue(yard)
    files = open_pdf(paper.pdf).files
    reader = PdfReader(io.BytesIO(paper.pdf))
    assert {name: data[0] for name, data in reader.attachments.items()} == files
    kinds = [
        parse_payload(parse_statement(body).payload)["kind"]
        for name, body in sorted(files.items())
        if name.endswith(papers.STATEMENT_SUFFIX)
    ]
    assert sorted(kinds) == ["consignment.offered", "document.prepared"]
