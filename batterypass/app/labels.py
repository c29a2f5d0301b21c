"""Labels: what the log says of a pack, in the words that stand on it."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from batterypass.app.label_keys import owners_of
from batterypass.app.passport_record import record_of, visible
from batterypass.app.read import items
from batterypass.app.wording import name_of
from batterypass.documents.content import LabelContent
from batterypass.domain.clock import instant_ms
from batterypass.domain.ids import host_of, ledger_subject, printed_id
from batterypass.errors import InputError
from batterypass.evidence.refusal import refusal
from batterypass.ports import LANE_RECORD
from batterypass.regulations.label_marks import label_law, texts_of
from batterypass.rules.keys import has_ended as key_has_ended
from batterypass.statements.cose import parse_statement
from batterypass.statements.label import label_url
from batterypass.statements.payload import parse_payload
from batterypass.texts.values import VALUE_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from batterypass.app.session import Session
    from batterypass.domain.passport_values import Value
    from batterypass.domain.states import ItemState, PartyState
    from batterypass.regulations.label_marks import Signs

_EMERGENCY = {
    "es": "{phone} · GRE guía 147",
    "en": "{phone} · ERG guide 147",
}
_GUIDE = {"es": "GRE guía 147", "en": "ERG guide 147"}


def takes_label(item: ItemState) -> bool:
    """Tell whether an item is among "all" that get labels: a pack that has not ended."""
    return item.item_kind == "pack" and not has_ended(item)


def has_ended(item: ItemState) -> bool:
    """Tell whether an item is no more by the record, so that nothing can bear its label."""
    return item.life in ("recycled", "disposed") or item.place == "dismantled"


def owner_of(session: Session, item: ItemState) -> PartyState | None:
    """Give the owner of an item's URL; its maker before others who may use it too."""
    owners = {party.party: party for party in owners_of(session, item.item)}
    for name in (item.maker, item.responsible_operator, item.custodian):
        if name in owners:
            return owners[name]
    return next(iter(owners.values()), None)


def label_key_of(session: Session, item: ItemState) -> str | None:
    """Give the thumbprint of a label key here of the party whose domain owns the item's URL."""
    keys = session.around.keys
    owner = owner_of(session, item)
    if keys is None or owner is None:
        return None
    ledger = session.world.ledger()
    day, mark_ms = session.around.clock().date().isoformat(), ledger.mark_ms if ledger else 0
    usable = [
        kid
        for kid in keys.kids(owner.party, "label")
        if kid in owner.keys
        and "revoked" not in owner.keys[kid]
        and not key_has_ended(owner.keys[kid], day, mark_ms)
    ]
    return max(usable, key=lambda kid: int(owner.keys[kid]["added"]), default=None)


def label_content(
    session: Session,
    item: ItemState,
    lang: str,
    *,
    plain: bool = False,
    backup: bool = False,
    day: str = "",
) -> LabelContent:
    """Give what the label of a pack says; the signature comes from the maker's label key.

    ``plain`` leaves the signature out, ``backup`` adds a second code with the printed id; ``day`` is
    that of the law whose signs it bears, today if none is named. Raises
    InputError for an item that takes no pack label, and where no label key of the owner of its URL
    is here.
    """
    if item.item_kind == "fraction":
        raise InputError(
            f"{printed_id(item.item)} is a fraction ({item.material}), no battery: a Li-ion label"
            " would mislead",
            code="label.fraction",
            item=printed_id(item.item),
            material=item.material,
        )
    signed = "" if plain else _signed_url(session, item)
    # A label is seen by all.
    values = visible(record_of(session, item), "public")
    volts = item.nominal_voltage_v
    details = (
        _category(item.category, lang),
        f"{item.capacity_ah} Ah" if item.capacity_ah else "",
        f"{volts} V" if volts else "",
    )
    return LabelContent(
        url=item.item,
        signed_url=signed,
        printed_id=printed_id(item.item),
        maker=name_of(session, item.maker),
        model=item.model,
        serial=item.serial,
        chemistry=item.chemistry,
        energy_wh=item.energy_wh,
        mass_kg=item.mass_kg,
        made_month=item.made_month,
        emergency_line=_emergency_line(session.world.party(item.maker), lang),
        details=tuple(filter(None, details)),
        extinguishing="; ".join(texts_of(values.get("extinguishing_agent"))),
        signs=_signs(session, values, item, day),
        backup=printed_id(item.item).replace("-", "") if backup else "",
    )


def signs_of(session: Session, item: ItemState) -> Signs:
    """Say which signs a battery needs beside the crossed-out bin, by what everybody may see of it."""
    return _signs(session, visible(record_of(session, item), "public"), item)


def _signs(session: Session, values: Mapping[str, Value], item: ItemState, day: str = "") -> Signs:
    law = label_law(day or session.around.clock().date().isoformat())
    return law.signs(values, item.nominal_voltage_v)


def _signed_url(session: Session, item: ItemState) -> str:
    kid, keys = label_key_of(session, item), session.around.keys
    if kid is not None and keys is not None:
        return label_url(item.item, keys.private(kid))
    # Whoever enrolled a pack may have made its id, in the place of its maker.
    owner = owner_of(session, item)
    if owner is None:
        raise refusal(
            InputError, "label.no-owner", item=printed_id(item.item), host=host_of(item.item)
        )
    raise refusal(InputError, "label.no-key", item=printed_id(item.item), owner=owner.party)


def _category(category: str, lang: str) -> str:
    """Name a category in words; its short name where there are none."""
    words = VALUE_WORDS.get(category)
    return words.in_language(lang) if words is not None else category


def items_since(session: Session, moment: datetime) -> Iterator[ItemState]:
    """Give the items that came into being at or after a moment with a zone."""
    since = int(moment.timestamp() * 1000)
    marks = session.store.entries_of(ledger_subject(session.origin), lanes=(LANE_RECORD,))
    # Time marks only go forward: everything above the first late one is new, everything below the
    # one before it is old, and what lies between is asked one by one.
    place = bisect_left(marks, since, key=lambda entry: _instant_of(session, entry))
    old = marks[place - 1] if place else 0
    new = marks[place] if place < len(marks) else session.size
    for item in items(session):
        entry = item.created_index
        if entry >= new or (entry >= old and _instant_of(session, entry) >= since):
            yield item


def _instant_of(session: Session, entry: int) -> int:
    payload = parse_payload(parse_statement(session.store.statement(entry)).payload)
    return instant_ms(str(payload["event_time"]))


def _emergency_line(maker: PartyState | None, lang: str) -> str:
    """Give the maker's own number: those of emergency services need a contract first."""
    phone = next((site["phone"] for site in maker.sites if site.get("phone")), "") if maker else ""
    return _EMERGENCY[lang].format(phone=phone) if phone else _GUIDE[lang]
