"""Characters, widths, line breaks: text stays in its box and nothing of it is lost."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from batterypass.documents import fonts
from batterypass.documents.fonts import CODES, face
from batterypass.documents.ink import PdfInk, pdf_string
from batterypass.documents.setting import ELLIPSIS, LEADING, clean, fit, fit_named, width_of, wrap

TEXTS = st.text(
    st.characters(codec="utf-8") | st.sampled_from(" -/.ñá<&"),
    max_size=120,
)


def test_the_words_of_the_documents_have_their_letters() -> None:
    assert set("áéíóúüñÁÉÍÓÚÜÑ¿¡×–—·°≤−…²³Ωµ«»€") <= set(CODES)
    assert len(set(CODES.values())) == len(CODES) <= 255
    assert not set(b"()\\\r\n") - {ord(c) for c in "()\\"} & set(CODES.values())


@pytest.mark.parametrize("weight", ["regular", "bold"])
def test_widths_are_those_of_the_glyphs_that_are_embedded(weight: str) -> None:
    one = face(weight)
    assert one.widths["M"] > one.widths["i"] > 0
    assert all(one.code_widths[code] == one.widths[char] for char, code in CODES.items())


def test_letters_the_face_lacks_are_spelled_out_not_dropped() -> None:
    assert clean("宁德时代") == "<U+5B81><U+5FB7><U+65F6><U+4EE3>"
    assert clean("A\N{RIGHT-TO-LEFT OVERRIDE}B") == "A<U+202E>B"
    assert width_of("宁", 10) == pytest.approx(width_of("<U+5B81>", 10))


def test_blanks_and_controls_cannot_break_a_line_or_a_string() -> None:
    assert clean(" a\tb\r\nc\N{NO-BREAK SPACE} d\x00e ") == "a b c d e"
    assert clean(unicodedata.normalize("NFD", "Peña")) == "Peña"


def test_markup_and_pdf_operators_are_only_letters() -> None:
    assert pdf_string("a) Tj ET (\\b") == "(a\\) Tj ET \\(\\\\b)"
    with pytest.raises(ValueError, match="not cleaned"):
        PdfInk(100).text(0, 0, "宁", 8)


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.floats(8, 300), st.booleans())
def test_broken_lines_are_no_wider_than_the_box_and_keep_every_letter(
    text: str, room: float, bold: bool
) -> None:
    plain = clean(text)
    lines = wrap(plain, room, 6, bold=bold)
    assert "".join(lines).replace(" ", "") == plain.replace(" ", "")
    for line in lines:
        assert len(line) == 1 or width_of(line, 6, bold=bold) <= room + 1e-6


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.floats(20, 300), st.floats(6, 60))
def test_fitted_text_stays_in_its_box(text: str, room: float, height: float) -> None:
    fitted = fit(text, room, height, size=9, smallest=4)
    assert 4 <= fitted.size <= 9
    assert len(fitted.lines) <= 1 or len(fitted.lines) * fitted.size * LEADING <= height + 0.02
    assert all(width_of(line, fitted.size) <= room + 1e-6 for line in fitted.lines)
    whole = "".join(fitted.lines).replace(" ", "") == clean(text).replace(" ", "")
    assert whole == fitted.is_whole
    if not whole:
        assert fitted.lines[-1].endswith(ELLIPSIS)


def test_a_short_text_keeps_its_size() -> None:
    assert fit("C.P.", 100, 12, size=8, smallest=4).size == 8


def test_every_machine_embeds_the_same_subset() -> None:
    assert len(fonts.fonts_digest()) == 64
    assert face("regular").file != face("bold").file


@given(TEXTS, TEXTS, st.floats(60, 200))
def test_of_a_name_of_parts_the_first_is_cut(head: str, rest: str, room: float) -> None:
    assume(len(clean(head)) > 1 and clean(rest) and "·" not in head)
    name = f"{head} · {rest}"
    found = fit_named(name, room, 20, size=6, smallest=4)
    assert all(width_of(line, found.size) <= room + 1e-6 for line in found.lines)
    if fit(name, room, 20, size=6, smallest=4).is_whole:
        assert found.is_whole
    elif fit(f"{clean(head)[:1]}… · {rest}", room, 20, size=6, smallest=4).is_whole:
        said = "".join(found.lines).replace(" ", "")
        assert said.endswith(f"…·{clean(rest)}".replace(" ", ""))


def test_a_company_of_any_length_leaves_room_for_its_process() -> None:
    found = fit_named(f"{'Recicladora ' * 30}· patio-1 · HIDRO-1", 120, 16, size=6, smallest=4.8)
    assert "".join(found.lines).startswith("Recicladora")
    assert " ".join(found.lines).endswith("… · patio-1 · HIDRO-1")
    assert not found.is_whole
