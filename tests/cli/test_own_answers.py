"""Answers about one item of a load: checked, signed, printed, and never of the load as a whole."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cli.custody import CARRIER, MAKER, RECYCLER, last, serials
from cli.custody import busy as busy
from cli.custody import desk as desk
from cli.custody import full as full
from cli.desk import Desk, pack_words
from documents.reading import text_of

FIRST, SECOND = serials(25, 26)
OFFER = ("ship", "offer", FIRST, SECOND, "--to", RECYCLER, "--carrier", CARRIER, "--id", "P-1",
         "--regime", "ADR", "--as", MAKER, "--yes")  # fmt: skip


def _packings(desk: Desk) -> list[str]:
    payload = last(desk, "consignment.offered")
    whole = payload["transport"]["packing_instruction"]
    return [line.get("packing_instruction", whole) for line in payload["items"]]


def test_two_packs_of_one_offer_have_different_casings(desk: Desk) -> None:
    desk.ok(*OFFER, "--answer", "casing=strong", "--answer", f"{SECOND}:casing=normal")

    assert _packings(desk) == ["P903(2)", "LP903"]
    answers = last(desk, "consignment.offered")["transport"]["answers"]
    (own,) = [one for one in answers if "item" in one]
    assert (own["name"], own["value"]) == ("casing", "normal")
    assert own["item"].startswith("https://")
    assert "BP-T006" not in desk.ok("verify", "--first-use").out


def test_the_verifier_decides_each_pack_from_its_own_answers(desk: Desk) -> None:
    desk.ok(
        *OFFER, "--answer", "casing=strong", "--answer", f"{SECOND}:config=contained_in",
        "--answer", "packages=2",
    )  # fmt: skip

    assert _packings(desk) == ["P903(2)", "P903(4)"]
    assert "BP-T006" not in desk.ok("verify", "--first-use").out


def test_papers_rest_on_what_was_signed_of_each_and_ask_for_none_of_it(
    desk: Desk, tmp_path: Path
) -> None:
    desk.ok(*OFFER, "--answer", "casing=strong", "--answer", f"{SECOND}:casing=normal")

    words = ("transport", "papers", "P-1", "--for", "adr", "--set", "packages=2", "--set",
             "package_kind=tarima")  # fmt: skip
    found = desk.ok(*words, "--json").json["transport"]
    assert found["missing"] == []
    assert [one["packing_instructions"] for one in found["goods"]] == [
        ["P903(2)", "LP903"], ["LP903"],
    ]  # fmt: skip
    ran = desk.run(*words, "--set", "casing=normal", "--json")
    assert ran.code == 2
    assert "strong" in ran.err


def test_papers_take_and_print_an_answer_about_one_pack(desk: Desk, tmp_path: Path) -> None:
    desk.ok(*OFFER, "--answer", "casing=strong")

    folder = tmp_path / "papers"
    desk.ok(
        "transport", "papers", "P-1", "--for", "adr", "-o", str(folder), "--set", "packages=2",
        "--set", "package_kind=tarima", "--set", f"{SECOND}:gross_kg=440", "--as", MAKER, "--yes",
    )  # fmt: skip
    document = next(folder.glob("1-*.pdf"))
    assert re.search(
        r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z] · [^:]+: 440",
        " ".join(text_of(document.read_bytes()).split()),
    )
    assert ":gross_kg" in (folder / "README.txt").read_text("utf-8")


def test_the_sea_gets_stowage_and_schedules_as_fields_and_who_explains_says_how_sure(
    desk: Desk,
) -> None:
    desk.ok(*OFFER, "--answer", "casing=strong")

    words = ("transport", "papers", "P-1", "--for", "sea", "--set", "packages=2", "--set",
             "package_kind=crate")  # fmt: skip
    found = desk.ok(*words, "--json").json["transport"]
    fields = {one["field"]: one for one in found["fields"]}
    assert fields["stowage"]["values"] == ["A, SW19"]
    assert fields["ems"]["values"] == ["F-A, S-I"]
    assert fields["ems"]["verify"] is True
    assert found["goods"][0]["stowage"]["category"] == "A"
    explained = desk.ok(*words, "--explain", "--lang", "es").out
    assert "A, SW19" in explained
    assert "cotejar con la norma" in explained


def test_by_air_the_fields_have_the_mass_of_a_package_and_the_words_of_the_declaration(
    desk: Desk,
) -> None:
    small = [
        {"mass_kg=412.5": "mass_kg=30", "energy_wh=41125": "energy_wh=4000"}.get(word, word)
        for word in pack_words(40)
    ]
    desk.ok("log", "pack.manufactured", *small, "--as", MAKER, "--yes", "--accept-unusual")
    desk.ok("ship", "offer", *serials(40), *OFFER[4:], "--answer", "casing=strong")
    sets = ("packages=1", "package_kind=box", "aircraft=cao", "soc_percent=28", "soc_basis=rated")
    words = [part for one in sets for part in ("--set", one)]

    found = desk.ok("transport", "papers", "P-1", "--for", "air", *words, "--json").json
    values = {one["field"]: one["values"] for one in found["transport"]["fields"]}
    assert values["quantity"] == ["1 × 30 kg", "30 kg"]
    assert values["packing"] == ["965 IA"]
    assert values["aircraft"] == ["CARGO AIRCRAFT ONLY"]


def test_goods_without_an_entry_are_told_before_anything_is_asked(desk: Desk) -> None:
    sodium = [word.replace("=LFP", "=sodium-ion") for word in pack_words(40)]
    desk.ok("log", "pack.manufactured", *sodium, "--as", MAKER, "--yes")
    words = ("ship", "offer", *serials(40), *OFFER[4:], "--answer", "casing=strong")
    desk.ok(*words)

    ran = desk.run("transport", "papers", "P-1", "--for", "mx-road", "-o", "papers")
    assert ran.code == 5
    assert "no entry for sodium ion" in ran.err
    assert "--set packages" not in ran.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((f"{SECOND}:mode=air",), "whole load"),
        ((f"{SECOND}:date=2027-01-01",), "whole load"),
        (("SA26-000001:casing=strong",), "SA26-000001"),
        ((f"{SECOND}:wh=5",), "--from-file"),
        ((f"{SECOND}:colour=red",), "colour"),
        ((f"{SECOND}:casing=strong", f"{SECOND}:casing=normal"), "strong / normal"),
        (("SA26-999999:casing=strong",), "SA26-999999"),
    ],
)
def test_an_own_answer_that_cannot_be_is_wrong_use(
    desk: Desk, words: tuple[str, ...], says: str
) -> None:
    ran = desk.run(*OFFER, "--answer", "casing=strong", *(
        part for word in words for part in ("--answer", word)
    ))  # fmt: skip

    assert ran.code == 2
    assert says in ran.err


def test_a_check_takes_an_answer_for_one_pack_alone(desk: Desk) -> None:
    found = desk.run(
        "un", "check", FIRST, SECOND, "--mode", "road:ADR", "--config", "alone", "--answer",
        "casing=strong", "--answer", f"{SECOND}:casing=normal", "--json",
    ).json["decisions"]  # fmt: skip

    codes = [[one["code"] for one in row["decision"]["packings"]] for row in found]
    assert codes == [["P903(2)", "LP903"], ["LP903"]]
    ran = desk.run("un", "check", FIRST, "--answer", f"{SECOND}:casing=strong")
    assert (ran.code, SECOND in ran.err) == (2, True)


def test_by_air_packages_of_other_masses_are_listed_by_their_masses(desk: Desk) -> None:
    for number, mass_kg in ((41, "30"), (42, "28.5"), (43, "30")):
        light = {"mass_kg=412.5": f"mass_kg={mass_kg}", "energy_wh=41125": "energy_wh=4000"}
        words = [light.get(word, word) for word in pack_words(number)]
        desk.ok("log", "pack.manufactured", *words, "--as", MAKER, "--yes", "--accept-unusual")
    desk.ok("ship", "offer", *serials(41, 42, 43), *OFFER[4:], "--answer", "casing=strong")
    sets = ("packages=3", "package_kind=box", "aircraft=cao", "soc_percent=28", "soc_basis=rated")
    words = [part for one in sets for part in ("--set", one)]

    found = desk.ok("transport", "papers", "P-1", "--for", "air", *words, "--json").json
    values = {one["field"]: one["values"] for one in found["transport"]["fields"]}
    assert values["quantity"] == ["2 × 30 kg", "1 × 28.5 kg", "88.5 kg"]
