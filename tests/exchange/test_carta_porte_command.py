"""``transport carta-porte`` at the terminal: written, asked for, refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.custody import MAKER, NUMBER
from cli.custody import full as full
from cli.desk import Desk, Person
from exchange.carta_yard import ROUTE, filled, run, tree_of, words
from exchange.carta_yard import desk as desk
from exchange.carta_yard import left as left
from exchange.carta_yard import quick as quick

SNAPSHOT = Path(__file__).parent / "snapshots" / "carta-porte.xml"


def test_the_complement_of_a_consignment_is_always_the_same_bytes(desk: Desk) -> None:
    out = desk.folder / "cp.xml"
    ran = run(desk, NUMBER, *words(ROUTE), "-o", str(out))
    assert "SAT_PLATE_WRITTEN" in ran.err
    assert "SAT_TARE_UNSAID" in ran.err
    first = out.read_bytes()
    assert first.decode() == SNAPSHOT.read_text(encoding="utf-8")
    assert run(desk, NUMBER, *words(ROUTE), "-o", "-").out.encode() == first
    run(desk, NUMBER, *words(ROUTE), "-o", str(out), at="11-29T08:00")
    assert out.read_bytes() == first


def test_what_is_missing_is_named_with_its_source_and_nothing_is_written(desk: Desk) -> None:
    out = desk.folder / "cp.xml"
    ran = desk.run("transport", "carta-porte", NUMBER, "-o", str(out))
    assert ran.code == 5
    assert not out.exists()
    assert "Seguros.PolizaMedAmbiente  ← the environmental damage policy" in ran.err
    told = desk.ok("transport", "carta-porte", NUMBER, "--missing", "--json").json["carta_porte"]
    sources = {one["name"]: one["source"] for one in told["missing"]}
    assert sources == {
        "CartaPorte.TotalDistRec": "route",
        "Destino.FechaHoraSalidaLlegada": "arrival",
        "IdentificacionVehicular.ConfigVehicular": "vehicle",
        "IdentificacionVehicular.PesoBrutoVehicular": "vehicle",
        "IdentificacionVehicular.AnioModeloVM": "vehicle",
        "Seguros.AseguraRespCivil": "insurance",
        "Seguros.PolizaRespCivil": "insurance",
        "Seguros.AseguraMedAmbiente": "environment-insurance",
        "Seguros.PolizaMedAmbiente": "environment-insurance",
        "Operador.RFCFigura": "driver",
        "Operador.NumLicencia": "licence",
    }
    origins = {one["name"]: one["origin"] for one in told["fields"]}
    assert origins["Autotransporte.NumPermisoSCT"] == "ledger"
    assert origins["Autotransporte.PermSCT"] == "table"
    desk.lang = "es"
    assert "tarjeta de circulación" in desk.ok("transport", "carta-porte", NUMBER, "--missing").out


def test_a_person_at_a_terminal_is_asked_for_the_rest(desk: Desk) -> None:
    out = desk.folder / "cp.xml"
    person = Person({"CartaPorte.TotalDistRec": ["far", "41.5"], "Destino": "2026-11-23T10:30:00"})
    ran = run(desk, NUMBER, "-o", str(out), person=person)
    assert "far" in ran.err
    assert tree_of(out.read_bytes()).get("TotalDistRec") == "41.5"
    out.unlink()
    run(desk, NUMBER, "-o", str(out), person=Person(), code=5)
    assert not out.exists()


def test_a_product_travels_without_a_manifest_and_says_when_it_leaves(desk: Desk) -> None:
    made = filled(desk, "P-1", {"Embalaje": "4G"})
    sources = {one.name: one.source for one in made.missing}
    assert sources["Origen.FechaHoraSalidaLlegada"] == "departure"
    assert sources["Operador.NombreFigura"] == "collection"
    rest = {
        **ROUTE, "Embalaje": "4G", "Origen.FechaHoraSalidaLlegada": "2026-11-23T09:00:00",
        "PlacaVM": "ej 77 x9", "NombreFigura": "persona conductora 7",
    }  # fmt: skip
    out = desk.folder / "cp.xml"
    run(desk, "P-1", *words(rest), "-o", str(out))
    tree = tree_of(out.read_bytes())
    assert tree.first("IdentificacionVehicular").get("PlacaVM") == "EJ77X9"
    assert tree.first("Mercancia").get("CveMaterialPeligroso") == "3480"
    assert not tree.first("Mercancias").get("LogisticaInversaRecoleccionDevolucion")


@pytest.mark.parametrize(
    ("more", "exits", "said"),
    [
        (["--set", "PlacaVM"], 2, "NAME=VALUE"),
        (["--set", "TotalDistRec=1", "--set", "TotalDistRec=2"], 2, "twice"),
        (["--set", "TotalDistRec=41.5", "--set", "Destino.FechaHoraSalidaLlegada=2026-11-23T08:00:00"],
         3, "CP-ARRIVAL"),
        ([*words(ROUTE), "--set", "BienesTransp=25101509"], 3, "CP-HAZARD-FORBIDDEN"),
        ([*words(ROUTE), "--set", "ConfigVehicular=T3S2"], 5, "Remolque1.Placa"),
    ],
)  # fmt: skip
def test_wrong_use_and_what_the_structure_does_not_take_leave_no_file(
    desk: Desk, more: list[str], exits: int, said: str
) -> None:
    out = desk.folder / "cp.xml"
    for lang in ("en", "es"):
        desk.lang = lang
        ran = run(desk, NUMBER, *more, "-o", str(out), code=exits)
        assert (said if lang == "en" else "") in ran.err
        assert not out.exists()


def test_a_file_of_values_is_an_object_of_texts_and_the_output_is_named(desk: Desk) -> None:
    (desk.folder / "truck.json").write_text('["PlacaVM"]')
    assert "object of texts" in run(desk, NUMBER, "--missing", code=2).err
    (desk.folder / "truck.json").write_bytes(b"\xff")
    run(desk, NUMBER, "--missing", code=2)
    assert "--missing" in desk.run("transport", "carta-porte", NUMBER).err
    assert (
        desk.run("transport", "carta-porte", NUMBER, "--from", "none.json", "--missing").code == 1
    )


def test_what_was_voided_has_no_carta_porte(desk: Desk) -> None:
    desk.ok("ship", "void", "P-1", "--reason", "other", "--as", MAKER, "--yes")
    assert desk.run("transport", "carta-porte", "P-1", "--missing").code == 2
