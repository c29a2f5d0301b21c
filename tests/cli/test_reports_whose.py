"""Whose a report is: material is followed by its maker, and whoever placed it is told so."""

from __future__ import annotations

import pytest

from cli.custody import MAKER
from cli.desk import Desk

PLACER = "https://metales-sur.example"


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ["nothing to report: ", "had made nothing by then", "followed by its maker"]),
        ("es", ["nada que informar: ", "no había hecho nada", "se sigue por su fabricante"]),
    ],
)
def test_who_made_nothing_is_told_where_what_it_placed_on_the_market_is(
    busy: Desk, lang: str, said: list[str]
) -> None:
    desk = Desk(busy.folder, at=busy.at, lang=lang)
    out = desk.ok("report", "circularity", "--year", "2026", "--party", PLACER).out
    for words in (*said, f"batterypass report producer --year 2026 --party {PLACER}"):
        assert words in out


def test_the_flows_of_a_maker_say_that_they_are_of_what_it_made(busy: Desk) -> None:
    out = busy.ok("report", "circularity", "--year", "2026", "--party", MAKER).out
    assert f"batterypass report producer --year 2026 --party https://{MAKER}.example" in out
    assert "report producer" not in busy.ok("report", "circularity", "--year", "2026").out
