"""Names that would like to be something else: formulas, scripts, paths, escapes (faults.md row 14)."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from batterypass.app.labels import label_content
from batterypass.app.ledger import Ledger
from batterypass.documents.labels import label_svg
from batterypass.errors import InputError, RefusedError
from batterypass.store.home import Home
from faults.yard import MAKER, REGISTRAR, Yard, audit, make, open_new, pack, party_card

FORMULA = "=cmd|' /C calc'!A0"
SCRIPT = "<script>alert(1)</script>&\"'"
TRAVERSAL = "../../../../etc/passwd"
BIDI = "abc\u202egnp.exe"
NASTY = (
    FORMULA,
    "+1",
    "-1",
    "@SUM(A1)",
    SCRIPT,
    TRAVERSAL,
    BIDI,
    "${jndi:ldap://x.example}",
    "'; --",
)


@pytest.fixture
def yard(tmp_path: Path) -> Yard:
    return Yard(tmp_path / "yard")


@pytest.fixture
def ledger(yard: Yard) -> Ledger:
    return open_new(yard)


@pytest.mark.parametrize("name", NASTY)
def test_a_nasty_legal_name_is_kept_as_it_is_and_does_nothing(
    yard: Yard, ledger: Ledger, name: str
) -> None:
    party = "https://nasty.example"
    card = party_card(ledger, party, name, ["manufacturer"], ["daily", "label"])
    ledger.log("party.registered", {"card": card}, actor=REGISTRAR)
    assert ledger.party(party).legal_name == name
    assert ledger.entry(len(ledger) - 1).payload["card"]["legal_name"] == name
    ledger.close()
    audit(yard)


@pytest.mark.parametrize("name", ["a\x1b[2Jb", "a\x00b", "a\nb", "a\x7fb", "", "x" * 201])
def test_a_name_with_controls_or_beyond_bounds_is_refused(ledger: Ledger, name: str) -> None:
    card = party_card(ledger, "https://nasty.example", name, ["manufacturer"], ["daily"])
    before = len(ledger)
    with pytest.raises(InputError):
        ledger.log("party.registered", {"card": card}, actor=REGISTRAR)
    assert len(ledger) == before


def test_a_script_in_a_name_is_text_on_a_label(ledger: Ledger) -> None:
    """Serial numbers and models are words; the legal name is free text."""
    party = "https://nasty.example"
    card = party_card(ledger, party, SCRIPT, ["manufacturer"], ["daily", "label"])
    ring = ledger.session.around.keys
    assert ring is not None
    for role in ("daily", "label"):
        ring.add(party, role)  # type: ignore[attr-defined]
    ledger.log("party.registered", {"card": card}, actor=REGISTRAR)
    item = "https://id.nasty.example/01/04006381333931/21/N-1"
    form = {**pack(1), "item": item, "serial": "N-1"}
    ledger.log("pack.manufactured", form, actor=party)
    content = label_content(ledger.session, ledger.item(item), "en")
    drawing = label_svg(content, "en", 35)
    root = ElementTree.fromstring(drawing)  # noqa: S314 - our own drawing
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert "script" not in tags
    assert "<script" not in drawing.lower()


@pytest.mark.parametrize(
    "tail",
    ["../../../../tmp/x", "..", "%2E%2E/%2E%2E/x", "a/../../x", "-rf", "~root", "$HOME", "a;b"],
)
def test_an_id_that_looks_like_a_path_names_no_file(yard: Yard, ledger: Ledger, tail: str) -> None:
    item = f"https://id.maker.example/{tail}"
    try:
        ledger.log("pack.manufactured", {**pack(1), "item": item, "serial": "N-1"}, actor=MAKER)
    except (InputError, RefusedError):
        return
    for path, _ in ledger.published_files():
        assert re.fullmatch(r"checkpoint|content/[0-9a-f]{64}|tile/[a-z0-9/.]+", path)
        assert ".." not in path
    content = label_content(ledger.session, ledger.item("N-1"), "en")
    # What exports name their files by.
    assert re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]", content.printed_id)
    ledger.close()
    audit(yard)
    assert {path.name for path in yard.folder.iterdir()} <= {
        "l.bp", "l.bp-wal", "l.bp-shm", "keys", "home",
    }  # fmt: skip


@pytest.mark.parametrize("origin", ["../../x", "a/../../../x", "x\x00y", "/etc/passwd", "a" * 5000])
def test_what_is_remembered_of_an_origin_stays_in_its_folder(tmp_path: Path, origin: str) -> None:
    home = Home(tmp_path / "home")
    home.pin(origin, b"pin")
    home.remember(origin, b"note")
    files = [path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) == 2
    assert all(re.fullmatch(r"home/(trust|checkpoints)/[0-9a-f]{16}\.(policy|note)", str(file))
               for file in files)  # fmt: skip
    assert home.trust(origin) == b"pin"


def test_a_forged_digest_in_the_file_names_no_file_outside(yard: Yard, ledger: Ledger) -> None:
    """Content is published under the hex of whatever stands in the digest column."""
    import sqlite3

    make(ledger, [1])
    ledger.close()
    connection = sqlite3.connect(yard.path)
    connection.execute("UPDATE contents SET digest = ? WHERE rowid = 1", (b"../../etc/passwd",))
    connection.commit()
    connection.close()
    with yard.open(read_only=True) as reader:
        for path, _ in reader.published_files():
            assert re.fullmatch(r"checkpoint|content/[0-9a-f]+|tile/[a-z0-9/.]+", path)
