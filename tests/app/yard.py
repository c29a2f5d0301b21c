"""A small ledger for the tests of custody: five parties, four packs, a clock that is set by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from batterypass import bootstrap
from batterypass.app.ledger import Ledger
from batterypass.app.opening import OperatorKeys, key_card, open_new_ledger
from batterypass.app.record import Recorded
from batterypass.statements.private import PrivateKey

ORIGIN = "registro.example/yard"
REGISTRAR = "https://registro.example"
MAKER = "https://planta-apodaca.example"
CARRIER = "https://camino-real.example"
RECYCLER = "https://recicladora-norte.example"
STRANGER = "https://metales-x.example"
PACKS = tuple(
    f"https://id.planta-apodaca.example/01/09521234560104/21/MX7K-{number:06d}"
    for number in range(1, 31)
)
_STREAMS = ["whole_battery", "cells_modules_offspec"]


class Ring:
    """The private keys of everybody, in memory."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._keys: dict[str, tuple[str, str, PrivateKey]] = {}

    def make(self, party: str, role: str) -> PrivateKey:
        private = PrivateKey.generate(lambda _: sha256(f"{party} {role}".encode()).digest())
        self._keys[private.kid.hex()] = (party, role, private)
        return private

    def parties(self) -> list[str]:
        return sorted({party for party, role, _ in self._keys.values() if role == "daily"})

    def kids(self, party: str, role: str) -> list[str]:
        return [kid for kid, (of, for_, _) in self._keys.items() if (of, for_) == (party, role)]

    def private(self, kid: str) -> PrivateKey:
        return self._keys[kid][2]

    def unlock(self, kids: list[str]) -> None:
        for kid in kids:
            self.private(kid)


@dataclass
class Yard:
    """An open ledger with everybody's keys."""

    ledger: Ledger
    ring: Ring
    time: dict[str, datetime]
    drawn: list[int] = field(default_factory=lambda: [0])

    def at(self, moment: str) -> Yard:
        """Set the clock: ``11-23T08:10`` of 2026 in Monterrey."""
        self.time["now"] = datetime.fromisoformat(f"2026-{moment}:00-06:00")
        return self

    def log(self, kind: str, actor: str, **form: Any) -> Recorded:
        return self.ledger.log(kind, form, actor=actor)

    @property
    def session(self) -> Any:
        return self.ledger.session


def make_yard(folder: Path, *, packs: int = 4) -> Yard:
    """Open the ledger, register everybody, make packs."""
    ring = Ring(folder)
    time = {"now": datetime.fromisoformat("2026-03-02T08:00:00-06:00")}
    drawn = [0]

    def random(count: int) -> bytes:
        drawn[0] += 1
        return sha256(str(drawn[0]).encode()).digest()[:count]

    ledger = bootstrap.open_ledger(
        folder / "yard.bp",
        create=True,
        home=folder / "home",
        keys=ring,  # type: ignore[arg-type]
        clock=lambda: time["now"],
        clock_is_right=True,
        random=random,
    )
    operator = f"https://{ORIGIN}"
    open_new_ledger(
        ledger.session,
        origin=ORIGIN,
        profile="MX",
        registrar={
            "party": REGISTRAR, "legal_name": "Registro", "country": "MX",
            "roles": ["registrar", "authority"],
        },
        registrar_keys=[("daily", ring.make(REGISTRAR, "daily"))],
        operator=OperatorKeys(
            ring.make(operator, "checkpoint"),
            ring.make(operator, "operator"),
            ring.make(operator, "receipt"),
        ),
        rulebook=bootstrap.rulebook(),
        remember_keys=lambda: None,
    )  # fmt: skip
    yard = Yard(ledger, ring, time, drawn)
    yard.at("03-02T08:05")
    register(yard, MAKER, "Planta Apodaca, S.A. de C.V.", ["manufacturer"], "planta", label=True)
    register(yard, CARRIER, "Transportes Camino Real, S.A. de C.V.", ["carrier"], "base-mty")
    register(yard, RECYCLER, "Recicladora del Norte, S.A. de C.V.", ["recycler"], "patio-1")
    register(yard, STRANGER, "Metales X, S.A. de C.V.", ["recycler"], "nave-1")
    for scheme, number, holder, site, operation, waste_class in (
        ("MX-STATE", "PS/RME-101/26", RECYCLER, "patio-1", "reciclaje", "special_handling"),
        ("MX-SEMARNAT", "19-IV-36-26", RECYCLER, "patio-1", "reciclaje", "hazardous"),
        ("MX-STATE", "PS/RME-207/26", CARRIER, "base-mty", "transport", "special_handling"),
        ("MX-SEMARNAT", "19-I-07-26", CARRIER, "base-mty", "transport", "hazardous"),
        ("MX-SICT", "0202AALJ01012026230301000", CARRIER, "base-mty", "transport", "hazardous"),
    ):
        grant(yard, scheme, number, holder, site, operation, waste_class)
    yard.at("03-03T17:00")
    ledger.sign(
        ledger.plan([("pack.manufactured", pack(name)) for name in PACKS[:packs]], actor=MAKER)
    )
    return yard


