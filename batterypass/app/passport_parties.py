"""What the directory says of a passport's parties: who answers for it, who made the battery, where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from batterypass.app.passport_folded import Folded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from batterypass.app.passport_entries import PassportEntry
    from batterypass.domain.passport_values import Value
    from batterypass.domain.states import ItemState, PartyState
    from batterypass.domain.world import World

#: Member of a postal address in a passport -> its fields in the directory.
_ADDRESS: Final[Mapping[str, tuple[str, ...]]] = {
    "street": ("street", "ext_no", "int_no"), "neighbourhood": ("colonia",),
    "postal_code": ("postal_code",), "city": ("municipality",), "state": ("state",),
    "country": ("country",),
}  # fmt: skip
#: What the directory says of who answers, and of who made it.
OPERATOR_VALUES: Final = ("operator_information",)
MAKER_VALUES: Final = (
    "manufacturer_name", "manufacturer_postal_address", "manufacturer_web_email",
    "manufacturing_place",
)  # fmt: skip
#: Kinds by which another party comes to answer for a passport.
_ANSWERING: Final = (
    "passport.issued", "passport.handed-over", "pack.prepared-for-reuse", "pack.repurposed",
    "pack.remanufactured", "pack.assembled",
)  # fmt: skip


def party_values(
    world: World, item: ItemState, entries: Sequence[PassportEntry]
) -> dict[str, Folded]:
    """Give what the directory says; who made a pack that was enrolled is known by its word alone."""
    found: dict[str, Folded] = {}
    made = entries[0]
    answering = next((one for one in reversed(entries) if one.kind in _ANSWERING), made)
    operator = world.party(item.responsible_operator)
    found["operator_identifier"] = Folded(
        item.responsible_operator, answering.index, answering.event_time
    )
    if operator is not None:
        _put(found, "operator_information", _card(operator, _site(operator, "")), operator)
    if item.enrolled:
        if made.payload.get("maker"):
            name = str(made.payload["maker"])
            found["manufacturer_name"] = Folded(name, made.index, made.event_time, "default")
        return found
    found["manufacturer_identifier"] = Folded(item.maker, made.index, made.event_time)
    maker = world.party(item.maker)
    if maker is None:
        return found
    head, plant = _site(maker, ""), _site(maker, str(made.payload.get("plant", "")))
    _put(found, "manufacturer_name", maker.legal_name, maker)
    _put(found, "manufacturer_postal_address", _address(head), maker)
    _put(found, "manufacturer_web_email", _online(maker, head), maker)
    if plant:
        _put(found, "manufacturing_place", {"name": plant["name"], **_address(plant)}, maker)
    return found


def _put(found: dict[str, Folded], name: str, value: Value, party: PartyState) -> None:
    if value:
        found[name] = Folded(value, party.registered_index, "", "default")


def _site(party: PartyState, named: str) -> Mapping[str, Any]:
    """Give a site by its id, else the first one of the party; nothing where it has none."""
    for site in party.sites:
        if site["site_id"] == named or not named:
            return site
    return {}


def _card(party: PartyState, site: Mapping[str, Any]) -> dict[str, str]:
    whole = {"name": party.legal_name, **_address(site), "phone": str(site.get("phone", ""))}
    whole.update(_online(party, site))
    return {name: value for name, value in whole.items() if value}


def _address(site: Mapping[str, Any]) -> dict[str, str]:
    address = site.get("address", {})
    parts = {
        member: " ".join(str(address[field]) for field in fields if address.get(field))
        for member, fields in _ADDRESS.items()
    }
    return {member: text for member, text in parts.items() if text}


def _online(party: PartyState, site: Mapping[str, Any]) -> dict[str, str]:
    found = {}
    if party.domains:
        found["web"] = f"https://{party.domains[0]}"
    if site.get("email"):
        found["email"] = str(site["email"])
    return found
