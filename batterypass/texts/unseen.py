"""Characters that turn or hide the text around them: no value needs one, and whoever reads is misled.

Controls, and those of Unicode that set the direction of a line (UAX 9): behind one of them a value
can be read as another than it is.
"""

from __future__ import annotations

import re
from typing import Final

_FIND: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u202a-\u202e\u2066-\u2069]")
_DIRECTION: Final = (0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_CONTROL: Final = (*range(0x20), *range(0x7F, 0xA0))
UNSEEN: Final = frozenset(map(chr, (*_CONTROL, *_DIRECTION)))


def has_unseen(text: str) -> bool:
    """Tell whether a value has a character that turns or hides the text around it."""
    return not text.isprintable() and not UNSEEN.isdisjoint(text)


def without_unseen(text: str) -> str:
    """Give a value without them."""
    return "".join(letter for letter in text if letter not in UNSEEN)


def shown(text: str, before: str = "<", after: str = ">") -> str:
    """Write each as ``<U+202E>`` where people read; ends of lines and tabs stay.

    ``before`` and ``after`` stand around it where the angles mean something else.
    """
    return _FIND.sub(lambda found: f"{before}U+{ord(found[0]):04X}{after}", text)
