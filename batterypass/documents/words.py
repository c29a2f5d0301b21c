"""The documents' own words in Spanish and English, and the few ways values are written.

The forms' official words are not here but in ``resources/`` (:mod:`batterypass.documents.forms`),
and the words of states are in :mod:`batterypass.documents.paper_states`.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final, Literal

from batterypass.documents.content import Words
from batterypass.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

Lang = Literal["es", "en"]
FormLang = Literal["es", "en", "both"]
"""Forms are in Spanish; ``en`` and ``both`` add English small under each title."""

_MOMENT = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d):\d\d(?:\.\d{3})?([+-])(\d\d:\d\d))?", re.ASCII
)

CONDITIONS: Final[dict[str, Words]] = {
    "serviceable": Words("sin daño", "serviceable"),
    "damaged_stable": Words("dañado, estable", "damaged, stable"),
    "damaged_critical": Words("dañado, crítico", "damaged, critical"),
    "cannot_be_diagnosed": Words("sin diagnóstico posible", "cannot be diagnosed"),
    "": Words("", ""),
}
OUTCOMES: Final[dict[str, Words]] = {
    "received": Words("recibido", "received"),
    "damaged": Words("recibido dañado", "received damaged"),
    "missing": Words("faltante", "missing"),
    "surplus": Words("sobrante", "surplus"),
    "rejected": Words("rechazado", "rejected"),
    "returned": Words("devuelto", "returned"),
    "": Words("", ""),
}
LIVES: Final[dict[str, Words]] = {
    "original": Words("ORIGINAL", "ORIGINAL"),
    "reused": Words("REUTILIZADO", "REUSED"),
    "repurposed": Words("READAPTADO", "REPURPOSED"),
    "remanufactured": Words("REMANUFACTURADO", "REMANUFACTURED"),
    "waste": Words("RESIDUO", "WASTE"),
    "recycled": Words("RECICLADO", "RECYCLED"),
    "disposed": Words("DISPUESTO", "DISPOSED"),
}
STATUSES: Final[dict[str, Words]] = {
    "active": Words("VIGENTE", "ACTIVE"),
    "handed_over": Words("TRANSFERIDO", "HANDED OVER"),
    "ended": Words("TERMINADO", "ENDED"),
}
STAGES: Final[dict[str, Words]] = {
    "made": Words("fabricado", "made"),
    "placed_on_market": Words("en el mercado", "on the market"),
    "installed": Words("instalado", "installed"),
    "removed": Words("retirado", "removed"),
    "assessed": Words("evaluado", "assessed"),
    "second_life": Words("segunda vida", "second life"),
    "waste": Words("residuo", "waste"),
    "recycled": Words("reciclado", "recycled"),
    "disposed": Words("dispuesto", "disposed"),
    "exported": Words("exportado", "exported"),
    "lost": Words("extraviado", "lost"),
}

UNITS: Final[dict[str, Words]] = {
    "months": Words("meses", "months"),
    "years": Words("años", "years"),
    "cycles": Words("ciclos", "cycles"),
    "count": Words("", ""),
    "degC": Words("°C", "°C"),
    "ohm": Words("Ω", "Ω"),
    "%/month": Words("%/mes", "%/month"),
}
"""Units of the attribute table that are written differently; the others are printed as they are."""


def say(words: Words, lang: str) -> str:
    """Give the text in a language; ``both`` joins the two, once if they are equal."""
    if lang == "es":
        return words.es
    if lang == "en":
        return words.en
    return words.es if words.es == words.en else f"{words.es} / {words.en}"


def word(table: dict[str, Words], key: str, lang: str) -> str:
    """Look up the word of a state. Raises InputError for a key that the table lacks."""
    try:
        return say(table[key], lang)
    except KeyError as error:
        raise InputError(f"{key!r}: expected one of {', '.join(filter(None, table))}") from error


def check_lang(lang: str, allowed: tuple[str, ...] = ("es", "en")) -> None:
    """Raise InputError for a language that the documents do not have."""
    if lang not in allowed:
        raise InputError(f"language {lang!r}: expected one of {', '.join(allowed)}")


def moment(text: str) -> str:
    """Write a day, or a time to the minute with its offset: ``2026-11-23 08:41 −06:00``.

    Raises InputError for anything that is neither; an empty text stays empty.
    """
    if not text:
        return ""
    match = _MOMENT.fullmatch(text)
    if match is None:
        raise InputError(f"time {text!r}: expected 2026-11-23 or 2026-11-23T08:41:07-06:00")
    day, clock, sign, offset = match.groups()
    if clock is None:
        return str(day)
    return f"{day} {clock} {'−' if sign == '-' else '+'}{offset}"


def day_of(text: str) -> str:
    """Give the day of a day or time, as it was where it happened."""
    return moment(text)[:10]


def energy(wh: str) -> str:
    """Write an energy exactly: below 1000 Wh in Wh, else in kWh. Raises InputError."""
    if not wh:
        return ""
    try:
        value = Decimal(wh)
    except InvalidOperation as error:
        raise InputError(f"energy_wh {wh!r}: expected a decimal number") from error
    if value < 1000:
        return f"{wh} Wh"
    kilo = f"{value / 1000:f}"
    return f"{kilo.rstrip('0').rstrip('.') if '.' in kilo else kilo} kWh"


def mass(kg: str) -> str:
    """Write a mass in kg as the ledger has it."""
    return f"{kg} kg" if kg else ""


_UNKNOWN_MASS = Words("sin masa", "without a mass")


def total_mass(masses: Sequence[str], lang: str) -> str:
    """Add up masses exactly, and say how many are not known. Raises InputError."""
    known = [one for one in masses if one]
    try:
        total = f"{sum(map(Decimal, known), Decimal(0)):f} kg"
    except InvalidOperation as error:
        raise InputError(f"masses {', '.join(known)}: expected decimal numbers") from error
    unknown = len(masses) - len(known)
    if not unknown:
        return total
    missing = f"{unknown} {say(_UNKNOWN_MASS, lang)}"
    return f"{total} + {missing}" if known else missing
