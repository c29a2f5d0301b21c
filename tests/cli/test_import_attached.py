"""Files that come with an import of packs: for all, or row by row, bounded, kept before signing."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from cli.desk import Desk
from cli.test_origin import MAKER, certificate, counted, shown

HEAD = "serial,model,chemistry,category,nominal_voltage_v,capacity_ah,energy_wh,mass_kg,made_month"


def table(desk: Desk, attach: dict[int, str], column: str = "attach") -> Path:
    """Write a table of packs; each names its files."""
    path = desk.folder / "shift.csv"
    rows = [
        f'SA26-0009{number:02},SA-46,LFP,EV,350.4,131.3,46000,412.5,2026-02,"{names}"'
        for number, names in attach.items()
    ]
    path.write_text("\n".join([f"{HEAD},{column}", *rows, ""]))
    return path


def imported(desk: Desk, path: Path, *words: str, code: int = 0) -> str:
    ran = desk.run("pack", "import", str(path), "--as", MAKER, "--yes", *words)
    assert ran.code == code, ran.out + ran.err
    return ran.out + ran.err


def test_one_certification_for_all_packs_of_a_shift(yard: Desk) -> None:
    form = certificate(yard)
    path = table(yard, dict.fromkeys(range(40), ""))

    said = imported(yard, path, "--attach", str(form))

    assert "40 packs name files" in said
    row = counted(yard)
    assert (row["with_evidence"], row["with_evidence_kg"]) == (40, "16500")
    assert (row["without"], row["without_kg"]) == (2, "825")
    (found,) = shown(yard, "SA26-000939")
    assert (found["is_here"], found["missing_elements"]) == (True, [])
    # The same file again changes nothing.
    imported(yard, path, "--attach", str(form))
    assert counted(yard)["with_evidence"] == 40


@pytest.mark.parametrize("column", ["attach", "Certificado de origen"])
def test_rows_name_files_of_their_own_beside_the_table(yard: Desk, column: str) -> None:
    (yard.folder / "papers").mkdir()
    first = certificate(yard, "papers/a.json")
    certificate(yard, "papers/b.json", criterion="A")
    for name in ("b.pdf", "the-same.pdf"):
        (yard.folder / "papers" / name).write_bytes(b"%PDF-1.7 signed")
    path = table(
        yard,
        {1: "papers/a.json", 2: "papers/b.json; papers/b.pdf;papers/the-same.pdf", 3: ""},
        column,
    )

    imported(yard, path)

    assert [one["certificate"]["criterion"] for one in shown(yard, "SA26-000901")] == ["B"]
    assert [one["certificate"]["criterion"] for one in shown(yard, "SA26-000902")] == ["A"]
    assert shown(yard, "SA26-000903") == []
    entry = shown(yard, "SA26-000902")[0]["entry"]
    payload = yard.ok("show", str(entry), "--json").json["event"]["payload"]
    assert len(payload["documents"]) == 2
    kept = {one.name for one in (yard.folder / "ledger.bp.files").glob("*/*")}
    assert {one["digest"] for one in payload["documents"]} < kept
    assert len(kept) == 3
    assert first.name not in str(payload)


@pytest.mark.parametrize(
    ("name", "english", "spanish"),
    [
        ("/etc/passwd", "in the folder of the imported one", "en la carpeta del importado"),
        ("../outside.pdf", "in the folder of the imported one", "en la carpeta del importado"),
        ("link.pdf", "in the folder of the imported one", "en la carpeta del importado"),
        ("nobody.pdf", "expected a file that can be read", "se esperaba un archivo legible"),
        ("empty.pdf", "the file is empty", "el archivo está vacío"),
        ("large.pdf", "larger than an attachment", "mayor que el límite de un adjunto"),
        (";".join(f"{one}.pdf" for one in range(21)), "at most 20 files", "a lo más 20 archivos"),
    ],
)
def test_a_row_reaches_no_other_file_and_none_that_is_too_large(
    yard: Desk, name: str, english: str, spanish: str
) -> None:
    (yard.folder.parent / "outside.pdf").write_bytes(b"%PDF-1.7 a secret")
    (yard.folder / "link.pdf").symlink_to(yard.folder.parent / "outside.pdf")
    (yard.folder / "empty.pdf").touch()
    (yard.folder / "large.pdf").write_bytes(bytes(1024 * 1024 + 1))
    for number in range(21):
        (yard.folder / f"{number}.pdf").write_bytes(f"%PDF-1.7 {number}".encode())
    yard.environ["BATTERYPASS_ATTACHMENT_MB"] = "1"
    path = table(yard, {1: name, 2: ""})
    for lang, said in (("en", english), ("es", spanish)):
        yard.lang = lang
        assert said in imported(yard, path, code=2)
    assert not (yard.folder / "ledger.bp.files").exists()
    assert yard.run("pack", "show", "SA26-000902").code != 0


def test_all_files_together_are_bounded(yard: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from batterypass.app import import_attached

    defaults = import_attached.RowFiles.__init__.__defaults__
    assert defaults is not None
    small = tuple(20 if one == import_attached.MOST_TOGETHER else one for one in defaults)
    monkeypatch.setattr(import_attached.RowFiles.__init__, "__defaults__", small)
    for number in (1, 2):
        (yard.folder / f"{number}.pdf").write_bytes(f"%PDF-1.7 paper {number}".encode())
    path = table(yard, {1: "1.pdf", 2: "1.pdf", 3: "2.pdf"})
    said = imported(yard, path, code=2)
    assert said.count("2,000 MB together") == 1
    assert "line 4" in said


def test_a_pack_that_is_recorded_without_its_file_is_not_passed_over(yard: Desk) -> None:
    form = certificate(yard)
    path = table(yard, {1: ""})
    imported(yard, path)

    said = imported(yard, path, "--attach", str(form), code=2)
    assert "batterypass pack origin" in said

    yard.ok(f"pack origin SA26-000901 --attach {form} --as {MAKER} --yes")
    imported(yard, path, "--attach", str(form))
    assert len(shown(yard, "SA26-000901")) == 1


def test_a_file_that_changes_between_the_check_and_the_signature_stops_the_import(
    yard: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from batterypass_cli.commands import pack_import

    (yard.folder / "a.pdf").write_bytes(b"%PDF-1.7 one")
    path = table(yard, {1: "a.pdf"})
    sign = pack_import._sign

    def changed(*given: object) -> None:
        (yard.folder / "a.pdf").write_bytes(b"%PDF-1.7 another")
        sign(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(pack_import, "_sign", changed)
    assert "changed since it was checked" in imported(yard, path, code=2)
    assert yard.run("pack", "show", "SA26-000901").code != 0


def test_a_dry_run_keeps_no_file(yard: Desk) -> None:
    form = certificate(yard)
    imported(yard, table(yard, {1: form.name}), "--dry-run")
    assert not (yard.folder / "ledger.bp.files").exists()


def test_a_stream_of_lines_names_no_files(yard: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    form = certificate(yard)
    words = ("pack", "import", "-", "--format", "jsonl", "--follow", "--as", MAKER)
    assert "--attach" in yard.run(*words, "--yes", "--attach", str(form)).err
    values = ["SA26-000901", "SA-46", "LFP", "EV", "350.4", "131.3", "46000", "412.5", "2026-02"]
    line = json.dumps({**dict(zip(HEAD.split(","), values, strict=True)), "attach": form.name})
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(line.encode())))
    ran = yard.run(*words, "--dry-run")
    assert ran.code == 2
    assert "batterypass pack origin" in ran.out + ran.err
