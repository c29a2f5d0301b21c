"""What has to be found in a list of entries that somebody put together, worked out without the product.

The definitions of ``docs/formats`` in a few lines: a chain counts and names the statement before, a
``seen`` names a root that the log had, a commitment to heads holds while nothing below it changed.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from hashlib import sha256
from typing import Any

from batterypass.statements.cose import parse_statement
from batterypass.statements.payload import parse_payload
from simulated.hostile import SEAL, Found


def payload_of(raw: bytes) -> dict[str, Any]:
    """Give what a statement says."""
    return parse_payload(parse_statement(raw).payload)


def root_of(leaves: Sequence[bytes]) -> bytes:
    """Give the root of a Merkle tree over leaf hashes (RFC 9162, 2.1.1), as it is defined."""
    if len(leaves) == 1:
        return leaves[0]
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return sha256(b"\1" + root_of(leaves[:half]) + root_of(leaves[half:])).digest()


def predicted(
    entries: Sequence[bytes], was: Sequence[bytes], forged: Collection[int]
) -> set[Found]:
    """Give code, entry and subject of everything that breaks the log ``entries``.

    ``was`` is the honest log; ``forged`` are the entries whose signature is not their signer's.
    """
    leaves = [sha256(b"\0" + raw).digest() for raw in entries]
    changed = next(
        (at for at, (a, b) in enumerate(zip(entries, was, strict=False)) if a != b), None
    )
    chains: dict[str, tuple[int, str | None, str | None]] = {}
    found: set[Found] = set()
    for at, raw in enumerate(entries):
        said = payload_of(raw)
        subject = said["subjects"][0]["subject"]
        if at in forged:
            found.add(("BP-S004", at, subject))
        seen = said.get("seen")
        is_below = changed is None or seen is None or seen["size"] <= changed
        if (
            seen is not None
            and not is_below
            and root_of(leaves[: seen["size"]]).hex() != seen["root"]
        ):
            found.add(("BP-L004", at, subject))
        digest = sha256(raw).hexdigest()
        for link in said["subjects"]:
            seq, head, before = chains.get(link["subject"], (-1, None, None))
            given = (link["seq"], link["prev"])
            if link["lane"] == "record":
                if given != (seq, before):
                    found.add(("BP-L002", at, link["subject"]))
                continue
            if given != (seq + 1, head):
                found.add(("BP-L001", at, link["subject"]))
            chains[link["subject"]] = (seq + 1, digest, head)
        if said["kind"] == SEAL and changed is not None and at >= changed:
            found.add(("BP-V012", at, subject))
    return found
