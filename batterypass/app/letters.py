"""Letters that go with a deadline: the facts of a manifest, for the day that stands on the letter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

from batterypass.app.deadlines import crosses_border
from batterypass.app.manifests import manifest_content
from batterypass.app.permits import jurisdiction_on
from batterypass.documents.letter import LetterFacts, letter_rules, render_letter, rules_without
from batterypass.domain.clock import day_of
from batterypass.errors import InputError
from batterypass.regulations.due import due_of_consignment

if TYPE_CHECKING:
    from batterypass.app.session import Session
    from batterypass.documents.words import Lang
    from batterypass.domain.states import ConsignmentState
    from batterypass.regulations.deadlines import Deadlines
    from batterypass.regulations.due import Due


@dataclass(frozen=True, slots=True)
class Letter:
    """A rendered letter and the deadline that it goes with."""

    pdf: bytes
    digest: str
    due: Due


def make_letter(
    session: Session,
    consignment: ConsignmentState,
    table: Deadlines,
    rule: str,
    on: str,
    lang: Lang,
) -> Letter:
    """Render the letter of a rule for a manifest, dated on a day.

    Raises InputError where there is no such letter, where its clock has not started, where nothing
    is due yet on that day, and where it was done already.
    """
    due = _due(session, consignment, table, rule, on)
    content = manifest_content(session, consignment, code=b"\0")
    line = content.lines[0]
    vehicle = " · ".join(filter(None, (content.vehicle_type, content.vehicle_plate)))
    facts = LetterFacts(
        rule=rule,
        number=content.number,
        generator=content.generator,
        carrier=content.transporters[0],
        consignee=content.facility,
        waste=line.name,
        mass_kg=line.quantity,
        containers=line.container_type,
        vehicle=vehicle,
        collected_on=day_of(consignment.collected_at),
        received_on=day_of(consignment.received_at) if consignment.received_at else "",
        today=on,
        days=_days_between(due.started_on, on),
        law=due.rule.legal_ref.partition(";")[0],
        source=content.source,
    )
    pdf = render_letter(facts, lang)
    return Letter(pdf, sha256(pdf).hexdigest(), due)


def _due(
    session: Session, consignment: ConsignmentState, table: Deadlines, rule: str, on: str
) -> Due:
    name = consignment.consignment
    reason = rules_without().get(rule)
    if reason is not None:
        raise InputError(
            f"rule {rule!r}: no letter goes with it ({reason}); there are: {', '.join(letter_rules())}",
            code="letter.without", rule=rule, reason=reason, known=", ".join(letter_rules()),
        )  # fmt: skip
    if rule not in letter_rules():
        raise InputError(
            f"rule {rule!r}: no letter goes with it; there are: {', '.join(letter_rules())}",
            code="letter.no-rule", rule=rule, known=", ".join(letter_rules()),
        )  # fmt: skip
    found = due_of_consignment(
        consignment, table, jurisdiction_on(session, day_of(consignment.offered_at)), on,
        crosses_border=crosses_border(session, consignment),
    )  # fmt: skip
    due = next((one for one in found if one.rule.rule_id == rule), None)
    if due is None:
        raise InputError(
            f"{name}: no clock of {rule} runs on {on}: it needs hazardous waste that was collected"
            " or received by then",
            code="letter.no-clock", name=name, rule=rule, day=on,
        )  # fmt: skip
    if due.status == "done":
        raise InputError(
            f"{name}: {rule} was done on {due.stopped_on}: there is nothing to write",
            code="letter.done", name=name, rule=rule, day=due.stopped_on,
        )  # fmt: skip
    if due.status == "running":
        raise InputError(
            f"{name}: nothing is due under {rule} until {due.due_on}; --on DATE dates a letter"
            " later",
            code="letter.not-due", name=name, rule=rule, day=due.due_on,
        )  # fmt: skip
    return due


def _days_between(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days
