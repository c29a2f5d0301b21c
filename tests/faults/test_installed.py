"""The installed command, in new processes, against the same attacks (a sample of the other files)."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from faults.attack import Target
from faults.tables import sweep_tables
from faults.test_kill import environment
from faults.test_trust import regenerated
from faults.yard import MAKER, PHRASE, Yard, audit, keys_on_disk, make, pack, small_ledger
from sweeps import FULL

COMMAND = Path(sys.executable).with_name("batterypass")
#: Of each table, in the ordinary run.
_SAMPLE = 2

pytestmark = pytest.mark.skipif(not COMMAND.exists(), reason="the command is not installed")


def run(
    *arguments: object, home: Path, stdin: str = "", keys: Path | None = None, **more: str
) -> subprocess.CompletedProcess[str]:
    """Run the command with a home of its own and no other settings of ours."""
    settings = {"BATTERYPASS_HOME": str(home), "LANG": "en_US.UTF-8", **more}
    if keys is not None:
        settings |= {"BATTERYPASS_KEYS": str(keys), "BATTERYPASS_PASSPHRASE": PHRASE}
    return subprocess.run(
        [COMMAND, *map(str, arguments)],
        input=stdin, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False,
        env={**environment(), **settings},
    )  # fmt: skip


def verify(path: Path, home: Path, *options: object) -> tuple[int, dict[str, Any]]:
    done = run("--json", "verify", path, *options, home=home)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, json.loads(done.stdout or "{}")


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Yard:
    return small_ledger(tmp_path_factory.mktemp("installed") / "yard")


@pytest.fixture
def yard(original: Yard, tmp_path: Path) -> Yard:
    return original.copy(tmp_path / "yard")


def test_a_change_in_any_table_is_found_by_a_new_process(original: Yard, tmp_path: Path) -> None:
    trust = tmp_path / "trust.policy"
    trust.write_bytes(original.trust())
    target = Target.of(original, tmp_path / "attacked.bp")
    sweep_tables(
        "ledger, the installed command", target, tmp_path,
        lambda path: verify(path, tmp_path / "no-home", "--trust", trust),
        of_each=0 if FULL else _SAMPLE,
    )  # fmt: skip
    code, found = verify(original.path, tmp_path / "no-home", "--trust", trust)
    assert (code, found["authentic"], found["trust"]) == (0, True, "pinned")


def test_a_file_that_is_not_a_ledger_any_more_is_refused(original: Yard, tmp_path: Path) -> None:
    target = Target.of(original, tmp_path / "attacked.bp")
    for change, expected in (
        ("DROP TABLE entries", 4), ("PRAGMA user_version = 9", 1), ("PRAGMA application_id = 9", 1),
    ):  # fmt: skip
        target.plainly((change, ()))
        code, _ = verify(target.path, tmp_path / "no-home")
        assert code == expected, change
    for data in (b"", b"SQLite format 3\0", b"a letter\n" * 900, os.urandom(100)):
        target._lay_down(data)
        code, found = verify(target.path, tmp_path / "no-home")
        assert (code, "authentic" in found) == (1, False)
    target.path.unlink()
    sqlite3.connect(target.path).execute("CREATE TABLE notes_of_mine (a)").connection.close()
    assert verify(target.path, tmp_path / "no-home")[0] == 1
    target.path.unlink()
    target.path.mkdir()
    assert verify(target.path, tmp_path / "no-home")[0] == 1


@pytest.mark.parametrize(
    "kept", ["100 bytes", "one page", "20 %", "50 %", "90 %", "99 %", "all but a page"]
)
def test_a_ledger_that_was_cut_gets_a_verdict_and_a_way_out(yard: Yard, kept: str) -> None:
    backup = yard.folder / "backup.bp"
    assert run("backup", backup, "--ledger", yard.path, home=yard.home).returncode == 0
    data = yard.path.read_bytes()
    sizes = {"100 bytes": 100, "one page": 4096, "all but a page": len(data) - 4096}
    left = sizes.get(kept) or len(data) * int(kept.split()[0]) // 100
    yard.path.write_bytes(data[:left])
    trust = yard.folder / "trust.policy"
    trust.write_bytes(yard.trust())
    code, found = verify(yard.path, yard.home, "--trust", trust)
    assert (code, found["authentic"], found["compliant"]) == (4, False, None)
    assert {"name": "file", "ok": False, "detail": "1/1"} in found["checks"]
    assert [one["code"] for one in found["findings"]] == ["BP-V009"]
    assert f"{left} of {len(data)} bytes" in found["findings"][0]["message"]
    assert verify(yard.path, yard.home, "--quick")[0] == 4
    if kept != "50 %":
        return
    # Every command says the same of it, and what it says works.
    for words, exits in (("verify", 4), ("doctor", 1), ("rebuild", 4), ("today", 4)):
        for lang, out in (("en_US.UTF-8", "restore BACKUP"), ("es_MX.UTF-8", "restore RESPALDO")):
            done = run(words, "--ledger", yard.path, home=yard.home, LANG=lang)
            said = done.stdout + done.stderr
            assert done.returncode == exits, said
            assert out in said
            assert "verify says where" not in said
    yard.path.rename(yard.folder / "damaged.bp")
    assert run("restore", backup, yard.path, home=yard.home).returncode == 0
    assert verify(yard.path, yard.home, "--trust", trust)[1]["authentic"] is True


def test_a_ledger_whose_tables_cannot_be_read_gets_a_verdict(yard: Yard) -> None:
    data = bytearray(yard.path.read_bytes())
    # The first page keeps its header and loses its tables.
    data[100:4096] = b"\xff" * 3996
    yard.path.write_bytes(data)
    code, found = verify(yard.path, yard.home)
    assert (code, found["authentic"], found["compliant"]) == (4, False, None)
    assert [one["code"] for one in found["findings"]] == ["BP-V009"]
    assert "cannot be read as a database" in found["findings"][0]["message"]


def test_trust_starts_visibly(yard: Yard, tmp_path: Path) -> None:
    home = tmp_path / "reader"
    assert verify(yard.path, home)[0] == 5
    assert verify(yard.path, home, "--first-use")[0] == 0
    code, found = verify(yard.path, home)
    assert (code, found["trust"]) == (0, "remembered")
    old = tmp_path / "old.bp"
    shutil.copy(yard.path, old)
    yard.clock.pass_by(days=1)
    with yard.open() as ledger:
        make(ledger, [50])
    assert verify(yard.path, home)[0] == 0
    code, found = verify(old, home, "--first-use")
    assert (code, [one["code"] for one in found["findings"]]) == (4, ["BP-V006"])
    anew = regenerated(tmp_path / "anew")
    code, found = verify(anew.path, home, "--first-use")
    assert code == 4
    assert "BP-V006" in {one["code"] for one in found["findings"]}
    trust = tmp_path / "trust.policy"
    trust.write_bytes(yard.trust())
    code, found = verify(anew.path, tmp_path / "no-home", "--trust", trust)
    assert (code, {one["code"] for one in found["findings"]}) == (4, {"BP-V010"})


def log_packs(yard: Yard, numbers: range, *, moment: str) -> subprocess.CompletedProcess[str]:
    forms = json.dumps([dict(pack(number)) for number in numbers])
    return run(
        "log", "pack.manufactured", "--from", "-", "--as", MAKER, "--yes",
        "--ledger", yard.path, stdin=forms, home=yard.home, keys=yard.folder / "keys",
        BATTERYPASS_CLOCK=moment,
    )  # fmt: skip


def test_two_commands_at_once_write_one_order(yard: Yard) -> None:
    keys_on_disk(yard, (MAKER, "daily"))
    before = audit(yard)
    later = [(yard.clock.now + timedelta(days=1, seconds=step)).isoformat() for step in range(8)]
    # Four with packs of their own, four with the same.
    asked = [range(100 + 10 * place, 105 + 10 * place) for place in range(4)] + [
        range(300, 305)
    ] * 4

    def persist(place: int) -> list[int]:
        codes: list[int] = []
        while not codes or codes[-1] == 6:
            done = log_packs(yard, asked[place], moment=later[place])
            assert "Traceback" not in done.stderr
            codes.append(done.returncode)
            assert len(codes) < 20, done.stderr
        return codes

    with ThreadPoolExecutor(4) as pool:
        codes = list(pool.map(persist, range(8)))
    assert {one[-1] for one in codes} == {0}, codes
    assert audit(yard) >= before + 25
    with yard.open(read_only=True) as ledger:
        serials = [item.serial for item in ledger.items()]
    assert len(serials) == len(set(serials)) == 3 + 25


FORMS = {
    "not JSON": "{",
    "a name twice": '{"item": "x", "item": "y"}',
    "deeply nested": "[" * 100_000,
    "deeply nested objects": '{"a":' * 50_000,
    "a bare fraction": '{"mass_kg": 412.5}',
    "not a number": '{"mass_kg": NaN}',
    "a number without end": '{"copies": ' + "9" * 10_000 + "}",
    "a lone surrogate": '{"model": "\\ud800"}',
    "nothing": "",
    "a list of nothing": "[]",
    "a text": '"x"',
    "an unknown field": json.dumps({**pack(70), "x": "y"}),
    "a huge text": json.dumps({**pack(70), "model": "x" * 3_000_000}),
    "a nul": json.dumps({**pack(70), "model": "a\0b"}),
    "a formula": json.dumps({**pack(70), "serial": "=cmd|' /C calc'!A0"}),
    "a script": json.dumps({**pack(70), "serial": "<script>alert(1)</script>"}),
}


def test_hostile_forms_are_answered_in_one_sentence(yard: Yard) -> None:
    keys_on_disk(yard, (MAKER, "daily"))

    def ask(name: str) -> str:
        done = run(
            "log", "pack.manufactured", "--from", "-", "--as", MAKER, "--yes",
            "--ledger", yard.path, stdin=FORMS[name], home=yard.home, keys=yard.folder / "keys",
            BATTERYPASS_CLOCK=yard.clock.now.isoformat(),
        )  # fmt: skip
        if done.returncode != 2 or "Traceback" in done.stderr or len(done.stderr) > 4000:
            return f"{name}: exit {done.returncode}, {len(done.stderr)}: {done.stderr[:300]}"
        return ""

    with ThreadPoolExecutor(2) as pool:
        assert [trouble for trouble in pool.map(ask, FORMS) if trouble] == []
    assert audit(yard) == 23


def test_a_command_that_signs_above_an_old_copy_is_refused(yard: Yard) -> None:
    keys_on_disk(yard, (MAKER, "daily"))
    old = yard.path.read_bytes()
    moment = (yard.clock.now + timedelta(days=1)).isoformat()
    assert log_packs(yard, range(100, 101), moment=moment).returncode == 0
    yard.path.write_bytes(old)
    done = log_packs(yard, range(101, 102), moment=moment)
    assert done.returncode == 4
    assert "would fork the log" in done.stderr
    assert yard.path.read_bytes() == old


def test_sealed_text_with_terminal_codes_does_not_reach_the_terminal(yard: Yard) -> None:
    remarks = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202eabc"
    with yard.open() as ledger:
        from faults.yard import SHOP, pack_url

        form = {
            "item": pack_url(1), "incident": "leak", "injuries": False,
            "condition_after": "damaged_stable", "private": {"personal": {"remarks": remarks}},
        }  # fmt: skip
        ledger.log("incident.reported", form, actor=SHOP)
    for arguments in (("show", "23"), ("history", "S-000001"), ("inspect", "23")):
        done = run(*arguments, "--ledger", yard.path, home=yard.home)
        text = done.stdout + done.stderr
        assert not set(text) & {"\x1b", "\x07", "\x9b", "\u202e"}, arguments
