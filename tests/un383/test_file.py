"""A summary as a file has one form; the name that it seals is a file of its own."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batterypass.app.attachments import refer
from batterypass.domain.un383 import SUMMARY_FORMAT, TESTS, Un383Summary
from batterypass.errors import BrokenError, MalformedError
from batterypass.evidence.un383_file import (
    SIGNATORY_MEDIA,
    SUMMARY_MEDIA,
    encode_summary,
    make_summary,
    open_signatory,
    parse_signatory,
    parse_summary,
    seal_signatory,
)
from shared import ROOT
from un383.summaries import SIGNATORY_FILE, summary

_TEXTS = st.text(
    st.characters(categories=("L", "N", "P", "Zs"), max_codepoint=0x24F), min_size=1, max_size=40
)
_FIELDS: dict[str, Any] = {
    "manufacturer": _TEXTS,
    "report": _TEXTS,
    "reported_on": st.dates().map(str).filter(lambda day: "1900" <= day < "2100"),
    "article": st.sampled_from(["cell", "module", "pack", "assembled"]),
    "mass_kg": st.integers(0, 10**6).map(str),
    "models": st.lists(_TEXTS, min_size=1, max_size=4),
    **dict.fromkeys(TESTS, st.sampled_from(["pass", "fail", "not_applicable"])),
    "manual_revision": st.integers(1, 99),
}


def _nfc(value: Any) -> Any:
    from unicodedata import normalize

    if isinstance(value, list):
        return [_nfc(one) for one in value]
    return normalize("NFC", value) if isinstance(value, str) else value


@settings(max_examples=150, deadline=None)
@given(st.fixed_dictionaries({}, optional=_FIELDS))
def test_what_is_written_is_read_back_and_has_one_form(values: dict[str, Any]) -> None:
    made = make_summary({name: _nfc(value) for name, value in values.items()}, "drawn")
    raw = encode_summary(made)

    assert parse_summary(raw, "drawn") == made
    assert encode_summary(parse_summary(raw, "drawn")) == raw


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_changed_byte_is_another_summary_or_none(data: st.DataObject) -> None:
    raw = bytearray(encode_summary(summary()))
    place = data.draw(st.integers(0, len(raw) - 1))
    raw[place] ^= data.draw(st.integers(1, 255))
    try:
        found = parse_summary(bytes(raw), "changed")
    except MalformedError:
        return
    assert encode_summary(found) == bytes(raw)
    assert found != summary()


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_nothing_but_our_error_comes_out_of_the_parsers(raw: bytes) -> None:
    for parse in (parse_summary, parse_signatory):
        with pytest.raises(MalformedError):
            parse(raw, "junk")


@pytest.mark.parametrize(
    "raw",
    [
        b'{"format":"batterypass/un38-3-summary/v2"}',
        b'{"format": "batterypass/un38-3-summary/v1"}',
        b'{"format":"batterypass/un38-3-summary/v1","report":"A","report":"B"}',
        b'{"format":"batterypass/un38-3-summary/v1","report":"A","laboratory":"B"}',
        b'{"format":"batterypass/un38-3-summary/v1","colour":"red"}',
        b'{"format":"batterypass/un38-3-summary/v1","t1":"passed"}',
        b'{"format":"batterypass/un38-3-summary/v1","mass_kg":412}',
        b'{"format":"batterypass/un38-3-summary/v1","reported_on":"2026-02-30"}',
        b'{"format":"batterypass/un38-3-summary/v1","manual_revision":0}',
        b'{"report":"A","format":"batterypass/un38-3-summary/v1"}',
    ],
)
def test_another_form_of_a_summary_is_refused_with_its_file(raw: bytes) -> None:
    with pytest.raises(MalformedError, match=r"^informe\.json: "):
        parse_summary(raw, "informe.json")


def test_the_smallest_summary_has_its_format_and_nothing_else() -> None:
    empty = Un383Summary(format=SUMMARY_FORMAT)

    assert encode_summary(empty) == b'{"format":"batterypass/un38-3-summary/v1"}'


def test_the_name_is_in_its_own_file_and_not_in_the_summary() -> None:
    raw = encode_summary(summary())

    assert "Ejemplo" not in str(json.loads(raw)["signatory_sha256"])
    assert b"R. Ejemplo" not in raw
    assert open_signatory(summary(), SIGNATORY_FILE, "name") == "R. Ejemplo"


def test_the_same_name_sealed_twice_cannot_be_told_by_its_digest() -> None:
    one, first = seal_signatory("R. Ejemplo", lambda count: b"\1" * count)
    _, second = seal_signatory("R. Ejemplo", lambda count: b"\2" * count)

    assert first != second
    assert first == sha256(one).hexdigest()


def test_the_name_of_another_summary_is_proven_to_be_another() -> None:
    other, _ = seal_signatory("R. Ejemplo", lambda count: b"\1" * count)

    with pytest.raises(BrokenError, match="another summary"):
        open_signatory(summary(), other, "other.json")
    with pytest.raises(BrokenError, match="another summary"):
        open_signatory(summary("signatory_sha256"), SIGNATORY_FILE, "name.json")


def test_an_attachment_is_told_by_how_it_begins() -> None:
    assert refer("a.txt", encode_summary(summary()), 10**6).media_type == SUMMARY_MEDIA
    assert refer("b", SIGNATORY_FILE, 10**6).media_type == SIGNATORY_MEDIA
    assert refer("c", b'{"format":"other"}', 10**6).media_type == "application/octet-stream"


def test_the_examples_of_the_page_are_what_is_written() -> None:
    page = (ROOT / "docs" / "formats" / "un38-3-summary.md").read_text("utf-8")
    whole, name, event = re.findall(r"^```json\n(.*?)\n```$", page, re.MULTILINE | re.DOTALL)

    assert whole.encode() == encode_summary(summary())
    assert name.encode() == SIGNATORY_FILE
    named = [refer("a", raw.encode(), 10**6).form for raw in (whole, name)]
    assert json.loads(event)["documents"] == named
    assert page.index("## Example") < page.index("## Fields") < page.index("## Verify")
    for field in Un383Summary.model_fields:
        assert f"`{field}`" in page or field in TESTS, field
