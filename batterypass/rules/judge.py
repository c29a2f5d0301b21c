"""Asking the rules: for each event only those of its kind.

The law is one tuple of rules (``batterypass.rules.RULES``); a :class:`Judge` sorts it by kind once,
so that an event costs only what its kind needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from batterypass.domain.clock import day_of
from batterypass.domain.events import KINDS, UnknownEvent
from batterypass.rules.acts import Act, JudgedAct, SignedAct
from batterypass.rules.base import ALWAYS, NONE, UNKNOWN_KIND, Finding, Findings, Rule

if TYPE_CHECKING:
    from batterypass.domain.events.common import Event
    from batterypass.domain.world import Position, World
    from batterypass.regulations.tables import Regulations
    from batterypass.rules.base import ProofChecker, Signed

Check = Callable[[Any], Findings]
_NAMES: dict[type, str] = {model: name for name, model in KINDS.items()}


class Judge:
    """Some rules, sorted by kind."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self._integrity = _Sorted(rule for rule in self.rules if rule.severity == "integrity")
        self._rest = tuple(rule for rule in self.rules if rule.severity != "integrity")
        self._compliance: dict[frozenset[str] | None, _Sorted] = {None: _Sorted(self._rest)}

    def integrity_findings(
        self,
        event: Event | UnknownEvent,
        signed: Signed,
        at: Position,
        world: World,
        checker: ProofChecker,
    ) -> list[Finding]:
        """Find what breaks the integrity of the log if the event stands here."""
        act = SignedAct(event, signed, at, world, checker)
        return _ask(self._integrity.checks(_kind_of(event), event), act)

    def compliance_findings(
        self, event: Event | UnknownEvent, at: Position, world: World, regulations: Regulations
    ) -> list[Finding]:
        """Find breaches and notices; a breach that the event acknowledges says for which reason.

        Raises UndecidedError where a table that a rule needs is not among ``regulations``.
        """
        return self._judge(_kind_of(event), JudgedAct(event, at, world, regulations))

    def findings(
        self,
        event: Event | UnknownEvent,
        signed: Signed,
        at: Position,
        world: World,
        checker: ProofChecker,
        regulations: Regulations | None,
    ) -> list[Finding]:
        """Find what breaks the integrity, and only where nothing does, breaches and notices.

        Without ``regulations``, and of a kind that nobody here knows, only the integrity is judged.
        The log is looked at once for both.
        """
        kind = _kind_of(event)
        act = SignedAct(event, signed, at, world, checker)
        found = _ask(self._integrity.checks(kind, event), act)
        if found or regulations is None or not kind:
            return found
        return self._judge(kind, JudgedAct.go_on(act, regulations))

    def _judge(self, kind: str, act: JudgedAct) -> list[Finding]:
        regulations, event = act.regulations, act.event
        codes = regulations.codes
        try:
            chosen = self._compliance[codes]
        except KeyError:
            # An older rulebook lists fewer rules: no newer one judges what it governed.
            chosen = self._compliance[codes] = _Sorted(
                rule for rule in self._rest if codes is None or rule.code in codes
            )
        found = _ask(chosen.checks(kind, event), act)
        if found and event.acknowledged:
            return [as_acknowledged(finding, event) for finding in found]
        return found


class _Sorted:
    """Checks by kind; rules that begin or end on a day are kept apart, for they are few."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        every = tuple(rules)
        self._undated = [rule for rule in every if not _is_dated(rule)]
        self._some_days = [rule for rule in every if _is_dated(rule)]
        #: Filled for a kind when it first comes: a command is about few of them.
        self._always: dict[str, tuple[Check, ...]] = {}

    def checks(self, kind: str, event: Event | UnknownEvent) -> tuple[Check, ...]:
        """Give the checks for an event: by its kind, and by its day."""
        try:
            always = self._always[kind]
        except KeyError:
            chosen = [rule for rule in self._undated if _is_for(rule, kind)]
            always = self._always[kind] = tuple(_side_by_side(chosen))
        if not self._some_days:
            return always
        day = day_of(event.event_time)
        return always + tuple(
            rule.check
            for rule in self._some_days
            if _is_for(rule, kind)
            and rule.since <= day
            and (rule.until is None or day <= rule.until)
        )


def _kind_of(event: Event | UnknownEvent) -> str:
    """Give the kind by which rules are sorted; of what nobody here knows it is none."""
    return _NAMES.get(type(event), UNKNOWN_KIND)


def _ask(checks: Iterable[Check], act: Act) -> list[Finding]:
    found: list[Finding] = []
    for check in checks:
        some = check(act)
        if some:
            found += some
    return found


def _is_dated(rule: Rule) -> bool:
    return rule.since != ALWAYS or rule.until is not None


def _is_for(rule: Rule, kind: str) -> bool:
    return rule.kinds is None or kind in rule.kinds


def _side_by_side(rules: Iterable[Rule]) -> Iterator[Check]:
    """Give the checks of some rules in order; those that share a test become one."""
    for unless, some in groupby(rules, lambda rule: rule.unless):
        checks = tuple(rule.check for rule in some)
        if unless is None:
            yield from checks
        else:
            yield _asked_unless(unless, checks)


def _asked_unless(unless: Callable[[Any], bool], checks: tuple[Check, ...]) -> Check:
    def check(act: Act) -> Findings:
        return NONE if unless(act) else _ask(checks, act)

    return check


def as_acknowledged(finding: Finding, event: Event | UnknownEvent) -> Finding:
    """Say for which reason the actor recorded a breach knowingly (``design/bytes.md`` 4)."""
    if finding.severity != "compliance":
        return finding
    for one in event.acknowledged:
        if one.rule == finding.code or (one.rule == "*" and one.reason == "signed_offline"):
            return finding.because(one.reason)
    return finding


def audit_notices(findings: Iterable[Finding]) -> list[Finding]:
    """Tell, for each breach in the log that its actor did not acknowledge, that it was let in.

    Nothing like it is recorded by this program: the ledger's operator went around the rules.
    """
    return [
        Finding("BP-N001", "notice", finding.subject, {"rule": finding.code}, finding.entry)
        for finding in findings
        if finding.severity == "compliance" and finding.acknowledged is None
    ]
