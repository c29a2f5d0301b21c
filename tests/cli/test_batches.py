"""Recycling batches at the terminal: opened by name, fed from a list, weighed, closed, audited."""

from __future__ import annotations

from pathlib import Path

import pytest

from batterypass import bootstrap
from batterypass.app.label_check import check_code
from cli.custody import BASE, MAKER, RECYCLER, last, serials, size, write_items
from cli.desk import NO, YES, Desk, Person
from documents.reading import text_of

#: Kinds that are signed here by answering questions.
KINDS = frozenset({"batch.opened", "batch.fed", "batch.output-weighed", "batch.closed"})
OPEN = (
    "batch", "open", "L-0931", "--process", "HIDRO-1", "--step", "shredding,leaching",
    "--chemistry", "lithium-based", "--as", RECYCLER, "--yes",
)  # fmt: skip
FRACTIONS = """material,use,mass_kg,stream,method,laboratory,assayed_on,aluminium,lithium_carbonate
aluminium,product,700,,XRF,Laboratorio Norte,2026-11-25,98,
other,product,100,,ICP-OES,Laboratorio Norte,2026-11-25,,99.5
black_mass,intermediate,100,black_mass,,,,,
residue,residue,300,treatment_residue,,,,,
"""


@pytest.fixture
def plant(busy: Desk) -> Desk:
    """Give the yard with three packs of waste at the recycler."""
    hand_over(busy, 1, 2, 3)
    return busy


def hand_over(desk: Desk, *numbers: int) -> None:
    packs = serials(*numbers)
    recycler = f"https://{RECYCLER}.example"
    desk.ok("handoff", "release", *packs, "--to", recycler, "--as", MAKER, "--yes")
    desk.ok("handoff", "accept", *packs, "--from", MAKER, "--as", RECYCLER, "--yes")


def filled(desk: Desk, tmp_path: Path) -> None:
    """Open a batch, feed it with three packs of 412.5 kg, and weigh what came out."""
    desk.ok(*OPEN, at="11-24T08:00")
    (tmp_path / "packs.csv").write_text(
        "item,mass_kg,lithium,aluminium\n"
        + "".join(f"{one},400,10,230\n" for one in serials(1, 2, 3))
    )
    desk.ok(
        "batch", "feed", "L-0931", "--from", str(tmp_path / "packs.csv"), "--composition", "design",
        "--sampling", "annual_average", "--mass-reason", "weighed_again", "--yes",
        at="11-24T09:00",
    )  # fmt: skip
    (tmp_path / "out.csv").write_text(FRACTIONS)
    (tmp_path / "report.pdf").write_bytes(b"%PDF-1.7 lab")
    desk.ok(
        "batch", "output", "L-0931", "--from", str(tmp_path / "out.csv"), "--attach",
        str(tmp_path / "report.pdf"), "--yes", at="11-25T18:00",
    )  # fmt: skip


def test_a_batch_is_fed_weighed_closed_and_balances(plant: Desk, tmp_path: Path) -> None:
    filled(plant, tmp_path)
    signed = last(plant, "batch.output-weighed")
    carbonate = signed["fractions"][1]
    # 100 kg x 99.5 % x 18.79 % = 18.696050 kg of lithium.
    assert carbonate["elements_kg"] == {"lithium": "18.69605"}
    assert carbonate["assay"]["report"] == signed["documents"][0]["digest"]
    assert carbonate["item"] == "https://id.recicladora-norte.example/fraction/L-0931-other"
    before = plant.ok("audit", "mass", "--batch", "L-0931")
    assert "open: more may come out" in before.out

    plant.ok("batch", "close", "L-0931", "--yes", at="11-26T10:00")
    ran = plant.ok("audit", "mass", "--batch", "L-0931")

    assert "in 3 items 1 200.0 kg" in ran.out
    assert "out 1 200.0   loss 0.0 kg (0.00 %)" in ran.out
    assert "limit 3.00 %   ✓ balances" in ran.out
    # 18.69605 of 30 kg; 686 of 690 kg.
    assert "lithium recovered 62.32 %: 18.7 of 30.0 kg  (method ICP-OES; entry " in ran.out
    assert "aluminium recovered 99.42 %: 686.0 of 690.0 kg" in ran.out
    found = plant.ok("audit", "mass", "--batch", "L-0931", "--json").json["mass"]
    assert (found["verdict"], found["input_kg"], found["output_kg"]) == ("balanced", "1200", "1200")
    assert found["recovered"][1]["percent"] == "62.320167"
    assert plant.ok("verify", "--json").json["compliant"] is True


