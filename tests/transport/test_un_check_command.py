"""``un check`` and ``un ask``: decisions from what the ledger knows, and from what a person says."""

from __future__ import annotations

import shlex
from dataclasses import replace
from typing import Any

import pytest

from batterypass.app.un_answers import gather
from batterypass.bootstrap import open_ledger
from batterypass.errors import InputError
from batterypass.texts.messages import MESSAGES
from batterypass_cli.exits import words_of
from batterypass_cli.words import speak
from cli.desk import Desk, Person

SOUND, READ, SWOLLEN, WASTE, SWOLLEN_WASTE = (f"SA26-{number:06}" for number in range(1, 6))


def _checked(desk: Desk, *words: str, code: int = 0) -> list[dict[str, Any]]:
    ran = desk.run("un", "check", *words, "--json")
    assert ran.code == code, ran.err
    found: list[dict[str, Any]] = ran.json["decisions"]
    return found


def test_the_pack_answers_for_itself_and_says_from_which_entry(packs: Desk) -> None:
    found = _checked(packs, READ, "--config", "alone")[0]

    assert found["decision"]["un"] == "UN3480"
    assert found["decision"]["edition_id"] == "NOM-002-2023"
    answers = found["answers"]
    assert {name: answers[name]["value"] for name in ("wh", "net_kg", "un38_3", "article")} == {
        "wh": "41125", "net_kg": "412.5", "un38_3": "yes", "article": "this",
    }  # fmt: skip
    assert answers["wh"]["kind"] == "pack.manufactured"
    assert answers["condition"]["kind"] == answers["soc_percent"]["kind"] == "item.assessed"
    assert answers["soc_basis"]["value"] == "indicated"
    assert answers["soc_percent"]["method"] == "bms_reading"
    assert "28, read from the BMS" in packs.ok("un", "check", READ, "--config", "alone").out
    assert answers["regime"]["origin"] == "country"
    history = packs.ok("history", READ, "--json").json["events"]
    assert answers["condition"]["index"] == history[-1]["index"]


def test_what_was_reported_swollen_travels_as_damaged(packs: Desk) -> None:
    found = _checked(packs, SWOLLEN, "--config", "alone", "--mode", "road:ADR")[0]

    assert found["answers"]["condition"]["kind"] == "incident.reported"
    assert found["decision"]["special_provisions"] == ["376"]
    assert [one["code"] for one in found["decision"]["packings"]] == ["LP904"]


def test_waste_is_asked_where_it_goes_and_damaged_waste_keeps_its_word(packs: Desk) -> None:
    waste = ("--config", "alone", "--mode", "road:ADR")

    asked = _checked(packs, WASTE, *waste, code=5)[0]["decision"]
    assert asked["missing"] == ["disposition"]
    found = _checked(packs, WASTE, *waste, "--answer", "disposition=disposal", "--answer",
                     "casing=strong")[0]["decision"]  # fmt: skip
    assert "TXT[LITHIUM BATTERIES FOR DISPOSAL]" in found["marks"]
    damaged = _checked(packs, SWOLLEN_WASTE, *waste)[0]["decision"]
    assert damaged["statements"][0] == "UN 3480 WASTE LITHIUM ION BATTERIES, 9, (E)"
    at_sea = ("--config", "alone", "--mode", "sea")
    assert _checked(packs, SWOLLEN_WASTE, *at_sea, code=5)[0]["decision"]["missing"] == [
        "disposition"
    ]


@pytest.mark.parametrize(
    ("words", "code", "reason"),
    [
        ((SOUND, "--config", "alone"), 0, "FULLY_REGULATED"),
        ((SOUND,), 5, "INPUT_MISSING"),
        ((SOUND, "--config", "vehicle", "--config", "packed_with"), 2, "CONTRADICTION"),
        ((SOUND, "--config", "alone", "--answer", "wh=0"), 2, "ENERGY_IMPOSSIBLE"),
        ((SOUND, "--config", "alone", "--answer", "soc_percent=101"), 2, "SOC_IMPOSSIBLE"),
        ((SWOLLEN, "--config", "alone", "--mode", "air"), 3, "AIR_DDR_A154"),
        ((SOUND, "--config", "alone", "--mode", "space"), 2, "UNREADABLE"),
        ((SOUND, "--config", "alone", "--on", "2009-01-01"), 5, "NO_RULES_FOR_DATE"),
        ((SOUND, "--config", "alone", "--mode", "sea", "--on", "2028-03-01"), 5,
         "EDITION_NOT_REVIEWED"),
        ((SOUND, SWOLLEN, "--config", "alone", "--mode", "air"), 3, "AIR_DDR_A154"),
    ],
)  # fmt: skip
def test_the_exit_code_says_how_it_went(
    words: tuple[str, ...], code: int, reason: str, packs: Desk
) -> None:
    found = _checked(packs, *words, code=code)

    assert reason in {
        one["code"] for row in found for one in row["decision"]["reasons"]
    }, found  # fmt: skip


