"""The rows that could not go in, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batterypass.exchange.csv_rows import read_csv
from batterypass.exchange.errors_file import encode_errors, is_errors_file
from batterypass.exchange.problems import RowProblem
from batterypass.exchange.reading import read_rows
from batterypass.exchange.rows import Row, clean, neutral
from batterypass.exchange.source import Source
from exchange import samples
from exchange.samples import HEADER


def refused(source: Source) -> list[tuple[Row, list[RowProblem]]]:
    """Give the only row of a file with its problems."""
    (row,) = read_rows(source).rows
    (problems,) = samples.read(source)
    assert isinstance(problems, list)
    return [(row, problems)]


def test_a_row_comes_with_its_line_and_all_its_problems() -> None:
    source = samples.table({"mass_kg": "x", "made_month": "y"})
    body = encode_errors(refused(source), names=HEADER.split(","), delimiter=",", lang="es")
    header, row = csv.reader(io.StringIO(body.decode("utf-8-sig")))
    assert header == ["line", "problems", *HEADER.split(",")]
    assert row[0] == "2"
    assert row[1].startswith('mass_kg  "x"  se esperaba un número')
    assert 'made_month  "y"' in row[1]
    assert row[2:] == [{**samples.GOOD, "mass_kg": "x", "made_month": "y"}[n] for n in header[2:]]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_no_cell_of_an_errors_file_is_a_formula(sign: str) -> None:
    evil = f"{sign}cmd|' /C calc'!A0"
    columns = f"{HEADER},{evil}"
    source = samples.table({"serial": evil, "mass_kg": evil, evil: evil}, columns=columns)
    body = encode_errors(refused(source), names=columns.split(","), delimiter=",", lang="en")
    for row in csv.reader(io.StringIO(body.decode("utf-8-sig"))):
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_a_corrected_errors_file_is_imported_as_it_stands() -> None:
    source = samples.table({"serial": "SA-1", "mass_kg": "4.1e2"})
    body = encode_errors(refused(source), names=HEADER.split(","), delimiter=";", lang="es")
    corrected = Source("shift.errors.csv", body.replace(b"4.1e2", b"410"))
    assert samples.form(corrected)["mass_kg"] == "410"


def test_json_rows_with_names_of_their_own_share_one_table() -> None:
    source = samples.lines({"serial": "1", "colour": "red"}, {"model": "M"})
    rows = list(read_rows(source).rows)
    body = encode_errors([(row, []) for row in rows], lang="en")
    found = list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))
    assert [(one["serial"], one["colour"], one["model"]) for one in found] == [
        ("1", "red", ""), ("", "", "M"),
    ]  # fmt: skip


def test_only_our_own_kind_of_file_is_overwritten() -> None:
    assert is_errors_file(encode_errors([], names=("serial",), delimiter=";")[:64])
    assert is_errors_file(b"")
    assert not is_errors_file(b"serial,model\n")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(max_size=12), min_size=1, max_size=4))
def test_every_cell_comes_back_as_it_was_read(texts: list[str]) -> None:
    cells = [clean(text.replace("\x00", "").replace("\x1a", "")) for text in texts]
    cells = ["".join(s for s in cell if s.isprintable()) for cell in cells]
    cells = ["1", *(clean(cell) for cell in cells)]
    names = tuple(f"c{n}" for n in range(len(cells)))
    row = Row(2, names, cells)
    body = encode_errors([(row, [])], names=names, delimiter=",")
    (again,) = read_csv(Source("t.errors.csv", body)).rows
    assert list(again.texts) == cells


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=20))
def test_neutral_cells_are_cleaned_back(text: str) -> None:
    cell = clean(text)
    assert clean(neutral(cell)) == clean(cell)
