"""What rules are made of: findings, severities, the rule itself, and the act it looks at.

A rule is a small pure function of an :class:`Act`: no clock, no store, no key. It sees the entry,
the log below its index and the tables in force there, nothing else (``design/bytes.md`` 4).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, Protocol

from batterypass.errors import spanish_values
from batterypass.texts.findings import say

Severity = Literal["integrity", "compliance", "notice"]
Scope = Literal["item", "consignment", "party", "ledger"]

#: The first day of law that any table here knows; rules that always held start on it.
ALWAYS = "2000-01-01"
#: Stands among the kinds of a rule for all that nobody here knows.
UNKNOWN_KIND = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: where, and what was expected and found, as values of its message.

    ``entry`` is the index of the entry, None where a finding is about no single one.
    ``acknowledged`` is the reason for which the actor recorded a breach knowingly. ``settled`` is the
    entry by which what a notice tells was settled (:mod:`batterypass.rules.settled`).
    """

    code: str
    severity: Severity
    subject: str
    values: Mapping[str, str] = field(default_factory=dict)
    entry: int | None = None
    acknowledged: str | None = None
    settled: int | None = None

    def message(self, lang: str) -> str:
        """Say it in ``es`` or ``en``: the thing, what was expected and found, the next command."""
        entry = "-" if self.entry is None else str(self.entry)
        own = spanish_values(self.values) if lang == "es" else self.values
        values = {"subject": self.subject, "entry": entry, **own}
        return say(self.code, lang, values, settled=self.settled)

    def because(self, reason: str) -> Finding:
        """Give the same finding as recorded knowingly, for ``reason``."""
        return replace(self, acknowledged=reason)


# One is made for every entry; freezing it would triple the time that takes.
@dataclass(slots=True)
class Signed:
    """The envelope of a statement whose signature was verified by the caller.

    ``alg`` is the COSE algorithm number, ``kid`` the thumbprint of the key in hex.
    """

    alg: int
    kid: str
    issuer: str
    subject: str
    audience: str
    digest: bytes


class ProofChecker(Protocol):
    """Verifies proofs of possession; the rules know no cryptography."""

    def proof_holds(
        self, alg: str, public: str, proof: str, audience: str, party: str, role: str
    ) -> bool:
        """Tell whether ``proof`` shows that the party holds the key (``design/bytes.md`` 6)."""


Findings = Sequence[Finding]
#: What a rule gives when there is nothing to say; costs nothing.
NONE: Findings = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its code, how bad a breach is, what it is about, when and for which kinds.

    ``check`` takes a :class:`batterypass.rules.acts.SignedAct` if the severity is integrity, else
    a :class:`batterypass.rules.acts.JudgedAct`. ``kinds`` None means every kind,
    :data:`UNKNOWN_KIND` included. ``since`` and ``until`` are days of the act: a rule that was changed keeps its
    old row for old acts.
    """

    code: str
    severity: Severity
    scope: Scope
    kinds: frozenset[str] | None
    check: Callable[[Any], Findings]
    since: str = ALWAYS
    until: str | None = None
    #: A test that several rules share, which stand side by side: where it says True none of them
    #: finds anything, so that the usual event is asked once and not by each.
    unless: Callable[[Any], bool] | None = None
