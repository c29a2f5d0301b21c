"""Vehicle, permit, insurance and driver of a Carta Porte.

The driver's name and the plate are sealed with the collection; they are here only for who keeps the
sealed sections. The rest of it the ledger does not know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from batterypass.app.carta_porte_filling import Known
from batterypass.app.permits import authorisations_of
from batterypass.app.read import read_entry
from batterypass.domain.standing import standing_on
from batterypass.regulations.carta_porte_structure import Node

if TYPE_CHECKING:
    from batterypass.app.carta_porte_filling import Filling
    from batterypass.app.session import Session
    from batterypass.domain.states import ConsignmentState

#: Scheme of the federal permit to carry dangerous goods.
SICT = "MX-SICT"
_VEHICLE = "IdentificacionVehicular"


def road_node(
    filling: Filling,
    session: Session,
    consignment: ConsignmentState,
    day: str,
    *,
    is_hazardous: bool,
) -> Node:
    """Fill in the vehicle that travels on ``day`` and what covers it."""
    is_private = consignment.carrier in (consignment.consignor, consignment.consignee)
    carriage: Literal["for_hire", "private"] = "private" if is_private else "for_hire"
    row = filling.facts.permit(carriage, is_hazardous=is_hazardous)
    permit = filling.take(
        "Autotransporte.PermSCT", "Autotransporte/PermSCT",
        Known(row["key"], "table", row["id"], row["confidence"]) if row is not None else None,
        source="permit-kind",
    )  # fmt: skip
    number = filling.take(
        "Autotransporte.NumPermisoSCT", "Autotransporte/NumPermisoSCT",
        _permit(filling, session, consignment, day), source="permit",
    )  # fmt: skip
    vehicle = _vehicle(filling, session, consignment)
    return Node(
        "Autotransporte",
        {key: one for key, one in (("PermSCT", permit), ("NumPermisoSCT", number)) if one},
        (
            vehicle,
            _insurance(filling, is_hazardous=is_hazardous),
            *_trailers(filling, vehicle.get("ConfigVehicular")),
        ),
    )


def driver_node(filling: Filling, session: Session, consignment: ConsignmentState) -> Node:
    """Fill in who drives."""
    source, name = _sealed(session, consignment, "driver_name")
    values = {
        "TipoFigura": str(filling.facts.only("c_FiguraTransporte")["driver"]),
        "RFCFigura": filling.take("Operador.RFCFigura", "TiposFigura/RFCFigura", source="driver"),
        "NumLicencia": filling.take(
            "Operador.NumLicencia", "TiposFigura/NumLicencia", source="licence"
        ),
        "NombreFigura": filling.take(
            "Operador.NombreFigura", "TiposFigura/NombreFigura", name, source=source
        ),
    }
    return Node("TiposFigura", {key: value for key, value in values.items() if value})


def _permit(
    filling: Filling, session: Session, consignment: ConsignmentState, day: str
) -> Known | None:
    """Give the carrier's SICT permit in force on the day: of the directory, else of the paper."""
    held = [one for one in authorisations_of(session, consignment.carrier) if one.scheme == SICT]
    valid = [one for one in held if standing_on(one, day).word in ("in_force", "pending")]
    name = "Autotransporte.NumPermisoSCT"
    chosen = [one for one in valid if one.number == filling.given(name)]
    if len(valid) == 1 or (valid and filling.given(name)):
        # A number that is none of those in the directory is held against the first of them.
        one = (chosen or valid)[0]
        return Known(one.number, "ledger", str(one.granted_index))
    if valid:
        filling.tell("SAT_PERMITS_SEVERAL", name, ", ".join(sorted(one.number for one in valid)))
    for one in held if not valid else ():
        filling.tell("SAT_PERMIT_NOT_IN_FORCE", name, standing_on(one, day).word, one.number)
    paper = consignment.on_paper.get("collected", {})
    for one in paper.get("permits", ()) if not held else ():
        if one["scheme"] == SICT:
            return Known(one["number"], "ledger", str(paper["entry"]))
    return None


def _vehicle(filling: Filling, session: Session, consignment: ConsignmentState) -> Node:
    source, plate = _sealed(session, consignment, "vehicle_plate")
    given = _plain_plate(filling.given(f"{_VEHICLE}.PlacaVM"))
    if plate is not None:
        plain = _plain_plate(plate.value)
        if plain != plate.value:
            filling.tell("SAT_PLATE_WRITTEN", f"{_VEHICLE}.PlacaVM", plain, plate.value)
        plate = Known(plain, plate.origin, plate.where)
    values = {
        name: filling.take(f"{_VEHICLE}.{name}", f"{_VEHICLE}/{name}", source="vehicle")
        for name in ("ConfigVehicular", "PesoBrutoVehicular")
    }
    values["PlacaVM"] = filling.take(
        f"{_VEHICLE}.PlacaVM", f"{_VEHICLE}/PlacaVM", plate, source=source, given=given
    )
    values["AnioModeloVM"] = filling.take(
        f"{_VEHICLE}.AnioModeloVM", f"{_VEHICLE}/AnioModeloVM", source="vehicle"
    )
    return Node(_VEHICLE, {name: value for name, value in values.items() if value})


def _insurance(filling: Filling, *, is_hazardous: bool) -> Node:
    values: dict[str, str] = {}
    for risk, is_needed in (("RespCivil", True), ("MedAmbiente", is_hazardous), ("Carga", False)):
        source = "environment-insurance" if risk == "MedAmbiente" else "insurance"
        for name in (f"Asegura{risk}", f"Poliza{risk}"):
            values[name] = filling.take(
                f"Seguros.{name}", f"Seguros/{name}", source=source if is_needed else ""
            )
    return Node("Seguros", {name: value for name, value in values.items() if value})


def _trailers(filling: Filling, configuration: str) -> tuple[Node, ...]:
    nodes = []
    for number in (1, 2):
        name = f"Remolque{number}"
        is_needed = number == 1 and filling.facts.needs_trailer(configuration)
        said = any(filling.given(f"{name}.{part}") for part in ("SubTipoRem", "Placa"))
        source = "trailer" if is_needed or said else ""
        kind = filling.take(f"{name}.SubTipoRem", "Remolque/SubTipoRem", source=source)
        plate = filling.take(
            f"{name}.Placa", "Remolque/Placa", source=source,
            given=_plain_plate(filling.given(f"{name}.Placa")),
        )  # fmt: skip
        if kind or plate:
            nodes.append(Node("Remolque", {"SubTipoRem": kind, "Placa": plate}))
    return (Node("Remolques", {}, tuple(nodes)),) if nodes else ()


def _plain_plate(text: str) -> str:
    """Write a plate as SAT takes it: capitals, without hyphens and spaces."""
    return "".join(text.replace("-", "").split()).upper()


def _sealed(session: Session, consignment: ConsignmentState, name: str) -> tuple[str, Known | None]:
    """Give a value that the carrier sealed, and the word for where it would come from else."""
    index = consignment.entries.get("collected")
    if index is None or consignment.transfer_to:
        return "collection", None
    view = read_entry(session, index)
    value = str(view.private.get("personal", {}).get(name, ""))
    if value:
        return "sealed", Known(value, "ledger", str(index))
    is_sealed = "personal" in view.payload.get("sealed", {}) and "personal" not in view.private
    return ("sealed" if is_sealed else "carrier"), None
