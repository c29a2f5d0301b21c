"""Every kilogram of a history at random is somewhere, and in one place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from batterypass.app.chronicle import Apart, Chronicle, Facts
from batterypass.app.report_ends import ends_of
from batterypass.app.report_flows import Flows
from batterypass.app.report_model import Amount, Asked
from batterypass.domain.base import number_text

if TYPE_CHECKING:
    from batterypass.app.session import Session

MAKER = "https://m.example"
MASSES = st.integers(0, 500_000).map(lambda grams: number_text(Decimal(grams).scaleb(-3)))
BATCHES = ("b#batch/1", "b#batch/2")
WASTE = ("intermediate", "residue", "energy_recovery", "backfill")


class History(Chronicle):
    """Entries that nobody signed: the flows ask what they say, and what items weigh."""

    def __init__(self, draw: Callable[[Any], Any]) -> None:
        super().__init__(cast("Session", None), 2026)
        self.flows = Flows(self, Asked("circularity", 2026))
        self.draw = draw
        self.size = 0

    def collects(self, party: str) -> bool:
        return True

    def item(self, name: str, kind: str, use: str = "") -> str:
        self.facts[name] = Facts(MAKER, kind, "EV", "LFP", self.draw(MASSES), use)
        return self.draw(MASSES) if self.draw(st.booleans()) else self.facts[name].kg

    def add(self, kind: str, **fields: Any) -> None:
        payload = {"kind": kind, "actor": MAKER, **fields}
        self.size += 1
        self.move(self.size, "2026-05-05", payload, [self.flows])
        if kind in self.flows.kinds:
            self.flows.entry(self.size, "2026-05-05", payload)


@st.composite
def histories(draw: Callable[[Any], Any]) -> History:
    """Packs that stay, are fed, built in or taken apart; parts that are fed, or taken apart again."""
    one = History(draw)
    built: list[str] = []
    scales = {}
    for number in range(draw(st.integers(1, 4))):
        scales[f"p{number}"] = one.item(f"p{number}", "pack")
        one.add("pack.manufactured", item=f"p{number}")
    waiting = list(scales)
    while waiting:
        name = waiting.pop()
        fate = draw(st.sampled_from(["stays", "fed", "apart", "built"]))
        if fate == "fed":
            _feed(one, name, scales[name])
        elif fate == "built":
            built.append(name)
        elif fate == "apart" and name.count("/") < 2:
            parts = [f"{name}/{place}" for place in range(draw(st.integers(0, 3)))]
            scales |= {part: one.item(part, "module") for part in parts}
            one.apart[name] = Apart(scales[name], draw(st.sampled_from(["", "0.5"])), tuple(parts))
            one.add("item.dismantled", item=name, children=[{"item": part} for part in parts])
            waiting += parts
    if built:
        scales["home"] = one.item("home", "pack")
        one.add("pack.assembled", item="home", parents=built)
        if draw(st.booleans()):
            _feed(one, "home", scales["home"])
        elif draw(st.booleans()):
            # Some of what was built in comes out again, and something new with it.
            back = draw(st.lists(st.sampled_from(built), unique=True))
            one.item("new", "module")
            one.apart["home"] = Apart(scales["home"], "", (*back, "new"))
            one.add(
                "item.dismantled", item="home", children=[{"item": part} for part in [*back, "new"]]
            )
    for batch in BATCHES:
        _work_up(one, batch)
    for name in one.draw(st.lists(st.sampled_from(sorted(scales)), max_size=2)):
        # Against every rule: what is in a batch, in a pack or in parts by now is fed once more.
        _feed(one, name, one.draw(MASSES))
    return one


def _feed(one: History, item: str, kg: str, batch: str = "") -> None:
    batch = batch or one.draw(st.sampled_from(BATCHES))
    one.add("batch.fed", batch=batch, lines=[{"item": item, "mass_kg": kg}])


def _work_up(one: History, batch: str) -> None:
    """Weigh fractions, feed some of the first batch to the second, close it, and weigh one too late."""
    uses = one.draw(st.lists(st.sampled_from(["product", *WASTE]), max_size=3))
    for place, use in enumerate(uses):
        item = f"{batch}-{place}"
        kg = one.item(item, "fraction", use)
        one.add("batch.output-weighed", batch=batch, fractions=[{"item": item, "use": use}])
        if batch == BATCHES[0] and use == "intermediate":
            _feed(one, item, kg, BATCHES[1])
    if not one.draw(st.booleans()):
        return
    losses = [{"mass_kg": kg} for kg in one.draw(st.lists(MASSES, max_size=2))]
    one.add("batch.closed", batch=batch, losses=losses)
    if one.draw(st.booleans()):
        one.item(f"{batch}-late", "fraction", "residue")
        late = [{"item": f"{batch}-late", "use": "residue"}]
        one.add("batch.output-weighed", batch=batch, fractions=late)


@given(histories())
def test_of_every_node_what_came_is_what_went_and_what_is_there(one: History) -> None:
    for item, facts, step in one.now():
        one.flows.stands(item, facts, step)
    standing = one.flows.standing()
    left: defaultdict[str, Decimal] = defaultdict(Decimal)
    for source, target, amount in one.flows.sorted_links():
        left[source] -= amount.kg
        left[target] += amount.kg
    for node in {*left, *standing} - {"made", "surplus"}:
        assert standing.get(node, Amount()).kg == left[node], node
    # What no record has is weighed once.
    assert not {("surplus", "surplus"), ("surplus", "difference")} & one.flows.links.keys()
    assert not standing.keys() & {"dismantled", "built_in", "recycled", "surplus"}


@given(histories(), MASSES)
def test_what_a_pack_became_weighs_what_it_weighed(one: History, kg: str) -> None:
    for item, facts, step in one.now():
        if facts.kind == "pack":
            ends = list(ends_of(one, item, step, Decimal(kg)))
            assert sum(end.kg for end in ends) == Decimal(kg)
            assert all(end.kg >= 0 for end in ends)
            assert not {end.stage for end in ends} & {"dismantled", "built_in"}


@pytest.mark.parametrize(
    ("whole", "parts", "expected"),
    [
        # Parts that are heavier than the whole was, within the tolerance or not, share its mass.
        ("100", ("60", "60"), {"stock": "50", "collected": "50"}),
        # A third of 100 kg is cut; the heaviest has the rest.
        ("3", ("1", "2"), {"stock": "33.333333", "collected": "66.666667"}),
        ("4", ("1", "2"), {"stock": "25", "collected": "50", "difference": "25"}),
        # Where nothing was weighed, nothing is explained.
        ("0", ("0", "0"), {"difference": "100"}),
    ],
)
def test_parts_share_a_pack_by_what_they_weigh(
    whole: str, parts: tuple[str, str], expected: dict[str, str]
) -> None:
    one = History(lambda _: "100")
    one.item("p", "pack")
    one.facts["p"] = Facts(MAKER, "pack", "EV", "LFP", whole, "")
    one.add("pack.manufactured", item="p")
    for name, kg in zip("ab", parts, strict=True):
        one.facts[name] = Facts(MAKER, "module", "", "LFP", kg, "")
    one.apart["p"] = Apart(whole, "", ("a", "b"))
    one.add("item.dismantled", item="p", children=[{"item": "a"}, {"item": "b", "stream": "x"}])
    (step,) = [step for item, _, step in one.now() if item == "p"]
    ends = ends_of(one, "p", step, Decimal(100))
    assert {end.stage: number_text(end.kg) for end in ends} == expected