def test_what_does_not_balance_closes_with_a_reason_only(plant: Desk, tmp_path: Path) -> None:
    plant.ok(*OPEN)
    plant.ok("batch", "feed", "L-0931", *serials(1), "--yes")

    refused = plant.run("batch", "close", "L-0931", "--loss", "dust=3", "--yes")
    plant.ok(
        "batch", "close", "L-0931", "--loss", "dust=3", "--reason", "material_left_in_process",
        "--yes",
    )  # fmt: skip

    assert refused.code == 3
    assert "BP-Y007" in refused.err
    assert last(plant, "batch.closed")["difference_reason"] == "material_left_in_process"
    told = plant.ok("audit", "mass", "--batch", "L-0931").out
    assert "differs, with a reason" in told
    assert "material left in the process" in told


def test_outputs_heavier_than_inputs_are_refused_and_recorded_knowingly_do_not_balance(
    plant: Desk,
) -> None:
    plant.ok(*OPEN)
    plant.ok("batch", "feed", "L-0931", f"{serials(1)[0]}=401", "--yes")
    words = ("batch", "output", "L-0931", "aluminium:product:420", "--yes")

    refused = plant.run(*words)
    plant.ok(*words, "--acknowledge", "BP-Y003=data_not_obtainable")

    assert refused.code == 3
    assert "420 kg come out" in refused.err
    audit = plant.run("audit", "mass", "--batch", "L-0931")
    assert audit.code == 3
    assert "✗ does not balance" in audit.out


def test_a_long_list_goes_in_by_hundreds_with_one_question(busy: Desk, tmp_path: Path) -> None:
    hand_over(busy, *range(1, 25))
    busy.ok(*OPEN)
    write_items(tmp_path / "packs.csv", range(1, 25))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("batterypass.app.batches.MAX_ITEMS", 10)
        before = size(busy)
        person = Person({"Sign": YES})
        ran = busy.ok(
            "batch", "feed", "L-0931", "--from", str(tmp_path / "packs.csv"), person=person
        )

    kinds = [word for word in person.asked if word.startswith("Sign")]
    assert len(kinds) == 1
    assert size(busy) - before in (3, 4)
    assert "24 items, 9 900.0 kg" in ran.err
    shown = busy.ok("batch", "show", "L-0931", "--json").json["batch"]
    assert (shown["inputs"], shown["input_kg"]) == (24, "9900")
    assert len(last(busy, "batch.fed")["lines"]) == 4


def test_packs_are_scanned_and_a_no_signs_nothing(plant: Desk) -> None:
    plant.ok(*OPEN)
    before = size(plant)
    one, two, _ = serials(1, 2, 3)

    ran = plant.run(
        "batch", "feed", "L-0931",
        person=Person({"1:": one, "2:": ["nobody", two], "Sign": NO}),
    )  # fmt: skip

    assert ran.code == 7
    assert "nobody" in ran.err
    assert size(plant) == before


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("batch", "feed", "L-0931", "SA26-000004", "--yes"), 3, "BP-P002"),
        (("batch", "feed", "L-9", "SA26-000001", "--yes"), 2, "batch list"),
        (("batch", "feed", "L-0931", "--yes"), 2, "ITEM, --from"),
        (("batch", "feed", "L-0931", "SA26-000001", "SA26-000001", "--yes"), 2, "twice"),
        (("batch", "output", "L-0931", "aluminium:product", "--yes"), 2, "MATERIAL:USE:KG"),
        (("batch", "output", "L-0931", "gold:product:1", "--yes"), 2, "gold"),
        (("batch", "output", "L-0931", "aluminium:product:0.1", "--yes"), 3, "BP-Y003"),
        (("batch", "output", "L-0931", "residue:residue:1", "--yes"), 3, "BP-Y010"),
        (("batch", "close", "L-0931", "--loss", "dust", "--yes"), 2, "KIND=KG"),
        (("batch", "show", "L-77"), 2, "L-77"),
        (("audit", "mass", "--batch", "L-77"), 2, "L-77"),
    ],
)
def test_what_is_off_is_said_with_the_next_step(
    plant: Desk, words: tuple[str, ...], code: int, said: str
) -> None:
    plant.ok(*OPEN)
    before = size(plant)

    ran = plant.run(*words)

    assert (ran.code, size(plant)) == (code, before)
    assert said in ran.err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("item,gold\nSA26-000001,1\n", "gold"),
        ("item,mass_kg\nSA26-000001\n", "line 2"),
        ("item,mass_kg\nSA26-000001,four hundred\n", "four hundred"),
        ("item,lithium\nSA26-000001,8\n", "--composition"),
    ],
)
def test_a_list_that_is_off_names_its_line(
    plant: Desk, tmp_path: Path, text: str, said: str
) -> None:
    plant.ok(*OPEN)
    (tmp_path / "packs.csv").write_text(text)

    ran = plant.run("batch", "feed", "L-0931", "--from", str(tmp_path / "packs.csv"), "--yes")

    assert ran.code == 2
    assert said in ran.err


