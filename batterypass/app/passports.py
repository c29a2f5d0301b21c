"""Passports: issuing one from what the log knows of a pack, and showing it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from batterypass.app.attributes import tier_of
from batterypass.app.paper_corrections import paper_corrections
from batterypass.app.read import EntryView, history
from batterypass.app.wording import name_of, source_at
from batterypass.documents.content import (
    Assessment,
    Condition,
    Life,
    LifeStage,
    PassportContent,
    PassportParty,
    PassportStatus,
    PassportValue,
    Stage,
    Words,
)
from batterypass.domain.ids import host_of, printed_id
from batterypass.errors import InputError, RefusedError
from batterypass.evidence.refusal import refusal
from batterypass.regulations.attributes import PUBLIC
from batterypass.regulations.passport_words import value_words
from batterypass.statements.eventid import derive_event_id

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.app.session import Session
    from batterypass.domain.passport_values import Value
    from batterypass.domain.states import ItemState
    from batterypass.regulations.attributes import Attribute

#: Attribute -> the field of the state that says the same.
_STATIC = (
    ("rated_capacity", "capacity_ah"),
    ("nominal_voltage", "nominal_voltage_v"),
    ("battery_mass", "mass_kg"),
    ("battery_chemistry", "chemistry"),
    ("manufacturing_date", "made_month"),
)
_MEASURED = (
    ("soh_percent", Words("estado de salud", "state of health"), "%"),
    ("soc_percent", Words("estado de carga", "state of charge"), "%"),
    ("capacity_ah", Words("capacidad medida", "measured capacity"), "Ah"),
    ("resistance_mohm", Words("resistencia interna", "internal resistance"), "mΩ"),
    ("cycles", Words("ciclos completos", "full cycles"), ""),
    ("temperature_celsius", Words("temperatura", "temperature"), "°C"),
)
_METHODS = {
    "bms_reading": Words("lectura del BMS", "BMS reading"),
    "capacity_test": Words("prueba de capacidad", "capacity test"),
    "impedance_test": Words("prueba de impedancia", "impedance test"),
    "visual": Words("inspección visual", "visual inspection"),
}
_STAGES: Mapping[str, Stage] = {
    "pack.manufactured": "made",
    "pack.placed-on-market": "placed_on_market",
    "pack.installed": "installed",
    "pack.removed": "removed",
    "item.assessed": "assessed",
    "pack.repurposed": "second_life",
    "item.declared-waste": "waste",
    "item.dismantled": "recycled",
    "item.disposed": "disposed",
}
_CATEGORIES = {
    "EV": Words("vehículo eléctrico", "electric vehicle"),
    "LMT": Words("medio de transporte ligero", "light means of transport"),
    "industrial": Words("industrial", "industrial"),
    "stationary": Words("almacenamiento estacionario", "stationary storage"),
    "SLI": Words("arranque, alumbrado y encendido", "starting, lighting, ignition"),
    "portable": Words("portátil", "portable"),
}
_HAND_IN = Words(
    "No la tire a la basura. Entréguela a un reciclador autorizado o al taller; el directorio de"
    " este registro dice quién puede recibirla hoy.",
    "Do not throw it away. Hand it in to an authorised recycler or a workshop; the directory of"
    " this ledger says who may take it today.",
)


def passport_form(
    session: Session, item: ItemState, actor: str, given: Mapping[str, Value], passport: str = ""
) -> dict[str, Any]:
    """Give the form of ``passport.issued``: each value goes to the content point of its tier.

    Without ``passport`` the id is derived from the item and from how many passports it has had, so
    that saying it twice gives the same one. Raises InputError for an attribute that does not exist.
    """
    attributes = session.around.attributes
    public: dict[str, Value] = {}
    private: dict[str, dict[str, Value]] = {}
    for name, field in _STATIC:
        value = getattr(item, field)
        if value and name in attributes:
            public[name] = value
    for name, value in given.items():
        tier = tier_of(attributes, name)
        if tier == PUBLIC:
            public[name] = value
        else:
            private.setdefault(tier, {})[name] = value
    passport = passport or _next_passport(session, item, actor)
    return {
        "passport": passport,
        "item": item.item,
        "predecessors": [one for one in item.passports if one != passport],
        "values": public,
        "private": private,
    }


def _next_passport(session: Session, item: ItemState, actor: str) -> str:
    """Derive an id under a domain of the actor, that of the item where it is the actor's."""
    issued = _issued_already(session, item, actor)
    if issued:
        return issued
    party = session.world.party(actor)
    domains = party.domains if party is not None else []
    host = host_of(item.item)
    if host not in domains and domains:
        host = domains[0]
    key = [item.item, str(len(item.passports))]
    return f"https://{host}/passport/{UUID(derive_event_id('', actor, 'passport', key))}"


def _issued_already(session: Session, item: ItemState, actor: str) -> str:
    """Give the present passport while the item has had no new life since it was issued."""
    if not item.passport or item.passport_ended or item.responsible_operator != actor:
        return ""
    for entry in reversed(history(session, item.item)):
        kind = entry.payload["kind"]
        if kind == "passport.issued":
            return item.passport
        if kind == "pack.repurposed":
            return ""
    return ""


