"""The verdict on a bundle: both words, each check, and what the file could not decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.app.bundle_when import as_of
from batterypass.app.trust import TrustStart
from batterypass.app.verdict import Check, Gathered, Verdict, trust_checks, verdict_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from batterypass.app.bundle_asking import NotJudged
    from batterypass.app.bundle_case import Case
    from batterypass.evidence.bundle_file import BundleFile


def verdict_on(case: Case, *, first_use: bool) -> Verdict:
    """Decide from what was gathered. What a whole file would have decided leaves its word open."""
    found, file = case.found, case.file
    verdict = verdict_of(found, first_use=first_use)
    verdict.as_of = as_of(case.readings.values())
    verdict.not_judged = case.asking.not_judged()
    is_open = [one for one in verdict.not_judged if one.is_open]
    if verdict.authentic and any(one.severity == "integrity" for one in is_open):
        verdict.authentic = None
    if verdict.compliant and any(one.what != "trust" for one in is_open):
        verdict.compliant = None
    start = found.start or TrustStart("first-use")
    verdict.checks = _checks(found, file, verdict, start, first_use=first_use)
    return verdict


def not_judged_object(one: NotJudged) -> dict[str, object]:
    """Write one line of ``not_judged`` for programs."""
    key = "code" if one.what.startswith("BP-") else "check"
    found: dict[str, object] = {
        key: one.what, "subject": one.subject, "why": one.why, "entries": one.entries,
    }  # fmt: skip
    if one.missing:
        found["missing"] = one.missing
    return found


def _checks(
    found: Gathered, file: BundleFile, verdict: Verdict, start: TrustStart, *, first_use: bool
) -> list[Check]:
    """Name each check with what it rests on; details are counts, the words are the caller's."""

    def check(name: str, number: int, *codes: str) -> Check:
        bad = found.count(*codes)
        return Check(name, bad == 0, f"{number}" if not bad else f"{bad}/{number}")

    count = len(file.statements)
    breaches = found.severities.get("compliance", 0)
    # Which log it is, is another question than whether all of it is here.
    missing = sum(one.is_open and one.what != "trust" for one in verdict.not_judged or ())
    judged: bool | None = breaches == 0
    if judged and (missing or found.unknown_rulebooks or found.unknown_kinds):
        judged = None
    files = len(file.files)
    stray = sum(
        one.values.get("field") == "files" for one in found.findings if one.code == "BP-B004"
    )
    unread = found.count("BP-S001", "BP-S002", "BP-B004") - stray
    timed: bool | None = found.count("BP-V011", "BP-V013") == 0
    if timed and any(one.why == "marks" for one in verdict.not_judged or ()):
        timed = None
    notices = found.severities.get("notice", 0)
    notices -= sum(one.settled is not None for one in found.findings)
    complete: bool | None = found.count("BP-B003", "BP-B006", "BP-B007", "BP-V001") == 0
    if complete and missing:
        complete = None
    return [
        *_trust(found, verdict, start, first_use=first_use),
        check("checkpoint", 1, "BP-V005"),
        check("proofs", count, "BP-B001", "BP-V001", "BP-B005"),
        Check("content", not unread, f"{unread}/{count}" if unread else f"{count}"),
        check("signatures", count, "BP-S004", "BP-K0"),
        check("envelopes", count, "BP-S003", "BP-S005"),
        check("chains", count, "BP-L"),
        check("signers", count, "BP-P"),
        Check("clock", timed, f"{count}"),
        check("heads", len(file.heads), "BP-B002", "BP-B003"),
        *_absent(found, file),
        Check("complete", complete, file.scope.of if complete else f"{missing}"),
        check("sealed", found.sections, "BP-V007"),
        check("tables", found.contents, "BP-V008"),
        Check("files", not stray, f"{stray}/{files}" if stray else f"{files}"),
        Check("rules", judged, f"{breaches}" if breaches else f"{count}"),
        Check("notices", True, f"{notices}"),
    ]


def _absent(found: Gathered, file: BundleFile) -> Iterator[Check]:
    """Name how many subjects are shown to be unknown to the log, where a bundle says that of any."""
    if file.absent:
        wrong = {one.subject for one in found.findings if one.code in ("BP-B002", "BP-B003")}
        bad, number = len(wrong & file.absent), len(file.absent)
        yield Check("absent", not bad, f"{bad}/{number}" if bad else f"{number}")


def _trust(
    found: Gathered, verdict: Verdict, start: TrustStart, *, first_use: bool
) -> Iterator[Check]:
    """Name what is known from outside; open where a checkpoint that was seen cannot be compared."""
    apart = [one.why for one in verdict.not_judged or () if one.what == "trust"]
    for one in trust_checks(found, start, first_use=first_use):
        is_open = one.name == "trust" and one.ok and apart
        yield Check("trust", None, apart[0]) if is_open else one
