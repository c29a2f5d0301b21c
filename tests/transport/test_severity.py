"""With UN 38.3 passed and no relief scheme, damage and charge never make a decision milder."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from batterypass.bootstrap import transport_tables
from batterypass.regulations.transport.answers import APPROVALS, Answers
from batterypass.regulations.transport.decide import decide
from batterypass.regulations.transport.decision import Decision
from batterypass.regulations.transport.severity import ORDER, severity, strictest
from transport.deciding import MODES, decided

_HARM = {"new": 0, "used": 0, "prototype": 0, "ddr_stable": 1, "cannot_be_diagnosed": 1}
_DAYS = ("2025-03-01", "2026-03-10", "2026-12-31")


@st.composite
def whole_answers(draw: st.DrawFn) -> dict[str, object]:
    """Draw everything that any rule asks about, so that nothing is missing.

    Above 400 kg net there is one battery, and of batteries above 30 kg: LP906 takes several critical
    ones together, where P908 and LP904 take one, and LP903 no small sound ones, a relief that is
    asserted by name.
    """
    regime = draw(st.sampled_from(sorted(MODES)))
    chem = draw(st.sampled_from(["li_ion", "li_metal", "hybrid", "na_ion"]))
    net = Decimal(draw(st.integers(1, 90_000))) / 100
    count = draw(st.integers(1, 60)) if net <= 400 else 1
    if net > 30 * count:
        count = 1
    sizes = st.integers(1, 5_000).map(lambda tenths: Decimal(tenths) / 10)
    most = min(net * 900 / count, Decimal(10_000))
    grams = None if chem in ("li_ion", "na_ion") else min(draw(sizes), Decimal(400))
    return {
        "regime": regime,
        "mode": draw(st.sampled_from(["road", "rail"])) if regime == "49CFR" else MODES[regime],
        "date": draw(st.sampled_from(_DAYS)),
        "config": draw(
            st.sampled_from(
                ["alone", "packed_with", "contained_in", "packed_and_contained", "vehicle", "ctu"]
            )
        ),
        "chem": chem,
        "form": "battery",
        "single_cell": draw(st.booleans()),
        "wh": min(draw(sizes), most),
        "li_g": grams,
        "net_kg": net,
        "gross_kg": net + draw(st.integers(0, 20)),
        "count": count,
        "packages": draw(st.integers(1, 4)),
        "soc_percent": Decimal(draw(st.integers(0, 100))),
        "soc_basis": draw(st.sampled_from(["rated", "indicated"])),
        "un38_3": "yes",
        "casing": draw(st.sampled_from(["strong", "normal"])),
        "aircraft": draw(st.sampled_from(["pax", "cao"])),
        "approvals": frozenset(
            draw(st.sets(st.sampled_from(["A88", "A99", "A183", "A331", "authority", "phmsa"])))
        ),
        "fully_enclosed": draw(st.booleans()),
        "stowage": draw(st.sampled_from(["roro_vehicle_space", "container"])),
    }


def _decide(words: dict[str, object], **changes: object) -> Decision:
    return decide(Answers(**{**words, **changes}), transport_tables())  # type: ignore[arg-type]


@pytest.mark.parametrize("approvals", [frozenset(), frozenset(APPROVALS)], ids=["none", "all"])
@pytest.mark.parametrize("regime", sorted(MODES))
@given(
    words=whole_answers(),
    condition=st.sampled_from(["new", "used", "prototype", "waste_recycling", "waste_disposal"]),
    affected=st.booleans(),
    removable=st.booleans(),
)
def test_damage_never_makes_it_milder(
    regime: str,
    approvals: frozenset[str],
    words: dict[str, object],
    condition: str,
    affected: bool,
    removable: bool,
) -> None:
    words = {**words, "regime": regime, "mode": MODES[regime], "approvals": approvals}
    sound = _decide(words, condition=condition)
    harm = {"battery_safety_affected": affected, "removable": removable}
    stable = _decide(words, condition="ddr_stable", **harm)
    critical = _decide(words, condition="ddr_critical", **harm)

    assert (sound.missing, stable.missing, critical.missing) == ((), (), ())
    assert severity(sound) <= severity(stable) <= severity(critical)


@given(whole_answers(), st.integers(0, 100), st.sampled_from(sorted(_HARM)))
def test_charge_never_makes_it_milder_by_air(
    words: dict[str, object], more: int, condition: str
) -> None:
    air = {**words, "regime": "IATA", "mode": "air", "condition": condition}
    low, high = sorted([Decimal(more), Decimal(str(air["soc_percent"]))])

    assert severity(_decide(air, soc_percent=low)) <= severity(_decide(air, soc_percent=high))


#: What charge forbids: configuration, chemistry and basis, and the highest charge that may fly.
_CHARGED = (
    ("alone", "li_ion", "rated", 30), ("packed_with", "li_ion", "rated", 30),
    ("packed_and_contained", "li_ion", "rated", 30), ("alone", "na_ion", "rated", 30),
    ("vehicle", "li_ion", "rated", 30), ("vehicle", "na_ion", "rated", 30),
    ("vehicle", "li_ion", "indicated", 25),
)  # fmt: skip


@pytest.mark.parametrize("case", _CHARGED)
@given(words=whole_answers(), charge=st.integers(0, 100))
def test_what_could_fly_flies_up_to_its_charge_and_no_further(
    case: tuple[str, str, str, int], words: dict[str, object], charge: int
) -> None:
    """The draw above seldom meets a limit: here every answer but the charge lets the goods fly."""
    config, chem, basis, most = case
    flying = {
        **words, "regime": "IATA", "mode": "air", "date": "2026-03-10", "config": config,
        "chem": chem, "li_g": None, "soc_basis": basis, "aircraft": "cao", "condition": "used",
        "approvals": frozenset(), "wh": Decimal(500), "net_kg": Decimal(20), "count": 1,
        "gross_kg": Decimal(40), "single_cell": False,
    }  # fmt: skip
    found = _decide(flying, soc_percent=Decimal(charge))

    assert found.outcome == ("allowed" if charge <= most else "forbidden")
    assert ("AIR_SOC_A331" in found.codes) == (charge > most)


@pytest.mark.parametrize(
    ("basis", "charge", "told"),
    [("rated", "30", 0), ("rated", "31", 1), ("indicated", "25", 0), ("indicated", "26", 1),
     ("indicated", "40", 1)],
)  # fmt: skip
def test_the_charge_that_is_recommended_in_equipment_is_told_once_by_its_basis(
    basis: str, charge: str, told: int
) -> None:
    found = decided(
        regime="IATA", config="contained_in", wh="50", net_kg="3", gross_kg="8", count="3",
        soc_percent=charge, soc_basis=basis, aircraft="pax",
    )  # fmt: skip
    assert found.outcome == "allowed"
    assert [one.code for one in found.warnings].count("AIR_SOC_RECOMMENDED") == told


def test_the_basis_of_a_charge_is_no_matter_for_what_never_flies() -> None:
    air = {"regime": "IATA", "soc_basis": "", "net_kg": "20", "gross_kg": "30", "wh": "4000"}
    damaged = decided(**air, condition="ddr_stable")
    sound = decided(**air, aircraft="cao")

    assert "AIR_SOC_BASIS_UNSAID" not in damaged.codes
    assert "AIR_SOC_BASIS_UNSAID" in sound.codes


@given(whole_answers(), st.data())
def test_leaving_an_answer_out_never_makes_it_milder(
    words: dict[str, object], data: st.DataObject
) -> None:
    # ``form=battery`` says "of several cells"; ``single_cell`` takes that back.
    name = data.draw(st.sampled_from(sorted(words.keys() - {"single_cell"})))
    whole, without = (
        _decide(words, condition="used"),
        _decide(words, condition="used", **{name: None}),
    )

    # A slip of the finger (so many batteries cannot hold so little) has no severity to compare.
    if whole.codes != {"ENERGY_IMPOSSIBLE"}:
        assert without.outcome != "allowed" or severity(without) >= severity(whole)


@given(whole_answers(), st.sampled_from(["used", "ddr_stable", "ddr_critical", "waste_recycling"]))
def test_what_is_allowed_has_a_packing_and_what_is_not_has_no_marks(
    words: dict[str, object], condition: str
) -> None:
    found = _decide(words, condition=condition, battery_safety_affected=True, removable=False)

    if found.outcome == "allowed":
        assert found.packings
        assert found.reasons
        assert found.tables_sha256 == transport_tables().sha256
        assert (found.level in ("exempt", "marked")) <= (found.statements == ())
    else:
        assert (found.marks, found.statements) == ((), ())
        assert found.prohibited


@pytest.mark.parametrize("milder", range(len(ORDER) - 1))
def test_the_strictest_of_several_is_the_last_in_the_order(milder: int) -> None:
    by_level = {
        "exempt": decided(config="vehicle", fully_enclosed="no"),
        "marked": decided(wh="90", net_kg="8", count="20", gross_kg="12"),
        "stated": decided(
            regime="IATA", config="packed_with", wh="50", net_kg="3", gross_kg="8", count="4"
        ),
        "regulated": decided(),
        "damaged": decided(condition="ddr_stable"),
        "critical": decided(condition="ddr_critical"),
        "undecided": decided(condition=""),
        "forbidden": decided(un38_3="no", run="5000"),
    }
    assert [severity(by_level[level]) for level in ORDER] == list(range(len(ORDER)))
    pair = [by_level[ORDER[milder]], by_level[ORDER[milder + 1]]]

    assert strictest(pair) is pair[1]
    assert strictest(pair[::-1]) is pair[1]
