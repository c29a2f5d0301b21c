"""Emergency numbers that somebody configured: what is no number, and what wants a contract."""

from __future__ import annotations

import json
from typing import Any

import pytest

from batterypass.app.phones import read_phones
from batterypass.bootstrap import emergency_phones
from batterypass.errors import InputError

DAY = "2026-11-23"
OWN = {"name": "Central", "number": "81 5555 0199", "verified_on": "2026-11-01"}
SERVICE = {"name": "SETIQ", "number": "800 00 214 00", "verified_on": "2026-11-01"}


def read(*rows: Any, **more: Any) -> Any:
    body = json.dumps({"phones": list(rows), **more}).encode()
    return read_phones(body, emergency_phones(), DAY)


def test_a_number_of_ones_own_is_printed_as_it_is() -> None:
    phones, doubts = read({**OWN, "hours": "24 h"})
    assert [(one.number, one.hours, one.verified_on) for one in phones] == [
        ("81 5555 0199", "24 h", "2026-11-01")
    ]
    assert doubts == ()


@pytest.mark.parametrize("name", ["SETIQ", "Chemtrec (EE. UU.)"])
def test_a_service_that_wants_a_contract_is_not_printed_without_one(name: str) -> None:
    with pytest.raises(InputError) as caught:
        read({**SERVICE, "name": name})
    assert caught.value.code == "roadpaper.phone-registration"


@pytest.mark.parametrize(
    ("number", "doubtful"),
    [("800 00 214 00", False), ("+52 55 5559 1588", False), ("01 800 00 214 00", True)],
)
def test_a_misprinted_number_of_a_known_service_is_told(number: str, doubtful: bool) -> None:
    _, doubts = read({**SERVICE, "number": number, "registration": "C-1"})
    assert bool(doubts) is doubtful


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"name": "x"}, "phone-fields"),
        ({**OWN, "fax": "1"}, "phone-fields"),
        ({**OWN, "number": 8155550199}, "phone-fields"),
        ({**OWN, "name": " "}, "phone-fields"),
        ("81 5555 0199", "phone-fields"),
        ({**OWN, "number": "call me"}, "phone-number"),
        ({**OWN, "number": "1" * 40}, "phone-number"),
        ({**OWN, "verified_on": "yesterday"}, "phone-day"),
        ({**OWN, "verified_on": "20261101"}, "phone-day"),
        ({**OWN, "verified_on": "2026-12-01"}, "phone-later"),
    ],
)
def test_what_is_no_number_is_refused_by_name(row: Any, code: str) -> None:
    with pytest.raises(InputError) as caught:
        read(row)
    assert caught.value.code == f"roadpaper.{code}"


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{}", b'{"phones": 1}', b'{"phones": [], "x": 1}', b"\xff"]
)
def test_what_is_no_file_of_numbers_is_refused(body: bytes) -> None:
    with pytest.raises(InputError) as caught:
        read_phones(body, emergency_phones(), DAY)
    assert caught.value.code == "roadpaper.phones-bad"


def test_no_more_numbers_than_a_driver_can_read() -> None:
    with pytest.raises(InputError):
        read(*[OWN] * 7)
