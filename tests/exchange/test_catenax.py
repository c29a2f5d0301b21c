"""A Catena-X battery pass: what is taken, mapped and left out, leaf by leaf."""

from __future__ import annotations

import copy
import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batterypass.errors import InputError, MalformedError
from batterypass.exchange import catenax_paths as paths
from batterypass.exchange.catenax import map_payload
from batterypass.exchange.json_rows import parse_json
from batterypass.exchange.leaves import Leaves, ReportLine, target_of
from batterypass.exchange.packs import Pack
from batterypass.exchange.payloads import read_payloads
from batterypass.exchange.source import Source, read_file
from batterypass.regulations.attributes import attributes
from exchange import samples
from shared import shared

SAMPLE = "reference/passport-external/catenax-battery-pass-6.1.0/BatteryPass.json"
SCHEMA = "reference/passport-external/catenax-battery-pass-6.1.0/BatteryPass-schema.json"
#: What a maker of packs would send: a part of the model, with figures that fit each other.
PAYLOAD: dict[str, Any] = {
    "specVersion": "urn:io.catenax.battery.battery_pass:6.1.0",
    "identification": {
        "chemistry": "Lithium Iron Phosphate (LFP)",
        "category": "EV",
        "idDmc": "https://id.sierra-alta.example/01/09521234560104/21/SA26-000001",
        "identification": {
            "serial": [
                {"key": "manufacturerId", "value": "M-1"},
                {"key": "partInstanceId", "value": "SA26-000001"},
            ],
            "codes": [{"key": "GTIN", "value": "9521234560104"}],
            "type": {"manufacturerPartId": "SA-46"},
        },
    },
    "characteristics": {
        "physicalDimension": {"weight": {"value": 412500, "unit": "unit:gram"}},
        "warranty": {"lifeValue": 8, "lifeUnit": "unit:year"},
    },
    "metadata": {"status": "approved"},
    "operation": {"manufacturer": {"manufacturingDate": "2026-02-17"}},
    "performance": {
        "rated": {
            "voltage": {"nominal": 350.4},
            "capacity": {"value": 131.3},
            "energy": {"value": 46.0},
        }
    },
}


def read(payload: Any, *given: str) -> tuple[Any, list[ReportLine]]:
    source = Source("pass.json", json.dumps(payload).encode())
    (found,) = samples.read(source, *given, format_="catenax")
    _, ((_, report),) = read_payloads(source)
    return found, report


def changed(path: str, value: object) -> dict[str, Any]:
    """Give the payload with one leaf changed, or taken away with None."""
    payload = copy.deepcopy(PAYLOAD)
    *way, last = path.split(".")
    node = payload
    for name in way:
        node = node[name]
    if value is None:
        del node[last]
    else:
        node[last] = value
    return payload


def test_a_makers_payload_becomes_the_pack_that_it_describes() -> None:
    found, _ = read(PAYLOAD)
    assert isinstance(found, Pack)
    assert found.unusual is None
    assert found.form == {
        "item": "https://id.sierra-alta.example/01/09521234560104/21/SA26-000001",
        "model": "SA-46", "serial": "SA26-000001", "chemistry": "LFP", "category": "EV",
        "nominal_voltage_v": "350.4", "capacity_ah": "131.3", "energy_wh": "46000",
        "mass_kg": "412.5", "made_month": "2026-02",
        "values": {
            "battery_chemistry": "Lithium Iron Phosphate (LFP)",
            "certified_usable_energy": "46", "dpp_status": "approved", "warranty_period": "96",
        },
    }  # fmt: skip


