"""What somebody brings as a paper is checked: changed, forged, foreign; and labels and passports."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pypdf import PdfReader

from app import yard as yards
from app.papers_yard import NUMBER, PACKS, collect, issue
from app.papers_yard import yard as yard
from batterypass.app import checking, papers
from batterypass.app.label_keys import label_verdict
from batterypass.app.labels import items_since, label_content
from batterypass.app.manifests import manifest_content
from batterypass.app.passport_pages import passport_content
from batterypass.app.passport_record import record_of, visible
from batterypass.app.passports import passport_form, passport_view
from batterypass.documents.attached import open_pdf
from batterypass.documents.labels import render_labels
from batterypass.documents.passport import render_passport
from batterypass.documents.read_back import read_codes
from batterypass.errors import BrokenError, InputError
from batterypass.statements.cose import parse_statement
from batterypass.statements.payload import parse_payload


def verdicts(yard: yards.Yard, pdf: bytes) -> dict[str, bool | None]:
    found = checking.check_paper(yard.session, pdf)
    return {one.name: one.holds for one in found.verdicts}


def test_an_issued_paper_holds_also_after_the_consignment_moved_on(yard: yards.Yard) -> None:
    paper = issue(yard)
    assert verdicts(yard, paper.pdf) == {"data": True, "chain": True, "print": True}
    collect(yard)
    assert verdicts(yard, paper.pdf) == {"data": True, "chain": True, "print": True}


def test_a_paper_that_a_stranger_issued_is_undecided(
    yard: yards.Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = yard.ledger.consignment(NUMBER)
    knowingly = {"acknowledged": [{"rule": "BP-C022", "reason": "data_not_obtainable"}]}
    form = papers.prepared_form(yard.session, state) | knowingly
    yard.ledger.log(papers.PREPARED, form, actor=yards.STRANGER)
    with monkeypatch.context() as patch:
        # As a version did that asked nobody.
        patch.setattr(papers, "may_issue", lambda *_: True)
        paper = papers.render_paper(yard.session, state, "es")
    issued = papers.issued_form(state, paper) | knowingly
    yard.ledger.log(papers.ISSUED, issued, actor=yards.STRANGER)
    found = checking.check_paper(yard.session, paper.pdf)
    assert found.holds is None
    assert found.verdicts[-1].name == "issuer"
    assert found.verdicts[-1].values == {"actor": yards.STRANGER}
    assert papers.find_prepared(yard.session, state) is None, "its code serves no party's paper"
    assert checking.check_paper(yard.session, issue(yard).pdf).holds is True


def test_a_paper_of_a_load_that_was_taken_back_is_undecided(yard: yards.Yard) -> None:
    paper = issue(yard)
    subject = yard.ledger.consignment(NUMBER).subject
    yard.at("11-23T08:20").log(
        "consignment.voided", yards.MAKER, consignment=subject, items=list(PACKS[:3]),
        reason="not_needed",
    )  # fmt: skip
    found = checking.check_paper(yard.session, paper.pdf)
    assert found.holds is None
    (withdrawn,) = found.verdicts[3:]
    assert (withdrawn.reason, withdrawn.values["entry"]) == (
        "paper.withdrawn", str(yard.ledger.consignment(NUMBER).entries["voided"]),
    )  # fmt: skip
    again = issue(yard)
    assert checking.check_paper(yard.session, again.pdf).holds is True, "it says so itself"


def test_no_paper_is_written_of_an_offer_whose_signature_is_broken(
    yard: yards.Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = issue(yard)
    state = yard.ledger.consignment(NUMBER)
    offered, store = state.entries["offered"], type(yard.session.store)
    whole, raw = store.statement, yard.session.store.statement(offered)
    changed = raw.replace(b"Tarima", b"Tarina")
    assert changed != raw
    monkeypatch.setattr(
        store, "statement", lambda self, one: changed if one == offered else whole(self, one)
    )
    with pytest.raises(BrokenError) as caught:
        papers.prepared_form(yard.session, state)
    assert (caught.value.code, caught.value.values["entry"]) == ("paper.unsigned-entry", offered)
    assert paper.prepared is not None
    with pytest.raises(BrokenError, match=str(offered)):
        papers.files_of(yard.session, state, paper.prepared, b"")


def test_every_changed_byte_of_a_paper_is_found(yard: yards.Yard) -> None:
    paper = issue(yard)
    survivors = []
    for place in range(0, len(paper.pdf), 997):
        changed = bytearray(paper.pdf)
        changed[place] ^= 4
        if checking.check_paper(yard.session, bytes(changed)).holds is not False:
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
    for body in (b"", b"%PDF-1.4\nnothing"):
        with pytest.raises(InputError, match="no paper of batterypass"):
            checking.check_paper(yard.session, body)
    assert checking.check_paper(yard.session, draft.pdf[:-40]).holds is False
    assert checking.check_paper(yard.session, draft.pdf + b"\n").holds is None


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
    record = record_of(yard.session, yard.session.world.item(PACKS[0]))
    assert visible(record, "public")["warranty_period"] == "96"
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
