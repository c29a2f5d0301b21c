"""A few changes of a published log under the installed command: a new process, an empty home."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from faults.yard import small_ledger
from sites.copies import publish

COMMAND = str(Path(sys.executable).with_name("batterypass"))


def run(folder: Path, *words: str) -> tuple[int, dict[str, object]]:
    environ = {
        **os.environ, "BATTERYPASS_HOME": str(folder / "empty-home"), "LANG": "en_US.UTF-8",
    }  # fmt: skip
    done = subprocess.run(
        [COMMAND, *words, "--json"], env=environ, capture_output=True, check=False, cwd=folder
    )
    assert done.stderr == b"" or done.returncode, done.stderr
    return done.returncode, json.loads(done.stdout)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("installed")
    yard = small_ledger(folder / "yard")
    (folder / "n.policy").write_bytes(yard.trust())
    return folder, publish(yard, folder / "public")


@pytest.mark.parametrize(
    ("name", "place", "code"),
    [
        ("", 0, 0),
        ("tile/entries/000.p/23", 3000, 4),
        ("tile/0/000.p/23", 77, 4),
        ("checkpoint", -9, 4),
        ("content/", 500, 4),
        ("notes/", 40, 4),
    ],
)
def test_a_changed_byte_is_named_in_another_process(
    published: tuple[Path, Path], name: str, place: int, code: int
) -> None:
    folder, public = published
    words = ("fsck", "public", "--trust", "n.policy")
    if not name:
        assert run(folder, *words)[0] == code
        return
    path = public / name
    if path.is_dir():
        path = sorted(path.iterdir())[0]
    whole = path.read_bytes()
    changed = bytearray(whole)
    changed[place] ^= 1
    path.write_bytes(bytes(changed))
    try:
        found, said = run(folder, *words)
    finally:
        path.write_bytes(whole)
    assert found == code
    flaws = said["flaws"]
    assert isinstance(flaws, list)
    assert path.relative_to(public).as_posix() in {flaw["part"] for flaw in flaws}
