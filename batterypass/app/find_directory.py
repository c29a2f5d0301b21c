"""Finding a site or an authorisation by whatever a person has of it.

A site answers to ``PARTY#SITE`` (the party in any form that names it), to its own id or NRA where
only one site has it, and to its party where that has one site. An authorisation answers to its
number, to ``SCHEME NUMBER``, to its whole name in the ledger, and to its holder where that has one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.app.find import find_party
from batterypass.app.read import parties
from batterypass.errors import InputError
from batterypass.evidence.refusal import refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from batterypass.app.session import Session
    from batterypass.domain.states import AuthorisationState, PartyState

#: How many candidates a message lists.
_SHOWN = 10
#: More numbers than a directory has.
_ALL = 1_000_000
Site = tuple["PartyState", str]


def find_site(session: Session, text: str) -> Site:
    """Give the party and the id of the site that ``text`` names. Raises InputError that lists sites."""
    text = text.strip()
    if "#" in text:
        whose, _, name = text.rpartition("#")
        party = find_party(session, whose)
        known = sites_of(session, party)
        found = [one for one in known if one == name] or [
            one for one in known if one.casefold() == name.casefold()
        ]
        if len(found) == 1:
            return party, found[0]
        raise refusal(
            InputError, "recycler.no-such-site",
            party=party.party, site=name, sites=_listed((party, one) for one in known),
        )  # fmt: skip
    if session.world.party(text) is None:
        named = _by_site_id(session, text)
        if len(named) == 1:
            return named[0]
        if named:
            raise refusal(
                InputError, "recycler.several-sites",
                text=text, count=len(named), sites=_listed(named),
            )  # fmt: skip
    return _only_site(session, _party_or_site(session, text))


def find_party_or_site(session: Session, text: str) -> tuple[PartyState, str]:
    """Give the party that ``text`` names and, where it names one of its sites, that site; else ``""``."""
    if "#" not in text:
        if session.world.party(text.strip()) is not None:
            return find_party(session, text), ""
        try:
            return find_party(session, text), ""
        except InputError:
            if not _by_site_id(session, text.strip()):
                raise
    return find_site(session, text)


def sites_of(session: Session, party: PartyState) -> list[str]:
    """Give the ids of the sites of a party: of its card, and of its authorisations."""
    held = _held_by(session, party.party)
    cards = [str(one["site_id"]) for one in party.sites]
    return list(dict.fromkeys([*cards, *(one.holder_site for one in held)]))


def find_authorisation(session: Session, text: str, by: str = "") -> AuthorisationState:
    """Give the authorisation that ``text`` names. Raises InputError that lists those it may mean.

    Of several the one that ``by`` entered is meant: nobody else changes it.
    """
    text = text.strip()
    state = session.world.authorisation(text)
    if state is not None:
        return state
    found = _by_number(session, text)
    if not found:
        found = _of_party_or_site(session, text)
    mine = [one for one in found if one.granted_by == by]
    if len(found) > 1 and len(mine) == 1:
        return mine[0]
    if len(found) == 1:
        return found[0]
    if found:
        listed = "; ".join(f"{one.scheme} {one.number} ({one.subject})" for one in found[:_SHOWN])
        raise refusal(
            InputError, "recycler.several-authorisations",
            text=text, count=len(found), listed=listed,
        )  # fmt: skip
    raise refusal(InputError, "recycler.no-authorisation", text=text)


def _by_number(session: Session, text: str) -> list[AuthorisationState]:
    exact = session.world.pointed("number", text)
    if exact:
        return _states(session, exact)
    wanted = text.casefold()
    subjects = [
        pointer.subject
        for pointer in session.store.pointers("number", "", _ALL)
        if pointer.key.casefold().endswith(wanted)
    ]
    return [
        one
        for one in _states(session, subjects)
        if wanted in (one.number.casefold(), f"{one.scheme} {one.number}".casefold())
    ]


def _of_party_or_site(session: Session, text: str) -> list[AuthorisationState]:
    try:
        party, site = find_party_or_site(session, text)
    except InputError as error:
        raise refusal(InputError, "recycler.no-authorisation", text=text) from error
    held = _held_by(session, party.party)
    return [one for one in held if not site or one.holder_site == site]


def _held_by(session: Session, party: str) -> list[AuthorisationState]:
    return _states(session, session.world.pointed("holder", party))


def _states(session: Session, subjects: Iterable[str]) -> list[AuthorisationState]:
    found = (session.world.authorisation(name) for name in dict.fromkeys(subjects))
    return [one for one in found if one is not None]


def _by_site_id(session: Session, text: str) -> list[Site]:
    """Give the sites whose own id or NRA the text is; small letters count as capitals."""
    wanted = text.casefold()
    return [
        (party, str(site["site_id"]))
        for party in parties(session)
        for site in party.sites
        if wanted in (str(site["site_id"]).casefold(), str(site.get("nra", "")).casefold())
    ]


def _party_or_site(session: Session, text: str) -> PartyState:
    try:
        return find_party(session, text)
    except InputError as error:
        if error.code == "find.parties":
            raise
        near = str(error.values.get("near", ""))
        raise refusal(
            InputError, "recycler.near-site" if near else "recycler.no-site", text=text, near=near
        ) from error


def _only_site(session: Session, party: PartyState) -> Site:
    known = sites_of(session, party)
    if len(known) == 1:
        return party, known[0]
    name = party.legal_name or party.party
    if not known:
        raise refusal(InputError, "recycler.party-without-site", name=name, party=party.party)
    raise refusal(
        InputError, "recycler.several-sites",
        text=name, count=len(known), sites=_listed((party, one) for one in known),
    )  # fmt: skip


def _listed(sites: Iterable[Site]) -> str:
    shown: Sequence[str] = [f"{party.party}#{site}" for party, site in sites]
    more = f", … ({len(shown)})" if len(shown) > _SHOWN else ""
    return (", ".join(shown[:_SHOWN]) or "-") + more
