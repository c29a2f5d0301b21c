"""Custody at the terminal: an offer by questions, the gate, the papers, and what is refused."""

from __future__ import annotations

import io
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from batterypass import bootstrap
from batterypass.app.gate import Gate
from batterypass.evidence.paper import PaperCode
from batterypass_cli.gateloop import GateLoop
from batterypass_cli.gatewords import kilograms
from batterypass_cli.words import speak
from cli.custody import (
    BASE,
    CARRIER,
    MAKER,
    NUMBER,
    RECYCLER,
    WASTE,
    last,
    offer,
    on_the_road,
    serials,
    size,
)
from cli.desk import Desk, Person, pack_words


@pytest.fixture
def desk(busy: Desk) -> Desk:
    return busy


# --- offers -----------------------------------------------------------------------------------


def test_a_person_offers_by_answering_questions(desk: Desk) -> None:
    person = Person(
        {
            "consignee": "1", "carrier": "1", "kind of container": "pallet",
            "name of the person": "Ana Peña", "handling": "SoC <= 30 %", "Sign": "y",
        }
    )  # fmt: skip
    ran = desk.ok("ship", "offer", *serials(1, 2), "--as", MAKER, person=person)
    assert person.unused() == []
    assert "Recicladora del Norte" in ran.err
    payload = last(desk, "consignment.offered")
    assert payload["consignment"] == NUMBER
    assert payload["consignee_site"] == "patio-1"
    assert payload["waste"]["manifest_no"] == NUMBER
    assert payload["waste"]["waste_class"] == "special_handling"
    assert payload["waste"]["operation"] == "reciclaje"
    assert payload["transport"]["un_number"] == "UN3480"
    assert payload["transport"]["packing_instruction"] == "P909"
    assert payload["transport"]["determined_by"] == "person"
    assert set(payload["sealed"]) == {"personal", "commercial"}
    assert "Ana" not in str(payload)


def test_a_person_who_says_no_signs_nothing(desk: Desk) -> None:
    before = size(desk)
    person = Person({"consignee": "1", "carrier": "1", "kind of container": "box", "Sign": "n"})
    assert desk.run("ship", "offer", *serials(1), "--as", MAKER, person=person).code == 7
    assert size(desk) == before


def test_a_wrong_answer_is_asked_for_again(desk: Desk) -> None:
    person = Person(
        {
            "consignee": ["metales", "1"], "carrier": ["nobody", "1"], "kind of container": "box",
            "how many": ["many", "2"], "Sign": "y",
        }
    )  # fmt: skip
    ran = desk.run("ship", "offer", *serials(1), "--as", MAKER, person=person)
    # The first consignee may not take it, which is refused before anything else is asked.
    assert ran.code == 3
    assert "how many" in person.unused()
    person = Person(
        {
            "consignee": "1", "carrier": ["nobody", "1"], "kind of container": "box",
            "how many": ["many", "2"], "Sign": "y",
        }
    )  # fmt: skip
    desk.ok("ship", "offer", *serials(1), "--as", MAKER, person=person)
    assert last(desk, "consignment.offered")["waste"]["container_count"] == 2


def test_an_unauthorised_consignee_is_refused_with_who_could_take_it(desk: Desk) -> None:
    before = size(desk)
    ran = desk.run(
        "ship", "offer", *serials(1), "--to", "metales-sur", "--carrier", CARRIER, "--as", MAKER,
        "--id", "TV-0041", "--yes",
    )  # fmt: skip
    assert ran.code == 3
    assert "BP-A001" in ran.err
    assert "TV-0041" in ran.err
    assert "Recicladora del Norte" in ran.err
    assert "PS/RME-101/26" in ran.err
    assert size(desk) == before


def test_an_unauthorised_consignee_can_be_recorded_knowingly(desk: Desk) -> None:
    ran = desk.ok(
        "ship", "offer", *serials(1), "--to", "metales-sur", "--carrier", CARRIER, "--as", MAKER,
        "--container-type", "tarima", "--operation", "reciclaje",
        "--acknowledge", "BP-A001=truck_at_gate", "--yes",
    )  # fmt: skip
    assert "BP-A001" not in ran.out
    assert last(desk, "consignment.offered")["acknowledged"] == [
        {"rule": "BP-A001", "reason": "truck_at_gate"}
    ]


