"""A replica: verified entry by entry, from wherever it comes, and the same to read as the ledger."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from batterypass import bootstrap
from batterypass.app.heads import last_sealed
from batterypass.app.trust import trust_file_for
from batterypass.errors import (
    BatterypassError,
    BrokenError,
    FailedError,
    InputError,
    RefusedError,
    UndecidedError,
)
from batterypass.evidence.answer_file import AnswerFile
from batterypass.evidence.answer_index import Answered
from batterypass.store.home import Home
from batterypass.store.sqlite import SqliteStore
from faults.yard import (
    MAKER,
    OPERATOR,
    ORIGIN,
    REGISTRAR,
    Yard,
    pack_url,
    private_key,
    small_ledger,
)
from sites.copies import Forged, Replica, publish
from sites.replicas import SIZE, write_more
from sites.replicas import made as made
from sites.replicas import replica as replica
from sites.replicas import yard as yard

SECOND_PACK = pack_url(2)


@pytest.mark.parametrize("source", ["l.bp", "tiles", "stick"])
def test_a_replica_is_the_same_log_wherever_it_comes_from(
    yard: Yard, replica: Replica, tmp_path: Path, source: str
) -> None:
    place = {"l.bp": yard.path, "tiles": tmp_path / "tiles", "stick": yard.folder}[source]
    grown = replica.grow(place, yard.trust())
    assert (grown.before, grown.after, grown.trust) == (0, SIZE, "pinned")
    assert replica.audit() == SIZE
    with yard.open(read_only=True) as ours, replica.open() as theirs:
        assert theirs.store.note() == ours.store.note()
        assert list(theirs.store.notes()) == list(ours.store.notes())
        assert list(theirs.store.statements(0, SIZE)) == list(ours.store.statements(0, SIZE))
        contents = {content.digest: content for content in ours.store.contents()}
        assert {content.digest: content for content in theirs.store.contents()} == contents
        assert list(ours.store.sections())
        assert not list(theirs.store.sections())
        assert theirs.store.is_replica


def test_nothing_of_what_is_sealed_stands_anywhere_in_the_file(
    yard: Yard, replica: Replica
) -> None:
    with yard.open(read_only=True) as ledger:
        bodies = [section.body for section in ledger.store.sections()]
    replica.grow(yard.path, yard.trust())
    whole = b"".join(path.read_bytes() for path in replica.folder.iterdir() if path.is_file())
    assert bodies
    assert not [body for body in bodies if body in whole]
    assert b"golpe trasero" not in whole


def test_a_section_that_somebody_put_into_a_replica_is_found(yard: Yard, replica: Replica) -> None:
    replica.grow(yard.path, yard.trust())
    with yard.open(read_only=True) as ledger:
        section = next(iter(ledger.store.sections()))
    with closing(sqlite3.connect(replica.path)) as database, database:
        event_id = bytes.fromhex(section.event_id.replace("-", ""))
        database.execute(
            "INSERT INTO sections VALUES (?, ?, ?)", (event_id, section.point, section.body)
        )
    with replica.open() as ledger:
        assert any("sealed" in problem.en for problem in ledger.store.check_integrity())


def test_a_replica_grows_by_what_is_new(yard: Yard, replica: Replica, tmp_path: Path) -> None:
    replica.grow(tmp_path / "tiles", yard.trust())
    write_more(yard)
    grown = replica.grow(publish(yard, tmp_path / "tiles"))
    assert (grown.before, grown.trust, grown.is_older) == (SIZE, "pinned", False)
    assert grown.after == replica.audit() > SIZE
    again = replica.grow(tmp_path / "tiles")
    assert again.before == again.after == grown.after
    assert not again.is_older
    # A replica is a source for another one.
    other = Replica(tmp_path / "other")
    assert other.grow(replica.path, yard.trust()).after == grown.after
    assert other.audit() == grown.after


def test_a_seal_made_later_brings_its_kept_checkpoint(
    yard: Yard, replica: Replica, tmp_path: Path
) -> None:
    replica.grow(yard.path, yard.trust())
    with yard.open() as ledger:
        digest = ledger.entry(7).digest
        prepared = {
            "about": SECOND_PACK, "document_kind": "passport", "number": "P-2", "count": 1,
            "mass_kg": "412.5", "date": "2026-03-02", "statement": digest,
        }  # fmt: skip
        ledger.log("document.prepared", prepared, actor=MAKER)
        ledger.seal()
    # Once as the last entry, once below others.
    assert replica.grow(yard.path).after == replica.audit()
    write_more(yard)
    assert replica.grow(publish(yard, tmp_path / "tiles")).after == replica.audit()
    fresh = Replica(tmp_path / "fresh")
    fresh.grow(tmp_path / "tiles", yard.trust())
    fresh.audit()


def test_a_foreign_mirror_without_the_kept_checkpoints_is_named(
    yard: Yard, replica: Replica, tmp_path: Path
) -> None:
    with yard.open() as ledger:
        ledger.seal()
    write_more(yard)
    publish(yard, tmp_path / "tiles")
    shutil.rmtree(tmp_path / "tiles" / "notes")
    with pytest.raises(FailedError, match="notes/") as missing:
        replica.grow(tmp_path / "tiles", yard.trust())
    assert missing.value.code == "replica.missing-part"


def test_a_copy_proves_the_same_of_everybody_as_its_source(
    yard: Yard, replica: Replica, tmp_path: Path
) -> None:
    names = [SECOND_PACK, MAKER, "https://nobody.example/p/1"]
    replica.grow(yard.path, yard.trust())
    for _ in range(2):
        write_more(yard)
        with yard.open() as ledger:
            sealed = ledger.seal()
            proofs = ledger.prove(names, sealed)
        replica.grow(publish(yard, tmp_path / "tiles"))
        replica.audit()
        with replica.open() as copy:
            assert last_sealed(copy.store) == sealed
            assert copy.prove(names, sealed) == proofs


def test_content_that_a_rulebook_names_must_come_along(
    yard: Yard, replica: Replica, tmp_path: Path
) -> None:
    for path in sorted((tmp_path / "tiles" / "content").iterdir()):
        body = path.read_bytes()
        path.write_bytes(body + b" ")
        with pytest.raises(BrokenError, match=path.name):
            replica.grow(tmp_path / "tiles", yard.trust())
        path.unlink()
        with pytest.raises(FailedError, match=path.name):
            replica.grow(tmp_path / "tiles", yard.trust())
        path.write_bytes(body)
    # What no rulebook names is left where it is.
    (tmp_path / "tiles" / "content" / ("0" * 64)).write_bytes(b"an advertisement")
    replica.grow(tmp_path / "tiles", yard.trust())
    replica.audit()


def test_an_older_source_changes_nothing(yard: Yard, replica: Replica, tmp_path: Path) -> None:
    write_more(yard)
    size = replica.grow(yard.path, yard.trust()).after
    before = replica.path.read_bytes()
    grown = replica.grow(tmp_path / "tiles")
    assert grown.is_older
    assert grown.before == grown.after == size
    assert replica.path.read_bytes() == before


def test_a_source_that_ends_before_what_was_seen_is_not_taken(
    yard: Yard, replica: Replica, tmp_path: Path
) -> None:
    replica.grow(yard.path, yard.trust())
    older = tmp_path / "older.bp"
    shutil.copy(replica.path, older)
    write_more(yard)
    publish(yard, tmp_path / "middle")
    write_more(yard, 20)
    replica.grow(yard.path)
    # The replica is put back from a copy; the home has seen more than the stick has.
    shutil.copy(older, replica.path)
    with pytest.raises(UndecidedError) as behind:
        replica.grow(tmp_path / "middle")
    assert behind.value.code == "replica.behind-memory"
    replica.grow(yard.path)
    replica.audit()


def test_nothing_that_vouches_for_a_log_leaves_it_undecided(yard: Yard, replica: Replica) -> None:
    with pytest.raises(UndecidedError) as open_:
        replica.grow(yard.path)
    assert open_.value.code == "replica.first-use"
    assert replica.grow(yard.path, first_use=True).trust == "first-use"
    # From here on the remembered checkpoint vouches for it.
    assert replica.grow(yard.path).trust == "remembered"
    assert Home(replica.folder / "home").trust(ORIGIN) is None


@pytest.mark.parametrize("what", ["entry 0", "key"])
def test_a_trust_file_of_another_log_is_not_overridden_by_first_use(
    yard: Yard, replica: Replica, what: str
) -> None:
    with yard.open(read_only=True) as ledger:
        entry_0 = ledger.store.statement(0)
    key = private_key(OPERATOR if what == "entry 0" else REGISTRAR, "checkpoint").public.raw
    wrong = trust_file_for(ORIGIN, key, b"another" if what == "entry 0" else entry_0)
    with pytest.raises(BrokenError):
        replica.grow(yard.path, wrong, first_use=True)
    with replica.open() as ledger:
        assert not len(ledger)
    assert Home(replica.folder / "home").trust(ORIGIN) is None


def test_a_replica_of_one_log_does_not_take_another(
    yard: Yard, replica: Replica, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replica.grow(yard.path, yard.trust())
    with monkeypatch.context() as patch:
        patch.setattr("faults.yard.ORIGIN", "ledger.example/other")
        patch.setattr("faults.yard.OPERATOR", "https://ledger.example/other")
        other = small_ledger(tmp_path / "other")
    with pytest.raises(InputError) as wrong:
        replica.grow(other.path, first_use=True)
    assert wrong.value.code == "replica.other-ledger"
    assert replica.audit() == SIZE


def test_an_entry_that_breaks_the_log_is_named_although_it_was_signed(
    yard: Yard, replica: Replica
) -> None:
    # A hostile operator writes an entry with a bad signature, and signs the checkpoint over it.
    with yard.open(read_only=True) as ledger:
        entries = [raw for _, raw in ledger.store.statements(0, SIZE)]
        entries[-1] = entries[-1][:-1] + bytes([entries[-1][-1] ^ 1])
        with pytest.raises(BrokenError) as broken:
            replica.grow_from(Forged(entries, ledger), yard.trust())
    assert broken.value.code == "replica.broken-entry"
    assert broken.value.values["entry"] == SIZE - 1
    with replica.open() as ledger:
        assert not len(ledger)


def test_what_only_the_operator_may_do_is_refused_on_a_replica(
    yard: Yard, replica: Replica
) -> None:
    replica.grow(yard.path, yard.trust())
    before = replica.path.read_bytes()
    with yard.open(read_only=True) as ledger:
        raw = ledger.store.statement(5)
    with bootstrap.open_ledger(replica.path, home=replica.folder / "home") as ledger:
        with pytest.raises(RefusedError):
            ledger.record([raw])
        with pytest.raises(RefusedError), ledger.store.writing():
            pytest.fail("a replica was opened to be written")
    store = SqliteStore.open(replica.path, read_only=False)
    with pytest.raises(BatterypassError):
        store.database.run("DELETE FROM notes")
    store.close()
    assert replica.path.read_bytes() == before


def test_the_entries_of_an_answer_bring_a_replica_up_to_date(
    yard: Yard, replica: Replica, tmp_path: Path
) -> None:
    replica.grow(yard.path, yard.trust())
    write_more(yard)
    with yard.open(read_only=True) as ledger:
        size = len(ledger)
        answer = AnswerFile(
            ledger=ledger.session.audience,
            made_at="2026-03-03T12:00:00-06:00",
            outbox=bytes(32),
            checkpoint=ledger.store.note(),
            answers=(Answered(bytes(32), "refused"),),
            statements=dict(ledger.store.statements(SIZE, size)),
            log=range(SIZE, size),
        )
    path = tmp_path / "site.answer.bpz"
    path.write_bytes(answer.encode())
    fresh = Replica(tmp_path / "fresh")
    with pytest.raises(FailedError, match="entry 0"):
        fresh.grow(path, yard.trust())
    assert replica.grow(path).after == size == replica.audit()
