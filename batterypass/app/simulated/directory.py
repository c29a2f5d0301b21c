"""The directory of the simulated country: who is entered, what the authority grants, keys that change."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from batterypass.app.opening import key_card
from batterypass.app.simulated.cast import FILED_DAYS_BEFORE, RENEWED_DAYS_BEFORE
from batterypass.app.simulated.country import Country, Step, Wait, act
from batterypass.app.simulated.seeded import key_of
from batterypass.domain.ids import authorisation_subject

if TYPE_CHECKING:
    from collections.abc import Generator

    from batterypass.app.simulated.cast import Party, Permit


def enter_everybody(country: Country) -> Generator[Step, str, None]:
    """Enter every party, then grant what is in force from the beginning."""
    cast = country.cast
    for one in cast.everybody():
        fields = {"card": one.card(country.audience)}
        yield act("party.registered", cast.registrar, [one.id], fields)
    for permit in cast.permits:
        if permit.from_day <= country.day:
            yield from _granted(country, permit)
        country.begin(_life_of(country, permit))


def _granted(country: Country, permit: Permit) -> Generator[Step, str, None]:
    authority = country.cast.authority
    yield act("authorisation.granted", authority, [_subject(country, permit)], permit.fields())


def _subject(country: Country, permit: Permit) -> str:
    return authorisation_subject(country.cast.authority.id, permit.scheme, permit.number)


def _life_of(country: Country, permit: Permit) -> Generator[Step, str, None]:
    """Grant a permit that begins later, and renew the one that is renewed."""
    authority, subject = country.cast.authority, _subject(country, permit)
    if permit.from_day > country.day:
        yield Wait(_days_until(country, permit.from_day))
        yield from _granted(country, permit)
    if not permit.renewed_to:
        return
    yield Wait(max(0.0, _days_until(country, permit.to_day) - FILED_DAYS_BEFORE))
    filed = {
        "authorisation": subject, "filed_on": country.day,
        "reference": f"PRORROGA-{country.number('renewal')}",
    }  # fmt: skip
    yield act("authorisation.renewal-filed", authority, [subject], filed)
    yield Wait(FILED_DAYS_BEFORE - RENEWED_DAYS_BEFORE)
    extended = {"authorisation": subject, "effective_to": permit.renewed_to}
    yield act("authorisation.extended", authority, [subject], extended)


def _days_until(country: Country, day: str) -> float:
    return float((date.fromisoformat(day) - country.now.date()).days)


def keys_that_change(country: Country) -> Generator[Step, str, None]:
    """Let a party change its daily key now and then: the old one rotates out, or was lost."""
    while True:
        yield Wait(round(60 + country.random.random() * 120, 2))
        sort = country.random.choice(("flota", "taller", "transporte", "recicladora"))
        yield from change_key(country, country.one_of(sort))


def change_key(country: Country, party: Party) -> Generator[Step, str, None]:
    """Add a new daily key to a party with its recovery key, and revoke the one before."""
    old = party.key
    new = key_of(country.seed, f"{party.name} daily {party.keys + 1}")
    card = key_card(new, role="daily", party=party.id, audience=country.audience)
    # Whatever is signed from here on is signed with the new one.
    party.key, party.keys = party.recovery, party.keys + 1
    yield act("party.key-added", party, [party.id], {"party": party.id, "key": card})
    reason = country.random.choice(("rotated", "lost"))
    fields = {"party": party.id, "kid": old.kid.hex(), "reason": reason}
    yield act("party.key-revoked", party, [party.id], fields)
    party.key = new


def next_day(day: str, days: int) -> str:
    """Give the day so many days after a day."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
