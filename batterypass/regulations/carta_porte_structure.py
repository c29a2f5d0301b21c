"""What a Carta Porte complement must look like: nodes, attributes and the shape of each value.

The rows are those of ``sat-carta-porte-structure.json``. What one value asks of another is in
:mod:`batterypass.regulations.carta_porte_conditions`. Nothing here knows XML: a complement is a
tree of :class:`Node`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from batterypass.errors import MalformedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from batterypass.regulations.carta_porte import CartaPorteFacts
    from batterypass.regulations.tables import Row

#: What no XML document can hold, and what separates the values of SAT's original chain.
_NEVER = re.compile(r"[|\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_DECIMAL = re.compile(r"(?:0|[1-9][0-9]{0,14})(?:\.([0-9]+))?")


@dataclass(frozen=True, slots=True)
class Node:
    """An element: its name without the namespace, its attributes and its children in order."""

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: tuple[Node, ...] = ()

    def all(self, name: str) -> tuple[Node, ...]:
        """Give every node of a name at or below this one, in the order of the document."""
        own = (self,) if self.name == name else ()
        return own + tuple(found for child in self.children for found in child.all(name))

    def first(self, name: str) -> Node:
        """Give the first node of a name; an empty one where there is none."""
        return next(iter(self.all(name)), Node(name))

    def get(self, attribute: str) -> str:
        """Give an attribute; empty where it is not there."""
        return self.attributes.get(attribute, "")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is off: a code, where, what was expected and what was found.

    ``expected`` is a value of the table (a pattern, words, limits), in no language.
    """

    code: str
    place: str
    expected: str = ""
    found: str = ""


def check_structure(tree: Node, facts: CartaPorteFacts) -> Iterator[Fault]:
    """Name everything in which a complement departs from the structure of its day."""
    nodes = {row["id"]: row for row in facts.structure if row["kind"] == "node"}
    if tree.name != "CartaPorte":
        yield Fault("CP-NODE-UNKNOWN", tree.name, "CartaPorte", tree.name)
        return
    yield from _check_node(tree, tree.name, nodes, facts)


def _check_node(
    node: Node, place: str, nodes: Mapping[str, Row], facts: CartaPorteFacts
) -> Iterator[Fault]:
    rules = {
        row["attribute"]: row
        for row in facts.structure
        if row["kind"] == "attribute" and row["node"] == node.name
    }
    for name, rule in rules.items():
        if name in node.attributes:
            yield from check_value(rule, node.attributes[name], facts, f"{place}.{name}")
        elif rule["use"] == "required":
            yield Fault("CP-MISSING", f"{place}.{name}")
    for name in node.attributes:
        if name not in rules:
            yield Fault("CP-ATTRIBUTE-UNKNOWN", f"{place}.{name}", found=node.attributes[name])
    allowed = {child["node"]: child for child in nodes[node.name]["children"]}
    names = [child.name for child in node.children]
    for name, rule in allowed.items():
        most = rule["most"]
        if not rule["least"] <= names.count(name) <= (len(names) if most is None else most):
            limits = f"{rule['least']}–{'∞' if most is None else most}"
            yield Fault("CP-NODE-COUNT", f"{place}.{name}", limits, str(names.count(name)))
    order = [name for name in allowed if name in names]
    if list(dict.fromkeys(name for name in names if name in allowed)) != order:
        yield Fault("CP-NODE-ORDER", place, ", ".join(order), ", ".join(names))
    for number, child in enumerate(node.children, 1):
        if child.name not in allowed:
            yield Fault("CP-NODE-UNKNOWN", f"{place}.{child.name}", ", ".join(allowed), child.name)
            continue
        nth = str(names[:number].count(child.name)) if names.count(child.name) > 1 else ""
        yield from _check_node(child, f"{place}.{child.name}{nth}", nodes, facts)


def check_value(rule: Row, value: str, facts: CartaPorteFacts, place: str) -> Iterator[Fault]:
    """Name what is off in one value by the row of its attribute. Raises MalformedError for the row."""
    shape = rule["shape"]
    if shape == "text":
        is_good = rule["least"] <= len(value) <= rule["most"] and not _NEVER.search(value)
        # SAT's schema folds white space, so a text that is not folded would change on its way.
        is_good = is_good and value == " ".join(value.split())
        expected = f"{rule['least']}–{rule['most']}"
    elif shape == "decimal":
        is_good, expected = _is_decimal(rule, value), _limits(rule)
    elif shape == "pattern":
        is_good, expected = re.fullmatch(rule["pattern"], value) is not None, rule["pattern"]
    elif shape == "word":
        is_good, expected = value in rule["words"], ", ".join(rule["words"])
    elif shape == "catalogue":
        keys = facts.keys(rule["catalogue"])
        is_good, expected = value in keys, ", ".join(keys)
    else:
        raise MalformedError(f"table sat-carta-porte-structure: {rule['id']}: shape {shape!r}")
    if not is_good:
        yield Fault(f"CP-VALUE-{shape.upper()}", place, expected, value)


def _is_decimal(rule: Row, value: str) -> bool:
    match = _DECIMAL.fullmatch(value)
    if match is None or len(match[1] or "") > rule["places"]:
        return False
    most = rule["maximum"]
    return Decimal(value) >= Decimal(rule["minimum"]) and (
        most is None or Decimal(value) <= Decimal(most)
    )


def _limits(rule: Row) -> str:
    most = rule["maximum"] or "∞"
    return f"{rule['minimum']}–{most} (.{rule['places']})"
