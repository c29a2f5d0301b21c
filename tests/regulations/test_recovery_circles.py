"""Fractions that were fed to the batch that they came out of: every kilogram counts once."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from batterypass.regulations.recovery import cut
from batterypass.regulations.recovery_chain import BatchFigures, Chain, Output
from batterypass.regulations.recovery_circles import groups_of
from regulations.test_recovery import SUR, batch, element, out, process


def test_what_was_fed_to_its_own_batch_again_counts_once() -> None:
    # In: 1000 kg of packs with 20 kg Li, and 400 kg of the batch's own black mass with 18 kg Li.
    # Out: 400 kg black mass, and products of 900 kg with 19 kg Li. 900 of 1000 kg and 19 of 20 kg.
    chain = Chain([
        batch(
            "b", "1400", out("bm", "intermediate", "400", to="b", lithium="18"),
            out("p", "product", "900", lithium="19"), elements={"lithium": "38"},
        )
    ])  # fmt: skip
    found = process(chain)
    assert (cut(found.own_kg), cut(found.direct_kg), cut(found.downstream_kg)) == (
        "1000",
        "900",
        "0",
    )
    assert element(chain, "lithium").rate.text == "95"


def test_what_two_recyclers_send_to_and_fro_counts_once() -> None:
    # Norte: 1000 kg of packs and 100 kg that came back; 400 kg product, 400 kg black mass to Sur.
    # Sur: these and 100 kg of its own packs; 250 kg product, 100 kg residue back to Norte.
    # n = 400 + 4/5 s and s = 250 + 1/11 n: n = 600 * 55/51 = 647.058823…, of which 1000/1100 is its
    # own: 588.235294…; s = 250 + n/11 = 308.823529…, a fifth of it: 61.764705…; together 650.
    chain = Chain([
        batch("n", "1100", out("p", "product", "400"), out("bm", "intermediate", "400", to="s")),
        batch(
            "s", "500", out("q", "product", "250"), out("r", "residue", "100", to="n"),
            recycler=SUR,
        ),
    ])  # fmt: skip
    norte, sur = process(chain), process(chain, recycler=SUR)
    assert norte.rate.text == "58.823529"
    assert sur.rate.text == "61.764705"
    counted = norte.direct_kg + norte.downstream_kg + sur.direct_kg + sur.downstream_kg
    assert counted == Fraction(650)


def test_a_product_that_is_worked_up_again_where_it_was_made_is_none() -> None:
    # 100 kg of packs; 80 kg "product" goes back in and 70 kg come of it. Not 150 of 100.
    chain = Chain(
        [
            batch("b", "180", out("cu", "product", "80", to="b"), out("x", "product", "70")),
        ]
    )
    assert process(chain).rate.text == "70"


def test_a_circle_that_nothing_goes_into_recovers_nothing() -> None:
    chain = Chain(
        [
            batch("b", "50", out("x", "intermediate", "50", to="c"), out("p", "product", "50")),
            batch("c", "50", out("y", "intermediate", "50", to="b")),
        ]
    )
    found = process(chain)
    assert not any((found.own_kg, found.direct_kg, found.downstream_kg))


def test_batches_of_a_circle_come_together_and_after_what_they_went_into() -> None:
    later = {"a": ["b"], "b": ["c"], "c": ["d", "b"], "d": [], "e": ["e", "a"]}
    assert list(groups_of(later)) == [["d"], ["b", "c"], ["a"], ["e"]]


def test_a_long_circle_is_gone_round() -> None:
    names = [f"b{number:03}" for number in range(300)]
    following = [*names[1:], names[0]]
    batches = [
        batch(
            name,
            "100",
            out(f"x{name}", "intermediate", "90", to=after),
            out(f"p{name}", "product", "9"),
        )
        for name, after in zip(names, following, strict=True)
    ]
    # Of each 100 kg, 10 are packs, and 9 come of them.
    assert process(Chain(batches)).rate.text == "90"


@st.composite
def plants(draw: st.DrawFn) -> list[BatchFigures]:
    """Make batches that feed each other in any way, and give no more of an element than they got."""
    count = draw(st.integers(1, 5))
    uses = ("product", "intermediate", "residue", "energy_recovery")
    made: list[list[tuple[str, str, int, int]]] = []
    for number in range(count):
        made.append([
            (
                f"f{number}-{place}", draw(st.sampled_from(uses)), draw(st.integers(1, 1000)),
                draw(st.integers(0, count)),
            )
            for place in range(draw(st.integers(0, 4)))
        ])  # fmt: skip
    found = []
    for number, outputs in enumerate(made):
        came = sum(kg for one in made for _, _, kg, to in one if to == number)
        # What is missing was in packs: of the whole, cobalt is half.
        packs = max(0, sum(kg for _, _, kg, _ in outputs) - came) + draw(st.integers(0, 500))
        whole = Decimal(came + packs)
        found.append(
            BatchFigures(
                f"b{number}",
                f"https://r{number}.example",
                "",
                "p",
                "other",
                draw(st.sampled_from((2031, 2031, 2031, 0))),
                whole,
                {"cobalt": whole / 2},
                tuple(
                    Output(
                        name,
                        use,
                        Decimal(kg),
                        {"cobalt": Decimal(kg) / 2},
                        f"b{to}" if to < count else "",
                    )
                    for name, use, kg, to in outputs
                ),
            )
        )
    return found


@given(plants())
def test_no_more_is_recovered_than_the_packs_brought(batches: list[BatchFigures]) -> None:
    """Over all batches together, whatever was fed to whatever, products stay within the packs."""
    chain = Chain(batches)
    owns = [chain.own_input(one) for one in batches]
    counted = [chain.counted(one) for one in batches]
    assert sum(one.mass + one.waiting for one in counted) <= sum(own for own, _ in owns)
    brought = sum(elements.get("cobalt", Fraction(0)) for _, elements in owns)
    for which in ("elements", "waiting_elements"):
        assert all(kg >= 0 for one in counted for kg in getattr(one, which).values())
    gone = ("elements", "waiting_elements")
    kept = sum(getattr(one, which).get("cobalt", 0) for one in counted for which in gone)
    assert kept <= brought
