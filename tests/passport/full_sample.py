"""A pack with every attribute, real shares and a state of health that was read for years."""

from __future__ import annotations

from itertools import pairwise
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


def moved_yard(folder: Path) -> Yard:
    """Open that ledger after the pack was labelled, passed on twice and declared waste."""
    yard, pack = sample_yard(folder), yards.PACKS[0]
    key = yard.ring.kids(yards.MAKER, "label")[0]
    yard.at("11-21T09:00").log(
        "label.applied", yards.MAKER, item=pack, label_kid=key, copies=2, read_back=True
    )
    holders = (yards.MAKER, yards.STRANGER, yards.RECYCLER)
    for day, (giver, taker) in zip(("11-22", "11-25"), pairwise(holders), strict=True):
        yard.at(f"{day}T09:00").log("custody.released", giver, items=[pack], to=taker)
        yard.at(f"{day}T11:00").log("custody.accepted", taker, items=[pack], released_by=giver)
    yard.at("11-26T09:00").log(
        "item.declared-waste", yards.RECYCLER, items=[pack], reason="end_of_life",
        stream="whole_battery",
    )  # fmt: skip
    return yard


def end_passport(yard: Yard) -> None:
    """Hand the passport of that pack over, take the pack apart and end its passport."""
    item = full_item(yard)
    yard.at("11-26T10:00").log(
        "passport.handed-over", yards.MAKER, item=item.item, passport=item.passport,
        to=yards.RECYCLER,
    )  # fmt: skip
    part = {
        "item": "https://id.recicladora-norte.example/b/F1", "item_kind": "fraction",
        "material": "black_mass", "mass_kg": "412.5",
    }  # fmt: skip
    yard.at("11-27T09:00").log(
        "item.dismantled", yards.RECYCLER, item=item.item, mass_kg="412.5", children=[part]
    )
    yard.at("11-28T09:00").log(
        "passport.ended", yards.RECYCLER, item=item.item, passport=item.passport,
        reason="dismantled",
    )  # fmt: skip


__all__ = ["HEALTH", "end_passport", "full_item", "moved_yard", "sample_yard"]
