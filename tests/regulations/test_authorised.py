"""Who may take a waste and who may carry it, by what they hold on the day."""

from __future__ import annotations

import json
from typing import Any

import pytest

from batterypass.domain.states import AuthorisationState
from batterypass.regulations.accept import Acceptance, accepted_for, can_accept
from batterypass.regulations.permits import missing_permits, permits_needed
from batterypass.regulations.tables import Regulations
from worlds import packaged_bodies, packaged_regulations, scope

TODAY = "2026-11-21"


def held(scheme: str = "MX-STATE", **changed: Any) -> AuthorisationState:
    fields: dict[str, Any] = {
        "subject": f"https://authority.example#authorisation/{scheme}/1",
        "scheme": scheme,
        "number": "1",
        "holder": "https://recycler.example",
        "holder_site": "S1",
        "scopes": [
            {"chemistries": [], "damaged_accepted": False, **scope("reciclaje", "special_handling")}
        ],
        "capacity_t_year": "",
        "effective_from": "2020-01-01",
        "effective_to": "2030-12-31",
        "granted_by": "https://authority.example",
        "granted_index": 1,
    }
    return AuthorisationState(**{**fields, **changed})


def asked(*authorisations: AuthorisationState, **changed: Any) -> Acceptance:
    question: dict[str, Any] = {
        "site": "S1",
        "stream": "whole_battery",
        "operation": "reciclaje",
        "waste_class": "special_handling",
        "day": TODAY,
        "condition": "serviceable",
    }
    return can_accept(authorisations, **{**question, **changed})


def test_the_answer_names_its_evidence() -> None:
    answer = asked(held(), held("MX-OTHER", holder_site="S2"))

    assert answer
    assert answer.answer == "yes"
    assert answer.evidence == ("https://authority.example#authorisation/MX-STATE/1",)
    assert "MX-STATE 1" in answer.reasons[0].text("es")


def test_without_any_paper_the_answer_is_no() -> None:
    answer = asked()

    assert not answer
    assert [reason.code for reason in answer.reasons] == ["accept-none"]
    assert answer.evidence == ()


@pytest.mark.parametrize(
    ("paper", "question", "reason"),
    [
        ({"effective_to": "2026-11-20"}, {}, "accept-expired"),
        ({"effective_from": "2026-11-22"}, {}, "accept-not-yet"),
        ({}, {"site": "S2"}, "accept-other-site"),
        ({}, {"stream": "slag"}, "accept-other-stream"),
        ({}, {"operation": "tratamiento"}, "accept-other-operation"),
        ({}, {"waste_class": "hazardous"}, "accept-other-class"),
        ({}, {"condition": "damaged_stable"}, "accept-not-damaged"),
        ({}, {"condition": "cannot_be_diagnosed"}, "accept-not-damaged"),
        ({"scheme": "VOLUNTARY"}, {}, "accept-certificate"),
    ],
)
def test_each_way_in_which_a_paper_does_not_fit_is_named(
    paper: dict[str, Any], question: dict[str, Any], reason: str
) -> None:
    answer = asked(held(**paper), **question)

    assert [one.code for one in answer.reasons] == [reason]
    for lang in ("es", "en"):
        assert "—" not in answer.reasons[0].text(lang)


def test_the_nearest_paper_is_named_first() -> None:
    answer = asked(held("A", holder_site="S9"), held("B", effective_to="2026-07-31"))

    assert [one.code for one in answer.reasons] == ["accept-expired", "accept-other-site"]
    assert "2026-07-31" in answer.reasons[0].text("en")


def test_an_open_end_is_no_end() -> None:
    assert asked(held(effective_to=""), day="2099-01-01")


def test_a_paper_for_some_chemistries_covers_no_other() -> None:
    only_lfp = held(scopes=[{**held().scopes[0], "chemistries": ["LFP"]}])

    assert asked(only_lfp, chemistries={"LFP"})
    assert not asked(only_lfp, chemistries={"LFP", "NMC"})
    assert asked(held(), chemistries={"LFP", "NMC"})


def test_no_answer_ever_says_certified() -> None:
    for answer in (asked(held()), asked(), asked(held("VOLUNTARY"))):
        for reason in answer.reasons:
            assert "certif" not in reason.text("es").lower() + reason.text("en").lower()


