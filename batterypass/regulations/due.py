"""What is due of a consignment, a lot or a year on a day: a pure function over the folded state.

Nothing here is stored and nothing is judged: asked about another day it answers otherwise. A clock
that the ledger knows to be stopped is *done*; where no entry could stop it, what lies in the past is
*unknown*, never *overdue*: that an authority was told is not in the log unless somebody said so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from batterypass.domain.clock import day_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from batterypass.domain.states import ConsignmentState
    from batterypass.regulations.deadlines import Clock, DeadlineRule, Deadlines

#: ``running``: not yet due; ``age``: the law gives no number; ``unknown``: past, and no entry could
#: say whether it was done.
Status = Literal["overdue", "running", "age", "unknown", "done"]
#: First word of a rule's ``actor`` -> the role that the consignment gives it.
_ACTORS: Mapping[str, str] = MappingProxyType(
    {
        "generator": "consignor",
        "LQG": "consignor",
        "SQG": "consignor",
        "notifier": "consignor",
        "transporter": "carrier",
        "consignee/transporter": "consignee",
        "consignee": "consignee",
        "TSDF": "consignee",
        "facility": "consignee",
    }
)
#: Rule -> what stops its clock, by the first of these that the state has.
_STOPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "mx.notify_missing_original": ("original-returned", "exception-reported"),
        "mx.return_original": ("original-returned",),
        # The copy that the facility signed is what the generator waits for.
        "us.exc.lqg.inquiry.old": ("signed-by-facility", "exception-reported"),
        "us.exc.lqg.report.old": ("signed-by-facility", "exception-reported"),
        "us.exc.lqg.inquiry": ("signed-by-facility", "exception-reported"),
        "us.exc.report": ("signed-by-facility", "exception-reported"),
        "us.exc.sqg.old": ("signed-by-facility", "exception-reported"),
        "eu.annex_ib.completion": ("certified",),
        "eu.annex_ib.completion_longstop": ("certified",),
    }
)
#: Rules that hold only where the consignee found something else than was declared.
_ON_DISCREPANCY = frozenset({"us.discrepancy.report.old", "us.discrepancy.report"})
#: Rules about waste that came without a manifest; a consignment here always has one.
_WITHOUT_MANIFEST = frozenset({"us.unmanifested.report"})
_DIFFERENCES = frozenset({"missing", "surplus", "damaged", "rejected", "returned"})
_DAY_OF: Mapping[str, str] = MappingProxyType(
    {
        "original-returned": "returned_on",
        "exception-reported": "reported_on",
        "certified": "treated_on",
    }
)


@dataclass(frozen=True, slots=True)
class Due:
    """One deadline on the day that was asked about.

    ``actor`` is the party that has to act. ``due_on`` is empty for an age. ``days`` are the days that
    are left, negative once it is overdue; of an age, the days that have passed.
    """

    rule: DeadlineRule
    subject: str
    name: str
    actor: str
    started_on: str
    due_on: str
    days: int
    status: Status
    stopped_on: str = ""
    #: Of a lot: its stream, how many items, their mass, and whether only a person can say that the
    #: limit holds for it, because the table leaves the class of the waste open.
    stream: str = ""
    count: int = 0
    mass_kg: str = ""
    perhaps: bool = False

    @property
    def is_late(self) -> bool:
        """Tell whether it was done after its day."""
        return bool(self.stopped_on and self.due_on and self.stopped_on > self.due_on)


def forms_of(
    jurisdiction: str, waste_class: str, *, crosses_border: bool = False
) -> tuple[str, ...]:
    """Give the forms of the table whose clocks a consignment starts; none for milder waste."""
    if waste_class != "hazardous":
        return ()
    if jurisdiction in ("EU", "UK") and crosses_border:
        return ("eu_annex_ib",)
    own = {"MX": "mx_semarnat", "US": "us_epa_8700_22", "UK": "uk_consignment_note"}
    return (own[jurisdiction],) if jurisdiction in own else ()


def due_of_consignment(
    consignment: ConsignmentState,
    table: Deadlines,
    jurisdiction: str,
    on: str,
    *,
    crosses_border: bool = False,
) -> Iterator[Due]:
    """Give the deadlines of a waste manifest as they stand at the end of a day."""
    if not consignment.waste or consignment.state in ("offering", "offered", "voided"):
        return
    for form in forms_of(
        jurisdiction, consignment.waste["waste_class"], crosses_border=crosses_border
    ):
        for clock, started_on in _clocks(consignment):
            if started_on > on:
                continue
            for rule in table.governing(clock, started_on, form):
                if _concerns(rule, consignment, jurisdiction):
                    yield _due(rule, consignment, started_on, on)


def _clocks(consignment: ConsignmentState) -> Iterator[tuple[Clock, str]]:
    arrived = consignment.delivered_at or consignment.received_at
    known: tuple[tuple[Clock, str], ...] = (
        ("collected", consignment.collected_at),
        ("delivered", arrived),
        ("received", consignment.received_at),
        ("treated", str(consignment.after.get("certified", {}).get("treated_on", ""))),
    )
    for clock, at in known:
        if at:
            yield clock, day_of(at)


def _concerns(rule: DeadlineRule, consignment: ConsignmentState, jurisdiction: str) -> bool:
    if rule.jurisdiction and rule.jurisdiction != jurisdiction:
        return False
    if jurisdiction == "UK" and rule.form.startswith("eu_") and not rule.jurisdiction:
        # What the Union changed since does not hold there.
        return False
    if rule.rule_id in _WITHOUT_MANIFEST:
        return False
    outcomes = {line.get("outcome", "") for line in consignment.items.values()}
    return rule.rule_id not in _ON_DISCREPANCY or bool(outcomes & _DIFFERENCES)


def _due(rule: DeadlineRule, consignment: ConsignmentState, started_on: str, on: str) -> Due:
    stops = _STOPS.get(rule.rule_id)
    stopped_on = _stopped_on(consignment, stops or (), on)
    role = _ACTORS.get(rule.actor.partition(",")[0].strip(), "consignor")
    return make_due(
        rule, consignment.subject, consignment.consignment, getattr(consignment, role),
        started_on, on, stopped_on=stopped_on, can_stop=stops is not None,
    )  # fmt: skip


def _stopped_on(consignment: ConsignmentState, stops: tuple[str, ...], on: str) -> str:
    """Give the earliest day on which something stopped the clock, up to the day asked about."""
    days = []
    for stop in stops:
        if stop == "signed-by-facility":
            days.append(day_of(consignment.received_at))
        elif stop in consignment.after:
            days.append(str(consignment.after[stop][_DAY_OF[stop]]))
    return min((day for day in days if day and day <= on), default="")


def make_due(
    rule: DeadlineRule,
    subject: str,
    name: str,
    actor: str,
    started_on: str,
    on: str,
    *,
    stopped_on: str = "",
    can_stop: bool = True,
) -> Due:
    """Compare a clock that started with the day that was asked about."""
    due_on = rule.due_on(started_on)
    today = date.fromisoformat(on)
    days = (
        (date.fromisoformat(due_on) - today).days
        if due_on
        else (today - date.fromisoformat(started_on)).days
    )
    status: Status = "running"
    if stopped_on:
        status = "done"
    elif not due_on:
        status = "age"
    elif days < 0:
        status = "overdue" if can_stop else "unknown"
    return Due(rule, subject, name, actor, started_on, due_on, days, status, stopped_on)


def due_of_lot(
    table: Deadlines,
    jurisdiction: str,
    waste_class: str,
    *,
    subject: str,
    name: str,
    holder: str,
    since: str,
    on: str,
) -> Iterator[Due]:
    """Give the storage limits of waste that somebody has held since a day."""
    if since > on:
        return
    form: str | None
    if waste_class == "universal_waste" and jurisdiction == "US":
        form = None
    elif waste_class == "hazardous" and jurisdiction == "MX":
        form = "mx_semarnat"
    else:
        return
    for rule in table.governing("waste", since, form):
        yield make_due(rule, subject, name, holder, since, on)


def due_of_year(
    table: Deadlines, jurisdiction: str, party: str, on: str, *, hazardous_years: frozenset[int]
) -> Iterator[Due]:
    """Give the yearly and quarterly reports whose day comes next or has just passed.

    ``hazardous_years`` are the years in which the party moved hazardous waste: for others nothing is
    due. No entry says that a report was filed, so one whose day has passed is ``unknown``.
    """
    today = date.fromisoformat(on)
    for rule in table.rules:
        if rule.clock == "year" and rule.window and jurisdiction == "MX":
            if today.year - 1 in hazardous_years:
                opens, closes = (f"{today.year}-{day}" for day in rule.window)
                if opens <= on and rule.governs(opens):
                    left = (date.fromisoformat(closes) - today).days
                    status: Status = "running" if left >= 0 else "unknown"
                    name = str(today.year - 1)
                    yield Due(rule, party, name, party, opens, closes, left, status)
        elif rule.clock == "quarter" and jurisdiction == "UK" and rule.months:
            ended = _quarter_before(today)
            if ended.year in hazardous_years and rule.governs(ended.isoformat()):
                name = f"{ended.year}-Q{(ended.month + 2) // 3}"
                yield make_due(
                    rule, party, name, party, ended.isoformat(), on, can_stop=False
                )  # fmt: skip


def _quarter_before(day: date) -> date:
    """Give the last day of the quarter that ended before a day."""
    month = 3 * ((day.month - 1) // 3)
    year = day.year if month else day.year - 1
    ends = {3: 31, 6: 30, 9: 30, 12: 31}
    return date(year, month or 12, ends[month or 12])
