"""Filling the printed directory from its rows."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from batterypass.app.directory_making import make_directory_file
from batterypass.app.directory_rows import STREAMS, known_until, state_key_of
from batterypass.app.wording import name_of, source_at
from batterypass.documents.content import Words
from batterypass.documents.directory import render_directory
from batterypass.documents.directory_content import (
    Allowed,
    Capital,
    DirectoryContent,
    GrantLine,
    ListRead,
    RecyclerPage,
    SiteCard,
)
from batterypass.domain.base import decimal_of, number_text
from batterypass.domain.standing import read_on
from batterypass.exchange.directory_rows import ways_of
from batterypass.regulations.places import find_state, states
from batterypass.regulations.tables import limit_on
from batterypass.texts.values import VALUE_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from batterypass.app.directory_rows import Choice
    from batterypass.app.session import Session
    from batterypass.documents.words import Lang
    from batterypass.exchange.directory_rows import DirectoryRow

#: The file with the evidence inside the book.
EVIDENCE = "directory.bpz"
_STATE = Words("estado {name}", "state {name}")
_WASTE = Words("residuo {name}", "waste {name}")
#: What somebody does with waste that comes to a site; carrying it fills no yearly capacity.
_CARRYING = "transport"


def render_book(
    session: Session, choice: Choice, rows: Sequence[DirectoryRow], lang: Lang
) -> bytes:
    """Print rows of the directory as a book, with the signed file that proves them inside."""
    content = book_of(session, choice, rows)
    evidence = make_directory_file(session).encode()
    return render_directory(content, lang, [(EVIDENCE, evidence)])


def book_of(session: Session, choice: Choice, rows: Sequence[DirectoryRow]) -> DirectoryContent:
    """Write rows as the pages show them; they come in the order of ``directory_rows``."""
    companies = [
        _company(session, choice, list(of_party))
        for _, of_party in groupby(rows, key=lambda row: row.party.party)
    ]
    authorised = [row for row in rows if not row.is_certificate]
    near = limit_on(session.around.regulations, "capacity_notice_percent", choice.on)
    return DirectoryContent(
        on=choice.on,
        known_on=choice.known_on,
        known_until=known_until(session),
        near_percent=number_text(near) if near is not None else "",
        chosen=tuple(_chosen(choice)),
        source=source_at(session, session.checkpoint().size, ()),
        lists=tuple(_lists(authorised)),
        signed=sum(not row.held.transcription for row in authorised),
        recyclers=tuple(sorted(companies, key=lambda one: (one.name, one.party))),
        capitals=tuple(
            Capital(one.key, one.short_name, one.capital, *one.coordinates) for one in states()
        ),
    )


def _chosen(choice: Choice) -> Iterable[Words]:
    if choice.state:
        state = find_state(choice.state)
        yield _filled(_STATE, state.short_name if state is not None else choice.state)
    if choice.waste:
        known = (
            _word(choice.waste) if choice.waste in STREAMS else Words(choice.waste, choice.waste)
        )
        yield Words(_WASTE.es.format(name=known.es), _WASTE.en.format(name=known.en))


def _filled(words: Words, name: str) -> Words:
    return Words(words.es.format(name=name), words.en.format(name=name))


def _lists(rows: Iterable[DirectoryRow]) -> Iterable[ListRead]:
    counts: dict[tuple[str, str], int] = {}
    for row in rows:
        if row.held.transcription:
            key = str(row.held.transcription["source"]), read_on(row.held)
            counts[key] = counts.get(key, 0) + 1
    for (source, on), count in sorted(counts.items()):
        yield ListRead(source, on, count)


def _company(session: Session, choice: Choice, rows: Sequence[DirectoryRow]) -> RecyclerPage:
    party = rows[0].party
    sites = [
        _site(session, choice, list(of_site))
        for _, of_site in groupby(rows, key=lambda row: row.site_id)
    ]
    return RecyclerPage(
        party.party, party.legal_name or party.party, party.tax_id, party.country, tuple(sites)
    )


def _site(session: Session, choice: Choice, rows: Sequence[DirectoryRow]) -> SiteCard:
    first = rows[0]
    site: Mapping[str, Any] = first.site
    address: Mapping[str, str] = site.get("address", {})
    street = " ".join(
        filter(None, (address.get("street"), address.get("ext_no"), address.get("int_no")))
    )
    place = (
        address.get("colonia"), address.get("postal_code"), address.get("municipality"),
        address.get("state"), address.get("country"),
    )  # fmt: skip
    return SiteCard(
        site_id=first.site_id,
        name=site.get("name", ""),
        street=street,
        place=", ".join(filter(None, place)),
        municipality=address.get("municipality", ""),
        state_key=state_key_of(first),
        contact=" · ".join(filter(None, (site.get("phone"), site.get("email")))),
        nra=site.get("nra", ""),
        latitude=site.get("latitude", ""),
        longitude=site.get("longitude", ""),
        closed_on=site.get("closed_on", ""),
        year=first.on[:4],
        # What was accepted is kept as known now, and only by who takes waste in.
        accepted_kg="" if choice.known_on or not _takes_waste(rows) else first.accepted_kg,
        capacity_t=_capacity(rows),
        authorised=tuple(_grant(session, row) for row in rows if not row.is_certificate),
        certified=tuple(_grant(session, row) for row in rows if row.is_certificate),
    )


def _takes_waste(rows: Iterable[DirectoryRow]) -> bool:
    """Tell whether a site may do more with waste than carry it."""
    return any(
        scope["operation"] != _CARRYING
        for row in rows
        if not row.is_certificate
        for scope in row.held.scopes
    )


def _capacity(rows: Iterable[DirectoryRow]) -> str:
    """Give the largest yearly capacity of what is in force or pending; empty if none states one."""
    stated = [
        str(scope.get("capacity_t_year") or row.held.capacity_t_year)
        for row in rows
        if not row.is_certificate and row.standing.word in ("in_force", "pending")
        for scope in row.held.scopes
        if scope["operation"] != _CARRYING
    ]
    known = [decimal_of(one) for one in stated if one]
    return number_text(max(known)) if known else ""


def _grant(session: Session, row: DirectoryRow) -> GrantLine:
    held = row.held
    # Since when it is in force, and that its end has come, stand beside it already.
    says_since = row.standing.word in ("suspended", "revoked", "pending")
    return GrantLine(
        scheme=held.scheme,
        number=held.number,
        authority=held.authority
        or ("" if held.transcription else name_of(session, held.granted_by)),
        allows=tuple(_allowed(operations, scope) for operations, scope in ways_of(held.scopes)),
        capacity_t=held.capacity_t_year,
        effective_from=held.effective_from,
        effective_to=held.effective_to,
        standing=row.standing.word,
        since=row.standing.since if says_since else "",
        entries=row.entries,
        source=held.transcription.get("source", ""),
        list_date=read_on(held),
    )


def _allowed(operations: Sequence[str], scope: Mapping[str, Any]) -> Allowed:
    return Allowed(
        operations=tuple(map(_word, operations)),
        waste_class=_word(scope["waste_class"]),
        streams=tuple(map(_word, scope["streams"])),
        chemistries=tuple(scope.get("chemistries", ())),
        codes=tuple(scope.get("waste_codes", ())),
        damaged=bool(scope.get("damaged_accepted")),
        capacity_t=scope.get("capacity_t_year", ""),
    )


def _word(code: str) -> Words:
    text = VALUE_WORDS[code]
    return Words(text.es, text.en)
