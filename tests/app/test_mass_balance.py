"""What `batch show` and `audit mass` say was recovered: of a part of the input, no share of the whole."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from batterypass.app.mass_balance import Mass, Recovered, mass_of
from batterypass_cli.batch_view import mass_lines
from rules.cases_batch import BATCH, OPENING, OUT, black_mass, carbonate, feed, weighing
from rules.yard import AT_YARD, yard
from worlds import RECYCLER, Story, packaged_regulations


def numbers(*values: int | str) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, values))


def balance(story: Story) -> Mass:
    state = story.world.batch(BATCH)
    assert state is not None
    return mass_of(state, packaged_regulations(), "2026-12-31")


def lithium(story: Story) -> Recovered:
    (found,) = (one for one in balance(story).recovered if one.element == "lithium")
    return found


def analysed(elements: dict[str, str] | None) -> Story:
    """Feed 400 kg with 8 kg of lithium, and 100 kg of black mass of which this is said; 1.879 kg come out."""
    story = yard()
    for name in ("L-0", "L-1"):
        story.tell("batch.opened", RECYCLER, **{**OPENING, "batch": name})
    before: dict[str, Any] = {"batch": f"{RECYCLER}#batch/L-0"}
    story.tell("batch.output-weighed", RECYCLER, **weighing(black_mass("BM", "100"), **before))
    other: dict[str, Any] = {"item": f"{OUT}/BM", "mass_kg": "100"}
    if elements is not None:
        other["elements_kg"] = elements
    lines = [*feed(AT_YARD)["lines"], other]
    story.tell("batch.fed", RECYCLER, **feed(lines=lines))
    story.tell("batch.output-weighed", RECYCLER, **weighing(carbonate()))
    return story


def test_a_batch_of_which_a_part_was_never_analysed_has_no_recovered_share() -> None:
    found = lithium(analysed(None))

    assert found.percent is None
    assert (found.input_kg, found.silent_kg, found.fed_kg) == numbers(8, 100, 500)


def test_how_much_of_the_input_names_an_element_is_told() -> None:
    # 1.879 kg of 8 kg; 400 of 500 kg name lithium, 100 kg say that they are copper alone.
    found = lithium(analysed({"copper": "20"}))

    assert found.percent == Decimal("23.4875")
    assert (found.unstated_kg, found.stated_percent) == numbers(100, 80)


def test_what_went_back_into_its_own_batch_counts_once() -> None:
    # 8 kg of lithium went in; 2 kg of them came out in black mass, went in again, and came out as
    # carbonate. That is 1.879 kg of 8, and not of 10; and no black mass is left to count elsewhere.
    story = yard()
    story.tell("batch.opened", RECYCLER, **OPENING)
    story.tell("batch.fed", RECYCLER, **feed(AT_YARD))
    assay = {
        "contents": [{"substance": "lithium", "percent": "2"}], "method": "ICP-OES",
        "laboratory": "Lab", "assayed_on": "2026-11-23",
    }  # fmt: skip
    mass = black_mass("BM", "100", assay=assay, elements_kg={"lithium": "2"})
    story.tell("batch.output-weighed", RECYCLER, **weighing(mass))
    again = [{"item": f"{OUT}/BM", "mass_kg": "100", "elements_kg": {"lithium": "2"}}]
    knowingly = [{"rule": "BP-Y012", "reason": "data_not_obtainable"}]
    story.tell(
        "batch.fed", RECYCLER,
        **feed(lines=again, composition_source="assay", acknowledged=knowingly),
    )  # fmt: skip
    story.tell("batch.output-weighed", RECYCLER, **weighing(carbonate()))

    found = lithium(story)

    assert (found.input_kg, found.product_kg, found.intermediate_kg) == numbers(8, "1.879", 0)
    assert found.percent == Decimal("23.4875")
    # Nor does it widen the balance, whose tolerance is a part of the input.
    whole = balance(story)
    assert (whole.input_kg, whole.output_kg, whole.recirculated_kg) == numbers(400, 10, 100)
    assert whole.inputs == 1
    told = "\n".join(mass_lines(whole, {}))
    assert "went back into it: 100.0 kg" in told
