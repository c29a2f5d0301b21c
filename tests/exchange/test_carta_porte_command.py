"""``transport carta-porte`` at the terminal: waste, products, take-back, and what is not known."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from batterypass import bootstrap
from batterypass.app.carta_porte import CartaPorte, carta_porte_of
from batterypass.errors import InputError, RefusedError
from batterypass.exchange.carta_porte import parse_carta_porte
from cli.custody import CARRIER, MAKER, NUMBER, RECYCLER, offer, serials
from cli.custody import full as full
from cli.desk import Desk, Person, quick_keys
from cli.test_custody_other_ways import second_carrier

TRUCK = {
    "ConfigVehicular": "C2", "PesoBrutoVehicular": "7.50", "AnioModeloVM": "2023",
    "AseguraRespCivil": "Aseguradora de Ejemplo", "PolizaRespCivil": "RC-000123",
    "AseguraMedAmbiente": "Aseguradora de Ejemplo", "PolizaMedAmbiente": "MA-000456",
    "RFCFigura": "EJEM800101AA1", "NumLicencia": "LFD0001234",
}  # fmt: skip
ROUTE = {"TotalDistRec": "41.5", "Destino.FechaHoraSalidaLlegada": "2026-11-23T10:30:00"}
SPACE = "http://www.sat.gob.mx/CartaPorte31"
SNAPSHOT = Path(__file__).parent / "snapshots" / "carta-porte.xml"


@pytest.fixture(autouse=True, scope="module")
def _quick() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        quick_keys(patch)
        yield


@pytest.fixture(scope="module")
def left(full: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two packs of waste left in boxes 4G; a product and one that goes back are on their way too."""
    folder = tmp_path_factory.mktemp("carta") / "desk"
    shutil.copytree(full, folder)
    desk = Desk(folder, at="2026-11-23T08:10:00-06:00")
    desk.ok(
        "ship", "offer", *serials(1, 2), "--to", RECYCLER, "--carrier", CARRIER,
        "--container-type", "caja 4G", "--as", MAKER, "--yes",
    )  # fmt: skip
    desk.ok(
        "ship", "collect", NUMBER, "--plate", "EJ-042-MX", "--driver", "persona conductora 7",
        "--yes", at="11-23T08:40",
    )  # fmt: skip
    desk.ok("handoff", "release", *serials(26), "--to", "cerro-azul", "--as", MAKER, "--yes")
    desk.ok("handoff", "accept", *serials(26), "--from", MAKER, "--as", "cerro-azul", "--yes")
    for number, sender, receiver, pack in (
        ("P-1", MAKER, "cerro-azul", 25), ("B-1", "cerro-azul", MAKER, 26),
    ):  # fmt: skip
        desk.ok(
            "ship", "offer", *serials(pack), "--to", receiver, "--carrier", CARRIER,
            "--id", number, "--as", sender, "--yes",
        )  # fmt: skip
    return folder


@pytest.fixture
def desk(left: Path, tmp_path: Path) -> Desk:
    folder = tmp_path / "desk"
    shutil.copytree(left, folder)
    (folder / "truck.json").write_text(json.dumps(TRUCK), encoding="utf-8")
    return Desk(folder, at="2026-11-23T09:00:00-06:00")


def words(values: dict[str, str]) -> list[str]:
    return [word for name, value in values.items() for word in ("--set", f"{name}={value}")]


def run(desk: Desk, name: str, *more: str, code: int = 0, **settings: Any) -> Any:
    ran = desk.run(
        "transport", "carta-porte", name, "--from", str(desk.folder / "truck.json"), *more,
        **settings,
    )  # fmt: skip
    assert ran.code == code, f"{ran.out}\n{ran.err}"
    return ran


def filled(desk: Desk, name: str, given: dict[str, str], **changes: Any) -> CartaPorte:
    """Fill in a consignment whose state is changed as if the ledger said so."""
    with bootstrap.open_ledger(desk.ledger, read_only=True) as ledger:
        state = replace(ledger.consignment(name), **changes)
        return carta_porte_of(ledger.session, state, bootstrap.carta_porte(), given)


def codes(made: CartaPorte) -> set[str]:
    return {one.code for one in made.told}


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


def test_the_id_is_that_of_the_event_that_offered_it(desk: Desk) -> None:
    made = filled(desk, NUMBER, {})
    with bootstrap.open_ledger(desk.ledger, read_only=True) as ledger:
        entry = ledger.entry(ledger.consignment(NUMBER).entries["offered"])
    assert made.tree.get("IdCCP") == "CCC" + entry.payload["event_id"][3:]


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
    assert parse_carta_porte(out.read_bytes(), SPACE).get("TotalDistRec") == "41.5"
    out.unlink()
    run(desk, NUMBER, "-o", str(out), person=Person(), code=5)
    assert not out.exists()


