"""Trees as text: one line for each thing, however many lives there were."""

from __future__ import annotations

from itertools import pairwise

from batterypass.app.lineage_tree import Thing, Tree
from batterypass.domain.lineage_graph import Edge, Lineage, Node
from batterypass_cli.commands.pack_tree import lines_of


def test_a_thousand_lives_are_told_and_do_not_end_in_a_traceback() -> None:
    nodes = [Node("m", stage) for stage in range(1200)]
    line = Lineage(nodes[0], dict.fromkeys(nodes))
    for earlier, later in pairwise(nodes):
        line.add(Edge(earlier, later, "left"))
    things = {node: Thing(node, "module", f"ID-{node.stage}", "", "", "", False) for node in nodes}
    told = list(lines_of(Tree(line, things), str))
    assert len(told) == 1201
    assert told[-1].endswith("ID-1199")
