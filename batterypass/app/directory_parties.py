"""Who holds what a list names, and at which site: parties that the ledger has, or that a list brings.

A party that a list names and that signs nothing gets an id under the registrar's own:
``<registrar>/listed/<tax id, or the name>``; the id of a natural person is a digest.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final
from unicodedata import combining, normalize
from urllib.parse import quote

from batterypass.app.directory_cards import ListedParty, ListedSite, amend, is_person, register
from batterypass.domain.states import PartyState
from batterypass.exchange.listing import Listed, reached
from batterypass.exchange.listing_fields import ADDRESS_FIELDS
from batterypass.exchange.problems import RowProblem
from batterypass.projections.codec import parse_state

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from batterypass.app.directory_steps import Step
    from batterypass.app.session import Session
    from batterypass.domain.states import AuthorisationState
    from batterypass.projections.world import FoldedWorld

#: Operation -> the part that a listed party plays; a column ``roles`` says otherwise.
ROLE_OF: Final = {
    "transport": "carrier", "acopio": "collector", "manejo_especial": "collector",
    "comercio_exterior": "collector", "reutilizacion": "repurposer", "incineracion":
    "disposal_site", "confinamiento": "disposal_site",
}  # fmt: skip
_OTHERWISE: Final = "recycler"
#: Roles that bind others: no list gives them to anybody.
NOT_BY_LIST: Final = frozenset({"registrar", "authority", "auditor"})
_NEEDED: Final = ("street", "ext_no", "postal_code", "municipality", "state")
_SLUG: Final = 60


class ListedParties:
    """The parties of one list; problems are added to those of the import."""

    def __init__(self, session: Session, world: FoldedWorld, actor: str) -> None:
        ledger = world.ledger()
        state = world.party(actor)
        self._session = session
        self._world = world
        self._registrar = ledger.registrar if ledger is not None else actor
        self._profile = ledger.profile if ledger is not None else ""
        self._is_registrar = state is not None and "registrar" in state.roles
        self._by_tax: dict[tuple[str, str], list[str]] | None = None
        self._people: dict[str, ListedParty] = {}

    def place_of(
        self, one: Listed, held: AuthorisationState | None
    ) -> tuple[ListedParty, str] | RowProblem:
        """Give the holder of an authorisation and the site that it is for, or what is wrong."""
        known = held or self._of_another_signer(one)
        party = self._party_of(one, known)
        if isinstance(party, RowProblem):
            return party
        if held is not None and held.holder != party:
            values = {"entry": held.granted_index, "before": held.holder}
            name = "party" if one.get("party") else "tax_id"
            return _problem(one, name, one.get(name), "list_other_holder", values)
        person = self._person(one, party)
        if isinstance(person, RowProblem):
            return person
        return self._site_of(one, person, known)

    def steps(self) -> Iterator[Step]:
        """Give what registers or changes parties and sites."""
        for person in self._people.values():
            if not person.places:
                # Each row that named it is refused.
                continue
            if person.state is None:
                yield from register(person)
            else:
                yield from amend(person, person.state, is_registrar=self._is_registrar)

    # Who.

    def _party_of(self, one: Listed, known: AuthorisationState | None) -> str | RowProblem:
        if one.get("party"):
            return one.get("party")
        tax_id, name = one.get("tax_id"), one.get("legal_name")
        if known is not None:
            holder = self._world.party(known.holder)
            theirs = holder.tax_id if holder is not None else ""
            if not tax_id or not theirs or tax_id == theirs:
                return known.holder
        if tax_id:
            country = one.get("country") or self._profile
            if is_person(country, tax_id):
                return self._listed(one, self._pseudonym(country, tax_id))
            found = self._with_tax_id(country, tax_id)
            if len(found) > 1:
                return _problem(one, "tax_id", tax_id, "list_parties", {"count": len(found)})
            if found:
                return found[0]
            return self._listed(one, quote(tax_id, safe=""))
        if name:
            return self._listed(one, slug(name))
        return _needed(one, "legal_name", "party")

    def _listed(self, one: Listed, name: str) -> str | RowProblem:
        if not self._registrar.startswith("https://"):
            return _problem(one, "party", "", "list_no_id", {})
        return f"{self._registrar}/listed/{name}"

    def _pseudonym(self, country: str, tax_id: str) -> str:
        """Make the id of a natural person, the same in every list of this ledger."""
        text = f"{self._session.audience}\n{country}\n{tax_id}"
        return sha256(text.encode()).hexdigest()[:16]

    def _with_tax_id(self, country: str, tax_id: str) -> list[str]:
        if self._by_tax is None:
            self._by_tax = {}
            for row in self._session.store.subjects("P"):
                state = parse_state("P", row.name, row.state)
                if isinstance(state, PartyState) and state.tax_id:
                    key = (state.country, state.tax_id)
                    self._by_tax.setdefault(key, []).append(state.party)
        return self._by_tax.get((country, tax_id), [])

    def _of_another_signer(self, one: Listed) -> AuthorisationState | None:
        """Give the authorisation of this number that somebody else has granted here, if one has."""
        scheme, number = one.key
        names = self._world.pointed("number", f"{scheme} {number}")
        return self._world.authorisation(names[0]) if len(names) == 1 else None

    def _person(self, one: Listed, party: str) -> ListedParty | RowProblem:
        person = self._people.get(party)
        if person is None:
            state = self._world.party(party)
            if state is None and not self._is_registrar:
                return _problem(one, "party", party, "list_not_registered", {"party": party})
            country = state.country if state is not None else one.get("country") or self._profile
            person = ListedParty(party, state, country)
            # Who has an id may be a natural person, whose name is sealed where it was registered.
            if state is None and not one.get("legal_name") and not one.get("party"):
                return _needed(one, "legal_name", "party")
            if state is not None:
                person.places = {
                    str(s["site_id"]): ListedSite(str(s["site_id"]), s) for s in state.sites
                }
            self._people[party] = person
        for name in ("legal_name", "tax_id"):
            value = one.get(name)
            before = person.said.setdefault(name, value) if value else ""
            if before != value:
                values = {"first": person.rows[0].line, "before": before}
                return _problem(one, name, value, "list_party_differs", values)
        roles = [role for role in one.roles if role not in NOT_BY_LIST]
        if len(roles) < len(one.roles):
            shown = ", ".join(role for role in one.roles if role in NOT_BY_LIST)
            note = _problem(one, "roles", shown, "list_role", {})
            # A list may be compared again when somebody has chosen otherwise.
            if note not in one.header.notes:
                one.header.notes.append(note)
        person.roles.update(dict.fromkeys(roles or map(_role_of, one.scopes)))
        person.rows.append(one)
        return person

    # Where.

    def _site_of(
        self, one: Listed, person: ListedParty, known: AuthorisationState | None
    ) -> tuple[ListedParty, str] | RowProblem:
        site_id = one.get("site_id") or (
            known.holder_site
            if known is not None and known.holder == person.party
            else _site_with(one, person)
        )
        if not site_id:
            return _needed(one, "municipality", "site")
        place = person.places.get(site_id)
        if place is None:
            if not self._is_registrar:
                values = {"party": person.party, "site": site_id}
                return _problem(one, "site_id", site_id, "list_no_site", values)
            for name in _NEEDED:
                if name not in one.address:
                    return _needed(one, name, "site")
            place = person.places[site_id] = ListedSite(site_id, {})
        return _say_of_site(one, place) or (person, site_id)


def slug(text: str) -> str:
    """Write a name as a part of an id: lower case, without accents, hyphens between words."""
    flat = "".join(sign for sign in normalize("NFKD", text) if not combining(sign))
    return re.sub(r"[^0-9a-z]+", "-", flat.casefold())[:_SLUG].strip("-") or "x"


def _role_of(scope: Mapping[str, Any]) -> str:
    return ROLE_OF.get(scope["operation"], _OTHERWISE)


def _site_with(one: Listed, person: ListedParty) -> str:
    """Find the site that a row means by its address, or name a new one after its municipality."""
    said = one.address
    if not said:
        return next(iter(person.places)) if len(person.places) == 1 else ""
    for place in person.places.values():
        address = {**place.card.get("address", {}), **place.address}
        if "street" in said and all(address.get(name) == value for name, value in said.items()):
            return place.site_id
    if "municipality" not in said:
        return ""
    name = slug(f"{said['municipality']} {said.get('state', '')}")
    if name in person.places:
        # Another plant in the same municipality; where it stands tells them apart.
        name = f"{name}-{slug(said.get('street', '') + ' ' + said.get('ext_no', ''))}"[:80]
    return name


def _say_of_site(one: Listed, place: ListedSite) -> RowProblem | None:
    """Take what a row says of a site; two rows of one list may not say different things."""
    said = reached(one.said)
    for source, name in (("site_name", "name"), ("closed_on", "closed_on")):
        if one.get(source):
            said[name] = one.get(source)
    for name, value in {**said, **one.address}.items():
        store = place.address if name in ADDRESS_FIELDS else place.said
        before = store.setdefault(name, value)
        if before != value and place.by is not None:
            values = {"first": place.by.line, "before": before, "site": place.site_id}
            column = "site_name" if name == "name" else name
            return _problem(one, column, value, "list_site_differs", values)
    place.by = place.by or one
    return None


def _needed(one: Listed, name: str, of: str) -> RowProblem:
    return _problem(one, name, "", "list_needed", {"what": name, "of": of})


def _problem(
    one: Listed, name: str, value: str, key: str, values: Mapping[str, object]
) -> RowProblem:
    return RowProblem(one.line, one.column(name), value, key, values)
