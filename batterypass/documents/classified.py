"""The line that says which row of law made a waste what it is: one for the paper and the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from batterypass.documents.content import Words
from batterypass.documents.words import moment, say

if TYPE_CHECKING:
    from batterypass.documents.content import Classification

_ROW: Final = Words("renglón", "row")
_DECLARED: Final = Words("declarado residuo", "declared waste")
_OFFERED: Final = Words("ofrecido", "offered")


def classification_words(row: Classification, lang: str, *, blanks: bool = False) -> str:
    """Write class, row of law, reason, and the days of the declaration and of the offer.

    The row is not named twice where the reason names it. A day that is not known is left out, or
    with ``blanks`` named and left blank, as on paper.
    """
    parts = [say(row.result, lang)]
    if row.regime not in row.reason.es:
        parts.append(f"{say(_ROW, lang)} {row.regime}")
    parts.append(say(row.reason, lang))
    parts.append(days_words(row.declared_on, row.offered_on, lang, blanks=blanks))
    return " · ".join(parts)


def days_words(declared_on: str, offered_on: str, lang: str, *, blanks: bool = False) -> str:
    """Write the day on which it became waste and the one of the offer, those that are known."""
    days = ((_DECLARED, declared_on), (_OFFERED, offered_on))
    return " · ".join(f"{say(label, lang)} {moment(day)}" for label, day in days if day or blanks)
