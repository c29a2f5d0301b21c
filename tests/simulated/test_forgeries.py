"""A hostile operator with the real keys changes a simulated fleet: exactly what he did is found.

Each forgery is made on a copy; what breaks the log and which rules were broken are compared as sets
with what was planted, in both directions.
"""

from __future__ import annotations

import sqlite3
from base64 import b64encode
from collections.abc import Callable
from contextlib import closing

import pytest

from batterypass.app.simulated.seeded import operator_keys
from batterypass.statements.cose import parse_statement, sign_statement
from batterypass.statements.payload import encode_payload
from simulated.conftest import SMALL
from simulated.hostile import Fleet, HostileOperator, breached, broken, kind_of
from simulated.predicted import payload_of, predicted


@pytest.fixture(scope="module")
def hostile(fleet: Fleet, tmp_path_factory: pytest.TempPathFactory) -> HostileOperator:
    return HostileOperator(fleet, tmp_path_factory.mktemp("hostile") / "forged.bp")


@pytest.fixture(scope="module")
def at(fleet: Fleet, hostile: HostileOperator) -> int:
    """Give an entry about a pack after the last planted breach, with more of its pack to come."""
    last = max(one.entry for one in fleet.done.breaches)
    kinds = [kind_of(raw) for raw in hostile.entries]
    return max(at for at, kind in enumerate(kinds) if kind == "pack.removed" and at > last)


def _flipped(raw: bytes) -> bytes:
    """Change one bit of the signature, which stands last."""
    return raw[:-3] + bytes([raw[-3] ^ 1]) + raw[-2:]


def _of_another_root(note: bytes) -> bytes:
    """Change the third line of a checkpoint, which is the root."""
    origin, size, _, *rest = note.split(b"\n")
    return b"\n".join((origin, size, b64encode(bytes(32)), *rest))


def _signed_by_the_operator(raw: bytes) -> bytes:
    """Change what was said, and sign it with the only statement key at hand."""
    statement, said = parse_statement(raw), payload_of(raw)
    said["reason"] = "damage"
    return sign_statement(
        encode_payload(said), operator_keys(SMALL.seed).statement,
        issuer=statement.issuer, subject=statement.subject, audience=statement.audience,
    )  # fmt: skip


Change = Callable[[list[bytes], int], list[bytes]]
CHANGES: dict[str, Change] = {
    "a changed byte": lambda was, at: [*was[:at], _flipped(was[at]), *was[at + 1 :]],
    "a dropped entry": lambda was, at: [*was[:at], *was[at + 1 :]],
    "two entries swapped": lambda was, at: [*was[:at], was[at + 1], was[at], *was[at + 2 :]],
}


def test_an_operator_who_changes_nothing_is_told_nothing(
    fleet: Fleet, hostile: HostileOperator
) -> None:
    verdict = hostile.rewrite(hostile.entries)
    assert (verdict.authentic, broken(verdict)) == (True, set())
    assert breached(verdict) == fleet.planted()


@pytest.mark.parametrize("what", ["a changed byte", "a dropped entry", "two entries swapped"])
def test_a_log_written_anew_and_signed_again_tells_what_was_done(
    fleet: Fleet, hostile: HostileOperator, at: int, what: str
) -> None:
    entries = CHANGES[what](hostile.entries, at)
    verdict = hostile.rewrite(entries)
    forged = {at} if what == "a changed byte" else set()
    assert verdict.authentic is False
    assert broken(verdict) == predicted(entries, hostile.entries, forged) != set()
    assert breached(verdict) == fleet.planted()


def test_a_revocation_that_was_taken_out_is_missed_by_everybody_who_saw_it(
    fleet: Fleet, hostile: HostileOperator
) -> None:
    """It joins no chain that goes on; who signed later had seen a log that had it."""
    was = hostile.entries
    revoked = max(at for at, raw in enumerate(was) if kind_of(raw) == "party.key-revoked")
    entries = CHANGES["a dropped entry"](was, revoked)
    verdict = hostile.rewrite(entries)
    expected = predicted(entries, was, set())
    assert {code for code, _, _ in expected} == {"BP-L004", "BP-V012"}
    assert broken(verdict) == expected
    assert breached(verdict) == fleet.planted()


def test_a_statement_signed_with_another_key_is_nobodys(
    fleet: Fleet, hostile: HostileOperator, at: int
) -> None:
    was = hostile.entries
    entries = [*was[:at], _signed_by_the_operator(was[at]), *was[at + 1 :]]
    subject = payload_of(was[at])["subjects"][0]["subject"]
    verdict = hostile.rewrite(entries)
    assert verdict.authentic is False
    assert broken(verdict) == {
        ("BP-K001", at, subject), *predicted(entries, was, set()),
    }  # fmt: skip
    assert breached(verdict) == fleet.planted()


def test_a_byte_changed_in_the_file_alone_does_not_fit_the_signed_root(
    fleet: Fleet, hostile: HostileOperator, at: int
) -> None:
    was = hostile.entries
    forged = _flipped(was[at])
    verdict = hostile.edit(("UPDATE entries SET statement = ? WHERE idx = ?", (forged, at)))
    entries = [*was[:at], forged, *was[at + 1 :]]
    assert verdict.authentic is False
    of_entries = {one for one in broken(verdict) if one[1] is not None}
    assert of_entries == predicted(entries, was, {at})
    # The root that was signed, and the tables that were made of the honest entry.
    assert {code for code, entry, _ in broken(verdict) if entry is None} == {
        "BP-V001", "BP-V002", "BP-V003",
    }  # fmt: skip
    assert breached(verdict) == fleet.planted()


def test_a_state_that_was_edited_is_told_by_its_name(
    fleet: Fleet, hostile: HostileOperator, at: int
) -> None:
    subject = payload_of(hostile.entries[at])["subjects"][0]["subject"]
    verdict = hostile.edit(
        (
            "UPDATE subjects SET state = CAST(replace(CAST(state AS TEXT), 'original', 'recycled') AS"
            " BLOB) WHERE name = ?",
            (subject,),
        )
    )
    assert verdict.authentic is False
    assert broken(verdict) == {("BP-V003", None, f"{subject}, ~row-state")}
    assert breached(verdict) == fleet.planted()


def test_heads_that_were_edited_are_told(fleet: Fleet, hostile: HostileOperator) -> None:
    verdict = hostile.edit(("UPDATE head_leaves SET count = count + 1", ()))
    assert verdict.authentic is False
    assert {code for code, _, _ in broken(verdict)} == {"BP-V003"}
    assert all(what.startswith("~row-subject-named ") for _, _, what in broken(verdict))
    assert breached(verdict) == fleet.planted()


def test_a_checkpoint_of_another_root_is_no_checkpoint(
    fleet: Fleet, hostile: HostileOperator
) -> None:
    with closing(sqlite3.connect(fleet.path)) as file:
        notes = file.execute("SELECT size, note FROM notes").fetchall()
    verdict = hostile.edit(
        *(
            ("UPDATE notes SET note = ? WHERE size = ?", (_of_another_root(note), size))
            for size, note in notes
        )
    )
    assert verdict.authentic is False
    assert {code for code, _, _ in broken(verdict)} == {"BP-V005", "BP-V010"}
    assert breached(verdict) == fleet.planted()
