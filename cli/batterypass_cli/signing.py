"""Signing from a command: rules first, then plain words, then yes or no, then one unlock.

Every command that writes ends here, so that all of them show, ask, refuse and answer alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from batterypass.domain.vocabulary import BREACH_REASONS
from batterypass.errors import DeclinedError, InputError, RefusedError
from batterypass_cli.attaching import keep_attached, read_attached, tell_attached, with_attached
from batterypass_cli.clockcheck import confirm_clock, warn_of_clock
from batterypass_cli.exits import finding_object
from batterypass_cli.output import paint
from batterypass_cli.parts_view import head_of, is_cut, is_part, part_lines
from batterypass_cli.plain import describe, kind_title, names_of
from batterypass_cli.roomcheck import check_room
from batterypass_cli.terminal import ask_yes_no
from batterypass_cli.words import language, say

if TYPE_CHECKING:
    from batterypass.app.compose import Draft, Plan
    from batterypass.app.ledger import Ledger
    from batterypass.app.record import Recorded
    from batterypass.rules.base import Finding
    from batterypass_cli.context import Here

Form = tuple[str, Mapping[str, Any]]
#: More events than this are counted by kind instead of shown one by one.
_SHOWN = 5


def sign_events(
    here: Here,
    forms: Sequence[Form],
    *,
    actor: str,
    next_step: str = "",
    before: Callable[[], None] | None = None,
) -> list[Recorded]:
    """Ask the rules, show, ask, sign, record, and print what became of each event.

    Gives what was recorded: nothing for a dry run. ``next_step`` is a command to print at the end;
    ``before`` is called after the "yes" and before anything is signed: it keeps what must not be
    lost, such as a new key.
    Raises RefusedError before any question where a rule says no, FailedError where it could not be
    kept, DeclinedError for a "no".
    """
    ledger = here.open_to_sign()
    warn_of_clock(here, ledger)
    attached = read_attached(here, here.given.attach)
    ready = plan_events(here, ledger, with_attached(forms, attached), actor=actor)
    _refuse(ready)
    _show(here, ledger, ready)
    _tell_replica(here, ledger, ready)
    tell_attached(here, attached)
    if here.given.dry_run:
        _print_dry_run(here, ready)
        return []
    if ready.fresh():
        check_room(here, ledger, len(ready.fresh()))
    if ready.fresh() and not ledger.store.is_replica:
        # A site marks no time: whoever records what it signed has a clock of his own.
        confirm_clock(here, ledger)
    if ready.fresh() and not here.given.yes:
        question = say("sign.question", name=names_of(ledger)(actor) or actor)
        if not ask_yes_no(here.terminal, question, default=False):
            raise DeclinedError("nothing was signed", code="sign.declined")
    if before is not None and ready.fresh():
        before()
    if ready.fresh():
        # What an event names is here before it is signed.
        keep_attached(here, attached)
    unlock_together(here, ledger, [draft.kid for draft in ready.fresh()])
    done = ledger.sign(ready)
    print_recorded(here, done)
    if next_step:
        here.out.talk(say("sign.next", command=next_step))
    return done


def unlock_together(here: Here, ledger: Ledger, kids: Sequence[str]) -> None:
    """Unlock the signers' keys and the operator's in one go: each takes a core 0.12 s."""
    from batterypass.domain.keyprint import thumbprint_of

    state = ledger.session.world.ledger()
    if not kids or state is None:
        return
    wanted = {*kids, state.operator_kid, thumbprint_of("Ed25519", state.checkpoint_key)}
    here.keys.unlock(sorted(wanted & {info.kid.hex() for info in here.keys.infos()}))


def plan_events(here: Here, ledger: Ledger, forms: Sequence[Form], *, actor: str) -> Plan:
    """Compose the events with what the shared options say; ask about a repetition."""
    from batterypass.app.batches import with_elements
    from batterypass.app.readings import seal_reading

    acknowledged = parse_acknowledged(here.given.acknowledge)
    tables, today = ledger.session.around.regulations, here.now().date().isoformat()
    whole = [
        (
            kind,
            with_elements(
                tables, kind, seal_reading(kind, _with_acknowledged(form, acknowledged)), today
            ),
        )
        for kind, form in forms
    ]
    ready = ledger.plan(whole, actor=actor, again=here.given.again)
    repeats = [draft for draft in ready.drafts if draft.repeat]
    if not repeats or here.given.yes or not here.terminal.is_interactive:
        return ready
    _show_repeats(here, ledger, repeats)
    if not ask_yes_no(here.terminal, say("sign.again"), default=False):
        return ready
    return ledger.plan(whole, actor=actor, again=True)


def parse_acknowledged(words: Sequence[str]) -> list[dict[str, str]]:
    """Read ``RULE=REASON`` words. Raises InputError that lists the reasons."""
    found = []
    for word in words:
        rule, _, reason = word.partition("=")
        if reason not in BREACH_REASONS:
            raise InputError(
                f"--acknowledge {word}: expected RULE=REASON, REASON one of"
                f" {', '.join(BREACH_REASONS)}",
                code="sign.bad-acknowledge",
                word=word,
                reasons=", ".join(BREACH_REASONS),
            )
        found.append({"rule": rule, "reason": reason})
    return found


def _with_acknowledged(
    form: Mapping[str, Any], acknowledged: list[dict[str, str]]
) -> Mapping[str, Any]:
    if not acknowledged:
        return form
    return {**form, "acknowledged": [*form.get("acknowledged", ()), *acknowledged]}


def _refuse(ready: Plan) -> None:
    refusals: list[Finding] = []
    for _, finding in ready.refusals():
        # Every part of a step may be refused for the same reason; a person reads it once.
        if all(replace(finding, entry=one.entry) != one for one in refusals):
            refusals.append(finding)
    if refusals:
        text = "; ".join(finding.message("en") for finding in refusals[:5])
        raise RefusedError(text, findings=refusals)


def _show(here: Here, ledger: Ledger, ready: Plan) -> None:
    fresh = ready.fresh()
    if not fresh or here.out.wants_json:
        return
    here.out.talk(say("sign.will", count=len(fresh)))
    payloads = [draft.payload for draft in fresh]
    if is_cut(payloads):
        _show_parts(here, ledger, fresh)
    elif len(fresh) > _SHOWN:
        for kind in dict.fromkeys(draft.kind for draft in fresh):
            count = sum(draft.kind == kind for draft in fresh)
            here.out.talk(f"  {count} × {kind_title(kind)} ({kind})")
    else:
        for draft in fresh:
            for line in describe(draft.payload, _private(draft), names_of(ledger)):
                here.out.talk(line)
    # Every part of a step may say the same.
    told = {finding.message(language()): finding for draft in fresh for finding in draft.findings}
    _show_notices(here, told.values())


def _show_notices(here: Here, findings: Iterable[Finding]) -> None:
    """Show what the rules tell, and of each rule the first only: a truck may have a hundred."""
    by_rule: dict[tuple[str, bool], list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault((finding.code, bool(finding.acknowledged)), []).append(finding)
    for (code, knowingly), some in by_rule.items():
        mark = say("sign.knowingly") if knowingly else say("sign.notice")
        here.out.talk(f"  {paint('!', 'y')} {mark} {some[0].message(language())}")
        if len(some) > 1:
            here.out.talk("    " + say("sign.more-notices", count=len(some) - 1, code=code))


def _show_parts(here: Here, ledger: Ledger, fresh: Sequence[Draft]) -> None:
    """Show a step in parts as the one act that it is, then how it is cut; first what goes before."""
    whole = [draft for draft in fresh if not is_part(draft.payload)]
    first = next(draft for draft in fresh if is_part(draft.payload))
    for draft in whole:
        here.out.talk(f"  {kind_title(draft.kind)} ({draft.kind})")
    head = head_of([draft.payload for draft in fresh])
    for line in describe(head, _private(first), names_of(ledger)):
        here.out.talk(line)
    for line in part_lines([draft.payload for draft in fresh]):
        here.out.talk(line)


def _private(draft: Draft) -> dict[str, dict[str, Any]]:
    """Open the sections that were just sealed, to show what is in them."""
    from batterypass.statements.sealed import open_section

    return {
        section.point: dict(
            open_section(
                section.body,
                draft.payload["sealed"][section.point],
                section.event_id,
                section.point,
            )
        )
        for section in draft.sections
    }


def entry_words(ledger: Ledger, index: int | None) -> str:
    """Name an entry for people: its number, or its place in the outbox while it is pending."""
    place = 0 if index is None else ledger.session.place_of(index)
    return say("outbox.place", place=place) if place else str(index)


def _tell_replica(here: Here, ledger: Ledger, ready: Plan) -> None:
    """Say of which day the replica is: the rules know nothing of what was recorded since."""
    if ledger.store.is_replica and ready.fresh() and not here.out.wants_json:
        from batterypass.app.read import last_mark
        from batterypass.store.sources import last_update
        from batterypass_cli.plain import when

        updated = last_update(here.ledger_path)
        at = when(here.local_time(updated.at if updated else last_mark(ledger.session)))
        text = say("outbox.replica-of", when=at, size=ledger.session.logged)
        here.out.talk(f"{paint('!', 'y')} {text}")


def _show_repeats(here: Here, ledger: Ledger, repeats: Sequence[Draft]) -> None:
    for draft in repeats:
        entry = entry_words(ledger, draft.already)
        here.out.talk(say("sign.repeat", kind=kind_title(draft.kind), index=entry))


def _print_dry_run(here: Here, ready: Plan) -> None:
    if here.out.wants_json:
        here.out.rows(
            "events", (_draft_object(here.open_to_sign(), draft) for draft in ready.drafts), ()
        )
    ledger = here.open_to_sign()
    _print_already(
        here, [entry_words(ledger, one.already) for one in ready.drafts if one.already is not None]
    )
    here.out.talk(say("sign.dry-run", count=len(ready.fresh())))


def _draft_object(ledger: Ledger, draft: Draft) -> dict[str, Any]:
    place = 0 if draft.already is None else ledger.session.place_of(draft.already)
    pending = {"pending": True, "place": place} if place else {}
    return {
        "kind": draft.kind,
        "event_id": draft.payload["event_id"],
        "already": None if place else draft.already,
        **pending,
        "payload": draft.payload,
        "findings": [finding_object(finding) for finding in draft.findings],
    }


def print_recorded(here: Here, done: Sequence[Recorded]) -> None:
    """Print what became of each event: entry and digest, or that it was there already."""
    if here.out.wants_json:
        here.out.rows("events", (recorded_object(one) for one in done), ())
        return
    _print_already(here, [_entry_of(one) for one in done if one.already])
    fresh = [one for one in done if not one.already]
    for one in fresh[:_SHOWN]:
        words = {"kind": kind_title(one.kind), "digest": one.digest.hex()[:12]}
        text = (
            say("outbox.kept", place=one.place, **words)
            if one.place
            else say("sign.done", index=one.index, **words)
        )
        here.out.line(f"{paint('✓', 'g')} {text}")
    if len(fresh) > _SHOWN:
        last = fresh[-1]
        code = "outbox.kept-more" if last.place else "sign.done-more"
        here.out.line(say(code, count=len(fresh) - _SHOWN, last=last.place or last.index))


def name_entry(one: Recorded) -> str:
    """Give what a person types to see an event again: its entry, or ``3p`` for place 3."""
    return f"{one.place}p" if one.place else str(one.index)


def _entry_of(one: Recorded) -> str:
    return say("outbox.place", place=one.place) if one.place else str(one.index)


def _print_already(here: Here, entries: Sequence[str]) -> None:
    for index in entries[:_SHOWN]:
        here.out.line(say("sign.already", index=index))
    if len(entries) > _SHOWN:
        here.out.line(say("sign.already-more", count=len(entries) - _SHOWN))


def recorded_object(one: Recorded) -> dict[str, Any]:
    """Write what became of an event for programs."""
    pending = {"pending": True, "place": one.place} if one.place else {}
    return {
        "index": None if one.place else one.index,
        **pending,
        "digest": one.digest.hex(),
        "event_id": one.event_id,
        "kind": one.kind,
        "already": one.already,
        "findings": [finding_object(finding) for finding in one.findings],
    }
