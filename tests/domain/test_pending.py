"""What happens to a statement in an outbox, whatever is heard of it, how often and in what order."""

from __future__ import annotations

from itertools import product

import pytest

from batterypass.domain.pending import DEAD, FINAL, LIVE, NEWS, STATES, News, State, next_state
from batterypass.errors import InputError

#: Rows are states, columns are news; "-" is an error of the person who asks.
TABLE = """
           sent       recorded superseded stale      blocked    waiting    refused    replaced   abandoned
pending    sent       recorded superseded stale      blocked    waiting    refused    -          abandoned
sent       sent       recorded superseded stale      blocked    waiting    refused    -          abandoned
waiting    waiting    recorded superseded stale      blocked    waiting    refused    -          abandoned
stale      stale      recorded superseded stale      stale      stale      refused    superseded abandoned
blocked    blocked    recorded superseded stale      blocked    waiting    refused    superseded abandoned
refused    refused    recorded superseded refused    refused    refused    refused    superseded abandoned
recorded   recorded   recorded recorded   recorded   recorded   recorded   recorded   recorded   recorded
superseded superseded recorded superseded superseded superseded superseded superseded superseded superseded
abandoned  abandoned  recorded superseded abandoned  abandoned  abandoned  abandoned  abandoned  abandoned
"""
HEAD, *ROWS = [line.split() for line in TABLE.strip().splitlines()]
EXPECTED = {(row[0], news): row[1 + place] for row in ROWS for place, news in enumerate(HEAD)}


def after(state: State, *news: News) -> State:
    """Let news come in; a person who is told no changes nothing."""
    for one in news:
        try:
            state = next_state(state, one)
        except InputError:
            assert one == "replaced"
            assert state in LIVE
    return state


def test_every_state_is_live_dead_or_final() -> None:
    assert sorted([*LIVE, *DEAD, *FINAL]) == sorted(STATES)
    assert set(EXPECTED) == set(product(STATES, NEWS))


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("news", NEWS)
def test_a_statement_goes_where_the_table_says(state: State, news: News) -> None:
    expected = EXPECTED[state, news]
    if expected == "-":
        with pytest.raises(InputError, match="signed again") as caught:
            next_state(state, news)
        assert caught.value.code == "outbox.still-live"
    else:
        assert next_state(state, news) == expected


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("news", NEWS)
def test_an_answer_that_is_taken_in_twice_changes_nothing_more(state: State, news: News) -> None:
    once = after(state, news)
    assert after(once, news) == once


@pytest.mark.parametrize("state", STATES)
def test_three_answers_in_any_order_lose_no_acknowledged_event(state: State) -> None:
    for news in product(NEWS, repeat=3):
        end = after(state, *news)
        said = {state, *news}
        # What was once proven to be in the log stays so, wherever in the sequence it was said.
        assert (end == "recorded") == ("recorded" in said), news
        # Nothing but a proof or a person ends the life of a statement.
        if end in FINAL:
            assert said & {"recorded", "superseded", "replaced", "abandoned"}, news
        # And what was ended comes back as a proof only.
        if state in FINAL and end != state:
            assert end in said & {"recorded", "superseded"}, news


@pytest.mark.parametrize("state", STATES)
def test_the_same_answers_again_change_nothing_more(state: State) -> None:
    heard = [news for news in NEWS if news not in ("replaced", "abandoned")]
    for news in product(heard, repeat=3):
        once = after(state, *news)
        assert after(once, *news) == once, news


def test_a_forged_refusal_is_healed_by_the_proof_that_comes_later() -> None:
    for hint in ("stale", "blocked", "waiting", "refused"):
        assert after("sent", hint, "recorded") == "recorded"
        assert after("sent", hint, "replaced", "recorded") == "recorded"


def test_what_is_blocked_goes_on_when_the_partners_file_comes() -> None:
    assert after("sent", "blocked", "waiting", "recorded") == "recorded"
    assert after("sent", "stale", "waiting") == "stale"
