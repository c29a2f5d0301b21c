"""The index of an answer file: what its ``index.json`` says, and the answers that it gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self

from pydantic import FailFast, Field, StringConstraints, model_validator

from batterypass.domain.base import Count, EventTime, Hex64, Record, Word
from batterypass.domain.events.common import Seen
from batterypass.evidence.index import Audience, Version
from batterypass.evidence.outbox_file import MAX_STATEMENTS
from batterypass.rules.base import Finding, Severity

#: What became of a statement: the log has it; the log has its event id under other bytes
#: (``superseded``); or it was not taken in (:data:`batterypass.rules.outcome.Outcome`).
AnswerOutcome = Literal["recorded", "superseded", "stale", "blocked", "waiting", "refused"]
#: These two name an entry of the log and are proven.
PROVEN: frozenset[AnswerOutcome] = frozenset({"recorded", "superseded"})
#: No more of the log travel in an answer.
MAX_LOG = 20_000
_MAX_PATH = 126


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of one statement, named by its digest.

    ``entry`` is where the log has it, or under ``superseded`` what the log has instead;
    ``blocked_by`` the digest (hex) of the dead statement that it rests on; ``head`` the entry that
    was first, where one is named. Findings that were read are about ``entry``, or about no entry.
    """

    digest: bytes
    outcome: AnswerOutcome
    entry: int | None = None
    findings: tuple[Finding, ...] = ()
    blocked_by: str = ""
    head: int | None = None


class FindingLine(Record):
    """A finding without the entry, which the answer names."""

    code: Annotated[str, StringConstraints(pattern=r"^BP-[A-Z][0-9]{3}$")]
    severity: Severity
    subject: str
    values: dict[str, str]
    acknowledged: Word | None = None

    @classmethod
    def of(cls, finding: Finding) -> Self:
        """Write a finding."""
        return cls(
            code=finding.code,
            severity=finding.severity,
            subject=finding.subject,
            values=dict(finding.values),
            acknowledged=finding.acknowledged,
        )

    def finding(self, entry: int | None) -> Finding:
        """Give the finding, about an entry of the log or about none."""
        return Finding(
            self.code, self.severity, self.subject, self.values, entry, self.acknowledged
        )


class AnswerLine(Record):
    """One answer. ``entry``, ``blocked_by`` and ``head`` stand with the outcomes they belong to."""

    digest: Hex64
    outcome: AnswerOutcome
    entry: Count | None = None
    blocked_by: Hex64 | None = None
    head: Count | None = None
    findings: Annotated[list[FindingLine], FailFast()]

    @model_validator(mode="after")
    def _has_what_its_outcome_needs(self) -> Self:
        if (self.entry is not None) != (self.outcome in PROVEN):
            raise ValueError("entry stands with recorded and superseded, and with nothing else")
        if (self.blocked_by is not None) != (self.outcome == "blocked"):
            raise ValueError("blocked_by stands with blocked, and with nothing else")
        if self.head is not None and self.outcome != "stale":
            raise ValueError("head stands with stale only")
        return self

    @staticmethod
    def of(one: Answered) -> dict[str, Any]:
        """Write an answer, as the members that an index is made of."""
        return {
            "digest": one.digest.hex(),
            "outcome": one.outcome,
            "entry": one.entry,
            "blocked_by": one.blocked_by or None,
            "head": one.head,
            "findings": [FindingLine.of(finding) for finding in one.findings],
        }

    def answered(self) -> Answered:
        """Give the answer."""
        return Answered(
            bytes.fromhex(self.digest),
            self.outcome,
            self.entry,
            tuple(one.finding(self.entry) for one in self.findings),
            self.blocked_by or "",
            self.head,
        )


class ConsistencyLine(Record):
    """The proof that the log grew from the checkpoint that the site had seen."""

    size: Annotated[int, Field(ge=1)]
    path: Annotated[list[Hex64], FailFast(), Field(max_length=_MAX_PATH)]


class LogLine(Record):
    """The entries that travel along."""

    first: Count
    count: Annotated[int, Field(ge=0, le=MAX_LOG)]


class AnswerIndex(Record):
    """``index.json`` of an answer file."""

    type: Literal["answer"]
    version: Version
    ledger: Audience
    made_at: EventTime
    outbox: Hex64
    checkpoint: Seen
    consistency: ConsistencyLine | None = None
    log: LogLine | None = None
    answers: Annotated[list[AnswerLine], FailFast(), Field(min_length=1, max_length=MAX_STATEMENTS)]

    @model_validator(mode="after")
    def _speaks_of_one_log(self) -> Self:
        size, proof, log = self.checkpoint.size, self.consistency, self.log
        if proof is not None and proof.size > size:
            raise ValueError("the consistency proof is from beyond the checkpoint")
        if log is not None and log.first + log.count != size:
            raise ValueError("the log does not end at the checkpoint")
        if log is not None and proof is not None and log.first != proof.size:
            raise ValueError("the log does not begin where the consistency proof does")
        for place, one in enumerate(self.answers):
            if (one.entry or 0) >= size or (one.head or 0) >= size:
                raise ValueError(f"answer {place} names an entry beyond the checkpoint")
        return self
