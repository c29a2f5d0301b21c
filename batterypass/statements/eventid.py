"""Event ids that are derived, so that saying the same thing twice gives the same id (D18)."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import UUID

from batterypass.statements.cbor import encode

if TYPE_CHECKING:
    from collections.abc import Sequence

_LABEL = "batterypass/event-id/v1"


def derive_event_id(aud: str, actor: str, kind: str, key: Sequence[str]) -> str:
    """Give the UUID (version 8, RFC 9562 section 5.8) of an event, from ``bytes.md`` 2.

    The first 16 bytes of SHA-256 of deterministic CBOR ``[label, aud, actor, kind, key]`` with
    the version and variant bits set. ``key`` is the kind's natural key, or ``["request", id]``,
    ``["row", file sha256, row]``, ``["random", 32 hex]``.
    """
    digest = bytearray(sha256(encode([_LABEL, aud, actor, kind, list(key)])).digest()[:16])
    digest[6] = digest[6] & 0x0F | 0x80
    digest[8] = digest[8] & 0x3F | 0x80
    return str(UUID(bytes=bytes(digest)))
