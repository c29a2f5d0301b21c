"""A realistic stream of signed statements, the same in every run.

Packs are made, get passports and labels, travel to a user in consignments of ten, are installed,
read, removed, handed to a workshop, declared waste and sent to a recycler; hundreds of lots are
under way at once, and packs in use are read now and then. Every statement names the last checkpoint
that its signer saw (``seen``), and the operator's time marks stand where he would have put them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from random import Random
from typing import TYPE_CHECKING, Any

from batterypass.domain.ids import (
    authorisation_subject,
    consignment_subject,
    ledger_subject,
)
from batterypass.regulations.classify import classify
from batterypass.statements.cose import parse_statement, sign_statement
from batterypass.statements.eventid import derive_event_id
from batterypass.statements.payload import encode_payload, parse_payload
from batterypass.tlog.merkle import leaf_hash
from batterypass.tlog.tree import Frontier
from benchmarks import cast
from benchmarks.cast import CARRIERS, MAKERS, ORIGIN, RECYCLERS, SHOPS, USERS, Party

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from batterypass.regulations.tables import Regulations
    from batterypass.statements.private import PrivateKey

#: When the benchmark ledger is opened.
START = datetime(2026, 3, 2, 9, 0, tzinfo=timezone(timedelta(hours=-6)))
#: The pack with about fifty events.
BUSY_SERIAL = "OCUPADO-1"
#: Packs in a lot, which is also what a consignment carries.
LOT = 10
#: Lots that are under way at once.
LOTS = 300
#: Packs that are read from time to time: nobody reads one that has gone to the recycler.
IN_USE = LOT * LOTS

Fields = dict[str, Any]
#: Kind, who signs, the subjects that change, the fields of the kind.
Step = tuple[str, Party, list[str], Fields]


class Draws:
    """Numbers that look random and are the same in every run."""

    def __init__(self) -> None:
        self._drawn = 0

    def restart(self) -> None:
        """Begin again with the first number."""
        self._drawn = 0

    def __call__(self, count: int) -> bytes:
        """Give ``count`` bytes, at most 32."""
        self._drawn += 1
        return sha256(b"draw %d" % self._drawn).digest()[:count]


@dataclass(frozen=True, slots=True)
class Prepared:
    """Statements to record at once, and what the operator's clock says then.

    The operator's time mark, where one is due, is not among them: the ledger signs it itself, and
    with the same draws it comes out as the workload has foreseen.
    """

    clock: datetime
    statements: list[bytes]


class Workload:
    """Makes statements for a ledger that was opened with the benchmark's keys."""

    def __init__(
        self, opened: Sequence[bytes], regulations: Regulations, *, batch: int, spacing: float
    ) -> None:
        """Go on after the entries ``opened``.

        ``batch`` statements are recorded at once; ``spacing`` is the time between two in seconds.
        """
        self._audience = f"{ORIGIN}#{sha256(opened[0]).hexdigest()}"
        self._batch = batch
        self._spacing = spacing
        self._random = Random(20260302)
        self._frontier = Frontier()
        #: Number, digest and ``prev`` of the last main statement of each subject.
        self._heads: dict[str, tuple[int, str, str | None]] = {}
        self._checkpoint: Fields = {}
        self._seen: dict[str, Fields] = {}
        self._operator = cast.operator_keys().statement
        self._clock = START + timedelta(minutes=2)
        self._mark = START
        self._marks = 0
        self._draws = Draws()
        self._packs: list[str] = []
        self._readings = 0
        self._lots = 0
        self._due: list[bytes] = []
        day = START.date().isoformat()
        self._class = classify(regulations, "MX", day, "whole_battery", "serviceable", False)
        for raw in opened:
            payload = parse_payload(parse_statement(raw).payload)
            self._append(raw, payload["subjects"])
        self._new_checkpoint()

    def directory(self) -> Prepared:
        """Register every party and grant the authorisations, as one batch."""
        registrar, authority = cast.private_key("registrar"), cast.party("autoridad", "authority")
        self._mark_time()
        made = []
        for one in (*cast.EVERYBODY, authority):
            fields = {"card": one.card(self._audience)}
            made.append(self._sign("party.registered", cast.REGISTRAR, registrar, [one.id], fields))
        for granted in cast.authorisations():
            subject = authorisation_subject(authority.id, granted["scheme"], granted["number"])
            made.append(
                self._sign("authorisation.granted", authority.id, authority.key, [subject], granted)
            )
        self._new_checkpoint()
        return Prepared(self._clock, made)

    def batches(self, events: int, lots: int = LOTS) -> Iterator[Prepared]:
        """Give ``events`` statements or a few more, in batches, with so many lots under way."""
        under_way = [self._lot() for _ in range(lots)]
        done = 0
        while done < events:
            self._clock += timedelta(seconds=self._spacing * self._batch)
            made: list[bytes] = []
            self._mark_time()
            while len(made) < self._batch:
                place = self._random.randrange(lots)
                step = next(under_way[place], None)
                if step is None:
                    under_way[place] = self._lot()
                    continue
                kind, actor, subjects, fields = step
                made.append(self._sign(kind, actor.id, actor.key, subjects, fields))
            self._new_checkpoint()
            done += len(made)
            yield Prepared(self._clock, made)

    def _new_checkpoint(self) -> None:
        self._checkpoint = {"size": self._frontier.size, "root": self._frontier.root().hex()}
        self._frontier.take_completed()

    def _mark_time(self) -> None:
        """Foresee the operator's time mark, where one is due."""
        if self._clock - self._mark < timedelta(seconds=60):
            return
        self._mark = self._clock
        self._marks += 1
        operator = ledger_subject(ORIGIN)
        kind = "ledger.time-marked"
        nonce = ["random", self._draws(16).hex()]
        seq, _, prev = self._heads[operator]
        payload = {
            "event_id": derive_event_id(self._audience, operator, kind, nonce),
            "kind": kind,
            "version": 1,
            "event_time": self._clock.isoformat(timespec="seconds"),
            "actor": operator,
            "subjects": [{"subject": operator, "lane": "record", "seq": seq, "prev": prev}],
            "number": self._marks,
        }
        raw = sign_statement(
            encode_payload(payload), self._operator,
            issuer=operator, subject=operator, audience=self._audience,
        )  # fmt: skip
        self._frontier.append(leaf_hash(raw))

    def _append(self, raw: bytes, links: Sequence[Fields]) -> None:
        digest = sha256(raw).hexdigest()
        for link in links:
            if link["lane"] == "main":
                self._heads[link["subject"]] = (link["seq"], digest, link["prev"])
        self._frontier.append(leaf_hash(raw))

    def _sign(
        self, kind: str, actor: str, key: PrivateKey, subjects: list[str], fields: Fields
    ) -> bytes:
        lane = "record" if kind in _RECORDS else "main"
        links = []
        for subject in subjects:
            seq, head, prev = self._heads.get(subject, (-1, "", None))
            place = {"seq": seq + 1, "prev": head or None}
            if lane == "record":
                place = {"seq": seq, "prev": prev}
            links.append({"subject": subject, "lane": lane, **place})
        nonce = self._random.randbytes(16).hex()
        payload = {
            "event_id": derive_event_id(self._audience, actor, kind, ["random", nonce]),
            "kind": kind,
            "version": 1,
            "event_time": self._clock.isoformat(timespec="seconds"),
            "actor": actor,
            "subjects": links,
            # What the signer verified when it signed the last time.
            "seen": self._seen.get(actor, self._checkpoint),
            **fields,
        }
        self._seen[actor] = self._checkpoint
        raw = sign_statement(
            encode_payload(payload), key, issuer=actor, subject=subjects[0], audience=self._audience
        )
        self._append(raw, links)
        return raw

    def _reading(self, item: str, random: Random) -> Fields:
        """Give the fields of a reading; counters of a battery only grow (BP-C024)."""
        self._readings += 1
        return {
            "item": item, "condition": "serviceable",
            "soh_percent": f"{random.randrange(70, 100)}.5",
            "soc_percent": str(random.randrange(10, 90)), "cycles": self._readings // 10,
            "temperature_celsius": "21.5", "method": "bms_reading",
        }  # fmt: skip

    def _lot(self) -> Iterator[Step]:
        """The life of ten packs of one model."""
        number = self._lots
        self._lots += 1
        random = Random(number)
        maker, user = random.choice(MAKERS), random.choice(USERS)
        shop, recycler = random.choice(SHOPS), random.choice(RECYCLERS)
        packs = []
        for place in range(LOT):
            serial = BUSY_SERIAL if not number and not place else f"MX7K-{number:06d}-{place}"
            item = f"https://{maker.domain}/i/{serial}"
            yield "pack.manufactured", maker, [item], manufactured(item, serial)
            packs.append(item)
            passport = f"https://{maker.domain}/p/{serial}"
            values = {"model": "E46", "carbon_footprint": "61.4"}
            yield (
                "passport.issued",
                maker,
                [item],
                {"passport": passport, "item": item, "values": values},
            )
            label = {"item": item, "label_kid": maker.label, "copies": 2, "read_back": True}
            yield "label.applied", maker, [item], label
        self._packs += packs
        yield from self._consignment(f"E-{number}", packs, maker, random.choice(CARRIERS), user, {})
        for item in packs:
            yield "pack.installed", user, [item], {"item": item, "host_kind": "vehicle"}
        for _ in range(2 * LOT):
            old = self._packs[-1 - self._random.randrange(min(len(self._packs), IN_USE))]
            yield "item.assessed", maker, [old], self._reading(old, random)
        if not number:
            for _ in range(40):
                yield "item.assessed", maker, [packs[0]], self._reading(packs[0], random)
        for item in packs:
            yield "pack.removed", user, [item], {"item": item, "reason": "end_of_vehicle"}
            yield "custody.released", user, [item], {"items": [item], "to": shop.id}
            yield "custody.accepted", shop, [item], {"items": [item], "released_by": user.id}
            yield "item.assessed", shop, [item], self._reading(item, random)
        waste = {"items": packs, "reason": "end_of_life", "stream": "whole_battery"}
        yield "item.declared-waste", shop, list(packs), waste
        declared = self._waste(f"M-{number}", shop)
        carrier = random.choice(CARRIERS)
        yield from self._consignment(f"R-{number}", packs, shop, carrier, recycler, declared)

    def _consignment(
        self, name: str, packs: list[str], consignor: Party, carrier: Party, consignee: Party,
        waste: Fields,
    ) -> Iterator[Step]:  # fmt: skip
        subject = consignment_subject(consignor.id, name)
        lines = [
            {
                "item": item, "condition": "serviceable", "mass_kg": "412.5", "energy_wh": "46000",
                "soc_percent": "30", "un38_3": "pack",
            }
            for item in packs
        ]  # fmt: skip
        offered = {
            "consignment": name, "carrier": carrier.id, "consignee": consignee.id,
            "consignee_site": "patio-1", "items": lines, "mass_basis": "weighed", **waste,
            "transport": _TRANSPORT,
        }  # fmt: skip
        yield "consignment.offered", consignor, [subject, *packs], offered
        collected = {"consignment": subject, "loaded": packs, "vehicle_type": "caja seca 3.5 t"}
        yield "consignment.collected", carrier, [subject, *packs], collected
        delivered = {"consignment": subject, "at_site": "patio-1"}
        yield "consignment.delivered", carrier, [subject], delivered
        received = {
            "consignment": subject, "at_site": "patio-1", "measured_mass_kg": "4125",
            "lines": [{"item": item, "outcome": "received", "mass_kg": "412.5"} for item in packs],
        }  # fmt: skip
        yield "consignment.received", consignee, [subject, *packs], received

    def _waste(self, number: str, issuer: Party) -> Fields:
        found = self._class
        return {
            "waste": {
                "manifest_no": number, "issuer": issuer.id, "waste_class": found.mild_class,
                "regime": found.regime, "table_sha256": found.table_sha256,
                "stream": "whole_battery", "waste_name": "baterías de ion litio usadas",
                "operation": "reciclaje", "container_type": "tarima", "container_count": LOT,
            }
        }  # fmt: skip


_RECORDS = frozenset({"passport.issued", "label.applied", "item.assessed"})
_TRANSPORT = {
    "regime": "ADR", "edition": "2025", "un_number": "UN3480",
    "proper_shipping_name": "LITHIUM ION BATTERIES", "transport_class": "9",
    "packing_instruction": "P903", "determined_by": "person",
}  # fmt: skip


def manufactured(item: str, serial: str) -> Fields:
    """Give the fields of a pack's making."""
    return {
        "item": item, "model": "E46", "serial": serial, "chemistry": "LFP", "category": "EV",
        "nominal_voltage_v": "350.4", "capacity_ah": "131", "energy_wh": "46000",
        "mass_kg": "412.5", "made_month": "2026-02",
        "un38_3": {"report": "UN383-2026-014", "tested_on": "2026-01-22", "article": "pack"},
    }  # fmt: skip
