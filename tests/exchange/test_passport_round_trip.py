"""What a format can carry comes back as it was; what it cannot is in the loss report."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

from batterypass.exchange.batterypass_write import write_passport
from batterypass.exchange.catenax_write import write_pass
from batterypass.exchange.json_rows import parse_json
from batterypass.exchange.leaves import FIELD_OF
from batterypass.exchange.native import encode_native
from batterypass.exchange.payloads import read_payloads
from batterypass.exchange.rows import Row
from batterypass.exchange.source import Source
from batterypass.exchange.terms import chemistry_of
from batterypass.exchange.writing import Facts, encode_document
from exchange.passports import FACTS, FULL, MOMENT, passports

if TYPE_CHECKING:
    from batterypass.domain.passport_values import Value
    from batterypass.exchange.losses import Loss
    from batterypass.exchange.rows import Format


def sent(format_: Format, values: dict[str, Value]) -> tuple[Row, list[Loss]]:
    """Write a passport and read it again."""
    facts = Facts(since=dict.fromkeys(values, MOMENT), issued=MOMENT)
    losses: list[Loss] = []
    if format_ == "native":
        body = encode_native(values, reader="commission", about={}, hidden=(), ledger={})
    elif format_ == "catenax":
        tree, losses = write_pass(values, facts)
        body = encode_document(tree)
    else:
        documents, losses = write_passport(values, facts)
        body = encode_document(documents)
    if not parse_json(body.decode()):
        return Row(1, (), ()), losses
    _, ((row, _),) = read_payloads(Source("passport.json", body), format_)
    return row, losses


def said(row: Row, name: str) -> Any:
    """Give what a row says of an attribute, wherever it stands."""
    if name in FIELD_OF:
        return row.cells.get(FIELD_OF[name])
    if name == "battery_identifier":
        return next((row.cells[one] for one in row.names if one == "item" or "alias" in one), None)
    if name == "battery_chemistry":
        return row.values.get(name, row.cells.get("chemistry"))
    return row.values.get(name)


def expected(format_: Format, name: str, value: Any) -> Any:
    if name == "battery_passport_identifier" and format_ == "catenax":
        return f"urn:uuid:{value[-36:]}"
    if name == "battery_category" and format_ == "batterypass":
        return value.lower()
    return value


def check(format_: Format, values: dict[str, Value]) -> int:
    row, losses = sent(format_, values)
    lost = {one.attribute for one in losses if one.kind in ("left_out", "reshaped")}
    carried = [name for name in values if name not in lost]
    for name in carried:
        assert said(row, name) == expected(format_, name, values[name]), name
    return len(carried)


@pytest.mark.parametrize(
    ("format_", "least"), [("native", 96), ("batterypass", 70), ("catenax", 55)]
)
def test_a_whole_passport_comes_back(format_: Format, least: int) -> None:
    assert check(format_, FULL) >= least


@pytest.mark.parametrize("format_", ["native", "batterypass", "catenax"])
def test_any_passport_comes_back_but_for_what_the_report_says(format_: Format) -> None:
    @settings(max_examples=150, deadline=None)
    @given(passports())
    def each(values: dict[str, Value]) -> None:
        if values:
            check(format_, values)

    each()


def test_our_own_format_loses_nothing_and_says_so() -> None:
    row, losses = sent("native", FULL)
    assert not losses
    assert row.cells["energy_wh"] == "46000"
    assert chemistry_of("Lithium iron phosphate") == row.cells["chemistry"]


def test_a_passport_of_our_own_without_an_energy_has_it_worked_out_and_said() -> None:
    values = {name: value for name, value in FULL.items() if name != "certified_usable_energy"}
    body = encode_native(values, reader="commission", about={}, hidden=(), ledger={})
    _, ((row, report),) = read_payloads(Source("passport.json", body), "native")
    assert row.cells["energy_wh"] == "46007.52"
    (line,) = [one for one in report if "energy_wh" in one.target]
    assert "131.3" not in line.reason("en")
    assert "worked out" in line.reason("en")


@pytest.mark.parametrize("format_", ["batterypass", "catenax"])
def test_every_value_is_written_or_in_the_report(format_: Format) -> None:
    make = write_pass if format_ == "catenax" else write_passport
    tree, losses = make(FULL, FACTS)
    text = json.dumps(tree, default=str)
    for name, value in FULL.items():
        told = any(one.attribute == name for one in losses)
        if (
            not told
            and isinstance(value, str)
            and name not in ("battery_category", "battery_status")
        ):
            assert value in text, name
    for one in losses:
        assert one.reason("es") != one.reason("en")
        assert one.text("en")
