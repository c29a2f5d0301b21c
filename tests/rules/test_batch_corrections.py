"""Batches corrected and taken back: what follows, what is judged again, and who cannot do it."""

from __future__ import annotations

from typing import Any

import pytest

from batterypass.app.mass_balance import mass_of
from batterypass.domain.batches import batch_of, life_of
from batterypass.rules.settled import LogEnd, settle
from rules.cases_amend import correction, digest_of, field
from rules.cases_annul import annulment
from rules.cases_batch import (
    BATCH,
    OPENING,
    OUT,
    carbonate,
    closed,
    fed,
    feed,
    fraction,
    weighing,
)
from rules.cases_content import CARBONATE, LITHIUM, recycled
from rules.yard import AT_YARD, WASTE, WORKSHOP, pass_on, yard
from worlds import MAKER, RECYCLER, Drafted, Story, packaged_regulations

KINDS = {1: "batch.fed", 2: "batch.output-weighed", 3: "batch.closed"}


def amended(
    story: Story, seq: int, *fields: dict[str, Any], actor: str = RECYCLER, **more: Any
) -> Drafted:
    """Draft a correction of the batch's main statement at a place."""
    said = correction(BATCH, KINDS[seq], digest_of(story, BATCH, seq), *fields, **more)
    return story.draft("entry.amended", actor, **said)


def batch(story: Story) -> Any:
    found = story.world.batch(BATCH)
    assert found is not None
    return found


def verdict(story: Story) -> str:
    return mass_of(batch(story), packaged_regulations(), "2026-12-31").word


def closed_short(story: Story) -> None:
    """Close a batch that was fed with 4000 kg by a slip, for 400 kg that came out again."""
    story.tell("batch.opened", RECYCLER, **OPENING)
    lines = [{"item": AT_YARD, "mass_kg": "4000"}]
    story.tell("batch.fed", RECYCLER, **feed(lines=lines, composition_source=None))
    story.tell("batch.output-weighed", RECYCLER, **weighing(fraction("AL", "395")))
    story.tell("batch.closed", RECYCLER, batch=BATCH, difference_reason="recording_gap")


def test_a_batch_closed_on_a_wrong_weight_is_corrected_and_balances() -> None:
    story = yard()
    closed_short(story)
    assert verdict(story) == "explained"

    drafted = amended(story, 1, field("mass_kg", "4000", "400", AT_YARD))
    assert story.codes(drafted) == set()
    story.add(drafted)

    assert verdict(story) == "balanced"
    assert batch(story).input_kg == "400"
    assert batch(story).fed[AT_YARD] == {"mass_kg": "400"}
    assert batch(story).amendments[0]["holds"] == batch(story).amendments[0]["entry"]


@pytest.mark.parametrize(
    ("seq", "one", "items", "found"),
    [
        # 400 kg in, 390 kg out, 10 kg of dust; the tolerance is 3 % of the input.
        (1, field("mass_kg", "400", "388.3", AT_YARD), [], {"BP-Y003"}),
        (1, field("mass_kg", "400", "412.4", AT_YARD), [], {"BP-Y007", "BP-Y011"}),
        (1, field("mass_kg", "400", "412", AT_YARD), [], set()),
        (2, field("mass_kg", "390", "402", f"{OUT}/AL"), [f"{OUT}/AL"], set()),
        (2, field("mass_kg", "390", "402.1", f"{OUT}/AL"), [f"{OUT}/AL"], {"BP-Y003"}),
        (2, field("mass_kg", "390", "377", f"{OUT}/AL"), [f"{OUT}/AL"], {"BP-Y007"}),
        (3, field("losses.dust", "10", "23"), [], {"BP-Y003"}),
        (3, field("losses.dust", "10", "0"), [], set()),
        (3, field("losses.spill", "10", "0"), [], None),
        (3, field("losses.off_gas", None, "12.1"), [], {"BP-Y003"}),
        (3, field("difference_reason", None, "fire"), [], set()),
        (1, field("mass_kg", "399", "400", AT_YARD), [], {"BP-E001"}),
        (1, field("mass_kg", None, "400", WASTE), [], {"BP-E001"}),
        # Composition and assay are not invented afterwards.
        (2, field("elements_kg.lithium", None, "1", f"{OUT}/AL"), [f"{OUT}/AL"], {"BP-E001"}),
        (2, field("assay.method", None, "XRF", f"{OUT}/AL"), [f"{OUT}/AL"], {"BP-E001"}),
    ],
)
def test_a_correction_is_judged_by_the_batch_that_it_makes(
    seq: int, one: dict[str, Any], items: list[str], found: set[str] | None
) -> None:
    story = yard()
    closed(story)
    before = batch(story)

    if found is None:
        with pytest.raises(ValueError, match="spill"):
            amended(story, seq, one, items=items)
        return
    codes = story.codes(amended(story, seq, one, items=items))

    assert found <= codes
    assert codes - found <= {"BP-Y003", "BP-Y007", "BP-Y011"}
    if not found:
        assert not codes
    assert batch(story) == before