def test_the_published_sample_is_taken_with_a_report_of_every_leaf() -> None:
    source = read_file(shared(SAMPLE))
    payload = parse_json(source.body.decode())
    row, report = map_payload(1, payload)
    assert sorted(line.path for line in report) == sorted(Leaves(1, payload).values)
    (found,) = samples.read(source)
    assert isinstance(found, Pack)
    assert found.form["serial"] == "SN12345678"
    assert found.form["chemistry"] == "NMC"
    assert (found.form["mass_kg"], found.form["energy_wh"]) == ("0.02", "500")
    # 500 Wh from 3.7 V and 4 Ah: the generated sample is valid, and cannot be true.
    assert found.unusual is not None
    assert found.unusual.column == "energy_wh (performance.rated.energy.value)"
    counts = {what: sum(line.what == what for line in report) for what in ("taken", "mapped")}
    assert counts["taken"] > 40
    assert counts["mapped"] > 15
    for line in report:
        assert line.key or line.what == "taken", line.path
        assert line.text("es") != line.text("en") or not line.key
        targets = line.target.split(", ") if line.target else []
        for target in targets:
            assert target in row.names or target.rsplit(".", 1)[-1] in row.values, target
        assert bool(targets) == (line.what != "left_out")


def test_nothing_that_is_not_public_gets_into_the_event_and_the_rest_is_to_be_sealed() -> None:
    (found,) = samples.read(read_file(shared(SAMPLE)))
    assert isinstance(found, Pack)
    for name in found.form["values"]:
        assert attributes()[name].access_tier == "public", name
    for point, section in found.sealed.items():
        for name in section:
            assert attributes()[name].access_tier == point, name
    assert {"state_of_charge", "battery_status"} <= set(
        found.sealed["individual_legitimate_interest"]
    )
    assert "detailed_composition" in found.sealed["legitimate_interest_and_commission"]
    assert "test_report_results" in found.sealed["authorities_and_commission"]
    assert found.passport == "urn:uuid:550e8400-e29b-41d4-a716-446655440000"


def test_every_path_is_one_of_the_model() -> None:
    known = model_paths(json.loads(shared(SCHEMA).read_text("utf-8")))
    used = [
        *paths.PLAIN, *paths.READINGS, *paths.POWERS.values(), *paths.TEST_REPORTS,
        *(f"{path}[].content" for path in (*paths.DOCUMENTS, *paths.MORE_DOCUMENTS)),
    ]  # fmt: skip
    for path in used:
        plain = re.sub(r"\[[0-9]*\]", "", path)
        assert any(one == plain or one.startswith(f"{plain}.") for one in known), path


def test_the_reference_names_the_same_paths() -> None:
    for path, target in {**paths.PLAIN, **paths.READINGS, **paths.DOCUMENTS}.items():
        said = attributes()[target].catenax_path
        assert re.sub(r"\[[0-9]*\]", "", path) in re.sub(r"\[[0-9]*\]", "", said) or (
            path.rsplit(".", 1)[1] in said
        ), target


def test_every_unit_of_mass_of_the_model_is_known() -> None:
    body = shared(SCHEMA).read_text("utf-8")
    for unit in ("gram", "kilogram", "tonneMetricTon", "tonUsOrShortTonUkorus",
                 "ounceAvoirdupois", "pound"):  # fmt: skip
        assert f"unit:{unit}" in body
        assert f"unit:{unit}" in paths.MASS_UNITS
    found, _ = read(changed("characteristics.physicalDimension.weight.unit", "unit:stone"))
    assert [one.key for one in found] == ["missing"]
    assert found[0].column == "mass_kg"


@pytest.mark.parametrize(
    ("path", "column"),
    [
        ("performance.rated.energy", "energy_wh"),
        ("operation.manufacturer.manufacturingDate", "made_month"),
        ("identification.chemistry", "chemistry"),
        ("characteristics.physicalDimension", "mass_kg"),
    ],
)
def test_what_the_model_leaves_open_and_we_need_is_asked_for_by_name(
    path: str, column: str
) -> None:
    found, _ = read(changed(path, None))
    assert [(one.column, one.key) for one in found] == [(column, "missing")]


def test_what_is_missing_can_be_set() -> None:
    found, _ = read(changed("performance.rated.energy", None), "energy_kwh=46")
    assert isinstance(found, Pack)
    assert found.form["energy_wh"] == "46000"


