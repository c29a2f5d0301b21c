"""What a Carta Porte is filled with: from the ledger, from a table, by a person, or not at all."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path

import pytest

from batterypass import bootstrap
from batterypass.app.carta_porte import carta_porte_of
from batterypass.errors import InputError, RefusedError
from batterypass.regulations.carta_porte_conditions import CONDITIONS
from cli.custody import NUMBER, offer
from cli.custody import full as full
from cli.desk import STORY, Desk
from cli.test_custody_other_ways import second_carrier
from exchange.carta_yard import ROUTE, codes, filled
from exchange.carta_yard import desk as desk
from exchange.carta_yard import left as left
from exchange.carta_yard import quick as quick
from shared import ROOT


def test_the_id_is_that_of_the_event_that_offered_it(desk: Desk) -> None:
    made = filled(desk, NUMBER, {})
    with bootstrap.open_ledger(desk.ledger, read_only=True) as ledger:
        entry = ledger.entry(ledger.consignment(NUMBER).entries["offered"])
    assert made.tree.get("IdCCP") == "CCC" + entry.payload["event_id"][3:]


def test_what_was_sealed_and_is_not_here_is_asked_for_and_not_guessed(desk: Desk) -> None:
    assert filled(desk, NUMBER, {}).tree.first("TiposFigura").get("NombreFigura")
    with sqlite3.connect(desk.ledger) as store:
        store.execute("DELETE FROM sections WHERE point = 'personal'")
    made = filled(desk, NUMBER, {})
    sources = {one.name: one.source for one in made.missing}
    assert sources["Operador.NombreFigura"] == "sealed"
    assert sources["IdentificacionVehicular.PlacaVM"] == "sealed"
    assert made.tree.first("TiposFigura").get("NombreFigura") == ""


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
        ({"Nada": "1"}, "cartaporte.no-such-name", "Nada"),
        ({"PlacaVN": "1"}, "cartaporte.unknown-name", "PlacaVN"),
        ({"PesoTara": "-5"}, "cartaporte.bad-value", "≥ 0.001"),
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
        ({"PolizaRespCivil": "a|b|c"}, "cartaporte.bad-text", "a|b|c"),
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


def test_who_carries_its_own_goods_has_another_kind_of_permit(desk: Desk) -> None:
    with bootstrap.open_ledger(desk.ledger, read_only=True) as ledger:
        own = ledger.consignment(NUMBER).consignor
    made = filled(desk, NUMBER, {}, carrier=own)
    assert made.tree.first("Autotransporte").get("PermSCT") == "TPAF07"
    assert {one.name: one.source for one in made.missing}[
        "Autotransporte.NumPermisoSCT"
    ] == "permit"


def test_a_permit_that_stands_on_paper_counts_where_the_directory_has_none(desk: Desk) -> None:
    permits = [{"scheme": "MX-SEMARNAT", "number": "1"}, {"scheme": "MX-SICT", "number": "0202X"}]
    paper = {"collected": {"name": "Fletes", "permits": permits, "entry": 44}}
    made = filled(desk, NUMBER, {}, carrier="https://taller-volta.example", on_paper=paper)
    assert made.tree.first("Autotransporte").get("NumPermisoSCT") == "0202X"


def test_of_several_permits_a_person_chooses_one_of_them(desk: Desk) -> None:
    card = json.loads((STORY / "authorisations.json").read_text(encoding="utf-8"))
    permit = next(one for one in card if one["scheme"] == "MX-SICT")
    other = "0202AALJ01012026230301009"
    (desk.folder / "permit.json").write_text(json.dumps({**permit, "number": other}))
    desk.ok(
        "log", "authorisation.granted", "--from", str(desk.folder / "permit.json"),
        "--as", "autoridad", "--yes",
    )  # fmt: skip
    made = filled(desk, NUMBER, {})
    assert "SAT_PERMITS_SEVERAL" in codes(made)
    assert "Autotransporte.NumPermisoSCT" in {one.name for one in made.missing}
    made = filled(desk, NUMBER, {"NumPermisoSCT": other})
    assert made.tree.first("Autotransporte").get("NumPermisoSCT") == other
    with pytest.raises(InputError, match="0202AALJ01012026230301000"):
        filled(desk, NUMBER, {"NumPermisoSCT": "1"})


def test_goods_of_two_kinds_are_two_lines_with_values_of_their_own(desk: Desk) -> None:
    with bootstrap.open_ledger(desk.ledger, read_only=True) as ledger:
        state = ledger.consignment(NUMBER)
        second = ledger.session.world.item(list(state.items)[1])
        assert second is not None
        second.chemistry = "sodium-ion"
        tables = bootstrap.carta_porte()
        tree = carta_porte_of(ledger.session, state, tables, {}).tree
        assert [one.get("BienesTransp") for one in tree.all("Mercancia")] == [
            "26111711",
            "26111701",
        ]
        assert tree.first("Mercancias").get("NumTotalMercancias") == "2"
        assert tree.first("Mercancias").get("PesoBrutoTotal") == "825"
        with pytest.raises(InputError, match=r"Mercancia1\.Embalaje, Mercancia2\.Embalaje"):
            carta_porte_of(ledger.session, state, tables, {"Embalaje": "4G"})


def test_the_pages_name_every_code_and_values_that_there_are(desk: Desk) -> None:
    page = (ROOT / "docs/formats/carta-porte.md").read_text(encoding="utf-8")
    assert not [code for code in CONDITIONS if code not in page]
    manual = (ROOT / "docs/manual/carta-porte.md").read_text(encoding="utf-8")
    block = re.search(r"```json\n(.*?)```", manual, re.DOTALL)
    assert block is not None
    assert filled(desk, NUMBER, {**json.loads(block[1]), **ROUTE}).is_ready


def test_the_second_offer_is_not_mistaken_for_the_first(desk: Desk) -> None:
    offer(desk, 3, 4, at="11-24T08:00")
    one, other = filled(desk, NUMBER, {}), filled(desk, "M-2026-00002", {})
    assert one.tree.get("IdCCP") != other.tree.get("IdCCP")
    assert "Mercancia1.Embalaje" in {missing.name for missing in other.missing}


def test_a_pack_in_a_packing_of_its_own_is_a_line_of_its_own(desk: Desk) -> None:
    with bootstrap.open_ledger(desk.ledger, read_only=True) as ledger:
        items = {name: dict(line) for name, line in ledger.consignment(NUMBER).items.items()}
    next(iter(items.values()))["packing_instruction"] = "LP904"
    packed = {"Mercancia2.Embalaje": "4G", "Mercancia1.Embalaje": "50A"}
    goods = filled(desk, NUMBER, packed, items=items).tree.all("Mercancia")

    assert [one.get("Cantidad") for one in goods] == ["1", "1"]
    assert [one.get("Embalaje") for one in goods] == ["Z01", "4G"]
    assert [one.get("CveMaterialPeligroso") for one in goods] == ["3480", "3480"]


def test_a_fraction_beside_batteries_is_not_declared_as_batteries(desk: Desk) -> None:
    with bootstrap.open_ledger(desk.ledger, read_only=True) as ledger:
        state = ledger.consignment(NUMBER)
        second = ledger.session.world.item(list(state.items)[1])
        assert second is not None
        second.item_kind, second.material = "fraction", "black mass"
        made = carta_porte_of(ledger.session, state, bootstrap.carta_porte(), {})

    pack, fraction = made.tree.all("Mercancia")
    assert pack.get("CveMaterialPeligroso") == "3480"
    assert "3480" not in fraction.get("Descripcion")
    assert not fraction.get("CveMaterialPeligroso")
    assert "Mercancia2.MaterialPeligroso" in {one.name for one in made.missing}


def test_what_special_provision_188_exempts_is_for_a_person_to_call_dangerous(desk: Desk) -> None:
    with bootstrap.open_ledger(desk.ledger, read_only=True) as ledger:
        decided = {**ledger.consignment(NUMBER).transport, "special_provisions": ["188"]}
    made = filled(desk, NUMBER, {}, transport=decided)
    assert "Mercancia1.MaterialPeligroso" in {one.name for one in made.missing}
    said = filled(desk, NUMBER, {"MaterialPeligroso": "No"}, transport=decided)
    assert not said.tree.first("Mercancia").get("CveMaterialPeligroso")