def test_a_reason_that_came_late_stands_with_the_difference() -> None:
    story = yard()
    fed(story)
    story.tell("batch.output-weighed", RECYCLER, **weighing(fraction("AL", "300")))
    # Acknowledged as a breach, as at a stand-still of the line.
    story.tell("batch.closed", RECYCLER, batch=BATCH)
    assert verdict(story) == "broken"

    drafted = amended(story, 3, field("difference_reason", None, "fire"))
    assert story.codes(drafted) == {"BP-Y008"}
    story.add(drafted)

    assert verdict(story) == "explained"


def test_what_came_out_is_corrected_with_its_assay_and_the_fraction_follows() -> None:
    story = yard()
    fed(story)
    story.tell("batch.output-weighed", RECYCLER, **weighing(carbonate()))
    half = field("assay.contents.lithium_carbonate", "100", "50", CARBONATE)

    alone = amended(story, 2, half, items=[CARBONATE])
    assert story.codes(alone) == {"BP-Y005"}
    story.add(
        amended(
            story, 2, half, field("elements_kg.lithium", "1.879", "0.9395", CARBONATE),
            items=[CARBONATE],
        )
    )  # fmt: skip

    assert story.item(CARBONATE).elements_kg == {"lithium": "0.9395"}
    out = batch(story).outputs[CARBONATE]
    assert out["assay"]["contents"] == [{"substance": "lithium_carbonate", "percent": "50"}]
    over = amended(
        story, 2, field("assay.contents.cobalt", None, "51", CARBONATE),
        field("elements_kg.cobalt", None, "5.1", CARBONATE), items=[CARBONATE],
    )  # fmt: skip
    assert story.codes(over) == {"BP-Y004"}


def test_elements_that_an_assay_gave_and_nobody_said_are_said_by_a_correction() -> None:
    story = yard()
    fed(story)
    story.tell("batch.output-weighed", RECYCLER, **weighing(carbonate(elements_kg={})))

    said = amended(
        story, 2, field("elements_kg.lithium", None, "1.879", CARBONATE), items=[CARBONATE]
    )

    assert story.codes(said) == set()


def test_more_of_an_element_than_went_in_is_told_of_corrections_too() -> None:
    story = yard()
    fed(story)
    story.tell("batch.output-weighed", RECYCLER, **weighing(carbonate()))

    drafted = amended(story, 1, field("elements_kg.lithium", "8", "1.8", AT_YARD))

    assert story.codes(drafted) == {"BP-Y006"}


# --- thieves ----------------------------------------------------------------------------------


@pytest.mark.parametrize("actor", [MAKER, WORKSHOP])
@pytest.mark.parametrize("seq", [1, 2, 3])
def test_nobody_makes_a_batch_balance_by_correcting_anothers_entry(actor: str, seq: int) -> None:
    story = yard()
    closed_short(story)
    one = {
        1: field("mass_kg", "4000", "400", AT_YARD),
        2: field("mass_kg", "395", "3995", f"{OUT}/AL"),
        3: field("losses.dust", None, "3605"),
    }[seq]
    before = batch(story)

    drafted = amended(story, seq, one, actor=actor, items=[f"{OUT}/AL"] if seq == 2 else [])

    assert "BP-P001" in story.codes(drafted)
    assert batch(story) == before


def test_an_entry_of_one_batch_corrects_no_other_batch() -> None:
    story = yard()
    closed_short(story)
    pass_on(story, WASTE, RECYCLER)
    story.tell("batch.opened", RECYCLER, **{**OPENING, "batch": "L-2"})
    other = f"{RECYCLER}#batch/L-2"
    story.tell("batch.fed", RECYCLER, **feed(WASTE, batch=other))
    one = field("mass_kg", "4000", "400", AT_YARD)

    # The entry is the other batch's, or the line is.
    wrong_entry = correction(BATCH, "batch.fed", digest_of(story, other, 1), one)
    wrong_line = correction(other, "batch.fed", digest_of(story, other, 1), one)

    assert "BP-P001" in story.codes(story.draft("entry.amended", RECYCLER, **wrong_entry))
    assert "BP-E001" in story.codes(story.draft("entry.amended", RECYCLER, **wrong_line))


def test_what_was_claimed_is_not_taken_back_by_opening_the_batch_again() -> None:
    story = yard()
    recycled(story)
    told = annulment_of_the_last(story)
    assert story.codes(story.draft("entry.annulled", RECYCLER, **told)) == set()

    story.tell("content.claimed", RECYCLER, **LITHIUM)

    assert story.codes(story.draft("entry.annulled", RECYCLER, **told)) == {"BP-G004"}


