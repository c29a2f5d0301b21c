"""What is no file where one is expected: a pipe, a device, a link in a published log. None keeps us waiting."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.desk import Desk, quick_keys
from faults.yard import Yard, small_ledger
from sites.copies import publish

pytestmark = pytest.mark.skipif(
    not hasattr(os, "mkfifo"), reason="this system has no pipes in folders"
)


@pytest.fixture(autouse=True)
def _ends(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail what waits for somebody to write into a pipe."""
    quick_keys(monkeypatch)

    def stop(*_: object) -> None:
        raise AssertionError("it waits for a writer")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(30)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture(scope="module")
def yard(tmp_path_factory: pytest.TempPathFactory) -> Yard:
    return small_ledger(tmp_path_factory.mktemp("not-files") / "yard")


@pytest.fixture
def desk(yard: Yard, tmp_path: Path) -> Desk:
    """Give the desk of somebody who is a witness, with a ledger and a published folder."""
    desk = Desk(tmp_path / "d", environ={"BATTERYPASS_LEDGER": str(yard.path)})
    desk.folder.mkdir()
    (desk.folder / "t.policy").write_bytes(yard.trust())
    publish(yard, desk.folder / "public")
    desk.ok("witness", "init", "chamber.example/witness")
    desk.ok("witness", "add", str(desk.folder / "t.policy"))
    return desk


WORDS = [
    "verify {it}",
    "verify {it} --first-use --old {it}",
    "verify {ledger} --trust {it}",
    "fsck {public} --trust {it}",
    "fsck {public} --trust {trust} --old {it}",
    "fsck {public} --trust {trust} --log-only --old {it}",
    "witness add {it}",
    "witness cosign {it}",
    "witness cosign {public}/checkpoint --proof {it}",
    "checkpoint cosign {it}",
    "checkpoint cosign {public}/checkpoint --trust {it}",
    "replicate {public} -o {new} --trust {it}",
    "inspect {it}",
    "pack import {it}",
]


@pytest.mark.parametrize("words", WORDS)
def test_a_pipe_in_place_of_a_file_is_said_and_nobody_waits(
    desk: Desk, yard: Yard, tmp_path: Path, words: str
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    values = {
        "it": pipe, "ledger": yard.path, "public": desk.folder / "public",
        "trust": desk.folder / "t.policy", "new": tmp_path / "new.bp",
    }  # fmt: skip
    ran = desk.run(*words.format(**values).split())
    assert ran.code in (1, 2)
    assert str(pipe) in ran.err
    if not words.startswith("inspect"):
        assert "a pipe or a device" in ran.err


@pytest.mark.parametrize(
    "path", ["checkpoint", "tile/0/000.p/23", "tile/entries/000.p/23", "notes/4", "content"]
)
@pytest.mark.parametrize("what", ["pipe", "link"])
def test_a_published_log_is_made_of_files(desk: Desk, path: str, what: str) -> None:
    """A link may lead to what the reader alone can see, and to another log the next time."""
    public, trust = desk.folder / "public", str(desk.folder / "t.policy")
    place = public / path
    if place.parent.name == "notes":
        place = sorted(place.parent.iterdir())[0]
    elsewhere = desk.folder / "elsewhere"
    place.rename(elsewhere)
    if what == "pipe":
        if path == "content":
            place.mkdir()
            place /= f"{0:064x}"
        os.mkfifo(place)
    else:
        place.symlink_to(elsewhere)
    said = "a pipe or a device" if what == "pipe" else "a link that leads elsewhere"
    for words in (
        ["fsck", str(public), "--trust", trust],
        ["fsck", str(public), "--trust", trust, "--log-only"],
        ["replicate", str(public), "-o", str(desk.folder / "new.bp"), "--trust", trust],
    ):
        ran = desk.run(*words)
        if words[0] == "replicate" and path.startswith(("notes", "tile/0")):
            # Notes of no use to a copy, and hashes that it computes itself, are not read.
            continue
        assert ran.code in (1, 5), (words, ran)
        assert said in ran.out + ran.err, words
    tiles = [str(public / "checkpoint"), "--tiles", str(public)]
    if path == "checkpoint":
        assert desk.run("witness", "cosign", *tiles).code == 1


def test_a_folder_of_a_log_that_is_itself_reached_by_a_link_is_checked(desk: Desk) -> None:
    """Which version of the folder is the present one is for whoever publishes."""
    link = desk.folder / "current"
    link.symlink_to(desk.folder / "public")
    (desk.folder / "public" / "about").symlink_to(desk.folder)
    desk.ok("fsck", str(link), "--trust", str(desk.folder / "t.policy"))
