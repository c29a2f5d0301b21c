"""Checking statements by themselves: the work that other threads and processes are given.

It imports little, because every worker process imports it. Only what needs no log is done here: the
form of a statement and of its payload, and the signature. Whether a key was in force, whose it is
and what it may sign is for the rules.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from batterypass.errors import BrokenError, MalformedError
from batterypass.statements.cose import cut_statement
from batterypass.statements.payload import parse_payload
from batterypass.statements.verifiers import QUICK, PublicKey

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Type and text of the public key that the statement names; its bytes.
Job = tuple[str, str, bytes]

_public_key = lru_cache(maxsize=4096)(PublicKey.parse)


def sound_payload(raw: bytes, public: PublicKey) -> dict[str, Any] | None:
    """Give what a statement that names this key says, or None.

    None where it is not signed well by the key, or its payload is not canonical. It is about the
    parts as ``cut_statement`` cuts them: it counts once ``raw`` was read as a statement too.
    """
    try:
        alg, covered, payload, signature = cut_statement(raw)
        public.verify(alg, covered, signature)
        return parse_payload(payload)
    except (BrokenError, MalformedError):
        return None


def check_statements(jobs: Sequence[Job]) -> bytes:
    """Check statements: one byte each, 1 for sound."""
    verdicts = bytearray(len(jobs))
    QUICK.start()
    for place, (key_type, public, raw) in enumerate(jobs):
        try:
            verdicts[place] = sound_payload(raw, _public_key(key_type, public)) is not None
        except MalformedError:
            continue
    return bytes(verdicts)
