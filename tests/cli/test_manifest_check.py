"""``manifest check`` by the person at the gate: changed files, no ledger, and papers of others."""

from __future__ import annotations

import io
import re
import sqlite3
from pathlib import Path

import pikepdf
import pytest

from batterypass.app.papers import CODE_FILE
from batterypass.documents.attached import open_pdf
from cli.custody import MAKER, NUMBER, offer, on_the_road, serials
from cli.custody import desk as desk
from cli.desk import Desk

ENGLISH = re.compile(r"\b(the|path|leads|begin|like|expected|codec|found|is|line|not)\b")


@pytest.fixture
def paper(desk: Desk, tmp_path: Path) -> Path:
    offer(desk, 1)
    file = tmp_path / "m.pdf"
    desk.ok("manifest", "pdf", NUMBER, "-o", str(file), "--as", MAKER, "--yes")
    desk.lang = "es"
    return file


def test_a_flipped_byte_is_not_genuine_in_the_readers_language(desk: Desk, paper: Path) -> None:
    body = paper.read_bytes()
    assert body.count(b"412.5 kg") or body.count(b"/Contents")
    place = body.index(b"/Contents") - 300
    paper.write_bytes(body[:place] + bytes([body[place] ^ 1]) + body[place + 1 :])
    ran = desk.run("manifest", "check", str(paper))
    assert ran.code == 4
    assert "DICTAMEN  NO auténtico" in ran.out
    assert "se cambió después" in ran.out
    assert NUMBER in ran.out
    assert not ENGLISH.search(ran.out + ran.err)


def test_a_file_that_was_only_saved_again_is_undecided(desk: Desk, paper: Path) -> None:
    out = io.BytesIO()
    with pikepdf.open(paper) as opened:
        opened.save(out)
    paper.write_bytes(out.getvalue())
    ran = desk.run("manifest", "check", str(paper))
    assert ran.code == 5
    assert re.search(r"\? impresión .*otro programa", ran.out)
    assert "✓ datos" in ran.out


def test_a_broken_proof_is_told_in_spanish(desk: Desk, paper: Path) -> None:
    out = io.BytesIO()
    with pikepdf.open(paper) as opened:
        name = next(one for one in opened.attachments if one.endswith(".tlog-proof"))
        lines = opened.attachments[name].get_file().read_bytes().split(b"\n")
        lines[2] = b"A" * 43 + b"="
        del opened.attachments[name]
        opened.attachments[name] = b"\n".join(lines)
        opened.save(out)
    paper.write_bytes(out.getvalue())
    ran = desk.run("manifest", "check", str(paper))
    assert ran.code == 4
    assert "su prueba no lleva al punto de control" in ran.out
    assert not ENGLISH.search(ran.out + ran.err)


def test_without_a_ledger_nobody_is_told_to_make_one(
    desk: Desk, paper: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = desk.run("manifest", "check", str(paper), "--ledger", str(tmp_path / "none.bp"))
    assert (gone.code, "init" in gone.err) == (1, False)
    trust = next((desk.folder / "home" / "trust").iterdir()).read_bytes()
    (tmp_path / "yard.policy").write_bytes(trust)
    away = tmp_path / "away"
    away.mkdir()
    monkeypatch.chdir(away)
    stranger = Desk(away, at=desk.at, lang="es", environ={"BATTERYPASS_LEDGER": ""})
    alone = stranger.run("manifest", "check", str(paper))
    assert alone.code == 5
    assert re.search(r"\? datos .*--trust ARCHIVO", alone.out)
    assert re.search(r"\? registro .*no hay registro", alone.out)
    assert "init" not in alone.out + alone.err
    known = stranger.run("manifest", "check", str(paper), "--trust", str(tmp_path / "yard.policy"))
    assert known.code == 5
    assert "✓ datos" in known.out
    assert list(away.iterdir()) == [], "nothing is made"


def test_the_scanned_code_proves_what_it_says_and_the_print_is_compared_by_eye(
    desk: Desk, paper: Path, tmp_path: Path
) -> None:
    scanned = tmp_path / "code.bin"
    scanned.write_bytes(open_pdf(paper.read_bytes()).files[CODE_FILE])
    ran = desk.run("manifest", "check", str(scanned), "--json")
    found = ran.json["check"]
    assert (ran.code, found["data"], found["chain"], found["print"]) == (5, True, True, None)
    assert found["says"]["number"] == NUMBER
    assert (
        "solo se leyó el código" in desk.run("manifest", "check", str(scanned), "--lang", "es").out
    )
    assert "1 asiento firmado dentro" in desk.run("manifest", "check", str(scanned)).out
    sent_on = desk.run("inspect", str(scanned), "--lang", "es")
    assert sent_on.code == 2
    assert f"batterypass manifest check {scanned}" in sent_on.err
    body = bytearray(scanned.read_bytes())
    body[len(body) // 4] ^= 1
    scanned.write_bytes(bytes(body))
    assert desk.run("manifest", "check", str(scanned)).code == 4
    assert "no es una declaración firmada" in desk.run("inspect", __file__, "--lang", "es").err


def test_labels_are_no_manifest_and_a_pdf_is_no_statement(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "labels.pdf"
    desk.ok("label", "print", *serials(1), "-o", str(file), "--plain")
    desk.lang = "es"
    ran = desk.run("manifest", "check", str(file))
    assert ran.code == 2
    assert "no lleva datos firmados" in ran.err
    ran = desk.run("inspect", str(file))
    assert ran.code == 2
    assert "lo lee batterypass verify" in ran.err


def test_an_import_that_is_no_json_is_refused_in_spanish(desk: Desk, tmp_path: Path) -> None:
    desk.lang = "es"
    for name, body in (("x.pdf", b"%PDF-1.7\n\xe2\xe3"), ("y.json", b"{"), ("z.json", b"[1]"),
                       ("w.json", b'{"a": 1, "a": 2}'), ("v.json", b'{"status": NaN}')):  # fmt: skip
        file = tmp_path / name
        file.write_bytes(body)
        ran = desk.run("manifest", "import", str(file))
        assert ran.code == 2
        assert not ENGLISH.search(ran.err), ran.err


def test_who_issues_a_paper_is_told_first_what_was_erased(desk: Desk, tmp_path: Path) -> None:
    on_the_road(desk, 1)
    edit_file(desk.ledger, "DELETE FROM sections")
    desk.lang = "es"
    file = tmp_path / "m.pdf"
    ran = desk.run("manifest", "pdf", NUMBER, "-o", str(file), "--as", MAKER, "--dry-run")
    assert ran.code == 0
    assert "no están aquí los datos sellados de los asientos" in ran.err
    ran = desk.run("verify", "--first-use")
    assert "BP-V101" in ran.out
    assert "Faltan secciones selladas" in ran.out


def edit_file(path: Path, sql: str) -> None:
    """Change a ledger as somebody does who has SQLite; the triggers stay as they were."""
    connection = sqlite3.connect(path)
    triggers = list(
        connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    )
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    assert connection.execute(sql).rowcount > 0
    for _, text in triggers:
        connection.execute(text)
    connection.commit()
    connection.close()
