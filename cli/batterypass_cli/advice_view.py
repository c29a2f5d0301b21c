"""Advice for a further life as people and programs read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from batterypass_cli.output import paint
from batterypass_cli.words import language, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from batterypass.app.second_life import Advised
    from batterypass.regulations.second_life import Check, Fact
    from batterypass.regulations.tables import Table
    from batterypass_cli.context import Here

_MARKS: Final = {"met": ("✓", "g"), "fails": ("✗", "r"), "open": ("?", "y"), "unknown": ("·", "y")}
#: Columns of the file, in the order of the file; the rows of --json have them too.
COLUMNS: Final = (
    "id", "item", "serial", "chemistry", "life", "answer", "soh_percent", "condition",
    "reading_age_days", "resistance_increase_percent", "cycles_share_percent", "age_years",
    "entry", "rows", "day", "table_sha256",
)  # fmt: skip


def read_table(path: Path | None) -> tuple[Table, str]:
    """Give the table of thresholds, with the name that people know it by.

    Raises InputError that names the file and what is wrong with it.
    """
    from batterypass.bootstrap import second_life_thresholds
    from batterypass.errors import InputError, MalformedError
    from batterypass.regulations.second_life import parse_thresholds
    from batterypass_cli.files import read_file

    if path is None:
        return second_life_thresholds(), say("secondlife.packaged")
    try:
        return parse_thresholds(read_file(path)), path.name
    except MalformedError as error:
        raise InputError(
            f"{path}: no table of thresholds: {error}",
            code="secondlife.bad-table", path=path, why=str(error),
        ) from error  # fmt: skip


def advice_row(one: Advised) -> dict[str, Any]:
    """Write the advice for one item as an object of ``--json``."""
    from batterypass.domain.ids import printed_id

    advice = one.advice
    return {
        "id": printed_id(one.item.item),
        "item": one.item.item,
        "serial": one.item.serial,
        "chemistry": one.item.chemistry,
        "life": one.item.life,
        "answer": advice.answer,
        "reasons": [_check_row(check) for check in advice.deciding],
        "checks": [_check_row(check) for check in advice.checks],
        "assessment": one.item.assessed.get("digest"),
        "reading_closed": one.closed or None,
        "day": advice.day,
        "table_sha256": advice.table_sha256,
    }


def _check_row(check: Check) -> dict[str, Any]:
    found = check.found
    return {
        "row": check.row,
        "for": check.use,
        "fact": check.fact,
        "value": found.value if found is not None else None,
        "derived": found.derived if found is not None else None,
        "entry": found.entry if found is not None else None,
        "age_days": found.age_days if found is not None else None,
        check.comparison: check.threshold,
        "from_passport": check.from_passport,
        "needed": check.needed,
        "outcome": check.outcome,
        "confidence": check.confidence,
        "source": check.source,
    }


def sheet(found: Sequence[Advised]) -> bytes:
    """Write the advice for many items as a table that spreadsheets open."""
    from batterypass.exchange.sheet import encode_sheet

    return encode_sheet(COLUMNS, [_cells(one) for one in found])


def _cells(one: Advised) -> list[str]:
    row = advice_row(one)
    facts = {check.fact: check.found for check in one.advice.checks if check.found is not None}
    entries = [fact.entry for fact in facts.values() if fact.entry is not None]
    row |= {name: fact.value for name, fact in facts.items()}
    row["entry"] = entries[0] if entries else ""
    row["rows"] = " ".join(check.row for check in one.advice.deciding)
    return [str(row.get(name, "")) for name in COLUMNS]


def print_advice(here: Here, one: Advised, name: str) -> None:
    """Show the advice for one item: the answer first, then each row that was asked."""
    from batterypass_cli.answers import choice_words
    from batterypass_cli.lookups import item_words

    out, advice = here.out, one.advice
    out.line(paint(item_words(one.item), "b"))
    answer = choice_words(advice.answer)
    out.line("  " + paint(say("secondlife.answer", answer=answer), "b"))
    out.line(
        "  " + say("secondlife.table", name=name, digest=advice.table_sha256[:8], day=advice.day)
    )
    for check in advice.checks:
        mark, colour = _MARKS[check.outcome]
        out.line(f"  {paint(mark, colour)} {check_words(check)}")
    if one.closed:
        out.line(f"  {paint('!', 'y')} " + say(f"secondlife.closed-{one.closed}"))
    if one.item.life == "waste" and advice.answer in ("reuse", "repurpose"):
        out.line(f"  {paint('!', 'y')} " + say("secondlife.waste"))


def _shown(found: Fact, threshold: str) -> str:
    """Write a number: as it was read, or with two decimals where that does not look like the bound."""
    from decimal import ROUND_HALF_EVEN, Decimal

    from batterypass.domain.base import number_text

    if not found.derived:
        return found.value
    short = Decimal(found.value).quantize(Decimal("0.01"), rounding=ROUND_HALF_EVEN)
    return found.value if short == Decimal(threshold) else number_text(short)


def check_words(check: Check) -> str:
    """Say one row: for which use, what was found and where, what is asked."""
    from batterypass.texts.findings_words import phrase
    from batterypass_cli.answers import choice_words

    is_word = check.comparison == "is"
    if check.found is None:
        found = say("secondlife.unknown")
    else:
        found = choice_words(check.found.value) if is_word else _shown(check.found, check.threshold)
        if check.found.entry is not None:
            where = say("secondlife.entry", entry=check.found.entry, days=check.found.age_days or 0)
            found = f"{found} ({where})"
    threshold = check.threshold
    if is_word:
        threshold = ", ".join(choice_words(one) for one in threshold.split(", "))
    bound = say(f"secondlife.bound.{check.comparison}", threshold=threshold)
    if check.from_passport:
        bound += say("secondlife.from-passport")
    row = say(
        "secondlife.row",
        row=check.row,
        confidence=phrase(f"confidence-{check.confidence}", language(), {}),
    )
    said = say(
        "secondlife.check",
        use=say(f"secondlife.use.{check.use}"),
        fact=say(f"secondlife.fact.{check.fact}"),
        found=found,
        bound=bound,
    )
    return f"{said} [{row}]"
