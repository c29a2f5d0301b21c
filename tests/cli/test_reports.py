"""Yearly reports at the terminal, of a plant with two batches and a pack in use."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from batterypass import bootstrap
from batterypass.app.chronicle import Chronicle
from batterypass.domain.batches import batch_of, life_of
from batterypass.domain.stages import STAGES, Stage
from cli import report_plant
from cli.custody import BASE, MAKER, RECYCLER, size
from cli.desk import Desk, quick_keys
from documents.reading import text_of

NORTE, SIERRA = f"https://{RECYCLER}.example", f"https://{MAKER}.example"


@pytest.fixture(scope="module")
def played(full: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of the plant after its year; tests that write work on a copy."""
    folder = tmp_path_factory.mktemp("plant") / "desk"
    shutil.copytree(full, folder)
    with pytest.MonkeyPatch.context() as patch:
        quick_keys(patch)
        desk = Desk(folder, at="2026-11-23T08:10:00-06:00")
        report_plant.fill(desk, folder)
        shutil.copytree(folder, folder.parent / "half")
        report_plant.refine(desk, folder)
        report_plant.use(desk)
    return folder


@pytest.fixture
def plant(played: Path) -> Desk:
    """Give the plant for reading."""
    return Desk(played, at="2027-01-10T08:00:00-06:00")


@pytest.fixture
def half(played: Path) -> Desk:
    """Give the plant before its black mass was worked up."""
    return Desk(played.parent / "half", at="2026-11-30T08:00:00-06:00")


def told(desk: Desk, *words: str, year: str = "2026") -> dict[str, Any]:
    found: dict[str, Any] = desk.ok("report", *words, "--year", year, "--json").json["report"]
    return found


def rows(report: dict[str, Any], table: str, **wanted: object) -> list[dict[str, Any]]:
    return [one for one in report[table] if all(one[key] == wanted[key] for key in wanted)]


def only(report: dict[str, Any], table: str, **wanted: object) -> dict[str, Any]:
    (found,) = rows(report, table, **wanted)
    return found


def test_what_black_mass_became_counts_for_the_process_that_made_it(plant: Desk) -> None:
    # 1237.5 kg in; steel and aluminium 700.25 kg. The black mass gave 150 kg of nickel salt:
    # 100 * (700.25 + 150) / 1237.5 = 68.707070…; cobalt 18 of 21 kg, nickel 57 of 63 kg.
    report = told(plant, "recovery")
    first = only(report, "processes", process_id="MEC-1")
    assert (first["rate"], first["target"], first["outcome"]) == ("68.70707", "65", "met")
    assert (first["product_kg"], first["downstream_kg"]) == ("700.25", "150")
    assert (first["loss_kg"], first["difference_kg"]) == ("37.25", "0")
    assert only(report, "processes", process_id="HIDRO-1")["outcome"] == "downstream"
    assert only(report, "elements", element="cobalt")["rate"] == "85.714285"
    assert only(report, "elements", element="nickel")["rate"] == "90.476190"[:-1]
    assert report["open_batches"] == []


def test_every_figure_names_the_entries_that_make_it(plant: Desk) -> None:
    first = only(told(plant, "recovery"), "processes", process_id="MEC-1")
    with bootstrap.open_ledger(plant.ledger, read_only=True) as ledger:
        kinds = {
            part: {ledger.entry(int(one)).payload["kind"] for one in first[part]["entries"]}
            for part in ("input_entries", "output_entries", "loss_entries")
        }
    assert kinds == {
        "input_entries": {"batch.fed"}, "output_entries": {"batch.output-weighed"},
        "loss_entries": {"batch.closed"},
    }  # fmt: skip
    assert first["downstream_entries"]["count"] == 4


def test_black_mass_that_nobody_worked_up_is_open(half: Desk) -> None:
    # 700.25 of 1237.5 kg are 56.58 %; with all 250 kg of black mass it might be 76.79 %.
    found = only(told(half, "recovery"), "processes")
    assert (found["rate"], found["waiting_kg"], found["outcome"]) == ("56.585858", "250", "open")
    # In the United States there is nothing to meet.
    assert (
        only(told(half, "recovery", "--jurisdiction", "us"), "processes")["outcome"] == "no_target"
    )


def test_a_batch_that_is_not_closed_counts_in_no_rate(busy: Desk) -> None:
    busy.ok("batch", "open", "L-9", "--process", "MEC-1", "--step", "shredding", "--chemistry",
            "lithium-based", "--as", RECYCLER, "--yes")  # fmt: skip
    report = told(busy, "recovery")
    assert report["processes"] == []
    assert only(report, "open_batches")["batch"] == f"{NORTE}#batch/L-9"


