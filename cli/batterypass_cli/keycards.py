"""Public keys with their proofs of possession, from the key folder (``bytes.md`` 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass.errors import InputError

if TYPE_CHECKING:
    from batterypass.app.ledger import Ledger
    from batterypass.statements.private import PrivateKey
    from batterypass_cli.context import Here

#: Roles of a party's keys that are registered; the operator's own keys stand in entry 0.
_ROLES = ("daily", "recovery", "label")


def cards_of(here: Here, ledger: Ledger, party: str, audience: str = "") -> list[dict[str, Any]]:
    """Give the cards of every key that the folder has for a party, with one unlock.

    ``audience`` replaces the ledger's. Raises InputError where the folder has none.
    """
    from batterypass.app.opening import key_card

    infos = [info for info in here.keys.infos() if info.party == party and info.role in _ROLES]
    if not infos:
        raise InputError(
            f"{here.keys_path}: no keys of {party}; batterypass key new {party} makes them",
            code="keys.none-of-party",
            folder=here.keys_path,
            party=party,
        )
    infos.sort(key=lambda info: _ROLES.index(info.role))
    here.keys.unlock([info.kid.hex() for info in infos])
    return [
        key_card(
            here.keys.private(info.kid.hex()),
            role=info.role,
            party=party,
            audience=audience or ledger.session.audience,
        )
        for info in infos
    ]


def newest_card(here: Here, ledger: Ledger, party: str) -> dict[str, Any]:
    """Give the card of the one key in the folder that the directory does not have yet.

    Raises InputError where there is none, or more than one.
    """
    state = ledger.session.world.party(party)
    known = set(state.keys) if state is not None else set()
    fresh = [
        info
        for info in here.keys.infos()
        if info.party == party and info.role in _ROLES and info.kid.hex() not in known
    ]
    if len(fresh) != 1:
        raise InputError(
            f"{here.keys_path}: {len(fresh)} keys of {party} are not in the directory yet",
            code="keys.not-one-new",
            folder=here.keys_path,
            party=party,
            count=len(fresh),
        )
    private = here.keys.private(fresh[0].kid.hex())
    return card_of(here, private, party, fresh[0].role)


def card_of(here: Here, private: PrivateKey, party: str, role: str) -> dict[str, Any]:
    """Give the card of one key for the ledger of this run."""
    from batterypass.app.opening import key_card

    audience = here.open_to_sign().session.audience
    return key_card(private, role=role, party=party, audience=audience)
