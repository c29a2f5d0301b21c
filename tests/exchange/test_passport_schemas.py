"""What is exported is valid against the models' own schemas, but where the loss report says not."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft4Validator, FormatChecker

from batterypass.errors import InputError
from batterypass.exchange.batterypass_paths import ASPECTS, PLAIN, READINGS
from batterypass.exchange.batterypass_write import write_passport
from batterypass.exchange.catenax_write import write_pass
from batterypass.exchange.losses import Loss
from batterypass.exchange.source import read_file
from batterypass.exchange.writing import Facts, encode_document
from batterypass.regulations.attributes import attributes
from exchange.passports import FACTS, FULL, MOMENT, passports
from shared import shared

EXTERNAL = "reference/passport-external"
FILES = {
    "GeneralProductInformation": "GeneralProductInformation-1.2.0/GeneralProductInformation-schema.json",
    "CarbonFootprint": "CarbonFootprint-1.2.0/CarbonFootprintForBatteries-schema.json",
    "Circularity": "Circularity-1.2.0/Circularity-schema.json",
    "Labels": "Labels-1.2.0/Labeling-schema.json",
    "MaterialComposition": "MaterialComposition-1.2.0/MaterialComposition-schema.json",
    "Performance": "Performance-1.2.1/PerformanceAndDurability.schema",
    "SupplyChainDueDiligence": "SupplyChainDueDiligence-1.2.0/SupplyChainDueDiligence-schema.json",
}
CATENAX = f"{EXTERNAL}/catenax-battery-pass-6.1.0/BatteryPass-schema.json"


@cache
def validator_of(aspect: str) -> Draft4Validator:
    """Read a schema; those of the BatteryPass model are UTF-16."""
    path = CATENAX if aspect == "catenax" else f"{EXTERNAL}/batterypass-datamodel/{FILES[aspect]}"
    schema = json.loads(read_file(shared(path)).decode(json=True)[0])
    return Draft4Validator(schema, format_checker=FormatChecker())


def faults(aspect: str, document: Any) -> Iterator[str]:
    """Give the leaves at which a document is not valid: ``a.b[0].c``."""
    plain = json.loads(encode_document(document))
    for error in validator_of(aspect).iter_errors(plain):
        path = "" if aspect == "catenax" else aspect
        for step in error.absolute_path:
            path += f"[{step}]" if isinstance(step, int) else f".{step}"
        if error.validator == "required":
            path += "." + error.message.split("'")[1]
        yield path.removeprefix(".")


def explained(path: str, losses: list[Loss]) -> bool:
    """Tell whether a line about something lacking speaks of a leaf, or of a part of it."""
    return any(
        one.kind == "lacking" and re.match(re.escape(path) + r"($|[.\[])", one.path)
        for one in losses
    )


def test_a_whole_passport_is_valid_in_all_seven_documents() -> None:
    documents, losses = write_passport(FULL, FACTS)
    assert list(documents) == list(ASPECTS)
    assert [one.path for one in losses if one.kind == "lacking"] == []
    for aspect, document in documents.items():
        assert list(faults(aspect, document)) == [], aspect


def test_a_defect_of_the_model_is_named_where_it_bites() -> None:
    values = FULL | {"warranty_period": "96"}
    documents, losses = write_passport(values, FACTS)
    found = [one for aspect in documents for one in faults(aspect, documents[aspect])]
    assert found == ["GeneralProductInformation.warrentyPeriod"]
    (line,) = [one for one in losses if one.attribute == "warranty_period"]
    assert (line.kind, line.key) == ("left_out", "lose_defect")
    assert "--MM" in line.reason("es")
    mail = {"web": "https://sierra-alta.example/", "email": "ventas@sierra-alta.example"}
    documents, losses = write_passport(FULL | {"manufacturer_web_email": mail}, FACTS)
    assert list(faults("GeneralProductInformation", documents["GeneralProductInformation"])) == []
    (line,) = [one for one in losses if one.value == "ventas@sierra-alta.example"]
    assert line.key == "lose_defect"


def test_a_catenax_passport_is_valid_with_what_the_model_alone_knows_filled_in() -> None:
    _, losses = write_pass(FULL, FACTS)
    lacking = [one.path for one in losses if one.kind == "lacking"]
    # Test conditions, and what is said of each material: no attribute speaks of them.
    assert len(lacking) < 20
    words = {"critical": "false", "module": "1", "time": MOMENT}
    fills = {path: words.get(path.rsplit(".", 1)[1], "1") for path in lacking}
    tree, losses = write_pass(FULL, Facts(FACTS.since, FACTS.issued, fills))
    assert list(faults("catenax", tree)) == []
    filled = {one.path for one in losses if one.key == "fill_given"}
    assert filled == set(fills)
    assert not [one for one in losses if one.kind == "lacking"]


def test_what_nobody_says_is_not_said_to_be_in_a_wrong_form() -> None:
    names = ("original_power_capability", "cycle_life_test_c_rate", "remaining_power_capability")
    values = {name: value for name, value in FULL.items() if name not in names}
    paths = {
        "performance.rated.power.at20SoC", "performance.dynamic.power.remaining.value",
        "performance.rated.lifetime.cycleLifeTesting.appliedDischargeRate",
    }  # fmt: skip
    _, losses = write_pass(values, FACTS)
    assert {one.key for one in losses if one.path in paths and one.kind == "lacking"} == {
        "lack_value"
    }
    # One rate is that of charging: nobody has said that of discharging.
    tree, losses = write_pass(values | {"cycle_life_test_c_rate": "1"}, FACTS)
    test = tree["performance"]["rated"]["lifetime"]["cycleLifeTesting"]
    assert (test["appliedChargeRate"], "appliedDischargeRate" in test) == ("1", False)


@settings(max_examples=25, deadline=None)
@given(passports())
def test_wherever_a_document_is_not_valid_the_report_has_said_so(values: Any) -> None:
    facts = Facts(since=dict.fromkeys(values, MOMENT), issued=MOMENT)
    documents, losses = write_passport(values, facts)
    for aspect, document in documents.items():
        for path in faults(aspect, document):
            assert explained(path, losses), path
    tree, losses = write_pass(values, facts)
    for path in faults("catenax", tree):
        assert explained(path, losses), path


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("metadata..version", "PATH=VALUE"),
        ("metadata.version.x", "PATH=VALUE"),
        ("materials.composition[7].recycled", "PATH=VALUE"),
        ("characteristics.warranty.lifeValue", "says this itself"),
    ],
)
def test_a_fill_never_replaces_what_the_passport_says(path: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        write_pass(FULL, Facts(FACTS.since, FACTS.issued, {path: "1"}))


def test_the_reference_table_names_the_same_leaves_of_the_batterypass_model() -> None:
    for path, attribute in [(path, one.attribute) for path, one in PLAIN.items()] + list(
        READINGS.items()
    ):
        assert path in attributes()[attribute].bp_path, attribute
