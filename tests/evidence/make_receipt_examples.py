"""Makes the examples of the pages on receipts and transparent statements, with fixed keys.

``python tests/evidence/make_receipt_examples.py`` (with ``tests`` on the path) writes them into
``docs/formats``; a test checks that they are still the same.
"""

from __future__ import annotations

from batterypass.statements.cbor import decode_strict
from batterypass.statements.keyset import encode_key_set
from batterypass.statements.receipt import RECEIPT_ALGS, attach_receipts, sign_receipt
from batterypass.tlog.merkle import leaf_hash, root_of
from statements.make_examples import _BLOCK, PACK, PAGES, key_of, wrap
from statements.make_examples import make as make_statements

NAMES = ("receipt", "transparent-statement")
KEY = key_of(96, "P-256")
#: The log of the example: the word ``one``, and the statement of the page on statements.
ENTRIES = (b"one", bytes.fromhex(make_statements()["statement"].replace("\n", "")))


def make() -> dict[str, str]:
    """Give all examples by name."""
    leaves = [leaf_hash(entry) for entry in ENTRIES]
    receipt = sign_receipt(
        KEY,
        issuer="https://log.example/batteries",
        subject=PACK,
        size=2,
        index=1,
        path=leaves[:1],
        root=root_of(leaves),
    )
    parts = decode_strict(receipt, max_bytes=1 << 12, max_depth=8, tag=18)
    assert isinstance(parts, list)
    protected, unprotected, _, signature = parts
    return {
        "receipt": wrap(receipt.hex()),
        "receipt-protected": wrap(protected.hex()),
        "receipt-proof": wrap(unprotected[396][-1][0].hex()),
        "receipt-root": root_of(leaves).hex(),
        "receipt-signature": wrap(signature.hex()),
        "receipt-keys": wrap(encode_key_set([(KEY.public, RECEIPT_ALGS["P-256"])]).hex()),
        "transparent-statement": wrap(attach_receipts(ENTRIES[1], [receipt]).hex()),
    }


def rewrite() -> None:
    """Put the examples into the pages."""
    examples = make()
    for name in NAMES:
        path = PAGES / f"{name}.md"
        page = _BLOCK.sub(
            lambda block: f"```text example={block[1]}\n{examples[block[1]]}\n```",
            path.read_text("utf-8"),
        )
        path.write_text(page, "utf-8")


if __name__ == "__main__":
    rewrite()
