"""Every byte of a pack's bundle, changed by somebody who makes the container and its sums anew.

So neither the checksums of the zip nor the digests in the index hide what the verifier itself finds.
``BATTERYPASS_SWEEP=full`` tries every byte; without it every n-th of each member, and its last one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import pytest

from batterypass.app.bundle_check import verify_bundle
from batterypass.app.verdict import Verdict
from batterypass.errors import BatterypassError
from batterypass.evidence.bundle_file import BundleFile
from batterypass.evidence.container import INDEX, encode_container, parse_container
from bundle import full, story
from bundle.test_sweep import names, passes, rebuilt
from sweeps import FULL, count

#: Of the tables of law, which are only hashed, few bytes are enough to see that each is.
_EVERY = 103
_EVERY_OF_CONTENT = 4001


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> full.Full:
    return full.make(tmp_path_factory.mktemp("full"))


def verify(data: bytes, trust: bytes) -> Verdict:
    """Verify a bundle as a stranger does who has a trust file."""
    return verify_bundle(BundleFile.parse(data, "x.bpz"), story.stranger(trust))


def places(member: str, size: int) -> Iterator[int]:
    """Give the bytes of a member that are changed."""
    every = 1 if FULL else _EVERY_OF_CONTENT if member.startswith("content/") else _EVERY
    yield from sorted({*range(0, size, every), size - 1})


def changed(members: dict[str, bytes], member: str, place: int) -> bytes:
    """Change a byte; the container follows, and in it the digest of a statement."""
    body = bytearray(members[member])
    body[place] ^= 1 << place * 5 % 8
    data = encode_container({**members, member: bytes(body)})
    if member.startswith("statements/"):
        return rebuilt(data, lambda index, all_: None)
    return data


def is_named(member: str, subject: str, said: Any) -> bool:
    """Tell whether an error names the member, or a finding the entry, subject or digest that it holds.

    For the index and the checkpoint, of which all else hangs, it is enough to say what does not fit.
    """
    if isinstance(said, BatterypassError):
        return (member if "/" in member else "x.bpz") in str(said)
    family, _, rest = member.partition("/")
    name = rest.partition(".")[0]
    broken = [one for one in said.findings if one.severity == "integrity"]
    if family in ("statements", "proofs"):
        return any(one.entry == int(name) for one in broken)
    words = [f"{one.subject} {one.values}" for one in broken]
    if family == "heads":
        return any(subject in text for text in words)
    return any(name in text for text in words) if rest else names(said)


def test_the_bundle_has_something_of_everything(whole: full.Full) -> None:
    kinds = {name.partition("/")[0] for name in parse_container(whole.data, "x")}
    assert kinds == {
        "checkpoint", "consistency", "content", "files", "heads", INDEX, "proofs", "sections",
        "statements",
    }  # fmt: skip
    assert verify(whole.data, whole.trust).authentic is True


def test_every_byte_of_every_member_counts(whole: full.Full) -> None:
    members = parse_container(whole.data, "x")
    index = json.loads(members[INDEX])
    subjects = ["https://ledger.example/faults", *index["whole"], *index["absent"]]
    of_heads = {f"heads/{sha256(name.encode()).hexdigest()}.cbor": name for name in subjects}
    tried = 0
    survivors, unnamed = [], []
    for member, body in members.items():
        for place in places(member, len(body)):
            tried += 1
            try:
                said: Any = verify(changed(members, member, place), whole.trust)
            except BatterypassError as error:
                said = error
            if isinstance(said, Verdict) and passes(said):
                survivors.append((member, place))
            if not is_named(member, of_heads.get(member, ""), said):
                unnamed.append((member, place, str(said)[:200]))
    size = sum(map(len, members.values()))
    count(
        "bundle of a pack, bytes of members, summed anew",
        tried=tried, found=tried - len(survivors), named=tried - len(unnamed),
        survivors=len(survivors),
        note=f"of {size} bytes in {len(members)} members",
    )  # fmt: skip
    assert survivors == []
    assert unnamed == []
    assert tried >= (size if FULL else 400)
