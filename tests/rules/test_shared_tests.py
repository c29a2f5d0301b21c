"""A test that several rules share hides nothing: where it says so, each of them finds nothing."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from batterypass.domain.clock import AHEAD_MS, BACK_MS, LAG_MS
from batterypass.domain.events import KINDS
from batterypass.rules import RULES
from batterypass.rules.keys import ALGORITHMS, the_key_is_an_ordinary_one
from batterypass.rules.times import the_clocks_agree

_MARK = 1_800_000_000_000
_NEAR = st.sampled_from((0, 1, -1, AHEAD_MS, -BACK_MS, -LAG_MS, LAG_MS)).flatmap(
    lambda apart: st.integers(apart - 2, apart + 2)
)
_KEYS = st.fixed_dictionaries(
    {"role": st.sampled_from(("daily", "recovery", "label", "operator")), "vouched": st.just("self"),
     "alg": st.sampled_from((*ALGORITHMS, "RSA"))},
    optional={"revoked": st.just(3), "until": st.just("2026-01-01")},
)  # fmt: skip


def checks(unless: Any) -> list[Any]:
    return [rule.check for rule in RULES if rule.unless is unless]


def test_the_tests_are_shared_by_rules_that_stand_side_by_side() -> None:
    shared = [rule.unless for rule in RULES]
    for unless, count in ((the_clocks_agree, 4), (the_key_is_an_ordinary_one, 5)):
        first = shared.index(unless)
        assert shared[first : first + count] == [unless] * count
        assert shared.count(unless) == count


@given(ms=_NEAR, newest=_NEAR)
def test_where_the_clocks_agree_no_rule_of_times_has_anything_to_say(ms: int, newest: int) -> None:
    act = SimpleNamespace(
        ms=_MARK + ms,
        newest=_MARK + newest,
        at=SimpleNamespace(mark_ms=_MARK),
        event=None,
        links=[],
    )
    if the_clocks_agree(act):  # type: ignore[arg-type]
        assert [list(check(act)) for check in checks(the_clocks_agree)] == [[]] * 4


@pytest.mark.parametrize("alg", [-19, -9, -7])
@given(key=st.none() | _KEYS, kind=st.sampled_from(sorted(KINDS)))
def test_an_ordinary_key_breaks_no_rule_of_keys(
    alg: int, key: dict[str, Any] | None, kind: str
) -> None:
    act = SimpleNamespace(
        key=key,
        kind=kind,
        event=SimpleNamespace(kind=kind),
        signed=SimpleNamespace(alg=alg, kid="00"),
    )
    if the_key_is_an_ordinary_one(act):  # type: ignore[arg-type]
        found = [list(check(act)) for check in checks(the_key_is_an_ordinary_one)]
        assert found == [[]] * 5
