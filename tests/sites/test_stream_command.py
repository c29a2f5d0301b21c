"""A line computer at the real command: lockstep, Ctrl-C, kill -9, and nobody who listens."""

from __future__ import annotations

import io
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, Any

import pytest

from cli.desk import Desk, open_yard, pack_words, quick_keys

KILLS = int(os.environ.get("BATTERYPASS_KILLS", "4"))
ITEM = pack_words(1)[0]
LOG = ["log", "-", "--from", "-", "--jsonl", "--as", "sierra", "--yes"]
IMPORT = ["pack", "import", "-", "--format", "jsonl", "--follow", "--as", "sierra", "--yes"]
no_kill = pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("line")
    with pytest.MonkeyPatch.context() as patch:
        quick_keys(patch)
        desk = open_yard(folder)
        desk.ok("pack", "add", *pack_words(1), "--as", "sierra-alta", "--yes")
    return folder


@pytest.fixture
def desk(opened: Path, tmp_path: Path) -> Desk:
    folder = tmp_path / "yard"
    shutil.copytree(opened, folder)
    return Desk(folder, at="2026-03-03T10:00:00-06:00")


def reading(number: int, **other: Any) -> str:
    form = {
        "kind": "item.assessed", "item": ITEM, "condition": "serviceable",
        "method": "visual", "request": f"line 4, {number}", **other,
    }  # fmt: skip
    return json.dumps(form) + "\n"


def row(number: int, **other: Any) -> str:
    words = {
        "serial": f"L-{number}", "gtin": "09521234560104", "model": "SA-46", "chemistry": "LFP",
        "category": "EV", "nominal_voltage_v": 350.4, "capacity_ah": 131.3, "energy_wh": 46000,
        "mass_kg": 412.5, "made_month": "2026-02",
    }  # fmt: skip
    return json.dumps({**words, **other}) + "\n"


def answers(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def told(out: str) -> list[str]:
    return [answer["outcome"] for answer in answers(out)]


def start(desk: Desk, words: list[str]) -> subprocess.Popen[str]:
    def hear_ctrl_c() -> None:
        # A shell that starts tests in the background has it ignored.
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    path = os.pathsep.join(filter(None, sys.path))
    return subprocess.Popen(
        [sys.executable, "-m", "batterypass_cli", *words],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, **desk.surroundings(), "PYTHONPATH": path},
        preexec_fn=hear_ctrl_c if sys.platform != "win32" else None,
    )  # fmt: skip


def ends(child: subprocess.Popen[str]) -> tuple[IO[str], IO[str], IO[str]]:
    assert child.stdin is not None
    assert child.stdout is not None
    assert child.stderr is not None
    return child.stdin, child.stdout, child.stderr


def entries(desk: Desk) -> list[dict[str, Any]]:
    found = desk.ok("history", ITEM, "--json").json["events"]
    return [event["payload"] for event in found if event["payload"]["kind"] == "item.assessed"]


def test_every_line_has_its_answer_and_the_worst_is_the_exit_code(desk: Desk) -> None:
    text = reading(1) + reading(2, condition="perfect") + "{nonsense\n\n" + reading(1)
    ran = desk.run(*LOG, typed=text)
    assert ran.code == 2
    assert told(ran.out) == ["recorded", "malformed", "malformed", "empty", "already"]
    first, _, nonsense, _, same = answers(ran.out)
    assert (first["index"], first["event_id"]) == (same["index"], same["event_id"])
    assert (nonsense["code"], nonsense["exit"]) == ("stream.bad-json", 2)
    assert nonsense["message"].startswith("line 3, column 2")
    assert "5 lines: 1 taken, 1 was there already, 0 refused, 2 off" in ran.err
    moved = {
        "kind": "pack.installed",
        "host_kind": "vehicle",
        "actor": "https://cerro-azul.example",
    }
    form = {"item": ITEM, "request": "m", **moved}
    ran = desk.run(*LOG, typed="3\n" + json.dumps(form) + "\n" + reading(3)[:-1])
    assert ran.code == 3
    assert told(ran.out) == ["malformed", "refused", "cut"]
    assert answers(ran.out)[1]["findings"][0]["code"] == "BP-P002"
    assert answers(ran.out)[2]["bytes"] == len(reading(3)) - 1
    assert len(entries(desk)) == 1


