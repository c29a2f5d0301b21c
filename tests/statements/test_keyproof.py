"""Proof of possession: nobody registers a key that is not his."""

from __future__ import annotations

import pytest

from batterypass.errors import BrokenError, InputError
from batterypass.statements.keyproof import key_proof_text, make_key_proof, verify_key_proof
from batterypass.statements.private import PrivateKey
from statements.samples import AUDIENCE, ISSUER, counted, counted_p256


def test_the_signed_text_is_the_one_of_the_design() -> None:
    kid = counted(1).kid
    assert key_proof_text(kid, aud=AUDIENCE, party=ISSUER, role="daily") == (
        f"batterypass/key-proof/v1\n{AUDIENCE}\n{ISSUER}\ndaily\n{kid.hex()}\n".encode()
    )


@pytest.mark.parametrize("key", [counted(1), counted_p256(1)], ids=["ed25519", "p256"])
def test_a_proof_holds_for_one_ledger_party_role_and_key(key: PrivateKey) -> None:
    proof = make_key_proof(key, aud=AUDIENCE, party=ISSUER, role="daily")
    verified = verify_key_proof(key.public, proof, aud=AUDIENCE, party=ISSUER, role="daily")
    assert verified == key.public
    for changed in (
        {"aud": "other.example", "party": ISSUER, "role": "daily"},
        {"aud": AUDIENCE, "party": "https://thief.example", "role": "daily"},
        {"aud": AUDIENCE, "party": ISSUER, "role": "recovery"},
    ):
        with pytest.raises(BrokenError):
            verify_key_proof(key.public, proof, **changed)
    with pytest.raises(BrokenError):
        verify_key_proof(counted(2).public, proof, aud=AUDIENCE, party=ISSUER, role="daily")


@pytest.mark.parametrize("text", ["", "a\nb", "a\r", "\n"])
def test_a_line_end_cannot_shift_one_value_into_another(text: str) -> None:
    for name in ("aud", "party", "role"):
        values = {"aud": AUDIENCE, "party": ISSUER, "role": "daily", name: text}
        with pytest.raises(InputError, match="key proof"):
            make_key_proof(counted(1), **values)
