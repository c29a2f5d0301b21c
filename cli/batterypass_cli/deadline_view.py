"""Deadlines in plain words, and as rows for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass.texts.messages import MESSAGES
from batterypass_cli.answers import choice_words
from batterypass_cli.plain import party_short
from batterypass_cli.words import say

if TYPE_CHECKING:
    from batterypass.regulations.deadlines import DeadlineRule
    from batterypass.regulations.due import Due
    from batterypass_cli.plain import NameOf


def action_words(rule: DeadlineRule) -> str:
    """Say what has to be done."""
    return say(f"deadline.action.{rule.rule_id}")


def status_words(due: Due) -> str:
    """Say how a deadline stands."""
    key = "late" if due.is_late else due.status
    return say(
        f"deadline.status.{key}", days=abs(due.days), due_on=due.due_on, stopped_on=due.stopped_on
    )


def what_words(due: Due) -> str:
    """Name a manifest, a lot of waste, or the year of a report."""
    if not due.count:
        return due.name
    stream = choice_words(due.stream) or due.stream
    return say("deadline.lot", count=due.count, stream=stream, kg=due.mass_kg)


def ref_words(rule: DeadlineRule) -> str:
    """Name the text of law; what is no citation in it is said in the language of the run."""
    key = f"deadline.law.{rule.rule_id}"
    return say(key) if MESSAGES.known(key) else rule.legal_ref


def law_words(rule: DeadlineRule) -> str:
    """Name the text of law, and say where it should be read first."""
    ref = ref_words(rule)
    return say("deadline.verify", ref=ref) if rule.verify else ref


def row_of(due: Due) -> dict[str, Any]:
    """Give a deadline as a row; numbers and days as they are."""
    rule = due.rule
    row: dict[str, Any] = {
        "rule": rule.rule_id,
        "form": rule.form,
        "subject": due.subject,
        "name": due.name,
        "actor": due.actor,
        "started_on": due.started_on,
        "due_on": due.due_on or None,
        "days": due.days,
        "status": due.status,
        "stopped_on": due.stopped_on or None,
        "late": due.is_late,
        "action": action_words(rule),
        "legal_ref": rule.legal_ref,
        "confidence": rule.confidence,
        "verify": rule.verify,
        "note": rule.note,
    }
    if due.count:
        row |= {
            "stream": due.stream, "items": due.count, "mass_kg": due.mass_kg,
            "perhaps": due.perhaps,
        }  # fmt: skip
    return row


def for_people(due: Due, name_of: NameOf) -> dict[str, Any]:
    """Give a deadline as a row of a table for people."""
    perhaps = say("deadline.perhaps") if due.perhaps else ""
    return {
        **row_of(due),
        "what": what_words(due),
        "who": party_short(due.actor, name_of),
        "action": action_words(due.rule) + perhaps,
        "stands": status_words(due),
        "law": law_words(due.rule),
    }


def span_words(rule: DeadlineRule) -> str:
    """Say how long a rule gives."""
    if rule.window:
        return say("deadline.days.window", first=rule.window[0], last=rule.window[1])
    if rule.months is not None:
        return say("deadline.days.months", count=rule.months)
    if rule.days is None:
        return say("deadline.days.none")
    if rule.is_only_an_age:
        return say("deadline.days.at-once")
    if rule.days < 0:
        return say("deadline.days.before", count=-rule.days)
    return say(f"deadline.days.{rule.day_type}", count=rule.days)
