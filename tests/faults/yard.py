"""A small complete ledger that can be attacked, and the way to open it again in any process.

Every key is derived from whose it is and what it is for, so a child process has the same keys and a
hostile operator has the real ones. Nothing here is random.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

from batterypass import bootstrap
from batterypass.app.ledger import Ledger
from batterypass.app.opening import OperatorKeys, key_card, open_new_ledger
from batterypass.app.record import Recorded
from batterypass.domain.events import KINDS
from batterypass.regulations.attributes import attributes
from batterypass.statements.private import PrivateKey
from batterypass.store.home import Home
from batterypass.store.keyring import KeyRing

ORIGIN = "ledger.example/faults"
OPERATOR = f"https://{ORIGIN}"
REGISTRAR = "https://registrar.example"
MAKER = "https://maker.example"
SHOP = "https://workshop.example"
RECYCLER = "https://recycler.example"
START = datetime.fromisoformat("2026-03-02T08:00:00-06:00")
FIRST_PACK = "https://id.maker.example/01/09521234560104/21/S-000001"
PHRASE = "correct horse battery staple"


def private_key(party: str, role: str) -> PrivateKey:
    """Give a party's key of a role, always the same."""
    return PrivateKey.generate(lambda _: sha256(f"{party} {role}".encode()).digest())


class Ring:
    """Everybody's keys, in memory; only the signer's state is a file, in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._keys: dict[str, tuple[str, str, PrivateKey]] = {}
        roles = [(OPERATOR, role) for role in ("checkpoint", "operator", "receipt")]
        roles += [(party, "daily") for party in (REGISTRAR, MAKER, SHOP, RECYCLER)]
        for party, role in [*roles, (MAKER, "recovery"), (MAKER, "label")]:
            self.add(party, role)

    def add(self, party: str, role: str) -> PrivateKey:
        private = private_key(party, role)
        self._keys[private.kid.hex()] = (party, role, private)
        return private

    def hold(self, private: PrivateKey, party: str, role: str) -> None:
        """Hold one more key of a party in a role."""
        self._keys[private.kid.hex()] = (party, role, private)

    def parties(self) -> list[str]:
        return sorted({party for party, role, _ in self._keys.values() if role == "daily"})

    def kids(self, party: str, role: str) -> list[str]:
        return [kid for kid, (of, for_, _) in self._keys.items() if (of, for_) == (party, role)]

    def private(self, kid: str) -> PrivateKey:
        return self._keys[kid][2]

    def unlock(self, kids: list[str]) -> None:
        for kid in kids:
            self.private(kid)


class Clock:
    """A clock that is set by hand."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **time: float) -> None:
        self.now += timedelta(**time)


@dataclass
class Yard:
    """The folder of one ledger: ``l.bp``, ``keys`` with the signer's state, ``home``."""

    folder: Path
    clock: Clock = field(default_factory=Clock)
    salt: str = ""
    drawn: int = 0

    @property
    def path(self) -> Path:
        return self.folder / "l.bp"

    @property
    def home(self) -> Path:
        return self.folder / "home"

    def random(self, count: int) -> bytes:
        self.drawn += 1
        return sha256(f"{self.salt} {self.drawn}".encode()).digest()[:count]

    def open(
        self,
        *,
        create: bool = False,
        read_only: bool = False,
        home: Path | None = None,
        clock_is_right: bool = False,
    ) -> Ledger:
        """Open the ledger as its operator does; give another ``home`` for another person."""
        return bootstrap.open_ledger(
            self.path,
            create=create,
            read_only=read_only,
            home=home or self.home,
            keys=cast(KeyRing, Ring(self.folder / "keys")),
            clock=self.clock,
            clock_is_right=clock_is_right,
            random=self.random,
        )

    def trust(self) -> bytes:
        """Give the trust file that ``init`` pinned."""
        trust = Home(self.home).trust(ORIGIN)
        assert trust is not None
        return trust

    def copy(self, folder: Path) -> Yard:
        """Copy everything to another folder. The ledger must be closed."""
        shutil.copytree(self.folder, folder)
        return Yard(folder, Clock(self.clock.now), self.salt, self.drawn)


