"""The container ``.bpz``: named members in the one form that they can have (``bytes.md`` 10).

It is a zip that any zip program opens: members stored without compression, names ascending, no
dates, no comments, no extra fields, no zip64. It is written here and not by :mod:`zipfile`, which
notes the operating system and its own version. Reading believes nothing of it: names that could
leave a folder are not among the allowed ones, and what was read is written again and compared.
"""

from __future__ import annotations

import re
import struct
from itertools import chain
from typing import TYPE_CHECKING, Final
from zlib import crc32

from batterypass.errors import InputError, MalformedError
from batterypass.evidence.refusal import malformed, refusal
from batterypass.texts.bilingual import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Whoever reads a file from outside asks for its size first.
MAX_BYTES: Final = 256 << 20
MAX_INDEX_BYTES: Final = 16 << 20
#: What 16 bits count; more would need zip64.
MAX_MEMBERS: Final = 65_535

INDEX: Final = "index.json"
CHECKPOINT: Final = "checkpoint"

_HEX = "[0-9a-f]{64}"
_UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_NUMBER = "(?:0|[1-9][0-9]{0,8})"
_NAME = re.compile(
    rf"index\.json|checkpoint|statements/{_NUMBER}\.cose|proofs/{_NUMBER}\.tlog-proof"
    rf"|notes/[1-9][0-9]{{0,15}}|heads/{_HEX}\.cbor|content/{_HEX}"
    rf"|sections/{_UUID}\.[a-z_]{{1,40}}\.cbor|files/{_HEX}|consistency/[1-9][0-9]{{0,15}}"
)
#: More of a name is not looked at; every name that is allowed is shorter.
_MAX_NAME = 96

# APPNOTE.TXT 4.3.7, 4.3.12 and 4.3.16. The same five numbers stand in both headers of a member:
# version needed, flags, method (stored), time, date (1980-01-01).
_FIXED = struct.pack("<HHHHH", 20, 0, 0, 0, 0x21)
_FIXED_NAMES = (
    Text("version of zip", "versión de zip"),
    Text("flags", "indicadores"),
    Text("method of compression", "método de compresión"),
    Text("time", "hora"),
    Text("date", "fecha"),
)
_LOCAL = struct.Struct("<4s10sLLLHH")
_END = struct.Struct("<4sHHHHLLH")
_LOCAL_MARK, _DIRECTORY_MARK, _END_MARK = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
# Written piece by piece, since the middle is the same in both headers: checksum, both sizes, length
# of the name, no extra field. Then, in the directory, nothing and the place of the other header.
_LOCAL_START = _LOCAL_MARK + _FIXED
_DIRECTORY_START = _DIRECTORY_MARK + struct.pack("<H", 20) + _FIXED
_SIZES = struct.Struct("<LLLH2x")
_PLACE = struct.Struct("<10xL")
#: What a message names where a byte belongs to no member.
_NO_MEMBER = Text("the zip itself", "el propio zip")


def encode_container(members: Mapping[str, bytes]) -> bytes:
    """Write a container; the same members give the same bytes everywhere.

    Raises InputError for too many or too much, ValueError for a name that has no place in one.
    """
    for member in members:
        if not _NAME.fullmatch(member):
            raise ValueError(f"{member!r} is no name of a member")
    _demand_few(InputError, ".bpz", len(members))
    _demand_small(InputError, INDEX, len(members.get(INDEX, b"")), MAX_INDEX_BYTES)
    data = encode_zip(members)
    _demand_small(InputError, ".bpz", len(data), MAX_BYTES)
    return data


def encode_zip(members: Mapping[str, bytes]) -> bytes:
    """Write any members as a zip of the same form, for files that other programs open."""
    ordered = {member: members[member] for member in sorted(members)}
    heads, entries, end = _frame(ordered)
    bodies = ordered.values()
    return b"".join([*chain.from_iterable(zip(heads, bodies, strict=True)), *entries, end])


def parse_container(data: bytes, file: str) -> dict[str, bytes]:
    """Take a container apart; ``file`` is what messages call it.

    1. It is not larger than any container. 2. It has members, with names that are allowed and
    ascend; written again, they give exactly these bytes. Else it is read from the first byte on, to
    say where that is not so. Raises MalformedError that names the byte and the member:
    ``container.cut, container.foreign, container.order, container.differs, container.too-large,
    container.too-many``.
    """
    # 1
    _demand_small(MalformedError, file, len(data), MAX_BYTES)
    # 2
    try:
        members = cut_container(data, file)
    except MalformedError:
        members = {}
    has_names = members and all(map(_NAME.fullmatch, members)) and list(members) == sorted(members)
    is_small = len(members) <= MAX_MEMBERS and len(members.get(INDEX, b"")) <= MAX_INDEX_BYTES
    if has_names and is_small and _is_as_written(members, data):
        return members
    raise _what_is_wrong(data, file)


def cut_container(data: bytes, file: str) -> dict[str, bytes]:
    """Cut the members out of what is, or will be, shown elsewhere to be a container.

    The same as :func:`parse_container` for a container, in a third of the time; of other bytes it
    may say anything, so that whatever follows from it is worthless until they were shown to be one.
    Raises MalformedError (``container.cut``) where they end in a header.
    """
    members: dict[str, bytes] = {}
    at, cut, header = 0, _LOCAL.unpack_from, _LOCAL.size
    try:
        # One more than there may be: whoever made a million of them leaves nobody waiting.
        for _ in range(MAX_MEMBERS + 1):
            if not data.startswith(_LOCAL_MARK, at):
                break
            _, _, _, _, size, length, _ = cut(data, at)
            name, start = at + header, at + header + length
            at = start + size
            members[data[name:start].decode("latin-1")] = data[start:at]
    except struct.error as error:
        member = next(reversed(members), None) or _NO_MEMBER
        raise malformed("container.cut", file=file, at=len(data), member=member) from error
    return members


