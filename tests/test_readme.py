"""What the README shows, works: its Python, and its commands on the demonstration's ledger."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from pathlib import Path

import pytest

import batterypass
from batterypass_cli.commands.demo import PASSPHRASE, how_to_play_on
from cli.transcript import command_path, quick_command
from shared import ROOT

README = (ROOT / "README.md").read_text("utf-8")
(COMMAND,) = command_path()
#: They ask a person, or speak of a consignment that is on its way only in the text.
NOT_HERE = (
    "receive",
    "un ask",
    "log item.assessed SA26-000003",
)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("readme")
    done = subprocess.run(
        [str(quick_command(folder / "batterypass")), "demo", "--folder", "demo"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1] == str(folder / "demo" / "demo.bp")
    # As in a checkout after "make demo".
    (folder / ".venv").symlink_to(Path(COMMAND).parent.parent)
    return folder


def test_the_demonstration_leaves_papers_and_a_ledger(demo: Path) -> None:
    documents = {path.name for path in (demo / "demo" / "documents").iterdir()}
    assert {"labels.pdf", "manifest-TV-0042.pdf", "manifest-CA-0007.pdf"} <= documents
    assert any(name.startswith("passport-") for name in documents)
    assert (demo / "demo" / "home").is_dir()
    assert (demo / "demo" / "keys").is_dir()


def test_the_demonstration_can_be_played_again_and_spares_other_folders(demo: Path) -> None:
    other = demo / "mine"
    other.mkdir()
    (other / "letter.txt").write_text("keep me")
    done = subprocess.run(
        [COMMAND, "demo", "--folder", "mine"], cwd=demo, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert (other / "letter.txt").read_text() == "keep me"


def test_the_python_of_the_readme_runs(
    demo: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    monkeypatch.chdir(demo)
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102 - it is our own page
    said = capsys.readouterr().out
    assert said.startswith("True ")
    assert "recycled" in said
    assert "recorded as entry " in said
    assert (demo / "passport.pdf").read_bytes().startswith(b"%PDF")


def test_a_manifest_from_python_has_the_same_bytes_each_time(demo: Path) -> None:
    with batterypass.open_ledger(demo / "demo" / "demo.bp", read_only=True) as ledger:
        first, again = (batterypass.manifest_pdf(ledger, "TV-0042") for _ in range(2))
        assert first == again
        assert first.startswith(b"%PDF")
        assert batterypass.manifest_pdf(ledger, "TV-0042", lang="es") != first
        draft = batterypass.manifest_pdf(ledger, "TV-0042", draft=True)
        assert draft not in (first, b"")


def commands() -> list[str]:
    found = []
    for block in re.findall(r"```\n(.*?)```", README, re.DOTALL):
        for line in block.splitlines():
            if line.startswith("batterypass ") and not line.startswith(
                tuple(f"batterypass {one}" for one in NOT_HERE)
            ):
                found.append(line)
    return found


def setup_lines() -> list[str]:
    """Give what the README has a reader type before any command."""
    (block,) = (
        one for one in re.findall(r"```\n(.*?)```", README, re.DOTALL) if "cd demo\n" in one
    )
    return [line for line in block.splitlines() if not line.startswith("batterypass ")]


@pytest.mark.parametrize("line", commands())
def test_a_command_of_the_readme_runs_as_it_stands(demo: Path, line: str) -> None:
    given = {key: one for key, one in os.environ.items() if not key.startswith("BATTERYPASS_")}
    done = subprocess.run(
        ["sh", "-ec", "\n".join([*setup_lines(), line])],
        cwd=demo,
        env={**given, "BATTERYPASS_CLOCK": "2026-11-13T09:00:00-06:00"},
        capture_output=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    said = re.search(r": exit code (\d)$", line)
    assert done.returncode == (int(said[1]) if said else 0), done.stderr.decode()


def test_the_entry_that_the_readme_shows_is_about_a_pack(demo: Path) -> None:
    (line,) = (one for one in commands() if one.startswith("batterypass show ") and ">" not in one)
    with batterypass.open_ledger(demo / "demo" / "demo.bp", read_only=True) as ledger:
        assert ledger.entry(int(line.split()[2])).payload["kind"].startswith("pack.")


def test_who_has_no_such_program_on_the_path_is_told_where_it_is(tmp_path: Path) -> None:
    folder = quick_command(tmp_path / "batterypass").parent
    bare = {**os.environ, "PATH": "/usr/bin:/bin"}

    done = subprocess.run(
        [str(folder / "batterypass"), "demo", "--folder", "demo", "--lang", "en"],
        cwd=tmp_path, env=bare, capture_output=True, text=True, check=False,
    )  # fmt: skip
    lines = done.stdout.splitlines()
    told = lines[lines.index("To play on (the passphrase of these keys is no secret):") + 1 : -1]
    assert f'  PATH={folder}:"$PATH"' in told
    done = subprocess.run(
        ["sh", "-ec", "\n".join(told)],
        cwd=tmp_path, env=bare, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = how_to_play_on(tmp_path / "demo", {"PATH": str(folder)})
    assert not [line for line in found if line.startswith("  PATH=")]


def test_only_what_is_a_battery_gets_a_battery_label(demo: Path) -> None:
    env = {
        **os.environ,
        "BATTERYPASS_HOME": "home",
        "BATTERYPASS_KEYS": "keys",
        "BATTERYPASS_LEDGER": "demo.bp",
        "BATTERYPASS_PASSPHRASE": PASSPHRASE,
        "LANG": "en_US.UTF-8",
    }
    fraction = "https://id.recicladora-norte.example/f/2026-0001-aluminio"
    done = subprocess.run(
        [COMMAND, "label", "print", fraction, "-o", "x.pdf", "--plain"],
        cwd=demo / "demo", env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "would mislead" in done.stderr
    assert not (demo / "demo" / "x.pdf").exists()


def _exports(lines: list[str]) -> dict[str, str]:
    """Give what the ``export`` lines among some lines set."""
    found: dict[str, str] = {}
    for line in lines:
        words = shlex.split(line, comments=True)
        if words[:1] == ["export"]:
            for word in words[1:]:
                name, _, value = word.partition("=")
                found[name] = value
    return found


def test_who_plays_on_is_told_the_passphrase_and_the_gate_of_the_readme_opens(demo: Path) -> None:
    copy = demo / "copy"
    done = subprocess.run(
        [COMMAND, "demo", "--folder", str(copy), "--lang", "en"],
        cwd=demo, capture_output=True, text=True, check=False,
    )  # fmt: skip
    said = done.stdout.splitlines()
    assert said[-1] == str(copy / "demo.bp")
    said = said[said.index("Documents:") :]
    assert f"  cd {copy}" in said
    told = _exports(said)
    assert told == _exports(README.splitlines())
    assert told["BATTERYPASS_PASSPHRASE"] == PASSPHRASE
    given = {key: one for key, one in os.environ.items() if not key.startswith("BATTERYPASS_")}
    environ = {**given, **told, "BATTERYPASS_CLOCK": "2026-11-13T09:00:00-06:00"}
    gate = [line for line in README.splitlines() if " SA26-000005" in line or " SA-0101" in line]
    assert len(gate) == 4
    for line in gate:
        words = line.replace("--scan", "--all-received --mass-kg 419 --yes")
        done = subprocess.run(
            [COMMAND, *shlex.split(words, comments=True)[1:]],
            cwd=copy, env=environ, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
