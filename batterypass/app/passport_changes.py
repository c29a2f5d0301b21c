"""What follows on a passport: new values, another who answers for it, its end.

The forms of ``passport.updated``, ``passport.handed-over`` and ``passport.ended``, made from what the
ledger knows of the item; the rules judge them like any other (BP-P001, BP-C009).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass.app.attributes import place_values
from batterypass.app.passports import check_has_passport
from batterypass.app.read import history
from batterypass.domain.events.pack import PassportEnded
from batterypass.errors import InputError
from batterypass.evidence.refusal import refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.app.session import Session
    from batterypass.domain.passport_values import Value
    from batterypass.domain.states import ItemState


def update_form(session: Session, item: ItemState, given: Mapping[str, Value]) -> dict[str, Any]:
    """Give the form of ``passport.updated``: each value goes to the content point of its tier.

    Raises InputError without a passport, without a value, and for what is no attribute.
    """
    check_has_passport(item)
    if not given:
        raise refusal(InputError, "passportlife.no-values", item=item.item)
    public, private = place_values(session.around.attributes, given)
    return {"passport": item.passport, "item": item.item, "values": public, "private": private}


def hand_over_form(item: ItemState, to: str) -> dict[str, Any]:
    """Give the form of ``passport.handed-over``. Raises InputError without a passport."""
    check_has_passport(item)
    return {"passport": item.passport, "item": item.item, "to": to}


def end_form(session: Session, item: ItemState, reason: str = "") -> dict[str, Any]:
    """Give the form of ``passport.ended``; the reason follows from the state where none is given.

    Of a passport that has ended it is the recorded one, so that saying it again changes nothing. Raises InputError without a passport, and where nothing says why it should end.
    """
    check_has_passport(item)
    found = reason or (_recorded_why(session, item) if item.passport_ended else _why(item))
    if not found:
        raise refusal(InputError, "passportlife.no-reason", item=item.item, life=item.life)
    return {"passport": item.passport, "item": item.item, "reason": found}


def _recorded_why(session: Session, item: ItemState) -> str:
    for entry in reversed(history(session, item.item)):
        said = entry.payload
        if said["kind"] == PassportEnded.KIND.name and said["passport"] == item.passport:
            return str(said["reason"])
    return ""


def _why(item: ItemState) -> str:
    if item.place == "dismantled":
        return "dismantled"
    return item.life if item.life in ("recycled", "disposed") else ""
