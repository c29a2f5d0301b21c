"""Batches corrected and taken back at the terminal, and lists that are off: what people do and read."""

from __future__ import annotations

from pathlib import Path

import pytest

from batterypass import bootstrap
from cli.custody import MAKER, NUMBER, RECYCLER, last, on_the_road, serials, size
from cli.desk import YES, Desk, Person
from cli.test_batches import OPEN, filled, hand_over

ALUMINIUM = "https://id.recicladora-norte.example/fraction/L-0931-aluminium"
CARBONATE = "https://id.recicladora-norte.example/fraction/L-0931-other"


@pytest.fixture
def plant(busy: Desk) -> Desk:
    """Give the yard with three packs of waste at the recycler."""
    hand_over(busy, 1, 2, 3)
    return busy


def entry(desk: Desk, kind: str) -> str:
    with bootstrap.open_ledger(desk.ledger, read_only=True) as ledger:
        batch = ledger.session.world.pointed("batch", "L-0931")[0]
        found = [one.index for one in ledger.history(batch) if one.payload["kind"] == kind]
    return str(found[-1])


def test_a_batch_closed_on_a_wrong_weight_balances_once_it_is_corrected(plant: Desk) -> None:
    pack = serials(1)[0]
    plant.ok(*OPEN)
    plant.ok(
        "batch", "feed", "L-0931", f"{pack}=4125", "--mass-reason", "weighed_again", "--yes"
    )  # fmt: skip
    plant.ok("batch", "output", "L-0931", "aluminium:product:410", "--yes")
    plant.ok("batch", "close", "L-0931", "--reason", "recording_gap", "--yes")
    fed = entry(plant, "batch.fed")
    assert "differs, with a reason" in plant.ok("audit", "mass", "--batch", "L-0931").out
    slip = plant.run("amend", fed, f"mas_kg@{pack}=412.5", "--as", RECYCLER, "--yes")
    assert (slip.code, "these can: mass_kg." in slip.err) == (2, True)
    stranger = plant.run("amend", fed, f"mass_kg@{pack}=412.5", "--as", MAKER, "--yes")
    assert stranger.code != 0

    ran = plant.ok(
        "amend", fed, f"mass_kg@{pack}=412.5", "--why", "typing_error", "--as", RECYCLER, "--yes"
    )

    assert "4125  →  412.5" in ran.err
    told = plant.ok("audit", "mass", "--batch", "L-0931").out
    assert "in 1 item 412.5 kg" in told
    assert "✓ balances" in told
    assert "corrected by entry " in told
    assert "4125  →  412.5" in plant.ok("batch", "show", "L-0931").out
    shown = plant.ok("batch", "list", "--json").json["batches"][0]
    assert (shown["input_kg"], shown["output_kg"]) == ("412.5", "410")
    verdict = plant.ok("verify", "--json").json
    assert (verdict["authentic"], verdict["compliant"]) == (True, True)
    book = plant.ok("logbook", "export", "--party", RECYCLER, "--json").json
    rows = next(one for one in book.values() if isinstance(one, list))
    assert [one["kg"] for one in rows if one["what"] == "recycled"] == ["412.5"]
    for name in ("recovery", "site", "circularity"):
        page = plant.ok("report", name, "--year", "2026", "--json").out
        assert '"4125"' not in page
        assert '"412.5"' in page


