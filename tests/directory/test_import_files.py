"""Files as people keep them: mixed encodings, workbooks, titles above the header, hostile archives."""

from __future__ import annotations

import io
import time
import warnings
import zipfile
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.yard import Yard
from batterypass.errors import InputError, MalformedError
from batterypass.exchange import workbook
from batterypass.exchange.cell_bytes import twice_encoded
from batterypass.exchange.directory_rows import COLUMNS
from batterypass.exchange.listing import read_listed
from batterypass.exchange.listing_days import EPOCH_1900, EPOCH_1904, read_day
from batterypass.exchange.listing_fields import FIELDS, is_known, meaning_of
from batterypass.exchange.listing_header import make_header
from batterypass.exchange.listing_mapping import ListMapping
from batterypass.exchange.listing_table import ListTable, read_list
from batterypass.exchange.problems import RowProblem
from batterypass.exchange.source import Source
from directory.lists import OTHER, ROW, check, held, said, table, take, told
from directory.lists import template as template
from directory.lists import yard as yard
from worlds import packaged_regulations

XLSX = "list.xlsx"


def book(*sheets: tuple[str, list[list[Any]]], is_1904: bool = False) -> bytes:
    """Write a workbook."""
    from openpyxl import Workbook
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    made = Workbook()
    made.remove(made.worksheets[0])
    if is_1904:
        made.epoch = CALENDAR_MAC_1904
    for name, rows in sheets:
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def rows_of(*rows: dict[str, Any]) -> list[list[Any]]:
    return [list(rows[0]), *(list(row.values()) for row in rows)]


# Encodings.


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_list_of_one_encoding_is_read_and_no_cell_is_doubted(yard: Yard, encoding: str) -> None:
    checked = take(yard, table(ROW, OTHER).decode().encode(encoding))
    assert checked.table.encoding == encoding
    assert not checked.notes
    assert yard.session.world.party(held(yard).holder).legal_name == ROW["legal_name"]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_cells_of_another_encoding_are_read_by_themselves_and_named(
    yard: Yard, mark: bytes
) -> None:
    third = {**OTHER, "number": "26-IV-38-09", "street": "Río Ñ"}
    lines = table(ROW, OTHER, third).splitlines(keepends=True)
    body = mark + b"".join([*lines[:3], lines[3].decode().encode("cp1252")])
    checked = take(yard, body)
    assert checked.table.encoding == "mixed"
    assert told(checked) == [
        'line 4  street  "Río Ñ"  read as Windows-1252; other cells of the file are UTF-8'
    ]
    assert said(checked) == []
    addresses = [site["address"]["street"] for site in yard.session.world.party(
        held(yard, "26-IV-38-09").holder).sites]  # fmt: skip
    assert "Río Ñ" in addresses


def test_two_encodings_in_one_line_are_told_apart_by_cell(yard: Yard) -> None:
    line = table({**ROW, "street": "Río Ñ"}).splitlines(keepends=True)
    body = line[0] + line[1].replace("Río Ñ".encode(), "Río Ñ".encode("cp1252"))
    checked = take(yard, body)
    assert [note.column for note in checked.notes] == ["street"]
    [site] = yard.session.world.party(held(yard).holder).sites
    assert site["address"]["street"] == "Río Ñ"


def test_a_byte_of_no_encoding_refuses_its_row(yard: Yard) -> None:
    body = table(ROW, OTHER).replace(b"Hermosillo", b"Hermo\x81sillo")
    [problem] = check(yard, body).problems()
    assert (problem.line, problem.column, problem.key) == (3, "municipality", "list_lost")


@given(st.text(min_size=1, max_size=30))
def test_a_text_that_was_decoded_twice_is_known_by_what_it_was(text: str) -> None:
    try:
        damaged = text.encode().decode("cp1252")
    except UnicodeDecodeError:
        return
    told = text.isprintable() and not damaged.isascii()
    assert twice_encoded(damaged) == (text if told else "")


