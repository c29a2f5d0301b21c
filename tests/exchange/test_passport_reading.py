"""Documents that are odd: broken values, single members, other shapes. Nothing gets lost on the way."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batterypass.errors import InputError, MalformedError
from batterypass.exchange.batterypass_paths import MEMBERS, PLAIN
from batterypass.exchange.json_rows import parse_json
from batterypass.exchange.leaves import Leaves
from batterypass.exchange.packs import Pack
from batterypass.exchange.parts import aspect_of, join_sources
from batterypass.exchange.payload import cleaned
from batterypass.exchange.payloads import read_payloads
from batterypass.exchange.reading import read_rows
from batterypass.exchange.rows import Format
from batterypass.exchange.source import Source
from exchange import samples
from exchange.passports import FULL

PATHS = [*PLAIN, "Labels.labels", "Circularity.sparePartSources", "Circularity.recycledContent",
         "MaterialComposition.batteryMaterials", "MaterialComposition.hazardousSubstances",
         "Performance.batteryCondition.negativeEvents",
         "GeneralProductInformation.warrentyPeriod"]  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            ["labelingSubject", "labelingMeaning", "labelingSymbol", "batteryMaterialName", "en",
             "recycledMaterial", "preConsumerShare", "components", "addressOfSupplier", "[0]", "a.b",
             "nameOfSupplier", "negativeEvent", "lastUpdate", "batteryMaterialLocation", "", "{}"]
        ),
        inner,
        max_size=4,
    ),
    max_leaves=10,
)  # fmt: skip


def accounted(format_: Format, document: Any) -> None:
    """Read a document, and see that each leaf is in the report once and every value is possible."""
    source = Source("passport.json", json.dumps(document).encode())
    try:
        _, payloads = read_payloads(source, format_)
    except MalformedError:
        return
    ((row, report),) = payloads
    told = [line.path for line in report]
    assert len(set(told)) == len(told)
    targets = {target for line in report for target in line.target.split(", ")}
    for name in row.values:
        assert any(target.endswith(f".{name}") for target in targets), name
    for line in report:
        assert line.text("es")
    samples.read(source, format_=format_)


@settings(max_examples=120, deadline=None)
@given(st.dictionaries(st.sampled_from(PATHS), JSON, min_size=1, max_size=6))
def test_no_document_of_the_batterypass_model_breaks_the_reading(leaves: dict[str, Any]) -> None:
    document: dict[str, Any] = {}
    for path, value in leaves.items():
        *way, last = path.split(".")
        node = document
        for step in way:
            node = node.setdefault(step, {})
        node[last] = value
    accounted("batterypass", document)


@settings(max_examples=120, deadline=None)
@given(st.dictionaries(st.sampled_from([*FULL, "unknown", ""]), JSON, min_size=1, max_size=6))
def test_no_document_of_our_own_breaks_the_reading(values: dict[str, Any]) -> None:
    accounted("native", {"format": "batterypass/passport", "version": 1, "values": values})


@pytest.mark.parametrize("aspect", list(MEMBERS))
def test_an_aspect_is_known_by_any_one_of_its_members(aspect: str) -> None:
    for member in MEMBERS[aspect]:
        assert aspect_of({member: "x"}) == aspect
    assert aspect_of({"serial": "1", "model": "M"}) == ""
    assert aspect_of({}) == ""


def full(**changes: Any) -> Any:
    return {"format": "batterypass/passport", "version": 1, "values": FULL | changes}


def read(document: Any) -> Pack:
    (found,) = samples.read(Source("p.json", json.dumps(document).encode()))
    assert isinstance(found, Pack), [one.text("en") for one in found]
    return found


def test_a_text_of_several_lines_becomes_one_line_and_is_kept() -> None:
    found = read(full(manufacturer_name="Sierra\r\n\tAlta\x07"))
    assert found.form["values"]["manufacturer_name"] == "Sierra Alta"


def test_a_list_that_no_event_takes_is_left_out_and_the_pack_comes_in() -> None:
    document = full(third_party_assurances=[f"https://x.example/{n}" for n in range(101)])
    found = read(document)
    assert "third_party_assurances" not in found.form["values"]
    _, ((_, report),) = read_payloads(Source("p.json", json.dumps(document).encode()), "native")
    assert {one.key for one in report if "assurances" in one.path} == {"why_many"}


def test_voltages_that_cannot_be_true_together_leave_the_pack_its_own() -> None:
    found = read(full(minimum_voltage="500", maximum_voltage="100"))
    assert found.form["nominal_voltage_v"] == "350.4"
    assert {"minimum_voltage", "maximum_voltage"}.isdisjoint(found.form["values"])


def test_one_bad_record_of_a_list_does_not_take_the_others_with_it() -> None:
    good, bad = {"level": "cell", "value": "0.001"}, {"level": "string", "value": "1"}
    document = {"Performance": {"batteryTechicalProperties": {"initialInternalResistance": [
        {"batteryComponent": one["level"], "ohmicResistance": float(one["value"])}
        for one in (bad, good)
    ]}}}  # fmt: skip
    source = Source("p.json", json.dumps(document).encode())
    _, ((row, report),) = read_payloads(source, "batterypass")
    assert row.values["initial_internal_resistance"] == [good]
    left = {one.path.split("[")[1][:1] for one in report if one.what == "left_out"}
    assert left == {"0"}


def test_the_encoding_of_a_part_is_found_out_and_its_format_too() -> None:
    body = json.dumps({"batteryCondition": {}, "batteryTechicalProperties": {"cRate": 1.5}})
    for encoding in ("utf-16", "utf-8", "utf-8-sig"):
        rows = read_rows(Source("whatever.json", body.encode(encoding)), "auto")
        assert (rows.format, rows.encoding) == ("batterypass", encoding)


def test_files_of_folders_go_together_unless_an_aspect_stands_twice() -> None:
    def part(name: str, **members: Any) -> Source:
        return Source(name, json.dumps(members).encode())

    one = [part("a.json", cRate=1, batteryCondition={}), part("b.json", labels=[])]
    joined, passed = join_sources("x", [one[:1], one[1:], [part("c.json", **{"$schema": "s"})]])
    assert list(parse_json(joined.body.decode())) == ["Labels"]
    assert passed == [("a.json", "file_not_read"), ("c.json", "file_schema")]
    apart = [[part("l.json", labels=[1])], [part("m.json", labels=[2])]]
    joined, _ = join_sources("x", apart)
    assert [one["Labels"]["labels"] for one in parse_json(joined.body.decode())] == [["1"], ["2"]]
    with pytest.raises(MalformedError, match="Labels stands twice"):
        join_sources("x", [[*apart[0], *apart[1]]])
    with pytest.raises(InputError, match="no passport in this folder"):
        join_sources("x", [[part("n.json", a=1)]])
    with pytest.raises(MalformedError, match=r"broken\.json"):
        join_sources("x", [[Source("broken.json", b"{")]])


def test_every_leaf_of_a_document_is_counted_once() -> None:
    document = cleaned({"a": [{"b": 1}, {"b": None}], "c": True, "d": {}})
    assert Leaves(1, document).values == {"a[0].b": "1", "c": "true"}