def test_what_came_out_is_corrected_with_its_elements_and_a_bundle_says_so(
    plant: Desk, tmp_path: Path
) -> None:
    filled(plant, tmp_path)
    plant.ok("batch", "close", "L-0931", "--yes")
    weighed = entry(plant, "batch.output-weighed")

    plant.ok(
        "amend", weighed, f"assay.contents.lithium_carbonate@{CARBONATE}=90", "--why",
        "source_corrected", "--as", RECYCLER, "--yes",
    )  # fmt: skip

    # 100 kg x 90 % x 18.79 %.
    assert last(plant, "entry.amended")["fields"][1] == {
        "field": "elements_kg.lithium", "item": CARBONATE, "old": "18.69605", "new": "16.911",
    }  # fmt: skip
    shown = plant.ok("pack", "show", CARBONATE, "--json").json["item"]
    assert shown["elements_kg"] == {"lithium": "16.911"}
    # Of a pack that the bundle is not about.
    line = f"mass_kg@{serials(2)[0]}=401"
    plant.ok(
        "amend", entry(plant, "batch.fed"), line, "--why", "typing_error", "--as", RECYCLER, "--yes"
    )
    file = str(tmp_path / "pack.bpz")
    plant.ok("bundle", serials(1)[0], "-o", file, "--yes")
    ran = plant.run("audit", "mass", "--batch", "L-0931", file)
    assert "lithium recovered 56.37 %: 16.9 of 30.0 kg" in ran.out, ran.err
    verdict = plant.ok("verify", file, "--json").json
    assert (verdict["authentic"], verdict["compliant"]) == (True, True)
    # Assays are not told there, and a correction of one is no obstacle.
    plant.ok("epcis", "export", "--all", "-o", "-")
    plant.lang = "es"
    diff = plant.ok("diff", weighed).out
    assert "porcentaje de la masa (carbonato de litio" in diff
    assert "99.5  →  90" in diff


def test_losses_are_corrected_by_their_kind_with_questions(plant: Desk, tmp_path: Path) -> None:
    filled(plant, tmp_path)
    plant.ok("batch", "close", "L-0931", "--loss", "dust=3", "--yes")
    closing = entry(plant, "batch.closed")

    person = Person(
        {"number of what is wrong": ["4", ""], "mass, kg (dust)": "5", "reason": "1", "Sign": YES}
    )
    plant.ok("amend", closing, "--as", RECYCLER, person=person)

    (one,) = last(plant, "entry.amended")["fields"]
    assert one == {"field": "losses.dust", "old": "3", "new": "5"}
    assert plant.run("epcis", "export", "--all", "-o", "-").code == 0
    assert plant.ok("batch", "show", "L-0931", "--json").json["batch"]["loss_kg"] == "5"


def test_a_closing_is_taken_back_and_the_batch_is_closed_anew(plant: Desk, tmp_path: Path) -> None:
    filled(plant, tmp_path)
    closing = ("batch", "close", "L-0931", "--yes")
    plant.ok(*closing)
    plant.ok(
        "annul", entry(plant, "batch.closed"), "--why", "did_not_happen", "--as", RECYCLER, "--yes"
    )
    assert plant.ok("batch", "show", "L-0931", "--json").json["batch"]["corrected_by"] == []
    assert "open: more may come out" in plant.ok("audit", "mass", "--batch", "L-0931").out
    assert plant.ok("pack", "show", serials(1)[0], "--json").json["item"]["life"] == "waste"

    before = size(plant)
    plant.ok(*closing)

    assert size(plant) > before
    assert plant.ok("batch", "show", "L-0931", "--json").json["batch"]["state"] == "closed"
    assert plant.ok("verify", "--json").json["compliant"] is True


def test_a_feed_is_taken_back_and_the_pack_can_go_into_another_batch(plant: Desk) -> None:
    plant.ok(*OPEN)
    one, two = serials(1, 2)
    plant.ok("batch", "feed", "L-0931", one, "--yes")
    plant.ok("batch", "feed", "L-0931", two, "--yes")
    fed = entry(plant, "batch.fed")
    weighed = plant.run("annul", entry(plant, "batch.opened"), "--why", "wrong_item", "--yes")
    assert (weighed.code, "batterypass batch close" in weighed.err) == (2, True)
    plant.ok("annul", fed, "--why", "wrong_item", "--as", RECYCLER, "--yes")

    assert "in 1 item 412.5 kg" in plant.ok("audit", "mass", "--batch", "L-0931").out
    plant.ok(*("L-1" if word == "L-0931" else word for word in OPEN))
    plant.ok("batch", "feed", "L-1", two, "--yes")

    assert plant.ok("pack", "show", two, "--json").json["item"]["batch"] == "L-1"
    assert plant.ok("verify", "--json").json["authentic"] is True


# --- another mass than recorded ---------------------------------------------------------------


