"""Every row of the case sheet, compared as its section 15 says."""

from __future__ import annotations

import pytest

from batterypass.bootstrap import transport_tables
from batterypass.regulations.transport.decide import decide
from batterypass.regulations.transport.rows import answers_of_row
from shared import shared
from transport.deciding import CASES, cases, plain


def test_the_case_sheet_is_the_one_that_was_compiled() -> None:
    assert CASES.read_bytes() == shared("reference/transport-cases.csv").read_bytes()


@pytest.mark.parametrize("row", cases(), ids=lambda row: row["id"])
def test_a_row_of_the_case_sheet(row: dict[str, str]) -> None:
    found = decide(answers_of_row(row), transport_tables())

    assert found.missing == ()
    assert found.un == row["expected_un"]
    assert plain(found.psn) == plain(row["expected_psn"])
    assert found.prohibited == (row["prohibited"] == "yes")
    assert found.outcome == ("forbidden" if found.prohibited else "allowed")
    if row["expected_pi"]:
        assert set(found.packing_instructions) == set(row["expected_pi"].split("|"))
    if row["expected_labels"]:
        wanted = [] if row["expected_labels"] == "none" else row["expected_labels"].split(";")
        assert sorted(map(plain, found.marks)) == sorted(map(plain, wanted))
    if row["expected_statement"] == "none":
        assert found.statements == ()
    elif row["expected_statement"]:
        said = set(map(plain, found.statements))
        assert {plain(part) for part in row["expected_statement"].split(" // ")} <= said
    assert all(one.source and one.text.en and one.text.es for one in found.reasons)


def test_every_regime_and_every_number_of_the_sheet_is_tried() -> None:
    rows = cases()

    assert {row["mode"].partition(":")[2] for row in rows} == {
        "ADR", "RID", "IMDG", "IATA", "49CFR", "NOM",
    }  # fmt: skip
    assert {row["expected_un"] for row in rows} >= {
        "UN3480", "UN3481", "UN3090", "UN3551", "UN3556", "UN3536", "UN3171",
    }  # fmt: skip
