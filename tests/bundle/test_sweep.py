"""Everything that can be changed in a small bundle is changed: found each time, and named.

What each sweep tried and what survived, which must be nothing, is printed at the end of a run. A change inside the bytes of
the file is found by the container; so the others are made by somebody who makes the container, the
index and its digests anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from app import yard as yards
from batterypass.app.heads import seal
from batterypass.app.verdict import Verdict
from batterypass.errors import BatterypassError, MalformedError
from batterypass.evidence.bundle_file import BundleFile
from batterypass.evidence.container import INDEX, encode_container, parse_container
from bundle import story
from sweeps import count

Members = dict[str, bytes]


@pytest.fixture(scope="module")
def yard(tmp_path_factory: pytest.TempPathFactory) -> yards.Yard:
    """The ledger that the bundles are of; nothing here writes to it."""
    return story.tell(tmp_path_factory.mktemp("sweep"))


@pytest.fixture(scope="module")
def small(yard: yards.Yard) -> bytes:
    """A bundle of one pack, without the tables, which this program has itself."""
    file = BundleFile.parse(story.bundle_of(yard, "items", story.PACKS[0]), "x")
    return replace(file, content={}).encode()


@pytest.fixture(scope="module")
def trust(yard: yards.Yard) -> bytes:
    """The trust file of the ledger."""
    return story.trust_of(yard)


class Sweep:
    """Counts what was tried, what was found and what survived."""

    def __init__(self, name: str, trust: bytes) -> None:
        self.name, self._trust = name, trust
        self.tried = self.found = 0
        self.survivors: list[object] = []

    def try_(self, what: object, data: bytes) -> None:
        """Try a changed file: it must not be read, or be false, or be undecided, and say why."""
        self.tried += 1
        try:
            verdict = story.verify(data, story.stranger(self._trust))
        except BatterypassError as error:
            self.found += bool(str(error))
            return
        if passes(verdict):
            self.survivors.append(what)
            return
        assert names(verdict), what
        self.found += 1

    def end(self, at_least: int) -> None:
        """Keep the count and demand that nothing survived."""
        count(
            f"bundle, {self.name}",
            tried=self.tried, found=self.found, named=self.found, survivors=len(self.survivors),
        )  # fmt: skip
        assert not self.survivors, self.survivors[:5]
        assert self.found == self.tried
        assert self.tried >= at_least


def passes(verdict: Verdict) -> bool:
    """Tell whether somebody would rely on the file."""
    return verdict.authentic is True and verdict.compliant is not None


def names(verdict: Verdict) -> bool:
    """Tell whether the verdict says what is wrong, or missing."""
    return bool(
        any(one.severity == "integrity" for one in verdict.findings)
        or any(one.is_open for one in verdict.not_judged or ())
    )


def rebuilt(data: bytes, change: Callable[[dict[str, Any], Members], None]) -> bytes:
    """Change index and members; digests in the index follow, as a forger would see to."""
    members = parse_container(data, "x")
    index = json.loads(members.pop(INDEX))
    change(index, members)
    for line in index["entries"]:
        raw = members.get(f"statements/{line['entry']}.cose")
        if raw is not None:
            line["digest"] = sha256(raw).hexdigest()
    text = json.dumps(index, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return encode_container({**members, INDEX: text.encode()})


def test_every_byte_that_is_changed_is_found(yard: yards.Yard) -> None:
    file = BundleFile.parse(story.bundle_of(yard, "party", yards.STRANGER), "x")
    small, survivors, named = replace(file, content={}).encode(), [], 0
    for at in range(len(small)):
        damaged = small[:at] + bytes((small[at] ^ 0x01,)) + small[at + 1 :]
        try:
            parse_container(damaged, "x.bpz")
        except MalformedError as error:
            named += "x.bpz" in str(error)
        else:
            survivors.append(at)
    count(
        "bundle, every byte of the container",
        tried=len(small), found=len(small) - len(survivors), named=named, survivors=len(survivors),
    )  # fmt: skip
    assert not survivors
    assert named == len(small)


def test_every_cut_is_found(small: bytes, trust: bytes) -> None:
    sweep = Sweep("cuts", trust)
    for end in [*range(0, len(small), 997), len(small) - 1]:
        sweep.try_(end, small[:end])
    sweep.end(40)


def test_a_member_that_is_changed_and_summed_anew_is_found(small: bytes, trust: bytes) -> None:
    sweep = Sweep("members", trust)
    for name, body in parse_container(small, "x").items():
        if name == INDEX:
            continue
        for place in (len(body) // 3, len(body) - 1):

            def change(_: dict[str, Any], members: Members, n: str = name, at: int = place) -> None:
                members[n] = members[n][:at] + bytes((members[n][at] ^ 1,)) + members[n][at + 1 :]

            sweep.try_((name, place), rebuilt(small, change))
    sweep.end(150)


def _without(entry: int) -> Callable[[dict[str, Any], Members], None]:
    def change(index: dict[str, Any], members: Members) -> None:
        index["entries"] = [line for line in index["entries"] if line["entry"] != entry]
        del members[f"statements/{entry}.cose"], members[f"proofs/{entry}.tlog-proof"]

    return change


def _entries(data: bytes) -> list[int]:
    return [line["entry"] for line in json.loads(parse_container(data, "x")[INDEX])["entries"]]


def test_an_entry_that_is_left_out_is_found(small: bytes, trust: bytes) -> None:
    """Time marks too: no bundle carries one that nothing rests on."""
    sweep = Sweep("withheld", trust)
    for entry in _entries(small):
        sweep.try_(entry, rebuilt(small, _without(entry)))
    sweep.end(20)


def test_entries_that_change_places_are_found(small: bytes, trust: bytes) -> None:
    sweep = Sweep("swapped", trust)
    entries = _entries(small)
    for one, other in pairwise(entries):

        def change(index: dict[str, Any], members: Members, a: int = one, b: int = other) -> None:
            first, second = f"statements/{a}.cose", f"statements/{b}.cose"
            members[first], members[second] = members[second], members[first]
            lines = {line["entry"]: line for line in index["entries"]}
            lines[a].update({**lines[b], "entry": a}), lines[b].update({**lines[a], "entry": b})

        sweep.try_((one, other), rebuilt(small, change))
    sweep.end(20)


def test_an_entry_that_stands_twice_is_found(small: bytes, trust: bytes) -> None:
    sweep = Sweep("doubled", trust)
    entries = _entries(small)
    free = [place for place in range(max(entries)) if place not in entries]
    for entry in entries:
        for place in free[:2]:

            def change(
                index: dict[str, Any], members: Members, e: int = entry, to: int = place
            ) -> None:
                line = next(line for line in index["entries"] if line["entry"] == e)
                index["entries"] = sorted(
                    [*index["entries"], {**line, "entry": to}], key=lambda one: one["entry"]
                )
                members[f"statements/{to}.cose"] = members[f"statements/{e}.cose"]
                proof = members[f"proofs/{e}.tlog-proof"]
                members[f"proofs/{to}.tlog-proof"] = proof.replace(
                    f"index {e}\n".encode(), f"index {to}\n".encode()
                )

            sweep.try_((entry, place), rebuilt(small, change))
    sweep.end(20)


def _proofs(body: bytes) -> Iterator[tuple[str, bytes]]:
    head, _, note = body.partition(b"\n\n")
    first, number, *path = head.split(b"\n")

    def written(lines: list[bytes]) -> bytes:
        return b"\n".join([first, number, *lines]) + b"\n\n" + note

    yield "shorter", written(path[:-1])
    yield "shorter below", written(path[1:])
    yield "longer", written([*path, path[-1]])
    yield "empty", written([])
    yield "no lines", b""
    yield "swapped", written([*path[1:], path[0]])


def test_a_proof_that_is_cut_grown_or_emptied_is_found(small: bytes, trust: bytes) -> None:
    sweep = Sweep("proofs", trust)
    for name, body in parse_container(small, "x").items():
        if name.startswith("proofs/") and int(name[7:].split(".")[0]) % 2:
            for what, proof in _proofs(body):
                if proof == body:
                    continue
                sweep.try_((name, what), story.changed(small, {name: proof}))
        if name.startswith("consistency/"):
            lines = body.splitlines(keepends=True)
            for cut in ([*lines[:-1]], lines[:2], [*lines, lines[-1]], [lines[0]], []):
                sweep.try_((name, len(cut)), story.changed(small, {name: b"".join(cut)}))
        if name.startswith("heads/"):
            for proof in (body[:-34], body[:-1], b"", body + b"\0"):
                sweep.try_((name, len(proof)), story.changed(small, {name: proof}))
    sweep.end(60)


def test_a_subject_that_is_taken_out_leaves_the_verdict_open(small: bytes, trust: bytes) -> None:
    """Authorisations aside: more of them only help, so a file without one shows no more than with it."""
    sweep = Sweep("subjects", trust)
    index = json.loads(parse_container(small, "x")[INDEX])
    for name in index["whole"]:
        if "#authorisation/" in name:
            continue

        def hide(index: dict[str, Any], members: Members, n: str = name) -> None:
            index["whole"].remove(n)
            del members[f"heads/{sha256(n.encode()).hexdigest()}.cbor"]

        def deny(index: dict[str, Any], members: Members, n: str = name) -> None:
            index["whole"].remove(n)
            index["absent"] = sorted([*index["absent"], n])

        sweep.try_(("hidden", name), rebuilt(small, hide))
        sweep.try_(("denied", name), rebuilt(small, deny))
    sweep.end(12)


def test_the_index_says_nothing_that_the_statements_do_not(small: bytes, trust: bytes) -> None:
    sweep = Sweep("index", trust)
    index = json.loads(parse_container(small, "x")[INDEX])
    for place, line in enumerate(index["entries"]):
        for field in ("kind", "event_time", "actor", "subject")[place % 2 :: 2]:

            def change(index: dict[str, Any], _: Members, at: int = place, f: str = field) -> None:
                index["entries"][at][f] += "x"

            sweep.try_((line["entry"], field), rebuilt(small, change))
    size = index["checkpoint"]["size"]
    wrong: list[tuple[str, str, object]] = [
        ("checkpoint", "size", one) for one in (0, 1, size - 1, size + 1, 2**52)
    ]
    wrong += [("scope", "of", one) for one in ("all", "consignment", "party", "period", "x")]
    wrong += [("scope", "subjects", one) for one in ([], ["https://nobody.example/1"], 7)]
    for part, field, value in wrong:

        def put(
            i: dict[str, Any], _: Members, p: str = part, f: str = field, v: object = value
        ) -> None:
            i[p][f] = v

        sweep.try_((part, field, value), rebuilt(small, put))
    for key in index.keys() - {"entries"}:

        def drop(i: dict[str, Any], _: Members, k: str = key) -> None:
            del i[k]

        sweep.try_(key, rebuilt(small, drop))
    sweep.end(50)


def test_parts_of_another_ledger_are_found(small: bytes, trust: bytes, tmp_path: Path) -> None:
    other = yards.make_yard(tmp_path)
    other.log(
        "item.declared-waste", yards.MAKER, items=[story.PACKS[0]], reason="damaged",
        stream="whole_battery",
    )  # fmt: skip
    seal(other.session)
    theirs = parse_container(story.bundle_of(other, "items", story.PACKS[0]), "x")
    ours = parse_container(small, "x")
    sweep = Sweep("mixed", trust)
    for name in sorted(ours.keys() & theirs.keys()):
        if ours[name] != theirs[name]:
            mixed = story.changed(small, {name: theirs[name]})
            sweep.try_(name, mixed if name == INDEX else rebuilt(mixed, lambda _, __: None))
    sweep.end(15)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"statements/0.cose", b"../../../etc/pass"),
        (b"statements/0.cose", b"/etc/passwd.cose/"),
        (b"statements/0.cose", b"statements\\0.cose"),
        # Method 8, deflate: what is small here could be anything when it is unpacked.
        (b"PK\x03\x04\x14\x00\x00\x00\x00\x00", b"PK\x03\x04\x14\x00\x00\x00\x08\x00"),
    ],
)
def test_no_name_leaves_the_file_and_nothing_in_it_swells(
    small: bytes, trust: bytes, old: bytes, new: bytes
) -> None:
    assert old in small
    sweep = Sweep("hostile zip", trust)
    sweep.try_(new, small.replace(old, new))
    sweep.end(1)


def test_a_size_that_is_not_there_takes_no_memory(small: bytes, trust: bytes) -> None:
    sweep = Sweep("sizes", trust)
    for at in range(18, 26):
        sweep.try_(at, small[:at] + b"\xff" + small[at + 1 :])
    sweep.end(8)