def reopen(yard: Yard, folder: Path) -> Yard:
    """Open the ledger of a folder again, with the same keys, as a new process would."""
    ring = Ring(folder)
    ring._keys = yard.ring._keys
    ledger = bootstrap.open_ledger(
        folder / "yard.bp",
        home=folder / "home",
        keys=ring,  # type: ignore[arg-type]
        clock=lambda: yard.time["now"],
        clock_is_right=True,
    )
    return Yard(ledger, ring, yard.time)


def register(
    yard: Yard,
    party: str,
    name: str,
    roles: list[str],
    site: str,
    *,
    label: bool = False,
    gs1: str = "9521234",
) -> None:
    """Register a party with its keys, under the domain ``id.`` of its own."""
    host = party.removeprefix("https://")
    roles_of_keys = ["daily", "recovery", *(["label"] if label else [])]
    cards = [
        key_card(
            yard.ring.make(party, role),
            role=role,
            party=party,
            audience=yard.ledger.session.audience,
        )
        for role in roles_of_keys
    ]
    address = {
        "street": "Av. Industrias", "ext_no": "1250", "colonia": "Parque Industrial",
        "postal_code": "66600", "municipality": "Apodaca", "state": "Nuevo León", "country": "MX",
    }  # fmt: skip
    yard.log(
        "party.registered",
        REGISTRAR,
        card={
            "party": party, "legal_name": name, "country": "MX", "roles": roles,
            "domains": [f"id.{host}"], "keys": cards,
            **({"gs1_prefixes": [gs1]} if "manufacturer" in roles else {}),
            "sites": [
                {
                    "site_id": site, "name": f"Sitio {site}", "address": address,
                    "phone": "+52 81 5555 0142", "email": f"patio@{host}", "nra": "PAP5I1903911",
                }
            ],
        },
    )  # fmt: skip


def grant(
    yard: Yard,
    scheme: str,
    number: str,
    holder: str,
    site: str,
    operation: str,
    waste_class: str,
    *,
    until: str = "2036-01-14",
) -> None:
    """Let the authority allow something, damaged packs included."""
    yard.log(
        "authorisation.granted",
        REGISTRAR,
        scheme=scheme,
        number=number,
        holder=holder,
        holder_site=site,
        scopes=[
            {
                "operation": operation, "waste_class": waste_class, "streams": _STREAMS,
                "damaged_accepted": True,
            }
        ],
        effective_from="2026-01-15",
        effective_to=until,
    )  # fmt: skip


def pack(item: str, **other: Any) -> Mapping[str, Any]:
    """Give the form of a pack that leaves the line."""
    return {
        "item": item, "model": "P46-LFP", "serial": item.rsplit("/", 1)[1], "chemistry": "LFP",
        "category": "EV", "nominal_voltage_v": "384", "capacity_ah": "120", "energy_wh": "46080",
        "mass_kg": "412.5", "made_month": "2026-02",
        "un38_3": {"report": "TV-2026-014", "tested_on": "2026-01-20", "article": "pack"},
        **other,
    }  # fmt: skip


def make_read_yard(folder: Path, *, packs: int) -> Yard:
    """Make packs two days before their batteries are read."""
    yard = make_yard(folder, packs=packs)
    yard.at("03-04T09:00")
    for number, item in enumerate(PACKS[:packs]):
        reading = {"condition": "serviceable", "method": "bms_reading", "cycles": number}
        yard.log("item.assessed", MAKER, item=item, **reading)
    return yard
