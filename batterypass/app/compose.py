"""From what a person says to an event that can be signed.

A *form* is the kind's own fields with, if wanted, ``event_id``, ``event_time``, ``site``,
``documents``, ``acknowledged`` and ``private: {point: {name: value}}``; everything else is derived
(``bytes.md`` 11). A *draft* is the whole event, asked of every rule with the state that it will
meet, before a key is unlocked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from batterypass.app.judge import ask_rules
from batterypass.app.record import Attachment, Recorded, record
from batterypass.app.repeats import find_repeat, same_content
from batterypass.domain.clock import event_time_of
from batterypass.domain.events import COMMON_FIELDS, KINDS, Event, problems_of
from batterypass.domain.world import Position
from batterypass.errors import InputError, RefusedError
from batterypass.ports import Section
from batterypass.rules.base import Finding, Signed
from batterypass.statements.cose import sign_statement
from batterypass.statements.eventid import derive_event_id
from batterypass.statements.payload import encode_payload
from batterypass.statements.sealed import seal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from batterypass.app.session import Session
    from batterypass.projections.world import FoldedWorld

_NO_LINK = [{"subject": "https://none.example", "lane": "main", "seq": 0, "prev": None}]
_NO_ID = "00000000-0000-8000-8000-000000000000"
_GIVEN = ("site", "documents", "acknowledged")
#: Its statement goes into the code on a paper, beside a checkpoint that is newer than ``seen``.
_SHORT_KIND = "document.prepared"
_KEY_KINDS = frozenset({"party.key-added", "party.key-confirmed", "party.key-revoked"})


@dataclass(slots=True)
class Draft:
    """An event that is ready to be signed, with what the rules say of it."""

    kind: str
    actor: str
    payload: dict[str, Any]
    event: Event
    kid: str
    sections: list[Section] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    #: The entry that says the same already; nothing is signed then.
    already: int | None = None
    #: True where ``already`` is a guess: the kind has no natural key, the content is the same.
    repeat: bool = False

    def refusals(self) -> list[Finding]:
        """List the findings for which this event would not be recorded."""
        return [
            finding
            for finding in self.findings
            if finding.severity == "integrity"
            or (finding.severity == "compliance" and finding.acknowledged is None)
        ]


@dataclass(slots=True)
class Plan:
    """The drafts of one batch, in order."""

    drafts: list[Draft]
    #: Entries of the log that the rules were asked about.
    above: int = 0

    def refusals(self) -> list[tuple[int, Finding]]:
        """List (place in the batch, finding) of everything that stands in the way."""
        return [
            (place, finding)
            for place, draft in enumerate(self.drafts)
            for finding in draft.refusals()
        ]

    def fresh(self) -> list[Draft]:
        """List the drafts that are still to be signed."""
        return [draft for draft in self.drafts if draft.already is None]


def plan(
    session: Session,
    forms: Sequence[tuple[str, Mapping[str, Any]]],
    *,
    actor: str,
    again: bool = False,
    look_for_repeats: bool = True,
) -> Plan:
    """Compose a batch of (kind, form) and ask the rules about each with the state it will meet.

    Nothing is signed and nothing is written. Raises InputError for a form that is off, naming the
    field, and RefusedError where an event id is known with another content.
    """
    # One state of the log for the whole plan, whatever others write meanwhile.
    with session.store.reading():
        session.catch_up()
        world = session.new_world()
        now = session.around.clock()
        seen = _seen(session)
        drafts = [
            _draft(session, world, kind, form, actor, now, seen, again, look_for_repeats)
            for kind, form in forms
        ]
    return Plan(drafts, session.size)


def sign_and_record(
    session: Session, ready: Plan, beside: Attachment | None = None
) -> list[Recorded]:
    """Sign every fresh draft of a plan and record them as one batch.

    Raises RefusedError, before any key is used, where the plan has refusals.
    """
    refusals = [finding for _, finding in ready.refusals()]
    if refusals:
        raise RefusedError(
            "; ".join(finding.message("en") for finding in refusals[:5]), findings=refusals
        )
    keys = session.around.keys
    if keys is None:
        raise InputError(
            "nothing can be signed: no key folder was given (--keys DIR)", code="write.no-keys"
        )
    fresh = ready.fresh()
    if not fresh:
        return [_known(draft) for draft in ready.drafts]
    keys.unlock(sorted({draft.kid for draft in fresh}))
    with session.store.reading():
        session.catch_up()
        above = session.size
        world = session.new_world()
        statements = [_sign(session, world, draft) for draft in fresh]
    sections = [section for draft in fresh for section in draft.sections]
    given = beside or Attachment()
    recorded = iter(
        record(
            session,
            statements,
            Attachment([*sections, *given.sections], given.contents),
            above=min(above, ready.above),
        )
    )
    return [next(recorded) if draft.already is None else _known(draft) for draft in ready.drafts]


def _known(draft: Draft) -> Recorded:
    assert draft.already is not None  # noqa: S101 - callers choose by it
    return Recorded(draft.already, b"", draft.event.event_id, draft.kind, already=True)


def _seen(session: Session) -> dict[str, Any] | None:
    """Give the last checkpoint of this ledger that the signer has verified (D17)."""
    if not session.size:
        return None
    checkpoint = session.checkpoint()
    return {"size": checkpoint.size, "root": checkpoint.root.hex()}


def _draft(
    session: Session,
    world: FoldedWorld,
    kind: str,
    form: Mapping[str, Any],
    actor: str,
    now: datetime,
    seen: dict[str, Any] | None,
    again: bool,
    look_for_repeats: bool,
) -> Draft:
    model = KINDS.get(kind)
    if model is None:
        raise InputError(
            f"kind {kind!r} is not known; batterypass schema lists the kinds",
            code="write.no-kind", kind=kind,
        )  # fmt: skip
    actor = str(form.get("actor") or actor)
    payload: dict[str, Any] = {
        "event_id": _NO_ID,
        "kind": kind,
        "version": 1,
        "event_time": form.get("event_time") or event_time_of(now.replace(microsecond=0)),
        "actor": actor,
        "subjects": _NO_LINK,
    }
    if seen is not None and kind != _SHORT_KIND:
        payload["seen"] = seen
    payload.update((name, form[name]) for name in _GIVEN if form.get(name))
    own = [name for name in model.model_fields if name not in COMMON_FIELDS]
    payload.update((name, form[name]) for name in own if not _is_empty(form.get(name)))
    _check_names(kind, form, own)
    provisional = _validate(model, payload)
    # The id: given, or derived from what makes the event what it is (bytes.md 2).
    key = provisional.natural_key()
    request = form.get("request")
    if form.get("event_id"):
        payload["event_id"] = form["event_id"]
    else:
        if key is None:
            key = (
                ("request", str(request))
                if request
                else ("random", session.around.random(16).hex())
            )
        payload["event_id"] = derive_event_id(session.audience, actor, kind, list(key))
    draft = Draft(kind, actor, payload, provisional, _signing_kid(session, kind, form, actor))
    private = _private(model, form)
    known = world.index_of_event(payload["event_id"])
    if known is not None:
        same_content(session, known, payload, private)
        draft.already = known
        return draft
    if provisional.natural_key() is None and not request and not again and look_for_repeats:
        draft.already = find_repeat(session, provisional.changes()[0], payload, private)
        draft.repeat = draft.already is not None
        if draft.repeat:
            return draft
    _seal(session, draft, private)
    payload["subjects"] = _links(world, provisional)
    draft.event = _validate(model, payload)
    _ask(session, world, draft)
    return draft


def _ask(session: Session, world: FoldedWorld, draft: Draft) -> None:
    """Ask the rules with the state that the event will meet, and fold it for those after it."""
    event = draft.event
    # Until it is signed nobody knows its digest; any stand-in links the later drafts to it.
    digest = sha256(encode_payload(draft.payload)).digest()
    ledger = world.ledger()
    now_ms = int(session.around.clock().timestamp() * 1000)
    at = Position(world.size(), digest, max(now_ms, ledger.mark_ms if ledger else 0), draft.kid)
    signed = Signed(
        -19, draft.kid, event.actor, event.subjects[0].subject, session.audience, digest
    )
    draft.findings = ask_rules(event, signed, at, world, session.around.regulations)


def _sign(session: Session, world: FoldedWorld, draft: Draft) -> bytes:
    payload = {**draft.payload, "subjects": _links(world, draft.event)}
    event = type(draft.event).model_validate(payload)
    keys = session.around.keys
    assert keys is not None  # noqa: S101 - the caller has looked
    raw = sign_statement(
        encode_payload(payload),
        keys.private(draft.kid),
        issuer=event.actor,
        subject=event.subjects[0].subject,
        audience=session.audience,
    )
    ledger = world.ledger()
    digest = sha256(raw).digest()
    world.apply(event, Position(world.size(), digest, ledger.mark_ms if ledger else 0, draft.kid))
    return raw


def _links(world: FoldedWorld, event: Event) -> list[dict[str, Any]]:
    """Join the chains of what the event changes (bytes.md 3)."""
    lane = event.KIND.lane
    links = []
    for subject in event.changes():
        chain = world.chain(subject)
        if chain is None or chain.seq < 0:
            links.append({"subject": subject, "lane": lane, "seq": 0, "prev": None})
        elif lane == "main":
            head = chain.head.hex()
            links.append({"subject": subject, "lane": lane, "seq": chain.seq + 1, "prev": head})
        else:
            # A record repeats the link of the last main statement.
            before = world.main_digest(subject, chain.seq - 1) if chain.seq else None
            prev = before.hex() if before else None
            links.append({"subject": subject, "lane": lane, "seq": chain.seq, "prev": prev})
    return links


def _signing_kid(session: Session, kind: str, form: Mapping[str, Any], actor: str) -> str:
    keys = session.around.keys
    if keys is None:
        raise InputError(
            "nothing can be signed: no key folder was given (--keys DIR)", code="write.no-keys"
        )
    daily = keys.kids(actor, "daily")
    if kind in _KEY_KINDS and form.get("party") == actor and form.get("kid") not in daily:
        kids = keys.kids(actor, "recovery")
        if kids:
            return kids[-1]
    party = session.world.party(actor)
    if party is None:
        raise InputError(
            f"{actor} is not registered in this ledger; batterypass party list shows who is",
            code="write.not-registered", actor=actor,
        )  # fmt: skip
    # The key that was registered last and is still in force.
    usable = [kid for kid in daily if kid in party.keys and "revoked" not in party.keys[kid]]
    if not usable:
        raise InputError(
            f"the key folder has no daily key of {actor} that is in force; batterypass key list shows"
            " what is here, --keys DIR chooses another folder",
            code="write.no-daily-key", actor=actor,
        )  # fmt: skip
    return max(usable, key=lambda kid: int(party.keys[kid]["added"]))


def _private(model: type[Event], form: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Give the values to seal, by content point; refuse a name that the kind does not seal."""
    private = form.get("private") or {}
    allowed = dict(model.KIND.sealed)
    for point, values in private.items():
        names = allowed.get(point)
        if names is None:
            listed = ", ".join(allowed) or "none"
            raise InputError(
                f"{model.KIND.name}: private.{point}: this kind seals at: {listed}",
                code="write.no-point", kind=model.KIND.name, point=point, listed=listed,
            )  # fmt: skip
        for name in values:
            if names != ("*",) and name not in names:
                raise InputError(
                    f"{model.KIND.name}: private.{point}.{name}: expected one of {', '.join(names)}",
                    code="write.no-sealed-name", kind=model.KIND.name, point=point, name=name,
                    listed=", ".join(names),
                )  # fmt: skip
    return {point: dict(values) for point, values in private.items() if values}


