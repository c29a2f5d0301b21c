"""``batterypass recycler import`` as people run it, in both languages."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from cli.desk import REGISTRAR, Desk, Person, Ran, quick_keys
from directory.lists import OTHER, ROW, SEMARNAT, THIRD, table

GIVEN = ("--source", SEMARNAT, "--published-on", "2026-03-10")
LATER = ("--source", SEMARNAT, "--published-on", "2026-04-10")


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        quick_keys(patch)
        folder = tmp_path_factory.mktemp("import")
        Desk(folder, at="2026-03-11T08:00:00-06:00").ok(
            "init", "--origin", "registro.example/patio", "--profile", "MX", "--registrar",
            REGISTRAR, "--name", "Registro de Prueba", "--yes",
        )  # fmt: skip
    return folder


@pytest.fixture
def desk(opened: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    quick_keys(monkeypatch)
    folder = tmp_path / "yard"
    shutil.copytree(opened, folder)
    monkeypatch.chdir(folder)
    return Desk(folder, at="2026-04-11T10:00:00-06:00", lang="es")


def write(*rows: dict[str, str], name: str = "lista.csv") -> str:
    Path(name).write_bytes(table(*rows))
    return name


def run(desk: Desk, *words: str, **settings: Any) -> Ran:
    return desk.run("recycler", "import", *words, **settings)


def entries(desk: Desk) -> int:
    return int(desk.ok("checkpoint", "--json").json["size"])


def test_a_dry_run_shows_everything_and_writes_nothing(desk: Desk) -> None:
    run(desk, write(ROW, OTHER), *GIVEN, "--yes")
    before = entries(desk)
    files = sorted(path.name for path in desk.folder.iterdir())
    file = write({**ROW, "effective_to": "2040-01-14"}, THIRD, name="abril.csv")
    ran = run(desk, file, *LATER, "--dry-run")
    assert ran.out.splitlines() == [
        "2 filas · 1 se agrega · 1 cambia · 0 sin cambio · 1 ya no está · 0 con error",
        "+ línea 3  MX-SEMARNAT 15-IV-38-09  Masa Negra Toluca, S. de R.L. de C.V.",
        "~ línea 2  MX-SEMARNAT 11-IV-36-09  Metales del Bajío, S.A. de C.V.  vigente hasta:"
        " 2036-01-14 → 2040-01-14",
        "- MX-SEMARNAT 26-IV-37-09  Litio de Sonora, S.A.P.I. de C.V.  ya no está en la lista →"
        " diga qué pasa con ella: --gone keep, suspend o revoke",
    ]
    assert ran.code == 2
    ran = run(desk, file, *LATER, "--dry-run", "--gone", "keep", "--lang", "en")
    assert "not on the list any more → stays as it is" in ran.out
    assert "Nothing was written. Repeat without --dry-run." in ran.err
    assert (ran.code, entries(desk)) == (0, before)
    assert sorted(path.name for path in desk.folder.iterdir()) == sorted([*files, "abril.csv"])


def test_a_list_goes_in_once_and_its_file_is_kept(desk: Desk) -> None:
    file = write(ROW, OTHER)
    ran = run(desk, file, *GIVEN, "--yes")
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "✓ 5 asientos firmados")
    listed = desk.ok("attachments", "list", "--json").json["attachments"]
    assert [(one["state"], one["media_type"]) for one in listed] == [("here", "text/csv")]
    before = entries(desk)
    ran = run(desk, file, *GIVEN, "--yes")
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "✓ Nada nuevo · 2 sin cambio")
    assert "ya recorrió esta misma lista" in ran.err
    assert entries(desk) == before
    assert desk.run("verify").code == 0


def test_the_person_is_asked_what_becomes_of_what_is_gone_and_whether_to_sign(desk: Desk) -> None:
    run(desk, write(ROW, OTHER), *GIVEN, "--yes")
    before = entries(desk)
    file = write(ROW, name="abril.csv")
    person = Person({"¿Qué pasa": "suspend", "¿Firma": "n"})
    ran = run(desk, file, *LATER, person=person)
    assert (ran.code, entries(desk)) == (7, before)
    assert "1 × " in ran.err
    assert "authorisation.suspended" in ran.err
    ran = run(desk, file, *LATER, "--yes")
    assert (ran.code, entries(desk)) == (2, before)
    assert "--gone keep, suspend o revoke" in ran.err
    ran = run(desk, file, *LATER, "--gone", "suspend", "--yes")
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "✓ 2 asientos firmados · 1 sin cambio")


def test_missing_columns_are_asked_for_and_the_answers_serve_the_next_list(desk: Desk) -> None:
    rows = [
        {**{n: v for n, v in row.items() if n not in ("streams", "number")},
         "clave rara": row["number"]}
        for row in (ROW, OTHER)
    ]  # fmt: skip
    file = write(*rows)
    answers: dict[str, str | list[str]] = {
        "¿número": "1", "¿corrientes": ["x", "=whole_battery; black_mass"], "¿Guardar": "mapa.json",
        "¿Firmar": "s",
    }  # fmt: skip
    person = Person(answers)
    ran = run(desk, file, *GIVEN, person=person)
    assert ran.code == 0, ran.err
    assert person.unused() == []
    assert "x: se esperaba de 1 a 1, =VALOR o Enter" in ran.err
    saved = json.loads(Path("mapa.json").read_text("utf-8"))
    assert saved["columns"]["clave rara"] == "number"
    assert saved["defaults"] == {"streams": "whole_battery; black_mass"}
    ran = run(desk, file, *LATER, "--map", "mapa.json", "--yes", "--json")
    assert (ran.code, ran.json["unchanged"], ran.json["signed"]) == (0, 2, 1)


def test_a_mapping_is_saved_and_never_over_another_file(desk: Desk) -> None:
    file = write(ROW)
    Path("otro.json").write_text("{}")
    ran = run(desk, file, *GIVEN, "--dry-run", "--save-map", "otro.json")
    assert (ran.code, "ya hay otro archivo" in ran.err) == (2, True)
    assert run(desk, file, *GIVEN, "--dry-run", "--save-map", "m.json").code == 0
    assert run(desk, file, *GIVEN, "--dry-run", "--map", "m.json", "--save-map", "m.json").code == 0


def test_rows_with_errors_land_in_a_file_that_is_imported_as_a_part(desk: Desk) -> None:
    file = write(ROW, {**OTHER, "effective_to": "pronto", "legal_name": "=1+1"}, THIRD)
    before = entries(desk)
    ran = run(desk, file, *GIVEN, "--yes")
    assert (ran.code, entries(desk)) == (2, before)
    assert 'línea 3  legal_name  "=1+1"  se esperaba un dato, hay una fórmula' in ran.out
    errors = Path("lista.errors.csv")
    assert "'=1+1" in errors.read_text("utf-8-sig")
    ran = run(desk, file, *GIVEN, "--yes", "--skip-errors")
    assert ran.out.splitlines()[-1] == "✓ 5 asientos firmados · 1 con error → lista.errors.csv"
    text = errors.read_text("utf-8-sig").replace("pronto", "2036-01-14").replace("'=1+1", "Litio")
    errors.write_text(text, "utf-8")
    ran = run(desk, str(errors), *GIVEN, "--yes")
    assert ran.code == 0, ran.err
    assert "parte de una lista" in ran.err
    assert ran.out.splitlines()[-1] == "✓ 2 asientos firmados"


def test_what_a_rule_refuses_ends_with_its_exit_code(desk: Desk) -> None:
    file = write({**ROW, "effective_to": "2026-01-01"})
    ran = run(desk, file, *GIVEN, "--dry-run")
    assert ran.code == 3
    assert 'línea 2  effective_to  "2026-01-01"  BP-D003' in ran.out


def test_programs_get_one_object_with_every_change_and_problem(desk: Desk) -> None:
    run(desk, write(ROW, OTHER), *GIVEN, "--yes")
    file = write({**ROW, "effective_to": "2040-01-14", "phone": "1"}, {**THIRD, "status": "?"})
    ran = run(desk, file, *LATER, "--dry-run", "--json", "--lang", "en")
    found = ran.json
    assert ran.code == 2
    assert {name: found[name] for name in ("version", "rows", "added", "changed", "gone", "errors")} == {
        "version": 1, "rows": 2, "added": 0, "changed": 1, "gone": 1, "errors": 1,
    }  # fmt: skip
    changed, gone = found["changes"]
    assert (changed["line"], changed["changes"]) == (
        2, [{"field": "effective_to", "old": "2036-01-14", "new": "2040-01-14"}],
    )  # fmt: skip
    assert (gone["what"], gone["action"], gone["line"]) == ("gone", None, None)
    [party] = found["parties"]
    assert party["changes"][0]["field"] == "phone"
    [problem] = found["problems"]
    assert (problem["line"], problem["column"], problem["value"]) == (3, "status", "?")
    assert found["file"]["encoding"] == "utf-8"


def test_standard_input_is_read_where_nobody_must_answer(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pipe() -> None:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(table(ROW))))

    pipe()
    assert run(desk, "-", *GIVEN).code == 2
    pipe()
    assert run(desk, "-", *GIVEN, "--yes").out.splitlines()[-1] == "✓ 3 asientos firmados"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("none.csv", *GIVEN), 1, "no existe ese archivo"),
        (("lista.csv", "--source", "X"), 2, "falta --published-on"),
        (("lista.csv", "--source", "X", "--published-on", "ayer"), 2, "--published-on ayer"),
        (("lista.csv", "--published-on", "2026-03-10"), 2, "--source dice de quién es"),
        (("lista.csv", *GIVEN, "--gone", "drop"), 2, "--gone drop"),
        (("lista.csv", *GIVEN, "--dates", "us"), 2, "--dates us"),
        (("lista.csv", *GIVEN, "--default", "streems=x"), 2, "¿es streams?"),
        (("lista.csv", *GIVEN, "--default", "streams"), 2, "se esperaba campo=valor"),
        (("lista.csv", *GIVEN, "--sheet", "Hoja1"), 2, "un archivo de texto no tiene hojas"),
        (("lista.csv", *GIVEN, "--trust", "x"), 2, "--trust: solo un archivo del directorio"),
        (("lista.csv", *GIVEN, "--map", "lista.csv"), 2, "lista.csv"),
        (("empty.csv", *GIVEN), 2, "está vacío"),
        (("doc.pdf", *GIVEN), 2, "un PDF"),
        (("half.xlsx", *GIVEN), 2, "no es un libro (.xlsx) que se pueda leer"),
        (("half.bpz", "--source", "X"), 2, "dice por sí mismo de dónde es"),
        (("lista.csv", "--source", "X", "--published-on", "2027-01-01"), 2, "posterior a hoy"),
    ],
)
def test_wrong_use_is_said_in_spanish(
    desk: Desk, words: tuple[str, ...], code: int, said: str
) -> None:
    write(ROW)
    Path("empty.csv").write_bytes(b"")
    Path("doc.pdf").write_bytes(b"%PDF-1.7")
    Path("half.xlsx").write_bytes(b"PK\x03\x04half")
    Path("half.bpz").write_bytes(b"PK\x03\x04half")
    ran = run(desk, *words, "--yes")
    assert ran.code == code, ran.err
    assert said in ran.err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[]", "no es un archivo de mapeo"),
        ('{"recycler_import_mapping": 2}', "no es un archivo de mapeo"),
        ('{"recycler_import_mapping": 1, "colums": {}}', "'colums'"),
        ('{"recycler_import_mapping": 1, "columns": {"X": "nombre"}}', "'nombre' no es un campo"),
        ('{"recycler_import_mapping": 1, "columns": {"X": [1]}}', "'columns'"),
        ('{"recycler_import_mapping": 1, "values": []}', "'values'"),
        ('{"recycler_import_mapping": 1, "dates": "us"}', "se esperaba uno de iso"),
        ('{"recycler_import_mapping": 1, "sheet": [1]}', "'sheet'"),
        ('{"a": 1, "a": 2}', "no es JSON"),
    ],
)
def test_a_mapping_file_that_is_off_names_its_member(desk: Desk, text: str, said: str) -> None:
    Path("map.json").write_text(text, "utf-8")
    ran = run(desk, write(ROW), *GIVEN, "--map", "map.json", "--dry-run")
    assert ran.code == 2
    assert said in ran.err


def test_a_directory_file_is_proven_before_it_is_read(desk: Desk, tmp_path: Path) -> None:
    run(desk, write(ROW, {**OTHER, "status": "suspendida"}), *GIVEN, "--yes")
    desk.ok("recycler", "export", "-o", "dir.bpz")
    there = Desk(tmp_path / "there", at="2026-04-12T10:00:00-06:00", lang="es")
    there.folder.mkdir()
    there.ok(
        "init", "--origin", "otro.example/patio", "--profile", "MX", "--registrar",
        "https://otro.example", "--name", "Otro", "--yes",
    )  # fmt: skip
    assert run(there, "dir.bpz", "--yes").code == 5
    whole = Path("dir.bpz").read_bytes()
    Path("bad.bpz").write_bytes(whole[:400] + bytes([whole[400] ^ 1]) + whole[401:])
    assert run(there, "bad.bpz", "--yes", "--first-use").code in (2, 4)
    ran = run(there, "dir.bpz", "--yes", "--first-use")
    assert ran.code == 0, ran.err
    assert "cada uno firmado y probado" in ran.err
    assert "lista: registro.example/patio, publicada el 2026-04-11" in ran.err
    assert ran.out.splitlines()[-1] == "✓ 6 asientos firmados"
    assert run(there, "dir.bpz", "--yes", "--first-use").out.splitlines()[-1].startswith("✓ Nada")
    assert there.run("verify").code == 0
