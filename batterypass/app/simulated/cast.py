"""Who lives in the simulated country: parties with their keys, sites, and permits that end."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from batterypass.app.opening import key_card
from batterypass.app.simulated.seeded import key_of
from batterypass.errors import InputError, refusal

if TYPE_CHECKING:
    from random import Random

    from batterypass.statements.private import PrivateKey

YARD: Final = "patio-1"
#: Streams that every permit of the country names.
STREAMS: Final = (
    "whole_battery", "cells_modules_offspec", "production_scrap", "black_mass", "treatment_residue",
)  # fmt: skip
#: How many of each sort there are, and their roles.
SORTS: Final[dict[str, tuple[int, tuple[str, ...]]]] = {
    "planta": (3, ("manufacturer", "workshop")),
    "werk": (2, ("manufacturer",)),
    "importadora": (2, ("importer",)),
    "flota": (8, ("integrator", "operator")),
    "taller": (6, ("workshop", "dismantler")),
    "segunda": (2, ("repurposer", "remanufacturer", "dismantler", "workshop", "operator")),
    "acopio": (2, ("collector",)),
    "transporte": (6, ("carrier",)),
    "recicladora": (4, ("recycler", "dismantler")),
    "refinadora": (1, ("recycler",)),
    "confinamiento": (2, ("disposal_site",)),
}
#: Sort -> the operation that its waste permits name, and the Roman figure of SEMARNAT's number.
_PERMITTED: Final = {
    "taller": ("acopio", "II"),
    "segunda": ("reutilizacion", "III"),
    "acopio": ("acopio", "II"),
    "transporte": ("transport", "I"),
    "recicladora": ("reciclaje", "IV"),
    "refinadora": ("reciclaje", "IV"),
    "confinamiento": ("confinamiento", "VII"),
}
_SCHEMES: Final = ("MX-STATE", "MX-SEMARNAT")
#: What is signed of a permit some days before it ends, where it is renewed.
RENEWED_DAYS_BEFORE: Final = 20
FILED_DAYS_BEFORE: Final = 60


@dataclass(slots=True)
class Party:
    """A party with its keys; ``label`` is the key of its labels, where it makes packs."""

    name: str
    id: str
    sort: str
    roles: tuple[str, ...]
    key: PrivateKey
    recovery: PrivateKey
    label: PrivateKey | None = None
    #: Days between which everything that it needs to do with waste is in force.
    permitted: list[tuple[str, str]] = field(default_factory=list)
    #: Daily keys that it has had.
    keys: int = 1

    @property
    def domain(self) -> str:
        """The domain of its item ids."""
        return f"id.{self.id.removeprefix('https://')}"

    @property
    def legal_name(self) -> str:
        """The name on its papers, which says that nobody has it."""
        return f"{self.name.replace('-', ' ').title()} (simulada), S.A. de C.V."

    def label_kid(self) -> str:
        """Give the thumbprint of the key of its labels. Raises InputError where it has none."""
        if self.label is None:
            raise refusal(InputError, "simulate.no-label-key", party=self.id)
        return self.label.kid.hex()

    def is_permitted(self, day: str, until: str = "") -> bool:
        """Tell whether its permits are in force from a day until another."""
        return any(first <= day and (until or day) <= last for first, last in self.permitted)

    def card(self, audience: str) -> dict[str, Any]:
        """Give the card of its registration."""
        keys = [
            key_card(self.key, role="daily", party=self.id, audience=audience),
            key_card(self.recovery, role="recovery", party=self.id, audience=audience),
        ]
        if self.label is not None:
            keys.append(key_card(self.label, role="label", party=self.id, audience=audience))
        return {
            "party": self.id,
            "legal_name": self.legal_name,
            "country": "DE" if self.sort == "werk" else "MX",
            "roles": list(self.roles),
            "sites": [_site(self)],
            "domains": [self.domain],
            "keys": keys,
        }


def _site(party: Party) -> dict[str, Any]:
    if party.sort == "werk":
        address = {
            "street": "Werkstraße", "ext_no": "1", "postal_code": "99999", "municipality": "Musterstadt",
            "state": "Musterland", "country": "DE",
        }  # fmt: skip
    else:
        address = {
            "street": "Av. Simulada", "ext_no": "1250", "postal_code": "66600",
            "municipality": "Apodaca", "state": "Nuevo León", "country": "MX",
        }  # fmt: skip
    return {"site_id": YARD, "name": f"Patio {party.name}", "address": address}


@dataclass(frozen=True, slots=True)
class Permit:
    """A permit as the authority grants it, and what becomes of it.

    ``renewed_to`` is empty where nobody renews it. ``again_from`` begins another one, under another
    number, after a gap.
    """

    holder: Party
    scheme: str
    number: str
    operation: str
    waste_class: str
    from_day: str
    to_day: str
    renewed_to: str = ""

    def fields(self) -> dict[str, Any]:
        """Give the fields of the grant."""
        return {
            "scheme": self.scheme, "number": self.number, "holder": self.holder.id,
            "holder_site": YARD,
            "scopes": [
                {
                    "operation": self.operation, "waste_class": self.waste_class,
                    "streams": list(STREAMS), "damaged_accepted": True,
                }
            ],
            "effective_from": self.from_day, "effective_to": self.to_day,
        }  # fmt: skip


@dataclass(slots=True)
class Cast:
    """Everybody, by sort, and the permits that the authority will grant."""

    registrar: Party
    authority: Party
    sorts: dict[str, list[Party]]
    permits: list[Permit]

    def everybody(self) -> list[Party]:
        """List the parties that the registrar enters."""
        return [self.authority, *(one for sort in self.sorts.values() for one in sort)]


def make_registrar(seed: int) -> Party:
    """Make the registrar of a seed."""
    return _party(seed, "registro", "registrar", ("registrar",))


def make_cast(seed: int, random: Random, start: date, years: int) -> Cast:
    """Make the parties of a seed, and permits for so many years from a day."""
    authority = _party(seed, "autoridad", "authority", ("authority",))
    sorts = {
        sort: [_party(seed, f"{sort}-{place}", sort, roles) for place in range(count)]
        for sort, (count, roles) in SORTS.items()
    }
    permits: list[Permit] = []
    for sort in _PERMITTED:
        for place, one in enumerate(sorts[sort]):
            # The second of each sort but the single ones forgets to renew, once.
            lapses = place == 1 and sort in ("recicladora", "transporte")
            permits += _permits_of(one, len(permits), random, start, years, lapses=lapses)
    return Cast(make_registrar(seed), authority, sorts, permits)


def _party(seed: int, name: str, sort: str, roles: tuple[str, ...]) -> Party:
    has_labels = "manufacturer" in roles or sort == "segunda"
    return Party(
        name, f"https://{name}.simulado.example", sort, roles,
        key_of(seed, f"{name} daily 1"), key_of(seed, f"{name} recovery"),
        key_of(seed, f"{name} label") if has_labels else None,
    )  # fmt: skip


def _permits_of(
    one: Party, count: int, random: Random, start: date, years: int, *, lapses: bool
) -> list[Permit]:
    """Make the permits of a holder: renewed in time, or with a gap of about two months."""
    operation, roman = _PERMITTED[one.sort]
    end = start + timedelta(days=366 * (years + 2))
    made: list[Permit] = []
    first, number = start - timedelta(days=random.randrange(30, 400)), count
    if lapses:
        spans = [(first, start + timedelta(days=random.randrange(150, 250)))]
        gap_ends = spans[0][1] + timedelta(days=random.randrange(50, 80))
        spans.append((gap_ends, end))
    else:
        spans = [(first, end)]
    for first, last in spans:
        renewed = ""
        stops = last
        if last == end:
            # In force for some years, and then renewed for as long as the story goes on.
            stops = min(last, max(first, start) + timedelta(days=random.randrange(250, 900)))
            renewed = end.isoformat()
        schemes = (*_SCHEMES, "MX-SICT") if one.sort == "transporte" else _SCHEMES
        for scheme in schemes:
            number += 1
            made.append(
                Permit(
                    one, scheme, _number(scheme, roman, number, first), operation,
                    "special_handling" if scheme == "MX-STATE" else "hazardous",
                    first.isoformat(), stops.isoformat(), renewed,
                )
            )  # fmt: skip
        one.permitted.append((first.isoformat(), last.isoformat()))
    return made


def _number(scheme: str, roman: str, number: int, first: date) -> str:
    """Give a number of the shape of its scheme; nobody has it."""
    if scheme == "MX-SICT":
        return f"1902SIMU{first:%d%m%Y}{number:09d}"
    if scheme == "MX-STATE":
        return f"PS/SIM-{number}/{first:%y}"
    if roman in ("I", "II", "III"):
        return f"19-{number}-PS-{roman}-{number:02d}-{first.year}"
    return f"19-{roman}-{number}-{first:%y}"
