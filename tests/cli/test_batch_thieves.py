"""What nobody gets past a batch by, whichever way it is said: by its commands, by forms, line by line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cli.custody import BASE, RECYCLER, serials, size
from cli.desk import Desk
from cli.test_batches import OPEN, hand_over

ALUMINIUM = "https://id.recicladora-norte.example/fraction/L-0931-aluminium"
NEW = "https://id.recicladora-norte.example/fraction/X-1"
FRACTION = {"item": NEW, "material": "aluminium", "use": "product", "mass_kg": "1"}


@pytest.fixture
def plant(busy: Desk) -> Desk:
    """Give the yard with a batch that was closed, and an open one."""
    hand_over(busy, 1, 2)
    busy.ok(*OPEN)
    busy.ok("batch", "feed", "L-0931", serials(1)[0], "--yes")
    busy.ok("batch", "output", "L-0931", "aluminium:product:412.5", "--yes")
    busy.ok("batch", "close", "L-0931", "--yes")
    busy.ok(*("L-2" if word == "L-0931" else word for word in OPEN))
    busy.ok("batch", "feed", "L-2", serials(2)[0], "--yes")
    return busy


def fed(batch: str, item: str) -> dict[str, Any]:
    return {"kind": "batch.fed", "batch": batch, "lines": [{"item": item, "mass_kg": "412.5"}]}


def weighed(batch: str, **changed: Any) -> dict[str, Any]:
    fraction = {**FRACTION, **changed}
    return {"kind": "batch.output-weighed", "batch": batch, "fractions": [fraction]}


def claimed(item: str) -> dict[str, Any]:
    return {
        "kind": "content.claimed", "claim": "C-1", "used_for": ["M-1"],
        "lines": [{"item": item, "element": "aluminium", "mass_kg": "1"}],
        "period_from": "2026-11-01", "period_to": "2026-11-30",
    }  # fmt: skip


def test_no_way_of_saying_it_gets_past_a_batch(plant: Desk, tmp_path: Path) -> None:
    shown = plant.ok("batch", "show", "L-2", "--json").json["batch"]
    batch, whose = shown["subject"], BASE.format(4)
    unknown = batch.replace("L-2", "L-77")
    file = tmp_path / "fractions.csv"
    file.write_text(f"material,use,mass_kg,item\naluminium,product,1,{ALUMINIUM}\n")
    claim = ("content", "claim", BASE.format(2), "aluminium=1", "claim=C-1", "used_for=M-1")
    period = ("period_from=2026-11-01", "period_to=2026-11-30")
    #: A command if there is one, the same as a form, the code, and what both languages say of it.
    cases: tuple[tuple[tuple[str, ...], dict[str, Any], str, str, str], ...] = (
        # A pack that somebody else holds.
        (("batch", "feed", "L-2", whose), fed(batch, whose), "BP-P002",
         "the custodian is https://sierra-alta.example", "el custodio es"),
        # More than went in.
        (("batch", "output", "L-2", "aluminium:product:9999"), weighed(batch, mass_kg="9999"),
         "BP-Y003", "9586.5 kg too much", "9586.5 kg de más"),
        # A fraction of another batch, weighed again.
        (("batch", "output", "L-2", "--from", str(file)), weighed(batch, item=ALUMINIUM),
         "BP-L005", "it exists already", "ya existe"),
        # What was recycled, recycled again.
        (("batch", "feed", "L-2", serials(1)[0]), fed(batch, BASE.format(1)), "BP-C002",
         "the item is recycled", "artículo está reciclado"),
        # Recovered kilograms that came out of no batch, or out of none that is there.
        ((*claim, *period), claimed(BASE.format(2)), "BP-G001",
         "came out of no batch", "no salió de ningún lote"),
        ((),
         weighed(unknown), "BP-L005", "nobody knows it", "nadie lo conoce"),
        # Elements without an assay.
        (("log", "batch.output-weighed", f"batch={batch}",
          f"fractions={json.dumps([{**FRACTION, 'elements_kg': {'aluminium': '1'}}])}"),
         weighed(batch, elements_kg={"aluminium": "1"}), "BP-Y005",
         "mass and assay give 0 kg", "resulta 0 kg"),
    )  # fmt: skip
    before = size(plant)

    forms = ("log", "-", "--from", "-", "--as", RECYCLER, "--yes")
    for words, form, code, english, spanish in cases:
        plant.lang = "en"
        ways = [(plant.run(*words, "--as", RECYCLER, "--yes", "--json"), english)] if words else []
        plant.lang = "es"
        ways += [
            (plant.run(*forms, "--json", typed=json.dumps([form])), spanish),
            (plant.run(*forms, "--jsonl", typed=json.dumps(form) + "\n"), spanish),
        ]
        for ran, said in ways:
            assert ran.code == 3, (words, ran.out, ran.err)
            told = " ".join((ran.out + ran.err).split())
            assert code in told, (words, told)
            assert said in told, (words, told)
            assert "→ batterypass " in told
            if said == spanish:
                assert english not in told
    assert size(plant) == before
