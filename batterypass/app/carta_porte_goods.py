"""The goods of a Carta Porte: lines, keys, packaging and masses, from what the consignor declared."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from batterypass.app.carta_porte_filling import Known
from batterypass.domain.base import decimal_of, number_text
from batterypass.errors import RefusedError
from batterypass.regulations.carta_porte_structure import Node

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.app.carta_porte_filling import Filling
    from batterypass.app.session import Session
    from batterypass.domain.states import ConsignmentState
    from batterypass.regulations.carta_porte import CartaPorteFacts
    from batterypass.regulations.tables import Row

_GRAM = Decimal("0.001")


@dataclass(slots=True)
class Line:
    """Goods of one product key in one packing; pieces are counted, a fraction is weighed out."""

    product: Row | None
    is_fraction: bool
    packing: str = ""
    count: int = 0
    mass_kg: Decimal = Decimal(0)
    words: set[str] = field(default_factory=set)


def lines_of(
    session: Session, consignment: ConsignmentState, facts: CartaPorteFacts
) -> tuple[Line, ...]:
    """Put what travels into lines, in the order of the offer.

    What was not loaded does not travel, and what nobody declared (a surplus) was never on the paper.
    """
    lines: dict[tuple[str, bool, str], Line] = {}
    of_all = str(consignment.transport.get("packing_instruction", ""))
    waste_class = str(consignment.waste.get("waste_class", ""))
    for name, declared in consignment.items.items():
        if "mass_kg" not in declared or declared.get("outcome") == "not_loaded":
            continue
        item = session.world.item(name)
        kind = item.item_kind if item is not None else ""
        product = facts.product(kind, item.chemistry if item is not None else "", waste_class)
        is_fraction = kind == "fraction"
        packing = "" if is_fraction else str(declared.get("packing_instruction", of_all))
        key = (str(product["key"]) if product is not None else "", is_fraction, packing)
        line = lines.setdefault(key, Line(product, is_fraction, packing))
        line.count += 1
        line.mass_kg += decimal_of(declared["mass_kg"])
        if item is not None:
            line.words.add(item.material if is_fraction else item.model)
    return tuple(lines.values())


def goods_node(
    filling: Filling, consignment: ConsignmentState, lines: tuple[Line, ...]
) -> tuple[tuple[Node, ...], str]:
    """Fill in the lines; give them with the mass of all, in kilograms to the gram.

    Raises RefusedError where SAT's catalogue has no key for the goods, and InputError for a value
    that a person gave and that does not fit.
    """
    nodes = tuple(
        _line_node(filling, consignment, line, f"Mercancia{number}")
        for number, line in enumerate(lines, 1)
    )
    whole = sum((Decimal(node.get("PesoEnKg") or 0) for node in nodes), Decimal(0))
    return nodes, number_text(whole)


def _line_node(filling: Filling, consignment: ConsignmentState, line: Line, name: str) -> Node:
    facts, offered = filling.facts, str(consignment.entries["offered"])
    row = line.product
    product = filling.take(
        f"{name}.BienesTransp", "Mercancia/BienesTransp",
        Known(row["key"], "table", row["id"], row["confidence"]) if row is not None else None,
        source="product",
    )  # fmt: skip
    if product and not facts.hazard_flag(product):
        filling.tell("SAT_PRODUCT_KEY_UNCHECKED", f"{name}.BienesTransp", found=product)
    values = {"BienesTransp": product}
    values["Descripcion"] = filling.take(
        f"{name}.Descripcion", "Mercancia/Descripcion", _description(consignment, line, offered),
        source="description",
    )  # fmt: skip
    unit = facts.unit("mass" if line.is_fraction else "pieces")
    amount = number_text(line.mass_kg) if line.is_fraction else str(line.count)
    values["Cantidad"] = filling.take(
        f"{name}.Cantidad", "Mercancia/Cantidad", Known(amount, "ledger", offered), source="mass"
    )
    values["ClaveUnidad"] = filling.take(
        f"{name}.ClaveUnidad", "Mercancia/ClaveUnidad",
        Known(unit["key"], "table", unit["id"], unit["confidence"]), source="product",
    )  # fmt: skip
    values |= _hazard(filling, consignment, line, name, product)
    net, tare = _to_the_gram(filling, line, name), _tare(filling, name)
    gross = Decimal(net) + Decimal(tare or 0)
    values["PesoEnKg"] = filling.take(
        f"{name}.PesoEnKg", "Mercancia/PesoEnKg",
        Known(number_text(gross), "computed" if tare else "ledger", offered), source="mass",
    )  # fmt: skip
    detail: tuple[Node, ...] = ()
    if not tare:
        filling.tell("SAT_TARE_UNSAID", f"{name}.PesoEnKg", f"{name}.PesoTara", net)
    else:
        masses = {
            "UnidadPesoMerc": facts.only("c_ClaveUnidadPeso")["key"],
            "PesoBruto": number_text(gross), "PesoNeto": net, "PesoTara": tare,
        }  # fmt: skip
        pieces = {} if line.is_fraction else {"NumPiezas": str(line.count)}
        detail = (Node("DetalleMercancia", masses | pieces),)
    return Node("Mercancia", {key: value for key, value in values.items() if value}, detail)


def _description(consignment: ConsignmentState, line: Line, offered: str) -> Known | None:
    """Describe goods as a transport document does: UN number, name, class; else by their words."""
    decision = _decision_of(consignment, line)
    if decision:
        number = decision["un_number"].removeprefix("UN")
        name, kind = decision["proper_shipping_name"], decision["transport_class"]
        return Known(f"UN {number}, {name}, {kind}", "ledger", offered)
    words = consignment.waste.get("waste_name") or ", ".join(sorted(filter(None, line.words)))
    return Known(words, "computed", offered) if words else None


def _decision_of(consignment: ConsignmentState, line: Line) -> Mapping[str, Any]:
    """Give the signed decision as far as it says that a line is dangerous goods.

    It was made for batteries and says nothing of a fraction beside them; and what travels under
    special provision 188 is exempt from the other rules, so that a person has to say what it is to SAT.
    """
    decision = consignment.transport
    named = decision.get("special_provisions", ())
    provisions = {str(one).removeprefix("SP").strip() for one in named}
    return {} if line.is_fraction or "188" in provisions else decision


def _hazard(
    filling: Filling, consignment: ConsignmentState, line: Line, name: str, product: str
) -> dict[str, str]:
    """Fill in what dangerous goods need. Without a transport decision a person has to say."""
    facts, decision = filling.facts, _decision_of(consignment, line)
    offered = str(consignment.entries["offered"])
    may_be = facts.hazard_flag(product) != "0"
    said = filling.take(
        f"{name}.MaterialPeligroso", "Mercancia/MaterialPeligroso",
        Known("Sí", "ledger", offered) if decision else None,
        source="hazard" if may_be else "",
    )  # fmt: skip
    is_hazardous = said == "Sí"
    key = filling.take(
        f"{name}.CveMaterialPeligroso", "Mercancia/CveMaterialPeligroso",
        _material(facts, str(decision["un_number"]), offered) if decision else None,
        source="hazard" if is_hazardous else "",
    )  # fmt: skip
    if key and key not in facts.keys("c_MaterialPeligroso") and facts.is_listed_material(key):
        filling.tell("SAT_MATERIAL_KEY_UNCHECKED", f"{name}.CveMaterialPeligroso", found=key)
    return {
        "MaterialPeligroso": said,
        "CveMaterialPeligroso": key,
        **_packaging(filling, consignment, line, name, is_needed=is_hazardous),
    }


def _material(facts: CartaPorteFacts, un_number: str, offered: str) -> Known | None:
    """Give SAT's key of a UN number; None where this program does not know the number.

    Raises RefusedError SAT_KEY_MISSING: another entry instead would be a false declaration.
    """
    row, number = facts.material(un_number), un_number.removeprefix("UN")
    if row is not None and row["key"]:
        # What was signed is the number; the key is SAT's word for the very same.
        return Known(row["key"], "ledger", offered, row["confidence"])
    if facts.is_listed_material(number):
        return None
    end = str(facts.only("c_MaterialPeligroso.end")["key"])
    raise RefusedError(
        f"SAT_KEY_MISSING: {un_number} has no key in c_MaterialPeligroso, which ends at {end}",
        code="cartaporte.key-missing", un=un_number, end=end,
    )  # fmt: skip


def _packaging(
    filling: Filling, consignment: ConsignmentState, line: Line, name: str, *, is_needed: bool
) -> dict[str, str]:
    """Fill in the packaging: what was given or what the waste line says, by SAT's key."""
    facts, offered = filling.facts, str(consignment.entries["offered"])
    container = str(consignment.waste.get("container_type", ""))
    given = filling.given(f"{name}.Embalaje")
    asked = facts.packaging(given or container, "" if given else line.packing)
    known = None
    if asked is not None and not given and is_needed:
        known = Known(asked.key, "computed", offered)
    source = "packaging" if is_needed else ""
    key = filling.take(
        f"{name}.Embalaje", "Mercancia/Embalaje", known,
        source=source, given=asked.key if asked is not None and given else None,
    )  # fmt: skip
    is_none = key == facts.only("c_TipoEmbalaje")["none"]
    words = (asked.description if asked is not None else "") or container
    description = filling.take(
        f"{name}.DescripEmbalaje", "Mercancia/DescripEmbalaje",
        Known(words, "computed", offered) if is_none and words else None,
        source="packaging" if is_none else "",
    )  # fmt: skip
    if is_none and asked is not None and asked.lacks:
        filling.tell("SAT_PACKAGING_CODE_MISSING", f"{name}.Embalaje", key, asked.lacks)
    return {"Embalaje": key, "DescripEmbalaje": description}


def _to_the_gram(filling: Filling, line: Line, name: str) -> str:
    """Give the declared mass with three decimals at most; a rounding is told with the exact mass."""
    rounded = line.mass_kg.quantize(_GRAM, rounding=ROUND_HALF_UP)
    if rounded != line.mass_kg:
        filling.tell(
            "SAT_MASS_ROUNDED", f"{name}.PesoEnKg", number_text(rounded), number_text(line.mass_kg)
        )
    return number_text(rounded)


def _tare(filling: Filling, name: str) -> str:
    """Give the mass of the packing, which the ledger does not have; empty where nobody gave it."""
    tare = filling.take(f"{name}.PesoTara", "DetalleMercancia/PesoTara")
    return number_text(Decimal(tare)) if tare else ""
