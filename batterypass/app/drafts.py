"""Drafts: whole events that could be signed, each asked of the rules before a key is unlocked.

A plan is made draft by draft. Each is composed from its form (:mod:`batterypass.app.forms`); what
was said already is answered and goes no further (:mod:`batterypass.app.repeats`); the others are
judged with the state that they will meet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from batterypass.app.attributes import (
    around_item,
    check_figures,
    check_places,
    check_values,
)
from batterypass.app.counters import counted, fallen_counters
from batterypass.app.door import KNOWN_VERSION
from batterypass.app.forms import (
    check_links,
    check_seen,
    check_subjects,
    is_empty,
    model_of,
    own_fields,
    private_values,
    validate,
)
from batterypass.app.judge import ask_rules, is_refused
from batterypass.app.readings import ASSESSED, check_sealed_reading
from batterypass.app.repeats import (
    RECEPTIONS,
    Said,
    SaidSoFar,
    find_anew,
    find_name,
    find_repeat,
    refuse_voided,
    same_content,
)
from batterypass.app.time_marks import is_due
from batterypass.domain.clock import day_of, event_time_of, instant_ms
from batterypass.domain.pending import SIGNED_OFFLINE
from batterypass.domain.world import Position
from batterypass.errors import InputError, RefusedError
from batterypass.evidence.refusal import refusal
from batterypass.ports import Section
from batterypass.rules.base import Finding, Signed
from batterypass.rules.keys import has_ended
from batterypass.rules.masses import is_unexplained
from batterypass.statements.payload import encode_payload
from batterypass.statements.sealed import seal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from batterypass.app.passport_entries import PassportEntry
    from batterypass.app.session import Session
    from batterypass.domain.events import Event
    from batterypass.domain.passport_values import Value
    from batterypass.domain.states import ItemState
    from batterypass.projections.world import FoldedWorld
    from batterypass.regulations.passport_problem import Problem

Private = Mapping[str, Mapping[str, Any]]

_NO_LINK = [{"subject": "https://none.example", "lane": "main", "seq": 0, "prev": None}]
_NO_ID = "00000000-0000-8000-8000-000000000000"
_GIVEN = ("site", "documents", "acknowledged")
#: Its statement goes into the code on a paper, beside a checkpoint that is newer than ``seen``.
_SHORT_KIND = "document.prepared"
#: What is made of a signed checkpoint over the event itself: there is none of what is pending.
_NEEDS_LOG = frozenset({"document.prepared", "document.issued"})
_UPDATED = "passport.updated"
#: Kinds that say the values of a passport.
_SAYING = frozenset({"passport.issued", _UPDATED})
_REVOKED = "party.key-revoked"
_KEY_KINDS = frozenset({"party.key-added", "party.key-confirmed", _REVOKED})


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
    #: The entry that says the same already; nothing is signed then. For what an earlier draft of
    #: the plan says it is the index that this one will get if nobody else writes meanwhile.
    already: int | None = None
    #: True where ``already`` is a guess: the kind has no natural key, the content is the same.
    repeat: bool = False
    #: True where the form itself names the links: they are signed as they are, or not at all.
    is_pinned: bool = False
    #: The payload as it would be signed where it stands now; empty until the rules were asked.
    encoded: bytes = b""

    def refusals(self) -> list[Finding]:
        """List the findings for which this event would not be recorded, or is not signed here."""
        return [one for one in self.findings if is_refused(one) or is_unexplained(one)]

    def answer(self, said: Said) -> None:
        """Say that this was said already, under the event id that it has there."""
        self.already = said.index
        self.payload["event_id"] = said.payload["event_id"]


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


class Planning:
    """A plan in the making: the state that the next draft will meet, and what was said so far."""

    def __init__(self, session: Session, *, look_for_repeats: bool, again: bool = False) -> None:
        self.session = session
        self.world = session.new_world()
        self.now = session.around.clock()
        self.seen = last_seen(session)
        self.look_for_repeats = look_for_repeats and not again
        self.again = again
        self.so_far = SaidSoFar(session, self.world)
        #: Drafts that say a counter or another BMS, by item.
        self.counted: dict[str, list[PassportEntry]] = {}
        self.is_site = session.store.is_replica
        ledger = self.world.ledger()
        self.mark_ms = ledger.mark_ms if ledger else 0
        # The mark that recording will have below the batch (app/time_marks.py): the last one, or
        # a new one, which then takes the next place in the log.
        if ledger and is_due(ledger.mark_ms, self.now):
            self.mark_ms = instant_ms(event_time_of(self.now))
            if not self.is_site:
                self.world.skip()

    def draft(self, kind: str, form: Mapping[str, Any], actor: str) -> Draft:
        """Compose one event; where it was not said already, ask the rules and fold it in."""
        session, model = self.session, model_of(kind)
        if self.is_site and kind in _NEEDS_LOG:
            raise refusal(RefusedError, "outbox.needs-log", what=kind)
        actor = str(form.get("actor") or actor)
        own, private = own_fields(model, form), private_values(model, form)
        if kind == ASSESSED and private:
            check_sealed_reading(private)
        payload: dict[str, Any] = {
            "event_id": form.get("event_id") or _NO_ID,
            "kind": kind,
            "version": KNOWN_VERSION,
            "event_time": form.get("event_time") or event_time_of(self.now.replace(microsecond=0)),
            "actor": actor,
            "subjects": _NO_LINK,
        }
        if not is_empty(form.get("seen")):
            payload["seen"] = check_seen(session, kind, form["seen"])
        elif self.seen is not None and kind != _SHORT_KIND:
            payload["seen"] = self.seen
        payload.update((name, form[name]) for name in _GIVEN if form.get(name))
        if self.is_site:
            payload["acknowledged"] = [*payload.get("acknowledged", ()), dict(SIGNED_OFFLINE)]
        payload.update(own)
        provisional = validate(model, payload)
        check_places(session.around.attributes, model.KIND, own.get("values", ()), private)
        payload["subjects"] = links_of(self.world, provisional)
        pinned = check_subjects(kind, form.get("subjects"), payload["subjects"])
        kid = _signing_kid(session, kind, form, actor, payload["event_time"], self.mark_ms)
        draft = Draft(kind, actor, payload, provisional, kid)
        if self._was_said(draft, form, private):
            return draft
        # What was said already was held against what the ledger said then.
        self._check_values(model, form, payload, own, private)
        if pinned:
            check_links(kind, pinned, payload["subjects"], self.world)
            draft.is_pinned = True
        _seal(session, draft, private)
        draft.event = validate(model, payload)
        self._ask(draft, private)
        return draft

    def _check_values(
        self,
        model: type[Event],
        form: Mapping[str, Any],
        payload: Mapping[str, Any],
        own: Mapping[str, Any],
        private: Private,
    ) -> None:
        """Hold figures and values against their ranges and what the ledger says. Raises InputError."""
        accepts = form.get("accept_unusual") is True
        today = max(str(payload["event_time"])[:10], self.now.date().isoformat())
        state = self.world.item(str(own.get("item", "")))
        check_figures(model.KIND, own, private, state, today, accept_unusual=accepts)
        if "values" in own or private:
            check_values(
                self.session.around.attributes, model.KIND, own.get("values", {}), private,
                _chemistry(self.world, own), accept_unusual=accepts,
                around=around_item(state, own, today),
                beside=self._beside(model.KIND.name, state, own, str(payload["actor"])),
            )  # fmt: skip

    def _beside(
        self, kind: str, state: ItemState | None, own: Mapping[str, Any], actor: str
    ) -> Callable[[Mapping[str, Value]], Iterator[Problem]] | None:
        """Give what holds values against the passport that they are for; None where there is none."""
        if kind not in _SAYING or state is None:
            return None
        # Most events say no values of a passport, and every command waits for imports.
        from batterypass.app.passport_fit import identity_problems, laid_over
        from batterypass.app.passport_record import record_of

        def problems(values: Mapping[str, Value]) -> Iterator[Problem]:
            yield from identity_problems(self.world, state, kind, own, actor, values)
            if kind == _UPDATED:
                held = record_of(self.session, state).values
                yield from laid_over(values, held, state.chemistry)

        return problems

    def _was_said(self, draft: Draft, form: Mapping[str, Any], private: Private) -> bool:
        """Give the draft its event id, and tell whether the same was said under it already."""
        payload, event = draft.payload, draft.event
        natural, request = event.natural_key(), form.get("request")
        if form.get("event_id"):
            said = self.so_far.under(payload["event_id"])
        else:
            # Derived from what makes the event what it is (bytes.md 2).
            key = natural
            if key is None:
                key = (
                    ("request", str(request))
                    if request
                    else ("random", self.session.around.random(16).hex())
                )
            audience = self.session.audience
            if self.again and event.kind in RECEPTIONS:
                found = find_anew(self.so_far, audience, event, key, payload, private)
            else:
                found = find_name(self.so_far, audience, event, key)
            payload["event_id"], said = found
        if said is not None:
            refuse_voided(self.so_far, event)
            same_content(said, payload, private)
        elif natural is None and not request and self.look_for_repeats:
            said = find_repeat(self.so_far, event, payload, private)
            draft.repeat = said is not None
        if said is not None:
            draft.answer(said)
        return said is not None

    def _ask(self, draft: Draft, private: Private) -> None:
        """Ask the rules with the state that the event will meet, and fold it for those after it."""
        event, session = draft.event, self.session
        if self.is_site:
            # What the person admits by name; the rest is admitted only because the log is elsewhere.
            event = event.model_copy(update={"acknowledged": event.acknowledged[:-1]})
        index = self.world.size()
        # What is sealed no rule sees: it is compared here, where it is.
        said, fallen = counted(draft.payload, private), []
        if said is not None:
            before = self.counted.setdefault(str(draft.payload.get("item", "")), [])
            fallen = fallen_counters(session, event, said, before)
            before.append(said)
        draft.findings = [
            *_findings_of(session, draft, event, self.world, self.mark_ms), *fallen,
        ]  # fmt: skip
        if self.is_site:
            # Nobody knows yet which entry it will be.
            draft.findings = [replace(found, entry=None) for found in draft.findings]
        self.so_far.add_draft(index, draft.payload, private)


def redraft(session: Session, payload: Mapping[str, Any], sections: Sequence[Section]) -> Draft:
    """Compose an event anew that was signed before, over what is known now; ask the rules.

    Id, time and content stay, and so do the sealed sections: under a new salt those that are out
    would open nothing, should the old statement be recorded after all. Its place in the chains, what
    was seen and the key are those of today. What was signed away from the log is asked about as it
    will be judged, so a breach shows as one that is admitted.
    """
    kind, actor = str(payload["kind"]), str(payload["actor"])
    model, world = model_of(kind), session.new_world()
    whole = dict(payload)
    seen = last_seen(session)
    if seen is not None:
        whole["seen"] = seen
    whole["subjects"] = links_of(world, validate(model, whole))
    admitted = [one for one in whole.get("acknowledged", ()) if one != SIGNED_OFFLINE]
    whole["acknowledged"] = [*admitted, dict(SIGNED_OFFLINE)]
    event = validate(model, whole)
    ledger = world.ledger()
    mark_ms = max(ledger.mark_ms if ledger else 0, instant_ms(event.event_time))
    kid = _signing_kid(session, kind, whole, actor, event.event_time, mark_ms)
    draft = Draft(kind, actor, whole, event, kid, [*sections])
    found = _findings_of(session, draft, event, world, mark_ms)
    draft.findings = [replace(one, entry=None) for one in found]
    return draft


def _findings_of(
    session: Session, draft: Draft, event: Event, world: FoldedWorld, mark_ms: int
) -> list[Finding]:
    """Ask the rules about an event that is not signed yet, and fold it."""
    draft.encoded = encode_payload(draft.payload)
    # Until it is signed nobody knows its digest; any stand-in links the later drafts to it.
    digest = sha256(draft.encoded).digest()
    at = Position(world.size(), digest, mark_ms, draft.kid)
    signed = Signed(
        -19, draft.kid, event.actor, event.subjects[0].subject, session.audience, digest
    )
    return ask_rules(event, signed, at, world, session.around.regulations)


def _chemistry(world: FoldedWorld, own: Mapping[str, Any]) -> str:
    """Give the chemistry of the item that an event is about, empty where nobody knows it."""
    if "values" not in own and "passport" not in own:
        return ""
    state = world.item(str(own.get("item", "")))
    return str(own.get("chemistry") or (state.chemistry if state is not None else ""))


def links_of(world: FoldedWorld, event: Event) -> list[dict[str, Any]]:
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


def last_seen(session: Session) -> dict[str, Any] | None:
    """Give the last checkpoint of this ledger that the signer has verified (D17)."""
    if not session.size:
        return None
    checkpoint = session.checkpoint()
    return {"size": checkpoint.size, "root": checkpoint.root.hex()}


def _signing_kid(
    session: Session, kind: str, form: Mapping[str, Any], actor: str, event_time: str, mark_ms: int
) -> str:
    """Choose the key that signs. Raises InputError where none of the actor's is here and in force."""
    keys = session.around.keys
    if keys is None:
        raise InputError(
            "nothing can be signed: no key folder was given (--keys DIR)", code="write.no-keys"
        )
    party = session.world.party(actor)
    known = {} if party is None else party.keys
    in_force = [
        kid for kid in keys.kids(actor, "daily") if kid in known and "revoked" not in known[kid]
    ]
    day = day_of(event_time)
    usable = [kid for kid in in_force if not has_ended(known[kid], day, mark_ms)]
    if kind in _KEY_KINDS and form.get("party") == actor:
        if kind == _REVOKED and form.get("kid") in usable:
            # Whoever holds a key may always declare it lost; no other daily key may.
            return str(form["kid"])
        kids = keys.kids(actor, "recovery")
        if kids:
            return kids[-1]
    if party is None:
        raise InputError(
            f"{actor} is not registered in this ledger; batterypass party list shows who is",
            code="write.not-registered", actor=actor,
        )  # fmt: skip
    if in_force and not usable:
        last = max(in_force, key=lambda kid: str(known[kid]["until"]))
        raise refusal(
            InputError, "people.key-ended", kid=last[:16], actor=actor, until=known[last]["until"]
        )
    if not usable:
        raise InputError(
            f"the key folder has no daily key of {actor} that is in force; batterypass key list shows"
            " what is here, --keys DIR chooses another folder",
            code="write.no-daily-key", actor=actor,
        )  # fmt: skip
    # The one that was registered last and is still in force.
    return max(usable, key=lambda kid: int(known[kid]["added"]))


def _seal(session: Session, draft: Draft, private: Private) -> None:
    digests = {}
    event_id = draft.payload["event_id"]
    for point, values in sorted(private.items()):
        body, digest = seal(session.around.random(32), event_id, point, values)
        digests[point] = digest
        draft.sections.append(Section(event_id, point, body))
    if digests:
        draft.payload["sealed"] = digests