def pack_url(number: int) -> str:
    return f"https://id.maker.example/01/09521234560104/21/S-{number:06d}"


def pack(number: int, **other: Any) -> Mapping[str, Any]:
    """Give the form of ``pack.manufactured``."""
    return {
        "item": pack_url(number), "model": "P46-LFP", "serial": f"S-{number:06d}",
        "chemistry": "LFP", "category": "EV", "nominal_voltage_v": "384", "capacity_ah": "120",
        "energy_wh": "46080", "mass_kg": "412.5", "made_month": "2026-02", **other,
    }  # fmt: skip


def assessment(number: int, soh: str = "97") -> Mapping[str, Any]:
    return {
        "item": pack_url(number), "condition": "serviceable", "soh_percent": soh,
        "method": "bms_reading",
    }  # fmt: skip


def make(ledger: Ledger, numbers: Sequence[int]) -> list[Recorded]:
    """Record packs in one batch."""
    return ledger.sign(ledger.plan([("pack.manufactured", pack(n)) for n in numbers], actor=MAKER))


def signed(ledger: Ledger, kind: str, form: Mapping[str, Any], actor: str) -> bytes:
    """Sign one event as a client that keeps its bytes until it has the answer."""
    from batterypass.app.compose import _sign

    ready = ledger.plan([(kind, form)], actor=actor)
    assert not ready.refusals(), ready.refusals()
    return _sign(ledger.session, ledger.session.new_world(), ready.drafts[0])


def party_card(ledger: Ledger, party: str, name: str, roles: list[str], keys: list[str]) -> Any:
    host = party.removeprefix("https://")
    audience = ledger.session.audience
    # A prefix belongs to one party (BP-D005), and nobody else makes numbered ids.
    own = "9521234" if party == MAKER else "4006381"
    prefixes = {"gs1_prefixes": [own]} if "manufacturer" in roles else {}
    return {
        "party": party, "legal_name": name, "country": "MX", "roles": roles,
        "domains": [f"id.{host}"], **prefixes,
        "keys": [
            key_card(private_key(party, role), role=role, party=party, audience=audience)
            for role in keys
        ],
        "sites": [
            {
                "site_id": "patio-1", "name": "Patio 1",
                "address": {
                    "street": "Av. Industrias", "ext_no": "1250", "postal_code": "66600",
                    "municipality": "Apodaca", "state": "Nuevo León", "country": "MX",
                },
            }
        ],
    }  # fmt: skip


def opening(remember_keys: Callable[[], None]) -> dict[str, Any]:
    """Give what ``init`` is told: always the same keys."""
    return {
        "origin": ORIGIN,
        "profile": "MX",
        "registrar": {
            "party": REGISTRAR, "legal_name": "Registro", "country": "MX",
            "roles": ["registrar", "authority"],
        },
        "registrar_keys": [("daily", private_key(REGISTRAR, "daily"))],
        "operator": OperatorKeys(
            *(private_key(OPERATOR, role) for role in ("checkpoint", "operator", "receipt"))
        ),
        "rulebook": bootstrap.rulebook(),
        "remember_keys": remember_keys,
    }  # fmt: skip


def open_new(yard: Yard) -> Ledger:
    """Make the ledger with its registrar and a maker of packs: entries 0 to 3."""
    yard.folder.mkdir(parents=True, exist_ok=True)
    ledger = yard.open(create=True)
    open_new_ledger(ledger.session, **opening(lambda: None))
    yard.clock.pass_by(minutes=2)
    keys = ["daily", "recovery", "label"]
    card = party_card(ledger, MAKER, "Planta Ápodaca, S.A. de C.V.", ["manufacturer"], keys)
    ledger.log("party.registered", {"card": card}, actor=REGISTRAR)
    return ledger


