"""The cards of parties and sites that a list brings or says otherwise, as steps to be signed.

What a party with keys says of itself is not changed by somebody's list; that the list says other is
told. The name and tax id of a natural person are sealed (D7): a list is public, the log is for ever.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from batterypass.app.directory_steps import FieldChange, Step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from batterypass.domain.states import PartyState
    from batterypass.exchange.listing import Listed

#: The RFC of a natural person has four letters before the date of birth, that of a firm three.
_PERSON: Final = re.compile(r"[A-ZÑ&]{4}[0-9]{6}[A-Z0-9]{3}")
_MEXICO: Final = "MX"
#: A registration has room for so many sites; the others are opened after it.
_SITES_OF_CARD: Final = 20


@dataclass(slots=True)
class ListedSite:
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
class ListedParty:
    """A party with what the list says of it; ``state`` is None for one that is new."""

    party: str
    state: PartyState | None
    country: str
    said: dict[str, str] = field(default_factory=dict)
    roles: dict[str, None] = field(default_factory=dict)
    places: dict[str, ListedSite] = field(default_factory=dict)
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


def is_person(country: str, tax_id: str) -> bool:
    """Tell whether a tax id is that of a natural person, by its form."""
    return country == _MEXICO and _PERSON.fullmatch(tax_id) is not None


def register(person: ListedParty) -> Iterator[Step]:
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


def amend(person: ListedParty, state: PartyState, *, is_registrar: bool) -> Iterator[Step]:
    """Change what the list says otherwise than ``state``; of a party with keys it is only told."""
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


def _is_sealed(person: ListedParty) -> bool:
    state = person.state
    return state is not None and not state.legal_name and not state.tax_id


def _open(person: ListedParty, place: ListedSite) -> Step:
    form = {"party": person.party, "opened": place.wanted(person.country)}
    rows = [place.by] if place.by is not None else person.rows
    return Step("party.site-opened", form, rows)


def _close(person: ListedParty, place: ListedSite, *, is_told_only: bool = False) -> Iterator[Step]:
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


def _site_changes(place: ListedSite) -> Iterator[FieldChange]:
    address = place.card.get("address", {})
    for name, value in place.said.items():
        if name != "closed_on" and place.card.get(name) != value:
            yield FieldChange(name, place.card.get(name, ""), value)
    for name, value in place.address.items():
        if address.get(name) != value:
            yield FieldChange(name, address.get(name, ""), value)
