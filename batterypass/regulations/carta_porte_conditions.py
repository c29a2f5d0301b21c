"""What one value of a Carta Porte complement asks of another.

Each condition is a small pure function listed in :data:`CONDITIONS` under its code; the row of that
code in ``sat-carta-porte-structure.json`` says where it comes from, how sure it is, and whether it
stops the file or is only told. A test holds the rows and the functions together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import TYPE_CHECKING

from batterypass.regulations.carta_porte_structure import Fault, Node

if TYPE_CHECKING:
    from batterypass.regulations.carta_porte import CartaPorteFacts

Condition = Callable[[Node, "CartaPorteFacts"], Iterator[tuple[str, str, str]]]
"""Gives place, expected and found of each thing that is off."""


def check_conditions(tree: Node, facts: CartaPorteFacts) -> Iterator[tuple[Fault, str]]:
    """Name what is off with its severity, ``refuse`` or ``warn``, in the order of the table."""
    for row in facts.structure:
        if row["kind"] == "condition":
            for place, expected, found in CONDITIONS[row["id"]](tree, facts):
                yield Fault(row["id"], place, expected, found), row["severity"]


def _goods(tree: Node) -> Iterator[tuple[str, Node]]:
    for number, one in enumerate(tree.all("Mercancia"), 1):
        yield f"Mercancia{number}", one


def _is_hazardous(tree: Node) -> bool:
    return any(one.get("MaterialPeligroso") == "Sí" for one in tree.all("Mercancia"))


def _number(text: str) -> Decimal:
    """Give a number; zero for what is none, which the structure names already."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return Decimal(0)


def _hazard_unsaid(tree: Node, facts: CartaPorteFacts) -> Iterator[tuple[str, str, str]]:
    """A product that may be dangerous needs the word whether it is."""
    for place, one in _goods(tree):
        flag = facts.hazard_flag(one.get("BienesTransp"))
        if flag in ("0,1", "1") and not one.get("MaterialPeligroso"):
            yield f"{place}.MaterialPeligroso", "Sí, No", one.get("BienesTransp")


def _hazard_forbidden(tree: Node, facts: CartaPorteFacts) -> Iterator[tuple[str, str, str]]:
    """A product that is never dangerous must not be called so, nor the other way round."""
    for place, one in _goods(tree):
        product, said = one.get("BienesTransp"), one.get("MaterialPeligroso")
        flag = facts.hazard_flag(product)
        if (flag == "0" and said == "Sí") or (flag == "1" and said == "No"):
            yield f"{place}.MaterialPeligroso", f"{product}: {flag}", said


def _hazard_key(tree: Node, _facts: CartaPorteFacts) -> Iterator[tuple[str, str, str]]:
    """Dangerous goods have their key, other goods have none."""
    for place, one in _goods(tree):
        is_hazardous, key = one.get("MaterialPeligroso") == "Sí", one.get("CveMaterialPeligroso")
        if is_hazardous and not key:
            yield f"{place}.CveMaterialPeligroso", "3480", ""
        elif key and not is_hazardous:
            yield f"{place}.CveMaterialPeligroso", "-", key


def _hazard_key_not_listed(tree: Node, facts: CartaPorteFacts) -> Iterator[tuple[str, str, str]]:
    """The key is one that SAT's list can have."""
    for place, one in _goods(tree):
        key = one.get("CveMaterialPeligroso")
        if re.fullmatch("[0-9]{4}", key) and not facts.is_listed_material(key):
            end = facts.only("c_MaterialPeligroso.end")["key"]
            yield f"{place}.CveMaterialPeligroso", f"≤ {end}", key


def _hazard_packaging(tree: Node, _facts: CartaPorteFacts) -> Iterator[tuple[str, str, str]]:
    """Dangerous goods say how they are packed."""
    for place, one in _goods(tree):
        if one.get("MaterialPeligroso") == "Sí" and not one.get("Embalaje"):
            yield f"{place}.Embalaje", "4G", ""


