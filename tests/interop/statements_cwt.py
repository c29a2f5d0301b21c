"""Verify statements with python-cwt: ``python statements_cwt.py FOLDER``.

It knows nothing of batterypass: it reads what ``export scitt`` wrote, and the issuers' keys beside it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import cbor2
import cwt


def main(folder: Path) -> None:
    """Verify every statement; print what was accepted and what was refused of damaged ones."""
    keys = {
        key[2]: cwt.COSEKey.new({**key, 4: [2]})
        for key in cbor2.loads((folder / "issuer-keys.cbor").read_bytes())
    }
    algs = set()
    accepted = offered = refused = damaged = 0
    for path in sorted(folder.glob("*.transparent.cose")):
        plain = (folder / f"{path.name.split('.')[0]}.cose").read_bytes()
        header = cbor2.loads(cbor2.loads(plain).value[0])
        algs.add(header[1])
        key = keys[header[4]]
        for raw in (plain, path.read_bytes()):
            offered += 1
            payload = cwt.COSE.new().decode(raw, key)
            accepted += json.loads(payload)["actor"] == header[15][1]
        # A figure in the payload, another key.
        other = next(one for kid, one in keys.items() if kid != header[4])
        at = plain.index(b'"event_time":"20') + len(b'"event_time":"20')
        for bad, by in ((plain[:at] + b"1" + plain[at + 1 :], key), (plain, other)):
            damaged += 1
            try:
                cwt.COSE.new().decode(bad, by)
            except (cwt.VerifyError, ValueError):
                refused += 1
    numbers = ", ".join(map(str, sorted(algs)))
    found = {"accepted": accepted, "offered": offered, "refused": refused, "damaged": damaged}
    said = f"{offered // 2} statements, plain and transparent (alg {numbers})"
    sys.stdout.write(json.dumps({"read": said, **found}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
