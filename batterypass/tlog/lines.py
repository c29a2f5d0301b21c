"""The values that all line-based formats of the log share: base64 and decimals, strictly.

Each reader accepts exactly what its writer gives, so a value has one spelling.
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import Final

from batterypass.errors import MalformedError, refusal
from batterypass.texts.messages import MESSAGES

MAX_NUMBER: Final = 2**63 - 1
"""Largest size, index or time: what a signed 64-bit integer holds."""

_MAX_DIGITS: Final = 19
# Lone surrogates are no characters and have no UTF-8; decoded text never has any.
_UNWRITABLE: Final = re.compile("[\x00-\x1f\ud800-\udfff]")


def encode_base64(value: bytes) -> str:
    """Give the standard base64 with padding of RFC 4648 section 4."""
    return base64.b64encode(value).decode("ascii")


def parse_base64(text: str, what: str) -> bytes:
    """Read canonical standard base64. Raises MalformedError, naming ``what``."""
    try:
        raw = text.encode("ascii")
        value = binascii.a2b_base64(raw)
    except (binascii.Error, ValueError) as error:
        raise refusal(MalformedError, "note.no-base64", what=what, found=shorten(text)) from error
    # Other characters, loose final bits and surplus padding decode above and fail here.
    if binascii.b2a_base64(value, newline=False) != raw:
        raise refusal(MalformedError, "note.odd-base64", what=what, found=shorten(text))
    return value


def parse_decimal(text: str, what: str) -> int:
    """Read a number from 0 to MAX_NUMBER without leading zeros or sign.

    Raises MalformedError, naming ``what``.
    """
    digits = text.isascii() and text.isdigit() and len(text) <= _MAX_DIGITS
    if not digits or (text[0] == "0" and text != "0") or int(text) > MAX_NUMBER:
        raise refusal(
            MalformedError, "note.no-decimal", what=what, most=MAX_NUMBER, found=shorten(text)
        )
    return int(text)


def demand_unix(data: bytes, what: str) -> None:
    """Raise MalformedError where an editor changed the ends of the lines or put a mark before them.

    Of all that is wrong with such a file this is what a person can mend; ``what`` names the file.
    """
    name = MESSAGES.known(f"tlog.file-{what}")
    values = {"what": what, "what_es": name.es if name else what}
    if data.startswith(b"\xef\xbb\xbf"):
        raise refusal(MalformedError, "tlog.bom", **values)
    if b"\r\n" in data:
        raise refusal(MalformedError, "tlog.crlf", **values)


def shorten(text: str) -> str:
    """Quote outside text for a message, cut to a length that a terminal can show."""
    return repr(text) if len(text) <= 60 else f"{text[:57]!r}…"


def find_unwritable(text: str, allowed: str = "") -> str | None:
    """Give the first ASCII control character (below U+0020) or lone surrogate, but for ``allowed``."""
    found = (match[0] for match in _UNWRITABLE.finditer(text))
    return next((character for character in found if character not in allowed), None)
