"""The directory as a table and as an object: what spreadsheets and programs of others read."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from batterypass.app.directory_export import export_directory
from batterypass.app.directory_rows import Choice, directory_rows, end_of_day_ms
from batterypass.errors import InputError
from batterypass.exchange.directory_rows import (
    CERTIFICATE,
    COLUMNS,
    GRANT_COLUMNS,
    cells_of,
    row_of,
)
from batterypass.exchange.rows import clean
from directory.export_yard import (
    LIST,
    ON,
    PLACES,
    RECYCLER,
    REGISTRAR,
    listed_id,
    make_directory,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.yard import Yard
    from batterypass.exchange.directory_rows import DirectoryRow

ALL = Choice(ON)


@pytest.fixture(scope="module")
def yard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Yard]:
    made = make_directory(tmp_path_factory.mktemp("directory"))
    yield made
    made.ledger.close()


def exported(yard: Yard, form: str, choice: Choice = ALL) -> bytes:
    return export_directory(yard.session, choice, form, "es").data  # type: ignore[arg-type]


def table(data: bytes) -> list[dict[str, str]]:
    """Read a table as our own import reads cells: an apostrophe before a formula comes off."""
    assert data.startswith(b"\xef\xbb\xbf")
    lines = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
    return [{name: clean(text) for name, text in line.items()} for line in lines]


def row_with(rows: list[DirectoryRow], number: str) -> DirectoryRow:
    return next(row for row in rows if row.held.number == number)


def test_the_table_has_a_line_for_each_way_in_which_somebody_is_authorised(yard: Yard) -> None:
    lines = table(exported(yard, "csv"))
    assert tuple(lines[0]) == COLUMNS
    bajio = [line for line in lines if line["number"] == "11-IV-20-20"]
    assert [(one["operations"], one["streams"]) for one in bajio] == [
        ("reciclaje; acopio", "whole_battery"),
        ("tratamiento", "black_mass"),
    ]
    assert bajio[0]["damaged_accepted"] == "yes"
    assert (bajio[1]["chemistries"], bajio[1]["waste_codes"]) == ("NMC; LFP", "31-V-LITIO")
    assert {line["capacity_t_year"] for line in bajio} == {"1200"}
    assert bajio[0]["legal_name"] == PLACES["metales-bajio"].name
    assert (bajio[0]["state_key"], bajio[0]["municipality"]) == ("11", "Silao")
    assert (bajio[0]["transcribed_from"], bajio[0]["list_date"]) == (LIST, "2026-05-04")


def test_authorised_and_certified_never_share_a_column(yard: Yard) -> None:
    lines = table(exported(yard, "csv"))
    certified = [f"{CERTIFICATE}{name}" for name in GRANT_COLUMNS]
    for line in lines:
        is_authorised = any(line[name] for name in GRANT_COLUMNS)
        assert is_authorised != any(line[name] for name in certified)
    (certificate,) = [line for line in lines if line["certificate_scheme"]]
    assert certificate["certificate_number"] == "R2-C-2024-118"
    assert certificate["party"] == RECYCLER


def test_a_name_that_begins_as_a_formula_is_harmless_and_a_longitude_is_a_number(
    yard: Yard,
) -> None:
    text = exported(yard, "csv").decode("utf-8-sig")
    cells = {cell for line in csv.reader(io.StringIO(text, newline="")) for cell in line}
    assert "'+52 55 5555 0100" in cells
    assert "-101.43" in cells
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "@", "\t")]


@pytest.mark.parametrize(
    ("number", "standing", "status"),
    [
        ("11-IV-20-20", "in_force", ("in_force", "")),
        ("26-IV-11-19", "suspended", ("suspended", "2026-07-01")),
        ("15-V-03-16", "pending", ("renewal_filed", "")),
        # That it has expired follows from its end.
        ("21-IV-09-18", "expired", ("in_force", "")),
    ],
)
def test_how_each_stands_on_the_day_is_told(
    yard: Yard, number: str, standing: str, status: tuple[str, str]
) -> None:
    (line, *_) = [one for one in table(exported(yard, "csv")) if one["number"] == number]
    assert (line["on"], line["standing"]) == (ON, standing)
    assert (line["status"], line["status_on"]) == status


def test_a_suspension_that_was_written_later_is_not_known_on_an_earlier_day(yard: Yard) -> None:
    # In force on 10 July as known that day; the suspension from the 1st came in on the 15th.
    then = directory_rows(yard.session, Choice("2026-07-10", known_on="2026-07-10"))
    now = directory_rows(yard.session, Choice("2026-07-10"))
    assert row_with(then, "26-IV-11-19").standing.word == "in_force"
    assert row_with(now, "26-IV-11-19").standing.word == "suspended"
    assert not [row for row in then if row.held.number == "PS/RME-330/26"]


def test_a_day_is_known_to_its_end_in_utc() -> None:
    assert end_of_day_ms("1970-01-01") == 24 * 3600 * 1000 - 1


@pytest.mark.parametrize("word", ["15", "México", "edo. de méxico", "MEX"])
def test_only_the_sites_of_a_state_are_chosen(yard: Yard, word: str) -> None:
    rows = directory_rows(yard.session, Choice(ON, state=word))
    assert {row.held.number for row in rows} == {"15-II-07-21", "15-V-03-16", "15-IV-31-22"}


@pytest.mark.parametrize(
    ("waste", "numbers"),
    [
        ("black_mass", {"11-IV-20-20", "15-V-03-16"}),
        ("electrolyte", set()),
        # Bajío lists this code for black mass, and takes whole batteries of any code.
        ("31-v-litio", {"11-IV-20-20"}),
    ],
)
def test_only_who_may_take_a_waste_is_chosen(yard: Yard, waste: str, numbers: set[str]) -> None:
    rows = directory_rows(yard.session, Choice(ON, waste=waste))
    assert {row.held.number for row in rows} == numbers


@pytest.mark.parametrize(
    ("choice", "code"),
    [
        (Choice(ON, state="Texas"), "direxport.no-state"),
        (Choice(ON, waste="coches"), "direxport.no-waste"),
    ],
)
def test_a_word_that_nobody_knows_is_refused(yard: Yard, choice: Choice, code: str) -> None:
    with pytest.raises(InputError) as caught:
        directory_rows(yard.session, choice)
    assert caught.value.code == code


def test_the_object_has_sites_under_their_party_and_certificates_apart(yard: Yard) -> None:
    value = json.loads(exported(yard, "json"))
    assert (value["version"], value["on"]) == (1, ON)
    assert value["ledger"]["size"] == yard.session.checkpoint().size
    parties = {one["party"]: one for one in value["recyclers"]}
    assert parties[listed_id("litio-sonora")]["legal_name"] == PLACES["litio-sonora"].name
    nave, patio = parties[RECYCLER]["sites"]
    assert (nave["site_id"], nave["certified"]) == ("nave-2", [])
    assert [one["number"] for one in patio["certified"]] == ["R2-C-2024-118"]
    assert {one["number"] for one in patio["authorised"]} == {"PS/RME-101/26", "19-IV-36-26"}
    assert patio["accepted"] == {"year": "2026", "kg": "0"}
    (held,) = parties[listed_id("litio-sonora")]["sites"][0]["authorised"]
    assert (held["standing"], held["since"]) == ("suspended", "2026-07-01")
    assert len(held["entries"]) == 2
    assert held["transcription"]["source"] == LIST


def test_a_site_that_nobody_registered_is_listed_without_a_card(yard: Yard) -> None:
    known = row_with(directory_rows(yard.session, ALL), "15-IV-31-22")
    held = replace(known.held, holder_site="bodega-9")
    row = row_of(yard.session.around.regulations, known.party, held, ON)
    (line,) = cells_of(row)
    assert (row.site, line["site_id"], line["state"]) == ({}, "bodega-9", "")


@pytest.mark.parametrize("form", ["csv", "json", "bpz"])
def test_the_same_ledger_gives_the_same_bytes(yard: Yard, form: str) -> None:
    assert exported(yard, form) == exported(yard, form)


def test_a_signed_file_is_never_a_choice(yard: Yard) -> None:
    for choice in (Choice(ON, state="15"), Choice(ON, waste="slag"), Choice(ON, known_on=ON)):
        with pytest.raises(InputError) as caught:
            exported(yard, "bpz", choice)
        assert caught.value.code == "direxport.whole"


def test_who_grants_is_named_where_nobody_copied_a_list(yard: Yard) -> None:
    (line, *_) = [one for one in table(exported(yard, "csv")) if one["number"] == "PS/RME-101/26"]
    assert (line["granted_by"], line["transcribed_from"]) == (REGISTRAR, "")
