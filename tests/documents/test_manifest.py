"""Waste manifests: the official boxes, blanks that stay blank, long texts that stay whole."""

from __future__ import annotations

import csv
import hashlib
import re
from dataclasses import replace

import pytest

from batterypass.documents.content import ManifestContent, ManifestParty, WasteLine, Words
from batterypass.documents.forms import FormName, form_on
from batterypass.documents.manifest import render_manifest
from batterypass.documents.manifest_plan import LEFT, WIDTH, plan_for
from batterypass.documents.paper_states import STATES as WORDS
from batterypass.documents.words import FormLang, word
from batterypass.errors import InputError
from documents import samples
from documents.reading import codes, seen, squeezed, text_of
from documents.samples_states import STATES
from shared import shared

FORMS: tuple[FormName, ...] = ("mx_semarnat", "mx_special_handling")
LANGS: tuple[FormLang, ...] = ("es", "en", "both")
SHORT = samples.manifest(4)


def official_boxes() -> list[dict[str, str]]:
    with shared("reference/manifest-fields.csv").open(encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row["form"] == "mx_semarnat"]


def test_every_official_box_is_printed_in_the_official_words() -> None:
    text = squeezed(render_manifest(SHORT, "mx_semarnat", "es")).casefold()
    for row in official_boxes():
        if row["confidence"] != "high" or row["type"] == "fixed_text":
            continue
        title = row["label_es"].split(":")[-1].split("(")[0].strip()
        for part in title.split(" / "):
            assert part.replace(" ", "").casefold() in text, row["field_id"]


def test_the_nineteen_numbers_are_in_the_official_order() -> None:
    boxes = [box for box in form_on("mx_semarnat", "2026-11-23").boxes.values() if box.number]
    assert sorted(int(box.number) for box in boxes) == list(range(1, 20))
    numbers = {row["box"] for row in official_boxes()}
    assert numbers == {box.number for box in boxes}
    pdf = render_manifest(SHORT, "mx_semarnat", "es")
    titles = {box.number: box.words.es for box in boxes}
    text = text_of(pdf)
    places = [text.index(f"\n{number} {titles[str(number)]}") for number in range(1, 20)]
    assert places == sorted(places)


def test_boxes_of_uncertain_meaning_are_not_printed() -> None:
    text = text_of(render_manifest(SHORT, "mx_semarnat", "both"))
    assert "Unidad" not in text
    for row in official_boxes():
        if row["confidence"] != "high":
            assert row["label_en"] not in text


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("lang", LANGS)
def test_titles_stay_spanish_and_english_is_added(form: FormName, lang: FormLang) -> None:
    words = form_on(form, "2026-11-23")
    text = squeezed(render_manifest(SHORT, form, lang))
    for box in words.boxes.values():
        assert box.words.es.replace(" ", "") in text
        if lang != "es":
            assert box.words.en.replace(" ", "") in text
    for declaration in words.declarations.values():
        assert declaration.replace(" ", "") in text


def test_the_state_sheet_is_no_federal_form() -> None:
    text = text_of(render_manifest(SHORT, "mx_special_handling", "es"))
    for federal in ("SEMARNAT", "S.C.T.", "SECRETARÍA", "PELIGROSOS", "bajo protesta"):
        assert federal not in text
    assert "RESIDUOS DE MANEJO ESPECIAL" in text
    assert "no es el formato de ningún estado" in text
    assert "C R E T I B M" not in text
    assert "C R E T I B M" in text_of(render_manifest(SHORT, "mx_semarnat", "es"))
    assert SHORT.transporters[0].transport_permit not in text


@pytest.mark.parametrize("state", sorted(WORDS))
def test_the_state_is_written_large(state: str) -> None:
    content = replace(SHORT, state=state)  # type: ignore[arg-type]
    pdf = render_manifest(content)
    wanted = word(WORDS, state, "es").split(" ")
    found = [one for one in seen(pdf) if one.page == 0 and one.top < 50 and one.left > 405]
    assert " ".join(" ".join(one.text for one in found).split()) == " ".join(wanted)
    assert all(one.bottom - one.top > 7 for one in found)


