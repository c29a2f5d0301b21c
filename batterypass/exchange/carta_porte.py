"""The Carta Porte complement as XML, and XML as the tree that the structure is checked on.

One tree gives one sequence of bytes: attributes in the order of the tree, two spaces of indent, UTF-8.
``xsi:schemaLocation`` is left out, because in a CFDI it stands on the invoice around the complement.
lxml is imported when it is needed: every command waits for imports.
"""

from __future__ import annotations

from typing import Any, Final

from batterypass.errors import MalformedError
from batterypass.regulations.carta_porte_structure import Node

#: Prefix of the namespace, as SAT prescribes it for version 3.1.
PREFIX: Final = "cartaporte31"
_MOST_BYTES: Final = 4_000_000
_DEEPEST: Final = 12


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


def parse_carta_porte(body: bytes, namespace: str) -> Node:
    """Read a complement, by itself or inside a CFDI. Raises MalformedError.

    No document type is taken, so no entity can be defined; no file and no network is asked.
    """
    from lxml import etree

    if len(body) > _MOST_BYTES:
        raise MalformedError(f"Carta Porte: {len(body)} bytes, at most {_MOST_BYTES}")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise MalformedError(f"Carta Porte: {error}") from error
    if root.getroottree().docinfo.doctype:
        raise MalformedError("Carta Porte: a document type is not taken")
    found = list(root.iter(f"{{{namespace}}}CartaPorte"))
    if len(found) != 1:
        raise MalformedError(f"Carta Porte: expected one CartaPorte, found {len(found)}")
    return _read(found[0], namespace, 0)


def _read(element: Any, namespace: str, depth: int) -> Node:  # noqa: ANN401 - lxml has no types
    tag = str(element.tag)
    if not tag.startswith(f"{{{namespace}}}") or depth > _DEEPEST:
        raise MalformedError(f"Carta Porte: {tag} has no place in it")
    if (element.text or "").strip() or (element.tail or "").strip():
        raise MalformedError(f"Carta Porte: {tag} holds text; its values are attributes")
    return Node(
        tag.partition("}")[2],
        {str(name): str(value) for name, value in element.attrib.items()},
        tuple(_read(child, namespace, depth + 1) for child in element),
    )
