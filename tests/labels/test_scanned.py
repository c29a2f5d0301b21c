"""What a scanner or a hand may give to be looked up: it is found, or it is not, and never a fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.yard import PACKS
from batterypass.app.resolve import resolve
from batterypass.domain.ids import printed_id

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


@pytest.mark.parametrize(
    "page",
    [
        f"{PACKS[0]}/", f"{PACKS[0]}/index.html", f"{PACKS[0]}/index.en.html",
        f"{PACKS[0]}/record.json", PACKS[0].replace("https://id.", "HTTPS://ID.") + "/",
        f"https://pages.example/p/{printed_id(PACKS[0])}/",
        f"https://pages.example/en/p/{printed_id(PACKS[0])}/index.html",
    ],
)  # fmt: skip
def test_the_address_of_a_published_page_is_its_pack(plant: Yard, page: str) -> None:
    found = resolve(plant.session, page)
    assert [one.item for one in found.items] == [PACKS[0]]
