"""What differs between two entries, field by field.

Lists of records are compared by the item of each line. What every statement has of its own (its id,
its place in the chains, the checkpoint that its signer saw) is no difference.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_NOT_COMPARED = frozenset({"event_id", "subjects", "seen", "version"})


class Difference(NamedTuple):
    """A field by its path (``items.mass_kg``), the item of its line, and both values.

    A value is None where one of the two says nothing.
    """

    path: str
    item: str
    before: Any
    after: Any


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """Compare two payloads, in the order of the first and then of the second."""
    old, new = dict(_leaves(before)), dict(_leaves(after))
    return [
        Difference(*place, old.get(place), new.get(place))
        for place in {**old, **new}
        if old.get(place) != new.get(place)
    ]


def _leaves(payload: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str], Any]]:
    for name, value in payload.items():
        if name not in _NOT_COMPARED:
            yield from _parts(name, "", value)


def _parts(path: str, item: str, value: Any) -> Iterator[tuple[tuple[str, str], Any]]:  # noqa: ANN401
    if isinstance(value, Mapping):
        for name, one in value.items():
            yield from _parts(f"{path}.{name}", item, one)
    elif isinstance(value, list) and value and all(_is_line(one) for one in value):
        for one in value:
            for name, part in one.items():
                if name != "item":
                    yield from _parts(f"{path}.{name}", str(one["item"]), part)
    else:
        yield (path, item), value


def _is_line(value: object) -> bool:
    return isinstance(value, Mapping) and "item" in value
