"""Where things are: the 32 states of Mexico, and the distance between two points on the Earth.

``inegi-states.csv`` holds INEGI's keys and names, ISO 3166-2 codes and the capitals' coordinates
(WGS84, degrees). It judges nothing, so it is no part of a rulebook; it is packaged with the program
and read once. Nothing here asks a network.
"""

from __future__ import annotations

import csv
import io
import math
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from batterypass.errors import InputError, MalformedError

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Mean radius of the Earth in kilometres (IUGG R1, of the WGS84 ellipsoid).
EARTH_RADIUS_KM = 6371.0088
_COORDINATE = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{1,15})?", re.ASCII)


class Coordinates(NamedTuple):
    """A point on the Earth: latitude and longitude in degrees, WGS84, north and east positive."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class State:
    """A state of Mexico. ``key`` is INEGI's, two digits; the coordinates are the capital's."""

    key: str
    name: str
    short_name: str
    aliases: tuple[str, ...]
    iso_3166_2: str
    capital: str
    coordinates: Coordinates
    source: str
    confidence: str
    coordinates_confidence: str

    @property
    def words(self) -> tuple[str, ...]:
        """Give every word that means this state, as people write it."""
        code = self.iso_3166_2
        return (self.key, self.name, self.short_name, *self.aliases, code, code.partition("-")[2])


def parse_states(body: bytes) -> tuple[State, ...]:
    """Read the list from the bytes of its file, in the order of the keys.

    Raises MalformedError where it is no such list, or where a word means two states.
    """
    try:
        rows = list(csv.DictReader(io.StringIO(body.decode("utf-8"), newline=""), strict=True))
        found = tuple(
            State(
                row["key"],
                row["name"],
                row["short_name"],
                tuple(word for word in row["aliases"].split(";") if word),
                row["iso_3166_2"],
                row["capital"],
                Coordinates(float(row["latitude"]), float(row["longitude"])),
                row["source"],
                row["confidence"],
                row["coordinates_confidence"],
            )
            for row in rows
        )
    except (ValueError, KeyError, AttributeError, csv.Error) as error:
        raise MalformedError(f"inegi-states: {error}") from error
    _by_word(found)
    return found


@cache
def states() -> tuple[State, ...]:
    """Give the 32 states in the order of their INEGI keys, 01 to 32."""
    file = resources.files("batterypass.regulations") / "data" / "inegi-states.csv"
    return parse_states(file.read_bytes())


def find_state(text: str) -> State | None:
    """Give the state that a text names, or None.

    The text is an INEGI key, a name, a short name, an alias or an ISO 3166-2 code (with or without
    ``MX-``); case, accents, full stops and doubled spaces do not matter. A key may have lost its
    zero, as in a spreadsheet. A capital is not its state: :func:`find_place`.
    """
    folded = _fold(text)
    return _words().get(folded.zfill(2) if folded.isdecimal() else folded)


def find_place(text: str) -> State | None:
    """Give the state that a text names by itself or by its capital, or None."""
    found = find_state(text)
    if found is not None:
        return found
    folded = _fold(text)
    return next((state for state in states() if _fold(state.capital) == folded), None)


def great_circle_km(a: Coordinates, b: Coordinates) -> float:
    """Give the distance of two points in kilometres, along the surface of a sphere.

    Haversine with the mean radius: within 0.6 % of the distance on the ellipsoid.
    """
    up, over = math.radians(b.latitude - a.latitude), math.radians(b.longitude - a.longitude)
    cosines = math.cos(math.radians(a.latitude)) * math.cos(math.radians(b.latitude))
    half = math.sin(up / 2) ** 2 + cosines * math.sin(over / 2) ** 2
    # Rounding may carry points on opposite sides of the Earth a hair beyond 1.
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, half)))


def parse_coordinates(text: str) -> Coordinates:
    """Read ``LATITUDE,LONGITUDE`` in decimal degrees, such as ``25.78,-100.19``.

    A space may stand after the comma, as maps copy it. Raises InputError that names what is off.
    """
    parts = text.split(",")
    if len(parts) != 2:
        raise InputError(
            f"{text!r}: expected latitude and longitude in degrees with a decimal point and one"
            " comma between them, such as 25.78,-100.19",
            code="place.not-two", text=text,
        )  # fmt: skip
    latitude = _degrees(text, "latitude", parts[0], 90)
    longitude = _degrees(text, "longitude", parts[1].removeprefix(" "), 180)
    return Coordinates(latitude, longitude)


def _degrees(text: str, name: str, part: str, most: int) -> float:
    if not _COORDINATE.fullmatch(part):
        raise InputError(
            f"{text!r}: the {name} {part!r} is no number of degrees such as -100.19",
            code=f"place.no-{name}", text=text, found=part,
        )  # fmt: skip
    degrees = float(part)
    if not -most <= degrees <= most:
        raise InputError(
            f"{text!r}: the {name} {part} is not between -{most} and {most}; latitude comes first",
            code=f"place.far-{name}", text=text, found=part,
        )  # fmt: skip
    return degrees


def _fold(text: str) -> str:
    """Give a text without case, accents, full stops and doubled spaces."""
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFD", text.replace(".", "").casefold())
        if not unicodedata.combining(letter)
    )
    return " ".join(plain.split())


@cache
def _words() -> Mapping[str, State]:
    return _by_word(states())


def _by_word(found: tuple[State, ...]) -> Mapping[str, State]:
    """Give the states by their folded words. Raises MalformedError where a word means two."""
    words: dict[str, State] = {}
    for state in found:
        for word in state.words:
            if words.setdefault(_fold(word), state) is not state:
                other = words[_fold(word)].name
                raise MalformedError(f"inegi-states: {word!r} means {other} and {state.name}")
    return MappingProxyType(words)
