"""What box 18 has to say and nobody typed: rejected, returned, not loaded, turned up, with reasons.

The form has no box of its own for a difference (``reference/manifest-fields.csv``, box 18), so what
the record knows of one is written there in words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass.app.turned_up import turned_up
from batterypass.app.wording import name_of
from batterypass.documents.content import Words
from batterypass.domain.clock import day_of
from batterypass.domain.ids import printed_id
from batterypass.texts.values import VALUE_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from batterypass.app.read import EntryView
    from batterypass.app.session import Session
    from batterypass.domain.states import ConsignmentState

_REJECTED = Words(
    "RECHAZADO: {count}, motivo: {reason}; sigue: {next}",
    "REJECTED: {count}, reason: {reason}; next: {next}",
)
_RETURNED = Words("DEVUELTO el {day}: {count}{mass}", "RETURNED on {day}: {count}{mass}")
_NOT_LOADED = Words("No cargados: {names}", "Not loaded: {names}")
_TURNED_UP = Words(
    "Apareció lo faltante: {names}, con {holder} (asiento {entry})",
    "What was missing turned up: {names}, with {holder} (entry {entry})",
)
_COUNT = Words("{n} artículos", "{n} items")
_ONE = Words("1 artículo", "1 item")


def notes_of(
    session: Session, consignment: ConsignmentState, views: Iterable[EntryView]
) -> tuple[Words, ...]:
    """Give the notes in the order of the log. ``views`` are the entries that the paper shows."""
    left = _with_outcome(consignment, "not_loaded")
    found = [_fill(_NOT_LOADED, names=", ".join(map(printed_id, left)))] if left else []
    claims = turned_up(session, consignment)
    for view in views:
        found += _note(session, view.payload)
        names = [name for name, entry in claims.items() if entry == view.index]
        if names:
            holder = name_of(session, view.payload["actor"])
            listed = ", ".join(map(printed_id, names))
            found.append(_fill(_TURNED_UP, names=listed, holder=holder, entry=str(view.index)))
    return tuple(found)


def _note(session: Session, payload: Mapping[str, Any]) -> Iterator[Words]:
    kind = payload["kind"]
    if kind == "consignment.returned":
        mass = payload.get("measured_mass_kg", "")
        yield _fill(
            _RETURNED,
            day=day_of(payload["event_time"]),
            count=_count(len(payload["items"])),
            mass=f", {mass} kg" if mass else "",
        )
    elif kind in ("consignment.rejected", "consignment.partially-received"):
        lines = payload.get("lines", [])
        turned = payload.get("items") or [one for one in lines if one["outcome"] == "rejected"]
        after = _word(payload["next_step"])
        if payload.get("alternate"):
            other = name_of(session, payload["alternate"])
            after = Words(f"{after.es} ({other})", f"{after.en} ({other})")
        reason = _word(payload["reason"])
        yield _fill(_REJECTED, count=_count(len(turned)), reason=reason, next=after)


def _with_outcome(consignment: ConsignmentState, outcome: str) -> list[str]:
    return [name for name, line in consignment.items.items() if line.get("outcome") == outcome]


def _count(number: int) -> Words:
    return _ONE if number == 1 else _fill(_COUNT, n=str(number))


def _word(value: str) -> Words:
    known = VALUE_WORDS.get(value)
    return Words(known.es, known.en) if known is not None else Words(value, value)


def _fill(text: Words, **values: Words | str) -> Words:
    spanish = {key: one if isinstance(one, str) else one.es for key, one in values.items()}
    english = {key: one if isinstance(one, str) else one.en for key, one in values.items()}
    return Words(text.es.format_map(spanish), text.en.format_map(english))
