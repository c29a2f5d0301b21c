"""A country's fleet of 100,000 entries: every planted breach is found, and no other.

It takes a minute or two alone on two cores, so it has a file of its own: the tests that run beside it
are shared out by files.
"""

from __future__ import annotations

from pathlib import Path

from batterypass import bootstrap
from batterypass.app.simulated.plants import PLANTS
from batterypass.app.simulated.run import Plan
from batterypass.texts.words_simulated import NOTICES
from simulated.hostile import Fleet, breached, broken

ENTRIES = 100_000


def test_verify_finds_every_planted_breach_of_a_large_fleet_and_no_other(tmp_path: Path) -> None:
    fleet = Fleet.simulate(tmp_path / "large.bp", Plan(9_500, 10, 9, events=ENTRIES))
    assert fleet.done.entries >= ENTRIES
    assert {one.how for one in fleet.done.breaches} == set(PLANTS)
    with bootstrap.open_ledger(fleet.path, read_only=True) as ledger:
        verdict = ledger.verify(trust_file=fleet.trust())
    assert (verdict.authentic, verdict.compliant) == (True, False)
    assert broken(verdict) == set()
    assert breached(verdict) == fleet.planted()
    assert {one.code for one in verdict.findings if one.severity == "notice"} <= set(NOTICES)
