"""Sealed sections: non-public values of an event, of which only a digest is logged (D7).

``section = deterministic CBOR [salt (32 bytes), event_id, point, {name: value}]`` and its SHA-256
stands in the payload under ``sealed``. Without the section the digest tells nothing, because the
salt is random; deleting the section erases the values and leaves the log intact.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from batterypass.errors import BrokenError, InputError, MalformedError
from batterypass.statements.cbor import decode_strict, encode

if TYPE_CHECKING:
    from collections.abc import Mapping

SALT_BYTES = 32
MAX_SECTION_BYTES = 1 << 20
_MAX_DEPTH = 16


def seal(salt: bytes, event_id: str, point: str, values: Mapping[str, object]) -> tuple[bytes, str]:
    """Make the section of one content point; give it and its digest in hex.

    ``salt`` is 32 fresh random bytes. Raises InputError for another salt or no values, and
    MalformedError for a value that has no CBOR form here (floats: write numbers as text).
    """
    if len(salt) != SALT_BYTES:
        raise InputError(f"sealed section: salt of {len(salt)} bytes, {SALT_BYTES} are needed")
    section = encode([salt, event_id, point, dict(values)])
    digest = sha256(section).hexdigest()
    # What we would not open we do not seal.
    open_section(section, digest, event_id, point)
    return section, digest


def open_section(section: bytes, digest: str, event_id: str, point: str) -> dict[str, object]:
    """Verify a section and give its values.

    1. Its SHA-256 is ``digest``, which a statement names. 2. It is deterministic CBOR of the four
    members. 3. It was sealed for this event and this point.

    Raises BrokenError for 1 and 3, MalformedError for 2.
    """
    # 1
    found = sha256(section).hexdigest()
    if found != digest:
        raise BrokenError(
            f"sealed section {event_id}.{point}: its SHA-256 is {found}, the event names {digest}",
            code="find.sealed-differs", event_id=event_id, point=point, found=found, digest=digest,
        )  # fmt: skip
    # 2
    parts = decode_strict(section, max_bytes=MAX_SECTION_BYTES, max_depth=_MAX_DEPTH)
    if not isinstance(parts, list) or len(parts) != 4:
        raise MalformedError(f"sealed section {event_id}.{point}: expected an array of four")
    salt, sealed_id, sealed_point, values = parts
    if not isinstance(salt, bytes) or len(salt) != SALT_BYTES:
        raise MalformedError(f"sealed section {event_id}.{point}: no salt of {SALT_BYTES} bytes")
    if not isinstance(values, dict) or not values:
        raise MalformedError(f"sealed section {event_id}.{point}: no values")
    opened: dict[str, object] = {}
    for name, value in values.items():
        if not isinstance(name, str) or not name:
            raise MalformedError(f"sealed section {event_id}.{point}: {name!r} is not a name")
        opened[name] = value
    # 3
    if (sealed_id, sealed_point) != (event_id, point):
        raise BrokenError(
            f"sealed section {event_id}.{point}: it was sealed for {sealed_id}.{sealed_point}",
            code="find.sealed-other", event_id=event_id, point=point, found=sealed_id,
        )  # fmt: skip
    return opened
