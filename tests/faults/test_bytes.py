"""Bytes of any kind at the door: malformed, huge, nested, not canonical (faults.md row 10).

Whatever is given, only our own errors come out, in bounded time and memory, and nothing is written.
"""

from __future__ import annotations

import json
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from batterypass.app.ledger import Ledger
from batterypass.app.read import read_statement
from batterypass.errors import BatterypassError, InputError, RefusedError
from batterypass.statements.cose import parse_statement, sign_statement
from batterypass.statements.payload import parse_payload
from faults.test_door import found_in_an_audit
from faults.yard import (
    MAKER,
    RECYCLER,
    Yard,
    audit,
    pack,
    pack_url,
    private_key,
    signed,
    small_ledger,
)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Yard:
    return small_ledger(tmp_path_factory.mktemp("original") / "yard")


@pytest.fixture
def yard(original: Yard, tmp_path: Path) -> Yard:
    return original.copy(tmp_path / "yard")


@pytest.fixture(scope="module")
def shared_ledger(original: Yard, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger into which nothing ever gets."""
    yard = original.copy(tmp_path_factory.mktemp("shared") / "yard")
    with yard.open() as ledger:
        yield ledger
        assert len(ledger) == 23
    audit(yard)


def mutations(raw: bytes) -> st.SearchStrategy[bytes]:
    """Change, cut, double and lengthen a statement."""

    @st.composite
    def mutate(draw: st.DrawFn) -> bytes:
        data = bytearray(raw)
        for _ in range(draw(st.integers(1, 4))):
            at = draw(st.integers(0, max(len(data) - 1, 0)))
            what = draw(st.sampled_from(["flip", "cut", "put", "double", "drop"]))
            if what == "flip" and data:
                data[at] ^= 1 << draw(st.integers(0, 7))
            elif what == "cut":
                del data[at:]
            elif what == "put":
                data[at:at] = draw(st.binary(min_size=1, max_size=8))
            elif what == "double":
                data[at:at] = data[at : at + draw(st.integers(1, 40))]
            else:
                del data[at : at + draw(st.integers(1, 40))]
        return bytes(data)

    return mutate()


@pytest.fixture(scope="module")
def fresh(shared_ledger: Ledger) -> bytes:
    return signed(shared_ledger, "pack.manufactured", pack(70), MAKER)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_bytes_bring_anything_but_our_own_errors(
    shared_ledger: Ledger, fresh: bytes, data: st.DataObject
) -> None:
    raw = data.draw(st.one_of(mutations(fresh), st.binary(max_size=300)))
    if raw == fresh:
        return
    with pytest.raises(BatterypassError):
        shared_ledger.record([raw])
    with suppress(BatterypassError):
        read_statement(raw)
    assert len(shared_ledger) == 23


def signed_anyhow(payload: bytes, audience: str) -> bytes:
    """Sign bytes that no honest program signs as a payload."""
    return sign_statement(
        payload, private_key(MAKER, "daily"),
        issuer=MAKER, subject=pack_url(70), audience=audience,
    )  # fmt: skip


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=8,
)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_signed_payload_brings_anything_but_our_own_errors(
    shared_ledger: Ledger, fresh: bytes, data: st.DataObject
) -> None:
    """The attacker has a good key: what he signs is well formed outside and anything inside."""
    payload = parse_payload(parse_statement(fresh).payload)
    for _ in range(data.draw(st.integers(1, 3))):
        name = data.draw(st.sampled_from([*payload, "seen", "sealed", "acknowledged", "x"]))
        if data.draw(st.booleans()):
            payload[name] = data.draw(_JSON)
        else:
            payload.pop(name, None)
    try:
        body = json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:
        return
    raw = signed_anyhow(body, shared_ledger.session.audience)
    if parse_statement(raw).payload == parse_statement(fresh).payload:
        return
    with pytest.raises(BatterypassError):
        # Behind a statement that is always refused nothing gets in, however good it is.
        shared_ledger.record([raw, b"\xd2"])
    assert len(shared_ledger) == 23


HOSTILE: dict[str, bytes] = {
    "deeply nested": b'{"a":' * 5000 + b"1" + b"}" * 5000,
    "deeply nested lists": b'{"a":' + b"[" * 30_000 + b"]" * 30_000 + b"}",
    "a key twice": b'{"kind":"pack.manufactured","kind":"pack.manufactured"}',
    "spaces": b'{"kind": "pack.manufactured"}',
    "another charset": '{"kind":"pack.manufactured","model":"ñ"}'.encode("latin-1"),
    "a byte order mark": b'\xef\xbb\xbf{"kind":"pack.manufactured"}',
    "UTF-16": '{"kind":"x"}'.encode("utf-16"),
    "a number with an exponent": b'{"version":1e0}',
    "a very long number": b'{"version":' + b"9" * 60_000 + b"}",
    "not a number": b'{"version":NaN}',
    "a lone surrogate": b'{"kind":"\\ud800"}',
    "an escape that need not be": b'{"kind":"\\u0061"}',
    "decomposed letters": '{"kind":"n\u0303"}'.encode(),
    "a list": b"[]",
    "nothing": b"",
    "null": b"null",
    "many keys": b"{" + b",".join(b'"k%d":1' % place for place in range(6000)) + b"}",
    "the same key many times": b"{" + b",".join([b'"k":1'] * 8000) + b"}",
    "a nul": b'{"kind":"\\u0000"}',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_payload_is_refused_in_bounded_time_and_memory(
    shared_ledger: Ledger, name: str
) -> None:
    raw = signed_anyhow(HOSTILE[name], shared_ledger.session.audience)
    start = time.process_time()
    tracemalloc.start()
    try:
        with pytest.raises(RefusedError) as refusal:
            shared_ledger.record([raw])
    finally:
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert time.process_time() - start < 2
    assert peak < 30_000_000
    (finding,) = refusal.value.findings
    assert finding.code in ("BP-S001", "BP-S002")  # type: ignore[attr-defined]
    assert len(finding.message("en")) < 2000  # type: ignore[attr-defined]


def test_a_hostile_payload_is_named_by_an_audit(original: Yard, tmp_path: Path) -> None:
    with original.open(read_only=True) as ledger:
        audience = ledger.session.audience
    for name, body in HOSTILE.items():
        raw = signed_anyhow(body, audience)
        assert found_in_an_audit(original, raw, tmp_path) & {"BP-S001", "BP-S002"}, name


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 3_000_000])
def test_statements_of_any_length_are_answered_at_once(shared_ledger: Ledger, size: int) -> None:
    start = time.process_time()
    for fill in (b"\0", b"\xd2", b"\x9f", b"\xbf"):
        with pytest.raises(BatterypassError):
            shared_ledger.record([b"\xd2\x84\x58" + fill * size])
    assert time.process_time() - start < 1


def test_ten_thousand_hostile_statements_at_once_are_refused(shared_ledger: Ledger) -> None:
    start = time.process_time()
    with pytest.raises(RefusedError) as refusal:
        shared_ledger.record([b"\xd2\x84%d" % number for number in range(10_000)])
    assert time.process_time() - start < 3
    assert len(str(refusal.value)) < 5000


def test_a_good_statement_in_a_bad_batch_is_not_recorded(yard: Yard) -> None:
    with yard.open() as ledger:
        good = signed(ledger, "pack.manufactured", pack(70), MAKER)
        before = len(ledger), ledger.store.note()
        for batch in ([good, b""], [b"", good], [good, good[:-1]]):
            with pytest.raises(RefusedError):
                ledger.record(batch)
            assert (len(ledger), ledger.store.note()) == before
        assert not ledger.record([good])[0].already
        # No time mark was added for what was refused.
        assert len(ledger) == before[0] + 1
    audit(yard)


def test_nothing_at_all_is_recorded_as_nothing(yard: Yard) -> None:
    with yard.open() as ledger:
        before = len(ledger)
        assert ledger.record([]) == []
        assert len(ledger) == before


def test_what_nobody_can_be_is_no_party_here(yard: Yard) -> None:
    with yard.open() as ledger, pytest.raises(InputError):
        ledger.plan([("pack.manufactured", pack(70))], actor=RECYCLER + "/../..")
