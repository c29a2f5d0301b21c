"""``verify --report FILE.pdf``: what the terminal says of a verdict, on paper, with its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from batterypass.errors import InputError
from batterypass.evidence.refusal import refusal
from batterypass_cli.words import language, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from batterypass.app.verdict import Check, Verdict
    from batterypass.documents.audit_flow import Mark
    from batterypass.documents.verdict_report import FindingGroup, VerdictReport
    from batterypass.rules.base import Finding
    from batterypass_cli.context import Here

_MARKS: dict[bool | None, Mark] = {True: "good", False: "wrong", None: "open"}
_SEVERITY: dict[str, Mark] = {"integrity": "wrong", "compliance": "wrong", "notice": "notice"}


@dataclass(frozen=True, slots=True)
class Paper:
    """Where the verdict is to be written, and who says that he verified."""

    path: Path
    by: str = ""

    @classmethod
    def of(cls, path: str | None, by: str | None) -> Paper | None:
        """Read the options; None where no report is wanted. Raises InputError, FailedError."""
        from batterypass_cli.guide import check_writable

        if path is None:
            if by is not None:
                raise refusal(InputError, "verdictpaper.by-alone")
            return None
        if not path.lower().endswith(".pdf"):
            raise refusal(InputError, "verdictpaper.not-pdf", path=path)
        found = Path(path)
        check_writable(found)
        return cls(found, by or "")


@dataclass(frozen=True, slots=True)
class Judged:
    """What was verified: ``lead`` are names and values that come first on the paper.

    ``words`` names a check and says how it stands, ``digest_of`` gives the digest of an entry (empty where
    there is none), ``first_wrong`` is the line of the terminal.
    """

    lead: tuple[tuple[str, str], ...]
    words: Callable[[Check], tuple[str, str]]
    digest_of: Callable[[int], str]
    first_wrong: str = ""
    not_judged: tuple[tuple[str, str, str], ...] | None = None


def write_verdict(
    here: Here, paper: Paper, verdict: Verdict, judged: Judged, trust_file: bytes | None
) -> None:
    """Write the report, whole or not at all. Raises FailedError naming the path."""
    from batterypass.documents.verdict_report import render_verdict
    from batterypass_cli.guide import write_whole

    report = report_of(here, verdict, judged, trust_file, by=paper.by)
    write_whole(paper.path, render_verdict(report, "es" if language() == "es" else "en"))
    here.out.talk("  " + say("verdictpaper.written", path=paper.path))


def report_of(
    here: Here, verdict: Verdict, judged: Judged, trust_file: bytes | None, *, by: str
) -> VerdictReport:
    """Put the report together in the words of this run."""
    from batterypass.documents.content import Source
    from batterypass.documents.verdict_report import CheckLine, VerdictReport
    from batterypass_cli.verdicts import registrar_words
    from batterypass_cli.witness_view import seen_words

    checks = [
        CheckLine(
            "notice" if one.name == "notices" else _MARKS[one.ok],
            *judged.words(one),
        )
        for one in verdict.checks
        if (one.name, one.detail) not in (("notices", "0"), ("sealed", "0"), ("files", "0"))
    ]  # fmt: skip
    # Below the checks the terminal has these two lines as well.
    if seen := seen_words(verdict.seen):
        checks.append(CheckLine("good", *seen))
    if registrar := registrar_words(verdict):
        checks.append(CheckLine("notice", *registrar))
    entries = tuple(sorted({one.entry for one in verdict.findings if one.entry is not None}))
    return VerdictReport(
        title=say("verdictpaper.title"),
        words=tuple(
            (_MARKS[value], say(f"verify.{name}-{str(value).lower()}"))
            for name, value in (("authentic", verdict.authentic), ("compliant", verdict.compliant))
        ),
        sentence=_sentence(verdict),
        about=tuple(_about(here, verdict, judged, trust_file)),
        checks=tuple(checks),
        first_wrong=judged.first_wrong,
        findings=tuple(_groups(verdict.findings, judged.digest_of)),
        not_judged=judged.not_judged,
        by=by,
        source=Source(verdict.origin, verdict.size, verdict.root.hex(), entries),
    )


def _sentence(verdict: Verdict) -> str:
    counts = {"integrity": 0, "compliance": 0, "notice": 0}
    for one in verdict.findings:
        counts[one.severity] += one.settled is None
    return say(
        "verdictpaper.sentence", breaches=counts["compliance"], broken=counts["integrity"],
        notices=counts["notice"], code=verdict.exit_code(),
    )  # fmt: skip


def _about(
    here: Here, verdict: Verdict, judged: Judged, trust_file: bytes | None
) -> Iterable[tuple[str, str]]:
    from batterypass import __version__

    yield from judged.lead
    yield say("verdictpaper.ledger"), verdict.origin
    yield say("verdictpaper.root"), verdict.root.hex()
    yield say("verdictpaper.trust"), _trust(here, verdict, trust_file)
    word = verdict.registrars_word
    if word.total:
        yield (
            say("verdictpaper.registrar"),
            say(
                "people.registrars-word", count=word.total, signatures=word.signatures,
                authorisations=word.authorisations,
            ),
        )  # fmt: skip
    yield say("verdictpaper.program"), f"batterypass {__version__}"
    yield (
        say("verdictpaper.rulebook"),
        "; ".join(
            say("verdictpaper.rulebook-at", entry=entry, digest=digest)
            for entry, digest in verdict.rulebooks
        )
        or say("verdictpaper.none"),
    )


def _trust(here: Here, verdict: Verdict, trust_file: bytes | None) -> str:
    from batterypass.bootstrap import reading_surroundings

    kind = say(f"verify.trust.{verdict.trust}")
    pinned = trust_file
    if pinned is None and verdict.trust == "pinned":
        pinned = reading_surroundings(here.home).memory.trust(verdict.origin)
    if pinned is None:
        return kind
    return say("verdictpaper.trust-file", kind=kind, digest=sha256(pinned).hexdigest())


def _groups(findings: list[Finding], digest_of: Callable[[int], str]) -> Iterable[FindingGroup]:
    """Give every finding by its code, root causes first, each with the number of its evidence."""
    from batterypass.documents.verdict_report import Evidence, FindingGroup
    from batterypass.texts.findings import title
    from batterypass_cli.answers import choice_words
    from batterypass_cli.verdicts import by_cause, message_of

    for code, group in groupby(by_cause(findings), key=lambda one: one.code):
        listed = sorted(group, key=lambda one: one.settled is not None)
        mark = _SEVERITY[listed[0].severity] if listed[0].settled is None else "good"
        rows = []
        for one in listed:
            text = message_of(one)
            if one.acknowledged:
                reason = choice_words(one.acknowledged) or one.acknowledged
                text = f"{text} · {say('verify.acknowledged', reason=reason)}"
            digest = "" if one.entry is None else digest_of(one.entry)
            rows.append(Evidence(one.entry, digest, text))
        times = f" ×{len(listed)}" if len(listed) > 1 else ""
        yield FindingGroup(mark, f"{code}  {title(code, language())}{times}", tuple(rows))
