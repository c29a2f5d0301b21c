"""How an authorisation stands: what its entries make of it, on a day, as known at a time.

Bitemporal (``reference/waste-and-manifests.md`` 1.3): the day asked about is one question, what the
log knew is another. Both are answered from the one state, by the one step that folds it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Literal

from batterypass.domain.states import AuthorisationState

if TYPE_CHECKING:
    from collections.abc import Mapping

StandingWord = Literal["in_force", "pending", "not_yet", "expired", "suspended", "revoked"]
#: Terms of the grant that a state repeats under their own names.
TERMS = (
    "scheme", "number", "authority", "holder", "holder_site", "scopes", "capacity_t_year",
    "effective_from", "effective_to", "transcription",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands on a day, and the entry that says so.

    ``since`` is the day from which it stands so, where one is named; else empty.
    """

    word: StandingWord
    entry: int
    since: str = ""


def granted(subject: str, change: Mapping[str, Any]) -> AuthorisationState:
    """Make the state of a new authorisation from its grant."""
    terms = {name: _copied(change[name]) for name in TERMS}
    return AuthorisationState(
        subject=subject,
        granted_by=change["by"],
        granted_index=change["entry"],
        changes=[dict(change)],
        **terms,
    )


def take_change(state: AuthorisationState, change: Mapping[str, Any]) -> None:
    """Fold one later entry into the state."""
    state.changes = [*state.changes, dict(change)]
    word = change["change"]
    if word == "extended":
        state.effective_to = change["effective_to"]
        state.renewal_filed_on = ""
    elif word == "renewal-filed":
        state.renewal_filed_on = change["filed_on"]
    elif word == "suspended":
        new = {
            "from": change["effective_from"],
            "to": change["effective_to"],
            "entry": change["entry"],
        }
        state.suspensions = [*state.suspensions, new]
    elif word == "reinstated":
        state.suspensions = _reinstate(state.suspensions, change["effective_from"])
    elif word == "revoked":
        day = change["effective_from"]
        state.revoked_from = min(state.revoked_from or day, day)
    elif word == "amended":
        for name, value in change["fields"].items():
            setattr(state, name, _copied(value))


def as_known(
    state: AuthorisationState, *, mark_ms: int | None = None, entry: int | None = None
) -> AuthorisationState | None:
    """Give the state as the log knew it, or None if it knew nothing of it.

    ``mark_ms`` counts what stands above a time mark up to that instant, ``entry`` what stands below
    that entry.
    """
    known = [
        change
        for change in state.changes
        if (mark_ms is None or change["mark_ms"] <= mark_ms)
        and (entry is None or change["entry"] < entry)
    ]
    if len(known) == len(state.changes):
        return state
    if not known or known[0]["change"] != "granted":
        return None
    made = granted(state.subject, known[0])
    for change in known[1:]:
        take_change(made, change)
    return made


def standing_on(state: AuthorisationState, day: str) -> Standing:
    """Tell how an authorisation stands on a day, by all that the state knows."""
    if state.revoked_from and state.revoked_from <= day:
        return Standing("revoked", _last(state, "revoked"), state.revoked_from)
    if day < state.effective_from:
        return Standing("not_yet", _of_terms(state), state.effective_from)
    end = state.effective_to
    if end and end < day:
        # A renewal that was filed too late keeps nothing open.
        if state.renewal_filed_on and state.renewal_filed_on <= end:
            return Standing("pending", _last(state, "renewal-filed"), state.renewal_filed_on)
        return Standing("expired", _of_end(state), end)
    for one in state.suspensions:
        if one["from"] <= day and (not one["to"] or day <= one["to"]):
            return Standing("suspended", one["entry"], one["from"])
    return Standing("in_force", _of_end(state), state.effective_from)


def read_on(state: AuthorisationState) -> str:
    """Give the date of the newest list that an entry was copied from; empty: nobody copied it."""
    if not state.transcription:
        return ""
    copies = [change.get("transcription") or {} for change in state.changes]
    return max([str(copy.get("published_on", "")) for copy in copies])


def fresh_on(lists: Mapping[str, Any], copy: AuthorisationState) -> str:
    """Give the date of the newest list that was gone through and still has a copied authorisation.

    ``lists`` are those of the ledger's state.
    """
    gone_through = lists.get(str(copy.transcription["source"]), {})
    if copy.subject in gone_through.get("not_listed", ()):
        return read_on(copy)
    return max(read_on(copy), str(gone_through.get("published_on", "")))


def _copied(value: Any) -> Any:  # noqa: ANN401 - plain data of any shape
    """Copy plain data; ``deepcopy`` takes five times as long, and a list grants thousands."""
    if type(value) is list:
        return [_copied(one) for one in value]
    if type(value) is dict:
        return {name: _copied(one) for name, one in value.items()}
    return value


def _reinstate(suspensions: list[dict[str, Any]], day: str) -> list[dict[str, Any]]:
    """End the suspensions that lie over a day; one that begins later is another matter."""
    before = (date.fromisoformat(day) - timedelta(days=1)).isoformat()
    kept = []
    for one in suspensions:
        if one["from"] <= day and (not one["to"] or day <= one["to"]):
            if one["from"] < day:
                kept.append({**one, "to": before})
        else:
            kept.append(one)
    return kept


def _last(state: AuthorisationState, *words: str) -> int:
    for one in reversed(state.changes):
        if one["change"] in words:
            return int(one["entry"])
    return state.granted_index


def _of_terms(state: AuthorisationState) -> int:
    """Give the entry that the terms of the grant stand in: the grant, or its last correction."""
    return _last(state, "granted", "amended")


def _of_end(state: AuthorisationState) -> int:
    """Give the entry that says until when: the grant, its correction or the last extension."""
    return _last(state, "granted", "amended", "extended")
