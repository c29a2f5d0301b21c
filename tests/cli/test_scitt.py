"""Receipts and transparent statements at the command line: written, brought back, and doubted."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from batterypass.evidence.receipt import verify_entry_receipt
from batterypass.statements.cbor import decode_strict
from batterypass.statements.receipt import (
    attach_receipts,
    parse_receipt,
    parse_transparent,
    sign_receipt,
)
from batterypass.statements.verifiers import PublicKey
from batterypass.store.keyfolder import KeyFolder
from batterypass.tlog.merkle import leaf_hash
from batterypass.tlog.proof import LogProof
from cli.desk import PASSPHRASE, Desk

ENDINGS = (".cose", ".receipt.cose", ".tlog-proof", ".transparent.cose")
PLACED = "log pack.placed-on-market SA26-000001 country=MX placed_on=2026-03-03 --as sierra --yes"


def receipt_key(folder: Path) -> PublicKey:
    """Read the receipt key as a stranger does: from the COSE key set beside the receipts."""
    keys = decode_strict((folder / "receipt-keys.cbor").read_bytes(), max_bytes=4096, max_depth=4)
    assert isinstance(keys, list)
    (key,) = keys
    assert (key[1], key[3], key[-1]) == (2, -7, 1)
    public = PublicKey("P-256", key[-2] + key[-3])
    assert public.kid == key[2]
    return public


@pytest.fixture
def made(yard: Desk, tmp_path: Path) -> Path:
    folder = tmp_path / "receipts"
    yard.ok("export", "scitt", "3", "SA26-000001", "-o", str(folder))
    return folder


def test_the_files_of_an_entry_are_what_a_stranger_verifies(made: Path) -> None:
    public = receipt_key(made)
    statement = (made / "3.cose").read_bytes()
    raw = (made / "3.receipt.cose").read_bytes()
    receipt = verify_entry_receipt(raw, statement, public)
    assert receipt.issuer == "https://registro.example/patio"
    assert parse_transparent((made / "3.transparent.cose").read_bytes()) == (statement, (receipt,))
    proof = LogProof.parse((made / "3.tlog-proof").read_bytes())
    assert (proof.index, proof.path) == (3, receipt.path)
    assert f"\n{receipt.size}\n".encode() in proof.checkpoint


def test_an_item_stands_for_all_its_entries(yard: Desk, made: Path, tmp_path: Path) -> None:
    history = yard.ok("history SA26-000001 --json").json["events"]
    entries = {event["index"] for event in history}
    assert {path.name for path in made.iterdir()} == {
        "receipt-keys.cbor",
        "issuer-keys.cbor",
        *(f"{entry}{ending}" for entry in {3, *entries} for ending in ENDINGS),
    }


def test_again_nothing_changes_and_a_longer_log_changes_receipts_alone(
    yard: Desk, made: Path
) -> None:
    words = ("export", "scitt", "3", "-o", str(made), "--json")
    before = {path.name: path.read_bytes() for path in made.iterdir()}
    assert yard.ok(*words).json["written"] == 0
    assert {path.name: path.read_bytes() for path in made.iterdir()} == before
    yard.ok(PLACED)
    found = yard.ok(*words).json
    assert found["written"] == 3
    assert found["entries"][0]["size"] == yard.ok("checkpoint --json").json["size"]
    assert (made / "3.cose").read_bytes() == before["3.cose"]
    assert (made / "issuer-keys.cbor").read_bytes() == before["issuer-keys.cbor"]


def test_a_folder_of_another_ledger_is_left_alone(yard: Desk, made: Path) -> None:
    (made / "4.cose").write_bytes(b"of another log")
    before = {path.name: path.read_bytes() for path in made.iterdir()}
    ran = yard.run("export", "scitt", "2", "-o", str(made))
    assert ran.code == 2
    assert "4.cose" in ran.err
    assert {path.name: path.read_bytes() for path in made.iterdir()} == before


def test_only_who_has_the_receipt_key_makes_receipts(yard: Desk, tmp_path: Path) -> None:
    for path in (yard.folder / "home" / "keys").glob("receipt-*"):
        path.unlink()
    ran = yard.run("export", "scitt", "3", "-o", str(tmp_path / "none"))
    assert ran.code == 3
    assert "show ENTRY --proof" in ran.err
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("named", "said"), [("999", "no entry 999"), ("nobody", "no item"), ("0xabcdef", "no item")]
)
def test_what_names_nothing_is_told(yard: Desk, tmp_path: Path, named: str, said: str) -> None:
    ran = yard.run("export", "scitt", named, "-o", str(tmp_path / "none"))
    assert ran.code == 2
    assert said in ran.err


def test_a_file_in_the_way_is_no_folder(yard: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("keep")
    assert yard.run("export", "scitt", "3", "-o", str(tmp_path / "file")).code == 1
    assert (tmp_path / "file").read_text() == "keep"


@pytest.mark.parametrize("name", ["3.transparent.cose", "3.receipt.cose"])
def test_a_good_receipt_decides_nothing_and_says_so(yard: Desk, made: Path, name: str) -> None:
    ran = yard.run("verify", str(made / name), "--json")
    assert ran.code == 5
    assert (ran.json["authentic"], ran.json["compliant"]) == (None, None)
    assert all(check["ok"] for check in ran.json["checks"])
    assert ran.json["not_judged"][0]["why"] == "receipt-alone"
    assert ran.json["receipts"][0]["place_signed"] is True
    said = yard.run("verify", str(made / name)).out
    assert "never enough for «authentic»" in said
    assert "authentic: undecided" in said
    yard.lang = "es"
    assert "nunca basta para «auténtico»" in yard.run("verify", str(made / name)).out


def test_without_a_ledger_nobody_knows_the_keys(yard: Desk, made: Path) -> None:
    yard.ledger.rename(yard.folder / "away.bp")
    yard.environ["BATTERYPASS_LEDGER"] = ""
    ran = yard.run("verify", str(made / "3.transparent.cose"), "--json")
    assert ran.code == 5
    assert [check["ok"] for check in ran.json["checks"]] == [True, None, None]
    assert yard.run("inspect", str(made / "3.transparent.cose")).code == 0
    assert yard.run("verify", str(made / "3.receipt.cose"), "--ledger", "none.bp").code == 1


def test_a_changed_statement_or_receipt_is_false(yard: Desk, made: Path) -> None:
    for name, place in (
        ("3.transparent.cose", 0.5),
        ("3.transparent.cose", 1),
        ("3.receipt.cose", 1),
    ):
        raw = bytearray((made / name).read_bytes())
        raw[int(len(raw) * place) - 1] ^= 1
        (made / "bad.cose").write_bytes(bytes(raw))
        ran = yard.run("verify", str(made / "bad.cose"), "--json")
        assert (ran.code, ran.json["authentic"]) == (4, False), (name, place)
        assert yard.run("inspect", str(made / "bad.cose")).code == 4


def test_a_receipt_with_a_damaged_form_says_what_is_off(yard: Desk, made: Path) -> None:
    raw = (made / "3.receipt.cose").read_bytes()
    (made / "bad.cose").write_bytes(raw.replace(b"\x19\x01\x8b\x01", b"\x19\x01\x8b\x02"))
    for command in ("verify", "inspect"):
        ran = yard.run(command, str(made / "bad.cose"))
        assert ran.code == 2
        assert "data structure 2 is not known" in ran.err


def test_a_receipt_for_a_history_that_the_ledger_does_not_have_is_shouted(
    yard: Desk, made: Path
) -> None:
    folder = KeyFolder(yard.folder / "home" / "keys", random=lambda size: bytes(size))
    private = folder.unlock(
        folder.find("https://registro.example/patio", "receipt"), PASSPHRASE
    ).popitem()[1]
    other = (made / "3.cose").read_bytes()
    raw = sign_receipt(
        private, issuer="https://registro.example/patio", subject="urn:x", size=1, index=0,
        path=[], root=leaf_hash(other),
    )  # fmt: skip
    (made / "fork.cose").write_bytes(attach_receipts(other, [raw]))
    ran = yard.run("verify", str(made / "fork.cose"))
    assert ran.code == 4
    assert "two histories" in ran.out


def test_an_older_copy_of_the_ledger_cannot_compare(yard: Desk, made: Path, tmp_path: Path) -> None:
    older = tmp_path / "older.bp"
    shutil.copy(yard.ledger, older)
    yard.ok(PLACED)
    last = yard.ok("checkpoint --json").json["size"] - 1
    yard.ok("export", "scitt", str(last), "-o", str(made))
    yard.environ["BATTERYPASS_LEDGER"] = str(older)
    for name in (f"{last}.transparent.cose", f"{last}.receipt.cose"):
        ran = yard.run("verify", str(made / name), "--json")
        assert ran.code == 5
        assert ran.json["checks"][-1]["detail"] == "short-ledger"


def test_a_statement_without_a_receipt_is_for_inspect(yard: Desk, made: Path) -> None:
    ran = yard.run("verify", str(made / "3.cose"))
    assert ran.code == 2
    assert "batterypass inspect" in ran.err
    assert yard.ok("inspect", str(made / "3.cose"), "--json").json["signature"] is True


def test_a_file_that_was_cut_off_is_no_receipt(yard: Desk, made: Path) -> None:
    raw = (made / "3.receipt.cose").read_bytes()
    for end in (2, 3, len(raw) // 2, len(raw) - 1):
        (made / "cut.cose").write_bytes(raw[:end])
        for command, said in (("verify", "cut off"), ("inspect", "signed statement")):
            ran = yard.run(command, str(made / "cut.cose"))
            assert (ran.code, said in ran.err) == (2, True), ran.err


def test_inspect_says_what_a_receipt_says(yard: Desk, made: Path) -> None:
    found = yard.ok("inspect", str(made / "3.transparent.cose"), "--json").json
    receipt = parse_receipt((made / "3.receipt.cose").read_bytes())
    assert found["event"]["digest"] == yard.ok("show 3 --json").json["event"]["digest"]
    assert found["receipts"][0]["size"] == receipt.size
    assert found["receipts"][0]["alg"] == -7
    said = yard.ok("inspect", str(made / "3.receipt.cose")).out
    assert f"entry 3 of a log of {receipt.size} entries" in said
    assert "never enough" in said
