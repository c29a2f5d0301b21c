"""A part of the Earth on paper: equirectangular, with its graticule and a scale.

True to scale along 24° north, so that nothing but a table of points is needed: no coast or border is
drawn, because this project has no such data that may be passed on.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from batterypass.documents.content import Words
from batterypass.documents.directory_sheets import LEFT, WIDTH
from batterypass.documents.label_places import Rect
from batterypass.documents.setting import width_of
from batterypass.documents.words import say

if TYPE_CHECKING:
    from batterypass.documents.ink import PdfInk
    from batterypass.documents.words import Lang

_TRUE_AT: Final = math.cos(math.radians(24))
_KM_PER_DEGREE: Final = 111.195
"""Of latitude, on a sphere with the mean radius of the Earth."""
_WEST_SIGN: Final = Words("O", "W")


@dataclass(frozen=True, slots=True)
class Frame:
    """A part of the Earth in degrees, east and north positive, as wide as the text of a page.

    ``step`` is the distance of the lines of the graticule in degrees, ``scale_km`` what the scale
    shows. ``top`` is where it begins on the page.
    """

    west: float
    east: float
    south: float
    north: float
    step: int
    scale_km: int
    top: float

    @property
    def unit(self) -> float:
        """Give the points of a degree of latitude."""
        return WIDTH / ((self.east - self.west) * _TRUE_AT)

    @property
    def height(self) -> float:
        """Give the height in points."""
        return (self.north - self.south) * self.unit

    @property
    def bottom(self) -> float:
        """Give where it ends on the page."""
        return self.top + self.height

    @property
    def inside(self) -> Rect:
        """Give where something may be drawn."""
        return Rect(LEFT + 1, self.top + 1, WIDTH - 2, self.height - 2)

    @property
    def scale(self) -> Rect:
        """Give where the scale stands."""
        width = self.scale_km / _KM_PER_DEGREE * self.unit
        return Rect(LEFT + 8, self.bottom - 20, width + 4, 16)

    def holds(self, latitude: float, longitude: float) -> bool:
        """Tell whether a point is in it."""
        return self.south <= latitude <= self.north and self.west <= longitude <= self.east

    def project(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Give the place of a point on the page."""
        return (
            LEFT + (longitude - self.west) * _TRUE_AT * self.unit,
            self.top + (self.north - latitude) * self.unit,
        )

    def draw(self, ink: PdfInk, lang: Lang) -> None:
        """Draw the frame, the graticule with its degrees, and the scale."""
        ink.box(LEFT, self.top, WIDTH, self.height, 0.8)
        sign, step = say(_WEST_SIGN, lang), self.step
        for longitude in range(step * math.ceil(self.west / step), math.floor(self.east) + 1, step):
            x, _ = self.project(self.north, longitude)
            ink.dotted(x, self.top, x, self.bottom)
            text = f"{-longitude}° {sign}"
            ink.text(x - width_of(text, 5) / 2, self.top - 1.5, text, 5)
        for latitude in range(
            step * math.ceil(self.south / step), math.floor(self.north) + 1, step
        ):
            _, y = self.project(latitude, self.west)
            ink.dotted(LEFT, y, LEFT + WIDTH, y)
            text = f"{latitude}° N"
            ink.text(LEFT - width_of(text, 5) - 1.5, y + 1.8, text, 5)
        self._draw_scale(ink)

    def _draw_scale(self, ink: PdfInk) -> None:
        place = self.scale
        x, y, width = place.x + 2, place.y + 12, place.width - 4
        ink.line(x, y, x + width, y, 1.2)
        for at in (x, x + width):
            ink.line(at, y - 3, at, y + 1, 0.6)
        text = f"{self.scale_km} km"
        ink.text(x + (width - width_of(text, 5.6)) / 2, y - 3, text, 5.6)
