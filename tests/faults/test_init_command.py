"""``batterypass init`` stops at each of its steps and is said once more (faults.md row 7)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from batterypass.app import opening
from batterypass.app.record import record
from batterypass.store.home import Home
from batterypass.store.keyfolder import KeyFolder
from batterypass.store.signer_state import SignerState
from batterypass.store.sqlite import SqliteStore
from cli.desk import NO, Desk, Person, Ran, quick_keys
from faults.test_crash import FAULTS, Killed
from faults.test_opening import once

ORIGIN = "registro.example/patio"
INIT = ["init", "--origin", ORIGIN, "--profile", "MX", "--registrar", "https://registro.example"]
INIT += ["--name", "Registro de Prueba"]
#: Step of the command -> the method in which it happens, and at which of its calls it stops.
STEPS: dict[str, tuple[type, str, int]] = {
    "the file": (SqliteStore, "create", 0),
    "the folder of keys": (KeyFolder, "init", 0),
    "the first key": (KeyFolder, "add", 0),
    "the third key": (KeyFolder, "add", 2),
    "the last key": (KeyFolder, "add", 4),
    "the transaction": (SqliteStore, "commit", 0),
    "the signer's state": (SignerState, "advance", 0),
    "the memory": (Home, "remember", 0),
    "the pin": (Home, "pin", 0),
}


@pytest.fixture(autouse=True)
def _quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_keys(monkeypatch)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def stopped_after_entry_0(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave what older versions left between their two transactions."""

    def first(session: Any, statements: list[bytes], beside: Any, *, origin: str) -> Any:
        record(session, statements[:1], origin=origin)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(opening, "record", first)
        with pytest.raises(Killed):
            desk.run(*INIT, "--yes")


