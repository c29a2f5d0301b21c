"""What a paper says of corrections: both versions, and the entries that it shows because of them.

A paper rests on the consignment's last main entry, or on what was corrected or agreed to since: so a
correction makes a new paper, and the one before it stays what it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, get_args

from batterypass.app.amending import corrections_about
from batterypass.app.paper_signatures import countersigning
from batterypass.app.turned_up import turned_up
from batterypass.app.wording import name_of
from batterypass.documents.content import CorrectedField, Correction, Words
from batterypass.domain.events import KINDS
from batterypass.domain.events.amendable import AMENDABLE
from batterypass.domain.ids import printed_id
from batterypass.ports import LANE_MAIN
from batterypass.texts.values import VALUE_WORDS

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from batterypass.app.amending import Correction as Known
    from batterypass.app.session import Session
    from batterypass.domain.states import ConsignmentState

#: Kinds of which anybody may see what was corrected: what a pack is by its making. A reading is not.
PUBLIC_CORRECTIONS: Final = frozenset({"pack.manufactured"})
_NOTHING = Words("(nada)", "(nothing)")


def entries_shown(session: Session, consignment: ConsignmentState) -> tuple[int, ...]:
    """List the entries that a paper shows, in order.

    They are the main ones, corrections and agreements, what countersigns a step on paper, and the
    claims by which missing items turned up.
    """
    main = session.store.entries_of(consignment.subject, lanes=(LANE_MAIN,))
    later = countersigning(session, consignment, main)
    found = corrections_about(session, consignment.subject)
    said = {index for one in found for index in (one.entry, *one.agreed.values())}
    return tuple(sorted({*main, *said, *later, *turned_up(session, consignment).values()}))


def paper_corrections(
    session: Session, subject: str, kinds: Container[str] = frozenset(KINDS)
) -> tuple[Correction, ...]:
    """Give the corrections of a subject's entries of some kinds as a paper about it prints them."""
    return tuple(
        Correction(
            entry=one.entry,
            of_entry=session.store.find_digest(one.target)[0],
            by=name_of(session, one.by),
            reason=_value(one.reason),
            fields=() if one.annuls else tuple(_field(one, field) for field in one.fields),
            holds_from=one.holds,
            waiting=tuple(name_of(session, party) for party in one.waiting),
            annuls=one.annuls,
        )
        for one in corrections_about(session, subject)
        # What can no longer hold, or corrects what was annulled, says nothing of this paper.
        if one.target_kind in kinds and (one.holds is not None or (one.waiting and not one.is_late))
    )


def _field(one: Known, field: Mapping[str, Any]) -> CorrectedField:
    item = str(field.get("item", ""))
    path = str(field["field"])
    if item:
        path = f"{AMENDABLE[one.target_kind].lines}.{path}"
    return CorrectedField(
        label=label_of(one.target_kind, path),
        before=_value(field.get("old")),
        after=_value(field["new"]),
        item=printed_id(item) if item else "",
    )


def label_of(kind: str, path: str) -> Words:
    """Give the label of a field of a kind, ``items.mass_kg``, in both languages."""
    model: Any = KINDS[kind]
    info: Any = None
    for name in path.split("."):
        info = model.model_fields[name]
        model = next((one for one in _parts(info.annotation) if hasattr(one, "model_fields")), None)
    extra = info.json_schema_extra or {}
    return Words(str(extra.get("es", info.description)), str(info.description))


def _parts(annotation: Any) -> list[Any]:  # noqa: ANN401 - any annotation
    return [annotation, *(part for one in get_args(annotation) for part in _parts(one))]


def _value(value: object) -> Words:
    if value is None or value == []:
        return _NOTHING
    if isinstance(value, list):
        text = ", ".join(map(str, value))
        return Words(text, text)
    text = str(value)
    known = VALUE_WORDS.get(text)
    return Words(known.es, known.en) if known is not None else Words(text, text)
