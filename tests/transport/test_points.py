"""ADR 1.1.3.6: what a unit may carry of each transport category before all of ADR applies."""

from __future__ import annotations

from decimal import Decimal

import pytest

from batterypass.bootstrap import adr_points
from batterypass.errors import MalformedError
from batterypass.regulations.transport.points import points_of

DAY = "2026-11-23"


@pytest.mark.parametrize(
    ("masses", "total", "over"),
    [
        ({"2": "333"}, "999", False),
        ({"2": "333.1"}, "999.3", True),
        ({"2": "333.4"}, "1000.2", True),
        ({"2": "9900"}, "29700", True),
        ({"0": "0.1"}, "0", True),
        ({"0": "1", "2": "10"}, "30", True),
    ],
)
def test_a_category_alone_has_its_quantity_mixed_ones_a_sum_and_0_is_always_over(
    masses: dict[str, str], total: str, over: bool
) -> None:
    found = points_of(adr_points(), DAY, {key: Decimal(one) for key, one in masses.items()})
    assert found is not None
    assert (found.total, found.is_over, found.limit) == (total, over, "1000")


def test_goods_without_a_category_have_no_value() -> None:
    assert points_of(adr_points(), DAY, {}) is None


def test_a_category_that_the_table_lacks_is_not_guessed() -> None:
    with pytest.raises(MalformedError, match="'3'"):
        points_of(adr_points(), DAY, {"3": Decimal(1)})
