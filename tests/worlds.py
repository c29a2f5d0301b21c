"""A small world in memory for tests: the log's states and chains as plain dictionaries.

:class:`DictWorld` implements ``WritableWorld``. :class:`Story` tells events into one, with made-up
keys and digests: ``story.tell("pack.manufactured", MAKER, item=...)`` links, folds and returns the
event, ``story.judge(story.draft(...))`` asks the rules without folding. Nothing is signed here, and
every run gives the same ids and digests.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import sha256, sha512
from importlib.resources import files
from typing import Any, TypeVar
from uuid import UUID

from batterypass.domain.clock import event_time_of, instant_ms
from batterypass.domain.events import KINDS, Event, UnknownEvent
from batterypass.domain.fold import extend_chain, fold
from batterypass.domain.ids import ledger_subject
from batterypass.domain.keyprint import thumbprint_of
from batterypass.domain.states import (
    AuthorisationState,
    Chain,
    ConsignmentState,
    ItemState,
    LedgerState,
    PartyState,
    State,
)
from batterypass.domain.world import Position
from batterypass.errors import BrokenError
from batterypass.regulations.tables import FILES, Regulations
from batterypass.regulations.transport.loads import tables_of
from batterypass.rules import RULES, Finding, Judge, Rule, Signed

S = TypeVar("S", bound=State)

ORIGIN = "ledger.example/mx"
OPERATOR = ledger_subject(ORIGIN)
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


class DictWorld:
    """States, chains and look-ups of a log in dictionaries."""

    def __init__(self, origin: str = ORIGIN) -> None:
        self.origin = origin
        self.states: dict[str, State] = {}
        self.chains: dict[str, Chain] = {}
        self.mains: dict[tuple[str, int], bytes] = {}
        self.pointers: dict[tuple[str, str], list[str]] = {}
        self.event_ids: dict[str, int] = {}
        self.digests: list[bytes] = []

    # World

    def ledger(self) -> LedgerState | None:
        return self._get(ledger_subject(self.origin), LedgerState)

    def party(self, party: str) -> PartyState | None:
        return self._get(party, PartyState)

    def item(self, item: str) -> ItemState | None:
        return self._get(item, ItemState)

    def consignment(self, subject: str) -> ConsignmentState | None:
        return self._get(subject, ConsignmentState)

    def authorisation(self, subject: str) -> AuthorisationState | None:
        return self._get(subject, AuthorisationState)

    def chain(self, subject: str) -> Chain | None:
        # Who only signed something has an acting lane, and is no subject yet.
        chain = self.chains.get(subject)
        known = subject in self.states or (chain is not None and chain.seq >= 0)
        return chain if known else None

    def main_digest(self, subject: str, seq: int) -> bytes | None:
        return self.mains.get((subject, seq))

    def pointed(self, relation: str, key: str) -> list[str]:
        return sorted(self.pointers.get((relation, key), []))

    def index_of_event(self, event_id: str) -> int | None:
        return self.event_ids.get(event_id)

    def size(self) -> int:
        return len(self.digests)

    def root_at(self, size: int) -> bytes:
        assert 0 < size <= len(self.digests)
        return _root([sha256(b"\x00" + digest).digest() for digest in self.digests[:size]])

    # WritableWorld

    def edit_party(self, party: str) -> PartyState:
        return self._edit(party, PartyState)

    def edit_item(self, item: str) -> ItemState:
        return self._edit(item, ItemState)

    def edit_consignment(self, subject: str) -> ConsignmentState:
        return self._edit(subject, ConsignmentState)

    def edit_authorisation(self, subject: str) -> AuthorisationState:
        return self._edit(subject, AuthorisationState)

    def edit_ledger(self) -> LedgerState:
        return self._edit(ledger_subject(self.origin), LedgerState)

    def create(self, subject: str, state: State) -> None:
        self.states[subject] = state
        self.chains.setdefault(subject, Chain())

    def point(self, relation: str, key: str, subject: str) -> None:
        self.pointers.setdefault((relation, key), []).append(subject)

    # What a ledger does when it records.

    def add(self, event: Event | UnknownEvent, at: Position) -> None:
        """Fold an event in and extend the chains that it joins."""
        if isinstance(event, Event):
            fold(event, at, self)
        event_ms = instant_ms(event.event_time)
        for link in event.subjects:
            chain = self.chains.setdefault(link.subject, Chain())
            extend_chain(chain, link.lane, at.digest, event_ms)
            if link.lane == "main":
                self.mains[link.subject, chain.seq] = at.digest
        extend_chain(self.chains.setdefault(event.actor, Chain()), "acted", at.digest, event_ms)
        self.event_ids[event.event_id] = at.index
        self.digests.append(at.digest)

    def place(self, state: State, subject: str, *, at_ms: int = 0) -> None:
        """Put a state there as if its first main statement stood in the log."""
        digest = sha256(subject.encode()).digest()
        self.states[subject] = state
        chain = self.chains[subject] = Chain()
        extend_chain(chain, "main", digest, at_ms)
        self.mains[subject, 0] = digest

    def _get(self, name: str, sort: type[S]) -> S | None:
        state = self.states.get(name)
        return state if isinstance(state, sort) else None

    def _edit(self, name: str, sort: type[S]) -> S:
        state = self._get(name, sort)
        if state is None:
            raise BrokenError(f"{name} is no {sort.__name__} here")
        return state


def _root(hashes: list[bytes]) -> bytes:
    if len(hashes) == 1:
        return hashes[0]
    half = 1 << (len(hashes) - 1).bit_length() - 1
    return sha256(b"\x01" + _root(hashes[:half]) + _root(hashes[half:])).digest()


def fake_public(name: str, alg: str = "Ed25519") -> str:
    """Give the text of a public key that nobody holds, always the same for a name."""
    raw = sha256(name.encode()).digest() if alg == "Ed25519" else sha512(name.encode()).digest()
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def fake_kid(name: str, alg: str = "Ed25519") -> str:
    """Give the thumbprint of :func:`fake_public`."""
    return thumbprint_of(alg, fake_public(name, alg))


def fake_proof(alg: str, public: str, audience: str, party: str, role: str) -> str:
    """Give what :class:`FakeProofs` takes for a proof of possession."""
    text = "\n".join((alg, public, audience, party, role))
    return urlsafe_b64encode(sha512(text.encode()).digest()).rstrip(b"=").decode()


class FakeProofs:
    """A proof checker that knows no cryptography but is as strict about what is proven."""

    def proof_holds(
        self, alg: str, public: str, proof: str, audience: str, party: str, role: str
    ) -> bool:
        return proof == fake_proof(alg, public, audience, party, role)


def key_name(party: str, role: str) -> str:
    """Give the name from which a party's key is made."""
    return f"{party} {role}"


