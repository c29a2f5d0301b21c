"""Errors about files that travel: one sentence each, from the catalogue of texts."""

from __future__ import annotations

from typing import TypeVar

from batterypass.errors import BatterypassError, MalformedError
from batterypass.texts.bilingual import filled
from batterypass.texts.messages import MESSAGES

E = TypeVar("E", bound=BatterypassError)


def refusal(kind: type[E], code: str, **values: object) -> E:
    """Make an error of a class from the English text under ``code`` and the values it names."""
    return kind(filled(MESSAGES[code].en, values), code=code, **values)


def malformed(code: str, **values: object) -> MalformedError:
    """Make the error for bytes that do not parse."""
    return refusal(MalformedError, code, **values)
