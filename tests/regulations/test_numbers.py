"""Numbers of every scheme: the examples of the table, mutations of each, and impossible ones."""

from __future__ import annotations

import re
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from batterypass.errors import UndecidedError
from batterypass.regulations.number_shapes import NumberCheck
from batterypass.regulations.numbers import (
    check_authorisation,
    check_number,
    check_registration,
    nra_municipality,
    nra_state,
    tidy,
)
from batterypass.regulations.places import states
from batterypass.regulations.tables import Regulations
from worlds import packaged_regulations

TABLES = packaged_regulations()
SCOPES = TABLES.table("authorisation-scopes").rows
FORMATS = TABLES.table("number-formats").rows
EXAMPLES = [
    (row["scheme"], row["scope_code"], row["number_example"], bool(row["number_regex"]))
    for row in SCOPES
    if row["number_example"]
]
#: What happens to a number on its way from a paper to a keyboard, and leaves no scheme's shape.
MUTATIONS = {
    "a sign before it": lambda number: f"#{number}",
    "a full stop after it": lambda number: f"{number}.",
    "a letter of another script": lambda number: f"{number[:-1]}Ж",
    "a digit of another script": lambda number: re.sub(r"[0-9A-Z]$", "٣", number),
    "twice": lambda number: f"{number}{number}",
}


def reasons(check: NumberCheck) -> list[str]:
    return [reason.code for reason in check.reasons]


@pytest.mark.parametrize(("scheme", "scope", "number", "patterned"), EXAMPLES)
def test_every_example_of_the_table_has_the_shape_of_its_row(
    scheme: str, scope: str, number: str, patterned: bool
) -> None:
    check = check_number(TABLES, scheme, scope, number)

    assert check.answer == ("fits" if patterned else "unknown_shape")
    assert check.row == f"{scheme} {scope}"
    assert check.example == number
    assert check.confidence in ("high", "medium", "low")


@pytest.mark.parametrize("what", MUTATIONS)
@pytest.mark.parametrize(("scheme", "scope", "number"), [line[:3] for line in EXAMPLES if line[3]])
def test_a_mistake_of_copying_is_a_wrong_shape_and_no_more(
    scheme: str, scope: str, number: str, what: str
) -> None:
    check = check_number(TABLES, scheme, scope, MUTATIONS[what](number))

    assert check.answer == "wrong_shape"
    assert reasons(check)[0] == "number-wrong-shape"
    assert number in check.example
    assert check.pattern


@pytest.mark.parametrize("what", MUTATIONS)
@pytest.mark.parametrize(
    ("scheme", "scope", "number"), [line[:3] for line in EXAMPLES if not line[3]]
)
def test_where_the_table_has_no_shape_nothing_is_wrong(
    scheme: str, scope: str, number: str, what: str
) -> None:
    assert check_number(TABLES, scheme, scope, MUTATIONS[what](number)).answer == "unknown_shape"


