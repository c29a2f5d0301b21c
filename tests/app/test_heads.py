"""Sealed checkpoints: what they commit to, for whom it is proved, and what an operator cannot hide."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from app.yard import MAKER, ORIGIN, PACKS, RECYCLER, STRANGER, Yard, make_yard, reopen
from batterypass.app import heads
from batterypass.app.heads import Sealed, prove_heads, seal, sealed_covering
from batterypass.app.operator import sign_as_operator
from batterypass.domain.clock import event_time_of
from batterypass.domain.ids import ledger_subject
from batterypass.errors import BrokenError, InputError, RefusedError
from batterypass.ports import LANE_MAIN, LANE_RECORD
from batterypass.statements.cose import parse_statement
from batterypass.statements.payload import parse_payload
from batterypass.store.sqlite import SqliteStore
from batterypass.tlog.heads import heads_of, running_digest, verify_heads
from tlog.heads_support import WholeTree

OPERATOR = ledger_subject(ORIGIN)
ABSENT = "https://nobody.example/p/1"


@pytest.fixture
def yard(tmp_path: Path) -> Iterator[Yard]:
    yard = make_yard(tmp_path)
    yield yard
    assert yard.ledger.verify(first_use=True).authentic is True
    yard.ledger.close()


def assess(yard: Yard, pack: str) -> int:
    form = {"item": pack, "condition": "serviceable", "method": "visual"}
    return yard.log("item.assessed", MAKER, **form).index


def all_heads(yard: Yard, size: int) -> dict[str, dict[str, tuple[int, bytes]]]:
    """Count every lane again from the bytes of the entries, without the fold."""
    digests: dict[tuple[str, str], list[bytes]] = {}
    for _, raw in yard.ledger.store.statements(0, size):
        payload = parse_payload(parse_statement(raw).payload)
        lanes = [(link["subject"], link["lane"]) for link in payload["subjects"]]
        for key in [*lanes, (payload["actor"], "acted")]:
            digests.setdefault(key, []).append(sha256(raw).digest())
    found: dict[str, dict[str, tuple[int, bytes]]] = {}
    for (name, lane), some in digests.items():
        found.setdefault(name, {})[lane] = running_digest(some)
    return found


def seals_of(yard: Yard) -> list[Sealed]:
    """Give every sealed checkpoint, oldest first."""
    found, index = [], 0
    while (sealed := sealed_covering(yard.ledger.store, index)) is not None:
        found.append(sealed)
        index = sealed.size
    return found


def test_a_seal_is_the_last_entry_under_its_checkpoint_and_says_what_everybody_has(
    yard: Yard,
) -> None:
    sealed = yard.ledger.seal()
    payload = yard.ledger.entry(sealed.entry).payload
    assert payload["kind"] == "ledger.heads-committed"
    assert (payload["size"], payload["root"]) == (sealed.entry, sealed.root.hex())
    assert sealed.note == yard.ledger.checkpoint()
    assert sealed.size == len(yard.ledger)
    assert WholeTree(all_heads(yard, sealed.entry)).root() == sealed.root


def test_a_seal_over_nothing_new_writes_nothing(yard: Yard) -> None:
    first = yard.ledger.seal()
    size = len(yard.ledger)
    assert yard.ledger.seal() == first
    assert len(yard.ledger) == size


def test_everybody_is_proved_under_every_seal_there_ever_was(yard: Yard) -> None:
    yard.ledger.seal()
    for number, pack in enumerate((PACKS[0], PACKS[1], PACKS[0], PACKS[3])):
        yard.at(f"03-04T{10 + number}:00")
        assess(yard, pack)
        if number % 2:
            yard.log("party.amended", MAKER, party=MAKER, legal_name=f"Planta {number}")
        yard.ledger.seal()
    seals = seals_of(yard)
    assert len(seals) == 5
    for sealed in seals:
        expected = all_heads(yard, sealed.entry)
        proofs = prove_heads(yard.ledger.store, sealed, [*expected, ABSENT])
        for name, proof in proofs.items():
            verify_heads(proof, sealed.root)
            assert heads_of(proof, name) == expected.get(name, {})


def test_an_entry_is_covered_by_the_first_seal_after_it(yard: Yard) -> None:
    before = len(yard.ledger) - 1
    assert sealed_covering(yard.ledger.store, before) is None
    first = yard.ledger.seal()
    index = assess(yard, PACKS[0])
    second = yard.at("03-04T08:00").ledger.seal()
    store = yard.ledger.store
    assert [sealed_covering(store, one) for one in (0, before, first.entry)] == [first] * 3
    assert sealed_covering(store, index) == second
    assert sealed_covering(store, second.entry) == second
    assert sealed_covering(store, second.size) is None


def test_a_withheld_statement_does_not_reach_the_count_of_the_lane(yard: Yard) -> None:
    assess(yard, PACKS[2])
    assess(yard.at("03-04T08:00"), PACKS[2])
    sealed = yard.ledger.seal()
    store = yard.ledger.store
    proof = prove_heads(store, sealed, [PACKS[2]])[PACKS[2]]
    entries = store.entries_of(PACKS[2], lanes=(LANE_RECORD,))
    digests = [sha256(store.statement(entry)).digest() for entry in entries]
    assert heads_of(proof, PACKS[2])["record"] == running_digest(digests)
    for left_out in range(len(digests)):
        shown = digests[:left_out] + digests[left_out + 1 :]
        assert heads_of(proof, PACKS[2])["record"] != running_digest(shown)
    assert len(store.entries_of(PACKS[2], lanes=(LANE_MAIN,))) == 1


def test_the_note_of_a_seal_stays_when_others_write(yard: Yard) -> None:
    sealed = yard.ledger.seal()
    assess(yard.at("03-04T08:00"), PACKS[0])
    kept = {size: note for size, note, is_kept in yard.ledger.store.notes() if is_kept}
    assert kept == {sealed.size: sealed.note}


def test_who_only_has_a_copy_seals_nothing(yard: Yard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SqliteStore, "is_replica", True)
    with pytest.raises(InputError, match="operator"):
        seal(yard.session)
    monkeypatch.undo()


def test_nobody_hands_a_seal_in_from_outside(yard: Yard) -> None:
    raw = signed(yard, len(yard.ledger), bytes(32))
    size = len(yard.ledger)
    with pytest.raises(RefusedError, match="expected"):
        yard.ledger.record([raw])
    assert len(yard.ledger) == size
    assert yard.ledger.store.last_sealed() == 0


def test_a_seal_that_was_refused_leaves_no_trace(
    yard: Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = yard.ledger.seal()
    assess(yard.at("03-04T08:00"), PACKS[0])

    def stop(*_: object) -> None:
        raise BrokenError("the disk is gone")

    monkeypatch.setattr(heads, "commit_batch", stop)
    with pytest.raises(BrokenError, match="disk"):
        yard.ledger.seal()
    monkeypatch.undo()
    assert yard.ledger.store.last_sealed() == first.entry
    assert yard.ledger.seal().size > first.size


def test_a_seal_in_a_new_process_goes_on_from_the_last(yard: Yard, tmp_path: Path) -> None:
    yard.ledger.seal()
    assess(yard.at("03-04T08:00"), PACKS[0])
    again = reopen(yard, tmp_path)
    sealed = again.ledger.seal()
    assert WholeTree(all_heads(again, sealed.entry)).root() == sealed.root
    again.ledger.close()


def test_a_rebuild_makes_the_heads_of_every_seal_again(yard: Yard, tmp_path: Path) -> None:
    for day in (4, 5, 6):
        assess(yard.at(f"03-0{day}T08:00"), PACKS[day - 4])
        yard.ledger.seal()
    before = {
        (sealed, name): proof
        for sealed in seals_of(yard)
        for name, proof in prove_heads(yard.ledger.store, sealed, [PACKS[0], MAKER]).items()
    }
    with sqlite3.connect(tmp_path / "yard.bp") as connection:
        connection.execute("DELETE FROM head_leaves")
        connection.execute("DELETE FROM head_past")
        connection.execute("DELETE FROM head_nodes")
    connection.close()
    assert yard.ledger.verify(first_use=True).authentic is False
    _, different = yard.ledger.rebuild()
    assert different > 0
    for (sealed, name), proof in before.items():
        assert prove_heads(yard.ledger.store, sealed, [name])[name] == proof


def test_a_proof_from_damaged_heads_is_not_given(yard: Yard, tmp_path: Path) -> None:
    sealed = yard.ledger.seal()
    with sqlite3.connect(tmp_path / "yard.bp") as connection:
        connection.execute("UPDATE head_leaves SET count = count + 1")
    connection.close()
    with pytest.raises(BrokenError, match="rebuild"):
        prove_heads(yard.ledger.store, sealed, [PACKS[0]])
    yard.ledger.rebuild()


# --- an operator who lies


def signed(yard: Yard, size: int, root: bytes) -> bytes:
    """Sign heads as the operator, whatever they are."""
    return sign_as_operator(
        yard.session,
        "ledger.heads-committed",
        event_time_of(yard.time["now"]),
        (OPERATOR, str(size)),
        {"size": size, "root": root.hex()},
    )


def test_an_audit_of_many_seals_reads_each_entry_once(
    yard: Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    for hour in range(8, 20):
        assess(yard.at(f"03-04T{hour:02}:00"), PACKS[hour % 3])
        yard.ledger.seal()
    read: list[int] = []
    statements = SqliteStore.statements

    def counted(self: SqliteStore, start: int, stop: int) -> Iterator[tuple[int, bytes]]:
        for index, raw in statements(self, start, stop):
            read.append(index)
            yield index, raw

    monkeypatch.setattr(SqliteStore, "statements", counted)
    for together in (1000, 3):
        # Also where what changed was handed over, and forgotten, before the seal.
        monkeypatch.setattr("batterypass.app.replay._HAND_OVER", together)
        monkeypatch.setattr("batterypass.app.replay.READ_TOGETHER", together)
        read.clear()
        assert yard.ledger.verify(first_use=True).authentic is True
        assert read == list(range(len(yard.ledger)))
    # Where too many changed to be kept in mind, they are read again, and it comes to the same.
    monkeypatch.setattr("batterypass.app.replay._CHANGED", 0)
    assert yard.ledger.verify(first_use=True).authentic is True


@pytest.mark.parametrize("hidden", [PACKS[1], RECYCLER, STRANGER])
def test_an_audit_names_a_root_that_leaves_somebody_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hidden: str
) -> None:
    yard = make_yard(tmp_path)
    yard.ledger.seal()
    index = assess(yard.at("03-04T08:00"), PACKS[0])

    # The law is the program's; who keeps a ledger can run another one.
    def seal_heads(self: SqliteStore, size: int, rows: object) -> bytes:
        everybody = all_heads(yard, index + 1)
        everybody.pop(hidden)
        root = WholeTree(everybody).root()
        self.database.run("INSERT OR REPLACE INTO head_nodes VALUES (16, 0, ?, ?)", (size, root))
        return root

    with monkeypatch.context() as patch:
        patch.setattr(SqliteStore, "seal_heads", seal_heads)
        sealed = yard.ledger.seal()
    verdict = yard.ledger.verify(first_use=True)
    assert verdict.authentic is False
    (found,) = [one for one in verdict.findings if one.code == "BP-V012"]
    assert found.entry == sealed.entry
    assert found.values["found"] == sealed.root.hex()
    yard.ledger.close()


def test_an_audit_names_heads_of_another_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    yard = make_yard(tmp_path)
    monkeypatch.setattr("batterypass.app.record.refuse", lambda *_, **__: None)
    yard.ledger.record([signed(yard, 3, bytes(32))])
    monkeypatch.undo()
    verdict = yard.ledger.verify(first_use=True)
    assert verdict.authentic is False
    assert "BP-V012" in {one.code for one in verdict.findings}
    yard.ledger.close()
