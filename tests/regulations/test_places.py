"""The states of Mexico by every word for them, and distances that were calculated elsewhere."""

from __future__ import annotations

import math
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from batterypass.errors import InputError, MalformedError
from batterypass.regulations.places import (
    EARTH_RADIUS_KM,
    Coordinates,
    State,
    find_place,
    find_state,
    great_circle_km,
    parse_coordinates,
    parse_states,
    states,
)
from batterypass.texts.messages import MESSAGES

POINTS = st.builds(
    Coordinates,
    st.floats(-90, 90, allow_nan=False),
    st.floats(-180, 180, allow_nan=False),
)


def test_the_32_states_are_there_in_the_order_of_inegi() -> None:
    assert [state.key for state in states()] == [f"{number:02d}" for number in range(1, 33)]
    # Keys that papers of this trade carry: NRA examples and authorisations name them.
    named = {state.key: state.name for state in states()}
    assert named["02"] == "Baja California"
    assert named["05"] == "Coahuila de Zaragoza"
    assert named["07"] == "Chiapas"
    assert named["08"] == "Chihuahua"
    assert named["09"] == "Ciudad de México"
    assert named["15"] == "México"
    assert named["16"] == "Michoacán de Ocampo"
    assert named["19"] == "Nuevo León"
    assert named["30"] == "Veracruz de Ignacio de la Llave"


def test_every_state_has_a_code_a_capital_a_source_and_a_confidence() -> None:
    assert len({state.iso_3166_2 for state in states()}) == 32
    assert len({state.capital for state in states()}) == 32
    assert len({state.coordinates for state in states()}) == 32
    for state in states():
        assert state.iso_3166_2.startswith("MX-")
        assert state.source
        assert state.confidence == "high"
        assert state.coordinates_confidence == "medium"


@pytest.mark.parametrize("state", states(), ids=lambda state: str(state.key))
def test_a_capital_lies_in_mexico(state: State) -> None:
    # Extreme points of the mainland: 14.53 to 32.72 north, 86.71 to 117.13 west.
    assert 14.53 < state.coordinates.latitude < 32.72
    assert -117.13 < state.coordinates.longitude < -86.71


@pytest.mark.parametrize("state", states(), ids=lambda state: str(state.key))
def test_a_state_is_found_by_every_word_however_it_is_typed(state: State) -> None:
    for word in state.words:
        bare = "".join(
            letter
            for letter in unicodedata.normalize("NFD", word)
            if not unicodedata.combining(letter)
        )
        for typed in (
            word,
            word.upper(),
            word.lower(),
            bare,
            f"  {word} ",
            unicodedata.normalize("NFD", word),
        ):
            assert find_state(typed) is state, typed


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("N.L.", "19"),
        ("nuevo  león", "19"),
        ("NUEVO LEON", "19"),
        ("mx-nle", "19"),
        ("S.L.P.", "24"),
        ("Q. Roo", "23"),
        ("Edo. Méx.", "15"),
        ("Mexico", "15"),
        ("México, D.F.", ""),
        ("México D.F.", "09"),
        ("cdmx", "09"),
        ("Mich.", "16"),
        ("1", "01"),
        ("9", "09"),
        ("0", ""),
        ("00", ""),
        ("33", ""),
        ("099", ""),
        ("-1", ""),
        ("", ""),
        ("   ", ""),
        ("Monterrey", ""),
        ("Texas", ""),
        ("US-NLE", ""),
        ("León", ""),
    ],
)
def test_a_word_means_one_state_or_none(text: str, key: str) -> None:
    found = find_state(text)

    assert (found.key if found else "") == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("monterrey", "19"),
        ("Tuxtla Gutierrez", "07"),
        ("MÉRIDA", "31"),
        ("La Paz", "03"),
        ("NL", "19"),
        ("Querétaro", "22"),
        ("Springfield", ""),
    ],
)
def test_a_place_may_be_a_state_or_its_capital(text: str, key: str) -> None:
    found = find_place(text)

    assert (found.key if found else "") == key


# Each expected distance was worked out without this program:
# * one degree of a meridian: 2 pi 6371.0088 / 360 = 111.1951;
# * a quarter and a half of the equator: 10007.557 and 20015.114;
# * over the pole from 60 N to 60 N on the opposite meridian: 60 of 360 degrees = 6671.705;
# * Nashville to Los Angeles airport, the published test of the haversine (Rosetta Code): 2887.2600
#   with a radius of 6372.8, so 2887.2600 * 6371.0088 / 6372.8 = 2886.4484;
# * Monterrey to Mexico City, as a flat triangle: 6.24 degrees of latitude are 693.86 km, 1.18 of
#   longitude times cos 22.55 are 121.18 km, together 704.4 km.
@pytest.mark.parametrize(
    ("a", "b", "expected", "off"),
    [
        ((0, 0), (1, 0), 111.1951, 0.0001),
        ((25, -100), (26, -100), 111.1951, 0.0001),
        ((0, 0), (0, 90), 10007.557, 0.001),
        ((0, 0), (0, 180), 20015.114, 0.001),
        ((90, 0), (-90, 0), 20015.114, 0.001),
        ((60, 0), (60, 180), 6671.705, 0.001),
        ((0, 179), (0, -179), 222.390, 0.001),
        ((36.12, -86.67), (33.94, -118.40), 2886.4484, 0.001),
        ((25.67, -100.31), (19.43, -99.13), 704.4, 0.5),
    ],
)
def test_a_distance_is_the_one_that_was_calculated_by_hand(
    a: tuple[float, float], b: tuple[float, float], expected: float, off: float
) -> None:
    assert great_circle_km(Coordinates(*a), Coordinates(*b)) == pytest.approx(expected, abs=off)


