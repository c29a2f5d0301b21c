"""Passports of other programs in and out, as people run the commands."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from batterypass.domain.ids import printed_id
from batterypass.exchange.batterypass_write import write_passport
from batterypass.exchange.catenax_write import write_pass
from batterypass.exchange.json_rows import parse_json
from batterypass.exchange.leaves import Leaves
from batterypass.exchange.native import encode_native
from batterypass.exchange.payload import cleaned
from batterypass.exchange.source import read_file
from batterypass.exchange.writing import encode_document
from batterypass.regulations.attributes import attributes
from batterypass.regulations.passport_readers import READERS, points_of
from cli.desk import Desk, Ran, open_yard, quick_keys
from exchange.passports import FACTS, FULL, ITEM
from shared import shared

AS = ("--as", "sierra-alta")
EXTERNAL = "reference/passport-external"
CATENAX = f"{EXTERNAL}/catenax-battery-pass-6.1.0/BatteryPass.json"
FORMATS = ("native", "batterypass", "catenax")
#: What the generated sample of the BatteryPass model does not say, or says so that it cannot be true.
SETTINGS = (
    "--set", "serial=SA26-77", "--set", "model=SA-46", "--set", "nominal_voltage_v=350.4",
    "--set", "capacity_ah=131.3", "--set", "energy_wh=46000", "--set", "mass_kg=412.5",
    "--accept-unusual",
)  # fmt: skip


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        quick_keys(patch)
        folder = tmp_path_factory.mktemp("passports")
        open_yard(folder)
    return folder


@pytest.fixture
def desk(opened: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    quick_keys(monkeypatch)
    folder = tmp_path / "yard"
    shutil.copytree(opened, folder)
    monkeypatch.chdir(folder)
    return Desk(folder, at="2026-11-21T10:00:00-06:00", lang="en")


def bring(desk: Desk, *words: str) -> Ran:
    return desk.run("pack", "import", *words, *AS)


def native(**changes: Any) -> str:
    values = {name: value for name, value in (FULL | changes).items() if value}
    body = encode_native(values, reader="commission", about={}, hidden=(), ledger={})
    Path("full.json").write_bytes(body)
    return "full.json"


@pytest.fixture
def full(desk: Desk) -> Desk:
    """Give a desk whose ledger has a pack with a passport that says everything."""
    ran = bring(desk, native(), "--yes")
    assert ran.code == 0, ran.err + ran.out
    return desk


def export(desk: Desk, format_: str, reader: str, *more: str) -> dict[str, Any]:
    out = Path(f"{format_}-{reader}")
    ran = desk.run(
        "passport", "export", ITEM, "--format", format_, "--for", reader, "-o", str(out), "--json",
        *more,
    )  # fmt: skip
    assert ran.code == 0, ran.err
    (found,) = json.loads(ran.out)["exports"]
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("format_", FORMATS)
def test_nobody_finds_in_an_export_what_he_may_not_see(full: Desk, format_: str) -> None:
    known = attributes()
    for reader in READERS:
        report = export(full, format_, reader)
        shown = {*report["carried"], *(one["attribute"] for kind in ("left_out", "reshaped")
                                       for one in report[kind])}  # fmt: skip
        assert shown == set(full.ok("passport", "show", ITEM, "--for", reader, "--json").json)
        for name in shown:
            assert known[name].access_tier in points_of(reader), (name, reader)
        body = "".join(Path(file).read_text("utf-8") for file in report["files"])
        for name, secret in (
            ("dismantling_information", "example/dismantling"), ("component_part_numbers", "C-1"),
            ("test_report_results", "example/test"), ("remaining_capacity", "128.4"),
            ("energy_throughput", "5432.1"),
        ):  # fmt: skip
            if name not in shown:
                assert secret not in body, (name, reader)
                assert secret not in json.dumps(report), (name, reader)


def test_the_native_file_of_the_operator_makes_the_same_passport_elsewhere(
    full: Desk, opened: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (file,) = export(full, "native", "responsible_operator")["files"]
    before = full.ok("passport", "show", ITEM, "--for", "responsible_operator", "--json").json
    # Who made the pack and who answers for the passport are facts of the log.
    differs = {name for name, value in FULL.items() if before[name] != value}
    assert differs == {"operator_identifier", "manufacturer_identifier"}
    body = Path(file).read_bytes()
    other = tmp_path / "other"
    shutil.copytree(opened, other)
    monkeypatch.chdir(other)
    there = Desk(other, at="2026-11-21T10:00:00-06:00", lang="en")
    Path("passport.json").write_bytes(body)
    assert bring(there, "passport.json", "--yes").code == 0
    after = there.ok("passport", "show", ITEM, "--for", "responsible_operator", "--json").json
    assert after == before
    again = json.loads(bring(there, "passport.json", "--yes", "--json").out)
    assert (again["same"], again["signed"], again["passports"]) == (1, 0, 0)


def test_another_value_under_the_same_passport_is_refused(full: Desk) -> None:
    ran = bring(full, native(remaining_capacity="100", capacity_fade=""), "--yes")
    assert ran.code == 2
    assert "the ledger has this passport with other values" in ran.out


@pytest.mark.parametrize("is_known", [False, True])
def test_an_import_with_the_passport_id_of_another_pack_says_whose_it_is(
    full: Desk, is_known: bool
) -> None:
    other = {
        "battery_identifier": ITEM[:-1] + "9",
        "battery_serial_number": "SA26-000009",
    }
    if is_known:
        own = str(FULL["battery_passport_identifier"]) + "9"
        file = native(**other, battery_passport_identifier=own)
        assert bring(full, file, "--yes").code == 0
    for lang, owned in (("en", "is that of"), ("es", "es de")):
        ran = bring(full, native(**other, remaining_capacity="99"), "--yes", "--lang", lang)
        assert ran.code == 2
        assert f"{owned} {printed_id(ITEM)}:" in " ".join((ran.out + ran.err).split()), ran.out


def batterypass_folder() -> str:
    return str(shared(f"{EXTERNAL}/batterypass-datamodel"))


@pytest.mark.parametrize("which", ["folder", "list", "one"])
def test_the_shared_batterypass_passport_comes_in_with_every_leaf_accounted_for(
    desk: Desk, which: str
) -> None:
    files = [
        path
        for path in sorted(Path(batterypass_folder()).glob("*/*.json"))
        if "schema" not in path.name
    ]
    assert len(files) == 7
    documents = [parse_json(read_file(path).decode(json=True)[0]) for path in files]
    if which == "folder":
        given = [batterypass_folder()]
    elif which == "list":
        given = [str(path) for path in files]
    else:
        Path("seven.json").write_text(json.dumps(documents), "utf-16")
        given = ["seven.json"]
    found = json.loads(bring(desk, *given, *SETTINGS, "--dry-run", "--json").out)
    assert list(found) == ["taken", "mapped", "left_out", "warnings", "errors"]
    assert found["errors"] == []
    told = [one["path"] for kind in ("taken", "mapped", "left_out") for one in found[kind]]
    leaves = sum(len(Leaves(1, cleaned(one)).values) for one in documents)
    assert len(told) == len(set(told)) == leaves
    for one in found["left_out"]:
        assert one["reason"]
    huge = [one for one in found["left_out"] if "E308" in one["value"]]
    assert len(huge) > 8
    assert all(one["reason"].startswith("cannot be: expected") for one in huge)
    schemas = [one for one in found["warnings"] if "JSON Schema" in one.get("message", "")]
    assert len(schemas) == (6 if which == "folder" else 0)


@pytest.mark.parametrize("which", ["batterypass", "catenax"])
@pytest.mark.parametrize("lang", ["en", "es"])
def test_every_shared_payload_goes_in_and_out_again_with_its_reports(
    desk: Desk, which: str, lang: str
) -> None:
    desk.lang = lang
    given = [batterypass_folder(), *SETTINGS] if which == "batterypass" else [
        str(shared(CATENAX)), "--accept-unusual"
    ]  # fmt: skip
    ran = bring(desk, *given, "--yes", "--json")
    assert ran.code == 0, ran.err + ran.out
    assert json.loads(ran.out)["passports"] == 1
    serial = "SA26-77" if which == "batterypass" else "SN12345678"
    for format_ in FORMATS:
        ran = desk.run(
            "passport", "export", serial, "--format", format_, "--for", "commission",
            "-o", f"out-{format_}", "--report", f"{format_}.txt",
        )  # fmt: skip
        assert ran.code == 0, ran.err
        text = Path(f"{format_}.txt").read_text("utf-8")
        assert ("escritos completos" if lang == "es" else "written whole") in text
        made = bring(desk, f"out-{format_}", "--dry-run", "--json", *SETTINGS)
        assert list(json.loads(made.out)) == ["taken", "mapped", "left_out", "warnings", "errors"]
    assert desk.run("verify", "--first-use").code == 0


@pytest.mark.parametrize("format_", FORMATS)
def test_what_is_unusual_is_asked_about_whatever_the_format(desk: Desk, format_: str) -> None:
    values = FULL | {"certified_usable_energy": "0.5"}
    if format_ == "catenax":
        Path("full.json").write_bytes(encode_document(write_pass(values, FACTS)[0]))
    elif format_ == "batterypass":
        Path("full.json").write_bytes(encode_document(write_passport(values, FACTS)[0]))
    else:
        native(certified_usable_energy="0.5")
    given = ("full.json", "--set", "energy_wh=46000", "--set", f"serial={FULL['battery_serial_number']}",
             "--set", "model=SA-46", "--set", "nominal_voltage_v=350.4")  # fmt: skip
    asked = bring(desk, *given, "--yes")
    assert asked.code == 2, asked.out
    assert "certified_usable_energy" in asked.out
    assert "--accept-unusual" in asked.err
    assert json.loads(bring(desk, *given, "--accept-unusual", "--yes", "--json").out)["signed"] == 1


def test_a_dry_run_of_a_table_has_the_same_five_lists(desk: Desk) -> None:
    Path("shift.csv").write_text(
        "serial,model,chemistry,category,nominal_voltage_v,capacity_ah,energy_kwh,mass_kg,made_month,x\n"
        "1,M,LFP,EV,350.4,131.3,46,412.5,2026-02,?\n2,M,LFP,EV,350.4,131.3,46,4125,2026-02,?\n"
    )
    ran = bring(desk, "shift.csv", "--format", "auto", "--dry-run", "--json")
    found = json.loads(ran.out)
    assert ran.code == 2
    assert list(found) == ["taken", "mapped", "left_out", "warnings", "errors"]
    assert {"column": "serial", "field": "serial"} in found["taken"]
    assert found["mapped"] == [{"column": "energy_kwh", "field": "energy_wh", "factor": "1000"}]
    assert [one["column"] for one in found["left_out"]] == ["x"]
    (error,) = found["errors"]
    assert (error["line"], error["column"], error["hint"]) == (3, "mass_kg", "412.5")


def test_one_file_holds_the_seven_parts_and_several_packs_get_a_folder_each(full: Desk) -> None:
    words = ("passport", "export", ITEM, "--format", "batterypass", "--for", "commission")
    assert full.run(*words, "-o", "seven.json").code == 0
    assert len(json.loads(Path("seven.json").read_text("utf-8"))) == 7
    full.ok("pack", "import", native(battery_serial_number="SA26-000002", battery_identifier=ITEM[:-1] + "2",
                                     battery_passport_identifier=""), "--yes", *AS)  # fmt: skip
    two = ("passport", "export", ITEM, ITEM[:-1] + "2", "--format", "batterypass")
    assert full.run(*two, "-o", "two").code == 0
    folders = [path for path in Path("two").iterdir() if path.is_dir()]
    assert len(folders) == 2
    assert full.run(*two, "-o", "two.json").code == 2
    assert full.run(*two, "-o", "three", "--fill", "a=b").code == 2
    assert not Path("three").exists()
    found = json.loads(bring(full, "two", "--dry-run", "--json").out)
    assert {one["path"].split(".")[0] for one in found["taken"]} >= {"Labels", "Circularity"}


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--format", "gefeg"), 2, "expected one of native, batterypass, catenax"),
        (("--for", "neighbour"), 2, "no such reader"),
        (("--fill", "novalue"), 2, "expected PATH=VALUE"),
        (("--fill", "@full.json/x"), 1, "full.json/x"),
        (("--fill", "@list.json"), 2, "expected a JSON object of paths and values"),
        (("--fill", "@broken.json"), 2, "expected a JSON object of paths and values"),
        (("--report", "loss.pdf"), 2, ".json or .txt"),
        (("-o", "no/such/folder/x.json"), 1, "there is no folder"),
    ],
)
def test_a_wrong_word_of_an_export_is_named_and_nothing_is_written(
    full: Desk, words: tuple[str, ...], code: int, said: str
) -> None:
    Path("list.json").write_text("[1]")
    Path("broken.json").write_text("{")
    before = sorted(Path().rglob("*"))
    ran = full.run("passport", "export", ITEM, "-o", "out.json", *words)
    assert (ran.code, said in ran.err) == (code, True), ran.err
    assert sorted(Path().rglob("*")) == before


def test_the_loss_report_says_how_what_lacks_is_given(full: Desk) -> None:
    words: tuple[str, ...] = ("passport", "export", ITEM, "--format", "catenax", "-o", "pass.json")
    words += ("--report", "loss.txt", "--lang", "es")
    said = full.ok(*words).err
    text = Path("loss.txt").read_text("utf-8")
    (lacking,) = re.findall(r"exigidos por el modelo, y faltan: .*: (\d+)\n", text)
    assert f"{lacking} que el modelo exige faltan" in said
    assert re.search(r"--fill [A-Za-z.0-9]+=VALOR; muchos con --fill @ARCHIVO\.json", text)
    path = "performance.rated.roundTripEfficiency.depthOfDischarge"
    fills = {path: 80, "materials.hazardous.cadmium.critical": False}
    Path("fills.json").write_text(json.dumps(fills))
    full.ok(*words, "--fill", "@fills.json")
    tree = json.loads(Path("pass.json").read_text("utf-8"))
    assert tree["performance"]["rated"]["roundTripEfficiency"]["depthOfDischarge"] == 80
    assert tree["materials"]["hazardous"]["cadmium"]["critical"] is False
    (left,) = re.findall(r"y faltan: .*: (\d+)\n", Path("loss.txt").read_text("utf-8"))
    assert int(left) == int(lacking) - 2


def test_a_pack_without_a_passport_is_not_exported(desk: Desk) -> None:
    Path("one.csv").write_text(
        "serial,model,chemistry,category,nominal_voltage_v,capacity_ah,energy_wh,mass_kg,made_month\n"
        "SA-9,M,LFP,EV,350.4,131.3,46000,412.5,2026-02\n"
    )
    assert bring(desk, "one.csv", "--yes").code == 0
    ran = desk.run("passport", "export", "SA-9", "-o", "x.json")
    assert (ran.code, "batterypass passport issue" in ran.err) == (3, True)


def test_a_table_beside_the_parts_of_a_passport_is_named(desk: Desk) -> None:
    Path("shift.csv").write_text("serial,model\n1,M\n")
    ran = bring(desk, "shift.csv", native(), "--dry-run")
    assert (ran.code, "import a table by itself" in ran.err) == (2, True)


def test_many_passports_are_counted_and_not_listed_leaf_by_leaf(desk: Desk) -> None:
    documents = []
    for n in range(6):
        native(battery_serial_number=f"SA26-00000{n}", battery_identifier=f"{ITEM[:-1]}{n}",
               battery_passport_identifier="")  # fmt: skip
        documents.append(json.loads(Path("full.json").read_text("utf-8")))
    Path("many.json").write_text(json.dumps(documents))
    ran = bring(desk, "many.json", "--yes")
    assert ran.code == 0
    assert "✓ 6 packs signed · 6 passports with what is not public sealed" in ran.out
    assert len(ran.out.splitlines()) < 12
    items = [f"{ITEM[:-1]}{n}" for n in range(6)]
    ran = desk.run("passport", "export", *items, "-o", "all", "--for", "commission")
    assert ran.out == "✓ 6 passports as native → all\n"
    assert json.loads(bring(desk, "many.json", "--yes", "--json").out)["same"] == 6


@pytest.mark.parametrize("named", [".", "./"])
def test_what_is_refused_of_the_folder_one_stands_in_lies_beside_that_folder(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    Path("shift").mkdir()
    shutil.copy(native(battery_mass="x"), "shift/a.json")
    monkeypatch.chdir("shift")
    ran = bring(desk, named, "--yes")
    assert ran.code == 2, ran.err
    errors = Path("..", "shift.errors.csv").resolve()
    assert str(errors) in ran.err
    assert errors.is_file()
    assert [path.name for path in Path().iterdir()] == ["a.json"]


def test_files_that_are_no_part_of_one_passport_are_refused(desk: Desk) -> None:
    Path("mixed").mkdir()
    shutil.copy(shared(CATENAX), "mixed/a.json")
    shutil.copy(native(), "mixed/b.json")
    ran = bring(desk, "mixed", "--dry-run")
    assert (ran.code, "several formats together (catenax, native)" in ran.err) == (2, True)
    Path("twice").mkdir()
    for name in ("a", "b"):
        Path(f"twice/{name}.json").write_text('{"batteryTechicalProperties": {"cRate": 1}}')
    ran = bring(desk, "twice", "--dry-run")
    assert (ran.code, "Performance stands twice" in ran.err) == (2, True)
