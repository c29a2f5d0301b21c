"""Where marks stand on sheets: highest first, in rows, the same for everybody. Millimetres."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.documents.content import Words
    from batterypass.documents.marks.shapes import Mark

_CAPTION: Final = 4.0
"""Below each mark, for the words that say what it is."""
_GAP: Final = 2.0


@dataclass(frozen=True, slots=True)
class Place:
    """A mark with its upper left corner, and the width that its caption may take."""

    mark: Mark
    x: float
    y: float
    room: float


@dataclass(slots=True)
class Sheet:
    """One page with its marks; ``notes`` stand once at its foot."""

    width: float
    height: float
    places: list[Place] = field(default_factory=list)
    notes: list[Words] = field(default_factory=list)
    is_own: bool = False
    """As large as its one mark needs, because no sheet of the paper holds it."""


@dataclass(slots=True)
class _Column:
    """Marks below each other within a row."""

    x: float
    width: float
    used: float
    marks: list[tuple[Mark, float]] = field(default_factory=list)


@dataclass(slots=True)
class _Row:
    """A row of a sheet that is being filled, as high as its first mark."""

    top: float
    height: float
    columns: list[_Column] = field(default_factory=list)


def arrange(
    marks: Sequence[Mark],
    width: float,
    height: float,
    *,
    margin: float,
    head: float,
    foot: float,
    note: float,
) -> list[Sheet]:
    """Put marks on as few sheets as rows allow; what is too large gets a page of its own size."""
    notes = list(dict.fromkeys(note for mark in marks for note in mark.notes))
    room = width - 2 * margin
    top, bottom = margin + head, height - margin - foot - note * len(notes)
    fitting = [m for m in marks if m.width <= room and m.height + _CAPTION <= bottom - top]
    sheets = []
    waiting = sorted(fitting, key=lambda mark: -mark.height)
    while waiting:
        rows: list[_Row] = []
        waiting = [mark for mark in waiting if not _placed(mark, rows, room, top, bottom)]
        sheets.append(_sheet(rows, width, height, margin))
    for mark in marks:
        if mark not in fitting:
            sheets.append(_own_page(mark, margin, head, foot, note))
    return sheets


def _placed(mark: Mark, rows: list[_Row], room: float, top: float, bottom: float) -> bool:
    """Put a mark into the first row that has room, or below the last one; tell whether it went."""
    if any(_stands_in(mark, row, room) for row in rows):
        return True
    last = rows[-1] if rows else None
    start = top if last is None else last.top + last.height + _CAPTION + _GAP
    if start + mark.height + _CAPTION > bottom:
        return False
    rows.append(_Row(start, mark.height))
    return _stands_in(mark, rows[-1], room)


def _stands_in(mark: Mark, row: _Row, room: float) -> bool:
    """Put a mark below another one of the row, or beside the last; tell whether it went."""
    for column in row.columns:
        y = column.used + _CAPTION + _GAP
        if mark.width <= column.width and y + mark.height <= row.height:
            column.marks.append((mark, y))
            column.used = y + mark.height
            return True
    x = row.columns[-1].x + row.columns[-1].width + _GAP if row.columns else 0.0
    if mark.height > row.height or x + mark.width > room:
        return False
    row.columns.append(_Column(x, mark.width, mark.height, [(mark, 0.0)]))
    return True


def _sheet(rows: Sequence[_Row], width: float, height: float, margin: float) -> Sheet:
    sheet = Sheet(width, height)
    for row in rows:
        ends = [column.x - _GAP for column in row.columns[1:]] + [width - 2 * margin]
        for column, end in zip(row.columns, ends, strict=True):
            sheet.places += [
                Place(mark, margin + column.x, row.top + y, end - column.x)
                for mark, y in column.marks
            ]
    sheet.notes += dict.fromkeys(note for place in sheet.places for note in place.mark.notes)
    return sheet


def _own_page(mark: Mark, margin: float, head: float, foot: float, note: float) -> Sheet:
    width = mark.width + 2 * margin
    tall = mark.height + _CAPTION + note * len(mark.notes) + head + foot + 2 * margin
    place = Place(mark, margin, margin + head, mark.width)
    return Sheet(width, tall, [place], list(mark.notes), is_own=True)
