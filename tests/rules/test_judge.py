"""How rules are asked: by kind, by day, by rulebook; what an actor acknowledges; what is unknown."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

import pytest
from pydantic import ValidationError

from batterypass.domain.events import UnknownEvent
from batterypass.rules import RULES, Judge, Rule, audit_notices, compliance_findings
from batterypass.rules.acts import JudgedAct
from batterypass.rules.base import Finding, Findings
from rules.yard import MOVE, SOUND, STRANGER, WASTE, WORKSHOP, offer_of, yard
from worlds import CARRIER, MAKER, Drafted, FakeProofs, Story, pack_fields

NEW = "https://maker.example/p/NEW"


def released_to_a_stranger(story: Story, acknowledged: list[dict[str, str]]) -> Drafted:
    return story.draft(
        "custody.released", MAKER, items=[SOUND], to=STRANGER, acknowledged=acknowledged
    )


@pytest.mark.parametrize(
    ("acknowledged", "reason"),
    [
        ([], None),
        (
            [{"rule": "BP-R003", "reason": "counterpart_not_registered"}],
            "counterpart_not_registered",
        ),
        ([{"rule": "*", "reason": "signed_offline"}], "signed_offline"),
        ([{"rule": "BP-R001", "reason": "safety"}], None),
    ],
)
def test_a_breach_stands_whatever_reason_the_actor_gives(
    acknowledged: list[dict[str, str]], reason: str | None
) -> None:
    story = yard()

    found = story.judge(released_to_a_stranger(story, acknowledged))

    assert [(one.code, one.severity, one.acknowledged) for one in found] == [
        ("BP-R003", "compliance", reason)
    ]


def test_everything_is_acknowledged_at_once_only_for_what_was_signed_offline() -> None:
    with pytest.raises(ValidationError, match="signed_offline"):
        released_to_a_stranger(yard(), [{"rule": "*", "reason": "truck_at_gate"}])


def test_an_integrity_breach_cannot_be_acknowledged() -> None:
    story = yard()
    acknowledged = [
        {"rule": "BP-P002", "reason": "truck_at_gate"},
        {"rule": "*", "reason": "signed_offline"},
    ]

    drafted = story.draft(
        "custody.released", CARRIER, items=[SOUND], to=CARRIER, acknowledged=acknowledged
    )

    broken = [one for one in story.judge(drafted) if one.severity == "integrity"]
    assert [(one.code, one.acknowledged) for one in broken] == [("BP-P002", None)]


def test_a_notice_needs_no_reason() -> None:
    story = yard()
    fields = {"rule": "*", "reason": "signed_offline"}
    early = story.now.replace(month=10).isoformat()

    drafted = story.draft(
        "pack.manufactured", MAKER, event_time=early, acknowledged=[fields], **pack_fields(NEW)
    )

    assert [(one.code, one.acknowledged) for one in story.judge(drafted)] == [("BP-Z004", None)]


def test_an_audit_tells_what_the_operator_let_in() -> None:
    story = yard()
    silent = story.judge(released_to_a_stranger(story, []))
    knowing = story.judge(
        released_to_a_stranger(story, [{"rule": "*", "reason": "signed_offline"}])
    )

    notices = audit_notices([*silent, *knowing])

    assert [(one.code, one.severity, one.values["rule"]) for one in notices] == [
        ("BP-N001", "notice", "BP-R003")
    ]
    assert notices[0].entry == silent[0].entry
    assert "BP-R003" in notices[0].message("es")


def unknown(story: Story, **changed: Any) -> Drafted:
    known = story.draft("custody.released", MAKER, items=[SOUND], to=WORKSHOP).event.model_dump()
    event = UnknownEvent.model_validate(
        {
            **{name: known[name] for name in UnknownEvent.model_fields},
            "kind": "pack.upgraded",
            "version": 3,
            **changed,
        }
    )
    return story.seal(event)


def test_an_unknown_kind_is_judged_by_its_common_fields() -> None:
    story = yard()
    links = [asdict(link) for link in unknown(story).event.subjects]

    stale = unknown(story, subjects=[{**links[0], "prev": "0" * 64}])
    twice = unknown(story, subjects=links * 2)
    other_log = unknown(story, seen={"size": 2, "root": "0" * 64})
    future = unknown(story, event_time="2026-12-24T08:00:00-06:00")

    assert story.codes(unknown(story)) == set()
    assert story.codes(stale) == {"BP-L001"}
    assert story.codes(twice) == {"BP-L003"}
    assert story.codes(other_log) == {"BP-L004"}
    assert story.codes(future) == {"BP-Z001"}


@pytest.mark.parametrize(
    ("kind", "by", "codes"),
    [
        ("pack.upgraded", "daily", set()),
        ("pack.upgraded", "recovery", {"BP-K003"}),
        ("pack.upgraded", "label", {"BP-K003"}),
        ("party.amended", "recovery", set()),
        ("party.amended", "label", {"BP-K003"}),
    ],
)
def test_an_unknown_kind_is_signed_by_a_key_of_its_family(
    kind: str, by: str, codes: set[str]
) -> None:
    story = yard()

    drafted = story.seal(unknown(story, kind=kind).event, by=by)

    assert story.codes(drafted) == codes


def test_the_operator_may_sign_ledger_kinds_that_nobody_here_knows() -> None:
    story = yard()
    mark = story.draft("ledger.time-marked", story.operator, by="operator").event.model_dump()
    payload = {name: mark[name] for name in UnknownEvent.model_fields}

    heads = UnknownEvent.model_validate({**payload, "kind": "ledger.witnessed"})
    closed = UnknownEvent.model_validate({**payload, "kind": "ledger.closed"})
    pack = UnknownEvent.model_validate({**payload, "kind": "pack.upgraded"})

    assert story.codes(story.seal(heads, by="operator")) == set()
    assert story.codes(story.seal(closed, by="operator")) == set()
    assert story.codes(story.seal(pack, by="operator")) == {"BP-K003"}


def always(act: JudgedAct) -> Findings:
    return [act.breach("BP-R001", act.event.subjects[0].subject, kind=act.event.kind)]


@pytest.mark.parametrize(
    ("since", "until", "day", "found"),
    [
        ("2026-11-24", None, "2026-11-23", False),
        ("2026-11-23", None, "2026-11-23", True),
        ("2000-01-01", "2026-11-22", "2026-11-23", False),
        ("2000-01-01", "2026-11-23", "2026-11-23", True),
    ],
)
def test_a_rule_holds_from_its_first_day_to_its_last(
    since: str, until: str | None, day: str, found: bool
) -> None:
    story = yard()
    rule = Rule("BP-R001", "compliance", "item", None, always, since=since, until=until)

    drafted = story.draft("pack.manufactured", MAKER, **pack_fields(NEW))

    assert drafted.event.event_time.startswith(day)
    assert (story.codes(drafted, (rule,)) == {"BP-R001"}) is found


def test_a_rule_is_asked_of_its_kinds_only() -> None:
    story = yard()
    rule = Rule("BP-R001", "compliance", "item", frozenset({"custody.released"}), always)

    made = story.draft("pack.manufactured", MAKER, **pack_fields(NEW))
    released = story.draft("custody.released", MAKER, items=[SOUND], to=WORKSHOP)

    assert story.codes(made, (rule,)) == set()
    assert story.codes(released, (rule,)) == {"BP-R001"}


def test_an_older_rulebook_is_judged_by_its_own_rules() -> None:
    story = yard()
    drafted = story.draft("consignment.offered", MAKER, **offer_of("X", WASTE))
    older = replace(story.regulations, codes=frozenset({"BP-Z001", "BP-A001"}))

    now = compliance_findings(drafted.event, drafted.at, story.world, story.regulations)
    then = compliance_findings(drafted.event, drafted.at, story.world, older)

    assert [one.code for one in now] == ["BP-W003"]
    assert then == []


def test_integrity_does_not_depend_on_the_rulebook() -> None:
    story = yard()
    drafted = story.draft("custody.released", CARRIER, items=[SOUND], to=CARRIER)

    found = Judge(RULES).integrity_findings(
        drafted.event, drafted.signed, drafted.at, story.world, FakeProofs()
    )

    assert [one.code for one in found] == ["BP-P002"]


def test_asking_changes_nothing() -> None:
    story = yard()
    before = story.copy()
    drafted = story.draft("consignment.delivered", CARRIER, consignment=MOVE, at_site="S1")

    first = story.judge(drafted)
    second = story.judge(drafted)

    assert first == second
    assert story.world.states == before.world.states
    assert story.world.chains == before.world.chains


def test_a_finding_keeps_everything_but_gains_the_reason() -> None:
    finding = Finding("BP-R003", "compliance", "x", {"field": "to", "party": "y"}, 4)

    known = finding.because("safety")

    assert known == replace(finding, acknowledged="safety")
    assert finding.acknowledged is None