@pytest.mark.parametrize("lang", LANGS)
def test_an_unknown_value_is_a_dotted_line_and_never_a_guess(lang: FormLang) -> None:
    pdf = render_manifest(samples.draft(), "mx_semarnat", lang)
    text = text_of(pdf)
    assert "None" not in text
    assert not re.search(r"\d kg", text)
    plan = plan_for(True)
    dots = pdf.count(b"[0.6 1.8] 0 d")
    # Everything the form asks for, but the name, the number, the page and the waste's name.
    assert dots >= 3 * 7 + 2 + 6 + 6 + 3
    blank = [cell for name, cell in plan.cells.items() if name.endswith((".ink", ".seal"))]
    for cell in blank:
        inside = [
            one
            for one in seen(pdf)
            if one.page == 0
            and cell.x < one.left < cell.right
            and cell.y + 12 < one.top < cell.bottom
        ]
        assert not inside


def test_the_boxes_for_ink_stay_free_even_when_all_have_signed() -> None:
    pdf = render_manifest(SHORT)
    plan = plan_for(True)
    for role in ("generator", "transporter", "facility"):
        for part in ("ink", "seal"):
            cell = plan.cells[f"{role}.{part}"]
            assert not [
                one
                for one in seen(pdf)
                if one.page == 0
                and cell.x < one.left < cell.right
                and cell.y + 8 < one.top < cell.bottom
            ]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("content", [SHORT, samples.overlong(), samples.draft()])
def test_no_text_leaves_its_box(form: FormName, lang: FormLang, content: ManifestContent) -> None:
    pdf = render_manifest(content, form, lang)
    plan = plan_for(form == "mx_semarnat")
    cells = [*plan.cells.values(), *(cell for row in plan.waste_rows for cell in row.values())]
    for one in seen(pdf):
        assert one.left >= LEFT - 0.5
        assert one.right <= LEFT + WIDTH + 0.5
        assert one.top >= 10
        assert one.bottom <= 780
        if one.page:
            continue
        middle = ((one.left + one.right) / 2, (one.top + one.bottom) / 2)
        for cell in cells:
            if cell.x < middle[0] < cell.right and cell.y < middle[1] < cell.bottom:
                assert one.left >= cell.x - 0.3, one
                assert one.right <= cell.right + 0.3, one
                assert one.top >= cell.y - 0.6, one
                assert one.bottom <= cell.bottom + 0.6, one


@pytest.mark.parametrize("form", FORMS)
def test_what_was_cut_on_the_form_is_whole_in_the_annex(form: FormName) -> None:
    content = samples.overlong()
    text = squeezed(render_manifest(content, form, "both"))
    party = content.generator
    for value in (
        party.name, party.street, party.email, party.authorisation, content.handling,
        content.route, content.remarks, content.receiver, content.number,
        *(line.name for line in content.lines),
        *(line.note for line in content.lines),
        *(item.serial for item in content.items),
        *(item.printed_id for item in content.items),
    ):  # fmt: skip
        shown = value.replace("宁德时代", "<U+5B81><U+5FB7><U+65F6><U+4EE3>")
        assert shown.replace(" ", "") in text


def test_markup_in_a_name_is_printed_as_it_is() -> None:
    name = '<b>&amp; "Baterías" </b> (S.A.) \\ 100 %'
    content = replace(SHORT, generator=samples.party(name))
    assert name in text_of(render_manifest(content))


def test_few_items_are_listed_on_the_first_page() -> None:
    pdf = render_manifest(SHORT)
    assert pdf.count(b"/Type /Page /") == 1
    for item in SHORT.items:
        assert item.printed_id in text_of(pdf)
    assert "412.5 p" in text_of(pdf)
    assert "412.5 e" in text_of(pdf)


