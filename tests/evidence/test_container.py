"""A container has one form: whatever a stick, a disk or another program made of it is found."""

from __future__ import annotations

import contextlib
import io
import random
import zipfile
from binascii import crc32
from hashlib import sha256

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from batterypass.errors import InputError, MalformedError
from batterypass.evidence import container
from batterypass.evidence.container import encode_container, parse_container
from evidence.travel import refused

SMALL = {"index.json": b"{}", "checkpoint": b"one\n", "statements/0.cose": b"\xd2two"}
DATA = encode_container(SMALL)
CODES = {f"container.{code}" for code in ("cut", "differs", "foreign", "order", "too-large")}

HEX = st.binary(min_size=32, max_size=32).map(bytes.hex)
NUMBER = st.integers(0, 999_999_999)
POINT = st.text("abcdefghijklmnopqrstuvwxyz_", min_size=1, max_size=40)
NAMES = st.one_of(
    st.sampled_from(["index.json", "checkpoint"]),
    NUMBER.map("statements/{}.cose".format),
    NUMBER.map("proofs/{}.tlog-proof".format),
    st.integers(1, 10**16 - 1).map("notes/{}".format),
    HEX.map("heads/{}.cbor".format),
    HEX.map("content/{}".format),
    HEX.map("files/{}".format),
    st.builds("sections/{}.{}.cbor".format, st.uuids(), POINT),
)
MEMBERS = st.dictionaries(NAMES, st.binary(max_size=60), min_size=1, max_size=8)


def by_hand(*members: tuple[str, bytes], comment: bytes = b"", method: int = 0) -> bytes:
    """Write a zip from the words of APPNOTE.TXT, in the order given and under any names."""

    def number(value: int, width: int) -> bytes:
        return value.to_bytes(width, "little")

    files, directory = b"", b""
    for name, body in members:
        common = b"".join(
            (
                number(20, 2), number(0, 2), number(method, 2), number(0, 2), number(0x21, 2),
                number(crc32(body), 4), number(len(body), 4), number(len(body), 4),
                number(len(name), 2), number(0, 2),
            )
        )  # fmt: skip
        directory += b"PK\1\2" + number(20, 2) + common + bytes(10) + number(len(files), 4)
        directory += name.encode()
        files += b"PK\3\4" + common + name.encode() + body
    end = b"PK\5\6" + bytes(4) + number(len(members), 2) * 2 + number(len(directory), 4)
    return files + directory + end + number(len(files), 4) + number(len(comment), 2) + comment


