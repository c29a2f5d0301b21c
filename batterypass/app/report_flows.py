"""Material that moves between nodes in a year, and where all of it stays: no kilogram is lost on the way.

Between two nodes an item counts with its mass; into a batch, and where it is taken apart, with the mass
on the scale there. What the scale finds less or more than the record is a link of its own, to
``difference`` or from ``surplus``, as is what a batch or a dismantling cannot explain. So of every node
what came is what went and what is still there.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from batterypass.app.chronicle import year_of
from batterypass.app.report_model import Amount
from batterypass.domain.base import decimal_of, number_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from batterypass.app.chronicle import Chronicle, Facts, Moved, Step
    from batterypass.app.report_model import Asked
    from batterypass.domain.states import ItemState

#: Kind that brings an item into being -> the node from which it comes.
_SOURCES: Final = {
    "pack.manufactured": "made", "pack.enrolled": "enrolled", "pack.assembled": "built_in",
    "item.dismantled": "dismantled", "batch.output-weighed": "in_batch",
}  # fmt: skip
#: The nodes in the order in which material passes them.
NODES: Final = (
    "made", "enrolled", "surplus", "stock", "in_use", "removed", "built_in", "second_life", "waste",
    "collected", "dismantled", "parts", "in_batch", "intermediate", "product", "residue",
    "energy_recovery", "backfill", "loss", "difference", "disposed", "exported", "unknown",
)  # fmt: skip
#: Here an item ends in other items, which have its kilograms from then on.
_PASSED_ON: Final = frozenset({"dismantled", "built_in", "in_batch", "recycled"})


@dataclass(slots=True)
class _Batch:
    """A batch of a recycler: ``left`` is what went in less what came out and was lost, kilograms."""

    recycler: str
    left: Decimal = Decimal(0)
    is_closed: bool = False
    last: int = 0


class Flows:
    """Follows the kilograms of everybody, or those of one maker and of his batches."""

    kinds = (
        "batch.fed", "batch.output-weighed", "batch.closed", "item.dismantled", "pack.assembled",
    )  # fmt: skip

    late: frozenset[str] = frozenset()

    def __init__(self, chronicle: Chronicle, asked: Asked) -> None:
        """Say whose, and of which year."""
        self._chronicle = chronicle
        self._asked = asked
        #: What moved in the year: (from, to) -> amount.
        self.links: dict[tuple[str, str], Amount] = {}
        #: What is nowhere any more, of all years: lost, or unexplained.
        self.gone: dict[str, Amount] = {}
        self._standing: dict[str, Amount] = {}
        self._batches: dict[str, _Batch] = {}
        #: Item -> who fed it to a batch.
        self._fed_by: dict[str, str] = {}
        #: Kilograms that an entry brought into a node where items end in others, less what it took out.
        self._inside: defaultdict[str, Decimal] = defaultdict(Decimal)

    def is_mine(self, maker: str) -> bool:
        """Tell whether what a party made is asked for."""
        return self._asked.party in ("", maker)

    def item(self, state: ItemState) -> None:
        """Nothing: what an item is, the chronicle knows."""

    def moved(self, one: Moved) -> None:
        """Count an item that moves, with what the scale finds less or more than its record."""
        source, target = _source(one), node_of(one.facts, one.now.stage)
        if target == "recycled" or source == target:
            return
        kg = decimal_of(one.kg or "0")
        self._inside[source] -= kg
        self._inside[target] += kg
        if self.is_mine(one.facts.maker):
            is_now = year_of(one.now.day) == self._asked.year
            if is_now:
                link = self.links.setdefault((source, target), Amount())
                link.add(one.kg, one.now.entry)
            if one.kg != one.facts.kg and source != "surplus":
                over = kg - decimal_of(one.facts.kg or "0")
                self._even(source, over, one.now.entry, is_now=is_now)

    def entry(self, entry: int, day: str, payload: Mapping[str, Any]) -> None:
        """Count what an entry says of losses, and what it leaves unexplained."""
        kind, is_now = payload["kind"], day[:4] == f"{self._asked.year:04}"
        inside, self._inside = self._inside, defaultdict(Decimal)
        if kind.startswith("batch."):
            self._take_batch(entry, payload, inside["in_batch"], is_now=is_now)
        elif not self._is_item_of_mine(payload["item"]):
            return
        elif kind == "item.dismantled":
            apart = self._chronicle.apart.get(payload["item"])
            lost = decimal_of(apart.loss_kg or "0") if apart is not None else Decimal(0)
            self._add("dismantled", "loss", lost, entry, is_now=is_now)
            self._even("dismantled", lost - inside["dismantled"], entry, is_now=is_now)
        else:
            added = -inside["built_in"]
            self._add("made", "built_in", added, entry, is_now=is_now)
            self._even("built_in", min(added, Decimal(0)), entry, is_now=is_now)

    def _take_batch(
        self, entry: int, payload: Mapping[str, Any], inside: Decimal, *, is_now: bool
    ) -> None:
        name = payload["batch"]
        batch = self._batches.setdefault(name, _Batch(payload["actor"]))
        batch.left += inside
        batch.last = entry
        for line in payload.get("lines", ()):
            self._fed_by[line["item"]] = batch.recycler
        batch.is_closed |= payload["kind"] == "batch.closed"
        is_mine = self.is_mine(batch.recycler)
        for loss in payload.get("losses", ()):
            lost = decimal_of(loss["mass_kg"])
            batch.left -= lost
            if is_mine:
                self._add("in_batch", "loss", lost, entry, is_now=is_now)
        # More came out than ever went in: that needs no closing to be unexplained.
        if batch.is_closed or batch.left < 0:
            if is_mine:
                self._even("in_batch", -batch.left, entry, is_now=is_now)
            batch.left = Decimal(0)

    def stands(self, item: str, facts: Facts, step: Step) -> None:
        """Count an item where it is at the end of the year, unless others have its kilograms."""
        if not self.is_mine(facts.maker) or self._is_told_by_others(item, step):
            return
        # What a batch holds is known when all that came out of it is taken off.
        is_inside = step.stage == "in_batch" and self.is_mine(self._fed_by.get(item, ""))
        amount = self._standing.setdefault(node_of(facts, step.stage), Amount())
        amount.add("0" if is_inside else facts.kg, step.entry)

    def standing(self) -> dict[str, Amount]:
        """Give where everything is, each kilogram once, with what open batches hold and what is gone."""
        for batch in self._batches.values():
            if self.is_mine(batch.recycler) and batch.left:
                inside = self._standing.setdefault("in_batch", Amount())
                inside.add(number_text(batch.left), batch.last, units=0)
        found = {**self._standing, **self.gone}
        return {name: found[name] for name in sorted(found, key=place_of)}

    def _is_item_of_mine(self, item: str) -> bool:
        facts = self._chronicle.facts.get(item)
        return facts is not None and self.is_mine(facts.maker)

    def _is_told_by_others(self, item: str, step: Step) -> bool:
        if step.stage == "recycled":
            return self.is_mine(self._fed_by.get(item, ""))
        if step.stage == "built_in":
            return self._is_item_of_mine(self._chronicle.built[item])
        return step.stage == "dismantled"

    def sorted_links(self) -> Iterator[tuple[str, str, Amount]]:
        """Give the links in the order of the nodes."""
        for source, target in sorted(self.links, key=lambda key: tuple(map(place_of, key))):
            yield source, target, self.links[source, target]

    def _even(self, node: str, over: Decimal, entry: int, *, is_now: bool) -> None:
        """Say what left a node and never came, or came and never left."""
        self._add("surplus", node, over, entry, is_now=is_now)
        self._add(node, "difference", -over, entry, is_now=is_now)

    def _add(self, source: str, target: str, kg: Decimal, entry: int, *, is_now: bool) -> None:
        """Count kilograms that are no item; nothing where there are none."""
        if kg <= 0:
            return
        counted = [self.links.setdefault((source, target), Amount())] if is_now else []
        if target in ("loss", "difference"):
            counted.append(self.gone.setdefault(target, Amount()))
        for amount in counted:
            amount.add(number_text(kg), entry, units=0)


def node_of(facts: Facts, stage: str) -> str:
    """Give the node of an item: a fraction of a batch is told by what it is for, a part in stock apart."""
    if facts.use and stage in ("stock", "collected"):
        return facts.use
    return "parts" if stage == "stock" and facts.kind != "pack" else stage


def place_of(node: str) -> int:
    """Give the place of a node in the order in which material passes them."""
    return NODES.index(node) if node in NODES else len(NODES)


def _source(one: Moved) -> str:
    """Give the node from which an item comes; ``surplus`` where others have its kilograms by now."""
    if one.before is None or (one.kind == "item.dismantled" and one.now.stage != "dismantled"):
        return _SOURCES.get(one.kind, "enrolled")
    if one.before.stage == "in_batch" and one.now.stage == "recycled":
        return "in_batch"
    return "surplus" if one.before.stage in _PASSED_ON else node_of(one.facts, one.before.stage)
