"""How a load travels: each battery decided by itself, and the strictest for the consignment.

The answers about a battery are its line in the offer, what the log says of it, and what a person
has signed besides. Whoever proposes a decision and whoever repeats it later call these functions.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from batterypass.domain.vocabulary import DAMAGED
from batterypass.regulations.transport.articles import COVERED_BY
from batterypass.regulations.transport.decide import decide
from batterypass.regulations.transport.reading import read_answers
from batterypass.regulations.transport.severity import severity, strictest
from batterypass.regulations.transport.tables import FILES, TransportTables

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from batterypass.domain.states import ItemState
    from batterypass.regulations.tables import Regulations
    from batterypass.regulations.transport.decision import Decision

#: Answers that have their place in the line of an offer, or in an event of the item. Nobody signs
#: them beside it; the others count where line and log say nothing.
HELD: Final = frozenset({"condition", "wh", "net_kg", "soc_percent", "un38_3", "article"})
#: What travels under its own mass, which no event of the battery inside holds.
VEHICLE: Final = "vehicle"
#: Answers that are of a whole load and never of one item in it.
OF_THE_LOAD: Final = frozenset({"regime", "mode", "date", "edition", "packages"})
#: Lives in which a pack is no longer the article that its maker tested (38.3.2.2).
REBUILT: Final = frozenset({"repurposed", "remanufactured"})
#: Operations after which nothing of a battery is left to use, so that it goes "for disposal" (SP
#: 377); the proposals of ``carriage.json`` say the same, and a test holds them together.
_DISPOSING: Final = frozenset({"confinamiento", "incineracion", "tratamiento"})


@dataclass(frozen=True, slots=True)
class Said:
    """What holds for a load: regime, day of the offer, operation for waste, signed answers.

    ``each`` are answers about one item by its id; they go before those about all.
    """

    regime: str
    day: str
    operation: str
    answers: Mapping[str, str]
    each: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def about(self, item: str) -> dict[str, str]:
        """Give the signed answers about an item that stand in no line and no event of it."""
        own = {
            name: value
            for name, value in self.each.get(item, {}).items()
            if name not in OF_THE_LOAD
        }
        answers = {**self.answers, **own}
        held = held_for(answers.get("config", ""))
        return {name: value for name, value in answers.items() if name not in held}


@dataclass(frozen=True, slots=True)
class Load:
    """The decision about each battery by its id, and the strictest, by the first that has it."""

    decisions: Mapping[str, Decision]
    item: str
    strictest: Decision

    def all_of(self, name: Literal["special_provisions", "marks", "statements"]) -> tuple[str, ...]:
        """Give the provisions, marks or statements of all decisions as strict as the strictest."""
        rank = severity(self.strictest)
        alike = (one for one in dict.fromkeys(self.decisions.values()) if severity(one) == rank)
        return tuple(dict.fromkeys(text for one in alike for text in getattr(one, name)))


def held_for(config: str) -> frozenset[str]:
    """Give the answers that line and log hold: of a vehicle not its mass, which a person says."""
    return HELD - {"net_kg"} if config == VEHICLE else HELD


@lru_cache(maxsize=8)
def tables_of(regulations: Regulations) -> TransportTables | None:
    """Give the transport tables among the tables in force; None for a rulebook without them."""
    found = {name: regulations.tables.get(f"un-{name}") for name in FILES}
    read = {name: table for name, table in found.items() if table is not None}
    return TransportTables.of(read) if len(read) == len(FILES) else None


def is_rebuilt(item: ItemState) -> bool:
    """Tell whether a pack is another article than its maker tested: put to a new use, or put together."""
    return item.item_kind == "pack" and (item.life in REBUILT or bool(item.parents))


def answers_about(item: ItemState, line: Mapping[str, str | None], said: Said) -> dict[str, str]:
    """Give the answers about one battery. ``line`` has the members of a line of an offer.

    Nobody signs over what line and log say; of the rest an answer counts for every battery, but
    where waste goes only for waste.
    """
    words = said.about(item.item)
    end = words.pop("disposition", "") or _end(said.operation)
    words["regime"] = said.regime
    # Nothing is carried before it is offered, so nobody chooses an edition by an earlier day.
    words["date"] = max(words.get("date", ""), said.day)
    held = {**_made(item), **_declared(item, line)}
    if "run" in words and "un38_3" not in held:
        # Whoever claims SP 310 for a small run says that nobody tested it; a test that was, counts.
        held["un38_3"] = "no"
    if words.get("config") == VEHICLE:
        del held["net_kg"]
    if item.life == "waste":
        held["disposition"] = end
        if held["condition"] not in DAMAGED:
            held["condition"] = "waste"
    words.update({name: value for name, value in held.items() if value})
    return words


def signed_answers(
    signed: Iterable[tuple[str, str, str]],
) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Give answers by name, those about all items and those about one by its id.

    ``signed`` are item (empty for all), name and value. Of an answer that stands twice both are kept,
    so that it is refused.
    """
    whole: dict[str, str] = {}
    each: dict[str, dict[str, str]] = {}
    for item, name, value in signed:
        found = each.setdefault(item, {}) if item else whole
        found[name] = f"{found[name]} / {value}" if name in found else value
    return whole, each


