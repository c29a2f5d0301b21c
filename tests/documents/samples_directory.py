"""Sample directories for the document tests: a small one, one that is crowded, one with nobody."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from batterypass.documents.content import Words
from batterypass.documents.directory_content import (
    Allowed,
    Capital,
    DirectoryContent,
    GrantLine,
    ListRead,
    RecyclerPage,
    SiteCard,
)
from batterypass.regulations.places import states
from documents import samples

if TYPE_CHECKING:
    from batterypass.domain.standing import StandingWord

LIST = "SEMARNAT, empresas autorizadas para el reciclaje de residuos peligrosos"
RECYCLING = Words("reciclaje", "recycling")
COLLECTION = Words("acopio", "collection centre")
WHOLE = Words("baterías enteras", "whole batteries")
CELLS = Words("celdas y módulos", "cells and modules")
HAZARDOUS = Words("residuo peligroso", "hazardous waste")


@cache
def capitals() -> tuple[Capital, ...]:
    return tuple(
        Capital(one.key, one.short_name, one.capital, *one.coordinates) for one in states()
    )


def allowed(**other: Any) -> Allowed:
    return replace(Allowed((RECYCLING,), HAZARDOUS, (WHOLE, CELLS)), **other)


def grant(number: str, standing: StandingWord = "in_force", **other: Any) -> GrantLine:
    line = GrantLine(
        "MX-SEMARNAT", number, "SEMARNAT", (allowed(),), "1200", "2020-03-01", "2030-02-28",
        standing, "", (14,), LIST, "2026-05-04",
    )  # fmt: skip
    return replace(line, **other)


def site(site_id: str = "planta-1", **other: Any) -> SiteCard:
    card = SiteCard(
        site_id, "Planta Silao", "Calle del Reciclaje 15", "36100, Silao, Guanajuato, MX", "Silao",
        "11", "+52 472 555 0100", "ABC1D1103711", "20.94", "-101.43", "", "2026", "312400", "1200",
        (grant("11-IV-20-20"),), (),
    )  # fmt: skip
    return replace(card, **other)


def company(name: str = "Metales del Bajío, S.A. de C.V.", *sites: SiteCard) -> RecyclerPage:
    party = f"https://{name.split(',')[0].lower().replace(' ', '-').replace('í', 'i')}.example"
    return RecyclerPage(party, name, "MBA010203AB1", "MX", sites or (site(),))


def directory(*companies: RecyclerPage, **other: Any) -> DirectoryContent:
    content = DirectoryContent(
        "2026-11-20", "", "2026-11-20", "80", (), samples.source(),
        (ListRead(LIST, "2026-05-04", 2),), 1, companies or small(), capitals(),
    )  # fmt: skip
    return replace(content, **other)


def small() -> tuple[RecyclerPage, ...]:
    """Three companies: full, with two sites and a certificate, and one that is only certified."""
    certificate = grant(
        "R2-C-2024-118", "in_force", scheme="R2v3", authority="Certificadora Ejemplo",
        effective_to="", source="", list_date="", entries=(27,),
    )  # fmt: skip
    own = grant(
        "19-IV-36-26", "suspended", since="2026-07-01", source="", list_date="", entries=(8, 29),
        allows=(
            allowed(damaged=True, chemistries=("NMC", "LFP"), codes=("31-V-LITIO",)),
            allowed(operations=(COLLECTION,), capacity_t="45.5"),
        ),
    )  # fmt: skip
    north = company(
        "Recicladora del Norte, S.A. de C.V.",
        site("nave-2", name="Nave 2", municipality="Apodaca", state_key="19", latitude="25.78",
             longitude="-100.19", accepted_kg="", capacity_t="", authorised=(own,)),
        site("patio-1", name="Patio", municipality="Apodaca", state_key="19", latitude="",
             longitude="", closed_on="2026-10-01", accepted_kg="900", capacity_t="",
             authorised=(grant("PS/RME-101/26", "expired"),), certified=(certificate,)),
    )  # fmt: skip
    abroad = company(
        "Texas Black Mass LLC",
        site("dallas", name="Dallas", municipality="Dallas", state_key="", latitude="32.78",
             longitude="-96.8", authorised=(), certified=(certificate,), accepted_kg=""),
        site("lagos", name="Lagos", municipality="Lagos", state_key="", latitude="6.5",
             longitude="3.4", authorised=(grant("X-1", "not_yet"),)),
    )  # fmt: skip
    return company(), north, abroad


def crowded(count: int = 240) -> DirectoryContent:
    """Many sites, most of them in the valley of Mexico, with names that are too long."""
    found = []
    for number in range(count):
        state = capitals()[(number * 7) % 32 if number % 3 else 8 + number % 2 * 6]
        shift = (number * 37 % 100) / 100 - 0.5
        other = (number * 61 % 100) / 100 - 0.5
        one = site(
            f"sitio-{number}",
            name=f"{samples.LONG}{number}",
            municipality=state.capital,
            state_key=state.key,
            latitude=f"{state.latitude + shift:.3f}",
            longitude=f"{state.longitude + other:.3f}",
            authorised=tuple(grant(f"{number}-IV-{n}-26") for n in range(1 + number % 4)),
        )
        found.append(company(f"{samples.LONG}{number}, S.A. de C.V.", one))
    return directory(*found)


def nobody() -> DirectoryContent:
    """Give the directory of a choice that fits nobody."""
    chosen = (Words("estado Colima", "state Colima"), Words("residuo escoria", "waste slag"))
    return replace(directory(), recyclers=(), lists=(), signed=0, chosen=chosen)
