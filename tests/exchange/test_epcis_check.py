"""Documents that are off: every problem is named at its place, and the mapping's examples are fine."""

from __future__ import annotations

import copy
import json
import re
from typing import Any

import pytest

from batterypass.errors import InputError
from batterypass.exchange.epcis_check import check_document
from batterypass.exchange.epcis_schema import check_schema
from batterypass.texts.messages import MESSAGES
from exchange.test_epcis_any import SCHEMA, document, schema
from shared import shared

GOOD: dict[str, Any] = {
    "type": "ObjectEvent", "eventID": "urn:uuid:1", "eventTime": "2026-03-03T23:00:00.000Z",
    "eventTimeZoneOffset": "-06:00", "epcList": ["https://id.gs1.org/01/09521234560104/21/A"],
    "action": "OBSERVE", "bizStep": "receiving",
    "sourceList": [{"type": "possessing_party", "source": "https://maker.example"}],
    "sensorElementList": [{"sensorReport": [{"type": "Mass", "value": 6.2, "uom": "KGM"}]}],
    "bp:reason": "x",
}  # fmt: skip
TURNED: dict[str, Any] = {
    "type": "TransformationEvent", "eventTime": "2026-03-03T23:00:00Z",
    "eventTimeZoneOffset": "-06:00", "inputEPCList": ["https://x.example/a"],
    "outputQuantityList": [{"epcClass": "https://x.example/l", "quantity": 6.2, "uom": "KGM"}],
}  # fmt: skip
PARENT: dict[str, Any] = {
    "type": "AssociationEvent", "eventTime": "2026-03-03T23:00:00Z",
    "eventTimeZoneOffset": "-06:00", "action": "ADD", "parentID": "https://x.example/car",
    "childEPCs": ["https://x.example/a"],
}  # fmt: skip


def found(whole: object) -> list[tuple[str, str]]:
    return [
        (one.where.removeprefix("epcisBody.eventList[0]."), one.code)
        for one in check_document(whole)
    ]


