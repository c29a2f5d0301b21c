"""Where a Carta Porte's journey begins and ends: parties, sites and times of the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass.app.carta_porte_filling import Known
from batterypass.errors import RefusedError
from batterypass.regulations.carta_porte_structure import Node
from batterypass.regulations.places import find_state

if TYPE_CHECKING:
    from batterypass.app.carta_porte_filling import Filling
    from batterypass.app.session import Session
    from batterypass.domain.states import ConsignmentState

#: Attribute -> member of a site's address. SAT wants keys of its own for the others.
_ADDRESS = {"Calle": "street", "NumeroExterior": "ext_no", "NumeroInterior": "int_no"}
_ONLY_GIVEN = ("Colonia", "Localidad", "Municipio")


def is_second_leg(consignment: ConsignmentState) -> bool:
    """Tell whether the present carrier took it over on the way from another one."""
    return "transferred" in consignment.entries


def places_nodes(
    filling: Filling, session: Session, consignment: ConsignmentState, left: str, distance: str
) -> tuple[Node, Node]:
    """Fill in both ends. ``left`` is the event time at which the present carrier left.

    Raises RefusedError ``cartaporte.cross-border`` for a place outside Mexico: such a journey needs
    customs data that the ledger does not have.
    """
    is_collected = "collected" in consignment.entries and not consignment.transfer_to
    departed = Known(_local(left), "ledger", str(consignment.entries.get("collected", "")))
    arrived = consignment.delivered_at or consignment.received_at
    entry = consignment.entries.get("delivered", consignment.entries.get("received", ""))
    start = _place(
        filling, session, "Origen", consignment.consignor,
        "" if is_second_leg(consignment) else consignment.offered_site,
        departed if is_collected else None,
        is_known=not is_second_leg(consignment),
    )  # fmt: skip
    end = _place(
        filling, session, "Destino", consignment.consignee, consignment.consignee_site,
        Known(_local(arrived), "ledger", str(entry)) if arrived else None,
        is_known=True,
    )  # fmt: skip
    if distance:
        end = Node(end.name, {**end.attributes, "DistanciaRecorrida": distance}, end.children)
    return start, end


def _place(
    filling: Filling,
    session: Session,
    kind: str,
    party_id: str,
    site_id: str,
    time: Known | None,
    *,
    is_known: bool,
) -> Node:
    """Fill in one end. ``is_known``: the ledger knows the site, and not only whose goods they are."""
    party = session.world.party(party_id)
    entry = str(party.registered_index) if party is not None else ""

    def of_party(value: str) -> Known | None:
        return Known(value, "ledger", entry) if value else None

    whose = "consignor" if kind == "Origen" else "consignee"
    tax_id, name = (party.tax_id, party.legal_name) if party is not None else ("", "")
    values = {
        "TipoUbicacion": kind,
        "IDUbicacion": "OR000001" if kind == "Origen" else "DE000001",
        "RFCRemitenteDestinatario": filling.take(
            f"{kind}.RFCRemitenteDestinatario", "Ubicacion/RFCRemitenteDestinatario",
            of_party(tax_id), source=whose,
        ),
        "NombreRemitenteDestinatario": filling.take(
            f"{kind}.NombreRemitenteDestinatario", "Ubicacion/NombreRemitenteDestinatario",
            of_party(name),
        ),
        "FechaHoraSalidaLlegada": filling.take(
            f"{kind}.FechaHoraSalidaLlegada", "Ubicacion/FechaHoraSalidaLlegada", time,
            source="departure" if kind == "Origen" else "arrival",
        ),
    }  # fmt: skip
    sites = {one["site_id"]: one for one in party.sites} if party is not None and is_known else {}
    site: dict[str, Any] = sites.get(site_id) or next(iter(sites.values()), {})
    address: dict[str, str] = site.get("address", {})
    country = address.get("country", "") or (party.country if party is not None else "")
    return Node(
        "Ubicacion",
        {name: value for name, value in values.items() if value},
        (_address(filling, kind, address, country if is_known else "", entry),),
    )


def _address(
    filling: Filling, kind: str, address: dict[str, str], country: str, entry: str
) -> Node:
    facts = filling.facts
    whose = "consignor-site" if kind == "Origen" else "consignee-site"
    home = str(facts.only("c_Estado")["country"])
    if country and facts.country(country) != home:
        raise RefusedError(
            f"SAT_CROSS_BORDER: {kind} is in {country}",
            code="cartaporte.cross-border", place=kind, country=country,
        )  # fmt: skip
    values = {
        name: filling.take(
            f"{kind}.{name}", f"Domicilio/{name}",
            Known(address[member], "ledger", entry) if address.get(member) else None,
        )
        for name, member in _ADDRESS.items()
    }  # fmt: skip
    for name in _ONLY_GIVEN:
        values[name] = filling.take(f"{kind}.{name}", f"Domicilio/{name}")
    near = ", ".join(filter(None, (address.get("colonia"), address.get("municipality"))))
    values["Referencia"] = filling.take(
        f"{kind}.Referencia", "Domicilio/Referencia",
        Known(near, "computed", entry) if near else None,
    )  # fmt: skip
    values["Estado"] = filling.take(
        f"{kind}.Estado", "Domicilio/Estado", _state(filling, address.get("state", ""), entry),
        source=whose,
    )  # fmt: skip
    values["Pais"] = filling.take(
        f"{kind}.Pais", "Domicilio/Pais",
        Known(home, "ledger", entry) if country else None, source=whose,
    )  # fmt: skip
    code = address.get("postal_code", "")
    values["CodigoPostal"] = filling.take(
        f"{kind}.CodigoPostal", "Domicilio/CodigoPostal",
        Known(code, "ledger", entry) if code else None, source=whose,
    )  # fmt: skip
    order = [*_ADDRESS, "Colonia", "Localidad", "Referencia", "Municipio", "Estado", "Pais",
             "CodigoPostal"]  # fmt: skip
    return Node("Domicilio", {name: values[name] for name in order if values[name]})


def _state(filling: Filling, text: str, entry: str) -> Known | None:
    """Give SAT's key of a state by any word for it: the second part of its ISO 3166-2 code."""
    state = find_state(text) if text else None
    row = filling.facts.only("c_Estado")
    key = state.iso_3166_2.partition("-")[2] if state is not None else ""
    return Known(key, "computed", entry, row["confidence"]) if key in row["keys"] else None


def _local(event_time: str) -> str:
    """Give an event time as SAT writes it: local, to the second, without an offset."""
    return event_time[:19]
