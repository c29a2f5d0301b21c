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
from batterypass.app.readings import why_closed
from batterypass.domain.clock import instant_ms
from batterypass.domain.passport_values import Value, as_value, copy_value
from batterypass.regulations.passport_checks import as_record
from batterypass.regulations.passport_readers import points_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from batterypass.app.passport_folded import Folded
    from batterypass.app.session import Session
    from batterypass.domain.states import ItemState
    from batterypass.domain.world import World
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

    Raises BrokenError for an entry or a section that is damaged.
    """
    return record_from(
        session.world, session.around.attributes, item, entries_of(session, item),
        why_closed(session),
    )  # fmt: skip


def record_from(
    world: World,
    attributes: Mapping[str, Attribute],
    item: ItemState,
    entries: Sequence[PassportEntry],
    why: Literal["erased", "not_here"],
) -> PassportRecord:
    """Give the record that some entries of an item come to; ``why`` a section of theirs is not open.

    1. What entries say, in clear and sealed (:func:`told_values`). 2. What state, events and
    directory say. The ledger and a disclosure come to their values by this alone.
    """
    # 1
    values = told_values(entries, attributes)
    # 2
    for name, one in fold_values(world, attributes, item, entries).items():
        held = _meet(one, values.get(name), attributes[name])
        if held is not None:
            values[name] = held
    return PassportRecord(
        item.item,
        item.passport,
        item.category,
        item.chemistry,
        {name: values[name] for name in attributes if name in values},
        _closed(entries, why),
    )


def told_values(
    entries: Iterable[PassportEntry], attributes: Mapping[str, Attribute]
) -> dict[str, Held]:
    """Give what entries say of attributes, in clear and in sections that are open; the later wins.

    The tier of an attribute decides who sees it, not where it stands. What is sealed where it does not
    belong is for nobody, and takes nothing away from what does belong.
    """
    found: dict[str, Held] = {}
    for entry in entries:
        for name, value in entry.payload.get("values", {}).items():
            if name in attributes:
                tier = attributes[name].access_tier
                found[name] = Held(value, tier, entry.index, entry.event_time, "given")
        for point, section in entry.sections.items():
            for name, sealed in section.items():
                if name not in attributes or sealed in ("", [], {}, None):
                    continue
                place = point if attributes[name].access_tier == point else NOBODY
                if place != NOBODY or name not in found:
                    held = Held(as_value(sealed), place, entry.index, entry.event_time, "sealed")
                    found[name] = held
    return found


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


def _meet(one: Folded, before: Held | None, attribute: Attribute) -> Held | None:
    """Give a folded value in the place of what was told, or None where that stays."""
    value = one.value
    if before is not None:
        if one.sort == "default":
            return None
        if one.sort == "latest" and _is_later(before, one):
            return None
        if one.sort == "added":
            value = _joined(attribute.id, before.value, value)
    return Held(value, attribute.access_tier, one.entry, one.since, "folded")


def _is_later(before: Held, one: Folded) -> bool:
    return bool(before.since and one.since) and instant_ms(before.since) > instant_ms(one.since)


def _joined(attribute: str, before: Value, more: Value) -> Value:
    """Put the records of events after what was given; of a given text its record stands first."""
    listed = before if isinstance(before, list) else [before]
    first = [one if isinstance(one, dict) else as_record(attribute, one) for one in listed]
    added = [one for one in more if isinstance(one, dict) and one not in first]
    return [*first, *added]


def _closed(
    entries: Iterable[PassportEntry], why: Literal["erased", "not_here"]
) -> dict[str, Closed]:
    places: dict[str, list[int]] = {}
    for entry in entries:
        for point in entry.missing:
            places.setdefault(point, []).extend([] if entry.index is None else [entry.index])
    return {point: Closed(point, why, tuple(found)) for point, found in places.items()}