def test_the_capitals_lie_as_far_apart_as_the_map_says() -> None:
    monterrey, city = find_place("Monterrey"), find_place("CDMX")
    assert monterrey is not None
    assert city is not None

    # Well known to be some 700 km in a straight line, and 900 by road.
    assert 690 < great_circle_km(monterrey.coordinates, city.coordinates) < 715


@given(POINTS, POINTS)
def test_there_and_back_is_the_same_way(a: Coordinates, b: Coordinates) -> None:
    there = great_circle_km(a, b)

    assert there == pytest.approx(great_circle_km(b, a), abs=1e-6)
    assert 0 <= there <= math.pi * EARTH_RADIUS_KM + 1e-6


def test_opposite_points_are_half_the_earth_apart_though_floats_round_up() -> None:
    # Found by search: without a bound, the arc sine of a number above 1 is asked for.
    a = Coordinates(-59.507468535586, 69.4792858843358)
    b = Coordinates(59.507468534586, -110.52071411666421)

    assert great_circle_km(a, b) == pytest.approx(20015.114, abs=0.001)


@given(POINTS)
def test_a_place_is_no_way_from_itself(a: Coordinates) -> None:
    assert great_circle_km(a, a) == 0


@given(POINTS, POINTS, POINTS)
def test_a_detour_is_never_shorter(a: Coordinates, b: Coordinates, c: Coordinates) -> None:
    assert great_circle_km(a, c) <= great_circle_km(a, b) + great_circle_km(b, c) + 1e-3


@pytest.mark.parametrize(
    ("text", "latitude", "longitude"),
    [
        ("25.78,-100.19", 25.78, -100.19),
        ("25.78, -100.19", 25.78, -100.19),
        ("+25,-100", 25, -100),
        ("-90,180", -90, 180),
        ("0,0", 0, 0),
        ("25.686613012345678,-100.316112345678901", 25.686613012345678, -100.316112345678901),
    ],
)
def test_coordinates_are_read_as_maps_copy_them(
    text: str, latitude: float, longitude: float
) -> None:
    assert parse_coordinates(text) == (latitude, longitude)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "place.not-two"),
        ("25.78", "place.not-two"),
        ("25.78 -100.19", "place.not-two"),
        ("25,78,-100,19", "place.not-two"),
        ("25.78;-100.19", "place.not-two"),
        (",", "place.no-latitude"),
        ("25.78N,100.19W", "place.no-latitude"),
        ("25°46',-100.19", "place.no-latitude"),
        ("nan,0", "place.no-latitude"),
        ("1e1,0", "place.no-latitude"),
        ("٢٥,0", "place.no-latitude"),
        ("25.,-100.19", "place.no-latitude"),
        ("25.78,", "place.no-longitude"),
        ("25.78,  -100.19", "place.no-longitude"),
        ("25.78,-100.19\n", "place.no-longitude"),
        ("25.78,inf", "place.no-longitude"),
        ("25.78,- 100.19", "place.no-longitude"),
        ("-100.19,25.78", "place.far-latitude"),
        ("90.01,0", "place.far-latitude"),
        ("25.78,-180.5", "place.far-longitude"),
    ],
)
def test_coordinates_that_are_off_say_what_is_off(text: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_coordinates(text)

    assert caught.value.code == code
    said = MESSAGES[code]
    for template in said:
        assert "{" not in template.format(**caught.value.values)


@given(st.text(max_size=30))
def test_nothing_but_a_point_or_an_error_comes_out(text: str) -> None:
    try:
        latitude, longitude = parse_coordinates(text)
    except InputError:
        return
    assert -90 <= latitude <= 90
    assert -180 <= longitude <= 180


@given(st.text(max_size=30))
def test_no_text_breaks_the_look_up(text: str) -> None:
    assert find_place(text) is None or find_place(text) in states()


HEAD = (
    "key,name,short_name,aliases,iso_3166_2,capital,latitude,longitude,source,confidence,"
    "coordinates_confidence\n"
)


@pytest.mark.parametrize(
    "body",
    [
        b"\xff",
        HEAD.encode() + b"01,A\n",
        HEAD.encode() + b"01,A,A,,MX-A,A,north,0,s,high,high\n",
        b"key,name\n01,A\n",
        HEAD.encode() + b"01,A,A,X,MX-A,A,1,1,s,high,high\n02,B,B,x,MX-B,B,1,1,s,high,high\n",
    ],
)
def test_what_is_no_list_of_states_is_refused(body: bytes) -> None:
    with pytest.raises(MalformedError, match="inegi-states"):
        parse_states(body)
