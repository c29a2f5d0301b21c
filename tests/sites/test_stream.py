"""A line computer: stopped at any byte and started again from any line, each event is in once."""

from __future__ import annotations

from typing import Any

import pytest

from app.yard import CARRIER, MAKER, PACKS, RECYCLER, Yard
from batterypass.app import repeats, stream
from batterypass.errors import InputError, RefusedError
from sites.streams import assessed, events, name, outcomes, take, text
from sites.streams import yard as yard


def test_each_line_is_answered_and_none_stops_those_after_it(yard: Yard) -> None:
    a, b = name(), name()
    data = text(
        assessed(a),
        assessed(b, condition="perfect"),
        assessed(b, actor=RECYCLER, item=1, kind="item.disposed"),
        b"{nonsense\n",
        b"\n",
        assessed(a),
        assessed(a, condition="damaged_stable"),
        assessed(b),
        b'{"kind": "item.ass',
    )
    answers = take(events(yard), data)
    assert outcomes(answers) == [
        "recorded", "malformed", "malformed", "malformed", "empty", "already", "refused", "recorded",
        "cut",
    ]  # fmt: skip
    assert [answer.line for answer in answers] == list(range(1, 10))
    first, same = answers[0].recorded, answers[5].recorded
    assert first is not None
    assert same is not None
    assert first.index == same.index
    assert answers[-1].size == len(b'{"kind": "item.ass')
    other = answers[6].error
    assert isinstance(other, RefusedError)
    assert other.code == "write.other-value", "the line before it is in the log by then"


def test_a_rule_refuses_one_line_with_its_findings(yard: Yard) -> None:
    a, b = name(), name()
    moved = {"kind": "pack.installed", "item": PACKS[0], "host_kind": "vehicle", "request": a}
    answers = take(events(yard, actor=CARRIER), text(moved, assessed(b, actor=MAKER)))
    assert outcomes(answers) == ["refused", "recorded"]
    error = answers[0].error
    assert isinstance(error, RefusedError)
    assert any(finding.code == "BP-P002" for finding in error.findings)  # type: ignore[attr-defined]


def test_a_line_rests_on_the_one_before_it_in_the_same_batch(yard: Yard) -> None:
    a, b = name(), name()
    yard.log("custody.released", MAKER, items=[PACKS[2]], to=RECYCLER)
    accepted = {
        "kind": "custody.accepted", "items": [PACKS[2]], "released_by": MAKER,
        "actor": RECYCLER, "request": a,
    }  # fmt: skip
    back = {
        "kind": "custody.released", "items": [PACKS[2]], "to": MAKER, "actor": RECYCLER,
        "request": b,
    }  # fmt: skip
    answers = take(events(yard, actor=RECYCLER), text(accepted, back, accepted))
    assert outcomes(answers) == ["recorded", "recorded", "already"]


def test_two_readings_of_one_minute_with_the_same_content_are_two(yard: Yard) -> None:
    form = {**assessed(name()), "request": None}
    given_ids = [f"0f5a5a5e-0000-8000-8000-00000000010{number}" for number in range(2)]
    named = [{**form, "event_id": one} for one in given_ids]
    answers = take(events(yard), text(assessed(name()), assessed(name()), *named, *named))
    assert outcomes(answers) == ["recorded"] * 4 + ["already"] * 2


def test_what_has_to_be_the_last_of_its_batch_stops_none_after_it(yard: Yard) -> None:
    made = yard.ledger.history(PACKS[0])[0]
    paper = {
        "kind": "document.prepared", "about": PACKS[0], "document_kind": "passport",
        "number": name(), "count": 1, "mass_kg": "412.5", "date": "2026-03-04",
        "statement": made.digest,
    }  # fmt: skip
    answers = take(events(yard), text(assessed(name()), paper, assessed(name())))
    assert outcomes(answers) == ["recorded", "recorded", "recorded"]


def test_a_line_that_nobody_could_tell_from_its_repetition_is_not_taken(yard: Yard) -> None:
    form = assessed(name())
    del form["request"]
    given_id = "0f5a5a5e-0000-8000-8000-000000000001"
    handed = {"kind": "passport.handed-over", "request": name()}
    answers = take(events(yard), text(form, {**form, "event_id": given_id}, handed))
    assert outcomes(answers) == ["malformed", "recorded", "malformed"]
    assert [one.error and one.error.code for one in answers] == [
        "stream.no-id",
        None,
        "stream.no-id",
    ]
    twice = take(events(yard, again=True), text(form, form))
    assert outcomes(twice) == ["recorded", "recorded"], "--again says that each is news"


@pytest.mark.parametrize("kind", sorted(repeats.UNDOABLE))
def test_every_kind_whose_key_can_be_news_again_needs_an_id(kind: str) -> None:
    with pytest.raises(InputError, match="give it one of event_id, or say --again"):
        stream.check_name(kind, {"request": "R-1"})


def test_a_line_of_two_megabytes_is_named_and_skipped(yard: Yard) -> None:
    answers = take(events(yard), text(b"x" * (2 << 20) + b"\n", assessed(name())))
    assert outcomes(answers) == ["malformed", "recorded"]
    error = answers[0].error
    assert error is not None
    assert (error.code, error.values["size"]) == ("stream.long", 2 << 20)


def test_one_bad_line_among_many_costs_few_commits(
    yard: Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    forms = [assessed(name()) for _ in range(200)]
    forms[77]["condition"] = "perfect"
    commits = []
    commit = type(yard.session.store).commit

    def counted(self: Any, *words: Any, **more: Any) -> None:
        commits.append(1)
        commit(self, *words, **more)

    monkeypatch.setattr(type(yard.session.store), "commit", counted)
    answers = take(events(yard), text(*forms))
    assert outcomes(answers).count("recorded") == 199
    assert outcomes(answers)[77] == "malformed"
    assert len(commits) <= 10
