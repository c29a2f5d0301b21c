"""A grid of tiles with one square for each of the 32 states of Mexico, roughly where it lies.

``state-tiles.csv`` is this project's own arrangement; it judges nothing, so it is no part of a
rulebook.
"""

from __future__ import annotations

import csv
import io
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from batterypass.errors import MalformedError
from batterypass.regulations.places import states

if TYPE_CHECKING:
    from collections.abc import Mapping


class Tile(NamedTuple):
    """The square of a state, counted from the upper left one."""

    row: int
    column: int


def parse_tiles(body: bytes) -> Mapping[str, Tile]:
    """Read the grid from the bytes of its file: INEGI key -> square.

    Raises MalformedError where a state has no square, or where two have the same one.
    """
    try:
        rows = list(csv.DictReader(io.StringIO(body.decode("utf-8"), newline=""), strict=True))
        found = {row["key"]: Tile(int(row["row"]), int(row["column"])) for row in rows}
    except (ValueError, KeyError, TypeError, csv.Error) as error:
        raise MalformedError(f"state-tiles: {error}") from error
    missing = {state.key for state in states()} ^ set(found)
    if missing or len(set(found.values())) != len(rows):
        raise MalformedError(
            f"state-tiles: expected one square for each state, found {len(rows)} rows; odd:"
            f" {', '.join(sorted(missing)) or 'two states in one square'}"
        )
    return MappingProxyType(found)


@cache
def state_tiles() -> Mapping[str, Tile]:
    """Give the packaged grid."""
    file = resources.files("batterypass.regulations") / "data" / "state-tiles.csv"
    return parse_tiles(file.read_bytes())
