"""What is erased on request is in no file of the ledger's folder, and everything still verifies."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from batterypass.bootstrap import open_ledger
from cli.desk import NO, Desk, Person
from lives.conftest import PACK, WORKSHOP

_SECRET = "77.123457"
_OTHER = "61.765432"


def _files(folder: Path) -> bytes:
    """Read every file of the folder, one behind the other."""
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def _bodies(desk: Desk) -> list[bytes]:
    with open_ledger(desk.ledger, read_only=True) as ledger:
        return [section.body for section in ledger.store.sections()]


@pytest.fixture
def sealed(bench: Desk) -> Desk:
    """Give a desk whose pack has two sealed readings and a sealed attribute."""
    for soh, at in ((_OTHER, "03-05T08:00"), (_SECRET, "03-05T09:00")):
        bench.ok(
            f"pack assess {PACK} condition=serviceable method=visual soh_percent={soh}"
            f" --as {WORKSHOP} --yes", at=at,
        )  # fmt: skip
    bench.ok(f"passport update {PACK} number_of_full_cycles=4711 --as sierra-alta --yes")
    return bench


def test_of_what_was_erased_no_byte_is_left_and_everything_still_verifies(sealed: Desk) -> None:
    before = _bodies(sealed)
    assert len(before) == 3
    held = _files(sealed.folder)
    assert all(body in held for body in before)
    root = sealed.ok("checkpoint").out

    done = sealed.ok(f'passport erase {PACK} --why "asked by the owner" --yes --json').json

    assert done["erased"]["count"] == 3
    left = _files(sealed.folder)
    for body in before:
        # Neither the whole nor the salt (its 32 bytes follow two heads) nor the value.
        assert body not in left
        assert body[3:35] not in left
    assert _SECRET.encode() not in left
    assert sealed.ok("checkpoint").out == root
    verdict = sealed.run("verify --json").json
    assert (verdict["authentic"], verdict["compliant"]) == (True, True)
    assert "BP-V101" in {one["code"] for one in verdict["findings"]}


def test_erased_shows_as_erased_wherever_it_was_shown(sealed: Desk) -> None:
    sealed.ok(f"passport erase {PACK} --why x --yes")

    shown = sealed.ok(f"pack show {PACK} --json").json["item"]
    assert (shown["soh_percent"], shown["assessed_closed"]) == ("", "erased")
    assert "erased" in sealed.ok(f"pack show {PACK}").out
    assert "erased" in sealed.run(f"un check {PACK}").err
    passport = sealed.ok(f"passport show {PACK} --for legitimate_interest")
    assert "Erased" in passport.err
    assert _SECRET not in passport.out
    note = json.loads(
        sealed.ledger.with_name(f"{sealed.ledger.name}.erased.jsonl").read_text().splitlines()[0]
    )
    assert (note["why"], note["kind"]) == ("x", "item.assessed")
    # The pack lives on: it is assessed again, and that is seen.
    sealed.ok(
        f"pack assess {PACK} condition=serviceable method=visual soh_percent=70 --as {WORKSHOP}"
        " --yes", at="03-06T08:00",
    )  # fmt: skip
    assert sealed.ok(f"pack show {PACK} --json").json["item"]["soh_percent"] == "70"


def test_one_entry_is_erased_and_the_other_stays(sealed: Desk) -> None:
    entries = sealed.ok(f"passport erase {PACK} --why x --dry-run --yes").err
    assert "state of health" in entries
    rows = sealed.ok(f"history {PACK} --json").json["events"]
    first = next(row["index"] for row in rows if row["kind"] == "item.assessed")

    sealed.ok(f"passport erase {PACK} --entry {first} --why x --yes")

    left = _files(sealed.folder)
    assert _OTHER.encode() not in left
    assert _SECRET.encode() in left


def test_it_asks_says_what_is_lost_and_a_no_erases_nothing(sealed: Desk) -> None:
    said = sealed.run(f"passport erase {PACK} --why x", person=Person({"Erase": NO}))
    assert said.code == 7
    assert "backups" not in said.out
    assert "nobody can get it back" in said.err
    assert len(_bodies(sealed)) == 3
    assert sealed.run(f"passport erase {PACK} --yes").code == 2
    assert sealed.run(f"passport erase {PACK} --point all --why x --yes").code == 2
    none = sealed.run(f"passport erase {PACK} --point commercial --why x --yes")
    assert none.code == 2


def test_who_erased_is_kept_and_must_be_a_party_with_a_key_here(sealed: Desk) -> None:
    notes = sealed.ledger.with_name(f"{sealed.ledger.name}.erased.jsonl")
    unknown = sealed.run(f"passport erase {PACK} --why x --yes --as nobody-at-all")
    assert (unknown.code, len(_bodies(sealed))) == (2, 3)
    assert "nobody-at-all" in unknown.err
    assert not notes.exists()
    for option in ("--acknowledge BP-C001=x", "--attach x.pdf", "--again"):
        assert sealed.run(f"passport erase {PACK} --why x --yes {option}").code == 2

    sealed.ok(f"passport erase {PACK} --why x --yes --as {WORKSHOP}")

    assert {json.loads(one)["by"] for one in notes.read_text().splitlines()} == {
        next(party for party in _parties(sealed) if WORKSHOP in party)
    }


def _parties(desk: Desk) -> list[str]:
    with open_ledger(desk.ledger, read_only=True) as ledger:
        return [party.party for party in ledger.parties()]


@pytest.mark.parametrize(
    "why", [f"it was {_SECRET}", f"era {_SECRET.replace('.', ',')}", "cycles: 4711."]
)
def test_a_reason_that_tells_the_erased_value_is_refused_and_does_not_repeat_it(
    sealed: Desk, why: str
) -> None:
    said = sealed.run("passport", "erase", PACK, "--why", why, "--yes")
    assert said.code == 2
    assert _SECRET not in said.err.replace(",", ".")
    assert "4711" not in said.err
    assert len(_bodies(sealed)) == 3


def test_erasing_again_says_nothing_is_left_and_notes_nothing(sealed: Desk) -> None:
    sealed.ok(f"passport erase {PACK} --why x --yes")
    notes = sealed.ledger.with_name(f"{sealed.ledger.name}.erased.jsonl").read_bytes()

    # Nobody is asked, for there is nothing to decide.
    again = sealed.ok(f"passport erase {PACK} --why y")

    assert "nothing left to erase" in again.out
    assert sealed.ok(f"passport erase {PACK} --why y --json").json["erased"]["count"] == 0
    assert sealed.ledger.with_name(f"{sealed.ledger.name}.erased.jsonl").read_bytes() == notes