def test_what_was_sealed_and_is_not_here_is_asked_for_and_not_guessed(desk: Desk) -> None:
    assert filled(desk, NUMBER, {}).tree.first("TiposFigura").get("NombreFigura")
    with sqlite3.connect(desk.ledger) as store:
        store.execute("DELETE FROM sections WHERE point = 'personal'")
    made = filled(desk, NUMBER, {})
    sources = {one.name: one.source for one in made.missing}
    assert sources["Operador.NombreFigura"] == "sealed"
    assert sources["IdentificacionVehicular.PlacaVM"] == "sealed"
    assert made.tree.first("TiposFigura").get("NombreFigura") == ""


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
    tree = parse_carta_porte(out.read_bytes(), SPACE)
    assert tree.first("IdentificacionVehicular").get("PlacaVM") == "EJ77X9"
    assert tree.first("Mercancia").get("CveMaterialPeligroso") == "3480"
    assert not tree.first("Mercancias").get("LogisticaInversaRecoleccionDevolucion")


def test_what_goes_back_to_its_maker_is_reverse_logistics_unless_said_otherwise(desk: Desk) -> None:
    name = "LogisticaInversaRecoleccionDevolucion"
    assert filled(desk, "B-1", {}).tree.first("Mercancias").get(name) == "Sí"
    assert not filled(desk, "B-1", {name: "No"}).tree.first("Mercancias").get(name)
    waste = filled(desk, NUMBER, {})
    assert not waste.tree.first("Mercancias").get(name)
    assert "SAT_REVERSE_LOGISTICS_UNSAID" in codes(waste)
    assert filled(desk, NUMBER, {name: "Sí"}).tree.first("Mercancias").get(name) == "Sí"


@pytest.mark.parametrize("un", ["UN3551", "UN3552", "UN3556", "UN3557", "UN3558"])
def test_an_entry_without_a_key_is_refused_and_never_replaced(desk: Desk, un: str) -> None:
    with bootstrap.open_ledger(desk.ledger, read_only=True) as ledger:
        decided = {**ledger.consignment(NUMBER).transport, "un_number": un}
    with pytest.raises(RefusedError, match=f"SAT_KEY_MISSING: {un}"):
        filled(desk, NUMBER, {"CveMaterialPeligroso": "3480"}, transport=decided)


def test_goods_that_nobody_classified_are_asked_about(desk: Desk) -> None:
    made = filled(desk, NUMBER, {}, transport={})
    assert "Mercancia1.MaterialPeligroso" in {one.name for one in made.missing}
    said = {"MaterialPeligroso": "Sí", "CveMaterialPeligroso": "3077", "Embalaje": "1A2"}
    made = filled(desk, NUMBER, said, transport={})
    assert "SAT_MATERIAL_KEY_UNCHECKED" in codes(made)
    assert "Seguros.PolizaMedAmbiente" in {one.name for one in made.missing}
    made = filled(desk, NUMBER, {"MaterialPeligroso": "No"}, transport={})
    assert "Seguros.PolizaMedAmbiente" not in {one.name for one in made.missing}


def test_masses_are_exact_and_the_packing_is_added_where_it_is_known(desk: Desk) -> None:
    with bootstrap.open_ledger(desk.ledger, read_only=True) as ledger:
        items = dict(ledger.consignment(NUMBER).items)
    first, second = items
    items[first] = {**items[first], "mass_kg": "0.1"}
    items[second] = {**items[second], "mass_kg": "0.2"}
    goods = filled(desk, NUMBER, {}, items=items).tree.first("Mercancia")
    assert goods.get("PesoEnKg") == "0.3"
    assert goods.get("Cantidad") == "2"
    goods = filled(desk, NUMBER, {"PesoTara": "1.05"}, items=items).tree.first("Mercancia")
    assert (goods.get("PesoEnKg"), goods.first("DetalleMercancia").get("PesoNeto")) == ("1.35", "0.3")  # fmt: skip
    items[second] = {**items[second], "outcome": "not_loaded"}
    assert filled(desk, NUMBER, {}, items=items).tree.first("Mercancia").get("PesoEnKg") == "0.1"
    items[first] = {**items[first], "mass_kg": "0.100500"}
    made = filled(desk, NUMBER, {}, items=items)
    assert made.tree.first("Mercancia").get("PesoEnKg") == "0.101"
    assert "SAT_MASS_ROUNDED" in codes(made)


def test_a_permit_that_is_not_in_force_is_not_written(desk: Desk) -> None:
    desk.ok(
        "recycler", "suspend", "0202AALJ01012026230301000", "--reason", "inspection",
        "--from", "2026-11-20", "--as", "autoridad", "--yes",
    )  # fmt: skip
    made = filled(desk, NUMBER, {})
    assert "SAT_PERMIT_NOT_IN_FORCE" in codes(made)
    assert "Autotransporte.NumPermisoSCT" in {one.name for one in made.missing}


