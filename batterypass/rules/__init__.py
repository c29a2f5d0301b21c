"""What may happen next: small pure functions, listed in RULES, each gives findings.

Recording, replay and audit call these same functions; there is no second copy of the law
(``design/architecture.md`` 3). *Integrity* cannot be broken; *compliance* is refused by default and
stands as a finding for ever where it was recorded knowingly; *notices* only tell (D8).
"""

from __future__ import annotations

from batterypass.rules import (
    amendments,
    annulments,
    authorised,
    batches,
    carriage,
    claims,
    contents,
    counted,
    deciding,
    directory,
    documents,
    enrolment,
    envelope,
    heads,
    holders,
    identity,
    keys,
    letting,
    life,
    lineage,
    links,
    masses,
    meanwhile,
    new_keys,
    numbers,
    own_names,
    paper,
    parts,
    passports,
    reliance,
    renewals,
    roles,
    sight,
    signers,
    steps,
    times,
    transport,
    waste,
)
from batterypass.rules.base import Finding, Rule, Signed
from batterypass.rules.judge import Judge, audit_notices

RULES: tuple[Rule, ...] = (
    *envelope.RULES,
    *keys.RULES,
    *new_keys.RULES,
    *links.RULES,
    *signers.RULES,
    *holders.RULES,
    *times.RULES,
    *heads.RULES,
    *counted.RULES,
    *roles.RULES,
    *life.RULES,
    *sight.RULES,
    *passports.RULES,
    *renewals.RULES,
    *deciding.RULES,
    *contents.RULES,
    *enrolment.RULES,
    *identity.RULES,
    *own_names.RULES,
    *steps.RULES,
    *parts.RULES,
    *paper.RULES,
    *documents.RULES,
    *waste.RULES,
    *authorised.RULES,
    *letting.RULES,
    *reliance.RULES,
    *meanwhile.RULES,
    *directory.RULES,
    *claims.RULES,
    *amendments.RULES,
    *annulments.RULES,
    *transport.RULES,
    *carriage.RULES,
    *batches.RULES,
    *masses.RULES,
    *lineage.RULES,
    *numbers.RULES,
)

_JUDGE = Judge(RULES)
integrity_findings = _JUDGE.integrity_findings
compliance_findings = _JUDGE.compliance_findings
findings = _JUDGE.findings

__all__ = [
    "RULES",
    "Finding",
    "Judge",
    "Rule",
    "Signed",
    "audit_notices",
    "compliance_findings",
    "findings",
    "integrity_findings",
]
