"""Backup, restore, doctor and today as somebody at a desk meets them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from batterypass.store.home import Home
from cli.desk import Desk, open_yard, pack_words, quick_keys

ORIGIN = "registro.example/patio"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("yard")
    with pytest.MonkeyPatch.context() as patch:
        quick_keys(patch)
        desk = open_yard(folder)
        desk.ok("pack", "add", *pack_words(1), "--as", "sierra-alta", "--yes")
        desk.ok("backup", str(folder / "b.bp"))
        desk.ok("pack", "add", *pack_words(2), "--as", "sierra-alta", "--yes")
        desk.ok("replica", "create", str(desk.ledger), str(folder / "patio.bp"))
    return folder


@pytest.fixture
def desk(opened: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    quick_keys(monkeypatch)
    shutil.copytree(opened, tmp_path / "yard")
    return Desk(tmp_path / "yard", at="2026-03-03T10:00:00-06:00")


def health(desk: Desk, name: str) -> tuple[bool | None, str]:
    checks = desk.run("doctor --json").json["checks"]
    (found,) = [one for one in checks if one["name"] == name]
    return found["ok"], found["detail"]


@pytest.mark.parametrize("lang", ["en", "es"])
def test_a_lost_ledger_comes_back_and_goes_on_where_it_was(desk: Desk, lang: str) -> None:
    desk.lang = lang
    size = desk.ok("today --json").json["log"]["size"]
    desk.ledger.unlink()
    ran = desk.ok("restore", str(desk.folder / "b.bp"))
    assert "restore --newer" in ran.out
    refused = desk.run("pack", "add", *pack_words(3), "--as", "sierra-alta", "--yes")
    assert refused.code == 4
    assert "restore --newer" in refused.err
    caught_up = desk.ok("restore", "--newer", str(desk.folder / "patio.bp"), "--json").json
    assert (caught_up["size"], caught_up["missing"]) == (size, 0)
    desk.ok("pack", "add", *pack_words(3), "--as", "sierra-alta", "--yes")
    assert desk.run("verify").code == 0
    # The replica of before continues into it: nothing was forked.
    desk.ok("replica", "update", str(desk.ledger), "--ledger", str(desk.folder / "patio.bp"))


def test_restore_and_catching_up_are_one_command(desk: Desk) -> None:
    desk.ledger.unlink()
    ran = desk.ok(
        "restore", str(desk.folder / "b.bp"), str(desk.ledger), "--newer",
        str(desk.folder / "patio.bp"), "--json",
    )  # fmt: skip
    assert (ran.json["missing"], len(ran.json["newer"])) == (0, 1)
    again = desk.ok("restore", "--newer", str(desk.folder / "patio.bp"))
    assert "nothing newer" in again.out


def test_what_cannot_be_meant_is_refused(desk: Desk) -> None:
    for words, code in (
        (("restore",), "restore.nothing-given"),
        (("restore", str(desk.ledger)), "restore.itself"),
        (("restore", str(desk.folder / "b.bp")), "restore.exists"),
        (("backup", str(desk.ledger)), "backup.itself"),
    ):
        ran = desk.run(*words, "--json")
        assert (ran.code, ran.json["error"]["code"]) == (2, code), words
    assert desk.run("restore", str(desk.folder / "nowhere.bp")).code == 1
    desk.environ["BATTERYPASS_LEDGER"] = str(desk.folder / "patio.bp")
    ran = desk.run("restore", "--newer", str(desk.ledger), "--json")
    assert (ran.code, ran.json["error"]["code"]) == (2, "restore.is-replica")


def test_a_stranger_says_that_he_takes_a_backup_on_first_use(desk: Desk, tmp_path: Path) -> None:
    stranger = Desk(tmp_path / "stranger")
    stranger.folder.mkdir()
    assert stranger.run("restore", str(desk.folder / "b.bp")).code == 5
    ran = stranger.ok("restore", str(desk.folder / "b.bp"), "--first-use", "--json")
    assert ran.json["trust"] == "first-use"


def test_doctor_tells_a_backup_that_is_missing_or_old(desk: Desk) -> None:
    assert health(desk, "backup")[0] is True
    desk.at = "2026-03-20T10:00:00-06:00"
    ok, detail = health(desk, "backup")
    assert ok is None
    assert "17 days" in detail
    desk.ok("backup", str(desk.folder / "b.bp"))
    assert health(desk, "backup")[0] is True
    note = Home(desk.folder / "home").backup_path(ORIGIN)
    note.unlink()
    assert health(desk, "backup")[0] is None
    note.write_bytes(b"not a note")
    assert health(desk, "backup")[0] is False


def test_doctor_and_today_tell_the_age_of_a_replica(desk: Desk) -> None:
    assert desk.ok("today --json").json["replica"] is None
    desk.environ["BATTERYPASS_LEDGER"] = str(desk.folder / "patio.bp")
    page = desk.ok("today --json").json
    assert page["replica"]["size"] == page["log"]["size"]
    assert page["replica"]["updated_at"].startswith("2026-03-03")
    assert health(desk, "replica")[0] is True
    assert health(desk, "outbox")[0] is True
    assert health(desk, "signer")[0] is True
    desk.at = "2026-03-20T10:00:00-06:00"
    assert health(desk, "replica")[0] is None


def test_doctor_and_today_show_a_fork_that_was_kept(desk: Desk) -> None:
    kept = desk.folder / "ledger.bp.forks" / "20260303T160000Z-12-77ab03c1"
    kept.mkdir(parents=True)
    ok, detail = health(desk, "forks")
    assert ok is False
    assert kept.name in detail
    assert kept.name in desk.ok("today").out
    desk.lang = "es"
    assert "bifurcación" in desk.ok("today").out


def test_what_waits_in_the_outbox_is_on_the_page_and_in_the_backup(
    desk: Desk, tmp_path: Path
) -> None:
    desk.environ["BATTERYPASS_LEDGER"] = str(desk.folder / "patio.bp")
    desk.ok("pack", "add", *pack_words(4), "--as", "sierra-alta", "--yes")
    outbox = desk.ok("today --json").json["outbox"]
    assert (outbox["pending"], outbox["last_sent"]) == (1, "")
    assert "1 event" in desk.ok("today").out
    ok, detail = health(desk, "outbox")
    assert ok is True
    assert detail.startswith("1 ")
    target = tmp_path / "stick" / "patio.bp"
    assert desk.ok("backup", str(target), "--json").json["outbox"] is True
    for name in ("patio.bp", "patio.bp.outbox"):
        (desk.folder / name).unlink()
    back = desk.ok("restore", str(target), "--json").json
    assert back["outbox"] is True
    assert desk.ok("today --json").json["outbox"]["pending"] == 1
    # The outbox that is here is newer than any copy of it.
    desk.ok("pack", "add", *pack_words(5), "--as", "sierra-alta", "--yes")
    assert desk.ok("restore", str(target), "--json").json["outbox"] is False
    assert desk.ok("today --json").json["outbox"]["pending"] == 2


def test_a_replica_that_is_brought_back_says_that_it_is_one(desk: Desk) -> None:
    replica, new = str(desk.folder / "patio.bp"), desk.folder / "new.bp"
    said = desk.ok("restore", replica, str(new)).out
    assert "it is a replica of registro.example/patio" in said
    new.unlink()
    assert desk.ok("restore", replica, str(new), "--json").json["replica"] is True
    desk.lang = "es"
    desk.ledger.unlink()
    assert "es una réplica" not in desk.ok("restore", str(desk.folder / "b.bp")).out


@pytest.mark.parametrize(("lang", "words"), [("en", "another file"), ("es", "otro archivo")])
def test_nobody_opens_a_ledger_over_a_replica(desk: Desk, lang: str, words: str) -> None:
    desk.lang = lang
    replica = desk.folder / "patio.bp"
    before = replica.read_bytes()
    ran = desk.run(
        "init", str(replica), "--origin", "a.example/b", "--profile", "MX", "--registrar",
        "https://a.example", "--name", "A", "--yes",
    )  # fmt: skip
    assert ran.code == 3
    assert words in ran.err
    assert "batterypass init" in ran.err
    assert replica.read_bytes() == before
