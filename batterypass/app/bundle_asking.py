"""Asking the rules about an entry of a bundle: all that can be answered, and a list of the rest.

The rules are those of every audit, and each says of itself what it asked for that is not here. What
that means is one of four things (decision 33): the items beside were passed over, a look-up may
have missed something, an authorisation may be elsewhere, or a part of the file is missing.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Final, Literal, cast

from batterypass.app.bundle_marks import MARK
from batterypass.app.bundle_world import MISSING, BundleWorld
from batterypass.errors import UndecidedError
from batterypass.rules import RULES, findings
from batterypass.rules.base import NONE
from batterypass.rules.judge import Judge, as_acknowledged

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from batterypass.app.judge import KeyProofs
    from batterypass.domain.events import Event, UnknownEvent
    from batterypass.domain.world import Position
    from batterypass.projections.world import FoldedWorld
    from batterypass.regulations.tables import Regulations
    from batterypass.rules.base import Finding, Findings, Rule, Severity, Signed

#: Why something was not judged, or not in whole.
Why = Literal[
    "lookup",
    "holder",
    "sum",
    "items",
    "missing",
    "marks",
    "days",
    "operator",
    "old-checkpoint",
    "newer-checkpoint",
]

#: What a whole file would have, or what is here speaks for a breach and only the whole log can tell
#: otherwise. A checkpoint that was seen and that the file does not tie to its own may be one of a
#: fork: without that proof nobody knows.
_OPEN: Final = frozenset(
    {"missing", "holder", "marks", "days", "old-checkpoint", "newer-checkpoint"}
)

#: Look-ups of which more rows can only take findings away: the authorisations of a party, and the
#: owner of a label key.
_HELPFUL: Final = frozenset({("holder", ""), ("key", "BP-R004")})
#: What was learned of an authorisation after a hand-over that rests on it.
_LEARNED_LATE: Final = "BP-A012"
#: What a party accepted in a year, of all its consignments: the fold keeps the sum in its state.
SUMS: Final = frozenset({"BP-A007", "BP-A008"})
_SUM_KINDS: Final = frozenset(
    kind for rule in RULES if rule.code in SUMS for kind in (rule.kinds or ())
)


@dataclass(frozen=True, slots=True)
class NotJudged:
    """What a file could not decide: a rule (``BP-…``) or a check, about what, and why.

    ``entries`` is for how many entries; ``severity`` that of the rule, integrity for a check.
    """

    what: str
    subject: str
    why: Why
    entries: int = 1
    severity: Severity = "integrity"
    #: What is missing, where something is.
    missing: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it leaves a word of the verdict undecided."""
        return self.why in _OPEN


