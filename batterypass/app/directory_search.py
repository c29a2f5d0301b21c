"""Choosing from the directory: what a paper allows, where the site is, how it stands on a day.

Whether a paper allows something is asked of :func:`batterypass.regulations.accept.can_accept`, one
paper at a time: there is no second reading of a scope.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from batterypass.app.waste_question import STREAMS, counted
from batterypass.domain.standing import Standing, standing_on
from batterypass.errors import InputError
from batterypass.evidence.refusal import refusal
from batterypass.regulations.accept import can_accept
from batterypass.regulations.places import (
    Coordinates,
    find_place,
    find_state,
    great_circle_km,
    parse_coordinates,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from batterypass.app.directory import Directory, Place
    from batterypass.domain.states import AuthorisationState
    from batterypass.regulations.places import State

_ALL_CLASSES = ("hazardous", "special_handling", "any")
_COUNTS = frozenset({"in_force", "pending"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; an empty member asks for nothing. ``waste`` is a stream or a code."""

    day: str
    waste: str = ""
    operation: str = ""
    chemistry: str = ""
    condition: str = ""
    waste_class: str = ""
    state: str = ""
    #: Also what does not count on the day: expired, suspended, revoked, not yet in force, closed.
    is_all: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """One paper at one site, and how it stands. ``distance_km`` is None where it is not known."""

    place: Place
    held: AuthorisationState
    standing: Standing
    distance_km: float | None = None
    #: Whether the distance is that of the capital of its state: the site has no coordinates.
    is_about: bool = False


def search(directory: Directory, wanted: Wanted, near: Coordinates | None = None) -> list[Found]:
    """List the papers that fit, by name of the party, or by distance where ``near`` is given.

    Raises InputError for a waste or a state that nobody knows.
    """
    fits = _Fits(directory, wanted)
    state = state_of(wanted.state) if wanted.state else None
    found = []
    for place, held in directory.authorisations():
        if state is not None and state_key(place) != state.key:
            continue
        standing = standing_on(held, wanted.day)
        closed = bool(place.closed_on) and place.closed_on <= wanted.day
        if (wanted.is_all or (standing.word in _COUNTS and not closed)) and fits(held):
            point, is_about = (None, False) if near is None else point_of(place)
            far_km = (
                great_circle_km(near, point) if near is not None and point is not None else None
            )
            found.append(Found(place, held, standing, far_km, is_about))
    far = float("inf")
    found.sort(
        key=lambda one: (
            far if one.distance_km is None else one.distance_km,
            (one.place.party.legal_name or one.place.party.party).casefold(),
            one.place.site,
            one.held.scheme,
            one.held.number,
        )
    )
    return found


class _Fits:
    """Tells whether a paper allows what is wanted, whenever it is in force and wherever it is."""

    def __init__(self, directory: Directory, wanted: Wanted) -> None:
        self._directory = directory
        self._wanted = wanted
        self._jurisdiction = directory.jurisdiction(wanted.day)
        self._streams: tuple[str, ...] = ()
        self._classes: tuple[str, ...] = (wanted.waste_class,) if wanted.waste_class else ()
        if wanted.waste in STREAMS:
            self._streams = (wanted.waste,)
        elif wanted.waste:
            question = directory.question(
                wanted.day, wanted.waste, wanted.operation or "reciclaje",
                waste_class=wanted.waste_class,
            )  # fmt: skip
            self._streams = tuple(dict.fromkeys(one.stream for one in question.tries))
            self._classes = tuple(dict.fromkeys(one.waste_class for one in question.tries))

    def __call__(self, held: AuthorisationState) -> bool:
        wanted = self._wanted
        if not (wanted.waste or wanted.operation or wanted.chemistry or wanted.condition):
            return not wanted.waste_class or any(
                scope["waste_class"] in (wanted.waste_class, "any") for scope in held.scopes
            )
        return any(self._allows(held, scope) for scope in held.scopes)

    def _allows(self, held: AuthorisationState, scope: Mapping[str, Any]) -> bool:
        wanted = self._wanted
        own = (scope["waste_class"],) if scope["waste_class"] != "any" else _ALL_CLASSES
        operation = wanted.operation or scope["operation"]
        for waste_class in self._classes or own:
            accepted = None
            if wanted.operation:
                accepted = counted(
                    self._directory.regulations, self._jurisdiction, wanted.day, waste_class,
                    operation,
                )  # fmt: skip
            for stream in self._streams or scope["streams"][:1]:
                if stream not in scope["streams"]:
                    # It cannot fit; most papers fall out here.
                    continue
                answer = can_accept(
                    [held], held.holder_site, stream, operation, waste_class,
                    wanted.day, wanted.condition,
                    chemistries=[wanted.chemistry] if wanted.chemistry else [],
                    accepted=accepted,
                )  # fmt: skip
                # How it stands on the day is told apart.
                if answer or answer.reasons[0].code in _OF_TIME:
                    return True
        return False


#: Reasons that are about when, not about what.
_OF_TIME = frozenset(
    {"accept-expired", "accept-suspended", "accept-not-yet", "accept-revoked", "accept-pending"}
)


def state_of(text: str) -> State:
    """Give the state that a text names. Raises InputError."""
    found = find_state(text)
    if found is None:
        raise refusal(InputError, "recycler.no-state", text=text)
    return found


def state_key(place: Place) -> str:
    """Give the INEGI key of the state that a site is in; empty where nobody knows.

    The key that its card says, else the state that its address names.
    """
    address = place.card.get("address", {})
    key = str(address.get("state_key", ""))
    if key or address.get("country", "MX") != "MX":
        return key
    found = find_state(str(address.get("state", "")))
    return found.key if found is not None else ""


def point_of(place: Place) -> tuple[Coordinates | None, bool]:
    """Give where a site is, and whether that is only the capital of its state."""
    card = place.card
    if card.get("latitude") and card.get("longitude"):
        return Coordinates(float(card["latitude"]), float(card["longitude"])), False
    state = find_state(state_key(place)) if state_key(place) else None
    return (state.coordinates, True) if state is not None else (None, False)


def point_named(directory: Directory, text: str) -> tuple[Coordinates, str]:
    """Give the point that ``--near`` names, and in words what it was taken for.

    ``lat,lon``; the municipality of a registered site (the middle of its sites); a state or its
    capital, which stands for it. Raises InputError for a place that nobody here knows.
    """
    if any(letter.isdigit() for letter in text) and "," in text:
        return parse_coordinates(text.strip()), text.strip()
    there = [
        place
        for place in directory.places.values()
        if _plain(str(place.card.get("address", {}).get("municipality", ""))) == _plain(text)
    ]
    points = [point for place in there for point in _exact(place)]
    if points:
        latitude = sum(one.latitude for one in points) / len(points)
        longitude = sum(one.longitude for one in points) / len(points)
        return Coordinates(latitude, longitude), text.strip()
    state = find_place(text) or next(
        (found for place in there if (found := find_state(state_key(place)))), None
    )
    if state is None:
        raise refusal(InputError, "recycler.no-place", text=text)
    return state.coordinates, f"{state.capital}, {state.short_name}"


def _exact(place: Place) -> Iterator[Coordinates]:
    point, is_capital = point_of(place)
    if point is not None and not is_capital:
        yield point


def _plain(text: str) -> str:
    """Give a name without case and accents."""
    letters = unicodedata.normalize("NFD", text.strip().casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
