"""From a form to an event: what was written is never dropped, and a plan sees what recording will.

Also the door: what nobody here can judge does not come in, and stands in the log all the same where
a newer program let it in.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from app import yard as yards
from batterypass.app import door
from batterypass.app.attributes import check_places, tier_of
from batterypass.app.compose import _sign
from batterypass.domain.events import KINDS
from batterypass.errors import BatterypassError, ConflictError, InputError, RefusedError
from batterypass.regulations.attributes import PUBLIC, attributes
from batterypass.statements.cose import parse_statement, sign_statement
from batterypass.statements.payload import encode_payload, parse_payload
from batterypass.texts.messages import MESSAGES

PACK = yards.PACKS[0]
READING = {"item": PACK, "condition": "serviceable", "method": "visual"}
PASSPORT = "https://id.planta-apodaca.example/passport/1"


@pytest.fixture
def yard(tmp_path: Path) -> yards.Yard:
    return yards.make_yard(tmp_path).at("03-04T09:00")


def said(error: BatterypassError) -> tuple[str, str]:
    """Say an error in both languages, as the command does."""
    text = MESSAGES[str(error.code)]
    return text.en.format_map(error.values), text.es.format_map(error.values)


def fails(
    yard: yards.Yard, sort: type[BatterypassError], kind: str, actor: str, /, **form: Any
) -> BatterypassError:
    """Demand that a form fails before anything is signed."""
    with pytest.raises(sort) as caught:
        yard.ledger.plan([(kind, form)], actor=actor)
    assert type(caught.value) is sort
    return caught.value


# The door.


def foreign(yard: yards.Yard, **other: Any) -> bytes:
    """Sign a reading as a program does that calls it by another kind or version."""
    draft = yard.ledger.plan([("item.assessed", READING)], actor=yards.MAKER).drafts[0]
    plain = parse_statement(_sign(yard.session, yard.session.new_world(), draft))
    return sign_statement(
        encode_payload({**parse_payload(plain.payload), **other}),
        yard.ring.private(draft.kid),
        issuer=plain.issuer,
        subject=plain.subject,
        audience=plain.audience,
    )


FOREIGN: dict[str, tuple[dict[str, Any], str]] = {
    "item.upgraded": ({"kind": "item.upgraded", "colour": "red"}, "write.unknown-kind"),
    "item.assessed 2": ({"version": 2, "colour": "red"}, "write.unknown-version"),
}


@pytest.mark.parametrize("which", FOREIGN)
def test_what_this_program_cannot_judge_does_not_come_in(yard: yards.Yard, which: str) -> None:
    other, code = FOREIGN[which]
    raw = foreign(yard, **other)
    good = yard.ledger.plan(
        [("pack.manufactured", yards.pack(yards.PACKS[9]))], actor=yards.MAKER
    ).drafts[0]
    beside = _sign(yard.session, yard.session.new_world(), good)
    before = len(yard.ledger), yard.ledger.store.note()
    for batch in ([raw], [beside, raw], [raw, beside]):
        with pytest.raises(RefusedError) as caught:
            yard.ledger.record(batch)
        assert caught.value.code == code
        en, es = said(caught.value)
        assert which.split()[0] in en
        assert which.split()[0] in es
        assert "Install a newer" in en
    assert (len(yard.ledger), yard.ledger.store.note()) == before
    # What stood beside it comes in alone.
    assert yard.ledger.record([beside])[0].kind == "pack.manufactured"


def test_a_refused_version_says_which_one_this_program_knows(yard: yards.Yard) -> None:
    with pytest.raises(RefusedError, match=r"version 2.*knows version 1 only"):
        yard.ledger.record([foreign(yard, version=2)])


@pytest.mark.parametrize("which", FOREIGN)
def test_what_a_newer_program_let_in_stays_authentic_and_leaves_compliance_open(
    yard: yards.Yard, which: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = foreign(yard, **FOREIGN[which][0])
    # A newer program knows the kind: its door lets it in.
    monkeypatch.setattr(door, "_refuse_unknown", lambda entries: None)
    index = yard.ledger.record([raw])[0].index
    monkeypatch.undo()
    verdict = yard.ledger.verify()
    assert (verdict.authentic, verdict.compliant, verdict.exit_code()) == (True, None, 5)
    assert [(one.code, one.entry) for one in verdict.findings] == [("BP-U002", index)]
    # It is there already, so these bytes are answered and not refused.
    assert yard.ledger.record([raw])[0].already
    # And one can go on above it.
    assert not yard.log("item.assessed", yards.MAKER, **READING, cycles=1).already


# Nothing that a form says is dropped.


def test_what_a_form_repeats_of_what_is_derived_changes_nothing(yard: yards.Yard) -> None:
    plain = yard.ledger.plan([("item.assessed", READING)], actor=yards.MAKER).drafts[0].payload
    whole = {name: plain[name] for name in ("kind", "version", "subjects", "seen", "event_time")}
    form = {**READING, **whole, "sealed": {}, "acknowledged": [], "site": None}
    draft = yard.ledger.plan([("item.assessed", form)], actor=yards.MAKER).drafts[0]
    assert {**draft.payload, "event_id": ""} == {**plain, "event_id": ""}
    yard.ledger.log("item.assessed", form, actor=yards.MAKER)
    assert yard.ledger.verify().authentic


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kind", "item.disposed"),
        ("kind", 1),
        ("version", 2),
        ("version", True),
        ("version", "1"),
        ("seen", {"size": 3}),
        ("seen", [3]),
        ("seen", {"size": 3, "root": "0" * 64}),
        ("seen", {"size": 10_000, "root": "0" * 64}),
        ("seen", {"size": 0, "root": sha256(b"").hexdigest()}),
        ("private", ["personal"]),
        ("private", 0),
    ],
)
def test_another_value_than_is_derived_is_an_error_with_both(
    yard: yards.Yard, name: str, value: Any
) -> None:
    error = fails(yard, InputError, "item.assessed", yards.MAKER, **READING, **{name: value})
    assert (error.code, error.values["name"]) == ("write.other-field", name)
    for text in (str(error), *said(error)):
        assert name in text
        assert repr(value)[:30] in text
        assert str(error.values["expected"]) in text


def test_sealed_digests_are_not_for_people_to_write(yard: yards.Yard) -> None:
    sealed = {"personal": "0" * 64}
    error = fails(yard, InputError, "pack.installed", yards.MAKER, item=PACK,
                  host_kind="vehicle", sealed=sealed)  # fmt: skip
    assert "private" in str(error)
    assert all('private: {"' in text for text in said(error))


def test_sealed_values_have_names(yard: yards.Yard) -> None:
    error = fails(yard, InputError, "pack.installed", yards.MAKER, item=PACK,
                  host_kind="vehicle", private={"personal": "3N1AB7"})  # fmt: skip
    assert error.values["name"] == "private.personal"


@pytest.mark.parametrize("event_id", [7, ["x"], "no id", "0" * 32])
def test_an_event_id_that_is_none_is_refused_before_it_is_looked_up(
    yard: yards.Yard, event_id: Any
) -> None:
    error = fails(yard, InputError, "item.assessed", yards.MAKER, **READING, event_id=event_id)
    assert "event_id" in str(error)


def test_an_earlier_checkpoint_that_was_seen_is_signed_as_seen(yard: yards.Yard) -> None:
    size = len(yard.ledger) - 3
    seen = {"size": size, "root": yard.session.root_of_size(size).hex()}
    done = yard.log("item.assessed", yards.MAKER, **READING, seen=seen)
    assert yard.ledger.entry(done.index).payload["seen"] == seen
    assert yard.ledger.verify().authentic


def links(yard: yards.Yard, kind: str, form: Mapping[str, Any], actor: str) -> list[Any]:
    payload = yard.ledger.plan([(kind, form)], actor=actor).drafts[0].payload
    subjects: list[Any] = payload["subjects"]
    return subjects


OTHER_LINKS: dict[str, tuple[Any, type[BatterypassError]]] = {
    "another item": ({"subject": yards.PACKS[1]}, InputError),
    "another lane": ({"lane": "record"}, InputError),
    "a place further on": ({"seq": 9}, InputError),
    "a statement that nobody made": ({"prev": "0" * 64}, InputError),
    "no number": ({"seq": "1"}, InputError),
    "a field of its own": ({"more": 1}, InputError),
    "before the pack was made": ({"seq": 0, "prev": None}, ConflictError),
}


@pytest.mark.parametrize("which", OTHER_LINKS)
def test_a_form_with_other_links_is_not_signed(yard: yards.Yard, which: str) -> None:
    other, sort = OTHER_LINKS[which]
    form = {"items": [PACK], "to": yards.RECYCLER}
    (link,) = links(yard, "custody.released", form, yards.MAKER)
    given = [{**link, **other}]
    error = fails(yard, sort, "custody.released", yards.MAKER, **form, subjects=given)
    assert "subjects" in str(error) or "somebody else was first" in str(error)


@pytest.mark.parametrize("given", [[{}], [7], "all", {"a": 1}, [{}, {}]])
def test_subjects_that_are_no_list_of_links_are_refused(yard: yards.Yard, given: Any) -> None:
    fails(yard, InputError, "item.assessed", yards.MAKER, **READING, subjects=given)


def test_a_form_that_somebody_has_overtaken_says_so(yard: yards.Yard) -> None:
    there = {"items": [PACK], "to": yards.RECYCLER}
    form = {**there, "subjects": links(yard, "custody.released", there, yards.MAKER)}
    yard.log("custody.released", yards.MAKER, **{**there, "to": yards.STRANGER})
    error = fails(yard, ConflictError, "custody.released", yards.MAKER, **form)
    assert all(PACK in text for text in said(error))


def test_a_form_that_is_overtaken_between_plan_and_signature_is_not_signed_otherwise(
    yard: yards.Yard,
) -> None:
    there = {"items": [PACK], "to": yards.RECYCLER}
    form = {**there, "subjects": links(yard, "custody.released", there, yards.MAKER)}
    ready = yard.ledger.plan([("custody.released", form)], actor=yards.MAKER)
    yard.log("custody.released", yards.MAKER, **{**there, "to": yards.STRANGER})
    size = len(yard.ledger)
    with pytest.raises(ConflictError, match="somebody else was first"):
        yard.ledger.sign(ready)
    assert len(yard.ledger) == size


def test_a_form_with_its_links_that_is_given_again_is_done_already(yard: yards.Yard) -> None:
    made = yards.pack(yards.PACKS[9])
    form = {**made, "subjects": links(yard, "pack.manufactured", made, yards.MAKER)}
    first = yard.log("pack.manufactured", yards.MAKER, **form)
    # Its own entry has moved the chain on since.
    again = yard.log("pack.manufactured", yards.MAKER, **form)
    assert (again.already, again.index) == (True, first.index)


# The clock of the plan is the clock of the log.


@pytest.mark.parametrize("seconds", [0, 30, 59, 59.999, 60, 61, 3600, -30])
def test_a_plan_judges_with_the_mark_that_recording_will_have(
    yard: yards.Yard, seconds: float
) -> None:
    yard.log("item.assessed", yards.MAKER, **READING)
    marked = yard.session.world.ledger().mark_ms
    yard.time["now"] += timedelta(seconds=seconds)
    now = yard.time["now"]
    # What the plan says of an event that is dated ahead is what recording says of it.
    for ahead in (timedelta(minutes=5, seconds=50), timedelta(minutes=6), timedelta(seconds=361)):
        form = {**READING, "cycles": int(ahead.total_seconds()),
                "event_time": (now + ahead).replace(microsecond=0).isoformat()}  # fmt: skip
        ready = yard.ledger.plan([("item.assessed", form)], actor=yards.MAKER)
        codes = {finding.code for _, finding in ready.refusals()}
        raw = _sign(yard.session, yard.session.new_world(), ready.drafts[0])
        try:
            done = yard.ledger.record([raw])
        except RefusedError as error:
            found = {finding.code for finding in error.findings}  # type: ignore[attr-defined]
            assert codes == found == {"BP-Z001"}
        else:
            assert codes == set()
            assert done[0].findings == tuple(ready.drafts[0].findings)
            assert yard.session.world.ledger().mark_ms >= marked
            break


def test_an_event_dated_ahead_of_the_last_mark_is_refused_before_it_is_signed(
    yard: yards.Yard,
) -> None:
    yard.log("item.assessed", yards.MAKER, **READING)
    yard.time["now"] += timedelta(seconds=40)
    ahead = (yard.time["now"] + timedelta(minutes=5, seconds=50)).isoformat()
    forms = [("item.assessed", {**READING, "cycles": 1, "event_time": ahead})]
    ready = yard.ledger.plan(forms, actor=yards.MAKER)
    assert [finding.code for _, finding in ready.refusals()] == ["BP-Z001"]
    # A minute after the last mark a new one is due, and the same event is fine.
    yard.time["now"] += timedelta(seconds=20)
    assert not yard.ledger.plan(forms, actor=yards.MAKER).refusals()


# An attribute stands where its tier puts it.

TIERS = attributes()
WRONG = [
    ("values", "capacity_fade", "private.individual_legitimate_interest.capacity_fade"),
    ("private.authorities_and_commission", "capacity_fade",
     "private.individual_legitimate_interest.capacity_fade"),
    ("private.legitimate_interest_and_commission", "warranty_period", "values.warranty_period"),
]  # fmt: skip


def placed(place: str, name: str) -> dict[str, Any]:
    """Give the part of a form that has an attribute at a place."""
    if place == "values":
        return {"values": {name: "1"}}
    return {"private": {place.removeprefix("private."): {name: "1"}}}


@pytest.mark.parametrize(("place", "name", "expected"), WRONG)
def test_an_attribute_in_the_wrong_place_is_told_where_it_belongs(
    yard: yards.Yard, place: str, name: str, expected: str
) -> None:
    form = {"passport": PASSPORT, "item": PACK, **placed(place, name)}
    error = fails(yard, InputError, "passport.issued", yards.MAKER, **form)
    for text in (str(error), *said(error)):
        assert f"{place}.{name}" in text
        assert expected in text


def test_a_new_pack_carries_nothing_that_is_not_public(yard: yards.Yard) -> None:
    form = yards.pack(yards.PACKS[9], values={"detailed_composition": "LFP 41 %"})
    error = fails(yard, InputError, "pack.manufactured", yards.MAKER, **form)
    place = "passport.issued private.legitimate_interest_and_commission.detailed_composition"
    assert all(place in text for text in said(error))
    public = yards.pack(yards.PACKS[9], values={"warranty_period": "96"})
    assert not yard.log("pack.manufactured", yards.MAKER, **public).already


@pytest.mark.parametrize("place", ["values", "private.authorities_and_commission"])
def test_an_attribute_that_does_not_exist_is_refused_with_those_that_look_like_it(
    yard: yards.Yard, place: str
) -> None:
    form = {"passport": PASSPORT, "item": PACK, **placed(place, "warranty_perod")}
    error = fails(yard, InputError, "passport.issued", yards.MAKER, **form)
    assert all("warranty_period" in text for text in said(error))


def test_every_attribute_has_one_place_in_a_passport() -> None:
    kind = KINDS["passport.issued"].KIND
    places = [PUBLIC, *(point for point, _ in kind.sealed)]
    for name in TIERS:
        fits = []
        for place in places:
            values = [name] if place == PUBLIC else []
            private = {} if place == PUBLIC else {place: [name]}
            try:
                check_places(TIERS, kind, values, private)
            except InputError:
                continue
            fits.append(place)
        assert fits == [tier_of(TIERS, name)]


def test_what_a_kind_seals_by_name_is_no_attribute(yard: yards.Yard) -> None:
    knowingly = [{"rule": "BP-R001", "reason": "safety"}]
    form = {"item": PACK, "host_kind": "vehicle", "private": {"personal": {"host_id": "3N1"}},
            "acknowledged": knowingly}  # fmt: skip
    assert yard.ledger.plan([("pack.installed", form)], actor=yards.MAKER).fresh()
