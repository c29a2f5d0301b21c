"""What a scanner or a hand may give to be looked up: it is found, or it is not, and never a fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.yard import PACKS
from batterypass.app.resolve import resolve

if TYPE_CHECKING:
    from app.yard import Yard


@pytest.mark.parametrize(
    "text",
    [
        # Bytes that were no UTF-8 come as halves of pairs.
        "urn:epc:id:sgtin:9521234.056010.\udcff", "SA26-\udcff", f"{PACKS[0]}\udcff",
        "GIAI:9521234\udcff", "[)>\x1e06\x1d25SUN\udcff\x1e\x04",
        "https://[", "https://[x]:y/p/1#1.a", "http://x.example:99999/01/1/21/1", "\0", "%", "#", "",
    ],
)  # fmt: skip
def test_what_no_code_of_a_battery_holds_is_unknown(plant: Yard, text: str) -> None:
    found = resolve(plant.session, text)
    assert (found.status, found.items, found.label) == ("unknown", (), None)