def zipped(compression: int = zipfile.ZIP_STORED, *, zip64: bool = False) -> bytes:
    """Let Python's zip writer make the small container as nearly as it can."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as file:
        for name in sorted(SMALL):
            info = zipfile.ZipInfo(name)
            info.compress_type = compression
            with file.open(info, "w", force_zip64=zip64) as stream:
                stream.write(SMALL[name])
    return buffer.getvalue()


@settings(max_examples=150, deadline=None)
@given(MEMBERS)
def test_what_was_written_is_read_and_has_one_form(members: dict[str, bytes]) -> None:
    data = encode_container(members)
    assert parse_container(data, "E.bpz") == members
    assert encode_container(dict(reversed(members.items()))) == data
    assert by_hand(*sorted(members.items())) == data


def test_the_bytes_are_the_same_on_every_machine() -> None:
    assert len(DATA) == 334
    digest = "706d8fb21f218f8f60b4b05e23eb8b1b8a63d081465a13325f81505200a38fcb"
    assert sha256(DATA).hexdigest() == digest


def test_any_zip_program_opens_it() -> None:
    with zipfile.ZipFile(io.BytesIO(DATA)) as file:
        assert file.testzip() is None
        assert file.namelist() == sorted(SMALL)
        assert {name: file.read(name) for name in SMALL} == SMALL
        for info in file.infolist():
            assert info.date_time == (1980, 1, 1, 0, 0, 0)
            assert info.compress_type == zipfile.ZIP_STORED
            assert (info.create_system, info.create_version, info.extract_version) == (0, 20, 20)
            assert (info.flag_bits, info.external_attr, info.internal_attr) == (0, 0, 0)
            assert (info.extra, info.comment, file.comment) == (b"", b"", b"")


def test_a_copy_that_ends_early_is_found_at_every_byte() -> None:
    for end in range(len(DATA)):
        error = refused("container.cut", parse_container, DATA[:end])
        assert error.values["at"] == end


def test_every_changed_byte_is_found() -> None:
    for at in range(len(DATA)):
        for change in (0x01, 0x20, 0x80, 0xFF):
            changed = bytearray(DATA)
            changed[at] ^= change
            with pytest.raises(MalformedError) as caught:
                parse_container(bytes(changed), "E.bpz")
            assert caught.value.code in CODES


def test_a_changed_body_names_its_member() -> None:
    at = DATA.index(b"\xd2two") + 1
    error = refused("container.differs", parse_container, DATA[:at] + b"T" + DATA[at + 1 :])
    assert error.values["member"] == "statements/0.cose"
    # The sum that no longer fits stands in the header of that member.
    assert DATA.index(b"one\n") < int(str(error.values["at"])) < at


def test_a_changed_directory_names_the_byte_and_the_member() -> None:
    at = DATA.index(b"PK\1\2", DATA.index(b"PK\1\2") + 1) + 5
    error = refused("container.differs", parse_container, DATA[:at] + b"\3" + DATA[at + 1 :])
    assert (error.values["at"], error.values["member"]) == (at, "index.json")


@pytest.mark.parametrize("tail", [b"\0", b"PK\5\6", DATA])
def test_bytes_after_the_end_are_found(tail: bytes) -> None:
    error = refused("container.differs", parse_container, DATA + tail)
    assert error.values["at"] == len(DATA)


def test_members_out_of_order_or_twice_are_refused() -> None:
    a, b = ("checkpoint", b"one\n"), ("index.json", b"{}")
    assert parse_container(by_hand(a, b), "E.bpz") == dict([a, b])
    error = refused("container.order", parse_container, by_hand(b, a))
    assert (error.values["member"], error.values["before"]) == ("checkpoint", "index.json")
    refused("container.order", parse_container, by_hand(a, a, b))
    refused("container.order", parse_container, by_hand(a, ("checkpoint", b"two\n"), b))


@pytest.mark.parametrize(
    "name",
    [
        "../index.json", "/checkpoint", "files/../../etc/passwd", "files\\x", "statements/00.cose",
        "statements/1.COSE", "statements/1000000000.cose", "notes/0", "proofs/-1.tlog-proof",
        "files/" + "A" * 64, "sections/x.commercial.cbor", "checkpoint/", "", "index.json\0",
        "statements/\u0661.cose", "x" * 97, "x" * 65_535,
    ],
)  # fmt: skip
def test_a_name_that_has_no_place_in_it_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="no name"):
        encode_container({name: b"x"})
    if name.isascii():
        refused("container.foreign", parse_container, by_hand((name, b"x")))


def test_names_in_other_bytes_than_ascii_are_refused() -> None:
    data = by_hand(("index.json", b"{}")).replace(b"index.json", b"\xc3\xadndex.jso")
    error = refused("container.foreign", parse_container, data)
    assert error.values["at"] == 30


def test_a_zip_that_another_program_made_is_refused() -> None:
    assert b"PK\1\2" in zipped()
    refused("container.differs", parse_container, zipped())
    deflated = refused("container.foreign", parse_container, zipped(zipfile.ZIP_DEFLATED))
    assert deflated.values["found"] == "method of compression"
    large = refused("container.foreign", parse_container, zipped(zip64=True))
    # Python 3.11.2 asks for version 2.0 of zip there, and puts the sizes of 4.5 beside it all the same.
    assert large.values["found"] in {"version of zip", "extra fields"}
    newer = refused("container.foreign", parse_container, DATA[:4] + b"\x2d\0" + DATA[6:])
    assert newer.values["found"] == "version of zip"
    refused("container.foreign", parse_container, by_hand(*sorted(SMALL.items()), method=8))
    refused("container.differs", parse_container, by_hand(*sorted(SMALL.items()), comment=b"hi"))


@pytest.mark.parametrize(
    "data", [b"{}", b"%PDF-1.7 and so on", b"PK\5\6" + bytes(18), b"PK\3\3" + bytes(60)]
)
def test_a_file_of_another_kind_is_refused_at_its_first_byte(data: bytes) -> None:
    assert refused("container.foreign", parse_container, data).values["at"] == 0


def test_an_extra_field_and_two_sizes_are_refused() -> None:
    extra = DATA[:28] + b"\x04\0" + DATA[30:]
    assert refused("container.foreign", parse_container, extra).values["found"] == "extra fields"
    sizes = DATA[:18] + b"\x03" + DATA[19:]
    assert refused("container.foreign", parse_container, sizes).values["found"] == "size"


def test_a_size_that_is_a_lie_costs_no_memory() -> None:
    huge = b"\xff\xff\xff\xff" * 2
    refused("container.cut", parse_container, DATA[:18] + huge + DATA[26:])


def test_a_container_has_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "MAX_MEMBERS", 2)
    refused("container.too-many", parse_container, DATA)
    with pytest.raises(InputError, match="3 members, at most 2"):
        encode_container(SMALL)
    monkeypatch.undo()
    monkeypatch.setattr(container, "MAX_INDEX_BYTES", 1)
    refused("container.too-large", parse_container, DATA)
    with pytest.raises(InputError, match=r"index\.json: 2 bytes, at most 1"):
        encode_container(SMALL)
    monkeypatch.undo()
    monkeypatch.setattr(container, "MAX_BYTES", len(DATA) - 1)
    refused("container.too-large", parse_container, DATA)
    with pytest.raises(InputError, match="at most"):
        encode_container(SMALL)
    monkeypatch.setattr(container, "MAX_BYTES", len(DATA))
    assert parse_container(DATA, "E.bpz") == SMALL


def _mutated(seed: int) -> bytes:
    """Cut, double, swap and overwrite pieces of a container."""
    chance = random.Random(seed)  # noqa: S311
    data = bytearray(DATA)
    for _ in range(chance.randint(1, 4)):
        a, b = sorted(chance.choices(range(len(data) + 1), k=2))
        change = chance.randrange(4)
        if change == 0:
            del data[a:b]
        elif change == 1:
            data[a:a] = data[a:b]
        elif change == 2:
            data[a:b] = chance.randbytes(b - a)
        else:
            data[a:b] = data[a:b][::-1]
    return bytes(data)


@settings(max_examples=200, deadline=None)
@example(b"")
@given(st.one_of(st.binary(max_size=200), st.integers(0, 2**32).map(_mutated)))
def test_nothing_but_our_error_comes_out_of_the_reader(data: bytes) -> None:
    with contextlib.suppress(MalformedError):
        assert encode_container(parse_container(data, "E.bpz")) == data
