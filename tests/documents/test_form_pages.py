"""The checklists kept with the forms miss no box, and what they say of the print is true."""

from __future__ import annotations

import re

import pytest

from batterypass.documents import letter, paper_states
from batterypass.documents.forms import FormName, form_on
from batterypass.documents.manifest import render_manifest
from batterypass.documents.manifest_plan import plan_for
from batterypass.texts.messages_books import MESSAGES
from batterypass_cli.commands import annual, logbook
from documents.form_pages import DAY, FOLDER, NOT_PRINTED, cell_of, page_of, table_of
from documents.reading import seen
from documents.samples_states import STATES

FORMS: tuple[FormName, ...] = ("mx_semarnat", "mx_special_handling")
BOOKS = FOLDER / "letters-and-books.md"


def rows_of(form: FormName) -> list[list[str]]:
    page = (FOLDER / f"{form}.md").read_text("utf-8")
    lines = [line for line in page.splitlines() if "| `" in line]
    return [[part.strip() for part in line.strip("|").split("|")] for line in lines]


@pytest.mark.parametrize("form", FORMS)
def test_the_checklist_is_that_of_the_table_and_of_the_print(form: FormName) -> None:
    assert (FOLDER / f"{form}.md").read_text("utf-8") == page_of(form)


@pytest.mark.parametrize("form", FORMS)
def test_the_table_and_the_print_name_the_same_version(form: FormName) -> None:
    assert form_on(form, DAY).version == table_of(form).version


def test_no_field_of_the_federal_form_is_missing_from_its_checklist() -> None:
    rows, fields = rows_of("mx_semarnat"), table_of("mx_semarnat").fields
    assert [(row[0], row[1].strip("`"), row[2]) for row in rows] == [
        (field.box, field.field_id, field.label_es) for field in fields
    ]
    doubtful = {field.field_id for field in fields if field.is_doubtful}
    assert set(NOT_PRINTED) <= doubtful, "what is certain has to stand on the form"
    for row in rows:
        assert (row[3] == "—") == (row[1].strip("`") in NOT_PRINTED)


@pytest.mark.parametrize("form", FORMS)
def test_the_official_words_stand_in_the_place_that_the_checklist_names(form: FormName) -> None:
    """A title is looked for inside its own box, on the page as pdfium reads it."""
    page = [one for one in seen(render_manifest(STATES["received"], form, "es")) if one.page == 0]
    for row in rows_of(form):
        field, label = row[1].strip("`"), row[2]
        if row[3] == "—" or field.startswith("waste[]"):
            continue
        cell = cell_of(form, field)
        inside = " ".join(
            one.text
            for one in page
            if cell.x <= one.left <= cell.right
            and cell.y <= (one.top + one.bottom) / 2 <= cell.bottom
        )
        assert "".join(label.split()) in "".join(inside.split()), field


def test_the_columns_of_box_5_are_in_the_order_of_the_table() -> None:
    printed = [
        cell_of("mx_semarnat", field.field_id).x
        for field in table_of("mx_semarnat").fields
        if field.field_id.startswith("waste[]")
        and field.field_id not in NOT_PRINTED
        and not field.field_id.endswith("_note")
    ]
    assert printed == sorted(printed)
    titles = [one for one in plan_for(True).waste_head if one.startswith("cretib.")]
    assert titles == [f"cretib.{one}" for one in "CRETIBM"]


@pytest.mark.parametrize("form", FORMS)
def test_every_box_holds_a_value_in_some_case_but_those_for_a_stamp(form: FormName) -> None:
    never = {row[1].strip("`") for row in rows_of(form) if row[4] == "every case"}
    expected = {"generator.seal", "transporter.seal", "consignee.seal"}
    if form == "mx_semarnat":
        expected |= {f"waste[].cretib.{one}" for one in "CEBM"}
    assert never == expected


def test_the_page_of_letters_and_books_names_every_part_and_column() -> None:
    page = BOOKS.read_text("utf-8")
    for rule in letter.letter_rules():
        assert f"`{rule}`" in page
    for label in letter._LABELS.values():
        assert f"| {label.es} | {label.en} |" in page
    for name, columns in (("Log book", logbook._COLUMNS), ("Yearly sums", annual._COLUMNS)):
        part = page.split(f"## {name}")[1].split("\n## ")[0]
        assert re.findall(r"^\| `(\w+)` ", part, re.MULTILINE) == list(columns)
    for key, text in MESSAGES.items():
        if ".col." in key:
            assert f"| {text.es} | {text.en} |" in page, key


def test_the_manual_has_the_word_of_every_state_and_mark() -> None:
    page = (FOLDER.parent / "manual" / "consignments.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)` \| ([^|a-z]+) \| ([^|a-z]+) \|$", page, re.MULTILINE)
    words = {**paper_states.STATES, **paper_states.MARKS, **paper_states.LATER}
    assert rows == [(name, one.es, one.en) for name, one in words.items()]
