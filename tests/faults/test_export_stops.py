"""An export that is killed between any two steps leaves a folder that is right at one checkpoint."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from batterypass import bootstrap
from batterypass.app.tiles import Published, publish
from batterypass.errors import BrokenError, ConflictError
from batterypass.store.home import Home
from batterypass.store.published import PublishedFolder
from cli.desk import Desk
from faults.published import Stranger
from faults.yard import ORIGIN, Yard, make, small_ledger


class Killed(BaseException):
    """The process is gone."""


@pytest.fixture(scope="module")
def yards(tmp_path_factory: pytest.TempPathFactory) -> tuple[Yard, Yard]:
    """Give a ledger before its first bundle is full, and the same after."""
    folder = tmp_path_factory.mktemp("export")
    before = small_ledger(folder / "before")
    after = before.copy(folder / "after")
    with after.open() as ledger:
        for start in range(100, 400, 60):
            make(ledger, range(start, start + 60))
    assert size_of(after) > 256 > size_of(before)
    return before, after


def size_of(yard: Yard) -> int:
    with yard.open(read_only=True) as ledger:
        return len(ledger)


def export(yard: Yard, folder: Path) -> Published:
    with yard.open(read_only=True) as ledger:
        return publish(ledger.session, PublishedFolder(folder))


def stop_at(step: int, patch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Kill at the n-th call to the disk: before it is done for even ones, after it for odd ones; count."""
    count = 0

    def watch(target: object, name: str) -> None:
        real = getattr(target, name)

        def call(*words: object, **named: object) -> object:
            nonlocal count
            count += 1
            is_last = count == step
            if is_last and step % 2 == 0:
                raise Killed
            done = real(*words, **named)
            if is_last:
                raise Killed
            return done

        patch.setattr(target, name, call)

    for target, name in ((os, "fsync"), (Path, "replace"), (Path, "unlink"), (Path, "rmdir")):
        watch(target, name)
    return lambda: count


def test_a_killed_export_leaves_the_old_or_the_new_log(
    yards: tuple[Yard, Yard], tmp_path: Path
) -> None:
    before, after = yards
    stranger = Stranger(before.trust())
    sizes = {size_of(before), size_of(after)}
    seen = set()
    step = 0
    while True:
        step += 1
        folder = tmp_path / str(step)
        export(before, folder)
        with pytest.MonkeyPatch.context() as patch:
            steps = stop_at(step, patch)
            try:
                export(after, folder)
                break
            except Killed:
                pass
        found = bootstrap.fsck(
            folder, around=stranger.around, log_only=True, trust_file=stranger.trust
        )
        assert found.exit_code() == 0, (step, found.flaws)
        assert found.size in sizes
        seen.add(found.size)
        if step % 7 == 0:
            assert stranger.whole(folder).exit_code() == 0, step
        # The next export goes on from there, and leaves nothing out.
        assert export(after, folder).size == size_of(after)
        assert stranger.log(read(folder)).exit_code() == 0
        assert not (folder / "tile/entries/000.p").exists(), (step, "removed by whoever comes next")
    assert steps() > 20
    assert seen == sizes


