"""A yard with loads that need a Carta Porte, and what the tests of it share."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from batterypass import bootstrap
from batterypass.app.carta_porte import CartaPorte, carta_porte_of
from batterypass.regulations.carta_porte_structure import Node
from cli.custody import CARRIER, MAKER, NUMBER, RECYCLER, serials
from cli.desk import Desk, quick_keys

TRUCK = {
    "ConfigVehicular": "C2", "PesoBrutoVehicular": "7.50", "AnioModeloVM": "2023",
    "AseguraRespCivil": "Aseguradora de Ejemplo", "PolizaRespCivil": "RC-000123",
    "AseguraMedAmbiente": "Aseguradora de Ejemplo", "PolizaMedAmbiente": "MA-000456",
    "RFCFigura": "EJEM800101AA1", "NumLicencia": "LFD0001234",
}  # fmt: skip
ROUTE = {"TotalDistRec": "41.5", "Destino.FechaHoraSalidaLlegada": "2026-11-23T10:30:00"}
SPACE = "http://www.sat.gob.mx/CartaPorte31"


@pytest.fixture(autouse=True, scope="module")
def quick() -> Iterator[None]:
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


def tree_of(body: bytes) -> Node:
    """Read XML with a parser of its own."""

    def node(element: Any) -> Node:
        values = {str(name): str(value) for name, value in element.attrib.items()}
        name = etree.QName(element)
        assert name.namespace == SPACE
        return Node(name.localname, values, tuple(node(child) for child in element))

    return node(etree.fromstring(body))
