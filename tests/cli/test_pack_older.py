"""``pack list --older-than``: what stands in the yard and nobody has touched for too long."""

from __future__ import annotations

import pytest

from cli.desk import Desk


def _serials(yard: Desk, *words: str) -> set[str]:
    return {one["serial"] for one in yard.ok("pack", "list", "--json", *words).json["packs"]}


def test_a_pack_that_nobody_touched_for_too_long_is_listed(yard: Desk) -> None:
    both = _serials(yard)
    assert len(both) == 2
    touched = (
        "log pack.placed-on-market SA26-000001 country=MX placed_on=2026-03-20 --as sierra --yes"
    )
    yard.ok(*touched.split(), "--clock-is-right", at="03-20T10:00")
    yard.at = "2026-08-01T10:00:00-06:00"
    assert _serials(yard, "--older-than", "150d") == both - {"SA26-000001"}
    assert _serials(yard, "--older-than", "150") == both - {"SA26-000001"}
    assert _serials(yard, "--older-than", "100d") == both
    assert _serials(yard, "--older-than", "200d") == set()
    assert _serials(yard, "--older-than", "100d", "--place", "nowhere") == set()


@pytest.mark.parametrize("days", ["", "d", "-1d", "1.5d", "150 d", "5m", "٣d", "9" * 6])
@pytest.mark.parametrize(("lang", "said"), [("en", "no number of days"), ("es", "no es un número")])
def test_what_is_no_number_of_days_is_said_so(yard: Desk, days: str, lang: str, said: str) -> None:
    yard.lang = lang
    ran = yard.run("pack", "list", f"--older-than={days}")
    assert ran.code == 2
    assert said in ran.err
    assert "150d" in ran.err
