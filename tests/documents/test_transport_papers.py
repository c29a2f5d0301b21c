"""Papers of a load as who carries, loads and puts out fires reads them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from pypdf import PdfReader
from pypdf.generic import ContentStream, StreamObject

from batterypass.bootstrap import adr_points
from batterypass.documents.emergency_sheet import render_emergency_sheet
from batterypass.documents.packing_checklist import render_packing_checklist
from batterypass.documents.road_document import render_road_document
from batterypass.documents.transport_forms import checks_for
from batterypass.regulations.transport.points import points_of
from documents.reading import seen, squeezed, text_of
from documents.samples_transport import DOCUMENTS, damaged, european, goods, load

DAY = "2026-11-23"
BY_HAND = ("packages", "2"), ("casing", "strong"), ("fully_enclosed", "yes"), ("gross_kg", "440")


def horizontals(pdf: bytes) -> Iterator[tuple[int, float, float, float]]:
    """Page, height from above, left and right of each line and each edge of a frame."""
    reader = PdfReader(io.BytesIO(pdf))
    for number, page in enumerate(reader.pages):
        height = float(page.mediabox.height)
        contents = page["/Contents"].get_object()
        assert isinstance(contents, StreamObject)
        depth, start = 0, (0.0, 0.0)
        for operands, verb in ContentStream(contents, reader).operations:
            depth += {b"q": 1, b"Q": -1}.get(verb, 0)
            if depth:
                continue  # dotted lines to write on, and codes
            if verb == b"re":
                x, y, wide, tall = map(float, operands)
                yield number, height - y, x, x + wide
                yield number, height - y - tall, x, x + wide
            elif verb == b"m":
                start = float(operands[0]), float(operands[1])
            elif verb == b"l" and abs(float(operands[1]) - start[1]) < 0.01:
                yield number, height - start[1], start[0], float(operands[0])


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_no_word_lies_on_a_line_or_over_the_margin(name: str) -> None:
    pdf = DOCUMENTS[name]()
    lines = list(horizontals(pdf))
    assert lines
    for one in seen(pdf):
        assert one.left >= 41, one
        assert one.right <= 612 - 41, one
        for page, y, left, right in lines:
            touches = one.top - 0.5 < y < one.bottom + 0.5
            assert not (page == one.page and touches and left < one.right and one.left < right), one


@pytest.mark.parametrize("lang", ["es", "en"])
def test_who_loads_can_tell_the_damaged_pack_from_the_sound_ones(lang: str) -> None:
    content = load(goods(), damaged())
    last = content.item_ids[-1]
    for render in (render_road_document, render_packing_checklist):
        text = text_of(render(content, "mx", lang))  # type: ignore[arg-type]
        sound, _, hurt = text.rpartition("\n2. UN 3480")
        assert hurt.startswith({"es": ", BATERÍAS DE IÓN LITIO, 9 · dañado, estable (1)",
                                "en": ", BATERÍAS DE IÓN LITIO, 9 · damaged, stable (1)"}[lang])  # fmt: skip
        assert last in hurt
        assert not any(one in hurt for one in content.item_ids[:-1])
        assert last not in sound


def test_a_list_of_packs_that_runs_on_says_so_on_the_next_page() -> None:
    pages = text_of(render_road_document(load(goods(items=150)), "mx", "es")).split("\f")
    assert "Paquetes de esta carga (150)\n" in pages[0]
    assert pages[1].startswith("\nPaquetes de esta carga (150), sigue\n")
    both = load(goods(items=60), goods(items=120, condition="damaged_stable"))
    pages = text_of(render_road_document(both, "mx", "en")).split("\f")
    assert pages[1].startswith(
        "\n2. UN 3480, BATERÍAS DE IÓN LITIO, 9 · damaged, stable (120), continued\n"
    )


def test_what_was_said_by_hand_is_printed_in_words() -> None:
    content = load(by_hand=BY_HAND)
    said = {
        "es": "número de bultos: 2; carcasa: resistente a impactos; encerrado por completo en"
        " embalaje: sí; masa bruta del bulto, kg: 440",
        "en": "number of packages: 2; casing: strong, resists impact; fully enclosed by packaging:"
        " yes; gross mass of the package, kg: 440",
    }
    for lang, words in said.items():
        for pdf in (
            render_road_document(content, "mx", lang),  # type: ignore[arg-type]
            render_emergency_sheet(content, ["li_ion"], lang),  # type: ignore[arg-type]
            render_packing_checklist(content, "mx", lang),  # type: ignore[arg-type]
        ):
            assert words.replace(" ", "") in squeezed(pdf)


def test_an_estimated_mass_gets_no_exemption_by_adr_1_1_3_6() -> None:
    row = goods("UN 3480 WASTE LITHIUM ION BATTERIES, 9, (E)", net_kg="100", items=1)
    points = points_of(adr_points(), DAY, {"2": Decimal(100)})
    assert points is not None
    assert not points.is_over
    estimated = replace(european(row), points=points)
    text = text_of(render_road_document(estimated, "adr", "en"))
    assert "which an estimated mass may not use" in text
    assert "under the conditions and with the sentence of ADR 5.4.1.1.3.2" in text
    assert "if the unit carries no other dangerous goods" not in text
    text = text_of(render_road_document(replace(estimated, is_weighed=True), "adr", "en"))
    assert "within 1.1.3.6, if the unit carries no other dangerous goods" in text
    assert "5.4.1.1.3.2" not in text
    sound = replace(estimated, rows=(replace(row, is_waste=False),))
    assert "5.4.1.1.3.2" not in text_of(render_road_document(sound, "adr", "en"))


@pytest.mark.parametrize(("code", "is_limited"), [
    ("P903(1)", True), ("P903(2)", False), ("P903(3)", True), ("P903(4)", False),
    ("P903(5)", False), ("LP903", False), ("P908", True), ("LP904", False), ("P909", True),
    ("P910", False), ("LP905", False), ("P911", True), ("LP906", False), ("P912", False),
])  # fmt: skip
def test_a_checklist_asks_for_400_kg_where_the_instruction_does(
    code: str, is_limited: bool
) -> None:
    """``reference/transport-rules.md`` 4, column "over 400 kg net?"; P909 by its first way only."""
    checks = checks_for(code, DAY)
    assert checks is not None
    for words in ("es", "en"):
        assert any("400 kg" in getattr(line, words) for line in checks.lines) == is_limited


def test_the_emergency_sheet_names_its_guide_in_the_language_of_the_driver() -> None:
    spanish = text_of(render_emergency_sheet(load(), ["li_ion", "li_metal"], "es"))
    assert "según: GRE 2024, guía 147; GRE 2024, guía 138." in spanish
    assert "uide" not in spanish
    english = text_of(render_emergency_sheet(load(), ["li_ion"], "en"))
    assert "after: ERG 2024, guide 147." in english


def test_the_name_of_the_driver_is_as_large_as_that_of_the_carrier() -> None:
    content = load(driver="PERSONA CONDUCTORA SIETE")
    (name,) = [
        one for one in seen(render_road_document(content, "mx", "es")) if "SIETE" in one.text
    ]
    assert name.bottom - name.top > 5.5
