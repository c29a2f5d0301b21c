"""A law that comes later: what was printed and signed before stays as it was, word for word."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from batterypass import bootstrap
from batterypass.regulations.tables import FILES, Regulations
from cli.custody import CARRIER, MAKER, NUMBER, RECYCLER, last, offer, serials
from cli.custody import desk as desk
from cli.desk import Desk

#: NOM-052 as it might name lithium batteries one day.
NOM_052 = {
    "id": "MX-NOM-052-2027", "valid_from": "2027-07-01",
    "default": {"whole_battery": "hazardous"}, "confidence": "high",
}  # fmt: skip
LATER = "2027-07-02T09:00:00-06:00"


def _enact(patch: pytest.MonkeyPatch, *, ends_old: bool) -> None:
    """Give the program tables in which a further row of NOM-052 holds from July 2027 on."""
    folder = Path(bootstrap.__file__).parent / "regulations" / "data"
    bodies = {name: (folder / file).read_bytes() for name, file in FILES.items()}
    table = json.loads(bodies["classification-regimes"])
    row = next(row for row in table["regimes"] if row["id"] == "MX-2004")
    table["regimes"].append({**row, **NOM_052})
    row["valid_to"] = "2027-06-30" if ends_old else None
    changed = Regulations.parse({**bodies, "classification-regimes": json.dumps(table).encode()})
    patch.setattr(bootstrap, "regulations", lambda: changed)


@pytest.mark.parametrize("ends_old", [False, True])
def test_an_old_manifest_is_printed_and_shown_as_before_a_new_law(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ends_old: bool
) -> None:
    offer(desk, 1, 2)
    first, again, signer = tmp_path / "1.pdf", tmp_path / "2.pdf", ("--as", MAKER, "--yes")
    desk.ok("manifest", "pdf", NUMBER, "-o", str(first), *signer)
    shown = {
        lang: desk.ok("manifest", "show", NUMBER, "--lang", lang, at=LATER).out
        for lang in ("en", "es")
    }
    told = desk.ok("manifest", "show", NUMBER, "--json").json
    signed = last(desk, "consignment.offered")

    _enact(monkeypatch, ends_old=ends_old)

    desk.ok("manifest", "pdf", NUMBER, "-o", str(again), *signer)
    assert again.read_bytes() == first.read_bytes()
    for lang, words in shown.items():
        assert desk.ok("manifest", "show", NUMBER, "--lang", lang).out == words
    assert desk.ok("manifest", "show", NUMBER, "--json").json == told
    assert last(desk, "consignment.offered") == signed
    assert signed["waste"]["regime"] == "MX-2004"
    ran = desk.ok("manifest", "check", str(first), "--json")
    assert ran.json["check"]["verdict"] is True
    # The new law is in force all the same: the next offer is of hazardous waste, and is asked why.
    new = desk.run(
        "ship", "offer", *serials(3), "--to", RECYCLER, "--carrier", CARRIER,
        "--container-type", "tarima", "--as", MAKER, "--yes",
    )  # fmt: skip
    assert new.code == 2
    assert "--cretib" in new.err
