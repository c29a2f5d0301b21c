"""Opening a disclosure file without the ledger: what it proves, and what its reader may see.

The entries of the ledger and of the parties are judged like every other log, so that the keys are
known; the entries of the item are shown to be in the log, signed by such a key in force, and linked
to each other. Their consignments are not in the file, so the rules that need them are not asked. What
they come to is folded as in the ledger itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from batterypass.app.directory_file import fold_entry, log_verifier, vouch
from batterypass.app.disclosed_world import DisclosedWorld, needs_ledger
from batterypass.app.judge import PROOFS, check_signature, open_statements, read_events
from batterypass.app.passport_entries import PassportEntry, standing
from batterypass.app.passport_record import record_from, visible
from batterypass.domain.clock import instant_ms
from batterypass.domain.events import Event, UnknownEvent
from batterypass.domain.events.amendment import EntryAmended
from batterypass.domain.events.annulment import EntryAnnulled
from batterypass.domain.events.pack import (
    PassportEnded,
    PassportHandedOver,
    PassportIssued,
    PassportUpdated,
)
from batterypass.domain.world import Position
from batterypass.errors import BrokenError, UndecidedError
from batterypass.evidence.disclosure_file import DisclosureFile
from batterypass.evidence.refusal import refusal
from batterypass.regulations.passport_readers import points_of
from batterypass.rules.base import Signed
from batterypass.rules.judge import Judge
from batterypass.rules.keys import RULES as KEY_RULES
from batterypass.rules.signers import RULES as SIGNER_RULES
from batterypass.statements.payload import read_canonical
from batterypass.statements.sealed import open_section
from batterypass.tlog.checkpoint import open_checkpoint

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.app.judge import Reading
    from batterypass.app.trust import TrustKind
    from batterypass.domain.passport_values import Value
    from batterypass.ports import Memory
    from batterypass.regulations.attributes import Attribute
    from batterypass.tlog.checkpoint import Checkpoint

#: Kinds of which the file itself says who may sign them.
_PASSPORT: Final = (PassportIssued, PassportUpdated, PassportHandedOver, PassportEnded)
_SIGNED: Final = frozenset(
    one.KIND.name for one in (*_PASSPORT, EntryAmended, EntryAnnulled)
)  # fmt: skip
_KEYS: Final = Judge(KEY_RULES)
_SIGNERS: Final = Judge((*KEY_RULES, *(replace(rule, kinds=_SIGNED) for rule in SIGNER_RULES)))


@dataclass(frozen=True, slots=True)
class Disclosed:
    """A disclosure that proved itself. ``values`` are what its reader may see, by attribute.

    ``closed`` are points of the reader that an entry has sealed and the file does not have: erased,
    or left out; nobody can tell which. ``needs_ledger`` are attributes of which the ledger may say
    what the file cannot.
    """

    file: DisclosureFile
    sha256: str
    checkpoint: Checkpoint
    trust: TrustKind
    entries: tuple[PassportEntry, ...]
    values: Mapping[str, Value]
    closed: tuple[str, ...]
    needs_ledger: tuple[str, ...]


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
    signed by a key that was in force, those of the passport and corrections by who may, and the
    entries of the item follow each other. 5. Every section is the one that a statement about this item names, at a point of the reader.

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
    world = DisclosedWorld(
        file.item, lambda entry: sha256(file.log.statements[entry]).digest()
    )  # fmt: skip
    chain = _Chain(file.item)
    entries: list[PassportEntry] = []
    opened: set[tuple[str, str]] = set()
    for index, one in zip(file.log.statements, readings, strict=True):
        if file.item not in _subjects(one):
            fold_entry(world, index, one)
            continue
        payload = _take(world, file.item, index, one)
        digest = sha256(one.raw).hexdigest()
        chain.take(index, payload, digest)
        sections: dict[str, Mapping[str, object]] = {}
        missing = []
        if payload.get("item") == file.item:
            for point, sealed in payload.get("sealed", {}).items():
                key = (str(payload["event_id"]), point)
                if key in file.sections:
                    sections[point] = open_section(file.sections[key], sealed, *key)
                    opened.add(key)
                elif point in points:
                    missing.append(point)
        entries.append(PassportEntry(index, digest, payload, sections, tuple(missing)))
    for event_id, point in file.sections:
        if (event_id, point) not in opened or point not in points:
            raise refusal(BrokenError, "disclose.stray", event_id=event_id, point=point)
    item = world.item(file.item)
    if item is None:
        raise refusal(UndecidedError, "disclose.gap", entry=tip.size, item=file.item)
    record = record_from(world, attributes, item, standing(item, entries), "not_here")
    seen = (name for name, one in attributes.items() if one.access_tier in points)
    return Disclosed(
        file, sha256(data).hexdigest(), tip, trust, tuple(entries), visible(record, file.reader),
        closed=tuple(dict.fromkeys(point for entry in entries for point in entry.missing)),
        needs_ledger=needs_ledger(world, item, record.values, seen),
    )  # fmt: skip


def _subjects(one: Reading) -> tuple[str, ...]:
    event = one.event
    return tuple(link.subject for link in event.subjects) if event is not None else ()


def _take(world: DisclosedWorld, item: str, index: int, one: Reading) -> dict[str, Any]:
    """Fold an entry of the item that is signed by a key of a party in the file; give its payload."""
    statement, event = one.statement, one.event
    if statement is None or event is None:
        raise refusal(BrokenError, "dirfile.bad-entry", entry=index, why=one.problem)
    if world.party(event.actor) is None:
        raise refusal(UndecidedError, "disclose.no-party", entry=index, party=event.actor)
    if isinstance(event, UnknownEvent) and world.item(item) is None:
        raise refusal(UndecidedError, "dirfile.newer-kind", entry=index, found=event.kind)
    world.skip(index - world.size())
    ledger = world.ledger()
    mark_ms = ledger.mark_ms if ledger is not None else instant_ms(event.event_time)
    kid = statement.kid.hex()
    at = Position(index, statement.digest, mark_ms, kid)
    found = check_signature(one, world, index)
    if not found and isinstance(event, Event):
        signed = Signed(
            statement.alg, kid, statement.issuer, statement.subject, statement.audience,
            statement.digest,
        )  # fmt: skip
        judge = _SIGNERS if _is_about(event, item) else _KEYS
        found = judge.integrity_findings(event, signed, at, world, PROOFS)
    if found:
        why = "; ".join(finding.message("en") for finding in found[:3])
        raise refusal(BrokenError, "dirfile.bad-entry", entry=index, why=why)
    world.apply(event, at)
    return read_canonical(statement.payload)


def _is_about(event: Event, item: str) -> bool:
    """Tell whether an entry is about the item first: of what else it is about the file has nothing."""
    return event.subjects[0].subject == item


class _Chain:
    """The main lane of the item while it is read: each entry names the one before it."""

    def __init__(self, item: str) -> None:
        self.item = item
        self.seq = -1
        self.head: str | None = None

    def take(self, index: int, payload: Mapping[str, Any], digest: str) -> None:
        for link in payload["subjects"]:
            if link["subject"] != self.item or link["lane"] != "main":
                continue
            if (link["seq"], link["prev"]) != (self.seq + 1, self.head):
                raise refusal(UndecidedError, "disclose.gap", entry=index, item=self.item)
            self.seq, self.head = link["seq"], digest
