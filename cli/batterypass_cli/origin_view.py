"""Evidence of origin as people and programs read it: kept, never judged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass_cli.output import paint
from batterypass_cli.words import language, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.app.ledger import Ledger
    from batterypass.app.origin import OriginFile
    from batterypass.domain.origin import OriginCertificate
    from batterypass.regulations.origin import Element
    from batterypass_cli.context import Here


def missing_lines(missing: Sequence[Element]) -> list[str]:
    """Say which of the nine elements are missing, or that all are there."""
    if not missing:
        return ["  " + say("origin.all-there")]
    from batterypass.texts.findings_words import phrase

    return [
        f"  {paint('!', 'y')} "
        + say(
            "origin.missing", number=one.number, label=one.label.in_language(language()),
            confidence=phrase(f"confidence-{one.confidence}", language(), {}),
        )
        for one in missing
    ]  # fmt: skip


def origin_files(here: Here, ledger: Ledger, item: str) -> list[OriginFile]:
    """Give the evidence of origin of an item."""
    from batterypass.app.origin import origin_of
    from batterypass_cli.attaching import files_of

    return origin_of(ledger.session, files_of(here), item)


def origin_row(one: OriginFile) -> dict[str, Any]:
    """Write a file that is evidence of origin as an object of ``--json``."""
    row: dict[str, Any] = {
        "entry": one.entry.index,
        "kind": one.entry.payload["kind"],
        "actor": one.entry.payload["actor"],
        "event_time": one.entry.payload["event_time"],
        "digest": one.digest,
        "media_type": one.media_type,
        "is_here": one.is_here,
        "removed_on": one.removed_on or None,
    }
    if one.certificate is not None:
        row["certificate"] = one.certificate.model_dump(exclude_none=True)
        row["missing_elements"] = [element.number for element in _missing(one.certificate)]
    return row


def print_origin(here: Here, ledger: Ledger, found: Sequence[OriginFile]) -> None:
    """Show which files are evidence of origin, and what of them is here."""
    from batterypass_cli.plain import names_of, party_short

    name_of = names_of(ledger)
    for one in found:
        payload, number = one.entry.payload, one.entry.index
        line = say(
            "origin.line", media_type=one.media_type, digest=one.digest[:8],
            name=party_short(payload["actor"], name_of), day=payload["event_time"][:10],
            entry=say("origin.pending") if number is None else number,
        )  # fmt: skip
        here.out.line("  " + line)
        if one.certificate is not None:
            here.out.line("    " + _certificate_words(one.certificate))
        elif one.removed_on:
            here.out.line("    " + say("origin.removed", day=one.removed_on))
        elif not one.is_here:
            here.out.line("    " + say("origin.not-here"))


def _certificate_words(certificate: OriginCertificate) -> str:
    from batterypass_cli.answers import choice_words

    numbers = ", ".join(str(one.number) for one in _missing(certificate))
    period = (certificate.period_from, certificate.period_to)
    return say(
        "origin.certificate",
        certified_by=choice_words(certificate.certified_by) if certificate.certified_by else "-",
        criterion=certificate.criterion or "-",
        period=" / ".join(day or "…" for day in period) if any(period) else "-",
        said=say("origin.lacking", numbers=numbers) if numbers else say("origin.complete"),
    )


def _missing(certificate: OriginCertificate) -> tuple[Element, ...]:
    from batterypass.bootstrap import origin_elements
    from batterypass.regulations.origin import missing_of

    return missing_of(origin_elements(), certificate)
