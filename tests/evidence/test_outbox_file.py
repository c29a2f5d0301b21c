"""An outbox file says what it holds, and holds what it says; its order does not matter."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batterypass.domain.events.common import Seen
from batterypass.errors import MalformedError
from batterypass.evidence.container import encode_container, parse_container
from batterypass.evidence.order import in_order
from batterypass.evidence.outbox_file import Carried, OutboxFile
from batterypass.ports import Section
from evidence.travel import PHOTO, digest_of, event_id, refused, statement, travelled
from statements.make_examples import AUDIENCE, PACK, PARTY

FILE = travelled().outbox
DATA = FILE.encode()
MEMBERS = parse_container(DATA, "E.bpz")
INDEX = json.loads(MEMBERS["index.json"])
SMALL = replace(FILE, statements=(Carried(b"anything"),), sections=(), files={}).encode()


def dumped(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def changed(**members: Any) -> bytes:
    """Write the file with other values in its index; None takes one out."""
    index = {name: value for name, value in (INDEX | members).items() if value is not None}
    return encode_container({**MEMBERS, "index.json": dumped(index)})


def without(member: str) -> bytes:
    return encode_container({name: body for name, body in MEMBERS.items() if name != member})


def test_what_was_written_is_read() -> None:
    assert OutboxFile.parse(DATA, "E.bpz") == FILE
    assert OutboxFile.parse(SMALL, "E.bpz").encode() == SMALL


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(st.binary(max_size=80), st.booleans()), min_size=1, max_size=6,
             unique_by=lambda one: one[0]),
    st.integers(0, 2**53 - 1),
)  # fmt: skip
def test_any_statements_make_a_file(given_statements: list[tuple[bytes, bool]], size: int) -> None:
    file = OutboxFile(
        AUDIENCE,
        PARTY,
        "2026-11-23T17:40:00.250-06:00",
        Seen(size=size, root="5e" * 32),
        tuple(Carried(raw, taken) for raw, taken in given_statements),
    )
    data = file.encode()
    assert OutboxFile.parse(data, "E.bpz") == file
    assert OutboxFile.parse(data, "E.bpz").encode() == data


def test_a_file_that_ends_early_is_found_at_every_byte() -> None:
    for end in range(len(SMALL)):
        refused("container.cut", OutboxFile.parse, SMALL[:end])


def test_every_changed_byte_is_found() -> None:
    for at in range(len(DATA)):
        data = bytearray(DATA)
        data[at] ^= 1 << at % 8
        with pytest.raises(MalformedError):
            OutboxFile.parse(bytes(data), "E.bpz")


def test_a_statement_that_stands_twice_is_refused() -> None:
    twice = replace(FILE, statements=(*FILE.statements, FILE.statements[0])).encode()
    error = refused("outbox.doubled", OutboxFile.parse, twice)
    assert (error.values["first"], error.values["second"]) == (0, 2)
    assert error.values["digest"] == FILE.statements[0].digest.hex()


@pytest.mark.parametrize(
    "member", sorted(name for name in MEMBERS if not name.startswith(("sections", "files")))
)
def test_a_member_that_is_missing_is_named(member: str) -> None:
    assert (
        refused("container.missing", OutboxFile.parse, without(member)).values["member"] == member
    )


@pytest.mark.parametrize(
    "member",
    [
        "statements/2.cose", "checkpoint", "notes/4", "proofs/0.tlog-proof", f"content/{'0' * 64}",
        f"files/{'0' * 64}", f"sections/{event_id('one')}.personal.cbor",
        f"sections/{event_id('two')}.commercial.cbor",
    ],
)  # fmt: skip
def test_what_no_statement_names_is_refused(member: str) -> None:
    data = encode_container({**MEMBERS, member: b"x"})
    assert refused("container.extra", OutboxFile.parse, data).values["member"] == member


@pytest.mark.parametrize(
    "member", sorted(name for name in MEMBERS if name not in ("index.json", "checkpoint"))
)
def test_another_body_under_a_name_is_refused(member: str) -> None:
    error = refused(
        "container.digest", OutboxFile.parse, encode_container({**MEMBERS, member: b"forged"})
    )
    assert error.values["member"] == member
    assert error.values["found"] == sha256(b"forged").hexdigest()


def test_a_statement_that_cannot_be_read_travels_and_names_nothing() -> None:
    file = replace(FILE, statements=(Carried(b"no statement"), FILE.statements[0]))
    assert OutboxFile.parse(file.encode(), "E.bpz") == file
    alone = replace(FILE, statements=(Carried(b"no statement"),), files={}).encode()
    refused("container.extra", OutboxFile.parse, alone)


def test_two_signings_of_one_event_may_both_bring_their_section() -> None:
    first = FILE.sections[0]
    body = b"sealed anew"
    anew = statement(
        "one", (PACK, "main", 7, "cd" * 32), sealed={"commercial": sha256(body).hexdigest()}
    )
    both = (*FILE.statements, Carried(anew))
    for section in (first, Section(first.event_id, first.point, body)):
        file = replace(FILE, statements=both, sections=(section,))
        assert OutboxFile.parse(file.encode(), "E.bpz") == file


def test_an_attachment_may_be_named_by_several_statements() -> None:
    named = [{"digest": sha256(PHOTO).hexdigest(), "media_type": "image/png", "bytes": 1}]
    more = Carried(statement("more", (PACK, "main", 8, "cd" * 32), documents=named))
    file = replace(FILE, statements=(*FILE.statements, more))
    assert OutboxFile.parse(file.encode(), "E.bpz").files == {sha256(PHOTO).hexdigest(): PHOTO}


LINE = INDEX["statements"][0]


@pytest.mark.parametrize(
    ("where", "data"),
    [
        ("ledger", changed(ledger="log.example/batteries")),
        ("ledger", changed(ledger=INDEX["ledger"].upper())),
        ("party", changed(party="http://planta.example")),
        ("party", changed(party=None)),
        ("made_at", changed(made_at="2026-02-30T10:00:00-06:00")),
        ("seen.size", changed(seen={"size": -1, "root": "5e" * 32})),
        ("seen.root", changed(seen={"size": 1, "root": "5e"})),
        ("statements", changed(statements=[])),
        ("statements.0.taken", changed(statements=[{**LINE, "taken": 2}])),
        ("statements.0.taken", changed(statements=[{**LINE, "taken": True}])),
        ("statements.0.taken", changed(statements=[{**LINE, "taken": "1"}])),
        ("statements.0.digest", changed(statements=[{**LINE, "digest": "AB" * 32}])),
        ("statements.0.name", changed(statements=[{**LINE, "name": "x"}])),
        ("wants", changed(wants=["b" * 64])),
        ("more", changed(more=1)),
        ("version", changed(version=0)),
        ("version", changed(version="1")),
        ("version", changed(version=True)),
        ("type", changed(type="parcel")),
        ("type", changed(type=None)),
        ("type", changed(type=["outbox"])),
    ],
)
def test_a_wrong_value_in_the_index_is_named(where: str, data: bytes) -> None:
    assert refused("container.index", OutboxFile.parse, data).values["where"] == where


RAW = MEMBERS["index.json"]


@pytest.mark.parametrize(
    "index",
    [
        b"", b"{", b"[]", b"null", b"\xff", b"7", RAW + b"\n", b" " + RAW, b"\xef\xbb\xbf" + RAW,
        RAW.replace(b":", b": ", 1),
        RAW.replace(b'"version":1', b'"version":1,"version":1'),
        RAW.replace(b'"version":1', b'"version":1.0'),
        RAW.replace(b'"version":1', b'"version":NaN'),
        RAW.replace(b'"version":1', b'"version":1' + b"0" * 5_000),
        RAW.replace(b'"type"', b'"\\u0074ype"'),
        RAW.replace(b"planta", b"\\ud800"),
        dumped({**INDEX, "seen": {**INDEX["seen"], "at": None}}),
        json.dumps(INDEX).encode(),
        json.dumps(dict(reversed(INDEX.items())), separators=(",", ":")).encode(),
        b'{"a":' * 100_000,
        b"[" * 100_000,
    ],
)  # fmt: skip
def test_an_index_has_one_form(index: bytes) -> None:
    assert index != RAW
    data = encode_container({**MEMBERS, "index.json": index})
    assert refused("container.index", OutboxFile.parse, data).values["where"]


def test_an_object_with_more_members_than_anything_has_is_not_even_looked_at() -> None:
    index = dumped({**INDEX, "seen": {str(number): 0 for number in range(1_000)}})
    data = encode_container({**MEMBERS, "index.json": index})
    assert "1000 members" in str(refused("container.index", OutboxFile.parse, data))


def test_an_answer_file_is_told_from_an_outbox_file() -> None:
    error = refused("outbox.other-type", OutboxFile.parse, travelled().answer.encode())
    assert (error.values["found"], error.values["expected"]) == ("answer", "outbox")
    assert "outbox answers" in str(error)


def test_a_file_of_a_later_version_is_told_from_a_damaged_one() -> None:
    error = refused("container.newer", OutboxFile.parse, changed(version=2, more="of it"))
    assert error.values["found"] == 2


def test_an_index_with_a_lone_surrogate_is_refused() -> None:
    index = RAW.replace(b"https://planta", b"https://\\ud800planta")
    refused("container.index", OutboxFile.parse, encode_container({**MEMBERS, "index.json": index}))


BITS: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*INDEX, "x"]), inner)
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from([*INDEX, "digest"]), BITS, min_size=1))
def test_nothing_but_our_error_comes_out_of_an_index(bits: dict[str, Any]) -> None:
    index = json.dumps({**INDEX, **bits}, sort_keys=True, separators=(",", ":")).encode()
    data = encode_container({**MEMBERS, "index.json": index})
    with contextlib.suppress(MalformedError):
        assert OutboxFile.parse(data, "E.bpz").encode() == data


# The order in which statements can be recorded.

ITEM, OTHER = "https://maker.example/p/1", "https://maker.example/p/2"


def chain() -> list[bytes]:
    """Sign five events of one pack: three in its chain, a reading after each of the last two."""
    first = statement("0", (ITEM, "main", 0, None))
    second = statement("1", (ITEM, "main", 1, digest_of(first)), (OTHER, "main", 0, None))
    third = statement("2", (ITEM, "main", 2, digest_of(second)))
    early = statement("3", (ITEM, "record", 1, digest_of(first)))
    late = statement("4", (OTHER, "record", 0, None), (ITEM, "record", 2, digest_of(second)))
    return [first, second, early, third, late]


@settings(max_examples=120, deadline=None)
@given(st.permutations(range(5)), st.lists(st.integers(0, 5), max_size=3))
def test_a_reordered_file_is_recorded_in_order(order: list[int], strangers: list[int]) -> None:
    whole = chain()
    mixed = [whole[place] for place in order]
    for number, at in enumerate(strangers):
        mixed.insert(at, b"no statement %d" % number)
    found = in_order(mixed)
    assert sorted(found) == list(range(len(mixed)))
    place = {mixed[one]: at for at, one in enumerate(found)}
    first, second, early, third, late = (place[raw] for raw in whole)
    assert first < second < third < late
    assert second < early


def test_an_order_that_can_be_recorded_stays() -> None:
    apart = [statement(str(number), (f"{ITEM}{number}", "main", 0, None)) for number in range(4)]
    for statements in (chain(), apart, apart[::-1], [b"x", b"y"], []):
        assert in_order(statements) == list(range(len(statements)))
    file = replace(FILE, statements=tuple(map(Carried, reversed(chain()))))
    # First, second, third; the late reading that the file begins with; then the early one.
    assert file.in_order() == [4, 3, 1, 0, 2]


def test_a_chain_as_long_as_a_file_is_put_in_order() -> None:
    # Every link rests on the next statement of the file, so nothing but the last can go first.
    long = [statement("0", (ITEM, "main", 0, None))]
    for seq in range(1, 1_500):
        long.append(statement(str(seq), (ITEM, "main", seq, digest_of(long[-1]))))
    assert in_order(long[::-1]) == list(range(1_499, -1, -1))


@pytest.mark.parametrize(
    "make",
    [
        # A reading that rests on a main statement, which names the reading as what came before.
        lambda: _circle(),
        lambda: [statement("0", (ITEM, "main", 3, None), (ITEM, "record", 3, None))],
    ],
)
def test_what_rests_on_itself_comes_out_once(make: Callable[[], list[bytes]]) -> None:
    statements = make()
    assert sorted(in_order(statements)) == list(range(len(statements)))


def _circle() -> list[bytes]:
    reading = statement("0", (ITEM, "record", 5, "ab" * 32))
    return [
        reading,
        statement("1", (ITEM, "main", 5, "ab" * 32), (OTHER, "main", 1, digest_of(reading))),
    ]
