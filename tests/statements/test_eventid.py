"""Derived event ids: saying the same twice gives the same id."""

from __future__ import annotations

from hashlib import sha256
from itertools import product
from uuid import RFC_4122, UUID

import cbor2
import pytest

from batterypass.errors import MalformedError
from batterypass.statements.eventid import derive_event_id
from statements.samples import AUDIENCE, ISSUER, SUBJECT


def test_the_same_saying_has_the_same_id_and_any_other_has_another() -> None:
    sayings = product(
        (AUDIENCE, "other.example"),
        (ISSUER, "https://other.example"),
        ("pack.manufactured", "pack.enrolled"),
        ([SUBJECT], ["request", SUBJECT], ["row", "a", "b"], ["row", "ab"], ["rowa", "b"]),
    )
    ids = [derive_event_id(*saying) for saying in sayings]
    assert len(set(ids)) == len(ids) == 40
    assert derive_event_id(AUDIENCE, ISSUER, "pack.manufactured", [SUBJECT]) == ids[0]


def test_an_id_is_a_uuid_of_version_8_over_the_bytes_that_the_design_names() -> None:
    uuid = UUID(derive_event_id(AUDIENCE, ISSUER, "pack.manufactured", [SUBJECT]))
    assert uuid.variant == RFC_4122
    assert uuid.version == 8
    parts = ["batterypass/event-id/v1", AUDIENCE, ISSUER, "pack.manufactured", [SUBJECT]]
    digest = sha256(cbor2.dumps(parts)).digest()[:16]
    mask = int("ffffffffffff0fff3fffffffffffffff", 16)
    assert uuid.int & mask == int.from_bytes(digest) & mask


def test_a_key_with_a_lone_surrogate() -> None:
    with pytest.raises(MalformedError):
        derive_event_id(AUDIENCE, ISSUER, "pack.manufactured", ["\ud800"])
