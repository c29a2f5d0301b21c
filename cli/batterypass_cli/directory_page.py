"""The page of a recycler: card, sites, what it is authorised for, and how that came to be known."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from batterypass.domain.base import decimal_of, number_text
from batterypass.domain.clock import event_time_of, from_ms
from batterypass.domain.standing import read_on, standing_on
from batterypass.regulations.accept import is_certificate
from batterypass.texts.bilingual import Text
from batterypass_cli.answers import choice_words
from batterypass_cli.directory_view import (
    age_lines,
    ages_of,
    capacity_words,
    certificate_object,
    painted_standing,
    source_words,
    until_words,
)
from batterypass_cli.outbox_view import entry_number
from batterypass_cli.output import aligned, paint
from batterypass_cli.plain import names_of, party_short, when
from batterypass_cli.signing import entry_words
from batterypass_cli.words import language, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from batterypass.app.directory import Directory, Place
    from batterypass.app.ledger import Ledger
    from batterypass.domain.states import AuthorisationState
    from batterypass_cli.context import Here
    from batterypass_cli.plain import NameOf

_KG_PER_T = 1000
#: Change -> members of it that say from when it counts, the first that is there.
_EFFECTIVE = ("effective_from", "filed_on", "effective_to")


def page_of(
    here: Here, ledger: Ledger, directory: Directory, day: str, site: str, number: str
) -> dict[str, Any]:
    """Gather the page for programs: of the whole party, of one site, or of one authorisation."""
    places = [one for one in directory.places.values() if not site or one.site == site]
    party = (
        ledger.session.world.party(next(iter(directory.places))[0]) if directory.places else None
    )
    card: dict[str, Any] = {}
    if party is not None:
        card = {
            "party": party.party, "legal_name": party.legal_name, "country": party.country,
            "tax_id": party.tax_id or None, "roles": list(party.roles),
            "registrations": list(party.registrations),
            "registered_index": entry_number(ledger, party.registered_index),
            "keys": len(party.keys),
        }  # fmt: skip
    return {
        **card,
        "on": day,
        "sites": [_site(ledger, directory, one, day, number) for one in places],
        "directory": ages_of(here, ledger, directory, day),
    }


def _site(
    ledger: Ledger, directory: Directory, place: Place, day: str, number: str
) -> dict[str, Any]:
    taken = directory.accepted_kg(place, day[:4])
    government = [
        one
        for one in place.own
        if not is_certificate(directory.regulations, one.scheme)
        and (not number or one.subject == number)
    ]
    return {
        "site": place.site,
        "id": place.name,
        "card": dict(place.card),
        "closed_on": place.closed_on or None,
        "accepted_kg": {"year": day[:4], "kg": taken},
        "authorised": [_authorisation(ledger, one, day, taken) for one in government],
        "certified": [certificate_object(*one) for one in directory.certificates(place, day)],
    }


def _authorisation(
    ledger: Ledger, state: AuthorisationState, day: str, taken_kg: str
) -> dict[str, Any]:
    standing = standing_on(state, day)
    return {
        "authorisation": state.subject,
        "scheme": state.scheme,
        "number": state.number,
        "authority": state.authority or None,
        "granted_by": state.granted_by,
        "scopes": state.scopes,
        "capacity_t_year": state.capacity_t_year or None,
        "used_percent": _used(state, taken_kg),
        "effective_from": state.effective_from,
        "effective_to": state.effective_to or None,
        "standing": standing.word,
        "standing_since": standing.since or None,
        "standing_entry": entry_number(ledger, standing.entry),
        "transcribed_from": state.transcription or None,
        "published_on": read_on(state) or None,
        "history": [_change(ledger, one) for one in state.changes],
    }


def _used(state: AuthorisationState, taken_kg: str) -> str | None:
    """Give the part of the yearly capacity that the site has accepted, in percent."""
    if not state.capacity_t_year or not decimal_of(state.capacity_t_year):
        return None
    share = decimal_of(taken_kg) * 100 / (decimal_of(state.capacity_t_year) * _KG_PER_T)
    return number_text(share.quantize(Decimal("0.1")))


def _change(ledger: Ledger, change: Mapping[str, Any]) -> dict[str, Any]:
    """Write one entry about an authorisation: what it said, from when it counts, since when known."""
    internal = ("mark_ms", "entry", "by", "digest", "change")
    said = {name: value for name, value in change.items() if name not in internal and value}
    return {
        "change": change["change"],
        "effective": next((said[name] for name in _EFFECTIVE if said.get(name)), None),
        "entry": entry_number(ledger, change["entry"]),
        "known_since": event_time_of(from_ms(change["mark_ms"])),
        "by": change["by"],
        "said": said,
    }


def page_lines(here: Here, ledger: Ledger, page: Mapping[str, Any]) -> Iterator[str]:
    """Write the page for people."""
    yield paint(page.get("legal_name") or page.get("party", "-"), "b")
    roles = ", ".join(choice_words(one) for one in page.get("roles", ()))
    pairs = [
        (say("party.label.party"), page.get("party", "")),
        (say("party.label.country"), page.get("country", "")),
        (say("party.label.roles"), roles),
    ]
    if page.get("tax_id"):
        pairs.append((say("party.label.tax_id"), page["tax_id"]))
    pairs += [(one["scheme"], one["number"]) for one in page.get("registrations", ())]
    yield from aligned(pairs)
    if not page.get("keys"):
        yield f"  {say('recycler.signs-nothing')}"
    for site in page["sites"]:
        yield ""
        yield from _site_lines(here, ledger, site, page["on"])
    yield ""
    for line in age_lines(here, page["directory"]):
        yield f"{say('recycler.directory')}: {line}"


def _site_lines(here: Here, ledger: Ledger, site: Mapping[str, Any], day: str) -> Iterator[str]:
    card = site["card"]
    title = f"{site['site']}  {card.get('name', '')}".rstrip()
    yield paint(title, "b") + f"  ({site['id']})"
    yield from aligned(_card_pairs(site))
    if not site["authorised"]:
        yield f"  {say('recycler.nothing-held')}"
    for one in site["authorised"]:
        state = ledger.session.world.authorisation(one["authorisation"])
        if state is not None:
            yield from _paper_lines(here, ledger, one, state, day)
    for one in site["certified"]:
        until = one["effective_to"] or say("party.no-end")
        standing = say(f"recycler.standing-{one['standing']}")
        text = f"{one['scheme']} {one['number']} · {until} · {standing}"
        yield f"  {say('recycler.certified', words=text)}"


def _card_pairs(site: Mapping[str, Any]) -> list[tuple[str, str]]:
    card = site["card"]
    address = card.get("address", {})
    names = ("street", "ext_no", "int_no", "colonia", "postal_code", "municipality", "state")
    pairs = [
        (say("recycler.label.address"), ", ".join(address[n] for n in names if address.get(n))),
        (say("recycler.label.phone"), card.get("phone", "")),
        (say("recycler.label.email"), card.get("email", "")),
        ("NRA", card.get("nra", "")),
    ]
    if card.get("latitude") and card.get("longitude"):
        pairs.append(
            (say("recycler.label.point"), f"{card['latitude']},{card['longitude']}")
        )  # fmt: skip
    if site["closed_on"]:
        pairs.append((say("recycler.closed"), paint(site["closed_on"], "r")))
    taken = site["accepted_kg"]
    pairs.append((say("recycler.label.accepted", year=taken["year"]), f"{taken['kg']} kg"))
    return [pair for pair in pairs if pair[1]]


def _paper_lines(
    here: Here, ledger: Ledger, row: Mapping[str, Any], state: AuthorisationState, day: str
) -> Iterator[str]:
    name_of = names_of(ledger)
    standing = standing_on(state, day)
    since = say("recycler.since", day=standing.since) if standing.since else ""
    yield (
        f"  {paint(f'{state.scheme} {state.number}', 'b')}  {painted_standing(standing)} {since}"
    ).rstrip()
    capacity = capacity_words(state)
    used = row["used_percent"]
    if capacity:
        capacity += f" t · {say('recycler.used', percent=used)}" if used else " t"
    pairs = [
        (say("recycler.label.term"), f"{state.effective_from} – {until_words(state)}"),
        (say("recycler.label.authority"), _authority(state, name_of)),
        (say("recycler.label.source"), source_words(state)),
        *((say("recycler.label.scope"), scope_words(one)) for one in state.scopes),
        (say("recycler.label.capacity"), capacity),
    ]
    yield from aligned([pair for pair in pairs if pair[1]], indent="    ")
    table = [_HISTORY.in_language(language()).split("|")]
    table += [_history_row(here, ledger, one, name_of) for one in state.changes]
    widths = [max(len(cells[place]) for cells in table) for place in range(len(table[0]))]
    for number, cells in enumerate(table):
        text = "  ".join(c.ljust(w) for c, w in zip(cells, widths, strict=True)).rstrip()
        yield "    " + (paint(text, "d") if not number else text)


def _authority(state: AuthorisationState, name_of: NameOf) -> str:
    """Name who issued it: as it was written down, else who signed it; a copyist issues nothing."""
    if state.authority or state.transcription:
        return state.authority
    return party_short(state.granted_by, name_of)


#: Columns of the table of what became known, with a bar between.
_HISTORY = Text(
    "what|effective|entry|known since|by", "qué|vale desde|asiento|consta desde|de quién"
)


def scope_words(scope: Mapping[str, Any]) -> str:
    """Write a scope in one line."""
    parts = [
        choice_words(scope["operation"]),
        say("recycler.any-class") if scope["waste_class"] == "any"
        else choice_words(scope["waste_class"]),
        ", ".join(choice_words(one) for one in scope["streams"]),
        ", ".join(scope["chemistries"]),
        ", ".join(scope["waste_codes"]),
        say("recycler.damaged") if scope["damaged_accepted"] else say("recycler.not-damaged"),
    ]  # fmt: skip
    return " · ".join(part for part in parts if part)


def _history_row(
    here: Here, ledger: Ledger, change: Mapping[str, Any], name_of: NameOf
) -> list[str]:
    copy = change.get("transcription")
    by = party_short(change["by"], name_of)
    if copy:
        by += " · " + say("recycler.copied", source=copy["source"], day=copy["published_on"])
    known = here.local_time(event_time_of(from_ms(change["mark_ms"])))
    return [
        say(f"recycler.change-{change['change']}"),
        _effective_words(change),
        entry_words(ledger, change["entry"]),
        when(known),
        by,
    ]


def _effective_words(change: Mapping[str, Any]) -> str:
    """Say from when an entry counts, or what it corrects."""
    if change["change"] == "amended":
        return ", ".join(
            f"{name}={value if isinstance(value, str) else '…'}"
            for name, value in change["fields"].items()
        )
    if change["change"] == "extended":
        return f"→ {change['effective_to']}"
    start = change.get("effective_from") or change.get("filed_on") or ""
    end = change.get("effective_to") or ""
    reason = choice_words(change["reason"]) if change.get("reason") else ""
    return f"{start}{f' – {end}' if end else ''}{f' ({reason})' if reason else ''}"