def test_the_fates_of_a_producers_packs_add_up(plant: Desk) -> None:
    report = told(plant, "producer", "--party", MAKER)
    fates = {one["fate"]: (one["units"], one["kg"]) for one in report["fates"]}
    # 26 packs of 412.5 kg: one placed, one in use, 21 waste at the maker, 3 recycled.
    assert fates == {
        "placed": (1, "412.5"), "in_use": (1, "412.5"), "waste": (21, "8662.5"),
        "recycled": (3, "1237.5"), "all": (26, "10725"),
    }  # fmt: skip
    assert only(report, "happened", happening="collected")["units"] == 3
    assert only(report, "countries", country="MX")["units"] == 1
    rate = only(report, "rates", rate_of="collection")
    assert (rate["outcome"], rate["years"]) == ("obligation", 1)
    origin = only(report, "origin")
    assert (origin["with_evidence"], origin["with_place"], origin["without"]) == (0, 0, 26)
    assert (origin["with_evidence_kg"], origin["without_kg"]) == ("0", "10725")


def test_an_earlier_year_is_told_as_it_was(plant: Desk) -> None:
    """Nothing had happened in 2025; what came later does not reach back."""
    assert told(plant, "producer", year="2025")["fates"] == []
    assert told(plant, "circularity", year="2025")["flows"] == []
    later = told(plant, "producer", year="2027")
    assert only(later, "fates", fate="recycled")["units"] == 3
    assert later["happened"] == []


def test_a_reading_is_of_the_year_in_which_it_was_made(plant: Desk, tmp_path: Path) -> None:
    """A pack that is read again in January keeps its December figure in the report of 2026."""
    shutil.copytree(plant.folder, tmp_path / "desk")
    desk = Desk(tmp_path / "desk", at="2027-01-10T08:00:00-06:00")
    desk.ok("log", "item.assessed", f"item={BASE.format(26)}", "condition=serviceable",
            "soh_percent=62", "method=capacity_test", "--as", "taller-volta", "--yes",
            "--clock-is-right")  # fmt: skip
    for year, expected in (("2026", "90-95"), ("2027", "60-65")):
        found = told(desk, "circularity", year=year)["soh"]
        assert [one["soh"] for one in found if one["packs"] == 1] == [expected]


def test_a_state_of_health_names_its_reading(plant: Desk) -> None:
    found = only(told(plant, "circularity"), "soh", soh="90-95")["entries"]["entries"]
    with bootstrap.open_ledger(plant.ledger, read_only=True) as ledger:
        assert [ledger.entry(int(one)).payload["kind"] for one in found] == ["item.assessed"]


def test_sealed_readings_are_counted_and_not_guessed(plant: Desk, tmp_path: Path) -> None:
    """A copy without the sealed sections cannot say how sound the pack is."""
    import sqlite3

    shutil.copytree(plant.folder, tmp_path / "desk")
    with sqlite3.connect(tmp_path / "desk" / "ledger.bp") as base:
        base.execute("DELETE FROM sections")
    found = told(Desk(tmp_path / "desk", at=plant.at), "circularity")["soh"]
    assert {one["soh"]: one["packs"] for one in found} == {"sealed": 1, "no_reading": 22}


def test_material_flows_from_node_to_node(plant: Desk) -> None:
    report = told(plant, "circularity")
    flows = {(one["from_node"], one["to_node"]): one["kg"] for one in report["flows"]}
    assert flows["made", "stock"] == "10725"
    assert flows["collected", "in_batch"] == "1237.5"
    assert flows["intermediate", "in_batch"] == "250"
    # What went into batches came out of them, was lost, and nothing else.
    into = sum(float(kg) for (_, target), kg in flows.items() if target == "in_batch")
    out = sum(float(kg) for (source, _), kg in flows.items() if source == "in_batch")
    assert into == out == 1487.5
    stay = only(report, "stays", stage="in_batch")
    assert (stay["ended"], stay["median"]) == (3, "2")
    assert only(report, "reuse")["treated"] == 3


def test_a_site_tells_what_came_and_what_is_left(plant: Desk) -> None:
    report = told(plant, "site", "--party", RECYCLER, "--site", "patio-1")
    done = {one["what"]: (one["units"], one["kg"]) for one in report["movements"]}
    assert done == {"accepted": (3, "1237.5"), "fed": (4, "1487.5")}
    stock = {one["stage"]: one["kg"] for one in report["stock"]}
    assert stock == {"product": "850.25", "residue": "240", "energy_recovery": "100"}
    assert only(report, "batches", process_id="MEC-1")["closed"] == 1
    assert only(report, "outputs", material="black_mass")["use"] == "intermediate"
    # 1237.5 kg of 2500 t.
    assert only(report, "capacity", number="19-IV-36-26")["used"] == "0.0495"


