"""Where two forms of a pack differ, and how their values are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


def difference(
    before: Mapping[str, Any], now: Mapping[str, Any], ignored: Collection[str]
) -> tuple[str, Any, Any] | None:
    """Give the first field in which two forms differ, with both values; None where they agree.

    A field with members names the member: ``values.minimum_voltage``. ``ignored`` are fields that
    say nothing of the pack.
    """
    for name in {**before, **now}:
        one, other = before.get(name), now.get(name)
        if one == other or name in ignored:
            continue
        if isinstance(one, dict) and isinstance(other, dict):
            inner = difference(one, other, ())
            if inner is not None:
                return f"{name}.{inner[0]}", inner[1], inner[2]
        return name, one, other
    return None


def value_text(value: object) -> str:
    """Write a value of a form on one line; a dash where there is none."""
    if value is None:
        return "-"
    if isinstance(value, dict):
        return ", ".join(f"{name} {inner}" for name, inner in value.items())
    if isinstance(value, list):
        return "; ".join(map(value_text, value))
    return str(value)