def small_ledger(folder: Path) -> Yard:
    """Make a ledger of some 25 entries in which no table is empty, and close it."""
    yard = Yard(folder)
    ledger = open_new(yard)
    log = ledger.log
    for party, roles in ((SHOP, ["workshop"]), (RECYCLER, ["recycler", "dismantler"])):
        card = party_card(ledger, party, party, roles, ["daily"])
        log("party.registered", {"card": card}, actor=REGISTRAR)
    scope = {"operation": "reciclaje", "waste_class": "any", "streams": ["whole_battery"]}
    grant = {
        "scheme": "MX-STATE", "number": "PS/RME-101/26", "holder": RECYCLER,
        "holder_site": "patio-1", "scopes": [scope], "effective_from": "2026-01-15",
        "effective_to": "2036-01-14",
    }  # fmt: skip
    log("authorisation.granted", grant, actor=REGISTRAR)
    aliases = [{"scheme": "GIAI", "value": "95212345ABC"}]
    log("pack.manufactured", pack(1, aliases=aliases), actor=MAKER)
    make(ledger, [2, 3])
    item = FIRST_PACK
    yard.clock.pass_by(hours=1)
    one, two, *_ = (point for point, _ in KINDS["passport.issued"].KIND.sealed)
    # Some attribute of each tier: a value is sealed where its attribute belongs.
    tiers = {found.access_tier: name for name, found in attributes().items()}
    passport = {
        "passport": "https://id.maker.example/p/1", "item": item,
        "private": {one: {tiers[one]: "TV-14"}, two: {tiers[two]: "https://id.maker.example/TV-15"}},
    }  # fmt: skip
    log("passport.issued", passport, actor=MAKER)
    label = private_key(MAKER, "label").kid.hex()
    log(
        "label.applied",
        {"item": item, "label_kid": label, "copies": 2, "read_back": True},
        actor=MAKER,
    )
    log("item.assessed", assessment(1), actor=MAKER)
    ledger.seal()
    yard.clock.pass_by(hours=1)
    log("custody.released", {"items": [item], "to": SHOP}, actor=MAKER)
    log("custody.accepted", {"items": [item], "released_by": MAKER}, actor=SHOP)
    yard.clock.pass_by(days=1)
    installed = {
        "item": item, "host_kind": "vehicle", "private": {"personal": {"host_id": "3VW-0001"}},
    }  # fmt: skip
    log("pack.installed", installed, actor=SHOP)
    incident = {
        "item": item, "incident": "crash", "injuries": False, "condition_after": "damaged_stable",
        "private": {"personal": {"remarks": "golpe trasero"}},
    }  # fmt: skip
    log("incident.reported", incident, actor=SHOP)
    log("pack.removed", {"item": item, "reason": "damage"}, actor=SHOP)
    waste = {"items": [item], "reason": "damaged", "stream": "whole_battery"}
    log("item.declared-waste", waste, actor=SHOP)
    ledger.close()
    return yard


def audit(yard: Yard, *, home: Path | None = None) -> int:
    """Open the ledger afresh, demand a full authentic audit, give its size."""
    with yard.open(home=home, read_only=True) as ledger:
        verdict = ledger.verify()
        assert verdict.authentic, [finding.message("en") for finding in verdict.findings]
        return verdict.size


def keys_on_disk(yard: Yard, *wanted: tuple[str, str]) -> None:
    """Put keys into the folder of the signer's state, as the command reads them."""
    from batterypass.store.keyfolder import KeyFolder, KeyRole

    folder = KeyFolder(yard.folder / "keys", random=yard.random, rounds=1)
    folder.init(PHRASE)
    for party, role in [(OPERATOR, "checkpoint"), (OPERATOR, "operator"), *wanted]:
        folder.add(
            private_key(party, role), party=party, role=cast(KeyRole, role), passphrase=PHRASE
        )
