"""Tables as they come from spreadsheets."""

from __future__ import annotations

import pytest

from batterypass.errors import InputError, MalformedError
from batterypass.exchange.csv_rows import read_csv
from batterypass.exchange.rows import MAX_ROWS, Row
from batterypass.exchange.source import Source
from exchange import samples
from exchange.samples import HEADER

ROW = "SA26-000001,SA-46,LFP,EV,350.4,131.3,46000,412.5,2026-02"


def rows(body: str | bytes) -> list[Row]:
    raw = body if isinstance(body, bytes) else body.encode()
    return list(read_csv(Source("t.csv", raw)).rows)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_separator_is_the_one_that_makes_known_columns(delimiter: str) -> None:
    found = read_csv(samples.table(delimiter=delimiter))
    assert found.delimiter == delimiter
    assert next(found.rows).cells["serial"] == "SA26-000001"


def test_a_header_in_quotes_is_read_under_any_separator() -> None:
    found = read_csv(Source("t.csv", b'"serial";"model"\n"1";"2"\n'))
    assert (found.delimiter, next(found.rows).cells) == (";", {"serial": "1", "model": "2"})


def test_excel_says_the_separator_in_a_line_of_its_own() -> None:
    found = read_csv(Source("t.csv", b"sep=;\r\nserial;model\r\n1;2\r\n"))
    (row,) = found.rows
    assert (row.line, row.cells) == (3, {"serial": "1", "model": "2"})


def test_a_line_end_in_a_cell_does_not_shift_the_lines_after_it() -> None:
    first, second = rows('serial,note\n1,"two\nlines"\n\n2,x\n')
    assert (first.line, second.line) == (2, 5)
    assert first.cells["note"] == "two\nlines"


def test_empty_rows_at_the_end_of_a_sheet_are_no_rows() -> None:
    assert len(rows("serial;model\n1;2\n;\n ; \n\n")) == 1


def test_a_row_of_other_length_than_the_header_is_not_guessed_at() -> None:
    short, long = rows("serial,model,plant\n1,2\n1,2,3,4\n")
    assert short.problems[0].expected("en") == "2 cells where the header has 3"
    assert long.problems[0].expected("es") == "4 celdas donde el encabezado tiene 3"


def test_a_quotation_mark_that_is_never_closed_is_named_by_the_line_where_it_opens() -> None:
    with pytest.raises(MalformedError, match="line 3 is never closed"):
        rows(f'{HEADER}\n{ROW}\n"{ROW}\n{ROW}\n')


def test_text_after_a_closing_quotation_mark_is_refused() -> None:
    with pytest.raises(MalformedError, match="line 2: expected the separator"):
        rows('serial,model\n"1"x,2\n')


@pytest.mark.parametrize(
    ("body", "encoding", "word"),
    [
        ("química\nñ\n".encode(), "utf-8", "ñ"),
        ("química\nñ\n".encode("utf-8-sig"), "utf-8-sig", "ñ"),
        ("química\nñ\n".encode("cp1252"), "cp1252", "ñ"),
        ("química\nñ\n".encode("utf-16"), "utf-16", "ñ"),
    ],
)
def test_the_encoding_is_found_and_said(body: bytes, encoding: str, word: str) -> None:
    found = read_csv(Source("t.csv", body))
    assert (found.encoding, next(found.rows).texts[0]) == (encoding, word)


def test_accents_made_of_two_characters_become_one() -> None:
    (row,) = rows("modelo\nn\u0303\n")
    assert row.texts[0] == "\u00f1"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \r\n\r\n", "is empty"),
        (b"serial,model\n", "no rows below the header"),
        (b"serial,model\n,,\n", "no rows below the header"),
        (b"serial\n\x00\x01\n", "byte 7 cannot stand in text"),
        (b"PK\x03\x04rest", "workbook or zip"),
        (b"%PDF-1.7", "a PDF"),
        (b"modelo\n\x81\n", "byte 7 is neither UTF-8 nor Windows-1252"),
        (b"\xef\xbb\xbfmodelo\n\xf1\n", "is no UTF-8"),
    ],
)
def test_what_is_no_table_says_what_it_is(body: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        rows(body)


def test_the_columns_of_an_errors_file_stay_out() -> None:
    found = read_csv(Source("t.csv", b"line,problems,serial\n318,off,1\n"))
    assert next(found.rows).cells == {"serial": "1"}


def test_a_file_of_too_many_rows_is_to_be_split() -> None:
    with pytest.raises(InputError, match="split the file"):
        rows("serial\n" + "1\n" * (MAX_ROWS + 1))


def test_a_table_of_too_many_columns_is_none() -> None:
    with pytest.raises(InputError, match="301 columns"):
        rows(",".join(f"c{n}" for n in range(301)) + "\n1\n")