def test_what_was_annulled_never_happened(plant: Desk, tmp_path: Path) -> None:
    shutil.copytree(plant.folder, tmp_path / "desk")
    desk = Desk(tmp_path / "desk", at="2026-12-07T08:00:00-06:00")
    last = str(size(desk) - 1)
    desk.ok("annul", last, "--why", "wrong_item", "--yes")
    report = told(desk, "producer")
    assert rows(report, "fates", fate="in_use") == []
    assert only(report, "fates", fate="stock")["units"] == 1


def test_the_stages_are_those_that_the_states_tell(plant: Desk) -> None:
    """There is no second truth: at the end of the log each item is where its state says it is."""
    with bootstrap.open_ledger(plant.ledger, read_only=True) as ledger:
        chronicle = Chronicle(ledger.session, 2026)
        chronicle.run([])
        found = {item: step.stage for item, _, step in chronicle.now()}
        world = ledger.session.world
        states = {one.item: (one, life_of(one, batch_of(world, one))) for one in ledger.items()}
    assert found.keys() == states.keys()
    allowed: dict[str, set[Stage]] = {
        "recycled": {"recycled"}, "disposed": {"disposed"}, "waste": {"waste", "collected"},
    }  # fmt: skip
    for item, (state, life) in states.items():
        expected = allowed.get(
            life, {"in_use"} if state.place == "in_use" else {"stock", "removed"}
        )
        assert found[item] in expected, (item, life, found[item])


def test_the_same_ledger_gives_the_same_bytes(plant: Desk, tmp_path: Path) -> None:
    for suffix in (".csv", ".json"):
        bodies = set()
        for turn in ("a", "b"):
            path = tmp_path / f"{turn}{suffix}"
            plant.ok("report", "site", "--year", "2026", "-o", str(path))
            bodies.add(path.read_bytes())
        assert len(bodies) == 1


def test_a_csv_is_one_tidy_table_of_all_figures(plant: Desk, tmp_path: Path) -> None:
    path = tmp_path / "2026.csv"
    plant.ok("report", "recovery", "--year", "2026", "-o", str(path))
    lines = list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))
    (rate,) = [
        one for one in lines
        if one["figure"] == "rate" and "process_id=MEC-1" in one["about"]
    ]  # fmt: skip
    assert (rate["value"], rate["unit"], rate["table"]) == ("68.70707", "%", "processes")
    (outcome,) = [
        one for one in lines
        if (one["figure"], one["about"]) == ("outcome", rate["about"])
    ]  # fmt: skip
    assert (outcome["value"], outcome["in_words"]) == ("met", "outcome: met")
    assert {one["table"] for one in lines} == {"processes", "elements"}
    printed = plant.ok("report", "recovery", "--year", "2026", "-o", "-").out
    assert printed.encode() == path.read_bytes()


def test_a_figure_of_a_csv_names_only_the_entries_that_make_it(plant: Desk) -> None:
    lines = csv.DictReader(
        plant.ok("report", "recovery", "--year", "2026", "-o", "-").out.splitlines()
    )
    found = {
        one["figure"]: one["entries"].split() for one in lines if "process_id=MEC-1" in one["about"]
    }
    report = only(told(plant, "recovery"), "processes", process_id="MEC-1")
    assert found["input_kg"] == report["input_entries"]["entries"]
    assert found["loss_kg"] == report["loss_entries"]["entries"]
    assert len(found["rate"]) >= len(found["input_kg"])
    assert found["target"] == []