def test_a_quoted_cell_over_two_lines_keeps_the_lines_of_those_below(yard: Yard) -> None:
    third = {**OTHER, "number": "26-IV-38-09", "effective_to": "soon"}
    checked = check(yard, table({**ROW, "notes": "dos\nlíneas"}, {**third, "notes": ""}))
    assert [problem.line for problem in checked.problems()] == [4]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_titles_may_stand_above_the_header(yard: Yard, delimiter: str) -> None:
    body = "Padrón 2026\n\nactualizado, al día\n".encode() + table(ROW, delimiter=delimiter)
    checked = take(yard, body)
    assert (checked.table.header_line, checked.table.delimiter) == (4, delimiter)
    assert checked.count("added") == 1


# Days.


@pytest.mark.parametrize(
    ("text", "order", "epoch", "day", "hint"),
    [
        ("2026-01-15", "iso", None, "2026-01-15", ""),
        ("2026-01-15T00:00:00", "iso", None, "2026-01-15", ""),
        ("2026/1/5", "iso", None, "2026-01-05", ""),
        ("15/01/2026", "iso", None, "2026-01-15", ""),
        ("05/05/2026", "iso", None, "2026-05-05", ""),
        ("03/04/2026", "iso", None, "", "2026-04-03 / 2026-03-04"),
        ("03/04/2026", "day-first", None, "2026-04-03", ""),
        ("03/04/2026", "month-first", None, "2026-03-04", ""),
        ("15/01/2026", "month-first", None, "", ""),
        ("15 de enero de 2026", "iso", None, "2026-01-15", ""),
        ("15-ENE-2026", "iso", None, "2026-01-15", ""),
        ("1 marvel 2026", "iso", None, "", ""),
        ("31/02/2026", "iso", None, "", ""),
        ("46037", "iso", None, "", "2026-01-15"),
        ("46037", "excel", None, "2026-01-15", ""),
        ("46037.75", "iso", EPOCH_1900, "2026-01-15", ""),
        ("44575", "iso", EPOCH_1904, "2026-01-15", ""),
        # Excel counts a 29 February 1900 that never was.
        ("60", "iso", EPOCH_1900, "", ""),
        ("61", "iso", EPOCH_1900, "1900-03-01", ""),
        ("", "iso", None, "", ""),
    ],
)
def test_a_day_is_read_only_where_it_can_be_one_day(
    text: str, order: Any, epoch: date | None, day: str, hint: str
) -> None:
    found = read_day(text, order, epoch)
    assert (found.day, found.hint) == (day, hint)


@given(st.text(alphabet="0123456789/-. eneroTfébd", max_size=24), st.sampled_from(["iso", "excel"]))
def test_no_text_breaks_a_day(text: str, order: Any) -> None:
    found = read_day(text, order)
    assert not found.day or date.fromisoformat(found.day).isoformat() == found.day


# Workbooks.


def test_a_workbook_is_read_with_its_dates_numbers_and_titles(yard: Yard) -> None:
    row = {**ROW, "effective_from": datetime(2026, 1, 15), "effective_to": 49688,  # noqa: DTZ001
           "postal_code": 36100, "ext_no": 12.0, "capacity_t_year": 1200.5}  # fmt: skip
    body = book(("Padrón", [["PADRÓN 2026"], [], *rows_of(row)]), ("Hoja2", []))
    checked = take(yard, body, name=XLSX)
    assert (checked.table.sheet, checked.table.header_line) == ("Padrón", 3)
    state = held(yard)
    assert (state.effective_from, state.effective_to, state.capacity_t_year) == (
        "2026-01-15", "2036-01-14", "1200.5",
    )  # fmt: skip
    [note] = checked.notes
    assert note.text("en") == (
        'line 4  effective_to  "49688"  a day as Excel counts them → 2036-01-14?'
    )
    [site] = yard.session.world.party(state.holder).sites
    assert (site["address"]["postal_code"], site["address"]["ext_no"]) == ("36100", "12")


def test_a_workbook_that_counts_from_1904_is_read_so(yard: Yard) -> None:
    row = {**ROW, "effective_from": date(2026, 1, 15), "effective_to": 48226}
    take(yard, book(("Hoja", rows_of(row)), is_1904=True), name=XLSX)
    state = held(yard)
    assert (state.effective_from, state.effective_to) == ("2026-01-15", "2036-01-14")


