"""Over a simulated country, what producers have together is what circulates: every kilogram once."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from batterypass import bootstrap
from batterypass.app.report_model import Asked
from batterypass.app.reports import make_report
from batterypass.app.simulated.run import Plan
from simulated.hostile import Fleet

#: Of these no batch makes anything else.
NODES = ("in_use", "removed", "second_life", "exported", "unknown")


@pytest.mark.parametrize("seed", [3, 8])
def test_packs_built_of_parts_are_in_the_sum_of_producers_once(seed: int, tmp_path: Path) -> None:
    fleet = Fleet.simulate(tmp_path / "fleet.bp", Plan(120, 8, seed))
    found, surplus = Decimal(0), Decimal(0)
    with bootstrap.open_ledger(fleet.path, read_only=True) as ledger:
        targets = bootstrap.recovery_targets()
        for year in range(2018, 2030):
            made = {
                name: {
                    table.key: table.rows
                    for table in make_report(ledger.session, Asked(name, year), targets).tables()
                }
                for name in ("producer", "circularity")
            }
            had = {one["fate"]: Decimal(str(one["kg"])) for one in made["producer"]["together"]}
            rows = made["circularity"]["standing"]
            there = {one["stage"]: Decimal(str(one["kg"])) for one in rows}
            surplus += sum(
                Decimal(str(one["kg"]))
                for one in made["circularity"]["flows"]
                if one["from_node"] == "surplus"
            )
            whole = sum(there.values(), Decimal(0))
            assert whole - surplus <= had.get("all", Decimal(0)) <= whole
            for node in NODES:
                assert abs(had.get(node, Decimal(0)) - there.get(node, Decimal(0))) < 1, node
            found += sum(
                Decimal(str(one["of_others_kg"]))
                for one in made["producer"]["fates"]
                if one["fate"] == "all"
            )
    assert found > 100
