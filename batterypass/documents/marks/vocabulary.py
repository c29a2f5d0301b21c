"""From the codes of a transport decision to the marks that are printed.

The codes are those of ``reference/transport-rules.md`` 15: ``UNNO``, ``PSN``, ``9A``, ``BM``, ``CAO``,
``PLACARD9``, ``ORANGE``, ``TXT[words]``, and ``OVERPACK`` beside them.
"""

from __future__ import annotations

import re
from datetime import date  # noqa: TC003 - a public signature
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from batterypass.documents.marks.battery_mark import draw_battery_marks
from batterypass.documents.marks.cargo_aircraft import draw_cargo_aircraft
from batterypass.documents.marks.label_9a import draw_label_9a
from batterypass.documents.marks.orange_plate import draw_orange_plate, numbers_of
from batterypass.documents.marks.overpack import draw_overpack
from batterypass.documents.marks.placard_9 import draw_placard_9
from batterypass.documents.marks.shipping_name import draw_shipping_name
from batterypass.documents.marks.un_number import draw_un_number, draw_unit_panel
from batterypass.documents.marks.words_mark import draw_prescribed_words
from batterypass.errors import InputError
from batterypass.regulations.mark_sizes import mark_sizes, measures_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from batterypass.documents.marks.shapes import Mark
    from batterypass.documents.marks.size import Size
    from batterypass.regulations.mark_sizes import Measures

CODES: Final = ("UNNO", "PSN", "9A", "BM", "CAO", "PLACARD9", "ORANGE", "OVERPACK", "TXT[…]")
#: Codes whose outer size a person may choose.
SIZED: Final = frozenset({"9A", "BM", "CAO", "PLACARD9", "ORANGE"})
_WORDS: Final = re.compile(r"TXT\[(.*)\]", re.DOTALL)
_UN: Final = re.compile(r"(?:UN ?)?([0-9]{4})")
_NO_SIZES: Final[Mapping[str, Size]] = MappingProxyType({})


def marks_for(
    codes: Sequence[str],
    un: Sequence[str],
    names: Sequence[str],
    on: date,
    *,
    sizes: Mapping[str, Size] = _NO_SIZES,
    is_small: bool = False,
    phone: str = "",
) -> list[Mark]:
    """Draw the marks of a decision, each once, in the order of the codes.

    ``un`` are UN numbers (``UN3480``), ``names`` proper shipping names, ``on`` the day of carriage.
    ``sizes`` are outer sizes by code; ``is_small`` says that the package is of at most 30 kg gross
    and 30 L; a ``phone`` number asks for the earlier figure of the battery mark. Raises InputError:
    ``mark.unknown`` for a code that nobody knows, ``mark.needs`` where UN numbers or names are
    missing, ``mark.no-measures`` for a day without measures, and for sizes that are not allowed.
    """
    wanted = list(dict.fromkeys(map(tidy_code, codes)))
    numbers = list(dict.fromkeys(map(parse_un, un)))
    given = list(dict.fromkeys(" ".join(name.split()) for name in names if name.strip()))
    for code in sizes:
        if code not in SIZED:
            raise InputError(
                f"mark {code}: its size is given by its letters; choose a size for one of"
                f" {', '.join(sorted(SIZED))}",
                code="mark.not-sized", mark=code, known=", ".join(sorted(SIZED)),
            )  # fmt: skip
    day = on.isoformat()
    drawn: list[Mark] = []
    for code in wanted:
        drawn += _draw(code, numbers, given, day, sizes.get(code), is_small, phone)
    return drawn


def tidy_code(text: str) -> str:
    """Give a code as the vocabulary writes it: capitals, single blanks."""
    return " ".join(text.split()).upper()


def parse_un(text: str) -> str:
    """Give a UN number as ``UN3480``. Raises InputError for what is none."""
    match = _UN.fullmatch(text.strip().upper())
    if match is None:
        raise InputError(
            f"UN number {text!r}: expected four digits, such as UN3480",
            code="mark.bad-un", found=text,
        )  # fmt: skip
    return f"UN{match[1]}"


def _draw(
    code: str,
    numbers: Sequence[str],
    names: Sequence[str],
    day: str,
    size: Size | None,
    is_small: bool,
    phone: str,
) -> Iterator[Mark]:
    words = _WORDS.fullmatch(code)
    kind = "TXT" if words else code
    if kind == "UNNO":
        yield from _un_numbers(_needed(code, "un", numbers), day, is_small=is_small)
    elif kind == "BM":
        yield from _battery_marks(_needed(code, "un", numbers), day, size, phone)
    elif kind == "PSN":
        measures = _measures(kind, day)
        for name in _needed(code, "name", names):
            yield draw_shipping_name(measures, name, is_small=is_small)
    elif kind == "ORANGE":
        measures = _measures(kind, day)
        plates = dict.fromkeys(numbers_of(measures, number) for number in numbers)
        for plate in plates or (None,):
            yield draw_orange_plate(measures, size, plate)
    elif kind == "9A":
        yield draw_label_9a(_measures(kind, day), size)
    elif kind == "PLACARD9":
        yield draw_placard_9(_measures(kind, day), size)
    elif kind == "CAO":
        yield draw_cargo_aircraft(_measures(kind, day), size)
    elif kind == "OVERPACK":
        yield draw_overpack(_measures(kind, day))
    elif words:
        yield draw_prescribed_words(_measures(kind, day), words[1], "TXT", is_small=is_small)
    else:
        raise InputError(
            f"mark {code!r}: expected one of {', '.join(CODES)}",
            code="mark.unknown", found=code, known=", ".join(CODES),
        )  # fmt: skip


def _measures(mark: str, day: str) -> Measures:
    return measures_on(mark_sizes(), mark, day)


def _needed(code: str, option: str, values: Sequence[str]) -> Sequence[str]:
    if not values:
        raise InputError(
            f"mark {code}: needs --{option}", code="mark.needs", mark=code, option=f"--{option}"
        )
    return values


def _un_numbers(numbers: Sequence[str], day: str, *, is_small: bool) -> Iterator[Mark]:
    of_units = _measures("UNIT", day)
    for number in numbers:
        if number in of_units.listed("numbers"):
            yield draw_unit_panel(of_units, number)
        else:
            yield draw_un_number(_measures("UNNO", day), number, is_small=is_small)


def _battery_marks(
    numbers: Sequence[str], day: str, size: Size | None, phone: str
) -> Iterator[Mark]:
    """Draw the figure of today, or the earlier one where a telephone number is given."""
    kind = "BM-PHONE" if phone else "BM"
    last = _last_day(kind) if phone else ""
    if last and day > last:
        raise InputError(
            f"mark BM: the figure with a telephone number may be used until {last}, not on {day}:"
            " leave --phone out",
            code="mark.no-phone", last=last, day=day,
        )  # fmt: skip
    measures = _measures(kind, day)
    known = measures.listed("numbers")
    mine = [number for number in numbers if number in known]
    if not mine:
        raise InputError(
            f"mark BM: not for {', '.join(numbers)}; it is for {', '.join(known)}",
            code="mark.not-for", mark="BM", found=", ".join(numbers), known=", ".join(known),
        )  # fmt: skip
    yield from draw_battery_marks(measures, mine, size, " ".join(phone.split()), last)


def _last_day(mark: str) -> str:
    return max(str(row["valid_to"]) for row in mark_sizes().rows if row["mark"] == mark)
