"""Numbers that cannot exist: they look right and name what there is not.

What is checked stands in ``number-formats.json``: a state that there is not in an NRA or EPA id, a
day that there is not in an RFC or SICT permit, a number that is longer than any. These alone are
refused; everything else that looks odd only warns (``reference/waste-and-manifests.md`` 2.2).
"""

from __future__ import annotations

import unicodedata
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from batterypass.regulations.number_shapes import NumberCheck, compiled
from batterypass.regulations.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.regulations.tables import Regulations, Row

TABLE = "number-formats"
#: What is checked of a part -> the reason where its row names none.
_REASONS: Mapping[str, str] = MappingProxyType(
    {"day": "number-no-day", "one_of": "number-no-value"}
)
#: Nobody sees them: control and format characters, halves of a pair, separators of lines.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def impossible_anywhere(regulations: Regulations, number: str) -> NumberCheck | None:
    """Find what no number of any scheme can be: empty, with unseen characters, too long."""
    if not number.strip():
        return _impossible("number-empty", {})
    # What is printable ASCII is seen.
    for letter in "" if number.isascii() and number.isprintable() else number:
        if unicodedata.category(letter) in _UNSEEN:
            return _impossible("number-unseen", {"character": f"U+{ord(letter):04X}"})
    for row in regulations.table(TABLE).rows:
        if row["check"] == "longest" and len(number) > row["most"]:
            values = {"count": str(len(number)), "most": str(row["most"])}
            return _impossible("number-long", values, row)
    return None


def impossible_here(
    regulations: Regulations, scheme: str, scope_code: str | None, number: str
) -> NumberCheck | None:
    """Find a number that looks like one of the scheme and names what there is not.

    Where nobody said which scope it is of, it has to look more like one to be taken for it.
    """
    for row in regulations.table(TABLE).rows:
        if row["check"] not in _REASONS or row["scheme"] != scheme:
            continue
        if scope_code not in (None, row["scope_code"]) or number in row.get("except", ()):
            continue
        unsaid = scope_code is None and "shape_unsaid" in row
        found = compiled(row["shape_unsaid" if unsaid else "shape"]).fullmatch(number)
        if found is None or _can_be(row, found["part"]):
            continue
        return _impossible(row.get("reason", _REASONS[row["check"]]), {"named": found["part"]}, row)
    return None


def _impossible(code: str, values: Mapping[str, str], row: Row | None = None) -> NumberCheck:
    reasons = (Reason(code, values),)
    if row is None:
        return NumberCheck("impossible", reasons)
    shape = row.get("shape", "")
    return NumberCheck("impossible", reasons, row["id"], shape, confidence=row["confidence"])


def _can_be(row: Row, part: str) -> bool:
    if row["check"] == "one_of":
        return part in row["values"]
    return _is_day(part, row["format"])


def _is_day(part: str, form: str) -> bool:
    """Tell whether digits are a day that there is; of a two-digit year, in either century."""
    month, day = (int(part[form.index(name) :][:2]) for name in ("mm", "dd"))
    years: tuple[int, ...]
    if "yyyy" in form:
        years = (int(part[form.index("yyyy") :][:4]),)
    else:
        short = int(part[form.index("yy") :][:2])
        years = (1900 + short, 2000 + short)
    return any(_exists(year, month, day) for year in years)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
