"""Whatever happens is told as valid EPCIS: any event of any kind, to any reader, also corrected."""

from __future__ import annotations

import copy
import json
from functools import cache
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from batterypass.exchange.epcis import tell
from batterypass.exchange.epcis_check import check_document
from batterypass.exchange.epcis_corrections import tell_annulment
from batterypass.exchange.epcis_facts import EpcisEntry
from batterypass.exchange.epcis_schema import check_schema
from batterypass.exchange.epcis_table import table
from batterypass.regulations.passport_readers import READERS
from exchange.epcis_samples import MAPPED, Book, entry, payloads, telling
from shared import shared

SCHEMA = "reference/epcis-external/epcis-2.0.1/epcis-json-schema.json"


@cache
def schema() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(shared(SCHEMA).read_text(encoding="utf-8"))
    return found


def document(events: list[dict[str, Any]]) -> dict[str, Any]:
    """Put events into a document, and through text: numbers are what a reader finds there."""
    whole = {
        "@context": [table().context, {"bp": table().namespace}], "type": "EPCISDocument",
        "schemaVersion": "2.0", "creationDate": "2026-11-21T18:00:00.000Z",
        "epcisBody": {"eventList": events},
    }  # fmt: skip
    found: dict[str, Any] = json.loads(json.dumps(whole))
    return found


@pytest.mark.parametrize("kind", MAPPED)
@settings(
    max_examples=5,
    phases=(Phase.explicit, Phase.generate),
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_any_event_is_told_as_valid_epcis(kind: str, data: st.DataObject) -> None:
    payload = data.draw(payloads(kind))
    reader = data.draw(st.sampled_from(READERS))
    manifest = data.draw(st.sampled_from([None, ("https://maker.example", "NL 0001/26")]))
    told = telling(reader, Book(manifest=manifest))
    one = EpcisEntry(7, "ab" * 32, payload)

    events = tell(one, told)
    annulment = entry(
        "entry.annulled", 8, annulled_subject=payload["subjects"][0]["subject"],
        target_kind="pack.removed", target="ab" * 32, reason="wrong_item",
    )  # fmt: skip
    whole = document([*events, *tell_annulment(annulment, one, told, told)])

    assert list(check_document(whole)) == []
    assert list(check_schema(whole, schema(), SCHEMA)) == []
    words = table().all_words
    for event in events:
        assert len({one["eventID"] for one in events}) == len(events)
        for name, value in {**event, **event.get("ilmd", {})}.items():
            if name.startswith("bp:"):
                assert not isinstance(value, bool)
                texts = value if isinstance(value, list) else [value]
                assert words.isdisjoint(one for one in texts if isinstance(one, str))


def test_the_packaged_words_are_those_of_cbv() -> None:
    file = shared("reference/epcis-external/cbv-2.0-code-lists.json")
    listed = json.loads(file.read_text(encoding="utf-8"))
    assert table().words == {name: frozenset(listed[name]) for name in table().words}


def test_the_schema_is_one_that_asserts_something() -> None:
    jsonschema.Draft7Validator.check_schema(schema())
    broken = document([{"type": "ObjectEvent", "eventTime": "2026-11-21T18:00:00", "epcList": []}])
    places = [where for where, _ in check_schema(broken, schema(), SCHEMA)]
    assert places


@pytest.mark.parametrize("kind", MAPPED)
@settings(
    max_examples=5, phases=(Phase.explicit, Phase.generate), database=None, deadline=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
@given(data=st.data())
def test_what_a_reader_may_not_see_changes_nothing_of_what_he_gets(
    kind: str, data: st.DataObject
) -> None:
    payload = data.draw(payloads(kind))
    reader = data.draw(st.sampled_from(["public", "commission"]))
    told = telling(reader)
    row = table().kinds[kind]
    spots = [(one.field, one.attribute) for one in (*row.ilmd, *row.says)]
    spots += [(one.field, one.attribute) for one in row.sensors]

    bare = copy.deepcopy(payload)
    for path, attribute in spots:
        if attribute and not told.may_see(attribute):
            head, _, rest = path.partition(".")
            if rest:
                bare.get(head, {}).pop(rest, None)
            else:
                bare.pop(head, None)

    waste = telling(reader, Book(manifest=("https://maker.example", "NL-1")))
    assert tell(EpcisEntry(7, "ab" * 32, bare), told) == tell(
        EpcisEntry(7, "ab" * 32, payload), waste
    )
