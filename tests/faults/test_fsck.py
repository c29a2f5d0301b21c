"""Every byte of a published log changed, files dropped, swapped, doubled, cut, mixed: fsck names it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from batterypass import bootstrap
from batterypass.errors import InputError, UndecidedError
from batterypass.store.home import Home
from batterypass.store.tile_store import TileStore
from faults.fsck_log import Files, check, grown, named
from faults.fsck_log import entries as entries
from faults.fsck_log import files as files
from faults.fsck_log import stranger as stranger
from faults.fsck_log import unpinned as unpinned
from faults.fsck_log import yard as yard
from faults.published import Stranger, tiles_of, write_files
from faults.yard import ORIGIN, Clock, Yard
from sweeps import FULL, count


def changes(path: str, body: bytes) -> Iterator[bytes]:
    """Change each byte in turn, one bit of it; of content, which is only hashed, some by default."""
    every = 1 if FULL or not path.startswith("content/") else 1009
    for place in range(0, len(body), every):
        changed = bytearray(body)
        changed[place] ^= 1 << place * 5 % 8
        yield bytes(changed)


def test_what_was_published_is_sound(stranger: Stranger, files: Files, tmp_path: Path) -> None:
    found = stranger.log(files)
    assert (found.exit_code(), found.flaws, found.size) == (0, [], 23)
    whole = stranger.whole(write_files(tmp_path, files))
    assert whole.exit_code() == 0
    assert whole.verdict is not None
    assert (whole.verdict.authentic, whole.verdict.compliant) == (True, True)
    assert "derived" not in {one.name for one in whole.verdict.checks}, "there are no tables"


def test_a_sound_log_is_folded_once_and_into_no_tables(
    stranger: Stranger, files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: TileStore) -> None:
        raise AssertionError("a sound log needs no tables")

    monkeypatch.setattr(TileStore, "scratch", refuse)
    assert stranger.whole(write_files(tmp_path, files)).exit_code() == 0


def test_every_byte_that_is_published_is_checked(stranger: Stranger, files: Files) -> None:
    tried = found = 0
    survivors = []
    # Content and notes are looked at file by file: they need not lie beside the others each time.
    log = {path: body for path, body in files.items() if path.startswith(("tile/", "checkpoint"))}
    for path, body in files.items():
        beside = log if path in log else {**log, path: body}
        for changed in changes(path, body):
            tried += 1
            code, parts = check(stranger, {**beside, path: changed})
            if code in (1, 4, 5) and path in parts:
                found += 1
            else:
                survivors.append((path, code, parts))
    count(
        "tiles and what lies beside them, fsck",
        tried=tried, found=found, named=found, survivors=len(survivors),
        note=f"{len(files)} files, {sum(map(len, files.values()))} bytes",
    )  # fmt: skip
    assert survivors == []
    assert tried >= sum(len(body) for path, body in files.items() if "content" not in path)


def test_a_file_that_is_dropped_is_named_and_decides_nothing(
    stranger: Stranger, files: Files, tmp_path: Path
) -> None:
    folder = write_files(tmp_path, files)
    for path, body in files.items():
        (folder / path).unlink()
        if path == "checkpoint":
            with pytest.raises(UndecidedError):
                stranger.whole(folder)
        else:
            found = stranger.whole(folder)
            assert found.exit_code() == 5, path
            assert {flaw.part for flaw in found.flaws if flaw.kind == "missing"} >= {path}
        (folder / path).write_bytes(body)
    assert stranger.whole(folder).exit_code() == 0


def test_files_that_changed_places_are_named(stranger: Stranger, files: Files) -> None:
    paths = [path for path in files if path != "checkpoint"]
    for one in paths:
        for other in paths:
            if one < other:
                swapped = {**files, one: files[other], other: files[one]}
                code, parts = check(stranger, swapped)
                assert code == 4, (one, other)
                # Where the entries cannot be read, nothing can be held against the hashes.
                assert {one, other} <= parts or parts >= {
                    path for path in (one, other) if "entries" in path
                } > set()


@pytest.mark.parametrize(
    ("of", "under"),
    [
        ("tile/0/000.p/23", "tile/0/000.p/22"),
        ("tile/0/000.p/23", "tile/0/000"),
        ("tile/0/000.p/23", "tile/0/00"),
        ("tile/0/000.p/23", "tile/00/000.p/23"),
        ("tile/entries/000.p/23", "tile/entries/000.p/5"),
        ("tile/entries/000.p/23", "tile/entries/000.p/24"),
        ("tile/0/000.p/23", "tile/1/000.p/22"),
        ("notes/{kept}", "notes/{more}"),
        ("notes/{kept}", "notes/023"),
    ],
)
def test_a_file_under_a_second_name_is_named(
    stranger: Stranger, files: Files, of: str, under: str
) -> None:
    kept = next(int(path[6:]) for path in files if path.startswith("notes/"))
    source, target = (one.format(kept=kept, more=kept + 1) for one in (of, under))
    code, parts = check(stranger, {**files, target: files[source]})
    assert (code, target in parts) == (4, True)


def test_a_file_that_is_cut_or_longer_is_named(stranger: Stranger, files: Files) -> None:
    for path, body in files.items():
        for changed in (body[:-1], body[1:], body[: len(body) // 2], b"", body + b"\0", body * 2):
            code, parts = check(stranger, {**files, path: changed})
            assert code in ((1, 4, 5) if path == "checkpoint" else (4,)), path
            assert path in parts


def test_entries_that_are_dropped_swapped_or_doubled_are_found_with_any_tiles(
    stranger: Stranger, files: Files, entries: list[bytes]
) -> None:
    """The operator's tree over other entries, under the checkpoint that was signed before."""
    for changed in (
        entries[:-1], entries[1:], [*entries[:4], *entries[5:]],
        [entries[1], entries[0], *entries[2:]], [*entries[:5], entries[4], *entries[5:]],
    ):  # fmt: skip
        forged = tiles_of(changed)
        code, _ = check(stranger, {**forged, "checkpoint": files["checkpoint"]})
        assert code in (4, 5)


