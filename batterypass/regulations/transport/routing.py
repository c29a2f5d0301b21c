"""Steps 5 to 9 of a decision: the route, its limits, packings, marks, and what is told beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from batterypass.regulations.tables import least
from batterypass.regulations.transport.conditions import judge
from batterypass.regulations.transport.facts import find_facts
from batterypass.regulations.transport.marks import fill_marks, gaps_of
from batterypass.regulations.transport.telling import (
    SHEET,
    make_reason,
    missing_answer,
    no_sat_key,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from batterypass.regulations.transport.answers import Answers
    from batterypass.regulations.transport.decision import Decision, Packing, Reason
    from batterypass.regulations.transport.facts import Facts
    from batterypass.regulations.transport.tables import (
        EditionRules,
        Entry,
        RuleRow,
        TransportTables,
    )


def by_tables(
    start: Decision,
    answers: Answers,
    rules: EditionRules,
    entry: Entry,
    tables: TransportTables,
) -> Decision:
    """Decide goods of an entry by the rows of an edition; ``start`` has what is known so far."""
    day = str(answers.date)
    facts = find_facts(answers, entry.un, tables.limits)
    if answers.mode is None:
        modes = rules.edition.modes
        facts["mode"] = modes[0] if len(modes) == 1 else None
    for row in rules.steps["route"]:
        fits = judge(row.checks, facts) if row.holds_on(day) else False
        if fits is True:
            return _by_route(start, row, facts, answers, rules, entry)
        if fits:
            told = replace(start, reasons=_of_every_route(rules, facts, day))
            return undecided(told, (facts.asked_for(str(fits)),), (row.reason,))
    # The last row of every regime takes whatever is left; a table that lost it decides nothing.
    reason = make_reason("NO_ROUTE", "no-route", rules.edition.title, "low", {})
    return replace(start, reasons=(reason,))


def _of_every_route(rules: EditionRules, facts: Facts, day: str) -> tuple[Reason, ...]:
    """Give the reasons that hold whichever route it will be, so that no question hides them."""
    return tuple(
        row.reason
        for row in rules.steps["note"]
        if row.is_reason
        and not (row.routes or row.levels)
        and row.holds_on(day)
        and judge(row.checks, facts) is True
    )


def _by_route(
    start: Decision,
    route: RuleRow,
    facts: Facts,
    answers: Answers,
    rules: EditionRules,
    entry: Entry,
) -> Decision:
    day = str(answers.date)
    reasons, warnings = [route.reason], list(start.warnings)
    for row in _scan(rules.steps["note"], route, facts, day)[0]:
        (reasons if row.is_reason else warnings).append(row.reason)
    keys = rules.edition.sat_keys
    if keys is not None and entry.un.removeprefix("UN") not in keys:
        reasons.append(no_sat_key())
    known: dict[str, Any] = {
        "route": route.id,
        "special_provisions": route.provisions,
        "transport_category": route.transport_category or start.transport_category,
        "warnings": tuple(warnings),
        "confidence": least(start.confidence, route.reason.confidence),
    }
    if route.level == "forbidden":
        return _forbidden(start, known, reasons)
    packings, asked = _packings(rules, route, facts)
    known["packings"] = packings
    stops, unknown = _scan(rules.steps["limit"], route, facts, day)
    if stops:
        return _forbidden(start, known, [*(row.reason for row in stops), *reasons])
    if not packings and not asked:
        none = make_reason("NO_PACKING_FITS", "no-packing", rules.edition.title, "high", {})
        return _forbidden(start, known, [none, *reasons])
    added, open_rows = _scan(rules.steps["add"], route, facts, day)
    missing = tuple(dict.fromkeys([*unknown, *asked, *open_rows]))
    if missing:
        return undecided(replace(start, reasons=tuple(reasons), **known), missing)
    rows = [route, *added]
    gaps = gaps_of(entry, rules.edition, answers)
    package = rules.edition.package_marks
    marks = (mark for row in rows for mark in fill_marks(row.marks, package, gaps))
    statements = (text.format_map(gaps) for row in rows for text in row.statements)
    needs = _scan(rules.steps["need"], route, facts, day)[0]
    stow = next(iter(_scan(rules.steps["stow"], route, facts, day)[0]), None)
    if stow is not None and stow.is_warning:
        known["warnings"] = (*warnings, stow.reason)
    known["confidence"] = least(start.confidence, *(row.reason.confidence for row in rows))
    return replace(
        start,
        outcome="allowed",
        level=next((row.level for row in reversed(rows) if row.level), ""),
        reasons=(*reasons, *(row.reason for row in added)),
        marks=tuple(dict.fromkeys(marks)),
        statements=tuple(dict.fromkeys(statements)),
        needs=tuple(row.need for row in needs if row.need is not None),
        stowage=None if stow is None else stow.stowage,
        **known,
    )


def _forbidden(start: Decision, known: dict[str, Any], reasons: list[Reason]) -> Decision:
    return replace(start, outcome="forbidden", level="forbidden", reasons=tuple(reasons), **known)


def _scan(
    rows: Iterable[RuleRow], route: RuleRow, facts: Facts, day: str
) -> tuple[list[RuleRow], list[str]]:
    """Look at all rows about a route: those that fit, and the answers that others wait for."""
    fitting, unknown = [], []
    for row in rows:
        if row.holds_on(day) and row.concerns(route):
            fits = judge(row.checks, facts)
            if fits is True:
                fitting.append(row)
            elif fits:
                unknown.append(facts.asked_for(fits))
    return fitting, unknown


def _packings(
    rules: EditionRules, route: RuleRow, facts: Facts
) -> tuple[tuple[Packing, ...], tuple[str, ...]]:
    """Give the packings that fit, and what must be asked because none fits for certain."""
    offered: list[Packing] = []
    asked: list[str] = []
    is_sure = False
    for choice in rules.packings[route.packing]:
        fits = judge(choice.checks, facts)
        if fits is True:
            offered.append(choice.packing)
            is_sure = True
        elif fits:
            answer = facts.asked_for(fits)
            asked.append(answer)
            if choice.is_open:
                offered.append(replace(choice.packing, asks=answer))
    return tuple(offered), () if is_sure else tuple(dict.fromkeys(asked))


def undecided(
    start: Decision, missing: tuple[str, ...], blocked: tuple[Reason, ...] = ()
) -> Decision:
    """End with what has to be asked; where one row waits for it, its source is named."""
    source = blocked[0].source if blocked else start.edition_title or SHEET
    asked = tuple(missing_answer(name, source) for name in missing)
    return replace(
        start, outcome="undecided", level="", missing=missing, reasons=(*start.reasons, *asked)
    )
