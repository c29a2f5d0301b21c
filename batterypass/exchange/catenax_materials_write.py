"""The materials of a Catena-X battery pass 6.1.0: active and hazardous ones, and the composition."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from batterypass.domain.base import number_text
from batterypass.exchange.catenax_paths import HAZARDS, METALS
from batterypass.exchange.json_rows import JsonNumber

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.exchange.writing import Writer

_PERCENT: Final = "unit:percent"


def write_materials(writer: Writer) -> None:
    """Write materials; shares that nobody told are lacking, never nought."""
    critical = writer.records("critical_raw_materials")
    hazards = writer.records("hazardous_substances")
    _active(writer, critical, hazards)
    _hazardous(writer, hazards)
    _composition(writer, critical)


def _active(
    writer: Writer, critical: list[Mapping[str, str]], hazards: list[Mapping[str, str]]
) -> None:
    by_name = {one.get("name", "").casefold(): one for one in critical}
    for metal in METALS:
        base = f"materials.active.{metal}"
        one = by_name.get(metal, {})
        names = [f"recycled_{metal}_{stage}_consumer" for stage in ("pre", "post")]
        shares = [writer.text(name) for name in names]
        if any(shares):
            total = number_text(sum((Decimal(text) for text in shares if text), Decimal(0)))
            writer.put(f"{base}.recycled", JsonNumber(total))
            for name, text in zip(names, shares, strict=True):
                if text:
                    writer.lose("reshaped", name, f"{base}.recycled", "reshape_sum")
        else:
            writer.lack(f"{base}.recycled")
        if critical:
            writer.put(f"{base}.critical", bool(one))
        else:
            writer.lack(f"{base}.critical")
        _text(writer, f"{base}.location", one.get("location", ""))
        writer.put(f"{base}.documentation", [])
        if metal == "lead":
            found = next((one for one in hazards if one.get("name", "").casefold() == metal), {})
            _share(writer, base, found)
            writer.put(f"{base}.impactOfSubstances", [])
    others = [one for name, one in by_name.items() if name not in METALS]
    for place, one in enumerate(others):
        base = f"materials.active.other[{place}]"
        writer.put(f"{base}.critical", True)
        _text(writer, f"{base}.location", one.get("location", ""))
        writer.lack(f"{base}.recycled", "lack_attribute")
        writer.put(f"{base}.documentation", [])
        _identified(writer, f"{base}.materialIdentification", one)
    if critical:
        lost = {"mass_kg"} & {name for one in critical for name in one}
        # The name of one of the four is its member, so its CAS number has no place.
        if any(one.get("cas") for name, one in by_name.items() if name in METALS):
            lost.add("cas")
        if any(one.get("name", "") != name for name, one in by_name.items() if name in METALS):
            lost.add("name")
        writer.carried("critical_raw_materials")
        order = [*(name for name in METALS if name in by_name),
                 *(name for name in by_name if name not in METALS)]  # fmt: skip
        if order != [one.get("name", "").casefold() for one in critical]:
            lost.add("order")
        if lost:
            writer.lose(
                "reshaped", "critical_raw_materials", "materials.active", "lose_members",
                members=", ".join(sorted(lost)),
            )  # fmt: skip


def _hazardous(writer: Writer, hazards: list[Mapping[str, str]]) -> None:
    by_name = {one.get("name", "").casefold(): one for one in hazards}
    for name in HAZARDS:
        base = f"materials.hazardous.{name}"
        found = by_name.get(name, {})
        _substance(writer, base, found)
        if name == "lead":
            shares = [writer.text(f"recycled_lead_{stage}_consumer") for stage in ("pre", "post")]
            if any(shares):
                total = sum((Decimal(text) for text in shares if text), Decimal(0))
                writer.put(f"{base}.recycled", JsonNumber(number_text(total)))
            else:
                writer.lack(f"{base}.recycled")
    others = [one for name, one in by_name.items() if name not in HAZARDS]
    for place, one in enumerate(others):
        base = f"materials.hazardous.other[{place}]"
        _substance(writer, base, one)
        _identified(writer, f"{base}.materialIdentification", one)
    if hazards:
        writer.carried("hazardous_substances")
        lost = {"hazard_class"} & {name for one in hazards for name in one}
        if any(one.get("cas") for name, one in by_name.items() if name in HAZARDS):
            lost.add("cas")
        if any(one.get("name", "") != name for name, one in by_name.items() if name in HAZARDS):
            lost.add("name")
        if len(by_name) < len(hazards):
            lost.add("name")
        order = [*[name for name in HAZARDS if name in by_name],
                 *[name for name in by_name if name not in HAZARDS]]  # fmt: skip
        if lost or order != list(by_name):
            writer.lose(
                "reshaped", "hazardous_substances", "materials.hazardous", "lose_members",
                members=", ".join(sorted(lost)) or "order",
            )  # fmt: skip


def _substance(writer: Writer, base: str, one: Mapping[str, str]) -> None:
    _share(writer, base, one)
    _text(writer, f"{base}.location", one.get("location", ""))
    writer.lack(f"{base}.critical", "lack_attribute")
    writer.put(f"{base}.documentation", [])
    impact = one.get("impact", "")
    docs = [{"content": impact, "contentType": "text/plain", "header": "impact"}] if impact else []
    writer.put(f"{base}.impactOfSubstances", docs)


def _composition(writer: Writer, critical: list[Mapping[str, str]]) -> None:
    base = "materials.composition"
    names = {one.get("name") for one in critical}
    records = writer.records("detailed_composition")
    for place, one in enumerate(records):
        start = f"{base}[{place}]"
        _identified(writer, f"{start}.id", one)
        if one.get("share_percent"):
            writer.put(f"{start}.concentration", JsonNumber(one["share_percent"]))
            writer.put(f"{start}.unit", _PERCENT)
        else:
            writer.lack(f"{start}.concentration")
            writer.lack(f"{start}.unit")
        writer.put(f"{start}.critical", one.get("name") in names)
        writer.put(f"{start}.documentation", [])
        _text(writer, f"{start}.location", one.get("component", ""))
        writer.lack(f"{start}.recycled", "lack_attribute")
        writer.lack(f"{start}.renewable", "lack_attribute")
    if not records:
        writer.put(base, [])
        return
    writer.carried("detailed_composition")
    if any("mass_kg" in one for one in records):
        writer.lose("reshaped", "detailed_composition", base, "lose_members", members="mass_kg")


def _identified(writer: Writer, path: str, one: Mapping[str, str]) -> None:
    """Write what a material is; the model demands a number of it."""
    writer.put(f"{path}[0].name", one.get("name", ""))
    if one.get("cas"):
        writer.put(f"{path}[0].type", "CAS")
        writer.put(f"{path}[0].id", one["cas"])
    else:
        writer.fill(f"{path}[0].type", "IUPAC", "fill_unknown")
        writer.lack(f"{path}[0].id")


def _share(writer: Writer, base: str, one: Mapping[str, str]) -> None:
    share: Any = one.get("concentration_percent", "")
    if share:
        writer.put(f"{base}.concentration", JsonNumber(share))
        writer.put(f"{base}.materialUnit", _PERCENT)
    else:
        writer.lack(f"{base}.concentration")
        writer.lack(f"{base}.materialUnit")


def _text(writer: Writer, path: str, text: str) -> None:
    if text:
        writer.put(path, text)
    else:
        writer.lack(path)
