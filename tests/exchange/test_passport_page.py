"""docs/formats/passport-json.md is true, and so is what pack-import.md says of whole passports."""

from __future__ import annotations

import json
import re

import pytest

from batterypass.errors import MalformedError
from batterypass.exchange.native import encode_native
from batterypass.exchange.packs import Pack
from batterypass.exchange.payloads import MAX_PAYLOADS, read_payloads
from batterypass.exchange.source import Source
from exchange import samples
from shared import ROOT

PAGE = (ROOT / "docs" / "formats" / "passport-json.md").read_text("utf-8")
IMPORT = (ROOT / "docs" / "formats" / "pack-import.md").read_text("utf-8")
((EXAMPLE),) = re.findall(
    r"^```json name=passport.json\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE
)


def test_the_example_is_what_an_export_writes() -> None:
    said = json.loads(EXAMPLE)
    body = encode_native(
        said["values"], pack=said["pack"], reader=said["reader"], about=said["about"], hidden=tuple(said["hidden"]),
        ledger=said["ledger"],
    )  # fmt: skip
    assert body.decode() == EXAMPLE


def test_the_example_is_read_as_the_page_says() -> None:
    source = Source("passport.json", EXAMPLE.encode())
    (found,) = samples.read(source)
    assert isinstance(found, Pack)
    assert found.form["values"] == {
        "extinguishing_agent": ["water"],
        "initial_internal_resistance": [{"level": "pack", "value": "0.1"}],
    }
    assert found.sealed == {"individual_legitimate_interest": {"remaining_capacity": "128.4"}}
    assert found.passport.endswith("b2adbefd-ce64-8745-acb2-cf0285275348")
    assert found.form["energy_wh"] == "46000", "not 350.4 V x 131.3 Ah"
    assert found.form["plant"] == "apodaca-1"
    assert found.form["aliases"] == [{"scheme": "GIAI", "value": "95212345SA26000001"}]
    _, ((_, report),) = read_payloads(source, "native")
    unread = {line.path for line in report if line.key in ("why_about", "why_file_head")}
    assert {path.split(".")[0].split("[")[0] for path in unread} == {
        "format", "version", "reader", "ledger", "about", "hidden",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "said"),
    [({"version": 2}, "version 2, expected 1"), ({"values": []}, "values")],
)
def test_a_passport_of_another_version_is_refused(changes: dict[str, object], said: str) -> None:
    body = json.dumps(json.loads(EXAMPLE) | changes).encode()
    with pytest.raises(MalformedError, match=said):
        read_payloads(Source("passport.json", body), "native")


def test_an_attribute_that_nobody_knows_is_left_out_and_named() -> None:
    body = json.loads(EXAMPLE)
    body["values"] |= {"colour": "grey", "battery_mass": {"kg": {"value": "1"}}}
    _, ((row, report),) = read_payloads(Source("p.json", json.dumps(body).encode()), "native")
    told = {line.path: line.key for line in report}
    assert told["values.colour"] == "why_no_attribute"
    assert told["values.battery_mass.kg.value"] == "why_no_place"
    assert "mass_kg" not in row.names


def test_the_page_of_imports_names_the_limits_and_the_lists() -> None:
    assert f"a list of at most {MAX_PAYLOADS}" in IMPORT
    assert list(json.loads(re.findall(r"^```json\n(.*?)^```$", IMPORT, re.DOTALL | re.MULTILINE)[0])) == [
        "taken", "mapped", "left_out", "warnings", "errors",
    ]  # fmt: skip
