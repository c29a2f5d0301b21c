"""A Catena-X battery pass (``io.catenax.battery.battery_pass`` 6.1.0) as a row, with a report.

A passport says more than a pack's birth. What ``pack.manufactured`` holds is taken or mapped; what
is a reading, is not public, or has no place is left out, and the report names every single leaf.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from batterypass.domain.base import number_text
from batterypass.errors import MalformedError
from batterypass.exchange.catenax_materials import map_materials
from batterypass.exchange.catenax_paths import (
    DOCUMENTS,
    JOINED,
    MASS_UNITS,
    MONTHS,
    NOT_PUBLIC,
    PLAIN,
    STAGES,
)
from batterypass.exchange.dates import parse_month
from batterypass.exchange.json_rows import JsonNumber, parse_json
from batterypass.exchange.leaves import Leaves, ReportLine
from batterypass.exchange.numbers import parse_json_number, parse_number, scaled
from batterypass.exchange.rows import Row, clean
from batterypass.exchange.terms import chemistry_of
from batterypass.exchange.words import malformed
from batterypass.regulations.attributes import attributes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from batterypass.exchange.source import Source

#: More payloads than this in one file have no report that anybody reads.
MAX_PAYLOADS: Final = 200
_SECTIONS: Final = frozenset(
    {"identification", "performance", "characteristics", "metadata", "operation", "materials"}
)
_VERSION = re.compile(
    r"urn:(io\.catenax\.battery\.battery_pass|samm:[^:]+):6\.[0-9]+\.[0-9]+(#.*)?"
)
_ITEM_URL = re.compile(r"https://[a-z0-9.-]+(/[^\s?#]+)+")
_PER_KWH = re.compile(r"kg\s*CO\s*2\s*(e|eq)?\s*/\s*kWh", re.IGNORECASE)
_CODES: Final = {"TARIC": "values.commodity_code", "GTIN": "gtin"}
_NO_UUID = "00000000-0000-0000-0000-000000000000"


def is_catenax(value: object) -> bool:
    """Tell whether a JSON value has the sections of a Catena-X battery pass."""
    return isinstance(value, dict) and len(_SECTIONS & value.keys()) >= 3


def read_payloads(source: Source) -> tuple[str, list[tuple[Row, list[ReportLine]]]]:
    """Read one payload, or a list of them: the encoding, and a row and a report for each.

    The line of a row is the payload's place, from 1. Raises MalformedError where the file is no
    JSON or no such payload, or is of a version whose meaning is not known here.
    """
    text, encoding = source.decode(json=True)
    try:
        value = parse_json(text)
    except MalformedError as error:
        raise malformed("catenax", name=source.name, problem=str(error)) from error
    payloads = value if isinstance(value, list) else [value]
    if not 0 < len(payloads) <= MAX_PAYLOADS:
        problem = f"{len(payloads)} payloads, expected 1 to {MAX_PAYLOADS}"
        raise malformed("catenax", name=source.name, problem=problem)
    return encoding, list(_read(source.name, payloads))


def _read(name: str, payloads: list[Any]) -> Iterator[tuple[Row, list[ReportLine]]]:
    for line, payload in enumerate(payloads, start=1):
        if not is_catenax(payload):
            sections = ", ".join(sorted(_SECTIONS))
            raise malformed("catenax", name=name, problem=f"payload {line}: no {sections}")
        version = payload.get("specVersion")
        if version is not None and not (isinstance(version, str) and _VERSION.fullmatch(version)):
            raise malformed("catenax_version", name=name, found=repr(version)[:80])
        yield map_payload(line, payload)


def map_payload(line: int, payload: dict[str, Any]) -> tuple[Row, list[ReportLine]]:
    """Give the row that a payload comes to, and what became of each of its leaves."""
    leaves = Leaves(line, _cleaned(payload))
    for path, target in PLAIN.items():
        if leaves.get(path):
            leaves.take(path, target)
    _map_identity(leaves)
    _map_figures(leaves)
    _map_chemistry(leaves)
    for path, target in DOCUMENTS.items():
        _map_document(leaves, path, target)
    for target, parts in JOINED.items():
        _join(leaves, target, parts)
    _map_footprint(leaves)
    _map_agents(leaves)
    map_materials(leaves)
    _leave_the_rest(leaves)
    cells = leaves.cells
    places = {field: f"{field} ({path})" for field, path in leaves.places.items()}
    return Row(line, tuple(cells), list(cells.values()), places=places), leaves.report()


def _map_identity(leaves: Leaves) -> None:
    id_dmc = leaves.get("identification.idDmc")
    if id_dmc:
        # "Through this identifier a web link can be accessed": where it is the link itself, it is
        # the id; else the code of the plate leads to the pack as another number of it.
        is_url = _ITEM_URL.fullmatch(id_dmc) and len(id_dmc) <= 120
        leaves.take("identification.idDmc", "item" if is_url else "alias.idDmc")
    base = "identification.identification"
    serials = range(leaves.count(f"{base}.serial"))
    parts = [n for n in serials if leaves.get(f"{base}.serial[{n}].key") == "partInstanceId"]
    if parts or len(serials) == 1:
        _take_pair(leaves, f"{base}.serial[{(parts or [0])[0]}]", "serial")
    for n in range(leaves.count(f"{base}.batch")):
        if leaves.get(f"{base}.batch[{n}].key") == "batchId":
            _take_pair(leaves, f"{base}.batch[{n}]", "values.battery_batch_number")
    for n in range(leaves.count(f"{base}.codes")):
        target = _CODES.get(leaves.get(f"{base}.codes[{n}].key").upper())
        if target:
            _take_pair(leaves, f"{base}.codes[{n}]", target)
    predecessor = leaves.get("metadata.predecessor")
    if predecessor.endswith(_NO_UUID):
        leaves.leave("metadata.predecessor", "why_dummy")
    elif predecessor:
        leaves.take("metadata.predecessor", "values.predecessor_passports")


def _take_pair(leaves: Leaves, path: str, target: str) -> None:
    """Take the value of a key and value; the key has said what it is."""
    if leaves.get(f"{path}.value"):
        leaves.take(f"{path}.value", target)
        if leaves.places.get(target) == f"{path}.value" and leaves.get(f"{path}.key"):
            leaves.note(f"{path}.key", "taken", target, leaves.get(f"{path}.key"))


def _map_figures(leaves: Leaves) -> None:
    path = "performance.rated.energy.value"
    if number := _number(leaves, path):
        energy = scaled(number, Decimal(1000))
        leaves.take(path, "energy_wh", energy, "why_unit", unit="kWh", to="Wh")
    base = "characteristics.physicalDimension.weight"
    unit = leaves.get(f"{base}.unit")
    if number := _number(leaves, f"{base}.value"):
        factor = MASS_UNITS.get(unit)
        if factor is None:
            leaves.leave(f"{base}.value", "why_unknown_unit", unit=unit or "?")
        else:
            mass = scaled(number, factor)
            name = unit.removeprefix("unit:")
            leaves.take(f"{base}.value", "mass_kg", mass, "why_unit", unit=name, to="kg")
            leaves.note(f"{base}.unit", "taken", "mass_kg", unit)
    path = "operation.manufacturer.manufacturingDate"
    day = leaves.get(path)
    if day:
        leaves.take(path, "made_month", parse_month(day) or day, "why_month")
    base = "characteristics.warranty"
    if number := _number(leaves, f"{base}.lifeValue"):
        months = Decimal(number) * MONTHS.get(leaves.get(f"{base}.lifeUnit"), 0)
        if months and months == months.to_integral_value():
            unit = leaves.get(f"{base}.lifeUnit").removeprefix("unit:")
            after = number_text(months)
            target = "values.warranty_period"
            leaves.take(f"{base}.lifeValue", target, after, "why_unit", unit=unit, to="months")
            leaves.note(f"{base}.lifeUnit", "taken", target, leaves.get(f"{base}.lifeUnit"))
        else:
            leaves.leave(f"{base}.lifeValue", "why_no_months")


def _map_chemistry(leaves: Leaves) -> None:
    path = "identification.category"
    if leaves.get(path):
        leaves.take(path, "category")
    path = "identification.chemistry"
    said = leaves.get(path)
    word = chemistry_of(said) if said else None
    if word is None or word == said:
        if said:
            leaves.take(path, "chemistry")
        return
    leaves.take(path, "chemistry", word, "why_word")
    if len(said) <= 200:
        # The law asks for it "as detailed as possible"; our word is short.
        leaves.cells["values.battery_chemistry"] = said
        leaves.places["values.battery_chemistry"] = path


def _map_document(leaves: Leaves, path: str, target: str) -> None:
    for n in range(leaves.count(path)):
        content = f"{path}[{n}].content"
        if leaves.get(content) and not n:
            leaves.take(content, target)
        elif leaves.get(content):
            leaves.leave(content, "why_first")


def _join(leaves: Leaves, target: str, parts: tuple[tuple[str, str], ...]) -> None:
    there = [(path, form) for path, form in parts if leaves.get(path)]
    joined = "; ".join(form.format(leaves.get(path)) for path, form in there)
    if not joined or len(joined) > 200:
        return
    leaves.cells[target] = joined
    leaves.places[target] = there[0][0]
    for path, _ in there:
        leaves.note(path, "mapped", target, joined, "why_joined")


def _map_footprint(leaves: Leaves) -> None:
    base = "sustainability.carbonFootprint"
    for n in range(leaves.count(base)):
        one = f"{base}[{n}]"
        if leaves.get(f"{one}.type") not in ("", "Climate Change Total"):
            continue
        stage = leaves.get(f"{one}.lifecycle").casefold()
        if leaves.get(f"{one}.value"):
            if any(word in stage for word in STAGES):
                leaves.leave(f"{one}.value", "why_stage")
            elif _PER_KWH.search(leaves.get(f"{one}.unit")):
                leaves.take(f"{one}.value", "values.carbon_footprint_per_functional_unit")
            else:
                unit = leaves.get(f"{one}.unit") or "?"
                leaves.leave(f"{one}.value", "why_unknown_unit", unit=unit)
        if leaves.get(f"{one}.performanceClass"):
            target = "values.carbon_footprint_performance_class"
            leaves.take(f"{one}.performanceClass", target)
        _map_document(leaves, f"{one}.declaration", "values.carbon_footprint_study_url")


def _map_agents(leaves: Leaves) -> None:
    base = "safety.usableExtinguishAgent"
    parts: list[tuple[str, str]] = []
    for n in range(leaves.count(base)):
        media, fire = f"{base}[{n}].media", f"{base}[{n}].fireClass"
        if leaves.get(media):
            parts.append((media, "{}"))
            if leaves.get(fire):
                parts[-1] = (media, f"{{}} ({leaves.get(fire).replace('{', '').replace('}', '')})")
    _join(leaves, "values.extinguishing_agent", tuple(parts))
    for media, _ in parts:
        fire = media.replace(".media", ".fireClass")
        if media in leaves.lines and leaves.get(fire):
            target = "values.extinguishing_agent"
            leaves.note(fire, "mapped", target, leaves.cells[target], "why_joined")


def _leave_the_rest(leaves: Leaves) -> None:
    tiers = attributes()
    for path in leaves.open():
        if path.startswith("performance.dynamic."):
            leaves.leave(path, "why_reading")
        elif path == "commercial.placedOnMarket":
            leaves.leave(path, "why_event", kind="pack.placed-on-market")
        elif path.startswith("materials.active.") and path.endswith(".recycled"):
            leaves.leave(path, "why_split")
        else:
            kept = next((name for start, name in NOT_PUBLIC.items() if _under(path, start)), "")
            if kept:
                leaves.leave(path, "why_not_public", tier=tiers[kept].access_tier)
            else:
                leaves.leave(path, "why_no_place")


def _under(path: str, prefix: str) -> bool:
    return path.startswith(prefix) and path[len(prefix) : len(prefix) + 1] in (".", "[", "")


def _number(leaves: Leaves, path: str) -> str:
    return parse_number(leaves.get(path)) or ""


def _cleaned(value: object) -> object:
    """Give the payload with clean texts and plain numbers."""
    if isinstance(value, dict):
        return {clean(name): _cleaned(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_cleaned(inner) for inner in value]
    if isinstance(value, JsonNumber):
        return parse_json_number(value)
    return clean(value) if isinstance(value, str) else value