def stopped_before_the_pin(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(*_: Any) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(Home, "pin", die)
        with pytest.raises(Killed):
            desk.run(*INIT, "--yes")


def is_whole(desk: Desk) -> None:
    ran = desk.ok("verify --json")
    assert (ran.json["authentic"], ran.json["compliant"]) == (True, True)
    assert ran.json["trust"] == "pinned"
    assert desk.ok("checkpoint --json").json["size"] == 2
    assert desk.ok("doctor").code == 0
    assert len(list((desk.folder / "home" / "keys").glob("*.key"))) == 5


def files_of(desk: Desk) -> list[str]:
    return sorted(path.name for path in desk.folder.iterdir())


def ask_for_passphrases(monkeypatch: pytest.MonkeyPatch, *typed: str) -> None:
    """Have somebody at a terminal type these."""
    answers = iter(typed)
    monkeypatch.setattr("getpass.getpass", lambda _: next(answers))


def refused_for_its_passphrase(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.environ["BATTERYPASS_PASSPHRASE"] = "weak"
    ran = desk.run(*INIT, "--yes")
    assert (ran.code, "passphrase is weak" in ran.err) == (2, True)


def refused_for_two_passphrases(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.environ["BATTERYPASS_PASSPHRASE"] = ""
    ask_for_passphrases(monkeypatch, "four words nobody guesses", "four words nobody guessed")
    ran = desk.run(*INIT, "--yes", person=Person())
    assert (ran.code, "passphrases differ" in ran.err) == (2, True)


def refused_for_its_name(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    other = desk.folder.parent / "before"
    desk.ok(*INIT, "--yes", "--ledger", str(other))
    ran = desk.run(*INIT, "--yes")
    assert ran.code == 3, ran.err
    other.unlink()


REFUSALS = [refused_for_its_passphrase, refused_for_two_passphrases, refused_for_its_name]


@pytest.fixture
def no_home(tmp_path: Path) -> Desk:
    """Give a desk whose folder holds nothing but what ``init`` makes beside the ledger."""
    (tmp_path / "desk").mkdir()
    return Desk(tmp_path / "desk", environ={"BATTERYPASS_HOME": str(tmp_path / "home")})


@pytest.mark.parametrize("refuse", REFUSALS)
def test_a_refused_init_leaves_no_file(
    no_home: Desk,
    refuse: Callable[[Desk, pytest.MonkeyPatch], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    refuse(no_home, monkeypatch)
    assert files_of(no_home) == []


@pytest.mark.parametrize("refuse", REFUSALS)
def test_a_refused_init_spares_the_file_that_was_there(
    no_home: Desk,
    refuse: Callable[[Desk, pytest.MonkeyPatch], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    SqliteStore.create(no_home.ledger).close()
    before = no_home.ledger.read_bytes()
    refuse(no_home, monkeypatch)
    assert no_home.ledger.read_bytes() == before


@pytest.mark.parametrize("lang", ["en", "es"])
def test_a_file_that_was_never_opened_is_no_ledger(desk: Desk, lang: str) -> None:
    SqliteStore.create(desk.ledger).close()
    desk.lang = lang
    said = {"en": "was never opened", "es": "nunca se abrió"}[lang]
    for command in ("today", "verify", "verify --json", "pack list", "history 1", "rebuild"):
        ran = desk.run(command)
        told = " ".join((ran.out + ran.err).split())
        assert ran.code == 1, command
        assert said in told
        assert f"batterypass init {desk.ledger}" in told
    assert said in desk.run("doctor").out
    desk.lang = "en"
    desk.ok(*INIT, "--yes")
    is_whole(desk)


def test_what_lost_its_entries_and_nothing_else_is_judged_still(desk: Desk) -> None:
    desk.ok(*INIT, "--yes")
    with sqlite3.connect(desk.ledger) as database:
        database.execute("DROP TRIGGER entries_stay")
        database.execute("DELETE FROM entries")
    database.close()
    assert desk.run("verify").code == 4


def test_a_replica_that_was_only_begun_names_how_it_is_filled(desk: Desk) -> None:
    desk.ok(*INIT, "--yes")
    begun = desk.folder / "begun.bp"
    SqliteStore.create(begun, replica=True).close()
    ran = desk.run("today", "--ledger", str(begun))
    assert ran.code == 1
    assert f"batterypass replica create SOURCE {begun}" in " ".join(ran.err.split())
    desk.ok("replica", "create", str(desk.ledger), str(begun))
    desk.ok("today", "--ledger", str(begun))


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
@pytest.mark.parametrize("step", STEPS)
def test_whoever_says_init_again_has_a_whole_ledger(
    desk: Desk, step: str, fault: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    owner, name, turn = STEPS[step]
    real = getattr(owner, name)
    stopping = once(turn, real, fault(real))
    made = isinstance(owner.__dict__[name], classmethod)
    with monkeypatch.context() as patch:
        patch.setattr(owner, name, staticmethod(stopping) if made else stopping)
        with suppress(Killed):
            assert desk.run(*INIT, "--yes").code == 1
    again = desk.run(*INIT, "--yes", at="03-02T08:10")
    if step == "the pin" and fault.__name__ in ("kept", "killed_after"):
        # Nothing was missing but the answer.
        assert again.code == 2
        assert "already" in again.err
    else:
        assert again.code == 0, again.err
    is_whole(desk)
    assert desk.run(*INIT, "--yes").code == 2
    is_whole(desk)


@pytest.mark.parametrize("stop", [stopped_after_entry_0, stopped_before_the_pin])
@pytest.mark.parametrize("lang", ["en", "es"])
def test_what_is_missing_is_said_and_asked_about(
    desk: Desk,
    stop: Callable[[Desk, pytest.MonkeyPatch], None],
    lang: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stop(desk, monkeypatch)
    desk.lang = lang
    words = {
        "en": ("stopped half-way", "which ledger is trusted", "Finish it?"),
        "es": ("se quedó a medias", "en qué registro se confía", "¿Terminarla?"),
    }[lang]
    size = desk.ok("checkpoint --json").json["size"]

    def pinned() -> bytes | None:
        return Home(desk.folder / "home").trust(ORIGIN)

    for refused in (Person({words[2]: NO}), None):
        # Nobody at the terminal is a "no" too.
        ran: Ran = desk.run("init", person=refused)
        assert ran.code == 7, ran.err
        for word in words:
            assert word in ran.err
        assert pinned() is None
    ran = desk.ok("init --dry-run")
    assert words[0] in ran.err
    assert pinned() is None
    assert desk.ok("checkpoint --json").json["size"] == size

    done = desk.ok("init --yes --json").json

    assert (done["origin"], done["size"]) == (ORIGIN, 2)
    is_whole(desk)


@pytest.mark.parametrize("stop", [stopped_after_entry_0, stopped_before_the_pin])
def test_an_opening_is_not_finished_under_another_name_or_with_other_keys(
    desk: Desk,
    tmp_path: Path,
    stop: Callable[[Desk, pytest.MonkeyPatch], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stop(desk, monkeypatch)
    size = desk.ok("checkpoint --json").json["size"]
    other = ["init", "--origin", "registro.example/otro", *INIT[3:], "--yes"]
    for words in (other, [*INIT, "--yes", "--keys", str(tmp_path / "others")]):
        ran = desk.run(*words)
        assert ran.code == 2, ran.err
        assert "holds the ledger" in ran.err
    assert Home(desk.folder / "home").trust(ORIGIN) is None
    assert desk.ok("checkpoint --json").json["size"] == size
