"""One breach per rule of corrections, and corrections of every kind to start from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rules.yard import MOVE, MOVING, MOVING2, SOUND, received
from worlds import CARRIER, MAKER, RECYCLER, Drafted, Story


def digest_of(story: Story, subject: str, seq: int = 0) -> str:
    """Give the digest of a main statement of a subject."""
    found = story.world.main_digest(subject, seq)
    assert found is not None
    return found.hex()


def correction(
    subject: str, kind: str, target: str, *fields: dict[str, Any], **changed: Any
) -> dict[str, Any]:
    """Write the fields of a correction."""
    return {
        "amended_subject": subject, "target_kind": kind, "target": target, "fields": list(fields),
        "reason": "typing_error", **changed,
    }  # fmt: skip


def field(name: str, old: object, new: object, item: str = "") -> dict[str, Any]:
    """Write one corrected field; of a line where an item is named."""
    return {"field": name, "old": old, "new": new, **({"item": item} if item else {})}


def offer_amended(story: Story, *fields: dict[str, Any], **changed: Any) -> dict[str, Any]:
    """Write a correction of the offer that is on its way: of a mass, where nothing else is said."""
    named = fields or (field("mass_kg", "400", "401", MOVING),)
    return correction(
        MOVE, "consignment.offered", digest_of(story, MOVE), *named, **changed
    )  # fmt: skip


def told(story: Story, actor: str, fields: dict[str, Any]) -> str:
    """Tell a correction; give its digest."""
    story.tell("entry.amended", actor, **fields)
    return story.world.digests[-1].hex()


def pack_amended(story: Story, **changed: Any) -> Drafted:
    """Correct the mass of a pack of the maker."""
    one = field("mass_kg", "400", "410")
    fields = correction(SOUND, "pack.manufactured", digest_of(story, SOUND), one)
    return story.draft("entry.amended", MAKER, **{**fields, **changed})


def agreed_twice(story: Story) -> Drafted:
    """Agree again to what waits for somebody else."""
    story.tell("consignment.received", RECYCLER, **received(MOVING, MOVING2))
    amendment = told(story, MAKER, offer_amended(story))
    story.tell("amendment.agreed", CARRIER, amended_subject=MOVE, amendment=amendment)
    return story.draft("amendment.agreed", CARRIER, amended_subject=MOVE, amendment=amendment)


def far_apart(story: Story) -> Drafted:
    """Correct what was declared by more than the tolerance, after it was received and weighed."""
    story.tell("consignment.received", RECYCLER, **received(MOVING, MOVING2))
    far = field("mass_kg", "400", "4000", MOVING)
    return story.draft("entry.amended", MAKER, **offer_amended(story, far))


CASES_OF_AMENDMENTS: dict[str, Callable[[Story], Drafted]] = {
    "a_correction_names_what_stands": lambda story: pack_amended(
        story, fields=[field("mass_kg", "399", "410")]
    ),
    "a_correction_is_about_an_entry_that_is_here": lambda story: pack_amended(
        story, target="0" * 64
    ),
    "a_correction_is_agreed_to_once": agreed_twice,
    "a_correction_waits_for_who_has_signed": lambda story: story.draft(
        "entry.amended", MAKER, **offer_amended(story)
    ),
    "a_corrected_mass_is_compared": far_apart,
}
