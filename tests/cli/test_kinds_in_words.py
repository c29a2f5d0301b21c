"""What is not to be typed is said in words: kinds of events by their titles, fields by their labels."""

from __future__ import annotations

import re

import pytest

from batterypass.domain.events import KINDS
from batterypass.texts.findings import CODES, placeholders, say
from batterypass.texts.values import KIND_TITLES
from cli.custody import serials
from cli.desk import Desk
from cli.test_batches import hand_over

_KIND = re.compile(r"\b(?:batch|item|pack|consignment|custody)\.[a-z-]+")
_WITH_KINDS = sorted(code for code in CODES if "kind" in placeholders(CODES[code].es.message))


@pytest.mark.parametrize("code", _WITH_KINDS)
@pytest.mark.parametrize("lang", ["es", "en"])
def test_a_finding_says_a_kind_by_its_title(code: str, lang: str) -> None:
    for kind in ("batch.fed", "consignment.offered", "item.dismantled"):
        said = say(code, lang, {"subject": "X", "kind": kind}).rsplit(" → ", 1)[0]
        assert KIND_TITLES[kind].in_language(lang) in said
        assert not _KIND.search(said)


def test_a_kind_that_nobody_knows_here_stays_as_it_is_written() -> None:
    assert "moon.landed" in say("BP-H001", "es", {"kind": "moon.landed"})


def test_every_kind_has_a_title_in_both_languages() -> None:
    assert set(KINDS) <= set(KIND_TITLES)


def test_a_refusal_at_the_desk_says_no_code_of_an_event(busy: Desk) -> None:
    busy.lang = "es"
    pack = serials(1)[0]
    refused = busy.run(
        "log", "pack.placed-on-market", pack, "country=MX", "placed_on=2026-03-03",
        "--as", "camino", "--yes",
    )  # fmt: skip
    assert refused.code == 3
    explained, _, _ = refused.err.partition("Qué puede hacer")
    assert "Puesta en el mercado" in explained
    assert re.search(r"tipo +Puesta en el mercado", explained)
    assert "pack.placed-on-market" not in explained


def test_the_heading_of_a_form_is_the_title_of_its_kind(busy: Desk) -> None:
    busy.lang = "es"
    asked = busy.run("log item.assessed SA26-000001 --as taller", typed="1\n")
    assert "Lectura de un artículo: Enter toma" in asked.err
    assert "item.assessed: " not in asked.err


@pytest.mark.parametrize(
    ("lang", "said"),
    [("es", "sus renglones son otros"), ("en", "its lines differ")],
)
def test_another_list_under_one_id_is_told_by_its_field(busy: Desk, lang: str, said: str) -> None:
    hand_over(busy, 1)
    pack = serials(1)[0]
    child = '{"item":"https://id.recicladora-norte.example/m/1","item_kind":"module","material":"module","mass_kg":"%s"}'
    words = ("log", "item.dismantled", pack, "event_id=0f5a5a5e-0000-8000-8000-000000000101")
    rest = ("--as", "recicladora", "--yes")
    busy.ok(*words, "mass_kg=412.5", f"children=[{child % 10}]", *rest)
    busy.lang = lang
    again = busy.run(*words, "mass_kg=412.5", f"children=[{child % 12}]", *rest)
    assert again.code == 3
    assert said in again.err
    assert "{" not in again.err
    assert "children" not in again.err
    assert "item.dismantled" not in again.err
