"""Checking many signatures in one call: the work that other threads and processes are given.

It imports little, because every worker process imports it. Only the mathematics is done here:
whether a key was in force, whose it is and what it may sign is for the rules.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from batterypass.errors import BrokenError, MalformedError
from batterypass.statements.verifiers import QUICK, PublicKey

if TYPE_CHECKING:
    from collections.abc import Sequence

#: alg of the statement, type and text of the public key, message, signature.
Job = tuple[int, str, str, bytes, bytes]

_public_key = lru_cache(maxsize=4096)(PublicKey.parse)


def check_signatures(jobs: Sequence[Job]) -> bytes:
    """Check signatures: one byte each, 1 for good."""
    verdicts = bytearray(len(jobs))
    QUICK.start()
    for place, (alg, key_type, public, message, signature) in enumerate(jobs):
        try:
            _public_key(key_type, public).verify(alg, message, signature)
        except (BrokenError, MalformedError):
            continue
        verdicts[place] = 1
    return bytes(verdicts)
