"""Making keys and naming them: what the ``key`` commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass.errors import InputError, RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from batterypass.domain.states import PartyState
    from batterypass.statements.private import PrivateKey
    from batterypass_cli.context import Here


def make_key(here: Here, party: str, role: str) -> dict[str, Any]:
    """Make one key and keep it in the folder; give its row."""
    private = new_private_key(here, role)
    here.keys.add(private, party, role)
    return {
        "kid": private.kid.hex(),
        "role": role,
        "party": party,
        "alg": private.public.algorithm,
        "public": private.public.text,
    }


def find_key(parties: Iterable[PartyState], text: str) -> tuple[str, str]:
    """Give the thumbprint and party of the key whose thumbprint begins with ``text``."""
    found = [
        (kid, state.party)
        for state in parties
        for kid in state.keys
        if kid.startswith(text.lower())
    ]
    if len(found) != 1:
        raise InputError(
            f"{text!r} names {len(found)} keys: batterypass key show lists them",
            code="keys.unknown",
            text=text,
            count=len(found),
        )
    return found[0]


def new_private_key(here: Here, role: str) -> PrivateKey:
    """Draw a key for a role. Raises InputError for a role that no party has."""
    from batterypass.statements.private import PrivateKey

    if role not in ("daily", "recovery", "label"):
        raise InputError(
            f"--role {role}: expected daily, recovery or label", code="keys.bad-role", role=role
        )
    # Label keys are Ed25519 as well: bytes.md 9 knows no other.
    return PrivateKey.generate(here.random)


def read_until(here: Here, text: str) -> str:
    """Read the last day of a key. Raises InputError for no day, RefusedError for one that is over."""
    from datetime import date

    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise InputError(
            f"--until {text}: expected a day such as 2027-06-30", code="people.bad-until", text=text
        ) from error
    today = here.now().date()
    if day < today:
        raise RefusedError(
            f"--until {text}: that day is over (today is {today}): the key would sign nothing",
            code="people.until-past", until=text, today=today.isoformat(),
        )  # fmt: skip
    return day.isoformat()


def new_party_id(text: str) -> str:
    """Read the id of a party that may be new. Raises InputError in plain words."""
    from batterypass.domain.events.party import PartyCard
    from batterypass_cli.answers import NoLookup, read_answer
    from batterypass_cli.fields import field_at

    spec = field_at(PartyCard, "party")
    return str(read_answer(spec, "party", text, NoLookup()))