def _made(item: ItemState) -> dict[str, str]:
    """Give what an item is."""
    is_lot = item.item_kind == "cell_lot"
    chem = "na_ion" if item.chemistry == "sodium-ion" else "li_ion"
    return {
        "form": "cell" if is_lot else "battery",
        # A pack or module is one battery; how many cells of a lot are in a package, somebody says.
        "count": "" if is_lot else "1",
        "chem": "" if item.chemistry in ("", "other") else chem,
    }


def _declared(item: ItemState, line: Mapping[str, str | None]) -> dict[str, str]:
    """Give what the line of an offer says."""
    basis = line.get("soc_basis") or ""
    return {
        "condition": line.get("condition") or "",
        "net_kg": line.get("mass_kg") or "",
        # The energy of a lot is that of all its cells, and the law asks for one.
        "wh": "" if item.item_kind == "cell_lot" else line.get("energy_wh") or "",
        "soc_percent": line.get("soc_percent") or "",
        "soc_basis": "" if basis == "declared" else basis,
        **evidence_of(item, line.get("un38_3") or ""),
    }


def evidence_of(item: ItemState, article: str) -> dict[str, str]:
    """Give the answers about the UN 38.3 test, by the article that was tested; none where nobody said.

    A rebuilt pack needs a test of its own, which its own event names: no line of an offer can say
    that the old one counts.
    """
    wanted = COVERED_BY[item.item_kind]
    if is_rebuilt(item) and item.un38_3 not in wanted:
        return {"un38_3": "no", "article": "other"}
    if article == "none":
        return {"un38_3": "no"}
    if not article:
        return {}
    return {"un38_3": "yes", "article": "this" if article in wanted else "other"}


def decide_load(
    lines: Iterable[tuple[ItemState, Mapping[str, str | None]]], said: Said, tables: TransportTables
) -> Load | None:
    """Decide each battery among some items, in their order; None where there is none."""
    known: dict[tuple[tuple[str, str], ...], Decision] = {}
    found: dict[str, Decision] = {}
    for item, line in lines:
        if item.item_kind not in COVERED_BY:
            continue
        words = answers_about(item, line, said)
        key = tuple(sorted(words.items()))
        if key not in known:
            known[key] = decide(read_answers(words), tables)
        found[item.item] = known[key]
    if not found:
        return None
    whole = strictest(found.values())
    return Load(found, next(name for name, one in found.items() if one is whole), whole)


def _end(operation: str) -> str:
    if not operation:
        return "unsaid"
    return "disposal" if operation in _DISPOSING else "recycling"
