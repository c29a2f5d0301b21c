"""Letters and books: what nobody recorded is left to write, and each page says what it is of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from batterypass.documents.letter import letter_rules, render_letter
from batterypass.documents.report import render_report
from batterypass.documents.words import Lang
from documents import samples
from documents.reading import text_of

RETURN = "mx.return_original"
_UNKNOWN = {
    "nra": "", "street": "", "ext_no": "", "int_no": "", "colonia": "", "postal_code": "",
    "municipality": "", "state": "",
}  # fmt: skip


def words_of(pdf: bytes) -> str:
    return " ".join(text_of(pdf).split())


@pytest.mark.parametrize("lang", ["es", "en"])
@pytest.mark.parametrize("rule", letter_rules())
def test_a_sender_whose_address_nobody_recorded_has_room_to_write_it(rule: str, lang: Lang) -> None:
    known = samples.letter(rule)
    facts = replace(known, generator=replace(known.generator, **_UNKNOWN))
    blank = "_" * 24
    text = words_of(render_letter(facts, lang))
    assert f"{blank}, {'a ' if lang == 'es' else ''}31 " in text
    if rule != RETURN:
        office = "Oficina de representación" if lang == "es" else "Representation office"
        assert f"{office}: {blank}" in text
        assert f"{'registro ambiental' if lang == 'es' else 'registration number'} {blank}" in text


@pytest.mark.parametrize(
    ("days", "lang", "said"),
    [
        (0, "es", "A la fecha de esta carta, el mismo día,"),
        (1, "es", "A la fecha de esta carta, un día después,"),
        (2, "es", "A la fecha de esta carta, 2 días después,"),
        (1, "en", "By the date of this letter, one day later,"),
        (80, "en", "By the date of this letter, 80 days later,"),
    ],
)
def test_one_day_is_written_in_the_singular(days: int, lang: Lang, said: str) -> None:
    facts = replace(samples.letter(RETURN, received_on="2026-11-24"), days=days)
    assert said in words_of(render_letter(facts, lang))


def test_the_law_is_named_in_full_beside_its_abbreviation() -> None:
    for rule in letter_rules():
        text = words_of(render_letter(samples.letter(rule), "es"))
        assert "Reglamento de la Ley General para la Prevención y Gestión Integral" in text
        assert "(RLGPGIR art. 86 IV)" in text


def test_many_entries_never_push_out_how_to_check_the_letter() -> None:
    facts = samples.letter()
    many = replace(facts, source=replace(facts.source, entries=tuple(range(10000, 10060))))
    assert "compruebe con batterypass verify" in words_of(render_letter(many))


def test_every_page_of_a_letter_says_of_which_manifest_it_is() -> None:
    known = samples.letter()
    facts = replace(known, consignee=samples.overlong().facility)
    pages = text_of(render_letter(facts)).split("\f")
    assert len(pages) > 1
    assert all(f"BORRADOR PARA FIRMA · {facts.number}" in page for page in pages)


def test_every_page_of_a_book_says_whose_it_is() -> None:
    pages = text_of(render_report(samples.report(80))).split("\f")
    assert len(pages) > 1
    assert all("Bitácora de residuos · Planta Apodaca · patio-1" in page for page in pages)