def test_a_kind_that_is_given_stands_for_every_line(desk: Desk) -> None:
    form = json.loads(reading(1))
    del form["kind"]
    other = {**form, "kind": "pack.installed"}
    words = ["log", "item.assessed", *LOG[2:]]
    ran = desk.run(*words, typed=json.dumps(form) + "\n" + json.dumps(other) + "\n")
    assert told(ran.out) == ["recorded", "malformed"]
    assert desk.run("log", "item.asessed", *LOG[2:], typed=reading(1)).code == 2


def test_a_trial_is_read_to_its_end_and_writes_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = desk.run(*LOG, "--dry-run", typed=reading(1) + reading(2))
    assert (ran.code, len(ran.out.splitlines())) == (0, 2)
    rows = (row(1) + row(2)).encode()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(rows)))
    tried = desk.ok(*IMPORT, "--dry-run", "--json").json
    assert list(tried) == ["taken", "mapped", "left_out", "warnings", "errors"]
    assert tried["taken"]
    assert tried["errors"] == []
    assert entries(desk) == []
    assert desk.ok("pack", "list", "--json").out.count('"item"') == 1


def test_nobody_can_be_asked_on_a_stream(desk: Desk) -> None:
    for words in (LOG, IMPORT):
        ran = desk.run(*words[:-1], typed=reading(1))
        assert ran.code == 2
        assert "--yes" in ran.err
    desk.lang = "es"
    assert "agregue --yes" in desk.run(*LOG[:-1], typed=reading(1)).err


def test_a_file_is_not_attached_to_every_line(desk: Desk) -> None:
    place = desk.folder / "photo.jpg"
    place.write_bytes(b"\xff\xd8\xff\xe0 photo")
    ran = desk.run(*LOG, "--attach", str(place), typed=reading(1))
    assert ran.code == 2
    assert "each form names its documents" in ran.err
    assert entries(desk) == []


def test_at_a_site_the_lines_wait_in_the_outbox(desk: Desk) -> None:
    desk.ok("replica", "create", str(desk.ledger), str(desk.folder / "site"), "--first-use")
    size = desk.ok("checkpoint", "--json").json["size"]
    desk.environ["BATTERYPASS_LEDGER"] = str(desk.folder / "site" / "ledger.bp")
    # Nobody asks about a clock that marks nothing.
    desk.environ["BATTERYPASS_SEED"] = ""
    desk.at = "2026-06-03T10:00:00-06:00"
    ran = desk.ok(*LOG, typed=reading(1) + reading(2) + reading(1))
    assert [(one["outcome"], one["place"]) for one in answers(ran.out)] == [
        ("pending", 1), ("pending", 2), ("already", 1),
    ]  # fmt: skip
    ran = desk.ok(*IMPORT, typed=row(1) + row(1))
    assert [(one["outcome"], one["place"]) for one in answers(ran.out)] == [
        ("pending", 3), ("already", 3),
    ]  # fmt: skip
    assert all("index" not in one for one in answers(ran.out))
    desk.environ = {}
    assert desk.ok("checkpoint", "--json").json["size"] == size


@pytest.mark.parametrize(
    "words", [["shift.jsonl"], ["-", "--format", "csv"], ["-", "--errors", "e.csv"]]
)
def test_following_goes_with_lines_on_standard_input_only(desk: Desk, words: list[str]) -> None:
    ran = desk.run("pack", "import", *words, "--follow", "--as", "sierra", "--yes")
    assert ran.code == 2
    assert "--follow" in ran.err


def test_answers_speak_the_language_of_the_run_and_show_chosen_fields(desk: Desk) -> None:
    desk.lang = "es"
    ran = desk.run(*LOG, "--fields", "line,message", typed="{nonsense\n" + reading(1))
    bad, good = answers(ran.out)
    assert bad["message"].startswith("línea 1, columna 2: no es JSON")
    assert good == {"line": 2, "message": None}


def test_a_known_breach_is_recorded_on_every_line(desk: Desk) -> None:
    placed = {
        "kind": "pack.placed-on-market", "item": ITEM, "country": "MX", "placed_on": "2026-03-03",
        "event_time": "2026-03-03T12:30:00-06:00",
    }  # fmt: skip
    ran = desk.run(*LOG, typed=json.dumps(placed) + "\n")
    (refused,) = answers(ran.out)
    code = refused["findings"][0]["code"]
    ran = desk.run(*LOG, "--acknowledge", f"{code}=safety", typed=json.dumps(placed) + "\n")
    assert told(ran.out) == ["recorded"]
    assert answers(ran.out)[0]["findings"][0]["acknowledged"] == "safety"