def read(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.skipif(os.name != "posix", reason="elsewhere a folder cannot be waited for")
def test_the_names_that_a_killed_export_left_are_waited_for_before_the_checkpoint(
    yards: tuple[Yard, Yard], tmp_path: Path
) -> None:
    """Killed before it waited: a power cut after the next checkpoint must not take them away."""
    export(yards[1], tmp_path)
    (tmp_path / "checkpoint").unlink()
    waited: list[Path] = []
    real = os.fsync

    def fsync(descriptor: int) -> None:
        if not (tmp_path / "checkpoint").exists():
            waited.append(Path(f"/proc/self/fd/{descriptor}").resolve())
        real(descriptor)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", fsync)
        assert export(yards[1], tmp_path).written == 1
    folders = {path.parent for path in tmp_path.rglob("*") if path.is_file()}
    assert folders <= set(waited)
    assert {tmp_path / "tile"} <= set(waited)


def test_an_export_does_not_put_its_checkpoint_over_one_that_came_meanwhile(
    yards: tuple[Yard, Yard], tmp_path: Path
) -> None:
    before, after = yards
    is_done = False

    def meanwhile(_: int, __: int) -> None:
        nonlocal is_done
        if not is_done:
            is_done = True
            export(after, tmp_path)

    with (
        before.open(read_only=True) as ledger,
        pytest.raises(ConflictError, match="another export"),
    ):
        publish(ledger.session, PublishedFolder(tmp_path), meanwhile)
    found = Stranger(before.trust()).log(read(tmp_path))
    assert (found.exit_code(), found.size) == (0, size_of(after))


def test_only_what_is_new_is_written(yards: tuple[Yard, Yard], tmp_path: Path) -> None:
    before, after = yards
    first = export(before, tmp_path)
    assert first.written == first.files
    assert export(before, tmp_path).written == 0
    second = export(after, tmp_path)
    # Two bundles, three tiles, the checkpoint; content and notes were there.
    assert second.written == 6
    assert not (tmp_path / "tile/entries/000.p").exists(), "kept until full"
    assert (tmp_path / "tile/entries/000").is_file()
    assert export(after, tmp_path).written == 0


def test_partial_tiles_stay_while_they_are_not_full(
    yards: tuple[Yard, Yard], tmp_path: Path
) -> None:
    yard = yards[0].copy(tmp_path / "yard")
    export(yard, tmp_path / "public")
    with yard.open() as ledger:
        make(ledger, [70])
    export(yard, tmp_path / "public")
    partial = tmp_path / "public" / "tile" / "0" / "000.p"
    assert {int(path.name) for path in partial.iterdir()} == {23, size_of(yard)}


def test_a_full_tile_that_went_missing_is_written_again(
    yards: tuple[Yard, Yard], tmp_path: Path
) -> None:
    export(yards[1], tmp_path)
    (tmp_path / "tile/entries/000").unlink()
    assert export(yards[1], tmp_path).written == 1
    assert Stranger(yards[0].trust()).log(read(tmp_path)).exit_code() == 0


@pytest.mark.parametrize("name", ["tile/0/000.p/23", "tile/entries/000.p/23", "notes/{kept}"])
def test_a_published_file_with_other_bytes_stays_and_is_named(
    yards: tuple[Yard, Yard], tmp_path: Path, name: str
) -> None:
    export(yards[0], tmp_path)
    kept = next((tmp_path / "notes").iterdir()).name
    place = tmp_path / name.format(kept=kept)
    changed = b"\0" + place.read_bytes()[1:]
    place.write_bytes(changed)
    with pytest.raises(BrokenError, match="other bytes"):
        export(yards[0], tmp_path)
    assert place.read_bytes() == changed


def test_a_full_tile_of_a_stopped_export_is_compared(
    yards: tuple[Yard, Yard], tmp_path: Path
) -> None:
    export(yards[0], tmp_path)
    place = tmp_path / "tile/entries/000"
    place.write_bytes(b"of another ledger")
    with pytest.raises(BrokenError, match="other bytes"):
        export(yards[1], tmp_path)


def test_the_folder_of_a_fork_is_not_touched(yards: tuple[Yard, Yard], tmp_path: Path) -> None:
    twin = yards[0].copy(tmp_path / "twin")
    twin.salt = "twin"
    with twin.open() as ledger:
        make(ledger, [80, 81])
    export(yards[1], tmp_path / "public")
    before = read(tmp_path / "public")
    with pytest.raises(BrokenError, match="older copy or was changed"):
        export(twin, tmp_path / "public")
    assert read(tmp_path / "public") == before


def test_the_command_exports_and_another_person_checks(
    yards: tuple[Yard, Yard], tmp_path: Path
) -> None:
    yard = yards[0].copy(tmp_path / "yard")
    desk = Desk(tmp_path, environ={"BATTERYPASS_LEDGER": str(yard.path)})
    Home(tmp_path / "home").pin(ORIGIN, yard.trust())
    said = desk.ok("export", "tiles", str(tmp_path / "public"), "--json").json
    assert (said["size"], said["written"]) == (23, said["files"])
    checked = desk.ok("fsck", str(tmp_path / "public"), "--json").json
    assert (checked["exit"], checked["flaws"], checked["trust"]) == (0, [], "pinned")
    assert checked["verdict"]["authentic"] is True
