"""``batterypass epcis`` over a ledger: a whole demonstration, corrections, one load of several packs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from batterypass import bootstrap
from batterypass.app.epcis import EpcisChoice, EpcisExport
from batterypass.exchange.epcis_check import check_document
from batterypass.exchange.epcis_schema import check_schema
from batterypass.regulations.passport_readers import READERS
from batterypass_cli.commands.demo import PASSPHRASE
from cli.amend_yard import FIRST, SECOND, entry_of
from cli.amend_yard import gate as gate
from cli.amend_yard import moved as moved
from cli.conftest import opened as opened
from cli.custody import BASE, CARRIER, MAKER, RECYCLER
from cli.desk import Desk, quick_keys
from exchange.test_epcis_any import SCHEMA, schema

SNAPSHOT = Path(__file__).parent / "snapshots" / "epcis-demo.txt"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The demonstration, played once."""
    folder = tmp_path_factory.mktemp("epcis")
    with pytest.MonkeyPatch.context() as patch:
        quick_keys(patch)
        desk = Desk(folder)
        desk.ok("demo", "--folder", str(folder / "demo"))
    return Desk(
        folder / "demo",
        environ={
            "BATTERYPASS_LEDGER": str(folder / "demo" / "demo.bp"),
            "BATTERYPASS_PASSPHRASE": PASSPHRASE,
        },
    )


@pytest.fixture(autouse=True)
def _quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_keys(monkeypatch)


def exported(desk: Desk, *words: str) -> dict[str, Any]:
    """Export, and demand that the document is valid."""
    ran = desk.ok("epcis", "export", *words, "-o", "-")
    whole: dict[str, Any] = json.loads(ran.out)
    assert list(check_document(whole)) == []
    assert list(check_schema(whole, schema(), SCHEMA)) == []
    return whole


def events(desk: Desk, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = exported(desk, *words)["epcisBody"]["eventList"]
    return found


def test_the_demonstration_is_told_as_it_always_was(demo: Desk) -> None:
    lines = []
    for event in events(demo, "--all", "--for", "legitimate_interest"):
        words = [str(event.get(name, "-")) for name in ("type", "action", "bizStep", "disposition")]
        members = sorted(set(event) - {"type", "action", "bizStep", "disposition"})
        lines.append(f"{event['bp:ledgerEntry']} {' '.join(words)}\n  {' '.join(members)}\n")
    assert "".join(lines) == SNAPSHOT.read_text(encoding="utf-8")


@pytest.mark.parametrize("reader", READERS)
def test_every_reader_gets_a_valid_document_and_no_other_values(demo: Desk, reader: str) -> None:
    whole = exported(demo, "--all", "--for", reader)
    assert whole["bp:reader"] == reader
    told = {event.get("bizStep") for event in whole["epcisBody"]["eventList"]}
    may_see = reader in ("legitimate_interest", "responsible_operator")
    assert ("bp:BizStep-waste_declaring" in told) == may_see
    assert ("StateOfHealth" in json.dumps(whole)) == may_see
    assert ("waste_manifest" in json.dumps(whole)) == may_see


def test_the_same_ledger_gives_the_same_bytes_on_another_day(demo: Desk) -> None:
    first = demo.ok("epcis", "export", "--all", "-o", "-").out
    assert (
        demo.ok("epcis", "export", "--all", "-o", "-", at="2027-05-01T10:00:00-06:00").out == first
    )


def test_a_pack_is_told_with_the_loads_that_it_was_in_and_no_other(demo: Desk) -> None:
    found = events(demo, "SA26-000002", "--for", "legitimate_interest")
    assert {event["bizTransactionList"][0]["bizTransaction"].rsplit("/", 1)[1]
            for event in found if event.get("bizStep") == "receiving"} == {"CA-0007"}  # fmt: skip
    whole = events(demo, "--all", "--for", "legitimate_interest")
    assert [event for event in whole if event in found] == found
    assert len(found) < len(whole)


def test_since_an_entry_or_a_day_is_the_end_of_the_whole(demo: Desk) -> None:
    whole = events(demo, "--all")
    assert events(demo, "--since", "60") == [one for one in whole if one["bp:ledgerEntry"] >= 60]
    late = events(demo, "--since", "2026-11-06")
    assert late == [one for one in whole if one["eventTime"] >= "2026-11-06"]
    assert late


def test_the_report_counts_every_entry_that_is_not_told(demo: Desk) -> None:
    place = demo.folder / "left-out.json"
    demo.ok(
        "epcis", "export", "--all", "-o", str(demo.folder / "all.jsonld"), "--report", str(place)
    )
    report = json.loads(place.read_text(encoding="utf-8"))
    whole = [row["count"] for row in report["left_out"] if "what" not in row]
    assert report["entries"] + sum(whole) == report["size"]
    assert all(len(row["entries"]) <= 5 for row in report["left_out"])


def test_a_damaged_disk_leaves_no_half_of_a_file(
    demo: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: EpcisExport, progress: object = None) -> Any:
        yield b"{"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(EpcisExport, "chunks", full)
    place = demo.folder / "full.jsonld"
    ran = demo.run("epcis", "export", "--all", "-o", str(place))
    assert ran.code == 1
    assert "cannot be written" in ran.err
    assert not list(demo.folder.glob("*full.jsonld*"))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b'{"type": 1' + b"0" * 5000 + b"}", "not JSON"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"type": NaN}', "NaN is no number of JSON"),
        (b'{"type": "a", "type": "b"}', "stands twice"),
        (b'{"type": "\xff"}', "not UTF-8 from byte 10"),
    ],
)
def test_what_is_no_json_is_named_with_its_place(demo: Desk, body: bytes, said: str) -> None:
    place = demo.folder / "bad.jsonld"
    place.write_bytes(body)
    for words in ((str(place),), (str(place), "--schema", str(place))):
        ran = demo.run("epcis", "validate", *words)
        assert (ran.code, said in ran.err) == (2, True), ran.err


