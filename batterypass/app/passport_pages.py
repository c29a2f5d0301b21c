"""What the pages of a passport say to one reader: public by default, and then public values only.

Every value is taken from :func:`batterypass.app.passport_record.visible`. What is no attribute and
follows from one that the reader may not see (the course of a life, the condition, who assessed it,
what was corrected of a reading) is left out with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from batterypass.app.paper_corrections import paper_corrections
from batterypass.app.passport_ended import what_became
from batterypass.app.passport_entries import PAPER_KINDS
from batterypass.app.passport_hand_in import hand_in
from batterypass.app.passport_record import record_of, visible
from batterypass.app.passports import check_has_passport, corrected_kinds, sees_life, status_of
from batterypass.app.read import EntryView, history
from batterypass.app.readings import ASSESSED
from batterypass.app.wording import name_of, source_at
from batterypass.documents.content import Words
from batterypass.documents.passport_content import (
    Assessment,
    Life,
    LifeStage,
    PassportContent,
    PassportParty,
    PassportValue,
    Stage,
)
from batterypass.domain.events.batch import BatchFed
from batterypass.domain.ids import printed_id
from batterypass.errors import RefusedError
from batterypass.evidence.refusal import refusal
from batterypass.regulations.attributes import PUBLIC
from batterypass.regulations.passport_words import value_words
from batterypass.texts.messages import MESSAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.app.passport_record import PassportRecord
    from batterypass.app.session import Session
    from batterypass.documents.content import Condition, Correction
    from batterypass.domain.passport_values import Value
    from batterypass.domain.states import ItemState
    from batterypass.regulations.attributes import Attribute

#: What stands first among the values of the first page.
_FIRST: Final = (
    "rated_capacity", "nominal_voltage", "battery_mass", "battery_chemistry", "manufacturing_date",
)  # fmt: skip
#: What stands in the head of the first page, or beside its values.
_ELSEWHERE: Final = frozenset(
    {
        "battery_passport_identifier", "battery_identifier", "battery_model_identifier",
        "battery_serial_number", "battery_category", "battery_status", "operator_identifier",
        "operator_information", "manufacturer_identifier", "manufacturer_name",
        "manufacturer_postal_address", "manufacturer_web_email", "predecessor_passports",
        "dpp_status", "dpp_last_updated", "extinguishing_agent",
    }
)  # fmt: skip
#: Sections of the table that say nothing of the battery itself: they come last.
_LAST: Final = ("dpp_metadata", "identifiers")
#: Attributes that a reading says.
MEASURED: Final = (
    "state_of_certified_energy", "capacity_fade", "state_of_charge", "remaining_capacity",
    "internal_resistance_current", "number_of_full_cycles",
)  # fmt: skip
_METHODS: Final = {
    "bms_reading": Words("lectura del BMS", "BMS reading"),
    "capacity_test": Words("prueba de capacidad", "capacity test"),
    "impedance_test": Words("prueba de impedancia", "impedance test"),
    "visual": Words("inspección visual", "visual inspection"),
}
#: What went into a batch is recycled once the batch is closed.
FED: Final = BatchFed.KIND.name
STAGES: Final[Mapping[str, Stage]] = {
    "pack.manufactured": "made",
    "pack.placed-on-market": "placed_on_market",
    "pack.installed": "installed",
    "pack.removed": "removed",
    ASSESSED: "assessed",
    "pack.prepared-for-reuse": "second_life",
    "pack.repurposed": "second_life",
    "pack.remanufactured": "second_life",
    "pack.assembled": "second_life",
    "item.declared-waste": "waste",
    "item.dismantled": "recycled",
    FED: "recycled",
    "item.disposed": "disposed",
    "pack.exported": "exported",
    "pack.lost": "lost",
    "pack.stolen": "lost",
}
#: Stages that anybody may see: month and place of making are public, and what is sold was on sale.
_PUBLIC_STAGES: Final = frozenset({"pack.manufactured", "pack.placed-on-market"})
_CATEGORIES: Final = {
    "EV": Words("vehículo eléctrico", "electric vehicle"),
    "LMT": Words("medio de transporte ligero", "light means of transport"),
    "industrial": Words("industrial", "industrial"),
    "stationary": Words("almacenamiento estacionario", "stationary storage"),
    "SLI": Words("arranque, alumbrado y encendido", "starting, lighting, ignition"),
    "portable": Words("portátil", "portable"),
}


@dataclass(frozen=True, slots=True)
class _View:
    """What one reader sees of a passport, with the table and the language to say it in."""

    seen: Mapping[str, Value]
    attributes: Mapping[str, Attribute]
    lang: str

    def said(self, name: str) -> str:
        """Give a value in one line; empty where there is none for this reader."""
        return (
            value_words(self.attributes[name], self.seen[name], self.lang) if self.has(name) else ""
        )

    def has(self, name: str) -> bool:
        """Tell whether the reader sees a value of an attribute."""
        return name in self.seen

    def member(self, name: str, *members: str) -> str:
        """Give members of a record, the whole of a value of another form."""
        value = self.seen.get(name, "")
        if not isinstance(value, dict):
            return self.said(name)
        return ", ".join(value[one] for one in members if value.get(one))


def passport_content(
    session: Session,
    item: ItemState,
    lang: str,
    signed_url: str = "",
    reader: str = PUBLIC,
    record: PassportRecord | None = None,
) -> PassportContent:
    """Give what the first page of a passport says to a reader; ``record`` is that of the item, if known.

    It rests on the log up to the item's own last entry, so that it stays the same while others
    write. Raises InputError for an item without a passport and for no reader.
    """
    check_has_passport(item)
    # That a paper was printed changes nothing of what it says.
    entries = [one for one in history(session, item.item) if one.payload["kind"] not in PAPER_KINDS]
    indices = tuple(entry.index for entry in entries if entry.index is not None)
    if not indices:
        raise refusal(RefusedError, "outbox.needs-log", what=item.passport)
    record = record or record_of(session, item)
    view = _View(visible(record, reader), session.around.attributes, lang)
    knows_life = sees_life(view.attributes, reader)
    category = str(view.seen.get("battery_category", ""))
    agent = view.attributes["extinguishing_agent"]
    said_agent = view.seen.get(agent.id, "")
    return PassportContent(
        passport_id=item.passport,
        status=status_of(item, entries),
        life=cast("Life", item.life) if knows_life else "",
        url=item.item,
        signed_url=signed_url,
        printed_id=printed_id(item.item),
        category=_CATEGORIES.get(category, Words(category, category)),
        model=view.said("battery_model_identifier"),
        serial=view.said("battery_serial_number"),
        chemistry=view.said("battery_chemistry"),
        maker=_maker(view),
        operator=_operator(view),
        values=_values(item, view),
        condition=cast("Condition", item.condition) if knows_life else "",
        assessment=_assessment(session, item, view) if knows_life else None,
        stages=_stages(entries, sees_life=knows_life, is_recycled=item.life == "recycled"),
        predecessors=_predecessors(view),
        hand_in=hand_in(item),
        became=what_became(session, item, entries, sees_life=knows_life),
        # Nobody may guess what puts out a fire: it is printed where the maker has said it.
        extinguishing_agent=Words(
            value_words(agent, said_agent, "es"), value_words(agent, said_agent, "en")
        ),
        safety_notes=_safety_notes(view),
        source=source_at(session, indices[-1] + 1, indices),
        updated_at=str(entries[-1].payload["event_time"]),
        corrections=corrections_for(session, item, reader),
        edition=_edition(reader),
        is_withheld=not knows_life,
    )


def corrections_for(session: Session, item: ItemState, reader: str) -> tuple[Correction, ...]:
    """Give the corrections that a reader may see: both values of one are values as well."""
    kinds = corrected_kinds(session.around.attributes, reader)
    return paper_corrections(session, item.item, kinds)


def _safety_notes(view: _View) -> tuple[Words, ...]:
    """Give how waste of it is handled safely, which is always public."""
    name = "waste_handling_safety_instructions"
    if not view.has(name):
        return ()
    attribute, value = view.attributes[name], view.seen[name]
    return (Words(value_words(attribute, value, "es"), value_words(attribute, value, "en")),)


def _edition(reader: str) -> Words:
    """Name a reader on the page; what everybody may have names nobody."""
    if reader == PUBLIC:
        return Words("", "")
    text = MESSAGES[f"reader.{reader}"]
    return Words(text.es, text.en)


def _maker(view: _View) -> PassportParty:
    return PassportParty(
        view.said("manufacturer_name"),
        view.said("manufacturer_identifier"),
        view.said("manufacturer_postal_address"),
        view.member("manufacturer_web_email", "email", "web"),
    )


def _operator(view: _View) -> PassportParty:
    value = view.seen.get("operator_information", "")
    if not isinstance(value, dict):
        return PassportParty(view.said("operator_information"), view.said("operator_identifier"))
    contact = ("phone", "email", "web")
    address = tuple(one for one in value if one not in (*contact, "name"))
    return PassportParty(
        value.get("name", ""),
        view.said("operator_identifier"),
        view.member("operator_information", *address),
        view.member("operator_information", *contact),
    )


_RATED: Final = Words("Energía nominal", "Rated energy")
#: A repurposing says what is usable; beside rated capacity and voltage it is less than their product.
_USABLE: Final = Words("Energía útil", "Usable energy")


def _values(item: ItemState, view: _View) -> tuple[PassportValue, ...]:
    values = []
    if item.energy_wh:
        # No attribute of the table; it is printed on the label of every pack.
        words = _USABLE if item.has_usable_energy else _RATED
        values.append(PassportValue(words, item.energy_wh, "Wh"))
    rest = [one for one in view.seen if one not in (*_FIRST, *_ELSEWHERE, *MEASURED)]
    # An address of the web says little on paper.
    rest.sort(key=lambda one: (str(view.seen[one]).startswith("https://"), _is_last(view, one)))
    return (
        *values,
        *(_value(view, one) for one in (*_FIRST, *rest) if view.has(one)),
    )


def _is_last(view: _View, name: str) -> bool:
    return view.attributes[name].section in _LAST


def _value(view: _View, name: str) -> PassportValue:
    attribute, value = view.attributes[name], view.seen[name]
    words = Words(attribute.name_es, attribute.name_en)
    if isinstance(value, str) and attribute.is_number:
        return PassportValue(words, value, attribute.unit, attribute.reference)
    return PassportValue(words, view.said(name), "", attribute.reference)


def _assessment(session: Session, item: ItemState, view: _View) -> Assessment | None:
    values = tuple(_value(view, one) for one in MEASURED if view.has(one))
    found = item.assessed
    if not found:
        return None
    method = _METHODS[found["method"]]
    return Assessment(
        at=found["event_time"],
        by=name_of(session, found["actor"]),
        method=method.es if view.lang == "es" else method.en,
        values=values,
    )


def _stages(
    entries: list[EntryView], *, sees_life: bool, is_recycled: bool
) -> tuple[LifeStage, ...]:
    return tuple(
        LifeStage(STAGES[kind], str(entry.payload["event_time"]), entry.index)
        for entry in entries
        if (kind := entry.payload["kind"]) in STAGES
        and (sees_life or kind in _PUBLIC_STAGES)
        and (kind != FED or is_recycled)
    )


def _predecessors(view: _View) -> tuple[str, ...]:
    value = view.seen.get("predecessor_passports", [])
    return tuple(str(one) for one in value) if isinstance(value, list) else (str(value),)
