"""A newer list against the ledger: the event that says what has changed, and who is gone."""

from __future__ import annotations

import pytest

from app.yard import REGISTRAR, Yard
from batterypass.app.directory_import import sign_list
from batterypass.domain.standing import as_known, standing_on
from batterypass.errors import InputError
from directory.lists import (
    DAY,
    LATER,
    OTHER,
    ROW,
    SEMARNAT,
    THIRD,
    check,
    held,
    holder,
    kinds,
    table,
    take,
)
from directory.lists import template as template
from directory.lists import yard as yard

AUTHORITY = "https://autoridad.example"


def test_a_list_registers_parties_that_sign_nothing_and_says_where_it_was_read(yard: Yard) -> None:
    checked = take(yard, table(ROW, OTHER))
    assert dict(checked.kinds()) == {
        "party.registered": 2, "authorisation.granted": 2, "authorisation.list-transcribed": 1,
    }  # fmt: skip
    party = holder(yard)
    assert party.party == f"{REGISTRAR}/listed/MBA010101AA1"
    assert (party.keys, party.roles) == ({}, ["recycler"])
    [site] = party.sites
    assert (site["site_id"], site["address"]["municipality"]) == ("silao-guanajuato", "Silao")
    state = held(yard)
    assert state.transcription == {
        "source": SEMARNAT, "published_on": DAY, "digest": checked.origin.digest,
    }  # fmt: skip
    assert state.authority == "SEMARNAT"
    last = yard.session.store.statement(len(yard.ledger) - 1)
    assert b'"documents":[{"digest":"' + checked.origin.digest.encode() in last
    assert yard.ledger.verify().authentic


def test_the_same_list_again_changes_nothing(yard: Yard) -> None:
    body = table(ROW, OTHER, THIRD)
    take(yard, body)
    before = len(yard.ledger)
    checked = take(yard, body)
    assert (checked.count("unchanged"), dict(checked.kinds()), len(yard.ledger)) == (3, {}, before)
    assert checked.transcribed_before == before - 1


def test_an_unchanged_list_of_a_later_day_is_one_entry_that_makes_all_fresh(yard: Yard) -> None:
    body = table(ROW, OTHER)
    take(yard, body)
    checked = take(yard, body, day=LATER)
    assert kinds(checked) == {"list-transcribed": 1}
    assert yard.session.world.ledger().lists[SEMARNAT]["published_on"] == LATER


CHANGES = [
    ({"effective_to": "2040-01-14"}, {"extended": 1}, ("effective_to", "2036-01-14", "2040-01-14")),
    ({"effective_to": "2030-01-14"}, {"amended": 1}, ("effective_to", "2036-01-14", "2030-01-14")),
    ({"effective_from": "2026-01-10"}, {"amended": 1}, ("effective_from", "2026-01-15", "2026-01-10")),
    ({"status": "suspendida"}, {"suspended": 1}, ("status", "in_force", "suspended")),
    ({"status": "revocada"}, {"revoked": 1}, ("status", "in_force", "revoked")),
    ({"renewal_filed_on": "2026-03-01"}, {"renewal-filed": 1}, ("status", "in_force", "renewal-filed")),
    ({"capacity_t_year": "1200"}, {"amended": 1}, ("capacity_t_year", "", "1200")),
    ({"authority": "ASEA"}, {"amended": 1}, ("authority", "SEMARNAT", "ASEA")),
    ({"phone": "+52 1"}, {}, None),
    ({"legal_name": "Metales del Bajío SA"}, {}, None),
]  # fmt: skip


@pytest.mark.parametrize(("change", "events", "told_as"), CHANGES)
def test_a_change_of_a_row_is_the_event_that_says_it(
    yard: Yard, change: dict[str, str], events: dict[str, int], told_as: tuple[str, str, str] | None
) -> None:
    columns = dict.fromkeys([*ROW, *change], "")
    take(yard, table({**columns, **ROW}, {**columns, **OTHER}))
    checked = take(yard, table({**columns, **ROW, **change}, {**columns, **OTHER}), day=LATER)
    assert kinds(checked) == {**events, "list-transcribed": 1}
    outcomes = [one for one in checked.outcomes if one.what == "changed"]
    changes = [(c.field, c.old, c.new) for one in outcomes for c in one.changes]
    assert changes == ([told_as] if told_as else [])
    if told_as is None:
        [step] = checked.steps
        assert [one.field for one in step.changes] == [*change]
    again = take(yard, table({**columns, **ROW, **change}, {**columns, **OTHER}), day=LATER)
    assert dict(again.kinds()) == {}


def test_scopes_that_the_list_says_otherwise_are_corrected(yard: Yard) -> None:
    row = {**ROW, "damaged_accepted": "sí", "chemistries": "LFP; NMC"}
    take(yard, table(row))
    checked = take(yard, table({**row, "streams": "whole_battery; black_mass"}), day=LATER)
    assert kinds(checked) == {"amended": 1, "list-transcribed": 1}
    [scope] = held(yard).scopes
    assert (scope["streams"], scope["damaged_accepted"]) == (["whole_battery", "black_mass"], True)
    # What a list does not speak of is not said, so it stays.
    bare = {name: v for name, v in row.items() if name not in ("damaged_accepted", "chemistries")}
    checked = take(yard, table({**bare, "streams": "black_mass"}), day="2026-04-20")
    [scope] = held(yard).scopes
    assert (scope["streams"], scope["chemistries"]) == (["black_mass"], ["LFP", "NMC"])
    assert scope["damaged_accepted"] is True


