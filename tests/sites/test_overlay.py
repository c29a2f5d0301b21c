"""What waits in an outbox is seen as if it were recorded: the same look-ups, the same answers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from shutil import rmtree
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.yard import CARRIER, MAKER, PACKS, RECYCLER, Ring, Yard, make_yard, pack
from batterypass import bootstrap
from batterypass.app.ledger import Ledger
from batterypass.app.overlay import OverlayStore
from batterypass.domain.states import STATE_CLASSES
from batterypass.domain.world import RELATIONS
from batterypass.errors import BatterypassError, InputError, RefusedError
from batterypass.ports import LANE_ACTED, LANE_MAIN, LANE_RECORD, LedgerStore
from batterypass.store.ddl import APPLICATION_ID
from batterypass.store.keyring import KeyRing
from sites.offline import accept, hand_over, reading
from sites.sites import Site, copy_as_replica, make_site, path_of

_WASTE = {"reason": "end_of_life", "stream": "whole_battery"}


@pytest.fixture
def yard(tmp_path: Path) -> Iterator[Yard]:
    (tmp_path / "operator").mkdir()
    yard = make_yard(tmp_path / "operator").at("03-03T17:00")
    yield yard
    yard.ledger.close()


@pytest.fixture
def site(yard: Yard, tmp_path: Path) -> Iterator[Site]:
    site = make_site(tmp_path / "patio", yard, RECYCLER, MAKER, CARRIER)
    yield site
    site.close()


def act(site: Site, what: int, number: int, other: int) -> None:
    """Do something of what people do; what a rule refuses is not done."""
    item = PACKS[number]
    forms: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("item.assessed", MAKER, {**reading(item, str(60 + other))}),
        ("custody.released", MAKER, {**hand_over(item, RECYCLER)}),
        ("custody.accepted", RECYCLER, {**accept(item, MAKER)}),
        ("custody.released", RECYCLER, {**hand_over(item, MAKER)}),
        ("item.declared-waste", MAKER, {"items": [item], **_WASTE}),
        ("pack.manufactured", MAKER, {**pack(PACKS[10 + other])}),
        ("pack.placed-on-market", MAKER, {"item": item, "country": "MX", "placed_on": "2026-03-03"}),
        ("label.applied", MAKER, {"item": item, "label_kid": _label_kid(site), "copies": 1,
                                  "read_back": True, "reprint": False}),
    )  # fmt: skip
    kind, actor, form = forms[what % len(forms)]
    try:
        site.ledger.log(kind, form, actor=actor)
    except RefusedError:
        return


def _label_kid(site: Site) -> str:
    return site.yard.ring.kids(MAKER, "label")[0]


def seen_of(store: LedgerStore, digests: list[str]) -> dict[str, Any]:
    """Ask a store everything that people and programs ask of one."""
    subjects = {
        letter: [(row.name, row.state, row.chain) for row in store.subjects(letter)]
        for letter in STATE_CLASSES
    }
    names = sorted({row[0] for rows in subjects.values() for row in rows})
    lanes = ((LANE_MAIN,), (LANE_RECORD,), (LANE_MAIN, LANE_RECORD), (LANE_ACTED,))
    pointers = {relation: store.pointers(relation, "", 10_000) for relation in RELATIONS}
    return {
        "size": store.size(),
        "subjects": subjects,
        "after": [row.name for row in store.subjects("I", PACKS[1])],
        "each": [store.subject(name) for name in names],
        "entries": [store.entries_of(name, lanes=some) for name in names for some in lanes],
        "main": [store.main_entry(name, seq) for name in names for seq in range(4)],
        "pointers": pointers,
        "few": {relation: store.pointers(relation, "M", 2) for relation in RELATIONS},
        "pointed": [
            store.pointed(one.relation, one.key) for some in pointers.values() for one in some
        ],
        "statements": list(store.statements(3, store.size() + 5)),
        "found": [store.find_digest(digest[:8]) for digest in digests],
        "sections": sorted(store.sections()),
    }


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    acts=st.lists(
        st.tuples(st.integers(0, 7), st.integers(0, 3), st.integers(0, 9)), min_size=1, max_size=7
    )
)
def test_pending_statements_are_seen_as_they_will_be_when_they_are_recorded(
    yard: Yard, site: Site, acts: list[tuple[int, int, int]]
) -> None:
    site.close()
    for suffix in ("", "-wal", "-shm"):
        (site.folder / f"ledger.bp.outbox{suffix}").unlink(missing_ok=True)
    # Nobody is told of what the last example signed.
    rmtree(site.folder / "home" / "outboxes", ignore_errors=True)
    for one in acts:
        act(site, *one)
    session = site.session
    rows = session.outbox.live()
    assert [row.statement for row in session.overlay.folded] == [row.statement for row in rows]
    digests = [row.digest.hex() for row in rows]
    events = [row.event_id for row in rows]
    overlaid = seen_of(session.store, digests)
    folded_again = OverlayStore(session.base, session.outbox)
    folded_again.fold(
        rows, session.origin, session.known_regulations(), digest_of=session.digest_of,
        root_of_size=session.root_of_size,
    )  # fmt: skip
    assert seen_of(folded_again, digests) == overlaid
    # The operator records the same bytes, in a copy of the ledger.
    copy = site.folder / "copy.bp"
    copy_as_replica(path_of(yard), copy)
    recorded = recorded_over(yard, site, copy, [row.statement for row in rows])
    with recorded:
        expected = seen_of(recorded.store, digests)
        indexes = [recorded.store.entry_of_event(one) for one in events]
    expected["sections"] = overlaid["sections"]
    assert overlaid == expected
    assert [session.store.entry_of_event(one) for one in events] == indexes


def recorded_over(yard: Yard, site: Site, copy: Path, statements: list[bytes]) -> Ledger:
    """Record statements into a copy of the operator's ledger."""
    with closing(sqlite3.connect(copy)) as database:
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    ring = Ring(site.folder / "nobody")
    (site.folder / "nobody").mkdir(exist_ok=True)
    for state in (site.folder / "nobody").iterdir():
        state.unlink()
    ring._keys = yard.ring._keys
    ledger = bootstrap.open_ledger(
        copy, keys=cast(KeyRing, ring), clock=lambda: yard.time["now"], clock_is_right=True
    )
    for raw in statements:
        ledger.record([raw])
    return ledger


