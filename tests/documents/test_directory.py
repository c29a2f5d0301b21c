"""The printed directory: everybody is in it, nothing stands on anything, and the page numbers are true."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest

from batterypass.documents.directory import render_directory
from batterypass.documents.directory_map import COUNTRY, MIDDLE, is_in, ranges
from batterypass.documents.label_places import Ground, Rect
from batterypass.errors import InputError
from documents.reading import Seen, seen, squeezed, text_of
from documents.samples_directory import company, crowded, directory, grant, nobody, site

CROWD = 60


@cache
def printed(name: str, lang: str) -> bytes:
    content = {"small": directory(), "crowded": crowded(CROWD), "nobody": nobody()}[name]
    return render_directory(content, lang)  # type: ignore[arg-type]


def pages(pdf: bytes) -> list[str]:
    return text_of(pdf).rstrip("\n").split("\n\f\n")


def overlap(one: Seen, other: Seen) -> bool:
    """Tell whether two texts share more than a hair."""
    hair = 0.4
    return (
        one.left < other.right - hair
        and other.left < one.right - hair
        and one.top < other.bottom - hair
        and other.top < one.bottom - hair
    )


@pytest.mark.parametrize("lang", ["es", "en"])
@pytest.mark.parametrize("name", ["small", "crowded", "nobody"])
def test_no_text_stands_on_another_or_leaves_the_page(name: str, lang: str) -> None:
    by_page: dict[int, list[Seen]] = {}
    for one in seen(printed(name, lang)):
        if one.text.strip():
            by_page.setdefault(one.page, []).append(one)
            assert 15 < one.left < one.right < 597, one
            assert 30 < one.top < one.bottom < 770, one
    for found in by_page.values():
        found.sort(key=lambda one: one.top)
        for place, one in enumerate(found):
            for other in found[place + 1 :]:
                if other.top > one.bottom:
                    break
                assert not overlap(one, other), (one, other)


@pytest.mark.parametrize("name", ["small", "crowded"])
def test_the_index_names_the_page_that_a_company_is_on(name: str) -> None:
    content = {"small": directory(), "crowded": crowded(CROWD)}[name]
    found = [page.split("\n", 1) for page in pages(printed(name, "es"))]
    index = re.sub(r"\s+", " ", " ".join(rest for head, rest in found if "Índice" in head))
    for one in content.recyclers:
        at = next(n for n, page in enumerate(found, 1) if one.party in "".join(page[1].split()))
        for card in one.sites:
            # In the row of a site the page is its last number, behind how its permits stand.
            start = index.index(f"{one.name} · {card.name or card.site_id}")
            row = re.search(r"(?:\d|–) (\d+) (?=\D)", index[start + len(one.name) :])
            assert row is not None
            assert int(row[1]) == at, one.name


def test_every_page_says_its_number_what_it_rests_on_and_how_to_check() -> None:
    found = pages(printed("small", "en"))
    for number, page in enumerate(found, start=1):
        assert f"Page {number} of {len(found)}" in page
        assert directory().source.root in page
        assert "batterypass verify" in page


def test_what_is_only_certified_has_a_box_of_its_own() -> None:
    text = squeezed(printed("small", "es"))
    assert "Certificado(esquemaprivado):noesunaautorización" in text
    # The company without an authorisation of a government at a site is told so.
    assert "Sinautorizacióndeningúngobierno" in text
    assert text.count("R2-C-2024-118") == 2


def test_a_copied_authorisation_says_from_where_and_which_entries_prove_it() -> None:
    text = re.sub(r"\s+", " ", text_of(printed("small", "es")))
    assert "[T1] Transcrita por el registrador de: SEMARNAT, empresas autorizadas" in text
    assert "lista del 2026-05-04" in text
    assert "firmada por la autoridad asientos: 8, 29" in text


def test_sites_without_a_place_are_listed_apart_and_none_is_lost() -> None:
    text = text_of(printed("small", "es"))
    assert "Patio (sin coordenadas)" in text
    assert "Lagos (fuera del mapa)" in text
    crowd = squeezed(printed("crowded", "es"))
    for number in range(CROWD):
        assert f"delNoreste{number},S.A." in crowd


def test_the_middle_has_a_map_of_its_own_where_it_is_crowded() -> None:
    assert "Mapa de sitios: el centro" in text_of(printed("crowded", "es"))
    assert "Mapa de sitios: el centro" not in text_of(printed("small", "es"))


def test_all_thirty_two_capitals_are_on_the_map() -> None:
    (page,) = [page for page in pages(printed("nobody", "es")) if "500 km" in page]
    for capital in directory().capitals:
        assert capital.capital in page


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("0", "0 t de 1200 t al año (0.0 %)"),
        ("312400", "312.4 t de 1200 t al año (26.0 %)"),
        ("1500000", "1500 t de 1200 t al año (125.0 %)"),
    ],
)
def test_the_bar_says_its_numbers(accepted: str, expected: str) -> None:
    content = directory(company("A, S.A.", site(accepted_kg=accepted)))
    text = text_of(render_directory(content, "es"))
    assert expected in text
    assert "80 %" in text


def test_without_a_limit_in_force_the_bar_has_no_notch() -> None:
    content = replace(directory(company("A, S.A.")), near_percent="")
    assert "80 %" not in text_of(render_directory(content, "es"))


def test_a_capacity_of_nothing_is_full() -> None:
    content = directory(company("A, S.A.", site(capacity_t="0", authorised=(grant("1"),))))
    assert "(100.0 %)" in text_of(render_directory(content, "es"))


def test_a_language_that_it_does_not_have_is_refused() -> None:
    with pytest.raises(InputError):
        render_directory(directory(), "fr")  # type: ignore[arg-type]


def test_runs_of_numbers_are_written_shortly() -> None:
    assert ranges([1]) == "1"
    assert ranges([1, 2]) == "1, 2"
    assert ranges([3, 4, 5, 9]) == "3–5, 9"
    assert ranges([1, 3, 5, 7, 9]) == "1, 3, 5…"


def test_a_degree_north_is_as_long_as_the_scale_says() -> None:
    for frame in (COUNTRY, MIDDLE):
        _, y = frame.project(20, -100)
        _, further = frame.project(21, -100)
        km = (y - further) / (frame.scale.width - 4) * frame.scale_km
        assert km == pytest.approx(111.195)


def test_only_what_is_inside_a_frame_is_on_it() -> None:
    assert is_in(site(), COUNTRY)
    assert is_in(site(), MIDDLE)
    assert not is_in(site(latitude="", longitude=""), COUNTRY)
    assert not is_in(site(latitude="6.5", longitude="3.4"), COUNTRY)


def test_labels_find_places_that_touch_nothing() -> None:
    ground = Ground(Rect(0, 0, 300, 200))
    points = [(60 + 12 * n, 90 + 5 * (n % 4)) for n in range(16)]
    for x, y in points:
        ground.block(x, y, 1.5)
    placed = [ground.place(x, y, 22, 8) for x, y in points]
    rects = [one.rect for one in placed if one is not None]
    assert len(rects) == len(points)
    for place, one in enumerate(rects):
        assert not any(map(one.overlaps, rects[place + 1 :]))
        for x, y in points:
            assert not (one.x < x < one.x + one.width and one.y < y < one.y + one.height)
    assert any(one.has_leader for one in placed if one is not None)


def test_a_label_that_finds_no_place_is_left_out() -> None:
    ground = Ground(Rect(0, 0, 30, 10))
    first, second = ground.place(15, 5, 12, 8), ground.place(15, 5, 26, 9)
    assert first is not None
    assert second is None