def test_a_script_is_told_everything_that_is_missing_at_once(desk: Desk) -> None:
    ran = desk.run("ship", "offer", *serials(1), "--as", MAKER, "--yes")
    assert ran.code == 2
    for flag in ("--carrier", "--container-type"):
        assert flag in ran.err
    ran = desk.run("ship", "offer", "--as", MAKER, "--yes")
    assert ran.code == 2
    assert "--from-file" in ran.err


def test_items_come_from_a_file(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "items.csv"
    file.write_text("item,mass_kg,soc_percent,soc_basis,soc_on\nSA26-000001,410.5,28,measured,"
                    "2026-11-22\nSA26-000002,,,,\n", encoding="utf-8")  # fmt: skip
    desk.ok(
        "ship", "offer", "--from-file", str(file), "--to", RECYCLER, "--carrier", CARRIER,
        "--container-type", "tarima", "--weighed", "--as", MAKER, "--yes",
    )  # fmt: skip
    payload = last(desk, "consignment.offered")
    assert [line["mass_kg"] for line in payload["items"]] == ["410.5", "412.5"]
    assert payload["items"][0]["soc_percent"] == "28"
    assert payload["mass_basis"] == "weighed"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("serial\nSA26-000001\n", "item"),
        ("item,colour\nSA26-000001,red\n", "colour"),
        ("item,mass_kg\nSA26-000001\n", "line 2"),
        ("item,mass_kg\nSA26-000001,heavy\n", "heavy"),
    ],
)
def test_a_file_that_is_off_names_what_and_where(
    desk: Desk, tmp_path: Path, text: str, says: str
) -> None:
    file = tmp_path / "items.csv"
    file.write_text(text, encoding="utf-8")
    ran = desk.run("ship", "offer", "--from-file", str(file), "--as", MAKER, "--yes")
    assert ran.code == 2
    assert says in ran.err


def test_a_damaged_pack_travels_as_hazardous_and_by_376(desk: Desk) -> None:
    desk.ok(
        "log", "incident.reported", "SA26-000003", "incident=swelling", "injuries=no",
        "condition_after=damaged_critical", "--as", MAKER, "--yes",
    )  # fmt: skip
    desk.ok(
        "ship", "offer", *serials(3), "--to", RECYCLER, "--carrier", CARRIER,
        "--container-type", "caja", "--cretib", "tir", "--as", MAKER, "--yes",
    )  # fmt: skip
    payload = last(desk, "consignment.offered")
    assert payload["waste"]["waste_class"] == "hazardous"
    assert payload["waste"]["cretib"] == "RTI"
    assert payload["transport"]["packing_instruction"] == "LP906"
    assert payload["transport"]["special_provisions"] == ["376"]


def test_what_is_no_waste_travels_without_a_manifest(desk: Desk) -> None:
    desk.ok(
        "ship", "offer", *serials(25), "--to", "cerro-azul", "--carrier", CARRIER, "--as", MAKER,
        "--yes",
    )  # fmt: skip
    payload = last(desk, "consignment.offered")
    assert payload["consignment"] == "E-2026-00001"
    assert "waste" not in payload
    assert payload["transport"]["packing_instruction"] == "P903"
    ran = desk.run("manifest", "show", "E-2026-00001")
    assert ran.code == 2
    assert "carries no waste" in ran.err


def test_offering_twice_the_same_changes_nothing(desk: Desk) -> None:
    offer(desk, 1, 2)
    before = size(desk)
    ran = desk.ok(
        "ship", "offer", *serials(1, 2), "--to", RECYCLER, "--carrier", CARRIER,
        "--container-type", "tarima", "--as", MAKER, "--id", NUMBER, "--yes",
    )  # fmt: skip
    assert size(desk) == before
    assert "✓" not in ran.out


def test_a_dry_run_of_an_offer_writes_nothing_and_shows_the_payload(desk: Desk) -> None:
    before = size(desk)
    ran = desk.ok(
        "ship", "offer", *serials(1), "--to", RECYCLER, "--carrier", CARRIER,
        "--container-type", "tarima", "--as", MAKER, "--dry-run", "--json",
    )  # fmt: skip
    assert ran.json["events"][0]["payload"]["waste"]["regime"] == "MX-2004"
    assert size(desk) == before


# --- carriage ---------------------------------------------------------------------------------


def test_the_carrier_signs_with_its_own_key_and_seals_the_plate(desk: Desk) -> None:
    offer(desk, 1, 2)
    desk.ok(
        "ship", "collect", NUMBER, "--plate", "EJ-042-MX", "--driver", "Q. Nadie",
        "--not-loaded", "SA26-000002", "--yes", at="11-23T08:40",
    )  # fmt: skip
    payload = last(desk, "consignment.collected")
    assert payload["actor"] == "https://camino-real.example"
    assert payload["loaded"] == [BASE.format(1)]
    assert payload["not_loaded"] == [BASE.format(2)]
    assert "EJ-042" not in str(payload)


