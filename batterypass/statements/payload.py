"""The canonical JSON of an event, as ``bytes.md`` 1 defines it.

The definition is :func:`parse_slowly`, in the words of the standard library. :func:`parse_payload`
answers the same in a fraction of the time: bytes that are canonical beyond doubt are accepted after
a round trip through orjson and a short walk; all others are put to the definition, which either
accepts them or says what is wrong and where. A property test compares the two.
"""

from __future__ import annotations

import json
import unicodedata
from typing import Any, NoReturn

import orjson

from batterypass.errors import MalformedError
from batterypass.texts.parser_words import json_words

MAX_PAYLOAD_BYTES = 65_535
MAX_DEPTH = 16
MAX_INTEGER = 2**53 - 1

_ENCODE = (
    orjson.OPT_STRICT_INTEGER
    | orjson.OPT_PASSTHROUGH_DATACLASS
    | orjson.OPT_PASSTHROUGH_DATETIME
    | orjson.OPT_PASSTHROUGH_SUBCLASS
)


def encode_payload(value: dict[str, Any]) -> bytes:
    """Write ``value`` as canonical JSON in its own order of keys.

    Raises MalformedError, naming the member, for what canonical JSON cannot hold: floats, large
    integers, empty members, null, text that is not in NFC, ...
    """
    try:
        raw = orjson.dumps(value, option=_ENCODE)
    except TypeError as error:
        raise MalformedError(f"payload: {error}") from error
    parse_payload(raw)
    return raw


def parse_payload(raw: bytes) -> dict[str, Any]:
    """Read canonical JSON; at most 65,535 bytes and 16 levels.

    Raises MalformedError with the position or the name for anything but the one canonical form:
    duplicate keys, spaces, other escapes, floats, integers beyond 2^53-1, null but as ``prev``,
    empty members, text that is not in NFC.
    """
    if len(raw) <= MAX_PAYLOAD_BYTES:
        try:
            value = orjson.loads(raw)
            if type(value) is dict and _is_plain(raw, value):
                return value
        except ValueError:
            pass  # the definition says what is wrong, and where
    return parse_slowly(raw)


def read_canonical(raw: bytes) -> dict[str, Any]:
    """Read what somebody has shown, or will show, to be canonical: in a third of the time.

    The same as :func:`parse_payload` for canonical bytes; of others it may say anything, so that
    whatever follows from it is worthless until they were shown to be canonical.
    """
    try:
        value = orjson.loads(raw)
    except ValueError:
        return parse_payload(raw)
    return value if type(value) is dict else parse_payload(raw)


def _is_plain(raw: bytes, value: dict[str, Any]) -> bool:
    """Tell whether ``raw`` is canonical beyond doubt; False is no verdict."""
    try:
        if orjson.dumps(value, option=orjson.OPT_STRICT_INTEGER) != raw:
            return False
    except TypeError:  # an integer beyond 2^53-1, or nested too deep for orjson
        return False
    # Without escapes the whole is in NFC when each text is: no JSON delimiter composes with a mark.
    if not raw.isascii() and (b"\\" in raw or not unicodedata.is_normalized("NFC", raw.decode())):
        return False
    return _members_are_plain(value, MAX_DEPTH)


def _members_are_plain(members: dict[str, Any], depth: int) -> bool:
    for name, value in members.items():
        kind = type(value)
        if kind is str:
            if not value:
                return False
        elif kind is dict:
            if not value or depth == 1 or not _members_are_plain(value, depth - 1):
                return False
        elif kind is list:
            if not value or depth == 1 or not _elements_are_plain(value, depth - 1):
                return False
        elif kind is float or (value is None and name != "prev"):
            return False
    return True


def _elements_are_plain(elements: list[Any], depth: int) -> bool:
    for value in elements:
        kind = type(value)
        if kind is dict:
            if depth == 1 or not _members_are_plain(value, depth - 1):
                return False
        elif kind is list:
            if depth == 1 or not _elements_are_plain(value, depth - 1):
                return False
        elif kind is float or value is None:
            return False
    return True


def parse_slowly(raw: bytes) -> dict[str, Any]:
    """Read canonical JSON by its definition; the same answers as :func:`parse_payload`.

    1. UTF-8, at most 65,535 bytes. 2. JSON without duplicate keys, floats or integers beyond
    2^53-1. 3. An object. 4. Each value is allowed where it stands. 5. Written again by
    ``json.dumps`` it gives the same bytes.
    """
    # 1
    if len(raw) > MAX_PAYLOAD_BYTES:
        raise MalformedError(f"payload: {len(raw)} bytes, at most {MAX_PAYLOAD_BYTES}")
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        raise MalformedError(f"payload: byte {error.start}: not UTF-8") from error
    # 2
    try:
        value = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        why = json_words(error.msg).en
        raise MalformedError(f"payload: character {error.pos}: {why}") from error
    except RecursionError:
        raise MalformedError(f"payload: nested deeper than {MAX_DEPTH}") from None
    # 3
    if not isinstance(value, dict):
        raise MalformedError(f"payload: expected an object, found {type(value).__name__}")
    # 4
    _check(value, "payload", 1)
    # 5
    again = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    if again != raw:
        pairs = zip(again, raw, strict=False)
        at = next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(again), len(raw)))
        raise MalformedError(f"payload: byte {at}: not in canonical form")
    result: dict[str, Any] = value
    return result


def _check(value: object, path: str, depth: int) -> None:
    if isinstance(value, str):
        _check_text(value, path)
    elif value is None:
        raise MalformedError(f"{path}: null is not allowed here")
    elif isinstance(value, list | dict):
        if depth > MAX_DEPTH:
            raise MalformedError(f"payload: nested deeper than {MAX_DEPTH}")
        if isinstance(value, list):
            for place, element in enumerate(value):
                _check(element, f"{path}[{place}]", depth + 1)
        else:
            _check_members(value, path, depth)


def _check_members(members: dict[str, object], path: str, depth: int) -> None:
    for name, value in members.items():
        _check_text(name, f"{path}, the key {name!r}")
        if value is None and name == "prev":
            continue
        if value in ("", [], {}):
            raise MalformedError(f"{path}.{name}: an empty member must be left out")
        _check(value, f"{path}.{name}", depth + 1)


def _check_text(text: str, path: str) -> None:
    if not unicodedata.is_normalized("NFC", text):
        raise MalformedError(f"{path}: text is not in Unicode normal form C")
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise MalformedError(f"{path}: text with a lone surrogate")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        names = [name for name, _ in pairs]
        double = next(name for place, name in enumerate(names) if name in names[:place])
        raise MalformedError(f"payload: the key {double!r} stands twice in one object")
    return members


def _integer(digits: str) -> int:
    # Longer ones are not converted at all: the time for it grows with the square of the length.
    if len(digits) > 17 or abs(int(digits)) > MAX_INTEGER:
        raise MalformedError(f"payload: the integer {digits[:40]} is beyond 2^53-1")
    return int(digits)


def _no_float(digits: str) -> NoReturn:
    raise MalformedError(f"payload: {digits[:40]} must be an integer or a text")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object,
    parse_int=_integer,
    parse_float=_no_float,
    parse_constant=_no_float,
)
