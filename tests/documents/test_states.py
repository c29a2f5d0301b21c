"""Both forms in every state and language: agreed text, state word, boxes, totals, foot, code.

After a change that is meant: ``BATTERYPASS_SNAPSHOTS=write pytest tests/documents``.
"""

from __future__ import annotations

import io
import os
from functools import cache
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pikepdf
import pytest

from batterypass.documents.content import ManifestState
from batterypass.documents.forms import FormName, form_on
from batterypass.documents.manifest import render_manifest
from batterypass.documents.manifest_plan import plan_for
from batterypass.documents.paper_states import MARKS, STATES, marks_of, word_across
from batterypass.documents.words import FormLang, total_mass
from documents.reading import codes, pictures, seen, text_of
from documents.samples_states import STATES as CASES

if TYPE_CHECKING:
    from documents.reading import Seen

FORMS: tuple[FormName, ...] = ("mx_semarnat", "mx_special_handling")
LANGS: tuple[FormLang, ...] = ("es", "en", "both")
SNAPSHOTS = Path(__file__).parent / "snapshots" / "states"
EVERY = list(product(FORMS, sorted(CASES), LANGS))
FILES = [("bundle.bpz", bytes(range(256))), ("paper.cbor", b"\nendstream\nendobj\n")]


@cache
def printed(form: FormName, name: str, lang: FormLang) -> bytes:
    return render_manifest(CASES[name], form, lang, FILES)


@cache
def text(form: FormName, name: str, lang: FormLang) -> str:
    return text_of(printed(form, name, lang))


@cache
def first_page(form: FormName, name: str, lang: FormLang) -> list[Seen]:
    found = [one for one in seen(printed(form, name, lang)) if one.page == 0]
    return [one for one in found if one.text.strip()]