def test_a_category_that_only_the_model_has_is_asked_for() -> None:
    found, _ = read(changed("identification.category", "incorporated"))
    assert [one.key for one in found] == ["choice"]
    assert found[0].column == "category (identification.category)"


def test_a_code_that_is_no_address_becomes_another_number_of_the_pack() -> None:
    found, _ = read(changed("identification.idDmc", "34567890"))
    assert found.form["aliases"] == [{"scheme": "idDmc", "value": "34567890"}]
    assert found.form["item"].endswith("/01/09521234560104/21/SA26-000001")


def test_a_reading_of_one_day_is_sealed_and_never_a_fact_of_manufacture() -> None:
    payload = changed(
        "performance.dynamic", {"stateOfCharge": {"value": 50.0, "time": "2026-03-01"}}
    )
    found, report = read(payload)
    assert "state_of_charge" not in found.form["values"]
    assert found.sealed == {"individual_legitimate_interest": {"state_of_charge": "50"}}
    told = {one.path: (one.what, one.key) for one in report if "stateOfCharge" in one.path}
    assert told == {
        "performance.dynamic.stateOfCharge.value": ("taken", ""),
        "performance.dynamic.stateOfCharge.time": ("left_out", "why_time"),
    }


def test_the_share_of_a_stage_that_this_program_wrote_is_read_back() -> None:
    footprint = {
        "type": "Climate Change Total", "unit": paths.SHARE_OF_TOTAL, "value": 40,
        "lifecycle": paths.STAGE_WORDS["cf_raw_material"],
    }  # fmt: skip
    found, _ = read(changed("sustainability", {"carbonFootprint": [footprint]}))
    assert found.form["values"]["cf_raw_material"] == "40"


def test_the_footprint_of_one_stage_is_not_the_footprint() -> None:
    footprint = {
        "type": "Climate Change Total", "unit": "kg CO2 / kWh", "value": 12.678,
        "lifecycle": "main product production",
    }  # fmt: skip
    _, report = read(changed("sustainability", {"carbonFootprint": [footprint]}))
    assert {one.path: one.key for one in report}["sustainability.carbonFootprint[0].value"] == (
        "why_stage"
    )
    footprint["lifecycle"] = "cradle to gate"
    found, _ = read(changed("sustainability", {"carbonFootprint": [footprint]}))
    assert found.form["values"]["carbon_footprint_per_functional_unit"] == "12.678"


def test_hazardous_shares_are_brought_to_per_cent() -> None:
    hazardous = {"lead": {"concentration": 5.3, "materialUnit": "unit:partPerMillion"}}
    found, _ = read(changed("materials", {"hazardous": hazardous}))
    assert found.form["values"]["hazardous_substances"] == [
        {"name": "lead", "concentration_percent": "0.00053"}
    ]
    hazardous["lead"]["materialUnit"] = "unit:percentVolume"
    found, report = read(changed("materials", {"hazardous": hazardous}))
    assert "concentration_percent" not in str(found.form["values"])
    assert "why_unknown_unit" in {one.key for one in report}


def test_a_value_too_long_for_the_ledger_is_left_out_and_said() -> None:
    found, report = read(changed("metadata.backupReference", "x" * 2001))
    assert "backup_provider_reference" not in found.form["values"]
    assert {one.path: one.key for one in report}["metadata.backupReference"] == "why_long"
    found, report = read(changed("metadata.status", "retired"))
    assert "dpp_status" not in found.form["values"]
    (line,) = [one for one in report if one.path == "metadata.status"]
    assert line.key == "why_implausible"
    assert "approved" in line.reason("en")
    assert line.reason("es") != line.reason("en")


