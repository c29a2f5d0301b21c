"""What a receipt shows about an entry: the tree of ``tlog`` and the signature together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.statements.receipt import parse_receipt, verify_receipt
from batterypass.tlog.merkle import leaf_hash, root_through

if TYPE_CHECKING:
    from batterypass.statements.receipt import Receipt
    from batterypass.statements.verifiers import PublicKey


def verify_entry_receipt(raw: bytes, entry: bytes, public: PublicKey) -> Receipt:
    """Verify that the receipt key ``public`` vouches for ``entry``, and return the receipt.

    1. The receipt has exactly one form (:func:`parse_receipt`).
    2. The root is computed from the entry through the path.
    3. The signature covers that root.

    Raises MalformedError for 1 and BrokenError for 2 and 3. It never makes anything authentic: it
    names no checkpoint and carries no witness, so two readers can be given receipts of two logs
    that contradict each other. The caller still owes: that ``public`` is the log's receipt key.
    """
    receipt = parse_receipt(raw)  # 1
    root = root_through(leaf_hash(entry), receipt.index, receipt.size, receipt.path)  # 2
    return verify_receipt(receipt, public, root)  # 3
