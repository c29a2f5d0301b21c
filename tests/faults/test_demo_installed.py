"""What ``demo`` wrote, changed in dozens of places: found by the installed command, and named.

A new process each time, with an empty home and the trust file that was made before the change: a
bundle (bytes as they lie, and members in a container that was made anew), the published log, a
manifest and a passport. ``BATTERYPASS_SWEEP=full`` tries ten times as many places.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from batterypass.evidence.container import INDEX, parse_container
from batterypass_cli.commands.demo import PASSPHRASE
from bundle.test_every_byte import changed as rebuilt
from faults.attack import Target
from faults.tables import sweep_tables
from faults.test_installed import COMMAND, run
from sweeps import FULL, count

pytestmark = pytest.mark.skipif(not COMMAND.exists(), reason="the command is not installed")

PACK = "SA26-000001"
_TIMES = 10 if FULL else 1
#: How a process ends that found something: none of ours (1, 2), not authentic (4), undecided (5).
_FOUND = {1, 2, 4, 5}


@dataclass(frozen=True, slots=True)
class Demo:
    """The folder of the demonstration, with a bundle and the published log beside it."""

    folder: Path
    trust: Path
    home: Path

    @property
    def bundle(self) -> Path:
        return self.folder / "pack.bpz"

    @property
    def tiles(self) -> Path:
        return self.folder / "public"

    def judge(self, *words: object) -> tuple[int, str]:
        """Run a command of somebody who has nothing but the trust file; give code and all it said."""
        done = run(*words, "--trust", self.trust, "--json", home=self.home)
        assert "Traceback" not in done.stderr, done.stderr
        assert not self.home.exists() or not list(self.home.rglob("*.policy"))
        return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    place = tmp_path_factory.mktemp("demo")
    folder = place / "demo"
    assert run("demo", "--folder", folder, home=place / "unused").returncode == 0
    settings: dict[str, Any] = {
        "home": folder / "home", "BATTERYPASS_KEYS": str(folder / "keys"),
        "BATTERYPASS_LEDGER": str(folder / "demo.bp"), "BATTERYPASS_PASSPHRASE": PASSPHRASE,
    }  # fmt: skip
    [policy] = (folder / "home" / "trust").iterdir()
    trust = place / "before.policy"
    shutil.copy(policy, trust)
    made = Demo(folder, trust, place / "empty-home")
    for words in (("bundle", PACK, "-o", made.bundle, "--yes"), ("export", "tiles", made.tiles)):
        done = run(*words, **settings)
        assert done.returncode == 0, done.stderr
    return made


def spread(size: int, times: int) -> Iterator[int]:
    """Give places all over a file, its first and last byte among them."""
    most = times * _TIMES - 1
    yield from sorted({round(one * (size - 1) / most) for one in range(most + 1)})


Case = tuple[str, Callable[[Path], tuple[int, str]], str]


def sweep(name: str, cases: list[Case], folder: Path) -> None:
    """Try every case in a folder of its own; ``cases`` say what they are, and the word to be said."""

    def look(case: tuple[int, Case]) -> str:
        number, (what, try_, word) = case
        place = folder / str(number)
        place.mkdir(parents=True)
        code, said = try_(place)
        shutil.rmtree(place)
        if code not in _FOUND:
            return f"survivor: {what}: exit {code}"
        # A changed letter of base64 is already none: then the member is named, and not what is false.
        return (
            ""
            if word in said or what.partition(" ")[0] in said
            else f"not named: {what}: {word} not in {said[:600]}"
        )

    with ThreadPoolExecutor(2) as pool:
        troubles = [one for one in pool.map(look, enumerate(cases)) if one]
    survivors = sum(one.startswith("survivor") for one in troubles)
    count(
        f"demo folder by the installed command, {name}",
        tried=len(cases), found=len(cases) - survivors, named=len(cases) - len(troubles),
        survivors=survivors,
    )  # fmt: skip
    assert troubles == []
    assert len(cases) >= 10


def flip(data: bytes, place: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 1 << place * 5 % 8]) + data[place + 1 :]


def test_what_nobody_changed_is_authentic(demo: Demo) -> None:
    assert demo.judge("verify", demo.bundle)[0] in (0, 3)
    assert demo.judge("fsck", demo.tiles)[0] == 0
    for pdf in ("manifest-CA-0007", f"passport-{PACK}"):
        code, said = demo.judge("verify", demo.folder / "documents" / f"{pdf}.pdf")
        assert code == 5, "only its ledger says that a paper is what was issued"
        assert json.loads(said)["check"]["data"] is True


def test_a_changed_value_of_any_table_is_found(demo: Demo, tmp_path: Path) -> None:
    target = Target.at(demo.folder / "demo.bp", tmp_path / "attacked.bp", demo.trust.read_bytes())

    def judge(path: Path) -> tuple[int, dict[str, Any]]:
        code, said = demo.judge("verify", path)
        return code, json.loads(said)

    sweep_tables(
        "demo.bp by the installed command", target, tmp_path, judge, of_each=0 if FULL else 1
    )


def test_of_the_copy_that_the_demo_changed_only_the_changed_value_is_told(demo: Demo) -> None:
    code, said = demo.judge("verify", demo.folder / "changed-copy.bp")
    found = json.loads(said)["findings"]
    assert code == 4
    assert {one["entry"] for one in found if one["code"] == "BP-S004"} == {74}
    # Nobody took the file's guards away for good.
    assert not [one for one in found if one["code"] == "BP-V009"]


def test_a_changed_byte_of_a_bundle_is_found(demo: Demo, tmp_path: Path) -> None:
    data = demo.bundle.read_bytes()

    def case(what: str, body: bytes, word: str) -> Case:
        def try_(place: Path) -> tuple[int, str]:
            (place / "pack.bpz").write_bytes(body)
            return demo.judge("verify", place / "pack.bpz")

        return what, try_, word

    cases = [
        case(f"byte {at}", flip(data, at), "pack.bpz") for at in list(spread(len(data), 6))[1:]
    ]
    members = parse_container(data, "x")
    for number, member in enumerate(sorted(members)):
        if member != INDEX and number % (len(members) // (7 * _TIMES)) == 0:
            at = len(members[member]) // 2
            word = "BP-" if "/" in member and not member.startswith("content") else "pack.bpz"
            cases.append(case(f"{member} {at}", rebuilt(members, member, at), word))
    sweep("a bundle", cases, tmp_path)


def test_a_changed_byte_of_the_published_log_is_found(demo: Demo, tmp_path: Path) -> None:
    files = sorted(path for path in demo.tiles.rglob("*") if path.is_file())
    cases: list[Case] = []
    for number in spread(len(files), 10):
        path = files[number].relative_to(demo.tiles)

        def try_(place: Path, path: Path = path) -> tuple[int, str]:
            public = place / "public"
            shutil.copytree(demo.tiles, public)
            data = (public / path).read_bytes()
            (public / path).write_bytes(flip(data, len(data) // 2))
            return demo.judge("fsck", public)

        cases.append((str(path), try_, path.as_posix()))
    sweep("the published log", cases, tmp_path)


def test_a_changed_byte_of_a_paper_is_found(demo: Demo, tmp_path: Path) -> None:
    cases: list[Case] = []
    for pdf in ("manifest-CA-0007", f"passport-{PACK}"):
        data = (demo.folder / "documents" / f"{pdf}.pdf").read_bytes()
        for at in spread(len(data), 6):

            def try_(place: Path, body: bytes = flip(data, at)) -> tuple[int, str]:
                (place / "paper.pdf").write_bytes(body)
                return demo.judge("verify", place / "paper.pdf")

            # Without its first byte it is no PDF at all, and is told by its name.
            cases.append((f"{pdf} byte {at}", try_, "paper.print-changed" if at else "paper.pdf"))
    sweep("papers", cases, tmp_path)