def test_a_workbook_has_a_sheet_for_each_table_and_the_sources_of_its_targets(
    plant: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "2026.xlsx"
    plant.ok("report", "recovery", "--year", "2026", "-o", str(path))
    book = load_workbook(path)
    assert book.sheetnames == ["about", "efficiency", "materials", "targets and sources"]
    heads, *rows_found = book["efficiency"].iter_rows(values_only=True)
    (row,) = [one for one in rows_found if "MEC-1" in one]
    cells = dict(zip(heads, row, strict=True))
    assert (cells["rate, %"], cells["in, kg"], cells["batches"]) == (68.70707, 1237.5, 1)
    assert cells["recycler"] == "Recicladora del Norte, S.A. de C.V."
    _, target, *_ = book["targets and sources"].iter_rows(values_only=True)
    assert target[0] == "EU"
    assert target[6] == 65
    about = {row[0]: row[1] for row in book["about"].iter_rows(values_only=True)}
    assert f"{size(plant)} entries, root " in str(about["Checkpoint"])
    assert str(about["Command"]).startswith("batterypass report recovery --year 2026")


def test_readings_and_stays_name_their_entries(plant: Desk) -> None:
    report = told(plant, "circularity")
    (read,) = [one for one in report["soh"] if one["soh"] == "90-95"]
    stay = only(report, "stays", stage="in_batch")
    rate = only(told(plant, "producer"), "rates", rate_of="collection")
    with bootstrap.open_ledger(plant.ledger, read_only=True) as ledger:
        for found, kind in (
            (read["entries"], "item.assessed"), (stay["entries"], "batch.closed"),
            (rate["part_entries"], "custody.accepted"),
            (rate["whole_entries"], "pack.placed-on-market"),
        ):  # fmt: skip
            (entry,) = found["entries"]
            assert ledger.entry(int(entry)).payload["kind"] == kind


def test_a_paper_says_what_it_stands_on_and_how_it_is_made_again(
    plant: Desk, tmp_path: Path
) -> None:
    once, again = tmp_path / "one.pdf", tmp_path / "another.pdf"
    for path in (once, again):
        plant.ok("report", "recovery", "--year", "2026", "-o", str(path), "--paper", "a4")
    assert once.read_bytes() == again.read_bytes()
    text = text_of(once.read_bytes())
    root = told(plant, "recovery")["ledger"]["root"]
    assert root in text
    assert "batterypass report recovery --year 2026 --jurisdiction EU --lang en -o" in text
    (width, height) = PdfReader(once).pages[0].mediabox[2:]
    assert (round(float(width)), round(float(height))) == (842, 595)


def test_a_json_file_is_what_json_prints(plant: Desk, tmp_path: Path) -> None:
    path = tmp_path / "2026.json"
    plant.ok("report", "producer", "--year", "2026", "-o", str(path))
    printed = plant.ok("report", "producer", "--year", "2026", "--json").json
    assert json.loads(path.read_text()) == printed
    assert printed["report"]["ledger"]["size"] == size(plant)


def test_all_entries_are_listed_on_demand(plant: Desk) -> None:
    short = told(plant, "site")
    whole = told(plant, "site", "--entries")
    assert only(short, "movements", what="made")["entries"] == {"count": 26, "entries": ["25-50"]}
    assert only(whole, "movements", what="made")["entries"]["count"] == 26


def test_a_year_that_is_not_over_in_the_ledger_is_said_to_be_so(plant: Desk) -> None:
    """Its last entries are of December: of 2025 everything is known, of 2026 not yet."""
    out = plant.ok("report", "producer", "--year", "2026").out
    assert "knows nothing after 2026-12-06" in out
    assert "knows nothing" not in plant.ok("report", "producer", "--year", "2025").out
    assert told(plant, "producer")["ledger"]["known_until"].startswith("2026-12-06T")


def test_the_year_is_the_last_one_unless_said(plant: Desk) -> None:
    assert "Recovery in 2026" in plant.ok("report", "recovery").out


def test_a_report_speaks_spanish(plant: Desk) -> None:
    desk = Desk(plant.folder, at=plant.at, lang="es")
    out = desk.ok("report", "recovery", "--year", "2026").out
    for words in ("Eficiencia de reciclaje por proceso", "se cumple", "cuenta para quien lo envió"):
        assert words in out
    assert "68.7 " in out


def test_an_exclusion_is_named_and_counted_on_both_sides(plant: Desk) -> None:
    report = told(plant, "recovery", "--exclude", "nickel")
    first = only(report, "processes", process_id="MEC-1")
    # (850.25 - 57) / (1237.5 - 63) = 793.25 / 1174.5
    assert (first["excluded_in_kg"], first["excluded_out_kg"]) == ("63", "57")
    assert first["rate"] == "67.539378"
    assert report["excluded"] == ["nickel"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("recovery", "--year", "26"), "--year 26: expected a year"),
        (("recovery", "--jurisdiction", "XX"), "--jurisdiction XX: there are targets for EU, UK"),
        (("recovery", "--exclude", "gold"), "--exclude gold: expected one of lithium"),
        (("site", "--party", RECYCLER, "--site", "nowhere"), "has no such site; it has: patio-1"),
        (("producer", "--party", "nobody"), "nobody"),
        (("site", "--paper", "a3"), "--paper a3: expected one of letter, a4"),
        (
            ("site", "-o", "report.doc"),
            "expected a name that ends in .csv, .json, .pdf, .xlsx, or -",
        ),
    ],
)
def test_what_cannot_be_meant_is_said_before_anything_is_read(
    plant: Desk, words: tuple[str, ...], says: str
) -> None:
    ran = plant.run("report", *words)
    assert ran.code == 2
    assert says in ran.err


def test_a_packs_stage_numbers_stay_in_a_byte() -> None:
    assert len(STAGES) < 256


def test_a_ledger_without_batches_has_nothing_to_report(busy: Desk) -> None:
    assert "nothing to report" in busy.ok("report", "recovery", "--year", "2026").out
