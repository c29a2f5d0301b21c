"""Recycling batches: what is refused or found, and what the states say afterwards."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from batterypass.domain.base import number_text
from batterypass.domain.batches import balance_of, batch_of, life_of
from batterypass.domain.events import KINDS
from batterypass.regulations.elements import content_on, elements_of_assay
from batterypass.texts.findings_words import localised
from rules.cases_batch import (
    BATCH,
    OPENING,
    OUT,
    carbonate,
    closed,
    draft_close,
    draft_feed,
    draft_output,
    fed,
    feed,
    fraction,
    open_batch,
    weighing,
)
from rules.yard import AT_YARD, ENDED, MOVING, OFFERED, WASTE, only, pass_on, yard
from worlds import AUTHORITY, CARRIER, MAKER, RECYCLER, Story, grant, packaged_regulations, scope

OTHER = "https://other-recycler.example"


def codes(story: Story, drafted: Any) -> list[str]:
    return sorted(story.codes(drafted))


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        # Held by the maker, who has no part in the recycler's yard: integrity, never acknowledged.
        (WASTE, {"BP-P002", "BP-C008"}),
        (OFFERED, {"BP-C001", "BP-Y002"}),
        (MOVING, {"BP-C001"}),
        (ENDED, {"BP-C002"}),
    ],
)
def test_what_the_recycler_has_not_is_not_fed(item: str, expected: set[str]) -> None:
    story = yard()
    open_batch(story)

    assert story.codes(draft_feed(story, item)) >= expected


def test_a_fraction_that_is_no_intermediate_is_told_by_its_use() -> None:
    story = yard()
    story.add(draft_output(story, fraction("CU", "20", material="copper")))
    story.tell("batch.opened", RECYCLER, **{**OPENING, "batch": "L-2"})

    again = draft_feed(story, f"{OUT}/CU", batch=f"{RECYCLER}#batch/L-2")

    [found] = [one for one in story.judge(again) if one.code == "BP-Y002"]
    assert found.values["found"] == "~product"
    assert "producto" in found.message("es")


def test_an_item_is_in_one_batch_only() -> None:
    story = yard()
    fed(story)
    story.tell("batch.opened", RECYCLER, **{**OPENING, "batch": "L-2"})

    again = draft_feed(story, AT_YARD, batch=f"{RECYCLER}#batch/L-2")

    assert only(story.judge(again), "BP-C003").values["found"] == "~place-in_batch"


def test_what_was_recycled_stays_recycled() -> None:
    story = yard()
    closed(story)
    story.tell("batch.opened", RECYCLER, **{**OPENING, "batch": "L-2"})

    again = draft_feed(story, AT_YARD, batch=f"{RECYCLER}#batch/L-2")

    assert only(story.judge(again), "BP-C002").values["found"] == "~life-recycled"


def test_only_who_opened_a_batch_goes_on_with_it() -> None:
    story = yard()
    fed(story)
    story.register(OTHER, "recycler")
    out = weighing({**fraction("X", "10"), "item": f"{OTHER}/f/X"})
    for kind, fields in (
        ("batch.fed", feed(AT_YARD)),
        ("batch.output-weighed", out),
        ("batch.closed", {"batch": BATCH}),
    ):
        found = story.judge(story.draft(kind, OTHER, **fields))
        refused = [one for one in found if one.code == "BP-P002"]
        assert refused[0].severity == "integrity"
        assert refused[0].values["expected"] == RECYCLER


def test_a_pack_that_is_only_on_its_way_to_the_recycler_is_not_fed() -> None:
    story = yard()
    open_batch(story)
    story.tell("custody.released", MAKER, items=[WASTE], to=RECYCLER)

    assert codes(story, draft_feed(story, WASTE)) == ["BP-C008"]


def test_who_may_only_use_again_may_not_recycle() -> None:
    story = yard()
    story.register(OTHER, "recycler")
    story.tell(
        "authorisation.granted", AUTHORITY, **grant(OTHER, "MX-STATE", scope("reutilizacion"))
    )
    pass_on(story, AT_YARD, OTHER)
    story.tell("batch.opened", OTHER, **OPENING)

    drafted = story.draft("batch.fed", OTHER, **feed(AT_YARD, batch=f"{OTHER}#batch/L-1"))

    assert only(story.judge(drafted), "BP-A003").values["kind"] == "batch.fed"


def test_fractions_come_out_of_what_went_in_and_of_nothing() -> None:
    story = yard()
    open_batch(story)

    drafted = story.draft("batch.output-weighed", RECYCLER, **weighing(fraction("AL", "0.1")))

    assert only(story.judge(drafted), "BP-Y003").values["input"] == "0"


def test_a_fraction_is_claimed_once() -> None:
    story = yard()
    fed(story)
    story.tell("batch.output-weighed", RECYCLER, **weighing(fraction("AL", "10")))

    again = story.draft("batch.output-weighed", RECYCLER, **weighing(fraction("AL", "10")))

    assert only(story.judge(again), "BP-L005").severity == "integrity"


def test_a_fraction_has_an_id_of_its_recycler_and_comes_from_nowhere_else() -> None:
    story = yard()
    fed(story)
    foreign = {**fraction("AL", "10"), "item": "https://maker.example/f/AL"}

    assert codes(story, story.draft("batch.output-weighed", RECYCLER, **weighing(foreign))) == [
        "BP-P003"
    ]
    makers = {
        name
        for name, model in KINDS.items()
        if model.KIND.creates in ("rest", "all") and "I" in model.KIND.rest
    }
    # A recovered kilogram without a batch or a dismantling has no kind by which it could be said.
    assert makers == {"item.dismantled", "batch.output-weighed"}


@pytest.mark.parametrize(
    ("out", "loss", "reason", "expected"),
    [
        # 400 kg went in; the tolerance is 3 % of that, 12 kg.
        ("388", "0", None, []),
        ("387.999999", "0", None, ["BP-Y007"]),
        ("387.999999", "0", "fire", ["BP-Y008"]),
        ("400", "12", None, []),
        ("400", "12.000001", None, ["BP-Y003"]),
        # Too much is refused whatever the reason.
        ("400", "12.000001", "scale_uncertainty", ["BP-Y003"]),
        ("200", "200", "other", []),
    ],
)
def test_a_batch_closes_when_its_masses_meet(
    out: str, loss: str, reason: str | None, expected: list[str]
) -> None:
    story = yard()
    more = {} if reason is None else {"difference_reason": reason}

    assert codes(story, draft_close(story, out, loss, **more)) == expected


@pytest.mark.parametrize(("mass", "expected"), [("412", []), ("412.000001", ["BP-Y003"])])
def test_outputs_are_weighed_against_the_input_and_not_rounded(
    mass: str, expected: list[str]
) -> None:
    story = yard()

    assert codes(story, draft_output(story, fraction("AL", mass))) == expected


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        # 10 kg of Li2CO3 x 18.79 % = 1.879 kg of lithium.
        (carbonate(), []),
        (carbonate(elements_kg={"lithium": "1.880"}), ["BP-Y005"]),
        (carbonate(elements_kg={"lithium": "1.879", "cobalt": "1"}), ["BP-Y005"]),
        (fraction("AL", "10", elements_kg={"aluminium": "9.5"}), ["BP-Y005"]),
        (fraction("S", "10", use="residue", stream="slag"), []),
        (fraction("S", "10", stream="slag"), ["BP-Y010"]),
    ],
)
def test_a_recovered_mass_rests_on_its_assay(part: dict[str, Any], expected: list[str]) -> None:
    story = yard()

    assert codes(story, draft_output(story, part)) == expected


def test_elements_that_no_assay_gives_are_named_in_the_readers_words() -> None:
    story = yard()
    found = only(
        story.judge(draft_output(story, carbonate(elements_kg={"cobalt": "3"}))), "BP-Y005"
    )
    said = {
        lang: [localised(found.values[name], lang, {}) for name in ("found", "expected")]
        for lang in ("en", "es")
    }
    assert said == {
        "en": ["cobalt 3 kg", "lithium 1.879 kg"],
        "es": ["cobalto 3 kg", "litio 1.879 kg"],
    }


def test_a_report_that_is_attached_stands_behind_its_assay() -> None:
    story = yard()
    report = {"digest": "a" * 64, "media_type": "application/pdf", "bytes": 9}

    drafted = draft_output(story, carbonate(assay={"report": "a" * 64}), documents=[report])

    assert codes(story, drafted) == []


def test_no_content_is_over_100_percent() -> None:
    with pytest.raises(ValidationError):
        draft_output(yard(), carbonate(percent="100.1"))


def test_masses_of_elements_say_where_they_are_known_from() -> None:
    with pytest.raises(ValidationError, match="composition_source"):
        draft_feed(yard(), AT_YARD, composition_source=None)


def test_the_batch_keeps_what_went_in_came_out_and_was_lost() -> None:
    story = yard()
    fed(story)
    pass_on(story, WASTE, RECYCLER)
    story.tell(
        "batch.fed", RECYCLER, **feed(WASTE, composition_source="assay", sampling="batch_sample")
    )
    story.tell("batch.output-weighed", RECYCLER, **weighing(fraction("AL", "300.5"), carbonate()))
    batch = story.world.batch(BATCH)
    assert batch is not None
    assert (batch.inputs, batch.input_kg, batch.input_elements_kg) == (2, "800", {"lithium": "16"})
    assert (batch.composition_source, batch.sampling) == ("mixed", ["batch_sample"])
    assert batch.outputs[f"{OUT}/CARB"]["elements_kg"] == {"lithium": "1.879"}
    assert balance_of(batch).difference_kg == Decimal("-489.5")
    assert story.item(AT_YARD).place == "in_batch"
    assert life_of(story.item(AT_YARD), batch) == "waste"

    story.tell(
        "batch.closed", RECYCLER, batch=BATCH, difference_reason="fire",
        losses=[{"loss": "dust", "mass_kg": "1.5"}, {"loss": "off_gas", "mass_kg": "2"}],
    )  # fmt: skip

    assert (batch.state, batch.loss_kg, batch.difference_reason) == ("closed", "3.5", "fire")
    assert set(batch.entries) == {"opened", "fed", "output-weighed", "closed"}
    item = story.item(AT_YARD)
    assert (item.life, life_of(item, batch_of(story.world, item))) == ("waste", "recycled")
    assert story.world.pointed("batch", "L-1") == [BATCH]


@pytest.mark.parametrize(
    ("use", "material", "life", "stream"),
    [
        ("product", "aluminium", "original", ""),
        ("intermediate", "black_mass", "waste", "black_mass"),
        ("energy_recovery", "plastic", "waste", "treatment_residue"),
        ("backfill", "other", "waste", "treatment_residue"),
    ],
)
def test_a_fraction_is_waste_unless_it_is_a_product(
    use: str, material: str, life: str, stream: str
) -> None:
    story = yard()
    fed(story)
    one = fraction("F", "10", use=use, material=material)
    story.tell("batch.output-weighed", RECYCLER, **weighing(one))

    item = story.item(f"{OUT}/F")

    assert (item.life, item.stream, item.use, item.made_by) == (life, stream, use, BATCH)
    assert (item.custodian, item.item_kind, item.place) == (RECYCLER, "fraction", "in_stock")


def test_black_mass_of_one_batch_goes_into_another() -> None:
    story = yard()
    fed(story)
    black = fraction("BM", "400", use="intermediate", material="black_mass")
    story.tell("batch.output-weighed", RECYCLER, **weighing(black))
    story.tell("batch.opened", RECYCLER, **{**OPENING, "batch": "L-2"})

    second = draft_feed(story, f"{OUT}/BM", batch=f"{RECYCLER}#batch/L-2")

    assert codes(story, second) == []


def test_a_passport_ends_as_recycled_once_the_batch_is_closed() -> None:
    story = yard()
    passport = "https://maker.example/pass/yard"
    story.tell("passport.issued", MAKER, passport=passport, item=AT_YARD)
    ending: dict[str, Any] = {"passport": passport, "item": AT_YARD, "reason": "recycled"}
    fed(story)
    assert codes(story, story.draft("passport.ended", MAKER, **ending)) == ["BP-C009"]
    story.tell("batch.closed", RECYCLER, batch=BATCH, losses=[{"loss": "dust", "mass_kg": "400"}])

    assert codes(story, story.draft("passport.ended", MAKER, **ending)) == []


def test_what_was_recycled_has_no_incident_and_no_reading() -> None:
    story = yard()
    closed(story)
    reading: dict[str, Any] = {"item": AT_YARD, "condition": "serviceable", "method": "visual"}

    assert codes(story, story.draft("item.assessed", RECYCLER, **reading)) == ["BP-C002"]


def test_nobody_takes_over_what_is_in_a_batch() -> None:
    story = yard()
    fed(story)

    released = story.draft("custody.released", RECYCLER, items=[AT_YARD], to=CARRIER)

    assert "BP-C003" in story.codes(released)


def test_compounds_give_their_element_by_the_table() -> None:
    tables = packaged_regulations()
    day = "2026-11-23"
    # reference/waste-and-manifests.md 8.
    for substance, element, percent in (
        ("lithium_carbonate", "lithium", "18.79"),
        ("cobalt_sulfate_heptahydrate", "cobalt", "20.97"),
        ("nickel_sulfate_hexahydrate", "nickel", "22.33"),
        ("nickel", "nickel", "100"),
    ):
        assert content_on(tables, substance, day) == (element, Decimal(percent))
    # 1,250 kg: 40 % NiSO4.6H2O is 500 kg with 111.65 kg Ni; 10 % Ni metal is 125 kg; 236.65 kg.
    contents = [("nickel_sulfate_hexahydrate", "40"), ("nickel", "10")]
    assert elements_of_assay(tables, contents, "1250", day) == {"nickel": "236.65"}


masses = st.decimals("0", "500", places=3, allow_nan=False).map(number_text)


@settings(max_examples=60, deadline=None)
@given(st.lists(masses, min_size=1, max_size=4), st.lists(masses, max_size=3))
def test_what_closes_without_a_word_balances(outputs: list[str], losses: list[str]) -> None:
    story = yard()
    fed(story)
    for number, mass in enumerate(outputs):
        story.tell("batch.output-weighed", RECYCLER, **weighing(fraction(f"F{number}", mass)))
    lost = [{"loss": "dust", "mass_kg": mass} for mass in losses]
    drafted = story.draft("batch.closed", RECYCLER, batch=BATCH, losses=lost)

    total = sum(map(Decimal, (*outputs, *losses)), Decimal(0))

    assert (not story.codes(drafted)) == (abs(total - 400) <= 12)
