"""Receiving at the gate: scans, surplus, what is missing, and what a script says."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from batterypass import bootstrap
from batterypass.app.gate import Gate
from batterypass_cli.gateloop import GateLoop
from batterypass_cli.gatewords import kilograms
from batterypass_cli.words import speak
from cli.custody import (
    BASE,
    MAKER,
    NUMBER,
    WASTE,
    last,
    offer,
    on_the_road,
    serials,
)
from cli.custody import desk as desk
from cli.desk import Desk, Person


@dataclass
class Keeper:
    """A gate keeper who answers from a list; what a scanner types costs no key."""

    answers: list[str]
    keys: int = 0
    told: str = ""
    bells: int = 0

    def tell(self, text: str) -> None:
        self.told += text + "\n"

    def ask(self, question: str) -> str:
        self.told += question + "\n"
        answer = self.answers.pop(0)
        if not answer.startswith("https://"):
            self.keys += len(answer) + 1
        return answer

    def ring(self) -> None:
        self.bells += 1


def test_receiving_24_packs_takes_fewer_than_40_keys(desk: Desk) -> None:
    """interface.md 6: one damaged, two missing, one surplus, under 40 key presses besides scans."""
    on_the_road(desk, *range(1, WASTE + 1))
    speak("es")
    scans = [BASE.format(number) for number in range(1, 23)]
    keeper = Keeper([*scans, "d", "", "hinchada", BASE.format(25), "", "", "", "9742"])
    with bootstrap.open_ledger(desk.ledger, read_only=True) as ledger:
        gate = Gate(ledger.session, ledger.consignment(NUMBER))
        loop = GateLoop(gate, keeper, keeper.ring)
        loop.run()
        weighing = loop.weigh(None)
    speak("en")
    # Still to come at the terminal: "s" Enter for the scale, Enter, Enter for the sealed names, and
    # "s" Enter to sign.
    assert keeper.keys + 6 < 40
    assert keeper.answers == []
    assert keeper.bells == 1, "one stranger"
    counts = {outcome: gate.count(outcome) for outcome in ("received", "damaged", "missing")}
    assert counts == {"received": 21, "damaged": 1, "missing": 2}
    assert gate.count("surplus") == 1
    assert loop.remarks[0].endswith("hinchada")
    # What is missing is not on the scale, and nobody declared what is surplus.
    said = "declarado de lo recibido 9 075 kg (estimadas)   báscula 9 742 kg   diferencia 667 kg"
    assert said in keeper.told
    assert str(weighing.percent) == "7.3"


def gate_of(desk: Desk, *answers: str) -> tuple[Gate, Keeper, GateLoop]:
    ledger = bootstrap.open_ledger(desk.ledger, read_only=True)
    gate = Gate(ledger.session, ledger.consignment(NUMBER))
    keeper = Keeper(list(answers))
    loop = GateLoop(gate, keeper, keeper.ring)
    loop.run()
    return gate, keeper, loop


def test_a_code_that_nobody_knows_rings_and_says_what_to_do(desk: Desk) -> None:
    on_the_road(desk, 1)
    _, keeper, _ = gate_of(desk, "https://id.nobody.example/x/1", BASE.format(1), "")
    assert keeper.bells == 1
    assert "Set it apart" in keeper.told


def test_a_label_of_another_pack_rings_before_it_counts(desk: Desk) -> None:
    on_the_road(desk, 1, 2)
    forged = BASE.format(1) + "#1." + "A" * 86
    gate, keeper, _ = gate_of(desk, forged, "n", BASE.format(1), BASE.format(2), "")
    assert keeper.bells == 1
    assert "not its maker's" in keeper.told
    assert gate.count("received") == 2


def test_a_pack_scanned_twice_counts_once(desk: Desk) -> None:
    on_the_road(desk, 1, 2)
    gate, keeper, _ = gate_of(desk, BASE.format(1), BASE.format(1), "SA26-000002", "")
    assert gate.count("received") == 2
    assert "scanned already" in keeper.told
    assert keeper.bells == 0


def test_a_stranger_who_is_sent_away_leaves_no_line(desk: Desk) -> None:
    on_the_road(desk, 1)
    gate, _, _ = gate_of(desk, BASE.format(20), "n", BASE.format(1), "")
    assert list(gate.lines) == [BASE.format(1)]


def test_what_is_missing_can_be_said_by_number_and_the_last_scan_taken_back(desk: Desk) -> None:
    on_the_road(desk, 1, 2, 3)
    gate, keeper, _ = gate_of(desk, BASE.format(1), "-", "m", "2 9", BASE.format(1), "", "y")
    assert gate.lines[BASE.format(2)].outcome == "missing"
    assert gate.lines[BASE.format(3)].outcome == "missing"
    assert gate.lines[BASE.format(1)].outcome == "received"
    assert keeper.bells == 1, "there is no ninth"


def test_enter_twice_does_not_lose_a_truck(desk: Desk) -> None:
    on_the_road(desk, 1, 2)
    gate, _, _ = gate_of(desk, "", "", BASE.format(1), "", "n", BASE.format(2), "")
    assert gate.count("missing") == 0
    assert gate.count("received") == 2


def test_a_damaged_surplus_stays_surplus_and_says_its_condition(desk: Desk) -> None:
    on_the_road(desk, 1)
    gate, _, _ = gate_of(desk, BASE.format(20), "", "d", "2", "", BASE.format(1), "")
    line = gate.lines[BASE.format(20)]
    assert (line.outcome, line.condition) == ("surplus", "damaged_critical")


def test_nobody_scans_a_truck_that_was_never_collected(desk: Desk) -> None:
    offer(desk, 1)
    person = Person({"": BASE.format(1)})
    ran = desk.run("receive", NUMBER, "--scan", person=person)
    assert ran.code == 3
    assert "BP-C004" in ran.err
    assert person.asked == []


def test_a_reception_is_signed_with_what_was_scanned(desk: Desk) -> None:
    on_the_road(desk, 1, 2, 3)
    person = Person(
        {
            "1/3:": BASE.format(1), "2/3:": BASE.format(2), "3/3:": ["d", ""], "mass": ["1230", "820"],
            "What is received was declared with 825 kg": "n", "name of who receives": "Luis Ríos", "Sign": "y",
        }
    )  # fmt: skip
    ran = desk.ok("receive", NUMBER, "--scan", person=person, at="11-23T10:30")
    payload = last(desk, "consignment.received")
    assert [line["outcome"] for line in payload["lines"]] == ["received", "damaged", "missing"]
    assert payload["lines"][1]["condition"] == "damaged_stable"
    assert "received 1, damaged 1, surplus 0, missing 1, 820 kg" in ran.err
    assert "Luis" not in str(payload)
    again = desk.run("receive", NUMBER, "--scan", person=Person())
    assert again.code == 3
    assert "was received already" in again.err
    entry = " ".join(again.err.split()).partition("received already: entry ")[2].split(".")[0]
    assert entry.isdigit()
    assert f"batterypass amend {entry}" in again.err
    assert f"batterypass annul {entry}" in again.err


def test_a_second_reception_with_another_mass_says_how_the_first_is_put_right(desk: Desk) -> None:
    on_the_road(desk, 1, 2)
    words = ("receive", NUMBER, "--all-received", "--yes", "--mass-kg")
    done = desk.ok(*words, "825", at="11-23T10:30")
    index = done.out.partition("recorded: entry ")[2].partition(",")[0]
    for lang, said in (("en", "is the reception of this"), ("es", "ya es la recepción de este")):
        ran = desk.run(*words, "830", "--lang", lang)
        shown = " ".join(ran.err.split())
        assert ran.code == 3
        assert said in shown
        assert f"batterypass amend {index} measured_mass_kg=830 " in shown
        assert f"batterypass annul {index} " in shown
        assert "event id" not in shown
        assert "id de evento" not in shown
    left = desk.run("receive", NUMBER, "--line", f"{serials(1)[0]}=received", "--line",
                    f"{serials(2)[0]}=missing", "--mass-kg", "825", "--yes")  # fmt: skip
    assert f"batterypass amend {index} corrects" in " ".join(left.err.split())


def test_a_second_reception_that_is_meant_is_answered_by_the_rules(desk: Desk) -> None:
    on_the_road(desk, 1, 2)
    words = ("receive", NUMBER, "--all-received", "--yes", "--again", "--mass-kg")
    desk.ok(*words, "825", at="11-23T10:30")
    ran = desk.run(*words, "830")
    assert ran.code == 3
    assert "BP-C004" in ran.err
    assert "already recorded" in desk.ok(*words, "825").out, "the same is no second one"


def test_a_script_receives_everything_but_what_its_lines_say(desk: Desk) -> None:
    on_the_road(desk, 1, 2, 3)
    desk.ok(
        "receive", NUMBER, "--all-received", "--line", "SA26-000002=damaged:400.5:damaged_stable",
        "--line", "SA26-000020=surplus", "--mass-kg", "1640", "--yes", at="11-23T10:30",
    )  # fmt: skip
    lines = last(desk, "consignment.received")["lines"]
    assert lines[1] == {
        "item": BASE.format(2), "outcome": "damaged", "mass_kg": "400.5",
        "condition": "damaged_stable",
    }  # fmt: skip
    assert lines[3] == {"item": BASE.format(20), "outcome": "surplus"}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--mass-kg", "5"], "--all-received"),
        (["--all-received"], "--mass-kg"),
        (["--all-received", "--mass-kg", "heavy"], "heavy"),
        (["--line", "SA26-000001=eaten", "--mass-kg", "5"], "eaten"),
    ],
)
def test_a_script_that_says_too_little_at_the_gate_is_told_what(
    desk: Desk, words: list[str], says: str
) -> None:
    on_the_road(desk, 1)
    ran = desk.run("receive", NUMBER, *words, "--yes")
    assert ran.code == 2
    assert says in ran.err


def test_an_item_forgotten_in_the_lines_is_refused(desk: Desk) -> None:
    on_the_road(desk, 1, 2)
    ran = desk.run("receive", NUMBER, "--line", "SA26-000001=received", "--mass-kg", "410", "--yes")
    assert ran.code == 3
    assert "BP-C006" in ran.err


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("9742", "9 742"),
        ("-158", "−158"),
        ("1237.50", "1 237.5"),
        ("0", "0"),
        ("-0.0", "0"),
        ("6.2", "6.2"),
    ],
)
def test_masses_are_written_for_people(value: str, text: str) -> None:
    assert kilograms(value) == text


def test_a_difference_that_rounds_to_nothing_has_no_minus(desk: Desk) -> None:
    on_the_road(desk, 1, 2)
    ran = desk.run(
        "receive", NUMBER, "--all-received", "--mass-kg", "824.9", "--lang", "es", "--dry-run",
        "--receiver", "guardia", "--role", "patio",
    )  # fmt: skip
    assert "(0.0 %)" in ran.err
    assert "−0.0" not in ran.err


def test_a_hand_over_needs_both_sides_and_may_be_accepted_whole(desk: Desk) -> None:
    desk.ok("handoff", "release", *serials(25, 26), "--to", "taller-volta", "--as", MAKER, "--yes")
    ran = desk.run(
        "handoff", "accept", "--from", MAKER, "--as", "cerro-azul", "--yes", at="11-23T09:00"
    )
    assert ran.code == 2, "nothing was released to them"
    desk.ok("handoff", "accept", "--from", MAKER, "--as", "taller-volta", "--yes")
    payload = last(desk, "custody.accepted")
    assert payload["items"] == [BASE.format(25), BASE.format(26)]
    with bootstrap.open_ledger(desk.ledger, read_only=True) as ledger:
        assert ledger.item("SA26-000025").custodian == "https://taller-volta.example"


def test_a_truck_that_never_left_is_not_offered_to_be_turned_away(desk: Desk) -> None:
    offer(desk, 1)
    ran = desk.run("receive", NUMBER, "--scan", person=Person())
    assert ran.code == 3
    assert "BP-C004" in ran.err
    assert "--reject all" not in ran.err