@pytest.mark.parametrize(
    ("given", "code", "words_of_it"),
    [
        ({"Nada": "1"}, "cartaporte.unknown-name", "Nada"),
        ({"RFCRemitenteDestinatario": "TVO150515CC3"}, "cartaporte.several-names", "Origen."),
        ({"PlacaVM": "OTRA99"}, "cartaporte.contradicts", "EJ042MX"),
        ({"CveMaterialPeligroso": "3481"}, "cartaporte.contradicts", "3480"),
        ({"MaterialPeligroso": "No"}, "cartaporte.contradicts", "Sí"),
        ({"PesoEnKg": "1"}, "cartaporte.contradicts", "825"),
        ({"NumPermisoSCT": "1"}, "cartaporte.contradicts", "0202AALJ"),
        ({"Origen.CodigoPostal": "99999"}, "cartaporte.contradicts", "entry"),
        ({"TotalDistRec": "0"}, "cartaporte.bad-value", "0.01"),
        ({"TotalDistRec": "41,5"}, "cartaporte.bad-value", "41.5"),
        ({"ConfigVehicular": "truck"}, "cartaporte.bad-value", "T3S2"),
        ({"AnioModeloVM": "23"}, "cartaporte.bad-value", "2023"),
        ({"PolizaRespCivil": "a|b|c"}, "cartaporte.bad-value", "a|b|c"),
        ({"RFCFigura": "XX"}, "cartaporte.bad-value", "XX"),
        ({"Embalaje": "caja"}, "cartaporte.bad-value", "caja"),
        ({"PermSCT": "TPAF99"}, "cartaporte.bad-value", "TPAF03"),
        ({"IdCCP": "x"}, "cartaporte.bad-value", "CCC"),
        ({"PlacaVM": "EJ042MX", "placavm": "EJ042MX"}, "cartaporte.name-twice", "PlacaVM"),
    ],
)
def test_a_value_that_is_off_is_named_with_what_was_expected(
    desk: Desk, given: dict[str, str], code: str, words_of_it: str
) -> None:
    with pytest.raises(InputError, match=re.escape(words_of_it)) as caught:
        filled(desk, NUMBER, given)
    assert caught.value.code == code


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


def test_a_journey_that_crosses_the_border_or_comes_too_early_is_refused(desk: Desk) -> None:
    with pytest.raises(RefusedError, match="NO_RULES_FOR_DATE"):
        filled(desk, "P-1", {"Origen.FechaHoraSalidaLlegada": "2024-07-16T09:00:00"})
    with bootstrap.open_ledger(desk.ledger, read_only=True) as ledger:
        party = ledger.session.world.party("https://sierra-alta.example")
        assert party is not None
        site = party.sites[0]
        site["address"] = {**site["address"], "country": "US"}
        state = ledger.consignment(NUMBER)
        with pytest.raises(RefusedError, match="SAT_CROSS_BORDER"):
            carta_porte_of(ledger.session, state, bootstrap.carta_porte(), {})


def test_what_was_voided_has_no_carta_porte(desk: Desk) -> None:
    desk.ok("ship", "void", "P-1", "--reason", "other", "--as", MAKER, "--yes")
    assert desk.run("transport", "carta-porte", "P-1", "--missing").code == 2


def test_a_second_carrier_has_an_id_of_its_own_and_says_where_it_took_over(
    desk: Desk, tmp_path: Path
) -> None:
    first = filled(desk, NUMBER, {})
    second = second_carrier(desk, tmp_path)
    desk.ok("ship", "transfer", NUMBER, "--to", second, "--yes", at="11-23T09:00")
    assert filled(desk, NUMBER, {}).tree.get("IdCCP") != first.tree.get("IdCCP")
    desk.ok("ship", "collect", NUMBER, "--plate", "DO-001", "--yes", at="11-23T09:10")
    made = filled(desk, NUMBER, {})
    start = made.tree.first("Ubicacion")
    assert start.get("FechaHoraSalidaLlegada") == "2026-11-23T09:10:00"
    assert start.get("RFCRemitenteDestinatario") == "BSA100101AA1"
    assert made.tree.first("IdentificacionVehicular").get("PlacaVM") == "DO001"
    sources = {one.name: one.source for one in made.missing}
    assert sources["Origen.CodigoPostal"] == "consignor-site"
    assert sources["Operador.NombreFigura"] == "carrier"


def test_the_second_offer_is_not_mistaken_for_the_first(desk: Desk) -> None:
    offer(desk, 3, 4, at="11-24T08:00")
    one, other = filled(desk, NUMBER, {}), filled(desk, "M-2026-00002", {})
    assert one.tree.get("IdCCP") != other.tree.get("IdCCP")
    assert "Mercancia1.Embalaje" in {missing.name for missing in other.missing}
