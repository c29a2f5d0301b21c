"""The simple tables of proposals and rules say what the engine says, wherever both say something."""

from __future__ import annotations

from decimal import Decimal
from typing import get_args

import pytest

from batterypass.bootstrap import carriage, regulations
from batterypass.domain.events.authorisation import Operation
from batterypass.domain.states import ItemState
from batterypass.regulations.carriage import Travelling, propose
from batterypass.regulations.transport.decision import Decision
from batterypass.regulations.transport.loads import Said, answers_about
from batterypass.regulations.transport.marks import words_to_print
from transport.deciding import decided

#: Condition of the ledger -> of the engine.
_CONDITIONS = {
    "serviceable": "used", "damaged_stable": "ddr_stable", "damaged_critical": "ddr_critical",
    "cannot_be_diagnosed": "cannot_be_diagnosed",
}  # fmt: skip
_REGIMES = ("ADR", "49CFR", "NOM-002")
_ENDS = {"reciclaje": "recycling", "confinamiento": "disposal"}


def _code(packing: str) -> str:
    """Write a packing instruction as a proposal does: no sub-paragraph of P903, no parentheses."""
    if packing.startswith("P"):
        return packing.partition("(")[0]
    return packing.replace("(", " ").replace(")", "")


def _marks(found: Decision) -> list[str]:
    words = ((mark, words_to_print(mark)) for mark in found.marks)
    return [text or {"UNNO": found.un}.get(mark, mark) for mark, text in words if mark != "PSN"]


@pytest.mark.parametrize("mass", ["300", "420"])
@pytest.mark.parametrize("configuration", ["alone", "contained_in", "packed_with"])
@pytest.mark.parametrize("operation", ["", "reciclaje", "confinamiento"])
@pytest.mark.parametrize("condition", sorted(_CONDITIONS))
@pytest.mark.parametrize("regime", _REGIMES)
def test_what_is_proposed_for_a_large_pack_is_what_the_engine_decides(
    regime: str, condition: str, operation: str, configuration: str, mass: str
) -> None:
    proposal = propose(
        carriage(), "", "2026-03-10",
        [Travelling("LFP", condition, Decimal(mass), bool(operation))],
        configuration=configuration, operation=operation, regime=regime,
    )  # fmt: skip
    end, word = _ENDS.get(operation, ""), _CONDITIONS[condition]
    if (regime, word) == ("49CFR", "ddr_critical"):
        assert proposal is None, "PHMSA's approval says how it travels, and nobody has shown one"
        return
    assert proposal is not None
    harmed = word != "used"
    found = decided(
        regime=regime, config=configuration, net_kg=mass, disposition=end if harmed else "",
        condition=f"waste_{end}" if end and not harmed else word, approval="phmsa",
    )  # fmt: skip
    said = proposal.decision

    assert found.outcome == "allowed"
    assert said["un_number"] == found.un
    assert said["proper_shipping_name"].removeprefix("WASTE ").upper() == found.psn
    assert said["proper_shipping_name"].startswith("WASTE ") == ("WASTE " in found.statements[0])
    provisions = {one for one in found.special_provisions if one.isdigit()}
    assert set(said.get("special_provisions", [])) == provisions
    packings = {_code(one) for one in found.packing_instructions}
    assert packings & set(proposal.packings)
    assert {one.upper() for one in said["marks"]} <= {one.upper() for one in _marks(found)} | {"9A"}


@pytest.mark.parametrize("regime", ["ADR", "RID", "IMDG", "IATA", "49CFR", "NOM-002"])
@pytest.mark.parametrize("critical", [False, True])
def test_a_decision_for_a_damaged_pack_passes_the_rule_about_damage(
    regime: str, critical: bool
) -> None:
    rows = list(regulations().table("transport-damaged").in_force("2026-03-10"))
    own = [row for row in rows if row["regime"] == regime] or [
        row for row in rows if row["regime"] == "*"
    ]
    row = next(row for row in own if row["critical"] == critical)
    found = decided(
        regime=regime, condition="ddr_critical" if critical else "ddr_stable", approval="phmsa",
        net_kg="300",
    )  # fmt: skip

    assert found.prohibited == row["forbidden"]
    if found.prohibited:
        return
    assert not row["special_provision"] or row["special_provision"] in found.special_provisions
    assert set(row["packings"]) <= set(found.packing_instructions)
    assert any(word in mark.upper() for mark in found.marks for word in row["marks"])


@pytest.mark.parametrize("chem", ["li_ion", "na_ion"])
@pytest.mark.parametrize("config", ["alone", "packed_with", "contained_in"])
def test_a_decision_passes_the_rule_about_the_number(chem: str, config: str) -> None:
    family = "sodium-ion" if chem == "na_ion" else "lithium-ion"
    found = decided(chem=chem, config=config)

    assert any(
        row["un_number"] == found.un
        and (not row["name_contains"] or any(word in found.psn for word in row["name_contains"]))
        for row in regulations().table("transport-entries").in_force("2026-03-10")
        if row["family"] == family
    )


@pytest.mark.parametrize("operation", [*get_args(Operation)])
def test_waste_is_marked_for_the_end_that_the_proposals_know(operation: str) -> None:
    item = ItemState("i", "pack", "waste", "", "", "", "", 0, chemistry="LFP")
    line = {"condition": "serviceable", "mass_kg": "300"}
    words = answers_about(item, line, Said("ADR", "2026-03-10", operation, {}))
    pack = [Travelling("LFP", "serviceable", Decimal(300), True)]
    proposal = propose(
        carriage(), "", "2026-03-10", pack, operation=operation, regime="ADR"
    )  # fmt: skip

    assert proposal is not None
    assert words["disposition"].upper() in " ".join(proposal.decision["marks"])
