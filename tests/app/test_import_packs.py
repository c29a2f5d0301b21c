"""Importing packs: twice changes nothing, a row that is off stops the file, nothing is lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app import yard as yards
from batterypass.app import import_packs, import_recording
from batterypass.app.errors_files import errors_path
from batterypass.app.import_checked import CheckedPacks, Wanted
from batterypass.app.import_packs import check_packs
from batterypass.app.import_recording import ImportedPacks, sign_packs, write_errors
from batterypass.errors import FailedError, InputError, RefusedError
from batterypass.exchange.source import Source, read_file
from batterypass.statements.eventid import derive_event_id
from exchange import samples
from exchange.samples import GOOD, GTIN, HEADER, table
from shared import shared

DOMAIN = "id.planta-apodaca.example"


@pytest.fixture
def yard(tmp_path_factory: pytest.TempPathFactory) -> yards.Yard:
    return yards.make_yard(tmp_path_factory.mktemp("import"), packs=0).at("11-21T10:00")


def check(
    yard: yards.Yard, source: Source, *given: str, actor: str = yards.MAKER, **wanted: Any
) -> CheckedPacks:
    return check_packs(yard.session, source, actor=actor, wanted=Wanted(given=given, **wanted))


def import_(yard: yards.Yard, source: Source, *given: str, **wanted: Any) -> ImportedPacks:
    return sign_packs(yard.session, check(yard, source, *given, **wanted), skip_errors=True)


def shift(count: int, **changed: str) -> Source:
    return table(*({"serial": f"SA-{n:05}", **changed} for n in range(count)))


def counts(checked: CheckedPacks) -> tuple[int, int, int, int]:
    """Give rows, new, same and refused."""
    return checked.rows, len(checked.forms), checked.same, len(checked.refused)


def test_a_shift_goes_in_and_again_changes_nothing(yard: yards.Yard) -> None:
    before = len(yard.ledger)
    done = import_(yard, shift(3))
    assert (done.signed, done.last) == (3, len(yard.ledger) - 1)
    size = len(yard.ledger)
    assert size >= before + 3
    again = check(yard, shift(3))
    assert counts(again) == (3, 0, 3, 0)
    assert sign_packs(yard.session, again) == ImportedPacks(0)
    assert len(yard.ledger) == size
    assert yard.ledger.item("SA-00002").mass_kg == "412.5"
    assert yard.ledger.verify(first_use=True).authentic is True


def test_an_id_that_somebody_gave_to_something_else_does_not_stand_in_the_way_of_a_pack(
    yard: yards.Yard,
) -> None:
    import_(yard, shift(1))
    (form,) = check(yard, table({"serial": "SA-00001"})).forms
    taken = derive_event_id(yard.session.audience, yards.MAKER, "pack.manufactured", [form["item"]])
    known = yard.ledger.item("SA-00000").item
    yard.log(
        "item.assessed", yards.MAKER, item=known, condition="serviceable", method="visual",
        event_id=taken,
    )  # fmt: skip
    assert counts(check(yard, shift(2))) == (2, 1, 1, 0)
    assert import_(yard, shift(2)).signed == 1
    assert counts(check(yard, shift(2))) == (2, 0, 2, 0)


def test_the_same_packs_in_another_format_change_nothing(yard: yards.Yard) -> None:
    import_(yard, shift(2))
    rows = [{**GOOD, "serial": f"SA-{n:05}", "mass_kg": 412.50} for n in range(2)]
    assert counts(check(yard, samples.lines(*rows))) == (2, 0, 2, 0)


def test_one_row_that_is_off_stops_the_file_and_nothing_is_written(yard: yards.Yard) -> None:
    size = len(yard.ledger)
    checked = check(yard, table({"serial": "1"}, {"serial": "2", "mass_kg": "4125"}))
    assert counts(checked) == (2, 1, 0, 1)
    with pytest.raises(InputError, match="1 of 2 rows have errors; nothing was written"):
        sign_packs(yard.session, checked)
    assert len(yard.ledger) == size


def test_a_check_writes_nothing_and_asks_for_no_key(
    yard: yards.Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unlocked(kid: str) -> object:
        raise AssertionError("a check asked for a private key")

    monkeypatch.setattr(yard.ring, "private", unlocked)
    size = len(yard.ledger)
    assert counts(check(yard, shift(2))) == (2, 2, 0, 0)
    assert len(yard.ledger) == size


def test_a_recorded_pack_that_differs_is_refused_with_both_values(yard: yards.Yard) -> None:
    entry = import_(yard, shift(1)).first
    checked = check(yard, shift(1, mass_kg="413"))
    (problem,) = checked.problems()
    assert (problem.column, problem.value, problem.key) == ("mass_kg", "413", "recorded")
    assert f"entry {entry} has recorded 412.5" in problem.expected("en")
    # Left out is another value too.
    columns = f"{HEADER},plant"
    (problem,) = check(
        yard, table({"serial": "SA-00000", "plant": "planta"}, columns=columns)
    ).problems()
    assert (problem.column, problem.values["before"]) == ("plant", "-")


def test_a_pack_that_stands_twice_in_the_file_is_named(yard: yards.Yard) -> None:
    source = table({"serial": "1"}, {"serial": "1"}, {"serial": "1", "mass_kg": "413"})
    checked = check(yard, source)
    assert counts(checked) == (3, 1, 0, 1)
    assert checked.repeats == [(3, 2)]
    (problem,) = checked.problems()
    assert problem.text("en") == (
        'line 4  mass_kg  "413"  line 2 has the same pack with another mass_kg: 412.5'
    )
    assert sign_packs(yard.session, checked, skip_errors=True).signed == 1


def test_a_number_that_two_packs_share_is_named(yard: yards.Yard) -> None:
    columns = f"{HEADER},giai"
    source = table(
        {"serial": "1", "giai": "9521234PACK-1"},
        {"serial": "2", "giai": "9521234PACK-1"},
        columns=columns,
    )
    (problem,) = check(yard, source).problems()
    assert (problem.line, problem.column, problem.key) == (3, "giai", "alias_repeated")


def test_a_rule_that_refuses_a_row_is_named_and_the_others_go_in(yard: yards.Yard) -> None:
    columns = f"{HEADER},item"
    source = table(
        {"serial": "1", "item": f"https://{DOMAIN}/p/1"},
        {"serial": "2", "item": "https://id.somebody-else.example/p/2"},
        columns=columns,
    )
    checked = check(yard, source)
    assert counts(checked) == (2, 1, 0, 1)
    (problem,) = checked.problems()
    assert problem.code.startswith("BP-")
    assert problem.expected("es") != problem.expected("en")
    with pytest.raises(RefusedError) as caught:
        sign_packs(yard.session, checked)
    assert caught.value.findings
    assert sign_packs(yard.session, checked, skip_errors=True).signed == 1


def test_a_carrier_makes_no_packs(yard: yards.Yard) -> None:
    checked = check(yard, shift(2), actor=yards.CARRIER)
    assert counts(checked)[3] == 2
    assert {problem.code for problem in checked.problems()} == {
        finding.code for finding in checked.findings
    }


def test_a_stranger_is_told_that_it_is_not_registered(yard: yards.Yard) -> None:
    with pytest.raises(InputError, match="is not registered"):
        check(yard, shift(1), actor="https://nobody.example")


def test_an_import_that_is_interrupted_goes_on_where_it_stopped(
    yard: yards.Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_recording, "BATCH", 4)

    class PowerCutError(Exception):
        pass

    def cut(done: int, total: int) -> None:
        assert total == 10
        if done == 8:
            raise PowerCutError

    with pytest.raises(PowerCutError):
        sign_packs(yard.session, check(yard, shift(10)), progress=cut)
    again = check(yard, shift(10))
    assert counts(again) == (10, 2, 8, 0)
    assert sign_packs(yard.session, again).signed == 2
    assert counts(check(yard, shift(10))) == (10, 0, 10, 0)
    assert yard.ledger.verify(first_use=True).authentic is True


def test_a_long_import_does_not_remember_every_pack(
    yard: yards.Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_recording, "BATCH", 4)
    monkeypatch.setattr(import_recording, "_KEPT_SUBJECTS", 8)
    import_(yard, shift(40))
    assert len(yard.session.world._slots) <= 8


def test_a_batch_in_which_the_commit_fails_leaves_no_half(
    yard: yards.Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_recording, "BATCH", 4)
    store = type(yard.session.store)
    commit = store.commit
    calls = []

    def failing(self: Any, batch: Any) -> None:
        calls.append(batch)
        if len(calls) == 2:
            raise FailedError("disk full")
        commit(self, batch)

    checked = check(yard, shift(10))
    with monkeypatch.context() as patch:
        patch.setattr(store, "commit", failing)
        with pytest.raises(FailedError, match="disk full"):
            sign_packs(yard.session, checked)
    assert counts(check(yard, shift(10))) == (10, 6, 4, 0)
    import_(yard, shift(10))
    assert yard.ledger.verify(first_use=True).authentic is True


def test_ids_are_made_under_a_domain_that_the_maker_has_registered(yard: yards.Yard) -> None:
    (form,) = check(yard, shift(1), f"gtin={GTIN}").forms
    assert form["item"] == f"https://{DOMAIN}/01/{GTIN}/21/SA-00000"
    assert check(yard, shift(1), domain=DOMAIN).forms[0]["item"] == f"https://{DOMAIN}/p/SA-00000"
    with pytest.raises(InputError, match=r"has registered: id\.planta-apodaca"):
        check(yard, shift(1), domain="id.somebody-else.example")


def test_a_month_after_the_ledgers_clock_is_refused(yard: yards.Yard) -> None:
    assert check(yard, shift(1, made_month="2026-11")).forms
    (problem,) = check(yard, shift(1, made_month="2026-12")).problems()
    assert problem.key == "month"


def test_unusual_figures_are_taken_only_on_request(yard: yards.Yard) -> None:
    heavy = shift(1, mass_kg="4125")
    assert counts(check(yard, heavy)) == (1, 0, 0, 1)
    checked = check(yard, heavy, accept_unusual=True)
    assert counts(checked) == (1, 1, 0, 0)
    assert checked.unusual[0].hint == "412.5"


def test_the_published_catenax_sample_goes_in_once(yard: yards.Yard) -> None:
    source = read_file(
        shared("reference/passport-external/catenax-battery-pass-6.1.0/BatteryPass.json")
    )
    # Valid by its schema and impossible by physics: asked about as in a table, and told.
    asked = check(yard, source)
    assert (counts(asked), asked.doubted) == ((1, 0, 0, 1), 1)
    checked = check(yard, source, accept_unusual=True)
    assert counts(checked) == (1, 1, 0, 0)
    assert checked.unusual
    assert {line.what for line in checked.report} == {"taken", "mapped", "left_out"}
    assert sign_packs(yard.session, checked).signed == 1
    assert counts(check(yard, source, accept_unusual=True)) == (1, 0, 1, 0)
    item = yard.ledger.item("SN12345678")
    assert (item.chemistry, item.values["dpp_status"]) == ("NMC", "draft")
    assert yard.ledger.verify(first_use=True).authentic is True


def test_what_is_set_shows_in_the_report_of_a_payload(yard: yards.Yard) -> None:
    source = read_file(
        shared("reference/passport-external/catenax-battery-pass-6.1.0/BatteryPass.json")
    )
    checked = check(yard, source, "mass_kg=0.07", "energy_wh=14.8", accept_unusual=True)
    # What the passport says of its energy stays as it is, and is told.
    assert [one.column.split(" ")[0] for one in checked.unusual] == [
        "values.certified_usable_energy"
    ]
    said = {line.path: line.reason("es") for line in checked.report}
    assert said["characteristics.physicalDimension.weight.value"] == "--set da 0.07 en su lugar"
    energy = next(one for one in checked.report if one.path == "performance.rated.energy.value")
    assert energy.target == "values.certified_usable_energy"


def test_rules_broken_knowingly_are_written_into_each_event(yard: yards.Yard) -> None:
    knowingly = [{"rule": "BP-R001", "reason": "data_not_obtainable"}]
    checked = check(yard, shift(2), acknowledged=knowingly)
    assert [form["acknowledged"] for form in checked.forms] == [knowingly, knowingly]


def test_refused_rows_lie_beside_the_file_before_anything_is_signed(
    yard: yards.Yard, tmp_path: Path
) -> None:
    path = tmp_path / "shift-2.csv"
    path.write_bytes(table({"serial": "1"}, {"serial": "2", "mass_kg": "x"}).body)
    checked = check(yard, read_file(path))
    errors = errors_path(path, tmp_path)
    assert errors == tmp_path / "shift-2.errors.csv"
    for _ in range(2):
        write_errors(checked, errors, "es")
    assert "se esperaba un número" in errors.read_text("utf-8-sig")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["shift-2.csv", "shift-2.errors.csv"]
    corrected = Source("shift-2.errors.csv", errors.read_bytes().replace(b",x,", b",413,"))
    assert counts(check(yard, corrected)) == (1, 1, 0, 0)


def test_standard_input_has_a_name_for_its_errors(tmp_path: Path) -> None:
    assert errors_path(None, tmp_path) == tmp_path / "packs.errors.csv"


def test_the_errors_of_a_folder_stand_beside_it_however_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "shift" / "parts").mkdir(parents=True)
    beside = tmp_path / "shift.errors.csv"
    monkeypatch.chdir(tmp_path)
    for named in ("shift", "shift/"):
        assert errors_path(Path(named), Path()).resolve() == beside
    monkeypatch.chdir(tmp_path / "shift")
    for named in (".", "./", "../shift", "parts/.."):
        assert errors_path(Path(named), Path()).resolve() == beside
    # The root of a disk has nothing beside it.
    assert errors_path(Path("/"), Path()) == Path("packs.errors.csv")


def test_somebody_elses_file_is_not_overwritten(yard: yards.Yard, tmp_path: Path) -> None:
    checked = check(yard, shift(1, mass_kg="x"))
    taken = tmp_path / "packs.errors.csv"
    taken.write_text("my own notes\n")
    with pytest.raises(InputError, match="would be overwritten"):
        write_errors(checked, taken, "en")
    assert taken.read_text() == "my own notes\n"
    with pytest.raises(FailedError):
        write_errors(checked, tmp_path / "no folder" / "e.csv", "en")


def test_every_line_of_a_report_can_be_printed_for_programs(yard: yards.Yard) -> None:
    checked = check(yard, samples.lines({**GOOD, "foo": 1, "mass_kg": "x"}, "{"))
    problems = [problem.row("es") for problem in checked.problems()]
    assert json.loads(json.dumps(problems)) == problems
    assert [one.name for one in checked.left_out] == ["foo"]
    assert [one["line"] for one in problems] == [1, 2]


def test_progress_is_told_while_checking_and_while_signing(
    yard: yards.Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (import_packs, import_recording):
        monkeypatch.setattr(module, "BATCH", 2)
    told: list[tuple[int, int]] = []

    def tell(done: int, total: int) -> None:
        told.append((done, total))

    checked = check_packs(yard.session, shift(5), actor=yards.MAKER, progress=tell)
    sign_packs(yard.session, checked, progress=tell)
    assert told[-1] == (5, 5)
    assert all(0 < done <= total for done, total in told)
