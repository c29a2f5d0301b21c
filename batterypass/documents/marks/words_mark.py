"""Words that a special provision prescribes: damaged or defective, for recycling, for disposal, …

Letters of 12 mm (3.3.1), of 6 mm for the United States' wording about aircraft on packages of at
most 30 kg (49 CFR 173.185(c)(1)). The words are printed as the law has them, all in capitals, and
with its long dash.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from batterypass.documents.content import Words
from batterypass.documents.marks.lettered import draw_words
from batterypass.errors import InputError

if TYPE_CHECKING:
    from batterypass.documents.marks.shapes import Mark
    from batterypass.regulations.mark_sizes import Measures

_TITLE = Words("Texto prescrito", "Prescribed wording")
_LONGEST: Final = 160


def draw_prescribed_words(measures: Measures, words: str, name: str, *, is_small: bool) -> Mark:
    """Draw the words. Raises InputError for none, for very many, and for what cannot be drawn."""
    plain = " ".join(words.split())
    if not plain or len(plain) > _LONGEST:
        raise InputError(
            f"mark TXT[{plain[:40]}]: {len(plain)} characters; expected 1 to {_LONGEST}",
            code="mark.bad-words", count=len(plain), most=_LONGEST,
        )  # fmt: skip
    plain = plain.upper().replace("-FORBIDDEN", "—FORBIDDEN")
    may_be_small = measures.text("small_words") in plain
    height = measures.mm("letter_height_small" if is_small and may_be_small else "letter_height")
    return draw_words(f"TXT[{plain}]", name, _TITLE, plain, height, measures)
