"""Everything that is off in a list is named by row and column, and nothing is half imported."""

from __future__ import annotations

from typing import Any

import pytest

from app.yard import Yard
from batterypass.app.directory_import import sign_list
from batterypass.errors import InputError, RefusedError
from batterypass.exchange.listing_mapping import ListMapping
from directory.lists import (
    DAY,
    OTHER,
    ROW,
    THIRD,
    check,
    held,
    kinds,
    said,
    table,
    take,
    told,
)
from directory.lists import template as template
from directory.lists import yard as yard

BAD_CELLS = [
    ({"effective_to": "45292"}, "effective_to", "45292", "list_serial", "2024-01-01"),
    ({"effective_to": "03/04/2026"}, "effective_to", "03/04/2026", "list_day_order",
     "2026-04-03 / 2026-03-04"),
    ({"effective_to": "2026-02-30"}, "effective_to", "2026-02-30", "list_day", ""),
    ({"effective_to": "10 años"}, "effective_to", "10 años", "list_day", ""),
    ({"legal_name": '=HYPERLINK("http://x.example")'}, "legal_name",
     '=HYPERLINK("http://x.example")', "list_formula", ""),
    ({"legal_name": "+cmd|' /C calc'!A0"}, "legal_name", "+cmd|' /C calc'!A0", "list_formula", ""),
    ({"street": "@SUM(A1)"}, "street", "@SUM(A1)", "list_formula", ""),
    ({"street": "-2+3+cmd"}, "street", "-2+3+cmd", "list_formula", ""),
    ({"phone": "+1+1"}, "phone", "+1+1", "list_formula", ""),
    ({"number": "#REF!"}, "number", "#REF!", "list_failed", ""),
    ({"operations": "fundición"}, "operations", "fundición", "list_word", "remediacion"),
    ({"operations": "IV"}, "operations", "IV", "list_word", ""),
    ({"waste_class": "RP"}, "waste_class", "RP", "list_word", ""),
    ({"status": "quién sabe"}, "status", "quién sabe", "list_word", ""),
    ({"postal_code": "6600"}, "postal_code", "6600", "list_zero", "06600"),
    ({"capacity_t_year": "mucho"}, "capacity_t_year", "mucho", "number", ""),
    ({"latitude": "190.5"}, "latitude", "190.5", "list_degrees", ""),
    ({"scheme": "R2v3"}, "scheme", "R2v3", "list_certified", ""),
    ({"number": ""}, "number", "", "missing", ""),
    ({"street": "Bah\u00c3\u00ada 3"}, "street", "Bah\u00c3\u00ada 3", "list_twice", "Bahía 3"),
    ({"status": "vencida"}, "status", "expired", "list_expired", ""),
    ({"status": "prórroga en trámite"}, "status", "renewal_filed", "list_renewal_day", ""),
    ({"effective_from": ""}, "effective_from", "", "list_needed", ""),
    ({"street": ""}, "street", "", "list_needed", ""),
]  # fmt: skip


@pytest.mark.parametrize(("change", "column", "value", "key", "hint"), BAD_CELLS)
def test_a_cell_that_is_off_is_named_by_row_and_column(
    yard: Yard, change: dict[str, str], column: str, value: str, key: str, hint: str
) -> None:
    bad = {**OTHER, "capacity_t_year": "", "latitude": "", **change}
    checked = check(yard, table({**dict.fromkeys(bad, ""), **ROW}, bad))
    [problem] = checked.problems()
    assert (problem.line, problem.column, problem.value, problem.key, problem.hint) == (
        3, column, value, key, hint,
    )  # fmt: skip
    for lang in ("en", "es"):
        assert problem.text(lang).isprintable()
    assert checked.count("added") == 1


@pytest.mark.parametrize("dash", ["-", "—", "N/A", "--"])
def test_a_dash_is_nothing_and_no_formula(yard: Yard, dash: str) -> None:
    checked = check(yard, table({**ROW, "phone": dash, "effective_to": dash}))
    assert not checked.refused
    assert kinds(checked) == {"granted": 1, "list-transcribed": 1}


