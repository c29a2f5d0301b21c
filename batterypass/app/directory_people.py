"""Who holds what a list names, and at which site: parties that the ledger has, or that a list brings.

A party that a list names and that signs nothing gets an id under the registrar's own:
``<registrar>/listed/<tax id, or the name>``. The name and tax id of a natural person are sealed, and
its id is a digest (D7): a list is public, the log is for ever. What a party with keys says of itself
is not changed by somebody's list; that the list says other is told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final
from unicodedata import combining, normalize
from urllib.parse import quote

from batterypass.app.directory_steps import FieldChange, Step
from batterypass.domain.states import PartyState
from batterypass.exchange.listing import Listed, reached
from batterypass.exchange.listing_fields import ADDRESS_FIELDS
from batterypass.exchange.problems import RowProblem
from batterypass.projections.codec import parse_state

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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
#: The RFC of a natural person has four letters before the date of birth, that of a firm three.
_PERSON: Final = re.compile(r"[A-ZÑ&]{4}[0-9]{6}[A-Z0-9]{3}")
_MEXICO: Final = "MX"
_NEEDED: Final = ("street", "ext_no", "postal_code", "municipality", "state")
#: A registration has room for so many sites; the others are opened after it.
_SITES_OF_CARD: Final = 20
_SLUG: Final = 60


@dataclass(slots=True)
class Place:
    """A site as the ledger has it (``card``), and what the list says of it."""

    site_id: str
    card: dict[str, Any]
    said: dict[str, Any] = field(default_factory=dict)
    address: dict[str, str] = field(default_factory=dict)
    #: The row that said it first.
    by: Listed | None = None

    def wanted(self, country: str) -> dict[str, Any]:
        """Give the card as it should be."""
        address = {**self.card.get("address", {}), **self.address}
        address.setdefault("country", country)
        name = f"{address.get('municipality', '')}, {address.get('state', '')}"
        card = {"site_id": self.site_id, "name": name, **self.card, **self.said}
        card.pop("closed_on", None)
        return {**card, "address": address}


@dataclass(slots=True)
class Person:
    """A party with what the list says of it; ``state`` is None for one that is new."""

    party: str
    state: PartyState | None
    country: str
    said: dict[str, str] = field(default_factory=dict)
    roles: dict[str, None] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    rows: list[Listed] = field(default_factory=list)

    @property
    def speaks(self) -> bool:
        """Tell whether it has keys, and so says itself what it is."""
        return self.state is not None and bool(self.state.keys)

    @property
    def name(self) -> str:
        """Give its name, as people know it."""
        known = self.state.legal_name if self.state is not None else ""
        return self.said.get("legal_name", "") or known or self.party


class People:
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
        self._people: dict[str, Person] = {}

    def place_of(
        self, one: Listed, held: AuthorisationState | None
    ) -> tuple[Person, str] | RowProblem:
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
                yield from _register(person)
            else:
                yield from _amend(person, is_registrar=self._is_registrar)

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

    def _person(self, one: Listed, party: str) -> Person | RowProblem:
        person = self._people.get(party)
        if person is None:
            state = self._world.party(party)
            if state is None and not self._is_registrar:
                return _problem(one, "party", party, "list_not_registered", {"party": party})
            country = state.country if state is not None else one.get("country") or self._profile
            person = Person(party, state, country)
            if state is None and not one.get("legal_name"):
                return _needed(one, "legal_name", "party")
            if state is not None:
                person.places = {
                    str(s["site_id"]): Place(str(s["site_id"]), s) for s in state.sites
                }
            self._people[party] = person
        for name in ("legal_name", "tax_id"):
            value = one.get(name)
            before = person.said.setdefault(name, value) if value else ""
            if before != value:
                values = {"first": person.rows[0].line, "before": before}
                return _problem(one, name, value, "list_party_differs", values)
        person.roles.update(dict.fromkeys(one.roles or map(_role_of, one.scopes)))
        person.rows.append(one)
        return person

    # Where.

    def _site_of(
        self, one: Listed, person: Person, known: AuthorisationState | None
    ) -> tuple[Person, str] | RowProblem:
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
            place = person.places[site_id] = Place(site_id, {})
        return _say_of_site(one, place) or (person, site_id)


def is_person(country: str, tax_id: str) -> bool:
    """Tell whether a tax id is that of a natural person, by its form."""
    return country == _MEXICO and _PERSON.fullmatch(tax_id) is not None


def slug(text: str) -> str:
    """Write a name as a part of an id: lower case, without accents, hyphens between words."""
    flat = "".join(sign for sign in normalize("NFKD", text) if not combining(sign))
    return re.sub(r"[^0-9a-z]+", "-", flat.casefold())[:_SLUG].strip("-") or "x"


def _role_of(scope: Mapping[str, Any]) -> str:
    return ROLE_OF.get(scope["operation"], _OTHERWISE)


def _site_with(one: Listed, person: Person) -> str:
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


def _say_of_site(one: Listed, place: Place) -> RowProblem | None:
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


# What registers and changes.


def _register(person: Person) -> Iterator[Step]:
    """Register a party with its sites; of a natural person the name and the tax id are sealed."""
    tax_id = person.said.get("tax_id", "")
    names = {name: value for name, value in person.said.items() if value}
    card: dict[str, Any] = {"party": person.party, "country": person.country}
    form: dict[str, Any] = {"card": card}
    if is_person(person.country, tax_id):
        form["private"] = {"personal": names}
    else:
        card.update(names)
    card["roles"] = list(person.roles)
    places = list(person.places.values())
    card["sites"] = [place.wanted(person.country) for place in places[:_SITES_OF_CARD]]
    yield Step("party.registered", form, person.rows)
    for place in places[_SITES_OF_CARD:]:
        yield _open(person, place)
    for place in places:
        yield from _close(person, place)


def _amend(person: Person, *, is_registrar: bool) -> Iterator[Step]:
    """Change what the list says otherwise; of a party that has keys it is only told."""
    state = person.state
    assert state is not None  # noqa: S101 - the caller has looked
    may = is_registrar and not person.speaks
    changes = [
        FieldChange(name, getattr(state, name), value)
        for name, value in person.said.items()
        # What is empty is not known, or sealed: a list says no more of a natural person.
        if value != getattr(state, name) and (getattr(state, name) or not _is_sealed(person))
    ]
    roles = [role for role in person.roles if role not in state.roles]
    if roles and not person.speaks:
        changes.append(FieldChange("roles", state.roles, [*state.roles, *roles]))
    if changes:
        form = {"party": person.party, **{one.field: one.new for one in changes}}
        yield Step("party.amended", form, person.rows, changes, is_told_only=not may)
    for place in person.places.values():
        if place.by is None:
            continue
        if not place.card:
            yield _open(person, place)
        else:
            changes = list(_site_changes(place))
            if changes:
                step = _open(person, place)
                step.changes, step.is_told_only = changes, not may
                yield step
        yield from _close(person, place, is_told_only=bool(place.card) and not may)


def _is_sealed(person: Person) -> bool:
    state = person.state
    return state is not None and not state.legal_name and not state.tax_id


def _open(person: Person, place: Place) -> Step:
    form = {"party": person.party, "opened": place.wanted(person.country)}
    rows = [place.by] if place.by is not None else person.rows
    return Step("party.site-opened", form, rows)


def _close(person: Person, place: Place, *, is_told_only: bool = False) -> Iterator[Step]:
    """Close a site that the list says is closed; one that was opened anew is closed again."""
    closed = place.said.get("closed_on", "")
    before = place.card.get("closed_on", "")
    is_reopened = bool(before) and any(True for _ in _site_changes(place))
    if not (closed and closed != before) and not is_reopened:
        return
    form = {"party": person.party, "closed": place.site_id, "closed_on": closed or before}
    changes = [FieldChange("closed_on", before, closed or before)]
    rows = [place.by] if place.by is not None else person.rows
    yield Step("party.site-closed", form, rows, changes, is_told_only=is_told_only)


def _site_changes(place: Place) -> Iterator[FieldChange]:
    address = place.card.get("address", {})
    for name, value in place.said.items():
        if name != "closed_on" and place.card.get(name) != value:
            yield FieldChange(name, place.card.get(name, ""), value)
    for name, value in place.address.items():
        if address.get(name) != value:
            yield FieldChange(name, address.get(name, ""), value)
