"""The models of packs on the roads of the simulated country. Every figure here is invented.

They are only of the right order: what the mass, the chemistry and the life of such packs are like.
No rule, report or decision rests on them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Model:
    """A model of packs: ``share`` of the market, and how long packs of it last.

    Masses in kg, voltage in V, capacity in Ah, energy in Wh. First lives follow a Weibull
    distribution with ``shape`` and ``scale`` in years. ``elements`` are kg per kg of pack.
    """

    name: str
    maker: int
    share: int
    chemistry: str
    category: str
    voltage_v: str
    capacity_ah: str
    energy_wh: int
    mass_kg: int
    modules: int
    shape: float
    scale: float
    elements: Mapping[str, str]


_LFP: Final = {
    "lithium": "0.009", "iron": "0.12", "copper": "0.1", "aluminium": "0.22", "carbon": "0.14",
}  # fmt: skip
_NMC: Final = {
    "lithium": "0.011", "nickel": "0.06", "cobalt": "0.02", "manganese": "0.02", "copper": "0.1",
    "aluminium": "0.2", "carbon": "0.15",
}  # fmt: skip
_NCA: Final = {
    "lithium": "0.011", "nickel": "0.08", "cobalt": "0.012", "copper": "0.1", "aluminium": "0.2",
    "carbon": "0.15",
}  # fmt: skip
_LMO: Final = {
    "lithium": "0.007", "manganese": "0.1", "copper": "0.1", "aluminium": "0.2", "carbon": "0.13",
}  # fmt: skip

#: Makers 0 to 2 are at home; 3 and 4 are abroad, and importers bring their packs.
MODELS: Final = (
    Model("SV-46", 0, 16, "LFP", "EV", "350.4", "131.3", 46_000, 412, 8, 2.6, 7.5, _LFP),
    Model("SV-60", 0, 9, "LFP", "EV", "355.2", "168.9", 60_000, 480, 8, 2.6, 8.0, _LFP),
    Model("AT-75", 1, 12, "NMC", "EV", "396", "189.4", 75_000, 455, 8, 2.4, 7.0, _NMC),
    Model("AT-52", 1, 8, "NMC", "EV", "355", "146.5", 52_000, 340, 6, 2.4, 6.5, _NMC),
    Model("RM-10", 1, 7, "LFP", "stationary", "51.2", "200", 10_240, 96, 4, 3.0, 9.0, _LFP),
    Model("CR-05", 2, 8, "LMO", "LMT", "48", "10.4", 500, 4, 2, 1.8, 3.0, _LMO),
    Model("CR-14", 2, 6, "LFP", "LMT", "60", "24", 1_440, 13, 2, 2.0, 4.0, _LFP),
    Model("CR-98", 2, 4, "LFP", "industrial", "76.8", "420", 32_256, 310, 6, 2.2, 6.0, _LFP),
    Model("HN-82", 3, 10, "NCA", "EV", "402", "204", 82_000, 470, 4, 2.4, 7.0, _NCA),
    Model("HN-64", 3, 7, "NMC", "EV", "356", "180", 64_000, 430, 6, 2.4, 7.0, _NMC),
    Model("OB-20", 4, 6, "LFP", "stationary", "102.4", "200", 20_480, 190, 4, 3.0, 9.0, _LFP),
    Model("OB-40", 4, 7, "NMC", "EV", "350", "114.3", 40_000, 305, 6, 2.2, 6.0, _NMC),
)
