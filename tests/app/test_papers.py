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
from app.papers_yard import NUMBER, PACKS, collect, issue, prepare
from app.papers_yard import yard as yard
from batterypass.app import offers, papers
from batterypass.app.manifests import manifest_content
from batterypass.documents.attached import open_pdf
from batterypass.errors import BrokenError, InputError, MalformedError
from batterypass.evidence.paper import MAX_BYTES, PaperCode
from batterypass.statements.notekeys import NoteVerifier
from batterypass.statements.payload import parse_payload
from batterypass.statements.verifiers import parse_base64url
from batterypass.tlog.proof import LogProof
from shared import ROOT


def pictures(pdf: bytes) -> list[Any]:
    document = pypdfium2.PdfDocument(pdf)
    return [page.render(scale=300 / 72, grayscale=True).to_pil() for page in document]


def text_of(pdf: bytes) -> str:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


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


def assess_often(yard: yards.Yard) -> None:
    for number in range(3):
        yard.at(f"11-24T09:{number:02}").log(
            "item.assessed", yards.MAKER, item=PACKS[3], condition="serviceable",
            soc_percent=str(number), method="bms_reading",
        )  # fmt: skip


def test_the_checkpoint_of_a_paper_is_sealed_and_kept_for_ever(yard: yards.Yard) -> None:
    paper = issue(yard)
    assess_often(yard)
    kept = [size for size, _, is_kept in yard.session.store.notes() if is_kept]
    assert paper.prepared is not None
    assert kept == [paper.prepared.size]
    assert yard.ledger.entry(kept[0] - 1).payload["kind"] == "ledger.heads-committed"
    assert yard.ledger.verify().authentic


def test_a_paper_rests_on_the_first_seal_over_it_whenever_it_is_printed(yard: yards.Yard) -> None:
    entry = prepare(yard).index
    sealed = yard.ledger.seal()
    assess_often(yard)
    yard.ledger.seal()
    assert find_of(yard) == papers.Prepared(
        entry, yard.ledger.store.statement(entry), sealed.size, sealed.note
    )


def test_where_nobody_may_seal_a_paper_without_a_seal_is_not_printed(yard: yards.Yard) -> None:
    prepare(yard)
    yard.ledger.only_look()
    size = len(yard.ledger)
    with pytest.raises(InputError, match="checkpoint --seal"):
        find_of(yard)
    assert len(yard.ledger) == size


def test_a_paper_of_an_older_version_keeps_the_checkpoint_that_it_was_printed_with(
    yard: yards.Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as older:
        # Before there were seals, the checkpoint right over what was prepared was kept.
        older.setattr("batterypass.app.record.KEPT_KINDS", frozenset({"document.prepared"}))
        entry = prepare(yard).index
    assess_often(yard)
    yard.ledger.seal()
    prepared = find_of(yard)
    assert prepared is not None
    assert prepared.size == entry + 1
    assert yard.ledger.verify().authentic


def find_of(yard: yards.Yard) -> papers.Prepared | None:
    return papers.find_prepared(yard.session, yard.ledger.consignment(NUMBER))


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
    # Only what commits to the heads stands between.
    assert checkpoint.size == code.index + 2
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
    numbers = {item.outcome: item.un for item in content.items}
    assert numbers["received"] == "UN3480"
    assert numbers["surplus"] == "", "nobody decided how it travels"
    assert papers.prepared_form(yard.session, state)["mass_kg"] == content.difference.measured_kg


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
    assert content.notes[0].en.startswith("Not loaded: ")
    assert "No cargados" in content.notes[0].es
    said = papers.prepared_form(yard.session, yard.ledger.consignment(NUMBER))
    assert said["count"] == 2
    assert said["mass_kg"] == "825"
    assert yard.ledger.consignment(NUMBER).declared_kg == "1237.5"


def test_a_consignment_without_waste_has_no_manifest(yard: yards.Yard) -> None:
    line = offers.lines_of(yard.session, [yard.session.world.item(PACKS[3])])
    proposal = offers.propose_transport(yard.session, line, "2026-11-23")
    assert proposal is not None
    yard.log(
        "consignment.offered", yards.MAKER, consignment="E-1", carrier=yards.CARRIER,
        consignee=yards.RECYCLER, consignee_site="patio-1", mass_basis="estimated",
        items=[line[0].form()], transport=proposal.decision,
    )  # fmt: skip
    with pytest.raises(InputError, match="carries no waste"):
        manifest_content(yard.session, yard.ledger.consignment("E-1"))


def test_the_files_inside_are_those_of_their_page_and_each_proof_stands_alone(
    yard: yards.Yard,
) -> None:
    page = (ROOT / "docs" / "formats" / "paper-files.md").read_text("utf-8")
    named = set(re.findall(r"^\| `([^`]+)` \|", page, re.MULTILINE))
    files = open_pdf(issue(yard).pdf).files
    assert {re.sub(r"^[0-9]{1,18}\.", "N.", name) for name in files} == named - {
        "passport.json",
        "label.txt",
    }
    checkpoint = PaperCode.parse(files["paper.cbor"]).checkpoint
    proofs = [name for name in files if name.endswith(".tlog-proof")]
    assert len(proofs) >= 2
    for name in proofs:
        proof = LogProof.parse(files[name])
        assert f"{proof.index}.tlog-proof" == name
        assert proof.checkpoint == checkpoint
        assert f"{proof.index}.cose" in files