def test_files_of_another_log_are_named(stranger: Stranger, yard: Yard, tmp_path: Path) -> None:
    """A fork of the operator's own: every file of it, put among those of the other."""
    twin = yard.copy(tmp_path / "twin")
    twin.salt = "twin"
    ours = grown(yard.copy(tmp_path / "one"), 50)
    others = grown(twin, 60)
    assert check(stranger, ours)[0] == check(stranger, others)[0] == 0
    different = [path for path in others if path in ours and others[path] != ours[path]]
    assert {path.split("/")[0] for path in different} == {"tile", "checkpoint"}
    for path in different:
        code, parts = check(stranger, {**ours, path: others[path]})
        assert code == 4
        assert path in parts or path == "checkpoint"
    # Whole, the other log is as good; whoever saw the first knows that there are two.
    found = stranger.log(others, ours["checkpoint"])
    assert found.exit_code() == 4
    assert [flaw.code for flaw in found.flaws] == ["fsck.fork"]


def test_an_entry_that_its_operator_changed_and_signed_again_is_found_by_the_audit(
    stranger: Stranger, files: Files, entries: list[bytes], tmp_path: Path
) -> None:
    beside = {path: body for path, body in files.items() if path.startswith(("content/", "notes/"))}
    kept = max(int(path[6:]) for path in files if path.startswith("notes/"))
    for place in range(kept, len(entries)):
        changed = list(entries)
        changed[place] = changed[place][:-1] + bytes([changed[place][-1] ^ 1])
        forged = {**beside, **tiles_of(changed)}
        assert check(stranger, forged)[0] == 0, "as bytes it is a log like others"
        found = stranger.whole(write_files(tmp_path / str(place), forged))
        assert (found.exit_code(), found.flaws) == (4, [])
        assert found.verdict is not None
        assert place in {one.entry for one in found.verdict.findings}


