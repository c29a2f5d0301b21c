"""``label check`` at a desk: a photo, with a ledger or with a directory file alone."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from batterypass.documents.labels import render_labels
from batterypass.statements.label import label_url
from batterypass.statements.private import PrivateKey
from documents import samples
from labels import photos

if TYPE_CHECKING:
    from cli.desk import Desk

PACK = "SA26-000001"
URL = "https://id.sierra-alta.example/01/09521234560104/21/SA26-000001"


def forged(url: str = URL) -> bytes:
    """Give the sheet of somebody who prints labels of a maker with a key of his own."""
    from dataclasses import replace

    key = PrivateKey.generate(lambda count: bytes(range(9, 9 + count)))
    label = replace(samples.label(), url=url, signed_url=label_url(url, key))
    return render_labels([label], "en")


@pytest.fixture
def photo(office: Desk) -> Path:
    """Give a crooked photo of a genuine label."""
    office.ok("label", "print", PACK, "-o", "l.pdf", "--copies", "1")
    file = Path("photo.jpg")
    file.write_bytes(
        photos.encoded(photos.turned(photos.label_of(Path("l.pdf").read_bytes())), "JPEG")
    )
    return file


def alone(office: Desk) -> None:
    """Leave the desk with a directory file and a trust file, as an inspector has them."""
    office.ok("recycler", "export", "-o", "dir.bpz", "--format", "bpz")
    office.ledger.rename("away.bp")
    shutil.rmtree(office.folder / "home")
    del office.environ
    office.environ = {"BATTERYPASS_LEDGER": ""}


def test_a_genuine_label_is_checked_by_signature_and_record(office: Desk, photo: Path) -> None:
    ran = office.ok("label", "check", str(photo))
    assert "has signed it" in ran.out
    assert "A copied label passes too" in ran.out
    assert "genuine: signature checked, record compared" in ran.out
    office.lang = "es"
    said = office.ok("label", "check", str(photo)).out
    assert "auténtica: firma comprobada, registro comparado" in said
    assert "También una etiqueta copiada pasa" in said


def test_a_forged_label_is_found_with_a_ledger_and_without(office: Desk) -> None:
    Path("forged.pdf").write_bytes(forged())
    ran = office.run("label", "check", "forged.pdf")
    assert ran.code == 4
    assert "FORGED" in ran.out
    assert ran.out.splitlines()[-1] == "not genuine"
    alone(office)
    ran = office.run("label", "check", "forged.pdf", "--directory", "dir.bpz", "--first-use")
    assert ran.code == 4
    assert "FORGED" in ran.out
    assert "there is no ledger here" in ran.out


def test_an_inspector_needs_a_directory_file_and_is_told_what_was_not_asked(
    office: Desk, photo: Path
) -> None:
    alone(office)
    ran = office.run("label", "check", str(photo), "--directory", "dir.bpz")
    assert ran.code == 5, "nothing vouches for the directory"
    ran = office.ok("label", "check", str(photo), "--directory", "dir.bpz", "--first-use", "--json")
    found = ran.json["check"]
    assert (found["verdict"], found["codes"][0]["signature"]) == (True, True)
    assert found["codes"][0]["record"] is None
    said = office.ok("label", "check", str(photo), "--directory", "dir.bpz", "--first-use").out
    assert "genuine by its signature; the record was not compared" in said
    ran = office.run("label", "check", str(photo))
    assert ran.code == 5
    assert "--directory FILE.bpz" in ran.out


def test_one_forged_label_among_good_ones_is_enough(office: Desk, photo: Path) -> None:
    good = photos.label_of(Path("l.pdf").read_bytes())
    bad = photos.label_of(forged())
    both = Image.new("L", (good.width, good.height * 2), 255)
    both.paste(good, (0, 0))
    both.paste(bad, (0, good.height))
    Path("both.png").write_bytes(photos.encoded(both))
    ran = office.run("label", "check", "both.png", "--json")
    assert ran.code == 4
    assert sorted(one["verdict"] for one in ran.json["check"]["codes"]) == [False, True]


def test_a_second_code_beside_the_large_one_changes_nothing(office: Desk) -> None:
    office.ok("label", "print", PACK, "-o", "l.pdf", "--backup-code")
    ran = office.ok("label", "check", "l.pdf")
    assert "the second code names the same battery" in ran.out
    assert "2 times in the picture" in ran.out


@pytest.mark.parametrize("lang", ["es", "en"])
def test_no_code_says_how_to_go_on(office: Desk, lang: str) -> None:
    office.lang = lang
    Path("wall.png").write_bytes(photos.encoded(Image.new("L", (400, 300), 128)))
    smeared = photos.smeared(photos.label_of(render_labels([samples.label()], "es")))
    Path("smeared.png").write_bytes(photos.encoded(smeared))
    for file in ("wall.png", "smeared.png"):
        ran = office.run("label", "check", file)
        assert ran.code == 5
        assert "batterypass pack show" in ran.err
        assert file in ran.err


def test_a_plain_label_cannot_be_decided(office: Desk) -> None:
    office.ok("label", "print", PACK, "-o", "l.pdf", "--plain")
    ran = office.run("label", "check", "l.pdf")
    assert ran.code == 5
    assert "Anybody can print it" in ran.out


def test_files_that_are_no_pictures_are_named(office: Desk) -> None:
    Path("x.png").write_bytes(b"x")
    assert office.run("label", "check", "x.png").code == 2
    assert office.run("label", "check", "none.png").code == 1
    Path("x.bpz").write_bytes(b"x")
    office.ok("label", "print", PACK, "-o", "l.pdf")
    assert office.run("label", "check", "l.pdf", "--directory", "x.bpz").code == 2
