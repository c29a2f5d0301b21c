"""Saying the same thing twice changes nothing (D18, ``bytes.md`` 2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from batterypass.domain.clock import instant_ms
from batterypass.errors import BrokenError, MalformedError, RefusedError
from batterypass.ports import LANE_MAIN, LANE_RECORD
from batterypass.statements.cose import parse_statement
from batterypass.statements.payload import parse_payload
from batterypass.statements.sealed import open_section

if TYPE_CHECKING:
    from batterypass.app.session import Session

#: Kinds without a natural key: the same content within this time counts as said already.
REPEAT_MS = 10 * 60 * 1000
_LOOK_BACK = 8
_NOT_CONTENT = frozenset({"event_id", "event_time", "subjects", "seen", "sealed", "acknowledged"})

Private = Mapping[str, Mapping[str, Any]]


def same_content(
    session: Session, entry: int, payload: Mapping[str, Any], private: Private
) -> None:
    """Return if an entry says what ``payload`` says. Raises RefusedError that shows both values."""
    recorded = parse_payload(parse_statement(session.store.statement(entry)).payload)
    difference = _difference(session, recorded, payload, private)
    if difference is not None:
        name, before, now = difference
        raise RefusedError(
            f"{payload['kind']}: entry {entry} has this event id already, with another value of"
            f" {name}: recorded {before!r}, now {now!r}. Nothing was written; batterypass show"
            f" {entry} shows it",
            code="write.other-value", kind=payload["kind"], entry=entry, name=name,
            before=repr(before), now=repr(now),
        )  # fmt: skip


def find_repeat(
    session: Session, subject: str, payload: Mapping[str, Any], private: Private
) -> int | None:
    """Give a recent entry of the subject in which the same actor says the same, or None."""
    entries = session.store.entries_of(subject, lanes=(LANE_MAIN, LANE_RECORD))
    for entry in reversed(entries[-_LOOK_BACK:]):
        recorded = parse_payload(parse_statement(session.store.statement(entry)).payload)
        if recorded["kind"] != payload["kind"] or recorded["actor"] != payload["actor"]:
            # Something else happened in between: what comes now is news.
            if recorded["kind"] in _MOVES:
                return None
            continue
        apart = abs(instant_ms(str(payload["event_time"])) - instant_ms(recorded["event_time"]))
        if apart <= REPEAT_MS and _difference(session, recorded, payload, private) is None:
            return entry
    return None


_MOVES = frozenset({"custody.released", "custody.accepted", "pack.installed", "pack.removed"})


def _difference(
    session: Session, recorded: Mapping[str, Any], payload: Mapping[str, Any], private: Private
) -> tuple[str, object, object] | None:
    for name in {**recorded, **payload}:
        if name not in _NOT_CONTENT and recorded.get(name) != payload.get(name):
            return name, recorded.get(name), payload.get(name)
    sealed = recorded.get("sealed", {})
    for point in {**sealed, **private}:
        if point not in sealed or point not in private:
            return f"private.{point}", sorted(sealed), sorted(private)
        body = session.store.section(recorded["event_id"], point)
        if body is None:
            # Erased: nobody can say that it was another value.
            continue
        try:
            values = open_section(body, sealed[point], recorded["event_id"], point)
        except (BrokenError, MalformedError):
            return f"private.{point}", "(damaged)", dict(private[point])
        if values != dict(private[point]):
            return f"private.{point}", values, dict(private[point])
    return None
