"""A directory to export: recyclers of five states, copied lists, a certificate, all that can happen.

It is the yard of the tests of custody with more in its directory. The registrar there is an
authority too, so what it grants without a transcription is its own word.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from app.yard import RECYCLER, REGISTRAR, STRANGER, Yard, make_yard

if TYPE_CHECKING:
    from pathlib import Path

    from batterypass.app.record import Recorded

LIST = "SEMARNAT, empresas autorizadas para el reciclaje de residuos peligrosos"
COPY = sha256(b"lista").hexdigest()
ON = "2026-11-20"


@dataclass(frozen=True)
class Place:
    """Where a recycler of a list stands."""

    name: str
    municipality: str
    state: str
    key: str
    latitude: str
    longitude: str
    postal_code: str = "01000"


PLACES = {
    "metales-bajio": Place(
        "Metales del Bajío, S.A. de C.V.", "Silao", "Guanajuato", "11", "20.94", "-101.43"
    ),
    "litio-sonora": Place(
        "Litio de Sonora, S.A.P.I. de C.V.", "Hermosillo", "Sonora", "26", "29.09", "-110.96"
    ),
    "acopio-valle": Place(
        "Centro de Acopio Valle de México, S.A. de C.V.",
        "Tultitlán",
        "México",
        "15",
        "19.645",
        "-99.169",
    ),
    "masa-negra": Place(
        "Masa Negra Toluca, S. de R.L. de C.V.", "Toluca", "México", "15", "19.29", "-99.65"
    ),
    "cobalto-puebla": Place(
        "Cobalto y Níquel de Puebla, S.A. de C.V.",
        "Cuautlancingo",
        "Puebla",
        "21",
        "19.09",
        "-98.27",
    ),
    "sin-lugar": Place("Reciclados Sin Lugar, S.A. de C.V.", "Ecatepec", "México", "15", "", ""),
}


def listed_id(name: str) -> str:
    """Give the id of a party that only a list names: it is in the registrar's own namespace."""
    return f"{REGISTRAR}/listed/{name}"


def register_listed(yard: Yard, name: str, site: str = "planta-1") -> str:
    """Register a recycler that a list names and that signs nothing."""
    place = PLACES[name]
    card: dict[str, Any] = {
        "site_id": site,
        "name": f"Planta {place.municipality}",
        "address": {
            "street": "Calle del Reciclaje", "ext_no": "15", "postal_code": place.postal_code,
            "municipality": place.municipality, "state": place.state, "state_key": place.key,
            "municipality_key": "037", "country": "MX",
        },
        "phone": "+52 55 5555 0100",
    }  # fmt: skip
    if place.latitude:
        card |= {"latitude": place.latitude, "longitude": place.longitude}
    party = listed_id(name)
    yard.log(
        "party.registered",
        REGISTRAR,
        card={
            "party": party, "legal_name": place.name, "country": "MX", "roles": ["recycler"],
            "sites": [card],
        },
    )  # fmt: skip
    return party


def scope(operation: str, *streams: str, **other: Any) -> dict[str, Any]:
    """Write what an authorisation allows."""
    return {
        "operation": operation,
        "waste_class": "hazardous",
        "streams": list(streams or ("whole_battery", "cells_modules_offspec")),
        **other,
    }


def list_grant(
    yard: Yard, holder: str, number: str, *scopes: dict[str, Any], **terms: Any
) -> Recorded:
    """Transcribe an authorisation from the list."""
    return yard.log(
        "authorisation.granted",
        REGISTRAR,
        **{
            "scheme": "MX-SEMARNAT",
            "number": number,
            "authority": "SEMARNAT",
            "holder": holder,
            "holder_site": "planta-1",
            "scopes": list(scopes) or [scope("reciclaje")],
            "effective_from": "2020-03-01",
            "effective_to": "2030-02-28",
            "transcription": {"source": LIST, "published_on": "2026-05-04", "digest": COPY},
            **terms,
        },
    )


