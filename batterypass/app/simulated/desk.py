"""The desks of a simulated country: each signs what its party says, and links it to what came before.

As at a site without a network: a statement is composed from what is known there of its subjects, and
names the last checkpoint that was seen. The ledger judges it as a stranger's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from batterypass.app.simulated.seeded import MARK
from batterypass.domain.clock import event_time_of
from batterypass.domain.events import KINDS
from batterypass.statements.cose import sign_statement
from batterypass.statements.payload import encode_payload

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from batterypass.statements.private import PrivateKey

Fields = dict[str, Any]
_LANES: Final = {name: model.KIND.lane for name, model in KINDS.items()}


@dataclass(frozen=True, slots=True)
class Planted:
    """A breach that an entry is going to have: its code, about which subject, and how it came.

    ``reason`` is the one that the signer admits it with.
    """

    code: str
    subject: str
    how: str
    reason: str


@dataclass(frozen=True, slots=True)
class Act:
    """Something that a party signs: kind, signer, the chains that it joins, the fields of the kind."""

    kind: str
    actor: str
    key: PrivateKey
    subjects: Sequence[str]
    fields: Fields
    planted: tuple[Planted, ...] = ()
    #: Chains that end here: nobody asks for their last statement any more.
    ends: Sequence[str] = ()
    site: str = ""


@dataclass(slots=True)
class Head:
    """The last main statement of a subject: number, digest and that of the one before it."""

    seq: int
    digest: bytes
    before: bytes


_NO_HEAD: Final = Head(-1, b"", b"")


@dataclass(slots=True)
class Desk:
    """Signs acts for one ledger; knows the last statement of every chain that goes on."""

    audience: str
    seed: int
    #: The last checkpoint that everybody has seen, as ``seen`` of a statement.
    seen: Fields = field(default_factory=dict)
    _heads: dict[str, Head] = field(default_factory=dict)
    _signed: int = 0

    def take(self, raw: bytes, links: Sequence[Fields]) -> None:
        """Go on after a statement that is in the log."""
        digest = sha256(raw).digest()
        for link in links:
            if link["lane"] == "main":
                before = bytes.fromhex(link["prev"] or "")
                self._heads[link["subject"]] = Head(link["seq"], digest, before)

    def sign(self, act: Act, at: datetime) -> bytes:
        """Compose and sign a statement."""
        is_main = _LANES[act.kind] == "main"
        links = [self._link(subject, is_main=is_main) for subject in act.subjects]
        payload: Fields = {
            "event_id": self._event_id(),
            "kind": act.kind,
            "version": 1,
            "event_time": event_time_of(at),
            "actor": act.actor,
            "subjects": links,
            **({"seen": self.seen} if self.seen else {}),
            **({"site": act.site} if act.site else {}),
            # An empty member is left out (bytes.md 2).
            **{name: value for name, value in act.fields.items() if value or value is False},
        }
        if act.planted:
            admitted = {one.code: one.reason for one in act.planted}
            payload["acknowledged"] = [
                {"rule": code, "reason": reason} for code, reason in sorted(admitted.items())
            ]
        raw = sign_statement(
            encode_payload(payload), act.key,
            issuer=act.actor, subject=act.subjects[0], audience=self.audience,
        )  # fmt: skip
        self.take(raw, links)
        for subject in act.ends:
            self.forget(subject)
        return raw

    def forget(self, subject: str) -> None:
        """Drop what is known of a chain that nobody goes on with."""
        self._heads.pop(subject, None)

    def _link(self, subject: str, *, is_main: bool) -> Fields:
        """Give the place of the next statement in the chain of a subject, or beside its last one."""
        head = self._heads.get(subject, _NO_HEAD)
        seq, prev = (head.seq + 1, head.digest) if is_main else (head.seq, head.before)
        lane = "main" if is_main else "record"
        return {"subject": subject, "lane": lane, "seq": seq, "prev": prev.hex() or None}

    def _event_id(self) -> str:
        """Give the next event id: a UUID of version 8 from the seed, as if it were drawn."""
        self._signed += 1
        drawn = sha256(MARK + b"%d event %d" % (self.seed, self._signed)).hexdigest()
        return f"{drawn[:8]}-{drawn[8:12]}-8{drawn[13:16]}-8{drawn[17:20]}-{drawn[20:32]}"
