"""Papers by their commands: manifests, labels, passports."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from batterypass import bootstrap
from batterypass.evidence.paper import PaperCode
from cli.custody import (
    BASE,
    CARRIER,
    MAKER,
    NUMBER,
    RECYCLER,
    WASTE,
    last,
    offer,
    on_the_road,
    serials,
    size,
)
from cli.custody import desk as desk
from cli.desk import Desk, Person, pack_words
from documents.reading import text_of


def test_a_manifest_is_prepared_issued_and_the_same_the_second_time(
    desk: Desk, tmp_path: Path
) -> None:
    offer(desk, 1, 2)
    file = tmp_path / "m.pdf"
    first = desk.ok("manifest", "pdf", NUMBER, "-o", str(file), "--as", MAKER, "--yes", "--json")
    body = file.read_bytes()
    assert first.json["manifest"]["already"] is False
    before = size(desk)
    file.unlink()
    desk.ok(
        "log", "item.assessed", "SA26-000026", "condition=serviceable", "method=visual",
        "--as", MAKER, "--yes", at="11-24T08:00",
    )  # fmt: skip
    more = size(desk)
    assert more > before
    again = desk.ok("manifest", "pdf", NUMBER, "-o", str(file), "--as", MAKER, "--json")
    assert again.json["manifest"]["already"] is True
    assert file.read_bytes() == body
    assert size(desk) == more, "nothing was signed"
    ran = desk.ok("manifest", "check", str(file), "--json")
    assert ran.json["check"]["verdict"] is True


def test_the_code_on_the_paper_is_read_from_its_picture(desk: Desk, tmp_path: Path) -> None:
    offer(desk, *range(1, WASTE + 1))
    file = tmp_path / "m.pdf"
    desk.ok("manifest", "pdf", NUMBER, "-o", str(file), "--lang", "both", "--as", MAKER, "--yes")
    document = pypdfium2.PdfDocument(file.read_bytes())
    codes = zxingcpp.read_barcodes(document[0].render(scale=300 / 72, grayscale=True).to_pil())
    code = PaperCode.parse(codes[0].bytes)
    with bootstrap.open_ledger(desk.ledger, read_only=True) as ledger:
        verifier, origin = ledger.session.verifier(), ledger.origin
    statement, _ = code.verify([verifier], origin)
    assert b'"count":24' in statement.payload
    assert len(document) > 1, "24 packs need a list of their own"


def test_a_paper_in_both_languages_leaves_the_program_in_its_own(
    desk: Desk, tmp_path: Path
) -> None:
    offer(desk, 1)
    desk.lang = "es"
    file = str(tmp_path / "m.pdf")
    ran = desk.ok("manifest", "pdf", NUMBER, "-o", file, "--lang", "both", "--draft")
    assert "borrador" in ran.err
    assert "BORRADOR" in ran.out


def test_no_file_no_signature(desk: Desk, tmp_path: Path) -> None:
    offer(desk, 1)
    before = size(desk)
    for place in (tmp_path / "none" / "m.pdf", tmp_path):
        ran = desk.run("manifest", "pdf", NUMBER, "-o", str(place), "--as", MAKER, "--yes")
        assert ran.code == 1
        assert str(place) in ran.err
    assert size(desk) == before


def test_a_manifest_is_not_signed_for_who_says_no(desk: Desk, tmp_path: Path) -> None:
    offer(desk, 1)
    before = size(desk)
    file = tmp_path / "m.pdf"
    person = Person({"Sign": "n"})
    ran = desk.run("manifest", "pdf", NUMBER, "-o", str(file), "--as", MAKER, person=person)
    assert ran.code == 7
    assert not file.exists()
    assert size(desk) == before
    ran = desk.ok("manifest", "pdf", NUMBER, "-o", str(file), "--as", MAKER, "--dry-run")
    assert not file.exists()
    assert size(desk) == before


def test_a_draft_needs_no_key(desk: Desk, tmp_path: Path) -> None:
    offer(desk, 1)
    before = size(desk)
    file = tmp_path / "m.pdf"
    shutil.rmtree(desk.folder / "home" / "keys")
    ran = desk.ok("manifest", "pdf", NUMBER, "-o", str(file), "--draft")
    assert "DRAFT" in ran.out
    assert size(desk) == before
    ran = desk.run("manifest", "check", str(file))
    assert ran.code == 2
    assert "draft" in ran.err


def test_a_changed_paper_is_not_genuine(desk: Desk, tmp_path: Path) -> None:
    offer(desk, 1)
    file = tmp_path / "m.pdf"
    desk.ok("manifest", "pdf", NUMBER, "-o", str(file), "--as", MAKER, "--yes")
    body = file.read_bytes()
    file.write_bytes(body.replace(b"412.5 kg", b"112.5 kg", 1))
    ran = desk.run("manifest", "check", str(file))
    assert ran.code in (2, 4)
    assert ran.code != 0
    file.write_bytes(body)
    desk.ok("manifest", "check", str(file))


def test_a_manifest_is_shown_in_both_languages(desk: Desk) -> None:
    on_the_road(desk, 1, 2)
    english = desk.ok("manifest", "show", NUMBER).out
    spanish = desk.ok("manifest", "show", NUMBER, "--lang", "es").out
    assert "ARRIVED" in english
    assert "EN DESTINO" in spanish
    assert "transportista" in spanish
    value = desk.ok("manifest", "show", NUMBER, "--json").json["manifest"]
    assert value["state"] == "arrived"
    assert len(value["items"]) == 2


def test_the_screen_says_the_row_of_the_class_and_both_days_as_the_paper_does(
    desk: Desk, tmp_path: Path
) -> None:
    offer(desk, 1, 2)
    file = tmp_path / "m.pdf"
    for lang, days in (
        ("es", "renglón MX-2004 al 2026-11-23: baterías enteras, sin daño · declarado residuo"
               " 2026-11-20 · ofrecido 2026-11-23"),
        ("en", "row MX-2004 on 2026-11-23: whole batteries, intact · declared waste 2026-11-20 ·"
               " offered 2026-11-23"),
    ):  # fmt: skip
        assert days in desk.ok("manifest", "show", NUMBER, "--lang", lang).out
        said = desk.ok("manifest", "show", NUMBER, "--json", "--lang", lang).json["manifest"]
        assert days in said["classification"]["text"]
        assert said["classification"]["reason"].startswith(("renglón", "row"))
        desk.ok("manifest", "pdf", NUMBER, "-o", str(file), "--lang", lang, "--draft")
        assert days in " ".join(text_of(file.read_bytes()).split())
    row = desk.ok("manifest", "show", NUMBER, "--json").json["manifest"]["classification"]
    assert (row["result"], row["regime"]) == ("special_handling", "MX-2004")
    assert (row["declared_on"], row["offered_on"]) == ("2026-11-20", "2026-11-23")
    assert len(row["table_hash"]) == 64


@pytest.mark.parametrize(
    ("lang", "days"),
    [
        ("es", "declarado residuo 2026-11-20 · ofrecido 2026-11-23; confianza"),
        ("en", "declared waste 2026-11-20 · offered 2026-11-23; confidence"),
    ],
)
def test_who_offers_waste_is_told_both_days_of_its_class(desk: Desk, lang: str, days: str) -> None:
    person = Person({"Sign": "n", "¿Firmar": "n"})
    ran = desk.run(
        "ship", "offer", *serials(1), "--to", RECYCLER, "--carrier", CARRIER, "--id", NUMBER,
        "--container-type", "tarima", "--lang", lang, "--as", MAKER, person=person,
    )  # fmt: skip
    shown = " ".join((*person.asked, ran.out, ran.err))
    assert "MX-2004" in shown
    assert days in shown


def test_labels_are_printed_read_back_and_recorded(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "labels.pdf"
    ran = desk.ok(
        "label", "print", *serials(1, 2, 3), "--copies", "1", "-o", str(file), "--read-back",
        "--svg", str(tmp_path / "svg"), "--apply", "--as", MAKER, "--yes",
    )  # fmt: skip
    assert "read back 3 of 3" in ran.out
    assert "level H" in ran.out
    payload = last(desk, "label.applied")
    assert (payload["copies"], payload["read_back"]) == (1, True)
    assert "reprint" not in payload or payload["reprint"] is False
    drawings = sorted((tmp_path / "svg").iterdir())
    assert len(drawings) == 3
    assert re.search(r"<path[^>]*d=\"M", drawings[0].read_text(encoding="utf-8"))
    desk.ok(
        "label", "print", "SA26-000001", "-o", str(file), "--apply", "--as", MAKER, "--yes",
        at="11-23T12:00",
    )  # fmt: skip
    assert last(desk, "label.applied")["reprint"] is True


def test_a_label_too_small_for_readers_says_which_size_will_do(desk: Desk, tmp_path: Path) -> None:
    ran = desk.ok("label", "print", "SA26-000001", "-o", str(tmp_path / "l.pdf"), "--size", "15mm")
    assert re.search(r"use --size \d\d or more", ran.err)
    found = re.search(r"use --size (\d\d)", ran.err)
    assert found is not None
    ran = desk.ok(
        "label", "print", "SA26-000001", "-o", str(tmp_path / "l.pdf"), "--size", found[1]
    )
    assert "many readers fail" not in ran.err


def test_without_readers_the_command_says_so_plainly(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("batterypass.documents.read_back.has_readers", lambda: False)
    ran = desk.ok("label", "print", "SA26-000001", "-o", str(tmp_path / "l.pdf"), "--read-back")
    assert "zxing-cpp" in ran.err
    assert "not read back" in ran.out


def test_a_label_that_does_not_read_back_is_not_written(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("batterypass.app.label_reading.read_pages", lambda pdf, pages, dpi: [])
    file = tmp_path / "l.pdf"
    ran = desk.run("label", "print", "SA26-000001", "-o", str(file), "--read-back")
    assert ran.code == 4
    assert not file.exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["SA26-000001", "--plain", "--apply"], "--plain"),
        ([], "--since"),
        (["--since", "yesterday"], "yesterday"),
        (["SA26-000001", "--size", "wide"], "wide"),
        (["SA26-000001", "--size", "200"], "200"),
        (["SA26-000001", "--sheet", "letter-11"], "letter-11"),
    ],
)
def test_a_wrong_word_about_labels_is_named(
    desk: Desk, tmp_path: Path, words: list[str], says: str
) -> None:
    ran = desk.run("label", "print", *words, "-o", str(tmp_path / "l.pdf"))
    assert ran.code == 2
    assert says in ran.err
    assert not (tmp_path / "l.pdf").exists()


def test_labels_of_a_shift_are_those_made_since(desk: Desk, tmp_path: Path) -> None:
    desk.ok("pack", "add", *pack_words(27), "--as", MAKER, "--yes", at="11-23T09:00")
    ran = desk.ok(
        "label", "print", "--since", "today", "-o", str(tmp_path / "l.pdf"), "--json",
        at="11-23T12:00",
    )  # fmt: skip
    assert ran.json["labels"]["items"] == 1
    ran = desk.ok("label", "print", "--all", "-o", str(tmp_path / "l.pdf"), "--json", "--plain")
    assert ran.json["labels"]["items"] == 27


def test_a_passport_is_issued_shown_and_printed_alike(desk: Desk, tmp_path: Path) -> None:
    desk.ok(
        "passport", "issue", "SA26-000025", "extinguishing_agent=agua", "number_of_full_cycles=3",
        "--as", MAKER, "--yes",
    )  # fmt: skip
    payload = last(desk, "passport.issued")
    assert payload["values"]["extinguishing_agent"] == "agua"
    assert set(payload["sealed"]) == {"individual_legitimate_interest"}
    view = desk.ok("passport", "show", "SA26-000025", "--json").json
    assert view["battery_passport_identifier"] == payload["passport"]
    assert "version" not in view, "a bare object"
    assert "number_of_full_cycles" not in str(view)
    assert "Agente extintor" in desk.ok("passport", "show", "SA26-000025", "--lang", "es").out
    one, two = tmp_path / "one.pdf", tmp_path / "two.pdf"
    desk.ok("passport", "pdf", "SA26-000025", "-o", str(one))
    desk.ok(
        "log", "item.assessed", "SA26-000026", "condition=serviceable", "method=visual",
        "--as", MAKER, "--yes", at="11-24T08:00",
    )  # fmt: skip
    desk.ok("passport", "pdf", "SA26-000025", "-o", str(two))
    assert one.read_bytes() == two.read_bytes()
    desk.ok("passport", "pdf", "SA26-000025", "-o", str(two), "--signed")
    picture = pypdfium2.PdfDocument(io.BytesIO(two.read_bytes()))[0].render(scale=4).to_pil()
    assert zxingcpp.read_barcodes(picture)[0].text.startswith(f"{BASE.format(25)}#1.")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["show", "SA26-000025"], "passport issue"),
        (["pdf", "SA26-000025", "-o", "x.pdf"], "passport issue"),
        (["issue", "SA26-000025", "colour"], "colour"),
        (["issue", "SA26-000025", "warranty=5"], "warranty_period"),
    ],
)
def test_a_wrong_word_about_passports_is_named(desk: Desk, words: list[str], says: str) -> None:
    signing = ["--as", MAKER, "--yes"] if words[0] == "issue" else []
    ran = desk.run("passport", *words, *signing)
    assert ran.code == 2
    assert says in ran.err


def test_a_stranger_cannot_issue_the_makers_passport(desk: Desk) -> None:
    ran = desk.run("passport", "issue", "SA26-000025", "--as", "taller-volta", "--yes")
    assert ran.code == 3
    assert "BP-P001" in ran.err
