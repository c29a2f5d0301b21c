"""What the ledger proposes for a pack that is built from others' parts, by "kind path"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass.domain.base import decimal_of, number_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.domain.states import ItemState
    from batterypass_cli.lookups import LedgerHints

_Values = dict[str, Any]


def _parents(hints: LedgerHints, form: Mapping[str, Any]) -> list[ItemState]:
    found = (hints.ledger.session.world.item(name) for name in form.get("parents", ()))
    return [one for one in found if one is not None]


def _shared_chemistry(hints: LedgerHints, form: _Values, part: _Values) -> str:
    """Propose the chemistry that all of them have."""
    known = {one.chemistry for one in _parents(hints, form)}
    return known.pop() if len(known) == 1 else ""


def _weight(hints: LedgerHints, form: _Values, part: _Values) -> str:
    """Propose what they weigh together, where all were weighed: the housing comes on top."""
    masses = [one.mass_kg for one in _parents(hints, form)]
    if not masses or not all(masses):
        return ""
    return number_text(sum(map(decimal_of, masses), decimal_of("0")))


def _this_month(hints: LedgerHints, form: _Values, part: _Values) -> str:
    return hints.here.now().date().isoformat()[:7]


def _life(hints: LedgerHints, form: _Values, part: _Values) -> str:
    """Propose the life that the signer's only role of the two gives."""
    party = hints.ledger.session.world.party(hints.actor)
    lives = {"repurposer": "repurposed", "remanufacturer": "remanufactured"}
    found = [lives[role] for role in (party.roles if party is not None else ()) if role in lives]
    return found[0] if len(found) == 1 else ""


PROPOSALS: dict[str, Any] = {
    "pack.assembled chemistry": _shared_chemistry,
    "pack.assembled mass_kg": _weight,
    "pack.assembled made_month": _this_month,
    "pack.assembled life": _life,
}
