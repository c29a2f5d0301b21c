"""Modules through their lives at the real command: taken out, built in, taken out again, looked at."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.desk import YES, Desk, Person
from lives.conftest import PACK, WORKSHOP

#: Kinds that the whole story of tests/cli/test_every_kind.py leaves to this one.
KINDS = frozenset({"pack.assembled"})
_DOMAIN = "https://id.taller-volta.example"
HOME = f"{_DOMAIN}/p/HOGAR-1"


def module(number: int) -> str:
    """Give the id of a module of the pack."""
    return f"{_DOMAIN}/m/{number}"


@pytest.fixture
def parted(bench: Desk, tmp_path: Path) -> Desk:
    """Give the bench with its pack taken apart into three modules and a housing."""
    roles = ("workshop", "repurposer", "remanufacturer", "dismantler")
    bench.ok(
        "log", "party.amended", "party=taller-volta", *(f"roles={one}" for one in roles),
        "--as", "registro", "--yes", at="03-05T07:00",
    )  # fmt: skip
    parts = tmp_path / "parts.csv"
    rows = [f"{module(number)},module,module,120,M-{number}" for number in (1, 2, 3)]
    rows.append(f"{_DOMAIN}/f/caja,fraction,steel,50,")
    parts.write_text("\n".join(["item,item_kind,material,mass_kg,serial", *rows]) + "\n")
    ran = bench.ok(
        "pack", "dismantle", PACK, "mass_kg=412.5", "loss_kg=2", "--from-file", str(parts),
        "--as", WORKSHOP, "--yes", at="03-05T08:00",
    )  # fmt: skip
    assert "parts: 4, 410 kg; with the stated loss 412 of 412.5 kg (-0.5 kg)" in ran.err
    return bench


def built(desk: Desk) -> Desk:
    """Build a pack from the first two modules, answering questions."""
    person = Person(
        {
            "1:": "M-1", "2:": "M-2", "id of the pack": HOME, "model": "Hogar-10",
            "serial number": "H-1", "category": "stationary", "nominal voltage": "48",
            "rated capacity": "200", "rated energy": "9600", "mass, kg": "262",
            "month made": "2026-03", "life that begins": "repurposed", "Sign as": YES,
        }
    )  # fmt: skip
    ran = desk.run("pack assemble --as taller-volta", person=person, at="03-06T08:00")
    assert ran.code == 0, ran.err
    assert not person.unused(), f"never asked for {person.unused()}\n{ran.err}"
    assert "built from 2: 240 kg; the pack weighs 262 kg (+22 kg)" in ran.err
    return desk


def test_a_person_builds_a_pack_from_scanned_modules_and_takes_it_apart_again(parted: Desk) -> None:
    built(parted)
    row = parted.ok("pack show M-1 --json").json["item"]
    assert (row["place"], row["inside"], row["life"]) == ("in_use", HOME, "repurposed")
    issued = parted.ok(f"passport issue H-1 --as {WORKSHOP} --yes --json", at="03-06T08:05").json
    payload = parted.ok("show", str(issued["events"][0]["index"]), "--json").json["event"][
        "payload"
    ]
    assert len(payload["predecessors"]) == 1

    refused = parted.run(
        "pack", "assemble", "M-1", "M-3", f"item={_DOMAIN}/p/HOGAR-2", "serial=H-2", "model=X",
        "category=stationary", "nominal_voltage_v=48", "capacity_ah=1", "energy_wh=48",
        "mass_kg=250", "made_month=2026-03", "life=repurposed", "--as", WORKSHOP, "--yes",
        "--accept-unusual",
    )  # fmt: skip
    assert refused.code == 3
    assert "BP-H001" in refused.err

    person = Person(
        {"1:": "M-1", "2:": "M-2", "mass of": ["119", ""], "weighed mass before": "262",
         "stated loss": "22", "Other parts too": "n", "Sign as": YES}
    )  # fmt: skip
    ran = parted.run("pack dismantle H-1 --as taller-volta", person=person, at="03-07T08:00")
    assert ran.code == 0, ran.err
    assert not person.unused(), person.unused()
    row = parted.ok("pack show M-1 --json").json["item"]
    assert (row["place"], row["inside"], row["mass_kg"]) == ("in_stock", "", "119")
    verdict = parted.run("verify --json").json
    assert verdict["authentic"] is True
    assert verdict["compliant"] is True


def test_a_part_that_is_left_inside_is_named_before_anything_is_signed(parted: Desk) -> None:
    built(parted)
    ran = parted.run(
        "pack dismantle H-1 mass_kg=262 --part M-1=120 loss_kg=142 --as taller-volta --yes"
    )
    assert ran.code == 3
    assert "BP-H003" in ran.err
    assert module(2) in ran.err


_HEAVY = ("pack", "dismantle", "M-1", "mass_kg=120", "loss_kg=130")
_CELLS = f"{_DOMAIN}/c/1,cell_lot,cell_lot,100,"


@pytest.fixture
def cells(tmp_path: Path) -> str:
    """Write a file with the only part of a module."""
    path = tmp_path / "cells.csv"
    path.write_text(f"item,item_kind,material,mass_kg,serial\n{_CELLS}\n")
    return str(path)


def test_parts_that_outweigh_their_whole_are_signed_by_no_command_without_a_reason(
    parted: Desk, cells: str
) -> None:
    form = {
        "item": module(1), "mass_kg": "120", "site": "S1",
        "children": [{"item": f"{_DOMAIN}/c/1", "item_kind": "cell_lot", "material": "cell_lot",
                      "mass_kg": "230"}],
    }  # fmt: skip
    signed = ("--as", WORKSHOP, "--yes")
    line = json.dumps(form) + "\n"
    for ran in (
        parted.run(*_HEAVY, "--from-file", cells, *signed),
        parted.run("log", "item.dismantled", "--from", "-", *signed, typed=line),
        parted.run("log", "item.dismantled", "--from", "-", "--jsonl", *signed, typed=line),
    ):
        assert ran.code == 3, ran.err
        assert "BP-M001" in ran.out + ran.err
    assert parted.ok("pack show M-1 --json").json["item"]["place"] == "in_stock"
    bad = parted.run(*_HEAVY, "--from-file", cells, "--reason", "none-of-them", *signed)
    assert bad.code == 2
    assert "scale_uncertainty" in bad.err

    parted.ok(*_HEAVY, "--from-file", cells, "--reason", "scale_uncertainty", *signed)
    found = [one for one in parted.ok("verify --json").json["findings"] if one["code"] == "BP-M001"]
    assert [one["severity"] for one in found] == ["notice"]
    assert "uncertainty of the scale" in found[0]["message"]


def test_a_person_is_asked_why_a_pack_weighs_less_than_what_is_in_it(parted: Desk) -> None:
    words = (
        "pack", "assemble", "M-1", "M-2", f"item={HOME}", "serial=H-1", "model=X", "mass_kg=200",
        "category=stationary", "nominal_voltage_v=48", "capacity_ah=200", "energy_wh=9600",
        "made_month=2026-03", "life=repurposed", "--as", WORKSHOP,
    )  # fmt: skip
    refused = parted.run(*words, "--yes")
    assert refused.code == 3
    assert "BP-H005" in refused.err
    assert "--reason" in refused.err
    person = Person({"Reason of the difference": "1", "Sign as": YES})
    ran = parted.run(*words, person=person)
    assert ran.code == 0, ran.err
    assert not person.unused(), ran.err
    told = parted.ok("verify --json").json["findings"]
    assert [one["code"] for one in told if one["code"].startswith("BP-H")] == ["BP-H005"]


def test_the_tree_goes_back_to_the_maker_and_forward_through_lives(
    parted: Desk, tmp_path: Path
) -> None:
    built(parted)
    text = parted.ok("pack tree M-1").out
    assert text.index("comes from:") < text.index("SA26-000001") < text.index("became:")
    assert "built into: pack" in text
    assert "taken out of: pack" in text
    assert "Sierra Alta" in text
    parted.lang = "es"
    said = parted.ok("pack tree SA26-000001").out
    assert "pasó a ser:" in said
    assert said.count("Hogar-10 H-1") == 1
    assert "ya está arriba" in said
    found = parted.ok("pack tree H-1 --json").json["tree"]
    assert {edge["how"] for edge in found["edges"]} == {"taken_out", "built_into"}
    # What is beside, the third module, is no line of this pack.
    assert module(3) not in {node["item"] for node in found["nodes"]}
    for end, begin in ((".svg", b"<svg"), (".pdf", b"%PDF-")):
        path, again = tmp_path / f"tree{end}", tmp_path / f"again{end}"
        parted.ok("pack", "tree", "M-1", "-o", str(path))
        parted.ok("pack", "tree", "M-1", "-o", str(again))
        assert path.read_bytes().startswith(begin)
        assert path.read_bytes() == again.read_bytes()
    wrong = parted.run("pack", "tree", "M-1", "-o", str(tmp_path / "tree.png"))
    assert wrong.code == 2
    assert ".svg" in wrong.err


def test_a_picture_names_what_it_shows_in_the_words_of_its_reader(
    parted: Desk, tmp_path: Path
) -> None:
    parted.lang = "es"
    parts = tmp_path / "cells.csv"
    parts.write_text(f"item,item_kind,material,mass_kg\n{_DOMAIN}/c/1,module,module,119\n")
    signed = ("--as", WORKSHOP, "--yes")
    parted.ok("pack", "dismantle", "M-1", "mass_kg=120", "--from-file", str(parts), *signed)
    path = tmp_path / "tree.svg"
    parted.ok("pack", "tree", f"{_DOMAIN}/c/1", "-o", str(path))
    svg = path.read_text()
    title = svg.partition("<title>")[2].partition("</title>")[0]
    assert title.startswith("Linaje de ")
    assert title.endswith(" módulo")
    assert ">módulo<" in svg
    ended = parted.run("pack advise M-1")
    assert "está desmontado" in ended.err


def test_the_history_of_a_module_points_to_the_packs_it_is_and_was_in(parted: Desk) -> None:
    built(parted)
    told = parted.ok("history M-1")
    assert "It is inside" in told.err
    assert "batterypass history" in told.err
    assert "built into" in told.out
    assert "came out of" in told.out
    assert len(parted.ok("history M-1 --json").json["events"]) == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("pack assemble --as taller-volta --yes item=https://x.example/1", "--from-file"),
        ("pack dismantle SA26-000002 mass_kg=1 --part M-1 --as sierra-alta --yes", "ITEM=KG"),
        ("pack assemble M-1 M-1 item=https://x.example/1 --as taller-volta --yes", "named twice"),
        ("pack tree NADA", "NADA"),
    ],
)
def test_what_is_off_is_told_with_what_was_expected(parted: Desk, words: str, said: str) -> None:
    ran = parted.run(words)
    assert ran.code == 2
    assert said in ran.err


def test_a_file_of_parts_with_other_headings_is_told_line_and_all(
    parted: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "parts.csv"
    for body, said in (
        ("articulo\n1\n", "articulo"),
        ("item,item\na,b\n", "line 1, column item: the heading has it twice"),
        ("item,mass_kg\nM-1,heavy\n", "line 2, column mass_kg:"),
        ("item,material\nhttps://x.example/m/9,gold\n", "line 2, column material:"),
        ("item,mass_kg\nM-99,1\n", "line 2, column item:"),
        ("item,mass_kg\nM-1\n", "line 2"),
        ("item,mass_kg\n\n\nM-1\n", "line 4"),
        ('item,mass_kg\n"M-1,1\n', "not a CSV file"),
        ("item,mass_kg\nM-2,1\n", "never was built into"),
    ):
        path.write_text(body)
        ran = parted.run(
            "pack",
            "dismantle",
            "M-1",
            "mass_kg=120",
            "--from-file",
            str(path),
            "--as",
            WORKSHOP,
            "--yes",
        )
        assert ran.code == 2
        assert said in ran.err


def test_a_bundle_about_a_module_takes_its_packs_along(parted: Desk, tmp_path: Path) -> None:
    built(parted)
    path = tmp_path / "module.bpz"
    parted.ok("bundle", "M-1", "-o", str(path))
    verdict = parted.run("verify", str(path), "--json").json
    assert (verdict["authentic"], verdict["compliant"]) == (True, True)
    assert "BP-H" not in str(verdict["not_judged"])
    assert not [one for one in verdict["not_judged"] if one["why"] == "missing"]


def test_whoever_has_the_pack_has_what_is_inside(parted: Desk) -> None:
    built(parted)
    parted.ok("handoff release H-1 --to recicladora --as taller-volta --yes", at="03-07T08:00")
    parted.ok("handoff accept H-1 --from taller-volta --as recicladora --yes")
    row = parted.ok("pack show M-1 --json").json["item"]
    assert row["custodian"] == "https://recicladora-norte.example"
    listed = parted.ok("pack list --all --custodian recicladora --json").json["items"]
    assert module(1) in {one["item"] for one in listed}
    # What is inside is counted with its pack, and by nobody who had it before.
    assert "in_use" not in parted.ok("today --as taller-volta --json").json["held"]
    parted.ok(
        "log item.declared-waste items=H-1 reason=end_of_life stream=whole_battery"
        " --as recicladora --yes", at="03-07T09:00",
    )  # fmt: skip
    assert parted.ok("pack show M-1 --json").json["item"]["life"] == "waste"
    assert {one["item"] for one in parted.ok("pack list --all --life waste --json").json["items"]} >= {
        HOME, module(1), module(2)
    }  # fmt: skip
