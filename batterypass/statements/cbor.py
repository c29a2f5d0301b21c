"""Deterministic CBOR (RFC 8949 section 4.2.1) of the few types that our formats use.

Only null, booleans, integers of up to 64 bits, byte strings, text, arrays and maps have a place in
them; floats, tags (but for one outermost tag) and indefinite lengths do not. The encoder is our own
because ``cbor2`` sorts map keys by length first before version 6 and bytewise from then on.
"""

from __future__ import annotations

import cbor2

from batterypass.errors import MalformedError

_MAX_ENCODE_DEPTH = 64
# The smallest value that needs an argument of 1, 2, 4 or 8 bytes.
_NEEDS = (24, 1 << 8, 1 << 16, 1 << 32)


def encode(value: object) -> bytes:
    """Encode ``value`` in the one deterministic way.

    Raises MalformedError for a type that has no place in our formats, an integer beyond 64 bits,
    text with a lone surrogate, or nesting deeper than 64.
    """
    parts: list[bytes] = []
    _append(value, parts, _MAX_ENCODE_DEPTH)
    return b"".join(parts)


def decode_strict(
    data: bytes,
    *,
    max_bytes: int,
    max_depth: int,
    tag: int | None = None,
    any_order: bool = False,
) -> object:
    """Decode one deterministic item; the time is bounded by ``max_bytes``.

    With ``tag`` the item must be wrapped in that tag, and what is inside it is returned.
    Arrays come back as lists, maps as dicts. Raises MalformedError for anything that
    :func:`encode` would not have written: trailing bytes, long forms, unsorted or double keys, ...

    1. The length is at most ``max_bytes``, the outermost tag is the one asked for.
    2. A walk without recursion finds complete, definite, shortest-form items of our types only, at
       most ``max_depth`` arrays and maps within one another, and nothing after them. So neither
       the tags that ``cbor2`` would act upon nor its own limits, which differ between its
       versions, come into play.
    3. The decoded value, encoded again, gives the same bytes. For other people's messages
       ``any_order`` allows maps in another order; then, with nothing but shortest forms, the
       same length tells that no key stands twice.
    """
    # 1
    if len(data) > max_bytes:
        raise MalformedError(f"CBOR: {len(data)} bytes, at most {max_bytes} are read")
    head = b"" if tag is None else _head(6, tag)
    if not data.startswith(head):
        raise MalformedError(f"CBOR: byte 0: expected tag {tag}, found {data[:4].hex() or 'none'}")
    # 2
    _scan(data, len(head), max_depth)
    # 3
    body = data[len(head) :]
    try:
        value: object = cbor2.loads(body)
    except (cbor2.CBORDecodeError, ValueError) as error:
        raise MalformedError(f"CBOR: {error}") from error
    except TypeError as error:  # a map used as the key of a map
        raise MalformedError(f"CBOR: a map key cannot be read: {error}") from error
    again = encode(value)
    if len(again) != len(body) or (again != body and not any_order):
        raise MalformedError("CBOR: not deterministic: unsorted, double or unequal map keys")
    return value


def text_head(length: int) -> bytes:
    """Give the bytes that stand before a text of ``length`` bytes of UTF-8."""
    return _head(3, length)


def bytes_head(length: int) -> bytes:
    """Give the bytes that stand before a byte string of ``length`` bytes."""
    return _head(2, length)


def _head(major: int, argument: int) -> bytes:
    """Give the initial byte and the argument in the shortest form."""
    top = major << 5
    if argument < 24:
        return bytes((top | argument,))
    if argument < 1 << 8:
        return bytes((top | 24, argument))
    if argument < 1 << 16:
        return bytes((top | 25,)) + argument.to_bytes(2)
    if argument < 1 << 32:
        return bytes((top | 26,)) + argument.to_bytes(4)
    if argument < 1 << 64:
        return bytes((top | 27,)) + argument.to_bytes(8)
    raise MalformedError("CBOR: an integer or length does not fit in 64 bits")


def _append(value: object, parts: list[bytes], depth: int) -> None:
    if isinstance(value, str):
        try:
            utf8 = value.encode()
        except UnicodeEncodeError as error:
            raise MalformedError(f"CBOR: text with a lone surrogate: {error}") from error
        parts += (_head(3, len(utf8)), utf8)
    elif isinstance(value, bytes):
        parts += (_head(2, len(value)), value)
    elif isinstance(value, bool):
        parts.append(b"\xf5" if value else b"\xf4")
    elif isinstance(value, int):
        parts.append(_head(0, value) if value >= 0 else _head(1, -1 - value))
    elif value is None:
        parts.append(b"\xf6")
    elif depth == 0:
        raise MalformedError(f"CBOR: nested deeper than {_MAX_ENCODE_DEPTH}")
    elif isinstance(value, list | tuple):
        parts.append(_head(4, len(value)))
        for element in value:
            _append(element, parts, depth - 1)
    elif isinstance(value, dict):
        _append_map(value, parts, depth - 1)
    else:
        raise MalformedError(f"CBOR: {type(value).__name__} has no place in our formats")


def _append_map(value: dict[object, object], parts: list[bytes], depth: int) -> None:
    for key in value:
        # True and 1 are one key in Python and two in CBOR.
        if isinstance(key, bool) or not isinstance(key, int | str | bytes):
            raise MalformedError(f"CBOR: {type(key).__name__} cannot be the key of a map")
    parts.append(_head(5, len(value)))
    for key, element in sorted((encode(key), element) for key, element in value.items()):
        parts.append(key)
        _append(element, parts, depth)


def _scan(data: bytes, at: int, max_depth: int) -> None:
    """Refuse anything but one complete item of our types in shortest heads, up to the end."""
    end = len(data)
    missing = [1]  # how many items each open array or map still needs; the outermost is the file
    while missing:
        if missing[-1] == 0:
            missing.pop()
            continue
        missing[-1] -= 1
        if at >= end:
            raise MalformedError(f"CBOR: byte {at}: the data ends inside an item")
        start = at
        major, argument = data[at] >> 5, data[at] & 31
        at += 1
        if major == 6 or (major == 7 and argument not in (20, 21, 22)):
            raise MalformedError(f"CBOR: byte {start}: a tag, float or simple value is not allowed")
        if argument > 27:
            raise MalformedError(f"CBOR: byte {start}: indefinite or reserved length")
        if argument > 23 and major != 7:
            width = 1 << (argument - 24)
            shortest = _NEEDS[argument - 24]
            argument = int.from_bytes(data[at : at + width])
            at += width
            if at <= end and argument < shortest:
                raise MalformedError(f"CBOR: byte {start}: not in the shortest form")
        if major in (2, 3):
            at += argument
        elif major in (4, 5):
            if len(missing) > max_depth:
                raise MalformedError(f"CBOR: byte {start}: nested deeper than {max_depth}")
            missing.append(argument * (major - 3))
        if at > end:
            raise MalformedError(f"CBOR: byte {start}: the data ends inside an item")
    if at != end:
        raise MalformedError(f"CBOR: byte {at}: {end - at} more bytes after the item")
