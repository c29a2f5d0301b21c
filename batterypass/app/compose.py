"""From what a person says to an event that is signed and recorded.

Planning asks and writes nothing (:mod:`batterypass.app.drafts`); a person sees the plan; signing
makes the statements and hands them to :mod:`batterypass.app.record` as one batch.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from batterypass.app.drafts import Draft, Plan, Planning, links_of
from batterypass.app.forms import overtaken
from batterypass.app.record import Attachment, Recorded, record
from batterypass.domain.world import Position
from batterypass.errors import ConflictError, InputError, RefusedError
from batterypass.statements.cose import sign_statement
from batterypass.statements.payload import encode_payload

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from batterypass.app.session import Session
    from batterypass.ports import SigningKeys
    from batterypass.projections.world import FoldedWorld


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
    field, RefusedError where an event id is known with another content, and ConflictError where
    a form names links that somebody else has overtaken.
    """
    # One state of the log for the whole plan, whatever others write meanwhile.
    with session.store.reading():
        session.catch_up()
        session.demand_fresh()
        planning = Planning(session, look_for_repeats=look_for_repeats, again=again)
        drafts = [planning.draft(kind, form, actor) for kind, form in forms]
    return Plan(drafts, session.size)


def sign_and_record(
    session: Session, ready: Plan, beside: Attachment | None = None
) -> list[Recorded]:
    """Sign every fresh draft of a plan and record them as one batch.

    Raises RefusedError, before any key is used, where the plan has refusals, and ConflictError
    where a form names links that somebody else has overtaken since.
    """
    refusals = [finding for _, finding in ready.refusals()]
    if refusals:
        raise RefusedError(
            "; ".join(finding.message("en") for finding in refusals[:5]), findings=refusals
        )
    keys = _keys_of(session)
    fresh = ready.fresh()
    recorded: list[Recorded] = []
    if fresh:
        keys.unlock(sorted({draft.kid for draft in fresh}))
        recorded = _sign_and_keep(session, ready, fresh, beside or Attachment())
    by_id = {one.event_id: one for one in recorded}
    return [
        by_id[draft.payload["event_id"]]
        if draft.already is None
        else _known(session, draft, draft.already, by_id)
        for draft in ready.drafts
    ]


def _keys_of(session: Session) -> SigningKeys:
    """Give the keys to sign with. Raises InputError where none were given."""
    keys = session.around.keys
    if keys is None:
        raise InputError(
            "nothing can be signed: no key folder was given (--keys DIR)", code="write.no-keys"
        )
    return keys


def _sign_and_keep(
    session: Session, ready: Plan, fresh: Sequence[Draft], given: Attachment
) -> list[Recorded]:
    """Sign drafts and record them; at a site, keep them for the operator."""
    sections = [section for draft in fresh for section in draft.sections]
    statements, above = sign_all(session, fresh, above=ready.above)
    if not session.store.is_replica:
        beside = Attachment([*sections, *given.sections], given.contents)
        return record(session, statements, beside, above=min(above, ready.above))
    # Only a site needs it, and every command waits for its imports.
    from batterypass.app.site import keep_at

    try:
        return keep_at(session, statements, sections)
    except ConflictError:
        # Somebody else signed here in between: the next place in the chains is another one now.
        statements, _ = sign_all(session, fresh)
        return keep_at(session, statements, sections)


def sign_all(
    session: Session, fresh: Sequence[Draft], *, above: int | None = None
) -> tuple[list[bytes], int]:
    """Sign drafts where they stand now; give the statements and the entries below them.

    Their keys are unlocked. ``above`` is the size of the log that they were composed over: where
    nobody wrote since, and no draft follows another in a chain, they stand where they stood.
    """
    with session.store.reading():
        session.catch_up()
        if above == session.size and _are_apart(fresh):
            return [_sign_bytes(session, draft, draft.encoded) for draft in fresh], above
        world = session.new_world()
        return [_sign(session, world, draft) for draft in fresh], session.size


def _are_apart(fresh: Sequence[Draft]) -> bool:
    """Tell whether no two drafts join one chain."""
    names = [link["subject"] for draft in fresh for link in draft.payload["subjects"]]
    return len(set(names)) == len(names) and all(draft.encoded for draft in fresh)


def _known(session: Session, draft: Draft, entry: int, by_id: Mapping[str, Recorded]) -> Recorded:
    """Answer for a draft that was not signed, with the entry that says the same."""
    event_id = str(draft.payload["event_id"])
    if event_id in by_id:
        # An earlier draft of the plan; where that went is known only now.
        return replace(by_id[event_id], already=True, findings=())
    digest, place = session.digest_of(entry), session.place_of(entry)
    return Recorded(entry, digest, event_id, draft.kind, already=True, place=place)


def _sign(session: Session, world: FoldedWorld, draft: Draft) -> bytes:
    payload = {**draft.payload, "subjects": links_of(world, draft.event)}
    event = draft.event
    if payload["subjects"] != draft.payload["subjects"]:
        if draft.is_pinned:
            raise overtaken(draft.kind, draft.event.subjects[0].subject)
        event = type(draft.event).model_validate(payload)
    raw = _sign_bytes(session, draft, encode_payload(payload))
    ledger = world.ledger()
    digest = sha256(raw).digest()
    world.apply(event, Position(world.size(), digest, ledger.mark_ms if ledger else 0, draft.kid))
    return raw


def _sign_bytes(session: Session, draft: Draft, encoded: bytes) -> bytes:
    return sign_statement(
        encoded,
        _keys_of(session).private(draft.kid),
        issuer=draft.event.actor,
        subject=draft.event.subjects[0].subject,
        audience=session.audience,
    )


__all__ = ["Draft", "Plan", "plan", "sign_all", "sign_and_record"]