# --- corrections --------------------------------------------------------------------------------


def test_a_correction_is_told_once_it_holds(gate: Desk) -> None:
    made = entry_of(gate, "pack.manufactured")
    gate.ok("amend", made, "capacity_ah=130", "--why", "typing_error", "--as", MAKER, "--yes")
    first, declared, corrected = (
        event for event in events(gate, FIRST) if event.get("bizStep") == "commissioning"
    )
    assert declared["errorDeclaration"]["correctiveEventIDs"] == [corrected["eventID"]]
    assert first["eventID"] == declared["eventID"] != corrected["eventID"]
    assert corrected["ilmd"]["bp:ratedCapacityAh"] == 130
    assert {**declared, "errorDeclaration": None} == {**first, "errorDeclaration": None}


def test_a_correction_that_others_have_to_agree_to_is_left_out_until_then(gate: Desk) -> None:
    offer = entry_of(gate, "consignment.offered")
    words = ("waste.waste_name=Celdas", "--why", "typing_error", "--as", MAKER, "--yes")
    gate.ok("amend", offer, *words)
    told = ("--for", "legitimate_interest")
    assert not [event for event in events(gate, FIRST, *told) if "errorDeclaration" in event]
    with bootstrap.open_ledger(gate.ledger, read_only=True) as ledger:
        done = EpcisExport(ledger.session, EpcisChoice("public", (BASE.format(1),)))
        assert b"".join(done.chunks())
        assert done.losses.count("waiting") == 1

    for party in (CARRIER, RECYCLER):
        gate.ok("agree", offer, "--as", party, "--yes")

    names = [
        event["bp:wasteName"] for event in events(gate, FIRST, *told) if "bp:wasteName" in event
    ]
    assert names == [names[0], names[0], "Celdas"]
    assert names[0] != "Celdas"


def test_an_annulled_entry_is_declared_wrong(gate: Desk) -> None:
    gate.ok("handoff", "release", SECOND, "--to", MAKER, "--as", RECYCLER, "--yes")
    released = entry_of(gate, "custody.released", SECOND)
    gate.ok("annul", released, "--why", "did_not_happen", "--as", RECYCLER, "--yes")
    told = [event for event in events(gate, SECOND) if event["bp:ledgerEntry"] == int(released)]
    assert [event.get("errorDeclaration", {}).get("reason") for event in told] == [
        None, "did_not_occur",
    ]  # fmt: skip
