"""A batch at a site that is open over the turn of a year has a part of its input in each."""

from __future__ import annotations

from typing import Any

from batterypass import bootstrap
from cli.custody import MAKER, RECYCLER, serials
from cli.desk import Desk
from cli.report_plant import hand_over, write


def test_the_input_of_a_batch_is_what_it_was_fed_in_the_year(busy: Desk) -> None:
    hand_over(busy, MAKER, RECYCLER, serials(4, 5))
    busy.ok("batch", "open", "L-3", "--process", "PIRO-1", "--step", "smelting", "--chemistry",
            "lithium-based", "--as", RECYCLER, "--yes", at="12-08T08:00")  # fmt: skip
    for number, at in ((4, "2026-12-08T09:00:00-06:00"), (5, "2027-01-08T09:00:00-06:00")):
        path = busy.folder / f"{number}.csv"
        write(path, f"item,mass_kg\n{serials(number)[0]},{410 + number}\n")
        busy.ok("batch", "feed", "L-3", "--from", str(path), "--yes", at=at)

    for year, opened, kg in (("2026", 1, "414"), ("2027", 0, "415")):
        row = _batches(busy, year)
        assert (row["opened"], row["open"], row["input_kg"]) == (opened, 1, kg)
        with bootstrap.open_ledger(busy.ledger, read_only=True) as ledger:
            found = [ledger.entry(int(one)) for one in row["entries"]["entries"]]
        assert [one.payload["kind"] for one in found] == ["batch.opened", "batch.fed"]
        assert found[1].payload["event_time"].startswith(year)


def _batches(desk: Desk, year: str) -> dict[str, Any]:
    report = desk.ok("report", "site", "--year", year, "--json").json["report"]
    (found,) = report["batches"]
    return dict(found)
