"""Enrolling a pack that is not in the ledger: its id, and the form with what is not known of it."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from batterypass.domain.events.enrolment import unknown_details
from batterypass.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from batterypass.app.session import Session

ENROLLED = "pack.enrolled"
#: The scheme of an alias that says only what somebody read on a pack.
READ_ON_IT = "read-on-it"


def temporary_id(session: Session, party: str, day: str, taken: Collection[str] = ()) -> str:
    """Give the next free id of a day under the party's own domain; ``taken`` are not free either.

    Raises InputError for a party without a domain: nobody can make an id for it.
    """
    state = session.world.party(party)
    if state is None or not state.domains:
        raise InputError(
            f"{party} has no domain for ids of its own, so it cannot enrol a pack: the registrar"
            " adds one with batterypass log party.amended",
            code="enrol.no-domain",
            party=party,
        )
    start = f"https://{state.domains[0]}/p/T-{day.replace('-', '')}-"
    return next(
        name
        for number in count(1)
        if (name := f"{start}{number}") not in taken and session.world.item(name) is None
    )


def enrolment_form(known: Mapping[str, Any]) -> dict[str, Any]:
    """Give the form of ``pack.enrolled`` with everything that ``known`` leaves out as unknown."""
    form = {name: value for name, value in known.items() if value not in ("", None, [])}
    return {**form, "unknown": unknown_details(form)}


def surplus_form(item: str, read: str, reason: str, site: str) -> dict[str, Any]:
    """Give the form for a pack at the gate of which only ``read`` can be read, or nothing.

    Nobody has tested it, so its condition cannot be told; whoever assesses it says more.
    """
    return enrolment_form(
        {
            "item": item,
            "reason": reason,
            "aliases": [{"scheme": READ_ON_IT, "value": read}] if read else [],
            "condition": "cannot_be_diagnosed",
            "evidence": ["printed_label", "visual"] if read else ["visual"],
            "site": site,
        }
    )
