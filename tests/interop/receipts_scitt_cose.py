"""Verify receipts with scitt-cose: ``python receipts_scitt_cose.py FOLDER``.

It knows nothing of batterypass: it reads what ``export scitt`` wrote, and the receipt key beside it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import cbor2
import scitt_cose
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def main(folder: Path) -> None:
    """Verify every receipt; print what was accepted and what was refused of damaged ones."""
    (key,) = cbor2.loads((folder / "receipt-keys.cbor").read_bytes())
    if (key[3], key[-1]) != (-7, 1):
        raise SystemExit(f"the receipt key is {key}, expected P-256 that signs with -7")
    point = ec.EllipticCurvePublicNumbers(
        int.from_bytes(key[-2], "big"), int.from_bytes(key[-3], "big"), ec.SECP256R1()
    )
    pem = point.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    def holds(receipt: bytes, entry: bytes) -> bool:
        found = scitt_cose.verify_receipt(
            receipt, leaf_entry_hex=entry.hex(), log_public_key_pem=pem
        )
        return bool(found.ok)

    accepted = offered = refused = damaged = 0
    for path in sorted(folder.glob("*.receipt.cose")):
        index = path.name.split(".")[0]
        receipt, entry = path.read_bytes(), (folder / f"{index}.cose").read_bytes()
        inside = scitt_cose.extract_receipts((folder / f"{index}.transparent.cose").read_bytes())
        for one in (receipt, *inside):
            offered += 1
            accepted += one == receipt and holds(one, entry)
        changed = bytes((receipt[-1] ^ 1,))
        for bad, of in ((receipt[:-1] + changed, entry), (receipt, entry + b"\0")):
            damaged += 1
            refused += not holds(bad, of)
    found = {"accepted": accepted, "offered": offered, "refused": refused, "damaged": damaged}
    said = f"{offered // 2} receipts, alone and in transparent statements (alg -7)"
    sys.stdout.write(json.dumps({"read": said, **found}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