def test_a_formula_in_a_workbook_is_named_and_never_worked_out(yard: Yard) -> None:
    body = book(("Hoja", rows_of(ROW, {**OTHER, "effective_to": "=TODAY()+3650"})))
    [problem] = check(yard, body, name=XLSX).problems()
    assert (problem.line, problem.column, problem.value, problem.key) == (
        3, "effective_to", "=TODAY()+3650", "list_formula",
    )  # fmt: skip


def test_which_sheet_is_asked_for_where_it_is_not_clear(yard: Yard) -> None:
    body = book(("Norte", rows_of(ROW)), ("Sur", rows_of(OTHER)))
    with pytest.raises(InputError, match="Norte, Sur; --sheet NAME"):
        check(yard, body, name=XLSX)
    with pytest.raises(InputError, match="no sheet Este; there are: Norte, Sur"):
        check(yard, body, name=XLSX, mapping=ListMapping(sheet="Este"))
    checked = check(yard, body, name=XLSX, mapping=ListMapping(sheet="Sur"))
    assert [one.number for one in checked.outcomes] == [OTHER["number"]]


def test_rows_beyond_what_a_sheet_says_of_its_size_are_read(yard: Yard) -> None:
    body = _edited(book(("Hoja", rows_of(ROW, OTHER))), b'ref="A1:Q3"', b'ref="A1:B2"')
    assert check(yard, body, name=XLSX).rows == 2


