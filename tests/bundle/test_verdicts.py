"""What a bundle proves, what it shows to be false, and what it leaves open."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app import yard as yards
from batterypass.app.bundle_case import Case
from batterypass.app.bundle_focus import Wanted, focus_of
from batterypass.app.bundle_judging import judge_statements
from batterypass.app.bundle_log import check_consistency
from batterypass.app.bundle_making import make_bundle
from batterypass.app.heads import seal
from batterypass.app.ledger import Ledger
from batterypass.domain.states import STATE_CLASSES
from batterypass.errors import BatterypassError, InputError
from batterypass.evidence.bundle_file import BundleFile
from batterypass.evidence.container import INDEX, encode_container, parse_container
from batterypass.projections.codec import encode_state
from batterypass.regulations.passport_readers import READERS, points_of
from batterypass.rules import RULES
from bundle import story
from faults import yard as faults


@pytest.fixture(scope="module")
def yard(tmp_path_factory: pytest.TempPathFactory) -> yards.Yard:
    """The ledger that the bundles are of; nothing here writes to it."""
    return story.tell(tmp_path_factory.mktemp("verdicts"))


def truck(yard: yards.Yard, number: int) -> str:
    """Give the consignment of a pack."""
    names = yard.ledger.store.pointed("consignment", f"M-2026-0000{number}")
    return names[0]


ABOUT: tuple[tuple[str, int], ...] = (
    ("items", 0), ("items", 3), ("consignment", 1), ("consignment", 2), ("party", 0), ("party", 1),
    ("period", 0), ("all", 0),
)  # fmt: skip


def make(yard: yards.Yard, of: str, number: int) -> bytes:
    if of == "items":
        return story.bundle_of(yard, of, story.PACKS[number])
    if of == "consignment":
        return story.bundle_of(yard, of, truck(yard, number))
    if of == "party":
        return story.bundle_of(yard, of, (yards.CARRIER, yards.MAKER)[number])
    days: dict[str, Any] = {"since": "2026-11-23", "until": "2026-11-24"}
    return story.bundle_of(yard, of, **(days if of == "period" else {}))


@pytest.mark.parametrize(("of", "number"), ABOUT)
def test_a_stranger_finds_what_an_audit_finds(yard: yards.Yard, of: str, number: int) -> None:
    data = make(yard, of, number)
    verdict = story.verify(data, story.stranger(story.trust_of(yard)))
    audit = yard.ledger.verify(first_use=True)
    carried = {line.entry for line in BundleFile.parse(data, "x").lines}
    assert verdict.authentic is True
    expected = [one for one in audit.findings if one.entry in carried]
    assert [(one.code, one.entry, one.values) for one in verdict.findings] == [
        (one.code, one.entry, one.values) for one in expected
    ]
    assert verdict.compliant is not any(one.severity == "compliance" for one in expected)
    assert not any(one.is_open for one in verdict.not_judged or ())


@pytest.mark.parametrize(("of", "number"), ABOUT)
def test_what_is_whole_in_a_bundle_has_the_state_that_the_ledger_gives(
    yard: yards.Yard, of: str, number: int
) -> None:
    """But for sums over the whole log, which no rule of a bundle is asked about."""
    file = BundleFile.parse(make(yard, of, number), "x")
    case = Case.open(file, story.stranger())
    world = judge_statements(case, check_consistency(case), lambda done, total: None)
    assert file.is_whole_log or file.whole
    for name in file.whole:
        row = yard.ledger.store.subject(name)
        assert row is not None
        state = world._state(name, STATE_CLASSES[row.letter])
        assert state is not None, name
        mine, theirs = json.loads(encode_state(row.letter, state)), json.loads(row.state)
        assert _told_here(file, mine) == _told_here(file, theirs), name


def _told_here(file: BundleFile, state: list[Any]) -> list[Any]:
    """Leave out what a party has accepted in a year, and how items beside were before a step."""
    found = []
    for one in state:
        if isinstance(one, dict) and "2026 patio-1" in one:
            continue
        if isinstance(one, dict) and "step" in one:
            items = {name: how for name, how in one.get("items", {}).items() if name in file.whole}
            found.append({**one, "items": items})
            continue
        found.append(one)
    return found


def test_the_same_ledger_gives_the_same_bytes(yard: yards.Yard) -> None:
    assert make(yard, "consignment", 1) == make(yard, "consignment", 1)


def test_later_entries_change_no_byte_of_a_bundle_at_the_same_checkpoint(tmp_path: Path) -> None:
    yard = story.tell(tmp_path)
    before = make(yard, "items", 3)
    yard.at("12-01T08:00").log(
        "item.assessed", yards.RECYCLER, item=story.PACKS[0], condition="serviceable",
        soc_percent="20", method="bms_reading",
    )  # fmt: skip
    newest = seal(yard.session)
    size = BundleFile.parse(before, "x").tip().size
    assert story.bundle_of(yard, "items", story.PACKS[3], at=size) == before
    # Else it says what is known now: nobody should have to ask what came since.
    now = make(yard, "items", 3)
    assert BundleFile.parse(now, "x").tip().size == newest.size
    verdict = story.verify(now, story.stranger(story.trust_of(yard)))
    assert (verdict.authentic, verdict.as_of[:10]) == (True, "2026-12-01")


def test_a_bundle_ends_at_no_checkpoint_that_does_not_cover_it_or_is_not_sealed(
    tmp_path: Path,
) -> None:
    yard = story.tell(tmp_path)
    size = yard.session.size
    yard.at("12-01T08:00").log(
        "item.assessed", yards.RECYCLER, item=story.PACKS[0], condition="serviceable",
        soc_percent="20", method="bms_reading",
    )  # fmt: skip
    with pytest.raises(BatterypassError, match="checkpoint --seal"):
        make(yard, "items", 0)
    seal(yard.session)
    with pytest.raises(InputError, match=f"{size + 1} entries is not sealed"):
        story.bundle_of(yard, "items", story.PACKS[0], at=size + 1)
    with pytest.raises(InputError, match=r"does not cover this"):
        story.bundle_of(yard, "period", since="2026-11-30", until="2026-12-02", at=size)


def _withhold(data: bytes, kind: str) -> bytes:
    """Leave every statement of a kind out of a bundle, so that nothing in the file speaks of it."""
    members = parse_container(data, "x")
    index = json.loads(members[INDEX])
    for line in [one for one in index["entries"] if one["kind"] == kind]:
        index["entries"].remove(line)
        del members[f"statements/{line['entry']}.cose"]
        del members[f"proofs/{line['entry']}.tlog-proof"]
    members[INDEX] = json.dumps(
        index, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).encode()
    return encode_container(members)


@pytest.mark.parametrize(
    ("kind", "subject", "lane"),
    [
        ("authorisation.suspended", story.SUSPENDED, "main"),
        ("party.key-revoked", yards.CARRIER, "record"),
        ("item.assessed", story.PACKS[0], "record"),
        ("consignment.received", "", "main"),
    ],
)
def test_what_somebody_would_leave_out_is_missed(
    yard: yards.Yard, kind: str, subject: str, lane: str
) -> None:
    data = _withhold(make(yard, "items", 0), kind)
    verdict = story.verify(data, story.stranger(story.trust_of(yard)))
    assert (verdict.authentic, verdict.exit_code()) == (False, 4)
    missed = [one for one in verdict.findings if one.code == "BP-B003"]
    assert any(one.values["lane"] == lane and one.subject == (subject or one.subject)
               for one in missed)  # fmt: skip


def test_nobody_is_accused_by_an_authorisation_that_was_left_out(yard: yards.Yard) -> None:
    """Whoever makes the file could leave out the very permit; the whole log shows whether there is one."""
    members = parse_container(make(yard, "items", 0), "x")
    index = json.loads(members[INDEX])
    held = [name for name in index["whole"] if "#authorisation/" in name]
    for name in held:
        index["whole"].remove(name)
        members.pop(f"heads/{sha256(name.encode()).hexdigest()}.cbor")
    for line in [one for one in index["entries"] if one["kind"].startswith("authorisation.")]:
        index["entries"].remove(line)
        del members[f"statements/{line['entry']}.cose"]
        del members[f"proofs/{line['entry']}.tlog-proof"]
    members[INDEX] = json.dumps(
        index, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).encode()
    verdict = story.verify(encode_container(members), story.stranger(story.trust_of(yard)))
    assert "BP-A001" not in story.codes(verdict)
    assert ("BP-A001", "holder") in story.why(verdict)
    assert (verdict.authentic, verdict.compliant, verdict.exit_code()) == (True, None, 5)


def test_an_authorisation_that_is_left_out_whole_takes_with_it_what_was_learned_of_it_late(
    yard: yards.Yard,
) -> None:
    """Nothing in the file speaks of it, so the file says that it cannot tell."""
    verdict = story.verify(make(yard, "items", 0), story.stranger(story.trust_of(yard)))
    assert ("BP-A012", "lookup") in story.why(verdict)


def test_a_wrong_word_in_the_index_is_not_said_of_the_attachments(yard: yards.Yard) -> None:
    members = parse_container(make(yard, "items", 0), "x")
    index = json.loads(members[INDEX])
    index["entries"][3]["actor"] += "x"
    text = json.dumps(index, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    data = encode_container({**members, INDEX: text.encode()})
    verdict = story.verify(data, story.stranger(story.trust_of(yard)))
    found = {one.name: one.ok for one in verdict.checks}
    assert (found["content"], found["files"]) == (False, True)


def test_a_breach_that_its_signer_admitted_is_found_without_the_ledger(yard: yards.Yard) -> None:
    verdict = story.verify(make(yard, "items", 3), story.stranger(story.trust_of(yard)))
    assert (verdict.compliant, verdict.exit_code()) == (False, 3)
    assert story.codes(verdict, "compliance") == {"BP-A001"}
    assert verdict.findings[0].acknowledged == "truck_at_gate"


def test_packs_on_the_same_truck_are_said_not_to_be_judged(yard: yards.Yard) -> None:
    verdict = story.verify(make(yard, "items", 0), story.stranger(story.trust_of(yard)))
    assert ("items", "items") in story.why(verdict)
    verdict = story.verify(make(yard, "consignment", 1), story.stranger(story.trust_of(yard)))
    assert ("items", "items") not in {
        (one.what, one.why) for one in verdict.not_judged or () if one.subject == truck(yard, 1)
    }


def test_a_bundle_of_the_whole_log_leaves_nothing_open(yard: yards.Yard) -> None:
    verdict = story.verify(make(yard, "all", 0), story.stranger(story.trust_of(yard)))
    assert verdict.not_judged == []
    assert [one.ok for one in verdict.checks if one.name == "complete"] == [True]


@pytest.mark.parametrize("gone", [3, 17])
def test_a_period_with_a_gap_is_not_complete(yard: yards.Yard, gone: int) -> None:
    data = story.bundle_of(yard, "period", since="2026-03-02", until="2026-11-30")
    members = parse_container(data, "x")
    index = json.loads(members[INDEX])
    index["entries"] = [line for line in index["entries"] if line["entry"] != gone]
    del members[f"statements/{gone}.cose"], members[f"proofs/{gone}.tlog-proof"]
    members[INDEX] = json.dumps(
        index, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).encode()
    verdict = story.verify(encode_container(members), story.stranger(story.trust_of(yard)))
    assert "BP-B006" in story.codes(verdict)


def test_a_party_is_complete_by_what_it_signed(yard: yards.Yard) -> None:
    data = _withhold(make(yard, "party", 1), "pack.manufactured")
    verdict = story.verify(data, story.stranger(story.trust_of(yard)))
    assert any(
        one.code == "BP-B003" and one.subject == yards.MAKER and one.values["lane"] == "acted"
        for one in verdict.findings
    )


def test_an_empty_period_is_refused_in_words(yard: yards.Yard) -> None:
    with pytest.raises(InputError, match="2027-01-01"):
        focus_of(yard.session, Wanted("period", since="2027-01-01", until="2027-02-01"))


# --- what a reader may see --------------------------------------------------------------------


def test_a_bundle_shows_nothing_sealed_unless_somebody_is_named(yard: yards.Yard) -> None:
    file = BundleFile.parse(make(yard, "items", 0), "x")
    assert not file.sections
    assert not file.files


# --- what nobody foresaw ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def tiny(yard: yards.Yard) -> bytes:
    """A bundle without its tables, which this program has itself."""
    members = parse_container(make(yard, "items", 3), "x")
    index = json.loads(members[INDEX])
    for name in index["content"]:
        del members[f"content/{name}"]
    index["content"] = []
    members[INDEX] = json.dumps(
        index, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).encode()
    return encode_container(members)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
    max_leaves=8,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_index_crashes_the_check_or_changes_its_word(
    yard: yards.Yard, tiny: bytes, data: st.DataObject
) -> None:
    members = parse_container(tiny, "x")
    index = json.loads(members[INDEX])
    before = json.dumps(index, sort_keys=True)
    place: Any = index
    key: Any = data.draw(st.sampled_from(sorted(index)))
    while isinstance(place[key], dict | list) and place[key] and data.draw(st.booleans()):
        place = place[key]
        keys = sorted(place) if isinstance(place, dict) else range(len(place))
        key = data.draw(st.sampled_from(list(keys)))
    place[key] = data.draw(_VALUES)
    if json.dumps(index, sort_keys=True) == before:
        return
    text = json.dumps(index, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    members[INDEX] = text.encode("utf-8", "surrogatepass")
    try:
        verdict = story.verify(encode_container(members), story.stranger(story.trust_of(yard)))
    except BatterypassError:
        return
    # Who it was made for is its maker's word; nothing else may be another and pass.
    assert key == "reader" or not (verdict.authentic and verdict.compliant is not None)


def test_every_rule_is_asked_by_a_verifier_as_by_an_audit() -> None:
    """A rule about sums of the whole log has to be named; every other is asked, and notes its gaps."""
    from batterypass.app.bundle_asking import SUMS, _rules

    assert {rule.code for rule in _rules().rules} == {rule.code for rule in RULES}
    assert {rule.code for rule in RULES} >= SUMS


def test_a_bundle_needs_a_checkpoint_that_is_sealed(tmp_path: Path) -> None:
    yard = yards.make_yard(tmp_path)
    with pytest.raises(BatterypassError, match="checkpoint --seal"):
        make_bundle(yard.session, focus_of(yard.session, Wanted("items", (story.PACKS[0],))))


# --- sealed sections and attachments ----------------------------------------------------------


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger with sealed sections of several points, and its seal."""
    place = faults.small_ledger(tmp_path_factory.mktemp("sealed") / "yard")
    with place.open() as ledger:
        seal(ledger.session)
        yield ledger