def test_what_is_not_in_the_consignment_cannot_stay_behind(desk: Desk) -> None:
    offer(desk, 1)
    ran = desk.run("ship", "collect", NUMBER, "--not-loaded", "SA26-000009", "--yes")
    assert ran.code == 2
    assert "SA26-000009" in ran.err


def test_a_carrier_that_says_not_all_is_loaded_scans_what_stays(desk: Desk) -> None:
    offer(desk, 1, 2)
    person = Person({"are all": "n", "1:": "SA26-000002", "Sign": "y"})
    desk.ok("ship", "collect", NUMBER, person=person, at="11-23T08:40")
    assert last(desk, "consignment.collected")["not_loaded"] == [BASE.format(2)]


# --- the gate ---------------------------------------------------------------------------------


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
    # Still to come at the terminal: Enter, Enter for the sealed names, and "s" Enter to sign.
    assert keeper.keys + 4 < 40
    assert keeper.answers == []
    assert keeper.bells == 1, "one stranger"
    counts = {outcome: gate.count(outcome) for outcome in ("received", "damaged", "missing")}
    assert counts == {"received": 21, "damaged": 1, "missing": 2}
    assert gate.count("surplus") == 1
    assert loop.remarks[0].endswith("hinchada")
    assert "declarado 9 900 kg (estimadas)   báscula 9 742 kg   diferencia −158 kg" in keeper.told
    assert str(weighing.percent) == "-1.6"


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
            "What arrived should weigh 825 kg": "n", "name of who receives": "Luis Ríos", "Sign": "y",
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
    [("9742", "9 742"), ("-158", "−158"), ("1237.50", "1 237.5"), ("0", "0"), ("6.2", "6.2")],
)
def test_masses_are_written_for_people(value: str, text: str) -> None:
    assert kilograms(value) == text


# --- hand-over without a carrier ---------------------------------------------------------------


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


# --- papers -----------------------------------------------------------------------------------


def test_a_manifest_is_prepared_issued_and_the_same_the_second_time(
    desk: Desk, tmp_path: Path
) -> None:
    offer(desk, 1, 2)
    file = tmp_path / "m.pdf"
    first = desk.ok("manifest", "pdf", NUMBER, "-o", str(file), "--as", MAKER, "--yes", "--json")
    body = file.read_bytes()
    assert first.json["manifest"]["already"] is False
    before = size(desk)
    file.unlink()
    desk.ok(
        "log", "item.assessed", "SA26-000026", "condition=serviceable", "method=visual",
        "--as", MAKER, "--yes", at="11-24T08:00",
    )  # fmt: skip
    more = size(desk)
    assert more > before
    again = desk.ok("manifest", "pdf", NUMBER, "-o", str(file), "--as", MAKER, "--json")
    assert again.json["manifest"]["already"] is True
    assert file.read_bytes() == body
    assert size(desk) == more, "nothing was signed"
    ran = desk.ok("manifest", "check", str(file), "--json")
    assert ran.json["check"]["verdict"] is True


def test_the_code_on_the_paper_is_read_from_its_picture(desk: Desk, tmp_path: Path) -> None:
    offer(desk, *range(1, WASTE + 1))
    file = tmp_path / "m.pdf"
    desk.ok("manifest", "pdf", NUMBER, "-o", str(file), "--lang", "both", "--as", MAKER, "--yes")
    document = pypdfium2.PdfDocument(file.read_bytes())
    codes = zxingcpp.read_barcodes(document[0].render(scale=300 / 72, grayscale=True).to_pil())
    code = PaperCode.parse(codes[0].bytes)
    with bootstrap.open_ledger(desk.ledger, read_only=True) as ledger:
        verifier, origin = ledger.session.verifier(), ledger.origin
    statement, _ = code.verify([verifier], origin)
    assert b'"count":24' in statement.payload
    assert len(document) > 1, "24 packs need a list of their own"


def test_a_paper_in_both_languages_leaves_the_program_in_its_own(
    desk: Desk, tmp_path: Path
) -> None:
    offer(desk, 1)
    desk.lang = "es"
    file = str(tmp_path / "m.pdf")
    ran = desk.ok("manifest", "pdf", NUMBER, "-o", file, "--lang", "both", "--draft")
    assert "borrador" in ran.err
    assert "BORRADOR" in ran.out