@pytest.mark.parametrize(
    ("field", "value"), [("phone", "+52 (81) 5555-0142"), ("longitude", "-101.4")]
)
def test_a_telephone_and_a_coordinate_are_no_formulas(yard: Yard, field: str, value: str) -> None:
    assert not check(yard, table({**ROW, field: value})).refused


def test_a_formula_in_a_column_that_is_not_used_is_told(yard: Yard) -> None:
    checked = check(yard, table({**ROW, "notes of ours": "=1+1"}))
    assert told(checked) == [
        'line 2  notes of ours  "=1+1"  a formula, in a column that is not used'
    ]
    assert [one.name for one in checked.header.left_out] == ["notes of ours"]


def test_two_rows_of_one_number_that_differ_name_each_other(yard: Yard) -> None:
    other = {**ROW, "effective_to": "2037-01-14"}
    checked = check(yard, table(ROW, OTHER, other))
    assert said(checked) == [
        'line 2  effective_to  "2036-01-14"  line 4 has the same number with another effective_to:'
        " 2037-01-14",
        'line 4  effective_to  "2037-01-14"  line 2 has the same number with another effective_to:'
        " 2036-01-14",
    ]
    # Left out on purpose, neither of the two is believed.
    checked = check(yard, table(ROW, OTHER, other), skip_errors=True)
    assert [one.number for one in checked.outcomes] == [OTHER["number"]]


def test_the_same_row_twice_counts_once(yard: Yard) -> None:
    checked = take(yard, table(ROW, OTHER, ROW))
    assert checked.repeats == [(4, 2)]
    assert kinds(checked) == {"granted": 2, "list-transcribed": 1}


def test_rows_of_one_number_with_other_scopes_are_one_authorisation(yard: Yard) -> None:
    more = {**ROW, "operations": "acopio", "streams": "black_mass"}
    checked = take(yard, table(ROW, more))
    assert checked.joined == [[2, 3]]
    assert "lines 2, 3 are one authorisation with several scopes" in told(checked)[0]
    assert [(one["operation"], one["streams"]) for one in held(yard).scopes] == [
        ("reciclaje", ["whole_battery"]), ("acopio", ["black_mass"]),
    ]  # fmt: skip


def test_an_end_before_its_start_is_the_rules_word_at_its_column(yard: Yard) -> None:
    checked = check(yard, table(ROW, {**OTHER, "effective_to": "2026-01-01"}))
    [problem] = checked.problems()
    assert (problem.line, problem.column, problem.value, problem.code) == (
        3, "effective_to", "2026-01-01", "BP-D003",
    )  # fmt: skip
    with pytest.raises(RefusedError):
        sign_list(yard.session, checked)


def test_a_number_that_cannot_exist_is_refused_at_its_column(yard: Yard) -> None:
    checked = check(yard, table({**ROW, "tax_id": "MBA019901AA1"}))
    [problem] = checked.problems()
    assert (problem.line, problem.column, problem.code) == (2, "tax_id", "BP-D002")


def test_two_papers_for_the_same_are_told_and_taken(yard: Yard) -> None:
    checked = take(yard, table(ROW, {**ROW, "number": "11-IV-99-09"}))
    [note] = checked.notes
    assert (note.line, note.column, note.code) == (3, "number", "BP-D006")


def test_a_field_that_the_ledger_cannot_hold_is_named_at_its_column(yard: Yard) -> None:
    checked = check(yard, table(ROW, {**OTHER, "legal_name": "x" * 201}))
    [problem] = checked.problems()
    assert (problem.line, problem.column, problem.key) == (3, "legal_name", "list_form")


def test_nothing_of_a_list_with_errors_is_imported(yard: Yard) -> None:
    before = len(yard.ledger)
    checked = check(yard, table(ROW, {**OTHER, "effective_to": "soon"}))
    with pytest.raises(InputError, match="1 of 2 rows have errors; nothing was written"):
        sign_list(yard.session, checked)
    assert len(yard.ledger) == before


