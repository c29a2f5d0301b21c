"""Signing again what could not be recorded, and carrying what partners signed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.yard import CARRIER, MAKER, PACKS, RECYCLER, Yard, make_yard
from batterypass.app.audit import audit
from batterypass.app.outbox import make_files, outbox_rows, payload_of, take
from batterypass.app.rebase import abandon, rebase_plan, rows_to_rebase, sign_again
from batterypass.app.site import settle
from batterypass.app.submit import Submitted, submit
from batterypass.domain.clock import event_time_of
from batterypass.errors import InputError, RefusedError
from batterypass.evidence.outbox_file import Carried, OutboxFile
from sites.offline import accept, hand_over, reading
from sites.sites import Site, make_site

INCIDENT = {
    "item": PACKS[0], "incident": "leak", "injuries": False, "condition_after": "damaged_critical",
    "private": {"personal": {"remarks": "abollado"}},
}  # fmt: skip


@pytest.fixture
def yard(tmp_path: Path) -> Iterator[Yard]:
    (tmp_path / "operator").mkdir()
    yard = make_yard(tmp_path / "operator").at("03-05T08:00")
    yield yard
    audit(yard.ledger.store, yard.session.around)
    yard.ledger.close()


@pytest.fixture
def maker(yard: Yard, tmp_path: Path) -> Iterator[Site]:
    site = make_site(tmp_path / "maker", yard, MAKER)
    yield site
    site.close()


@pytest.fixture
def recycler(yard: Yard, tmp_path: Path) -> Iterator[Site]:
    site = make_site(tmp_path / "recycler", yard, RECYCLER)
    yield site
    site.close()


def file_of(site: Site, **settings: object) -> OutboxFile:
    (file,) = make_files(
        site.session, party=site.parties[0], made_at=event_time_of(site.yard.time["now"]),
        **settings,  # type: ignore[arg-type]
    )  # fmt: skip
    # What arrives is what was read from a file.
    return OutboxFile.parse(file.encode(), "stick.bpz")


def states(site: Site) -> list[str]:
    return [row.state for row in site.session.outbox.rows()]


def deliver(yard: Yard, site: Site) -> Submitted:
    """Carry a file to the operator and the news back by the replica."""
    done = submit(yard.session, file_of(site))
    site.update()
    settle(site.session)
    return done


# --- signing again


def make_stale(yard: Yard, maker: Site) -> None:
    """Let the maker release a pack offline that he released online meanwhile, and go on with it."""
    maker.ledger.log("incident.reported", INCIDENT, actor=MAKER)
    maker.ledger.log("custody.released", hand_over(PACKS[0], RECYCLER), actor=MAKER)
    yard.log("custody.released", MAKER, **hand_over(PACKS[0], CARRIER))
    maker.update()
    settle(maker.session)


def test_a_stale_statement_is_signed_again_with_its_id_and_time(yard: Yard, maker: Site) -> None:
    make_stale(yard, maker)
    assert states(maker) == ["pending", "stale"]
    (row,) = rows_to_rebase(maker.session)
    yard.at("03-05T18:00")
    ready = rebase_plan(maker.session, row)
    assert [view.payload["to"] for view in ready.since] == [CARRIER]
    done = sign_again(maker.session, ready)
    assert done.place == 3
    assert states(maker) == ["pending", "superseded", "pending"]
    old, new = (payload_of(maker.session.pending(n).statement) for n in (2, 3))  # type: ignore[union-attr]
    for name in ("event_id", "event_time", "items", "to", "acknowledged"):
        assert old[name] == new[name]
    assert new["seen"]["size"] > old["seen"]["size"]
    assert new["subjects"] != old["subjects"]
    deliver(yard, maker)
    assert states(maker) == ["recorded", "superseded", "recorded"]
    assert yard.ledger.item(PACKS[0]).released_to == RECYCLER


def test_the_sealed_section_stays_the_same_when_it_is_signed_again(
    yard: Yard, tmp_path: Path
) -> None:
    both = make_site(tmp_path / "both", yard, MAKER, RECYCLER)
    both.ledger.log("custody.released", hand_over(PACKS[0], RECYCLER), actor=MAKER)
    both.ledger.log("custody.accepted", accept(PACKS[0], MAKER), actor=RECYCLER)
    both.ledger.log("incident.reported", INCIDENT, actor=RECYCLER)
    yard.log("custody.released", MAKER, **hand_over(PACKS[0], CARRIER))
    both.update()
    settle(both.session)
    assert states(both) == ["stale", "blocked", "blocked"]
    for row in rows_to_rebase(both.session):
        sign_again(both.session, rebase_plan(both.session, row))
    old, new = (payload_of(both.session.pending(n).statement) for n in (3, 6))  # type: ignore[union-attr]
    assert old["sealed"] == new["sealed"]
    assert old["subjects"] != new["subjects"]
    file = file_of(both, with_sealed=True)
    assert [section.event_id for section in file.sections] == [new["event_id"]]
    submit(yard.session, file)
    assert yard.ledger.history(PACKS[0])[-1].private == INCIDENT["private"]
    both.close()


def test_what_rests_on_a_stale_statement_is_blocked_and_follows_it(
    yard: Yard, maker: Site, tmp_path: Path
) -> None:
    both = make_site(tmp_path / "both", yard, MAKER, RECYCLER)
    both.ledger.log("custody.released", hand_over(PACKS[0], RECYCLER), actor=MAKER)
    both.ledger.log("custody.accepted", accept(PACKS[0], MAKER), actor=RECYCLER)
    yard.log(
        "item.declared-waste", MAKER, items=[PACKS[0]], reason="damaged", stream="whole_battery"
    )
    both.update()
    settle(both.session)
    assert states(both) == ["stale", "blocked"]
    for row in rows_to_rebase(both.session):
        sign_again(both.session, rebase_plan(both.session, row))
    assert states(both) == ["superseded", "superseded", "pending", "pending"]
    deliver(yard, both)
    assert states(both) == ["superseded", "superseded", "recorded", "recorded"]
    assert yard.ledger.item(PACKS[0]).custodian == RECYCLER
    both.close()


def test_a_statement_that_may_still_be_recorded_is_not_signed_again(
    yard: Yard, maker: Site
) -> None:
    maker.ledger.log("custody.released", hand_over(PACKS[0], RECYCLER), actor=MAKER)
    assert rows_to_rebase(maker.session) == []
    with pytest.raises(InputError) as refused:
        rows_to_rebase(maker.session, [1])
    assert refused.value.code == "outbox.not-dead"
    with pytest.raises(InputError) as refused:
        rows_to_rebase(maker.session, [9])
    assert refused.value.code == "outbox.no-place"


def test_what_is_given_up_is_not_sent_and_stays_in_the_outbox(yard: Yard, maker: Site) -> None:
    make_stale(yard, maker)
    (row,) = rows_to_rebase(maker.session)
    abandon(maker.session, row)
    assert states(maker) == ["pending", "abandoned"]
    assert [one.digest for one in file_of(maker).statements] == [
        maker.session.outbox.live()[0].digest
    ]
    assert [row.state for row in outbox_rows(maker.session)] == ["pending"]
    assert [row.state for row in outbox_rows(maker.session, final=True)] == ["pending", "abandoned"]


def test_an_old_file_that_comes_after_all_leaves_one_event_in_the_log(
    yard: Yard, maker: Site
) -> None:
    """A late file of a statement that was signed again: the event is recorded once."""
    make_stale(yard, maker)
    late = file_of(maker, again=[2])
    (row,) = rows_to_rebase(maker.session)
    sign_again(maker.session, rebase_plan(maker.session, row))
    deliver(yard, maker)
    size = len(yard.ledger)
    outcomes = [one.outcome for one in submit(yard.session, late).answers]
    assert outcomes[0] == "recorded"
    assert set(outcomes) <= {"recorded", "superseded"}
    assert len(yard.ledger) == size


# --- partners


def test_a_partners_file_is_built_upon_and_carried_along(
    yard: Yard, maker: Site, recycler: Site
) -> None:
    maker.ledger.log("custody.released", hand_over(PACKS[0], RECYCLER), actor=MAKER)
    taken = take(recycler.session, file_of(maker, for_party=RECYCLER))
    assert [(one.outcome, one.place) for one in taken] == [("kept", 1)]
    recycler.ledger.log("custody.accepted", accept(PACKS[0], MAKER), actor=RECYCLER)
    assert recycler.ledger.item(PACKS[0]).custodian == RECYCLER
    rows = outbox_rows(recycler.session)
    assert [(row.is_mine, row.rests_on) for row in rows] == [(False, ()), (True, (1,))]
    # The recycler's file comes first and has all that it needs.
    assert {one.outcome for one in deliver(yard, recycler).answers} == {"recorded"}
    assert {one.outcome for one in deliver(yard, maker).answers} == {"recorded"}
    assert states(maker) == ["recorded"]
    assert states(recycler) == ["recorded", "recorded"]


def test_the_same_file_taken_twice_adds_nothing(yard: Yard, maker: Site, recycler: Site) -> None:
    maker.ledger.log("custody.released", hand_over(PACKS[0], RECYCLER), actor=MAKER)
    file = file_of(maker)
    take(recycler.session, file)
    assert [(one.outcome, one.place) for one in take(recycler.session, file)] == [("already", 1)]
    assert recycler.session.outbox.last_place() == 1
    deliver(yard, maker)
    recycler.update()
    settle(recycler.session)
    assert [one.outcome for one in take(recycler.session, file)] == ["already"]


def test_a_forged_statement_in_a_partners_file_is_not_kept(
    yard: Yard, maker: Site, recycler: Site
) -> None:
    maker.ledger.log("custody.released", hand_over(PACKS[0], RECYCLER), actor=MAKER)
    maker.ledger.log("item.assessed", reading(PACKS[1], "81"), actor=MAKER)
    file = file_of(maker)
    raw = bytearray(file.statements[0].statement)
    raw[-1] ^= 1
    forged = OutboxFile(
        file.ledger, file.party, file.made_at, file.seen,
        (Carried(bytes(raw)), file.statements[1]),
    )  # fmt: skip
    outcomes = [one.outcome for one in take(recycler.session, forged)]
    assert outcomes == ["refused", "kept"]
    assert recycler.session.outbox.last_place() == 1


def test_a_file_of_another_ledger_is_not_taken(yard: Yard, maker: Site, recycler: Site) -> None:
    maker.ledger.log("custody.released", hand_over(PACKS[0], RECYCLER), actor=MAKER)
    file = file_of(maker)
    other = OutboxFile(file.ledger[:-1] + "x", file.party, file.made_at, file.seen, file.statements)
    with pytest.raises(InputError) as refused:
        take(recycler.session, other)
    assert refused.value.code == "outbox.other-ledger-file"


def test_a_partners_dead_statement_is_his_to_sign_again_and_his_new_one_replaces_it(
    yard: Yard, maker: Site, recycler: Site
) -> None:
    maker.ledger.log("custody.released", hand_over(PACKS[0], RECYCLER), actor=MAKER)
    old = file_of(maker)
    take(recycler.session, old)
    recycler.ledger.log("custody.accepted", accept(PACKS[0], MAKER), actor=RECYCLER)
    yard.log(
        "item.declared-waste", MAKER, items=[PACKS[0]], reason="damaged", stream="whole_battery"
    )
    for site in (maker, recycler):
        site.update()
        settle(site.session)
    assert states(recycler) == ["stale", "blocked"]
    first, second = rows_to_rebase(recycler.session)
    with pytest.raises(RefusedError) as refused:
        rebase_plan(recycler.session, first)
    assert refused.value.code == "outbox.not-yours"
    (row,) = rows_to_rebase(maker.session)
    sign_again(maker.session, rebase_plan(maker.session, row))
    new = file_of(maker)
    assert [one.outcome for one in take(recycler.session, new)] == ["kept"]
    assert states(recycler) == ["superseded", "blocked", "pending"]
    # The old file once more does not bring the old statement back.
    assert [one.outcome for one in take(recycler.session, old)] == ["already"]
    sign_again(recycler.session, rebase_plan(recycler.session, second))
    deliver(yard, recycler)
    assert states(recycler) == ["superseded", "superseded", "recorded", "recorded"]


def test_a_partner_is_shown_what_concerns_him_and_nothing_else(yard: Yard, maker: Site) -> None:
    maker.ledger.log("incident.reported", INCIDENT, actor=MAKER)
    maker.ledger.log("item.assessed", reading(PACKS[1], "81"), actor=MAKER)
    maker.ledger.log("custody.released", hand_over(PACKS[2], RECYCLER), actor=MAKER)
    file = file_of(maker, for_party=RECYCLER)
    kinds = [payload_of(one.statement)["kind"] for one in file.statements]
    assert kinds == ["custody.released"]
    assert file.sections == ()
    assert len(file_of(maker).statements) == 3
    assert file_of(maker).sections == ()
    assert [one.point for one in file_of(maker, with_sealed=True).sections] == ["personal"]


def test_a_new_laptop_takes_its_own_last_file_and_signs_again(
    yard: Yard, maker: Site, tmp_path: Path
) -> None:
    make_stale(yard, maker)
    last = file_of(maker, again=[2])
    laptop = make_site(tmp_path / "laptop", yard, MAKER)
    outcomes = [one.outcome for one in take(laptop.session, last)]
    assert outcomes == ["kept", "kept"]
    settle(laptop.session)
    assert states(laptop) == ["pending", "stale"]
    (row,) = rows_to_rebase(laptop.session)
    sign_again(laptop.session, rebase_plan(laptop.session, row))
    deliver(yard, laptop)
    assert states(laptop) == ["recorded", "superseded", "recorded"]
    laptop.close()