def test_many_items_follow_in_full_and_are_counted_on_the_first_page() -> None:
    content = samples.manifest(100)
    pages = text_of(render_manifest(content)).split("\f")
    assert "UN3480, 67 artículos, sin daño: 27637.5 kg" in pages[0]
    assert "UN3480, 17 artículos, dañado, estable: 7012.5 kg" in pages[0]
    rows = [line for page in pages[1:] for line in page.splitlines() if "MX7K-" in line]
    assert [row.split()[0] for row in rows] == [str(number) for number in range(1, 101)]
    assert "Total 84 artículos + 16 sobrantes · declarado 34650.0 kg" in pages[-1]
    assert f"Página {len(pages)} / {len(pages)}" in pages[-1]


def test_a_surplus_pack_is_in_no_declared_sum() -> None:
    text = text_of(render_manifest(STATES["received-with-differences"]))
    assert "Total 3 artículos + 1 sobrante · declarado 1237.5 kg · pesado" in text
    assert "sin masa" not in text


def test_one_pack_is_counted_in_the_singular() -> None:
    many = samples.items(24)
    items = tuple(replace(one, condition="serviceable") for one in many[1:])
    content = replace(SHORT, items=(replace(many[0], condition="damaged_critical"), *items))
    assert "UN3480, 1 artículo, dañado, crítico: 412.5 kg" in text_of(render_manifest(content))


def test_two_lines_of_handling_instructions_are_whole_in_both_languages() -> None:
    """What is cut first is the end, and there stands whom to call."""
    handling = (
        "SoC ≤ 30 %. Terminales aisladas con cinta dieléctrica; no apilar, no volcar. Paquetes "
        "dañados en caja P908 con vermiculita y ventilación; alejar de fuentes de calor y del "
        "agua salada. Emergencias 800 555 0142 y 55 5555 0142 (24 h)."
    )
    pdf = render_manifest(replace(SHORT, handling=handling), "mx_semarnat", "both")
    assert "Emergencias 800 555 0142 y 55 5555 0142 (24 h)." in text_of(pdf).split("\f")[0]
    assert pdf.count(b"/Type /Page /") == 1


def test_the_first_page_says_where_what_was_cut_is_whole() -> None:
    pointer = "lo que termina en … está completo en el anexo".replace(" ", "")
    cut = squeezed(render_manifest(replace(SHORT, handling=samples.LONG * 8)))
    assert pointer in cut
    assert "Textoscompletos" in cut
    assert pointer not in squeezed(render_manifest(SHORT))


def test_the_gate_can_tick_off_two_dozen_items_without_turning_the_page() -> None:
    content = samples.manifest(24)
    first = text_of(render_manifest(content)).split("\f")[0]
    marks = {"damaged": " D", "missing": " –", "surplus": " +"}
    for item in content.items:
        assert item.printed_id + marks.get(item.outcome, "") in first
    assert "recibido dañado (D) 4 · faltante (–) 4 · sobrante (+) 4" in first


def test_masses_that_nobody_weighed_or_estimated_are_counted_apart() -> None:
    items = tuple(replace(one, declared_kg="") for one in samples.items(12))
    text = text_of(render_manifest(replace(SHORT, items=items[:6] + samples.items(30))))
    assert "+ 5 sin masa" in text


def test_further_transporters_get_a_place_to_sign() -> None:
    content = replace(SHORT, transporters=(*SHORT.transporters, samples.party("Segundo, S.A.")))
    text = text_of(render_manifest(content))
    assert "2 transportistas (vea el anexo)" in text
    assert "Transportista 2 (recuadros 8 a 14)\nSegundo, S.A." in text
    assert "Nombre, firma y fecha" in text


def test_what_is_not_known_of_a_further_transporter_can_be_written_in() -> None:
    second = samples.party("Segundo, S.A.")
    content = replace(SHORT, transporters=(*SHORT.transporters, second))
    text = text_of(render_manifest(content, "mx_semarnat", "en"))
    for title in ("S.C.T. permit number", "vehicle type", "licence plate"):
        assert f"{title}: ……" in text


@pytest.mark.parametrize("size", [40, 300, 1300, 1900, 2300])
@pytest.mark.parametrize("dpi", [150, 200])
def test_the_proof_in_the_code_is_read_from_the_printed_page(size: int, dpi: int) -> None:
    proof = hashlib.shake_256(b"%d" % size).digest(size)
    pdf = render_manifest(replace(SHORT, code=proof))
    assert codes(pdf, dpi) == [proof]


