"""A picture of the 32 states as squares, one panel for each thing that is counted (SVG).

The number stands in every square: the shade is never the only sign. Nothing is drawn from a clock or
a font of the machine, so the same counts give the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from batterypass.documents.setting import clean, width_of
from batterypass.documents.svg import escaped
from batterypass.regulations.places import states
from batterypass.regulations.state_tiles import state_tiles

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SIDE, _GAP = 40.0, 3.0
_STEP = _SIDE + _GAP
_MARGIN, _HEAD, _TITLE = 24.0, 58.0, 26.0
_PANELS_ACROSS = 2
#: Shades of one site, of up to 2, 5, 10, and of more; white is nobody.
_SHADES = ((1, "#d9d9d9"), (2, "#b8b8b8"), (5, "#8c8c8c"), (10, "#5e5e5e"), (1_000_000, "#303030"))
#: From this shade on letters are white.
_DARK = frozenset({"#5e5e5e", "#303030"})
_FACE = "font-family=\"'Bitstream Vera Sans','DejaVu Sans',Verdana,sans-serif\""


@dataclass(frozen=True, slots=True)
class Panel:
    """What is counted in one panel: INEGI key -> number of sites, and tonnes a year in words."""

    title: str
    counts: Mapping[str, int]
    capacities: Mapping[str, str]


def tiles_svg(title: str, legend: str, panels: Sequence[Panel]) -> str:
    """Draw the panels two by two under a title and what the signs mean."""
    tiles = state_tiles()
    width = (1 + max(one.column for one in tiles.values())) * _STEP
    height = (1 + max(one.row for one in tiles.values())) * _STEP
    across = min(_PANELS_ACROSS, len(panels)) or 1
    down = -(-len(panels) // across)
    whole_width = across * (width + _MARGIN) + _MARGIN
    whole_height = _HEAD + down * (height + _TITLE + _MARGIN) + _MARGIN / 2
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{whole_width:g}" height="{whole_height:g}" '
        f'viewBox="0 0 {whole_width:g} {whole_height:g}" role="img">\n<title>{escaped(title)}</title>'
        f'\n<rect width="100%" height="100%" fill="#fff"/>\n<g {_FACE}>\n',
        _text(_MARGIN, 28, title, 15, bold=True),
        _text(_MARGIN, 46, legend, 9),
    ]
    for number, panel in enumerate(panels):
        left = _MARGIN + (number % across) * (width + _MARGIN)
        top = _HEAD + (number // across) * (height + _TITLE + _MARGIN)
        parts.append(_text(left, top + 16, panel.title, 12, bold=True))
        for state in states():
            tile = tiles[state.key]
            parts.append(
                _tile(
                    left + tile.column * _STEP, top + _TITLE + tile.row * _STEP,
                    state.iso_3166_2.partition("-")[2], panel.counts.get(state.key, 0),
                    panel.capacities.get(state.key, ""), state.name,
                )
            )  # fmt: skip
    return "".join([*parts, "</g>\n</svg>\n"])


def shade_of(count: int) -> str:
    """Give the shade of a number of sites: the more, the darker."""
    return next(shade for most, shade in _SHADES if count <= most) if count else "#ffffff"


def _tile(x: float, y: float, code: str, count: int, capacity: str, name: str) -> str:
    shade = shade_of(count)
    ink = "#ffffff" if shade in _DARK else "#000000"
    frame = 'stroke="#000" stroke-width="0.8"' + ("" if count else ' stroke-dasharray="3 2"')
    said = f"{name}: {count}" + (f", {capacity}" if capacity else "")
    middle = x + _SIDE / 2
    return (
        f"<g><title>{escaped(said)}</title>"
        f'<rect x="{x:g}" y="{y:g}" width="{_SIDE:g}" height="{_SIDE:g}" fill="{shade}" {frame}/>\n'
        + _text(x + 3, y + 10, code, 8, ink=ink)
        + _centred(middle, y + 26, str(count), 14, ink)
        + _centred(middle, y + 36, capacity, 7, ink)
        + "</g>\n"
    )


def _centred(middle: float, y: float, line: str, size: float, ink: str) -> str:
    return _text(middle - width_of(clean(line), size) / 2, y, line, size, ink=ink) if line else ""


def _text(
    x: float, y: float, line: str, size: float, *, bold: bool = False, ink: str = "#000000"
) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{x:.2f}" y="{y:.2f}" font-size="{size:g}"{weight} fill="{ink}">'
        f"{escaped(clean(line))}</text>\n"
    )