def test_another_mass_than_recorded_wants_a_reason(plant: Desk) -> None:
    plant.ok(*OPEN)
    pack = serials(1)[0]
    words = ("batch", "feed", "L-0931", f"{pack}=350", "--yes")

    refused = plant.run(*words)
    plant.lang = "es"
    spanish = plant.run(*words)
    plant.lang = "en"
    told = plant.ok(*words, "--mass-reason", "parts_missing")

    assert (refused.code, spanish.code) == (2, 2)
    assert "350 kg, and 412.5 kg were recorded (limit 3 %)" in refused.err
    assert "--mass-reason weighed_again" in refused.err
    assert "1 artículo pesa otra masa que la registrada" in spanish.err
    assert "! 095B-T15T-4217-D: 350 kg, and 412.5 kg were recorded" in told.err
    assert last(plant, "batch.fed")["mass_reason"] == "parts_missing"
    found = plant.ok("verify", "--json").json
    assert "BP-Y011" in str(found)


def test_somebody_at_a_terminal_is_asked_for_the_reason(plant: Desk) -> None:
    plant.ok(*OPEN)
    pack = serials(1)[0]
    person = Person({"Why the mass": "3", "Sign": YES})

    plant.ok("batch", "feed", "L-0931", f"{pack}=350", person=person)

    assert person.unused() == []
    assert last(plant, "batch.fed")["mass_reason"] == "parts_missing"


def test_what_is_fed_weighs_what_the_scale_at_the_gate_said(busy: Desk) -> None:
    on_the_road(busy, 1, 2)
    one, two = serials(1, 2)
    busy.ok(
        "receive", NUMBER, "--line", f"{one}=received:405", "--line", f"{two}=received:412.5",
        "--mass-kg", "817.5", "--as", RECYCLER, "--yes", at="11-23T10:20",
    )  # fmt: skip
    busy.ok(*OPEN)

    busy.ok("batch", "feed", "L-0931", one, "--yes")

    assert last(busy, "batch.fed")["lines"][0]["mass_kg"] == "405"


# --- lists that are off -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "text", "said"),
    [
        (
            "output", "material,use,mass_kg,lithium_carbonate\nother,product,1,150\n",
            ["line 2, column lithium_carbonate", "'150'", "0 to 100"],
        ),
        (
            "output", "material,use,mass_kg,lithium_carbonat\nother,product,1,50\n",
            ["line 1, column lithium_carbonat:", "Did you mean lithium_carbonate"],
        ),
        (
            "output", "material,use,mass_kg,lithium_carbonate\n\"other\nx\",product,1,50\n",
            ["line 2, column material"],
        ),
        (
            "output", "material,use,mass_kg,lithium_carbonate\nother,product,1,50\n",
            ["line 2, column method"],
        ),
        ("output", "material,use,mass_kg\nother,product,\n", ["line 2, column mass_kg"]),
        (
            "output",
            "material,use,mass_kg,item\nother,product,1,{f}\nother,product,1,{f}\n",
            ["line 3, column item", "named twice"],
        ),
        ("feed", "item,mass_kg\nSA26-000001,x\n", ["line 2, column mass_kg", "'x'"]),
        ("feed", "item,lithium\nSA26-000001,x\n", ["line 2, column lithium", "'x'"]),
        ("feed", "item\nSA26-000001\nnobody\n", ["line 3, column item", "nobody"]),
        ("feed", "item\nSA26-000001\nSA26-000001\n", ["line 3, column item", "twice"]),
        ("feed", "item,mass\nSA26-000001,1\n", ["line 1, column mass:", "Did you mean mass_kg"]),
        ("feed", "mass_kg\n1\n", ["line 1", "item"]),
        ("feed", "item,mass_kg\nSA26-000001\n", ["line 2", "expected 2 cells"]),
    ],
)  # fmt: skip
def test_a_list_that_is_off_names_file_line_column_and_the_next_command(
    plant: Desk, tmp_path: Path, command: str, text: str, said: list[str]
) -> None:
    plant.ok(*OPEN)
    file = tmp_path / "list.csv"
    file.write_text(text.replace("{f}", ALUMINIUM))
    words = ("batch", command, "L-0931", "--from", str(file), "--yes")

    ran = plant.run(*words)
    plant.lang = "es"
    spanish = plant.run(*words)

    assert (ran.code, spanish.code) == (2, 2)
    for part in (*said, str(file), f"batterypass batch {command} L-0931 --from {file}"):
        assert part in ran.err
    assert f"{file}, línea" in spanish.err
    assert "repita: batterypass batch" in spanish.err
