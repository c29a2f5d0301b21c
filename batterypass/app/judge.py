"""Judging one statement: the one order of steps that recording, auditing and rebuilding share.

Reading needs no state: 1. decode the statement (BP-S001), 2. its payload and the kind's schema
(BP-S001, BP-S002). Judging needs the log below: 3. the key that is registered for its actor at this
index, and the signature (BP-K001, BP-S004), 4. the integrity rules, 5. the compliance rules, 6. the
fold. Nothing here writes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from batterypass.domain.clock import instant_ms
from batterypass.domain.events import Event, UnknownEvent, event_of, event_of_json
from batterypass.domain.events.ledger import LedgerOpened
from batterypass.domain.keyprint import thumbprint_of
from batterypass.domain.world import Position
from batterypass.errors import BrokenError, MalformedError, both_said
from batterypass.rules import findings
from batterypass.rules.base import Finding, Signed
from batterypass.statements.cose import Statement, parse_statement, verify_statement
from batterypass.statements.keyproof import proof_holds
from batterypass.statements.payload import parse_payload, read_canonical
from batterypass.statements.verifiers import PublicKey

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from batterypass.projections.world import FoldedWorld
    from batterypass.regulations.tables import Regulations

#: Asks the rules about an event: :func:`batterypass.rules.findings`, or a part of it.
Asked = Callable[
    [
        "Event | UnknownEvent",
        "Signed",
        "Position",
        "FoldedWorld",
        "KeyProofs",
        "Regulations | None",
    ],
    list["Finding"],
]
#: Statements that go through a step of reading together. Going step by step keeps the code of a
#: step in the processor's cache (a fifth faster than one by one); more would not fit beside it.
READ_TOGETHER = 128
# A third of what it takes to make an object is the way into its ``__init__``. Of what is made for
# every entry the fields are set here instead.
_new = object.__new__
_UNFOLDABLE = frozenset({"BP-L003", "BP-L005", "BP-S003"})


@dataclass(slots=True)
class Reading:
    """A statement as it reads by itself. Without ``event``, ``code`` and ``problem`` say why."""

    raw: bytes
    statement: Statement | None = None
    event: Event | UnknownEvent | None = None
    code: str = ""
    problem: MalformedError | None = None

    def refuse(self, code: str, problem: MalformedError) -> None:
        """Note why it cannot be read."""
        self.code = code
        self.problem = problem


@dataclass(slots=True)
class Judged:
    """One statement with everything that was found about it. ``event`` is None if unreadable."""

    index: int
    raw: bytes
    digest: bytes
    event: Event | UnknownEvent | None
    findings: list[Finding]

    def broken(self) -> list[Finding]:
        """List what breaks the integrity of the log."""
        return [finding for finding in self.findings if finding.severity == "integrity"]

    def breaches(self) -> list[Finding]:
        """List the compliance breaches that the actor did not acknowledge."""
        return [
            finding
            for finding in self.findings
            if finding.severity == "compliance" and finding.acknowledged is None
        ]


class KeyProofs:
    """Checks proofs of possession for the rules, which know no cryptography."""

    def proof_holds(
        self, alg: str, public: str, proof: str, audience: str, party: str, role: str
    ) -> bool:
        """Tell whether ``proof`` shows the possession of a key (bytes.md 6)."""
        return proof_holds(alg, public, proof, audience, party, role)


PROOFS = KeyProofs()


def _reading(raw: bytes) -> Reading:
    one = _new(Reading)
    one.raw = raw
    one.statement = one.event = None
    one.code = ""
    one.problem = None
    return one


def _judged(
    index: int, raw: bytes, digest: bytes, event: Event | UnknownEvent | None, found: list[Finding]
) -> Judged:
    one = _new(Judged)
    one.index = index
    one.raw = raw
    one.digest = digest
    one.event = event
    one.findings = found
    return one


def open_statements(raws: Iterable[bytes]) -> list[Reading]:
    """Decode statements: step 1."""
    readings = [_reading(raw) for raw in raws]
    for one in readings:
        try:
            one.statement = parse_statement(one.raw)
        except MalformedError as error:
            one.refuse("BP-S001", error)
    return readings


def read_events(readings: Sequence[Reading], *, canonical: bool = False) -> None:
    """Read what decoded statements say: step 2.

    ``canonical`` says that their payloads were shown to be so elsewhere, or that what is read is
    dropped unless they are.
    """
    parse = read_canonical if canonical else parse_payload
    for start in range(0, len(readings), READ_TOGETHER):
        payloads = []
        for one in readings[start : start + READ_TOGETHER]:
            if one.statement is not None:
                if canonical and (event := event_of_json(one.statement.payload)) is not None:
                    one.event = event
                    continue
                try:
                    payloads.append((one, parse(one.statement.payload)))
                except MalformedError as error:
                    one.refuse("BP-S001", error)
        for one, payload in payloads:
            try:
                one.event = event_of(payload)
            except MalformedError as error:
                one.refuse("BP-S002", error)


def registered_key(event: Event | UnknownEvent, kid: str, world: FoldedWorld) -> PublicKey | None:
    """Give the public key that the log below has for this actor and thumbprint, or None.

    In entry 0 the registrar's keys stand in the event itself; a key's validity is not judged here.
    """
    if isinstance(event, LedgerOpened):
        for card in event.registrar.keys:
            if thumbprint_of(card.alg, card.public) == kid:
                return _public_key(card.alg, card.public)
        return None
    party = world.party(event.actor)
    if party is not None:
        key = party.keys.get(kid)
        return None if key is None else _public_key(key["alg"], key["public"])
    ledger = world.ledger()
    if ledger is not None and kid == ledger.operator_kid:
        return _public_key("Ed25519", ledger.operator_key)
    return None


_public_key = lru_cache(maxsize=4096)(PublicKey.parse)


def judge(
    reading: Reading,
    world: FoldedWorld,
    regulations: Regulations | None,
    *,
    good: bool | None = None,
    only_clean: bool = False,
    mark_ms: int | None = None,
    proofs: KeyProofs = PROOFS,
    asked: Asked = findings,
) -> Judged:
    """Judge the next entry of ``world`` and fold it in.

    ``good`` tells whether the signature was found to be good under the key with the statement's
    thumbprint; None leaves the check to this function. Without ``regulations``, under a rulebook
    that nobody here knows, only the integrity is judged. What cannot be read changes no state, and
    with ``only_clean`` neither does what would be refused. ``mark_ms`` stands for the time mark
    below an entry that is not in the log yet. ``proofs`` checks proofs of possession, ``asked`` asks the rules: a part of a log knows which
    of them it cannot answer.
    """
    index = world.size()
    statement, event = reading.statement, reading.event
    if statement is None or event is None:
        subject = "" if statement is None else statement.subject
        digest = sha256(reading.raw).digest() if statement is None else statement.digest
        why = _said({"problem": reading.problem})
        finding = Finding(reading.code, "integrity", subject, why, index)
        return Judged(index, reading.raw, digest, None, [finding])
    digest = statement.digest
    kid = statement.kid.hex()
    ledger = world.ledger()
    if mark_ms is None:
        mark_ms = ledger.mark_ms if ledger is not None else instant_ms(event.event_time)
    at = _new(Position)
    at.index = index
    at.digest = digest
    at.mark_ms = mark_ms
    at.kid = kid
    # 3
    found = [] if good else check_signature(reading, world, index, good=good)
    # 4, 5, 6
    signed = _new(Signed)
    signed.alg = statement.alg
    signed.kid = kid
    signed.issuer = statement.issuer
    signed.subject = statement.subject
    signed.audience = statement.audience
    signed.digest = digest
    if found and only_clean:
        # A bad signature: nothing that it says is looked at.
        return Judged(index, reading.raw, digest, event, found)
    found += ask_rules(
        event, signed, at, world, regulations, only_clean=only_clean, proofs=proofs, asked=asked
    )
    return _judged(index, reading.raw, digest, event, found)


def _said(values: Mapping[str, object]) -> dict[str, str]:
    """Give the values of a finding; an error among them says its reason in each language."""
    return {name: str(value) for name, value in both_said(values).items()}


def is_refused(finding: Finding) -> bool:
    """Tell whether an event with this finding stays out: broken, or a breach that is not admitted."""
    return finding.severity == "integrity" or (
        finding.severity == "compliance" and finding.acknowledged is None
    )


def check_signature(
    reading: Reading, world: FoldedWorld, index: int, *, good: bool | None = None
) -> list[Finding]:
    """Check a signature by the key that the world has for its actor: step 3 of judging.

    Whether there is one, and whether it was in force, is for the rules. ``good`` False says that
    the signature was found to be bad already.
    """
    statement, event = reading.statement, reading.event
    if statement is None or event is None:
        return []
    kid = statement.kid.hex()
    try:
        public = registered_key(event, kid, world)
        if good is False:
            raise BrokenError("the signature does not verify")
        if public is not None:
            verify_statement(statement, public)
    except (BrokenError, MalformedError) as error:
        values = _said({"actor": event.actor, "kid": kid, "problem": error})
        return [Finding("BP-S004", "integrity", statement.subject, values, index)]
    return []


def ask_rules(
    event: Event | UnknownEvent,
    signed: Signed,
    at: Position,
    world: FoldedWorld,
    regulations: Regulations | None,
    *,
    only_clean: bool = False,
    proofs: KeyProofs = PROOFS,
    asked: Asked = findings,
) -> list[Finding]:
    """Ask every rule about an event, then fold it in: steps 4 to 6 of :func:`judge`.

    A draft is asked in the same way before anybody signs it; its digest is a stand-in.
    """
    # 4, 5
    found = asked(event, signed, at, world, proofs, regulations)
    # 6: an audit folds what is broken as well, where its subjects exist, so that one wrong entry
    # is named and not everything after it.
    if not found or not any(
        is_refused(finding) if only_clean else finding.code in _UNFOLDABLE for finding in found
    ):
        world.apply(event, at)
    return found