def test_no_file_no_signature(desk: Desk, tmp_path: Path) -> None:
    offer(desk, 1)
    before = size(desk)
    for place in (tmp_path / "none" / "m.pdf", tmp_path):
        ran = desk.run("manifest", "pdf", NUMBER, "-o", str(place), "--as", MAKER, "--yes")
        assert ran.code == 1
        assert str(place) in ran.err
    assert size(desk) == before


def test_a_manifest_is_not_signed_for_who_says_no(desk: Desk, tmp_path: Path) -> None:
    offer(desk, 1)
    before = size(desk)
    file = tmp_path / "m.pdf"
    person = Person({"Sign": "n"})
    ran = desk.run("manifest", "pdf", NUMBER, "-o", str(file), "--as", MAKER, person=person)
    assert ran.code == 7
    assert not file.exists()
    assert size(desk) == before
    ran = desk.ok("manifest", "pdf", NUMBER, "-o", str(file), "--as", MAKER, "--dry-run")
    assert not file.exists()
    assert size(desk) == before


def test_a_draft_needs_no_key(desk: Desk, tmp_path: Path) -> None:
    offer(desk, 1)
    before = size(desk)
    file = tmp_path / "m.pdf"
    shutil.rmtree(desk.folder / "home" / "keys")
    ran = desk.ok("manifest", "pdf", NUMBER, "-o", str(file), "--draft")
    assert "DRAFT" in ran.out
    assert size(desk) == before
    ran = desk.run("manifest", "check", str(file))
    assert ran.code == 2
    assert "draft" in ran.err


def test_a_changed_paper_is_not_genuine(desk: Desk, tmp_path: Path) -> None:
    offer(desk, 1)
    file = tmp_path / "m.pdf"
    desk.ok("manifest", "pdf", NUMBER, "-o", str(file), "--as", MAKER, "--yes")
    body = file.read_bytes()
    file.write_bytes(body.replace(b"412.5 kg", b"112.5 kg", 1))
    ran = desk.run("manifest", "check", str(file))
    assert ran.code in (2, 4)
    assert ran.code != 0
    file.write_bytes(body)
    desk.ok("manifest", "check", str(file))


def test_a_manifest_is_shown_in_both_languages(desk: Desk) -> None:
    on_the_road(desk, 1, 2)
    english = desk.ok("manifest", "show", NUMBER).out
    spanish = desk.ok("manifest", "show", NUMBER, "--lang", "es").out
    assert "ARRIVED" in english
    assert "EN DESTINO" in spanish
    assert "transportista" in spanish
    value = desk.ok("manifest", "show", NUMBER, "--json").json["manifest"]
    assert value["state"] == "arrived"
    assert len(value["items"]) == 2


# --- labels and passports ---------------------------------------------------------------------


def test_labels_are_printed_read_back_and_recorded(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "labels.pdf"
    ran = desk.ok(
        "label", "print", *serials(1, 2, 3), "--copies", "1", "-o", str(file), "--read-back",
        "--svg", str(tmp_path / "svg"), "--apply", "--as", MAKER, "--yes",
    )  # fmt: skip
    assert "read back 3/3" in ran.out
    assert "level H" in ran.out
    payload = last(desk, "label.applied")
    assert (payload["copies"], payload["read_back"]) == (1, True)
    assert "reprint" not in payload or payload["reprint"] is False
    drawings = sorted((tmp_path / "svg").iterdir())
    assert len(drawings) == 3
    assert re.search(r"<path[^>]*d=\"M", drawings[0].read_text(encoding="utf-8"))
    desk.ok(
        "label", "print", "SA26-000001", "-o", str(file), "--apply", "--as", MAKER, "--yes",
        at="11-23T12:00",
    )  # fmt: skip
    assert last(desk, "label.applied")["reprint"] is True


def test_a_label_too_small_for_readers_says_which_size_will_do(desk: Desk, tmp_path: Path) -> None:
    ran = desk.ok("label", "print", "SA26-000001", "-o", str(tmp_path / "l.pdf"), "--size", "15mm")
    assert re.search(r"use --size \d\d or more", ran.err)
    found = re.search(r"use --size (\d\d)", ran.err)
    assert found is not None
    ran = desk.ok(
        "label", "print", "SA26-000001", "-o", str(tmp_path / "l.pdf"), "--size", found[1]
    )
    assert "many readers fail" not in ran.err


def test_without_readers_the_command_says_so_plainly(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("batterypass.documents.read_back.read_codes", lambda pdf, dpi: None)
    ran = desk.ok("label", "print", "SA26-000001", "-o", str(tmp_path / "l.pdf"), "--read-back")
    assert "zxing-cpp" in ran.err
    assert "read back" not in ran.out


def test_a_label_that_does_not_read_back_is_not_written(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("batterypass.documents.read_back.read_codes", lambda pdf, dpi: [])
    file = tmp_path / "l.pdf"
    ran = desk.run("label", "print", "SA26-000001", "-o", str(file), "--read-back")
    assert ran.code == 4
    assert not file.exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["SA26-000001", "--plain", "--apply"], "--plain"),
        ([], "--since"),
        (["--since", "yesterday"], "yesterday"),
        (["--since", "2027-01-01"], "2027-01-01"),
        (["SA26-000001", "--size", "wide"], "wide"),
        (["SA26-000001", "--size", "200"], "200"),
        (["SA26-000001", "--sheet", "letter-11"], "letter-11"),
    ],
)
def test_a_wrong_word_about_labels_is_named(
    desk: Desk, tmp_path: Path, words: list[str], says: str
) -> None:
    ran = desk.run("label", "print", *words, "-o", str(tmp_path / "l.pdf"))
    assert ran.code == 2
    assert says in ran.err
    assert not (tmp_path / "l.pdf").exists()


