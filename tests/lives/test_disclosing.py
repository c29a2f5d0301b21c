"""A disclosure is verified without the ledger, and holds nothing that its reader may not see."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from batterypass.bootstrap import open_ledger
from batterypass.errors import BrokenError, MalformedError, UndecidedError
from batterypass.evidence.container import encode_container, parse_container
from batterypass.evidence.disclosure_file import DisclosureFile
from batterypass.regulations.passport_readers import READERS, points_of
from cli.desk import Desk
from lives.conftest import PACK, WORKSHOP

#: A value of each content point that is sealed.
_SEALED = {
    "individual_legitimate_interest": ("number_of_full_cycles", "4711"),
    "legitimate_interest_and_commission": ("component_part_numbers", "BP-MOD-9917"),
    "authorities_and_commission": ("test_report_results", "INF-9931"),
}


@pytest.fixture
def told(bench: Desk) -> Desk:
    """Give a desk whose pack has a value at each point, and a sealed reading."""
    bench.ok(
        "passport", "update", PACK, "number_of_full_cycles=4711", 'component_part_numbers=[{"component": "module", "part_number": "BP-MOD-9917"}]',
        "test_report_results=INF-9931", "--as", "sierra-alta",
        "--yes", at="03-05T08:00",
    )  # fmt: skip
    bench.ok(
        f"pack assess {PACK} condition=serviceable method=visual soh_percent=88.25 --as {WORKSHOP}"
        " --yes", at="03-05T09:00",
    )  # fmt: skip
    return bench


def _disclose(desk: Desk, reader: str) -> Path:
    path = desk.folder / f"{reader}.bpz"
    desk.ok(f"passport disclose {PACK} --for {reader} -o {path} --yes")
    return path


def _stranger(desk: Desk, tmp_path: Path) -> Desk:
    """Give a desk elsewhere: no ledger, no keys, nothing remembered."""
    folder = tmp_path / "elsewhere"
    folder.mkdir(exist_ok=True)
    return Desk(folder, at=desk.at)


@pytest.mark.parametrize("reader", READERS)
def test_each_reader_gets_what_it_may_see_and_not_a_byte_more(
    told: Desk, tmp_path: Path, reader: str
) -> None:
    path = _disclose(told, reader)
    data = path.read_bytes()
    with open_ledger(told.ledger, read_only=True) as ledger:
        bodies = {point: [] for point in _SEALED}  # type: ignore[var-annotated]
        for section in ledger.store.sections():
            bodies[section.point].append(section.body)

    read = _stranger(told, tmp_path).ok(f"passport read {path} --first-use --json").json

    values = read["disclosure"]["values"]
    assert read["disclosure"]["closed"] == []
    for point, (name, value) in _SEALED.items():
        may = point in points_of(reader)
        assert (name in values) is may
        # As a text of CBOR or JSON: the digits of a number stand in many a digest.
        written = (bytes([0x60 + len(value)]) + value.encode(), f'"{value}"'.encode())
        assert any(text in data for text in written) is may
        for body in bodies[point]:
            assert (body in data) is may
            # Neither the salt: with it a guess of the values could be tried.
            assert (body[3:35] in data) is may
    assert (values.get("state_of_certified_energy") == "88.25") is (
        "individual_legitimate_interest" in points_of(reader)
    )
    # What it shows is what the ledger shows that reader, and nothing less.
    shown = told.ok(f"passport show {PACK} --for {reader} --json").json
    assert values == shown
    assert read["disclosure"]["needs_ledger"] == []


def test_readings_are_disclosed_as_the_ledger_shows_them(told: Desk, tmp_path: Path) -> None:
    words = f"{PACK} condition=serviceable method=capacity_test --as {WORKSHOP} --yes --json"
    first = told.ok(
        f"pack assess {words} --open capacity_ah=100 soc_percent=4", at="03-05T10:00"
    ).json["events"][0]["index"]
    told.ok(f"amend {first} soc_percent=44 --why typing_error --as {WORKSHOP} --yes")
    # Recorded late: it is older than the one in the ledger, and says what that one does not.
    told.ok(
        f"pack assess {words} resistance_mohm=33.5 soc_percent=90"
        " event_time=2026-03-05T09:30:00-06:00", at="03-05T11:00",
    )  # fmt: skip
    shown = told.ok(f"passport show {PACK} --for legitimate_interest --json").json
    path = _disclose(told, "legitimate_interest")

    read = _stranger(told, tmp_path).ok(f"passport read {path} --first-use --json").json

    values = read["disclosure"]["values"]
    names = ("state_of_charge", "capacity_fade", "internal_resistance_current")
    assert (values["state_of_charge"], values["internal_resistance_current"]) == ("44", "0.0335")
    assert {name: values[name] for name in names} == {name: shown[name] for name in names}
    assert "remaining_capacity" not in {*values, *shown}, "not asked of an electric vehicle"


def test_it_is_read_with_a_trust_file_and_undecided_without(told: Desk, tmp_path: Path) -> None:
    path = _disclose(told, "commission")
    stranger = _stranger(told, tmp_path)

    unknown = stranger.run(f"passport read {path}")
    assert unknown.code == 5
    assert "--first-use" in unknown.err
    known = Desk(stranger.folder, at=told.at)
    shutil.copytree(told.folder / "home", known.folder / "home", dirs_exist_ok=True)
    read = known.ok(f"passport read {path}")
    assert "proven" in read.out
    assert "first-use" not in read.out
    assert "4711" not in re.findall(r"\w+", read.out)
    es = Desk(known.folder, at=told.at, lang="es").ok(f"inspect {path}")
    assert "probado" in es.out


def _changed(data: bytes, name: str, change: object) -> bytes:
    members = parse_container(data, "x")
    body = members.pop(name)
    if callable(change):
        members[name] = change(body)
    return encode_container(members)


def _open(data: bytes) -> None:
    from batterypass.app.disclosed import open_disclosure
    from batterypass.regulations.attributes import attributes
    from batterypass.store.home import NoHome

    open_disclosure(data, "x.bpz", NoHome(), attributes(), first_use=True)


def test_whatever_is_changed_in_it_is_found(told: Desk) -> None:
    data = _disclose(told, "legitimate_interest").read_bytes()
    file = DisclosureFile.parse(data, "x.bpz")
    _open(data)
    section = next(name for name in parse_container(data, "x") if name.startswith("sections/"))
    with pytest.raises(BrokenError):
        _open(_changed(data, section, lambda body: body[:-1] + bytes([body[-1] ^ 1])))
    with pytest.raises(MalformedError):
        _open(_changed(data, section, None))
    last = max(file.log.statements)
    with pytest.raises(MalformedError):
        _open(_changed(data, f"statements/{last}.cose", lambda body: body[:-1] + b"\0"))
    with pytest.raises((BrokenError, MalformedError)):
        _open(_changed(data, "checkpoint", lambda body: body.replace(b"\n", b" \n", 1)))


def test_an_entry_or_a_party_that_is_left_out_is_noticed(told: Desk) -> None:
    from batterypass.evidence.directory_file import DirectoryFile

    data = _disclose(told, "legitimate_interest").read_bytes()
    file = DisclosureFile.parse(data, "x.bpz")

    def without(*entries: int) -> bytes:
        log = DirectoryFile(
            file.log.ledger, file.log.checkpoint,
            {n: raw for n, raw in file.log.statements.items() if n not in entries},
            {n: raw for n, raw in file.log.proofs.items() if n not in entries},
        )  # fmt: skip
        return DisclosureFile(log, file.item, file.passport, file.reader, file.sections).encode()

    rows = told.ok(f"history {PACK} --json").json["events"]
    accepted = next(row["index"] for row in rows if row["kind"] == "custody.released")
    with pytest.raises(UndecidedError):
        _open(without(accepted))
    party = next(
        n for n, raw in file.log.statements.items()
        if b'"kind":"party.registered"' in raw and b"taller-volta" in raw
    )  # fmt: skip
    with pytest.raises((UndecidedError, BrokenError)):
        _open(without(party))


def test_a_paper_that_somebody_else_printed_keeps_nobody_from_reading_it(
    told: Desk, tmp_path: Path
) -> None:
    digest = told.ok(f"history {PACK} --json").json["events"][0]["digest"]
    told.ok(
        f"log document.prepared about={PACK} document_kind=passport number=1 count=1 mass_kg=412.5"
        f" date=2026-03-05 statement={digest} --as recicladora-norte --yes"
        " --acknowledge BP-C022=authority_order"
    )
    path = _disclose(told, "public")

    read = _stranger(told, tmp_path).ok(f"passport read {path} --first-use --json").json

    assert "battery_mass" in read["disclosure"]["values"]
    kinds = [one["kind"] for one in read["disclosure"]["entries"]]
    assert kinds[-1] == "document.prepared"


def test_a_file_for_no_reader_that_there_is_is_malformed(told: Desk) -> None:
    data = _disclose(told, "public").read_bytes()
    with pytest.raises(MalformedError, match="reader"):
        _open(_changed(data, "index.json", lambda one: one.replace(b'"public"', b'"police"')))


def test_what_was_erased_is_told_as_closed(told: Desk, tmp_path: Path) -> None:
    told.ok(f"passport erase {PACK} --point individual_legitimate_interest --why x --yes")
    path = told.folder / "p.bpz"
    done = told.ok(f"passport disclose {PACK} --for legitimate_interest -o {path} --yes")
    assert "not in this file" in done.err

    read = _stranger(told, tmp_path).ok(f"passport read {path} --first-use --json").json

    assert read["disclosure"]["closed"] == ["individual_legitimate_interest"]
    assert "number_of_full_cycles" not in read["disclosure"]["values"]
    assert "component_part_numbers" in read["disclosure"]["values"]


def test_a_pack_without_a_passport_and_a_reader_that_there_is_not_are_named(told: Desk) -> None:
    none = told.run(f"passport disclose SA26-000002 --for public -o {told.folder}/x.bpz")
    assert (none.code, "passport issue" in none.err) == (2, True)
    nobody = told.run(f"passport disclose {PACK} --for police -o {told.folder}/x.bpz")
    assert nobody.code == 2
    assert not (told.folder / "x.bpz").exists()
