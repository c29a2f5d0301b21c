"""A year at a plant for the tests of reports: a batch with a harvest, black mass that a second
recycler works up, packs in use, read, repurposed, lost sight of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.custody import BASE, MAKER, RECYCLER, serials
from cli.desk import Desk

if TYPE_CHECKING:
    from pathlib import Path

TALLER = "taller-volta"
#: Masses and assays of a batch of three packs of 412.5 kg; 1237.5 kg in all.
NORTE = """material,use,mass_kg,stream,method,laboratory,assayed_on,cobalt,nickel
steel,product,500,,XRF,Laboratorio Norte,2026-11-25,,
aluminium,product,200.25,,XRF,Laboratorio Norte,2026-11-25,,
black_mass,intermediate,250,black_mass,ICP-OES,Laboratorio Norte,2026-11-25,8,24
plastic,energy_recovery,100,treatment_residue,,,,,
residue,residue,150,treatment_residue,,,,,
"""
PER_PACK = "412.5,7,21"
#: What the refining makes of the black mass: 12 % of 150 kg are 18 kg of cobalt, 38 % 57 kg of nickel.
REFINED = """material,use,mass_kg,stream,method,laboratory,assayed_on,cobalt,nickel
other,product,150,,ICP-OES,Laboratorio Norte,2026-12-02,12,38
residue,residue,90,treatment_residue,,,,,
"""
BLACK_MASS = "https://id.recicladora-norte.example/fraction/L-1-black-mass"


def fill(desk: Desk, folder: Path) -> None:
    """Play the year."""
    packs = serials(1, 2, 3)
    hand_over(desk, MAKER, RECYCLER, packs)
    item = BASE.format(25)
    desk.ok("log", "pack.placed-on-market", f"item={item}", "country=MX", "placed_on=2026-04-01",
            "--as", MAKER, "--yes", at="11-23T09:00")  # fmt: skip
    desk.ok("batch", "open", "L-1", "--process", "MEC-1", "--step", "shredding", "--chemistry",
            "lithium-based", "--as", RECYCLER, "--yes", at="11-24T08:00")  # fmt: skip
    write(folder / "in.csv", "item,mass_kg,cobalt,nickel\n" + "".join(
        f"{one},{PER_PACK}\n" for one in packs))  # fmt: skip
    desk.ok("batch", "feed", "L-1", "--from", str(folder / "in.csv"), "--composition", "design",
            "--yes", at="11-24T09:00")  # fmt: skip
    write(folder / "out.csv", NORTE)
    (folder / "lab.pdf").write_bytes(b"%PDF-1.7 lab")
    desk.ok("batch", "output", "L-1", "--from", str(folder / "out.csv"), "--attach",
            str(folder / "lab.pdf"), "--yes", at="11-25T18:00")  # fmt: skip
    desk.ok("batch", "close", "L-1", "--loss", "off_gas=37.25", "--yes", at="11-26T10:00")  # fmt: skip


def refine(desk: Desk, folder: Path) -> None:
    """Work up the black mass of the year in a second batch."""
    desk.ok("batch", "open", "L-2", "--process", "HIDRO-1", "--step", "leaching", "--chemistry",
            "lithium-based", "--as", RECYCLER, "--yes", at="12-01T08:00")  # fmt: skip
    write(folder / "in2.csv", f"item,mass_kg,cobalt,nickel\n{BLACK_MASS},250,20,60\n")
    desk.ok("batch", "feed", "L-2", "--from", str(folder / "in2.csv"), "--composition", "assay",
            "--yes", at="12-01T09:00")  # fmt: skip
    write(folder / "out2.csv", REFINED)
    desk.ok("batch", "output", "L-2", "--from", str(folder / "out2.csv"), "--attach",
            str(folder / "lab.pdf"), "--yes", at="12-02T18:00")  # fmt: skip
    desk.ok("batch", "close", "L-2", "--loss", "process_water=10", "--yes", at="12-03T10:00")


def use(desk: Desk) -> None:
    """A pack goes to a workshop, is read and built in; the values of the reading are sealed."""
    item = BASE.format(26)
    hand_over(desk, MAKER, TALLER, serials(26))
    desk.ok("log", "item.assessed", f"item={item}", "condition=serviceable", "soh_percent=91.5",
            "method=capacity_test", "--as", TALLER, "--yes", at="12-05T10:00")  # fmt: skip
    desk.ok("log", "pack.installed", f"item={item}", "host_kind=vehicle", "--as", TALLER, "--yes",
            at="12-06T10:00")  # fmt: skip


def hand_over(desk: Desk, giver: str, taker: str, items: list[str]) -> None:
    """Hand items over without a carrier."""
    desk.ok(
        "handoff", "release", *items, "--to", f"https://{taker}.example", "--as", giver, "--yes"
    )
    desk.ok("handoff", "accept", *items, "--from", giver, "--as", taker, "--yes")


def write(path: Path, text: str) -> None:
    """Write a list."""
    path.write_text(text)
