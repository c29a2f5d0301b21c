"""The whole passport as a document: charts, values and signed entries for one reader and no more."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app import yard as yards
from batterypass.app.passport_evidence import FIELDS, evidence_for
from batterypass.app.passport_full import full_passport
from batterypass.app.passport_record import record_of, visible
from batterypass.documents.attached import open_pdf
from batterypass.documents.content import Words
from batterypass.documents.passport_content import PassportValue
from batterypass.documents.passport_full import render_full_passport
from batterypass.domain.events import KINDS
from batterypass.regulations.passport_readers import POINTS
from batterypass.statements.cose import parse_statement
from batterypass.tlog.merkle import leaf_hash
from batterypass.tlog.proof import LogProof
from documents.reading import seen, squeezed, text_of
from passport.full_sample import HEALTH, sample_yard
from passport.readers import CATEGORIES, READERS, allowed, digits, full_item, leaks, mark

if TYPE_CHECKING:
    from app.yard import Yard
    from batterypass.documents.words import Lang

#: Readers that may know how a pack is: Annex XIII, 4.
_KNOWING = ("legitimate_interest", "responsible_operator")


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Yard:
    return sample_yard(tmp_path_factory.mktemp("full"))


def drawn(yard: Yard, reader: str, lang: Lang = "es") -> bytes:
    return render_full_passport(full_passport(yard.session, full_item(yard), lang, reader), lang)


@pytest.mark.parametrize("category", CATEGORIES)
@pytest.mark.parametrize("reader", READERS)
def test_the_document_has_every_value_of_its_reader_and_no_byte_of_another(
    whole: dict[str, Yard], category: str, reader: str
) -> None:
    pdf = drawn(whole[category], reader)
    text = squeezed(pdf)
    marked = {
        name for name in allowed(reader)
        if any(one in repr(visible(record_of(whole[category].session, full_item(whole[category])),
                                   reader)[name]) for one in (mark(name), digits(name)))
    }  # fmt: skip
    assert {name for name in marked if mark(name) not in text and digits(name) not in text} == set()
    # Pages, titles and attachments: nothing in our files is compressed.
    assert leaks(pdf.decode("latin-1"), reader) == set()


@pytest.mark.parametrize("reader", READERS)
def test_old_readings_in_clear_are_not_even_attached_for_who_may_not_see_them(
    used: Yard, reader: str
) -> None:
    pdf = drawn(used, reader)
    files = open_pdf(pdf).files
    statements = {
        name: json.loads(parse_statement(body).payload)
        for name, body in files.items()
        if name.endswith(".cose")
    }
    readings = [one for one in statements.values() if one["kind"] == "item.assessed"]
    if reader in _KNOWING:
        assert len(readings) == len(HEALTH)
        assert "Estado de salud a lo largo del tiempo" in text_of(pdf)
        assert all(f"{percent} %" in text_of(pdf) for percent in HEALTH.values())
    else:
        assert readings == []
        # Where a line is drawn may have the same digits: what is read and what is attached counts.
        said = text_of(pdf).encode() + b"".join(files.values())
        assert not any(percent.encode() in said for percent in HEALTH.values())
    assert json.loads(files["passport.json"]) == visible(
        record_of(used.session, full_item(used)), reader
    )


def test_what_is_attached_proves_itself_and_what_is_not_is_told(used: Yard) -> None:
    item = full_item(used)
    evidence = evidence_for(used.session, item, "public")
    assert evidence.entries
    assert evidence.left_out
    assert not set(evidence.entries) & set(evidence.left_out)
    files = dict(evidence.files)
    for entry in evidence.entries:
        proof = LogProof.parse(files[f"{entry}.tlog-proof"])
        proof.verify(
            leaf_hash(files[f"{entry}.cose"]), [used.session.verifier()], used.session.origin
        )
    page = text_of(drawn(used, "public", "en"))
    assert ", ".join(map(str, evidence.left_out)) in page
    assert evidence_for(used.session, item, "responsible_operator").left_out == ()


def test_an_entry_with_a_field_that_nobody_judged_is_not_given_away(used: Yard) -> None:
    yard, item = used, full_item(used)
    before = evidence_for(yard.session, item, "public")
    yard.at("11-21T09:00").log(
        "item.declared-waste", yards.MAKER, items=[yards.PACKS[0]], reason="end_of_life",
        stream="whole_battery",
    )  # fmt: skip
    after = evidence_for(yard.session, full_item(yard), "public")
    assert after.entries == before.entries
    assert len(after.left_out) == len(before.left_out) + 1


@pytest.mark.parametrize("kind", sorted(set(FIELDS) & set(KINDS)))
def test_every_field_that_is_given_away_is_one_of_its_kind(kind: str) -> None:
    assert set(FIELDS[kind]) <= set(KINDS[kind].model_fields)
    assert set(FIELDS[kind].values()) <= set(POINTS)


@pytest.mark.parametrize("lang", ["es", "en"])
def test_pages_stay_inside_their_margins_and_are_numbered(used: Yard, lang: Lang) -> None:
    pdf = drawn(used, "responsible_operator", lang)
    pages = pdf.count(b"/Type /Page /")
    text = text_of(pdf)
    for number in range(1, pages + 1):
        assert f"{'Página' if lang == 'es' else 'Page'} {number} / {pages}" in text
    for one in seen(pdf):
        assert one.left >= 20
        assert one.right <= 592
        assert one.bottom <= 782


@pytest.mark.parametrize("lang", ["es", "en"])
def test_a_value_cut_on_the_first_page_is_whole_on_the_pages_that_it_names(
    used: Yard, lang: Lang
) -> None:
    full = full_passport(used.session, full_item(used), lang, "responsible_operator")
    history = "; ".join(f"reparación {number}: celda cambiada" for number in range(30))
    long = PassportValue(Words("Reparaciones", "Repairs"), history)
    full = replace(full, first=replace(full.first, values=(long, *full.first.values)))
    where = {
        "es": "…(enteroenlaspáginassiguientes:Todoslosvaloresdeestaedición)",
        "en": "…(wholeonthefollowingpages:Allvaluesofthisedition)",
    }[lang]
    assert where in "".join(text_of(render_full_passport(full, lang)).split())
    alone = render_full_passport(replace(full, sections=()), lang)
    within = {"es": "…(enteroenpassport.json,", "en": "…(wholeinpassport.json,"}[lang]
    assert within in "".join(text_of(alone).split())


def test_the_same_events_give_the_same_bytes(used: Yard) -> None:
    assert drawn(used, "commission") == drawn(used, "commission")
