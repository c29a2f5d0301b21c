"""Numbers in the directory: a wrong shape is told, an impossible number refused, nothing inferred."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from batterypass.rules import Finding
from rules.cases_directory import granted, registered
from rules.yard import yard
from worlds import Drafted, Story

CODES = ("BP-D001", "BP-D002")


def told(story: Story, drafted: Drafted) -> list[Finding]:
    return [finding for finding in story.judge(drafted) if finding.code in CODES]


def card_of(story: Story, *, nra: str | None = None, **card: Any) -> list[Finding]:
    return told(story, registered(story, nra=nra, **card))


def registration(scheme: str, number: str) -> dict[str, Any]:
    return {"registrations": [{"scheme": scheme, "number": number}]}


@pytest.mark.parametrize(
    ("card", "code", "field"),
    [
        ({"nra": "RNO1C190483"}, "BP-D001", "sites.S1.nra"),
        ({"nra": "19-IV-36-26"}, "BP-D001", "sites.S1.nra"),
        ({"nra": "rno1c1904833"}, "BP-D001", "sites.S1.nra"),
        ({"nra": "RNO1C0904833"}, "BP-D001", "sites.S1.nra"),
        ({"nra": "RNO1C3304833"}, "BP-D002", "sites.S1.nra"),
        ({"nra": "RNO1C0004833"}, "BP-D002", "sites.S1.nra"),
        ({"tax_id": "RNO-120212-EE5"}, "BP-D001", "tax_id"),
        ({"tax_id": "RNO121312EE5"}, "BP-D002", "tax_id"),
        (registration("RFC", "RNO12"), "BP-D001", "registrations.RFC"),
        (registration("RFC", "RNO120230EE5"), "BP-D002", "registrations.RFC"),
        (registration("EPA-ID", "VA 000532119"), "BP-D001", "registrations.EPA-ID"),
        (registration("EPA-ID", "ZZD000532119"), "BP-D002", "registrations.EPA-ID"),
        (registration("NRA", "RNO1C9904833"), "BP-D002", "registrations.NRA"),
        (registration("NRA", "02-V-20-21"), "BP-D001", "registrations.NRA"),
        (registration("folio", "9" * 61), "BP-D002", "registrations.folio"),
        (registration("folio", "77\u200b88"), "BP-D002", "registrations.folio"),
        (registration("folio", "\u3000 "), "BP-D002", "registrations.folio"),
    ],
)
def test_a_number_copied_wrongly_into_a_registration_is_named_with_its_field(
    card: dict[str, Any], code: str, field: str
) -> None:
    found = card_of(yard(), **card)

    assert [(finding.code, finding.values["field"]) for finding in found] == [(code, field)]
    assert found[0].severity == ("notice" if code == "BP-D001" else "compliance")
    assert found[0].subject == "https://newcomer.example"
    for lang in ("es", "en"):
        said = found[0].message(lang)
        assert field in said
        assert "~" not in said
        assert "—" not in said


@pytest.mark.parametrize(
    "card",
    [
        {"nra": "RNO1C1904833"},
        {"tax_id": "RNO120212EE5"},
        {"tax_id": "DE123456789", "country": "DE"},
        registration("RFC", "GOÑ&850731AB9"),
        registration("EPA-ID", "VAD000532119"),
        registration("EPA-ID", "VSQG"),
        registration("UK-VAT", "anything at all"),
        {"registrations": []},
    ],
)
def test_a_number_that_nothing_speaks_against_is_not_mentioned(card: dict[str, Any]) -> None:
    assert not card_of(yard(), **card)


def test_every_wrong_number_of_a_card_is_told_and_not_only_the_first() -> None:
    found = card_of(
        yard(), nra="RNO1C4004833", tax_id="RNO129999EE5", **registration("EPA-ID", "XXD000532119")
    )

    assert [finding.values["field"] for finding in found] == [
        "tax_id", "registrations.EPA-ID", "sites.S1.nra",
    ]  # fmt: skip


def test_an_nra_of_another_state_than_the_address_says_which_two() -> None:
    found = card_of(yard(), nra="RNO1C0904833")

    assert (
        found[0]
        .message("es")
        .startswith(
            "https://newcomer.example: sites.S1.nra dice «RNO1C0904833» (NRA): dice Ciudad de México"
            " (clave 09) y el domicilio dice Nuevo León"
        )
    )
    assert "it names Ciudad de México (key 09), and the address says Nuevo León" in found[
        0
    ].message("en")


@pytest.mark.parametrize(
    ("state", "country", "said"),
    [
        ("CDMX", "MX", False),
        ("Distrito Federal", "MX", False),
        ("ciudad de mexico", "MX", False),
        ("Edomex", "MX", True),
        ("Nueva León", "MX", False),
        ("Nuevo León", "ES", False),
    ],
)
def test_the_state_of_an_address_is_compared_only_where_it_is_known(
    state: str, country: str, said: bool
) -> None:
    found = card_of(yard(), nra="RNO1C0904833", address={"state": state, "country": country})

    assert bool(found) is said


@pytest.mark.parametrize(
    ("scheme", "number", "operations", "code"),
    [
        ("MX-SEMARNAT", "19-039-PS-I-07-2026", ("transport",), None),
        # The Roman figure says treatment; nobody concludes anything from it.
        ("MX-SEMARNAT", "19-V-07-26", ("transport",), None),
        ("MX-SEMARNAT", "19-IV-36-09", ("reciclaje",), None),
        ("MX-SEMARNAT", "DGGIMAR.710/001234", ("reciclaje",), None),
        ("MX-SEMARNAT", "DGGIMAR.710/001234", ("transport",), "BP-D001"),
        ("MX-SEMARNAT", "DGGIMAR.710/001234", ("transport", "reciclaje"), None),
        ("MX-SEMARNAT", "QUI5I1903911", ("transport",), "BP-D001"),
        ("MX-SICT", "0202AALJ01092015230301000", ("transport",), None),
        ("MX-SICT", "0202AALJ0109201523030100", ("transport",), "BP-D001"),
        ("MX-SICT", "0202AALJ30022015230301000", ("transport",), "BP-D002"),
        ("MX-STATE", "PS/RME-101/26", ("manejo_especial",), None),
        ("MX-STATE", "a folio of our own", ("acopio",), None),
        ("MX-STATE", "P" * 61, ("acopio",), "BP-D002"),
        ("US-RCRA", "ZZD000532119", ("reciclaje",), "BP-D002"),
        ("US-RCRA", "PERMIT12", ("reciclaje",), None),
        ("a scheme of tomorrow", "7", ("acopio",), None),
    ],
)
def test_the_number_of_an_authorisation_is_held_against_what_its_paper_allows(
    scheme: str, number: str, operations: tuple[str, ...], code: str | None
) -> None:
    story = yard()

    found = told(story, granted(story, scheme, number, *operations))

    assert [finding.code for finding in found] == ([code] if code else [])


def test_an_impossible_number_that_stands_so_on_the_paper_is_recorded_with_its_reason() -> None:
    story = yard()
    drafted = granted(
        story,
        "MX-SICT",
        "0202AALJ30022015230301000",
        "transport",
        acknowledged=[{"rule": "BP-D002", "reason": "paper_original_exists"}],
    )

    found = told(story, drafted)

    assert [finding.acknowledged for finding in found] == ["paper_original_exists"]


def test_a_rulebook_from_before_these_rules_says_nothing_of_numbers() -> None:
    story = yard()
    drafted = granted(story, "MX-SICT", "0202AALJ30022015230301000", "transport")
    old = frozenset({"BP-R001", "BP-R002"})
    # An older rulebook has no table of number formats either.
    tables = {
        name: table for name, table in story.regulations.tables.items() if name != "number-formats"
    }
    story.regulations = replace(story.regulations, tables=tables, codes=old)

    assert not told(story, drafted)
