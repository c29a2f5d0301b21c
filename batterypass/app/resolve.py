"""What a scanned or typed id is here: the pack, its names in every form, whose it is, what next."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from batterypass.app.item_names import MOST, Way, items_named
from batterypass.app.label_check import LabelCheck, check_code
from batterypass.app.labels import owner_of
from batterypass.domain.ids import printed_id
from batterypass.domain.sight import gone
from batterypass.errors import InputError
from batterypass.regulations.identifiers.epc_urn import encode_urn
from batterypass.regulations.identifiers.gs1_elements import encode_elements
from batterypass.regulations.identifiers.gs1_link import encode_link
from batterypass.regulations.identifiers.identifier import Identifier, parse_identifier
from batterypass.rules.names import prefix_owners

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.app.session import Session
    from batterypass.domain.states import ItemState

Status = Literal["found", "ambiguous", "unknown"]
_ENDED = ("recycled", "disposed")


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a text is: ``found`` has one item, ``ambiguous`` several, ``unknown`` none.

    ``more`` tells that there are more candidates than are listed; ``next_command`` is what to do now.
    """

    text: str
    status: Status
    identifier: Identifier
    way: Way = ""
    items: tuple[ItemState, ...] = ()
    more: bool = False
    next_command: str = ""
    #: What is wrong with a printed id, as the error says it.
    error: InputError | None = field(default=None, compare=False)
    #: What the code of a label is worth, where the text is one with a signature.
    label: LabelCheck | None = None

    @property
    def item(self) -> ItemState | None:
        """Give the item where exactly one was found."""
        return self.items[0] if self.status == "found" else None

    @property
    def is_forged(self) -> bool:
        """Tell whether the signature of a label is proven not to be its owner's."""
        return self.label is not None and self.label.signature is False


def resolve(session: Session, text: str) -> Resolved:
    """Say which item a text names. It never raises for what it cannot find.

    A forged label names a pack as well as a good one: what its signature is worth stands beside.
    """
    found = replace(_named(session, text), label=_label_of(session, text))
    # Nobody is sent on to work with a battery that should be kept apart.
    return replace(found, next_command="") if found.is_forged else found


def _label_of(session: Session, text: str) -> LabelCheck | None:
    found = check_code(text, session) if "#" in text else None
    return found if found is not None and found.sort in ("signed", "broken") else None


def _named(session: Session, text: str) -> Resolved:
    try:
        named = items_named(session, text)
    except InputError as error:
        return Resolved(text, "unknown", parse_identifier(text), error=error)
    identifier = named.identifier or parse_identifier(text)
    if not named.items:
        command = "batterypass pack list"
        if identifier.scheme and not identifier.valid:
            command = f"batterypass id parse {_quoted(text.strip())}"
        return Resolved(text, "unknown", identifier, next_command=command)
    items = tuple(named.items[: MOST - 1])
    if len(named.items) > 1:
        command = f"batterypass resolve {printed_id(items[0].item)}"
        return Resolved(text, "ambiguous", identifier, named.way, items,
                        len(named.items) > len(items), command)  # fmt: skip
    return Resolved(text, "found", identifier, named.way, items, next_command=_next_for(items[0]))


def forms_of(session: Session, item: ItemState) -> dict[str, Any]:
    """Write the id of an item in every form that it has.

    ``epc_urn`` needs to know where the company prefix ends: it is there where a party has registered
    the prefix.
    """
    forms: dict[str, Any] = {"item": item.item, "printed_id": printed_id(item.item)}
    number = parse_identifier(item.item).number
    if number is not None:
        prefix_at = number.key.prefix_at
        forms["gs1_digital_link"] = encode_link(number)
        forms["gs1_element_string"] = encode_elements(number)
        digits = _prefix_digits(session, number.parts[0][1][prefix_at:])
        urn = encode_urn(number, digits) if digits else None
        if urn is not None:
            forms["epc_urn"] = urn
    if item.serial:
        forms["serial"] = item.serial
    if item.passport:
        forms["passport"] = item.passport
    if item.passports[:-1]:
        forms["earlier_passports"] = item.passports[:-1]
    if item.aliases:
        forms["aliases"] = item.aliases
    return forms


def whose(session: Session, item: ItemState) -> Mapping[str, str]:
    """Say who stands behind an item: whose id it is, who answers for the passport, who holds it."""
    owner = owner_of(session, item)
    return {
        "id_of": owner.party if owner is not None else item.maker,
        "responsible_operator": item.responsible_operator,
        "custodian": item.custodian,
    }


def _prefix_digits(session: Session, digits: str) -> int:
    """Give how long the registered prefix is with which the digits begin; 0 where nobody has one."""
    for owner in prefix_owners(session.world, digits):
        party = session.world.party(owner)
        for prefix in party.gs1_prefixes if party is not None else ():
            if digits.startswith(prefix):
                return len(prefix)
    return 0


def _next_for(item: ItemState) -> str:
    name = printed_id(item.item)
    if gone(item) is not None:
        return f"batterypass pack show {name}"
    if item.passport:
        return f"batterypass passport show {name}"
    if item.item_kind == "pack" and item.life not in _ENDED:
        return f"batterypass passport issue {name}"
    return f"batterypass history {name}"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"
