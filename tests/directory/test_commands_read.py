"""``recycler list``, ``show``, ``expiring``, ``gaps``: what a person looks up, and where nobody is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from cli.desk import Desk
from directory.office import NORTE, NUMBER, WORKSHOP, office, opened_office

__all__ = ["office", "opened_office"]


def rows(desk: Desk, *words: str) -> list[Any]:
    found: list[Any] = desk.ok("recycler", *words, "--json").json[
        {"list": "recyclers", "expiring": "expiring", "gaps": "gaps"}[words[0]]
    ]
    return found


def numbers(found: list[Any]) -> set[str]:
    return {row["number"] for row in found}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--waste", "black_mass", "--operation", "reciclaje"], {"19-IV-36-26"}),
        (["--waste", "black_mass"], {"19-IV-36-26", "19-IV-99-26", "19-039-PS-I-07-2026"}),
        (["--operation", "acopio"], {NUMBER}),
        (["--operation", "acopio", "--on", "2026-04-02"], set()),
        (["--operation", "acopio", "--on", "2026-04-02", "--all"], {NUMBER}),
        (["--waste", "black_mass", "--operation", "tratamiento", "--chemistry", "LFP"], set()),
        (["--waste", "160607", "--operation", "acopio", "--on", "2026-12-01"], {NUMBER}),
        (["--operation", "acopio", "--state", "Jalisco"], set()),
        (["--operation", "acopio", "--state", "NL"], {NUMBER}),
        (
            ["--waste", "whole_battery", "--operation", "reciclaje", "--waste-class",
             "special_handling"],
            {"PS/RME-101/26"},
        ),
    ],
)  # fmt: skip
def test_the_list_has_what_may_be_done_and_nothing_else(
    office: Desk, words: list[str], expected: set[str]
) -> None:
    assert numbers(rows(office, "list", *words)) - {"0202AALJ01012026230301000"} == expected


def test_a_certificate_is_never_a_line_of_the_list_only_a_column(office: Desk) -> None:
    found = rows(office, "list", "--all")
    assert "R2-77" not in numbers(found)
    certified = {row["site"]: [one["scheme"] for one in row["certified"]] for row in found}
    assert certified["patio-1"] == ["R2v3"]
    assert certified["patio-2"] == []
    assert "certified (private)" in office.ok("recycler list").out


def test_a_copy_says_what_it_was_copied_from_and_an_authority_speaks_for_itself(
    office: Desk,
) -> None:
    found = {row["number"]: row for row in rows(office, "list", "--all")}
    assert found[NUMBER]["source"] == "transcribed"
    assert found[NUMBER]["transcribed_from"] == "Padrón SEMARNAT"
    assert found[NUMBER]["published_on"] == "2026-06-03"
    assert found["19-IV-36-26"]["source"] == "authority"
    assert found["19-IV-36-26"]["published_on"] is None


def test_near_sorts_by_distance_and_says_where_it_stands_for_the_capital(office: Desk) -> None:
    words = ["list", "--waste", "black_mass", "--near", "25.78,-100.19"]
    found = rows(office, *words)
    assert found[0]["site"] == "patio-2"
    assert found[0]["distance_km"] == 0
    assert not found[0]["distance_is_of_the_capital"]
    others = [row for row in found if row["site"] != "patio-2"]
    assert all(row["distance_is_of_the_capital"] for row in others)
    assert [row["distance_km"] for row in found] == sorted(row["distance_km"] for row in found)
    near = rows(office, "list", "--waste", "black_mass", "--near", "apodaca")
    assert near == found
    assert rows(office, "list", "--near", "Nuevo León")


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["list", "--near", "Atlantis"], "Atlantis"),
        (["list", "--near", "25.78,-181"], "-181"),
        (["list", "--state", "Texas"], "Texas"),
        (["list", "--chemistry", "NiMH"], "LFP"),
        (["list", "--waste", "plutonio"], "plutonio"),
        (["list", "--on", "23/11/2026"], "23/11/2026"),
        (["expiring", "--within", "soon"], "soon"),
        (["gaps", "--waste", "16 06 07*"], "black_mass"),
        (["gaps", "--picture", "gaps.png"], "gaps.png"),
        (["show", "nobody"], "nobody"),
    ],
)
def test_a_wrong_word_is_wrong_use_and_named_in_both_languages(
    office: Desk, words: list[str], named: str
) -> None:
    said = set()
    for office.lang in ("en", "es"):
        ran = office.run("recycler", *words)
        assert ran.code == 2
        assert named in ran.err
        said.add(ran.err)
    assert len(said) == 2


def test_an_empty_list_says_what_to_do_next(office: Desk) -> None:
    ran = office.ok("recycler list --state Jalisco")
    assert "--all" in ran.err
    assert "recycler gaps" in ran.err


def test_show_tells_each_change_with_its_day_its_entry_and_since_when_it_is_known(
    office: Desk,
) -> None:
    page = office.ok("recycler show taller-volta --json").json["recycler"]
    (site,) = page["sites"]
    (paper,) = site["authorised"]
    assert (paper["standing"], paper["effective_to"]) == ("pending", "2026-06-30")
    history = [
        (one["change"], one["effective"], one["known_since"][:10]) for one in paper["history"]
    ]
    assert history == [
        ("granted", "2026-01-01", "2026-03-04"),
        ("suspended", "2026-04-01", "2026-04-05"),
        ("reinstated", "2026-04-10", "2026-04-15"),
        ("renewal-filed", "2026-06-01", "2026-06-05"),
    ]
    assert all(isinstance(one["entry"], int) for one in paper["history"])
    assert paper["transcribed_from"]["source"] == "Padrón SEMARNAT"
    office.lang = "es"
    text = office.ok("recycler show taller-volta").out
    assert "prórroga en trámite" in text
    assert re.search(r"suspendida +2026-04-01 \(", text)
    assert "transcrita de Padrón SEMARNAT, 2026-06-03" in text


def test_show_names_a_party_a_site_or_one_authorisation(office: Desk) -> None:
    def sites(name: str) -> dict[str, list[str]]:
        page = office.ok("recycler", "show", name, "--json").json["recycler"]
        return {
            site["site"]: [one["number"] for one in site["authorised"]] for site in page["sites"]
        }

    assert set(sites("recicladora-norte")) == {"patio-1", "patio-2"}
    assert set(sites("norte#patio-2")) == {"patio-2"}
    assert sites("19-IV-36-26") == {"patio-1": ["19-IV-36-26"]}
    assert sites("MX-SEMARNAT 19-IV-36-26") == sites("19-IV-36-26")
    subject = f"https://registro.example#authorisation/MX-SEMARNAT/{NUMBER}"
    assert sites(subject) == {"taller-1": [NUMBER]}


def test_show_sets_what_was_accepted_beside_the_capacity_and_certificates_apart(
    office: Desk,
) -> None:
    page = office.ok("recycler show norte#patio-1 --json").json["recycler"]
    (site,) = page["sites"]
    assert site["accepted_kg"] == {"year": "2026", "kg": "0"}
    assert {one["used_percent"] for one in site["authorised"]} == {"0"}
    assert [one["scheme"] for one in site["certified"]] == ["R2v3"]
    assert (
        "certified, which is not authorised: R2v3 R2-77"
        in office.ok("recycler show norte#patio-1").out
    )


def test_expiring_has_what_ends_what_ended_what_waits_and_what_is_suspended(office: Desk) -> None:
    (row,) = rows(office, "expiring", "--on", "2026-05-15")
    assert (row["number"], row["standing"], row["days_left"]) == (NUMBER, "in_force", 46)
    assert rows(office, "expiring", "--on", "2026-03-01") == []
    (row,) = rows(office, "expiring", "--within", "5", "--on", "2026-04-05")
    assert (row["standing"], row["since"]) == ("suspended", "2026-04-01")
    (row,) = rows(office, "expiring", "--within", "1d")
    assert row["standing"] == "pending"
    assert "nothing ends within 60 days" in office.ok("recycler expiring --on 2026-03-01").err


def test_gaps_counts_sites_and_capacity_and_says_where_nobody_is(office: Desk) -> None:
    cells = {(row["state"], row["stream"]): row for row in rows(office, "gaps")}
    assert len(cells) == 32 * 8
    assert cells["Jalisco", "black_mass"]["nobody"] is True
    here = cells["Nuevo León", "black_mass"]
    assert sorted(here["site_ids"]) == [f"{NORTE}#patio-1", f"{NORTE}#patio-2"]
    assert here["capacity_t_year"] == "2501"
    # A carrier takes nothing; a certificate allows nothing.
    assert cells["Nuevo León", "whole_battery"]["site_ids"] == [
        f"{NORTE}#patio-1", f"{WORKSHOP}#taller-1",
    ]  # fmt: skip
    before = {
        (row["state"], row["stream"]): row for row in rows(office, "gaps", "--on", "2025-06-01")
    }
    assert all(row["nobody"] for row in before.values())
    only = rows(office, "gaps", "--waste", "black_mass", "--operation", "tratamiento")
    assert [row["sites"] for row in only if not row["nobody"]] == [1]
    office.lang = "es"
    ran = office.ok("recycler gaps")
    assert "nadie" in ran.out
    assert "2 (2501 t)" in ran.out


def test_the_picture_has_a_square_with_a_number_for_each_state_and_the_same_bytes(
    office: Desk, tmp_path: Path
) -> None:
    drawn = []
    for name in ("one.svg", "two.svg"):
        path = tmp_path / name
        office.ok("recycler", "gaps", "--waste", "black_mass", "--picture", str(path))
        drawn.append(path.read_text("utf-8"))
    assert drawn[0] == drawn[1]
    assert drawn[0].count("<rect") == 1 + 32
    assert ">2</text>" in drawn[0]
    assert ">2501 t</text>" in drawn[0]
    assert "Nuevo León: 2, 2501 t" in drawn[0]


def test_today_and_doctor_tell_what_waits_and_how_old_the_list_is(office: Desk) -> None:
    page = office.ok("today --json").json
    (permit,) = page["permits"]
    assert (permit["number"], permit["standing"]) == (NUMBER, "pending")
    assert page["directory"]["lists"][0]["age"] == "old"
    assert "its renewal of 2026-06-01 is pending" in office.ok("today").out
    office.lang = "es"
    assert "su prórroga del 2026-06-01 está en trámite" in office.ok("today").out
    checks = {one["name"]: one for one in office.run("doctor --json").json["checks"]}
    assert checks["directory"]["ok"] is None
    assert "2026-06-03" in checks["directory"]["detail"]