def annulment_of_the_last(story: Story) -> dict[str, Any]:
    return {
        "annulled_subject": BATCH, "target_kind": "batch.closed", "reason": "did_not_happen",
        "target": digest_of(story, BATCH, 3),
    }  # fmt: skip


# --- taken back -------------------------------------------------------------------------------


def test_a_closing_taken_back_leaves_the_batch_open_and_its_items_waste() -> None:
    story = yard()
    closed(story)
    story.tell("entry.annulled", RECYCLER, **annulment_of_the_last(story))

    item = story.item(AT_YARD)
    assert (batch(story).state, batch(story).loss_kg) == ("open", "")
    assert life_of(item, batch_of(story.world, item)) == "waste"
    again = story.draft(
        "batch.closed", RECYCLER, batch=BATCH, losses=[{"loss": "dust", "mass_kg": "10"}]
    )
    assert story.codes(again) == set()
    # What it said is not corrected any more: nothing says it.
    gone = correction(
        BATCH, "batch.closed", digest_of(story, BATCH, 3), field("losses.dust", "10", "9")
    )
    assert "BP-P001" in story.codes(story.draft("entry.amended", RECYCLER, **gone))


def test_what_was_fed_last_is_taken_back_with_what_was_corrected_before_kept() -> None:
    story = yard()
    fed(story)
    pass_on(story, WASTE, RECYCLER)
    last = story.tell("batch.fed", RECYCLER, **feed(WASTE, sampling="each_item"))
    target = annulment(story, last)
    story.add(amended(story, 1, field("mass_kg", "400", "399", AT_YARD)))
    assert batch(story).input_kg == "799"

    story.tell("entry.annulled", RECYCLER, **target)

    assert (batch(story).inputs, batch(story).input_kg) == (1, "399")
    assert (batch(story).input_elements_kg, batch(story).sampling) == ({"lithium": "8"}, [])
    item = story.item(WASTE)
    assert (item.place, item.batch, item.custodian) == ("in_stock", "", RECYCLER)


def test_what_came_out_does_not_outweigh_what_is_left_when_a_feed_is_taken_back() -> None:
    story = yard()
    fed(story)
    story.tell("batch.output-weighed", RECYCLER, **weighing(fraction("AL", "412")))
    pass_on(story, WASTE, RECYCLER)
    last = annulment(story, story.tell("batch.fed", RECYCLER, **feed(WASTE)))
    story.add(amended(story, 2, field("mass_kg", "412", "500", f"{OUT}/AL"), items=[f"{OUT}/AL"]))

    assert story.codes(story.draft("entry.annulled", RECYCLER, **last)) == {"BP-Y003"}


def test_a_feed_is_not_taken_back_under_what_came_out_of_it() -> None:
    story = yard()
    story.tell("batch.opened", RECYCLER, **OPENING)
    last = annulment(story, story.tell("batch.fed", RECYCLER, **feed(AT_YARD)))
    story.tell("batch.output-weighed", RECYCLER, **weighing(fraction("AL", "1")))

    assert "BP-E006" in story.codes(story.draft("entry.annulled", RECYCLER, **last))


# --- what was told ----------------------------------------------------------------------------


def test_a_notice_of_a_mass_is_settled_by_its_correction_and_by_no_other() -> None:
    story = yard()
    closed_short(story)
    end = LogEnd(story.world, (), lambda index: story.world.digests[index], lambda *_: None)
    entry = batch(story).entries["fed"]
    lines = [{"item": AT_YARD, "mass_kg": "4000"}]
    other = yard()
    other.tell("batch.opened", RECYCLER, **OPENING)
    (notice,) = (
        one
        for one in other.judge(
            other.draft("batch.fed", RECYCLER, **feed(lines=lines, composition_source=None))
        )
        if one.code == "BP-Y011"
    )
    assert (notice.values["expected"], notice.values["found"]) == ("400", "4000")
    assert notice.entry == entry
    assert settle([notice], end)[0].settled is None

    story.add(amended(story, 2, field("mass_kg", "395", "396", f"{OUT}/AL"), items=[f"{OUT}/AL"]))
    assert settle([notice], end)[0].settled is None
    story.add(amended(story, 1, field("mass_kg", "4000", "400", AT_YARD)))

    assert settle([notice], end)[0].settled == batch(story).amendments[-1]["entry"]


def test_the_reason_of_another_mass_is_told_with_it() -> None:
    story = yard()
    story.tell("batch.opened", RECYCLER, **OPENING)
    lines = [{"item": AT_YARD, "mass_kg": "350"}]
    said = feed(lines=lines, composition_source=None, mass_reason="parts_missing")

    (found,) = story.judge(story.draft("batch.fed", RECYCLER, **said))

    assert found.code == "BP-Y011"
    assert "350 kg go in, and 400 kg were recorded of it" in found.message("en")
    assert "reason: parts missing" in found.message("en")
    assert "motivo: faltan piezas" in found.message("es")
