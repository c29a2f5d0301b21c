"""What the documents of a pack with a long life tell to whom: custody, label, and its end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app import yard as yards
from batterypass.app.passport_full import full_passport
from batterypass.app.passport_pages import passport_content
from batterypass.app.public_site import plan_site, site_files
from batterypass.documents.attached import open_pdf
from batterypass.documents.passport_full import render_full_passport
from batterypass.regulations.attributes import attributes
from documents.reading import codes, text_of
from passport.full_sample import end_passport, full_item, moved_yard
from passport.readers import READERS

if TYPE_CHECKING:
    from app.yard import Yard
    from batterypass.documents.words import Lang

#: Readers that may know how the life of a pack went on: Annex XIII, 4.
_KNOWING = ("legitimate_interest", "responsible_operator")
_HOLDERS = ("Planta Apodaca", "Metales X", "Recicladora del Norte")


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Yard:
    return moved_yard(tmp_path_factory.mktemp("moved"))


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Yard:
    yard = moved_yard(tmp_path_factory.mktemp("ended"))
    end_passport(yard)
    return yard


def drawn(yard: Yard, reader: str, lang: Lang = "es", *, every_value: bool = True) -> bytes:
    content = full_passport(yard.session, full_item(yard), lang, reader, every_value=every_value)
    return render_full_passport(content, lang)


@pytest.mark.parametrize("reader", READERS)
def test_the_custody_line_is_for_who_may_know_the_life_of_the_pack(
    moved: Yard, reader: str
) -> None:
    text = " ".join(text_of(drawn(moved, reader)).split())
    if reader in _KNOWING:
        assert "Quién la ha tenido" in text
        assert all(name in text for name in _HOLDERS)
        assert "2026-03-03 – 2026-11-22" in text
        assert "2026-11-22 – 2026-11-25" in text
        assert "desde 2026-11-25" in text
    else:
        assert not any(name in text for name in _HOLDERS[1:])
        assert "2026-11-25" not in text.split("Asientos firmados")[0].split("Etiqueta")[0]
        assert "Para este lector no hay valores de:" in text


def test_the_label_is_drawn_as_printed_with_its_code_and_what_is_known_of_it(moved: Yard) -> None:
    pdf = drawn(moved, "public", "en")
    assert codes(pdf, 200).count(yards.PACKS[0].encode()) == 2, "on the first page and the label"
    text = text_of(pdf)
    assert "2026-11-21 · 2 labels · read back · key" in text
    assert "ERG guide 147" in text


def test_a_label_that_has_no_room_keeps_nobody_from_the_passport(moved: Yard) -> None:
    content = full_passport(moved.session, full_item(moved), "en", "public")
    assert content.label is not None
    url = f"https://id.planta-apodaca.example/01/09521234560104/21/{'X' * 4000}"
    long = replace(content, label=replace(content.label, url=url, model="M" * 300))
    assert "too long to be drawn here" in text_of(render_full_passport(long, "en"))


def test_the_usual_edition_has_the_charts_of_its_reader_and_evidence_inside(moved: Yard) -> None:
    pdf = drawn(moved, "public", "en", every_value=False)
    assert pdf.count(b"/Type /Page /") == 2
    text = text_of(pdf)
    assert "Recycled content" in text
    assert "Carbon footprint by stage" in text
    assert "All values of this edition" not in text
    files = open_pdf(pdf).files
    assert "passport.json" in files
    entries = [name.removesuffix(".cose") for name in files if name.endswith(".cose")]
    assert entries
    assert f"inside this file, with their proofs: {', '.join(entries)}" in " ".join(text.split())


@pytest.mark.parametrize("lang", ["es", "en"])
@pytest.mark.parametrize("reader", READERS)
def test_a_pack_whose_passport_ended_is_not_handed_in_any_more(
    ended: Yard, reader: str, lang: Lang
) -> None:
    session, item = ended.session, full_item(ended)
    content = passport_content(session, item, lang, reader=reader)
    said = content.became.es if lang == "es" else content.became.en
    assert "2026-11-28" in said
    text = " ".join(text_of(drawn(ended, reader, lang)).split())
    assert said in text
    assert ("Cómo entregarla" if lang == "es" else "How to hand it in") not in text
    took_apart = "desarmó" if lang == "es" else "taken apart"
    assert (took_apart in said) == (reader in _KNOWING)


def test_the_public_page_of_an_ended_passport_says_so_and_not_how_to_hand_it_in(
    ended: Yard,
) -> None:
    session = ended.session
    files = dict(site_files(session, plan_site(session, [full_item(ended)], ("es", "en"))))
    page = files["01/09521234560104/21/MX7K-000001/index.html"].decode()
    assert "Qué fue de ella" in page
    assert "Su pasaporte terminó el 2026-11-28" in page
    assert "Cómo entregarla" not in page
    assert "desarmó" not in page
    assert "<details>" in page, "numbers of entries that are not here are folded away"


def test_a_reference_is_a_number_and_a_name_in_any_language() -> None:
    words = ("guidance", "first", "recommendation", "cites", " and ", "per ", "Annex", "dpp")
    for one in attributes().values():
        assert one.reference
        assert not [word for word in words if word in one.reference], one.reference
    assert attributes()["predecessor_passports"].reference == "Art. 77(7)"
    assert attributes()["instructions_for_use"].reference == "DP44", (
        "what is not in force is no law"
    )
