"""What the USMCA wants a certification of origin to say, from ``origin-elements.json``.

Told of a file, never judged: whether goods originate is for customs and for whoever certifies. The
table is no part of a rulebook.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from batterypass.domain.origin import OriginCertificate
from batterypass.errors import MalformedError
from batterypass.regulations.tables import Table
from batterypass.texts.bilingual import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAME = "origin-elements"
#: What the record has beside the elements.
_BESIDE = frozenset({"format", "scan_sha256"})


@dataclass(frozen=True, slots=True)
class Element:
    """One of the nine data elements of Annex 5-A, and the fields that hold it."""

    number: int
    label: Text
    fields: tuple[str, ...]
    #: A certification of one shipment does without it.
    only_if_several: bool
    source: str
    confidence: str


def parse_elements(body: bytes) -> tuple[Element, ...]:
    """Read the table. Raises MalformedError where it does not name each field once."""
    table = Table.parse(_NAME, body)
    try:
        elements = tuple(
            Element(
                row["number"], Text(row["label_en"], row["label_es"]), tuple(row["fields"]),
                row.get("only_if_several", False), row["source"], row["confidence"],
            )
            for row in table.rows
        )  # fmt: skip
    except KeyError as error:
        raise MalformedError(f"table {_NAME}: a row has no {error}") from error
    named = [field for element in elements for field in element.fields]
    if sorted(named) != sorted(set(OriginCertificate.model_fields) - _BESIDE):
        raise MalformedError(f"table {_NAME}: the elements do not name each field once")
    return elements


def missing_of(elements: Sequence[Element], certificate: OriginCertificate) -> tuple[Element, ...]:
    """Give the elements of which something is missing; half of a period or of any other is missing."""

    def is_missing(element: Element) -> bool:
        given = [getattr(certificate, field) is not None for field in element.fields]
        return not all(given) and (any(given) or not element.only_if_several)

    return tuple(filter(is_missing, elements))
