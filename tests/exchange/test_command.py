"""``batterypass pack import`` as people run it."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import pytest

from cli.desk import Desk, Person, Ran, open_yard, quick_keys
from exchange.samples import GOOD, HEADER, table
from shared import shared

AS = ("--as", "sierra-alta")


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        quick_keys(patch)
        folder = tmp_path_factory.mktemp("import")
        open_yard(folder)
    return folder


@pytest.fixture
def desk(opened: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    quick_keys(monkeypatch)
    folder = tmp_path / "yard"
    shutil.copytree(opened, folder)
    monkeypatch.chdir(folder)
    return Desk(folder, at="2026-11-21T10:00:00-06:00", lang="es")


def shift(*rows: dict[str, str]) -> str:
    Path("shift-2.csv").write_bytes(table(*rows).body)
    return "shift-2.csv"


def run(desk: Desk, *words: str) -> Ran:
    return desk.run("pack", "import", *words, *AS)


TWO = ({"serial": "SA-1"}, {"serial": "SA-2", "mass_kg": "4125"})


def test_a_dry_run_says_what_the_interface_says_and_writes_nothing(desk: Desk) -> None:
    before = sorted(path.name for path in desk.folder.iterdir())
    ran = run(desk, shift(*TWO), "--dry-run")
    assert ran.out == (
        "2 filas · 1 nueva · 0 ya existen iguales · 1 con error\n"
        'línea 3  mass_kg  "4125"  fuera de rango para LFP 46 kWh (esperado 250–600) → ¿412.5?\n'
    )
    assert "No se escribió nada" in ran.err
    assert "--skip-errors" in ran.err
    assert ran.code == 2
    assert sorted(path.name for path in desk.folder.iterdir()) == sorted([*before, "shift-2.csv"])


def test_with_skip_errors_the_rest_goes_in_and_again_changes_nothing(desk: Desk) -> None:
    ran = run(desk, shift(*TWO), "--skip-errors", "--yes")
    assert ran.code == 0
    assert ran.out.endswith("✓ 1 paquete firmado · 1 con error → shift-2.errors.csv\n")
    assert "fuera de rango" in Path("shift-2.errors.csv").read_text("utf-8-sig")
    ran = run(desk, shift(*TWO), "--skip-errors", "--yes")
    assert ran.out.endswith("✓ Nada nuevo · 1 sin cambio · 1 con error → shift-2.errors.csv\n")
    ran = run(desk, shift(TWO[0]))
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "✓ Nada nuevo · 1 sin cambio")


def test_without_it_the_rows_land_in_a_file_and_nothing_is_signed(desk: Desk) -> None:
    ran = run(desk, shift(*TWO), "--yes")
    assert ran.code == 2
    assert "Las filas con error están en shift-2.errors.csv" in ran.err
    assert Path("shift-2.errors.csv").exists()
    assert "ya existen iguales" in run(desk, shift(TWO[0]), "--dry-run").out
    assert "1 nueva" in run(desk, shift(TWO[0]), "--dry-run").out


def test_the_person_is_asked_before_anything_is_signed(desk: Desk) -> None:
    file = shift(TWO[0])
    ran = desk.run("pack", "import", file, *AS, person=Person({"¿": "n"}))
    assert ran.code == 7
    assert "Va a firmar: 1 ×" in ran.err
    assert "1 nueva" in run(desk, file, "--dry-run").out


def test_programs_get_one_object_with_counts_and_problems(desk: Desk) -> None:
    ran = run(desk, shift(*TWO), "--skip-errors", "--yes", "--json")
    found = json.loads(ran.out)
    assert {name: found[name] for name in ("version", "rows", "new", "same", "errors", "signed")} == {
        "version": 1, "rows": 2, "new": 1, "same": 0, "errors": 1, "signed": 1,
    }  # fmt: skip
    assert found["last_entry"] >= found["first_entry"]
    (problem,) = found["problems"]
    assert (problem["line"], problem["column"], problem["value"], problem["hint"]) == (
        3, "mass_kg", "4125", "412.5",
    )  # fmt: skip
    assert found["errors_file"] == "shift-2.errors.csv"


def pipe(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


def test_the_line_computer_pipes_json_lines(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    line = json.dumps(GOOD) + "\n"
    pipe(monkeypatch, line)
    assert run(desk, "-", "--format", "jsonl").code == 2
    pipe(monkeypatch, line)
    ran = run(desk, "-", "--format", "jsonl", "--yes")
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "✓ 1 paquete firmado")
    pipe(monkeypatch, json.dumps({**GOOD, "mass_kg": "x"}))
    assert run(desk, "-", "--yes").code == 2
    assert Path("packs.errors.csv").exists()


def test_the_published_catenax_sample_goes_in_with_its_report(desk: Desk) -> None:
    file = shared("reference/passport-external/catenax-battery-pass-6.1.0/BatteryPass.json")
    asked = run(desk, str(file), "--dry-run")
    assert (asked.code, "--accept-unusual" in asked.err) == (2, True), "0.5 kWh in a pack of cells"
    ran = run(desk, str(file), "--accept-unusual", "--yes")
    assert ran.code == 0, ran.err
    assert (
        "convertido  performance.rated.energy.value  0.5 →"
        " energy_wh, values.certified_usable_energy 500  (kWh a Wh)" in ran.out
    )
    assert "omitido  18 × la hora de una medición" in ran.out
    assert "1 pasaporte con lo no público sellado" in ran.out
    assert "se toma, pero revise" in ran.err
    ran = run(desk, str(file), "--accept-unusual", "--yes", "--json")
    found = json.loads(ran.out)
    assert (found["same"], found["signed"], found["passports"]) == (1, 0, 0)
    assert {one["what"] for one in found["report"]} == {"taken", "mapped", "left_out"}


def test_what_a_rule_says_of_many_rows_is_said_once(desk: Desk) -> None:
    rows = [{"serial": f"SA-{n}", "item": f"https://id.other.example/p/SA-{n}"} for n in range(5)]
    Path("far.csv").write_bytes(table(*rows, columns=f"{HEADER},item").body)
    ran = run(desk, "far.csv", "--yes")
    assert ran.code == 3
    assert ran.out.count("\n") == 2
    assert "5 filas (líneas 2, 3, 4, …): BP-" in ran.out


@pytest.mark.parametrize(
    ("name", "body", "code", "said"),
    [
        ("none.csv", None, 1, "no existe ese archivo"),
        ("empty.csv", b"", 2, "está vacío"),
        ("header.csv", HEADER.encode(), 2, "no hay filas"),
        ("book.csv", b"PK\x03\x04", 2, "libro de cálculo"),
        ("few.csv", b"serie;modelo;masa\n1;2;3\n", 2, "mass_kg (¿es 'masa'?)"),
        ("x.json", b"[1]", 2, "--format dice cuál"),
    ],
)
def test_a_file_that_is_none_is_said_in_spanish(
    desk: Desk, name: str, body: bytes | None, code: int, said: str
) -> None:
    if body is not None:
        Path(name).write_bytes(body)
    ran = run(desk, name)
    assert ran.code == code
    assert said in ran.err


def test_a_folder_without_a_passport_is_no_import(desk: Desk) -> None:
    Path("empty").mkdir()
    ran = run(desk, "empty")
    assert (ran.code, "no hay pasaporte en esta carpeta" in ran.err) == (2, True)


def test_columns_that_say_nothing_are_named(desk: Desk) -> None:
    Path("more.csv").write_bytes(table({}, columns=f"{HEADER},operator,plantt").body)
    ran = run(desk, "more.csv", "--dry-run")
    assert "columna sin usar: plantt (ningún campo se llama así; ¿es plant?)" in ran.err
    assert ran.code == 0
