"""Characters that turn or hide a line are shown as what they are, wherever people read."""

from __future__ import annotations

import sys
import unicodedata

from batterypass.documents.setting import clean
from batterypass.documents.svg import escaped
from batterypass.documents.web_frame import frame
from batterypass.texts.unseen import UNSEEN, has_unseen, shown, without_unseen

#: Bidirectional controls of Unicode but the two marks, which turn nothing by themselves (UAX 9).
_TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def test_every_character_that_turns_a_line_is_known() -> None:
    turning = {
        chr(code)
        for code in range(sys.maxunicode + 1)
        if unicodedata.bidirectional(chr(code)) in _TURNING
    }
    assert turning <= UNSEEN
    assert all(has_unseen(f"a{one}b") and without_unseen(f"a{one}b") == "ab" for one in UNSEEN)
    assert not has_unseen("Baterías «Ñandú» 电池")


def test_a_page_a_drawing_and_a_sheet_show_them() -> None:
    wrong = "Sierra \u202eatlA\u2069\x85"
    assert shown(wrong) == "Sierra <U+202E>atlA<U+2069><U+0085>"
    page = frame(wrong, f"<p>{wrong}</p>\n", "en", ["en"]).decode()
    assert "Sierra &lt;U+202E&gt;atlA" in page
    for text in (page, escaped(wrong), clean(wrong)):
        assert not {"\u202e", "\u2069", "\x85"} & set(text)