def key_card(party: str, role: str, audience: str, alg: str = "Ed25519") -> dict[str, str]:
    """Write a key with its proof as an event carries it."""
    public = fake_public(key_name(party, role), alg)
    proof = fake_proof(alg, public, audience, party, role.split(":")[0])
    return {"role": role.split(":")[0], "alg": alg, "public": public, "proof": proof}


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


@dataclass(frozen=True, slots=True)
class Drafted:
    """An event as it would stand next, with its envelope."""

    event: Event | UnknownEvent
    signed: Signed
    at: Position


class Story:
    """Tells events into a :class:`DictWorld`, a minute apart."""

    def __init__(self, profile: str = "MX", *, origin: str = ORIGIN, opened: bool = True) -> None:
        self.world = DictWorld(origin)
        self.now = datetime.fromisoformat("2026-11-23T08:00:00-06:00")
        self.profile = profile
        self.regulations = packaged_regulations()
        self.told = 0
        if opened:
            self.tell("ledger.opened", REGISTRAR, **self.opening())

    @property
    def operator(self) -> str:
        """Give the operator's id."""
        return ledger_subject(self.world.origin)

    @property
    def audience(self) -> str:
        """Give the ``aud`` of the next statement."""
        digest = self.world.main_digest(self.operator, 0)
        return self.world.origin if digest is None else f"{self.world.origin}#{digest.hex()}"

    def opening(self) -> dict[str, Any]:
        """Write the fields of entry 0."""
        keys = {
            f"{name}_key": {"alg": "Ed25519", "public": fake_public(key_name(self.operator, name))}
            for name in ("checkpoint", "operator", "receipt")
        }
        card = party_card(REGISTRAR, ["registrar"], self.world.origin)
        return {"origin": self.world.origin, "profile": self.profile, "registrar": card, **keys}

    def register(
        self,
        party: str,
        *roles: str,
        sites: tuple[str, ...] = ("S1",),
        gs1_prefixes: tuple[str, ...] = (),
    ) -> str:
        """Register a party with its keys and give its id."""
        card = party_card(party, list(roles), self.audience, sites=sites, gs1_prefixes=gs1_prefixes)
        self.tell("party.registered", REGISTRAR, card=card)
        return party

    def tell(self, kind: str, actor: str, *, by: str = "daily", **fields: Any) -> Event:
        """Add an event to the log whatever the rules say of it."""
        drafted = self.draft(kind, actor, by=by, **fields)
        assert isinstance(drafted.event, Event)
        self.add(drafted)
        return drafted.event

    def add(self, drafted: Drafted) -> None:
        """Add what was drafted."""
        self.world.add(drafted.event, drafted.at)
        self.now += timedelta(minutes=1)

    def mark_now(self) -> None:
        """Let the operator mark the time."""
        self.tell("ledger.time-marked", self.operator, by="operator")

    def draft(
        self,
        kind: str,
        actor: str,
        *,
        by: str = "daily",
        event_time: str | None = None,
        links: list[dict[str, Any]] | None = None,
        **fields: Any,
    ) -> Drafted:
        """Compose an event as it would stand next; ``by`` is a role of the actor's keys."""
        model = KINDS[kind]
        self.told += 1
        event_id = str(UUID(bytes=sha256(f"{self.told}".encode()).digest()[:16], version=5))
        payload = {
            "event_id": event_id,
            "kind": kind,
            "version": 1,
            "event_time": event_time or event_time_of(self.now),
            "actor": actor,
            "subjects": [{"subject": OPERATOR, "lane": "main", "seq": 0, "prev": None}],
            **fields,
        }
        event = model.model_validate(payload)
        payload["subjects"] = links or self.links(event)
        return self.seal(model.model_validate(payload), by=by)

    def seal(self, event: Event | UnknownEvent, *, by: str = "daily", alg: int = -19) -> Drafted:
        """Put an event into an envelope under a made-up key of its actor."""
        digest = sha256(event.model_dump_json().encode()).digest()
        kid = fake_kid(key_name(event.actor, by))
        now_ms = instant_ms(event_time_of(self.now))
        mark_ms = now_ms if self.world.size() else instant_ms(event.event_time)
        subject = event.subjects[0].subject
        signed = Signed(alg, kid, event.actor, subject, self.audience, digest)
        return Drafted(event, signed, Position(self.world.size(), digest, mark_ms, kid))

    def links(self, event: Event) -> list[dict[str, Any]]:
        """Join the chains of what an event changes, each at its head."""
        lane = event.KIND.lane
        links = []
        for subject in event.changes():
            chain = self.world.chain(subject)
            seq, prev = (-1, None) if chain is None or chain.seq < 0 else (chain.seq, chain.head)
            named = seq + 1 if lane == "main" or seq < 0 else seq
            if lane == "record":
                # It repeats the link of the last main statement.
                prev = self.world.main_digest(subject, seq - 1)
            links.append(
                {
                    "subject": subject,
                    "lane": lane,
                    "seq": named,
                    "prev": prev.hex() if prev else None,
                }
            )
        return links

    def judge(self, drafted: Drafted, rules: tuple[Rule, ...] = RULES) -> list[Finding]:
        """Ask all rules, both integrity and the rest, without adding the event."""
        judge = _judge_of(rules)
        event, at = drafted.event, drafted.at
        return [
            *judge.integrity_findings(event, drafted.signed, at, self.world, FakeProofs()),
            *judge.compliance_findings(event, at, self.world, self.regulations),
        ]

    def codes(self, drafted: Drafted, rules: tuple[Rule, ...] = RULES) -> set[str]:
        """Give the codes of what the rules find."""
        return {finding.code for finding in self.judge(drafted, rules)}

    def item(self, name: str) -> ItemState:
        """Give an item's state, to look at or to change by hand."""
        return self.world.edit_item(name)

    def copy(self) -> Story:
        """Give an independent copy: what is told to it leaves this one as it is."""
        twin = Story.__new__(Story)
        twin.__dict__.update(self.__dict__)
        twin.world = deepcopy(self.world)
        return twin


@lru_cache(maxsize=256)
def _judge_of(rules: tuple[Rule, ...]) -> Judge:
    return Judge(rules)


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
