"""Tables: what is packaged is what was compiled, and what is no table is refused by name."""

from __future__ import annotations

import json
from contextlib import suppress
from hashlib import sha256
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batterypass.errors import MalformedError, UndecidedError
from batterypass.regulations.tables import (
    FILES,
    Regulations,
    Table,
    jurisdiction_of,
    least,
    tolerance_percent,
)
from shared import shared
from worlds import packaged_bodies, packaged_regulations

ROW: dict[str, Any] = {
    "id": "A", "name": "n", "percent": "5", "valid_from": "2020-01-01", "valid_to": None,
    "status": "in_force", "source": "s", "confidence": "low",
}  # fmt: skip


def table_of(*rows: dict[str, Any]) -> bytes:
    return json.dumps({"rows": list(rows)}).encode()


@pytest.mark.parametrize(
    "file", ["classification-regimes.json", "authorisation-scopes.csv", "waste-codes.csv"]
)
def test_the_compiled_tables_are_packaged_byte_for_byte(file: str) -> None:
    body = packaged_bodies()[file.rsplit(".", 1)[0]]

    assert body == shared(f"reference/{file}").read_bytes()


@pytest.mark.parametrize("name", sorted(FILES))
def test_every_row_says_where_it_comes_from_and_how_sure_it_is(name: str) -> None:
    table = packaged_regulations().table(name)

    assert table.sha256 == sha256(packaged_bodies()[name]).hexdigest()
    for row in table.rows:
        assert row["confidence"] in ("high", "medium", "low")
        # The rows of the classification sheet rest on the sources of the codes that they name.
        assert row.get("source") or row.get("source_id") or name == "classification-regimes"


def test_the_attribution_names_the_licence_of_the_sources() -> None:
    folder = files("batterypass.regulations").joinpath("data")
    text = folder.joinpath("ATTRIBUTION.md").read_text("utf-8")

    assert "Open Government Licence v3.0" in text
    for file in FILES.values():
        assert f"`{file}`" in text


@pytest.mark.parametrize("name", sorted(FILES))
@pytest.mark.parametrize("day", ["1999-01-01", "2026-11-08", "2026-11-09", "2100-01-01"])
def test_what_is_only_proposed_is_never_in_force(name: str, day: str) -> None:
    rows = list(packaged_regulations().table(name).in_force(day))

    assert not [row for row in rows if row.get("status") == "proposed"]
    assert not [row for row in rows if row.get("hazard_status") == "proposed"]
    assert not [row for row in rows if row.get("code") == "UW-LITHIUM"]


@pytest.mark.parametrize(
    ("day", "held"),
    [
        ("2019-12-31", False),
        ("2020-01-01", True),
        ("2026-11-21", True),
        ("2026-11-22", False),
    ],
)
def test_a_row_holds_from_its_first_day_to_its_last(day: str, held: bool) -> None:
    table = Table.parse("tolerances", table_of({**ROW, "valid_to": "2026-11-21"}))

    assert bool(list(table.in_force(day))) is held


def test_a_row_without_a_beginning_never_holds() -> None:
    table = Table.parse("tolerances", table_of({**ROW, "valid_from": None}))

    assert list(table.in_force("2026-11-21")) == []


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"\xff", "utf-8"),
        (b"[]", "member 'rows'"),
        (b'{"rows": {}}', "member 'rows'"),
        (b'{"rows": []}', "no rows"),
        (b'{"rows": [1]}', "list of rows"),
        (b'{"rows": [{"a": 1, "a": 2}]}', "twice"),
        (b"{", "Expecting"),
        (table_of({**ROW, "confidence": "sure"}), "row A: confidence 'sure'"),
        (table_of({**ROW, "status": "planned"}), "row A: status 'planned'"),
        (table_of({**ROW, "valid_from": "2026-13-01"}), "row A: valid_from '2026-13-01'"),
        (table_of({**ROW, "valid_to": "2019-01-01"}), "before 2020-01-01"),
        (table_of({name: ROW[name] for name in ROW if name != "valid_to"}), "valid_to"),
        (table_of({name: ROW[name] for name in ROW if name != "percent"}), "without percent"),
        (table_of(ROW, ROW), "same id"),
    ],
)
def test_what_is_no_table_is_refused_by_name(body: bytes, says: str) -> None:
    with pytest.raises(MalformedError, match="table tolerances") as refused:
        Table.parse("tolerances", body)

    assert says in str(refused.value)


def test_a_class_of_waste_without_its_cells_is_refused() -> None:
    table = json.loads(packaged_bodies()["classification-regimes"])
    del table["regimes"][0]["default"]

    with pytest.raises(MalformedError, match="row MX-2004: without default"):
        Table.parse("classification-regimes", json.dumps(table).encode())


def test_a_line_with_too_many_or_too_few_cells_is_refused() -> None:
    body = packaged_bodies()["waste-codes"].decode()

    for wrong in (body + "EU,EU-LoW\n", body.rstrip("\n") + ",one more\n"):
        with pytest.raises(MalformedError, match="cells"):
            Table.parse("waste-codes", wrong.encode())


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=200),
        st.text(max_size=200).map(str.encode),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=8),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
            max_leaves=10,
        ).map(lambda value: json.dumps({"rows": value, "regimes": value}).encode()),
    ),
    st.sampled_from(["tolerances", "waste-codes", "classification-regimes", "authorisation-scopes"]),
)  # fmt: skip
def test_nothing_but_our_error_escapes(body: bytes, name: str) -> None:
    with suppress(MalformedError):
        Table.parse(name, body)


def test_a_table_that_is_not_here_leaves_it_undecided() -> None:
    with pytest.raises(UndecidedError, match="'tolerances'"):
        Regulations().table("tolerances")


@pytest.mark.parametrize(
    ("country", "jurisdiction"),
    [("MX", "MX"), ("DE", "EU"), ("ES", "EU"), ("GB", "UK"), ("US", "US"), ("BR", "BR")],
)
def test_a_country_has_the_table_of_its_jurisdiction(country: str, jurisdiction: str) -> None:
    assert jurisdiction_of(packaged_regulations(), country, "2026-11-21") == jurisdiction


@pytest.mark.parametrize(
    ("name", "percent"), [("consignment", "5"), ("children", "2"), ("batch", "3"), ("other", None)]
)
def test_tolerances_are_a_table(name: str, percent: str | None) -> None:
    assert tolerance_percent(packaged_regulations(), name, "2026-11-21") == percent
    assert tolerance_percent(packaged_regulations(), name, "2019-12-31") is None


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ((), "high"),
        (("high", "high"), "high"),
        (("high", "medium"), "medium"),
        (("low", "high"), "low"),
        (("medium", "low"), "low"),
        (("nobody knows",), "low"),
    ],
)
def test_a_judgement_is_as_sure_as_its_weakest_row(given_: tuple[str, ...], expected: str) -> None:
    assert least(*given_) == expected
