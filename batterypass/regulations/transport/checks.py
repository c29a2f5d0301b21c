"""Answers that cannot be true, alone or together. They are refused, never guessed around."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from batterypass.domain.base import number_text
from batterypass.regulations.transport.answers import SAID_TWICE
from batterypass.regulations.transport.facts import DAMAGED, EQUIPMENT, WASTE, too_thin

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from batterypass.regulations.transport.answers import Answers

_HUNDRED = Decimal(100)


class Off(NamedTuple):
    """What is off: a code of reasons, the key of its text after ``un.``, and what the text names."""

    code: str
    key: str
    values: Mapping[str, object]


def what_is_off(answers: Answers, limits: Mapping[str, Decimal]) -> Iterator[Off]:
    """Yield everything about the answers that cannot be true."""
    for one in answers.unreadable:
        if one.expected == SAID_TWICE:
            yield Off("CONTRADICTION", "said-twice", one._asdict())
        else:
            yield Off("UNREADABLE", "unreadable", one._asdict())
    yield from _numbers(answers, limits)
    yield from _together(answers)


def _numbers(answers: Answers, limits: Mapping[str, Decimal]) -> Iterator[Off]:
    for name in ("wh", "li_g", "net_kg", "gross_kg", "cell_gross_g", "count", "packages", "run"):
        value = getattr(answers, name)
        if value is not None and value <= 0:
            code = "ENERGY_IMPOSSIBLE" if name in ("wh", "li_g") else "NUMBER_IMPOSSIBLE"
            yield Off(code, "not-positive", {"name": name, "found": value})
    soc = answers.soc_percent
    if soc is not None and not 0 <= soc <= _HUNDRED:
        yield Off("SOC_IMPOSSIBLE", "bad-soc", {"found": soc})
    elif soc is not None and 0 < soc < limits["least-soc"]:
        yield Off(
            "SOC_IMPOSSIBLE", "soc-fraction", {"found": soc, "percent": number_text(soc * _HUNDRED)}
        )
    is_cell = answers.form in ("cell", "button_cell")
    bounds = (
        ("wh", answers.wh, limits["absurd-cell-wh" if is_cell else "absurd-battery-wh"], "Wh"),
        ("li_g", answers.li_g, limits["absurd-lithium-g"], "g"),
    )
    for name, value, limit, unit in bounds:
        if value is not None and value > limit:
            values = {"name": name, "found": value, "limit": limit, "unit": unit}
            yield Off("ENERGY_IMPOSSIBLE", "absurd", values)
    yield from _density(answers, limits["absurd-density"])
    if answers.count is not None and answers.count > 0 and too_thin(answers, limits):
        yield _thin(answers, limits)
    if answers.date is not None and not _is_day(answers.date):
        yield Off("DATE_UNREADABLE", "bad-date", {"found": answers.date})


def _density(answers: Answers, limit: Decimal) -> Iterator[Off]:
    wh, net = answers.wh, answers.net_kg
    if wh is None or net is None or net <= 0 or answers.config not in {"alone", *EQUIPMENT}:
        return
    # Where the count is not known there is one at least.
    total = wh * max(answers.count or 1, 1)
    if total > net * limit:
        values = {"wh": total, "net": net, "limit": limit}
        yield Off("ENERGY_IMPOSSIBLE", "absurd-density", values)


def _thin(answers: Answers, limits: Mapping[str, Decimal]) -> Off:
    """Tell which of energy and lithium is too little for the mass."""
    is_ion = answers.chem in ("li_ion", "na_ion")
    name, unit = ("wh", "Wh") if is_ion else ("li_g", "g")
    limit = limits["least-density" if is_ion else "least-lithium-density"]
    values = {
        "name": name, "found": getattr(answers, name), "unit": unit, "count": answers.count,
        "net": answers.net_kg, "limit": limit,
    }  # fmt: skip
    return Off("ENERGY_IMPOSSIBLE", "thin", values)


def _is_day(text: str) -> bool:
    try:
        return len(text) == len("2026-11-23") and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _together(answers: Answers) -> Iterator[Off]:
    """Yield pairs of answers of which one must be wrong."""
    net, gross, soc = answers.net_kg, answers.gross_kg, answers.soc_percent
    sound = answers.condition in ("new", "used", "prototype")
    carries = answers.config in ("vehicle", "ctu")
    pairs = (
        (net is not None and gross is not None and gross < net, "gross_kg", "net_kg"),
        (answers.chem == "li_ion" and answers.li_g is not None, "chem", "li_g"),
        (sound and answers.disposition is not None, "condition", "disposition"),
        (sound and bool(answers.ddr_reason), "condition", "ddr_reason"),
        (
            answers.condition in WASTE
            and answers.disposition is not None
            and answers.condition != f"waste_{answers.disposition}",
            "condition",
            "disposition",
        ),
        (
            answers.condition in WASTE and answers.ddr_reason == "not_diagnosable",
            "condition",
            "ddr_reason",
        ),
        (bool(answers.short_circuited) and soc is not None and soc > 0, "short_circuited", "soc_percent"),
        (carries and answers.scheme in ("collection", "household"), "config", "scheme"),
        (carries and answers.form in ("cell", "button_cell"), "config", "form"),
        (
            sound and answers.scheme in ("collection", "household"),
            "condition",
            "scheme",
        ),
        (
            answers.battery_safety_affected is not None and answers.condition not in DAMAGED
            and answers.condition not in (None, "cannot_be_diagnosed") and not answers.recalled,
            "condition",
            "battery_safety_affected",
        ),
    )  # fmt: skip
    for is_off, first, second in pairs:
        if is_off:
            values = {
                "first": first, "found": getattr(answers, first),
                "second": second, "other": getattr(answers, second),
            }  # fmt: skip
            yield Off("CONTRADICTION", "contradiction", values)
