"""Proof that who registers a key holds it (``bytes.md`` 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.errors import BrokenError, InputError, MalformedError
from batterypass.statements.verifiers import PublicKey, parse_base64url

if TYPE_CHECKING:
    from batterypass.statements.private import PrivateKey

_LABEL = "batterypass/key-proof/v1"


def key_proof_text(kid: bytes, *, aud: str, party: str, role: str) -> bytes:
    """Give the text that is signed. Raises InputError where a value is empty or has a line end."""
    for name, value in (("ledger", aud), ("party", party), ("role", role)):
        if not value or any(character in value for character in "\r\n"):
            raise InputError(f"key proof: the {name} {value!r} is empty or longer than a line")
    return f"{_LABEL}\n{aud}\n{party}\n{role}\n{kid.hex()}\n".encode()


def make_key_proof(private: PrivateKey, *, aud: str, party: str, role: str) -> bytes:
    """Prove the possession of ``private`` to the ledger ``aud``: a signature of 64 bytes."""
    return private.sign(key_proof_text(private.kid, aud=aud, party=party, role=role))


def verify_key_proof(
    public: PublicKey, proof: bytes, *, aud: str, party: str, role: str
) -> PublicKey:
    """Return ``public`` if ``proof`` shows its possession. Raises BrokenError if it does not."""
    public.verify(public.alg, key_proof_text(public.kid, aud=aud, party=party, role=role), proof)
    return public


def proof_holds(alg: str, public: str, proof: str, audience: str, party: str, role: str) -> bool:
    """Tell whether ``proof`` shows the possession of a key; key and proof are in their text forms."""
    try:
        verify_key_proof(
            PublicKey.parse(alg, public),
            parse_base64url(proof, "proof"),
            aud=audience,
            party=party,
            role=role,
        )
    except (BrokenError, MalformedError):
        return False
    return True