def test_nobody_declares_a_pack_milder_than_it_is_known_to_be(packs: Desk) -> None:
    ran = packs.run("un", "check", SWOLLEN, "--config", "alone", "--answer", "condition=new")

    assert ran.code == 2
    assert "damaged_stable" in ran.err
    worse = ("--answer", "condition=ddr_critical")
    assert (
        _checked(packs, SWOLLEN, "--config", "alone", *worse)[0]["decision"]["level"] == "critical"
    )


def test_black_mass_is_no_battery(packs: Desk) -> None:
    with open_ledger(packs.ledger, read_only=True) as ledger:
        mass = replace(ledger.item(SOUND), item_kind="fraction")
        with pytest.raises(InputError, match="no battery"):
            gather(ledger.session, mass, {}, "2026-11-23")


@pytest.mark.parametrize(
    ("ended", "words"),
    [
        ({"life": "recycled"}, "está reciclado"),
        ({"life": "disposed"}, "en disposición final"),
        ({"place": "dismantled"}, "está desmontado"),
    ],
)
def test_what_was_taken_apart_does_not_travel_as_a_battery(
    ended: dict[str, Any], words: str, packs: Desk
) -> None:
    with open_ledger(packs.ledger, read_only=True) as ledger:
        item = replace(ledger.item(SOUND), **ended)
        with pytest.raises(InputError) as told:
            gather(ledger.session, item, {"config": "alone"}, "2026-11-23")

    speak("es")
    said = words_of(told.value)
    speak("en")
    assert words in said


def test_a_lot_of_cells_answers_neither_for_its_energy_nor_for_its_number(packs: Desk) -> None:
    with open_ledger(packs.ledger, read_only=True) as ledger:
        lot = replace(ledger.item(SOUND), item_kind="cell_lot", chemistry="other")
        known = gather(ledger.session, lot, {}, "2026-11-23").known

    assert known["form"].value == "cell"
    assert known["article"].value == "other", "a tested pack does not qualify its cells"
    assert not {"wh", "count", "chem"} & set(known)


@pytest.mark.parametrize("word", ["colour=red", "wh", "wh="])
def test_an_answer_without_name_or_value_is_refused(word: str, packs: Desk) -> None:
    ran = packs.run("un", "check", SOUND, "--answer", word)

    assert ran.code == 2
    assert word in ran.err


def test_an_answer_given_twice_is_refused(packs: Desk) -> None:
    twice = ("--answer", "gross_kg=440", "--answer", "gross_kg=450")
    found = _checked(packs, SOUND, "--config", "alone", *twice, code=2)

    assert found[0]["decision"]["outcome"] == "refused"


def test_packs_that_travel_alike_are_told_once_and_the_strictest_last(packs: Desk) -> None:
    ran = packs.ok("un", "check", SOUND, SWOLLEN, "--config", "alone")
    alike = packs.ok("un", "check", SOUND, READ, "--config", "alone", "--lang", "es")

    assert ran.out.count("✓") == 3
    assert "strictest" in ran.out
    assert "DAMAGED/DEFECTIVE LITHIUM-ION BATTERIES" in ran.out
    assert "2 bultos iguales" in alike.out
    assert alike.out.count("✓") == 1
    assert "BATERÍAS DE IÓN LITIO" in alike.out


def test_a_doubtful_row_is_marked_and_the_mark_is_explained(packs: Desk) -> None:
    out = packs.ok("un", "check", SOUND, "--config", "alone").out

    assert "??" in out
    assert "low confidence" in out


@pytest.mark.parametrize(
    ("typed", "taken"),
    [("carretera, méx", "NOM-002"), ("AIRE", "IATA"), ("iata", "IATA"), ("carretera", "RID")],
)
def test_an_answer_may_be_the_beginning_of_one_of_the_words(
    typed: str, taken: str, packs: Desk
) -> None:
    person = Person({"número o palabra": [typed, "2"]})
    ran = replace(packs, lang="es").run("un", "ask", person=person)

    assert f"regime={taken}" in ran.err
    assert ("un número del 1 al 6" in ran.err) == (taken == "RID")


def test_only_what_is_missing_is_asked(packs: Desk) -> None:
    person = Person(
        {"number or word": ["1", "plane", "2"], "such as": "A99", "a number": ["30 %", "30"]}
    )
    ran = packs.run("un", "ask", SOUND, "--mode", "air", person=person)

    assert ran.code == 0, ran.err
    assert "UN 3480" in ran.out
    assert person.unused() == []
    assert "'plane' is none of the answers" in ran.err
    assert "'30 %' cannot be the answer: a number without its unit" in ran.err
    assert "Energy" not in ran.err
    repeated = ran.err.strip().rsplit("\n", 1)[-1].partition("batterypass ")[2]
    again = packs.ok(repeated)
    assert again.out.splitlines()[1] == ran.out.splitlines()[1]
    assert "pack.manufactured" in again.out, "what the ledger says is its own word, not an answer"
    assert "un38_3" not in repeated


