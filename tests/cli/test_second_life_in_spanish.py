"""What people read of second life and recycling in Spanish: words, and no codes of the program."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cli.custody import serials
from cli.desk import Desk
from cli.test_batches import filled, hand_over

_ALUMINIUM = "https://id.recicladora-norte.example/fraction/L-0931-aluminium"


@pytest.fixture
def plant(busy: Desk, tmp_path: Path) -> Desk:
    """Give a yard, in Spanish, with a batch that three packs were fed to."""
    hand_over(busy, 1, 2, 3)
    filled(busy, tmp_path)
    busy.lang = "es"
    return busy


def test_a_product_is_told_by_its_use_and_never_lived_a_first_life(plant: Desk) -> None:
    shown = plant.ok("pack", "show", _ALUMINIUM)
    assert re.search(r"material +aluminio", shown.out)
    assert re.search(r"destino +producto", shown.out)
    for words in ("show", "tree"):
        ran = plant.ok("pack", words, _ALUMINIUM)
        assert "producto" in ran.out + ran.err
        assert "primera vida" not in (ran.out + ran.err).split("viene de")[0]


def test_batches_are_listed_and_named_in_words(plant: Desk) -> None:
    assert "abierto" in plant.ok("batch", "list").out.splitlines()[1]
    told = plant.ok("history", _ALUMINIUM).out
    assert "lote L-0931" in told
    assert "#batch/" not in told


@pytest.mark.parametrize(
    ("item", "said"),
    [(0, "está en un lote"), (_ALUMINIUM, "(aluminio)")],
)
def test_advice_that_there_is_none_of_says_why_in_words(
    plant: Desk, item: int | str, said: str
) -> None:
    ran = plant.run("pack", "advise", item if isinstance(item, str) else serials(1)[0])
    assert ran.code == 2
    assert said in ran.err


def test_what_is_no_fraction_is_told_in_words(plant: Desk) -> None:
    ran = plant.run("content", "trace", serials(1)[0])
    assert ran.code == 2
    assert "(paquete)" in ran.err