class Asking:
    """Asks the rules about the entries of a bundle, and gathers what they could not answer."""

    def __init__(self, origin: str) -> None:
        """Begin with nothing; ``origin`` is that of the log."""
        self._origin = origin
        #: What was noted, and for how many entries.
        self._noted: dict[tuple[str, str, Why, Severity, str], int] = {}
        #: Everything that was missing: subjects, and ``#size`` for a root.
        self.missing: set[str] = set()
        #: Look-ups that decide for somebody, as (relation, key).
        self.helpful: set[tuple[str, str]] = set()
        #: Kinds that were asked about, and whether the bundle alone has answered every time.
        self._alone: dict[str, bool] = {}
        #: Whether a rule found something, or looked beyond the bundle, since this was last False.
        self._has_looked = False

    def not_judged(self) -> list[NotJudged]:
        """List what was not judged: first what leaves a verdict open."""
        listed = (
            NotJudged(what, subject, why, entries, severity, missing)
            for (what, subject, why, severity, missing), entries in self._noted.items()
        )
        return sorted(listed, key=lambda one: (not one.is_open, one.why, one.what, one.subject))

    def note(
        self, what: str, subject: str, why: Why, severity: Severity = "integrity", missing: str = ""
    ) -> None:
        """Note that something could not be judged of one more entry.

        Of what only the whole log shows one line is enough, whatever the subject.
        """
        if why in ("lookup", "operator", "sum"):
            subject = self._origin
        key = (what, subject, why, severity, missing)
        self._noted[key] = self._noted.get(key, 0) + 1
        if missing:
            self.missing.add(missing)

    def findings(
        self,
        event: Event | UnknownEvent,
        signed: Signed,
        at: Position,
        world: FoldedWorld,
        checker: KeyProofs,
        regulations: Regulations | None,
    ) -> list[Finding]:
        """Find what :func:`batterypass.rules.findings` finds, as far as the bundle answers.

        Its world is a :class:`BundleWorld`. Most entries are answered by the bundle alone, and where
        no rule asked for more nor found anything there is nothing to note: only the others are asked
        rule by rule, and the first of each kind, which shows what its kind is like.
        """
        here = cast("BundleWorld", world)
        if here.is_whole_log:
            return findings(event, signed, at, world, checker, regulations)
        subject = event.subjects[0].subject
        if here.event is not event:
            here.begin(event)
        if here.not_here:
            for name in here.not_here:
                why: Why = "marks" if name == MARK else "missing"
                self.note("entry", subject, why, missing=name)
            here.doubt(event)
            return []
        if here.beside():
            self.note("items", _about(event), "items")
        if event.kind in _SUM_KINDS and _moves_waste(event, here):
            for code in sorted(SUMS):
                self.note(code, subject, "sum", "notice")
        alone = self._alone.get(event.kind)
        if alone:
            with suppress(UndecidedError):
                found = findings(event, signed, at, world, checker, regulations)
                if not found and not here.edge.is_touched:
                    return found
            self._alone[event.kind] = False
            here.begin(event)
        here.asking, self._has_looked = self, False
        found = _rules().findings(event, signed, at, world, checker, regulations)
        if alone is None:
            self._alone[event.kind] = not self._has_looked
        return [one for one in found if one.code not in SUMS] if found else found

    def take(self, rule: Rule, act: Any, found: Findings) -> Findings:  # noqa: ANN401 - an act
        """Take what one rule found, less what it cannot have known; note why."""
        self._has_looked = True
        world: BundleWorld = act.world
        beside = world.beside()
        if beside and found and rule.scope == "item":
            found = [one for one in found if one.subject not in beside] or NONE
        if world.held_asked and any(one.severity == "compliance" for one in found):
            # Rules of one act share what they look up: asked again, it shows what it rests on.
            act.forget()
            rule.check(act)
        edge = world.edge
        if edge.items:
            self.note(rule.code, _about(act.event), "items", rule.severity)
        for relation, key in edge.lookups:
            if (relation, "") in _HELPFUL or (relation, rule.code) in _HELPFUL:
                self.helpful.add((relation, key))
                if relation == "holder":
                    # Of one that is left out whole, what was learned of it later is left out too.
                    self.note(_LEARNED_LATE, self._origin, "lookup", "notice")
                found = self._without_unsure(rule, act, found)
            elif not found:
                self.note(rule.code, act.names[0], "lookup", rule.severity)
        edge.clear()
        return found

    def leave(self, rule: Rule, act: Any, missing: set[str]) -> None:  # noqa: ANN401 - an act
        """Note that a rule could not be asked."""
        self._has_looked = True
        for name in missing:
            self.note(rule.code, act.names[0], "missing", rule.severity, name)
        act.world.edge.clear()

    def _without_unsure(self, rule: Rule, act: Any, found: Findings) -> Findings:  # noqa: ANN401
        """Leave out the breaches that another authorisation, not in the file, would undo."""
        kept = []
        for one in found:
            admitted = as_acknowledged(one, act.event).acknowledged is not None
            if one.severity != "compliance" or admitted:
                kept.append(one)
            else:
                self.note(rule.code, one.subject, "holder", rule.severity)
        return kept or NONE


def _moves_waste(event: Any, world: BundleWorld) -> bool:  # noqa: ANN401 - of several kinds
    """Tell whether an offer or reception is one of waste, as far as that is known here."""
    if hasattr(event, "waste"):
        return event.waste is not None
    name = event.consignment
    consignment = world.consignment(name) if world.knows(name) else None
    return consignment is not None and bool(consignment.waste)


def _about(event: Event | UnknownEvent) -> str:
    """Name what items stand together in: the consignment, or what else the event is first about."""
    return event.subjects[0].subject


@cache
def _rules() -> Judge:
    """Give the rules, each of which says of itself what it could not answer."""
    return Judge(replace(rule, check=_guarded(rule)) for rule in RULES)


def _guarded(rule: Rule) -> Callable[[Any], Findings]:
    ask = rule.check

    def check(act: Any) -> Findings:  # noqa: ANN401 - a signed or a judged act
        world = act.world
        try:
            found = ask(act)
        except UndecidedError as error:
            if error.code != MISSING:
                raise
            world.asking.leave(rule, act, world.edge.missing)
            return NONE
        return world.asking.take(rule, act, found) if found or world.edge.is_touched else found

    return check