def test_a_passport_of_version_5_0_0_says_the_same_things_elsewhere() -> None:
    payload = changed("specVersion", "urn:io.catenax.battery.battery_pass:5.0.0")
    payload["handling"] = {
        "spareParts": {"sparePart": [{"manufacturerPartId": "C-1", "nameAtManufacturer": "cell"}]}
    }
    payload["materials"] = {
        "composition": [
            {"name": {"type": "IUPAC", "name": "graphite"}, "location": "Anode",
             "id": [{"type": "CAS", "id": "7782-42-5"}], "concentration": 12,
             "unit": "unit:percent"},
        ],
        "hazardous": {
            "other": [
                {"materialName": {"type": "IUPAC", "name": "LiPF6"}, "concentration": 2,
                 "materialUnit": "unit:percent",
                 "materialIdentification": [{"type": "CAS", "id": "201-004-7"}]},
            ]
        },
    }  # fmt: skip
    payload["conformity"] = {"declarationOfConformityId": [{"contentType": "URL", "content": "x"}]}
    found, report = read(payload)
    sealed = found.sealed["legitimate_interest_and_commission"]
    assert sealed["component_part_numbers"] == [{"part_number": "C-1", "component": "cell"}]
    assert sealed["detailed_composition"] == [
        {"name": "graphite", "cas": "7782-42-5", "component": "anode", "share_percent": "12"}
    ]
    assert found.form["values"]["hazardous_substances"] == [
        {"name": "LiPF6", "concentration_percent": "2"}
    ]
    assert {one.key for one in report if one.value == "201-004-7"} == {"why_no_cas"}


def test_several_payloads_are_several_packs() -> None:
    second = changed("identification.idDmc", None)
    second["identification"]["identification"]["serial"][1]["value"] = "SA26-000002"
    source = Source("all.json", json.dumps([PAYLOAD, second]).encode())
    found = samples.read(source)
    assert [one.form["serial"] for one in found if isinstance(one, Pack)] == [
        "SA26-000001", "SA26-000002",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"{", "pass.json: not JSON from line 1, column 2: the name of a member"),
        (b"{}", "payload 1: no characteristics"),
        (b"[]", "0 payloads"),
        (b'{"a": 1, "a": 2}', "stands twice"),
        (json.dumps([PAYLOAD, 1]).encode(), "payload 2"),
        (json.dumps({**PAYLOAD, "specVersion": "urn:x:7.0.0"}).encode(), "expected one of"),
        (json.dumps({**PAYLOAD, "specVersion": 6}).encode(), "expected one of"),
    ],
)
def test_what_is_no_payload_is_refused_as_a_whole(body: bytes, said: str) -> None:
    with pytest.raises(MalformedError, match=said):
        read_payloads(Source("pass.json", body))


def test_an_empty_file_is_said_to_be_empty() -> None:
    with pytest.raises(InputError, match="is empty"):
        read_payloads(Source("pass.json", b" \n"))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            ["rated", "voltage", "nominal", "weight", "value", "unit", "serial", "key", "type",
             "chemistry", "category", "hazardous", "lead", "concentration", "[0]", "a.b", "{}"]
        ),
        inner,
        max_size=4,
    ),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(PAYLOAD)), JSON, max_size=5))
def test_no_payload_breaks_the_mapping_and_each_leaf_is_in_the_report(other: Any) -> None:
    payload = {**PAYLOAD, **other}
    source = Source("pass.json", json.dumps(payload).encode())
    try:
        _, ((row, report),) = read_payloads(source)
    except MalformedError:
        return
    assert len({line.path for line in report}) == len(report)
    targets = {target for line in report for target in line.target.split(", ")}
    assert set(row.names) <= targets
    assert {target_of(name) for name in row.values} <= targets
    samples.read(source, format_="catenax")


def model_paths(schema: Any) -> set[str]:
    """List the leaves of the model's own schema."""
    found: set[str] = set()

    def walk(node: Any, path: str, depth: int) -> None:
        while "$ref" in node:
            node = schema["components"]["schemas"][node["$ref"].rsplit("/", 1)[1]]
        if node.get("type") == "object" and depth < 12:
            for name, inner in node.get("properties", {}).items():
                walk(inner, f"{path}.{name}" if path else name, depth + 1)
        elif node.get("type") == "array":
            walk(node["items"], path, depth + 1)
        else:
            found.add(path)

    walk(schema, "", 0)
    return found
