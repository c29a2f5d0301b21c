"""Worked examples of recycling efficiency and material recovery, with the hand calculation."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from batterypass.bootstrap import recovery_targets
from batterypass.regulations.recovery import (
    ElementYear,
    ProcessYear,
    Rate,
    cut,
    efficiency_target,
    elements_of,
    processes_of,
    recovery_target,
)
from batterypass.regulations.recovery_chain import BatchFigures, Chain, Output

NORTE, SUR = "https://recicladora-norte.example", "https://afinadora-sur.example"
TARGETS = recovery_targets()


def numbers(**kg: str) -> dict[str, Decimal]:
    return {name: Decimal(value) for name, value in kg.items()}


def out(item: str, use: str, kg: str, *, to: str = "", **elements: str) -> Output:
    held = numbers(**elements)
    # An example that no plant could have is no example.
    assert sum(held.values()) <= Decimal(kg), item
    return Output(item, use, Decimal(kg), held, to)


def batch(name: str, kg: str, *outputs: Output, **more: Any) -> BatchFigures:
    fields: dict[str, Any] = {
        "recycler": NORTE, "site": "planta-1", "process_id": "hydro", "year": 2031,
        "chemistry_group": "lithium-based", "composition_source": "assay", **more,
    }  # fmt: skip
    elements = numbers(**fields.pop("elements", {}))
    return BatchFigures(
        subject=name, input_kg=Decimal(kg), input_elements=elements, outputs=outputs,
        loss_kg=Decimal(fields.pop("loss", "0")), **fields,
    )  # fmt: skip


def process(chain: Chain, year: int = 2031, recycler: str = NORTE, **more: Any) -> ProcessYear:
    (found,) = (row for row in processes_of(chain, year, **more) if row.recycler == recycler)
    return found


def element(chain: Chain, name: str, recycler: str = NORTE, **more: Any) -> ElementYear:
    rows = elements_of(chain, 2031, **more)
    (found,) = (row for row in rows if (row.recycler, row.element) == (recycler, name))
    return found


def outcome(row: ProcessYear, as_of: str = "2031-12-31") -> str:
    return row.against(efficiency_target(TARGETS, "EU", row, as_of))


def test_one_batch_by_hand() -> None:
    # In: 1000 kg of packs. Out: 400 kg steel and 310.5 kg aluminium and copper as products,
    # 150 kg plastic burnt for its energy, 60 kg slag used as backfill, 50 kg residue to landfill,
    # 29.5 kg lost as vapour. Only products count: 400 + 310.5 = 710.5; 100 * 710.5 / 1000 = 71.05.
    chain = Chain([
        batch(
            "b1", "1000", out("a", "product", "400"), out("b", "product", "310.5"),
            out("c", "energy_recovery", "150"), out("d", "backfill", "60"),
            out("e", "residue", "50"), loss="29.5",
        )
    ])  # fmt: skip
    found = process(chain)
    assert found.rate.text == "71.05"
    assert cut(found.difference_kg) == "0"
    # 65 % had to be reached by the end of 2025, 70 % by the end of 2030.
    assert outcome(found) == "met"
    assert {use: cut(kg) for use, kg in found.by_use.items()} == {
        "product": "710.5", "energy_recovery": "150", "backfill": "60", "residue": "50",
    }  # fmt: skip


def test_black_mass_counts_by_what_the_next_recycler_made_of_it() -> None:
    # Norte: 1000 kg in; 450 kg products, 400 kg black mass, 150 kg residue.
    # Sur's batch: 500 kg in, of which 400 kg are this black mass and 100 kg somebody else's packs.
    # It makes 300 kg of products. Norte's share is 400/500 = 4/5, so 240 kg. Norte: 450 + 240 = 690;
    # 69 %. Not the 85 % that black mass as a product would give.
    chain = Chain([
        batch(
            "b1", "1000", out("steel", "product", "450"), out("r", "residue", "150"),
            out("bm", "intermediate", "400", to="s1"),
        ),
        batch("s1", "500", out("salt", "product", "300"), recycler=SUR, process_id="refining"),
    ])  # fmt: skip
    found = process(chain)
    assert (cut(found.direct_kg), cut(found.downstream_kg)) == ("450", "240")
    assert found.rate.text == "69"
    assert outcome(found) == "not_met"
    assert outcome(found, "2029-12-31") == "met"
    # Sur answers for its own 100 kg alone, with the other fifth of the products: 60 of 100.
    of_sur = process(chain, recycler=SUR)
    assert (cut(of_sur.own_kg), of_sur.rate.text) == ("100", "60")


def test_two_steps_and_elements_by_hand() -> None:
    # Norte: 1000 kg in with 20 kg Li, 60 kg Co. Out: 300 kg black mass A (19 Li, 57 Co) and 380 kg
    # products without either.
    # Centro: 600 kg in = A and 300 kg of others (21 Li, 63 Co): 40 Li, 120 Co. Out: 175 kg cobalt
    # hydroxide as product (110 Co: 62.9 %, and pure Co(OH)2 has 63.4 %), 200 kg crude lithium
    # hydroxide as intermediate (36 Li: 18 %, and pure LiOH has 29 %), rest residue.
    # Sur: 500 kg in = that (36 Li) and 300 kg of others (44 Li): 80 Li. Out: 400 kg lithium
    # carbonate, product (72 Li: 18 %, and pure Li2CO3 has 18.8 %).
    # Li: Centro's 36 of Sur's 80 are 9/20, of 72 kg: 32.4. Norte's 19 of Centro's 40, of 32.4:
    #     15.39 kg; 100 * 15.39 / 20 = 76.95 %.
    # Co: Norte's 57 of Centro's 120, of 110: 52.25 kg; 100 * 52.25 / 60 = 87.083333…
    # r_RE: Sur's 400 kg * 200/500 = 160; Centro: 175 + 160 = 335; Norte's 300/600: 167.5.
    #     380 + 167.5 = 547.5 of 1000: 54.75 %.
    chain = Chain([
        batch(
            "n1", "1000", out("p", "product", "380"),
            out("A", "intermediate", "300", to="c1", lithium="19", cobalt="57"),
            elements={"lithium": "20", "cobalt": "60"},
        ),
        batch(
            "c1", "600", out("co", "product", "175", cobalt="110"),
            out("hydroxide", "intermediate", "200", to="s1", lithium="36"),
            recycler="https://centro.example", elements={"lithium": "40", "cobalt": "120"},
        ),
        batch(
            "s1", "500", out("carbonate", "product", "400", lithium="72"), recycler=SUR,
            elements={"lithium": "80"},
        ),
    ])  # fmt: skip
    lithium, cobalt = element(chain, "lithium"), element(chain, "cobalt")
    assert cut(lithium.recovered_kg) == "15.39"
    assert lithium.rate.text == "76.95"
    assert cobalt.rate.text == "87.083333"
    assert cobalt.rate.percent == Fraction(100 * 5225, 6000)
    assert process(chain).rate.text == "54.75"
    # By the end of 2031: 80 % of lithium, 95 % of cobalt; by 2027 50 % and 90 %.
    for row, then, before in ((lithium, "not_met", "met"), (cobalt, "not_met", "not_met")):
        for day, expected in (("2031-12-31", then), ("2031-12-30", before)):
            assert row.against(recovery_target(TARGETS, "EU", row, day)) == expected, row


@pytest.mark.parametrize(
    ("kg", "expected"),
    [("700", "met"), ("699.999999", "not_met"), ("700.000001", "met")],
)
def test_the_threshold_is_met_exactly_or_not_at_all(kg: str, expected: str) -> None:
    # 699.999999 of 1000 kg is 69.9999999 %, which any rounding to two places would make 70.00.
    found = process(Chain([batch("b", "1000", out("a", "product", kg))]))
    assert outcome(found) == expected


def test_a_figure_is_cut_and_never_rounded_up() -> None:
    # 2099999999/3000000000 is 69.99999996…: to six places it is 69.999999, not 70.
    rate = Rate(Fraction(2099999999), Fraction(3000000000))
    assert rate.text == "69.999999"
    # Thirds that no decimal holds still make the whole: 1/3 + 2/3 of 700 kg is 70 %.
    chain = Chain([
        batch(
            "b", "1000", out("x", "intermediate", "100", to="s1"),
            out("y", "intermediate", "200", to="s2"),
        ),
        batch("s1", "300", out("p", "product", "700"), recycler=SUR),
        batch("s2", "300", out("q", "product", "700"), recycler=SUR),
    ])  # fmt: skip
    assert process(chain).rate.percent == 70


def test_what_nobody_has_worked_up_is_open_and_not_counted() -> None:
    # 600 kg of products of 1000 kg: 60 %, missed by 2030. 150 kg of black mass lie in the yard; with
    # all of it 75 % would be reached, so it is open. With 50 kg more at best 65 %: missed for good.
    def of(waiting: str) -> ProcessYear:
        parts = [out("a", "product", "600"), out("bm", "intermediate", waiting)]
        return process(Chain([batch("b", "1000", *parts)]))

    assert (of("150").rate.text, outcome(of("150"))) == ("60", "open")
    assert outcome(of("50")) == "not_met"
    assert cut(of("150").waiting_kg) == "150"


def test_an_open_batch_makes_nothing_count_yet() -> None:
    chain = Chain([
        batch("b", "1000", out("a", "product", "600"), out("bm", "intermediate", "150", to="s")),
        batch("s", "150", out("salt", "product", "140"), recycler=SUR, year=0),
    ])  # fmt: skip
    found = process(chain)
    assert (found.rate.text, cut(found.waiting_kg)) == ("60", "150")
    assert [row.recycler for row in processes_of(chain, 2031)] == [NORTE]


def test_more_out_than_in_is_an_error_and_not_a_record() -> None:
    found = process(Chain([batch("b", "1000", out("a", "product", "1000.000001"))]))
    assert outcome(found) == "impossible"
    whole = process(Chain([batch("b", "1000", out("a", "product", "1000"))]))
    assert outcome(whole) == "met"


def test_exclusions_are_empty_unless_asked_for() -> None:
    # 1000 kg in with 200 kg carbon; 640 kg products with 40 kg carbon. As it is: 64 %.
    # Without carbon on either side: (640 - 40) / (1000 - 200) = 75 %.
    chain = Chain([
        batch(
            "b", "1000", out("a", "product", "640", carbon="40", lithium="9"),
            elements={"carbon": "200", "lithium": "20"},
        )
    ])  # fmt: skip
    assert process(chain).rate.text == "64"
    assert process(chain, excluded=["carbon"]).rate.text == "75"
    row = element(chain, "lithium", excluded=["lithium"])
    assert row.against(recovery_target(TARGETS, "EU", row, "2031-12-31")) == "no_target"


def test_an_element_that_nobody_weighed_in_is_not_compared() -> None:
    chain = Chain([
        batch("b", "1000", out("a", "product", "500", nickel="60"), elements={"nickel": "64"}),
        batch("c", "1000", out("d", "product", "500", nickel="60")),
    ])  # fmt: skip
    row = element(chain, "nickel")
    assert row.unknown == ["c"]
    assert row.against(recovery_target(TARGETS, "EU", row, "2031-12-31")) == "no_data"


def test_a_batch_that_says_nothing_of_its_composition_is_not_passed_over() -> None:
    # 60 of 64 kg are 93.75 %; what was in the second 1000 kg of the same chemistry, and lost with
    # them, nobody said. A batch of another chemistry is no answer about nickel.
    told = batch("b", "1000", out("a", "product", "500", nickel="60"), elements={"nickel": "64"})
    silent = batch("c", "1000", out("d", "product", "500"))
    lead = batch("e", "1000", out("f", "product", "800"), chemistry_group="lead-acid")
    row = element(Chain([told, silent, lead]), "nickel")
    assert row.unknown == ["c"]
    assert row.against(recovery_target(TARGETS, "EU", row, "2027-12-31")) == "no_data"
    row = element(Chain([told, lead]), "nickel")
    assert row.against(recovery_target(TARGETS, "EU", row, "2027-12-31")) == "met"
    assert elements_of(Chain([silent]), 2031) == []


def test_what_is_known_of_a_part_of_the_input_is_no_better_recovery() -> None:
    # 50 of 64 kg are 78.125 %. Of 400 of the 1000 kg that were fed nobody says what they held, and 100 kg
    # more name other elements alone: half of the mass names nickel.
    half = batch("b", "1000", out("a", "product", "500", nickel="50"), elements={"nickel": "64"},
                 silent_kg=Decimal(400), unstated_kg=numbers(nickel="500"))  # fmt: skip
    row = element(Chain([half]), "nickel")
    assert (row.rate.text, row.stated.text, row.unknown) == ("78.125", "50", ["b"])
    assert row.against(recovery_target(TARGETS, "EU", row, "2031-12-31")) == "no_data"
    # Together with a batch of which all is known, of the same size: three quarters.
    whole = batch("c", "1000", out("d", "product", "500", nickel="60"), elements={"nickel": "64"})
    row = element(Chain([half, whole]), "nickel")
    assert (row.stated.text, row.unknown) == ("75", ["b"])
    # A composition that names other elements alone says that there is none of this one.
    named = replace(half, silent_kg=Decimal(0), unstated_kg=numbers(nickel="100"))
    row = element(Chain([named]), "nickel")
    assert (row.stated.text, row.unknown) == ("90", [])


def test_more_copper_than_was_stated_is_no_error_where_a_part_is_not_known() -> None:
    # 58.8 kg of copper came out. Two of eight modules, 25.2 % of the mass, stated 12 kg; of the rest nobody
    # said anything, and it held copper. 58.8 of 12 kg would be 490 %: not known, and no error.
    part = batch("b", "1000", out("a", "product", "500", copper="58.8"), elements={"copper": "12"},
                 silent_kg=Decimal(748), unstated_kg=numbers(copper="748"))  # fmt: skip
    target = TARGETS.target("material_recovery", "EU", "2031-12-31", material="copper")
    row = element(Chain([part]), "copper")
    assert (row.stated.text, row.against(target)) == ("25.2", "no_data")
    # Nor where the rest names other elements alone: what came out shows that it held this one too.
    named = replace(part, silent_kg=Decimal(0))
    assert element(Chain([named]), "copper").against(target) == "no_data"
    # Where all of the mass names it, somebody weighed wrong.
    whole = replace(named, unstated_kg=numbers(copper="0"))
    assert element(Chain([whole]), "copper").against(target) == "impossible"


def test_what_is_left_out_of_an_input_that_is_not_known_gives_no_efficiency() -> None:
    # Without carbon on either side: 600 of 1000 kg less what they held, which of 400 kg nobody said.
    half = batch("b", "1000", out("a", "product", "640", carbon="40"), elements={"carbon": "90"},
                 silent_kg=Decimal(400))  # fmt: skip
    assert outcome(process(Chain([half]), excluded=["carbon"])) == "no_data"
    assert outcome(process(Chain([half]))) == "not_met"


def test_a_closed_batch_that_was_fed_nothing_has_no_data() -> None:
    empty = batch("b", "0", out("a", "product", "10", nickel="1"))
    assert outcome(process(Chain([empty]))) == "no_data"
    row = element(Chain([empty]), "nickel")
    assert row.against(recovery_target(TARGETS, "EU", row, "2031-12-31")) == "no_data"
    assert outcome(process(Chain([batch("c", "0")]))) == "no_data"


def test_a_refiner_that_does_not_know_all_that_it_was_fed_attributes_nothing() -> None:
    # Sur was fed Norte's 20 kg of cobalt, and black mass of which nobody says what it held: how much of
    # the 30 kg that came out was Norte's is not known. It stays open, and is no 150 %.
    first = batch("b", "1000", out("bm", "intermediate", "400", to="s", cobalt="20"),
                  elements={"cobalt": "20"})  # fmt: skip
    refined = batch("s", "800", out("salt", "product", "100", cobalt="30"), recycler=SUR,
                    elements={"cobalt": "20"}, silent_kg=Decimal(400),
                    unstated_kg=numbers(cobalt="400"))  # fmt: skip
    row = element(Chain([first, refined]), "cobalt")
    assert (cut(row.recovered_kg), cut(row.waiting_kg)) == ("0", "20")
    assert row.against(recovery_target(TARGETS, "EU", row, "2031-12-31")) == "open"


def test_without_a_law_there_is_a_rate_and_no_verdict() -> None:
    found = process(Chain([batch("b", "1000", out("a", "product", "10"))]))
    for jurisdiction in ("US", "MX"):
        target = efficiency_target(TARGETS, jurisdiction, found, "2031-12-31")
        assert found.against(target) == "no_target"


def test_a_product_that_goes_into_a_batch_again_is_no_waste_battery() -> None:
    # 100 kg of copper that counted for Norte go into Sur's batch with 100 kg of packs: Sur's
    # efficiency is of the packs, with half of what came out.
    chain = Chain([
        batch("b", "200", out("cu", "product", "100", to="s")),
        batch("s", "200", out("x", "product", "120"), recycler=SUR),
    ])  # fmt: skip
    assert process(chain).rate.text == "50"
    assert process(chain, recycler=SUR).rate.text == "60"


def test_a_refiner_without_waste_batteries_has_no_efficiency_of_its_own() -> None:
    chain = Chain([
        batch("b", "200", out("bm", "intermediate", "100", to="s")),
        batch("s", "100", out("x", "product", "90"), recycler=SUR),
    ])  # fmt: skip
    assert outcome(process(chain, recycler=SUR)) == "downstream"
    assert process(chain).rate.text == "45"


def test_the_next_recycler_weighs_for_himself() -> None:
    # 100 kg left wet and were weighed in at 90 kg, of 180 kg in all: half of 120 kg counts, and
    # not 100/180 of it.
    wet = Output("bm", "intermediate", Decimal(100), {}, "s", Decimal(90))
    chain = Chain(
        [batch("b", "200", wet), batch("s", "180", out("x", "product", "120"), recycler=SUR)]
    )
    assert cut(process(chain).downstream_kg) == "60"


def test_only_batches_closed_in_the_year_count() -> None:
    chain = Chain([
        batch("b", "100", out("a", "product", "70")),
        batch("c", "100", out("d", "product", "10"), year=2032),
        batch("e", "100", out("f", "product", "10"), year=0),
    ])  # fmt: skip
    assert process(chain).rate.text == "70"
    assert process(chain, 2032).rate.text == "10"


def test_a_long_chain_is_followed_to_its_end() -> None:
    steps = [
        batch(f"b{n:05}", "100", out(f"x{n}", "intermediate", "100", to=f"b{n + 1:05}"))
        for n in range(5000)
    ]
    last = batch("b05000", "100", out("end", "product", "70"), recycler=SUR)
    found = process(Chain([*steps[:1], *(step for step in steps[1:]), last]))
    # Only the first batch was fed waste batteries; all that follow had its fraction.
    assert cut(found.own_kg) == "100"
    assert found.rate.text == "70"


MASSES = st.integers(min_value=1, max_value=10**9).map(lambda n: Decimal(n).scaleb(-3))


@given(st.lists(MASSES, min_size=1, max_size=8), MASSES, st.integers(0, 100))
def test_what_a_refiner_makes_is_shared_out_without_rest(
    lots: list[Decimal], own: Decimal, percent: int
) -> None:
    """The parts of everybody who fed a batch make its products again, to the last milligram."""
    total = sum(lots, own)
    made = total * percent / 100
    chain = Chain([
        *(
            BatchFigures(
                f"b{n}", f"https://r{n}.example", "", "p", "other", 2031, kg,
                outputs=(Output(f"x{n}", "intermediate", kg, fed_to="s"),),
            )
            for n, kg in enumerate(lots)
        ),
        BatchFigures(
            "s", SUR, "", "p", "other", 2031, total, outputs=(Output("y", "product", made),)
        ),
    ])  # fmt: skip
    rows = processes_of(chain, 2031)
    assert sum((row.direct_kg + row.downstream_kg for row in rows), Fraction(0)) == Fraction(made)
    for row in rows:
        assert row.rate.percent == percent
