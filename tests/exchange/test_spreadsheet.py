"""Workbooks are read back by a program of others: numbers are numbers, text is never a formula."""

from __future__ import annotations

import io
import zipfile

import pytest
from openpyxl import load_workbook

from batterypass.exchange.spreadsheet import (
    MOST_LETTERS,
    Sheet,
    SheetColumn,
    column_name,
    encode_workbook,
)

COLUMNS = (SheetColumn("name"), SheetColumn("kg", is_figure=True))


def read_back(*rows: tuple[str, str], name: str = "flows") -> list[tuple[object, ...]]:
    book = load_workbook(io.BytesIO(encode_workbook("T", [Sheet(name, COLUMNS, rows)])))
    (sheet,) = book.worksheets
    return list(sheet.iter_rows(values_only=True))


@pytest.mark.parametrize(
    ("text", "value"),
    [("412.5", 412.5), ("0", 0), ("-30", -30), ("68.70707", 68.70707), ("", None), ("—", "—"),
     # More digits than a spreadsheet keeps stay as they were written.
     ("1234567890.1234567", "1234567890.1234567"), ("1e5", "1e5")],
)  # fmt: skip
def test_a_figure_is_a_number_and_keeps_its_digits(text: str, value: object) -> None:
    assert read_back(("a", text))[1] == ("a", value)


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "@SUM(A1)", "007", 'a < b & c > "d"', " two  blanks ", "línea\nnueva"]
)
def test_what_is_text_stays_text(text: str) -> None:
    assert read_back((text, "1"))[1] == (text, 1)


def test_signs_that_xml_lacks_do_not_break_the_file() -> None:
    assert read_back(("a\x01\uffffb", ""))[1][0] == "a<U+0001>\ufffdb"


def test_a_cell_that_is_too_long_is_cut_where_programs_stop_reading() -> None:
    cell = read_back(("x" * 40_000, ""))[1][0]
    assert isinstance(cell, str)
    assert len(cell) == MOST_LETTERS
    assert cell.endswith("…")


def test_names_of_sheets_are_ones_that_may_be() -> None:
    sheets = [Sheet("a/b: [c]" + "x" * 40, COLUMNS, ())] * 2 + [Sheet("", COLUMNS, ())]
    names = load_workbook(io.BytesIO(encode_workbook("T", sheets))).sheetnames
    assert names[0] == "a b   c " + "x" * 23
    assert len(set(names)) == 3
    assert all(len(name) <= 31 for name in names)


def test_the_same_tables_give_the_same_bytes_without_a_date() -> None:
    sheets = [Sheet("flows", COLUMNS, (("a", "1"),))]
    data = encode_workbook("T", sheets)
    assert data == encode_workbook("T", sheets)
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        assert found.testzip() is None
        assert {one.date_time for one in found.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not any(b"dcterms" in found.read(name) for name in found.namelist())


def test_columns_are_called_as_in_every_spreadsheet() -> None:
    assert [column_name(place) for place in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_a_row_that_does_not_fit_its_columns_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        encode_workbook("T", [Sheet("flows", COLUMNS, (("a", "1", "2"),))])
