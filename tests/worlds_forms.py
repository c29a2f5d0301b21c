"""Fields of events as tests write them: parties, packs, offers, waste, authorisations."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Any

from batterypass.regulations.tables import FILES, Regulations
from batterypass.regulations.transport.loads import tables_of
from worlds_memory import key_card

REGISTRAR = "https://registrar.example"
MAKER = "https://maker.example"
CARRIER = "https://carrier.example"
RECYCLER = "https://recycler.example"
AUTHORITY = "https://authority.example"


@lru_cache(maxsize=1)
def packaged_bodies() -> dict[str, bytes]:
    """Give the bytes of every packaged table by name."""
    folder = files("batterypass.regulations").joinpath("data")
    return {name: folder.joinpath(file).read_bytes() for name, file in FILES.items()}


@lru_cache(maxsize=1)
def packaged_regulations() -> Regulations:
    """Give the packaged tables."""
    return Regulations.parse(packaged_bodies())


def site(site_id: str) -> dict[str, Any]:
    """Write a site of a party card."""
    address = {
        "street": "Av. Industria", "ext_no": "100", "postal_code": "66600",
        "municipality": "Apodaca", "state": "Nuevo León", "country": "MX",
    }  # fmt: skip
    return {"site_id": site_id, "name": f"Planta {site_id}", "address": address}


def party_card(
    party: str,
    roles: list[str],
    audience: str,
    *,
    sites: tuple[str, ...] = ("S1",),
    gs1_prefixes: tuple[str, ...] = (),
) -> dict[str, Any]:
    """Write a party card with a daily, a recovery and a label key."""
    return {
        "party": party,
        "legal_name": party.removeprefix("https://"),
        "country": "MX",
        "roles": roles,
        "sites": [site(site_id) for site_id in sites],
        "domains": [party.removeprefix("https://"), f"id.{party.removeprefix('https://')}"],
        "gs1_prefixes": list(gs1_prefixes),
        "keys": [key_card(party, role, audience) for role in ("daily", "recovery", "label")],
    }


def pack_fields(item: str, **changed: object) -> dict[str, Any]:
    """Write the fields of a manufactured pack."""
    return {
        "item": item,
        "model": "BP-46",
        "serial": item.rsplit("/", 1)[1],
        "chemistry": "LFP",
        "category": "EV",
        "nominal_voltage_v": "350",
        "capacity_ah": "131",
        "energy_wh": "46000",
        "mass_kg": "400",
        "made_month": "2026-10",
        "plant": "S1",
        **changed,
    }


def offered_line(item: str, **changed: object) -> dict[str, Any]:
    """Write one line of an offer: sound, weighed and tested."""
    return {
        "item": item,
        "condition": "serviceable",
        "mass_kg": "400",
        "energy_wh": "46000",
        "un38_3": "pack",
        **changed,
    }


def transport(**changed: object) -> dict[str, Any]:
    """Write the transport decision for a sound pack alone."""
    return {
        "regime": "NOM-002",
        "edition": "2023",
        "un_number": "UN3480",
        "proper_shipping_name": "BATERÍAS DE IÓN LITIO",
        "transport_class": "9",
        "packing_instruction": "P903",
        "marks": ["UN3480"],
        "determined_by": "person",
        **changed,
    }


def by_the_tables(**changed: object) -> dict[str, Any]:
    """Write the same decision as the transport tables give it, for whoever wants to repeat it."""
    tables = tables_of(packaged_regulations())
    assert tables is not None
    return {
        **transport(packing_instruction="P903(1)", edition_id="NOM-002-2023"),
        "tables_sha256": tables.sha256,
        "answers": [{"name": "config", "value": "alone"}, {"name": "mode", "value": "road"}],
        **changed,
    }


def waste(**changed: object) -> dict[str, Any]:
    """Write the waste declaration of whole, sound packs in Mexico."""
    table = packaged_regulations().table("classification-regimes")
    return {
        "manifest_no": "M-2026-00418",
        "issuer": MAKER,
        "waste_class": "special_handling",
        "regime": "MX-2004",
        "table_sha256": table.sha256,
        "stream": "whole_battery",
        "waste_name": "Baterías de ion litio usadas",
        "operation": "reciclaje",
        "container_type": "tarima",
        "container_count": 2,
        **changed,
    }


def scope(operation: str, waste_class: str = "any", **changed: object) -> dict[str, Any]:
    """Write a scope of an authorisation."""
    return {
        "operation": operation,
        "waste_class": waste_class,
        "streams": ["whole_battery", "black_mass", "cells_modules_offspec", "treatment_residue"],
        **changed,
    }


def grant(holder: str, scheme: str, *scopes: dict[str, Any], **changed: object) -> dict[str, Any]:
    """Write an authorisation of the site S1 from 2020 to 2030."""
    return {
        "scheme": scheme,
        "number": f"{scheme}-{holder.removeprefix('https://')}",
        "holder": holder,
        "holder_site": "S1",
        "scopes": list(scopes),
        "effective_from": "2020-01-01",
        "effective_to": "2030-12-31",
        **changed,
    }
