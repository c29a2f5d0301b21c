"""``batterypass verify FILE.bpz``: the verdict on a bundle, without any ledger."""

from __future__ import annotations

from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING, NoReturn

import typer

from batterypass.errors import InputError
from batterypass.evidence.refusal import refusal
from batterypass.texts.findings import title
from batterypass_cli.files import read_file
from batterypass_cli.output import paint
from batterypass_cli.verdicts import by_cause, check_words, print_lines
from batterypass_cli.words import language, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from batterypass.app.bundle_asking import NotJudged
    from batterypass.app.verdict import Verdict
    from batterypass.evidence.bundle_file import BundleFile, Scope
    from batterypass.rules.base import Finding
    from batterypass_cli.context import Here
    from batterypass_cli.verdict_paper import Judged, Paper


_SHOWN = 5
#: Why a rule was not judged in whole, where its subject says nothing more.
_TOLD_TOGETHER = ("lookup", "operator", "sum")


def verify_file(
    here: Here,
    trust_file: bytes | None,
    old: str | None,
    *,
    first_use: bool,
    quick: bool,
    paper: Paper | None = None,
) -> NoReturn:
    """Verify the bundle of this run, print the verdict and leave with its exit code."""
    from batterypass.app.collector import no_collector
    from batterypass.bootstrap import reading_surroundings, second_process
    from batterypass.evidence.bundle_bytes import LookedAt
    from batterypass_cli.progress import Progress

    if quick:
        raise refusal(InputError, "bundle.not-quick")
    path = here.ledger_path
    data = read_file(path)
    with (
        Progress(here.out, say("verify.progress")) as progress,
        second_process(len(data)) as second,
        no_collector(),
    ):
        # It looks at the bytes while the rules are still being imported here.
        looked_at = LookedAt(data, second) if second is not None else None
        from batterypass.app.bundle_check import verify_in_halves

        file, verdict = verify_in_halves(
            data,
            str(path),
            reading_surroundings(here.home),
            looked_at,
            trust_file=trust_file,
            first_use=first_use,
            old=read_file(old) if old is not None else None,
            progress=progress,
        )
    if here.out.wants_json:
        from batterypass_cli.commands.verify import verdict_object

        scope = file.scope.model_dump(exclude_none=True)
        here.out.document({**verdict_object(verdict), "scope": scope})
    else:
        about = about_words(file.scope)
        heading = say(
            "bundle.title", path=path, origin=verdict.origin, count=len(file.statements),
            size=verdict.size, about=about,
        )  # fmt: skip
        here.out.line(paint(heading, "b"))
        here.out.line("   " + say("bundle.as-of", as_of=verdict.as_of or "–"))
        beyond = _not_judged(verdict.not_judged or [])
        print_lines(here, verdict, _first_wrong, own="bundle", has_ledger=False, beyond=beyond)
    if paper is not None:
        from batterypass_cli.verdict_paper import write_verdict

        write_verdict(here, paper, verdict, _on_paper(here, file, verdict), trust_file)
    raise typer.Exit(verdict.exit_code())


def _on_paper(here: Here, file: BundleFile, verdict: Verdict) -> Judged:
    """Say what was verified, and word its checks as on the screen."""
    from batterypass_cli.verdict_paper import Judged

    path = here.ledger_path
    ordered = by_cause(verdict.findings)
    is_wrong = bool(ordered) and ordered[0].severity != "notice"
    digests = {line.entry: line.digest for line in file.lines}
    count = say("verdictpaper.of", count=len(file.statements), size=verdict.size)
    return Judged(
        lead=(
            (say("verdictpaper.file"), path.name),
            (say("verdictpaper.sha256"), sha256(read_file(path)).hexdigest()),
            (say("verdictpaper.about"), about_words(file.scope)),
            (say("verdictpaper.entries"), count),
        ),
        words=lambda check: check_words(here, check, verdict, "bundle"),
        digest_of=lambda entry: digests.get(entry, ""),
        first_wrong=_first_wrong(ordered[0]) if is_wrong else "",
        not_judged=tuple(_why_rows(verdict.not_judged or [])),
    )


def _why_rows(listed: list[NotJudged]) -> Iterator[tuple[str, str, str]]:
    """Give what was not judged as rows: names, about what, and why; the same reason once."""
    rows: dict[tuple[str, str], list[str]] = {}
    for one in listed:
        why = say(f"bundle.why.{one.why}", missing=one.missing, size=one.missing.lstrip("#"))
        rows.setdefault((one.subject, why), []).append(_name(one))
    for (subject, why), names in rows.items():
        yield ", ".join(dict.fromkeys(names)), subject, why


def about_words(scope: Scope) -> str:
    """Say what a bundle is about."""
    first, count = next(iter(scope.subjects), ""), len(scope.subjects) - 1
    subjects = say("bundle.more", first=first, count=count) if count > 0 else first
    return say(
        f"bundle.about-{scope.of}", subjects=subjects, since=scope.since, until=scope.until,
        first=scope.first, last=scope.last,
    )  # fmt: skip


def _first_wrong(finding: Finding) -> str:
    what = title(finding.code, language())
    what = what[0].lower() + what[1:]
    if finding.entry is None:
        return say("verify.first", what=what)
    return say("verify.first-entry", entry=finding.entry, what=what)


def _not_judged(listed: list[NotJudged]) -> Iterator[str]:
    """Write what the file could not decide, by why: what leaves a verdict open first, and in whole."""
    if not listed:
        return
    yield f" {paint('?', 'y')} {paint(say('bundle.not-judged'), 'b')}"
    for why, group in groupby(listed, key=lambda one: one.why):
        some = list(group)
        if why in _TOLD_TOGETHER:
            names = ", ".join(_name(one) for one in some)
            yield f"     {say(f'bundle.why.{why}')}: {names}"
            continue
        for one in some if some[0].is_open else some[:_SHOWN]:
            times = f" {say('bundle.times', count=one.entries)}" if one.entries > 1 else ""
            told = say(f"bundle.why.{why}", missing=one.missing, size=one.missing.lstrip("#"))
            yield f"     {_name(one)} · {one.subject}{times}: {told}"
        if len(some) > _SHOWN and not some[0].is_open:
            yield "     " + say("verify.more", count=len(some) - _SHOWN)


def _name(one: NotJudged) -> str:
    return one.what if one.what.startswith("BP-") else say(f"bundle.what.{one.what}")
