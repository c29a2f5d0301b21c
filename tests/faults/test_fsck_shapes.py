"""Logs of shapes that no honest operator publishes: fsck says what is wrong with each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from batterypass.app import replay
from batterypass.app.fsck import named_in
from batterypass.statements.cose import sign_statement
from faults.fsck_log import Files, check
from faults.fsck_log import entries as entries
from faults.fsck_log import files as files
from faults.fsck_log import stranger as stranger
from faults.fsck_log import unpinned as unpinned
from faults.fsck_log import yard as yard
from faults.published import MemoryFiles, Stranger, tiles_of, write_files
from faults.yard import OPERATOR, ORIGIN, private_key


def test_full_tiles_and_their_upper_levels_are_compared(unpinned: Stranger) -> None:
    log = tiles_of([b"entry %d" % number for number in range(600)])
    assert check(unpinned, log) == (0, set())
    for path in ("tile/0/000", "tile/0/001", "tile/0/002.p/88", "tile/1/000.p/2"):
        for place in range(0, len(log[path]), 211):
            changed = bytearray(log[path])
            changed[place] ^= 4
            code, parts = check(unpinned, {**log, path: bytes(changed)})
            assert (code, parts) == (4, {path})
    changed = bytearray(log["tile/entries/001"])
    changed[500] ^= 1
    code, parts = check(unpinned, {**log, "tile/entries/001": bytes(changed)})
    assert code == 4
    assert "tile/entries/001" in parts
    # Readers of an older size find the full file in place of the partial one.
    older = tiles_of([b"entry %d" % number for number in range(300)])
    mixed = {**{path: log[path] for path in log if path != "checkpoint"},
             "checkpoint": older["checkpoint"]}  # fmt: skip
    assert check(unpinned, mixed)[0] == 0


def test_a_narrow_file_with_other_entries_is_named_where_only_a_wider_one_is_there(
    unpinned: Stranger,
) -> None:
    entries = [b"entry %d" % number for number in range(60)]
    now, later = tiles_of(entries[:44]), tiles_of(entries)
    older = tiles_of([b"another", *entries[1:5]])
    files = {**now, "tile/entries/000.p/60": later["tile/entries/000.p/60"]}
    del files["tile/entries/000.p/44"]
    assert check(unpinned, files) == (0, set())
    narrow = "tile/entries/000.p/5"
    assert check(unpinned, {**files, narrow: older[narrow]}) == (4, {narrow})


@pytest.mark.parametrize(
    "fields",
    [
        {"digest": "../../secret", "kind": "rulebook.adopted"},
        {"digest": "\0", "kind": "rulebook.adopted"},
        {"digest": "a" * 5000, "kind": "rulebook.adopted"},
        {"about": {"kind": "ledger.heads-committed"}, "kind": ["rulebook.adopted"]},
    ],
)
def test_what_an_entry_names_never_leads_out_of_the_folder(
    stranger: Stranger, entries: list[bytes], fields: dict[str, object], tmp_path: Path
) -> None:
    operator = f"https://{ORIGIN}"
    raw = sign_statement(
        json.dumps(fields, separators=(",", ":"), sort_keys=True).encode(),
        private_key(OPERATOR, "operator"),
        issuer=operator,
        subject=operator,
        audience=ORIGIN,
    )
    read: list[str] = []

    class Files(MemoryFiles):
        def read(self, path: str, most: int) -> bytes | None:
            read.append(path)
            return super().read(path, most)

    named_in(Files(tiles_of([*entries, raw])))
    assert all(fields.get("digest", "?") not in path for path in read)  # type: ignore[operator]
    assert stranger.whole(write_files(tmp_path, tiles_of([*entries, raw]))).exit_code() == 5


def test_another_log_under_the_same_key_is_not_the_one_that_the_trust_file_names(
    stranger: Stranger, unpinned: Stranger, entries: list[bytes]
) -> None:
    assert check(stranger, tiles_of(entries[:5])) == (0, set())
    code, parts = check(stranger, tiles_of([entries[1], *entries[1:5]]))
    assert (code, parts) == (4, {"tile/entries/000.p/5"})
    assert check(unpinned, tiles_of([entries[1], *entries[1:5]])) == (0, set())


def test_a_checkpoint_may_claim_any_size(stranger: Stranger, files: Files) -> None:
    """A size that no folder holds ends at the first gap and does not run for ever."""
    from batterypass.statements.notekeys import NoteSigner
    from batterypass.tlog.checkpoint import Checkpoint, sign_checkpoint
    from faults.yard import OPERATOR, ORIGIN, private_key

    signer = NoteSigner(ORIGIN, private_key(OPERATOR, "checkpoint"))
    note = sign_checkpoint(Checkpoint(ORIGIN, 2**62, bytes(32)), [signer])
    code, _ = check(stranger, {**files, "checkpoint": note})
    assert code in (4, 5)


@pytest.mark.parametrize("together", [4, 128])
def test_an_event_that_stands_twice_is_named_wherever_the_second_stands(
    stranger: Stranger, files: Files, entries: list[bytes], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, together: int,
) -> None:  # fmt: skip
    """Event ids are asked for together: of entries handed over before, and of the same handful."""
    monkeypatch.setattr(replay, "READ_TOGETHER", together)
    monkeypatch.setattr(replay, "_HAND_OVER", together)
    monkeypatch.setattr(replay, "_LATER", 0)
    last = len(entries)
    twice = [*entries, entries[last - 2], entries[3], entries[last - 2]]
    found = stranger.whole(write_files(tmp_path / "log", {**files, **tiles_of(twice)}))
    assert found.verdict is not None
    named = {one.entry for one in found.verdict.findings if one.code == "BP-S005"}
    assert (found.exit_code(), named) == (4, {last, last + 1, last + 2})


def test_whatever_entries_name_is_found_wherever_in_a_bundle_they_stand(
    entries: list[bytes],
) -> None:
    alone = [named_in(MemoryFiles(tiles_of([raw]))) for raw in entries]
    assert sum(bool(one.keys) for one in alone) not in (0, len(entries))
    for log in (entries, entries[::-1], [*entries[:1] * 250, *entries[1:]]):
        together = named_in(MemoryFiles(tiles_of(log)))
        assert together.keys == {kid: key for one in alone for kid, key in one.keys.items()}
