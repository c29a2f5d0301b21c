"""Every relief that the law gives to damaged or waste batteries, by name, and where it ends."""

from __future__ import annotations

import pytest

from transport.deciding import decided

COLLECTED = {
    "scheme": "collection", "condition": "waste_recycling", "form": "cell", "wh": "10",
    "net_kg": "20", "gross_kg": "25", "count": "400", "cell_gross_g": "45", "qa333": "yes",
    "un38_3": "",
}  # fmt: skip
HOUSEHOLD = {
    "scheme": "household", "config": "contained_in", "condition": "waste_recycling", "wh": "50",
    "net_kg": "1", "gross_kg": "6", "main_power": "no", "un38_3": "",
}  # fmt: skip


def test_sp377_spares_waste_the_un38_3_test() -> None:
    for end in ("recycling", "disposal"):
        found = decided(condition=f"waste_{end}", un38_3="")
        assert (found.outcome, found.special_provisions) == ("allowed", ("377",))
        assert found.packing_instructions == ("P909",)
        assert f"TXT[LITHIUM BATTERIES FOR {end.upper()}]" in found.marks
        assert "UN 3480 WASTE LITHIUM ION BATTERIES, 9, (E)" in found.statements
    assert decided(un38_3="").missing == ("un38_3",)


def test_above_400_kg_waste_needs_a_strong_casing_or_a_large_packaging() -> None:
    heavy = {"condition": "waste_recycling", "un38_3": ""}

    assert decided(**heavy).packing_instructions == ("P909",)
    assert decided(**heavy, casing="normal").packing_instructions == ("LP903",)
    many = {"count": "100", "wh": "500", "net_kg": "500", "gross_kg": "600"}
    assert "NO_PACKING_FITS" in decided(**heavy, **many).codes


def test_sp377_is_written_into_the_document_at_sea_only() -> None:
    said = "Transport in accordance with special provision 377"

    assert said in decided(regime="IMDG", condition="waste_recycling").statements
    assert said not in decided(condition="waste_recycling").statements


def test_sp376_spares_damaged_batteries_the_un38_3_test() -> None:
    for un38_3 in ("", "no"):
        found = decided(condition="ddr_stable", un38_3=un38_3)
        assert (found.outcome, found.special_provisions) == ("allowed", ("376",))


def test_sp376_prevails_over_sp377() -> None:
    found = decided(condition="ddr_stable", disposition="recycling", un38_3="")

    assert found.special_provisions == ("376",)
    assert "DDR_BEFORE_WASTE" in found.codes
    assert found.statements[0] == "UN 3480 WASTE LITHIUM ION BATTERIES, 9, (E)"


@pytest.mark.parametrize("regime", ["ADR", "RID", "IMDG"])
def test_sp376_sends_heavy_ones_into_large_packagings(regime: str) -> None:
    for condition, light, heavy in (
        ("ddr_stable", "P908", "LP904"),
        ("ddr_critical", "P911", "LP906"),
    ):
        assert decided(regime=regime, condition=condition).packing_instructions == (heavy,)
        at_limit = decided(regime=regime, condition=condition, net_kg="400")
        assert at_limit.packing_instructions == (light, heavy)


def test_sp376_takes_several_critical_batteries_into_lp906_but_one_into_lp904() -> None:
    several = {"count": "3", "net_kg": "900", "gross_kg": "1000"}

    assert decided(condition="ddr_critical", **several).packing_instructions == ("LP906",)
    assert decided(condition="ddr_stable", **several).outcome == "forbidden"


def test_sp677_puts_critical_ones_into_transport_category_0_on_land() -> None:
    for regime, category in (("ADR", "0"), ("RID", "0"), ("IMDG", "2")):
        found = decided(regime=regime, condition="ddr_critical")
        assert found.transport_category == category
        assert ("Transport category 0" in found.statements) == (category == "0")
    assert "CAT0_NO_1136" in decided(condition="ddr_critical").codes


@pytest.mark.parametrize(
    "condition", ["waste_recycling", "waste_disposal", "ddr_stable", "ddr_critical"]
)
def test_sp636_exempts_collected_small_ones_even_from_sp376(condition: str) -> None:
    end = {} if condition.startswith("waste") else {"disposition": "recycling"}
    found = decided(**{**COLLECTED, **end, "condition": condition})

    assert (found.level, found.packing_instructions) == ("marked", ("SP636",))
    assert found.statements == ()


@pytest.mark.parametrize(
    ("changes", "level"),
    [
        ({"qa333": "no"}, "regulated"),
        ({"cell_gross_g": "501"}, "regulated"),
        ({"wh": "21", "count": "100"}, "regulated"),
        ({"qa333": "no", "condition": "ddr_stable", "disposition": "recycling"}, "damaged"),
        ({"regime": "RID"}, "regulated"),
        ({"regime": "IMDG"}, "regulated"),
    ],
)
def test_sp636_ends_where_a_condition_of_it_fails(changes: dict[str, str], level: str) -> None:
    found = decided(**{**COLLECTED, **changes})

    assert found.level == level
    assert ("SP636_NO_QA" in found.codes) == (changes.get("qa333") == "no")


