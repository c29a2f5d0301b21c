"""Note keys fit the protocols of the log and the worked example."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from batterypass.errors import BrokenError, InputError, MalformedError
from batterypass.statements.notekeys import NOTE_COSIGNATURE, NoteSigner, NoteVerifier
from batterypass.tlog.keys import Signer, Verifier, VerifierMaker, parse_vkey
from shared import ROOT
from statements.samples import counted, counted_p256

WORKED = json.loads(Path(ROOT / "tests/vectors/worked-example.json").read_text())["checkpoint"]


def test_they_have_the_shape_that_the_log_asks_for() -> None:
    signer: Signer = NoteSigner("log.example/batteries", counted(0))
    verifier: Verifier = NoteVerifier(signer.name, counted(0).public.raw)
    make: VerifierMaker = lambda vkey: NoteVerifier(vkey.name, vkey.public_key, vkey.type)  # noqa: E731
    assert signer.key_id == verifier.key_id == make(parse_vkey(WORKED["vkey"])).key_id
    verifier.verify(b"note\n", signer.sign(b"note\n"))


def test_the_worked_checkpoint_is_signed_and_verified() -> None:
    signer = NoteSigner("log.example/batteries", counted(0))
    assert signer.public.hex() == WORKED["log_pub"]
    assert signer.key_id.hex() == WORKED["key_id"]
    signature = signer.sign(WORKED["body"].encode())
    assert signature.hex() == WORKED["signature"]
    NoteVerifier(signer.name, signer.public).verify(WORKED["body"].encode(), signature)


def test_a_witness_has_another_key_id_for_the_same_key() -> None:
    witness = NoteSigner("witness.example/w1", counted(32), NOTE_COSIGNATURE)
    assert witness.key_id.hex() == WORKED["witness_key_id"]
    assert NoteSigner("witness.example/w1", counted(32)).key_id != witness.key_id
    signature = witness.sign(WORKED["cosignature_message"].encode())
    assert signature.hex() == WORKED["cosignature"]


def test_a_changed_note() -> None:
    verifier = NoteVerifier("log.example/batteries", counted(0).public.raw)
    with pytest.raises(BrokenError):
        verifier.verify(b"note!\n", counted(0).sign(b"note\n"))
    with pytest.raises(BrokenError):
        verifier.verify(b"note\n", counted(1).sign(b"note\n"))
    with pytest.raises(BrokenError):
        verifier.verify(b"note\n", b"")


def test_keys_that_sign_no_notes() -> None:
    with pytest.raises(InputError, match="only Ed25519"):
        NoteSigner("log.example/batteries", counted_p256(0))
    with pytest.raises(MalformedError):
        NoteVerifier("log.example/batteries", bytes(64))