def _seal(session: Session, draft: Draft, private: Mapping[str, Mapping[str, Any]]) -> None:
    digests = {}
    event_id = draft.payload["event_id"]
    for point, values in sorted(private.items()):
        body, digest = seal(session.around.random(32), event_id, point, values)
        digests[point] = digest
        draft.sections.append(Section(event_id, point, body))
    if digests:
        draft.payload["sealed"] = digests


def _check_names(kind: str, form: Mapping[str, Any], own: Sequence[str]) -> None:
    for name in form:
        if name in own or name in COMMON_FIELDS or name in ("private", "request"):
            continue
        raise InputError(
            f"{kind}: field {name!r} is not one of this kind: {', '.join(own)};"
            f" batterypass schema {kind} shows them",
            code="write.no-field", kind=kind, name=name, listed=", ".join(own),
        )  # fmt: skip


def _validate(model: type[Event], payload: Mapping[str, Any]) -> Event:
    try:
        return model.model_validate(payload)
    except ValidationError as error:
        lines = [
            f"{where}: {what}, found {found!r}" for where, what, found in problems_of(error)[:8]
        ]
        kind, listed = model.KIND.name, "; ".join(lines)
        raise InputError(
            f"{kind}: {listed}",
            code="write.form", kind=kind, listed=listed, problems=problems_of(error),
        ) from error  # fmt: skip


def _is_empty(value: object) -> bool:
    return value is None or value == "" or value == [] or value == {}


__all__ = ["Draft", "Plan", "plan", "sign_and_record"]
