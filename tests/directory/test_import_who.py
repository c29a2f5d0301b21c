"""Who a list is about, and that what is exported is unchanged when it is imported."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.yard import RECYCLER, Yard, grant, register
from batterypass.app.directory_rows import Choice, directory_rows
from batterypass.exchange.directory_rows import encode_csv
from batterypass.exchange.problems import RowProblem
from directory.lists import (
    DAY,
    LATER,
    OTHER,
    ROW,
    THIRD,
    check,
    copy_of,
    held,
    holder,
    kinds,
    said,
    subject,
    table,
    take,
    told,
)
from directory.lists import template as template
from directory.lists import yard as yard

AUTHORITY = "https://autoridad.example"


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
