"""Errors about files that travel: one sentence each, from the catalogue of texts."""

from __future__ import annotations

from batterypass.errors import MalformedError, refusal


def malformed(code: str, **values: object) -> MalformedError:
    """Make the error for bytes that do not parse."""
    return refusal(MalformedError, code, **values)


__all__ = ["malformed", "refusal"]