def _packaging_undescribed(tree: Node, facts: CartaPorteFacts) -> Iterator[tuple[str, str, str]]:
    """A packaging without a key is described in words."""
    none = facts.only("c_TipoEmbalaje")["none"]
    for place, one in _goods(tree):
        if one.get("Embalaje") == none and not one.get("DescripEmbalaje"):
            yield f"{place}.DescripEmbalaje", "50A", ""


def _environment_insurance(tree: Node, _facts: CartaPorteFacts) -> Iterator[tuple[str, str, str]]:
    """Dangerous goods travel with an insurance for damage to the environment."""
    cover = tree.first("Seguros")
    if _is_hazardous(tree):
        for name in ("AseguraMedAmbiente", "PolizaMedAmbiente"):
            if not cover.get(name):
                yield f"Seguros.{name}", "3–50", ""


def _hazard_permit(tree: Node, facts: CartaPorteFacts) -> Iterator[tuple[str, str, str]]:
    """Dangerous goods travel under a permit for them."""
    for one in tree.all("Autotransporte"):
        if _is_hazardous(tree) and one.get("PermSCT") not in facts.hazard_permits():
            expected = ", ".join(facts.hazard_permits())
            yield "Autotransporte.PermSCT", expected, one.get("PermSCT")


def _ends(tree: Node, _facts: CartaPorteFacts) -> Iterator[tuple[str, str, str]]:
    """There is a place where it starts and one where it ends."""
    kinds = {one.get("TipoUbicacion") for one in tree.all("Ubicacion")}
    for kind in ("Origen", "Destino"):
        if kind not in kinds:
            yield "Ubicaciones", kind, ", ".join(sorted(kinds))


def _address(tree: Node, _facts: CartaPorteFacts) -> Iterator[tuple[str, str, str]]:
    """On a road every place has an address."""
    for one in tree.all("Ubicacion"):
        if not one.all("Domicilio"):
            yield f"{one.get('TipoUbicacion')}.Domicilio", "Estado, Pais, CodigoPostal", ""


def _national(tree: Node, facts: CartaPorteFacts) -> Iterator[tuple[str, str, str]]:
    """A journey that is not international has all its places in Mexico."""
    home = facts.only("c_Estado")["country"]
    if tree.get("TranspInternac") != "No":
        return
    for one in tree.all("Ubicacion"):
        country = one.first("Domicilio").get("Pais")
        if country and country != home:
            yield f"{one.get('TipoUbicacion')}.Pais", home, country


def _state(tree: Node, facts: CartaPorteFacts) -> Iterator[tuple[str, str, str]]:
    """In Mexico the state is a key of SAT's list, and the postal code has five digits."""
    row = facts.only("c_Estado")
    for one in tree.all("Ubicacion"):
        where, address = one.get("TipoUbicacion"), one.first("Domicilio")
        if address.get("Pais") != row["country"]:
            continue
        if address.get("Estado") not in row["keys"]:
            yield f"{where}.Estado", ", ".join(row["keys"]), address.get("Estado")
        if not re.fullmatch("[0-9]{5}", address.get("CodigoPostal")):
            yield f"{where}.CodigoPostal", "00000", address.get("CodigoPostal")


def _distance(tree: Node, _facts: CartaPorteFacts) -> Iterator[tuple[str, str, str]]:
    """On a road every destination says its distance, and their sum is the whole."""
    ends = [one for one in tree.all("Ubicacion") if one.get("TipoUbicacion") == "Destino"]
    if not tree.all("Autotransporte"):
        return
    for one in ends:
        if not one.get("DistanciaRecorrida"):
            yield "Destino.DistanciaRecorrida", "km", ""
    whole = sum((_number(one.get("DistanciaRecorrida")) for one in ends), Decimal(0))
    if _number(tree.get("TotalDistRec")) != whole:
        yield "CartaPorte.TotalDistRec", str(whole), tree.get("TotalDistRec")


