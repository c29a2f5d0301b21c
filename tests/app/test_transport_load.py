"""What an offer answers for the rules of carriage, and that nothing later changes it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

import pytest

from app import yard as yards
from app.papers_yard import NUMBER, collect
from app.papers_yard import yard as yard
from batterypass.app.transport_fields import field_values
from batterypass.app.transport_load import Load, day_of_carriage, read_load
from batterypass.app.transport_offer import Battery, offer_answers, read_battery
from batterypass.bootstrap import transport_tables
from batterypass.errors import InputError
from batterypass.regulations.transport.loads import Said
from documents.samples_transport import load as papers_load

MEXICO, EUROPE = ("NOM-002", "road"), ("ADR", "road")


def load(yard: Any, way: tuple[str, str] = MEXICO, **given: str) -> Load:
    state = yard.ledger.consignment(NUMBER)
    return read_load(yard.session, state, transport_tables(), way, given)


@pytest.mark.parametrize(("lang", "word"), [("es", "permiso 19-A"), ("en", "permit 19-A")])
def test_the_values_of_fields_are_in_the_language_of_the_reader(
    yard: yards.Yard, lang: Literal["es", "en"], word: str
) -> None:
    content = papers_load()
    with_permit = replace(content, carrier=replace(content.carrier, transport_permit="19-A"))
    (carrier,) = (
        one for one in field_values(with_permit, load(yard), "mx", lang) if one.field == "carrier"
    )
    assert word in carrier.values[0]


def test_the_offer_answers_everything_for_mexico(yard: yards.Yard) -> None:
    found = load(yard)
    (goods,) = found.goods
    assert found.missing == ()
    assert goods.decision.outcome == "allowed"
    assert goods.is_waste
    assert (goods.answers.count, goods.packages, found.packages) == (1, 3, 3)
    assert goods.answers.disposition == "recycling"
    assert goods.line == "UN 3480, BATERÍAS DE IÓN LITIO, 9"
    assert found.differs == ()


def test_what_the_offer_does_not_say_is_missing_and_never_assumed(yard: yards.Yard) -> None:
    found = load(yard, EUROPE)
    assert found.missing == ("casing",)
    assert found.goods[0].decision.outcome == "undecided"
    assert load(yard, EUROPE, casing="strong").missing == ()


def test_a_reading_after_the_offer_changes_no_answer(yard: yards.Yard) -> None:
    before = load(yard)
    yard.at("11-23T08:30").log(
        "item.assessed", yards.MAKER, item=yards.PACKS[0], condition="damaged_critical",
        method="visual",
    )  # fmt: skip
    assert yard.session.world.item(yards.PACKS[0]).condition == "damaged_critical"
    assert load(yard) == before


def test_the_day_is_that_of_the_collection_once_there_is_one(yard: yards.Yard) -> None:
    state = yard.ledger.consignment(NUMBER)
    assert day_of_carriage(state, {}) == "2026-11-23"
    assert day_of_carriage(state, {"date": "2026-12-01"}) == "2026-12-01"
    collect(yard)
    assert load(yard).day == "2026-11-23"


def test_a_corrected_chemistry_counts_only_if_it_was_corrected_before_the_offer(
    yard: yards.Yard,
) -> None:
    chem = load(yard).goods[0].answers.chem
    target = yard.session.world.item(yards.PACKS[0]).created_index
    digest = yard.session.digest_of(target).hex()
    fields = [{"field": "chemistry", "old": "LFP", "new": "sodium-ion"}]
    yard.at("11-23T08:40").log(
        "entry.amended",
        yards.MAKER,
        target=digest,
        fields=fields,
        reason="typing_error",
        amended_subject=yards.PACKS[0],
        target_kind="pack.manufactured",
    )
    assert yard.session.world.item(yards.PACKS[0]).chemistry == "sodium-ion"
    assert load(yard).goods[0].answers.chem == chem == "li_ion"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"colour": "red"}, "roadpaper.no-answer"),
        ({"mode": "air"}, "roadpaper.no-answer"),
        ({"wh": "1"}, "roadpaper.contradiction"),
        ({"chem": "na_ion"}, "roadpaper.contradiction"),
        ({"un38_3": "no"}, "roadpaper.contradiction"),
        ({"disposition": "disposal"}, "roadpaper.contradiction"),
        ({"packages": "4"}, "roadpaper.contradiction"),
        ({"count": "many"}, "roadpaper.not-a-count"),
    ],
)
def test_an_answer_against_the_offer_is_refused(
    yard: yards.Yard, given: dict[str, str], code: str
) -> None:
    with pytest.raises(InputError) as caught:
        load(yard, MEXICO, **given)
    assert caught.value.code == code


def test_an_answer_that_agrees_is_no_contradiction(yard: yards.Yard) -> None:
    same = load(yard, wh=str(load(yard).goods[0].answers.wh), condition="waste_recycling")
    assert same.goods[0].decision.outcome == "allowed"


def test_packages_that_do_not_add_up_are_refused(yard: yards.Yard) -> None:
    with pytest.raises(InputError) as caught:
        load(yard, count="3")
    assert caught.value.code == "roadpaper.packages-differ"
    assert caught.value.values["said"] == 3
    assert caught.value.values["packages"] == 1


def _battery(yard: yards.Yard, item: str, entries: int) -> Battery:
    state = yard.ledger.consignment(NUMBER)
    state = replace(state, entries={**state.entries, "offered": entries})
    return read_battery(yard.session, state, item, {"condition": "serviceable", "mass_kg": "300"})


def test_waste_that_was_taken_back_before_the_offer_is_none(yard: yards.Yard) -> None:
    pack = yards.PACKS[3]
    declared = yard.at("11-23T09:00").log(
        "item.declared-waste", yards.MAKER, items=[pack], reason="end_of_life",
        stream="whole_battery",
    )  # fmt: skip
    after = declared.index + 1
    assert _battery(yard, pack, after).is_waste
    annulled = yard.at("11-23T09:05").log(
        "entry.annulled", yards.MAKER, target=yard.session.digest_of(declared.index).hex(),
        reason="wrong_item", target_kind="item.declared-waste", annulled_subject=pack,
    )  # fmt: skip
    assert not _battery(yard, pack, annulled.index + 1).is_waste
    assert _battery(yard, pack, after).is_waste, "a later entry changes no paper"


def test_a_rebuilt_pack_needs_a_test_of_its_own_on_papers_too(yard: yards.Yard) -> None:
    one = _battery(yard, yards.PACKS[3], 10**6)
    assert one.state is not None
    said = Said("ADR", "", "", {"config": "alone"})
    line = {**one.line, "un38_3": "pack"}
    for life, article in (("original", "this"), ("repurposed", "other")):
        item = replace(one.state, life=life, un38_3="" if life == "repurposed" else "pack")
        known = offer_answers(Battery(one.item, item, line), said, 1, is_weight_known=True)
        assert known["article"] == article
