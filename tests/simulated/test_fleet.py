"""A simulated fleet is the same for its seed, plausible, and has the planted breaches and no other."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from batterypass import bootstrap
from batterypass.app.simulated.listing import SCHEMA, listed, listing_bytes
from batterypass.app.simulated.plants import PLANTS
from batterypass.app.simulated.run import Plan
from batterypass.domain.events import KINDS
from batterypass.texts.words_simulated import NOTICES, PLANTED
from simulated.conftest import SMALL
from simulated.hostile import Fleet, breached, broken, kind_of


def test_the_same_seed_gives_the_same_bytes(fleet: Fleet, tmp_path: Path) -> None:
    again = Fleet.simulate(tmp_path / "again.bp", SMALL)
    assert again.entries() == fleet.entries()
    assert again.path.read_bytes() == fleet.path.read_bytes()
    assert listing_bytes(SMALL, again.done) == listing_bytes(SMALL, fleet.done)


def test_another_seed_is_another_country_with_other_keys(fleet: Fleet, tmp_path: Path) -> None:
    other = Fleet.simulate(tmp_path / "other.bp", Plan(4, 1, SMALL.seed + 1))
    assert other.done.origin != fleet.done.origin
    assert not set(other.entries()) & set(fleet.entries())
    assert b"simulado" in other.entries()[0]


def test_verify_finds_what_was_planted_and_nothing_else(fleet: Fleet) -> None:
    with bootstrap.open_ledger(fleet.path, read_only=True) as ledger:
        verdict = ledger.verify(trust_file=fleet.trust())
    assert (verdict.authentic, verdict.compliant) == (True, False)
    assert broken(verdict) == set()
    assert breached(verdict) == fleet.planted()
    # As many findings as were planted: none stands twice.
    of_rules = [one for one in verdict.findings if one.severity == "compliance"]
    assert len(of_rules) == len(fleet.done.breaches)
    reasons = {(one.entry, one.acknowledged) for one in of_rules}
    assert reasons == {(one.entry, one.reason) for one in fleet.done.breaches}
    told = {one.code for one in verdict.findings if one.severity == "notice"}
    assert told <= set(NOTICES)


def test_every_plant_is_there_and_has_its_words(fleet: Fleet) -> None:
    assert {one.how for one in fleet.done.breaches} == set(PLANTS) == set(PLANTED)
    assert len({one.code for one in fleet.done.breaches}) >= 30


def test_the_list_says_where_each_breach_is(fleet: Fleet) -> None:
    found = json.loads(listing_bytes(SMALL, fleet.done))
    assert found == listed(SMALL, fleet.done)
    assert (found["schema"], found["origin"]) == (SCHEMA, "simulado.example/flota-5")
    entries = fleet.entries()
    assert found["entries"] == len(entries)
    for one in found["violations"]:
        assert kind_of(entries[one["entry"]]) == one["kind"]
        assert one["says"]["es"] != one["says"]["en"]
    assert {one["code"] for one in found["notices"]} == set(NOTICES)


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Fleet:
    """Give a fleet that has time to grow old."""
    return Fleet.simulate(tmp_path_factory.mktemp("old") / "old.bp", Plan(320, 12, 3))


def test_a_fleet_that_grows_old_lives_through_everything(old: Fleet) -> None:
    kinds = Counter(map(kind_of, old.entries()))
    assert set(kinds) >= {
        "authorisation.extended", "authorisation.renewal-filed", "batch.closed", "batch.fed",
        "batch.opened", "batch.output-weighed", "consignment.countersigned",
        "consignment.recorded-on-paper", "item.assessed", "item.decided", "item.declared-waste",
        "item.dismantled", "item.disposed", "ledger.heads-committed", "pack.assembled",
        "pack.exported", "pack.installed", "pack.placed-on-market", "pack.prepared-for-reuse",
        "pack.removed", "pack.repaired", "pack.repurposed", "passport.ended", "passport.issued",
        "party.key-added", "party.key-revoked",
    }  # fmt: skip
    assert set(kinds) <= set(KINDS)
    assert kinds["passport.issued"] > kinds["pack.manufactured"] >= 320


def test_years_of_ordinary_operation_break_no_rule_that_nobody_planted(old: Fleet) -> None:
    with bootstrap.open_ledger(old.path, read_only=True) as ledger:
        verdict = ledger.verify(trust_file=old.trust())
    assert broken(verdict) == set()
    assert breached(verdict) == old.planted()


def test_a_limit_of_events_ends_it_there(tmp_path: Path) -> None:
    short = Fleet.simulate(tmp_path / "short.bp", Plan(300, 3, 2, events=400))
    assert 400 <= short.done.entries < 400 + 200
    with bootstrap.open_ledger(short.path, read_only=True) as ledger:
        verdict = ledger.verify(first_use=True)
    assert verdict.authentic
    assert breached(verdict) == short.planted()
