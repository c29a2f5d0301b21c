"""Corrections of what came out of a batch: the elements follow from mass and assay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass.app.amending import Place
from batterypass.domain.base import decimal_of
from batterypass.domain.batch_steps import WEIGHED, corrected
from batterypass.regulations.elements import elements_of_assay

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.app.read import EntryView
    from batterypass.app.session import Session


def with_elements_anew(
    session: Session, view: EntryView, changes: Sequence[tuple[Place, Any]]
) -> list[tuple[Place, Any]]:
    """Add to the changes of a weighing the kilograms of elements that follow from them (BP-Y005).

    What was given by hand stays as given; changes of any other kind stay as they are.
    """
    batch = None
    if view.payload["kind"] == WEIGHED:
        batch = session.world.batch(str(view.payload["batch"]))
    if batch is None:
        return list(changes)
    fields = [{"field": one.field, "item": one.item, "new": new} for one, new in changes]
    after = corrected(batch, WEIGHED, fields).outputs
    given = {(one.field, one.item) for one, _ in changes}
    found = list(changes)
    for item in dict.fromkeys(one.item for one, _ in changes):
        line, before = after[item], batch.outputs[item]["elements_kg"]
        contents = [(one["substance"], one["percent"]) for one in line["assay"].get("contents", ())]
        tables, day = session.around.regulations, line["weighed_on"]
        wanted = elements_of_assay(tables, contents, line["mass_kg"], day) or {}
        for element in sorted({*wanted, *before}):
            field, old = f"elements_kg.{element}", before.get(element)
            new = wanted.get(element, "0")
            if (field, item) not in given and decimal_of(old or "0") != decimal_of(new):
                found.append((Place(field, item, old), new))
    return found
