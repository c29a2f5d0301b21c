"""BP-A005 and A007 to A011: what the acceptance of a load rests on, and how firmly.

A copied list may be old, a renewal may not be decided, a yearly capacity may be used up:
``reference/waste-and-manifests.md`` 9.2 and 12.3, ``design/interface.md`` 5. The judgement itself is
that of ``authorised.py``.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from batterypass.domain.standing import fresh_on, read_on
from batterypass.regulations.tables import limit_on
from batterypass.rules.authorised import JUDGED, answer_of, load_of
from batterypass.rules.base import NONE, Finding, Findings, Rule

if TYPE_CHECKING:
    from batterypass.domain.states import AuthorisationState
    from batterypass.rules.acts import JudgedAct


def the_judgement_rests_on_a_transcription(act: JudgedAct) -> Findings:
    """Tell where only the registrar's copy of a published list says that it is authorised."""
    load, copies = load_of(act), _only_copies(act)
    if load is None or not copies:
        return NONE
    first = copies[0]
    return [
        act.notice(
            "BP-A005",
            first.subject,
            consignee=load.consignee,
            number=first.number,
            scheme=first.scheme,
            source=str(first.transcription["source"]),
            published=read_on(first),
        )
    ]


def _only_copies(act: JudgedAct) -> list[AuthorisationState]:
    """Give the authorisations that an acceptance rests on, if all of them are copies of lists."""
    return act.once(_read_copies)


def _read_copies(act: JudgedAct) -> list[AuthorisationState]:
    answer = answer_of(act)
    if not answer:
        return []
    held = [act.world.authorisation(subject) for subject in answer.evidence]
    copies = [one for one in held if one is not None and one.transcription]
    return copies if len(copies) == len(held) else []


def the_capacity_is_nearly_used(act: JudgedAct) -> Findings:
    """Tell from a part of the yearly capacity on that it is being used up."""
    load, answer = load_of(act), answer_of(act)
    near = answer.near_capacity if answer else None
    if load is None or near is None:
        return NONE
    return [
        act.notice(
            "BP-A007",
            act.event.subjects[0].subject,
            consignee=load.consignee,
            site=load.site,
            year=act.day[:4],
            **near.values,
        )
    ]


def the_capacity_is_not_exceeded(act: JudgedAct) -> Findings:
    """With this load the site has not taken more in the year than its authorisation allows."""
    load, answer = load_of(act), answer_of(act)
    if load is None or answer is None or answer or not answer.is_over_capacity:
        return NONE
    return [
        act.breach(
            "BP-A008",
            act.event.subjects[0].subject,
            consignee=load.consignee,
            site=load.site,
            year=act.day[:4],
            **answer.reasons[0].values,
        )
    ]


def the_renewal_is_not_decided(act: JudgedAct) -> Findings:
    """Tell that the authorisation has ended and a renewal, filed in time, is pending (bytes.md 4)."""
    load, answer = load_of(act), answer_of(act)
    if load is None or answer is None or answer.answer != "pending":
        return NONE
    return [
        act.notice(
            "BP-A009",
            act.event.subjects[0].subject,
            consignee=load.consignee,
            site=load.site,
            day=act.day,
            **answer.reasons[0].values,
        )
    ]


def the_list_is_fresh(act: JudgedAct) -> Findings:
    """Tell where the list that it was copied from was published long before the act."""
    return _old_list(act, "BP-A010", "list_notice_days", up_to="list_limit_days")


def the_list_is_not_too_old(act: JudgedAct) -> Findings:
    """What a list said too long before the act is no answer; a chief can record it with a reason."""
    return _old_list(act, "BP-A011", "list_limit_days")


def _old_list(act: JudgedAct, code: str, limit: str, up_to: str = "") -> Findings:
    load, copies = load_of(act), _only_copies(act)
    days = limit_on(act.regulations, limit, act.day)
    if load is None or not copies or days is None:
        return NONE
    ledger = act.world.ledger()
    lists = ledger.lists if ledger is not None else {}
    published, newest = max((fresh_on(lists, one), one.number) for one in copies)
    age = (date.fromisoformat(act.day) - date.fromisoformat(published)).days
    most = limit_on(act.regulations, up_to, act.day) if up_to else None
    if age <= days or (most is not None and age > most):
        return NONE
    first = next(one for one in copies if one.number == newest)
    values = {
        "consignee": load.consignee,
        "number": first.number,
        "scheme": first.scheme,
        "source": str(first.transcription["source"]),
        "published": published,
        "age": str(age),
        "limit": str(days),
        "day": act.day,
    }
    make = act.notice if code == "BP-A010" else act.breach
    found: Finding = make(code, act.event.subjects[0].subject, **values)
    return [found]


RULES = (
    Rule("BP-A005", "notice", "consignment", JUDGED, the_judgement_rests_on_a_transcription),
    Rule("BP-A007", "notice", "consignment", JUDGED, the_capacity_is_nearly_used),
    Rule("BP-A008", "compliance", "consignment", JUDGED, the_capacity_is_not_exceeded),
    Rule("BP-A009", "notice", "consignment", JUDGED, the_renewal_is_not_decided),
    Rule("BP-A010", "notice", "consignment", JUDGED, the_list_is_fresh),
    Rule("BP-A011", "compliance", "consignment", JUDGED, the_list_is_not_too_old),
)
