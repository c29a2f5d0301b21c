"""The materials of a Catena-X battery pass: critical and hazardous ones, and the whole composition."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from batterypass.exchange.catenax_paths import SHARE_UNITS
from batterypass.exchange.leaves import target_of
from batterypass.exchange.payload import as_number
from batterypass.regulations.passport_scalars import cas_digit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from batterypass.exchange.leaves import Leaves

_OTHER = re.compile(r"other\[[0-9]+\]")
#: The component of a location, where the attribute has a word for it.
COMPONENTS: Final = (
    "cathode",
    "anode",
    "electrolyte",
    "separator",
    "collector",
    "housing",
    "other",
)
_Member = tuple[str, str]


def map_materials(leaves: Leaves) -> None:
    """Give critical materials, hazardous substances with their shares, and the composition."""
    critical: list[dict[str, _Member]] = []
    flags: list[str] = []
    for name, base in _materials(leaves, "materials.active"):
        if leaves.get(f"{base}.critical") == "true":
            critical.append(
                {
                    "name": (_name_path(leaves, base) or f"{base}.critical", name),
                    **_cas(leaves, f"{base}.materialIdentification"),
                    **_leaf(leaves, "location", f"{base}.location"),
                }
            )
            flags.append(f"{base}.critical")
        recycled = f"{base}.recycled"
        if leaves.get(recycled):
            leaves.leave(recycled, "why_split")
    _hazardous(leaves)
    _composition(leaves, critical)
    if leaves.give_records("critical_raw_materials", critical):
        for path in flags:
            leaves.note(path, "mapped", "values.critical_raw_materials", "true", "why_record")


def _hazardous(leaves: Leaves) -> None:
    attribute = "hazardous_substances"
    found: list[dict[str, _Member]] = []
    for name, base in _materials(leaves, "materials.hazardous"):
        share, unit = f"{base}.concentration", f"{base}.materialUnit"
        record = {
            **_cas(leaves, f"{base}.materialIdentification"),
            **_share(leaves, "concentration_percent", share, unit, attribute),
            **_leaf(leaves, "location", f"{base}.location"),
            **_leaf(leaves, "impact", f"{base}.impactOfSubstances[0].content"),
        }
        # A metal that the model names has no leaf with its name: another one of it tells it.
        named = _name_path(leaves, base) or next((path for path, _ in record.values()), "")
        if named:
            found.append({"name": (named, name), **record})
    leaves.give_records("hazardous_substances", found)


def _composition(leaves: Leaves, critical: list[dict[str, _Member]]) -> None:
    found: list[dict[str, _Member]] = []
    known = {record["name"][1] for record in critical}
    for base in leaves.all("materials.composition"):
        name = next(
            (path for path in (f"{base}.id[0].name", f"{base}.name.name") if leaves.get(path)), ""
        )
        if not name:
            continue
        record = {"name": (name, leaves.get(name)), **_cas(leaves, f"{base}.id")}
        where = f"{base}.location"
        component = leaves.get(where).casefold()
        if component in COMPONENTS:
            record["component"] = (where, component)
        record |= _share(
            leaves, "share_percent", f"{base}.concentration", f"{base}.unit", "detailed_composition"
        )
        found.append(record)
        if leaves.get(f"{base}.critical") == "true" and leaves.get(name) not in known:
            critical.append(
                {key: record[key] for key in ("name", "cas") if key in record}
                | _leaf(leaves, "location", where)
            )
    leaves.give_records("detailed_composition", found)


def _share(
    leaves: Leaves, member: str, path: str, unit_path: str, attribute: str
) -> dict[str, _Member]:
    """Give a concentration in per cent by mass, where its unit can be brought to it."""
    unit = leaves.get(unit_path)
    if not leaves.get(path):
        return {}
    if unit not in SHARE_UNITS:
        leaves.leave(path, "why_unknown_unit", unit=unit or "?")
        return {}
    name = unit.removeprefix("unit:")
    leaves.note(unit_path, "mapped", target_of(attribute), "%", "why_unit", unit=name, to="%")
    return {member: (path, as_number(leaves.get(path), SHARE_UNITS[unit])[0])}


def _leaf(leaves: Leaves, member: str, path: str) -> dict[str, _Member]:
    return {member: (path, leaves.get(path))} if leaves.get(path) else {}


def _cas(leaves: Leaves, base: str) -> dict[str, _Member]:
    """Give the CAS number of a material; a number of another kind under that name is none."""
    for one in leaves.all(base):
        path = f"{one}.id"
        if leaves.get(f"{one}.type") == "CAS" and leaves.get(path):
            if cas_digit(leaves.get(path)):
                return {"cas": (path, leaves.get(path))}
            leaves.leave(path, "why_no_cas")
    return {}


def _name_path(leaves: Leaves, base: str) -> str:
    """Give where the name of a material stands; 5.0.0 has it beside the identification."""
    for path in (f"{base}.materialIdentification[0].name", f"{base}.materialName.name"):
        if leaves.get(path):
            return path
    return ""


def _materials(leaves: Leaves, prefix: str) -> Iterator[tuple[str, str]]:
    """Give (name, path) of each material under a prefix."""
    seen: dict[str, str] = {}
    for path in leaves.under(prefix):
        part = path[len(prefix) + 1 :].split(".", 1)[0]
        base = f"{prefix}.{part}"
        if base not in seen:
            named = _name_path(leaves, base)
            seen[base] = leaves.get(named) if _OTHER.fullmatch(part) else part
    for base, name in seen.items():
        if name:
            yield name, base