def shown_to(ledger: Ledger, reader: str) -> BundleFile:
    focus = focus_of(ledger.session, Wanted("items", (faults.FIRST_PACK,)))
    return make_bundle(ledger.session, focus, reader=reader)


def test_a_reader_gets_the_sections_of_his_points_and_no_other(sealed: Ledger) -> None:
    seen = {reader: {point for _, point in shown_to(sealed, reader).sections} for reader in READERS}
    assert not seen["public"]
    assert seen["responsible_operator"]
    for reader in READERS:
        assert seen[reader] <= points_of(reader)
        body = shown_to(sealed, reader).encode()
        assert story.verify(body, story.stranger(), first_use=True).authentic is True


def test_a_section_that_was_changed_or_of_another_event_is_false(sealed: Ledger) -> None:
    file = shown_to(sealed, "responsible_operator")
    (event_id, point), body = next(iter(file.sections.items()))
    wrong = {(event_id, point): body[:-1] + b"x"}
    stray = {("00000000-0000-8000-8000-000000000000", point): body}
    for sections in (wrong, stray):
        data = replace(file, sections=sections).encode()
        verdict = story.verify(data, story.stranger(), first_use=True)
        assert (verdict.authentic, "BP-V007" in story.codes(verdict)) == (False, True)


def test_content_and_attachments_that_nothing_names_are_false(sealed: Ledger) -> None:
    file = shown_to(sealed, "")
    digest = sha256(b"x").hexdigest()
    more = replace(file, content={**file.content, digest: b"x"})
    assert "BP-V008" in story.codes(story.verify(more.encode(), story.stranger(), first_use=True))
    more = replace(file, files={digest: b"x"})
    assert "BP-B004" in story.codes(story.verify(more.encode(), story.stranger(), first_use=True))
