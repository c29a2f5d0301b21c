"""Passports: issuing one from what the log knows of a pack, and showing it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any
from uuid import UUID

from batterypass.app.attributes import place_values
from batterypass.app.paper_corrections import PUBLIC_CORRECTIONS, paper_corrections
from batterypass.app.passport_folds import passports_before
from batterypass.app.read import EntryView, history
from batterypass.app.readings import ASSESSED
from batterypass.domain.events import KINDS
from batterypass.domain.ids import host_of, printed_id
from batterypass.errors import InputError
from batterypass.evidence.refusal import refusal
from batterypass.regulations.attributes import PUBLIC
from batterypass.regulations.passport_readers import POINTS, points_of
from batterypass.rules.life import NEW_LIVES
from batterypass.statements.eventid import derive_event_id

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.app.session import Session
    from batterypass.documents.passport_content import PassportStatus
    from batterypass.domain.passport_values import Value
    from batterypass.domain.states import ItemState
    from batterypass.regulations.attributes import Attribute

#: The attribute whose readers may know how the life of an item goes on.
_STATUS = "battery_status"
#: Attribute -> the field of the state that says the same.
OF_THE_STATE = (
    ("rated_capacity", "capacity_ah"),
    ("nominal_voltage", "nominal_voltage_v"),
    ("battery_mass", "mass_kg"),
    ("battery_chemistry", "chemistry"),
    ("manufacturing_date", "made_month"),
)


def passport_form(
    session: Session, item: ItemState, actor: str, given: Mapping[str, Value], passport: str = ""
) -> dict[str, Any]:
    """Give the form of ``passport.issued``: each value goes to the content point of its tier.

    Without ``passport`` the id is derived from the item and from how many passports it has had, so
    that saying it twice gives the same one. Raises InputError for an attribute that does not exist,
    and for an id without https.
    """
    if passport and not passport.startswith("https://"):
        plain = passport.partition("://")[2] or passport
        raise refusal(InputError, "passport.no-https", found=passport, likely=f"https://{plain}")
    attributes = session.around.attributes
    known = {
        name: value
        for name, field in OF_THE_STATE
        if name in attributes and (value := getattr(item, field))
    }
    public, private = place_values(attributes, {**known, **given})
    passport = passport or _next_passport(session, item, actor)
    return {
        "passport": passport,
        "item": item.item,
        "predecessors": [one for one in passports_before(session.world, item) if one != passport],
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
        if kind in NEW_LIVES:
            return ""
    return ""


def sees_life(attributes: Mapping[str, Attribute], reader: str) -> bool:
    """Tell whether a reader may know how the life of an item went on, and in what condition it is.

    Annex XIII, 4(c) and (d), of Regulation (EU) 2023/1542: what has become of one battery is not
    for everybody. Raises InputError for no reader.
    """
    return attributes[_STATUS].access_tier in points_of(reader)


def corrected_kinds(attributes: Mapping[str, Attribute], reader: str) -> frozenset[str]:
    """Give the kinds whose corrections a reader may see: both values of one are values as well."""
    if points_of(reader) >= set(POINTS):
        return frozenset(KINDS)
    own = {ASSESSED} if sees_life(attributes, reader) else set()
    return PUBLIC_CORRECTIONS | own


def passport_view(session: Session, item: ItemState, reader: str = PUBLIC) -> dict[str, Any]:
    """Give how a passport and its item stand for a reader, as a plain object for other programs.

    What was measured is not in it; the values of a passport are those of
    :func:`batterypass.app.passport_record.visible`. Raises InputError for an item without a passport,
    and for no reader.
    """
    attributes = session.around.attributes
    life = {"life": item.life, "condition": item.condition} if sees_life(attributes, reader) else {}
    check_has_passport(item)
    entries = history(session, item.item)
    view: dict[str, Any] = {
        "passport": item.passport,
        "status": status_of(item, entries),
        "item": item.item,
        "printed_id": printed_id(item.item),
        **life,
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
        "predecessors": [
            one for one in passports_before(session.world, item) if one != item.passport
        ],
        "entries": [entry.index for entry in entries],
    }
    corrections = paper_corrections(session, item.item, corrected_kinds(attributes, reader))
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


def status_of(item: ItemState, entries: list[EntryView]) -> PassportStatus:
    """Tell how the present passport of an item stands."""
    if item.passport_ended:
        return "ended"
    handed_over = any(
        entry.payload["kind"] == "passport.handed-over"
        and entry.payload["passport"] == item.passport
        for entry in entries
    )
    return "handed_over" if handed_over else "active"
