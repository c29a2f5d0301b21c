"""The JSON of EPA's e-Manifest: what we write is what the service takes, what we read is all told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from batterypass.errors import MalformedError
from batterypass.exchange.emanifest import (
    EManifest,
    EWaste,
    Handler,
    encode_emanifest,
    plain_time,
    rounded_kg,
)
from batterypass.exchange.emanifest_read import Reading, parse_emanifest
from batterypass.texts.messages import MESSAGES
from shared import shared

PLANT = Handler(
    "VATEST000004", "Plant", "S CRYSTAL DRIVE", "2777", "ARLINGTON", "VA", "US", "22202",
    "703-308-0023", "plant@plant.example",
)  # fmt: skip
PACKS = EWaste(
    "Lithium-ion batteries", "UN3480", "UN3480, Waste lithium ion batteries, 9", "437.5", 2, "CF",
    ("D001", "D003"), True, entries=(12, 14),
)  # fmt: skip


def manifest(**known: Any) -> EManifest:
    values: dict[str, Any] = {
        "number": "100025814ELC", "status": "InTransit",
        "shipped_at": "2026-11-23T08:40:00-06:00", "received_at": "",
        "generator": PLANT, "transporters": (PLANT,), "facility": PLANT, "wastes": (PACKS,),
        "handling": "isolate the terminals", "emergency_phone": "+1 (888) 456-1234",
        "origin": "ledger.example/us", **known,
    }  # fmt: skip
    return EManifest(**values)


def schema() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(
        shared("reference/emanifest-external/schema/emanifest.json").read_bytes()
    )
    return loaded


def sample(name: str) -> bytes:
    path: Path = shared(f"reference/emanifest-external/samples/emanifest-save-{name}.json")
    return path.read_bytes()


def faults(body: bytes) -> list[str]:
    validator = jsonschema.Draft4Validator(schema())
    return [error.message for error in validator.iter_errors(json.loads(body))]


def said(reading: Reading) -> dict[str, str]:
    return {one.name: one.value for one in reading.understood}


# --- out ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "one",
    [
        manifest(),
        manifest(number="M-2026-00001", status="Scheduled", shipped_at=""),
        manifest(status="Signed", received_at="2026-11-23T12:00:00.250-06:00"),
        manifest(status="Signed", rejection="FullReject", rejection_reason="no_capacity"),
        manifest(
            generator=Handler(), transporters=(Handler(), PLANT), facility=Handler(),
            emergency_phone="", handling="", origin="",
            wastes=(EWaste("Black mass", "", "", "0.4", 1, "TARIMA", (), False, "x" * 300),),
        ),
    ],
    ids=["on its way", "offered", "signed", "turned away", "nearly nothing known"],
)  # fmt: skip
def test_what_is_written_is_valid_by_the_schema_of_the_service(one: EManifest) -> None:
    assert faults(encode_emanifest(one)) == []


def test_every_line_has_what_is_mandatory_and_dangerous_goods_their_description() -> None:
    waste = json.loads(encode_emanifest(manifest()))["wastes"][0]
    assert {"dotHazardous", "br", "pcb", "lineNumber", "epaWaste"} <= set(waste)
    assert waste["dotInformation"]["idNumber"] == {"code": "UN3480"}
    assert "wasteDescription" not in waste
    plain = EWaste("Casings", "", "", "10", 1, "CM", (), False)
    waste = json.loads(encode_emanifest(manifest(wastes=(plain,))))["wastes"][0]
    assert waste["wasteDescription"] == "Casings"
    assert "dotInformation" not in waste


def test_what_the_service_wants_and_nobody_knows_is_named_and_not_invented() -> None:
    one = manifest(generator=Handler(phone="+52 81 5555 0101"), number="M-1", status="Signed")
    body = json.loads(encode_emanifest(one))
    assert {
        "manifestTrackingNumber", "generator.epaSiteId", "generator.contact.phone",
        "wastes.1.managementMethod",
    } == set(one.missing)  # fmt: skip
    assert "manifestTrackingNumber" not in body
    assert "contact" not in body["generator"]
    encode_emanifest(one)
    assert len(one.missing) == 4, "asked twice it says the same"


@pytest.mark.parametrize(
    ("exact", "whole"), [("437.5", 438), ("437.49", 437), ("0.4", 1), ("0", 0), ("412", 412)]
)
def test_a_mass_is_rounded_half_up_and_never_to_nothing(exact: str, whole: int) -> None:
    assert rounded_kg(exact) == whole


def test_nobody_who_signed_is_named() -> None:
    assert b"printedName" not in encode_emanifest(manifest(status="Signed"))


# --- in -------------------------------------------------------------------------------------


def test_what_was_written_is_read_back_with_its_exact_mass() -> None:
    reading = parse_emanifest(encode_emanifest(manifest()))
    assert reading.wrong == []
    assert reading.not_understood == [], "what we write ourselves we understand"
    assert reading.masses == {1: "437.5"}
    found = said(reading)
    assert found["manifest_no"] == "100025814ELC"
    assert found["shipped_at"] == "2026-11-23T08:40:00-06:00"
    assert found["generator.epa_id"] == "VATEST000004"
    assert found["transporters.1.order"] == "1"
    assert found["wastes.1.un_number"] == "UN3480"
    assert found["wastes.1.container_type"] == "CF"
    assert found["emergency_phone"] == "888-456-1234"


@pytest.mark.parametrize(
    "name",
    ["valid-Full-Electronic-example", "valid-Hybrid-example", "valid-Data-and-Image-example"],
)
def test_every_value_of_a_sample_is_understood_or_named(name: str) -> None:
    body = sample(name)
    reading = parse_emanifest(body)
    assert reading.wrong == []
    assert len(reading.understood) > 20
    told = [one.path for one in reading.understood] + reading.not_understood
    assert len(told) == len(set(told))
    assert len(told) == _count(json.loads(body))


def _count(value: object) -> int:
    if isinstance(value, dict):
        return sum(map(_count, value.values()))
    if isinstance(value, list):
        return sum(map(_count, value))
    return 1


def test_the_sample_that_the_service_refuses_is_refused_here_with_its_places() -> None:
    body = sample("invalid-example")
    assert faults(body)
    places = {one.path for one in parse_emanifest(body).wrong}
    assert {
        "wastes[1].quantity.quantity", "wastes[1].dotHazardous", "wastes[1].pcb",
        "wastes[1].epaWaste", "wastes[1].br",
    } == places  # fmt: skip
    assert "wastes[1].hazardous" in parse_emanifest(body).not_understood


@pytest.mark.parametrize(
    ("unit", "kg"), [("K", "100"), ("M", "100000"), ("P", "45.359237"), ("T", "90718.474")]
)
def test_a_mass_in_another_unit_is_converted_exactly(unit: str, kg: str) -> None:
    line = {"quantity": {"quantity": 100, "unitOfMeasurement": {"code": unit}}}
    assert parse_emanifest(json.dumps({"wastes": [line]}).encode()).masses == {1: kg}


def test_a_volume_is_no_mass_and_a_comment_that_does_not_fit_is_not_believed() -> None:
    line: dict[str, Any] = {"quantity": {"quantity": 100, "unitOfMeasurement": {"code": "G"}}}
    assert parse_emanifest(json.dumps({"wastes": [line]}).encode()).masses == {}
    line["quantity"]["unitOfMeasurement"]["code"] = "K"
    line["additionalInfo"] = {"comments": [{"label": "Exact mass kg", "description": "7.5"}]}
    assert parse_emanifest(json.dumps({"wastes": [line]}).encode()).masses == {1: "100"}


@pytest.mark.parametrize(
    "body",
    [
        b"", b"[]", b"{}", b"\xff", b'{"status": 1, "status": 2}', b'{"status": NaN}',
        b'{"wastes": ' + b"[" * 60 + b"]" * 60 + b"}", b'{"wastes": ' + b"[" * 100_000,
    ],
    ids=["empty", "list", "no manifest", "no text", "twice", "nan", "deep list", "very deep"],
)  # fmt: skip
def test_what_is_no_manifest_is_refused_whole(body: bytes) -> None:
    with pytest.raises(MalformedError) as raised:
        parse_emanifest(body)
    assert MESSAGES.known(raised.value.code) is not None, "said in both languages"


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["wastes", "quantity", "br", "status", "code", "generator", "x"]),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_nothing_but_malformed_comes_out_of_the_reader(value: object) -> None:
    try:
        reading = parse_emanifest(json.dumps(value).encode())
    except MalformedError:
        return
    assert isinstance(value, dict)
    told = len(reading.understood) + len(reading.not_understood)
    assert told <= _count(value) <= told + len(reading.wrong)


def test_a_time_without_a_colon_becomes_an_event_time() -> None:
    assert plain_time("2017-10-23T04:00:00.000+0000") == "2017-10-23T04:00:00+00:00"
    assert plain_time("2017-10-23T04:00:00.125-0600") == "2017-10-23T04:00:00.125-06:00"
    assert plain_time("soon") == "soon"
