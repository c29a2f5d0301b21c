"""The pages of a company: its card, its sites, what each may do, and apart what is only certified."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from batterypass.documents.content import Words
from batterypass.documents.directory_grants import draw_certificates, draw_grants
from batterypass.documents.directory_sheets import (
    LEFT,
    NONE,
    RIGHT,
    STANDINGS,
    WIDTH,
    Sheets,
)
from batterypass.documents.setting import clean, fit_line, width_of, wrap
from batterypass.documents.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.documents.directory_content import RecyclerPage, SiteCard

_SITE: Final = Words("Sitio {site}", "Site {site}")
_ON_MAP: Final = Words("núm. {number} del mapa", "no. {number} on the map")
_CLOSED: Final = Words("CERRADO desde el {on}", "CLOSED from {on}")
_TAX_ID: Final = Words("clave fiscal", "tax id")
_RFC: Final = Words("RFC", "RFC")
_NRA: Final = Words("NRA {nra}", "NRA {nra}")
_OF: Final = Words("vigentes: {count} de {all}", "in force: {count} of {all}")
_CAPACITY: Final = Words("Aceptado en {year} / capacidad", "Accepted in {year} / capacity")
_TONNES: Final = Words(
    "{taken} t de {capacity} t al año ({percent} %)",
    "{taken} t of {capacity} t a year ({percent} %)",
)
_NO_CAPACITY: Final = Words(
    "{taken} t; ninguna autorización vigente dice la capacidad",
    "{taken} t; no authorisation in force states a capacity",
)
_NO_AUTHORISATION: Final = Words(
    "Sin autorización de ningún gobierno en este registro.",
    "No authorisation of any government in this ledger.",
)
_KG_PER_T: Final = 1000
_BAR: Final = 190.0


def draw_company(
    sheets: Sheets, company: RecyclerPage, numbers: Mapping[str, int], near_percent: str
) -> None:
    """Draw a company from a new page on; ``numbers`` are those of its sites on the map.

    A bar has a notch at ``near_percent`` of the capacity, none where it is empty.
    """
    sheets.begin(company.name)
    _draw_card(sheets, company)
    for site in company.sites:
        _draw_site(sheets, site, numbers.get(site.site_id, 0), near_percent)


def _draw_card(sheets: Sheets, company: RecyclerPage) -> None:
    ink, lang, top = sheets.ink, sheets.lang, sheets.y
    standings = company.standings()
    best = next((words for word, words in STANDINGS.items() if word in standings), NONE)
    width = 150.0
    ink.box(RIGHT - width, top, width, 34, 1.8)
    count = sum(word == "in_force" for word in standings)
    second = say(_OF, lang).format(count=count, all=len(standings))
    for text, size, base in ((say(best, lang), 12.0, 15.0), (second, 8.0, 28.0)):
        line, fitted = fit_line(text, width - 10, size=size, smallest=6, bold=True)
        half = width_of(line, fitted, bold=True) / 2
        ink.text(RIGHT - width / 2 - half, top + base, line, fitted, bold=True)
    y = top
    for text in wrap(clean(company.name), WIDTH - width - 14, 15, bold=True):
        ink.text(LEFT, y + 13, text, 15, bold=True)
        y += 18
    tax_name = say(_RFC if company.country == "MX" else _TAX_ID, lang)
    tax = f"{tax_name} {company.tax_id}" if company.tax_id else ""
    known = " · ".join(filter(None, (company.party, tax, company.country)))
    for text in wrap(clean(known), WIDTH - width - 14, 7.2):
        ink.text(LEFT, y + 7, text, 7.2)
        y += 8.6
    sheets.y = max(y + 6, top + 42)


def _draw_site(sheets: Sheets, site: SiteCard, number: int, near_percent: str) -> None:
    lang = sheets.lang
    title = f"{say(_SITE, lang).format(site=site.site_id)} · {site.name}".rstrip(" ·")
    if number:
        title += f" · {say(_ON_MAP, lang).format(number=number)}"
    sheets.make_room(120)
    sheets.ink.line(LEFT, sheets.y, RIGHT, sheets.y, 1.2)
    sheets.y += 3
    sheets.heading(title, 100)
    if site.closed_on:
        sheets.paragraph(say(_CLOSED, lang).format(on=site.closed_on), size=9, bold=True)
    nra = say(_NRA, lang).format(nra=site.nra) if site.nra else ""
    where = f"{site.latitude}, {site.longitude}" if site.latitude and site.longitude else ""
    address = ", ".join(filter(None, (site.street, site.place)))
    for text in (address, " · ".join(filter(None, (site.contact, nra, where)))):
        if text:
            sheets.paragraph(text, size=8.2)
    sheets.y += 3
    _draw_capacity(sheets, site, near_percent)
    if site.authorised:
        draw_grants(sheets, site.authorised)
    else:
        sheets.paragraph(say(_NO_AUTHORISATION, lang), size=8.5, bold=True)
    if site.certified:
        draw_certificates(sheets, site.certified)
    sheets.y += 10


def _draw_capacity(sheets: Sheets, site: SiteCard, near_percent: str) -> None:
    """Draw what was accepted this year as a part of the capacity."""
    if not site.accepted_kg:
        return
    lang, taken = sheets.lang, Decimal(site.accepted_kg) / _KG_PER_T
    title = say(_CAPACITY, lang).format(year=site.year)
    sheets.make_room(20)
    ink, y = sheets.ink, sheets.y
    ink.text(LEFT, y + 7.5, title, 7, bold=True)
    x = LEFT + 142
    amount = _tonnes(taken)
    if not site.capacity_t:
        ink.text(x, y + 7.5, say(_NO_CAPACITY, lang).format(taken=amount), 7)
        sheets.y += 13
        return
    capacity = Decimal(site.capacity_t)
    part = taken / capacity if capacity else Decimal(1)
    ink.box(x, y, _BAR, 9, 0.7)
    if part:
        ink.bar(x, y, float(min(part, Decimal(1))) * _BAR, 9)
    if near_percent:
        notch = x + float(Decimal(near_percent) / 100) * _BAR
        ink.line(notch, y - 2, notch, y + 11, 0.7)
        mark = f"{near_percent} %"
        ink.text(notch - width_of(mark, 4.8) / 2, y + 15.5, mark, 4.8)
    percent = f"{(part * 100).quantize(Decimal('0.1')):f}"
    text = say(_TONNES, lang).format(taken=amount, capacity=_tonnes(capacity), percent=percent)
    line, size = fit_line(text, RIGHT - x - _BAR - 6, size=7, smallest=5)
    ink.text(x + _BAR + 6, y + 7.5, line, size)
    sheets.y += 19


def _tonnes(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
