"""Real Ed25519 keys with fixed seeds, and a tree that keeps its nodes in a dictionary."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from batterypass.errors import BrokenError
from batterypass.tlog.cosignature import CosignatureVerifier
from batterypass.tlog.keys import COSIGNATURE_V1, ED25519, Verifier, Vkey, make_vkey
from batterypass.tlog.merkle import leaf_hash
from batterypass.tlog.tree import Frontier, nodes_in

TESTS = Path(__file__).resolve().parents[1]
ORIGIN = "log.example/batteries"
WITNESS = "witness.example/w1"


@cache
def worked_example() -> dict[str, Any]:
    text = (TESTS / "vectors" / "worked-example.json").read_text("utf-8")
    example: dict[str, Any] = json.loads(text)
    return example


@dataclass(frozen=True)
class TestSigner:
    """Signs with the key whose 32 seed bytes count up from ``seed``."""

    __test__ = False

    name: str
    seed: int
    type: int = ED25519

    @property
    def private_key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(bytes(range(self.seed, self.seed + 32)))

    @property
    def vkey(self) -> Vkey:
        return make_vkey(self.name, self.type, self.private_key.public_key().public_bytes_raw())

    @property
    def key_id(self) -> bytes:
        return self.vkey.key_id

    def sign(self, message: bytes) -> bytes:
        return self.private_key.sign(message)


@dataclass(frozen=True)
class TestVerifier:
    """Verifies plain Ed25519 signatures by the key of a vkey."""

    __test__ = False

    vkey: Vkey

    @property
    def name(self) -> str:
        return self.vkey.name

    @property
    def key_id(self) -> bytes:
        return self.vkey.key_id

    def verify(self, message: bytes, signature: bytes) -> None:
        try:
            Ed25519PublicKey.from_public_bytes(self.vkey.public_key).verify(signature, message)
        except InvalidSignature as error:
            raise BrokenError(f"bad signature by {self.name}") from error


LOG = TestSigner(ORIGIN, 0)
WITNESS_1 = TestSigner(WITNESS, 32, COSIGNATURE_V1)
LOG_VERIFIER: Verifier = TestVerifier(LOG.vkey)
WITNESS_VERIFIER: Verifier = CosignatureVerifier(TestVerifier(WITNESS_1.vkey))


def entry(index: int) -> bytes:
    return b"entry %d" % index


@dataclass
class StoredTree:
    """A tree grown by a Frontier, its nodes kept, and a count of reads."""

    frontier: Frontier = field(default_factory=Frontier)
    nodes: dict[tuple[int, int], bytes] = field(default_factory=dict)
    reads: int = 0

    @classmethod
    def of(cls, size: int) -> StoredTree:
        tree = cls()
        tree.grow(leaf_hash(entry(index)) for index in range(size))
        return tree

    def grow(self, leaves: Iterable[bytes]) -> None:
        self.frontier.extend(leaves)
        for level, index, value in nodes_in(self.frontier.take_completed()):
            assert (level, index) not in self.nodes, "a stored node was made twice"
            self.nodes[level, index] = value

    def read(self, level: int, index: int) -> bytes:
        self.reads += 1
        return self.nodes[level, index]