def test_every_kind_is_asked_for_by_name(plant: Desk) -> None:
    def asked(kind: str, answers: dict[str, str | list[str]]) -> None:
        person = Person({**answers, "Sign": YES})
        plant.ok("log", kind, "--as", RECYCLER, person=person)
        assert person.unused() == []

    asked(
        "batch.opened",
        {"batch id": "L-5", "recycling process": "PIRO-2", "steps": "8", "chemistry": "1"},
    )
    pack = serials(1)[0]
    asked(
        "batch.fed",
        {
            "batch": "L-5", "item": [pack], "dry mass": "400"
        },
    )  # fmt: skip
    asked(
        "batch.output-weighed",
        {"batch": "L-5", "material": "aluminium", "what it is for": "product", "mass, kg": "395"},
    )
    asked(
        "batch.closed",
        {"batch": "L-5", "Add: losses": YES, "kind of loss": "dust", "mass, kg": "5"},
    )

    shown = plant.ok("batch", "show", "L-5", "--json").json["batch"]
    assert (shown["state"], shown["loss_kg"], shown["verdict"]) == ("closed", "5", "balanced")
    assert shown["process_id"] == "PIRO-2"


def test_the_list_and_the_page_are_read_in_spanish(plant: Desk, tmp_path: Path) -> None:
    filled(plant, tmp_path)
    plant.lang = "es"

    listed = plant.ok("batch", "list", "--open").out
    shown = plant.ok("batch", "show", "L-0931").out

    assert "L-0931" in listed
    assert "abierto" in listed
    assert "Lote L-0931 · entrada 3 artículos 1 200.0 kg" in shown
    assert "masa negra 100.0" in shown
    assert "litio recuperado 62.32 %" in shown
    assert "composición de la entrada: diseño de la batería; muestreo: promedio anual" in shown
    plant.ok("batch", "close", "L-0931", "--yes")
    assert "L-0931" not in plant.ok("batch", "list", "--open").out


def test_a_residue_leaves_with_a_manifest(plant: Desk, tmp_path: Path) -> None:
    filled(plant, tmp_path)
    residue = "https://id.recicladora-norte.example/fraction/L-0931-residue"

    plant.ok(
        "ship", "offer", residue, "--to", "desierto-claro", "--carrier", "camino-real",
        "--container-type", "tambor", "--operation", "confinamiento", "--class", "hazardous", "--cretib", "TI",
        "--condition", "serviceable", "--weighed", "--as", RECYCLER, "--yes", "--acknowledge",
        # The yard's carrier has no permit for residues; the manifest is what is tested here.
        "BP-A002=truck_at_gate",
    )  # fmt: skip

    assert last(plant, "consignment.offered")["waste"]["stream"] == "treatment_residue"


def test_a_bundle_of_a_fed_pack_holds_its_batch(plant: Desk, tmp_path: Path) -> None:
    filled(plant, tmp_path)
    plant.ok("batch", "close", "L-0931", "--yes")
    pack = BASE.format(1)
    file = str(tmp_path / "pack.bpz")
    plant.ok("bundle", pack, "-o", file, "--yes")

    ran = plant.run("audit", "mass", "--batch", "L-0931", file)
    verdict = plant.ok("verify", file, "--json").json

    assert ran.code == 0, ran.err
    assert "✓ balances" in ran.out
    assert (verdict["authentic"], verdict["compliant"]) == (True, True)