def _arrival(tree: Node, _facts: CartaPorteFacts) -> Iterator[tuple[str, str, str]]:
    """Nothing arrives before it left."""
    times = {one.get("TipoUbicacion"): one.get("FechaHoraSalidaLlegada") for one in tree.all("Ubicacion")}  # fmt: skip
    left, arrived = times.get("Origen", ""), times.get("Destino", "")
    if left and arrived and arrived <= left:
        yield "Destino.FechaHoraSalidaLlegada", f"> {left}", arrived


def _count(tree: Node, _facts: CartaPorteFacts) -> Iterator[tuple[str, str, str]]:
    """The number of goods is the number of their lines."""
    lines = str(len(tree.all("Mercancia")))
    found = tree.first("Mercancias").get("NumTotalMercancias")
    if found != lines:
        yield "Mercancias.NumTotalMercancias", lines, found


def _mass(tree: Node, _facts: CartaPorteFacts) -> Iterator[tuple[str, str, str]]:
    """The whole mass is the sum of the lines, to the gram."""
    whole = sum((_number(one.get("PesoEnKg")) for one in tree.all("Mercancia")), Decimal(0))
    found = tree.first("Mercancias").get("PesoBrutoTotal")
    if _number(found) != whole:
        yield "Mercancias.PesoBrutoTotal", str(whole), found


def _tare(tree: Node, _facts: CartaPorteFacts) -> Iterator[tuple[str, str, str]]:
    """What a line weighs is its goods and its packing."""
    for place, one in _goods(tree):
        for detail in one.all("DetalleMercancia"):
            whole = _number(detail.get("PesoNeto")) + _number(detail.get("PesoTara"))
            for name, found in (
                ("DetalleMercancia.PesoBruto", detail.get("PesoBruto")),
                ("PesoEnKg", one.get("PesoEnKg")),
            ):
                if _number(found) != whole:
                    yield f"{place}.{name}", str(whole), found


def _driver(tree: Node, facts: CartaPorteFacts) -> Iterator[tuple[str, str, str]]:
    """On a road somebody drives, and has an RFC and a licence."""
    if not tree.all("Autotransporte"):
        return
    driver = facts.only("c_FiguraTransporte")["driver"]
    drivers = [one for one in tree.all("TiposFigura") if one.get("TipoFigura") == driver]
    if not drivers:
        yield "FiguraTransporte", driver, ""
    for one in drivers:
        for name in ("RFCFigura", "NumLicencia"):
            if not one.get(name):
                yield f"Operador.{name}", name, ""


def _trailer(tree: Node, facts: CartaPorteFacts) -> Iterator[tuple[str, str, str]]:
    """A vehicle that pulls a trailer says which one."""
    kind = tree.first("IdentificacionVehicular").get("ConfigVehicular")
    trailers = tree.all("Remolque")
    if kind in facts.keys("c_ConfigAutotransporte") and facts.needs_trailer(kind) and not trailers:
        yield "Remolque1", f"ConfigVehicular {kind}", ""


#: Code -> its check.
CONDITIONS: Mapping[str, Condition] = MappingProxyType(
    {
        "CP-HAZARD-UNSAID": _hazard_unsaid,
        "CP-HAZARD-FORBIDDEN": _hazard_forbidden,
        "CP-HAZARD-KEY": _hazard_key,
        "CP-HAZARD-KEY-NOT-LISTED": _hazard_key_not_listed,
        "CP-HAZARD-PACKAGING": _hazard_packaging,
        "CP-PACKAGING-UNDESCRIBED": _packaging_undescribed,
        "CP-ENVIRONMENT-INSURANCE": _environment_insurance,
        "CP-HAZARD-PERMIT": _hazard_permit,
        "CP-ENDS": _ends,
        "CP-ADDRESS": _address,
        "CP-NATIONAL": _national,
        "CP-STATE": _state,
        "CP-DISTANCE": _distance,
        "CP-ARRIVAL": _arrival,
        "CP-COUNT": _count,
        "CP-MASS": _mass,
        "CP-TARE": _tare,
        "CP-DRIVER": _driver,
        "CP-TRAILER": _trailer,
    }
)
