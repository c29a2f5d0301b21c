"""The maps of sites and their list: numbers on a graticule, state capitals to find one's way.

Where many sites lie in the middle of Mexico, that part has a map of its own. Sites that lie together
share a number plate; a point whose plate found no room is still drawn, and the list has all of them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from batterypass.documents.content import Words
from batterypass.documents.directory_sheets import (
    BOTTOM,
    TOP,
    Column,
    Sheets,
    draw_row,
    draw_titles,
)
from batterypass.documents.label_places import Ground, Rect
from batterypass.documents.map_frame import Frame
from batterypass.documents.setting import ASCENT, clean, width_of
from batterypass.documents.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from batterypass.documents.directory_content import Capital, SiteCard
    from batterypass.documents.ink import PdfInk

COUNTRY: Final = Frame(-118.6, -86.2, 13.9, 33.0, step=5, scale_km=500, top=TOP + 2)
MIDDLE: Final = Frame(-102.2, -97.0, 18.2, 21.3, step=1, scale_km=100, top=TOP + 2)
_CROWD: Final = 6
"""From more sites than this on the middle has a map of its own."""
_TOGETHER: Final = 4.5
"""Sites whose points are nearer than this share a plate."""
_PARTS: Final = 3
"""So many numbers or runs stand on a plate."""
_PLATE: Final = 5.8
_NAME: Final = 4.9

TITLE: Final = Words("Mapa de sitios", "Map of sites")
_MIDDLE: Final = Words("Mapa de sitios: el centro", "Map of sites: the middle")
_LIST: Final = Words("Sitios del mapa", "Sites on the map")
_NOTE: Final = Words(
    "Proyección equirrectangular, a escala en 24° N. Los círculos con nombre son las capitales de los"
    " estados, para orientarse; los cuadros son los sitios, con su número de la lista.",
    "Equirectangular projection, to scale at 24° N. The circles with a name are the capitals of the"
    " states, to find one's way; the squares are the sites, with their number in the list.",
)
_BOXED: Final = Words(
    "El recuadro tiene su propio mapa en la página siguiente.",
    "The box has a map of its own on the next page.",
)
_CROWDED: Final = Words(
    "Donde no cupo un número, la lista dice qué sitio es.",
    "Where a number found no room, the list says which site it is.",
)
_OFF: Final = Words("Sin lugar en el mapa", "Not on the map")
_NO_PLACE: Final = Words("sin coordenadas", "no coordinates")
_OUTSIDE: Final = Words("fuera del mapa", "outside of the map")
_COLUMNS: Final = (
    Column(Words("Núm.", "No."), 30),
    Column(Words("Sitio", "Site"), 150),
    Column(Words("Empresa", "Company"), 190),
    Column(Words("Municipio y estado", "Municipality and state"), 138),
    Column(Words("Página", "Page"), 32, is_right=True),
)


@dataclass(frozen=True, slots=True)
class Marked:
    """A site with its company, its state and the page that it is on; ``number`` 0: not on the map."""

    number: int
    company: str
    state: str
    page: int
    site: SiteCard


def is_in(site: SiteCard, frame: Frame) -> bool:
    """Tell whether a site has coordinates inside a frame."""
    if not site.latitude or not site.longitude:
        return False
    return frame.holds(float(site.latitude), float(site.longitude))


def numbered(sites: Sequence[SiteCard]) -> Mapping[int, int]:
    """Give the numbers of sites on the map by their place in the sequence, from 1."""
    shown = [place for place, site in enumerate(sites) if is_in(site, COUNTRY)]
    return {place: number for number, place in enumerate(shown, start=1)}


def ranges(numbers: Sequence[int]) -> str:
    """Write ascending numbers shortly: ``3–5, 9``; after a few comes an ellipsis."""
    parts: list[str] = []
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        found = [number for _, number in run]
        if len(found) > 2:
            parts.append(f"{found[0]}–{found[-1]}")
        else:
            parts += map(str, found)
    return ", ".join(parts[:_PARTS]) + ("…" if len(parts) > _PARTS else "")


def draw_maps(sheets: Sheets, sites: Sequence[Marked], capitals: Sequence[Capital]) -> None:
    """Draw the map, that of the middle where it is crowded, and the list of the sites."""
    lang, mapped = sheets.lang, [one for one in sites if one.number]
    crowd = [one for one in mapped if is_in(one.site, MIDDLE)]
    apart = crowd if len(crowd) > _CROWD else []
    sheets.begin(say(TITLE, lang))
    _draw_one(sheets, COUNTRY, mapped, capitals, apart)
    if apart:
        sheets.begin(say(_MIDDLE, lang))
        _draw_one(sheets, MIDDLE, apart, capitals, [])
    sheets.section = say(_LIST, lang)
    _draw_list(sheets, _LIST, mapped)
    _draw_list(sheets, _OFF, [one for one in sites if not one.number])


@dataclass(frozen=True, slots=True)
class _Plate:
    """The number plate of the sites at a point; without text it is on another map."""

    point: tuple[float, float]
    text: str


def _draw_one(
    sheets: Sheets,
    frame: Frame,
    sites: Sequence[Marked],
    capitals: Sequence[Capital],
    apart: Sequence[Marked],
) -> None:
    """Draw one map; the sites ``apart`` are points in a box here, and have another map."""
    ink, lang = sheets.ink, sheets.lang
    frame.draw(ink, lang)
    ground = Ground(frame.inside)
    ground.take(frame.scale)
    if apart:
        ground.take(_draw_box(ink, frame))
    # What people look for comes first: the numbers of the sites, then the names around them.
    elsewhere = {one.number for one in apart}
    plates = _plates(frame, [one for one in sites if one.number not in elsewhere])
    dots = [frame.project(float(o.site.latitude), float(o.site.longitude)) for o in apart]
    named = [
        (one.capital, *frame.project(one.latitude, one.longitude))
        for one in capitals
        if frame.holds(one.latitude, one.longitude)
        and not (apart and MIDDLE.holds(one.latitude, one.longitude))
    ]
    for x, y in [*dots, *(plate.point for plate in plates), *((x, y) for _, x, y in named)]:
        ground.block(x, y, 1.6)
    for x, y in dots:
        ink.bar(x - 0.8, y - 0.8, 1.6, 1.6)
    left_out = sum(not _draw_plate(ink, ground, plate) for plate in plates)
    for name, x, y in named:
        _draw_capital(ink, ground, clean(name), x, y)
    notes = [_NOTE, *([_BOXED] if apart else []), *([_CROWDED] if left_out else [])]
    sheets.y = frame.bottom + 5
    sheets.paragraph(" ".join(say(note, lang) for note in notes), size=6.2)
    sheets.y += 5


def _draw_box(ink: PdfInk, frame: Frame) -> Rect:
    """Draw where the map of the middle lies, and give it."""
    x, y = frame.project(MIDDLE.north, MIDDLE.west)
    right, bottom = frame.project(MIDDLE.south, MIDDLE.east)
    box = Rect(x, y, right - x, bottom - y)
    ink.box(*box, 0.7)
    return box


def _plates(frame: Frame, sites: Sequence[Marked]) -> list[_Plate]:
    groups: list[tuple[tuple[float, float], list[int]]] = []
    for one in sites:
        x, y = frame.project(float(one.site.latitude), float(one.site.longitude))
        for (at_x, at_y), numbers in groups:
            if math.hypot(x - at_x, y - at_y) < _TOGETHER:
                numbers.append(one.number)
                break
        else:
            groups.append(((x, y), [one.number]))
    return [_Plate(point, ranges(sorted(numbers))) for point, numbers in groups]


def _draw_plate(ink: PdfInk, ground: Ground, plate: _Plate) -> bool:
    """Draw a point and its plate; tell whether the plate found room."""
    x, y = plate.point
    ink.bar(x - 1.5, y - 1.5, 3, 3)
    text = clean(plate.text)
    placed = ground.place(x, y, width_of(text, _PLATE, bold=True) + 4, _PLATE + 2.6)
    if placed is None:
        return False
    rect = placed.rect
    if placed.has_leader:
        ink.line(x, y, *placed.end, 0.4)
    ink.clear(rect.x, rect.y, rect.width, rect.height)
    ink.box(rect.x, rect.y, rect.width, rect.height, 0.7)
    ink.text(rect.x + 2, rect.y + 1.2 + ASCENT * _PLATE, text, _PLATE, bold=True)
    return True


def _draw_capital(ink: PdfInk, ground: Ground, name: str, x: float, y: float) -> None:
    ink.circle(x, y, 1.1, 0.5)
    placed = ground.place(x, y, width_of(name, _NAME) + 1, _NAME)
    if placed is None:
        return
    rect = placed.rect
    if placed.has_leader:
        ink.line(x, y, *placed.end, 0.2)
    ink.clear(rect.x, rect.y, rect.width, rect.height)
    ink.text(rect.x + 0.5, rect.y + ASCENT * _NAME + 0.3, name, _NAME)


def _draw_list(sheets: Sheets, title: Words, sites: Sequence[Marked]) -> None:
    if not sites:
        return
    lang = sheets.lang
    sheets.heading(say(title, lang), 34, size=9)
    draw_titles(sheets, _COLUMNS)
    for one in sites:
        site = one.site
        name = site.name or site.site_id
        if not one.number:
            why = _OUTSIDE if site.latitude and site.longitude else _NO_PLACE
            name += f" ({say(why, lang)})"
        place = ", ".join(filter(None, (site.municipality, one.state)))
        texts = (str(one.number or "–"), name, one.company, place, str(one.page))
        draw_row(sheets, _COLUMNS, texts, bold=frozenset({0}))
    sheets.y = min(sheets.y + 6, BOTTOM)
