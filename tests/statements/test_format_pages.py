"""The examples of the format pages are what the code makes, and verify by the pages' own words."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from batterypass.ports import SignedTip
from batterypass.statements.cose import parse_statement, verify_statement
from batterypass.statements.keyproof import verify_key_proof
from batterypass.statements.label import parse_label, verify_label
from batterypass.statements.payload import parse_payload
from batterypass.statements.recovery import parse_key, read_sheet
from batterypass.statements.sealed import open_section
from batterypass.statements.verifiers import PublicKey, parse_base64url
from batterypass.store.passphrase import PassphraseCheck
from batterypass.store.signer_state import SignerState
from statements.make_examples import AUDIENCE, PACK, PARTY, dump, found_in, key_of, make

PAGES = Path(__file__).resolve().parents[2] / "docs" / "formats"
NAMES = ["statement", "keys", "key-proof", "sealed-section", "signer-state", "recovery-sheet"]


def example(name: str) -> str:
    for page in NAMES:
        found = found_in((PAGES / f"{page}.md").read_text())
        if name in found:
            return found[name]
    raise AssertionError(f"no page has an example {name}")


def test_every_example_is_on_a_page_and_is_still_made_so() -> None:
    assert {name: example(name) for name in make()} == make()


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_an_example_first_and_numbered_fields(name: str) -> None:
    page = (PAGES / f"{name}.md").read_text()
    assert found_in(page).keys() <= make().keys()
    assert page.index("## Example") == page.index("## ")
    assert "\n1. " in page


def test_the_statement_of_the_page_verifies() -> None:
    statement = parse_statement(bytes.fromhex(example("statement").replace("\n", "")))
    lines = dict(line.split() for line in example("ed25519-key").splitlines())
    public = PublicKey.parse_alg(int(lines["alg"]), lines["public"])
    assert verify_statement(statement, public).digest.hex() == example("statement-digest")
    assert public.kid.hex() == lines["kid"]
    assert (statement.issuer, statement.subject, statement.audience) == (PARTY, PACK, AUDIENCE)
    assert statement.payload.decode() == example("payload")
    assert statement.signed_bytes().hex() == example("sig-structure").replace("\n", "")
    event = parse_payload(statement.payload)
    assert event["event_id"] == example("event-id")
    section = bytes.fromhex(example("section").replace("\n", ""))
    digest = json.loads(example("section-digest"))["sealed"]["commercial"]
    assert event["sealed"]["commercial"] == digest
    assert open_section(section, digest, event["event_id"], "commercial") == {
        "customer": "Flota Uno",
        "price": "75000.00",
    }


def test_the_event_id_of_the_page_comes_from_its_input() -> None:
    digest = sha256(bytes.fromhex(example("event-id-input").replace("\n", ""))).hexdigest()
    event_id = example("event-id").replace("-", "")
    assert event_id[:12] == digest[:12]
    assert event_id[12] == "8"
    assert event_id[13:16] == digest[13:16]
    assert event_id[17:] == digest[17:32]


def test_the_proof_and_the_label_of_the_pages_verify() -> None:
    public = key_of(64).public
    proof = parse_base64url(example("key-proof"), "proof")
    public.verify(-19, example("key-proof-text").encode() + b"\n", proof)
    verify_key_proof(public, proof, aud=AUDIENCE, party=PARTY, role="daily")
    url, signature = parse_label(example("label"))
    assert signature is not None
    verify_label(url, signature, key_of(96).public)


def test_the_sheets_of_the_page_give_their_keys_back() -> None:
    for name, key in (
        ("recovery-lines", key_of(64)),
        ("recovery-scanned", key_of(64)),
        ("recovery-lines-p256", key_of(64, "P-256")),
    ):
        assert parse_key(read_sheet(example(name))).public == key.public


def test_the_passphrase_check_of_the_page_fits() -> None:
    check = PassphraseCheck.parse(example("passphrase-check").encode() + b"\n")
    assert check.fits(b"four words nobody joins")
    assert not check.fits(b"four words nobody join")


def test_the_signer_state_of_the_page_is_read(tmp_path: Path) -> None:
    data = bytearray(1024)
    for row in example("signer-state").splitlines():
        if row != "*":
            at, digits = row.split(": ")
            data[int(at, 16) : int(at, 16) + 32] = bytes.fromhex(digits)
    (tmp_path / "state").write_bytes(data)
    assert dump(bytes(data)) == example("signer-state").splitlines()
    with SignerState(tmp_path / "state") as state:
        assert state.read() == SignedTip(1200, b"\xaa" * 32)
