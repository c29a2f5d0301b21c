"""The file around the pages: strict readers accept it and attachments come back unchanged."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from batterypass.documents.ink import PdfInk
from batterypass.documents.pdf import RENDERER_ID, write_pdf
from batterypass.errors import InputError


def page() -> bytes:
    ink = PdfInk(792)
    ink.text(40, 40, "áéíóúñ ¿¡ × – — (x) \\", 10)
    ink.text(40, 60, "NEGRITA ≤ Ω", 10, bold=True)
    return ink.content()


def test_a_strict_reader_finds_the_words_and_no_dates() -> None:
    pdf = write_pdf([page(), page()], title="Título ñ", lang="es-MX")
    reader: Any = PdfReader(io.BytesIO(pdf), strict=True)
    assert len(reader.pages) == 2
    assert reader.pages[0].extract_text().splitlines() == ["áéíóúñ ¿¡ × – — (x) \\", "NEGRITA ≤ Ω"]
    assert dict(reader.metadata) == {"/Title": "Título ñ", "/Producer": RENDERER_ID}
    assert reader.trailer["/Root"]["/Lang"] == "es-MX"
    assert reader.trailer["/Root"]["/ViewerPreferences"]["/PrintScaling"] == "/None"


def test_nothing_is_compressed_and_both_faces_are_embedded() -> None:
    pdf = write_pdf([page()], title="t", lang="es")
    assert b"/Filter" not in pdf
    reader: Any = PdfReader(io.BytesIO(pdf), strict=True)
    fonts = reader.pages[0]["/Resources"]["/Font"]
    for name in ("/R", "/B"):
        font = fonts[name]
        assert "+BitstreamVeraSans" in font["/BaseFont"]
        file = font["/FontDescriptor"]["/FontFile2"].get_data()
        assert len(file) == font["/FontDescriptor"]["/FontFile2"]["/Length1"]
        assert len(font["/Widths"]) == font["/LastChar"] - font["/FirstChar"] + 1


def test_the_cross_references_point_at_the_objects() -> None:
    pdf = write_pdf(
        [page()], title="t", lang="es", attachments=[("a.bin", b"\nendstream\n1 0 obj")]
    )
    start = int(pdf.rsplit(b"startxref\n", 1)[1].split()[0])
    assert pdf[start : start + 4] == b"xref"
    offsets = re.findall(rb"(\d{10}) 00000 n \n", pdf[start:])
    for number, offset in enumerate(offsets, start=1):
        assert pdf[int(offset) :].startswith(b"%d 0 obj\n" % number)


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.from_regex(r"[a-zñ 0-9()]{1,20}\.bpz", fullmatch=True), st.binary()))
def test_attachments_come_back_byte_for_byte(files: dict[str, bytes]) -> None:
    pdf = write_pdf([b""], title="t", lang="es", attachments=list(files.items()))
    found = PdfReader(io.BytesIO(pdf), strict=True).attachments
    assert {name: list(data) for name, data in found.items()} == {
        name: [data] for name, data in files.items()
    }


def test_attachments_do_not_depend_on_the_order_they_are_given() -> None:
    files = [("b.bpz", b"2"), ("a.bpz", b"1")]
    one = write_pdf([b""], title="t", lang="es", attachments=files)
    assert one == write_pdf([b""], title="t", lang="es", attachments=files[::-1])


@pytest.mark.parametrize("name", ["", "../x", "a/b", "a\\b", "c:x", "a\nb", "a\0"])
def test_an_attachment_that_would_leave_its_folder_is_refused(name: str) -> None:
    with pytest.raises(InputError, match="plain file name"):
        write_pdf([b""], title="t", lang="es", attachments=[(name, b"")])


def test_two_attachments_of_one_name_are_refused() -> None:
    with pytest.raises(InputError, match="different names"):
        write_pdf([b""], title="t", lang="es", attachments=[("a", b"1"), ("a", b"2")])
