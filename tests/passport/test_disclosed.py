"""What a disclosure file shows is what the ledger shows: one fold, every reader, every category."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app import yard as yards
from batterypass.app.disclosed import Disclosed, open_disclosure
from batterypass.app.disclosing import make_disclosure
from batterypass.app.passport_record import record_of, visible
from batterypass.app.passports import passport_form
from batterypass.errors import BrokenError
from batterypass.evidence.directory_file import DirectoryFile
from batterypass.evidence.disclosure_file import DisclosureFile
from batterypass.ports import LANE_MAIN, LANE_RECORD
from batterypass.regulations.attributes import attributes
from batterypass.regulations.passport_readers import READERS, reader_named
from batterypass.store.home import NoHome
from passport.readers import CATEGORIES

if TYPE_CHECKING:
    from pathlib import Path

    from app.yard import Yard

PACK, OTHER, MAKER, WORKSHOP = *yards.PACKS[:2], yards.MAKER, "https://taller-volta.example"
OPERATOR = "https://flotas.example"


def disclosed(yard: Yard, reader: str) -> Disclosed:
    """Make the file of the first pack for a reader, and open it as a stranger does."""
    state = yard.session.world.item(PACK)
    data = make_disclosure(yard.session, state, reader_named(reader)).encode()
    return open_disclosure(data, "p.bpz", NoHome(), attributes(), first_use=True)


def check_same(yard: Yard) -> dict[str, Any]:
    """Compare file and ledger for each reader; give what the operator sees."""
    record = record_of(yard.session, yard.session.world.item(PACK))
    for reader in READERS:
        read = disclosed(yard, reader)
        assert dict(read.values) == visible(record, reader), reader
        assert read.needs_ledger == ()
    return visible(record, "responsible_operator")


@pytest.fixture
def yard(tmp_path: Path) -> Yard:
    """Give a ledger with a workshop and somebody who only answers, and two packs."""
    made = yards.make_yard(tmp_path, packs=2)
    yards.register(
        made, WORKSHOP, "Taller Volta", ["repurposer", "workshop"], "taller", gs1="9528888"
    )
    yards.register(made, OPERATOR, "Flotas", ["operator"], "base", gs1="9527777")
    return made


def issue(yard: Yard, actor: str, **given: Any) -> None:
    form = passport_form(yard.session, yard.session.world.item(PACK), actor, given)
    yard.ledger.log("passport.issued", form, actor=actor)


@pytest.mark.parametrize("category", CATEGORIES)
@pytest.mark.parametrize("reader", READERS)
def test_a_file_for_a_reader_shows_what_the_ledger_shows_him(
    whole: dict[str, Yard], category: str, reader: str
) -> None:
    yard = whole[category]
    record = record_of(yard.session, yard.session.world.item(PACK))
    read = disclosed(yard, reader)
    assert dict(read.values) == visible(record, reader)
    assert (read.closed, read.needs_ledger) == ((), ())


@pytest.mark.parametrize("category", ["EV", "LMT", "industrial", "stationary"])
def test_a_reading_comes_to_the_same_in_the_file_whatever_the_category(
    yard: Yard, category: str
) -> None:
    yard.at("03-04T09:00").ledger.log(
        "pack.manufactured", yards.pack(yards.PACKS[4], category=category), actor=MAKER
    )
    state = yard.session.world.item(yards.PACKS[4])
    form = passport_form(yard.session, state, MAKER, {})
    yard.ledger.log("passport.issued", form, actor=MAKER)
    yard.at("03-05T09:00").log(
        "item.assessed", MAKER, item=state.item, condition="serviceable", method="capacity_test",
        soh_percent="91", capacity_ah="110",
    )  # fmt: skip
    state = yard.session.world.item(state.item)
    seen = visible(record_of(yard.session, state), "legitimate_interest")
    data = make_disclosure(yard.session, state, "legitimate_interest").encode()
    read = open_disclosure(data, "p.bpz", NoHome(), attributes(), first_use=True)
    assert dict(read.values) == seen
    assert ("state_of_certified_energy" in seen) == (category == "EV")
    assert ("remaining_capacity" in seen) == (category != "EV")


def test_a_long_life_is_told_by_the_file_as_by_the_ledger(yard: Yard) -> None:
    issue(
        yard, MAKER, test_report_results="X report", accident_information="a dent from the dock",
        repair_history="one fuse", temperature_information="never above 40",
    )  # fmt: skip
    made = yard.ledger.entry(_index(yard, "pack.manufactured")).digest
    yard.at("03-05T09:00").log(
        "entry.amended", MAKER, amended_subject=PACK, target_kind="pack.manufactured", target=made,
        reason="typing_error", fields=[{"field": "mass_kg", "old": "412.5", "new": "421.5"}],
    )  # fmt: skip
    yard.at("03-05T10:00").log("custody.released", MAKER, items=[PACK, OTHER], to=WORKSHOP)
    yard.log("custody.accepted", WORKSHOP, items=[PACK, OTHER], released_by=MAKER)
    yard.at("03-06T08:00").log(
        "incident.reported", WORKSHOP, item=PACK, incident="crash", injuries=False,
        condition_after="damaged_stable",
    )  # fmt: skip
    wasted = yard.at("03-06T09:00").log(
        "item.declared-waste", WORKSHOP, items=[PACK, OTHER], reason="end_of_life",
        stream="whole_battery",
    )  # fmt: skip
    assert check_same(yard)["battery_status"] == "waste"
    yard.at("03-06T10:00").log(
        "entry.annulled", WORKSHOP, annulled_subject=PACK, target_kind="item.declared-waste",
        target=wasted.digest.hex(), items=[OTHER], reason="did_not_happen",
    )  # fmt: skip
    assert check_same(yard)["battery_status"] == "original"
    yard.at("03-07T09:00").log(
        "pack.repaired", WORKSHOP, item=PACK, work=["cooling"], bms_replaced=False
    )
    tested = yard.log(
        "item.assessed", WORKSHOP, item=PACK, condition="serviceable", method="capacity_test",
        capacity_ah="96", temperature_celsius="21",
    )  # fmt: skip
    seen = check_same(yard)
    assert seen["battery_mass"] == "421.5"
    assert seen["test_report_results"][0] == {"description": "X report"}
    yard.at("03-08T09:00").log(
        "pack.repurposed", WORKSHOP, item=PACK, new_category="stationary",
        new_use="stationary_storage", energy_wh="36000", assessment=tested.digest.hex(),
    )  # fmt: skip
    issue(yard, WORKSHOP)
    seen = check_same(yard)
    assert (seen["battery_category"], seen["battery_status"]) == ("stationary", "repurposed")
    assert seen["predecessor_passports"]
    yard.at("03-09T09:00").log(
        "passport.handed-over", WORKSHOP, item=PACK, to=OPERATOR,
        passport=yard.session.world.item(PACK).passport,
        acknowledged=[{"rule": "BP-C029", "reason": "authority_order"}],
    )  # fmt: skip
    seen = check_same(yard)
    assert seen["operator_information"]["name"] == "Flotas", "who has signed nothing of it yet"


def test_what_only_the_ledger_knows_is_named(yard: Yard) -> None:
    issue(yard, MAKER)
    yard.at("03-09T09:00").log(
        "passport.handed-over", MAKER, item=PACK, to=OPERATOR,
        passport=yard.session.world.item(PACK).passport,
        acknowledged=[{"rule": "BP-C029", "reason": "authority_order"}],
    )  # fmt: skip
    file = make_disclosure(yard.session, yard.session.world.item(PACK), "public")
    theirs = set(yard.session.store.entries_of(OPERATOR, lanes=(LANE_MAIN, LANE_RECORD)))
    log = DirectoryFile(
        file.log.ledger, file.log.checkpoint,
        {index: raw for index, raw in file.log.statements.items() if index not in theirs},
        {index: raw for index, raw in file.log.proofs.items() if index not in theirs},
    )  # fmt: skip
    older = DisclosureFile(log, file.item, file.passport, file.reader, file.sections).encode()
    read = open_disclosure(older, "p.bpz", NoHome(), attributes(), first_use=True)
    assert read.needs_ledger == ("operator_information",)
    assert read.values["operator_identifier"] == OPERATOR


def test_a_passport_entry_of_somebody_who_does_not_answer_is_proven_false(
    yard: Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue(yard, MAKER)
    form = {
        "item": PACK, "values": {"warranty_period": "96"},
        "passport": yard.session.world.item(PACK).passport,
    }  # fmt: skip
    with monkeypatch.context() as careless:
        # A ledger whose operator lets anything in.
        careless.setattr("batterypass.rules.judge._ask", lambda checks, act: [])
        yard.at("03-05T09:00").ledger.log("passport.updated", form, actor=WORKSHOP)
    with pytest.raises(BrokenError, match="taller-volta"):
        disclosed(yard, "public")


def _index(yard: Yard, kind: str) -> int:
    from batterypass.app.read import history

    found = history(yard.session, PACK)
    return next(one.index for one in found if one.payload["kind"] == kind and one.index is not None)
