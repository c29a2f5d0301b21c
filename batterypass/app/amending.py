"""Corrections as people meet them: what of an entry can be corrected, what was, and who has to agree.

The entry itself stays as it was signed; a correction is shown beside it, whether it holds or waits.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, get_args, get_origin

from batterypass.app.read import EntryView, read_entry
from batterypass.domain.amending import (
    corrections_in,
    signer_of,
    state_of,
    what_stands,
)
from batterypass.domain.annulling import obstacle_to, shown, undoing
from batterypass.domain.events.amendable import AMENDABLE, Nothing
from batterypass.domain.events.amendment import AmendmentAgreed, EntryAmended
from batterypass.domain.events.annulment import ANNULLABLE, EntryAnnulled
from batterypass.domain.events.item import MEASURED, MEASURED_POINT
from batterypass.domain.states import AuthorisationState
from batterypass.errors import InputError
from batterypass.evidence.refusal import refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from batterypass.app.session import Session

AMENDED = EntryAmended.KIND.name
AGREED = AmendmentAgreed.KIND.name
#: Kinds that correct an entry -> the field that names the entry's subject.
SUBJECT_FIELDS = {
    AMENDED: "amended_subject",
    AGREED: "amended_subject",
    EntryAnnulled.KIND.name: "annulled_subject",
}


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction of an entry: ``holds`` is the entry from which on it does, None while it waits.

    One that ``annuls`` takes the entry back; its fields are those of the states. ``is_late`` is one
    that waits and can no longer hold; ``ended`` the entry by which its target was annulled first.
    """

    entry: int
    digest: str
    subject: str
    target: str
    target_kind: str
    by: str
    reason: str
    fields: tuple[Mapping[str, Any], ...]
    items: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    agreed: Mapping[str, int] = field(default_factory=dict)
    holds: int | None = None
    annuls: bool = False
    is_late: bool = False
    ended: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A field of an entry that can be corrected: its name, the item of its line, what stands there."""

    field: str
    item: str
    stands: object


def corrections_of(session: Session, view: EntryView) -> list[Correction]:
    """List the corrections of an entry, oldest first, as far as its subjects keep them."""
    kind = str(view.payload.get("kind", ""))
    if kind not in AMENDABLE and kind not in ANNULLABLE:
        return []
    found: dict[int, Correction] = {}
    links = view.payload.get("subjects", ())
    # Where items can be chosen, the first of those that were chosen keeps the correction.
    chosen = kind in AMENDABLE and AMENDABLE[kind].changes == "any"
    for link in links if chosen else links[:1]:
        for one in corrections_about(session, str(link["subject"])):
            if one.target == view.digest:
                found[one.entry] = one
    return [found[entry] for entry in sorted(found)]


def corrections_about(session: Session, subject: str) -> list[Correction]:
    """List the corrections that a subject keeps, oldest first."""
    state = state_of(session.world, subject)
    if isinstance(state, AuthorisationState):
        return [_of_grant(session, state, change) for change in state.changes
                if change["change"] == "amended"]  # fmt: skip
    return [_of_state(session, subject, one) for one in corrections_in(state)]


def _of_state(session: Session, subject: str, one: Mapping[str, Any]) -> Correction:
    items, annuls = one.get("items", ()), bool(one.get("annuls"))
    waits = annuls and bool(one.get("waiting"))
    late = waits and obstacle_to(session.world, subject, one) is not None
    fields = one["fields"]
    if waits and not late:
        # What it will change, should it hold: the state has that only then.
        fields = shown(session.world, subject, undoing(session.world, subject, items))
    return Correction(
        entry=one["entry"],
        digest=one["digest"],
        subject=subject,
        target=one["target"],
        target_kind=one["kind"],
        by=one["by"],
        reason=one["reason"],
        fields=tuple(fields),
        items=tuple(items),
        waiting=tuple(one.get("waiting", ())),
        agreed=one.get("agreed", {}),
        holds=one.get("holds"),
        annuls=annuls,
        is_late=late,
        ended=one.get("ended"),
    )


def _of_grant(session: Session, state: AuthorisationState, change: Mapping[str, Any]) -> Correction:
    """Read a correction of an authorisation from its entry: the state keeps no old values."""
    entry = int(change["entry"])
    payload = read_entry(session, entry).payload
    return Correction(
        entry=entry,
        digest=str(change["digest"]),
        subject=state.subject,
        target=str(payload["target"]),
        target_kind=str(payload["target_kind"]),
        by=str(change["by"]),
        reason=str(change["reason"]),
        fields=tuple(payload["fields"]),
        holds=entry,
    )


def find_open(session: Session, view: EntryView) -> Correction:
    """Give the correction that ``view`` is, or agrees to, or the only one of it that waits.

    Raises InputError where there is none, or where several wait.
    """
    kind, name = str(view.payload.get("kind", "")), _name_of(session, view)
    if kind in SUBJECT_FIELDS:
        digest = view.payload["amendment"] if kind == AGREED else view.digest
        subject = str(view.payload[SUBJECT_FIELDS[kind]])
        found = [one for one in corrections_about(session, subject) if one.digest == digest]
        if found:
            return found[0]
        raise refusal(InputError, "amend.not-kept", entry=name)
    known = corrections_of(session, view)
    # Who says it again means the one that was agreed to last.
    waiting = [one for one in known if one.waiting] or [one for one in known if one.agreed][-1:]
    if len(waiting) == 1:
        return waiting[0]
    if waiting:
        listed = ", ".join(str(one.entry) for one in waiting)
        raise refusal(InputError, "amend.several-wait", entry=name, listed=listed)
    raise refusal(InputError, "amend.nothing-waits", entry=name)


def _name_of(session: Session, view: EntryView) -> str:
    if view.index is None:
        return f"{view.place}p" if view.place else view.digest[:12]
    return str(view.index)


def places_of(session: Session, view: EntryView, about: str = "") -> list[Place]:
    """List every field of an entry that can be corrected, with what stands there now.

    ``about`` is the subject of it that is meant, where that is not the first. Raises InputError for
    an entry of a kind that is not corrected like this, and for one that a later entry has overtaken.
    """
    subject = about or _subject_of(view)
    kind = check_amendable(session, view, subject)
    amendable = AMENDABLE[kind]
    places = []
    for name in _leaves(amendable.fields):
        stands = what_stands(session.world, subject, kind, name, None)
        if not isinstance(stands, Nothing):
            places.append(Place(name, "", stands))
    if amendable.line is None:
        return places
    for line in view.payload.get(amendable.lines, ()):
        for name in _leaves(amendable.line):
            stands = what_stands(session.world, subject, kind, name, line["item"])
            if not isinstance(stands, Nothing):
                places.append(Place(name, str(line["item"]), stands))
    return places


def check_amendable(session: Session, view: EntryView, subject: str = "") -> str:
    """Give the kind of an entry that can be corrected. Raises InputError for any other."""
    kind, name = str(view.payload.get("kind", "")), _name_of(session, view)
    if kind not in AMENDABLE:
        raise refusal(
            InputError, "amend.not-amendable", entry=name, what=kind, kinds=", ".join(AMENDABLE)
        )
    if signer_of(session.world, subject or _subject_of(view), kind, view.digest) is None:
        raise refusal(InputError, "amend.overtaken", entry=name, what=kind)
    return kind


def _subject_of(view: EntryView) -> str:
    return str(view.payload["subjects"][0]["subject"])


def _leaves(record: Any, prefix: str = "") -> Iterator[str]:  # noqa: ANN401 - a model class
    """Name the fields of a record, those of a member record and of a map by their path."""
    for name, info in record.model_fields.items():
        for one in (info.annotation, *get_args(info.annotation)):
            if hasattr(one, "model_fields"):
                yield from _leaves(one, f"{prefix}{name}.")
                break
            if get_origin(one) is dict:
                yield from (f"{prefix}{name}.{word}" for word in get_args(get_args(one)[0]))
                break
        else:
            yield prefix + name


def correction_form(
    view: EntryView,
    changes: Sequence[tuple[Place, Any]],
    reason: str,
    items: Sequence[str] = (),
) -> dict[str, Any]:
    """Write the form of a correction; ``items`` chooses among several that an entry is about.

    Raises InputError for what the entry has sealed.
    """
    kind = str(view.payload["kind"])
    _check_not_sealed(view, changes)
    amendable = AMENDABLE[kind]
    if amendable.changes == "any":
        named = list(items) or [str(link["subject"]) for link in view.payload["subjects"]]
        subject, further = named[0], named[1:]
    else:
        subject = _subject_of(view)
        further = amendable.changed((one.field, one.item) for one, _ in changes)
    form: dict[str, Any] = {
        "amended_subject": subject,
        "target_kind": kind,
        "target": view.digest,
        "fields": [_field(one, new) for one, new in changes],
        "reason": reason,
    }
    if further:
        form["items"] = further
    return form


def _check_not_sealed(view: EntryView, changes: Sequence[tuple[Place, Any]]) -> None:
    """Raise InputError for a value that is sealed: a correction would say it in clear for ever."""
    if MEASURED_POINT not in view.payload.get("sealed", {}):
        return
    for place, _ in changes:
        if place.field in MEASURED and place.field not in view.payload:
            item, time = str(view.payload["item"]), str(view.payload["event_time"])
            raise refusal(InputError, "amend.sealed", field=place.field, item=item, time=time)


def _field(place: Place, new: Any) -> dict[str, Any]:  # noqa: ANN401 - any value
    said: dict[str, Any] = {"field": place.field}
    if place.item:
        said["item"] = place.item
    if place.stands is not None:
        said["old"] = _as_said(place.stands)
    return {**said, "new": _as_said(new)}


def _as_said(value: Any) -> Any:  # noqa: ANN401 - any value
    """Give a value as a statement says it: empty members of a record are left out."""
    if isinstance(value, list):
        return [_as_said(one) for one in value]
    if isinstance(value, dict):
        return {name: _as_said(one) for name, one in value.items() if one not in ([], "", None)}
    return value


def agreement_form(correction: Correction) -> dict[str, Any]:
    """Write the form by which somebody agrees to a correction."""
    form: dict[str, Any] = {
        "amended_subject": correction.subject,
        "amendment": correction.digest,
    }
    if correction.items:
        form["items"] = list(correction.items)
    return form
