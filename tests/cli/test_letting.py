"""A load let to somebody who cannot take it, and papers of a load issued by somebody else."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.custody import CARRIER, MAKER, NUMBER, RECYCLER, offer, on_the_road, size
from cli.desk import Desk

STRANGER = "metales-sur"


@pytest.fixture
def desk(busy: Desk) -> Desk:
    return busy


def let(desk: Desk, to: str) -> tuple[int, str]:
    offer(desk, 1)
    desk.ok("ship", "collect", NUMBER, "--plate", "EJ-042", "--yes", at="11-23T08:40")
    ran = desk.run("ship", "transfer", NUMBER, "--to", to, "--as", CARRIER, "--yes")
    return ran.code, ran.err


def test_nobody_lets_itself_have_a_load(desk: Desk) -> None:
    code, said = let(desk, CARRIER)
    assert code == 3
    assert "BP-C021" in said


def test_a_load_let_to_who_is_no_carrier_is_told_before_it_is_signed(desk: Desk) -> None:
    code, said = let(desk, STRANGER)
    assert code == 0
    assert f"{STRANGER}.example has: " in said
    assert f"{STRANGER}.example has no MX-STATE" in said
    ran = desk.run("ship", "collect", NUMBER, "--as", STRANGER, "--plate", "EJ-1", "--yes")
    assert ran.code == 3, "the law binds who loads"


def test_the_class_of_the_waste_is_said_in_words(desk: Desk) -> None:
    desk.lang = "es"
    _, said = let(desk, STRANGER)
    assert "para residuo de manejo especial: ninguna autorización" in " ".join(said.split())
    assert "special_handling" not in said.rsplit("Va a firmar", 1)[-1]


def test_who_has_no_part_in_a_load_issues_no_paper_of_it(desk: Desk, tmp_path: Path) -> None:
    on_the_road(desk, 1)
    paper = tmp_path / "m.pdf"
    before = size(desk)
    ran = desk.run("manifest", "pdf", NUMBER, "-o", str(paper), "--as", STRANGER, "--yes")
    assert ran.code == 2
    assert f"{STRANGER}.example has no part in {NUMBER}" in ran.err
    assert size(desk) == before
    assert not paper.exists()
    desk.lang = "es"
    said = desk.run("manifest", "pdf", NUMBER, "-o", str(paper), "--as", STRANGER, "--yes")
    assert f"no es parte de {NUMBER}" in said.err
    desk.ok("manifest", "pdf", NUMBER, "-o", str(paper), "--draft")


@pytest.mark.parametrize("party", [MAKER, CARRIER, RECYCLER, "registro"])
def test_who_has_a_part_in_it_issues_the_paper(desk: Desk, tmp_path: Path, party: str) -> None:
    on_the_road(desk, 1)
    desk.ok("manifest", "pdf", NUMBER, "-o", str(tmp_path / "m.pdf"), "--as", party, "--yes")
