"""Readings whose measured values are sealed: how they get there, and what can be read of them here.

What was measured of one battery is not for everybody (Regulation (EU) 2023/1542, Annex XIII, 4), so
a command seals it unless it is told to leave it in clear; the condition always stands in clear, for
rules read it (``design/bytes.md`` 8). What reads a measured value asks :func:`reading_of`, which
opens the section where it is here. Decision 26.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal

from pydantic import ValidationError

from batterypass.domain.events import problems_of
from batterypass.domain.events.amendable import AmendableReading
from batterypass.domain.events.item import MEASURED, MEASURED_POINT, ItemAssessed
from batterypass.errors import InputError
from batterypass.statements.sealed import open_section

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.app.session import Session
    from batterypass.domain.states import ItemState

ASSESSED: Final = ItemAssessed.KIND.name
#: What a form says beside its fields to keep the measured values in clear.
OPEN: Final = "open"


@dataclass(frozen=True, slots=True)
class Reading:
    """The last reading of an item as far as it can be read here; empty where there is none.

    ``values`` has the measured values beside ``event_time``, ``actor``, ``condition``, ``method`` and
    ``digest``. ``closed`` says why some cannot be read: ``erased``, or ``not_here`` in a copy.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    closed: Literal["", "erased", "not_here"] = ""

    def get(self, name: str) -> str:
        """Give a value as text, empty where it is not known."""
        return str(self.values.get(name, ""))


def why_closed(session: Session) -> Literal["erased", "not_here"]:
    """Say why a section cannot be read here: it was erased, or this copy never had it."""
    return "not_here" if session.store.is_replica else "erased"


def reading_of(session: Session, item: ItemState) -> Reading:
    """Give the last reading of an item, its sealed values too where their section is here.

    Raises BrokenError for a section that is not the one that was sealed.
    """
    kept = {name: one for name, one in item.assessed.items() if name not in ("sealed", "event_id")}
    digest = item.assessed.get("sealed")
    if digest is None:
        return Reading(kept)
    event_id = str(item.assessed["event_id"])
    body = session.store.section(event_id, MEASURED_POINT)
    if body is None:
        return Reading(kept, why_closed(session))
    opened = open_section(body, str(digest), event_id, MEASURED_POINT)
    return Reading({**measured_in(opened), **kept})


def measured_in(section: Mapping[str, object]) -> dict[str, Any]:
    """Give the measured values of an opened section that can be ones.

    No rule sees what is sealed, so other people's programs may have sealed anything there.
    """
    found = {name: section[name] for name in MEASURED if name in section}
    try:
        AmendableReading.model_validate(found)
    except ValidationError as error:
        wrong = {str(problem["loc"][0]) for problem in error.errors(include_url=False)}
        return {name: value for name, value in found.items() if name not in wrong}
    return found


def seal_reading(kind: str, form: Mapping[str, Any]) -> Mapping[str, Any]:
    """Move what a form of a reading says in clear to its sealed point; any other form as it is.

    A form that says ``open`` keeps it in clear.
    """
    if kind != ASSESSED:
        return form
    rest = {name: value for name, value in form.items() if name != OPEN}
    moved = {name: rest.pop(name) for name in MEASURED if rest.get(name) not in (None, "")}
    if form.get(OPEN) is True or not moved:
        return {**rest, **moved}
    private = dict(rest.get("private") or {})
    private[MEASURED_POINT] = {**moved, **private.get(MEASURED_POINT, {})}
    return {**rest, "private": private}


def check_sealed_reading(private: Mapping[str, Mapping[str, Any]]) -> None:
    """Check values that will be sealed like those in clear. Raises InputError naming each."""
    values = private.get(MEASURED_POINT)
    if not values:
        return
    try:
        AmendableReading.model_validate(dict(values))
    except ValidationError as error:
        found = problems_of(error)
        listed = "; ".join(f"{where}: {what}, found {value!r}" for where, what, value in found[:8])
        raise InputError(
            f"{ASSESSED}: {listed}",
            code="write.form", kind=ASSESSED, listed=listed, problems=found,
        ) from error  # fmt: skip
