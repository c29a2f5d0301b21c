"""The outbox as people see it: one line for each statement, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from batterypass.texts.bilingual import Text
from batterypass_cli.exits import finding_object
from batterypass_cli.output import Column, paint
from batterypass_cli.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.app.ledger import Ledger
    from batterypass.app.outbox import OutboxRow
    from batterypass.ports import KeptRow
    from batterypass_cli.context import Here
    from batterypass_cli.plain import NameOf

COLUMNS = (
    Column("place", Text("N", "N"), right=True),
    Column("when", Text("when", "cuándo")),
    Column("who", Text("signed by", "firmó")),
    Column("what", Text("what", "qué")),
    Column("state", Text("state", "estado")),
)
#: States after which somebody has to sign again, or to give up.
_DEAD = ("stale", "blocked", "refused")


def row_object(row: OutboxRow) -> dict[str, Any]:
    """Write a statement of the outbox for programs."""
    pending, payload = row.pending, row.payload
    return {
        "place": pending.place,
        "digest": pending.digest.hex(),
        "event_id": pending.event_id,
        "kind": payload.get("kind"),
        "event_time": payload.get("event_time"),
        "actor": payload.get("actor"),
        "subject": subject_of(payload),
        "state": row.state,
        "taken": pending.taken,
        "mine": row.is_mine,
        "rests_on": list(row.rests_on),
        "index": pending.entry,
        "findings": [finding_object(found) for found in row.findings],
    }


def lost_object(row: KeptRow) -> dict[str, Any]:
    """Write what the outbox had once and has no more for programs, as :func:`row_object`."""
    return {
        "place": row.place,
        "digest": row.digest.hex(),
        "event_id": row.event_id,
        "kind": row.kind,
        "event_time": row.event_time,
        "actor": None,
        "subject": row.subject,
        "state": "lost",
        "taken": None,
        "mine": None,
        "rests_on": [],
        "index": None,
        "findings": [],
    }


def lost_words(row: KeptRow) -> dict[str, Any]:
    """Write it as a line for people."""
    from batterypass_cli.plain import when

    payload = {"kind": row.kind, "subjects": [{"subject": row.subject}]}
    return {
        **lost_object(row),
        "when": when(row.event_time),
        "what": what_words(payload),
        "state": say("outbox.state-lost"),
    }


def warn_of_loss(here: Here, count: int) -> None:
    """Say on standard error that the outbox has less than was kept in it, and what to do."""
    here.out.talk(paint("! ", "y") + say("outbox.lost", count=count))


def row_words(row: OutboxRow, name_of: NameOf, last_sent: str) -> dict[str, Any]:
    """Write a statement of the outbox as a line for people; ``last_sent`` is a time in words."""
    from batterypass_cli.plain import party_short, when

    payload = row.payload
    what = what_words(payload)
    if row.pending.taken and not row.is_mine:
        what += f" ({say('outbox.taken')})"
    return {
        **row_object(row),
        "when": when(str(payload.get("event_time", ""))),
        "who": party_short(str(payload.get("actor", "")), name_of),
        "what": what,
        "state": _state_words(row, last_sent),
    }


def what_words(payload: Mapping[str, Any]) -> str:
    """Name an event in few words: what it is, and of what."""
    from batterypass_cli.plain import kind_title

    return f"{kind_title(str(payload.get('kind', '')))} {short_subject(subject_of(payload))}"


def subject_of(payload: Mapping[str, Any]) -> str:
    """Give the primary subject of an event."""
    links = payload.get("subjects") or [{}]
    return str(links[0].get("subject", ""))


def short_subject(subject: str) -> str:
    """Name a subject as people write it: a consignment by its number, an item by its printed id."""
    from batterypass.domain.ids import printed_id

    _, mark, fragment = subject.partition("#")
    if mark:
        return unquote(fragment.rpartition("/")[2])
    return printed_id(subject) if subject else ""


def entry_number(ledger: Ledger, index: int) -> int | None:
    """Give the number of an entry for programs; None while it is pending and has none."""
    return None if ledger.session.place_of(index) else index


def entry_name(ledger: Ledger, index: int) -> str:
    """Name an entry as people type it: its number, or ``3p`` for place 3 of the outbox."""
    place = ledger.session.place_of(index)
    return f"{place}p" if place else str(index)


def key_object(ledger: Ledger, kid: str, key: Mapping[str, Any]) -> dict[str, Any]:
    """Write a registered key for programs; what it was added or revoked by may be pending."""
    entries = {
        name: entry_number(ledger, key[name]) for name in ("added", "revoked") if name in key
    }
    return {"kid": kid, **key, **entries}


def _state_words(row: OutboxRow, last_sent: str) -> str:
    words = say(f"outbox.state-{row.state}")
    if row.state == "sent" and last_sent:
        words += f" ({last_sent})"
    if row.state == "recorded" and row.pending.entry is not None:
        words += f" #{row.pending.entry}"
    if row.rests_on:
        words += " · " + say("outbox.rests-on", places=", ".join(map(str, row.rests_on)))
    codes = list(dict.fromkeys(found.code for found in row.findings))
    if codes:
        words += " " + ", ".join(codes[:3])
    if row.state in _DEAD:
        words += f" → outbox rebase {row.pending.place}"
    return words