def test_the_few_packs_of_a_draft_are_listed_on_its_only_page() -> None:
    pdf = render_manifest(STATES["draft"])
    assert pdf.count(b"/Type /Page /") == 1
    assert all(one.serial in text_of(pdf) for one in STATES["draft"].items)


def test_a_draft_has_no_code_and_says_so() -> None:
    pdf = render_manifest(samples.draft())
    assert codes(pdf, 150) == []
    assert "sin código: borrador" in text_of(pdf)


def test_the_difference_and_the_record_stand_on_the_paper() -> None:
    text = text_of(render_manifest(SHORT))
    for needed in (
        "9938.25", "9742", "UN 3480, BATERÍAS DE IÓN LITIO, 9", "special provision 376",
        "renglón MX-2004", "declarado residuo 2026-11-20", SHORT.source.root, SHORT.event_root,
        "Compruebe con: batterypass manifest check ARCHIVO", "Página 1 / 1",
        "2026-11-23\n08:41\n−06:00", "Persona de guardia 4, Jefatura de patio",
    ):  # fmt: skip
        assert needed in text


def test_a_party_that_signed_on_paper_is_never_shown_as_digital() -> None:
    assert SHORT.transporter_signature is not None
    paper = replace(SHORT.transporter_signature, is_paper=True)
    text = text_of(render_manifest(replace(SHORT, transporter_signature=paper)))
    assert "FIRMÓ EN PAPEL" in text
    assert paper.key_id not in text


def test_crosses_stand_under_the_letters_that_apply() -> None:
    pdf = render_manifest(SHORT)
    row = plan_for(True).waste_rows[0]
    for letter in "CRETIBM":
        cell = row[f"cretib.{letter}"]
        crosses = [
            one
            for one in seen(pdf)
            if one.text.strip() == "X"
            and cell.x < one.left < cell.right
            and cell.y < one.top < cell.bottom
        ]
        assert bool(crosses) == (letter in "RTI")


@pytest.mark.parametrize(("change", "message"), [
    ({"lines": (WasteLine("x", "1", cretib="RX"),)}, "CRETIB 'RX' has X"),
    ({"lines": (WasteLine("x", "1", cretib="M"),)}, "CRETIB 'M' has M"),
    ({"state": "gone"}, "'gone': expected one of draft"),
    ({"offered_on": "23/11/2026"}, "expected 2026-11-23"),
    ({"offered_on": "1999-01-01"}, "no wording of it is known"),
    ({"offered_on": ""}, "no wording of it is known"),
    ({"code": bytes(3000)}, "3000 bytes do not fit"),
])  # fmt: skip
def test_what_cannot_be_printed_is_refused(change: dict[str, object], message: str) -> None:
    with pytest.raises(InputError, match=message):
        render_manifest(replace(SHORT, **change))  # type: ignore[arg-type]


def test_unknown_forms_and_languages_are_refused() -> None:
    with pytest.raises(InputError, match="expected one of mx_semarnat"):
        render_manifest(SHORT, "us_epa_8700_22")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="expected one of es, en, both"):
        render_manifest(SHORT, lang="fr")  # type: ignore[arg-type]


def test_an_empty_manifest_is_still_a_form() -> None:
    content = ManifestContent(
        number="", issuer="", series="", state="draft", offered_on="2026-11-23",
        generator=ManifestParty(), transporters=(), facility=ManifestParty(), lines=(), items=(),
        source=samples.source(), event_root="", code=b"",
    )  # fmt: skip
    assert "BORRADOR" in text_of(render_manifest(content))


def test_a_reason_in_one_language_only_is_printed_once() -> None:
    assert SHORT.classification is not None
    row = replace(SHORT.classification, reason=Words("CRETIB", "CRETIB"))
    text = text_of(render_manifest(replace(SHORT, classification=row), lang="both"))
    assert "CRETIB / CRETIB" not in text
