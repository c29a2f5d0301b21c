"""The parties of the benchmark ledger with their keys, and the events that register them."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from batterypass.app.opening import OperatorKeys, key_card
from batterypass.statements.private import PrivateKey

ORIGIN = "bench.example/mx"
REGISTRAR = "https://registro.example"
AUTHORITY = "https://autoridad.example"
_STREAMS = ["whole_battery", "cells_modules_offspec", "black_mass"]


@dataclass(frozen=True, slots=True)
class Party:
    """A party with its daily key; ``label`` is the thumbprint of its label key, if it has one."""

    name: str
    roles: tuple[str, ...]
    key: PrivateKey
    label_key: PrivateKey

    @property
    def id(self) -> str:
        """The id of the party."""
        return f"https://{self.name}.example"

    @property
    def domain(self) -> str:
        """The domain of its item ids."""
        return f"id.{self.name}.example"

    @property
    def label(self) -> str:
        """The thumbprint of its label key."""
        return self.label_key.kid.hex()

    def card(self, audience: str) -> dict[str, Any]:
        """Give the card of the registration."""
        keys = [key_card(self.key, role="daily", party=self.id, audience=audience)]
        if "manufacturer" in self.roles:
            keys.append(key_card(self.label_key, role="label", party=self.id, audience=audience))
        return {
            "party": self.id,
            "legal_name": f"{self.name.replace('-', ' ').title()}, S.A. de C.V.",
            "country": "MX",
            "roles": list(self.roles),
            "sites": [_site(self.name)],
            "domains": [self.domain],
            "keys": keys,
        }


def _site(name: str) -> dict[str, Any]:
    address = {
        "street": "Av. Industrias", "ext_no": "1250", "postal_code": "66600",
        "municipality": "Apodaca", "state": "Nuevo León", "country": "MX",
    }  # fmt: skip
    return {"site_id": "patio-1", "name": f"Patio {name}", "address": address}


def private_key(name: str) -> PrivateKey:
    """Make the key of a name: the same one in every run."""
    return PrivateKey.generate(lambda count: sha256(b"benchmark " + name.encode()).digest()[:count])


def operator_keys() -> OperatorKeys:
    """Give the operator's three keys."""
    return OperatorKeys(*(private_key(f"operator {place}") for place in range(3)))


def party(name: str, *roles: str) -> Party:
    """Make a party."""
    return Party(name, roles, private_key(name), private_key(f"{name} label"))


MAKERS = tuple(party(f"planta-{place}", "manufacturer", "workshop") for place in range(4))
USERS = tuple(party(f"flota-{place}", "integrator", "operator") for place in range(8))
SHOPS = tuple(party(f"taller-{place}", "workshop", "dismantler") for place in range(4))
CARRIERS = tuple(party(f"transporte-{place}", "carrier") for place in range(6))
RECYCLERS = tuple(party(f"recicladora-{place}", "recycler", "dismantler") for place in range(4))
EVERYBODY = (*MAKERS, *USERS, *SHOPS, *CARRIERS, *RECYCLERS)


def authorisations() -> list[dict[str, Any]]:
    """Give the authorisations that the workload needs, as fields of ``authorisation.granted``."""
    granted = []
    for holder, operation in (
        *((one, "transport") for one in CARRIERS),
        *((one, "reciclaje") for one in RECYCLERS),
    ):
        for scheme, waste_class in (
            ("MX-STATE", "special_handling"), ("MX-SEMARNAT", "hazardous"), ("MX-SICT", "hazardous"),
        ):  # fmt: skip
            scope = {
                "operation": operation, "waste_class": waste_class, "streams": _STREAMS,
                "damaged_accepted": True,
            }  # fmt: skip
            granted.append(
                {
                    "scheme": scheme,
                    "number": f"{scheme}-{holder.name}",
                    "holder": holder.id,
                    "holder_site": "patio-1",
                    "scopes": [scope],
                    "effective_from": "2026-01-15",
                    "effective_to": "2046-01-14",
                }
            )
    return granted
