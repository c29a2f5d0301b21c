"""The lineage of an item with what the ledger says of each thing in it, for people and programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from batterypass.domain.ids import printed_id
from batterypass.domain.lineage import as_lived
from batterypass.domain.lineage_graph import Edge, Lineage, Node, last_stage, lineage_of

if TYPE_CHECKING:
    from batterypass.app.session import Session
    from batterypass.domain.states import ItemState

_FED: Final = "batch.fed"


@dataclass(frozen=True, slots=True)
class Thing:
    """A node as people see it. ``kind`` is pack, module, cell_lot, fraction or batch.

    ``now`` says that this is the item as it is today: an earlier stage of it has neither life nor
    place. ``custodian`` is who has it, by the pack that it is inside where it is in one. ``lives_as``
    is the life as people read it; what was dismantled lives on as its parts.
    """

    node: Node
    kind: str
    id: str
    title: str
    maker: str
    mass_kg: str
    now: bool
    life: str = ""
    lives_as: str = ""
    place: str = ""
    custodian: str = ""
    inside: str = ""

    def row(self) -> dict[str, Any]:
        """Write it for programs."""
        return {
            "item": self.node.name, "stage": self.node.stage, "id": self.id, "kind": self.kind,
            "title": self.title, "maker": self.maker, "mass_kg": self.mass_kg, "now": self.now,
            "life": self.life, "place": self.place, "custodian": self.custodian,
            "inside": self.inside,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tree:
    """The line of an item, and what each thing in it is."""

    lineage: Lineage
    things: dict[Node, Thing]

    @property
    def root(self) -> Thing:
        """Give the item that was asked for, before anything was built of it."""
        return self.things[self.lineage.root]

    def row(self) -> dict[str, Any]:
        """Write it for programs: nodes, and edges from the earlier to the later."""
        return {
            "item": self.lineage.root.name,
            "nodes": [thing.row() for thing in self.things.values()],
            "edges": [_edge_row(edge) for edge in self.lineage.edges],
        }


def _edge_row(edge: Edge) -> dict[str, Any]:
    return {
        "from": {"item": edge.earlier.name, "stage": edge.earlier.stage},
        "to": {"item": edge.later.name, "stage": edge.later.stage},
        "how": edge.how,
    }


def tree_of(session: Session, item: ItemState) -> Tree:
    """Give the tree of an item, back to its makers and forward to its fractions."""
    lineage = lineage_of(session.world, item.item, lambda batch: _fed_to(session, batch))
    return Tree(lineage, {node: _thing(session, node) for node in lineage.nodes})


def _fed_to(session: Session, batch: str) -> list[str]:
    """List the items that went into a batch."""
    state = session.world.batch(batch)
    return list(state.fed) if state is not None else []


def _thing(session: Session, node: Node) -> Thing:
    world = session.world
    item = world.item(node.name)
    if item is None:
        batch = world.batch(node.name)
        number = batch.batch if batch is not None else node.name.partition("#")[2]
        who = batch.recycler if batch is not None else ""
        mass = batch.input_kg if batch is not None else ""
        return Thing(node, "batch", number, "", who, mass, True, custodian=who)
    now = node.stage == last_stage(item)
    title = " ".join(one for one in (item.model, item.serial) if one) or item.material
    # What it weighed before is not what it weighs today.
    mass = item.mass_kg if now else ""
    facts = (item.item_kind, printed_id(item.item), title, item.maker, mass, now)
    if not now:
        return Thing(node, *facts)
    lived = as_lived(world, item)
    return Thing(
        node, *facts, life=lived.life, place=item.place, custodian=lived.custodian,
        lives_as="" if item.place == "dismantled" else lived.lives_as, inside=item.inside,
    )  # fmt: skip