def test_with_skip_errors_the_good_rows_go_in_and_the_others_stay_as_old_as_they_are(
    yard: Yard,
) -> None:
    take(yard, table(ROW, OTHER), day="2026-02-10")
    body = table(ROW, {**OTHER, "effective_to": "soon"}, THIRD)
    checked = check(yard, body, skip_errors=True)
    sign_list(yard.session, checked, skip_errors=True)
    ledger = yard.session.world.ledger()
    [known] = ledger.lists.values()
    assert known["not_listed"] == [held(yard, OTHER["number"]).subject]
    assert held(yard, THIRD["number"]).effective_to == "2036-01-14"


def test_what_is_gone_is_not_suspended_while_rows_are_unread(yard: Yard) -> None:
    take(yard, table(ROW, OTHER), day="2026-02-10")
    body = table(ROW, {**THIRD, "number": ""})
    with pytest.raises(InputError, match="nobody can tell what is gone"):
        check(yard, body, skip_errors=True, gone="revoke")


@pytest.mark.parametrize(
    ("drop", "said_of"),
    [("number", "number"), ("scheme", "scheme"), ("streams", "streams"), ("street", "street")],
)
def test_a_column_that_every_row_needs_is_asked_for_once(
    yard: Yard, drop: str, said_of: str
) -> None:
    rows = [{name: value for name, value in row.items() if name != drop} for row in (ROW, OTHER)]
    with pytest.raises(
        InputError, match=f"no column gives: {said_of}. .*--default {said_of}=VALUE"
    ):
        check(yard, table(*rows))


def test_a_default_stands_where_no_row_says_anything(yard: Yard) -> None:
    rows = [{n: v for n, v in row.items() if n != "streams"} for row in (ROW, OTHER)]
    mapping = ListMapping(defaults={"streams": "black_mass"})
    take(yard, table(*rows), mapping=mapping)
    assert held(yard).scopes[0]["streams"] == ["black_mass"]


def test_two_columns_for_one_field_are_refused(yard: Yard) -> None:
    with pytest.raises(InputError, match="'tax_id' and 'RFC' give the same value"):
        check(yard, table({**ROW, "RFC": "X"}))


def test_two_plants_of_a_firm_in_one_town_are_two_sites(yard: Yard) -> None:
    other = {**ROW, "number": "11-IV-40-09", "street": "Calle Dos", "ext_no": "7"}
    take(yard, table(ROW, other))
    assert held(yard).holder == held(yard, "11-IV-40-09").holder
    assert held(yard).holder_site == "silao-guanajuato"
    assert held(yard, "11-IV-40-09").holder_site == "silao-guanajuato-calle-dos-7"


def test_two_rows_that_say_other_things_of_one_party_name_each_other(yard: Yard) -> None:
    other = {**OTHER, "tax_id": ROW["tax_id"]}
    [problem] = check(yard, table(ROW, other)).problems()
    assert (problem.line, problem.column, problem.key) == (3, "legal_name", "list_party_differs")
    other = {**ROW, "number": "11-IV-40-09", "site_id": "planta", "phone": "+52 1"}
    [problem] = check(yard, table({**ROW, "site_id": "planta"}, other)).problems()
    assert (problem.line, problem.column, problem.key) == (3, "phone", "list_site_differs")


@pytest.mark.parametrize(
    ("settings", "match"),
    [
        ({"day": "2026-06-01"}, "after today"),
        ({"actor": "https://nobody.example"}, "is not registered"),
        ({"actor": "https://camino-real.example"}, "its roles are carrier"),
        ({"actor": "https://camino-real.example", "source": None}, "is no authority"),
    ],
)
def test_who_may_not_import_and_a_list_of_tomorrow_are_refused(
    yard: Yard, settings: dict[str, Any], match: str
) -> None:
    with pytest.raises(InputError, match=match):
        check(yard, table(ROW), **settings)


def test_an_older_list_does_not_undo_a_newer_one(yard: Yard) -> None:
    take(yard, table(ROW), day=DAY)
    with pytest.raises(InputError, match=f"newer list of {DAY}"):
        check(yard, table(ROW, OTHER), day="2026-02-01")
