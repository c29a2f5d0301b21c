"""Annulments as people meet them: whether an entry can be taken back, what changes, who has to agree.

The entry itself stays as it was signed; see :mod:`batterypass.app.amending` for how what was corrected
and annulled is listed.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from batterypass.app.amending import Correction, corrections_about
from batterypass.app.find import subject_of
from batterypass.domain.annulling import (
    is_annulled,
    obstacle,
    shown,
    undoing,
    who_agrees_to_annul,
)
from batterypass.domain.events.annulment import ANNULLABLE, EntryAnnulled
from batterypass.errors import InputError
from batterypass.evidence.refusal import refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from batterypass.app.read import EntryView
    from batterypass.app.session import Session
    from batterypass.domain.states import ConsignmentState, ItemState

ANNULLED = EntryAnnulled.KIND.name
#: Kind, or the first word of it -> the text that says what to do instead of annulling it.
_INSTEAD = {
    "consignment.offered": "annul.not-offered",
    "batch.opened": "annul.not-opened",
    "batch.output-weighed": "annul.not-weighed",
    "pack.manufactured": "annul.not-created",
    "pack.enrolled": "annul.not-created",
    "pack.assembled": "annul.not-created",
    "item.dismantled": "annul.not-created",
    "pack.prepared-for-reuse": "annul.not-repurposed",
    "pack.repurposed": "annul.not-repurposed",
    "pack.remanufactured": "annul.not-repurposed",
    "item.assessed": "annul.not-read",
    "item.decided": "annul.not-decided",
    "incident.reported": "annul.not-read",
    "passport": "annul.not-passport",
    "label": "annul.not-paper",
    "document.origin-named": "annul.not-origin",
    "document": "annul.not-paper",
    "party": "annul.not-party",
    "authorisation": "annul.not-authorisation",
    "entry": "annul.not-correction",
    "amendment": "annul.not-correction",
}


def check_annullable(view: EntryView) -> str:
    """Give the kind of an entry that can be annulled.

    Raises InputError for any other kind, which says what to do instead.
    """
    kind = str(view.payload.get("kind", ""))
    if kind in ANNULLABLE:
        return kind
    name = str(view.index) if view.index is not None else f"{view.place}p"
    key = _INSTEAD.get(kind) or _INSTEAD.get(kind.split(".", 1)[0], "annul.not-this-kind")
    raise refusal(InputError, key, entry=name, what=kind)


def annulment_form(view: EntryView, reason: str) -> dict[str, Any]:
    """Write the form of an annulment of an entry."""
    subject, *items = _subjects(view)
    form: dict[str, Any] = {
        "annulled_subject": subject,
        "target_kind": check_annullable(view),
        "target": view.digest,
        "reason": reason,
    }
    if items:
        form["items"] = items
    return form


def can_be_annulled(session: Session, view: EntryView) -> bool:
    """Tell whether an entry is the last one of its subjects, and nothing rests on it."""
    subject, *items = _subjects(view)
    kind = str(view.payload["kind"])
    return obstacle(session.world, subject, kind, view.digest, items) is None


def what_would_change(session: Session, view: EntryView) -> list[dict[str, Any]]:
    """Give the fields that the annulment of an entry that can be annulled changes, before and after."""
    subject, *items = _subjects(view)
    return shown(session.world, subject, undoing(session.world, subject, items))


def who_would_agree(session: Session, view: EntryView) -> list[str]:
    """Give who has to agree to the annulment of an entry that can be annulled."""
    subject, *items = _subjects(view)
    return who_agrees_to_annul(session.world, subject, items)


def _subjects(view: EntryView) -> list[str]:
    return [str(link["subject"]) for link in view.payload["subjects"]]


def is_annulled_entry(session: Session, raw: bytes, payload: Mapping[str, Any]) -> bool:
    """Tell whether an entry, as its bytes, was annulled, and that holds."""
    subject = str(payload["subjects"][0]["subject"])
    return is_annulled(session.world, subject, sha256(raw).hexdigest())


def waiting_corrections(
    session: Session, states: Iterable[ItemState | ConsignmentState], party: str = ""
) -> Iterator[Correction]:
    """List the corrections and annulments that wait for somebody, and can still hold.

    ``party`` leaves those of which it is not part out.
    """
    for state in states:
        if not state.amendments:
            continue
        for one in corrections_about(session, subject_of(state)):
            if not one.waiting or one.is_late:
                continue
            if not party or party == one.by or party in one.waiting:
                yield one
