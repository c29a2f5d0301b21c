"""The recovery key on paper: written carefully, tested before it is needed, typed in when it is."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from batterypass.statements.recovery import read_sheet
from cli.desk import NO, YES, Desk, Person
from documents.reading import codes
from people.desks import MAKER


def sheet(desk: Desk, folder: Path) -> Path:
    """Write the maker's sheet as text."""
    path = folder / "sheet.txt"
    desk.ok("key", "sheet", MAKER, "-o", str(path), "--plain-text", "--yes")
    return path


def recovery(desk: Desk) -> dict[str, str]:
    keys = desk.ok("key", "list", "--json").json["keys"]
    (found,) = (one for one in keys if (one["party"], one["role"]) == (MAKER, "recovery"))
    return dict(found)


def empty_keys(desk: Desk, folder: Path) -> Desk:
    """Give the same person with another key folder, that has no passphrase yet."""
    desk.environ["BATTERYPASS_KEYS"] = str(folder / "new-keys")
    return desk


def doctor(desk: Desk) -> tuple[bool | None, str]:
    checks = {one["name"]: one for one in desk.run("doctor", "--json").json["checks"]}
    return checks["recovery"]["ok"], checks["recovery"]["detail"]


def test_a_sheet_is_asked_for_and_read_by_its_owner_alone(yard: Desk, tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    words = ["key", "sheet", MAKER, "-o", str(path)]
    ran = yard.run(*words, person=Person({"Write the recovery sheet": NO}))
    assert ran.code == 7
    assert "secret" in ran.err
    assert not path.exists()
    assert yard.run(*words, person=Person({"Write the recovery sheet": YES})).code == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    # What is on the paper is the key: a phone reads it, and the command takes what it reads.
    (scanned,) = codes(path.read_bytes(), 150)
    tested = yard.ok(
        "key", "recover", "--test", "--sheet-text", "-", "--json", typed=scanned.decode()
    )
    assert tested.json["key"]["kid"] == recovery(yard)["kid"]


def test_a_sheet_replaces_no_file(yard: Desk, tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(b"something")
    assert yard.run("key", "sheet", MAKER, "-o", str(path), "--yes").code == 2
    assert path.read_bytes() == b"something"


def test_a_dry_run_and_a_name_of_no_key_write_nothing(yard: Desk, tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    yard.ok("key", "sheet", MAKER, "-o", str(path), "--dry-run")
    assert yard.run("key", "sheet", "https://nobody.example", "-o", str(path), "--yes").code == 2
    daily = next(
        one["kid"]
        for one in yard.ok("key", "list", "--json").json["keys"]
        if (one["party"], one["role"]) == (MAKER, "daily")
    )
    # A daily key is replaced and not restored.
    assert yard.run("key", "sheet", daily, "-o", str(path), "--yes").code == 2
    assert not path.exists()


def test_the_test_restore_stores_nothing_and_is_remembered(yard: Desk, tmp_path: Path) -> None:
    path = sheet(yard, tmp_path)
    # Only the keys of the maker are here.
    for info in (yard.folder / "home" / "keys").glob("*.json"):
        if info.name != "folder.json" and MAKER not in info.read_text():
            info.unlink()
    ok, said = doctor(yard)
    assert ok is None
    assert "never tested" in said
    before = sorted((yard.folder / "home" / "keys").iterdir())
    yard.ok("key", "recover", "--test", "--sheet-text", str(path))
    assert sorted((yard.folder / "home" / "keys").iterdir()) == before
    ok, said = doctor(yard)
    assert ok is None
    assert "beside the daily key" in said
    for file in (yard.folder / "home" / "keys").glob("recovery-*"):
        file.unlink()
    assert doctor(yard)[0] is True


def test_a_lost_passphrase_is_answered_by_the_sheet(yard: Desk, tmp_path: Path) -> None:
    """A new folder, the recovery key typed in, a new daily key, the old one revoked."""
    path = sheet(yard, tmp_path)
    lost = next(
        one["kid"]
        for one in yard.ok("key", "list", "--json").json["keys"]
        if (one["party"], one["role"]) == (MAKER, "daily")
    )
    kid = recovery(yard)["kid"]
    operators = yard.folder / "home" / "keys"
    site = empty_keys(yard, tmp_path)
    assert site.ok("key", "recover", "--sheet-text", str(path), "--json").json["key"]["stored"]
    assert [one["kid"] for one in site.ok("key", "list", "--json").json["keys"]] == [kid]
    # Nobody else's keys are in the new folder, so this works over a replica.
    del site.environ["BATTERYPASS_KEYS"]
    replica = Desk(tmp_path / "replica", at=yard.at)
    replica.ok("replica", "create", str(yard.ledger), f"{replica.folder}/", "--first-use")
    replica.environ["BATTERYPASS_KEYS"] = str(tmp_path / "new-keys")
    replica.ok("key", "add", MAKER, "--yes")
    replica.ok("key", "revoke", lost[:16], "--reason", "lost", "--yes", at="03-03T11:00")
    keys = {one["kid"]: one for one in replica.ok("key", "show", MAKER, "--json").json["keys"]}
    assert "revoked" in keys[lost]["state"]
    assert [one["role"] for one in keys.values()].count("daily") == 2
    assert operators.is_dir()


@pytest.mark.parametrize("how", ["wrong letter", "another order", "one line short", "mixed"])
def test_a_sheet_that_was_typed_wrongly_stores_nothing(
    how: str, yard: Desk, tmp_path: Path
) -> None:
    lines = read_sheet(sheet(yard, tmp_path).read_text())
    other = tmp_path / "other.txt"
    yard.ok("key", "sheet", "taller-volta", "-o", str(other), "--plain-text", "--yes")
    plain = [line.partition(". ")[2] for line in lines]
    wrong = {
        "wrong letter": [*plain[:2], "0000-0000-1", *plain[3:]],
        "another order": [plain[1], plain[0], *plain[2:]],
        "one line short": plain[:-1],
        "mixed": [*lines[:4], *read_sheet(other.read_text())[4:]],
    }[how]
    empty_keys(yard, tmp_path)
    ran = yard.run("key", "recover", "--sheet-text", "-", typed="\n".join(wrong))
    assert ran.code == 2
    assert not (tmp_path / "new-keys").exists()
    assert not any(one in ran.err + ran.out for one in plain)


def test_a_wrong_line_is_named_at_once_at_the_terminal(yard: Desk, tmp_path: Path) -> None:
    lines = read_sheet(sheet(yard, tmp_path).read_text())
    person = Person(
        {f"{n}/7": line for n, line in enumerate(lines, 1)} | {"3/7": ["ZZZ", lines[2]]}
    )
    ran = yard.run("key", "recover", "--test", person=person)
    assert ran.code == 0
    assert "line 3 of the sheet has 3 characters" in ran.err
    assert person.asked.count(next(one for one in person.asked if one.startswith("3/7"))) == 2


def test_a_sheet_of_no_key_that_is_known_here_decides_nothing(yard: Desk, tmp_path: Path) -> None:
    path = sheet(yard, tmp_path)
    stranger = Desk(tmp_path / "stranger", at=yard.at)
    stranger.folder.mkdir()
    ran = stranger.run("key", "recover", "--sheet-text", str(path))
    assert ran.code == 5
    assert recovery(yard)["kid"] in ran.err


def test_a_sheet_of_a_revoked_key_is_refused(yard: Desk, tmp_path: Path) -> None:
    path = sheet(yard, tmp_path)
    yard.ok("key", "add", MAKER, "--role", "recovery", "--yes")
    kid = recovery_kids(yard)[0]
    yard.ok("key", "revoke", kid[:16], "--reason", "compromised", "--yes", at="03-03T11:00")
    ran = yard.run("key", "recover", "--test", "--sheet-text", str(path))
    assert ran.code == 3
    assert "destroy it" in ran.err


def recovery_kids(desk: Desk) -> list[str]:
    keys = desk.ok("key", "show", MAKER, "--json").json["keys"]
    return [one["kid"] for one in keys if one["role"] == "recovery"]


def test_new_keys_point_at_the_sheet(tmp_path: Path) -> None:
    desk = Desk(tmp_path, lang="es")
    ran = desk.ok("key", "new", "https://nueva.example", "--yes")
    assert "batterypass key sheet https://nueva.example" in ran.err
    assert "batterypass key recover --test" in ran.err
    # The first test restore comes before there is a ledger.
    path = tmp_path / "h.txt"
    desk.ok("key", "sheet", "https://nueva.example", "-o", str(path), "--plain-text", "--yes")
    tested = desk.ok("key", "recover", "--test", "--sheet-text", str(path), "--json").json["key"]
    assert (tested["in_ledger"], tested["stored"]) == (False, False)
