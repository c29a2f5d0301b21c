"""A state written and read is the same state, and the same state is the same bytes."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batterypass.domain.states import STATE_CLASSES, State
from batterypass.errors import BrokenError
from batterypass.projections.codec import encode_state, letter_of, parse_state

PACK = "https://id.maker.example/p/1"
#: The member that is a subject's own name, which is kept beside its state.
OWN_NAME = {"B": "subject", "P": "party", "A": "subject", "I": "item", "C": "subject"}

_JSON = st.recursive(
    st.text(max_size=6) | st.integers(-(2**53), 2**53) | st.booleans(),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2)
    ),
    max_leaves=3,
)
_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "str": st.text(max_size=12),
    "int": st.integers(0, 2**53),
    "bool": st.booleans(),
    "list": st.lists(_JSON, max_size=2),
    "dict": st.dictionaries(st.text(min_size=1, max_size=6), _JSON, max_size=2),
}
_EMPTY: dict[str, Any] = {"str": "", "int": 0, "bool": False, "list": [], "dict": {}}


def members_of(sort: type[State]) -> dict[str, str]:
    """Give the members of a sort of state with the type of each, without what is in it."""
    return {member.name: str(member.type).split("[")[0] for member in fields(sort)}


def states() -> st.SearchStrategy[State]:
    """Give states of every sort with any values."""

    def of(sort: type[State]) -> st.SearchStrategy[State]:
        values = {name: _VALUES[type_] for name, type_ in members_of(sort).items()}
        return st.fixed_dictionaries(values).map(lambda members: sort(**members))

    return st.one_of([of(sort) for sort in STATE_CLASSES.values()])


def name_of(state: State) -> str:
    """Give the name under which a state is kept."""
    return str(getattr(state, OWN_NAME.get(letter_of(state), "origin")))


@settings(max_examples=200, deadline=None)
@given(state=states())
def test_what_is_written_is_read_back(state: State) -> None:
    letter = letter_of(state)
    data = encode_state(letter, state)
    again = parse_state(letter, name_of(state), data)
    assert again == state
    assert encode_state(letter, again) == data


@pytest.mark.parametrize("letter", sorted(STATE_CLASSES))
def test_what_is_empty_takes_no_room(letter: str) -> None:
    sort = STATE_CLASSES[letter]
    empty = sort(**{name: _EMPTY[type_] for name, type_ in members_of(sort).items()})
    assert encode_state(letter, empty) == b"{}"
    assert parse_state(letter, "", b"{}") == empty


@pytest.mark.parametrize("letter", sorted(STATE_CLASSES))
def test_two_states_that_were_read_share_nothing_that_can_change(letter: str) -> None:
    one, other = parse_state(letter, PACK, b"{}"), parse_state(letter, PACK, b"{}")
    for name, type_ in members_of(type(one)).items():
        if type_ == "list":
            getattr(one, name).append("changed")
        elif type_ == "dict":
            getattr(one, name)["changed"] = 1
    assert encode_state(letter, other) == b"{}"
    assert parse_state(letter, PACK, b"{}") == other


@pytest.mark.parametrize("letter", sorted(OWN_NAME))
def test_the_name_a_state_is_kept_under_is_the_one_it_has(letter: str) -> None:
    state = parse_state(letter, PACK, b"{}")
    assert name_of(state) == PACK
    assert PACK.encode() not in encode_state(letter, state)


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{", b'{"no_such_member":1}', b"null", b'"text"', b"\xff", b"7"]
)
@pytest.mark.parametrize("letter", sorted(STATE_CLASSES))
def test_a_damaged_state_is_one_error_that_says_what_to_do(letter: str, data: bytes) -> None:
    with pytest.raises(BrokenError, match="verify"):
        parse_state(letter, PACK, data)


def test_a_sort_that_does_not_exist_is_a_damaged_state_too() -> None:
    with pytest.raises(BrokenError, match="verify"):
        parse_state("X", PACK, b"{}")
