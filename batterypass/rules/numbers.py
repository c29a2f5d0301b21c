"""BP-D: the numbers of authorisations and registrations in the directory.

``reference/waste-and-manifests.md`` 2.2 and 9.1: a wrong shape is told (BP-D001), a number that
cannot exist is refused (BP-D002), and nothing is inferred from a letter or figure in a number. A
kind with numbers gets a line in ``_NUMBERS``.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from batterypass.domain.events.authorisation import AuthorisationGranted
from batterypass.domain.events.party import PartyRegistered, Site
from batterypass.regulations.numbers import check_authorisation, check_registration, nra_state
from batterypass.regulations.places import find_state
from batterypass.rules.base import NONE, Finding, Findings, Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from batterypass.regulations.number_shapes import NumberCheck
    from batterypass.regulations.tables import Regulations
    from batterypass.rules.acts import JudgedAct

#: What the domain calls Mexico, whose tax id is an RFC.
_MEXICO = "MX"


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number in an event: the field, its scheme, and what its paper says it is for.

    ``operations`` is None for a registration, which allows nothing.
    """

    field: str
    scheme: str
    number: str
    operations: tuple[str, ...] | None = None

    def check(self, regulations: Regulations) -> NumberCheck:
        """Check it against its scheme."""
        if self.operations is None:
            return check_registration(regulations, self.scheme, self.number)
        return check_authorisation(regulations, self.scheme, self.operations, self.number)


def numbers_of_site(site: Site) -> Iterator[Numbered]:
    """List the numbers of a site."""
    if site.nra is not None:
        yield Numbered(f"sites.{site.site_id}.nra", "NRA", site.nra)


def _of_party(event: PartyRegistered) -> Iterator[Numbered]:
    card = event.card
    if card.tax_id is not None and card.country == _MEXICO:
        yield Numbered("tax_id", "RFC", card.tax_id)
    for entry in card.registrations:
        yield Numbered(f"registrations.{entry.scheme}", entry.scheme, entry.number)
    for site in card.sites:
        yield from numbers_of_site(site)


def _of_authorisation(event: AuthorisationGranted) -> Iterator[Numbered]:
    operations = tuple(scope.operation for scope in event.scopes)
    yield Numbered("number", event.scheme, event.number, operations)


#: Kind -> what lists its numbers.
_NUMBERS: Mapping[str, Callable[[Any], Iterator[Numbered]]] = MappingProxyType(
    {
        AuthorisationGranted.KIND.name: _of_authorisation,
        PartyRegistered.KIND.name: _of_party,
    }
)
#: Kind -> what lists the sites that it describes.
_SITES: Mapping[str, Callable[[Any], list[Site]]] = MappingProxyType(
    {PartyRegistered.KIND.name: lambda event: event.card.sites}
)


def _checked(act: JudgedAct) -> list[tuple[Numbered, NumberCheck]]:
    listed = _NUMBERS[act.event.kind](act.event)
    return [(one, one.check(act.regulations)) for one in listed]


def _values(one: Numbered, check: NumberCheck) -> dict[str, str]:
    """Give what a finding says of a number; each reason is a word with values of its own."""
    values = {name: value for reason in check.reasons for name, value in reason.values.items()}
    return {
        **values,
        "field": one.field,
        "scheme": one.scheme,
        "number": one.number,
        "found": "; ".join(f"~{reason.code}" for reason in check.reasons),
        "confidence": f"~confidence-{check.confidence}",
    }


def the_number_has_the_shape_of_its_scheme(act: JudgedAct) -> Findings:
    """A number of another shape than its scheme's is told: formats vary by year and office."""
    found: list[Finding] = [
        act.notice("BP-D001", act.names[0], **_values(one, check))
        for one, check in act.once(_checked)
        if check.answer == "wrong_shape"
    ]
    return found or NONE


def the_nra_is_of_the_state_of_its_site(act: JudgedAct) -> Findings:
    """An NRA names a state; where the site's address is in another, that is told."""
    found: list[Finding] = []
    for site in _SITES[act.event.kind](act.event):
        said = nra_state(site.nra) if site.nra is not None else None
        address = site.address
        stands = find_state(address.state) if address.country == _MEXICO else None
        if said is None or stands is None or said.key == stands.key:
            continue
        found.append(
            act.notice(
                "BP-D001",
                act.names[0],
                field=f"sites.{site.site_id}.nra",
                scheme="NRA",
                number=str(site.nra),
                found="~number-other-state",
                named=said.key,
                state=said.short_name,
                address=address.state,
                confidence=f"~confidence-{said.confidence}",
            )
        )
    return found or NONE


def the_number_can_exist(act: JudgedAct) -> Findings:
    """A number that names a state or a day that there is not is no number of anybody."""
    found: list[Finding] = [
        act.breach("BP-D002", act.names[0], **_values(one, check))
        for one, check in act.once(_checked)
        if check.answer == "impossible"
    ]
    return found or NONE


_KINDS = frozenset(_NUMBERS)

RULES = (
    Rule("BP-D001", "notice", "party", _KINDS, the_number_has_the_shape_of_its_scheme),
    Rule("BP-D001", "notice", "party", frozenset(_SITES), the_nra_is_of_the_state_of_its_site),
    Rule("BP-D002", "compliance", "party", _KINDS, the_number_can_exist),
)
