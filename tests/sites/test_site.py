"""Signing at a site: every command works over a replica, and nothing counts before the operator has it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.yard import CARRIER, MAKER, PACKS, RECYCLER, Yard, make_yard
from batterypass.app.audit import audit
from batterypass.app.read import read_entry
from batterypass.app.site import settle
from batterypass.app.time_marks import ClockGap, clock_gap
from batterypass.errors import FailedError, InputError, RefusedError, UndecidedError
from batterypass.ports import Change
from batterypass.statements.cose import parse_statement
from batterypass.statements.payload import parse_payload
from batterypass.store.outbox import SqliteOutbox
from sites.offline import accept, hand_over, reading
from sites.sites import Site, make_site

WASTE = {"items": [PACKS[0]], "reason": "damaged", "stream": "whole_battery"}


@pytest.fixture
def yard(tmp_path: Path) -> Iterator[Yard]:
    (tmp_path / "operator").mkdir()
    yard = make_yard(tmp_path / "operator").at("03-05T08:00")
    yield yard
    audit(yard.ledger.store, yard.session.around)
    yard.ledger.close()


@pytest.fixture
def site(yard: Yard, tmp_path: Path) -> Iterator[Site]:
    site = make_site(tmp_path / "patio", yard, RECYCLER, MAKER, CARRIER)
    yield site
    site.close()


def payload_of(raw: bytes) -> dict[str, object]:
    return parse_payload(parse_statement(raw).payload)


def submit_all(yard: Yard, *sites: Site) -> None:
    """Record what is live in outboxes, as the operator does with their files."""
    for site in sites:
        for row in site.session.outbox.live():
            if not yard.session.store.find_digest(row.digest.hex()):
                yard.ledger.record([row.statement])


def test_what_is_signed_offline_waits_in_the_outbox_and_is_seen_at_once(
    yard: Yard, site: Site
) -> None:
    size = len(site.ledger)
    done = site.ledger.log("item.assessed", reading(PACKS[0], "91"), actor=RECYCLER)
    assert done.place == 1
    assert done.index == size
    assert not done.already
    assert len(site.ledger) == size
    views = site.ledger.history(PACKS[0])
    assert [(view.index is None, view.place) for view in views] == [(False, 0), (True, 1)]
    # Another process sees the same.
    site.close()
    assert [row.state for row in site.session.outbox.live()] == ["pending"]
    # And the operator nothing.


def test_a_statement_signed_offline_says_so_last_and_names_what_was_verified(
    yard: Yard, site: Site
) -> None:
    site.ledger.log("item.assessed", reading(PACKS[0], "91"), actor=RECYCLER)
    site.ledger.log("item.assessed", reading(PACKS[1], "88"), actor=RECYCLER)
    for row in site.session.outbox.live():
        payload = payload_of(row.statement)
        assert payload["acknowledged"] == [{"rule": "*", "reason": "signed_offline"}]
        checkpoint = yard.session.checkpoint()
        assert payload["seen"] == {"size": checkpoint.size, "root": checkpoint.root.hex()}


def test_the_rules_are_asked_without_the_excuse_of_being_offline(yard: Yard, site: Site) -> None:
    form = {"items": [PACKS[0]], "to": MAKER}
    plan = site.ledger.plan([("custody.released", form)], actor=RECYCLER)
    assert plan.refusals()
    with pytest.raises(RefusedError):
        site.ledger.sign(plan)
    assert site.session.outbox.last_place() == 0


def test_a_breach_that_is_admitted_by_name_stands_before_the_excuse(yard: Yard, site: Site) -> None:
    # A carrier's word on the state of health is against the rules, not against the log.
    with pytest.raises(RefusedError) as refused:
        site.ledger.log("item.assessed", reading(PACKS[0], "91"), actor=CARRIER)
    (code,) = {finding.code for finding in refused.value.findings}  # type: ignore[attr-defined]
    own = [{"rule": code, "reason": "safety"}]
    form = {**reading(PACKS[0], "91"), "acknowledged": own}
    done = site.ledger.log("item.assessed", form, actor=CARRIER)
    assert [finding.acknowledged for finding in done.findings] == ["safety"]
    admitted = payload_of(site.session.outbox.live()[0].statement)["acknowledged"]
    assert admitted == [*own, {"rule": "*", "reason": "signed_offline"}]


def test_offline_statements_chain_on_each_other_and_are_recorded_as_they_are(
    yard: Yard, site: Site
) -> None:
    site.ledger.log("custody.released", hand_over(PACKS[0], RECYCLER), actor=MAKER)
    site.ledger.log("custody.accepted", accept(PACKS[0], MAKER), actor=RECYCLER)
    site.ledger.log("item.assessed", reading(PACKS[0], "80"), actor=RECYCLER)
    assert site.ledger.item(PACKS[0]).custodian == RECYCLER
    rows = site.session.outbox.live()
    submit_all(yard, site)
    assert yard.ledger.item(PACKS[0]).custodian == RECYCLER
    # The replica brings the news: no answer file is needed.
    site.update()
    assert site.session.doubts == []
    assert len(site.session.settled) == 3
    assert settle(site.session).states == {"recorded": 3}
    assert site.session.outbox.live() == []
    assert [row.state for row in site.session.outbox.rows()] == ["recorded"] * 3
    assert settle(site.session).states == {}
    for row in rows:
        entry = site.session.pending(row.place)
        assert entry is not None
        assert entry.entry is not None
        assert site.ledger.store.statement(entry.entry) == row.statement


def test_saying_it_again_is_answered_with_the_place_and_signs_nothing(
    yard: Yard, site: Site
) -> None:
    first = site.ledger.log("item.assessed", reading(PACKS[0], "91"), actor=RECYCLER)
    again = site.ledger.log("item.assessed", reading(PACKS[0], "91"), actor=RECYCLER)
    assert again.already
    assert again.place == first.place
    assert again.digest == first.digest
    assert site.session.outbox.last_place() == 1


def test_what_was_signed_offline_and_recorded_is_known_when_it_is_said_online(
    yard: Yard, site: Site
) -> None:
    form = {**reading(PACKS[0], "91"), "request": "line-7 0001"}
    site.ledger.log("item.assessed", form, actor=RECYCLER)
    submit_all(yard, site)
    assert yard.ledger.log("item.assessed", form, actor=RECYCLER).already
    site.update()
    assert site.ledger.log("item.assessed", form, actor=RECYCLER).already


def test_sealed_values_stay_readable_at_the_site(yard: Yard, site: Site) -> None:
    form = {
        "item": PACKS[0], "incident": "leak", "injuries": False,
        "condition_after": "damaged_critical", "private": {"personal": {"remarks": "abollado"}},
    }  # fmt: skip
    done = site.ledger.log("incident.reported", form, actor=MAKER)
    view = read_entry(site.session, done.index)
    assert view.private == {"personal": {"remarks": "abollado"}}
    submit_all(yard, site)
    site.update()
    settle(site.session)
    assert site.ledger.history(PACKS[0])[-1].private == view.private


def test_a_paper_with_its_proof_has_to_wait_for_the_log(yard: Yard, site: Site) -> None:
    with pytest.raises(RefusedError) as refused:
        site.ledger.plan([("document.prepared", {})], actor=RECYCLER)
    assert refused.value.code == "outbox.needs-log"
    done = site.ledger.log("item.assessed", reading(PACKS[0], "91"), actor=RECYCLER)
    with pytest.raises(RefusedError) as refused:
        site.ledger.inclusion_proof(done.digest.hex())
    assert refused.value.code == "outbox.no-proof-yet"


def test_nothing_is_recorded_into_a_replica(yard: Yard, site: Site) -> None:
    done = site.ledger.log("item.assessed", reading(PACKS[0], "91"), actor=RECYCLER)
    raw = site.session.store.statement(done.index)
    with pytest.raises(RefusedError) as refused:
        site.ledger.record([raw])
    assert refused.value.code == "outbox.no-log-here"
    with pytest.raises(InputError):
        site.session.store.writing()


def test_an_older_replica_lets_nobody_sign_over_what_he_signed_before(
    yard: Yard, site: Site, tmp_path: Path
) -> None:
    old = (site.path).read_bytes()
    yard.log("item.assessed", RECYCLER, **reading(PACKS[1], "70"))
    site.update()
    site.ledger.log("custody.released", hand_over(PACKS[0], RECYCLER), actor=MAKER)
    site.close()
    site.path.write_bytes(old)
    with pytest.raises(UndecidedError) as undecided:
        site.ledger.log("item.assessed", reading(PACKS[0], "91"), actor=RECYCLER)
    assert undecided.value.code == "outbox.replica-older"
    assert [doubt.outcome for doubt in site.session.doubts] == ["waiting"]
    # What is known of the ledger can still be read, and what was signed is still there.
    assert site.ledger.item(PACKS[0]).released_to == ""
    assert [row.state for row in site.session.outbox.live()] == ["pending"]
    site.update()
    assert site.ledger.log("item.assessed", reading(PACKS[0], "91"), actor=RECYCLER).place == 2


def test_the_outbox_of_another_ledger_is_refused(yard: Yard, site: Site, tmp_path: Path) -> None:
    site.ledger.log("item.assessed", reading(PACKS[0], "91"), actor=RECYCLER)
    site.close()
    (tmp_path / "other").mkdir()
    other = make_yard(tmp_path / "other", packs=1)
    stranger = make_site(tmp_path / "elsewhere", other, RECYCLER)
    (site.folder / "ledger.bp.outbox").rename(stranger.folder / "ledger.bp.outbox")
    if other.session.audience != yard.session.audience:
        with pytest.raises(InputError) as refused:
            _ = stranger.session
        assert refused.value.code == "outbox.other-ledger"
    stranger.close()
    other.ledger.close()


def test_two_sessions_at_one_outbox_take_turns(yard: Yard, site: Site) -> None:
    second = Site(site.folder, yard, (RECYCLER, MAKER))
    site.ledger.log("custody.released", hand_over(PACKS[0], RECYCLER), actor=MAKER)
    plan = site.ledger.plan([("custody.accepted", accept(PACKS[0], MAKER))], actor=RECYCLER)
    second.ledger.log("item.assessed", reading(PACKS[1], "77"), actor=MAKER)
    assert site.ledger.sign(plan)[0].place == 3
    assert second.ledger.item(PACKS[0]).custodian == RECYCLER
    submit_all(yard, site)
    assert yard.ledger.item(PACKS[0]).custodian == RECYCLER
    second.close()


def test_a_stale_statement_is_shown_and_not_counted(yard: Yard, site: Site) -> None:
    site.ledger.log("custody.released", hand_over(PACKS[0], RECYCLER), actor=MAKER)
    site.ledger.log("custody.accepted", accept(PACKS[0], MAKER), actor=RECYCLER)
    site.ledger.log("item.assessed", reading(PACKS[1], "77"), actor=MAKER)
    yard.log("custody.released", MAKER, **hand_over(PACKS[0], CARRIER))
    site.update()
    assert [doubt.outcome for doubt in site.session.doubts] == ["stale", "blocked"]
    assert site.ledger.item(PACKS[0]).released_to == CARRIER
    settled = settle(site.session)
    assert settled.states == {"stale": 1, "blocked": 1}
    assert settled.pending == 1
    assert [row.state for row in site.session.outbox.rows()] == ["stale", "blocked", "pending"]
    assert not site.session.doubts


def test_who_is_overtaken_at_the_very_end_signs_over_the_other_and_keeps(
    yard: Yard, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = Site(site.folder, yard, (RECYCLER, MAKER))
    keep_file = SqliteOutbox.keep
    calls: list[int] = []

    def late(self: SqliteOutbox, *words: Any, **settings: Any) -> Any:
        calls.append(settings["after"])
        if len(calls) == 1:
            second.ledger.log("custody.released", hand_over(PACKS[0], RECYCLER), actor=MAKER)
        return keep_file(self, *words, **settings)

    monkeypatch.setattr(SqliteOutbox, "keep", late)
    done = site.ledger.log("item.declared-waste", WASTE, actor=MAKER)
    assert calls == [0, 0, 1]
    assert done.place == 2
    submit_all(yard, site)
    assert yard.ledger.item(PACKS[0]).life == "waste"
    second.close()


def test_a_disk_that_fails_keeps_nothing_and_the_session_goes_on(
    yard: Yard, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.ledger.log("item.assessed", reading(PACKS[0], "91"), actor=RECYCLER)

    def full(self: SqliteOutbox, *words: Any, **settings: Any) -> Any:
        raise FailedError("the disk is full", code="store.full")

    with monkeypatch.context() as patch:
        patch.setattr(SqliteOutbox, "keep", full)
        with pytest.raises(FailedError):
            site.ledger.log("item.declared-waste", WASTE, actor=MAKER)
    assert site.ledger.item(PACKS[0]).life != "waste"
    assert site.session.outbox.last_place() == 1
    assert site.ledger.log("item.declared-waste", WASTE, actor=MAKER).place == 2


def test_saying_again_what_was_not_taken_in_takes_its_place(yard: Yard, site: Site) -> None:
    form = {**reading(PACKS[0], "91"), "request": "line-7 0001"}
    old = site.ledger.log("item.assessed", form, actor=RECYCLER)
    site.session.outbox.settle([Change(old.digest, "refused", 99)])
    site.session.refold()
    with pytest.raises(RefusedError) as refused:
        site.ledger.log("item.assessed", form, actor=RECYCLER)
    assert refused.value.code == "outbox.same-again"
    yard.at("03-05T09:00")
    new = site.ledger.log("item.assessed", form, actor=RECYCLER)
    assert new.event_id == old.event_id
    first, second = site.session.outbox.of_event(old.event_id)
    assert (first.state, first.replaced_by) == ("superseded", new.digest)
    assert second.state == "pending"


def test_no_root_is_given_for_what_is_not_in_the_log(yard: Yard, site: Site) -> None:
    site.ledger.log("item.assessed", reading(PACKS[0], "91"), actor=RECYCLER)
    session = site.session
    assert session.size == session.logged + 1
    assert session.root_of_size(session.logged) == session.checkpoint().root
    assert session.root_of_size(session.size) == b""


def test_a_clock_that_went_back_at_a_site_is_compared_with_what_was_signed_there_last(
    yard: Yard, site: Site
) -> None:
    def gap() -> ClockGap:
        found = clock_gap(site.session)
        assert found is not None
        return found

    # The replica knows of two days ago; the site signed something today, and its clock went back.
    assert (gap().is_own, gap().is_behind) == (False, False)
    yard.at("03-07T08:00")
    assert gap().is_ahead
    assert not gap().is_far_ahead
    site.ledger.log("item.assessed", reading(PACKS[0], "91"), actor=RECYCLER)
    assert (gap().is_own, gap().is_ahead, gap().is_behind) == (True, False, False)
    yard.at("03-06T08:00")
    assert (gap().is_own, gap().is_behind) == (True, True)
    # The operator knows nothing of it: what is a day to a site is not worth a word there.
    operator = clock_gap(yard.session)
    assert operator is not None
    assert (operator.is_own, operator.is_behind, operator.is_ahead) == (False, False, False)
