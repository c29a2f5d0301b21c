"""A newer list against the ledger: the event that says what has changed, and who is gone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.yard import RECYCLER, REGISTRAR, Yard, grant, register
from batterypass.app.directory_import import sign_list
from batterypass.app.directory_rows import Choice, directory_rows
from batterypass.domain.standing import as_known, standing_on
from batterypass.errors import InputError
from batterypass.exchange.directory_rows import encode_csv
from batterypass.exchange.problems import RowProblem
from directory.lists import (
    DAY,
    LATER,
    OTHER,
    ROW,
    SEMARNAT,
    THIRD,
    check,
    copy_of,
    held,
    kinds,
    new_template,
    said,
    subject,
    table,
    take,
    told,
)

AUTHORITY = "https://autoridad.example"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Yard:
    return new_template(tmp_path_factory.mktemp("lists"))


@pytest.fixture
def yard(template: Yard, tmp_path: Path) -> Yard:
    return copy_of(template, tmp_path)


def holder(yard: Yard, number: str = ROW["number"]) -> Any:
    return yard.session.world.party(held(yard, number).holder)


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


# Who.


def test_a_registered_party_keeps_its_own_word_and_gets_what_it_is_allowed(yard: Yard) -> None:
    row = {**ROW, "party": RECYCLER, "legal_name": "Otra razón", "site_id": "patio-1"}
    checked = take(yard, table(row))
    assert dict(checked.kinds()) == {
        "authorisation.granted": 1,
        "authorisation.list-transcribed": 1,
    }
    assert [one.is_told_only for one in checked.steps] == [True, True]
    state = yard.session.world.party(RECYCLER)
    assert (held(yard).holder_site, state.legal_name) == (
        "patio-1", "Recicladora del Norte, S.A. de C.V.",
    )  # fmt: skip


def test_a_tax_id_finds_the_party_that_the_ledger_has(yard: Yard) -> None:
    take(yard, table({**ROW, "party": "https://metales-bajio.example"}))
    take(yard, table({**ROW, "number": "11-IV-50-09"}), day=LATER, source="otra lista")
    assert held(yard, "11-IV-50-09").holder == "https://metales-bajio.example"


@pytest.mark.parametrize(
    ("roles", "given"),
    [
        ("", ["carrier", "collector"]),
        ("reciclador", ["recycler"]),
        ("registrador; reciclador", ["recycler"]),
        ("autoridad", ["carrier", "collector"]),
    ],
)
def test_roles_follow_from_operations_and_no_list_makes_a_registrar(
    yard: Yard, roles: str, given: list[str]
) -> None:
    checked = take(yard, table({**ROW, "operations": "transporte, acopio", "roles": roles}))
    assert holder(yard).roles == given
    told_roles = [note.value for note in checked.notes if note.key == "list_role"]
    assert told_roles == {"registrador; reciclador": ["registrar"], "autoridad": ["authority"]}.get(
        roles, []
    )


def test_the_name_and_tax_id_of_a_natural_person_are_sealed(yard: Yard) -> None:
    row = {**ROW, "legal_name": "Juana Prueba Ejemplo", "tax_id": "PUEJ800101AB3"}
    take(yard, table(row))
    party = holder(yard)
    assert (party.legal_name, party.tax_id) == ("", "")
    for entry, raw in yard.session.store.statements(0, len(yard.ledger)):
        assert b"Juana" not in raw, entry
        assert b"PUEJ800101AB3" not in raw, entry
    [section] = [one for one in yard.session.store.sections() if one.point == "personal"]
    assert b"Juana Prueba Ejemplo" in section.body
    # The next list finds the same person, and has nothing to change.
    assert kinds(take(yard, table(row), day=LATER)) == {"list-transcribed": 1}


def test_a_natural_person_of_another_directory_comes_without_a_name(
    yard: Yard, template: Yard, tmp_path: Path
) -> None:
    take(yard, table({**ROW, "legal_name": "Juana Prueba Ejemplo", "tax_id": "PUEJ800101AB3"}))
    other = copy_of(template, tmp_path / "other")
    checked = take(other, _exported(yard), source="registro.example", day=DAY)
    assert kinds(checked) == {"granted": 1, "list-transcribed": 1}
    assert (holder(other).party, holder(other).legal_name) == (holder(yard).party, "")


def test_an_authority_signs_its_own_list_without_a_copy(yard: Yard) -> None:
    register(yard, AUTHORITY, "Autoridad", ["authority"], "oficina")
    register(yard, "https://metales-bajio.example", "Metales", ["recycler"], "planta")
    row = {**ROW, "party": "https://metales-bajio.example", "site_id": "planta"}
    checked = take(yard, table(row), actor=AUTHORITY, source=None)
    assert dict(checked.kinds()) == {"authorisation.granted": 1}
    name = f"{AUTHORITY}#authorisation/MX-SEMARNAT/{ROW['number']}"
    state = yard.session.world.authorisation(name)
    assert (state.transcription, state.authority) == ({}, "")
    # Whoever is not the registrar enters nobody into the directory.
    [problem] = check(yard, table(OTHER), actor=AUTHORITY, source=None).problems()
    assert problem.key == "list_not_registered"
    checked = check(yard, table({**row, "number": "1"}), actor=AUTHORITY, source=None)
    assert [one.subject for one in checked.gone] == [name]


def test_a_closed_site_is_closed_by_the_list(yard: Yard) -> None:
    row = {**ROW, "closed_on": ""}
    take(yard, table(row))
    checked = take(yard, table({**row, "closed_on": "2026-04-01"}), day=LATER)
    assert checked.kinds()["party.site-closed"] == 1
    assert holder(yard).closed_on("silao-guanajuato") == "2026-04-01"


# The table that the export writes.


def test_what_is_exported_is_unchanged_when_it_is_imported(yard: Yard) -> None:
    more = {
        **ROW, "operations": "acopio", "streams": "black_mass; slag", "chemistries": "LFP",
        "waste_codes": "X-1; X-2", "damaged_accepted": "yes", "scope_capacity_t_year": "40",
    }  # fmt: skip
    columns = dict.fromkeys(
        [*more, "renewal_filed_on", "certificate_scheme", "certificate_number"], ""
    )
    take(
        yard,
        table(
            {**columns, **ROW}, more, {**OTHER, "status": "suspendida"},
            {**THIRD, "renewal_filed_on": "2026-02-01"},
        ),
    )  # fmt: skip
    body = _exported(yard)
    checked = check(yard, body, is_part=True)
    assert said(checked) == []
    assert (checked.count("unchanged"), dict(checked.kinds())) == (len(checked.outcomes), {})
    assert len(checked.outcomes) >= 3


def _exported(yard: Yard, on: str = DAY) -> bytes:
    """Export what the registrar has copied."""
    rows = directory_rows(yard.session, Choice(on=on))
    return encode_csv(row for row in rows if row.held.transcription)


OPERATIONS = st.lists(
    st.sampled_from(["reciclaje", "acopio", "tratamiento"]), min_size=1, max_size=2
)
LINES = st.fixed_dictionaries(
    {
        "operations": OPERATIONS.map("; ".join),
        "streams": st.sampled_from(["whole_battery", "black_mass; alloy", "slag"]),
        "waste_class": st.sampled_from(["hazardous", "special_handling", "any"]),
        "chemistries": st.sampled_from(["", "LFP", "NMC; LFP"]),
        "damaged_accepted": st.sampled_from(["", "sí", "no"]),
        "capacity_t_year": st.sampled_from(["", "1200", "0.5"]),
        "effective_to": st.sampled_from(["", "2030-06-30", "2026-02-01"]),
        "status": st.sampled_from(["", "vigente", "suspendida", "revocada"]),
        "municipality": st.sampled_from(["Silao", "León", "Tultitlán"]),
        "legal_name": st.sampled_from(["Ñandú, S.A.", "-Metales \"X\"; S.A.", "Acopio\u00a0Uno"]),
    }
)  # fmt: skip


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(lines=st.lists(LINES, min_size=1, max_size=5))
def test_whatever_a_list_says_its_export_says_again(
    template: Yard, tmp_path_factory: pytest.TempPathFactory, lines: list[dict[str, str]]
) -> None:
    yard = copy_of(template, tmp_path_factory.mktemp("again"))
    rows = [
        {**ROW, "chemistries": "", "damaged_accepted": "", "capacity_t_year": "", **line,
         "legal_name": f"{line['legal_name']} {place}".lstrip("-"),
         "number": f"11-IV-{place}-09", "tax_id": f"MB{'ABCDE'[place]}010101AA{place}"}
        for place, line in enumerate(lines)
    ]  # fmt: skip
    take(yard, table(*rows))
    checked = check(yard, _exported(yard), is_part=True)
    assert said(checked) == []
    assert not [_plain(one) for one in checked.notes if not one.code]
    assert dict(checked.kinds()) == {}
    assert checked.count("unchanged") == len(rows)
    yard.ledger.close()


def _plain(note: RowProblem) -> str:
    return note.text("en")


def test_a_directory_of_another_ledger_is_added_here(
    yard: Yard, template: Yard, tmp_path: Path
) -> None:
    take(yard, table(ROW, {**OTHER, "status": "revocada"}))
    body = _exported(yard)
    other = copy_of(template, tmp_path / "other")
    checked = take(other, body, source="registro.example", day=DAY)
    assert kinds(checked) == {"granted": 2, "revoked": 1, "list-transcribed": 1}
    assert held(other).holder == held(yard).holder
    assert told(checked) == []
    assert held(other, OTHER["number"]).revoked_from == DAY
    grant(other, "MX-SEMARNAT", "1-IV-1-09", RECYCLER, "patio-1", "reciclaje", "hazardous")
    assert subject("1-IV-1-09") not in {one.subject for one in checked.outcomes}
