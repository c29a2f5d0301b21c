"""The words of a label: id, figures, maker, serial and month, in type as large as they have room for.

The printed id and the figures decide the size of all, and are never cut; what has no room is left to
the code, the least needed first.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from batterypass.documents.content import Words
from batterypass.documents.label_signs import HEADING, Blocks, draw_signs
from batterypass.documents.setting import ASCENT, LEADING, clean, fit_line, width_of
from batterypass.documents.words import Lang, energy, mass, say
from batterypass.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.documents.content import LabelContent
    from batterypass.documents.ink import Ink

SMALLEST_TYPE = 4.0
"""Points; below this nobody reads it, so what is still too long ends in an ellipsis."""
LARGEST_TYPE = 14.0
_ROOMY = 6.0
"""Base size from which nothing is left out or broken for larger type."""
_READABLE = 5.0
"""Type that a line is not made smaller than where something shorter can be said."""
_LONGEST_WORD = 16
"""A chemistry longer than this is a sentence, and no figure that decides the size of all others."""
_SERIAL = Words("Serie", "Serial")
_MADE = Words("Fabricado", "Made")


@dataclass(frozen=True, slots=True)
class _Line:
    """One line under the heading: its size in parts of the base size."""

    text: str
    part: float
    bold: bool = False
    shorter: tuple[str, ...] = ()
    """What to say where the whole text has no room; nothing, where none of these has either."""
    tail: str = ""
    """The end of the text that stays when the rest of it is cut."""


class _Way(NamedTuple):
    """One way to set the words: lines of the id and of the figures, and which others there are."""

    id_lines: int
    fact_lines: int
    others: tuple[str, ...]


_ALL = ("chemistry", "details", "maker", "serial", "made")
_FEWER = ("chemistry", "maker", "serial", "made")
#: From everything on wide lines to what the smallest labels still have to say.
_WAYS: Final = (
    _Way(1, 1, _ALL), _Way(1, 1, _FEWER), _Way(1, 2, _ALL), _Way(1, 2, _FEWER),
    _Way(2, 3, _ALL), _Way(2, 3, _FEWER), _Way(3, 3, _ALL), _Way(3, 3, _FEWER),
    _Way(1, 2, _FEWER[2:]), _Way(2, 3, _FEWER[2:]), _Way(3, 3, _FEWER[2:]),
    _Way(1, 2, _FEWER[3:]), _Way(2, 3, _FEWER[3:]), _Way(3, 3, _FEWER[3:]),
    _Way(1, 2, ()), _Way(2, 3, ()), _Way(3, 3, ()),
)  # fmt: skip
_FULL: Final = 8
"""How many of them leave nothing out but the details."""


def _lines(label: LabelContent, lang: Lang, way: _Way) -> list[_Line]:
    """List the lines under the heading in one of the ways there are."""
    is_word = len(label.chemistry) <= _LONGEST_WORD
    chemistry = label.chemistry if is_word else ""
    facts = [f for f in (chemistry, energy(label.energy_wh), mass(label.mass_kg)) if f]
    # FXVP-TPAR-29KS-R, FXVP-TPAR- 29KS-R, or FXVP- TPAR- 29KS-R: the hyphen says that it goes on.
    cuts = {1: (0,), 2: (0, 10), 3: (0, 5, 10)}[way.id_lines]
    ids = [label.printed_id[start:end] for start, end in zip(cuts, (*cuts[1:], None), strict=True)]
    size = -(-len(facts) // way.fact_lines)
    rows = [facts[start : start + size] for start in range(0, len(facts), size or 1)]
    details = label.details
    others = {
        "chemistry": _Line("" if is_word else label.chemistry, 1.0),
        # Half a figure would be another figure: what has no room is left out whole.
        "details": _Line(
            " · ".join(details), 1.0,
            shorter=tuple(clean(" · ".join(details[start:])) for start in range(1, len(details)))
            or ("",),
        ),
        "maker": _Line(
            " ".join(filter(None, (label.maker, label.model))), 1.0,
            tail=clean(label.model) if label.maker else "",
        ),
        "serial": _Line(f"{say(_SERIAL, lang)} {label.serial}" if label.serial else "", 1.0),
        "made": _Line(f"{say(_MADE, lang)} {label.made_month}" if label.made_month else "", 1.0),
    }  # fmt: skip
    lines = [
        *(_Line(one, 1.4, bold=True) for one in ids),
        *(_Line(" · ".join(row), 1.1, bold=True) for row in rows),
        *(others[name] for name in way.others),
    ]
    return [replace(one, text=text) for one in lines if (text := clean(one.text))]


def _chosen_lines(label: LabelContent, lang: Lang, blocks: Blocks) -> tuple[list[_Line], float]:
    """Give the lines and the base size: the first way that reads well, else the largest type.

    Nothing more is left out than is needed for the smallest type. Raises InputError where not even
    that has room for the id and the figures: they are never cut.
    """
    best: tuple[list[_Line], float] = [], 0.0
    for number, way in enumerate(_WAYS):
        if best[1] >= _ROOMY or (number >= _FULL and best[1] >= SMALLEST_TYPE):
            break
        lines = _lines(label, lang, way)
        base = _base(lines, blocks)
        # Other lines in larger type only where that is worth a tenth of the size.
        if base > best[1] * 1.1:
            best = lines, base
    if best[1] < SMALLEST_TYPE:
        raise InputError(
            f"{label.printed_id}: the words and signs have no room beside the code",
            code="label.no-room-words", item=label.printed_id,
        )  # fmt: skip
    return best


def heading_of(label: LabelContent, lang: Lang, box: tuple[float, float, float, float]) -> float:
    """Give the size of *Li-ion*, and of the square of the bin, as :func:`draw_words` draws them."""
    return _chosen_lines(label, lang, Blocks(label, box))[1] * HEADING


def draw_words(
    ink: Ink, label: LabelContent, lang: Lang, box: tuple[float, float, float, float]
) -> None:
    """Write heading and lines, spread over the height; each line stays one line.

    The bold lines decide the size of all, so that the figures are never smaller than the rest.
    """
    x, y, _, height = box
    blocks = Blocks(label, box)
    lines, base = _chosen_lines(label, lang, blocks)
    heading = base * HEADING
    words = draw_signs(ink, blocks, heading)
    big, size = fit_line("Li-ion", words, size=heading * 0.98, smallest=6, bold=True)
    ink.text(x, y + heading * 0.84, big, size, bold=True)
    gap = _gap(lines, base, height)
    # Clear of the bin, whose cross reaches down to the first line.
    top = y + heading + max(gap, 0.3 * base)
    for one in lines:
        pitch = base * one.part * LEADING
        room = blocks.room(heading, top, top + pitch)
        line, size = _cut(one, room, base * one.part)
        ink.text(x, top + base * one.part * ASCENT, line, size, bold=one.bold)
        top += pitch + gap


def _cut(one: _Line, room: float, size: float) -> tuple[str, float]:
    """Give a line, or what is said in its place, with its type size."""
    smallest = max(SMALLEST_TYPE, min(size, _READABLE))
    for text in (one.text, *one.shorter):
        if width_of(text, smallest, bold=one.bold) <= room:
            return fit_line(text, room, size=size, smallest=smallest, bold=one.bold)
    if one.shorter:
        return "", size
    if one.tail and width_of(one.tail, smallest) <= room / 2:
        rest = clean(one.text.removesuffix(one.tail))
        left = room - width_of(f" {one.tail}", smallest)
        head, _ = fit_line(rest, left, size=smallest, smallest=smallest)
        return f"{head} {one.tail}".strip(), smallest
    return fit_line(one.text, room, size=size, smallest=SMALLEST_TYPE, bold=one.bold)


def _gap(lines: Sequence[_Line], base: float, height: float) -> float:
    used = base * HEADING + sum(base * one.part * LEADING for one in lines)
    return max(0.0, min((height - used) / len(lines), base * 0.7))


def _base(lines: Sequence[_Line], blocks: Blocks) -> float:
    """Give the largest base size at which all lines have room and no bold one is shrunk; 0 for none."""
    by_height = blocks.height / (HEADING + 0.3 + sum(one.part * LEADING + 0.15 for one in lines))
    wide = max((width_of(one.text, one.part, bold=True) for one in lines if one.bold), default=1.0)
    base = min(LARGEST_TYPE, by_height, blocks.width / wide)
    while base >= SMALLEST_TYPE:
        if _fits(lines, blocks, base):
            return base
        base *= 0.96
    return SMALLEST_TYPE if _fits(lines, blocks, SMALLEST_TYPE) else 0.0


def _fits(lines: Sequence[_Line], blocks: Blocks, base: float) -> bool:
    heading, gap = base * HEADING, _gap(lines, base, blocks.height)
    if blocks.collide(heading):
        return False
    top = blocks.top + heading + max(gap, 0.3 * base)
    for one in lines:
        pitch = base * one.part * LEADING
        if one.bold and width_of(one.text, base * one.part, bold=True) > blocks.room(
            heading, top, top + pitch
        ):
            return False
        top += pitch + gap
    return top - gap <= blocks.top + blocks.height + 0.1
