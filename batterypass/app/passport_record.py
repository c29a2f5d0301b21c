"""The passport of an item as one record: every value with its content point and where it is from.

This is the only place from which a value of a passport goes out. The record holds everything that
is known here; :func:`visible` builds what one reader may see, and every page, file, code and
disclosure takes its values from there. A value that a reader may not see has no key at all.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from batterypass.app.passport_entries import PassportEntry, entries_of
from batterypass.app.passport_folds import fold_values
from batterypass.domain.clock import instant_ms
from batterypass.domain.passport_values import Value, as_value, copy_value
from batterypass.regulations.attributes import PUBLIC
from batterypass.regulations.passport_readers import points_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from batterypass.app.passport_folded import Folded
    from batterypass.app.session import Session
    from batterypass.domain.states import ItemState
    from batterypass.regulations.attributes import Attribute

#: given: in clear in an event; sealed: in a section that is open here; folded: from state and events.
Origin = Literal["given", "sealed", "folded"]
#: A point that nobody sees: of an attribute that is not known, or sealed where it does not belong.
NOBODY = ""


@dataclass(frozen=True, slots=True)
class Held:
    """A value with the content point that decides who sees it, and where it is from.

    ``entry`` is None for what is not in the log yet; ``since`` is the event time, empty where the
    directory says it.
    """

    value: Value
    point: str
    entry: int | None
    since: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Closed:
    """A content point with values that cannot be read here, and the entries that sealed them.

    ``why`` is ``erased``, or ``not_here`` in a copy that never had them.
    """

    point: str
    why: Literal["erased", "not_here"]
    entries: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PassportRecord:
    """Everything that is known here of one passport. ``passport`` is empty where none was issued."""

    item: str
    passport: str
    category: str
    chemistry: str
    values: Mapping[str, Held]
    closed: Mapping[str, Closed] = field(default_factory=dict)


def record_of(session: Session, item: ItemState) -> PassportRecord:
    """Give the record of an item, with or without a passport.

    1. public values of the state, each with the entry that gave it; 2. sealed sections in the order
    of the log, the later one wins; 3. what state, events and directory say. Raises BrokenError for
    an entry or a section that is damaged.
    """
    attributes = session.around.attributes
    entries = entries_of(session, item)
    # 1
    values = _given(item, entries, attributes)
    # 2
    for entry in entries:
        for point, section in entry.sections.items():
            for name, found in section.items():
                if name not in attributes:
                    continue
                if attributes[name].access_tier == point:
                    place = point
                elif name in values:
                    # Sealed where it does not belong: it takes nothing away from what does.
                    continue
                else:
                    place = NOBODY
                values[name] = Held(as_value(found), place, entry.index, entry.event_time, "sealed")
    # 3
    for name, one in fold_values(session, item, entries).items():
        held = _folded(one, values.get(name), attributes[name].access_tier)
        if held is not None:
            values[name] = held
    return PassportRecord(
        item.item,
        item.passport,
        item.category,
        item.chemistry,
        {name: values[name] for name in attributes if name in values},
        _closed(session, entries),
    )


def visible(record: PassportRecord, reader: str) -> dict[str, Value]:
    """Build what a reader may see, attribute id -> value, in the order of the table.

    Raises InputError for no reader.
    """
    points = points_of(reader)
    return {
        name: copy_value(held.value) for name, held in record.values.items() if held.point in points
    }


def hidden_points(record: PassportRecord, reader: str) -> tuple[str, ...]:
    """List the points of which there is something that this reader does not see, or nobody can."""
    points = points_of(reader)
    kept = {held.point for held in record.values.values() if held.point not in points}
    return tuple(sorted((kept | set(record.closed)) - {NOBODY}))


def _given(
    item: ItemState, entries: Iterable[PassportEntry], attributes: Mapping[str, Attribute]
) -> dict[str, Held]:
    """Give the public values of the state. The tier decides who sees one, not where it stands."""
    found: dict[str, Held] = {}
    for entry in entries:
        for name, value in entry.payload.get("values", {}).items():
            if name in attributes and item.values.get(name) == value:
                tier = attributes[name].access_tier
                found[name] = Held(value, tier, entry.index, entry.event_time, "given")
    return found


def _folded(one: Folded, before: Held | None, tier: str) -> Held | None:
    """Give a folded value in its place, or None where what was given stays."""
    value = one.value
    if before is not None:
        if one.sort == "default":
            return None
        if one.sort == "latest" and _is_later(before, one):
            return None
        if one.sort == "added":
            value = _joined(before.value, value)
    return Held(value, tier, one.entry, one.since, "folded")


def _is_later(before: Held, one: Folded) -> bool:
    return bool(before.since and one.since) and instant_ms(before.since) > instant_ms(one.since)


def _joined(before: Value, more: Value) -> Value:
    """Put what events say after what was given as a list; a given text stands as its first line."""
    first = before if isinstance(before, list) else [before]
    if isinstance(more, list) and all(type(one) is type(more[0]) for one in first):
        return [*first, *(one for one in more if one not in first)]
    return more


def _closed(session: Session, entries: Iterable[PassportEntry]) -> dict[str, Closed]:
    places: dict[str, list[int]] = {}
    for entry in entries:
        for point in entry.missing:
            places.setdefault(point, []).extend([] if entry.index is None else [entry.index])
    why: Literal["erased", "not_here"] = "not_here" if session.store.is_replica else "erased"
    return {point: Closed(point, why, tuple(found)) for point, found in places.items()}


__all__ = ["PUBLIC", "Closed", "Held", "PassportRecord", "hidden_points", "record_of", "visible"]