def test_old_checkpoints_lie_on_the_way(
    stranger: Stranger, files: Files, entries: list[bytes]
) -> None:
    for size in (0, 1, 7, 22, 23):
        assert stranger.log(files, tiles_of(entries[:size])["checkpoint"]).exit_code() == 0
    other = tiles_of([b"another", *entries[1:7]])["checkpoint"]
    found = stranger.log(files, other)
    assert (found.exit_code(), [one.code for one in found.flaws]) == (4, ["fsck.fork"])
    longer = tiles_of([*entries, b"more"])["checkpoint"]
    found = stranger.log(files, longer)
    assert (found.exit_code(), [one.code for one in found.flaws]) == (5, ["fsck.older"])
    with pytest.raises(InputError, match="--old"):
        stranger.log(files, tiles_of(entries[:3], operator="https://nobody.example")["checkpoint"])


def test_a_kept_checkpoint_that_proves_a_fork_is_kept_as_evidence(
    yard: Yard, files: Files, entries: list[bytes], tmp_path: Path
) -> None:
    """The operator published both histories itself: in ``notes/`` stands the one it wants forgotten."""
    forks = Home(tmp_path / "home").forks_path(ORIGIN)
    around = bootstrap.surroundings(home=tmp_path / "home", clock=Clock())
    reader = Stranger(yard.trust(), around)
    kept = next(int(path[6:]) for path in files if path.startswith("notes/"))
    twin = [*entries[:4], b"another", *entries[5:]]
    others = {size: tiles_of(twin[:size])["checkpoint"] for size in (kept, 23)}
    for size, note in others.items():
        found = reader.log({**files, f"notes/{size}": note})
        assert [(flaw.part, flaw.code) for flaw in found.flaws] == [
            (f"notes/{size}", "fsck.note-root")
        ]
        assert found.exit_code() == 4
        place = Path(found.evidence)
        assert (place / "ours.note").read_bytes() == files["checkpoint"]
        assert (place / "theirs.note").read_bytes() == note
    assert len(list(forks.iterdir())) == 2
    # Beyond the checkpoint, and beside damaged entries, it is held against what was seen.
    seen = tiles_of([*entries, b"one", b"two"])["checkpoint"]
    other = tiles_of([*entries, b"one", b"three"])["checkpoint"]
    found = reader.log({**files, "notes/25": other}, seen)
    assert found.exit_code() == 4
    assert (Path(found.evidence) / "ours.note").read_bytes() == seen
    assert (Path(found.evidence) / "theirs.note").read_bytes() == other
    # One that nobody but a stranger signed proves nothing of the log.
    strange = tiles_of(twin, operator="https://nobody.example")["checkpoint"]
    assert reader.log({**files, "notes/23": strange}).evidence == ""


def test_a_damaged_folder_is_not_called_a_fork(
    stranger: Stranger, files: Files, entries: list[bytes]
) -> None:
    """That is a grave thing to say of somebody, and a bad disk says it of nobody."""
    olds = [files["checkpoint"], *(tiles_of(entries[:size])["checkpoint"] for size in (1, 9, 22))]
    for path, body in files.items():
        if not path.startswith("tile/"):
            continue
        for changed in ({path: body[:-1] + bytes([body[-1] ^ 1])}, {path: body[:50]}, {}):
            damaged = {**{one: files[one] for one in files if one != path}, **changed}
            found = stranger.log(damaged, *olds)
            assert found.exit_code() in (4, 5)
            assert {flaw.part for flaw in found.flaws} == {path}
            assert found.evidence == ""


def test_what_an_interrupted_export_left_is_told_and_proves_nothing(
    stranger: Stranger, files: Files, entries: list[bytes]
) -> None:
    newer = tiles_of([*entries, *(b"later %d" % number for number in range(300))])
    beyond = {path: body for path, body in newer.items() if path != "checkpoint"}
    found = stranger.log({**files, **beyond, "tile/0/.000.7.tmp": b"half"})
    assert found.exit_code() == 0
    assert {flaw.kind for flaw in found.flaws} == {"ahead"}
    assert {"tile/0/001.p/67", "tile/1/000.p/1", "tile/0/.000.7.tmp"} <= named(found)
    # Even so it has to say of the old entries what they are.
    wrong = tiles_of([b"another", *entries[1:], *(b"later %d" % n for n in range(300))])
    found = stranger.log({**files, "tile/entries/000": wrong["tile/entries/000"]})
    assert found.exit_code() == 4
    assert "tile/entries/000" in named(found)
