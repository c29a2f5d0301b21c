"""The examples of the pages on receipts are what the code makes, and verify by the pages' steps."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Any

import pytest

from batterypass.evidence.receipt import verify_entry_receipt
from batterypass.statements.cbor import decode_strict, encode
from batterypass.statements.receipt import parse_transparent
from batterypass.statements.verifiers import PublicKey
from evidence.make_receipt_examples import ENTRIES, KEY, NAMES, make
from statements.make_examples import PAGES, found_in


def example(name: str) -> bytes:
    found = {k: v for one in NAMES for k, v in found_in((PAGES / f"{one}.md").read_text()).items()}
    return bytes.fromhex(found[name].replace("\n", ""))


def items(name: str) -> list[Any]:
    found = decode_strict(example(name), max_bytes=999, max_depth=3)
    assert isinstance(found, list)
    return found


def test_every_example_is_on_a_page_and_is_still_made_so() -> None:
    texts = [(PAGES / f"{name}.md").read_text("utf-8") for name in NAMES]
    assert {name: text for page in texts for name, text in found_in(page).items()} == make()


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_an_example_first_then_fields_then_how_to_verify(name: str) -> None:
    text = (PAGES / f"{name}.md").read_text("utf-8")
    assert text.index("## Example") == text.index("## ")
    assert text.index("## Example") < text.index("## Fields") < text.index("## Verify")
    for section in ("Fields", "Verify"):
        assert re.search(rf"^## {section}\n\n1\. ", text, re.M), section


def test_the_receipt_of_the_page_verifies_by_its_own_steps() -> None:
    raw = example("receipt")
    assert verify_entry_receipt(raw, ENTRIES[1], KEY.public).raw == raw
    # By hand: the leaf, the node above both, and what the signature covers.
    leaf = sha256(b"\0" + ENTRIES[1]).digest()
    size, index, path = items("receipt-proof")
    assert (size, index) == (2, 1)
    root = sha256(b"\1" + path[0] + leaf).digest()
    assert root == example("receipt-root")
    covered = encode(["Signature1", example("receipt-protected"), b"", root])
    KEY.public.verify(-7, covered, example("receipt-signature"))
    protected = decode_strict(example("receipt-protected"), max_bytes=999, max_depth=4)
    assert isinstance(protected, dict)
    assert protected[15][-65537] == [2, 1]


def test_the_key_of_the_page_is_the_one_that_the_receipt_names() -> None:
    (key,) = items("receipt-keys")
    assert PublicKey("P-256", key[-2] + key[-3]) == KEY.public
    assert key[2] == KEY.kid


def test_the_transparent_statement_of_the_page_holds_the_entry_and_the_receipt() -> None:
    statement, (receipt,) = parse_transparent(example("transparent-statement"))
    assert statement == ENTRIES[1]
    assert receipt.raw == example("receipt")
    assert example("transparent-statement").count(b"\x19\x01\x8a") == 1
