"""How old the lists are that the directory was copied from.

What an authority signs here itself has no age: it is its own word. A copy is worth what the list is
(``design/interface.md`` 5); the limits are those of BP-A010 and BP-A011.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from batterypass.domain.standing import fresh_on
from batterypass.regulations.tables import limit_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from batterypass.domain.states import AuthorisationState
    from batterypass.regulations.tables import Regulations

#: ``old`` is told at a hand-over that rests on it, ``too_old`` is a breach.
AgeWord = Literal["fresh", "old", "too_old"]


@dataclass(frozen=True, slots=True)
class ListAge:
    """A published list: its newest date here, and how old that is on a day.

    ``days`` is negative for a list that was published after the day. ``limit`` is the number of
    days that was gone past, 0 for a fresh one.
    """

    source: str
    published_on: str
    days: int
    word: AgeWord
    limit: int


def list_ages(
    regulations: Regulations,
    lists: Mapping[str, Any],
    authorisations: Iterable[AuthorisationState],
    day: str,
) -> list[ListAge]:
    """Give the lists that some authorisations were copied from, the oldest first."""
    newest: dict[str, str] = {}
    for one in authorisations:
        if one.transcription:
            source = str(one.transcription["source"])
            newest[source] = max(newest.get(source, ""), fresh_on(lists, one))
    found = [age_of(regulations, source, published, day) for source, published in newest.items()]
    return sorted(found, key=lambda one: (-one.days, one.source))


def age_of(regulations: Regulations, source: str, published_on: str, day: str) -> ListAge:
    """Judge the age of a list on a day by the limits in force then."""
    days = (date.fromisoformat(day) - date.fromisoformat(published_on)).days
    names: tuple[tuple[AgeWord, str], ...] = (
        ("too_old", "list_limit_days"), ("old", "list_notice_days"),
    )  # fmt: skip
    for word, name in names:
        limit = limit_on(regulations, name, day)
        if limit is not None and days > limit:
            return ListAge(source, published_on, days, word, int(limit))
    return ListAge(source, published_on, days, "fresh", 0)
