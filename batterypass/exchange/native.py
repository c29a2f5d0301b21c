"""Our own JSON of a passport (``docs/formats/passport-json.md``): every value that a reader may see.

The only format that loses nothing. Values stand as in an event: numbers as decimal text. What is
here is what one reader sees; where each value is from stands beside it, and what the pack's making
said that is no attribute.
"""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from batterypass.exchange.leaves import Leaves, ReportLine
from batterypass.exchange.payload import cleaned, finish, give_chemistry
from batterypass.exchange.words import malformed
from batterypass.regulations.attributes import attributes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.domain.passport_values import Value
    from batterypass.exchange.rows import Row

FORMAT: Final = "batterypass/passport"
VERSION: Final = 1
#: What the making of a pack says that is no attribute -> the attribute whose readers may see it.
FACTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "rated_energy_wh": "rated_capacity",
        "usable_energy_wh": "rated_capacity",
        "chemistry": "battery_chemistry",
        "plant": "manufacturing_place",
        "aliases": "battery_identifier",
        "un38_3": "test_report_results",
    }
)
#: Path of a fact in the file -> our field.
_FIELDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "pack.rated_energy_wh": "energy_wh",
        "pack.chemistry": "chemistry",
        "pack.plant": "plant",
        "pack.un38_3.report": "un38_3_report",
        "pack.un38_3.tested_on": "un38_3_tested_on",
        "pack.un38_3.article": "un38_3_article",
    }
)


def is_native(value: object) -> bool:
    """Tell whether a JSON value says that it is a passport of ours."""
    return isinstance(value, dict) and value.get("format") == FORMAT


def encode_native(
    values: Mapping[str, Value],
    *,
    pack: Mapping[str, object] = MappingProxyType({}),
    reader: str,
    about: Mapping[str, Mapping[str, object]],
    hidden: tuple[str, ...],
    ledger: Mapping[str, object],
) -> bytes:
    """Write a passport.

    ``pack`` are :data:`FACTS` that this reader may see. ``about`` says of each value its content point and entry; of ``hidden`` points something is not
    shown.
    """
    document = {
        "format": FORMAT,
        "version": VERSION,
        "reader": reader,
        "ledger": dict(ledger),
        "pack": dict(pack),
        "values": dict(values),
        "about": {name: dict(about[name]) for name in values if name in about},
        "hidden": list(hidden),
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def map_native(name: str, line: int, document: dict[str, Any]) -> tuple[Row, list[ReportLine]]:
    """Give the row that a passport comes to, and what became of each of its leaves.

    Raises MalformedError for a version that is not known here, or without values.
    """
    if str(document.get("version")) != str(VERSION):
        found = str(document.get("version"))[:40]
        raise malformed("native", name=name, problem=f"version {found}, expected {VERSION}")
    values = cleaned(document.get("values"))
    if not isinstance(values, dict):
        raise malformed("native", name=name, problem="values")
    leaves = Leaves(line, cleaned(document))
    known = attributes()
    _take_facts(leaves)
    for attribute, value in values.items():
        paths = leaves.under(f"values.{attribute}")
        if not paths:
            continue
        if attribute not in known:
            for path in paths:
                leaves.leave(path, "why_no_attribute")
        elif attribute == "battery_identifier" and isinstance(value, str):
            leaves.take(paths[0], "item")
        elif attribute == "battery_chemistry" and isinstance(value, str):
            if "chemistry" not in leaves.cells:
                give_chemistry(leaves, paths[0], value)
            elif value == leaves.cells["chemistry"]:
                leaves.note(paths[0], "taken", "chemistry", value)
            else:
                leaves.give(paths, attribute, value)
        elif _is_value(value):
            leaves.give(paths, attribute, value)
        else:
            for path in paths:
                leaves.leave(path, "why_no_place")
    for path in leaves.open():
        key = (
            "why_about"
            if path.startswith(("about.", "hidden[", "ledger.", "reader"))
            else "why_file_head"
        )
        leaves.leave(path, key)
    return finish(leaves, works_out_energy=True)


def _take_facts(leaves: Leaves) -> None:
    """Take what the making of the pack says that is no attribute; older files have none of it."""
    for path, field in _FIELDS.items():
        if leaves.get(path):
            leaves.take(path, field)
    for path in leaves.all("pack.aliases"):
        scheme, value = f"{path}.scheme", f"{path}.value"
        if leaves.get(scheme) and leaves.get(value):
            leaves.take(value, f"alias.{leaves.get(scheme)}")
            leaves.note(scheme, "taken", f"alias.{leaves.get(scheme)}", leaves.get(scheme))


def _is_value(value: object) -> bool:
    """Tell whether a JSON value has the shape of a value of an attribute."""
    if isinstance(value, str):
        return True
    if isinstance(value, dict):
        return bool(value) and all(isinstance(one, str) for one in value.values())
    if not isinstance(value, list) or not value:
        return False
    return all(isinstance(one, str) for one in value) or all(
        isinstance(one, dict) and _is_value(one) for one in value
    )
