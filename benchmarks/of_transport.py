"""What it costs to decide under which UN entry a battery travels, in one process."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from batterypass.bootstrap import transport_tables
from batterypass.regulations.transport.decide import decide
from batterypass.regulations.transport.reading import read_answers
from benchmarks.measure import ROUNDS, Row, median

if TYPE_CHECKING:
    from pathlib import Path

    from batterypass.regulations.transport.answers import Answers

_DECISIONS = 10_000
_PACK = {
    "chem": "li_ion", "form": "battery", "wh": "46000", "net_kg": "412", "gross_kg": "440",
    "count": "1", "packages": "1", "soc_percent": "28", "soc_basis": "rated", "casing": "strong",
    "un38_3": "yes", "aircraft": "cao", "approval": "A99", "fully_enclosed": "no",
    "stowage": "container",
}  # fmt: skip
_ROADS = (
    ("road", "ADR"), ("rail", "RID"), ("sea", "IMDG"), ("air", "IATA"), ("road", "49CFR"),
    ("road", "NOM-002"),
)  # fmt: skip
#: A damaged vehicle is asked about its battery; a sound one may not be.
_DAMAGED = {"battery_safety_affected": "yes", "removable": "no"}
_CONDITIONS = ("used", "ddr_stable", "ddr_critical", "waste_recycling")
_CONFIGS = ("alone", "packed_with", "contained_in", "vehicle")


def transport(_: Path, __: int) -> list[Row]:
    """Decide about packs and small batteries, whole and damaged, in every regime."""
    every = [*_asked(_PACK), *_asked({**_PACK, "wh": "90", "net_kg": "4", "gross_kg": "6"})]
    tables = transport_tables()
    times, outcomes = [], {"allowed": 0, "forbidden": 0, "undecided": 0, "refused": 0}
    for _round in range(ROUNDS + 1):
        outcomes = dict.fromkeys(outcomes, 0)
        start = perf_counter()
        for place in range(_DECISIONS):
            outcomes[decide(every[place % len(every)], tables).outcome] += 1
        times.append((perf_counter() - start) / _DECISIONS)
    start = perf_counter()
    for _round in range(ROUNDS):
        read_answers({**_PACK, "regime": "ADR", "mode": "road", "date": "2026-11-23"})
    assert outcomes["allowed"] > 0, outcomes
    assert outcomes["forbidden"] > 0, outcomes
    context = {
        "best µs": min(times) * 1e6,
        "read µs": (perf_counter() - start) / ROUNDS * 1e6,
        "packages": float(len(every)),
        **{name: float(count) for name, count in outcomes.items()},
    }
    return [Row("un", "UN decisions", 1 / median(times), "/s", 5_000, 10_000, context=context)]


def _asked(pack: dict[str, str]) -> list[Answers]:
    return [
        read_answers(
            {
                **pack, **(_DAMAGED if condition.startswith("ddr") else {}), "mode": mode, "regime": regime, "date": "2026-11-23", "condition": condition,
                "config": config,
            }
        )
        for mode, regime in _ROADS
        for condition in _CONDITIONS
        for config in _CONFIGS
    ]  # fmt: skip