@pytest.mark.parametrize(
    ("scheme", "scope", "number", "answer", "reason"),
    [
        # Three shapes of SEMARNAT; offices mix them and nothing follows from the Roman figure.
        ("MX-SEMARNAT", None, "06-10-PS-I-01-2011", "fits", "number-fits"),
        ("MX-SEMARNAT", None, "02-V-20-21", "fits", "number-fits"),
        ("MX-SEMARNAT", None, "QUI5I1903911", "fits", "number-fits"),
        ("MX-SEMARNAT", "RECICLAJE", "19-IV-36-09", "fits", "number-fits"),
        ("MX-SEMARNAT", "RECICLAJE", "06-10-PS-I-01-2011", "fits", "number-fits"),
        ("MX-SEMARNAT", "TRANSPORTE", "02-V-20-21", "fits", "number-fits"),
        ("MX-SEMARNAT", "TRATAMIENTO", "02-I-20-21", "fits", "number-fits"),
        ("MX-SEMARNAT", "ACOPIO", "2-4-PS-II-1-09-2009", "fits", "number-fits"),
        ("MX-SEMARNAT", "TRANSPORTE", "06-10-PS-I-01-11", "wrong_shape", "number-wrong-shape"),
        ("MX-SEMARNAT", "TRANSPORTE", "06-10-PS-1-01-2011", "wrong_shape", "number-wrong-shape"),
        ("MX-SEMARNAT", "TRANSPORTE", "06-10-I-01-2011", "wrong_shape", "number-wrong-shape"),
        ("MX-SEMARNAT", "TRATAMIENTO", "002-V-20-21", "wrong_shape", "number-wrong-shape"),
        ("MX-SEMARNAT", "TRATAMIENTO", "02-V-20-21 PRORROGA", "wrong_shape", "number-wrong-shape"),
        ("MX-SEMARNAT", None, "DGGIMAR.710/001234", "wrong_shape", "number-wrong-shape"),
        ("MX-SEMARNAT", "RECICLAJE", "DGGIMAR.710/001234", "unknown_shape", "number-unknown"),
        ("MX-SEMARNAT", "CONFINAMIENTO", "VII/7", "unknown_shape", "number-unknown"),
        ("MX-SEMARNAT", "NO-SUCH-SCOPE", "7", "unknown_shape", "number-unknown"),
        # Who somebody is and what is allowed are two numbers.
        ("MX-SEMARNAT", "TRANSPORTE", "QUI5I1903911", "wrong_shape", "number-wrong-shape"),
        ("MX-SEMARNAT", "NRA", "02-V-20-21", "wrong_shape", "number-wrong-shape"),
        # An NRA names a state from 01 to 32.
        ("MX-SEMARNAT", "NRA", "QUI5I0103911", "fits", "number-fits"),
        ("MX-SEMARNAT", "NRA", "QUI5I3203911", "fits", "number-fits"),
        ("MX-SEMARNAT", "NRA", "QUI5I0003911", "impossible", "number-no-state"),
        ("MX-SEMARNAT", "NRA", "QUI5I3303911", "impossible", "number-no-state"),
        ("MX-SEMARNAT", "NRA", "000009900000", "impossible", "number-no-state"),
        ("MX-SEMARNAT", None, "QUI5I9903911", "impossible", "number-no-state"),
        ("MX-SEMARNAT", "TRANSPORTE", "QUI5I9903911", "wrong_shape", "number-wrong-shape"),
        ("MX-SEMARNAT", "NRA", "QUI5I190391", "wrong_shape", "number-wrong-shape"),
        ("MX-SEMARNAT", "NRA", "QUI5I99O3911", "wrong_shape", "number-wrong-shape"),
        # Characters 9-16 of a SICT permit are a day.
        ("MX-SICT", "SCT", "0202AALJ29022016230301000", "fits", "number-fits"),
        ("MX-SICT", "SCT", "0202AALJ29022015230301000", "impossible", "number-no-day"),
        ("MX-SICT", "SCT", "0202AALJ31042015230301000", "impossible", "number-no-day"),
        ("MX-SICT", "SCT", "0202AALJ00012015230301000", "impossible", "number-no-day"),
        ("MX-SICT", "SCT", "0202AALJ01132015230301000", "impossible", "number-no-day"),
        ("MX-SICT", "SCT", "0202AALJ01010000230301000", "impossible", "number-no-day"),
        ("MX-SICT", None, "0202AALJ20150901230301000", "impossible", "number-no-day"),
        ("MX-SICT", None, "0202AALJ0109201523030100", "wrong_shape", "number-wrong-shape"),
        # The first two letters of an EPA id are a state or territory.
        ("US-RCRA", "EPA-ID", "PRD980594618", "fits", "number-fits"),
        ("US-RCRA", "EPA-ID", "GUD000000001", "fits", "number-fits"),
        ("US-RCRA", "EPA-ID", "TXR000081234", "fits", "number-fits"),
        ("US-RCRA", "EPA-ID", "NND000000001", "fits", "number-fits"),
        ("US-RCRA", "EPA-ID", "VSQG", "fits", "number-fits"),
        ("US-RCRA", "EPA-ID", "ZZD000532119", "impossible", "number-no-us-state"),
        ("US-RCRA", "EPA-ID", "MX12", "impossible", "number-no-us-state"),
        ("US-RCRA", None, "XXD000532119", "impossible", "number-no-us-state"),
        ("US-RCRA", None, "PERMIT12", "fits", "number-fits"),
        ("US-RCRA", "RCRA-TSDF", "ZZD000532119", "unknown_shape", "number-unknown"),
        ("US-RCRA", "EPA-ID", "VA", "wrong_shape", "number-wrong-shape"),
        ("US-RCRA", "EPA-ID", "VAD0005321190", "wrong_shape", "number-wrong-shape"),
        # The United Kingdom, and those whose numbers have no one shape.
        ("UK", "EPR-SITE", "EPR/AB1234CD", "fits", "number-fits"),
        ("UK", "EPR-SITE", "AB1234CD/D0001", "fits", "number-fits"),
        ("UK", "EPR-SITE", "CBDU12345", "wrong_shape", "number-wrong-shape"),
        ("UK", None, "CBDU12345", "fits", "number-fits"),
        ("UK", "NI-CARRIER", "ROC LT 7", "fits", "number-fits"),
        ("UK", "ABTO", "T1234", "unknown_shape", "number-unknown"),
        ("EU", "WFD-23", "anything", "unknown_shape", "number-unknown"),
        ("EU", None, "anything", "unknown_shape", "number-unknown"),
        ("VOLUNTARY", "R2v3", "C-1", "unknown_shape", "number-unknown"),
        ("MX-STATE", "RME-STATE", "whatever a state prints", "unknown_shape", "number-unknown"),
        ("a scheme of tomorrow", None, "7", "unknown_shape", "number-unknown"),
        # What no number of any scheme is.
        ("MX-STATE", "RME-STATE", "", "impossible", "number-empty"),
        ("a scheme of tomorrow", None, " \t", "impossible", "number-empty"),
        ("MX-STATE", None, "PS/TIJ\x00256", "impossible", "number-unseen"),
        ("MX-STATE", None, "PS/TIJ-256\n", "impossible", "number-unseen"),
        ("MX-STATE", None, "\ufeffPS/TIJ-256", "impossible", "number-unseen"),
        ("MX-STATE", None, "PS/TIJ\u00ad256", "impossible", "number-unseen"),
        ("MX-STATE", None, "P" * 60, "unknown_shape", "number-unknown"),
        ("MX-STATE", None, "P" * 61, "impossible", "number-long"),
    ],
)
def test_a_number_gets_the_answer_that_the_sheet_asks_for(
    scheme: str, scope: str | None, number: str, answer: str, reason: str
) -> None:
    check = check_number(TABLES, scheme, scope, number)

    assert (check.answer, reasons(check)[0]) == (answer, reason)
    for one in check.reasons:
        assert one.text("es") != one.text("en")
        assert "—" not in one.text("es") + one.text("en")


