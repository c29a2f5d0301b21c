"""The structure of SAT's Carta Porte: what is made fits it, and every rule that is broken is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from batterypass.bootstrap import carta_porte
from batterypass.errors import MalformedError
from batterypass.exchange.carta_porte import encode_carta_porte
from batterypass.regulations.carta_porte import CartaPorteFacts, CartaPorteTables
from batterypass.regulations.carta_porte_conditions import CONDITIONS, check_conditions
from batterypass.regulations.carta_porte_structure import Node, check_structure, check_value
from batterypass.texts.messages import MESSAGES
from exchange.carta_yard import SPACE, tree_of

DAY = "2026-11-23"


def facts(day: str = DAY) -> CartaPorteFacts:
    found = carta_porte().on(day)
    assert found is not None
    return found


def place(kind: str, **more: str) -> Node:
    letters = {"Origen": "OR", "Destino": "DE"}[kind]
    return Node(
        "Ubicacion",
        {
            "TipoUbicacion": kind, "IDUbicacion": f"{letters}000001",
            "RFCRemitenteDestinatario": "TVO150515CC3",
            "FechaHoraSalidaLlegada": "2026-11-23T08:40:00", **more,
        },
        (Node("Domicilio", {"Estado": "NLE", "Pais": "MEX", "CodigoPostal": "66050"}),),
    )  # fmt: skip


WEIGHED = Node(
    "DetalleMercancia",
    {"UnidadPesoMerc": "KGM", "PesoBruto": "448", "PesoNeto": "412.5", "PesoTara": "35.5"},
)
GOODS = Node(
    "Mercancia",
    {
        "BienesTransp": "26111711", "Descripcion": "UN 3480, BATERÍAS DE IÓN LITIO, 9",
        "Cantidad": "1", "ClaveUnidad": "H87", "MaterialPeligroso": "Sí",
        "CveMaterialPeligroso": "3480", "Embalaje": "4G", "PesoEnKg": "448",
    },
    (WEIGHED,),
)  # fmt: skip
VEHICLE = Node(
    "IdentificacionVehicular",
    {"ConfigVehicular": "T3S2", "PesoBrutoVehicular": "7.50", "PlacaVM": "EJ042MX",
     "AnioModeloVM": "2023"},
)  # fmt: skip
COVER = Node(
    "Seguros",
    {"AseguraRespCivil": "Aseguradora", "PolizaRespCivil": "RC-1", "AseguraMedAmbiente": "Aseg",
     "PolizaMedAmbiente": "MA-1"},
)  # fmt: skip
TREE = Node(
    "CartaPorte",
    {"Version": "3.1", "IdCCP": "CCCc7797-24b1-84ce-bf9a-968491e96cac", "TranspInternac": "No",
     "TotalDistRec": "41.5"},
    (
        Node(
            "Ubicaciones", {},
            (place("Origen"),
             place("Destino", DistanciaRecorrida="41.5",
                   FechaHoraSalidaLlegada="2026-11-23T09:40:00")),
        ),
        Node(
            "Mercancias",
            {"PesoBrutoTotal": "448", "UnidadPeso": "KGM", "NumTotalMercancias": "1"},
            (
                GOODS,
                Node(
                    "Autotransporte", {"PermSCT": "TPAF03", "NumPermisoSCT": "0202AALJ"},
                    (VEHICLE, COVER,
                     Node("Remolques", {},
                          (Node("Remolque", {"SubTipoRem": "CTR003", "Placa": "EJ043MX"}),))),
                ),
            ),
        ),
        Node(
            "FiguraTransporte", {},
            (Node("TiposFigura", {"TipoFigura": "01", "RFCFigura": "EJEM800101AA1",
                                  "NumLicencia": "LFD0001234", "NombreFigura": "conductora 7"}),),
        ),
    ),
)  # fmt: skip

Change = Callable[[Node], Node | None]


def changed(tree: Node, name: str, change: Change, nth: int = 1) -> Node:
    """Give a copy with one node of a name changed or, for None, taken away."""
    seen = 0

    def walk(node: Node) -> Node | None:
        nonlocal seen
        if node.name == name:
            seen += 1
            if seen == nth:
                return change(node)
        children = (walk(child) for child in node.children)
        return replace(node, children=tuple(one for one in children if one is not None))

    found = walk(tree)
    assert found is not None
    assert seen >= nth, f"no {name}"
    return found


def having(**values: str) -> Change:
    return lambda node: replace(node, attributes={**node.attributes, **values})


def without(*names: str) -> Change:
    def change(node: Node) -> Node:
        kept = {name: value for name, value in node.attributes.items() if name not in names}
        return replace(node, attributes=kept)

    return change


def gone(_node: Node) -> None:
    return None


def codes(tree: Node) -> list[str]:
    named = [fault.code for fault in check_structure(tree, facts())]
    return named + [fault.code for fault, _ in check_conditions(tree, facts())]


def test_a_good_complement_breaks_nothing() -> None:
    assert codes(TREE) == []


@pytest.mark.parametrize(
    ("code", "name", "change"),
    [
        ("CP-MISSING", "CartaPorte", without("IdCCP")),
        ("CP-MISSING", "Seguros", without("PolizaRespCivil")),
        ("CP-MISSING", "Domicilio", without("Pais")),
        ("CP-VALUE-PATTERN", "CartaPorte", having(IdCCP="c7797-24b1-84ce-bf9a-968491e96cac")),
        ("CP-VALUE-PATTERN", "CartaPorte", having(IdCCP="CCCg7797-24b1-84ce-bf9a-968491e96cac")),
        ("CP-VALUE-WORD", "CartaPorte", having(Version="3.0")),
        ("CP-VALUE-DECIMAL", "Mercancia", having(PesoEnKg="448.0001")),
        ("CP-VALUE-DECIMAL", "Mercancia", having(Cantidad="0")),
        ("CP-VALUE-DECIMAL", "Mercancia", having(Cantidad="1e3")),
        ("CP-VALUE-DECIMAL", "Mercancia", having(Cantidad="-1")),
        ("CP-VALUE-DECIMAL", "Mercancias", having(NumTotalMercancias="1.0")),
        ("CP-VALUE-TEXT", "Mercancia", having(Descripcion="a|b")),
        ("CP-VALUE-TEXT", "Mercancia", having(Descripcion="x" * 1001)),
        ("CP-VALUE-TEXT", "Mercancia", having(Descripcion="two  spaces")),
        ("CP-VALUE-TEXT", "Mercancia", having(Descripcion="bell\x07")),
        ("CP-VALUE-TEXT", "Seguros", having(PolizaMedAmbiente="12")),
        ("CP-VALUE-CATALOGUE", "Mercancia", having(Embalaje="4N")),
        ("CP-VALUE-CATALOGUE", "Mercancia", having(Embalaje="50A")),
        ("CP-VALUE-CATALOGUE", "Autotransporte", having(PermSCT="TPAF99")),
        ("CP-VALUE-CATALOGUE", "IdentificacionVehicular", having(ConfigVehicular="C9")),
        ("CP-VALUE-PATTERN", "IdentificacionVehicular", having(PlacaVM="EJ-042")),
        ("CP-VALUE-PATTERN", "IdentificacionVehicular", having(AnioModeloVM="1899")),
        ("CP-VALUE-PATTERN", "Ubicacion", having(RFCRemitenteDestinatario="TVO151315CC3")),
        ("CP-VALUE-PATTERN", "Ubicacion", having(FechaHoraSalidaLlegada="2026-11-23T08:40:00-06:00")),
        ("CP-VALUE-PATTERN", "Mercancia", having(CveMaterialPeligroso="UN3480")),
        ("CP-ATTRIBUTE-UNKNOWN", "Mercancia", having(UN="3480")),
        ("CP-NODE-UNKNOWN", "Seguros", lambda node: replace(node, name="Seguro")),
        ("CP-NODE-COUNT", "Ubicacion", gone),
        ("CP-NODE-COUNT", "Mercancia", gone),
        ("CP-NODE-ORDER", "CartaPorte", lambda node: replace(node, children=node.children[::-1])),
        ("CP-HAZARD-UNSAID", "Mercancia", without("MaterialPeligroso")),
        ("CP-HAZARD-FORBIDDEN", "Mercancia", having(BienesTransp="25101509")),
        ("CP-HAZARD-KEY", "Mercancia", without("CveMaterialPeligroso")),
        ("CP-HAZARD-KEY", "Mercancia", having(MaterialPeligroso="No")),
        ("CP-HAZARD-KEY-NOT-LISTED", "Mercancia", having(CveMaterialPeligroso="3556")),
        ("CP-HAZARD-PACKAGING", "Mercancia", without("Embalaje")),
        ("CP-PACKAGING-UNDESCRIBED", "Mercancia", having(Embalaje="Z01")),
        ("CP-ENVIRONMENT-INSURANCE", "Seguros", without("AseguraMedAmbiente")),
        ("CP-ENVIRONMENT-INSURANCE", "Seguros", without("PolizaMedAmbiente")),
        ("CP-HAZARD-PERMIT", "Autotransporte", having(PermSCT="TPAF01")),
        ("CP-ENDS", "Ubicacion", having(TipoUbicacion="Destino", DistanciaRecorrida="0.01")),
        ("CP-ADDRESS", "Domicilio", gone),
        ("CP-NATIONAL", "Domicilio", having(Pais="USA", Estado="TX", CodigoPostal="78040")),
        ("CP-STATE", "Domicilio", having(Estado="Nuevo León")),
        ("CP-STATE", "Domicilio", having(CodigoPostal="6605")),
        ("CP-DISTANCE", "CartaPorte", having(TotalDistRec="40")),
        ("CP-DISTANCE", "CartaPorte", without("TotalDistRec")),
        ("CP-ARRIVAL", "Ubicacion", having(FechaHoraSalidaLlegada="2026-11-23T10:00:00")),
        ("CP-COUNT", "Mercancias", having(NumTotalMercancias="2")),
        ("CP-MASS", "Mercancias", having(PesoBrutoTotal="412.5")),
        ("CP-TARE", "DetalleMercancia", having(PesoTara="30")),
        ("CP-DRIVER", "TiposFigura", having(TipoFigura="02")),
        ("CP-DRIVER", "TiposFigura", without("NumLicencia")),
        ("CP-DRIVER", "FiguraTransporte", gone),
        ("CP-TRAILER", "Remolques", gone),
    ],
)  # fmt: skip
def test_each_rule_that_is_broken_is_named(code: str, name: str, change: Change) -> None:
    assert code in codes(changed(TREE, name, change))


def test_each_condition_has_a_row_with_its_source_and_a_text() -> None:
    rows = {row["id"]: row for row in facts().structure if row["kind"] == "condition"}
    assert set(rows) == set(CONDITIONS)
    for code, row in rows.items():
        assert row["severity"] in ("refuse", "warn"), code
        assert row["source"], code
        assert row["verify"] in (True, False), code
        assert row["verify"] or row["confidence"] == "high", f"{code}: unsure, and nobody is told"
        kind = "told" if row["severity"] == "warn" else "fault"
        assert MESSAGES.known(f"cartaporte.{kind}-{code.lower()}"), code


def test_every_node_of_a_kind_is_described_and_every_attribute_has_its_node() -> None:
    rows = facts().structure
    nodes = {row["id"] for row in rows if row["kind"] == "node"}
    children = {child["node"] for row in rows if row["kind"] == "node" for child in row["children"]}
    assert children | {"CartaPorte"} == nodes
    assert {row["node"] for row in rows if row["kind"] == "attribute"} <= nodes


@pytest.mark.parametrize(
    "row", [r for r in facts().structure if "example" in r], ids=lambda row: str(row["id"])
)  # fmt: skip
def test_an_example_that_people_are_shown_fits(row: dict[str, str]) -> None:
    assert list(check_value(row, row["example"], facts(), "x")) == []


# --- the catalogues ---------------------------------------------------------------------------


@pytest.mark.parametrize("number", ["3480", "3481", "3090", "3091", "3536", "3171"])
def test_the_lithium_entries_have_the_key_of_their_number(number: str) -> None:
    row = facts().material(f"UN{number}")
    assert row is not None
    assert row["key"] == number
    assert facts().is_listed_material(number)


@pytest.mark.parametrize("number", ["3551", "3552", "3556", "3557", "3558", "3600"])
def test_what_comes_after_the_end_of_the_list_has_no_key(number: str) -> None:
    row = facts().material(f"UN{number}")
    assert row is None or row["key"] is None
    assert not facts().is_listed_material(number)


@pytest.mark.parametrize(
    ("text", "instruction", "key", "description", "lacks"),
    [
        ("4G", "", "4G", "", ""),
        ("caja de cartón 4g", "P903", "4G", "", ""),
        ("tambor 1H2/X", "P908", "1H2", "", ""),
        ("4N", "", "Z01", "4N", "4N"),
        ("50A acero", "", "Z01", "50A acero", "50A"),
        ("embalaje grande LP904", "LP904", "Z01", "embalaje grande LP904", "LP904"),
        ("contenedor", "LP903", "Z01", "contenedor (LP903)", "LP903"),
        ("", "LP906", "Z01", "LP906", "LP906"),
        ("Z01", "", "Z01", "", ""),
    ],
)
def test_a_packaging_is_found_or_described_and_never_replaced(
    text: str, instruction: str, key: str, description: str, lacks: str
) -> None:
    found = facts().packaging(text, instruction)
    assert found is not None
    assert (found.key, found.description, found.lacks) == (key, description, lacks)


@pytest.mark.parametrize("text", ["", "tarima", "4G o 4A", "4G en 50A", "caja grande", "A4G"])
def test_a_packaging_that_nobody_named_is_asked_for(text: str) -> None:
    assert facts().packaging(text, "P909") is None


def test_no_version_is_known_before_it_became_obligatory() -> None:
    assert carta_porte().on("2024-07-16") is None
    assert carta_porte().on("2024-07-17") is not None


def test_a_table_without_a_list_that_is_needed_is_refused() -> None:
    rows = [dict(row) for row in carta_porte().catalogues.rows if row["id"] != "PACKAGING"]
    structure = [dict(row) for row in carta_porte().structure.rows]
    broken = CartaPorteTables.parse(
        json.dumps({"rows": rows}).encode(), json.dumps({"rows": structure}).encode()
    )
    with pytest.raises(MalformedError, match="c_TipoEmbalaje"):
        broken.on(DAY)


# --- the bytes --------------------------------------------------------------------------------


def test_what_is_written_is_read_back_and_has_one_form() -> None:
    body = encode_carta_porte(TREE, SPACE)
    assert tree_of(body) == TREE
    assert encode_carta_porte(tree_of(body), SPACE) == body
    assert body.startswith(
        b"<?xml version='1.0' encoding='UTF-8'?>\n<cartaporte31:CartaPorte xmlns:"
    )


def test_signs_that_xml_uses_itself_survive() -> None:
    name = 'Fletes "Á" & Hijos <Norte> S.A.'
    body = encode_carta_porte(changed(TREE, "TiposFigura", having(NombreFigura=name)), SPACE)
    assert tree_of(body).first("TiposFigura").get("NombreFigura") == name
