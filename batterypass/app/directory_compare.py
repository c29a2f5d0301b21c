"""A list against the ledger: for each authorisation the events that say what the list says.

What a row leaves empty is not said, and changes nothing. An end that moves on is an extension; any
other term that differs is a correction of the grant, because its source says otherwise; how an
authorisation stands is suspended, reinstated, revoked, or has a renewal filed.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from batterypass.app.directory_parties import ListedParties
from batterypass.app.directory_steps import FieldChange, Outcome, Step
from batterypass.domain.ids import authorisation_subject
from batterypass.domain.standing import standing_on
from batterypass.exchange.problems import RowProblem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from batterypass.app.directory_cards import ListedParty
    from batterypass.app.session import Session
    from batterypass.domain.states import AuthorisationState
    from batterypass.exchange.listing import Listed
    from batterypass.projections.world import FoldedWorld

#: Why an authorisation is suspended or revoked that its list does not name any more.
NOT_ON_LIST: Final = "not_on_list"
#: Terms of a grant that a correction changes, in the order of the event.
_CORRECTED: Final = ("holder_site", "capacity_t_year", "effective_from", "authority")


class Comparison:
    """Compares the rows of one list, all of them, in order.

    ``transcription`` says where it was read, None for an authority's own list; ``day`` is the day
    on which the list holds.
    """

    def __init__(
        self,
        session: Session,
        world: FoldedWorld,
        *,
        actor: str,
        transcription: Mapping[str, str] | None,
        day: str,
    ) -> None:
        self._world = world
        self._actor = actor
        self._copied = {"transcription": dict(transcription)} if transcription else {}
        self._day = day
        self._people = ListedParties(session, world, actor)
        self._steps: list[Step] = []
        self.outcomes: list[Outcome] = []
        self.problems: list[tuple[Listed, RowProblem]] = []
        #: Subjects of the authorisations that the list names.
        self.named: set[str] = set()

    def take(self, one: Listed) -> None:
        """Compare one authorisation."""
        scheme, number = one.key
        subject = authorisation_subject(self._actor, scheme, number)
        self.named.add(subject)
        held = self._world.authorisation(subject)
        found = self._people.place_of(one, held)
        if isinstance(found, RowProblem):
            self.problems.append((one, found))
            return
        person, site = found
        outcome = Outcome("unchanged", scheme, number, person.name, one.line, subject)
        if held is None:
            problem = self._grant(one, person, site)
            outcome.what = "added"
        else:
            problem = self._change(one, held, site, outcome)
        if problem is not None:
            self.problems.append((one, problem))
        else:
            self.outcomes.append(outcome)

    def steps(self) -> list[Step]:
        """Give every step: parties and sites first, then what they are allowed."""
        return [*self._people.steps(), *self._steps]

    # New.

    def _grant(self, one: Listed, person: ListedParty, site: str) -> RowProblem | None:
        missing = [
            name
            for name, is_there in (
                ("operations", bool(one.scopes)),
                ("waste_class", all("waste_class" in scope for scope in one.scopes)),
                ("streams", all("streams" in scope for scope in one.scopes)),
                ("effective_from", bool(one.get("effective_from"))),
            )
            if not is_there
        ]
        if missing:
            values = {"what": ", ".join(missing), "of": "authorisation"}
            return RowProblem(one.line, one.column(missing[0]), "", "list_needed", values)
        scheme, number = one.key
        form: dict[str, Any] = {"scheme": scheme, "number": number}
        if self._copied and one.get("authority"):
            form["authority"] = one.get("authority")
        form.update(holder=person.party, holder_site=site)
        form["scopes"] = [scope_form(scope) for scope in one.scopes]
        for name in ("capacity_t_year", "effective_from", "effective_to"):
            if one.get(name):
                form[name] = one.get(name)
        form.update(self._copied)
        subject = authorisation_subject(self._actor, scheme, number)
        problem = self._check_status(one, one.get("effective_to"))
        if problem is not None:
            return problem
        self._steps.append(Step("authorisation.granted", form, [one]))
        self._steps += self._standing(one, subject)
        return None

    # Known.

    def _change(
        self, one: Listed, held: AuthorisationState, site: str, outcome: Outcome
    ) -> RowProblem | None:
        status = one.get("status")
        if held.revoked_from and held.revoked_from <= self._day:
            values = {"entry": _entry_of(held, "revoked"), "day": held.revoked_from}
            stays = RowProblem(one.line, one.column("status"), status, "list_revoked", values)
            if status in ("in_force", "suspended", "renewal_filed"):
                return stays
            if not status and stays not in one.header.notes:
                # That it stands there at all may mean that it counts.
                one.header.notes.append(stays)
            return None
        problem = self._check_status(one, one.get("effective_to") or held.effective_to)
        if problem is not None:
            return problem
        changes = list(_corrections(one, held, site, is_copied=bool(self._copied)))
        end, before = one.get("effective_to"), held.effective_to
        is_extended = bool(end and before and end > before)
        if end and end != before and not is_extended:
            changes.append(FieldChange("effective_to", before, end))
        if changes:
            outcome.changes += changes
            self._steps.append(_amendment(held, changes, one))
        if is_extended:
            outcome.changes.append(FieldChange("effective_to", before, end))
            form = {"authorisation": held.subject, "effective_to": end, **self._copied}
            self._steps.append(Step("authorisation.extended", form, [one]))
        word = standing_on(held, self._day).word
        # That it is on the list after its end says nothing of a suspension.
        may_end = word == "suspended" or is_extended
        later = list(
            self._standing(one, held.subject, held, is_extended=is_extended, may_end=may_end)
        )
        if later:
            self._steps += later
            outcome.changes += [FieldChange("status", word, later[-1].kind.rpartition(".")[2])]
        if outcome.changes:
            outcome.what = "changed"
        return None

    def _check_status(self, one: Listed, end: str) -> RowProblem | None:
        status = one.get("status")
        column = one.column("status")
        if status == "expired" and not (end and end < self._day):
            values = {"end": end or "-", "day": self._day}
            return RowProblem(one.line, column, status, "list_expired", values)
        if status == "renewal_filed" and not one.get("renewal_filed_on"):
            return RowProblem(one.line, column, status, "list_renewal_day", {})
        return None

    def _standing(
        self,
        one: Listed,
        subject: str,
        held: AuthorisationState | None = None,
        *,
        is_extended: bool = False,
        may_end: bool = False,
    ) -> Iterator[Step]:
        """Give the steps from how it stands to how the list says it does."""
        status = one.get("status")
        since = one.get("status_on") or self._day
        base = {"authorisation": subject}
        is_suspended = held is not None and _is_suspended(held, self._day)
        if (is_suspended and may_end) and (
            status in ("in_force", "renewal_filed") or (not status and _was_not_listed(held))
        ):
            form = {**base, "effective_from": since, **self._copied}
            yield Step("authorisation.reinstated", form, [one])
        filed = one.get("renewal_filed_on")
        # An extension decides the renewal that came before it.
        if filed and filed not in _filed(held) and (not is_extended or status == "renewal_filed"):
            form = {**base, "filed_on": filed, **self._copied}
            yield Step("authorisation.renewal-filed", form, [one])
        if status == "suspended" and not is_suspended:
            form = {**base, "effective_from": since, "reason": "other", **self._copied}
            yield Step("authorisation.suspended", form, [one])
        if status == "revoked" and not (held is not None and held.revoked_from):
            form = {**base, "effective_from": since, "reason": "other", **self._copied}
            yield Step("authorisation.revoked", form, [one])


def scope_form(scope: Mapping[str, Any]) -> dict[str, Any]:
    """Give a scope as an event carries it: members that are empty, or as always, are left out."""
    return {name: value for name, value in scope.items() if value not in ([], "", False, None)}


def _corrections(
    one: Listed, held: AuthorisationState, site: str, *, is_copied: bool
) -> Iterator[FieldChange]:
    """Give the terms of the grant that the list says otherwise, but its end."""
    said = {**one.said, "holder_site": site}
    if not is_copied:
        said.pop("authority", None)
    for name in _CORRECTED:
        before, now = getattr(held, name), said.get(name, "")
        if now and now != before:
            yield FieldChange(name, before, now)
    if one.scopes:
        scopes = [_completed(scope, held.scopes) for scope in one.scopes]
        if _canonical(scopes) != _canonical(held.scopes):
            yield FieldChange("scopes", held.scopes, [scope_form(scope) for scope in scopes])


def _completed(scope: Mapping[str, Any], known: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Add to a scope what the list does not speak of, from the ledger's scope of this operation."""
    same = [one for one in known if one["operation"] == scope["operation"]]
    best = [one for one in same if one["waste_class"] == scope.get("waste_class")] or same
    return {**(best[0] if best else {}), **scope}


