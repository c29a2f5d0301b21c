"""What goes wrong is said in Spanish to who speaks it, also where the library found it."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from batterypass.app.verdict import Gathered
from batterypass.errors import (
    BatterypassError,
    BrokenError,
    FailedError,
    InputError,
    MalformedError,
)
from batterypass.tlog.heads import HeadProof
from batterypass.tlog.merkle import verify_consistency, verify_inclusion
from batterypass_cli.exits import words_of
from batterypass_cli.guide import check_writable, write_whole
from batterypass_cli.words import speak
from cli.desk import Desk


@pytest.fixture(autouse=True)
def _spanish() -> object:
    speak("es")
    yield
    speak("en")


def _said(desk: Desk, *words: str, code: int) -> str:
    desk.lang = "es"
    ran = desk.run(*words)
    assert ran.code == code, ran.err
    return ran.err


def test_a_file_that_is_no_ledger(yard: Desk) -> None:
    yard.ledger.write_bytes(b"not a database, but long enough to have a header" * 20)
    assert "no es un archivo de registro" in _said(yard, "today", code=1)


def test_a_file_of_a_later_format(yard: Desk) -> None:
    data = bytearray(yard.ledger.read_bytes())
    data[60:64] = (99).to_bytes(4)
    yard.ledger.write_bytes(data)
    assert "tiene el formato 99" in _said(yard, "today", code=1)


def test_packs_that_are_not_there_to_import(yard: Desk, tmp_path: Path) -> None:
    said = _said(
        yard, "pack", "import", str(tmp_path / "none.csv"), "--as", "sierra", "--dry-run", code=1
    )
    assert "none.csv: no existe ese archivo" in said
    assert "(" not in said, "an import has its own Spanish text and needs no frame"


def test_an_import_from_standard_input_that_nobody_can_confirm(yard: Desk) -> None:
    assert "agregue --yes" in _said(yard, "pack", "import", "-", code=2)


def test_a_key_folder_whose_files_were_changed(yard: Desk) -> None:
    key = next((yard.folder / "home" / "keys").glob("daily-*.json"))
    key.write_text("{}")
    assert "este archivo de llave está dañado" in _said(yard, "key", "list", code=1)


def test_a_statement_that_is_no_statement(yard: Desk, tmp_path: Path) -> None:
    place = tmp_path / "x.cose"
    place.write_bytes(b"x")
    said = _said(yard, "inspect", str(place), code=2)
    assert "no es una declaración firmada: se esperan los bytes" in said


def test_a_list_that_excel_saved_in_its_own_letters(yard: Desk, tmp_path: Path) -> None:
    place = tmp_path / "items.csv"
    place.write_bytes("item\nSA26-ñ\n".encode("cp1252"))
    words = ("ship", "offer", "--from-file", str(place), "--as", "sierra-alta", "--yes")
    said = _said(yard, *words, code=1)
    assert "el byte 11 no es UTF-8: guarde el archivo como UTF-8" in said


def test_a_folder_that_is_not_there(yard: Desk, tmp_path: Path) -> None:
    for name in (tmp_path / "nada" / "x.pdf", tmp_path):
        with pytest.raises(FailedError) as caught:
            check_writable(name)
        assert ("no existe la carpeta" if name != tmp_path else "es una carpeta") in words_of(
            caught.value
        )


def test_an_error_about_bytes_has_its_detail_in_a_frame() -> None:
    assert words_of(MalformedError("byte 3")) == "no tiene la forma que debe tener (byte 3)"
    assert words_of(BrokenError("root")) == "no coincide con lo firmado (root)"
    assert words_of(InputError("a cell", es="una celda")) == "una celda"
    speak("en")
    assert words_of(BrokenError("root")) == "root"
    assert words_of(InputError("a cell", es="una celda")) == "a cell"


def test_a_folder_that_cannot_be_written_is_no_fault_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a read-only disk clearing up afterwards fails as writing did."""

    def refused(self: Path, *args: object, **settings: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(Path, "open", refused)
    monkeypatch.setattr(Path, "unlink", refused)
    with pytest.raises(FailedError) as caught:
        write_whole(tmp_path / "x.pdf", b"x")
    assert "solo lectura" in words_of(caught.value)


def test_what_does_not_belong_into_a_ledger_file_is_said_in_spanish(yard: Desk) -> None:
    with sqlite3.connect(yard.ledger) as connection:
        connection.execute("CREATE TABLE mine (x)")
    connection.close()
    yard.lang = "es"
    ran = yard.run("verify")
    assert ran.code == 4
    assert "archivo: mine no corresponde a un archivo de registro" in ran.out


@pytest.mark.parametrize(
    ("prove", "says"),
    [
        (lambda: verify_inclusion(bytes(32), 3, 3, [], bytes(32)), "el índice no está en el árbol"),
        (lambda: verify_inclusion(bytes(32), 0, 1, [], bytes(31) + b"1"), "lleva a la raíz 0000"),
        (lambda: verify_consistency(1, 2, bytes(32), bytes(32), []), "el camino está vacío"),
        (lambda: HeadProof.decode(b"\x83"), "cabezas: la prueba termina en el byte 1"),
        (lambda: HeadProof(1, (), ()), "cabezas: se esperan 16 hermanos"),
    ],
)
def test_a_proof_that_shows_nothing_gives_its_reason_in_the_language_of_the_finding(
    prove: Callable[[], object], says: str
) -> None:
    with pytest.raises(BatterypassError) as caught:
        prove()
    found = Gathered(entries=3)
    found.add("BP-V005", size="3", problem=caught.value)
    (finding,) = found.findings
    assert says in finding.message("es")
    assert str(caught.value) in finding.message("en")
    assert says not in finding.message("en")
