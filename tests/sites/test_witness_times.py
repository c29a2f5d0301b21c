"""Which times a cosignature can have, and several witnesses who sign into one file."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from batterypass.statements.notekeys import NOTE_COSIGNATURE, NoteSigner
from batterypass.tlog.cosignature import cosign_checkpoint
from batterypass.tlog.keys import COSIGNATURE_V1, encode_vkey, make_vkey
from cli.desk import Desk
from faults.yard import Yard, private_key
from sites.test_witness_command import (  # noqa: F401 - fixtures
    NAME,
    _quick_keys,
    made,
    operator,
    witness,
    yard,
)

# ruff: noqa: F811


@pytest.mark.parametrize("at", [253_402_300_800, 2**62])
def test_the_time_of_a_witness_beyond_the_calendar_is_said_as_it_is(
    yard: Yard, operator: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    key = NoteSigner(NAME, private_key("https://w.example", "witness"), NOTE_COSIGNATURE)
    log = yard.trust().decode().removesuffix("quorum none\n")
    line = f"witness w {encode_vkey(make_vkey(NAME, COSIGNATURE_V1, key.public))}\nquorum w\n"
    policy, cosigned = tmp_path / "policy", tmp_path / "c"
    policy.write_text(log + line)
    note = operator.ok("checkpoint", "--json").json["note"].encode()
    cosigned.write_bytes(cosign_checkpoint(note, key, at))
    refused = operator.run("checkpoint", "cosign", str(cosigned), "--trust", str(policy))
    assert (refused.code, str(at) in refused.err) == (2, True)
    # Who keeps a ledger can run another program.
    monkeypatch.setattr("batterypass.app.cosignatures._CLOCKS", 2**63)
    operator.ok("checkpoint", "cosign", str(cosigned), "--trust", str(policy))
    assert f"{at} s" in operator.ok("verify", "--trust", str(policy)).out


@pytest.mark.parametrize("days", [-3, 3])
def test_a_cosignature_of_a_time_that_cannot_be_is_not_taken(
    yard: Yard, operator: Desk, witness: Desk, tmp_path: Path, days: int
) -> None:
    """Before the log was opened, or of a day to come; a clock that is off by hours does."""
    policy, request = str(witness.folder / "n.policy"), str(tmp_path / "r")
    operator.ok("checkpoint", "request", "-o", request)
    now = datetime.fromisoformat(operator.at)
    for off, code in ((days * 24, 2), (days, 0)):
        witness.at = (now + timedelta(hours=off)).isoformat()
        cosigned = str(tmp_path / f"c{off}")
        witness.ok("witness", "cosign", request, "-o", cosigned)
        for lang in ("en", "es"):
            ran = operator.run("checkpoint", "cosign", cosigned, "--trust", policy, "--lang", lang)
            assert ran.code == code
            assert (NAME in ran.err) == (code == 2)


@pytest.mark.parametrize("at", ["1970-01-01T00:10:00+00:00", "2101-01-01T00:00:00+00:00"])
def test_a_witness_whose_clock_was_never_set_cosigns_nothing(
    operator: Desk, witness: Desk, tmp_path: Path, at: str
) -> None:
    request = str(tmp_path / "r")
    operator.ok("checkpoint", "request", "-o", request)
    right, witness.at = witness.at, at
    ran = witness.run("witness", "cosign", request, "-o", str(tmp_path / "c"))
    assert (ran.code, "clock is not set" in ran.err) == (2, True)
    assert not (tmp_path / "c").exists()
    assert witness.ok("witness", "list", "--json").json["logs"][0]["size"] is None
    witness.at = right
    witness.ok("witness", "cosign", request, "-o", str(tmp_path / "c"))


def test_two_witnesses_sign_into_one_file_and_none_drops_the_other(
    yard: Yard, operator: Desk, witness: Desk, tmp_path: Path
) -> None:
    other = Desk(tmp_path / "w2")
    line = other.ok("witness", "init", "agency.example/witness").out
    other.ok("witness", "add", str(witness.folder / "log.policy"))
    request, cosigned = str(tmp_path / "r"), str(tmp_path / "c")
    operator.ok("checkpoint", "request", "-o", request)
    for _ in range(2):
        witness.ok("witness", "cosign", request, "-o", cosigned)
        other.ok("witness", "cosign", request, "-o", cosigned)
    assert Path(cosigned).read_text().count("\n\u2014 ") == 3, "the log's and theirs, each once"
    policy = tmp_path / "p"
    policy.write_bytes((witness.folder / "n.policy").read_bytes() + line.encode())
    said = operator.ok("checkpoint", "cosign", cosigned, "--trust", str(policy), "--json").json
    assert said["cosigned"][0]["new"] == [NAME, "agency.example/witness"]
    # What is no such checkpoint is not written over.
    (tmp_path / "letter").write_text("Dear Sir")
    assert witness.run("witness", "cosign", request, "-o", str(tmp_path / "letter")).code == 2
    assert (tmp_path / "letter").read_text() == "Dear Sir"