@pytest.mark.parametrize(
    ("jurisdiction", "act", "waste_class", "operation", "scheme", "operations"),
    [
        ("MX", "receive", "hazardous", "reciclaje", "MX-SEMARNAT", {"reciclaje"}),
        ("MX", "receive", "hazardous", "reciclaje", "MX-STATE", set()),
        ("MX", "receive", "special_handling", "acopio", "MX-STATE", {"acopio", "manejo_especial"}),
        ("MX", "receive", "special_handling", "acopio", "MX-SEMARNAT", set()),
        ("MX", "repurpose", "special_handling", "reutilizacion", "MX-STATE", {"reutilizacion"}),
        ("MX", "dispose", "hazardous", "confinamiento", "MX-SEMARNAT", {"confinamiento"}),
        ("EU", "receive", "hazardous", "reciclaje", "EU", {"reciclaje"}),
        ("EU", "receive", "hazardous", "reciclaje", "DE-NEW-SCHEME", {"reciclaje"}),
        ("EU", "receive", "hazardous", "reciclaje", "VOLUNTARY", set()),
        (
            "EU",
            "dismantle",
            "any",
            "reciclaje",
            "EU",
            {"reciclaje", "tratamiento", "reutilizacion"},
        ),
    ],
)
def test_the_table_says_which_papers_count(
    jurisdiction: str,
    act: Any,
    waste_class: str,
    operation: str,
    scheme: str,
    operations: set[str],
) -> None:
    found = accepted_for(packaged_regulations(), jurisdiction, TODAY, act, waste_class, operation)

    assert found.operations(scheme) == operations


def test_a_row_for_the_very_operation_stands_before_the_one_for_all() -> None:
    table = json.loads(packaged_bodies()["operations"])
    general = next(row for row in table["rows"] if row["id"] == "MX-RECEIVE-HAZARDOUS")
    special = {
        **general, "id": "MX-RECEIVE-HAZARDOUS-ACOPIO", "operation": "acopio",
        "accepts": [{"scheme": "MX-SEMARNAT", "operations": ["=", "reciclaje"]}],
    }  # fmt: skip
    table["rows"].append(special)
    body = json.dumps(table).encode()
    tables = Regulations.parse({**packaged_bodies(), "operations": body})

    def counted(operation: str) -> frozenset[str]:
        found = accepted_for(tables, "MX", TODAY, "receive", "hazardous", operation)
        return found.operations("MX-SEMARNAT")

    assert counted("acopio") == {"acopio", "reciclaje"}
    assert counted("tratamiento") == {"tratamiento"}


def needed(jurisdiction: str, waste_class: str, day: str = TODAY, mode: str = "road") -> list[str]:
    found = permits_needed(packaged_regulations(), jurisdiction, day, waste_class, mode)
    return [f"{one.scheme} {one.scope_code}" for one in found]


def test_a_mexican_carrier_of_hazardous_waste_needs_two_papers() -> None:
    assert needed("MX", "hazardous") == ["MX-SEMARNAT TRANSPORTE", "MX-SICT SCT"]
    assert needed("MX", "special_handling") == ["MX-STATE RME-STATE"]


def test_what_is_no_waste_or_goes_another_way_needs_none_of_them() -> None:
    assert needed("MX", "") == []
    assert needed("MX", "hazardous", mode="sea") == []
    assert needed("MX", "hazardous", day="2003-12-31") == []
    assert needed("BR", "hazardous") == []


def carried(waste_class: str, *authorisations: AuthorisationState) -> tuple[list[str], int]:
    missing, evidence = missing_permits(
        packaged_regulations(), "MX", TODAY, waste_class, "whole_battery", authorisations
    )
    return [f"{one.permit.scheme} {one.found.code}" for one in missing], len(evidence)


def test_each_missing_paper_of_a_carrier_is_named_with_what_was_found() -> None:
    road = {"scopes": [{**held().scopes[0], "operation": "transport", "waste_class": "any"}]}
    semarnat, sict = held("MX-SEMARNAT", **road), held("MX-SICT", **road)
    lapsed = held("MX-SICT", **road, effective_to="2026-07-31")

    assert carried("hazardous", semarnat, sict) == ([], 2)
    assert carried("hazardous", semarnat) == (["MX-SICT accept-none"], 1)
    assert carried("hazardous", semarnat, lapsed) == (["MX-SICT accept-expired"], 1)
    assert carried("hazardous", semarnat, lapsed, sict) == ([], 2)
    assert carried("hazardous", sict, held("MX-SEMARNAT")) == (
        ["MX-SEMARNAT accept-other-operation"],
        1,
    )


def test_a_carriers_site_does_not_matter() -> None:
    road = {**held().scopes[0], "operation": "transport"}
    paper = held("MX-STATE", scopes=[road], holder_site="S7")

    assert carried("special_handling", paper) == ([], 1)