@pytest.mark.parametrize(
    ("scheme", "number", "answer"),
    [
        ("NRA", "QUI5I1903911", "fits"),
        ("nra", "QUI5I1903911", "fits"),
        ("NRA", "QUI5I4003911", "impossible"),
        ("NRA", "02-V-20-21", "wrong_shape"),
        ("EPA-ID", "VAD000532119", "fits"),
        ("epa id", "VAD000532119", "fits"),
        ("EPA_ID", "QQD000532119", "impossible"),
        ("SCT", "0202AALJ01092015230301000", "fits"),
        ("MX-SICT", "0202AALJ32092015230301000", "impossible"),
        ("CBD", "CBDU12345", "fits"),
        ("CBD", "EPR/AB1234CD", "wrong_shape"),
        ("UK", "EPR/AB1234CD", "fits"),
        ("RFC", "TVO150515CC3", "fits"),
        ("rfc", "GOÑ&850731AB9", "fits"),
        ("RFC", "XAXX010101000", "fits"),
        ("RFC", "XEXX010101000", "fits"),
        ("RFC", "ABC000229AB1", "fits"),
        ("RFC", "ABC010229AB1", "impossible"),
        ("RFC", "ABC150931AB1", "impossible"),
        ("RFC", "ABC151301AB1", "impossible"),
        ("RFC", "ABC150500AB1", "impossible"),
        ("RFC", "AB150515CC3", "wrong_shape"),
        ("RFC", "ABCDE150515CC3", "wrong_shape"),
        ("RFC", "tvo150515cc3", "wrong_shape"),
        ("RFC", "TVO150515CC", "wrong_shape"),
        ("RFC", "", "impossible"),
        ("VAT", "DE123456789", "unknown_shape"),
        ("VAT", "D" * 61, "impossible"),
        ("VAT", "", "impossible"),
    ],
)
def test_a_registration_is_held_against_the_scheme_that_it_names(
    scheme: str, number: str, answer: str
) -> None:
    assert check_registration(TABLES, scheme, number).answer == answer


