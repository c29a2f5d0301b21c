"""A sample that somebody else draws again by the page alone, and one that was chosen by hand."""

from __future__ import annotations

import csv
import io
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from batterypass.domain.sampling import allocate, draw
from batterypass.errors import BatterypassError, MalformedError
from batterypass.exchange.audit_sample import Sample

ROOT = "5e" * 32
PACKS = {f"https://id.example/{number}": "LFP" if number % 3 else "NMC-811" for number in range(40)}


def redo(population: dict[str, str], n: int, seed: str, root: str) -> list[str]:
    """Draw by docs/formats/audit-sample.md alone: nothing of batterypass in these lines."""
    n = min(n, len(population))
    strata = sorted(set(population.values()))
    sizes = {name: sum(one == name for one in population.values()) for name in strata}
    take = {name: n * sizes[name] // len(population) for name in strata}
    rest = sorted(strata, key=lambda name: (-(n * sizes[name] % len(population)), name))
    for name in rest[: n - sum(take.values())]:
        take[name] += 1

    def rank(item: str) -> str:
        text = f"batterypass/audit-sample/v1\n{seed}\n{root}\n{item}\n"
        return sha256(text.encode()).hexdigest()

    return [
        item
        for name in strata
        for item in sorted((i for i, s in population.items() if s == name), key=rank)[: take[name]]
    ]


@pytest.mark.parametrize("n", [1, 2, 7, 25, 39, 40, 41])
def test_ten_lines_written_from_the_page_draw_the_same_sample(n: int) -> None:
    drawn = draw(PACKS, n, "20261121", ROOT)
    assert [one.item for one in drawn] == redo(PACKS, n, "20261121", ROOT)
    assert len(drawn) == min(n, len(PACKS))


@given(
    st.dictionaries(st.text(max_size=6), st.sampled_from(["a", "b", "c", ""]), max_size=30),
    st.integers(1, 40),
    st.text("0123456789abc", min_size=1, max_size=8),
)
def test_any_population_is_drawn_as_the_page_says(
    population: dict[str, str], n: int, seed: str
) -> None:
    drawn = [one.item for one in draw(population, n, seed, ROOT)]
    assert drawn == (redo(population, n, seed, ROOT) if population else [])
    assert drawn == [one.item for one in draw(dict(reversed(population.items())), n, seed, ROOT)]


@given(st.dictionaries(st.text(max_size=4), st.integers(1, 500), max_size=9), st.integers(0, 900))
def test_no_stratum_gets_more_than_its_share_rounded_up(sizes: dict[str, int], n: int) -> None:
    given_to, total = allocate(sizes, n), sum(sizes.values())
    n = min(n, total)
    assert sum(given_to.values()) == n
    for name, size in sizes.items():
        assert n * size // total <= given_to[name] <= -(-n * size // total)


def test_another_seed_or_another_root_draws_other_packs() -> None:
    one = draw(PACKS, 10, "1", ROOT)
    assert one != draw(PACKS, 10, "2", ROOT)
    assert one != draw(PACKS, 10, "1", "5f" * 32)


def sample() -> Sample:
    drawn = tuple(draw(PACKS, 5, "20261121", ROOT))
    return Sample(drawn, 5, "20261121", "chemistry", len(PACKS), 107, ROOT, "log.example/batteries")


def test_a_sample_file_reads_back_and_says_its_seed_and_root_in_every_row() -> None:
    data = sample().encode()
    assert Sample.parse(data, "s.csv") == sample()
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert {(row["seed"], row["root"], row["size"]) for row in rows} == {("20261121", ROOT, "107")}


@pytest.mark.parametrize(("old", "new"), [
    ("chemistry", "colour"), ("20261121", "=1+1"), ("\r\n", "\n"),
    ("5e5e", "zzzz"), ("place", "row"), (",107,", ",0107,"), ("1,https", "2,https"),
])  # fmt: skip
def test_a_sample_that_somebody_touched_is_none(old: str, new: str) -> None:
    data = sample().encode()
    assert old.encode() in data
    with pytest.raises(MalformedError):
        Sample.parse(data.replace(old.encode(), new.encode()), "s.csv")


@given(st.binary(max_size=200))
def test_no_bytes_make_the_reader_of_samples_fall(data: bytes) -> None:
    with pytest.raises(BatterypassError):
        Sample.parse(data, "s.csv")