def test_what_is_read_of_a_chain_does_not_change_when_somebody_goes_on_with_it(
    site: Site,
) -> None:
    site.ledger.log("custody.released", hand_over(PACKS[0], RECYCLER), actor=MAKER)
    row = site.session.store.subject(PACKS[0])
    assert row is not None
    head = row.chain.head
    site.ledger.plan([("custody.accepted", accept(PACKS[0], MAKER))], actor=RECYCLER)
    again = site.session.store.subject(PACKS[0])
    assert again is not None
    assert again.chain.head == row.chain.head == head


def test_a_subject_that_changes_while_pending_is_listed_once(site: Site) -> None:
    site.ledger.log("custody.released", hand_over(PACKS[1], RECYCLER), actor=MAKER)
    site.ledger.log("pack.manufactured", pack(PACKS[20]), actor=MAKER)
    names = [item.item for item in site.ledger.items()]
    assert names == sorted({*PACKS[:4], PACKS[20]})


def test_the_overlay_is_nobodys_place_to_write(site: Site) -> None:
    store = site.session.store
    for forbidden in (store.writing, store.scratch, store.mirror):
        with pytest.raises(InputError) as refused:
            forbidden()
        assert refused.value.code == "outbox.no-log-here"
    with pytest.raises(BatterypassError):
        store.statement(store.size())
    assert store.opener() is None


def test_an_audit_of_a_replica_does_not_count_what_is_pending(yard: Yard, site: Site) -> None:
    site.ledger.log("custody.released", hand_over(PACKS[1], RECYCLER), actor=MAKER)
    verdict = site.ledger.verify(first_use=True)
    assert verdict.size == len(yard.ledger)
    assert verdict.authentic