@no_kill
def test_each_answer_comes_before_the_next_line_is_sent_and_it_is_in_the_log(desk: Desk) -> None:
    child = start(desk, LOG)
    stdin, stdout, stderr = ends(child)
    for number in range(3):
        stdin.write(reading(number))
        stdin.flush()
        answer = json.loads(stdout.readline())
        assert (answer["line"], answer["outcome"]) == (number + 1, "recorded")
        assert len(entries(desk)) == number + 1, "it counts when it is said"
    stdin.close()
    assert child.wait(20) == 0, stderr.read()
    stdout.close()
    stderr.close()


@no_kill
def test_ctrl_c_finishes_what_was_read_whole(desk: Desk) -> None:
    child = start(desk, LOG)
    stdin, stdout, stderr = ends(child)
    stdin.write(reading(1) + reading(2)[:-5])
    stdin.flush()
    assert json.loads(stdout.readline())["outcome"] == "recorded"
    child.send_signal(signal.SIGINT)
    out, err = stdout.read(), stderr.read()
    assert child.wait(20) == 130, err
    assert told(out) == ["cut"]
    assert "unexpected" not in err
    assert len(entries(desk)) == 1
    for end in (stdin, stdout, stderr):
        end.close()


@no_kill
def test_when_nobody_reads_the_answers_the_command_ends_and_says_so(desk: Desk) -> None:
    child = start(desk, LOG)
    stdin, stdout, stderr = ends(child)
    stdout.close()
    stdin.write(reading(1))
    stdin.flush()
    err = stderr.read()
    assert child.wait(20) == 1
    assert "nobody reads the answers" in err
    assert "unexpected" not in err
    stdin.close()
    stderr.close()
    assert told(desk.ok(*LOG, typed=reading(1)).out) == ["already"]


@no_kill
@pytest.mark.parametrize("words", [LOG, IMPORT], ids=["log", "import"])
def test_a_killed_stream_goes_on_from_the_last_answer_and_nothing_is_there_twice(
    desk: Desk, words: list[str]
) -> None:
    make = reading if words is LOG else row
    chance = random.Random(20260303)  # noqa: S311 - only when to kill
    before = int(desk.ok("checkpoint", "--json").json["size"])
    said: dict[int, int] = {}
    total = 6000
    for _ in range(KILLS):
        first = max(said, default=-1) + 1 - chance.randrange(3)
        first = max(first, 0)
        child = start(desk, words)
        stdin, stdout, stderr = ends(child)
        text = "".join(map(make, range(first, total)))
        # Into a file, so that a pipe that nobody empties stops neither of us.
        place = desk.folder / "lines.jsonl"
        place.write_text(text)
        feeder = subprocess.Popen(["cat", str(place)], stdout=stdin, stderr=subprocess.DEVNULL)
        stdin.close()
        line = stdout.readline()
        time.sleep(chance.uniform(0, 0.15))
        os.kill(child.pid, signal.SIGKILL)
        rest, errors = stdout.read(), stderr.read()
        child.wait()
        feeder.wait()
        stdout.close()
        stderr.close()
        whole = (line + rest)[: (line + rest).rfind("\n") + 1]
        assert whole, errors
        for answer in answers(whole):
            number = first + answer["line"] - 1
            assert answer["outcome"] == ("already" if number in said else answer["outcome"])
            assert answer["outcome"] in ("recorded", "already"), answer
            assert said.setdefault(number, answer["index"]) == answer["index"]
    last = max(said) + 5
    first = max(said) + 1
    ran = desk.ok(*words, typed="".join(map(make, range(first, last))))
    for answer in answers(ran.out):
        said[first + answer["line"] - 1] = answer["index"]
    assert sorted(said) == list(range(last))
    assert len(set(said.values())) == len(said)
    # At most the batch that was committed and not answered is there beside them.
    size = int(desk.ok("checkpoint", "--json").json["size"])
    assert len(said) <= size - before <= len(said) + 256 + KILLS
    assert desk.run("verify", "--json").json["authentic"] is True
    if words is LOG:
        found = [payload["event_id"] for payload in entries(desk)]
        assert len(found) == len(set(found))
