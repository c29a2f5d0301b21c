"""Papers of a consignment that goes on: in ink, countersigned, turned away, taken back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cli.custody import CARRIER, MAKER, NUMBER, RECYCLER, offer, on_the_road, serials
from cli.custody import desk as desk
from cli.desk import Desk
from documents.reading import text_of


def printed(desk: Desk, file: Path, *words: str) -> str:
    desk.ok("manifest", "pdf", NUMBER, "-o", str(file), "--as", MAKER, "--yes", *words)
    return text_of(file.read_bytes())


def on_paper(desk: Desk, tmp_path: Path) -> None:
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.7 signed in ink")
    desk.ok(
        "ship", "paper", NUMBER, "--step", "collected", "--attach", str(scan),
        "--permit", "MX-STATE=PS/RME-207/26", "--as", MAKER, "--yes", at="11-23T09:00",
    )  # fmt: skip


def test_an_older_paper_is_genuine_and_the_check_names_what_came_since(
    desk: Desk, tmp_path: Path
) -> None:
    offer(desk, 1, 2)
    file = tmp_path / "m.pdf"
    printed(desk, file)
    assert "went on" not in desk.ok("manifest", "check", str(file)).out
    desk.ok("ship", "void", NUMBER, "--reason", "not_needed", "--yes")
    ran = desk.run("manifest", "check", str(file))
    assert ran.code == 5
    assert "? shipment  withdrawn on 2026-11-23" in ran.out
    assert "VERDICT  genuine, but do not go by it" in ran.out
    assert "the record went on after this paper" in ran.out
    assert "now CANCELLED" in ran.out
    assert f"batterypass manifest pdf {NUMBER} -o FILE --as https://" in ran.out
    spanish = desk.run("manifest", "check", str(file), "--lang", "es").out
    assert "auténtico, pero no se guíe por él" in spanish
    assert "el registro siguió después de este papel" in spanish
    assert "ahora CANCELADO" in spanish
    found = desk.run("manifest", "check", str(file), "--json").json["check"]
    assert found["verdict"] is None
    assert found["print"] is True
    assert found["state_now"] == "cancelled"
    assert len(found["newer"]) == 1


def test_a_missing_pack_that_turned_up_is_told_on_a_new_paper_and_the_old_one_stays_genuine(
    desk: Desk, tmp_path: Path
) -> None:
    on_the_road(desk, 1, 2)
    came, gone = serials(1, 2)
    desk.ok(
        "receive", NUMBER, "--line", f"{came}=received", "--line", f"{gone}=missing",
        "--mass-kg", "412", "--as", RECYCLER, "--yes", at="11-23T12:00",
    )  # fmt: skip
    before = tmp_path / "before.pdf"
    assert "turned up" not in printed(desk, before, "--lang", "en")
    told = desk.ok("today", "--lang", "es").out
    (command,) = re.findall(r"quien lo encuentre: batterypass (handoff claim .*)", told)
    desk.ok(*command.replace("PARTE", RECYCLER).split(), "--yes", at="11-24T09:00")
    shown = desk.ok("manifest", "show", NUMBER, "--lang", "es").out
    assert "Apareció lo faltante" in shown
    assert "What was missing turned up" in desk.ok("manifest", "show", NUMBER).out
    assert "What was missing turned up" in printed(desk, tmp_path / "after.pdf", "--lang", "en")
    again = desk.ok("manifest", "check", str(before)).out
    assert "VERDICT  genuine" in again
    assert "the record went on after this paper" in again
    assert "VERDICT  genuine" in desk.ok("manifest", "check", str(tmp_path / "after.pdf")).out
    assert "missing" not in desk.ok("today").out


def test_what_was_signed_in_ink_is_marked_on_paper_and_screen_until_it_is_countersigned(
    desk: Desk, tmp_path: Path
) -> None:
    offer(desk, 1, 2)
    on_paper(desk, tmp_path)
    alone = printed(desk, tmp_path / "alone.pdf", "--lang", "es")
    assert "EN TRÁNSITO\nPAPEL\n" in alone
    assert "FIRMÓ EN PAPEL" in alone
    shown = desk.ok("manifest", "show", NUMBER)
    assert "IN TRANSIT · ON PAPER\n" in shown.out
    assert "on paper, recorded by" in shown.out
    assert desk.ok("manifest", "show", NUMBER, "--json").json["manifest"]["marks"] == ["on_paper"]
    desk.ok("ship", "countersign", NUMBER, "--as", CARRIER, "--yes", at="11-23T12:00")
    later = printed(desk, tmp_path / "later.pdf", "--lang", "es")
    assert "PAPEL, REFRENDADO" in later
    assert "REFRENDÓ 2026-11-23 12:00 −06:00" in later
    shown = desk.ok("manifest", "show", NUMBER, "--lang", "es")
    assert "EN TRÁNSITO · PAPEL, REFRENDADO" in shown.out
    assert "refrendó el 2026-11-23" in shown.out
    found = desk.ok("manifest", "check", str(tmp_path / "alone.pdf"), "--json").json["check"]
    assert (found["verdict"], len(found["newer"])) == (True, 1)


@pytest.mark.parametrize(("lang", "word", "note", "signed"), [
    ("es", "RECHAZADO", "RECHAZADO: 2 artículos, motivo: ", "lo que firma es el rechazo."),
    ("en", "REJECTED", "REJECTED: 2 items, reason: ", "what it signs is the rejection."),
])  # fmt: skip
def test_box_18_tells_why_a_load_was_turned_away_and_box_19_what_was_signed(
    desk: Desk, tmp_path: Path, lang: str, word: str, note: str, signed: str
) -> None:
    on_the_road(desk, 1, 2)
    desk.ok(
        "receive", NUMBER, "--reject", "all", "--reason", "no_capacity", "--next", "return",
        "--yes", at="11-23T10:20",
    )  # fmt: skip
    text = printed(desk, tmp_path / "m.pdf", "--lang", lang)
    assert word in text
    assert note in text
    assert signed in text.replace("\n", " ")
    assert "no_capacity" not in text
    shown = desk.ok("manifest", "show", NUMBER, "--lang", lang).out
    assert note in shown
    desk.ok("ship", "return", NUMBER, "--mass-kg", "825", "--yes", at="11-24T10:20")
    back = printed(desk, tmp_path / "back.pdf", "--lang", lang)
    assert ("DEVUELTO\n" if lang == "es" else "RETURNED\n") in back
    assert "2026-11-24: 2" in back
    assert ", 825 kg" in back
    assert signed in back.replace("\n", " ")


def test_the_reason_of_the_class_is_in_words(desk: Desk, tmp_path: Path) -> None:
    offer(desk, 1)
    text = printed(desk, tmp_path / "m.pdf", "--lang", "es")
    assert "baterías enteras" in text
    assert "whole_battery" not in text


def test_what_came_after_the_truck_is_shown_beside_the_word_of_the_paper(
    desk: Desk, tmp_path: Path
) -> None:
    def stands(lang: str) -> str:
        shown = desk.ok("manifest", "show", NUMBER, "--lang", lang)
        return shown.out.splitlines()[0].split("  ", 1)[1]

    def words() -> tuple[str, str]:
        said = desk.ok("manifest", "show", NUMBER, "--json").json["manifest"]
        return said["state"], said["workflow_state"]

    on_the_road(desk, 1)
    assert words() == ("arrived", "arrived")
    desk.ok("receive", NUMBER, "--all-received", "--mass-kg", "412", "--yes", at="11-24T10:00")
    assert (stands("es"), stands("en")) == ("RECIBIDO", "RECEIVED")
    desk.ok("manifest", "certify", NUMBER, "--yes", at="12-01T10:00")
    assert words() == ("received", "processing_certified")
    assert stands("es") == "RECIBIDO · TRATAMIENTO CERTIFICADO"
    assert stands("en") == "RECEIVED · TREATMENT CERTIFIED"
    desk.ok("manifest", "original-returned", NUMBER, "--yes", at="12-02T10:00")
    assert words() == ("received", "closed")
    assert (stands("es"), stands("en")) == ("RECIBIDO · CERRADO", "RECEIVED · CLOSED")
    paper = printed(desk, tmp_path / "m.pdf", "--lang", "es")
    assert "RECIBIDO" in paper
    assert "CERRADO" not in paper, "the word of the paper states the hand-over"
    assert "TRATAMIENTO CERTIFICADO" not in paper


def test_the_original_that_came_back_first_is_shown(desk: Desk) -> None:
    on_the_road(desk, 1)
    desk.ok("receive", NUMBER, "--all-received", "--mass-kg", "412", "--yes", at="11-24T10:00")
    desk.ok("manifest", "original-returned", NUMBER, "--yes", at="11-30T10:00")
    assert "RECIBIDO · ORIGINAL DEVUELTO" in desk.ok("manifest", "show", NUMBER, "--lang", "es").out
    said = desk.ok("manifest", "show", NUMBER, "--json").json["manifest"]
    assert (said["state"], said["workflow_state"]) == ("received", "original_returned")