def passport_content(
    session: Session, item: ItemState, lang: str, signed_url: str = ""
) -> PassportContent:
    """Give what the one-page passport of an item says, from its public values and its history.

    It rests on the log up to the item's own last entry, so that it stays the same while others
    write. Raises InputError for an item without a passport.
    """
    check_has_passport(item)
    entries = history(session, item.item)
    indices = tuple(entry.index for entry in entries if entry.index is not None)
    if not indices:
        raise refusal(RefusedError, "outbox.needs-log", what=item.passport)
    return PassportContent(
        passport_id=item.passport,
        status=_status(item, entries),
        life=cast("Life", item.life),
        url=item.item,
        signed_url=signed_url,
        printed_id=printed_id(item.item),
        category=_CATEGORIES.get(item.category, Words(item.category, item.category)),
        model=item.model,
        serial=item.serial,
        chemistry=item.chemistry,
        maker=_party(session, item.maker),
        operator=_party(session, item.responsible_operator),
        values=_values(item, session.around.attributes, lang),
        condition=cast("Condition", item.condition),
        assessment=_assessment(session, item, lang),
        stages=_stages(entries),
        predecessors=tuple(item.passports[:-1]),
        hand_in=_HAND_IN,
        extinguishing_agent=_agent(item, session.around.attributes),
        safety_notes=(),
        source=source_at(session, indices[-1] + 1, indices),
        updated_at=str(entries[-1].payload["event_time"]),
        corrections=paper_corrections(session, item.item),
    )


def passport_view(session: Session, item: ItemState) -> dict[str, Any]:
    """Give how a passport and its item stand, as a plain object for other programs.

    What was measured is not public; the values of a passport are those of
    :func:`batterypass.app.passport_record.visible`. Raises InputError for an item without a passport.
    """
    check_has_passport(item)
    entries = history(session, item.item)
    view: dict[str, Any] = {
        "passport": item.passport,
        "status": _status(item, entries),
        "item": item.item,
        "printed_id": printed_id(item.item),
        "life": item.life,
        "condition": item.condition,
        "model": item.model,
        "serial": item.serial,
        "chemistry": item.chemistry,
        "category": item.category,
        "nominal_voltage_v": item.nominal_voltage_v,
        "capacity_ah": item.capacity_ah,
        "energy_wh": item.energy_wh,
        "mass_kg": item.mass_kg,
        "made_month": item.made_month,
        "maker": item.maker,
        "responsible_operator": item.responsible_operator,
        "predecessors": item.passports[:-1],
        "entries": [entry.index for entry in entries],
    }
    corrections = paper_corrections(session, item.item)
    if corrections:
        view["corrections"] = [asdict(one) for one in corrections]
    return {name: value for name, value in view.items() if value not in ("", {}, None)}


def check_has_passport(item: ItemState) -> None:
    """Raise InputError, with the command that issues one, for an item without a passport."""
    if not item.passport:
        name = printed_id(item.item)
        raise InputError(
            f"{name} has no passport yet; batterypass passport issue {name} issues one",
            code="passport.none",
            item=name,
        )


def _status(item: ItemState, entries: list[EntryView]) -> PassportStatus:
    if item.passport_ended:
        return "ended"
    handed_over = any(
        entry.payload["kind"] == "passport.handed-over"
        and entry.payload["passport"] == item.passport
        for entry in entries
    )
    return "handed_over" if handed_over else "active"


def _values(
    item: ItemState, attributes: Mapping[str, Attribute], lang: str
) -> tuple[PassportValue, ...]:
    values = []
    if item.energy_wh:
        values.append(PassportValue(Words("Energía nominal", "Rated energy"), item.energy_wh, "Wh"))
    for attribute_id, field in _STATIC:
        value = getattr(item, field)
        if value:
            values.append(_value(attributes[attribute_id], value, lang))
    shown = {attribute_id for attribute_id, _ in _STATIC}
    values += [
        _value(attributes[name], value, lang)
        for name, value in item.values.items()
        # What is known of nobody is shown to nobody.
        if name not in shown and name in attributes and attributes[name].is_public
    ]
    return tuple(values)


def _value(attribute: Attribute, value: Value, lang: str) -> PassportValue:
    name = Words(attribute.name_es, attribute.name_en)
    if isinstance(value, str):
        return PassportValue(name, value, attribute.unit, attribute.reference)
    return PassportValue(name, value_words(attribute, value, lang), "", attribute.reference)


def _agent(item: ItemState, attributes: Mapping[str, Attribute]) -> Words:
    """Give what puts out a fire. Nobody may guess it: it is printed where the maker has said it."""
    value = item.values.get("extinguishing_agent", "")
    known = attributes["extinguishing_agent"]
    return Words(value_words(known, value, "es"), value_words(known, value, "en"))


def _assessment(session: Session, item: ItemState, lang: str) -> Assessment | None:
    found: dict[str, Any] = item.assessed
    if not found:
        return None
    method = _METHODS[found["method"]]
    return Assessment(
        at=found["event_time"],
        by=name_of(session, found["actor"]),
        method=method.es if lang == "es" else method.en,
        values=tuple(
            PassportValue(words, str(found[name]), unit)
            for name, words, unit in _MEASURED
            if name in found
        ),
    )


def _stages(entries: list[EntryView]) -> tuple[LifeStage, ...]:
    return tuple(
        LifeStage(_STAGES[kind], str(entry.payload["event_time"]), entry.index)
        for entry in entries
        if (kind := entry.payload["kind"]) in _STAGES
    )


def _party(session: Session, party_id: str) -> PassportParty:
    party = session.world.party(party_id)
    site: dict[str, Any] = party.sites[0] if party is not None and party.sites else {}
    address: dict[str, str] = site.get("address", {})
    parts = (
        f"{address.get('street', '')} {address.get('ext_no', '')}".strip(),
        address.get("colonia", ""),
        f"{address.get('postal_code', '')} {address.get('municipality', '')}".strip(),
        address.get("state", ""),
    )
    contact = " · ".join(part for part in (site.get("phone", ""), site.get("email", "")) if part)
    return PassportParty(
        name_of(session, party_id), party_id, ", ".join(part for part in parts if part), contact
    )