def changed(event: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    """Set a member at ``a.0.b``; None takes it away."""
    copied = copy.deepcopy(event)
    *way, last = path.split(".")
    target: Any = copied
    for name in way:
        target = target[int(name)] if name.isdigit() else target[name]
    if value is None:
        del target[last]
    else:
        target[last] = value
    return copied


WRONG = [
    (GOOD, "action", None, "action", "missing"),
    (GOOD, "action", "LOOK", "action", "word"),
    (GOOD, "eventTime", "2026-03-03T23:00:00", "eventTime", "form"),
    (GOOD, "eventTime", "2026-02-30T23:00:00Z", "eventTime", "form"),
    (GOOD, "eventTimeZoneOffset", "-6:00", "eventTimeZoneOffset", "form"),
    (GOOD, "eventTimeZoneOffset", "+14:30", "eventTimeZoneOffset", "form"),
    (GOOD, "eventTimeZoneOffset", None, "eventTimeZoneOffset", "missing"),
    (GOOD, "eventID", "1", "eventID", "form"),
    (GOOD, "epcList", "https://x.example/a", "epcList", "form"),
    (GOOD, "epcList", ["pack 1"], "epcList[0]", "form"),
    (GOOD, "epcList", ["https://x.example/a"] * 2, "epcList[1]", "repeated"),
    (GOOD, "bizStep", "shiping", "bizStep", "word"),
    (GOOD, "bizStep", "urn:epcglobal:cbv:bizstep:receiving", "bizStep", "word"),
    (GOOD, "bizStep", "xx:BizStep-own", "bizStep", "prefix"),
    (GOOD, "disposition", "lost", "disposition", "word"),
    (GOOD, "readPoint", {"name": "gate"}, "readPoint.id", "missing"),
    (GOOD, "colour", "red", "colour", "unknown"),
    (GOOD, "xx:colour", "red", "xx:colour", "prefix"),
    (GOOD, "ilmd", {"bp:model": "M"}, "ilmd", "ilmd"),
    (GOOD, "sourceList.0.type", "owner", "sourceList[0].type", "word"),
    (GOOD, "sourceList.0.source", None, "sourceList[0].source", "missing"),
    (GOOD, "sourceList.0.bp:x", "y", "sourceList[0].bp:x", "unknown"),
    (GOOD, "sensorElementList.0.sensorReport", [], "sensorElementList[0].sensorReport", "empty"),
    (GOOD, "sensorElementList.0.sensorReport.0.value", "6.2",
     "sensorElementList[0].sensorReport[0].value", "form"),
    (GOOD, "sensorElementList.0.sensorReport.0.type", None,
     "sensorElementList[0].sensorReport[0].type", "missing"),
    (GOOD, "persistentDisposition", {}, "persistentDisposition.set | unset", "missing"),
    (GOOD, "type", "PackEvent", "type", "word"),
    (TURNED, "inputEPCList", [], "inputEPCList | inputQuantityList", "no_what"),
    (TURNED, "outputQuantityList", None, "outputEPCList | outputQuantityList", "no_what"),
    (TURNED, "outputQuantityList.0.uom", "kg", "outputQuantityList[0].uom", "form"),
    (TURNED, "action", "ADD", "action", "unknown"),
    (PARENT, "parentID", None, "parentID", "missing"),
    (PARENT, "childEPCs", None, "childEPCs | childQuantityList", "no_what"),
    (PARENT, "type", "TransactionEvent", "bizTransactionList", "missing"),
]  # fmt: skip


@pytest.mark.parametrize(("event", "path", "value", "where", "code"), WRONG)
def test_what_is_off_is_named_at_its_place(
    event: dict[str, Any], path: str, value: object, where: str, code: str
) -> None:
    assert found(document([event])) == []
    assert (where, code) in found(document([changed(event, path, value)]))


#: Of what is off, the schema says nothing about prefixes and doubled children.
@pytest.mark.parametrize(
    ("event", "path", "value"),
    [case[:3] for case in WRONG if case[4] != "prefix" and case[2] != "PackEvent"],
)
def test_the_schema_of_gs1_refuses_it_too(event: dict[str, Any], path: str, value: object) -> None:
    assert list(check_schema(document([event]), schema(), SCHEMA)) == []
    assert list(check_schema(document([changed(event, path, value)]), schema(), SCHEMA))


def test_an_id_that_stands_twice_is_one_event_or_its_declaration() -> None:
    declared = {**GOOD, "errorDeclaration": {"declarationTime": "2026-03-04T00:00:00Z"}}
    assert found(document([GOOD, GOOD, declared])) == []
    other = {**GOOD, "bizStep": "shipping"}
    assert found(document([GOOD, other])) == [("epcisBody.eventList[1].eventID", "twice")]


def test_what_did_not_occur_names_no_other_event() -> None:
    error = {
        "declarationTime": "2026-03-04T00:00:00Z", "reason": "did_not_occur",
        "correctiveEventIDs": ["urn:uuid:2"],
    }  # fmt: skip
    where = "errorDeclaration.correctiveEventIDs"
    assert found(document([{**GOOD, "errorDeclaration": error}])) == [(where, "corrective")]


@pytest.mark.parametrize(
    ("whole", "problem"),
    [
        ([], ("-", "form")),
        ({"type": "EPCISQueryDocument"}, ("type", "no_document")),
        ({"type": "EPCISDocument"}, ("@context", "missing")),
        ({**document([]), "epcisBody": {}}, ("epcisBody.eventList", "form")),
        ({**document([]), "creationDate": "today"}, ("creationDate", "form")),
        (document([1]), ("epcisBody.eventList[0]", "form")),  # type: ignore[list-item]
    ],
)
def test_what_is_no_document_is_said(whole: object, problem: tuple[str, str]) -> None:
    assert problem in found(whole)


def test_every_problem_and_form_has_words() -> None:
    codes = {case[4] for case in WRONG} | {"twice", "corrective", "no_document", "empty"}
    for code in codes:
        assert MESSAGES.known(f"epcis.problem-{code}") is not None, code
    for form in ("uri", "time", "offset", "unit", "text", "number", "bool", "list", "object"):
        assert MESSAGES.known(f"epcis.form-{form}") is not None, form


def test_the_examples_of_the_mapping_are_fine() -> None:
    text = shared("reference/epcis-mapping.md").read_text(encoding="utf-8")
    blocks = [json.loads(one) for one in re.findall(r"```json\n(.*?)```", text, re.DOTALL)]
    events = [one for one in blocks if one["type"] != "EPCISDocument"]
    (whole,) = [one for one in blocks if one["type"] == "EPCISDocument"]
    assert len(events) == 7
    assert found(whole) == []
    assert found(document(events)) == []


def test_a_schema_that_is_none_or_wants_the_network_is_refused() -> None:
    for bad in (1, {"type": 7}, {"$ref": "https://schema.example/other.json"}):
        with pytest.raises(InputError, match=r"bad\.json: no JSON Schema"):
            list(check_schema(document([]), bad, "bad.json"))