def _edited(body: bytes, old: bytes, new: bytes, part: str = "xl/worksheets/sheet1.xml") -> bytes:
    """Change the bytes of one part of a workbook."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as before, zipfile.ZipFile(out, "w") as after:
        for one in before.infolist():
            data = before.read(one)
            if one.filename == part:
                assert old in data
                data = data.replace(old, new)
            after.writestr(one.filename, data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def read_hostile(body: bytes, name: str = XLSX) -> ListTable:
    found = read_list(Source(name, body), is_known)
    list(found.rows)
    return found


def test_an_entity_in_a_workbook_is_refused_before_anything_is_parsed() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet '
    body = _edited(book(("Hoja", rows_of(ROW))), b"<worksheet ", bomb)
    with pytest.raises(MalformedError, match=r"xl/worksheets/sheet1.xml defines a document type"):
        read_hostile(body)


def test_a_bomb_is_refused_by_the_sizes_it_states(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", bytes(workbook.MAX_MEMBER + 1))
    started = time.monotonic()
    with pytest.raises(MalformedError, match="unpacked it would take"):
        read_hostile(out.getvalue())
    monkeypatch.setattr(workbook, "MAX_MEMBERS", 3)
    with pytest.raises(MalformedError, match="unpacked it would take"):
        read_hostile(book(("Hoja", rows_of(ROW))))
    assert time.monotonic() - started < 10


def test_a_sheet_that_goes_on_for_ever_is_refused() -> None:
    body = _edited(book(("Hoja", rows_of(ROW))), b'<row r="2"', b'<row r="999999999"')
    with pytest.raises(MalformedError):
        read_hostile(body)


def test_a_sheet_of_too_many_columns_is_refused() -> None:
    with pytest.raises(MalformedError, match="301 columns"):
        read_hostile(book(("Hoja", [["x"] * 301])))


@pytest.mark.parametrize(
    "body",
    [
        b"PK\x03\x04", b"PK\x03\x04" + bytes(300), book(("Hoja", rows_of(ROW)))[:-30],
        _edited(book(("Hoja", rows_of(ROW))), b"<worksheet ", b"<worksheet <"),
        _edited(book(("Hoja", rows_of(ROW))), b'r="A1"', b'r="ZZZZZZ1"'),
        _edited(book(("Hoja", rows_of(ROW))), b't="inlineStr"><is><t>phone</t></is>', b't="s"><v>9</v>'),
        _edited(book(("Hoja", rows_of(ROW))), b"rId1", b"rId99", "xl/workbook.xml"),
    ],
)  # fmt: skip
def test_a_damaged_workbook_is_an_error_of_ours(body: bytes) -> None:
    with pytest.raises(InputError) as caught:
        read_hostile(body)
    assert caught.value.values["es"]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 6000), st.binary(min_size=1, max_size=6))
def test_no_changed_byte_of_a_workbook_breaks_the_reader(place: int, new: bytes) -> None:
    body = bytearray(BOOK)
    place %= len(body)
    body[place : place + len(new)] = new
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert _is_read_or_refused(bytes(body))


def _is_read_or_refused(body: bytes) -> bool:
    """Tell whether nothing but an error that is said in both languages came out."""
    try:
        read_hostile(body)
    except InputError as error:
        return bool(error.values["es"])
    return True


BOOK = book(("Hoja", rows_of(ROW, OTHER)))


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def as_excel_writes(rows: list[list[str]]) -> bytes:
    """Write a workbook with its texts in one shared part, as spreadsheet programs do."""
    texts = list(dict.fromkeys(text for row in rows for text in row if text))
    cells = "".join(
        f'<row r="{at}">'
        + "".join(f'<c t="s"><v>{texts.index(text)}</v></c>' if text else "<c/>" for text in row)
        + "</row>"
        for at, row in enumerate(rows, start=1)
    )
    shared = "".join(f"<si><t>{text}</t></si>" for text in texts)
    office = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    kinds = {"workbook": "sheet.main", "sheet": "worksheet", "sharedStrings": "sharedStrings"}
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        + "".join(
            f'<Override PartName="/xl/{part}.xml" ContentType="{office}.{kind}+xml"/>'
            for part, kind in kinds.items()
        )
        + "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r"'
        f' Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Hoja" sheetId="1" r:id="a"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="a" Type="{_OFFICE}/worksheet" Target="sheet.xml"/>'
        f'<Relationship Id="b" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>",
        "xl/sheet.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{cells}</sheetData></worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{shared}</sst>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def test_a_workbook_as_spreadsheet_programs_write_it_is_read(yard: Yard) -> None:
    checked = take(yard, as_excel_writes(rows_of(ROW, OTHER)), name=XLSX)
    assert (checked.count("added"), checked.notes) == (2, [])


# The readers are closed.

NOISE = st.text(alphabet='",;\t\r\nñÃ±=@-+.0123456789/ rfcnumberlegalscheme', max_size=150)


def swallow(body: bytes) -> None:
    """Read a list as far as an import would without a ledger."""
    mapping = ListMapping()
    assert _is_read_or_refused(body), "an error that is only said in English"
    try:
        found = read_list(Source("noise", body), mapping.is_known)
        header = make_header("noise", found.names, mapping)
        rows = list(found.rows)
    except InputError:
        return
    for row in rows:
        problems: list[RowProblem] = []
        read_listed(row, header, packaged_regulations(), problems)
        for problem in problems:
            for lang in ("es", "en"):
                assert problem.text(lang).isprintable()


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=200) | NOISE.map(str.encode) | NOISE.map(lambda text: text.encode("cp1252"))
)
@example(b"number,scheme\n\xc3\xb1,\xf1\n")
@example("número de autorización,rfc\n=1,@x\n".encode("cp1252"))
def test_no_bytes_break_a_reader(body: bytes) -> None:
    swallow(body)


def test_a_text_that_reads_as_nothing_when_read_twice_is_left_as_it_is() -> None:
    swallow(table({"legal_name": "Þ²"}))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(FIELDS), unique=True, min_size=1), st.data())
def test_no_cells_break_a_row(names: list[str], data: st.DataObject) -> None:
    cells = data.draw(st.lists(st.text(max_size=14), min_size=len(names), max_size=len(names)))
    swallow(table(dict(zip(names, cells, strict=True))))


def test_every_field_is_known_by_its_own_name_and_near_misses_are_told() -> None:
    for field in FIELDS:
        assert meaning_of(field).field == field
        assert meaning_of(field.upper().replace("_", " ")).field == field
    assert meaning_of("Razón  Social").field == "legal_name"
    assert meaning_of("Nº de Autorización").field == "number"
    assert meaning_of("autorizaciones").near == "number"
    assert meaning_of("certificate number").field == "certificate_number"
    assert meaning_of("last entry").is_told
    # Every column of the table that the export writes is read, or known to be told only.
    for name in COLUMNS:
        assert meaning_of(name).field == name or meaning_of(name).is_told, name
