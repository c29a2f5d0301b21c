"""A batch that is fed what came out of it: found at once or through others, and recordable knowingly."""

from __future__ import annotations

from typing import Any

import pytest

from rules.cases_batch import BATCH, OPENING, OUT, black_mass, fed, feed, fraction, weighing
from rules.yard import only, yard
from worlds import RECYCLER, Drafted, Story


def batch_of(number: int) -> str:
    return f"{RECYCLER}#batch/L-{number}"


def draft_next(story: Story, name: str, number: int) -> Drafted:
    lines = [{"item": f"{OUT}/{name}", "mass_kg": "100"}]
    said = feed(lines=lines, composition_source=None, batch=batch_of(number))
    return story.draft("batch.fed", RECYCLER, **said)


def weigh(story: Story, name: str, number: int) -> None:
    said: dict[str, Any] = weighing(black_mass(name, "100"), batch=batch_of(number))
    story.tell("batch.output-weighed", RECYCLER, **said)


def chain_of(story: Story, length: int) -> None:
    """Let 100 kg go from batch 1 into batch 2 and so on; the last gives fraction ``F<length>``."""
    fed(story)
    weigh(story, "F1", 1)
    for number in range(2, length + 1):
        story.tell("batch.opened", RECYCLER, **{**OPENING, "batch": f"L-{number}"})
        story.add(draft_next(story, f"F{number - 1}", number))
        weigh(story, f"F{number}", number)


@pytest.mark.parametrize("length", [1, 2, 3, 5])
def test_what_came_out_of_a_batch_does_not_go_into_it_again(length: int) -> None:
    story = yard()
    chain_of(story, length)

    found = only(story.judge(draft_next(story, f"F{length}", 1)), "BP-Y012")

    assert found.severity == "compliance"
    assert found.subject == f"{OUT}/F{length}"
    assert found.values == {"batch": "L-1", "found": batch_of(length)}


def test_what_really_went_round_is_recorded_knowingly() -> None:
    story = yard()
    chain_of(story, 2)
    lines = [{"item": f"{OUT}/F2", "mass_kg": "100"}]
    said = feed(lines=lines, composition_source=None)
    knowingly = [{"rule": "BP-Y012", "reason": "data_not_obtainable"}]

    drafted = story.draft("batch.fed", RECYCLER, **said, acknowledged=knowingly)
    assert only(story.judge(drafted), "BP-Y012").acknowledged
    story.add(drafted)

    assert story.item(f"{OUT}/F2").batch == BATCH


def test_a_fraction_of_another_batch_goes_in() -> None:
    story = yard()
    chain_of(story, 3)
    story.tell("batch.opened", RECYCLER, **{**OPENING, "batch": "L-9"})

    assert "BP-Y012" not in story.codes(draft_next(story, "F3", 9))


def test_what_goes_round_makes_no_room_for_more_to_come_out() -> None:
    # 400 kg went in; five turns of 300 kg would make 1,900 kg of it, and 3 % of that are 57 kg.
    story = yard()
    fed(story)
    knowingly = [{"rule": "BP-Y012", "reason": "data_not_obtainable"}]
    for turn in range(5):
        said = weighing(black_mass(f"T{turn}", "300"))
        story.tell("batch.output-weighed", RECYCLER, **said)
        lines = [{"item": f"{OUT}/T{turn}", "mass_kg": "300"}]
        again = feed(lines=lines, composition_source=None)
        story.tell("batch.fed", RECYCLER, **again, acknowledged=knowingly)

    fits, too_much = (
        story.draft("batch.output-weighed", RECYCLER, **weighing(fraction("AL", kg)))
        for kg in ("412", "413")
    )

    assert "BP-Y003" not in story.codes(fits)
    found = only(story.judge(too_much), "BP-Y003").values
    assert (found["input"], found["output"]) == ("400", "413")
