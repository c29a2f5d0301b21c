"""Parts as the program makes them: whole trucks, torn runs that go on, sites, sums and corrections."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import yard as yards
from app.yard import CARRIER, MAKER, RECYCLER, Yard
from batterypass.app import parts
from batterypass.app.gate import Gate
from batterypass.app.submit import submit
from batterypass.domain.base import decimal_of
from batterypass.domain.states import ConsignmentState
from batterypass.errors import InputError, RefusedError
from sites.offline import outbox_file
from sites.sites import make_site
from worlds import transport

COUNT = 205
ITEMS = tuple(
    f"https://id.planta-apodaca.example/01/09521234560104/21/EB25-{number:06d}"
    for number in range(COUNT)
)
SUBJECT = f"{MAKER}#consignment/E-1"


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> tuple[Yard, Path]:
    """A ledger with 205 packs of electric bicycles, 2.5 kg each; it is closed."""
    folder = tmp_path_factory.mktemp("stock")
    yard = yards.make_yard(folder, packs=0)
    made = [
        (
            "pack.manufactured",
            yards.pack(item, category="LMT", mass_kg="2.5", energy_wh="500", accept_unusual=True),
        )
        for item in ITEMS
    ]
    yard.ledger.sign(yard.ledger.plan(made, actor=MAKER))
    yard.ledger.close()
    return yard, folder


@pytest.fixture
def yard(stock: tuple[Yard, Path], tmp_path: Path) -> Yard:
    made, source = stock
    (tmp_path / "yard.bp").write_bytes((source / "yard.bp").read_bytes())
    for name in source.joinpath("home").rglob("*"):
        if name.is_file():
            target = tmp_path / name.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(name.read_bytes())
    return yards.reopen(made, tmp_path).at("11-23T08:00")


def offer(items: tuple[str, ...] = ITEMS) -> list[tuple[str, dict[str, Any]]]:
    line = {
        "condition": "serviceable", "mass_kg": "2.5", "energy_wh": "500", "un38_3": "pack",
    }  # fmt: skip
    form = {
        "consignment": "E-1", "carrier": CARRIER, "consignee": RECYCLER,
        "consignee_site": "patio-1", "mass_basis": "weighed", "site": "planta",
        "items": [{"item": item, **line} for item in items],
        "transport": {**transport(), "determined_by": "person"},
        "private": {"commercial": {"route": "Apodaca, Mitras"}},
    }  # fmt: skip
    return parts.offer_parts(form)


def state(yard: Yard) -> ConsignmentState:
    found: ConsignmentState | None = yard.session.world.consignment(SUBJECT)
    assert found is not None
    return found


def sign(yard: Yard, forms: list[tuple[str, dict[str, Any]]], actor: str) -> list[bool]:
    """Sign events as one batch; tell of each whether it was there already."""
    ready = yard.ledger.plan(forms, actor=actor)
    return [one.already for one in yard.ledger.sign(ready)]


def load(yard: Yard, left: tuple[str, ...] = ()) -> list[tuple[str, dict[str, Any]]]:
    loaded = [name for name in state(yard).items if name not in left]
    form = {"consignment": SUBJECT, "loaded": loaded, "not_loaded": list(left), "site": "base-mty"}
    return parts.collected_parts(form, state(yard))


def at_the_gate(yard: Yard) -> None:
    sign(yard, offer(), MAKER)
    sign(yard.at("11-23T08:30"), load(yard), CARRIER)
    yard.at("11-23T10:30")


def test_a_truck_of_205_packs_is_one_consignment(yard: Yard) -> None:
    assert [len(form["items"]) for _, form in offer()] == [100, 100, 5]
    at_the_gate(yard)
    gate = Gate(yard.session, state(yard))
    for name in gate.expected:
        gate.put(name, "received")
    for place in (3, 150, 204):
        gate.put(ITEMS[place], "rejected")
    gate.rejection.reason, gate.rejection.next_step = "damaged", "return"
    forms = gate.forms("503.123", "patio-1")

    sign(yard, forms, RECYCLER)

    assert [kind.rpartition(".")[2] for kind, _ in forms] == ["partially-received"] * 3
    assert state(yard).state == "partially_received"
    assert state(yard).declared_kg == "512.5"
    assert state(yard).measured_kg == "503.123"
    assert list(state(yard).items) == list(ITEMS)
    holders = [yard.session.world.item(item).custodian for item in ITEMS]
    assert (holders.count(RECYCLER), holders.count(CARRIER)) == (202, 3)
    assert yard.ledger.verify().compliant


def test_a_part_that_is_turned_away_whole_and_one_of_which_nothing_is(yard: Yard) -> None:
    at_the_gate(yard)
    gate = Gate(yard.session, state(yard))
    for place, name in enumerate(gate.expected):
        gate.put(name, "rejected" if place < 100 else "received")
    gate.rejection.reason, gate.rejection.next_step = "no_capacity", "return"

    forms = gate.forms("262.5", "patio-1")
    sign(yard, forms, RECYCLER)

    assert [kind for kind, _ in forms] == [
        "consignment.rejected", "consignment.received", "consignment.received",
    ]  # fmt: skip
    assert [form.get("measured_mass_kg") for _, form in forms] == [None, "250", "12.5"]
    assert state(yard).state == "partially_received"


def test_a_run_that_was_torn_off_goes_on_without_a_duplicate(yard: Yard) -> None:
    sign(yard, offer()[:2], MAKER)
    assert state(yard).state == "offering"
    with pytest.raises(RefusedError, match="ship offer --id E-1"):
        yard.log(
            "consignment.collected", CARRIER, consignment=SUBJECT, loaded=list(ITEMS[:100]),
            not_loaded=list(ITEMS[100:101]),
        )  # fmt: skip

    size = len(yard.ledger)
    assert sign(yard.at("11-23T08:20"), offer(), MAKER) == [True, True, False]
    assert len(yard.ledger) == size + 2  # the missing part and a time mark
    assert state(yard).state == "offered"
    assert sign(yard, offer(), MAKER) == [True, True, True]


def test_a_torn_collection_goes_on_behind_the_parts_that_are_in(yard: Yard) -> None:
    sign(yard, offer(), MAKER)
    left = (ITEMS[0], ITEMS[150])
    first = load(yard, left)
    assert all(form["loaded"] for _, form in first)
    sign(yard, first[:1], CARRIER)
    answered = {*first[0][1]["loaded"], *first[0][1]["not_loaded"]}
    rest = [name for name in ITEMS if name not in answered]
    form = {
        "consignment": SUBJECT, "loaded": [name for name in rest if name not in left],
        "not_loaded": list(left), "site": "base-mty",
    }  # fmt: skip

    again = parts.collected_parts(form, state(yard))

    assert [(form["part"], form["parts"]) for _, form in again] == [(2, 3), (3, 3)]
    assert sign(yard, again, CARRIER) == [False, False]
    assert state(yard).state == "in_transit"
    assert {name for name, line in state(yard).items.items() if "outcome" in line} == {*left}


def test_a_torn_reception_goes_on_with_what_the_truck_weighs_as_a_whole(yard: Yard) -> None:
    at_the_gate(yard)
    gate = Gate(yard.session, state(yard))
    for name in gate.expected:
        gate.put(name, "received")
    sign(yard, gate.forms("512.5", "patio-1")[:1], RECYCLER)

    again = Gate(yard.session, state(yard))
    assert again.expected == list(ITEMS[100:])
    for name in again.expected:
        again.put(name, "received")
    assert again.weighing("512.5").difference_kg == 0
    assert again.weighing("512.5").expected_kg == "512.5"
    with pytest.raises(InputError, match="already"):
        again.forms("100", "patio-1")
    sign(yard, again.forms("512.5", "patio-1"), RECYCLER)

    assert (state(yard).state, state(yard).measured_kg) == ("received", "512.5")


def test_an_offer_with_more_than_fits_into_all_parts_is_refused() -> None:
    with pytest.raises(InputError, match="5001 items"):
        parts.cut(list(range(5001)))
    assert len(parts.cut(list(range(5000)))) == 50


def test_what_is_announced_in_more_parts_than_are_needed_still_has_each_of_them() -> None:
    begun = ConsignmentState(
        "s", "c", "offered", MAKER, CARRIER, RECYCLER, "S1", {}, "0", "weighed", "",
        parts={"collected": {"of": 4, "at": [[1, 1]]}},
    )  # fmt: skip
    assert sorted(len(one) for one in parts.cut(list(range(50)), begun, "collected")) == [1, 1, 48]
    with pytest.raises(InputError, match="at most 300"):
        parts.cut(list(range(301)), begun, "collected")


def test_less_is_loaded_than_there_are_parts(yard: Yard) -> None:
    sign(yard, offer(), MAKER)
    with pytest.raises(InputError, match="2 items loaded in 3 parts"):
        load(yard, ITEMS[2:])


@given(
    st.decimals("0", "99999", places=3),
    st.lists(st.decimals("0", "999", places=2), min_size=1, max_size=6),
)
def test_shares_of_a_mass_are_the_whole_mass(whole: Decimal, weights: list[Decimal]) -> None:
    found = [decimal_of(one) for one in parts.shares(whole, weights)]
    assert sum(found) == whole
    assert all(one >= 0 for one in found)


def test_a_site_offers_in_parts_and_the_operator_takes_them_one_by_one(
    yard: Yard, tmp_path: Path
) -> None:
    site = make_site(tmp_path / "site", yard, MAKER)
    yard.at("11-23T08:10")
    site.ledger.sign(site.ledger.plan(offer(), actor=MAKER))
    assert site.ledger.consignment("E-1").state == "offered"
    statements = [row.statement for row in site.session.outbox.live()]
    assert len(statements) == 3

    late = submit(yard.session, outbox_file(yard, MAKER, [statements[0], statements[2]]))
    assert [one.outcome for one in late.answers] == ["recorded", "waiting"]
    assert state(yard).state == "offering"
    done = submit(yard.session, outbox_file(yard, MAKER, statements))

    assert [one.outcome for one in done.answers] == ["recorded"] * 3
    assert state(yard).state == "offered"
    assert yard.ledger.verify().authentic
    site.close()
