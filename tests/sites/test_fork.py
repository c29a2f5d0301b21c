"""An operator, or somebody who has his keys, signs two logs: nobody is led from one to the other."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from batterypass.errors import BrokenError
from batterypass.store.home import Home
from cli.desk import Desk
from faults.yard import ORIGIN, Yard, make, small_ledger
from sites.copies import Forged, Replica, publish


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Yard, Yard]:
    """Give the ledger and its evil twin: both signed by the same key, different from entry 23 on."""
    folder = tmp_path_factory.mktemp("made")
    yard = small_ledger(folder / "yard")
    twin = yard.copy(folder / "twin")
    twin.salt = "twin"
    with yard.open() as ledger:
        make(ledger, [10, 11, 12])
    twin.clock.pass_by(days=2)
    with twin.open() as ledger:
        make(ledger, [20, 21, 22, 23, 24])
    return yard, twin


@pytest.fixture
def yard(made: tuple[Yard, Yard], tmp_path: Path) -> Yard:
    return made[0].copy(tmp_path / "yard")


@pytest.fixture
def twin(made: tuple[Yard, Yard], tmp_path: Path) -> Yard:
    return made[1].copy(tmp_path / "twin")


@pytest.fixture
def replica(yard: Yard, tmp_path: Path) -> Replica:
    replica = Replica(tmp_path / "site")
    replica.grow(yard.path, yard.trust())
    return replica


@pytest.mark.parametrize("form", ["ledger", "tiles"])
def test_a_longer_fork_is_refused_and_both_notes_are_kept(
    yard: Yard, twin: Yard, replica: Replica, tmp_path: Path, form: str
) -> None:
    before = replica.path.read_bytes()
    with pytest.raises(BrokenError) as fork:
        replica.grow(twin.path if form == "ledger" else publish(twin, tmp_path / "tiles"))
    assert fork.value.code == "replica.fork"
    (kept,) = replica.forks
    with yard.open(read_only=True) as ours, twin.open(read_only=True) as theirs:
        assert (kept.ours, kept.theirs) == (ours.store.note(), theirs.store.note())
        assert kept.first_difference == 23
        assert kept.our_entry == ours.store.statement(23)
        assert kept.their_entry == theirs.store.statement(23)
    assert replica.path.read_bytes() == before
    assert Home(replica.folder / "home").checkpoint(ORIGIN) == kept.ours
    replica.audit()
    # The right log is still taken.
    with yard.open() as ledger:
        make(ledger, [30])
    assert replica.grow(yard.path).after == replica.audit()


def test_a_shorter_fork_is_refused_too(yard: Yard, twin: Yard, tmp_path: Path) -> None:
    other = Replica(tmp_path / "other")
    other.grow(twin.path, twin.trust())
    with pytest.raises(BrokenError) as fork:
        other.grow(yard.path)
    assert fork.value.code == "replica.fork"
    assert other.forks[0].first_difference == 23


def test_a_fork_is_seen_by_who_only_remembers_a_checkpoint(
    yard: Yard, twin: Yard, replica: Replica
) -> None:
    replica.path.unlink()
    with pytest.raises(BrokenError) as fork:
        replica.grow(twin.path, twin.trust(), first_use=True)
    assert fork.value.code == "replica.fork"
    (kept,) = replica.forks
    assert kept.is_remembered
    with yard.open(read_only=True) as ledger:
        assert kept.ours == kept.remembered == ledger.store.note()
    with replica.open() as ledger:
        assert not len(ledger)


def test_a_fork_without_its_entries_is_proven_by_the_notes_alone(
    yard: Yard, replica: Replica
) -> None:
    with yard.open(read_only=True) as ledger:
        entries = [raw for _, raw in ledger.store.statements(0, len(ledger))]
        # The checkpoint is of a log that the source does not hold.
        source = Forged(entries, ledger, signed=[*entries[:-1], b"another"])
        with pytest.raises(BrokenError) as fork:
            replica.grow_from(source)
    assert fork.value.code == "replica.fork"
    assert replica.forks[0].first_difference is None


def test_a_source_that_does_not_lead_to_its_checkpoint_is_damaged_and_no_fork(
    yard: Yard, replica: Replica
) -> None:
    with yard.open() as ledger:
        make(ledger, [30, 31])
        entries = [raw for _, raw in ledger.store.statements(0, len(ledger))]
        signed = list(entries)
        for place in (5, len(entries) - 2):
            entries = list(signed)
            entries[place] = entries[place][:-1] + bytes([entries[place][-1] ^ 1])
            source = Forged(entries, ledger, signed=signed)
            if place == 5:
                # What is here already is not read again.
                fresh = Replica(replica.folder / "fresh")
                with pytest.raises(BrokenError, match="entry 5") as damaged:
                    fresh.grow_from(source, yard.trust())
            else:
                with pytest.raises(BrokenError, match=f"entry {place}") as damaged:
                    replica.grow_from(source)
            assert damaged.value.code == "replica.damaged-source"
    assert not replica.forks
    replica.audit()


@pytest.mark.parametrize("also_the_entry", [False, True])
def test_a_replica_that_is_damaged_itself_blames_nobody(
    yard: Yard, replica: Replica, also_the_entry: bool
) -> None:
    with closing(sqlite3.connect(replica.path)) as database, database:
        trigger = database.execute(
            "SELECT sql FROM sqlite_master WHERE name = 'entries_keep_their_bytes'"
        ).fetchone()[0]
        database.execute("DROP TRIGGER entries_keep_their_bytes")
        if also_the_entry:
            database.execute("UPDATE entries SET statement = zeroblob(9) WHERE idx = 15")
        # With entry 15 the first sixteen are complete: their hash is part of every later root.
        database.execute("UPDATE nodes SET hashes = zeroblob(length(hashes)) WHERE entry = 15")
        database.execute(trigger)
    with yard.open() as ledger:
        make(ledger, [30])
    with pytest.raises(BrokenError) as damaged:
        replica.grow(yard.path)
    assert damaged.value.code == "replica.damaged-here"
    assert not replica.forks


def test_the_command_keeps_the_evidence_once_and_exits_with_4(
    yard: Yard, twin: Yard, tmp_path: Path
) -> None:
    desk = Desk(tmp_path / "site", at="2026-11-23T06:58:12-06:00")
    policy = tmp_path / "n.policy"
    policy.write_bytes(yard.trust())
    desk.ok("replica", "create", str(yard.path), f"{desk.folder}/", "--trust", str(policy))
    ran = desk.run("replica", "update", str(twin.path))
    assert ran.code == 4
    assert "forked" in ran.err
    (place,) = Home(desk.folder / "home").forks_path(ORIGIN).iterdir()
    assert place.name.startswith("20261123T125812Z-")
    assert str(place) in ran.err
    evidence = json.loads((place / "evidence.json").read_bytes())
    assert evidence["origin"] == ORIGIN
    assert evidence["first_difference"] == 23
    assert evidence["ours"]["size"] < evidence["theirs"]["size"]
    assert evidence["found_at"] == "2026-11-23T12:58:12Z"
    with yard.open(read_only=True) as ours, twin.open(read_only=True) as theirs:
        assert (place / "ours.note").read_bytes() == ours.store.note()
        assert (place / "theirs.note").read_bytes() == theirs.store.note()
        assert (place / "ours.cose").read_bytes() == ours.store.statement(23)
        assert (place / "theirs.cose").read_bytes() == theirs.store.statement(23)
    desk.at = "2026-11-23T07:30:00-06:00"
    again = desk.run("replica", "update", str(twin.path), "--json")
    assert again.code == 4
    assert again.json["error"]["code"] == "replica.fork"
    assert list(Home(desk.folder / "home").forks_path(ORIGIN).iterdir()) == [place]
    assert desk.ok("verify", "--json").json["authentic"]
    # An interrupted folder has no page yet and is no reason not to keep it.
    shutil.rmtree(place)
    place.mkdir()
    assert desk.run("replica", "update", str(twin.path)).code == 4
    assert len(list(Home(desk.folder / "home").forks_path(ORIGIN).iterdir())) == 2