def test_sp670_exempts_equipment_from_households() -> None:
    assert decided(**HOUSEHOLD).level == "exempt"
    collected = {**HOUSEHOLD, "main_power": "yes", "qa333": "yes"}
    assert decided(**collected).marks == ("TXT[LITHIUM BATTERIES FOR RECYCLING]",)
    assert decided(**{**collected, "qa333": "no"}).level == "regulated"
    assert decided(**collected, regime="RID").level == "regulated"


def test_sp667_lets_a_vehicle_travel_whose_battery_is_safe_or_fixed() -> None:
    car = {"config": "vehicle", "condition": "ddr_critical", "fully_enclosed": "no"}

    assert decided(**car, battery_safety_affected="no").level == "exempt"
    fixed = decided(**car, battery_safety_affected="yes", removable="no")
    assert (fixed.level, fixed.special_provisions) == ("exempt", ("666", "667"))
    free = decided(**car, battery_safety_affected="yes", removable="yes")
    assert "DDR_IN_VEHICLE" in free.codes
    assert free.outcome == "forbidden"


def test_at_sea_a_damaged_battery_leaves_its_vehicle_unless_the_authority_approves() -> None:
    car = {"regime": "IMDG", "config": "vehicle", "condition": "ddr_stable", "fully_enclosed": "no"}

    assert decided(**car, approval="none").outcome == "forbidden"
    approved = decided(**car, approval="authority", stowage="roro_vehicle_space")
    assert (approved.outcome, approved.level) == ("allowed", "damaged")
    assert "DDR_VEHICLE_APPROVED" in approved.codes


def test_173_185_d_spares_waste_by_motor_vehicle_the_test_and_small_ones_the_paper() -> None:
    waste = {"regime": "49CFR", "condition": "waste_recycling", "un38_3": ""}

    assert decided(**waste).special_provisions == ("173.185(d)",)
    assert decided(**waste).level == "regulated"
    small = decided(**waste, wh="90", net_kg="8", count="20", gross_kg="12")
    assert (small.level, small.statements) == ("marked", ())
    assert decided(**waste, mode="rail").missing == ("un38_3",)


def test_173_185_f_spares_damaged_ones_the_test_and_never_d() -> None:
    damaged = {"regime": "49CFR", "condition": "ddr_stable", "un38_3": ""}

    found = decided(**damaged, disposition="recycling")
    assert found.special_provisions == ("173.185(f)",)
    assert "TXT[Damaged/defective lithium ion battery]" in found.marks
    critical = {**damaged, "condition": "ddr_critical"}
    assert decided(**critical, approval="none").outcome == "forbidden"
    assert decided(**critical, approval="phmsa").level == "critical"


@pytest.mark.parametrize("config", ["alone", "packed_with", "contained_in", "vehicle", "ctu"])
@pytest.mark.parametrize("condition", ["ddr_stable", "ddr_critical", "cannot_be_diagnosed"])
def test_no_damaged_battery_flies_whatever_its_size_and_approvals(
    config: str, condition: str
) -> None:
    found = decided(
        regime="IATA", config=config, condition=condition, wh="2", net_kg="0.1", gross_kg="1",
        aircraft="cao", approval="A88+A99+A183+A331+authority",
    )  # fmt: skip

    assert found.outcome == "forbidden"
    assert "AIR_DDR_A154" in found.codes


def test_approvals_lift_what_they_are_for_and_nothing_else() -> None:
    air = {"regime": "IATA", "aircraft": "cao"}

    assert decided(**air, approval="A99").outcome == "allowed"
    assert decided(**air, approval="A99", soc_percent="60").outcome == "forbidden"
    assert decided(**air, approval="A99+A331", soc_percent="60").outcome == "allowed"
    assert decided(**air, approval="A99", condition="waste_disposal").outcome == "forbidden"
    assert decided(**air, approval="A99+A183", condition="waste_disposal").outcome == "allowed"
    run = {"un38_3": "no", "run": "12"}
    assert decided(**air, **run, approval="A88").packing_instructions == ("910",)
    assert decided(regime="IATA", aircraft="pax", **run, approval="A88").outcome == "forbidden"


def test_the_old_battery_mark_ends_with_2026() -> None:
    small = {"wh": "90", "net_kg": "8", "count": "20", "gross_kg": "12", "mark_design": "old"}

    last = decided(**small, date="2026-12-31")
    assert last.outcome == "allowed"
    assert "OLD_BATTERY_MARK" in last.codes
    assert decided(**small, date="2027-01-01").outcome == "forbidden"
    assert decided(mark_design="old", date="2027-01-01").outcome == "allowed"


@pytest.mark.parametrize("regime", ["NOM-002", "ADR"])
def test_waste_above_400_kg_in_an_ordinary_casing_needs_a_large_packaging(regime: str) -> None:
    waste = {"condition": "waste_recycling", "regime": regime}

    assert decided(**waste, casing="normal").packing_instructions == ("LP903",)
    assert decided(**waste, casing="strong").packing_instructions == ("P909",)
    assert decided(**waste, casing="", net_kg="400").packing_instructions == ("P909",)


