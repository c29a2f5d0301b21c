"""A UN 38.3 test summary in plain words, and for programs: its items, and what there is to say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass.regulations.un383 import field_label
from batterypass_cli.answers import choice_words
from batterypass_cli.output import aligned, paint
from batterypass_cli.words import language, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from batterypass.app.un383 import Judged, SummaryFile
    from batterypass.domain.states import ItemState
    from batterypass.regulations.un383 import Item, Un383Law


def item_lines(law: Un383Law, file: SummaryFile, judged: Judged) -> Iterator[str]:
    """Write the items in their order, each with its fields; then what speaks against them."""
    missing = {one.field for one in judged.missing}
    for item in law.items:
        yield paint(f"({item.letter}) {item.label.in_language(language())}", "b")
        yield from aligned(_pairs(item, file, missing), indent="    ")
    yield from _reason_lines(judged)


def judged_lines(judged: Judged) -> Iterator[str]:
    """Write what is missing, each with its paragraph, and what speaks against the summary."""
    for one in judged.missing:
        label = one.label.in_language(language())
        paragraph = one.item.paragraph
        yield f" {paint('✗', 'r')} " + say("summary.missing", paragraph=paragraph, label=label)
    yield from _reason_lines(judged)


def _reason_lines(judged: Judged) -> Iterator[str]:
    for reason in judged.reasons:
        text = reason.text.in_language(language())
        yield f" {paint('✗', 'r')} {text}"
        yield f"     {reason.code} · {reason.source} · {say(f'summary.sure-{reason.confidence}')}"


def due_object(item: ItemState) -> dict[str, bool | None]:
    """Tell by cut-off date whether a summary has to be available for an item, null if unknown."""
    from batterypass.bootstrap import un383_law
    from batterypass.regulations.un383 import is_summary_due

    law = un383_law()
    regimes = [str(row["regime"]) for row in law.of("cutoff")]
    return {regime: is_summary_due(law, regime, item.made_month) for regime in regimes}


def due_line(item: ItemState) -> str:
    """Say under which rules a summary has to be available for an item, by its month of making."""
    due = due_object(item)
    if None in due.values():
        return say("summary.due-unknown")
    under = [regime for regime, is_due in due.items() if is_due]
    if not under:
        return say("summary.not-due", made=item.made_month)
    return say("summary.due", made=item.made_month, regimes=", ".join(under))


def summary_object(file: SummaryFile, judged: Judged) -> dict[str, Any]:
    """Give a summary and what there is to say of it, for programs."""
    lang = language()
    value: dict[str, Any] = {
        "sha256": file.digest,
        "is_enough": judged.is_enough,
        "fields": {
            name: one
            for name, one in file.summary.model_dump().items()
            if name not in ("format", "signatory_sha256")
        },
        "signatory": file.signatory or None,
        "signatory_name": file.name_state,
        "missing": [
            {
                "item": one.item.letter,
                "paragraph": one.item.paragraph,
                "field": one.field,
                "label": one.label.in_language(lang),
            }
            for one in judged.missing
        ],
        "reasons": [
            {
                "code": one.code,
                "text": one.text.in_language(lang),
                "source": one.source,
                "confidence": one.confidence,
            }
            for one in judged.reasons
        ],
    }
    return value


def _pairs(item: Item, file: SummaryFile, missing: set[str]) -> Iterator[tuple[str, str]]:
    for field in item.fields:
        value = value_words(file, field)
        if value or field in missing:
            label = field_label(field).in_language(language())
            yield label, value or paint(say("summary.is-missing"), "r")
        elif field == "assembled_under" and file.summary.article is not None:
            yield field_label(field).in_language(language()), choice_words("not_applicable")


def value_words(file: SummaryFile, field: str) -> str:
    """Write the value of a field; empty where the summary has none."""
    if field == "signatory_sha256":
        if file.name_state == "here":
            return file.signatory
        return "" if file.name_state == "none" else say(f"summary.name-{file.name_state}")
    value = getattr(file.summary, field)
    if isinstance(value, list):
        return ", ".join(value)
    return "" if value is None else (choice_words(str(value)) or str(value))
