"""A bundle that has something of everything: sections, heads, old roots, tables, a file, an absence."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from batterypass.app.attachments import refer
from batterypass.app.bundle_focus import Wanted, focus_of
from batterypass.app.bundle_making import make_bundle
from batterypass.app.heads import seal
from batterypass.store.file_folder import FileFolder
from faults import yard as faults

#: Named as the next holder, and registered by nobody.
NOBODY = "https://nobody.example"
PHOTO = b"\xff\xd8\xff\xe0" + b"a photograph " * 30
PHOTO_DIGEST = sha256(PHOTO).hexdigest()


@dataclass(frozen=True, slots=True)
class Full:
    """A bundle of one pack, and a trust file that was made before it."""

    data: bytes
    trust: bytes


def make(folder: Path) -> Full:
    """Make the ledger and the bundle, for a reader who may see sealed sections."""
    place = faults.small_ledger(folder / "yard")
    trust = place.trust()
    files = FileFolder(folder / "files")
    files.add(PHOTO)
    photo = refer("golpe.jpg", PHOTO, 1_000_000)
    assessed = {**faults.assessment(1), "documents": [photo.form]}
    knowingly = [{"rule": "BP-R003", "reason": "data_not_obtainable"}]
    released = {"items": [faults.FIRST_PACK], "to": NOBODY, "acknowledged": knowingly}
    with place.open() as ledger:
        ledger.log("item.assessed", assessed, actor=faults.SHOP)
        ledger.log("custody.released", released, actor=faults.SHOP)
        seal(ledger.session)
        focus = focus_of(ledger.session, Wanted("items", (faults.FIRST_PACK,)))
        reader = "responsible_operator"
        data = make_bundle(ledger.session, focus, reader=reader, folder=files).encode()
    return Full(data, trust)
