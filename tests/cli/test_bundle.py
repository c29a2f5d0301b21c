"""bundle, and verify of what it wrote, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.desk import Desk

PACK = "SA26-000001"


@pytest.fixture
def stranger(yard: Desk, tmp_path: Path) -> Desk:
    """Give somebody who has the file of a pack and the trust file, and nothing else."""
    yard.ok("bundle", PACK, "-o", str(tmp_path / "pack.bpz"), "--yes")
    (trust,) = (yard.folder / "home" / "trust").iterdir()
    (tmp_path / "north.policy").write_bytes(trust.read_bytes())
    return Desk(tmp_path, at=yard.at)


def test_a_stranger_without_any_ledger_gets_both_verdicts(stranger: Desk) -> None:
    pack, trust = str(stranger.folder / "pack.bpz"), str(stranger.folder / "north.policy")
    found = stranger.ok("verify", pack, "--trust", trust, "--json").json
    assert (found["authentic"], found["compliant"], found["trust"]) == (True, True, "pinned")
    for one in found["not_judged"]:
        assert {"code", "check"} & one.keys()
        assert one.keys() >= {"subject", "why", "entries"}
    assert {check["name"] for check in found["checks"]} >= {"proofs", "heads", "complete"}


def test_it_is_said_in_both_languages_what_could_not_be_judged(stranger: Desk) -> None:
    words = ("verify", str(stranger.folder / "pack.bpz"), "--first-use")
    assert "only the whole log shows" in stranger.ok(*words).out
    stranger.lang = "es"
    assert "solo el registro entero" in stranger.ok(*words).out


def test_a_log_that_nobody_vouches_for_is_undecided_and_not_false(stranger: Desk) -> None:
    ran = stranger.run("verify", str(stranger.folder / "pack.bpz"))
    assert ran.code == 5
    assert "authentic: undecided" in ran.out


def test_a_damaged_file_names_the_byte_and_the_member(stranger: Desk) -> None:
    pack = stranger.folder / "pack.bpz"
    data = bytearray(pack.read_bytes())
    data[len(data) // 2] ^= 1
    pack.write_bytes(bytes(data))
    ran = stranger.run("verify", str(pack))
    assert ran.code == 2
    assert "pack.bpz" in ran.err
    assert "byte" in ran.err


def test_a_file_that_was_damaged_and_renamed_is_still_no_ledger(stranger: Desk) -> None:
    data = (stranger.folder / "pack.bpz").read_bytes()
    other = stranger.folder / "attachment"
    for damaged in (b"x" + data[1:], data[:-1]):
        other.write_bytes(damaged)
        ran = stranger.run("verify", str(other))
        assert (ran.code, "not a ledger" in ran.err) == (2, False), ran.err


def test_a_file_of_another_kind_is_no_bundle(yard: Desk) -> None:
    file = yard.folder / "directory.bpz"
    yard.ok("recycler", "export", "--format", "bpz", "-o", str(file))
    ran = yard.run("verify", str(file))
    assert ran.code == 2
    assert "bundle" in ran.err


def test_the_same_pack_gives_the_same_file_again(yard: Desk, tmp_path: Path) -> None:
    for name in ("a.bpz", "b.bpz"):
        yard.ok("bundle", PACK, "-o", str(tmp_path / name), "--yes")
        yard.ok("pack", "list")
    assert (tmp_path / "a.bpz").read_bytes() == (tmp_path / "b.bpz").read_bytes()


def test_a_dry_run_neither_seals_nor_writes(yard: Desk, tmp_path: Path) -> None:
    before = yard.ok("checkpoint").out
    yard.ok("bundle", PACK, "-o", str(tmp_path / "a.bpz"), "--dry-run")
    assert not (tmp_path / "a.bpz").exists()
    assert yard.ok("checkpoint").out == before


@pytest.mark.parametrize(
    "words",
    [
        (),
        (PACK, "--all"),
        ("--period", "2026"),
        ("--period", "2027-01-01..2027-02-01"),
        ("--party", "nobody-at-all"),
        (PACK, "--for", "nobody-at-all"),
    ],
)
def test_a_wrong_use_says_what_is_right(yard: Desk, tmp_path: Path, words: tuple[str, ...]) -> None:
    ran = yard.run("bundle", *words, "-o", str(tmp_path / "x.bpz"), "--yes")
    assert ran.code == 2, ran.err
    assert ran.err.strip()
    assert not (tmp_path / "x.bpz").exists()


def test_a_bundle_that_is_not_there_is_not_taken_for_a_ledger(yard: Desk) -> None:
    ran = yard.run("verify", "nowhere.bpz")
    assert ran.code == 1
    assert "init" not in ran.err


def test_who_has_seen_the_log_gets_the_proof_that_it_only_grew(yard: Desk, tmp_path: Path) -> None:
    seen, pack = tmp_path / "seen.note", str(tmp_path / "pack.bpz")
    seen.write_text(yard.ok("checkpoint").out, encoding="utf-8")
    yard.ok("bundle", PACK, "-o", pack, "--yes")
    stranger = Desk(tmp_path / "away", at=yard.at)
    words = ("verify", pack, "--first-use", "--old", str(seen))
    ran = stranger.run(*words)
    assert ran.code == 5
    size = seen.read_text(encoding="utf-8").splitlines()[1]
    assert f"batterypass bundle … --old {size}" in ran.out
    assert "authentic: undecided" in ran.out
    stranger.lang = "es"
    assert f"--old {size} -o ARCHIVO.bpz" in stranger.run(*words).out
    yard.ok("bundle", PACK, "-o", pack, "--old", str(seen))
    assert stranger.run(*words).code == 0
    yard.ok("bundle", PACK, "-o", pack, "--old", size)
    assert stranger.run(*words).code == 0


def test_a_bundle_says_as_of_when_it_is_and_what_came_later(yard: Desk, tmp_path: Path) -> None:
    pack = str(tmp_path / "pack.bpz")
    first = yard.ok("bundle", PACK, "-o", pack, "--yes", "--json").json["bundle"]
    assert first["later"] == 0
    yard.ok("pack", "assess", PACK, "condition=serviceable", "method=visual", "--yes")
    newest = yard.ok("bundle", PACK, "-o", pack, "--yes", "--json").json["bundle"]
    assert newest["size"] > first["size"]
    older = yard.ok("bundle", PACK, "-o", pack, "--at", str(first["size"]), "--json").json["bundle"]
    assert (older["size"], older["later"], older["as_of"]) == (first["size"], 1, first["as_of"])
    found = Desk(tmp_path / "away", at=yard.at)
    assert found.ok("verify", pack, "--first-use", "--json").json["as_of"] == first["as_of"]
    assert f"as of {first['as_of']}" in found.ok("verify", pack, "--first-use").out
    for wrong in ("7", "x", "99999"):
        assert yard.run("bundle", PACK, "-o", pack, "--at", wrong).code == 2
    assert yard.run("bundle", "--all", "-o", pack, "--at", str(first["size"])).code == 2