def test_no_ledger_is_needed_to_ask(bare: Desk) -> None:
    answers = {
        "number or word": ["ADR", "alone", "li_ion", "new", "yes"],
        "a number": ["90", "8", "100", "12", "10"],
    }
    person = Person({**answers, "number or word": [*answers["number or word"], "battery"]})
    ran = bare.run("un", "ask", "--on", "2026-03-10", person=person)

    assert ran.code == 0, ran.err
    assert "SP188" in ran.out


def test_an_answer_is_taken_as_the_list_shows_it(bare: Desk) -> None:
    given = [
        "--answer=regime=ADR", "--answer=chem=li_ion", "--answer=condition=new",
        "--answer=un38_3=yes", "--answer=wh=90", "--answer=form=battery", "--answer=net_kg=8",
        "--answer=count=10", "--answer=gross_kg=12",
    ]  # fmt: skip
    word = MESSAGES["unword.alone"].es
    person = Person({"número o palabra": word.upper()})
    ran = bare.run("un", "ask", "--lang", "es", *given, person=person)

    assert ran.code == 0, ran.err
    assert "SP188" in ran.out
    assert f"{MESSAGES['unname.count'].es}: 10" in ran.out, "what was answered is shown"


def test_an_answer_that_cannot_be_true_is_told_and_asked_again(bare: Desk) -> None:
    person = Person({"un número": ["-5", "12"]})
    given = [
        "--answer=regime=ADR", "--answer=config=alone", "--answer=chem=li_ion",
        "--answer=condition=new", "--answer=un38_3=yes", "--answer=wh=90", "--answer=form=battery",
        "--answer=net_kg=8", "--answer=count=10",
    ]  # fmt: skip
    ran = bare.run("un", "ask", "--lang", "es", *given, person=person)

    assert ran.code == 0, ran.err
    assert "se espera un número mayor que cero" in ran.err
    assert "SP188" in ran.out


def test_who_does_not_know_gets_no_decision(bare: Desk) -> None:
    ran = bare.run("un", "ask", "--mode", "sea", person=Person({}))

    assert ran.code == 5
    assert "cannot be decided yet" in ran.out
    alone = bare.run("un", "ask")
    assert alone.code == 7
    assert "--answer regime=" in alone.err


def test_a_whole_answer_is_decided_without_questions_and_as_json(bare: Desk) -> None:
    words = [
        "--answer=config=vehicle", "--answer=chem=li_ion", "--answer=condition=new",
        "--answer=un38_3=yes", "--answer=fully_enclosed=no",
    ]  # fmt: skip
    found = bare.ok("un", "ask", "--mode", "road:ADR", *words, "--json").json

    assert found["decision"]["un"] == "UN3556"
    assert found["answers"]["date"]["origin"] == "clock"


def test_by_road_nobody_is_offered_the_rules_of_the_sea(bare: Desk) -> None:
    person = Person({"número o palabra": ["IMDG", "1"]})
    ran = bare.run("un", "ask", "--mode", "road", "--lang", "es", person=person)

    assert "IATA" not in ran.err
    assert [word in ran.err for word in ("(ADR)", "(49CFR)", "(NOM-002)")] == [True] * 3
    assert (
        "IMDG Code Amdt 42-24 no cubre aquí el transporte por carretera; se espera mar" in ran.err
    )
    assert "ADR 2025" in ran.out


def test_rules_and_mode_that_do_not_go_together_are_wrong_use(bare: Desk) -> None:
    given = ("--answer=config=alone", "--answer=chem=li_ion", "--answer=condition=new")
    ran = bare.run("un", "ask", "--mode", "road:IMDG", *given, "--lang", "es")

    assert ran.code == 2
    assert "por carretera; se espera mar" in " ".join(ran.out.split())


def test_the_command_to_repeat_can_be_pasted_into_a_shell(packs: Desk) -> None:
    ran = packs.run(
        "un", "ask", SOUND, "--mode", "air", "--answer", "config=vehicle packed_with",
        "--answer", "aircraft=cao",
    )  # fmt: skip
    command = ran.err.strip().rsplit("\n", 1)[-1].partition("batterypass ")[2]

    assert "'config=vehicle+packed_with'" in command or "'config=vehicle packed_with'" in command
    assert shlex.split(command)[:4] == ["un", "ask", shlex.split(command)[2], "--mode"]
    assert "regime=" not in command
    assert packs.run(*shlex.split(command)).code == ran.code == 2


def test_the_next_command_of_a_check_loses_neither_mode_nor_answers(packs: Desk) -> None:
    ran = packs.run(
        "un", "check", SOUND, "--mode", "air", "--config", "alone", "--on", "2026-12-01",
        "--answer", "aircraft=cao",
    )  # fmt: skip

    assert ran.code == 5
    assert "--mode air --on 2026-12-01 --answer config=alone --answer aircraft=cao" in ran.err
