"""Letters that go with a deadline, ready to be signed: the facts are filled in, the ink is not.

The wording is ours and dated (``resources/letters.json``), no official form. The same facts and day
give the same bytes. A letter is a draft until somebody signs it, and says so.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from batterypass.documents.content import Words
from batterypass.documents.flow import Flow
from batterypass.documents.setting import ASCENT, LEADING, width_of
from batterypass.documents.words import Lang, check_lang, mass, say
from batterypass.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.documents.content import ManifestParty, Source

_DRAFT: Final = Words("BORRADOR PARA FIRMA", "DRAFT FOR SIGNATURE")
_SUBJECT: Final = Words("Asunto", "Subject")
_YOURS: Final = Words("ATENTAMENTE", "YOURS FAITHFULLY")
_NAME: Final = Words("Nombre, cargo y firma del responsable", "Name, post and signature")
_STAMP: Final = Words("Sello", "Stamp")
_FACTS: Final = Words("Lo que consta del embarque", "What is known of the shipment")
_LEDGER: Final = Words("Datos del registro", "From the ledger")
_CHECKPOINT: Final = Words("punto de control", "checkpoint")
_ENTRIES: Final = Words("asientos", "entries")
_CHECK: Final = Words("compruebe con batterypass verify", "check with batterypass verify")
_NOT_KNOWN: Final = Words("no consta", "not on record")
_LABELS: Final[dict[str, Words]] = {
    "number": Words("Núm. de manifiesto", "Manifest number"),
    "waste": Words("Nombre del residuo", "Name of the waste"),
    "mass": Words("Cantidad declarada", "Declared quantity"),
    "containers": Words("Envases", "Containers"),
    "collected": Words("Fecha de embarque", "Date of shipment"),
    "carrier": Words("Transportista", "Carrier"),
    "carrier_permits": Words("Autorización y permiso del transportista", "Carrier's permits"),
    "vehicle": Words("Vehículo y placa", "Vehicle and plate"),
    "consignee": Words("Destinatario", "Consignee"),
    "consignee_permit": Words("Autorización del destinatario", "Consignee's authorisation"),
    "received": Words("Recepción del destinatario", "Reception by the consignee"),
    "days": Words("Días transcurridos", "Days that have passed"),
}
_FRAME: Final = 150.0


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """What a letter says; empty where it is not on record. Days are ``2026-11-23``."""

    rule: str
    number: str
    generator: ManifestParty
    carrier: ManifestParty
    consignee: ManifestParty
    waste: str
    mass_kg: str
    containers: str
    vehicle: str
    collected_on: str
    received_on: str
    today: str
    days: int
    law: str
    source: Source


@lru_cache(maxsize=1)
def _letters() -> Any:  # noqa: ANN401 - parsed JSON
    text = (files("batterypass.documents.resources") / "letters.json").read_bytes()
    return json.loads(text)["letters"]


def letter_rules() -> tuple[str, ...]:
    """Name the deadlines that a letter goes with."""
    return tuple(row["rule"] for row in _letters())


def render_letter(facts: LetterFacts, lang: Lang = "es") -> bytes:
    """Make the PDF of a letter. Raises InputError for a rule or day without a wording."""
    check_lang(lang)
    row = _wording(facts.rule, facts.today)
    values = _values(facts, row, lang)
    flow = Flow()
    _head(flow, facts, lang)
    for line in row["to"][lang]:
        if line:
            flow.text(line.format_map(values), 10, bold=True)
    flow.space(12)
    subject = row["subject"][lang].format_map(values)
    flow.text(f"{say(_SUBJECT, lang)}: {subject}", 10.5, bold=True)
    flow.space(10)
    for paragraph in row["body"][lang]:
        flow.text(paragraph.format_map(values), 10)
        flow.space(7)
    flow.space(3)
    flow.need(40)
    flow.text(say(_FACTS, lang), 9, bold=True)
    flow.space(3)
    flow.pairs(_pairs(facts, lang))
    _signature(flow, facts, lang)
    source = facts.source
    entries = ", ".join(map(str, source.entries))
    foot = (
        f"{say(_DRAFT, lang)} · {say(_LEDGER, lang)} {source.origin} · {say(_ENTRIES, lang)}"
        f" {entries} · {say(_CHECKPOINT, lang)} {source.size} {source.root[:16]}"
        f" · {say(_CHECK, lang)}"
    )
    return flow.pdf(title=subject, foot=foot, lang=lang)


def _wording(rule: str, day: str) -> Any:  # noqa: ANN401 - parsed JSON
    for row in _letters():
        until = row["valid_to"]
        if row["rule"] == rule and row["valid_from"] <= day and (until is None or day <= until):
            return row
    raise InputError(
        f"rule {rule!r}: no letter is known for {day}; there are: {', '.join(letter_rules())}",
        code="letter.no-wording", rule=rule, day=day, known=", ".join(letter_rules()),
    )  # fmt: skip


def _values(facts: LetterFacts, row: Mapping[str, Any], lang: Lang) -> dict[str, str]:
    unknown = say(_NOT_KNOWN, lang)
    values = {
        "number": facts.number,
        "generator": facts.generator.name,
        "nra": facts.generator.nra or unknown,
        "state": facts.generator.state or unknown,
        "carrier": facts.carrier.name,
        "consignee": facts.consignee.name,
        "consignee_address": _address(facts.consignee),
        "collected": _day(facts.collected_on, lang),
        "received": _day(facts.received_on, lang),
        "today": _day(facts.today, lang),
        "days": str(facts.days),
        "law": facts.law,
    }
    part = row["arrived" if facts.received_on else "not_arrived"][lang]
    return {**values, "arrival": part.format_map(values)}


_MONTHS: Final = {
    "es": (
        "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
        "octubre", "noviembre", "diciembre",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ),
}  # fmt: skip


def _day(day: str, lang: Lang) -> str:
    """Write a day as letters do: ``23 de noviembre de 2026``."""
    if not day:
        return say(_NOT_KNOWN, lang)
    month = _MONTHS[lang][int(day[5:7]) - 1]
    between = " de " if lang == "es" else " "
    return f"{int(day[8:10])}{between}{month}{between}{day[:4]}"


def _address(party: ManifestParty) -> str:
    street = " ".join(filter(None, (party.street, party.ext_no, party.int_no)))
    town = " ".join(filter(None, (party.postal_code, party.municipality)))
    return ", ".join(filter(None, (street, party.colonia, town, party.state)))


def _head(flow: Flow, facts: LetterFacts, lang: Lang) -> None:
    """Write who writes, that it is a draft, and place and day."""
    sender = facts.generator
    top = flow.y
    text = say(_DRAFT, lang)
    x = flow.left + flow.room - _FRAME
    flow.ink.box(x, top, _FRAME, 20, 1.4)
    wide = width_of(text, 9.5, bold=True)
    flow.ink.text(x + (_FRAME - wide) / 2, top + 6 + ASCENT * 9.5, text, 9.5, bold=True)
    room = flow.room - _FRAME - 16
    flow.text(sender.name, 11.5, bold=True, room=room)
    for line in (_address(sender), " · ".join(filter(None, (sender.phone, sender.email)))):
        flow.text(line, 8.5, room=room)
    flow.y = max(flow.y, top + 20) + 16
    place = ", ".join(filter(None, (sender.municipality, sender.state)))
    comma = ", " if lang == "en" else ", a "
    flow.text(f"{place}{comma}{_day(facts.today, lang)}", 10, right=True)
    flow.space(12)


def _pairs(facts: LetterFacts, lang: Lang) -> list[tuple[str, str]]:
    unknown = say(_NOT_KNOWN, lang)
    permits = (facts.carrier.authorisation, facts.carrier.transport_permit)
    values = {
        "number": facts.number,
        "waste": facts.waste,
        "mass": mass(facts.mass_kg),
        "containers": facts.containers,
        "collected": facts.collected_on,
        "carrier": facts.carrier.name,
        "carrier_permits": " · ".join(filter(None, permits)),
        "vehicle": facts.vehicle,
        "consignee": f"{facts.consignee.name}, {_address(facts.consignee)}".rstrip(", "),
        "consignee_permit": facts.consignee.authorisation,
        "received": facts.received_on,
        "days": str(facts.days),
    }
    return [(say(_LABELS[name], lang), text or unknown) for name, text in values.items()]


def _signature(flow: Flow, facts: LetterFacts, lang: Lang) -> None:
    """Leave room for ink: a line for the signature and a frame for the stamp."""
    height = 84.0
    flow.space(16)
    flow.need(height)
    flow.text(say(_YOURS, lang), 10, bold=True)
    flow.text(facts.generator.name, 9)
    line = flow.y + height - 46
    flow.ink.line(flow.left, line, flow.left + flow.room * 0.55, line, 0.7)
    flow.ink.text(flow.left, line + LEADING * 8, say(_NAME, lang), 8)
    side = flow.room * 0.3
    x = flow.left + flow.room - side
    flow.ink.box(x, flow.y - 18, side, height - 22, 0.7)
    flow.ink.text(x + 4, flow.y - 18 + 10, say(_STAMP, lang), 7)
    flow.y = line + 14
