"""The directory in memory answers what the rules' own path answers, and what each state says then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from batterypass.app.directory import Directory
from batterypass.app.ledger import Ledger
from batterypass.app.permits import OPERATIONS, authorisations_of
from batterypass.app.waste_question import STREAMS
from batterypass.bootstrap import open_ledger
from batterypass.domain.events.authorisation import WasteClass
from batterypass.domain.standing import as_known
from batterypass.domain.vocabulary import CONDITION_RANK, Chemistry
from batterypass.rules.acts import JudgedAct
from batterypass.rules.authorised import Load, accepts
from directory.office import opened_office

__all__ = ["opened_office"]

_DAYS = st.dates(
    min_value=date(2025, 11, 1),
    max_value=date(2026, 12, 31),
).map(str)
_ASKED = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def ledger(opened_office: Path) -> Iterator[Ledger]:
    with open_ledger(opened_office / "ledger.bp", read_only=True) as found:
        yield found


@pytest.fixture(scope="module")
def warm(ledger: Ledger) -> Directory:
    return Directory.load(ledger.session)


def rules_path(ledger: Ledger, load: Load, day: str) -> Any:
    """Answer as BP-A001 does: with what the rule looks up, by the function that it calls."""
    session = ledger.session
    regulations = session.regulations()
    act = SimpleNamespace(world=session.world, day=day, regulations=regulations, jurisdiction="MX")
    return accepts(cast(JudgedAct, act), load, authorisations_of(session, load.consignee))


@_ASKED
@given(data=st.data(), day=_DAYS)
def test_the_view_answers_as_the_rule_does(
    ledger: Ledger, warm: Directory, data: st.DataObject, day: str
) -> None:
    place = data.draw(st.sampled_from(sorted(warm.places)))
    stream = data.draw(st.sampled_from(STREAMS))
    operation = data.draw(
        st.sampled_from(
            [
                one
                for one in OPERATIONS
                if one not in ("transport", "comercio_exterior", "remediacion")
            ]
        )
    )
    waste_class = data.draw(st.sampled_from(get_args(WasteClass)))
    condition = data.draw(st.sampled_from(["", *CONDITION_RANK]))
    chemistry = data.draw(st.sampled_from([None, *get_args(Chemistry)]))
    mass_kg = data.draw(st.sampled_from([Decimal(1), Decimal(900), Decimal(5_000_000)]))
    chemistries = [chemistry] if chemistry else []
    question = warm.question(
        day, stream, operation, condition=condition, waste_class=waste_class,
        chemistries=chemistries,
    )  # fmt: skip
    load = Load(
        place[0], place[1], "", stream, operation, waste_class, condition, frozenset(chemistries),
        mass_kg,
    )  # fmt: skip
    assert warm.ask(warm.places[place], question, mass_kg).acceptance == rules_path(
        ledger, load, day
    )


@_ASKED
@given(known_ms=st.integers(min_value=1_767_000_000_000, max_value=1_798_000_000_000))
def test_the_view_of_an_instant_holds_what_each_authorisation_was_known_to_be(
    ledger: Ledger, warm: Directory, known_ms: int
) -> None:
    then = Directory.load(ledger.session, known_ms=known_ms)
    expected = {
        one.subject: known
        for place in warm.places.values()
        for one in place.own
        if (known := as_known(one, mark_ms=known_ms)) is not None
    }
    assert {one.subject: one for place in then.places.values() for one in place.own} == expected


def test_one_party_is_read_as_it_stands_in_the_whole(ledger: Ledger, warm: Directory) -> None:
    for party, site in warm.places:
        alone = Directory.load(ledger.session, party=party)
        assert alone.places[party, site] == warm.places[party, site]


def test_a_site_that_only_an_authorisation_names_is_asked_too(
    ledger: Ledger, warm: Directory
) -> None:
    party, site = next(key for key, place in warm.places.items() if place.own)
    state = warm.places[party, site]
    question = warm.question("2026-03-01", "whole_battery", "acopio", waste_class="hazardous")
    nowhere = state.__class__(state.party, "elsewhere", {}, "", state.held)
    reasons = warm.ask(nowhere, question).acceptance.reasons
    assert warm.ask(nowhere, question).acceptance.answer == "no"
    assert reasons
    assert nowhere.own == ()
