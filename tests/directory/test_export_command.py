"""``batterypass recycler export`` as people run it."""

from __future__ import annotations

import csv
import io
import json
from hashlib import sha256
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from pypdf import PdfReader

from batterypass.evidence.directory_file import DirectoryFile
from cli.desk import Desk
from directory.export_yard import make_directory

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("desk")
    make_directory(folder).ledger.close()
    ledger = {"BATTERYPASS_LEDGER": str(folder / "yard.bp")}
    return Desk(folder, at="2026-11-20T12:00:00-06:00", environ=ledger)


@pytest.mark.parametrize("form", ["csv", "json", "pdf", "bpz"])
def test_the_ending_of_the_name_says_the_format_and_twice_gives_the_same_bytes(
    desk: Desk, tmp_path: Path, form: str
) -> None:
    first, second = tmp_path / f"d.{form}", tmp_path / "other"
    done = desk.ok("recycler", "export", "-o", str(first), "--json").json["export"]
    desk.ok("recycler", "export", "-o", str(second), "--format", form)
    data = first.read_bytes()
    assert data == second.read_bytes()
    assert (done["format"], done["bytes"], done["on"]) == (form, len(data), "2026-11-20")
    assert done["sha256"] == sha256(data).hexdigest()
    assert (done["parties"], done["authorisations"], done["certificates"]) == (8, 12, 1)


def test_a_replica_gives_the_same_bytes_as_the_ledger(desk: Desk, tmp_path: Path) -> None:
    away = Desk(tmp_path, at=desk.at)
    away.ok(
        "replica",
        "create",
        desk.environ["BATTERYPASS_LEDGER"],
        str(tmp_path / "copy"),
        "--first-use",
    )
    away.environ["BATTERYPASS_LEDGER"] = str(tmp_path / "copy" / "ledger.bp")
    for form in ("csv", "json", "pdf", "bpz"):
        there, here = tmp_path / f"there.{form}", tmp_path / f"here.{form}"
        away.ok("recycler", "export", "-o", str(there))
        desk.ok("recycler", "export", "-o", str(here))
        assert there.read_bytes() == here.read_bytes(), form


def test_a_signed_file_tells_how_it_is_taken_in(desk: Desk, tmp_path: Path) -> None:
    ran = desk.ok("recycler", "export", "-o", str(tmp_path / "directorio.bpz"))
    assert "batterypass recycler import directorio.bpz --trust FILE" in ran.out


@pytest.mark.parametrize(
    ("lang", "title"),
    [
        ("es", "Directorio de recicladores autorizados de baterías"),
        ("en", "Directory of authorised battery recyclers"),
    ],
)
def test_the_book_speaks_the_language_and_carries_its_evidence(
    desk: Desk, tmp_path: Path, lang: str, title: str
) -> None:
    path, signed = tmp_path / "d.pdf", tmp_path / "d.bpz"
    desk.ok("recycler", "export", "-o", str(path), "--lang", lang)
    desk.ok("recycler", "export", "-o", str(signed))
    reader = PdfReader(path)
    assert reader.metadata is not None
    assert reader.metadata.title == f"{title} 2026-11-20"
    (inside,) = reader.attachments["directory.bpz"]
    assert inside == signed.read_bytes()
    assert len(DirectoryFile.parse(inside, "inside").statements) == 32
    document = pypdfium2.PdfDocument(path)
    assert len(document) == 3 + 8
    document.close()


def test_what_was_known_earlier_is_said_on_the_cover(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "d.pdf"
    desk.ok(
        "recycler", "export", "-o", str(path), "--on", "2026-07-10", "--known-on", "2026-07-10",
        "--state", "Sonora", "--waste", "whole_battery", "--lang", "es",
    )  # fmt: skip
    text = " ".join(page.extract_text() for page in PdfReader(path).pages)
    for expected in ("2026-07-10 (UTC)", "estado Sonora", "residuo baterías enteras", "VIGENTE"):
        assert expected in text
    # What was accepted is known as of now only.
    assert "Aceptado en" not in text


def test_a_dash_prints_it(desk: Desk) -> None:
    ran = desk.ok("recycler", "export", "-o", "-", "--format", "csv", "--state", "26")
    rows = list(csv.DictReader(io.StringIO(ran.out.removeprefix("\ufeff"), newline="")))
    assert [row["number"] for row in rows] == ["26-IV-11-19"]
    value = json.loads(desk.ok("recycler", "export", "-o", "-", "--format", "json").out)
    assert len(value["recyclers"]) == 8


def test_nobody_who_fits_is_told(desk: Desk, tmp_path: Path) -> None:
    ran = desk.ok("recycler", "export", "-o", str(tmp_path / "d.csv"), "--waste", "electrolyte")
    assert "nobody in the directory fits" in ran.err


@pytest.mark.parametrize("lang", ["es", "en"])
@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("-o", "{}/d.txt"), "txt"),
        (("-o", "{}/d"), "csv, json, pdf, bpz"),
        (("-o", "-"), "csv, json, pdf, bpz"),
        (("-o", "{}/d.csv", "--on", "2026-02-30"), "2026-02-30"),
        (("-o", "{}/d.csv", "--known-on", "20261120"), "--known-on"),
        (("-o", "{}/d.csv", "--state", "Texas"), "Texas"),
        (("-o", "{}/d.csv", "--waste", "coches"), "whole_battery"),
        (("-o", "{}/d.bpz", "--state", "19"), "--state"),
        ((), "-o"),
    ],
)
def test_wrong_words_are_told_with_what_is_right(
    desk: Desk, tmp_path: Path, lang: str, words: tuple[str, ...], named: str
) -> None:
    desk.lang = lang
    ran = desk.run("recycler", "export", *(one.format(tmp_path) for one in words))
    desk.lang = "en"
    assert ran.code == 2
    assert named in ran.err
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_is_told_before_anything_is_made(
    desk: Desk, tmp_path: Path
) -> None:
    assert desk.run("recycler", "export", "-o", str(tmp_path / "no" / "d.pdf")).code == 1
