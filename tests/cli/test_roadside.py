"""Beside a road: the picture of a paper's code, and a page that needs nothing but a browser."""

from __future__ import annotations

import json
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageFilter

from cli.custody import MAKER, NUMBER, offer
from cli.custody import desk as desk
from cli.desk import Desk
from web import chromium


@pytest.fixture
def paper(desk: Desk, tmp_path: Path) -> Path:
    offer(desk, 1)
    file = tmp_path / "m.pdf"
    desk.ok("manifest", "pdf", NUMBER, "-o", str(file), "--as", MAKER, "--yes")
    return file


def photo_of(pdf: Path, *, angle: float = 4, blur: float = 0.8) -> Path:
    """Draw the first page as somebody would photograph it."""
    page = pypdfium2.PdfDocument(pdf.read_bytes())[0]
    picture: Image.Image = page.render(scale=2.6).to_pil().convert("L")
    picture = picture.rotate(angle, expand=True, fillcolor=200).filter(
        ImageFilter.GaussianBlur(blur)
    )
    out = pdf.with_suffix(".jpg")
    picture.save(out, quality=80)
    return out


@pytest.mark.parametrize("lang", ["es", "en"])
def test_a_photo_answers_in_five_lines(desk: Desk, paper: Path, lang: str) -> None:
    desk.lang = lang
    ran = desk.run("verify", str(photo_of(paper)))
    assert ran.code == 0, ran.out + ran.err
    lines = ran.out.splitlines()
    names = {
        "es": ("quién", "qué", "número ONU", "de – a", "prueba"),
        "en": ("who", "what", "UN number", "from – to", "proof"),
    }[lang]
    for line, name in zip(lines, names, strict=False):
        assert line.startswith(name)
    assert NUMBER in lines[1]
    assert "UN3480" in lines[2]
    assert lines[-1].startswith({"es": "AUTÉNTICO", "en": "AUTHENTIC"}[lang])


def test_without_the_signers_key_nothing_is_decided(
    desk: Desk, paper: Path, tmp_path: Path
) -> None:
    """Somebody with a trust file and no ledger: the log holds it; who signed it is not known here."""
    picture = photo_of(paper)
    [trust] = (desk.folder / "home/trust").iterdir()
    pinned = tmp_path / "registro.policy"
    pinned.write_bytes(trust.read_bytes())
    desk.ledger.rename(tmp_path / "elsewhere.bp")
    desk.environ["BATTERYPASS_LEDGER"] = ""
    ran = desk.run("verify", str(picture), "--trust", str(pinned), "--json")
    assert ran.code == 5
    found = json.loads(ran.out)["picture"]
    assert found["authentic"] is None
    assert {one["name"]: one["ok"] for one in found["checks"]} == {"data": True, "signature": None}
    assert len(found["log_key"]) == 8


def test_a_picture_without_a_code_is_told(desk: Desk, tmp_path: Path) -> None:
    blank = tmp_path / "blank.png"
    Image.new("L", (400, 300), 200).save(blank)
    ran = desk.run("verify", str(blank))
    assert ran.code == 5
    assert "blank.png" in ran.err
    assert desk.run("verify", str(blank), "--quick").code == 2


def test_the_exported_page_knows_whom_to_trust_and_every_key(
    desk: Desk, paper: Path, tmp_path: Path
) -> None:
    if chromium.BINARY is None:
        pytest.skip(chromium.WHY_NOT)
    [trust] = (desk.folder / "home/trust").iterdir()
    page = tmp_path / "verify.html"
    desk.ok("export", "verifier", "--trust", str(trust), "-o", str(page))
    first = page.read_bytes()
    desk.ok("export", "verifier", "--trust", str(trust), "-o", str(page))
    assert page.read_bytes() == first
    bad = bytearray(paper.read_bytes())
    bad[5000] ^= 1
    with chromium.Chromium(page) as browser:
        for data, authentic in ((paper.read_bytes(), True), (bytes(bad), False)):
            found = browser.run(f"batterypass.judge({chromium.as_script(data)})")
            assert found["authentic"] is authentic, found
        browser.run(
            f"batterypass.show('m.pdf', {chromium.as_script(paper.read_bytes())}, null, 'es')"
        )
        said = browser.run("document.getElementById('answer').innerText")
        assert "AUTÉNTICO" in said
        for part in (NUMBER, "UN3480", "Quién", "Prueba"):
            assert part in said
        trusted = browser.run("document.getElementById('trusted').innerText")
        assert "Esta página trae" in trusted


def test_a_trust_file_of_another_ledger_does_not_get_into_a_page(
    desk: Desk, tmp_path: Path
) -> None:
    [trust] = (desk.folder / "home/trust").iterdir()
    wrong = tmp_path / "wrong.policy"
    lines = trust.read_text().splitlines(keepends=True)
    wrong.write_text("# batterypass-entry-0 sha256:" + "0" * 64 + "\n" + "".join(lines[1:]))
    ran = desk.run("export", "verifier", "--trust", str(wrong), "-o", str(tmp_path / "v.html"))
    assert ran.code == 4
    assert not (tmp_path / "v.html").exists()