def test_what_is_extended_corrected_back_and_extended_again_is_extended(yard: Yard) -> None:
    for day, end in (
        ("2026-03-01", "2036-01-14"), ("2026-03-02", "2040-01-14"), ("2026-03-03", "2036-01-14"),
        ("2026-03-04", "2040-01-14"), ("2026-03-05", "2036-01-14"),
    ):  # fmt: skip
        take(yard, table({**ROW, "effective_to": end}), day=day)
        assert held(yard).effective_to == end


def test_a_suspension_ends_when_the_list_says_so_and_what_was_known_stays(yard: Yard) -> None:
    take(yard, table(ROW))
    take(yard, table({**ROW, "status": "suspendida"}), day="2026-03-20")
    entry = held(yard).changes[-1]["entry"]
    checked = take(yard, table({**ROW, "status": "vigente"}), day=LATER)
    assert kinds(checked) == {"reinstated": 1, "list-transcribed": 1}
    state = held(yard)
    assert standing_on(state, "2026-03-25").word == "suspended"
    assert standing_on(state, LATER).word == "in_force"
    before = as_known(state, entry=entry)
    assert before is not None
    assert standing_on(before, "2026-03-25").word == "in_force"


def test_a_revocation_stays_whatever_a_later_list_says(yard: Yard) -> None:
    take(yard, table({**ROW, "status": "revocada"}))
    assert kinds(take(yard, table({**ROW, "status": "revocada"}), day=LATER)) == {
        "list-transcribed": 1
    }
    [problem] = check(yard, table(ROW), day=LATER).problems()
    assert (problem.column, problem.key) == ("status", "list_revoked")
    # A list that says nothing of how it stands names it all the same: that is told.
    bare = {name: value for name, value in ROW.items() if name != "status"}
    checked = check(yard, table(bare), day=LATER)
    assert (checked.refused, [note.key for note in checked.notes]) == ([], ["list_revoked"])


def test_an_authorisation_never_changes_its_holder(yard: Yard) -> None:
    take(yard, table(ROW))
    [problem] = check(yard, table({**OTHER, "number": ROW["number"]}), day=LATER).problems()
    assert (problem.column, problem.key) == ("tax_id", "list_other_holder")


def test_a_pending_renewal_is_decided_by_its_extension_and_not_filed_again(yard: Yard) -> None:
    row = {**ROW, "renewal_filed_on": "2026-03-01"}
    take(yard, table(row))
    take(yard, table({**row, "effective_to": "2046-01-14"}), day=LATER)
    assert held(yard).renewal_filed_on == ""
    checked = take(yard, table({**row, "effective_to": "2046-01-14"}), day="2026-04-20")
    assert kinds(checked) == {"list-transcribed": 1}


# Gone.


def test_nobody_is_dropped_silently(yard: Yard) -> None:
    take(yard, table(ROW, OTHER))
    checked = check(yard, table(ROW), day=LATER)
    [gone] = checked.gone
    assert (gone.number, gone.holder, gone.action) == (OTHER["number"], OTHER["legal_name"], "")
    with pytest.raises(InputError, match="--gone keep, suspend or revoke"):
        sign_list(yard.session, checked)


@pytest.mark.parametrize(
    ("action", "word", "events"),
    [
        ("keep", "in_force", {}),
        ("suspend", "suspended", {"suspended": 1}),
        ("revoke", "revoked", {"revoked": 1}),
    ],
)
def test_what_is_gone_is_kept_suspended_or_revoked_as_somebody_says(
    yard: Yard, action: str, word: str, events: dict[str, int]
) -> None:
    take(yard, table(ROW, OTHER))
    checked = take(yard, table(ROW), day=LATER, gone=action)
    assert kinds(checked) == {**events, "list-transcribed": 1}
    state = held(yard, OTHER["number"])
    assert standing_on(state, LATER).word == word
    assert standing_on(state, DAY).word == "in_force"
    not_listed = yard.session.world.ledger().lists[SEMARNAT]["not_listed"]
    assert not_listed == ([state.subject] if action == "keep" else [])
    # The same list again asks nobody again, and changes nothing.
    before = len(yard.ledger)
    assert not take(yard, table(ROW), day=LATER).gone
    assert len(yard.ledger) == before
    # On a still later list what was kept is gone again; the others are no news.
    later = check(yard, table(ROW), day="2026-04-20")
    assert len(later.gone) == (1 if action == "keep" else 0)


def test_who_comes_back_on_a_list_is_reinstated(yard: Yard) -> None:
    take(yard, table(ROW, OTHER))
    take(yard, table(ROW), day="2026-03-20", gone="suspend")
    bare = [{n: v for n, v in row.items() if n != "status"} for row in (ROW, OTHER)]
    checked = take(yard, table(*bare), day=LATER)
    assert kinds(checked) == {"reinstated": 1, "list-transcribed": 1}
    assert standing_on(held(yard, OTHER["number"]), LATER).word == "in_force"


def test_what_is_of_another_list_or_has_ended_is_not_gone(yard: Yard) -> None:
    take(yard, table(OTHER), source="ASEA, padrón")
    take(yard, table(ROW, {**THIRD, "effective_to": "2026-03-15"}))
    assert not check(yard, table(ROW), day=LATER).gone


def test_a_part_of_a_list_takes_nobody_away_and_makes_nothing_fresh(yard: Yard) -> None:
    take(yard, table(ROW, OTHER))
    checked = take(yard, table(THIRD), day=LATER, is_part=True)
    assert (len(checked.gone), kinds(checked)) == (0, {"granted": 1})
    assert yard.session.world.ledger().lists[SEMARNAT]["published_on"] == DAY


def test_too_many_that_are_gone_look_like_a_part_of_a_list(
    yard: Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("batterypass.app.directory_gone.MOST_NOT_LISTED", 1)
    take(yard, table(ROW, OTHER, THIRD))
    with pytest.raises(InputError, match="say --part"):
        check(yard, table(ROW), day=LATER, gone="keep")
