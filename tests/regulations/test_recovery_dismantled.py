"""Worked examples of parts that were dismantled and fed to no batch, with the hand calculation."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from batterypass.bootstrap import recovery_targets
from batterypass.regulations.recovery import ProcessYear, efficiency_target
from batterypass.regulations.recovery_dismantled import DismantledYear, Part, group_of

NORTE = "https://recicladora-norte.example"
TARGETS = recovery_targets()


def part(material: str, kg: str, **more: Any) -> Part:
    fields: dict[str, Any] = {
        "stream": "", "is_battery": material == "module", "is_fed": False, **more,
    }  # fmt: skip
    return Part(material, Fraction(kg), **fields)


def year(
    *parts: Part, scale: str, loss: str = "0", excluded: tuple[str, ...] = ()
) -> DismantledYear:
    row = DismantledYear(NORTE, "patio-1", "lithium-based", 2026)
    row.take(Fraction(scale), Fraction(loss), parts, excluded)
    return row


def outcome(row: DismantledYear) -> str:
    return row.against(efficiency_target(TARGETS, "EU", row, "2026-12-31"))


#: A pack of 409.5 kg of which 161.7 kg of metal were kept; the electrolyte is waste.
METALS = (
    part("aluminium", "96.4"), part("copper", "31.5"), part("steel", "33.8"),
    part("residue", "6.2", stream="electrolyte"),
)  # fmt: skip


def modules(**more: Any) -> tuple[Part, ...]:
    return part("module", "118", **more), part("module", "117.6", **more)


def test_a_pack_whose_modules_wait_is_open() -> None:
    # 161.7 of 409.5 kg are 39.487179… %: less than 65 %. With the modules, 161.7 + 235.6 = 397.3 kg, 97 %.
    row = year(*METALS, *modules(), scale="409.5", loss="1.1")
    assert (row.unfed_kg, row.product_kg, row.unknown_kg) == (
        Fraction("409.5"), Fraction("161.7"), Fraction("235.6"),
    )  # fmt: skip
    # 409.5 - 161.7 - 6.2 - 235.6 - 1.1 = 4.9 kg that nobody explains.
    assert row.difference_kg == Fraction("4.9")
    assert (row.rate.text, outcome(row)) == ("39.487179", "open")


def test_modules_that_were_fed_count_in_their_batch_and_the_metals_with_it() -> None:
    # The batch was fed 235.6 kg and 120 kg of products came of it: 50.93 %, missed. With the metals of the
    # same pack (120 + 161.7) / (235.6 + 173.9) = 281.7 / 409.5 = 68.791208… %: met.
    row = year(*METALS, *modules(is_fed=True), scale="409.5", loss="1.1")
    process = ProcessYear(NORTE, "patio-1", "MEC-1", "lithium-based", 2026, ["b"], Fraction("235.6"),
                          Fraction("235.6"), direct_kg=Fraction(120))  # fmt: skip
    assert process.rate.text == "50.933786"
    row.take_process(process)
    assert (row.unfed_kg, row.batch_own_kg) == (Fraction("173.9"), Fraction("235.6"))
    assert (row.rate.text, outcome(row)) == ("68.791208", "met")


def test_a_target_is_missed_by_a_milligram() -> None:
    for kg, expected in (("65", "met"), ("64.999999", "not_met")):
        row = year(part("steel", kg), scale="100")
        assert outcome(row) == expected


def test_exclusions_are_on_both_sides() -> None:
    # Without the 96.4 kg of aluminium: (161.7 - 96.4) / (409.5 - 96.4) = 65.3 / 313.1 = 20.855956… %.
    row = year(*METALS, *modules(), scale="409.5", excluded=("aluminium",))
    assert row.rate.text == "20.855956"
    # Without anything dismantled there is nothing left to compare.
    assert outcome(year(*METALS, scale="409.5", excluded=("dismantled",))) == "no_data"


@pytest.mark.parametrize(
    ("one", "fate"),
    [
        (part("cables", "1"), "product"),
        (part("electronics", "1"), "product"),
        (part("steel", "1", stream="treatment_residue"), "residue"),
        (part("steel", "1", is_disposed=True), "residue"),
        (part("steel", "1", is_fed=True), "passed"),
        (part("electrolyte", "1"), "residue"),
        # Burnt or made new: nobody knows.
        (part("plastic", "1"), "waiting"),
        # A module that is used again, taken apart again or with somebody else is not here.
        (part("module", "1", is_waste_here=False), "passed"),
        (part("module", "1", is_waste_here=False, is_disposed=True), "residue"),
        (part("module", "1", stream="cells_modules_offspec"), "waiting"),
    ],
)
def test_a_part_counts_by_what_it_is_and_what_became_of_it(one: Part, fate: str) -> None:
    assert one.fate == fate


def test_a_chemistry_belongs_to_a_group_of_the_law() -> None:
    assert (group_of("LFP"), group_of("sodium-ion"), group_of("")) == (
        "lithium-based", "other", "other",
    )  # fmt: skip
