"""What is said of a registered key: in force, until when, who holds it, who vouches for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass.domain.clock import event_time_of, from_ms
from batterypass_cli.answers import choice_words
from batterypass_cli.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from batterypass.app.ledger import Ledger
    from batterypass_cli.context import Here

#: A key that ends within so many days is worth a word.
SOON_DAYS = 30


def key_state(here: Here, ledger: Ledger, key: Mapping[str, Any]) -> str:
    """Say whether a key is in force today, and all that limits it."""
    return " · ".join(_parts(here, ledger, key))


def _parts(here: Here, ledger: Ledger, key: Mapping[str, Any]) -> Iterator[str]:
    from batterypass_cli.outbox_view import entry_name

    until = key.get("until")
    if "revoked" in key:
        entry = entry_name(ledger, key["revoked"])
        reason = choice_words(key["reason"]) or key["reason"]
        yield say("keys.revoked", entry=entry, reason=reason)
        if key["reason"] == "compromised":
            yield _disputed(here, key)
    elif until is not None and until < here.now().date().isoformat():
        yield say("people.over", until=until)
    else:
        yield say("keys.in-force")
        if until is not None:
            yield say("people.until", until=until)
    if key.get("vouched") == "registrar":
        yield say("people.only-registrar", entry=entry_name(ledger, key["added"]))


def _disputed(here: Here, key: Mapping[str, Any]) -> str:
    """Say since when entries of a compromised key are disputed."""
    if "since_ms" in key:
        since = here.local_time(event_time_of(from_ms(key["since_ms"])))
        return say("people.disputed-since", since=since)
    if "since_index" in key:
        since = say("people.since-entry", entry=key["since_index"])
        return say("people.disputed-since", since=since)
    return say("people.disputed-all")


def ending_here(here: Here, ledger: Ledger) -> list[dict[str, Any]]:
    """List the keys of this folder that end within :data:`SOON_DAYS`, or did; soonest first."""
    today = here.now().date()
    found = []
    for info in here.keys.infos():
        state = ledger.session.world.party(info.party)
        key = state.keys.get(info.kid.hex(), {}) if state is not None else {}
        until = key.get("until")
        if until is None or "revoked" in key:
            continue
        left = days_left(until, today)
        if left <= SOON_DAYS:
            row = {"kid": info.kid.hex(), "party": info.party, "role": info.role}
            found.append({**row, "until": until, "days_left": left})
    return sorted(found, key=lambda row: str(row["until"]))


def days_left(until: str, today: date) -> int:
    """Give the days from today to a day; negative once it is over."""
    from datetime import date

    return (date.fromisoformat(until) - today).days


def ending_words(row: Mapping[str, Any]) -> str:
    """Say that a key ends soon, or has ended."""
    code = "people.ended" if row["days_left"] < 0 else "people.ends-soon"
    return say(
        code, role=say(f"keys.role.{row['role']}"), kid=row["kid"][:16], party=row["party"],
        until=row["until"], days=row["days_left"],
    )  # fmt: skip
