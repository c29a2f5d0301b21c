"""The half of a bundle's check that another process does: what it shows, and what nobody takes of it.

That both ways give the same verdict on everything is seen to by ``story.verify``, which every sweep
over bundles goes through.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from app import yard as yards
from batterypass.app.bundle_check import verify_in_halves
from batterypass.errors import MalformedError
from batterypass.evidence.bundle_bytes import LookedAt, Shown, look_at
from batterypass.evidence.bundle_file import BundleFile
from batterypass.evidence.container import (
    CHECKPOINT,
    INDEX,
    cut_container,
    encode_container,
    parse_container,
)
from batterypass.evidence.old_root import OldRoot
from batterypass.store.workers import Workers
from bundle import story


@pytest.fixture(scope="module")
def yard(tmp_path_factory: pytest.TempPathFactory) -> yards.Yard:
    """The ledger that the bundles are of."""
    return story.tell(tmp_path_factory.mktemp("halves"))


@pytest.fixture(scope="module")
def small(yard: yards.Yard) -> bytes:
    """A bundle of one pack."""
    return story.bundle_of(yard, "items", story.PACKS[0])


class Says(Executor):
    """A process that gives one answer, whatever it was asked, or dies of the question."""

    def __init__(self, answer: Shown | BaseException) -> None:
        self._answer = answer

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        if isinstance(self._answer, Shown):
            future.set_result(self._answer)
        else:
            future.set_exception(self._answer)
        return future


def rounds(data: bytes, yard: yards.Yard, executor: Executor) -> tuple[float, object]:
    """Give how many times the entries were judged, and whether the file is authentic."""
    judged: list[int] = []
    file, verdict = verify_in_halves(
        data, "x.bpz", story.stranger(story.trust_of(yard)), LookedAt(data, executor),
        progress=lambda done, total: judged.append(done),
    )  # fmt: skip
    return len(judged) / len(file.statements), verdict.authentic


@pytest.mark.parametrize("of", ["items", "all"])
def test_a_sound_file_is_judged_once_and_another_process_checks_its_signatures(
    yard: yards.Yard, of: str
) -> None:
    data = story.bundle_of(yard, of, *([story.PACKS[0]] if of == "items" else []))
    workers = Workers(1)
    assert rounds(data, yard, workers) == (1, True)
    workers.shutdown()


def test_a_sound_file_gets_no_signature_checked_twice(
    yard: yards.Yard, small: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = look_at(small)
    asked: list[object] = []
    monkeypatch.setattr("batterypass.app.judge.verify_statement", lambda *args: asked.append(args))
    monkeypatch.setattr("batterypass.app.judge.proof_holds", lambda *args: asked.append(args))
    for name in ("bundle_log.verify_inclusion", "bundle_whole.verify_heads"):
        monkeypatch.setattr(f"batterypass.app.{name}", lambda *args: asked.append(args))
    assert rounds(small, yard, Says(shown)) == (1, True)
    assert not asked


def test_who_answers_about_another_file_is_not_believed(yard: yards.Yard, small: bytes) -> None:
    shown = look_at(small)
    members = parse_container(small, "x")
    name = next(one for one in members if one.startswith("statements/"))
    raw = members[name]
    forged = encode_container({**members, name: raw[:-1] + bytes((raw[-1] ^ 1,))})
    with pytest.raises(MalformedError, match=r"x\.bpz"):
        rounds(forged, yard, Says(shown))
    assert rounds(small, yard, Says(shown._replace(digest=bytes(32)))) == (2, True)


@pytest.mark.parametrize("error", [BrokenExecutor("it died"), OSError("its pipe broke")])
def test_a_process_that_dies_changes_no_verdict(
    yard: yards.Yard, small: bytes, error: Exception
) -> None:
    assert rounds(small, yard, Says(error)) == (2, True)


def test_an_executor_that_is_gone_changes_no_verdict(yard: yards.Yard, small: bytes) -> None:
    workers = Workers(1)
    workers.shutdown()
    assert rounds(small, yard, workers) == (2, True)


def test_a_proof_of_possession_that_was_not_shown_is_checked_here(
    yard: yards.Yard, small: bytes
) -> None:
    shown = look_at(small)
    assert shown.possessions
    left = frozenset(sorted(shown.possessions)[1:])
    assert rounds(small, yard, Says(shown._replace(possessions=left))) == (2, True)


def test_heads_that_lead_to_another_root_are_held_against_the_seal_here(
    yard: yards.Yard, small: bytes
) -> None:
    shown = look_at(small)
    assert len(shown.heads) == 1
    assert rounds(small, yard, Says(shown._replace(heads=frozenset({bytes(32)})))) == (2, True)
    both = shown.heads | {bytes(32)}
    assert rounds(small, yard, Says(shown._replace(heads=both))) == (2, True)


def flipped(members: dict[str, bytes], name: str, at: int) -> dict[str, bytes]:
    body = members[name]
    at %= len(body)
    return {**members, name: body[:at] + bytes((body[at] ^ 1,)) + body[at + 1 :]}


def test_only_a_file_of_which_all_holds_is_shown(yard: yards.Yard, small: bytes) -> None:
    whole = story.bundle_of(yard, "all")
    assert look_at(small)[:2] == (sha256(small).digest(), True)
    assert look_at(whole).is_sound
    members, log = parse_container(small, "x"), parse_container(whole, "x")
    first = next(one for one in members if one.startswith("statements/"))
    proof = first.replace("statements", "proofs").replace("cose", "tlog-proof")
    content = next(one for one in members if one.startswith("content/"))
    last = f"statements/{len([one for one in log if one.startswith('statements/')]) - 1}.cose"
    old = next((one for one in members if one.startswith("consistency/")), "")
    heads = next(one for one in members if one.startswith("heads/"))
    tip = members[CHECKPOINT].split(b"\n")
    other_root = b"\n".join([*tip[:2], b"A" + tip[2][1:], *tip[3:]])
    without_proof = {name: body for name, body in members.items() if name != proof}
    damaged = {
        "signature": flipped(members, first, -1),
        "payload": flipped(members, first, -80),
        "key": flipped(members, first, 40),
        "path": flipped(members, proof, 60),
        "proof gone": without_proof,
        "heads": flipped(members, heads, 2),
        "content": flipped(members, content, 5),
        "root": {**members, CHECKPOINT: other_root},
        "no checkpoint": {n: body for n, body in members.items() if n != CHECKPOINT},
        "entry gone": {name: body for name, body in log.items() if name != last},
        "no key": {name: body for name, body in log.items() if name != "statements/0.cose"},
    }
    if old:
        damaged["old root"] = flipped(members, old, -3)
    for what, changed in damaged.items():
        data = encode_container(changed)
        assert look_at(data) == Shown(sha256(data).digest(), False), what
    assert not look_at(small[:-1]).is_sound
    assert not look_at(b"").is_sound


def test_a_container_is_cut_as_it_is_parsed(small: bytes) -> None:
    assert cut_container(small, "x") == parse_container(small, "x")
    end = small.index(b"PK\x03\x04", 4)
    with pytest.raises(MalformedError, match="not whole"):
        cut_container(small[: end + 9], "x")


def test_a_shown_file_says_what_the_whole_reading_says(small: bytes) -> None:
    whole, shown = BundleFile.parse(small, "x"), BundleFile.parse(small, "x", shown=True)
    assert not shown.paths
    for name in ("ledger", "checkpoint", "scope", "lines", "statements", "proofs", "heads"):
        assert getattr(shown, name) == getattr(whole, name)
    claims, old = ([(one.size, one.root) for one in it.consistency] for it in (shown, whole))
    assert claims == old


def test_an_index_with_another_digest_is_no_bundle_either_way(
    yard: yards.Yard, small: bytes
) -> None:
    members = parse_container(small, "x")
    index = json.loads(members[INDEX])
    digest = index["entries"][3]["digest"]
    text = members[INDEX].replace(digest.encode(), bytes(32).hex().encode())
    data = encode_container({**members, INDEX: text})
    assert look_at(data).is_sound
    with pytest.raises(MalformedError, match=digest):
        story.verify(data, story.stranger(story.trust_of(yard)))


@pytest.mark.parametrize(
    "data", [b"", b"old 5", b"old 5\nAAAA", b"old x\n", b"\xff\n\xff", b"old 05\nAAAA\n"]
)
def test_what_claims_no_root_is_no_old_root(data: bytes) -> None:
    for read in (OldRoot.claimed, OldRoot.parse):
        with pytest.raises(MalformedError):
            read(data)


def test_an_event_of_any_shape_stops_no_look(yard: yards.Yard, small: bytes) -> None:
    """Payloads are read there without a schema: nothing of them is taken for granted."""
    members = parse_container(small, "x")
    name = next(
        one for one, body in members.items()
        if one.startswith("statements/") and b'"kind":"party.registered"' in body
    )  # fmt: skip
    raw = members[name]
    start = raw.index(b'{"event_id"')
    payload = raw[start:-66]
    event = json.loads(payload)
    for card in ("x" * 40, [1], {"party": 5, "keys": [{"alg": 1, "public": [], "proof": "p"}]}):
        text = json.dumps({**event, "card": card}, separators=(",", ":")).encode()
        body = raw[: start - 3] + b"\x59" + len(text).to_bytes(2) + text + raw[-66:]
        assert not look_at(encode_container({**members, name: body})).is_sound


def test_the_command_gives_the_same_verdict_with_another_process(
    yard: yards.Yard, tmp_path: Path
) -> None:
    """A file that is large enough for one."""
    from batterypass.bootstrap import second_process

    with second_process(10) as nobody:
        assert nobody is None
    data = story.bundle_of(yard, "all")
    with second_process(1 << 20) as second:
        if second is not None:
            assert rounds(data, yard, second) == (1, True)
