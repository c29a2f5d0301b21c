"""The Carta Porte complement as XML, from the tree that the structure was checked on.

One tree gives one sequence of bytes: attributes in the order of the tree, two spaces of indent, UTF-8.
``xsi:schemaLocation`` is left out, because in a CFDI it stands on the invoice around the complement.
lxml is imported when it is needed: every command waits for imports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from batterypass.regulations.carta_porte_structure import Node

#: Prefix of the namespace, as SAT prescribes it for version 3.1.
PREFIX: Final = "cartaporte31"


def encode_carta_porte(tree: Node, namespace: str) -> bytes:
    """Write the complement. The tree has been checked: a value that XML cannot hold is a mistake."""
    from lxml import etree

    root = etree.Element(f"{{{namespace}}}{tree.name}", nsmap={PREFIX: namespace})
    _fill(root, tree, namespace)
    body: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return body


def _fill(element: Any, tree: Node, namespace: str) -> None:  # noqa: ANN401 - lxml has no types
    from lxml import etree

    for name, value in tree.attributes.items():
        element.set(name, value)
    for child in tree.children:
        _fill(etree.SubElement(element, f"{{{namespace}}}{child.name}"), child, namespace)
