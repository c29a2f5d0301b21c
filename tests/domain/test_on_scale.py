"""What should stand on the scale: a pack that went back, or never came, weighs nothing there."""

from __future__ import annotations

from typing import Any

import pytest

from batterypass.domain.base import decimal_of
from batterypass.domain.on_scale import received_kg

TAKEN = {"mass_kg": "400", "outcome": "received"}


@pytest.mark.parametrize(
    ("line", "kg"),
    [
        ({"mass_kg": "100", "outcome": "received"}, "500"),
        ({"mass_kg": "100", "outcome": "damaged"}, "500"),
        ({"mass_kg": "100", "outcome": "missing"}, "400"),
        ({"mass_kg": "100", "outcome": "rejected"}, "400"),
        # Its consignor has it back: that the rest was received it does not change.
        ({"mass_kg": "100", "outcome": "returned"}, "400"),
        ({"mass_kg": "100", "outcome": "not_loaded"}, "400"),
        ({"mass_kg": "100"}, "400"),
        # Nobody declared what is surplus.
        ({"received_kg": "90", "outcome": "surplus"}, "490"),
        ({"outcome": "surplus"}, "400"),
    ],
)
def test_only_what_was_taken_is_on_the_scale(line: dict[str, Any], kg: str) -> None:
    assert received_kg({"a": TAKEN, "b": line}) == decimal_of(kg)