def _what_is_wrong(data: bytes, file: str) -> MalformedError:
    """Say, or raise, where these bytes are not as a container is, one member after the other."""
    members: dict[str, bytes] = {}
    at, last = 0, ""
    while data[at : at + 4] != _DIRECTORY_MARK:
        member, start, size = _read_header(data, at, last or _NO_MEMBER, file)
        if member <= last:
            raise malformed("container.order", file=file, at=at, member=member, before=last)
        if member == INDEX:
            _demand_small(MalformedError, f"{file}: {INDEX}", size, MAX_INDEX_BYTES)
        # A body that is cut short is found by the header that is then missing.
        members[member] = data[start : start + size]
        _demand_few(MalformedError, file, len(members))
        at, last = start + size, member
    return _difference(data, members, file)


def _frame(members: Mapping[str, bytes]) -> tuple[list[bytes], list[bytes], bytes]:
    """Give what a container of members in this order has besides their bodies.

    A header before each, an entry of the directory for each, and its end.
    """
    heads, entries, at = [], [], 0
    for member, body in members.items():
        name = member.encode("ascii")
        size = len(body)
        both = _SIZES.pack(crc32(body), size, size, len(name))
        head = _LOCAL_START + both + name
        heads.append(head)
        entries.append(_DIRECTORY_START + both + _PLACE.pack(at) + name)
        at += len(head) + size
    count = len(entries)
    end = _END.pack(_END_MARK, 0, 0, count, count, sum(map(len, entries)), at, 0)
    return heads, entries, end


def _is_as_written(members: Mapping[str, bytes], data: bytes) -> bool:
    """Tell whether members, in their order, give these bytes: compared as they stand, not copied."""
    heads, entries, end = _frame(members)
    at = 0
    for head, body in zip(heads, members.values(), strict=True):
        # The body was cut out of the same place.
        if not data.startswith(head, at):
            return False
        at += len(head) + len(body)
    return data[at:] == b"".join([*entries, end])


def _difference(data: bytes, members: Mapping[str, bytes], file: str) -> MalformedError:
    """Name the first byte of a container that is not as its members, in their order, give it."""
    heads, entries, end = _frame(members)
    bodies = zip(members, heads, members.values(), strict=True)
    pieces: list[tuple[str | Text, bytes]] = [
        (member, piece) for member, *both in bodies for piece in both
    ]
    pieces += [*zip(members, entries, strict=True), (_NO_MEMBER, end)]
    at = 0
    for member, piece in pieces:
        if not data.startswith(piece, at):
            rest = data[at : at + len(piece)]
            if piece.startswith(rest):
                return malformed("container.cut", file=file, at=len(data), member=member)
            at += first_difference(rest, piece)
            return malformed("container.differs", file=file, at=at, member=member)
        at += len(piece)
    return malformed("container.differs", file=file, at=at, member=_NO_MEMBER)


def _read_header(data: bytes, at: int, last: str | Text, file: str) -> tuple[str, int, int]:
    """Read the header of the member at ``at``: its name, where its body starts, and its size."""

    def foreign(place: int, found: str | Text) -> MalformedError:
        return malformed("container.foreign", file=file, at=at + place, member=last, found=found)

    head = data[at : at + _LOCAL.size]
    mark = head[:4]
    if not (_LOCAL_MARK.startswith(mark) or _DIRECTORY_MARK.startswith(mark)):
        raise foreign(0, mark.hex())
    if len(head) < _LOCAL.size:
        raise malformed("container.cut", file=file, at=len(data), member=last)
    _, fixed, _, packed, size, length, extra = _LOCAL.unpack(head)
    if fixed != _FIXED:
        place = first_difference(fixed, _FIXED)
        raise foreign(4 + place, _FIXED_NAMES[place // 2])
    if packed != size:
        raise foreign(18, Text("size", "tamaño"))
    if extra:
        raise foreign(28, Text("extra fields", "campos adicionales"))
    start = at + _LOCAL.size + length
    name = data[at + _LOCAL.size : min(start, at + _LOCAL.size + _MAX_NAME)]
    if length <= _MAX_NAME and start > len(data):
        raise malformed("container.cut", file=file, at=len(data), member=last)
    member = name.decode("ascii", "replace")
    if not _NAME.fullmatch(member):
        raise foreign(_LOCAL.size, ascii(member))
    return member, start, size


def first_difference(found: bytes, expected: bytes) -> int:
    """Give the place of the first byte in which two texts differ, or where the shorter one ends."""
    pairs = zip(found, expected, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(found), len(expected)))


def _demand_small(error: type[InputError], file: str, size: int, most: int) -> None:
    if size > most:
        raise refusal(error, "container.too-large", file=file, size=size, most=most)


def _demand_few(error: type[InputError], file: str, count: int) -> None:
    if count > MAX_MEMBERS:
        raise refusal(error, "container.too-many", file=file, count=count, most=MAX_MEMBERS)
