"""The one-page passport: one page whatever is known, the code read back, nothing made up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from batterypass.documents.content import Words
from batterypass.documents.passport import render_passport
from batterypass.documents.passport_content import (
    LifeStage,
    PassportContent,
    PassportParty,
    PassportValue,
    Stage,
)
from batterypass.documents.timeline import what_may_follow
from batterypass.documents.words import STAGES, Lang
from batterypass.errors import InputError
from documents import samples, samples_passport
from documents.reading import codes, seen, text_of

FULL = samples_passport.passport()
BARE = samples_passport.bare_passport()


def crowded() -> PassportContent:
    long, words = samples.LONG, Words(samples.LONG * 4, samples.LONG * 4)
    stages: tuple[Stage, ...] = ("made", "placed_on_market", *("installed", "removed") * 6, "waste")
    assert FULL.assessment is not None
    return replace(
        FULL,
        passport_id="urn:uuid:" + "0" * 120,
        model=long,
        serial=long,
        chemistry=long,
        category=words,
        maker=PassportParty(long * 2, long, long * 2, long),
        operator=PassportParty("<i>" + long * 3, long, long, long),
        values=tuple(PassportValue(Words(long, long), long, "kg", long) for _ in range(70)),
        predecessors=tuple(f"urn:uuid:{number:036d}" for number in range(12)),
        stages=tuple(LifeStage(one, "2026-01-01", 10 * n) for n, one in enumerate(stages)),
        hand_in=words,
        extinguishing_agent=words,
        safety_notes=(words,) * 5,
        assessment=replace(
            FULL.assessment, by=long, method=long * 2, values=FULL.assessment.values * 3
        ),
        source=replace(FULL.source, entries=tuple(range(100000, 100200))),
    )


@pytest.mark.parametrize("lang", ["es", "en"])
@pytest.mark.parametrize("content", [FULL, BARE, crowded()])
def test_a_passport_is_one_page_and_stays_inside_it(content: PassportContent, lang: Lang) -> None:
    pdf = render_passport(content, lang)
    assert pdf.count(b"/Type /Page /") == 1
    for one in seen(pdf):
        assert one.left >= 20
        assert one.right <= 592
        assert one.top >= 14
        assert one.bottom <= 778


@pytest.mark.parametrize("content", [FULL, BARE, crowded()])
def test_no_two_texts_of_a_passport_lie_on_each_other(content: PassportContent) -> None:
    words = [one for one in seen(render_passport(content)) if one.text.strip()]
    for index, one in enumerate(words):
        for other in words[index + 1 :]:
            across = min(one.right, other.right) - max(one.left, other.left)
            down = min(one.bottom, other.bottom) - max(one.top, other.top)
            assert across < 0.5 or down < 0.9, (one, other)


@pytest.mark.parametrize("dpi", [150, 200])
def test_the_code_of_a_passport_is_read_back(dpi: int) -> None:
    assert codes(render_passport(FULL), dpi) == [FULL.signed_url.encode()]
    assert codes(render_passport(BARE), dpi) == [BARE.url.encode()]


def test_values_carry_unit_and_legal_reference_in_the_language() -> None:
    # A value may run over lines.
    spanish, english = (
        " ".join(text_of(render_passport(FULL, lang)).split()) for lang in ("es", "en")
    )
    assert "3500 ciclos" in spanish
    assert "3500 cycles" in english
    assert "XIII 1(j)" in spanish
    assert "grafito natural, litio, fósforo" in spanish
    assert "natural graphite, lithium, phosphorus" in english
    assert "−20" not in spanish  # digit for digit as in the ledger, with its hyphen
    assert "-20 … 60 °C" in spanish


def test_values_beyond_the_page_are_counted() -> None:
    names = [Words(f"Valor {number:02d}", f"Value {number:02d}") for number in range(70)]
    values = tuple(PassportValue(name, samples.LONG) for name in names)
    text = text_of(render_passport(replace(FULL, values=values)))
    shown = [number for number in range(70) if f"Valor {number:02d}" in text]
    assert shown == list(range(len(shown)))
    assert shown
    assert f"y {70 - len(shown)} valores más en el registro" in text


def test_nothing_is_made_up_for_a_pack_of_which_little_is_known() -> None:
    text = text_of(render_passport(BARE, "es"))
    assert "Sin valores públicos registrados" in text
    assert "Sin evaluación registrada" in text
    assert "None" not in text
    assert "kWh" not in text


@pytest.mark.parametrize(("reached", "following"), [
    ((), ("made", "installed", "removed", "second_life", "waste", "recycled")),
    (("made", "installed"), ("removed", "second_life", "waste", "recycled")),
    (("made", "installed", "removed", "second_life", "installed"), ("waste", "recycled")),
    (("made", "exported"), ()),
    (("made", "waste", "recycled"), ()),
])  # fmt: skip
def test_the_picture_shows_what_may_still_come(
    reached: tuple[Stage, ...], following: tuple[Stage, ...]
) -> None:
    stages = [LifeStage(one, "2026-01-01") for one in reached]
    assert what_may_follow(stages) == following


@pytest.mark.parametrize("stage", sorted(STAGES))
def test_every_stage_has_a_picture_and_its_entry(stage: Stage) -> None:
    content = replace(FULL, stages=(LifeStage(stage, "2026-01-02T03:04:05-06:00", 77),))
    text = text_of(render_passport(content, "es"))
    assert STAGES[stage].es in text
    assert "2026-01-02" in text
    assert "#77" in text


def test_a_long_life_keeps_its_beginning_and_its_end() -> None:
    text = text_of(render_passport(crowded(), "es"))
    assert "#0" in text
    assert "#140" in text
    assert "… 7 …" in text


def test_safety_hints_are_on_every_passport() -> None:
    for content in (FULL, BARE):
        text = text_of(render_passport(content, "en"))
        assert "Isolate at least 25 m" in text
        assert "Guide 147" in text


def test_words_that_do_not_exist_are_refused() -> None:
    with pytest.raises(InputError, match="'lost': expected one of active"):
        render_passport(replace(FULL, status="lost"))  # type: ignore[arg-type]
    with pytest.raises(InputError, match="expected 2026-11-23"):
        render_passport(replace(FULL, updated_at="yesterday"))
    with pytest.raises(InputError, match="expected one of es, en"):
        render_passport(FULL, "both")  # type: ignore[arg-type]


def test_a_long_address_and_a_long_value_run_over_lines_and_are_not_cut() -> None:
    place = (
        "Avenida de las Industrias 1250, Parque Industrial Regional del Norte, 66600 Apodaca, MX"
    )
    contact = "+52 81 5555 0142, pasaportes.baterias@planta-apodaca.example, https://planta-apodaca.example"
    content = replace(
        FULL,
        operator=replace(FULL.operator, contact=contact, address=place),
        values=(PassportValue(Words("Lugar", "Place"), place),),
    )
    pdf = render_passport(content)
    text = "".join(text_of(pdf).split())
    assert text.count("".join(place.split())) == 2
    assert "".join(contact.split()) in text
    assert min(one.bottom - one.top for one in seen(pdf) if "Apodaca" in one.text) > 5


@pytest.mark.parametrize("lang", ["es", "en"])
def test_a_value_too_long_for_its_row_says_where_it_is_whole(lang: Lang) -> None:
    name = Words("Reparaciones", "Repairs")
    content = replace(FULL, values=(PassportValue(name, samples.LONG * 9), *FULL.values))
    pdf = render_passport(content, lang)
    text = "".join(text_of(pdf).split())
    assert {"es": "…(enteroenelregistro)", "en": "…(wholeintheledger)"}[lang] in text
    assert pdf.count(b"/Type /Page /") == 1
    short = "".join(text_of(render_passport(FULL, lang)).split())
    assert "(entero" not in short
    assert "(whole" not in short


def test_what_became_of_a_pack_stands_where_it_would_say_how_to_hand_it_in() -> None:
    text = text_of(render_passport(replace(FULL, became=Words("Se recicló.", "It was recycled."))))
    assert "Se recicló." in text
    assert "Qué fue de ella" in text
    assert "Cómo entregarla" not in text
    assert "No la tire" not in text
