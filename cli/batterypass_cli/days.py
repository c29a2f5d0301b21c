"""Days as people give them to options: ``2026-11-23``, or ``today`` by the clock of the run."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from batterypass.errors import InputError

if TYPE_CHECKING:
    from batterypass_cli.context import Here

_TODAY = frozenset({"today", "hoy"})


def read_day(here: Here, option: str, text: str | None) -> str:
    """Give a day, today where nothing was said. Raises InputError that names the option."""
    if text is None or text.casefold() in _TODAY:
        return here.now().date().isoformat()
    try:
        if len(text) == len("2026-11-23"):
            return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    raise InputError(
        f"{option} {text}: expected a day such as 2026-11-23",
        code="deadline.bad-day", option=option, found=text,
    )  # fmt: skip
