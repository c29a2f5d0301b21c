"""Events are closed: what is not in the kind does not get in, and nothing is converted."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from batterypass.domain.base import Number, SignedNumber, decimal_of, number_text
from batterypass.domain.events import COMMON_FIELDS, KINDS, Event, UnknownEvent, event_of
from batterypass.domain.events.ledger import ReceiptKey
from batterypass.domain.states import STATE_CLASSES
from batterypass.domain.vocabulary import ROLES
from batterypass.errors import MalformedError

ITEM = "https://id.planta.example/01/09521234560104/21/MX7K-000123"
ASSESSED: dict[str, Any] = {
    "event_id": "8c6b2a60-5d4e-8000-8000-000000000001",
    "kind": "item.assessed",
    "version": 1,
    "event_time": "2026-11-21T10:00:00-06:00",
    "actor": "https://taller.example",
    "subjects": [{"subject": ITEM, "lane": "record", "seq": 3, "prev": "a" * 64}],
    "item": ITEM,
    "condition": "serviceable",
    "method": "visual",
}


def test_an_event_is_read_as_its_kind() -> None:
    event = event_of(ASSESSED)
    assert isinstance(event, Event)
    assert event.changes() == (ITEM,)
    assert event.KIND.lane == "record"


@pytest.mark.parametrize(
    ("change", "names"),
    [
        ({"colour": "red"}, "colour"),
        ({"condition": "fine"}, "condition"),
        ({"soh_percent": 81}, "soh_percent"),
        ({"soh_percent": "101"}, "soh_percent"),
        ({"soh_percent": "81.1234567"}, "soh_percent"),
        ({"event_time": "2026-11-21T10:00:00Z"}, "event_time"),
        ({"event_time": "2026-11-21 10:00:00-06:00"}, "event_time"),
        ({"actor": "taller"}, "actor"),
        ({"item": "http://id.planta.example/p/1"}, "item"),
        ({"item": "https://ID.planta.example/p/1"}, "item"),
        ({"item": "https://id.planta.example:443/p/1"}, "item"),
        ({"item": "https://id.planta.example/p/1?x=1"}, "item"),
        ({"item": "https://id.planta.example/p/1#x"}, "item"),
        ({"item": "https://id.planta.example/p/%2f"}, "item"),
        ({"item": "https://id.planta.example/" + "p" * 120}, "item"),
        ({"cycles": 2**53}, "cycles"),
        ({"cycles": True}, "cycles"),
        ({"subjects": []}, "subjects"),
        ({"event_id": "8C6B2A60-5D4E-8000-8000-000000000001"}, "event_id"),
    ],
)
def test_a_wrong_field_is_named(change: dict[str, Any], names: str) -> None:
    with pytest.raises(MalformedError, match=names):
        event_of({**ASSESSED, **change})


def test_a_later_version_is_judged_by_its_common_fields() -> None:
    event = event_of({**ASSESSED, "version": 2, "colour": "red"})
    assert isinstance(event, UnknownEvent)
    assert event.version == 2


def test_an_event_cannot_be_changed() -> None:
    event = event_of(ASSESSED)
    with pytest.raises(ValidationError):
        event.actor = "https://otro.example"  # type: ignore[misc]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_says_what_it_is(kind: str) -> None:
    model = KINDS[kind]
    assert model.KIND.name == kind
    assert model.__doc__
    assert set(model.KIND.roles) <= set(ROLES)
    assert set(model.KIND.first + model.KIND.rest) <= set(STATE_CLASSES)
    assert model.changes is not Event.changes
    own = [name for name in model.model_fields if name not in COMMON_FIELDS]
    for name in own:
        field = model.model_fields[name]
        extra = field.json_schema_extra
        assert field.description, f"{kind}.{name} has no English name"
        assert isinstance(extra, dict)
        assert extra.get("es"), f"{kind}.{name} has no Spanish name"


numbers = st.decimals(
    min_value=-999_999, max_value=999_999, allow_nan=False, allow_infinity=False, places=6
)


@given(numbers)
def test_a_number_has_one_text(value: Decimal) -> None:
    text = number_text(value)
    assert decimal_of(text) == value
    TypeAdapter(SignedNumber).validate_python(text)
    assert number_text(decimal_of(text)) == text


@given(
    st.from_regex(r"-?(0|[1-9][0-9]{0,11})(\.[0-9]{1,6})?|-?0\.0{1,7}[0-9]{0,7}", fullmatch=True)
)
@example("-0.50")
@example("-0.0000010")
def test_a_signed_number_is_any_but_a_signed_zero(text: str) -> None:
    is_one = re.fullmatch(r"-?(0|[1-9][0-9]{0,11})(\.[0-9]{1,6})?", text, re.ASCII) is not None
    is_signed_zero = text.startswith("-") and not text.strip("-0.")
    try:
        TypeAdapter(SignedNumber).validate_python(text)
    except ValidationError:
        assert not is_one or is_signed_zero
    else:
        assert is_one
        assert not is_signed_zero


@pytest.mark.parametrize(
    "text", ["-0", "-0.0", "01", "1.", ".5", "1e3", "+1", "1,5", "", " 1", "1_0"]
)
def test_a_number_in_another_form_is_refused(text: str) -> None:
    for sort in (Number, SignedNumber):
        with pytest.raises(ValidationError):
            TypeAdapter(sort).validate_python(text)


@pytest.mark.parametrize(
    ("alg", "length", "is_one"),
    [("Ed25519", 43, True), ("P-256", 86, True), ("P-256", 43, False), ("Ed25519", 86, False)],
)
def test_a_receipt_key_is_as_long_as_its_type(alg: str, length: int, is_one: bool) -> None:
    key = {"alg": alg, "public": "A" * length}
    if is_one:
        assert ReceiptKey.model_validate(key).public == key["public"]
        return
    with pytest.raises(ValidationError, match=f"{length} characters"):
        ReceiptKey.model_validate(key)
