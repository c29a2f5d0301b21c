"""A statement that comes in late, early or on top of a refused one is told what to do about it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from batterypass.domain.events import Event, UnknownEvent
from batterypass.rules import Finding
from batterypass.rules.outcome import Outcome, outcome_of
from rules.cases import made, revoked_key
from rules.yard import RELEASED, SOUND, WORKSHOP, relinked, yard
from worlds import CARRIER, MAKER, Drafted, Story, pack_fields

NEW = "https://maker.example/p/NEW"
DEAD = "d0" * 32


def of(
    story: Story, drafted: Drafted, *, dead: tuple[str, ...] = (), logged: int | None = None
) -> Outcome:
    found = story.judge(drafted)
    return told(story, found, drafted.event, dead=dead, logged=logged)


def told(
    story: Story,
    found: list[Finding],
    event: Event | UnknownEvent | None,
    *,
    dead: tuple[str, ...] = (),
    logged: int | None = None,
) -> Outcome:
    size = story.world.size() if logged is None else logged
    return outcome_of(found, event, dead=dead, logged=size, world=story.world)


def broken(*codes: str, **values: str) -> list[Finding]:
    return [Finding(code, "integrity", SOUND, values) for code in codes]


def accepted(story: Story) -> Drafted:
    return story.draft("custody.accepted", WORKSHOP, items=[RELEASED], released_by=MAKER)


def reading(story: Story) -> Drafted:
    return story.draft(
        "item.assessed", WORKSHOP, item=RELEASED, condition="serviceable", method="visual"
    )


def seeing(story: Story, drafted: Drafted, size: int) -> Drafted:
    seen = {"size": size, "root": "5e" * 32}
    payload = {**drafted.event.model_dump(exclude_none=True), "seen": seen}
    for link in payload["subjects"]:
        link.setdefault("prev", None)
    return story.seal(type(drafted.event).model_validate(payload))


def test_who_comes_after_somebody_else_is_stale() -> None:
    story = yard()
    late = accepted(story)
    story.tell("custody.accepted", WORKSHOP, items=[RELEASED], released_by=MAKER)

    assert "BP-L001" in story.codes(late)
    assert of(story, late) == "stale"


def test_a_new_pack_that_somebody_else_registered_meanwhile_is_stale() -> None:
    story = yard()
    late = made(story)
    story.tell("pack.manufactured", MAKER, **pack_fields(NEW))

    assert {"BP-L001", "BP-L005"} <= story.codes(late)
    assert of(story, late) == "stale"


def test_who_lost_custody_because_the_head_moved_is_stale_and_a_thief_is_refused() -> None:
    story = yard()
    thief = story.draft("custody.released", CARRIER, items=[SOUND], to=WORKSHOP)
    assert "BP-P002" in story.codes(thief)
    assert of(story, thief) == "refused"

    story.tell("custody.released", MAKER, items=[SOUND], to=WORKSHOP)
    assert {"BP-L001", "BP-P002"} <= story.codes(thief)
    assert of(story, thief) == "stale"


@pytest.mark.parametrize("lane", ["main", "record"])
def test_what_rests_on_entries_that_are_not_here_waits_for_them(lane: str) -> None:
    story = yard()
    drafted = accepted(story) if lane == "main" else reading(story)
    link = drafted.event.subjects[0]
    early = relinked(story, drafted, seq=link.seq + 1, prev="77" * 32)
    wrong = relinked(story, drafted, prev="77" * 32)

    assert of(story, early) == "waiting"
    assert of(story, wrong) == "stale"


def test_a_reading_of_a_pack_that_nobody_registered_yet_waits() -> None:
    story = yard()
    early = story.draft(
        "item.assessed", WORKSHOP, item=NEW, condition="serviceable", method="visual"
    )

    assert (early.event.subjects[0].seq, early.event.subjects[0].prev) == (0, None)
    assert of(story, early) == "waiting"


def test_an_event_about_an_unknown_subject_waits_even_at_its_first_place() -> None:
    story = yard()
    event = relinked(story, accepted(story), subject=NEW, seq=0, prev=None).event

    assert told(story, broken("BP-L005", found="~subject-unknown"), event) == "waiting"
    assert told(story, broken("BP-L005", found="~subject-known"), event) == "stale"


def test_what_rests_on_a_refused_statement_is_blocked() -> None:
    story = yard()
    drafted = accepted(story)
    early = relinked(story, drafted, seq=drafted.event.subjects[0].seq + 1, prev=DEAD)

    assert of(story, early, dead=(DEAD,)) == "blocked"
    assert of(story, early, dead=("d1" * 32,)) == "waiting"
    # What begins a chain rests on nothing that could be dead.
    late = made(story)
    story.tell("pack.manufactured", MAKER, **pack_fields(NEW))
    assert of(story, late, dead=(DEAD,)) == "stale"


def test_a_signer_who_saw_more_of_this_log_waits_and_one_who_saw_another_is_refused() -> None:
    story = yard()
    size = story.world.size()
    ahead, other = (seeing(story, accepted(story), seen) for seen in (size + 1, size))

    assert "BP-L004" in story.codes(ahead) & story.codes(other)
    assert of(story, ahead) == "waiting"
    assert of(story, other) == "refused"
    # Within a batch the tree is longer than what the log had when the file came in.
    assert of(story, other, logged=size - 1) == "waiting"


def test_a_statement_under_a_revoked_key_is_refused_wherever_it_stands() -> None:
    story = yard()
    drafted = revoked_key(story)
    assert "BP-K002" in story.codes(drafted)
    assert of(story, drafted) == "refused"
    early = relinked(story, drafted, seq=7, prev=DEAD)
    assert of(story, early, dead=(DEAD,)) == "refused"


@pytest.mark.parametrize(
    "code", ["BP-S001", "BP-S002", "BP-S003", "BP-S004", "BP-K001", "BP-L003", "BP-L006"]
)
def test_what_can_never_be_right_is_refused_before_anything_else(code: str) -> None:
    story = yard()
    early = relinked(story, accepted(story), seq=9, prev=DEAD)
    found = broken(code, "BP-L001", "BP-S005")

    assert told(story, found, early.event, dead=(DEAD,)) == "refused"


def test_bytes_that_cannot_be_read_are_refused() -> None:
    assert told(yard(), broken("BP-S001"), None) == "refused"


def test_an_event_id_that_stands_in_the_log_already_is_stale() -> None:
    story = yard()
    assert told(story, broken("BP-S005"), accepted(story).event) == "stale"


def test_a_breach_that_nobody_acknowledged_is_refused_and_a_notice_changes_nothing() -> None:
    story = yard()
    event = accepted(story).event
    breach = Finding("BP-C001", "compliance", SOUND, {})
    notice = Finding("BP-K101", "notice", SOUND, {})

    assert told(story, [breach, notice], event) == "refused"
    assert told(story, [breach, notice, *broken("BP-L001")], event) == "stale"


def test_a_kind_that_nobody_here_knows_is_told_by_its_links() -> None:
    story = yard()
    payload: dict[str, Any] = accepted(story).event.model_dump(
        include={"event_id", "event_time", "actor", "subjects"}
    )
    event = UnknownEvent.model_validate({**payload, "kind": "pack.swapped", "version": 1})
    drafted = story.seal(event)
    early = replace(drafted, event=relinked(story, drafted, seq=9, prev="77" * 32).event)

    assert of(story, early) == "waiting"
