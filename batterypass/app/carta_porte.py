"""A consignment as SAT's Carta Porte 3.1 sees it, for a road journey within Mexico.

Ready to go into a CFDI: the invoice around it is another program's. Nothing is invented. Steps:
the facts of the day of carriage; goods; places; vehicle and people; then, once nothing is missing, the
whole complement is held against the structure and its conditions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from batterypass.app.carta_porte_filling import Filling, Known, Told, resolve_names
from batterypass.app.carta_porte_goods import goods_node, lines_of
from batterypass.app.carta_porte_road import driver_node, road_node
from batterypass.app.carta_porte_route import is_second_leg, places_nodes
from batterypass.app.read import read_entry
from batterypass.domain.clock import day_of
from batterypass.errors import InputError, RefusedError
from batterypass.regulations.carta_porte_conditions import check_conditions
from batterypass.regulations.carta_porte_structure import Fault, Node, check_structure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.app.carta_porte_filling import Filled, Missing
    from batterypass.app.session import Session
    from batterypass.domain.states import ConsignmentState
    from batterypass.regulations.carta_porte import CartaPorteFacts, CartaPorteTables

_DEPARTURE = "Origen.FechaHoraSalidaLlegada"


@dataclass(frozen=True, slots=True)
class CartaPorte:
    """The complement as far as it is known. ``tree`` is whole only where :attr:`is_ready`."""

    day: str
    version: str
    namespace: str
    tree: Node
    fields: tuple[Filled, ...]
    missing: tuple[Missing, ...]
    faults: tuple[Fault, ...]
    told: tuple[Told, ...]

    @property
    def is_ready(self) -> bool:
        """Tell whether it can be written: nothing is missing, and nothing contradicts the structure."""
        return not self.missing and not self.faults


def carta_porte_of(
    session: Session,
    consignment: ConsignmentState,
    tables: CartaPorteTables,
    given: Mapping[str, str],
) -> CartaPorte:
    """Fill in the complement of a consignment.

    ``given`` are values by name (``IdentificacionVehicular.PlacaVM``, or the last part of the name
    where it means one thing). Raises InputError for a name or value that is off, or that contradicts
    what was signed, and for a consignment that was voided; RefusedError ``cartaporte.key-missing``
    (SAT_KEY_MISSING), ``cartaporte.cross-border`` and ``cartaporte.no-rules`` (NO_RULES_FOR_DATE).
    """
    if consignment.state == "voided":
        raise InputError(
            f"{consignment.consignment} was voided: it never left",
            code="cartaporte.was-voided", consignment=consignment.consignment,
        )  # fmt: skip
    facts = _facts_on(tables, _departure_of(session, consignment)[:10])
    # Once without a value, for the names that there are; then with the values under these names.
    blank, _ = _fill(session, consignment, facts, {})
    resolved = resolve_names(given, blank.names)
    if not consignment.collected_at and _DEPARTURE in resolved:
        facts = _facts_on(tables, resolved[_DEPARTURE][:10])
    return _result(*_fill(session, consignment, facts, resolved))


def _facts_on(tables: CartaPorteTables, day: str) -> CartaPorteFacts:
    facts = tables.on(day)
    if facts is None:
        raise RefusedError(
            f"NO_RULES_FOR_DATE: no version of Carta Porte is known for {day}",
            code="cartaporte.no-rules", day=day,
        )  # fmt: skip
    return facts


def _departure_of(session: Session, consignment: ConsignmentState) -> str:
    """Give when it left with its present carrier, else when it was offered, as an event time."""
    if "collected" in consignment.entries and not consignment.transfer_to:
        entry = read_entry(session, consignment.entries["collected"])
        return str(entry.payload["event_time"])
    return consignment.offered_at


def _fill(
    session: Session,
    consignment: ConsignmentState,
    facts: CartaPorteFacts,
    given: Mapping[str, str],
) -> tuple[Filling, Node]:
    filling = Filling(facts, given)
    version = facts.only("version")["key"]
    identity = filling.take(
        "CartaPorte.IdCCP", "CartaPorte/IdCCP",
        _identity(session, consignment), source="computed",
    )  # fmt: skip
    goods, mass = goods_node(filling, consignment, lines_of(session, consignment, facts))
    reverse = _reverse_logistics(filling, session, consignment)
    distance = filling.take("CartaPorte.TotalDistRec", "CartaPorte/TotalDistRec", source="route")
    left = _departure_of(session, consignment)
    places = places_nodes(filling, session, consignment, left, distance)
    is_hazardous = any(one.get("MaterialPeligroso") == "Sí" for one in goods)
    road = road_node(filling, session, consignment, day_of(left), is_hazardous=is_hazardous)
    attributes = {
        "PesoBrutoTotal": mass,
        "UnidadPeso": facts.only("c_ClaveUnidadPeso")["key"],
        "NumTotalMercancias": str(len(goods)),
        **({"LogisticaInversaRecoleccionDevolucion": reverse} if reverse else {}),
    }
    top = {"Version": version, "IdCCP": identity, "TranspInternac": "No", "TotalDistRec": distance}
    tree = Node(
        "CartaPorte",
        {name: value for name, value in top.items() if value},
        (
            Node("Ubicaciones", {}, places),
            Node("Mercancias", attributes, (*goods, road)),
            Node("FiguraTransporte", {}, (driver_node(filling, session, consignment),)),
        ),
    )
    return filling, tree


def _identity(session: Session, consignment: ConsignmentState) -> Known:
    """Make the complement's id: CCC and the rest of the UUID of the event that began this leg.

    The same consignment gives the same id for ever. A second carrier's leg begins with the transfer
    and has its own.
    """
    step = "transferred" if is_second_leg(consignment) else "offered"
    index = consignment.entries[step]
    event_id = str(read_entry(session, index).payload["event_id"])
    return Known("CCC" + event_id[3:], "computed", str(index))


def _reverse_logistics(filling: Filling, session: Session, consignment: ConsignmentState) -> str:
    """Say that goods go back to who made them, where all of them do; ``No`` leaves it out."""
    name = "Mercancias.LogisticaInversaRecoleccionDevolucion"
    items = [session.world.item(one) for one in consignment.items]
    goes_back = consignment.consignor != consignment.consignee and all(
        item is not None and consignment.consignee == item.maker for item in items
    )
    row = filling.facts.only("reverse_logistics")
    known = Known(row["key"], "table", row["id"], row["confidence"]) if goes_back else None
    if filling.given(name) == "No":
        filling.names.append(name)
        return ""
    found = filling.take(name, name.replace(".", "/"), known)
    if not found and consignment.waste:
        filling.tell("SAT_REVERSE_LOGISTICS_UNSAID", name)
    return found


def _result(filling: Filling, tree: Node) -> CartaPorte:
    facts = filling.facts
    faults: list[Fault] = []
    told = list(filling.told)
    if not filling.missing:
        faults += check_structure(tree, facts)
        for fault, severity in check_conditions(tree, facts):
            if severity == "refuse":
                faults.append(fault)
            else:
                told.append(Told(fault.code, fault.place, fault.expected, fault.found))
    version = facts.only("version")
    return CartaPorte(
        facts.day,
        str(version["key"]),
        str(version["namespace"]),
        tree,
        tuple(filling.fields),
        tuple(filling.missing),
        tuple(dict.fromkeys(faults)),
        tuple(told),
    )