def test_labels_of_a_shift_are_those_made_since(desk: Desk, tmp_path: Path) -> None:
    desk.ok("pack", "add", *pack_words(27), "--as", MAKER, "--yes", at="11-23T09:00")
    ran = desk.ok(
        "label", "print", "--since", "today", "-o", str(tmp_path / "l.pdf"), "--json",
        at="11-23T12:00",
    )  # fmt: skip
    assert ran.json["labels"]["items"] == 1
    ran = desk.ok("label", "print", "--all", "-o", str(tmp_path / "l.pdf"), "--json", "--plain")
    assert ran.json["labels"]["items"] == 27


def test_a_passport_is_issued_shown_and_printed_alike(desk: Desk, tmp_path: Path) -> None:
    desk.ok(
        "passport", "issue", "SA26-000025", "extinguishing_agent=agua", "number_of_full_cycles=3",
        "--as", MAKER, "--yes",
    )  # fmt: skip
    payload = last(desk, "passport.issued")
    assert payload["values"]["extinguishing_agent"] == "agua"
    assert set(payload["sealed"]) == {"individual_legitimate_interest"}
    view = desk.ok("passport", "show", "SA26-000025", "--json").json
    assert view["passport"] == payload["passport"]
    assert "version" not in view, "a bare object"
    assert "number_of_full_cycles" not in str(view)
    assert "Agente extintor" in desk.ok("passport", "show", "SA26-000025", "--lang", "es").out
    one, two = tmp_path / "one.pdf", tmp_path / "two.pdf"
    desk.ok("passport", "pdf", "SA26-000025", "-o", str(one))
    desk.ok(
        "log", "item.assessed", "SA26-000026", "condition=serviceable", "method=visual",
        "--as", MAKER, "--yes", at="11-24T08:00",
    )  # fmt: skip
    desk.ok("passport", "pdf", "SA26-000025", "-o", str(two))
    assert one.read_bytes() == two.read_bytes()
    desk.ok("passport", "pdf", "SA26-000025", "-o", str(two), "--signed")
    picture = pypdfium2.PdfDocument(io.BytesIO(two.read_bytes()))[0].render(scale=4).to_pil()
    assert zxingcpp.read_barcodes(picture)[0].text.startswith(f"{BASE.format(25)}#1.")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["show", "SA26-000025"], "passport issue"),
        (["pdf", "SA26-000025", "-o", "x.pdf"], "passport issue"),
        (["issue", "SA26-000025", "colour"], "colour"),
        (["issue", "SA26-000025", "warranty=5"], "warranty_period"),
    ],
)
def test_a_wrong_word_about_passports_is_named(desk: Desk, words: list[str], says: str) -> None:
    signing = ["--as", MAKER, "--yes"] if words[0] == "issue" else []
    ran = desk.run("passport", *words, *signing)
    assert ran.code == 2
    assert says in ran.err


def test_a_stranger_cannot_issue_the_makers_passport(desk: Desk) -> None:
    ran = desk.run("passport", "issue", "SA26-000025", "--as", "taller-volta", "--yes")
    assert ran.code == 3
    assert "BP-P001" in ran.err
