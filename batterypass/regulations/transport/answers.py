"""What a person answers about one package: the only input of a transport decision.

None means that nobody has said. Nothing is ever filled in: no answer falls back to "small" or
"new". Five answers count as "no" until somebody says otherwise: a scheme of relief, that cells are
short-circuited, the old design of the battery mark and a short voyage, because "no" is the stricter
side; and a recall, which nobody is asked about for every battery.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal


#: What is expected where an answer was given twice, and not alike.
SAID_TWICE: Final = "1"


class Unreadable(NamedTuple):
    """A word that is no answer: the name of the answer, what was found, and what was expected."""

    name: str
    found: str
    expected: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The answers about one package. Masses in kilograms, energy in watt-hours, lithium in grams.

    ``wh`` and ``li_g`` are of one cell or one battery (``form``); of a vehicle its traction battery.
    ``net_kg`` is the net mass of batteries in the package, of a vehicle its own mass; ``count``
    cells or batteries in the package, ``packages`` packages in the consignment. ``soc_percent`` is
    of the rated capacity unless ``soc_basis`` says ``indicated``. ``disposition`` is where waste goes;
    ``unsaid`` says that it is waste and no more. ``approvals`` is empty where
    somebody said that there are none. ``edition`` chooses an older edition that may still be used.
    """

    regime: str | None = None
    mode: str | None = None
    date: str | None = None
    config: str | None = None
    chem: str | None = None
    condition: str | None = None
    form: str | None = None
    single_cell: bool | None = None
    wh: Decimal | None = None
    li_g: Decimal | None = None
    net_kg: Decimal | None = None
    gross_kg: Decimal | None = None
    count: int | None = None
    packages: int | None = None
    soc_percent: Decimal | None = None
    soc_basis: str | None = None
    un38_3: str | None = None
    article: str | None = None
    run: int | None = None
    purpose: str | None = None
    casing: str | None = None
    aircraft: str | None = None
    approvals: frozenset[str] | None = None
    scheme: str | None = None
    qa333: bool | None = None
    cell_gross_g: Decimal | None = None
    main_power: bool | None = None
    fully_enclosed: bool | None = None
    stowage: str | None = None
    short_voyage: bool | None = None
    battery_safety_affected: bool | None = None
    removable: bool | None = None
    disposition: str | None = None
    short_circuited: bool | None = None
    lq_ok: bool | None = None
    ddr_reason: str | None = None
    recalled: bool | None = None
    mark_design: str | None = None
    edition: str | None = None
    unreadable: tuple[Unreadable, ...] = ()


#: Answer -> the words that it may be.
WORDS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "regime": ("ADR", "RID", "IMDG", "IATA", "49CFR", "NOM-002"),
        "mode": ("road", "rail", "sea", "air"),
        "config": (
            "alone", "packed_with", "contained_in", "packed_and_contained", "vehicle", "ctu",
        ),
        "chem": ("li_ion", "li_metal", "hybrid", "na_ion", "wet"),
        "condition": (
            "new", "used", "prototype", "ddr_stable", "ddr_critical", "cannot_be_diagnosed",
            "waste_recycling", "waste_disposal", "waste",
        ),
        "form": ("cell", "battery", "button_cell"),
        "soc_basis": ("rated", "indicated"),
        "un38_3": ("yes", "no"),
        "article": ("this", "other"),
        "purpose": ("testing", "sale"),
        "casing": ("strong", "normal"),
        "aircraft": ("pax", "cao"),
        "scheme": ("none", "collection", "household"),
        "stowage": ("roro_vehicle_space", "container", "hold", "on_deck", "under_deck"),
        "disposition": ("recycling", "disposal", "unsaid"),
        "mark_design": ("new", "old"),
    }
)  # fmt: skip
#: Approvals that rules ask for. Any other is kept, and relieves of nothing.
APPROVALS: Final = ("A88", "A99", "A183", "A331", "authority", "phmsa")
BOOLEANS: Final = frozenset(
    {
        "single_cell", "qa333", "main_power", "fully_enclosed", "battery_safety_affected",
        "removable", "short_circuited", "short_voyage", "lq_ok", "recalled",
    }
)  # fmt: skip
INTEGERS: Final = frozenset({"count", "packages", "run"})
DECIMALS: Final = frozenset({"wh", "li_g", "net_kg", "gross_kg", "soc_percent", "cell_gross_g"})
#: Answers that are said as they stand.
TEXTS: Final = frozenset({"date", "ddr_reason", "edition"})
#: Words that people and other parts of the program use for the same thing.
SYNONYMS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "regime": MappingProxyType({"NOM": "NOM-002", "ICAO": "IATA", "HMR": "49CFR"}),
        "condition": MappingProxyType(
            {
                # The four words of the ledger (``design/events.md``, Custody). The law treats a
                # used battery as a new one, so "serviceable" promises nothing that "used" does not.
                "serviceable": "used",
                "damaged_stable": "ddr_stable",
                "damaged_critical": "ddr_critical",
                "second_life": "used",
            }
        ),
        "soc_basis": MappingProxyType({"bms_reading": "indicated", "measured": "rated"}),
    }
)
#: Words with which people say that they do not know.
UNSAID: Final = frozenset({"", "unknown", "?", "-"})
ANSWER_NAMES: Final = frozenset({*WORDS, *BOOLEANS, *INTEGERS, *DECIMALS, *TEXTS, "approval"})
