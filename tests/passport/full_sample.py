"""A pack with every attribute, real shares and a state of health that was read for years."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app import yard as yards
from passport.readers import full_form, full_item

if TYPE_CHECKING:
    from app.yard import Yard

#: Day of a reading -> percent, unlike anything else in the sample.
HEALTH = {"05-04": "99.17", "07-02": "97.43", "09-09": "95.61", "11-20": "93.07"}
_SHARES = {
    "recycled_nickel_pre_consumer": "4.2", "recycled_nickel_post_consumer": "6.5",
    "recycled_cobalt_pre_consumer": "9", "recycled_cobalt_post_consumer": "16.4",
    "recycled_lithium_pre_consumer": "1.5", "recycled_lithium_post_consumer": "6.1",
    "recycled_lead_pre_consumer": "0", "recycled_lead_post_consumer": "0",
    "cf_raw_material": "61.5", "cf_main_production": "29.3", "cf_distribution": "3.1",
    "cf_end_of_life": "6.1",
}  # fmt: skip


def sample_yard(folder: Path) -> Yard:
    """Open a ledger with that pack; its readings stand in clear, as they did in old entries."""
    yard = yards.make_yard(folder, packs=1)
    form = full_form(yards.PACKS[0], "https://id.planta-apodaca.example/passport/1")
    form["values"].update(_SHARES)
    form["private"]["legitimate_interest_and_commission"]["detailed_composition"] = [
        {"component": component, "name": name, "mass_kg": mass}
        for component, name, mass in (
            ("cathode", "LiFePO4", "96.4"), ("anode", "graphite", "52.1"),
            ("electrolyte", "LiPF6 in EC/DMC", "31.8"), ("housing", "aluminium", "88.7"),
        )
    ]  # fmt: skip
    yard.ledger.log("passport.issued", form, actor=yards.MAKER)
    for day, percent in HEALTH.items():
        yard.at(f"{day}T09:00").log(
            "item.assessed", yards.MAKER, item=yards.PACKS[0], condition="serviceable",
            method="capacity_test", soh_percent=percent,
        )  # fmt: skip
    return yard


__all__ = ["HEALTH", "full_item", "sample_yard"]
