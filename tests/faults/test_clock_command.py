"""What the commands say of a wrong clock: ahead is asked about, behind is told (row 11)."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from cli.desk import NO, YES, Desk, Person, Ran, open_yard, pack_words, quick_keys

#: The clock when the ledger was last written to.
LAST = "2026-03-03T09:00:00-06:00"
MONTHS_LATER = "2026-07-01T09:00:00-06:00"
EARLIER = "2026-03-03T08:00:00-06:00"
PACK = ["pack", "add", *pack_words(7), "--as", "sierra-alta"]
READING = ["log", "item.assessed", "SA26-000001", "condition=serviceable", "method=visual"]
READING += ["--as", "sierra-alta"]
RIGHT = {"en": "Is the clock right?", "es": "¿Es correcta la hora?"}
SIGN = {"en": "Sign", "es": "¿Firmar"}


@pytest.fixture(autouse=True)
def _quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_keys(monkeypatch)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("yard")
    with pytest.MonkeyPatch.context() as patch:
        quick_keys(patch)
        desk = open_yard(folder)
        desk.ok("pack", "add", *pack_words(1), "--as", "sierra-alta", "--yes", at=LAST)
    return folder


@pytest.fixture(params=["en", "es"])
def desk(opened: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Desk:
    """A desk whose keys are somebody's: no demonstration, so time is taken seriously."""
    shutil.copytree(opened, tmp_path / "yard")
    desk = Desk(tmp_path / "yard", at=LAST, lang=request.param)
    desk.environ["BATTERYPASS_SEED"] = ""
    return desk


def size(desk: Desk) -> int:
    return int(desk.ok("checkpoint --json").json["size"])


def told(ran: Ran) -> bool:
    return "2026-03-03T09:00:00-06:00" in ran.err


def test_a_person_is_asked_whether_a_clock_that_jumped_is_right(desk: Desk) -> None:
    before = size(desk)
    person = Person({RIGHT[desk.lang]: NO})
    ran = desk.run(*PACK, person=person, at=MONTHS_LATER)
    assert ran.code == 7
    assert told(ran)
    assert size(desk) == before
    person = Person({RIGHT[desk.lang]: YES, SIGN[desk.lang]: YES})
    ran = desk.run(*PACK, person=person)
    assert ran.code == 0, ran.err
    assert not person.unused()
    assert size(desk) == before + 2
    # The mark is made; the next command asks nothing.
    assert desk.run(*PACK, person=Person({})).code == 0


def test_yes_in_a_script_is_no_word_on_the_clock(desk: Desk) -> None:
    before = size(desk)
    ran = desk.run(*PACK, "--yes", at=MONTHS_LATER)
    assert ran.code == 2
    assert "--clock-is-right" in ran.err
    assert told(ran)
    # Nor is the answer to another question.
    assert desk.run(*PACK, typed="y\ny\n").code == 2
    assert size(desk) == before
    # Somebody at a terminal is asked in spite of --yes.
    ran = desk.run(*PACK, "--yes", person=Person({RIGHT[desk.lang]: YES}))
    assert ran.code == 0, ran.err
    assert size(desk) == before + 2


def test_who_says_that_the_clock_is_right_is_told_all_the_same(desk: Desk) -> None:
    before = size(desk)
    ran = desk.ok(*PACK, "--yes", "--clock-is-right", "--json", at=MONTHS_LATER)
    assert told(ran)
    assert [one["kind"] for one in ran.json["events"]] == ["pack.manufactured"]
    assert size(desk) == before + 2


def test_a_dry_run_tells_and_asks_nothing(desk: Desk) -> None:
    before = size(desk)
    assert told(desk.ok(*PACK, "--dry-run", at=MONTHS_LATER))
    assert size(desk) == before


def test_an_import_with_a_clock_that_jumped_is_refused(desk: Desk, tmp_path: Path) -> None:
    before = size(desk)
    row = dict(word.split("=", 1) for word in pack_words(8)[1:])
    row = {name: value for name, value in row.items() if "." not in name}
    row |= {"item": pack_words(8)[0]}
    file = tmp_path / "packs.jsonl"
    file.write_text(json.dumps(row) + "\n")
    words = ["pack", "import", str(file), "--as", "sierra-alta", "--yes"]
    ran = desk.run(*words, at=MONTHS_LATER)
    assert (ran.code, told(ran)) == (2, True), ran.err
    assert size(desk) == before
    ran = desk.run(*words, "--clock-is-right")
    assert (ran.code, told(ran)) == (0, True), ran.err
    assert size(desk) == before + 2


@pytest.mark.parametrize("words", [PACK, READING])
def test_every_command_that_writes_tells_that_the_clock_is_behind(
    desk: Desk, words: list[str]
) -> None:
    before = size(desk)
    ran = desk.ok(*words, "--yes", at=EARLIER)
    assert told(ran)
    assert {"en": "set the clock", "es": "en hora"}[desk.lang] in ran.err
    # Recorded, without a mark that would go back.
    assert size(desk) == before + 1
    assert desk.ok("verify --json").json["authentic"] is True


@pytest.mark.parametrize("at", [LAST, "2026-03-03T08:55:00-06:00", "2026-04-01T09:00:00-06:00"])
def test_an_ordinary_clock_is_not_worth_a_word(desk: Desk, at: str) -> None:
    """A few minutes are two computers, a few weeks a holiday."""
    assert not told(desk.ok(*PACK, "--yes", at=at))


@pytest.mark.parametrize(
    ("at", "code", "ok"), [(LAST, 0, True), (EARLIER, 1, False), (MONTHS_LATER, 0, None)]
)
def test_the_doctor_looks_at_the_clock(desk: Desk, at: str, code: int, ok: bool | None) -> None:
    ran = desk.run("doctor --json", at=at)
    assert ran.code == code
    (clock,) = (one for one in ran.json["checks"] if one["name"] == "clock")
    assert clock["ok"] is ok
