"""A Catena-X battery pass (``io.catenax.battery.battery_pass`` 5.0.0 to 6.1.0) as a row, with a report.

A passport says more than a pack's birth. Each value goes to the attribute that has it, at the content
point of its tier; what has no attribute is left out, and the report names every single leaf.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from batterypass.domain.base import number_text
from batterypass.exchange.catenax_materials import map_materials
from batterypass.exchange.catenax_paths import (
    CONDITIONS,
    DOCUMENTS,
    FOOTPRINT_TYPE,
    LEVELS,
    MASS_UNITS,
    MONTHS,
    MORE_DOCUMENTS,
    PLAIN,
    POWERS,
    READINGS,
    SHARE_OF_TOTAL,
    STAGES,
    TEST_REPORTS,
)
from batterypass.exchange.dates import parse_month
from batterypass.exchange.leaves import Leaves, ReportLine
from batterypass.exchange.numbers import parse_number
from batterypass.exchange.payload import as_number, cleaned, finish, give_chemistry, give_number
from batterypass.exchange.words import malformed
from batterypass.regulations.attributes import attributes
from batterypass.regulations.passport_shapes import shapes

if TYPE_CHECKING:
    from batterypass.exchange.rows import Row

_SECTIONS: Final = frozenset(
    {"identification", "performance", "characteristics", "metadata", "operation", "materials"}
)
_VERSION = re.compile(
    r"urn:(io\.catenax\.battery\.battery_pass|samm:[^:]+):[56]\.[0-9]+\.[0-9]+(#.*)?"
)
_ITEM_URL = re.compile(r"https://[a-z0-9.-]+(/[^\s?#]+)+")
_PER_KWH = re.compile(r"kg\s*CO\s*2\s*(e|eq)?\s*/\s*kWh", re.IGNORECASE)
_NO_UUID = "00000000-0000-0000-0000-000000000000"


def is_catenax(value: object) -> bool:
    """Tell whether a JSON value has the sections of a Catena-X battery pass."""
    return isinstance(value, dict) and len(_SECTIONS & value.keys()) >= 3


def check_payload(name: str, line: int, payload: object) -> None:
    """Raise MalformedError where a payload is none, or is of a version whose meaning is not known."""
    if not is_catenax(payload):
        sections = ", ".join(sorted(_SECTIONS))
        raise malformed("catenax", name=name, problem=f"payload {line}: no {sections}")
    version = payload.get("specVersion") if isinstance(payload, dict) else None
    if version is not None and not (isinstance(version, str) and _VERSION.fullmatch(version)):
        raise malformed("catenax_version", name=name, found=repr(version)[:80])


def map_payload(line: int, payload: dict[str, Any]) -> tuple[Row, list[ReportLine]]:
    """Give the row that a payload comes to, and what became of each of its leaves."""
    leaves = Leaves(line, cleaned(payload))
    known = attributes()
    if leaves.get("specVersion"):
        leaves.leave("specVersion", "why_file_head")
    for path, attribute in PLAIN.items():
        if not leaves.get(path):
            continue
        if known[attribute].is_number:
            give_number(leaves, path, attribute)
        else:
            leaves.give([path], attribute, leaves.get(path))
    _map_identity(leaves)
    _map_figures(leaves)
    if leaves.get("identification.chemistry"):
        give_chemistry(leaves, "identification.chemistry", leaves.get("identification.chemistry"))
    if leaves.get("identification.category"):
        leaves.take("identification.category", "category")
    for path, attribute in READINGS.items():
        if leaves.get(f"{path}.value"):
            give_number(leaves, f"{path}.value", attribute)
    for path, attribute in DOCUMENTS.items():
        more = [other for other, of in MORE_DOCUMENTS.items() if of == attribute]
        _map_documents(leaves, (path, *more), attribute)
    _map_lists(leaves)
    _map_footprint(leaves)
    map_materials(leaves)
    for path in leaves.open():
        if path.startswith("performance.dynamic.") and path.endswith(".time"):
            leaves.leave(path, "why_time")
        elif path.startswith("performance.") and path.endswith(CONDITIONS):
            leaves.leave(path, "why_condition")
        elif path == "commercial.placedOnMarket":
            leaves.leave(path, "why_event", kind="pack.placed-on-market")
    return finish(leaves)


def _map_identity(leaves: Leaves) -> None:
    id_dmc = leaves.get("identification.idDmc")
    if id_dmc:
        # "Through this identifier a web link can be accessed": where it is the link itself, it is
        # the id; else the code of the plate leads to the pack as another number of it.
        is_url = _ITEM_URL.fullmatch(id_dmc) and len(id_dmc) <= 120
        leaves.take("identification.idDmc", "item" if is_url else "alias.idDmc")
    base = "identification.identification"
    serials = leaves.all(f"{base}.serial")
    parts = [one for one in serials if leaves.get(f"{one}.key") == "partInstanceId"]
    if parts or len(serials) == 1:
        _take_pair(leaves, (parts or serials)[0], "serial")
    for one in leaves.all(f"{base}.batch"):
        if leaves.get(f"{one}.key") == "batchId":
            _take_pair(leaves, one, "values.battery_batch_number")
    for one in leaves.all(f"{base}.codes"):
        code = leaves.get(f"{one}.key").upper()
        if code == "TARIC":
            _take_pair(leaves, one, "values.commodity_code")
        elif code == "GTIN":
            _take_pair(leaves, one, "gtin")
    passport = "metadata.passportIdentifier"
    if leaves.get(passport):
        uri = leaves.get(passport)
        uri = uri if ":" in uri else f"urn:uuid:{uri}"
        leaves.give([passport], "battery_passport_identifier", uri, "why_passport_id")
    predecessor = leaves.get("metadata.predecessor")
    if predecessor.endswith(_NO_UUID):
        leaves.leave("metadata.predecessor", "why_dummy")
    elif predecessor:
        uri = predecessor if ":" in predecessor else f"urn:uuid:{predecessor}"
        leaves.give(["metadata.predecessor"], "predecessor_passports", [uri], "why_list")


def _take_pair(leaves: Leaves, path: str, target: str) -> None:
    """Take the value of a key and value; the key has said what it is."""
    if leaves.get(f"{path}.value"):
        leaves.take(f"{path}.value", target)
        if leaves.places.get(target) == f"{path}.value" and leaves.get(f"{path}.key"):
            leaves.note(f"{path}.key", "taken", target, leaves.get(f"{path}.key"))


def _map_figures(leaves: Leaves) -> None:
    base = "characteristics.physicalDimension.weight"
    unit = leaves.get(f"{base}.unit")
    if leaves.get(f"{base}.value"):
        factor = MASS_UNITS.get(unit)
        name = unit.removeprefix("unit:")
        if factor is None:
            leaves.leave(f"{base}.value", "why_unknown_unit", unit=unit or "?")
        elif give_number(
            leaves, f"{base}.value", "battery_mass", factor, "why_unit", unit=name, to="kg"
        ):
            leaves.note(f"{base}.unit", "taken", "mass_kg", unit)
    for path, attribute in (
        ("operation.manufacturer.manufacturingDate", "manufacturing_date"),
        ("operation.intoServiceDate", "putting_into_service_date"),
    ):
        day = leaves.get(path)
        if day:
            leaves.give([path], attribute, parse_month(day) or day, "why_month")
    base = "characteristics.warranty"
    if number := parse_number(leaves.get(f"{base}.lifeValue")):
        per = MONTHS.get(leaves.get(f"{base}.lifeUnit"))
        months = Decimal(number) * (per or 0)
        unit = leaves.get(f"{base}.lifeUnit").removeprefix("unit:")
        if per is None or months != months.to_integral_value():
            leaves.leave(f"{base}.lifeValue", "why_no_months")
        elif leaves.give(
            [f"{base}.lifeValue"], "warranty_period", number_text(months), "why_unit", unit=unit,
            to="months",
        ):  # fmt: skip
            said = leaves.get(f"{base}.lifeUnit")
            leaves.note(f"{base}.lifeUnit", "taken", "values.warranty_period", said)


def _map_documents(leaves: Leaves, paths: tuple[str, ...], attribute: str) -> None:
    """Give the contents of documents: all of them where the attribute takes a list."""
    contents = [
        f"{one}.content"
        for path in paths
        for one in leaves.all(path)
        if leaves.get(f"{one}.content")
    ]
    if not contents:
        return
    if shapes().attributes[attribute].sort == "uris":
        texts = list(dict.fromkeys(leaves.get(one) for one in contents))
        leaves.give(contents, attribute, texts, "why_list")
        return
    leaves.give(contents[:1], attribute, leaves.get(contents[0]))
    for one in contents[1:]:
        leaves.leave(one, "why_first")


def _map_lists(leaves: Leaves) -> None:
    """Give what is a list or a record here and several leaves there."""
    leaves.give_records(
        "original_power_capability",
        [{"soc": (path, soc), "power": (path, _text(leaves, path))} for soc, path in POWERS.items()
         if leaves.get(path)],
    )  # fmt: skip
    if leaves.get("performance.dynamic.power.remaining.value"):
        # The model has one power without its state of charge; the attribute needs it.
        leaves.leave("performance.dynamic.power.remaining.value", "why_no_place")
    for base, attribute, end in (
        ("performance.rated.resistance", "initial_internal_resistance", ""),
        ("performance.dynamic.resistance.increase", "internal_resistance_increase", ".value"),
    ):
        paths = [(level, f"{base}.{level}{end}") for level in LEVELS]
        leaves.give_records(
            attribute,
            [{"level": (path, level), "value": (path, _text(leaves, path))} for level, path in paths
             if leaves.get(path)],
        )  # fmt: skip
    base = "performance.rated.lifetime.cycleLifeTesting"
    rates = [f"{base}.{name}" for name in ("appliedChargeRate", "appliedDischargeRate")]
    rates = [path for path in rates if leaves.get(path)]
    if rates:
        leaves.give(
            rates, "cycle_life_test_c_rate", [_text(leaves, one) for one in rates], "why_list"
        )
    _map_agents(leaves)
    leaves.give_records(
        "test_report_results",
        [{"title": (f"{one}.header", leaves.get(f"{one}.header") or "-"),
          "uri": (f"{one}.content", leaves.get(f"{one}.content"))}
         for base in TEST_REPORTS for one in leaves.all(base)],
    )  # fmt: skip
    for name in ("content", "spareParts"):
        # 5.0.0 calls it spareParts.
        leaves.give_records(
            "spare_part_sources",
            [{"name": (f"{one}.id", leaves.get(f"{one}.id"))}
             for one in leaves.all(f"handling.{name}.producer")],
        )  # fmt: skip
        parts = leaves.all(f"handling.{name}.sparePart")
        leaves.give_records(
            "component_part_numbers",
            [{"part_number": (f"{one}.manufacturerPartId", leaves.get(f"{one}.manufacturerPartId")),
              "component": (f"{one}.nameAtManufacturer", leaves.get(f"{one}.nameAtManufacturer"))}
             for one in parts],
        )  # fmt: skip
    _map_labels(leaves)


def _map_labels(leaves: Leaves) -> None:
    """Give what the labels mean: by language where the header is one, else as a list."""
    docs = leaves.all("safety.meaningOfLabels")
    paths = [f"{one}.content" for one in docs if leaves.get(f"{one}.content")]
    if not paths:
        return
    texts = [leaves.get(path) for path in paths]
    heads = [path.replace(".content", ".header") for path in paths]
    languages = [leaves.get(head) for head in heads]
    if all(re.fullmatch("[a-z]{2,3}(_[a-z0-9]{2,8})*", one) for one in languages):
        value = dict(zip(languages, texts, strict=True))
        if len(value) == len(texts):
            leaves.give([*paths, *heads], "meaning_of_labels", value, "why_record")
            return
    leaves.give(paths, "meaning_of_labels", texts[0] if len(texts) == 1 else texts)


def _map_footprint(leaves: Leaves) -> None:
    base = "sustainability.carbonFootprint"
    for one in leaves.all(base):
        if leaves.get(f"{one}.type") not in ("", FOOTPRINT_TYPE):
            continue
        stage = leaves.get(f"{one}.lifecycle").casefold()
        unit = leaves.get(f"{one}.unit")
        share = next((name for word, name in STAGES.items() if word in stage), "")
        path = f"{one}.value"
        if leaves.get(path):
            if share and unit == SHARE_OF_TOTAL:
                give_number(leaves, path, share, key="why_stage_share")
            elif share:
                leaves.leave(path, "why_stage")
            elif _PER_KWH.search(unit):
                give_number(leaves, path, "carbon_footprint_per_functional_unit")
            else:
                leaves.leave(path, "why_unknown_unit", unit=unit or "?")
        if leaves.get(f"{one}.performanceClass"):
            leaves.take(f"{one}.performanceClass", "values.carbon_footprint_performance_class")
        _map_documents(leaves, (f"{one}.declaration",), "carbon_footprint_study_url")


def _map_agents(leaves: Leaves) -> None:
    paths: list[str] = []
    agents: list[str] = []
    for one in leaves.all("safety.usableExtinguishAgent"):
        media, fire = leaves.get(f"{one}.media"), leaves.get(f"{one}.fireClass")
        if media:
            agents.append(f"{media} ({fire})" if fire else media)
            paths += [f"{one}.media", *([f"{one}.fireClass"] if fire else [])]
    if agents:
        leaves.give(paths, "extinguishing_agent", list(dict.fromkeys(agents)), "why_joined")


def _text(leaves: Leaves, path: str) -> str:
    return as_number(leaves.get(path))[0]
