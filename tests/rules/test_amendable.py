"""What can be corrected, and by whom."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from batterypass.domain.events import KINDS
from batterypass.domain.events.amendable import AMENDABLE
from rules.cases_amend import correction, field, offer_amended, told
from rules.lawful_corrections import LAWFUL_CORRECTIONS, prepared
from rules.yard import (
    MOVE,
    MOVING,
    MOVING2,
    REPURPOSER,
    SECOND,
    SOUND,
    WASTE,
    WORKSHOP,
    assess,
    yard,
)
from worlds import CARRIER, MAKER, RECYCLER


def _record_of(model: Any, name: str) -> Any:
    """Give the record of a list or of a member of a kind."""
    annotation = model.model_fields[name].annotation
    return next(one for one in _parts(annotation) if hasattr(one, "model_fields"))


def _parts(annotation: Any) -> list[Any]:
    return [annotation, *(one for part in get_args(annotation) for one in _parts(part))]


@pytest.mark.parametrize("kind", sorted(AMENDABLE))
def test_what_can_be_corrected_is_a_field_of_the_kind(kind: str) -> None:
    amendable, model = AMENDABLE[kind], KINDS[kind]

    for name in amendable.fields.model_fields:
        assert name in model.model_fields
        if name in ("waste", "transport"):
            inner = _record_of(model, name)
            own = _record_of(amendable.fields, name)
            assert set(own.model_fields) <= set(inner.model_fields)
    if amendable.line is not None:
        line = _record_of(model, amendable.lines)
        assert set(amendable.line.model_fields) <= set(line.model_fields)
    named = {"item", "serial", "consignment", "carrier", "consignee", "number", "holder", "scheme"}
    assert not named & set(amendable.fields.model_fields)


@pytest.mark.parametrize(
    ("kind", "one"),
    [
        ("pack.manufactured", field("serial", "A", "B")),
        ("pack.manufactured", field("mass_kg", "400", "-1")),
        ("pack.manufactured", field("mass_kg", "400", None)),
        ("pack.manufactured", field("mass_kg", "400", "401", MOVING)),
        ("consignment.offered", field("carrier", CARRIER, RECYCLER)),
        ("consignment.offered", field("waste", None, {"waste_name": "x"})),
        ("consignment.offered", field("waste.manifest_no", "1", "2")),
        ("consignment.offered", field("condition", "serviceable", "damaged_stable", MOVING)),
        ("consignment.received", field("outcome", "received", "missing", MOVING)),
        ("item.assessed", field("cycles", 1, "2")),
        ("item.declared-waste", field("items", [SOUND], [WASTE])),
    ],
)
def test_what_names_a_thing_or_is_of_another_type_is_no_correction(
    kind: str, one: dict[str, Any]
) -> None:
    story = yard()

    with pytest.raises(ValidationError):
        story.draft("entry.amended", MAKER, **correction(MOVE, kind, "0" * 64, one))


def test_items_that_the_corrected_lines_change_are_named_and_no_others() -> None:
    story = yard()
    worse = field("condition", None, "damaged_stable", MOVING)
    kind = "consignment.received"
    story.draft(
        "entry.amended", RECYCLER, **correction(MOVE, kind, "0" * 64, worse, items=[MOVING])
    )

    for items in ([], [MOVING2], [MOVING, MOVING2]):
        with pytest.raises(ValidationError, match="items are exactly"):
            story.draft(
                "entry.amended", RECYCLER, **correction(MOVE, kind, "0" * 64, worse, items=items)
            )


# --- who may ----------------------------------------------------------------------------------


@pytest.mark.parametrize("row", LAWFUL_CORRECTIONS, ids=lambda row: row[3].get("target_kind", ""))
def test_nobody_corrects_what_another_has_signed(row: Any) -> None:
    kind, _, _, fields = row
    story = yard()
    whole = prepared(story, kind, fields)

    for actor in (WORKSHOP, CARRIER, RECYCLER):
        if actor != row[1]:
            assert "BP-P001" in story.codes(story.draft(kind, actor, **whole))


def test_only_who_was_asked_agrees() -> None:
    story = yard()
    amendment = told(story, MAKER, offer_amended(story))

    for actor, found in ((CARRIER, set()), (MAKER, {"BP-P001"}), (RECYCLER, {"BP-P001"})):
        drafted = story.draft("amendment.agreed", actor, amended_subject=MOVE, amendment=amendment)
        assert story.codes(drafted) == found


def test_nobody_agrees_to_what_is_not_there() -> None:
    story = yard()

    drafted = story.draft("amendment.agreed", CARRIER, amended_subject=MOVE, amendment="0" * 64)

    assert story.codes(drafted) == {"BP-P001", "BP-E002"}


def test_a_reading_that_was_overtaken_is_history() -> None:
    story = yard()
    old = story.item(SECOND).assessed["digest"]
    story.now += timedelta(hours=1)
    assess(story, SECOND, REPURPOSER)
    one = field("soh_percent", None, "80")

    drafted = story.draft(
        "entry.amended", REPURPOSER, **correction(SECOND, "item.assessed", old, one)
    )

    assert story.codes(drafted) == {"BP-P001", "BP-E002"}
