"""e-Manifest at the terminal: out of a consignment, and in without touching the ledger."""

from __future__ import annotations

import json
from pathlib import Path

from cli.custody import MAKER, NUMBER, serials, size
from cli.desk import Desk


def test_a_manifest_goes_out_and_what_is_missing_is_named(arrived: Desk, tmp_path: Path) -> None:
    path = tmp_path / "m.json"
    ran = arrived.ok("manifest", "export", NUMBER, "-o", str(path), "--lang", "en")
    assert "status Signed" in ran.out
    assert "generator.epaSiteId" in ran.err
    body = json.loads(path.read_bytes())
    assert body["receivedDate"] == "2026-11-23T12:00:00.000-0600"
    assert body["wastes"][0]["quantity"]["quantity"] == 825
    assert body["generator"]["name"] == "Baterías Sierra Alta, S.A. de C.V."
    shown = arrived.ok("manifest", "export", NUMBER, "-o", "-")
    assert shown.out.encode() == path.read_bytes()


def test_what_was_exported_is_read_and_kept_as_a_draft_only_where_asked(
    arrived: Desk, tmp_path: Path
) -> None:
    path, draft = tmp_path / "m.json", tmp_path / "draft.json"
    arrived.ok("manifest", "export", NUMBER, "-o", str(path))
    before = size(arrived)
    arrived.ok("manifest", "import", str(path), "-o", str(draft), "--dry-run")
    assert not draft.exists()
    told = arrived.ok("manifest", "import", str(path), "--json").json["import"]
    assert told["masses_kg"] == {"1": "825"}
    assert told["wrong"] == []
    arrived.lang = "es"
    assert str(draft) in arrived.ok("manifest", "import", str(path), "-o", str(draft)).out
    kept = json.loads(draft.read_bytes())
    assert kept["wastes"]["1"]["mass_kg"] == "825"
    assert kept["generator"]["street"]
    assert size(arrived) == before


def test_a_wrong_file_is_named_with_its_places_and_leaves_no_draft(
    road: Desk, tmp_path: Path
) -> None:
    bad, draft = tmp_path / "bad.json", tmp_path / "draft.json"
    bad.write_text('{"status": "Sent", "generator": {"name": 7}, "wastes": [{"br": "no"}]}')
    ran = road.run("manifest", "import", str(bad), "-o", str(draft))
    assert ran.code == 2
    for place in ("status", "generator.name", "wastes[1].br", "wastes[1].lineNumber"):
        assert place in ran.err
    assert not draft.exists()
    told = road.run("manifest", "import", str(bad), "--lang", "es").err
    assert "generator.name: se esperaba un texto; hay 7" in told
    assert "wastes[1].br: se esperaba true o false; hay no" in told
    assert "expected" not in told
    assert "mandatory" not in told
    bad.write_text('{"status": "Signed", "wastes": {"1": null}}')
    assert (
        'wastes: expected a list; found {"1": null}' in road.run("manifest", "import", str(bad)).err
    )
    bad.write_text("[1]")
    assert road.run("manifest", "import", str(bad)).code == 2
    assert road.run("manifest", "import", str(tmp_path / "none.json")).code == 1


def test_what_was_turned_away_stays_so_when_the_original_is_back(road: Desk) -> None:
    road.ok("ship", "deliver", NUMBER, "--yes", at="11-23T10:00")
    road.ok(
        "receive", NUMBER, "--all-received", "--reject", *serials(21), "--reason", "damaged",
        "--next", "return", "--mass-kg", "412.5", "--yes", at="11-23T10:20",
    )  # fmt: skip
    for at in ("11-23T10:30", "11-25T10:30"):
        if at > "11-25":
            road.ok("manifest", "original-returned", NUMBER, "--as", MAKER, "--yes", at=at)
        body = json.loads(road.ok("manifest", "export", NUMBER, "-o", "-", at=at).out)
        assert body["rejection"] is True
        assert body["rejectionInfo"] == {
            "rejectionType": "PartialReject", "rejectionComments": "damaged",
        }  # fmt: skip


def test_another_form_has_no_file(road: Desk) -> None:
    ran = road.run("manifest", "export", NUMBER, "--form", "mx_semarnat", "-o", "-")
    assert ran.code == 2
    assert "us_epa_8700_22" in ran.err