def test_in_mexico_the_packing_of_heavy_waste_says_that_it_waits_for_the_casing() -> None:
    found = decided(condition="waste_recycling", regime="NOM-002", casing="")

    assert [(one.code, one.asks) for one in found.packings] == [("P909", "casing"), ("LP903", "")]


@pytest.mark.parametrize("regime", ["ADR", "RID", "IMDG", "NOM-002"])
@pytest.mark.parametrize(
    ("changes", "packing"),
    [({"condition": "ddr_stable"}, "P908"), ({"un38_3": "no", "run": "12"}, "P910")],
)
def test_of_batteries_above_30_kg_only_one_is_in_a_packaging(
    regime: str, changes: dict[str, str], packing: str
) -> None:
    five = {**changes, "regime": regime, "net_kg": "300", "gross_kg": "350", "count": "5"}

    assert decided(**five).codes >= {"NO_PACKING_FITS"}, "60 kg each"
    assert packing in decided(**{**five, "count": "1"}).packing_instructions
    ten = {**five, "count": "10", "wh": "5200"}
    assert packing in decided(**ten).packing_instructions, "30 kg each"
    assert decided(**{**five, "count": ""}).missing == (() if packing == "P910" else ("count",))


PROTOTYPE = {
    "regime": "IATA", "condition": "prototype", "un38_3": "no", "purpose": "testing",
    "aircraft": "cao", "approval": "A88", "net_kg": "30", "gross_kg": "35", "wh": "5000",
}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, set()),
        ({"net_kg": "200", "gross_kg": "220"}, {"AIR_OVER_35KG_A99"}),
        ({"soc_percent": "80"}, {"AIR_SOC_A331"}),
        ({"soc_percent": "80", "config": "packed_with"}, {"AIR_SOC_A331"}),
        ({"soc_percent": "80", "config": "contained_in"}, set()),
        ({"soc_basis": "indicated"}, {"AIR_SOC_BASIS"}),
        ({"soc_percent": "80", "approval": "A88+A331"}, set()),
        ({"net_kg": "200", "gross_kg": "220", "approval": "A88+A99"}, set()),
    ],
)
def test_the_approval_of_a_prototype_lifts_neither_charge_nor_mass(
    changes: dict[str, str], codes: set[str]
) -> None:
    found = decided(**{**PROTOTYPE, **changes})

    assert found.prohibited is bool(codes)
    assert {one.code for one in found.reasons} - {"AIR_PROTOTYPE_A88", "AIR_CAO"} == codes
    assert set(decided(**{**PROTOTYPE, "net_kg": "", "soc_percent": ""}).missing) == {
        "net_kg", "soc_percent",
    }  # fmt: skip


def test_the_basis_of_the_charge_is_told_only_where_the_charge_counts() -> None:
    flying = {
        "regime": "IATA", "aircraft": "cao", "approval": "A88+A183", "net_kg": "30",
        "gross_kg": "35", "wh": "5000", "soc_basis": "",
    }  # fmt: skip
    note = {"AIR_SOC_BASIS_UNSAID"}

    assert decided(**flying).codes >= note
    for elsewhere in (
        {"condition": "ddr_stable"}, {"config": "contained_in"}, {"soc_percent": ""},
        {"condition": "waste_recycling", "approval": "none"},
        {"un38_3": "no", "run": "500", "purpose": "sale"},
    ):  # fmt: skip
        assert not decided(**{**flying, **elsewhere}).codes & note, elsewhere


@pytest.mark.parametrize(
    ("net", "packages", "told"),
    [("200", "5", True), ("200", "1", False), ("334", "", True), ("111", "3", False)],
)
def test_333_kg_are_those_of_all_packages(net: str, packages: str, told: bool) -> None:
    found = decided(net_kg=net, gross_kg="440", packages=packages)

    assert ("OVER_333KG" in found.codes) is told


@pytest.mark.parametrize(
    ("changes", "level"),
    [
        ({}, "marked"),
        ({"wh": "300"}, "marked"),
        ({"wh": "301"}, "regulated"),
        ({"gross_kg": "31"}, "regulated"),
        ({"config": "contained_in"}, "marked"),
        ({"wh": "60", "form": "cell", "count": "40"}, "marked"),
        ({"wh": "61", "form": "cell", "count": "40"}, "regulated"),
    ],
)
def test_american_waste_of_the_highway_tier_loses_its_shipping_paper_as_new_batteries_do(
    changes: dict[str, str], level: str
) -> None:
    tier = {
        "regime": "49CFR", "wh": "200", "net_kg": "9", "gross_kg": "10", "count": "5",
        "condition": "waste_recycling", "un38_3": "", **changes,
    }  # fmt: skip
    found = decided(**tier)
    new = decided(**{**tier, "condition": "new", "un38_3": "yes"})

    assert (found.level, found.marks) == (level, new.marks)
    assert found.packing_instructions == ("173.185(d)",)