def test_what_was_fed_is_recycled_once_its_batch_is_closed(plant: Desk, tmp_path: Path) -> None:
    pack = serials(1)[0]
    plant.ok("passport", "issue", pack, "--as", MAKER, "--yes")
    filled(plant, tmp_path)
    shown = plant.ok("pack", "show", pack, "--json").json["item"]
    assert (shown["life"], shown["place"], shown["batch"]) == ("waste", "in_batch", "L-0931")
    early = plant.run("passport", "end", pack, "--reason", "recycled", "--as", MAKER, "--yes")
    assert early.code == 3
    today = plant.ok("today", "--as", RECYCLER).out
    assert "L-0931: in 3 items 1200 kg, out 1200 kg, opened 2026-11-24" in today

    plant.ok("batch", "close", "L-0931", "--yes", at="11-26T10:00")

    assert plant.ok("pack", "show", pack, "--json").json["item"]["life"] == "recycled"
    assert len(plant.ok("pack", "list", "--life", "recycled", "--json").json["packs"]) == 3
    page = plant.ok("today", "--json").json
    assert page["batches"] == []
    plant.ok("passport", "end", pack, "--reason", "recycled", "--as", MAKER, "--yes")
    history = plant.ok("history", "L-0931")
    assert "L-0931  closed" in history.err
    kinds = [one["kind"] for one in plant.ok("history", "L-0931", "--json").json["events"]]
    assert kinds == ["batch.opened", "batch.fed", "batch.output-weighed", "batch.closed"]
    fraction = "https://id.recicladora-norte.example/fraction/L-0931-aluminium"
    born = plant.ok("pack", "show", fraction, "--json").json["item"]
    assert (born["made_by"], born["life"], born["use"]) == ("L-0931", "original", "product")
    assert born["elements_kg"] == {"aluminium": "686"}
    # Three packs of 412.5 kg were treated, whatever the scale at the batch said: in both reports.
    flows, packs = (
        plant.ok("report", name, "--year", "2026", "--json").json["report"]
        for name in ("circularity", "producer")
    )
    treated = next(one for one in packs["happened"] if one["happening"] == "treated")
    assert flows["reuse"][0]["treated_kg"] == treated["kg"] == "1237.5"


def test_whoever_looks_at_a_recycled_pack_is_told_that_it_is(plant: Desk, tmp_path: Path) -> None:
    pack, paper = serials(1)[0], tmp_path / "passport.pdf"
    plant.ok("passport", "issue", pack, "--as", MAKER, "--yes")
    filled(plant, tmp_path)
    plant.ok("batch", "close", "L-0931", "--yes", at="11-26T10:00")
    fraction = "https://id.recicladora-norte.example/fraction/L-0931-other"
    assert plant.ok("content", "trace", fraction).out.count("recycled") == 3
    with bootstrap.open_ledger(plant.ledger, read_only=True) as ledger:
        found = check_code(BASE.format(1), ledger.session)
    assert "label.record-ended" in {one.code for one in found.said}
    # Printed of a recycled pack, the passport is found to be the ledger's own print again.
    plant.ok("passport", "pdf", pack, "--full", "--for", "legitimate_interest", "-o", str(paper))
    assert plant.ok("verify", str(paper), "--json").json["check"]["print"] is True
    plant.ok("audit", "pack", pack, "-o", str(tmp_path / "out"))
    (dossier,) = (tmp_path / "out" / "packs").glob("*.pdf")
    assert "recycled" in text_of(dossier.read_bytes())
    plant.lang = "es"
    assert "masa negra" in plant.ok("pack", "list", "--all").out


def test_the_log_book_counts_what_was_fed_as_treated_when_the_batch_closes(
    plant: Desk, tmp_path: Path
) -> None:
    def rows(*words: str) -> list[dict[str, object]]:
        found = plant.ok(*words, "--party", RECYCLER, "--json").json
        return next(one for one in found.values() if isinstance(one, list))

    filled(plant, tmp_path)
    book = ("logbook", "export")
    before = {str(one["what"]) for one in rows(*book)}
    plant.ok("batch", "close", "L-0931", "--yes", at="11-26T10:00")
    after = {str(one["what"]): one for one in rows(*book)}

    assert "recycled" not in before
    assert after["recycled"]["kg"] == "1200"
    assert after["recycled"]["stream"] == "whole_battery"
    assert after["recycled"]["day"] == "2026-11-26"
    fractions = {str(one["kg"]) for one in rows(*book) if one["what"] == "fractions"}
    assert fractions == {"100", "300"}
    treated = [
        one for one in rows("annual", "export", "--year", "2026") if one["part"] == "treated"
    ]
    assert [(one["kg"], one["operation"]) for one in treated] == [("1200", "reciclaje")]
