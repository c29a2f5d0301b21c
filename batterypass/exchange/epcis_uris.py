"""The forms of text that EPCIS asks for: URIs (RFC 3986), times (RFC 3339), offsets, units."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

_URI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:([A-Za-z0-9._~:/?@!$&'()*+,;=\[\]-]|%[0-9A-Fa-f]{2})+"
                         r"(#([A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)?")  # fmt: skip
_TIME: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})"
)
_OFFSET: Final = re.compile(r"[+-]((0[0-9]|1[0-3]):[0-5][0-9]|14:00)")
_UNIT: Final = re.compile(r"[A-Z0-9]{2,3}")


def is_uri(text: str) -> bool:
    """Tell whether a text is an absolute URI; ``bp:word`` is one too."""
    return _URI.fullmatch(text) is not None


def is_time(text: str) -> bool:
    """Tell whether a text is a time with an offset that there is."""
    if _TIME.fullmatch(text) is None:
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def is_offset(text: str) -> bool:
    """Tell whether a text is an offset that EPCIS knows."""
    return _OFFSET.fullmatch(text) is not None


def is_unit(text: str) -> bool:
    """Tell whether a text can be a unit of UN/CEFACT Recommendation 20."""
    return _UNIT.fullmatch(text) is not None