@pytest.mark.parametrize(
    ("number", "proposed"),
    [
        ("19–039–PS–I–07–2026", "19-039-PS-I-07-2026"),
        ("19 - 039 - PS - I - 07 - 2026", "19-039-PS-I-07-2026"),
        ("19-039-ps-i-07-2026", "19-039-PS-I-07-2026"),
        ("19-039-PS-I-07-2026\u00a0", "19-039-PS-I-07-2026"),
        ("19/039/PS/I/07/2026", None),
    ],
)
def test_where_only_case_spaces_or_hyphens_are_off_the_number_is_proposed(
    number: str, proposed: str | None
) -> None:
    check = check_number(TABLES, "MX-SEMARNAT", "TRANSPORTE", number)

    assert check.answer == "wrong_shape"
    given_ = [reason.values["tidied"] for reason in check.reasons if "tidied" in reason.values]
    assert given_ == ([proposed] if proposed else [])


def test_a_paper_for_two_things_is_judged_by_the_milder_one() -> None:
    check = partial(check_authorisation, TABLES, "MX-SEMARNAT", number="DGGIMAR.710/001234")

    assert check(["transport"]).answer == "wrong_shape"
    assert check(["reciclaje"]).answer == "unknown_shape"
    assert check(["transport", "reciclaje"]).answer == "unknown_shape"
    assert check([]).answer == "wrong_shape"


@pytest.mark.parametrize(
    ("number", "key", "municipality"),
    [
        ("QUI5I1903911", "19", "039"),
        ("RNO1C0904833", "09", "048"),
        ("QUI5I3303911", None, "039"),
        ("qui5i1903911", None, None),
        ("QUI5I190391", None, None),
        ("QUI5I1903911\n", None, None),
        ("QUI5I١٩03911", None, None),
    ],
)
def test_an_nra_tells_the_state_and_municipality_of_its_plant(
    number: str, key: str | None, municipality: str | None
) -> None:
    state = nra_state(number)

    assert (state.key if state else None) == key
    assert nra_municipality(number) == municipality


def test_the_states_that_an_nra_may_name_are_those_that_there_are() -> None:
    row = next(row for row in FORMATS if row["id"] == "NRA-STATE")

    assert row["values"] == [state.key for state in states()]


def test_every_pattern_of_the_tables_can_be_read_and_is_anchored() -> None:
    patterns = [row["number_regex"] for row in SCOPES if row["number_regex"]]
    patterns += [row[name] for row in FORMATS for name in ("shape", "shape_unsaid") if name in row]

    assert len(patterns) > 15
    for pattern in patterns:
        re.compile(pattern, re.ASCII)
        assert pattern.startswith("^")
        assert pattern.endswith("$")
    for row in FORMATS:
        if row["check"] in ("day", "one_of"):
            assert "(?P<part>" in row["shape"]


def test_an_impossible_number_says_how_sure_its_row_is() -> None:
    check = check_registration(TABLES, "RFC", "ABC151301AB1")

    assert (check.row, check.confidence) == ("RFC-DAY", "low")
    assert check.reasons[0].values == {"named": "151301"}


def test_a_bundle_without_the_tables_cannot_decide() -> None:
    with pytest.raises(UndecidedError):
        check_number(Regulations(), "MX-SEMARNAT", None, "02-V-20-21")


@given(
    st.sampled_from(sorted({row["scheme"] for row in SCOPES} | {"RFC", "NRA", "EPA-ID", "SCT"})),
    st.text(max_size=70),
)
def test_no_text_breaks_a_check(scheme: str, number: str) -> None:
    for check in (
        check_number(TABLES, scheme, None, number),
        check_registration(TABLES, scheme, number),
    ):
        assert check.reasons
        for reason in check.reasons:
            assert reason.text("es")
            assert reason.text("en")


@given(st.text(st.characters(max_codepoint=127), max_size=40))
def test_tidying_twice_changes_nothing_more(number: str) -> None:
    assert tidy(tidy(number)) == tidy(number)