def flat(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(("form", "name", "lang"), EVERY)
def test_the_text_of_a_form_in_a_state_is_what_was_agreed(
    form: FormName, name: str, lang: FormLang
) -> None:
    found = text(form, name, lang)
    path = SNAPSHOTS / form / f"{name}-{lang}.txt"
    if os.environ.get("BATTERYPASS_SNAPSHOTS") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")


def test_no_snapshot_of_a_state_is_left_over() -> None:
    wanted = {f"{form}/{name}-{lang}.txt" for form, name, lang in EVERY}
    assert {path.relative_to(SNAPSHOTS).as_posix() for path in SNAPSHOTS.rglob("*.txt")} == wanted


def test_every_state_and_every_mark_is_printed_in_some_case() -> None:
    assert set(STATES) == set(get_args(ManifestState))
    assert {one.state for one in CASES.values()} == set(STATES)
    assert {mark for one in CASES.values() for mark in marks_of(one)} == set(MARKS)


@pytest.mark.parametrize(("form", "name", "lang"), EVERY)
def test_the_state_and_its_marks_are_in_the_frame_and_on_every_page(
    form: FormName, name: str, lang: FormLang
) -> None:
    content, page_one = CASES[name], first_page(form, name, lang)
    wanted = [STATES[content.state], *(MARKS[one] for one in marks_of(content))]
    frame = [one for one in page_one if one.left > 405 and one.bottom < 50]
    framed = flat("".join(one.text for one in frame))
    for words in wanted:
        assert flat(words.en if lang == "en" else words.es) in framed
        assert lang != "both" or flat(words.en) in framed
    assert max(one.bottom - one.top for one in frame) >= 7
    for page in text(form, name, lang).split("\f"):
        for words in wanted:
            assert flat(words.en if lang == "en" else words.es) in flat(page)


@pytest.mark.parametrize(("form", "name", "lang"), EVERY)
def test_every_box_and_declaration_stands_on_the_first_page_in_every_state(
    form: FormName, name: str, lang: FormLang
) -> None:
    words = form_on(form, CASES[name].offered_on[:10])
    first = flat(text(form, name, lang).split("\f")[0])
    for box in words.boxes.values():
        assert flat(f"{box.number}{box.words.es}") in first
        assert lang == "es" or flat(box.words.en) in first
    for declared in words.declarations.values():
        assert flat(declared) in first


@pytest.mark.parametrize(("form", "name", "lang"), EVERY)
def test_the_masses_add_up_on_the_paper(form: FormName, name: str, lang: FormLang) -> None:
    content = CASES[name]
    found = flat(text(form, name, lang))
    offered = [one for one in content.items if one.outcome != "surplus"]
    declared = total_mass([one.declared_kg for one in offered], lang)
    assert flat(f"Total {len(offered)}") in found
    assert flat(declared) in found
    if content.difference is not None:
        assert content.difference.declared_kg in found
        assert content.difference.measured_kg in found


@pytest.mark.parametrize(("form", "name", "lang"), EVERY)
def test_every_page_says_that_it_is_a_copy_of_which_form_and_how_to_check_it(
    form: FormName, name: str, lang: FormLang
) -> None:
    mirrors = form_on(form, "2026-11-23").mirrors
    pages = text(form, name, lang).split("\f")
    for number, page in enumerate(pages, start=1):
        found = flat(page)
        assert flat(f"{number} / {len(pages)}") in found
        assert flat(mirrors.en if lang == "en" else mirrors.es) in found
        assert "COPYGENERATED" in found if lang == "en" else "COPIAGENERADA" in found
        assert "batterypassmanifestcheck" in found
        assert CASES[name].event_root in found


@pytest.mark.parametrize(("form", "name", "lang"), EVERY)
def test_another_program_reads_the_file_and_what_is_attached(
    form: FormName, name: str, lang: FormLang
) -> None:
    pdf = printed(form, name, lang)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.check_pdf_syntax() == []
        found = {key: one.get_file().read_bytes() for key, one in opened.attachments.items()}
    assert found == dict(FILES)
    assert render_manifest(CASES[name], form, lang, FILES) == pdf


@pytest.mark.parametrize("dpi", [150, 200])
@pytest.mark.parametrize("name", ["in-transit-countersigned", "amended", "cancelled", "many"])
def test_the_code_is_read_from_a_photocopy_in_black_and_white(name: str, dpi: int) -> None:
    """Every dot is either black or white, as an office machine copies."""
    import zxingcpp

    page = next(iter(pictures(printed("mx_semarnat", name, "es"), dpi)))
    copy = page.point(lambda grey: 255 if grey > 150 else 0)
    assert [one.bytes for one in zxingcpp.read_barcodes(copy)] == [CASES[name].code]


@pytest.mark.parametrize("form", FORMS)
def test_the_code_has_four_modules_of_white_around_it(form: FormName) -> None:
    record = plan_for(form == "mx_semarnat").record
    page = next(iter(pictures(printed(form, "received", "es"), 288)))
    scale = 4
    left, top = int(record.x * scale) + 4, int(record.y * scale) + 4
    inside = page.crop((left, top, left + 170 * scale, int(record.bottom * scale) - 4))
    dark = inside.point(lambda grey: 255 if grey < 128 else 0).getbbox()
    assert dark is not None
    # A module of this code is more than 0.9 points wide.
    assert min(dark[0], dark[1], inside.height - dark[3]) >= 4 * 0.9 * scale


def test_a_draft_has_no_code_and_every_other_state_has_its_own() -> None:
    for name, content in CASES.items():
        found = codes(printed("mx_semarnat", name, "es"), 150)
        assert found == ([content.code] if content.code else []), name
        assert bool(found) == (content.state != "draft")


def test_what_was_signed_in_ink_is_never_shown_as_signed_with_a_key() -> None:
    alone = flat(text("mx_semarnat", "in-transit-paper", "es"))
    later = flat(text("mx_semarnat", "in-transit-countersigned", "es"))
    signed = CASES["in-transit-countersigned"].transporter_signature
    assert signed is not None
    assert signed.countersigned is not None
    assert signed.key_id not in alone
    assert "FIRMÓENPAPELasentóPlantaApodaca" in alone
    assert "REFRENDÓ" not in alone
    assert "REFRENDÓ2026-11-2312:00−06:00" in later
    assert signed.countersigned.key_id in later
    assert signed.key_id not in later


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", sorted(CASES))
def test_who_turned_a_load_away_is_not_shown_to_have_declared_its_reception(
    form: FormName, name: str, lang: FormLang
) -> None:
    cell = plan_for(form == "mx_semarnat").cells["facility_declaration"]
    inside = [
        one
        for one in first_page(form, name, lang)
        if cell.x <= one.left < cell.right and cell.y < one.top < cell.bottom
    ]
    denials = [one for one in inside if one.text.startswith(("RECHAZADO:", "REJECTED:"))]
    assert bool(denials) == (name in ("rejected", "returned"))
    for first in denials:  # under the words of the form, not over them
        assert all(one.bottom <= first.top + 0.5 or one.top >= first.top for one in inside)


def test_a_second_carrier_has_boxes_8_to_14_on_the_annex() -> None:
    waits = text("mx_semarnat", "second-carrier-named", "es").split("\f")[1]
    signed = text("mx_semarnat", "second-carrier", "es").split("\f")[1]
    for page in (waits, signed):
        assert "Transportista 2 (recuadros 8 a 14)" in page
        assert "Núm. de permiso S.C.T.: 0202AALJ01012026230301000" in page
        assert "Declaro bajo protesta" in page
    assert "Aún no firma" in waits
    assert "Aún no firma" not in signed
    assert "Torton 14 t · Núm. de placa: RD-118-MX" in signed
    assert "Persona conductora 9 · Fecha de embarque: 2026-11-23 09:10 −06:00" in signed


@pytest.mark.parametrize(("form", "name", "lang"), EVERY)
def test_nothing_of_a_signature_is_cut(form: FormName, name: str, lang: FormLang) -> None:
    """What is cut goes to the annex in full: nobody looks there for who signed."""
    assert "Textos completos" not in text(form, name, lang)
    assert "Texts in full" not in text(form, name, lang)


@pytest.mark.parametrize(("form", "name", "lang"), EVERY)
def test_no_text_of_a_state_leaves_its_box(form: FormName, name: str, lang: FormLang) -> None:
    plan = plan_for(form == "mx_semarnat")
    across = word_across(CASES[name], "en" if lang == "en" else "es")
    for one in first_page(form, name, lang):
        if across and one.text.startswith(across) and one.bottom - one.top > 60:
            continue
        x, y = (one.left + one.right) / 2, (one.top + one.bottom) / 2
        for key, cell in plan.cells.items():
            if cell.x < x < cell.right and cell.y < y < cell.bottom:
                assert one.left >= cell.x, (key, one)
                assert one.right <= cell.right, (key, one)
                assert one.top >= cell.y, (key, one)
                assert one.bottom <= cell.bottom, (key, one)
