"""What somebody in a hurry does to a site: wrong files, wrong folders, wrong clocks, wrong words."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from batterypass.evidence.outbox_file import OutboxFile
from batterypass_cli.clockcheck import span_words
from cli.custody import CARRIER, MAKER, RECYCLER, offer, serials
from cli.desk import Desk
from sites.desks import _quick as _quick
from sites.desks import office as office
from sites.desks import yard as yard


def sign(site: Desk, number: int, *words: str, at: str = "11-23T08:00") -> None:
    """Sign a reading of a pack at a site."""
    site.ok(
        "log", "item.assessed", serials(number)[0], "condition=serviceable", "method=visual",
        "--as", MAKER, "--yes", *words, at=at,
    )  # fmt: skip


def test_a_partners_file_and_the_operators_of_one_minute_do_not_replace_each_other(
    yard: Desk, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    sign(yard, 25)
    offer(yard, 1, 2)
    for words in ([], ["--for", CARRIER], []):
        yard.ok("outbox", "send", "-o", str(stick), "--as", MAKER, *words, at="11-23T17:00")
    sizes = sorted(len(json.loads(_index(path))["statements"]) for path in stick.iterdir())
    assert sizes == [1, 2, 2]
    named = stick / "mine.bpz"
    for _ in range(2):
        yard.ok("outbox", "send", "-o", str(named), "--as", MAKER, at="11-23T17:00")
    assert len(list(stick.iterdir())) == 4


def _index(path: Path) -> str:
    from zipfile import ZipFile

    with ZipFile(path) as file:
        return file.read("index.json").decode()


def test_today_counts_what_was_sent_apart_and_names_a_command_that_runs(
    yard: Desk, tmp_path: Path
) -> None:
    sign(yard, 25)
    said = yard.ok("today").out
    assert "1 event · nothing was sent yet" in said
    assert "batterypass outbox send -o DIR" in said
    yard.ok("outbox", "send", "-o", str(tmp_path / "a.bpz"), "--as", MAKER, at="11-23T17:00")
    said = yard.ok("today").out
    assert "0 events (1 sent, not answered)" in said
    assert "outbox send" not in said
    yard.lang = "es"
    assert "1 enviado sin respuesta" in yard.ok("today").out


def test_today_says_to_sign_again_before_it_says_to_send(
    yard: Desk, office: Desk, tmp_path: Path
) -> None:
    release = ["handoff", "release", serials(25)[0], "--as", MAKER, "--yes"]
    yard.ok(*release, "--to", RECYCLER, at="11-23T08:00")
    office.ok(*release, "--to", CARRIER, at="11-23T08:30")
    sent = tmp_path / "a.bpz"
    yard.ok("outbox", "send", "-o", str(sent), "--as", MAKER, at="11-23T17:00")
    assert office.run("submit", str(sent), at="11-23T18:00").code == 6
    assert yard.run("outbox", "answers", str(tmp_path / "a.answer.bpz"), at="11-23T19:00").code == 6
    assert "→ batterypass outbox rebase" in yard.ok("today").out
    # Two of one kind differ in nothing but what they hold: to whom.
    shown = yard.run("outbox", "rebase", "1p", "--dry-run")
    assert "Recicladora del Norte" in shown.err
    assert "Transportes Camino Real" in shown.err


def test_many_that_were_not_taken_in_are_shown_by_reason_three_of_each(
    yard: Desk, office: Desk, tmp_path: Path
) -> None:
    packs = serials(*range(1, 7))
    hands = {"yard": (yard, RECYCLER), "office": (office, CARRIER)}
    for name, (desk, to) in hands.items():
        file = tmp_path / f"{name}.json"
        file.write_text(json.dumps([{"items": [pack], "to": to} for pack in packs]))
        desk.ok(
            "log", "custody.released", "--from", str(file), "--as", MAKER, "--yes",
            "--clock-is-right", at="11-23T08:00",
        )  # fmt: skip
    sent = tmp_path / "a.bpz"
    yard.ok("outbox", "send", "-o", str(sent), "--as", MAKER, at="11-23T17:00")
    said = office.run("submit", str(sent), "--dry-run", at="11-23T18:00")
    assert said.code == 6
    assert said.out.count("stale: others were first") == 3 + 1
    assert "3 more (--all shows all 6)" in said.out
    assert "BP-L001" in said.out.splitlines()[-2]
    office.lang = "es"
    every = office.run("submit", str(sent), "--dry-run", "--all")
    assert every.out.count("desfasada: otros llegaron antes") == 6
    assert "--all" not in every.out
    assert len(office.run("submit", str(sent), "--dry-run", "--json").json["answers"]) == 6


@pytest.mark.parametrize("lang", ["en", "es"])
def test_a_number_of_the_outbox_that_is_none_is_said_in_the_language(yard: Desk, lang: str) -> None:
    yard.lang = lang
    sign(yard, 25)
    ran = yard.run("outbox", "rebase", "x")
    assert ran.code == 2
    assert "batterypass outbox list" in ran.err
    assert "valid integer" not in ran.err
    live = yard.run("outbox", "rebase", "1p")
    assert live.code == 2
    assert ("por enviar" if lang == "es" else "is pending") in live.err


def test_a_file_of_the_wrong_kind_is_named_by_what_it_is_and_where_it_goes(
    yard: Desk, office: Desk, tmp_path: Path
) -> None:
    yard.lang = "es"
    sign(yard, 25)
    sent = tmp_path / "a.bpz"
    yard.ok("outbox", "send", "-o", str(sent), "--as", MAKER, at="11-23T17:00")
    ran = yard.run("outbox", "answers", str(sent))
    assert ran.code == 2
    assert "es un archivo de buzón" in ran.err
    assert "se espera un archivo de respuesta" in ran.err
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(b"%PDF-1.7")
    office.lang = "es"
    assert "no es un archivo .bpz" in office.run("submit", str(paper)).err


@pytest.mark.parametrize(
    ("name", "words"), [("", "es una carpeta"), ("none.bpz", "no existe ese archivo")]
)
def test_what_the_system_says_of_a_file_is_said_in_spanish(
    yard: Desk, tmp_path: Path, name: str, words: str
) -> None:
    yard.lang = "es"
    ran = yard.run("outbox", "answers", str(tmp_path / name))
    assert ran.code == 1
    assert words in ran.err


def test_a_replica_that_is_gone_beside_its_outbox_is_made_again_and_never_a_new_ledger(
    yard: Desk, office: Desk
) -> None:
    sign(yard, 25)
    yard.ledger.unlink()
    ran = yard.run("today")
    assert ran.code == 1
    assert "batterypass replica create" in ran.err
    assert "batterypass init" not in ran.err
    yard.ok("replica", "create", str(office.ledger), str(yard.ledger), "--first-use")
    assert [one["state"] for one in yard.ok("outbox list --json").json["statements"]] == ["pending"]


def test_a_backup_into_a_folder_is_asked_for_a_file(office: Desk, tmp_path: Path) -> None:
    ran = office.run("backup", str(tmp_path))
    assert ran.code == 2
    assert "is a folder" in ran.err
    assert "batterypass init" not in ran.err


def test_a_command_that_is_shown_for_a_folder_with_a_blank_can_be_copied(
    office: Desk, tmp_path: Path
) -> None:
    place = tmp_path / "patio ñandú" / "réplica.bp"
    made = office.ok("replica", "create", str(office.ledger), str(place), "--first-use")
    assert f"--ledger '{place}'" in made.out


def test_a_clock_two_days_ahead_is_told_to_the_operator_in_days(
    yard: Desk, office: Desk, tmp_path: Path
) -> None:
    sign(yard, 25, at="11-26T08:00")
    sent = tmp_path / "a.bpz"
    yard.ok("outbox", "send", "-o", str(sent), "--as", MAKER, at="11-26T08:00")
    ran = office.ok("submit", str(sent), at="11-23T18:00")
    assert "2 days ahead" in ran.out
    assert "BP-Z001 for ever" in ran.out
    assert "1 in the log" in ran.out


def test_a_span_is_said_in_the_largest_unit_that_says_enough() -> None:
    spans = [timedelta(minutes=179), timedelta(hours=3), timedelta(hours=47), timedelta(days=2)]
    assert [span_words(span) for span in spans] == ["179 minutes", "3 hours", "47 hours", "2 days"]


def test_attachments_that_travel_with_statements_are_kept_by_the_operator(
    yard: Desk, office: Desk, tmp_path: Path
) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"\xff\xd8\xff\xe0 a swollen pack")
    sign(yard, 25, "--attach", str(photo))
    sent = tmp_path / "a.bpz"
    yard.ok("outbox", "send", "-o", str(sent), "--as", MAKER, "--with-files", at="11-23T17:00")
    office.ok("submit", str(sent), "--dry-run", at="11-23T18:00")
    assert not office.ledger.with_name(office.ledger.name + ".files").exists()
    office.ok("submit", str(sent), at="11-23T18:00")
    assert office.ok("attachments missing --json").json["attachments"] == []
    (kept,) = office.ok("attachments list --json").json["attachments"]
    assert kept["state"] == "here"


def test_a_partners_file_of_another_ledger_is_named_as_such(yard: Desk, tmp_path: Path) -> None:
    sign(yard, 25)
    sent = tmp_path / "a.bpz"
    yard.ok("outbox", "send", "-o", str(sent), "--as", MAKER, at="11-23T17:00")
    file = OutboxFile.parse(sent.read_bytes(), sent.name)
    other = OutboxFile(
        "other.example/x#" + "0" * 64, file.party, file.made_at, file.seen, file.statements
    )
    sent.write_bytes(other.encode())
    ran = yard.run("outbox", "take", str(sent))
    assert ran.code == 2
    assert "nothing was taken" in ran.err
    assert not ran.err.startswith("✗ file:")


def test_a_copy_that_is_behind_is_told_which_command_brings_the_rest(
    office: Desk, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.bp"
    office.ok("backup", str(copy))
    sign(office, 25)
    office.ledger.unlink()
    for left in office.ledger.parent.glob(office.ledger.name + "-*"):
        left.unlink()
    assert "batterypass restore --newer SOURCE" in office.ok("restore", str(copy)).out
    said = office.run("doctor")
    assert said.code == 1
    assert said.out.count("batterypass restore --newer SOURCE") == 2
    assert "does NOT extend" not in said.out


def test_ctrl_c_says_what_stays_and_that_the_command_can_be_given_again(
    yard: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("batterypass.app.outbox.outbox_rows", stop)
    ran = yard.run("outbox", "list")
    assert ran.code == 130
    assert "what was recorded or written stays" in ran.err


def test_a_full_disk_under_the_outbox_is_named_and_nothing_is_signed(
    yard: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(yard.folder)._replace(free=1024)
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "disk_usage", lambda folder: usage)
        ran = yard.run(
            "log", "item.assessed", serials(25)[0], "condition=serviceable", "method=visual",
            "--as", MAKER, "--yes", "--json", at="11-23T08:00",
        )  # fmt: skip
        assert (ran.code, ran.json["error"]["code"]) == (1, "store.no-room")
        assert "ledger.bp.outbox" in ran.json["error"]["message"]
    assert not (yard.folder / "ledger.bp.outbox").exists()
    sign(yard, 25)
