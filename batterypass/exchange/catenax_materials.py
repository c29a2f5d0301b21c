"""The materials of a Catena-X battery pass: critical ones and hazardous ones, as public attributes."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from batterypass.domain.base import number_text
from batterypass.exchange.catenax_paths import SHARE_UNITS
from batterypass.exchange.numbers import parse_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from batterypass.exchange.leaves import Leaves

_CRITICAL: Final = "values.critical_raw_materials"
_HAZARDOUS: Final = "values.hazardous_substances"
_OTHER = re.compile(r"other\[[0-9]+\]")


def map_materials(leaves: Leaves) -> None:
    """Put the names of critical materials, and the shares of hazardous ones in % w/w, together."""
    critical: list[tuple[str, str]] = []
    for name, base in _materials(leaves, "materials.active"):
        if leaves.get(f"{base}.critical") == "true":
            critical.append((f"{base}.critical", name))
    _put(leaves, _CRITICAL, critical)
    hazardous: list[tuple[str, str]] = []
    for name, base in _materials(leaves, "materials.hazardous"):
        number = parse_number(leaves.get(f"{base}.concentration"))
        unit = leaves.get(f"{base}.materialUnit")
        if number is None:
            continue
        if unit in SHARE_UNITS:
            share = number_text(Decimal(number) * SHARE_UNITS[unit])
            hazardous.append((f"{base}.concentration", f"{name} {share} %"))
        else:
            leaves.leave(f"{base}.concentration", "why_unknown_unit", unit=unit or "?")
    _put(leaves, _HAZARDOUS, hazardous)
    for path, _ in hazardous:
        unit = path.replace(".concentration", ".materialUnit")
        if path in leaves.lines:
            leaves.note(unit, "taken", _HAZARDOUS, leaves.get(unit))
    for _, base in _materials(leaves, "materials.hazardous"):
        path = f"{base}.impactOfSubstances[0].content"
        if leaves.get(path):
            leaves.take(path, "values.impact_of_substances")


def _materials(leaves: Leaves, prefix: str) -> Iterator[tuple[str, str]]:
    """Give (name, path) of each material under a prefix."""
    seen: dict[str, str] = {}
    for path in leaves.under(prefix):
        part = path[len(prefix) + 1 :].split(".", 1)[0]
        base = f"{prefix}.{part}"
        if base not in seen:
            named = f"{base}.materialIdentification[0].name"
            seen[base] = leaves.get(named) if _OTHER.fullmatch(part) else part
    for base, name in seen.items():
        if name:
            yield name, base


def _put(leaves: Leaves, target: str, parts: list[tuple[str, str]]) -> None:
    joined = "; ".join(dict.fromkeys(text for _, text in parts))
    if not joined or len(joined) > 200:
        return
    leaves.cells[target] = joined
    leaves.places[target] = parts[0][0]
    for path, _ in parts:
        leaves.note(path, "mapped", target, joined, "why_joined")
