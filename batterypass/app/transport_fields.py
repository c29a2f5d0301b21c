"""The fields of a document of carriage with their values: what is known, what is not, how sure the form is.

For every way to travel, also those whose paper is not printed yet.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from batterypass.documents.transport_forms import road_form
from batterypass.documents.transport_page import party_text
from batterypass.domain.base import number_text
from batterypass.regulations.transport.packings import as_printed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from batterypass.app.transport_load import Load
    from batterypass.documents.content import Words
    from batterypass.documents.transport_content import TransportContent
    from batterypass.documents.words import FormLang
    from batterypass.regulations.transport.decision import Stowage

#: The words of the Shipper's Declaration of which one is struck out.
_CARGO_ONLY: Final = "CARGO AIRCRAFT ONLY"
_PASSENGER: Final = "PASSENGER AND CARGO AIRCRAFT"


@dataclass(frozen=True, slots=True)
class FieldValue:
    """A field of a form. ``verify``: nobody has compared the field with the norm word by word."""

    field: str
    title: Words
    values: tuple[str, ...]
    source: Words
    confidence: str
    verify: bool

    @property
    def is_known(self) -> bool:
        """Tell whether there is anything to write."""
        return bool(self.values)


def field_values(
    content: TransportContent, load: Load, form: str, lang: FormLang
) -> tuple[FieldValue, ...]:
    """Give the fields of a form in its order, what is ours in them in a language.

    Raises InputError for a day without a wording.
    """
    known = _values(content, load, form, lang)
    return tuple(
        FieldValue(
            one.field,
            one.words,
            tuple(filter(None, known.get(one.field, ()))),
            one.source,
            one.confidence,
            one.verify,
        )
        for one in road_form(form, content.carried_on).fields
    )


def _values(
    content: TransportContent, load: Load, form: str, lang: FormLang
) -> dict[str, tuple[str, ...]]:
    """Give what is known by field; a field that is not here is for a person to fill in."""
    answers = [one.answers for one in load.goods]
    vehicle = " · ".join(filter(None, (content.vehicle_type, content.vehicle_plate)))
    points = content.points
    return {
        "number": (content.number,),
        "day": (content.carried_on,),
        "consignor": (party_text(content.consignor, lang).replace("\n", ", "),),
        "consignee": (party_text(content.consignee, lang).replace("\n", ", "),),
        "carrier": (party_text(content.carrier, lang).replace("\n", ", "),),
        "goods": tuple(row.line for row in content.rows),
        "packages": tuple(
            f"{row.packages} × {row.package_kind}"
            for row in content.rows
            if row.packages and row.package_kind
        ),
        "quantity": tuple(_quantities(content, load, form)),
        "gross": _each(one.gross_kg and f"{one.gross_kg} kg" for one in answers),
        "packing": tuple(" / ".join(map(as_printed, row.packing)) for row in content.rows),
        "statements": tuple(dict.fromkeys(text for row in content.rows for text in row.statements)),
        "approval": _each(text for one in answers for text in sorted(one.approvals or ())),
        "aircraft": tuple(_aircraft(load)),
        "phone": tuple(" ".join(filter(None, (one.name, one.number))) for one in content.phones),
        "vehicle": (vehicle,),
        "stowage": _each(", ".join((one.category, *one.conditions)) for one in _stowed(load)),
        "ems": _each(one.ems for one in _stowed(load)),
        "points": () if points is None else (f"{points.total} / {points.limit}",),
    }


def _quantities(content: TransportContent, load: Load, form: str) -> Iterator[str]:
    """Give the net mass of each line; the declaration for air wants that of each package before it."""
    for row, goods in zip(content.rows, load.goods, strict=True):
        each = goods.answers.net_kg
        if form == "iata" and goods.packages == len(goods.items):
            for mass_kg, count in Counter(goods.masses_kg).items():
                yield f"{count} × {mass_kg} kg"
        elif form == "iata" and each is not None and goods.packages:
            yield f"{goods.packages} × {number_text(each)} kg"
        yield f"{row.net_kg} kg"


def _aircraft(load: Load) -> Iterator[str]:
    """Give the words that stay on the declaration; what goes on cargo aircraft only decides for all."""
    answers = {one.answers.aircraft for one in load.goods}
    if any("CAO" in one.decision.marks for one in load.goods) or "cao" in answers:
        yield _CARGO_ONLY
    elif "pax" in answers:
        yield _PASSENGER


def _each(texts: Iterable[str | Decimal | None]) -> tuple[str, ...]:
    """Give what was said, each once."""
    return tuple(dict.fromkeys(str(text) for text in texts if text))


def _stowed(load: Load) -> Iterator[Stowage]:
    return (one.decision.stowage for one in load.goods if one.decision.stowage is not None)
