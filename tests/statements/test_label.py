"""Signed labels: a copyist can copy one label, but cannot make up another."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batterypass.errors import BrokenError, InputError, MalformedError
from batterypass.statements.label import label_text, label_url, parse_label, verify_label
from statements.samples import SUBJECT, counted, counted_p256

KEY = counted(96)
SIGNED = label_url(SUBJECT, KEY)


def test_a_printed_label_verifies() -> None:
    assert SIGNED.startswith(SUBJECT + "#1.")
    assert len(SIGNED) == len(SUBJECT) + 3 + 86
    url, signature = parse_label(SIGNED)
    assert (url, signature) == (SUBJECT, KEY.sign(label_text(SUBJECT)))
    assert signature is not None
    assert verify_label(url, signature, KEY.public) == SUBJECT


def test_what_is_signed_is_the_label_text_of_the_design() -> None:
    assert label_text(SUBJECT) == b"batterypass/label/v1\x00" + SUBJECT.encode()


def test_a_label_without_a_signature() -> None:
    assert parse_label(SUBJECT) == (SUBJECT, None)


def test_a_made_up_label() -> None:
    url, signature = parse_label(SIGNED)
    assert signature is not None
    with pytest.raises(BrokenError):
        verify_label(url.replace("000123", "000124"), signature, KEY.public)
    with pytest.raises(BrokenError):
        verify_label(url, signature, counted(97).public)
    with pytest.raises(BrokenError, match="only Ed25519"):
        verify_label(url, signature, counted_p256(96).public)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(SIGNED[:-1], id="one-character-lost"),
        pytest.param(SIGNED + "A", id="one-character-more"),
        pytest.param(SIGNED[:-1] + "=", id="padding"),
        pytest.param(SIGNED[:-1] + "/", id="not-base64url"),
        pytest.param(SUBJECT + "#2." + "A" * 86, id="another-version"),
        pytest.param(SUBJECT + "#1." + "A" * 85 + "B", id="spare-bits"),
        pytest.param(SUBJECT + "#", id="empty-fragment"),
        pytest.param(SUBJECT + "#top", id="page-fragment"),
        pytest.param(SIGNED + "#", id="two-fragments"),
        pytest.param("https://ñ.example/1", id="not-ascii"),
    ],
)
def test_a_label_that_was_misread(text: str) -> None:
    with pytest.raises(MalformedError, match="label"):
        parse_label(text)


def test_labels_that_are_not_made() -> None:
    with pytest.raises(InputError, match="fragment"):
        label_url(SIGNED, KEY)
    with pytest.raises(InputError, match="ASCII"):
        label_url("https://ñ.example/1", KEY)
    with pytest.raises(InputError, match="only Ed25519"):
        label_url(SUBJECT, counted_p256(96))


@given(st.text(max_size=120))
@settings(max_examples=100, deadline=None)
def test_nothing_but_our_error_escapes(text: str) -> None:
    try:
        url, signature = parse_label(text)
    except MalformedError:
        return
    assert signature is not None or url == text
