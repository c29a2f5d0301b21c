"""Amended papers: every page says so, both versions are there, and the code can still be read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from batterypass.documents.content import ManifestContent
from batterypass.documents.manifest import render_manifest
from batterypass.documents.passport import render_passport
from batterypass.documents.words import FormLang
from documents import samples, samples_passport
from documents.reading import codes, seen, text_of


@pytest.mark.parametrize(
    ("lang", "word"), [("es", "ENMENDADO"), ("en", "AMENDED"), ("both", "ENMENDADO")]
)
def test_every_page_of_an_amended_manifest_says_so(lang: FormLang, word: str) -> None:
    pages = text_of(render_manifest(samples.amended(), "mx_semarnat", lang)).split("\f")

    assert len(pages) == 2
    assert all(word in page for page in pages)
    # Once across the page, once in the frame of the state.
    assert pages[0].count(word) == 2


def test_both_versions_and_since_when_are_printed() -> None:
    text = text_of(render_manifest(samples.amended(), "mx_special_handling", "es"))

    assert "antes 412.5, ahora 410.25" in text
    assert "vale desde el asiento 1104" in text
    assert "espera a Transportes Camino Real" in text
    assert "hasta entonces rige lo que se firmó" in text


def test_what_only_waits_makes_no_amended_paper() -> None:
    text = text_of(render_manifest(samples.amended(waits=True), "mx_semarnat", "both"))

    assert "ENMENDADO" not in text
    assert "AMENDED" not in text
    assert "1107 (en espera / waiting)" in text
    assert "signed 412.5, proposed 410.25" in text
    assert "now 410.25" not in text


def test_the_code_of_an_amended_paper_is_read_back_from_its_picture() -> None:
    content = samples.amended()
    assert codes(render_manifest(content, "mx_semarnat", "both"), 200) == [content.code]
    passport = samples_passport.amended_passport()
    assert codes(render_passport(passport, "es"), 200) == [passport.signed_url.encode()]


@pytest.mark.parametrize("lang", ["es", "en", "both"])
def test_the_state_and_the_amendment_stay_in_their_frame(lang: FormLang) -> None:
    found = [
        one
        for one in seen(render_manifest(samples.amended(), "mx_semarnat", lang))
        if one.page == 0 and one.top < 50 and one.left > 410
    ]
    assert "".join(one.text for one in found)
    assert all(one.right <= 590 and one.bottom <= 48 for one in found)


def test_a_passport_shows_what_was_corrected() -> None:
    text = text_of(render_passport(samples_passport.amended_passport(), "es"))
    assert "READAPTADO · ENMENDADO" in text
    assert "antes 412.5, ahora 410.25 (asiento 1102)" in text
    assert "ENMENDADO" not in text_of(render_passport(samples_passport.passport(), "es"))


def test_a_passport_whose_correction_waits_is_not_amended() -> None:
    waits = samples.amended().corrections[1:]
    text = text_of(render_passport(replace(samples_passport.passport(), corrections=waits), "es"))
    assert "ENMENDADO" not in text
    assert "se firmó 412.5, se propone 410.25 (asiento 1107, en espera)" in text


def annulled(*, waits: bool = False) -> ManifestContent:
    """A manifest of which an entry was annulled, or will be once it is agreed to."""
    held, waiting = samples.amended().corrections
    one = replace(waiting if waits else held, annuls=True, fields=())
    return replace(samples.manifest(4), corrections=(one,))


def test_an_annulled_entry_is_named_on_the_first_page_and_in_the_annex() -> None:
    text = text_of(render_manifest(annulled(), "mx_semarnat", "es"))

    assert "ANULADO: asiento 1091" in text
    assert "Asiento 1102: ANULA el asiento 1091" in text
    assert "el asiento 1091 queda ANULADO: lo que era antes de él vuelve a ser" in text
    assert "corrige" not in text


def test_an_annulment_that_waits_is_named_and_annuls_nothing() -> None:
    text = text_of(render_manifest(annulled(waits=True), "mx_semarnat", "en"))

    assert "Annulment that waits: entry 1091" in text
    assert "ANNULLED" not in text
    assert "waits for Transportes Camino Real" in text
    assert "AMENDED" not in text