def _canonical(scopes: Sequence[Mapping[str, Any]]) -> list[str]:
    """Write scopes so that two lists of them can be compared, whatever their order."""
    return sorted(
        json.dumps(
            {
                name: sorted(value) if isinstance(value, list) else value
                for name, value in scope_form(scope).items()
            },
            sort_keys=True,
        )
        for scope in scopes
    )


def _amendment(held: AuthorisationState, changes: Sequence[FieldChange], one: Listed) -> Step:
    fields = []
    for change in changes:
        corrected: dict[str, Any] = {"field": change.field}
        if change.old:
            is_scopes = change.field == "scopes"
            corrected["old"] = list(map(scope_form, change.old)) if is_scopes else change.old
        fields.append({**corrected, "new": change.new})
    form = {
        "amended_subject": held.subject,
        "target_kind": "authorisation.granted",
        "target": held.changes[0]["digest"],
        "fields": fields,
        "reason": "source_corrected",
    }
    return Step("entry.amended", form, [one])


def _is_suspended(held: AuthorisationState, day: str) -> bool:
    return any(
        one["from"] <= day and (not one["to"] or day <= one["to"]) for one in held.suspensions
    )


def _was_not_listed(held: AuthorisationState | None) -> bool:
    """Tell whether the last that was said is that it was suspended because no list named it."""
    return held is not None and held.changes[-1].get("reason") == NOT_ON_LIST


def _filed(held: AuthorisationState | None) -> set[str]:
    changes = held.changes if held is not None else []
    return {str(one["filed_on"]) for one in changes if one["change"] == "renewal-filed"}


def _entry_of(held: AuthorisationState, word: str) -> int:
    return next(int(one["entry"]) for one in reversed(held.changes) if one["change"] == word)