def subject_of(done: Recorded, number: str, scheme: str = "MX-SEMARNAT") -> str:
    """Name an authorisation that the registrar has entered."""
    from batterypass.domain.ids import authorisation_subject

    assert done.index
    return authorisation_subject(REGISTRAR, scheme, number)


def make_directory(folder: Path) -> Yard:
    """Open the ledger and fill its directory over some months of 2026."""
    yard = make_yard(folder, packs=1)
    copy = {"source": LIST, "published_on": "2026-05-04", "digest": COPY}
    yard.at("06-01T09:00")
    for name in PLACES:
        register_listed(yard, name)
    bajio, sonora = listed_id("metales-bajio"), listed_id("litio-sonora")
    list_grant(
        yard, bajio, "11-IV-20-20",
        scope("reciclaje", "whole_battery", damaged_accepted=True),
        scope("acopio", "whole_battery", damaged_accepted=True),
        scope("tratamiento", "black_mass", chemistries=["NMC", "LFP"], waste_codes=["31-V-LITIO"]),
        capacity_t_year="1200",
    )  # fmt: skip
    done = list_grant(yard, sonora, "26-IV-11-19", effective_to="2026-12-31")
    suspended = subject_of(done, "26-IV-11-19")
    list_grant(
        yard, listed_id("acopio-valle"), "15-II-07-21", scope("acopio"), capacity_t_year="300"
    )
    done = list_grant(
        yard, listed_id("masa-negra"), "15-V-03-16", scope("tratamiento", "black_mass"),
        effective_from="2016-03-01", effective_to="2026-10-31", capacity_t_year="450.5",
    )  # fmt: skip
    renewed = subject_of(done, "15-V-03-16")
    done = list_grant(yard, listed_id("cobalto-puebla"), "21-IV-09-18", effective_to="2026-02-28")
    list_grant(yard, listed_id("sin-lugar"), "15-IV-31-22")
    yard.log(
        "authorisation.granted",
        REGISTRAR,
        scheme="R2v3",
        number="R2-C-2024-118",
        authority="Cuerpo de certificación Ejemplo",
        holder=RECYCLER,
        holder_site="patio-1",
        scopes=[scope("reciclaje", waste_class="any")],
        effective_from="2024-06-01",
        effective_to="2027-05-31",
        transcription={"source": "certificado en papel", "published_on": "2026-04-30", "digest": COPY},
    )  # fmt: skip
    yard.at("07-15T10:00")
    yard.log(
        "authorisation.suspended", REGISTRAR, authorisation=suspended, effective_from="2026-07-01",
        reason="inspection", transcription=copy,
    )  # fmt: skip
    yard.at("09-30T10:00")
    yard.log(
        "authorisation.renewal-filed", REGISTRAR, authorisation=renewed, filed_on="2026-09-28",
        reference="09/DK-1234/09/26", transcription=copy,
    )  # fmt: skip
    yard.log(
        "party.site-opened",
        REGISTRAR,
        party=RECYCLER,
        opened={
            "site_id": "nave-2", "name": "Nave 2, celdas y módulos",
            "address": {
                "street": "Carr. Miguel Alemán km 21", "ext_no": "S/N", "postal_code": "66600",
                "municipality": "Apodaca", "state": "Nuevo León", "state_key": "19",
                "country": "MX",
            },
            "latitude": "25.78", "longitude": "-100.19",
        },
    )  # fmt: skip
    yard.log(
        "authorisation.granted", REGISTRAR, scheme="MX-STATE", number="PS/RME-330/26",
        holder=RECYCLER, holder_site="nave-2", capacity_t_year="500",
        scopes=[scope("reciclaje", "cells_modules_offspec", waste_class="special_handling")],
        effective_from="2026-10-01", effective_to="2031-09-30",
    )  # fmt: skip
    yard.at("11-20T12:00")
    return yard


__all__ = ["LIST", "ON", "RECYCLER", "REGISTRAR", "STRANGER", "make_directory"]
