"""Opening a disclosure file without the ledger: what it proves, and what its reader may see.

The entries of the ledger and of the parties are judged like every other log, so that the keys are
known; the entries of the item are shown to be in the log, signed by such a key in force, and linked
to each other. Their consignments are not in the file, so the rules that need them are not asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final, cast

from batterypass.app.directory_file import fold_entry, log_verifier, new_world, vouch
from batterypass.app.judge import PROOFS, check_signature, open_statements, read_events
from batterypass.app.passport_record import Closed, Held, PassportRecord, visible
from batterypass.domain.clock import instant_ms
from batterypass.domain.events import Event
from batterypass.domain.events.item import MEASURED
from batterypass.domain.passport_values import as_value
from batterypass.domain.world import Position
from batterypass.errors import BrokenError, UndecidedError
from batterypass.evidence.disclosure_file import DisclosureFile
from batterypass.evidence.refusal import refusal
from batterypass.regulations.passport_readers import points_of
from batterypass.rules.base import Signed
from batterypass.rules.judge import Judge
from batterypass.rules.keys import RULES as KEY_RULES
from batterypass.statements.payload import read_canonical
from batterypass.statements.sealed import open_section
from batterypass.tlog.checkpoint import open_checkpoint

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.app.judge import Reading
    from batterypass.app.trust import TrustKind
    from batterypass.domain.passport_values import Value
    from batterypass.ports import Memory
    from batterypass.projections.world import FoldedWorld
    from batterypass.regulations.attributes import Attribute
    from batterypass.tlog.checkpoint import Checkpoint

#: Of a reading -> the attribute that it is.
_ATTRIBUTES: Final = {
    "soh_percent": "state_of_certified_energy", "soc_percent": "state_of_charge",
    "capacity_ah": "remaining_capacity", "cycles": "number_of_full_cycles",
}  # fmt: skip
_KEYS = Judge(KEY_RULES)


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """One entry of the item: what its signed payload says, and what is open of it here."""

    index: int
    kind: str
    event_time: str
    actor: str
    private: Mapping[str, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Disclosed:
    """A disclosure that proved itself. ``values`` are what its reader may see, by attribute.

    ``closed`` are points of the reader that an entry has sealed and the file does not have: erased,
    or left out; nobody can tell which.
    """

    file: DisclosureFile
    sha256: str
    checkpoint: Checkpoint
    trust: TrustKind
    entries: tuple[ShownEntry, ...]
    values: Mapping[str, Value]
    closed: tuple[str, ...]


def open_disclosure(
    data: bytes,
    name: str,
    memory: Memory,
    attributes: Mapping[str, Attribute],
    *,
    trust_file: bytes | None = None,
    first_use: bool = False,
) -> Disclosed:
    """Verify a disclosure file; ``name`` is what messages call it.

    1. It is a disclosure file. 2. Its entry 0 opens the ledger that it names, whose log key has
    signed the checkpoint; the trust file or the remembered checkpoint vouches for that key, else
    ``first_use`` is needed. 3. Every statement is proven to be in the log. 4. Every statement is
    signed by a key that was in force, and the entries of the item follow each other. 5. Every
    section is the one that a statement about this item names, at a point of the reader.

    Raises MalformedError (1), BrokenError where something is proven false, UndecidedError where
    nothing vouches for the log or entries are missing in a chain. What was left out at the *end* of
    a chain cannot be seen in the file.
    """
    # 1
    file = DisclosureFile.parse(data, name)
    points = points_of(file.reader)
    # 2
    readings = open_statements(file.log.statements.values())
    read_events(readings)
    verifier = log_verifier(file.log, readings[0])
    tip = open_checkpoint(file.log.checkpoint, [verifier], file.log.origin)
    trust = vouch(file.log, tip, verifier, memory, trust_file, first_use=first_use)
    # 3
    file.log.check_proofs()
    # 4, 5
    world = new_world(file.log)
    chain = _Chain(file.item)
    entries: list[ShownEntry] = []
    opened: set[tuple[str, str]] = set()
    closed: dict[str, None] = {}
    for index, one in zip(file.log.statements, readings, strict=True):
        if file.item not in _subjects(one):
            fold_entry(world, index, one)
            continue
        payload = _signed_payload(world, index, one)
        chain.take(index, payload, sha256(one.raw).hexdigest())
        private: dict[str, Mapping[str, object]] = {}
        if payload.get("item") == file.item:
            for point, digest in payload.get("sealed", {}).items():
                key = (str(payload["event_id"]), point)
                if key in file.sections:
                    private[point] = open_section(file.sections[key], digest, *key)
                    opened.add(key)
                elif point in points:
                    closed[point] = None
        entries.append(
            ShownEntry(
                index, str(payload["kind"]), str(payload["event_time"]), str(payload["actor"]),
                private,
            )
        )  # fmt: skip
        values_of = _values_of(payload, private)
        chain.values += [(index, *value) for value in values_of]
    for event_id, point in file.sections:
        if (event_id, point) not in opened or point not in points:
            raise refusal(BrokenError, "disclose.stray", event_id=event_id, point=point)
    record = _record(file, chain.values, attributes, closed)
    return Disclosed(
        file, sha256(data).hexdigest(), tip, trust, tuple(entries), visible(record, file.reader),
        tuple(closed),
    )  # fmt: skip


def _subjects(one: Reading) -> tuple[str, ...]:
    event = one.event
    return tuple(link.subject for link in event.subjects) if event is not None else ()


def _signed_payload(world: FoldedWorld, index: int, one: Reading) -> dict[str, Any]:
    """Verify the signature of an entry by a key that the parties in the file have registered."""
    statement, event = one.statement, one.event
    if statement is None or event is None:
        raise refusal(BrokenError, "dirfile.bad-entry", entry=index, why=one.problem)
    if world.party(event.actor) is None:
        raise refusal(UndecidedError, "disclose.no-party", entry=index, party=event.actor)
    found = check_signature(one, world, index)
    if not found and isinstance(event, Event):
        world.skip(index - world.size())
        ledger = world.ledger()
        mark_ms = ledger.mark_ms if ledger is not None else instant_ms(event.event_time)
        kid = statement.kid.hex()
        at = Position(index, statement.digest, mark_ms, kid)
        signed = Signed(
            statement.alg, kid, statement.issuer, statement.subject, statement.audience,
            statement.digest,
        )  # fmt: skip
        found = list(_KEYS.integrity_findings(event, signed, at, world, PROOFS))
    if found:
        why = "; ".join(finding.message("en") for finding in found[:3])
        raise refusal(BrokenError, "dirfile.bad-entry", entry=index, why=why)
    return read_canonical(statement.payload)


class _Chain:
    """The main lane of the item while it is read: each entry names the one before it."""

    def __init__(self, item: str) -> None:
        self.item = item
        self.seq = -1
        self.head: str | None = None
        self.values: list[tuple[int, str, str, object, str]] = []

    def take(self, index: int, payload: Mapping[str, Any], digest: str) -> None:
        for link in payload["subjects"]:
            if link["subject"] != self.item or link["lane"] != "main":
                continue
            if (link["seq"], link["prev"]) != (self.seq + 1, self.head):
                raise refusal(UndecidedError, "disclose.gap", entry=index, item=self.item)
            self.seq, self.head = link["seq"], digest


def _values_of(
    payload: Mapping[str, Any], private: Mapping[str, Mapping[str, object]]
) -> list[tuple[str, str, object, str]]:
    """Give (attribute, time, value, point) that an entry says; of a value in clear no point."""
    time = str(payload["event_time"])
    found = [(name, time, value, "") for name, value in payload.get("values", {}).items()]
    if payload["kind"] == "item.assessed":
        found += [
            (_ATTRIBUTES[name], time, str(payload[name]), "")
            for name in MEASURED
            if name in payload and name in _ATTRIBUTES
        ]
    for point, values in private.items():
        found += [
            (_ATTRIBUTES.get(name, name), time, value, point) for name, value in values.items()
        ]
    return found


def _record(
    file: DisclosureFile,
    values: list[tuple[int, str, str, object, str]],
    attributes: Mapping[str, Attribute],
    closed: Mapping[str, None],
) -> PassportRecord:
    """Put what the entries say into a record; the later entry wins, the tier says who sees it."""
    held: dict[str, Held] = {}
    for index, name, time, value, point in values:
        attribute = attributes.get(name)
        if attribute is None or (point and point != attribute.access_tier):
            # Of no attribute, or sealed where it does not belong.
            continue
        origin = "sealed" if point else "given"
        held[name] = Held(as_value(value), attribute.access_tier, index, time, cast("Any", origin))
    ordered = {name: held[name] for name in attributes if name in held}
    missing = {point: Closed(point, "not_here", ()) for point in closed}
    return PassportRecord(file.item, file.passport, "", "", ordered, missing)
