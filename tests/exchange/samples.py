"""Files of a fictional maker, and what reads them."""

from __future__ import annotations

import json
from typing import Any

from batterypass.exchange.packs import Pack, PackReader
from batterypass.exchange.problems import RowProblem
from batterypass.exchange.reading import read_rows
from batterypass.exchange.settings import Settings, parse_given
from batterypass.exchange.source import Source

DOMAIN = "id.sierra-alta.example"
GTIN = "09521234560104"
HEADER = (
    "serial,model,chemistry,category,nominal_voltage_v,capacity_ah,energy_wh,mass_kg,made_month"
)
GOOD = {
    "serial": "SA26-000001", "model": "SA-46", "chemistry": "LFP", "category": "EV",
    "nominal_voltage_v": "350.4", "capacity_ah": "131.3", "energy_wh": "46000",
    "mass_kg": "412.5", "made_month": "2026-02",
}  # fmt: skip


def table(*rows: dict[str, str], delimiter: str = ",", columns: str = HEADER) -> Source:
    """Make a CSV of rows that differ from the good one."""
    names = columns.split(",")
    lines = [delimiter.join(names)]
    for row in rows or ({},):
        whole = {**GOOD, **row}
        lines.append(delimiter.join(whole.get(name, "") for name in names))
    return Source("shift.csv", ("\n".join(lines) + "\n").encode())


def lines(*rows: Any, name: str = "shift.jsonl") -> Source:
    """Make JSON lines; a text stands as it is."""
    texts = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    return Source(name, ("\n".join(texts) + "\n").encode())


def read(
    source: Source, *given: str, latest: str = "2026-11", domain: str = DOMAIN, format_: str = ""
) -> list[Pack | list[RowProblem]]:
    """Read every row of a file."""
    reader = PackReader(Settings(latest, domain, parse_given(given)))
    rows = read_rows(source, format_)
    if rows.names:
        reader.check_header(source.name, rows.names)
    return [reader.read(row) for row in rows.rows]


def form(source: Source, *given: str, **settings: Any) -> dict[str, Any]:
    """Give the form of the only row."""
    (found,) = read(source, *given, **settings)
    assert isinstance(found, Pack), [problem.text("en") for problem in found]
    return found.form


def problem(source: Source, *given: str, **settings: Any) -> RowProblem:
    """Give the only problem of the only row, or its only doubt."""
    (found,) = read(source, *given, **settings)
    if isinstance(found, Pack) and found.unusual is not None:
        return found.unusual
    assert isinstance(found, list), found
    assert len(found) == 1, [one.text("en") for one in found]
    return found[0]
