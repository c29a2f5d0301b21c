"""A yard in which one recycler's authorisation changes, and hand-overs that rest on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from app import yard as yards
from batterypass.app import folios, offers
from batterypass.domain.ids import authorisation_subject
from batterypass.domain.standing import as_known
from batterypass.errors import RefusedError
from batterypass.regulations.accept import Acceptance, accepted_for, can_accept

HOLDER, SITE = yards.STRANGER, "nave-1"
AUTHORITY = yards.REGISTRAR
NUMBER = "PS/RME-900/26"
PERMIT = authorisation_subject(AUTHORITY, "MX-STATE", NUMBER)
SOURCE = "Padrón estatal"
KG = Decimal("412.5")

#: ``MM-DD`` of 2026, the word for what is said, and its fields.
Step = tuple[str, str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Case:
    """What was known before the hand-over, what it was found to be, and what came later.

    ``refused`` are the codes at the hand-over that are refused by default, ``told`` those that only
    tell. ``later`` steps add ``learned``. ``then`` and ``now`` are the answers for the day of the
    hand-over as known then, and as known at the end.
    """

    name: str
    before: tuple[Step, ...]
    on: str
    then: str
    refused: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()
    later: tuple[Step, ...] = ()
    learned: frozenset[str] = frozenset()
    now: str = ""
    damaged: bool = False
    receives: bool = False


def day(month_day: str) -> str:
    """Give a day of 2026, or the day itself where it has a year."""
    return month_day if len(month_day) == 10 else f"2026-{month_day}"


def copied(published_on: str) -> dict[str, str]:
    """Say that it was copied from the state's list of a day."""
    return {"source": SOURCE, "published_on": day(published_on), "digest": "5" * 64}


def said(yard: yards.Yard, step: Step) -> None:
    """Let the authority, or the registrar by a list, say something of the authorisation."""
    on, word, fields = step
    yard.at(f"{on}T09:00")
    form = {name: value for name, value in fields.items() if name != "copied"}
    if "copied" in fields:
        form["transcription"] = copied(fields["copied"])
    if word == "granted":
        form = _grant(form)
    elif word == "list":
        form = {"ledger": f"https://{yards.ORIGIN}", "rows": 1, **form}
        yard.log("authorisation.list-transcribed", AUTHORITY, **form)
        return
    elif word == "closed":
        yard.log("party.site-closed", HOLDER, party=HOLDER, closed=SITE, **form)
        return
    elif word == "amended":
        state = yard.session.world.authorisation(PERMIT)
        old = getattr(state, form["field"]) or None
        fixed = {"field": form["field"], "new": form["new"], **({"old": old} if old else {})}
        yard.log(
            "entry.amended", AUTHORITY, amended_subject=PERMIT, target=state.changes[0]["digest"],
            target_kind="authorisation.granted", fields=[fixed], reason="typing_error",
        )  # fmt: skip
        return
    else:
        form = {"authorisation": PERMIT, **form}
    yard.log(f"authorisation.{word}", AUTHORITY, **form)


def _grant(changed: Mapping[str, Any]) -> dict[str, Any]:
    scope = {
        "operation": "reciclaje", "waste_class": "special_handling", "streams": ["whole_battery"],
        "damaged_accepted": False,
    }  # fmt: skip
    scope.update(changed.get("scope", {}))
    terms = {
        "scheme": "MX-STATE", "number": NUMBER, "holder": HOLDER, "holder_site": SITE,
        "scopes": [scope], "effective_from": "2026-01-15", "effective_to": "2026-12-31",
    }  # fmt: skip
    return {**terms, **{name: value for name, value in changed.items() if name != "scope"}}


def open_case(folder: Path, case: Case) -> yards.Yard:
    """Open a ledger, with waste to hand over, and say what was known before."""
    yard = yards.make_yard(folder, packs=2)
    yards.register(
        yard.at("03-04T08:00"), "https://metales-y.example", "Metales Y", ["recycler"], "nave-2"
    )
    if case.damaged:
        yard.log(
            "incident.reported", yards.MAKER, item=yards.PACKS[0], incident="swelling",
            injuries=False, condition_after="damaged_stable",
        )  # fmt: skip
    yard.log(
        "item.declared-waste", yards.MAKER, items=list(yards.PACKS[:2]), reason="end_of_life",
        stream="whole_battery",
    )  # fmt: skip
    for step in case.before:
        said(yard, step)
    return yard


def hand_over(yard: yards.Yard, case: Case) -> set[str]:
    """Offer the waste on the day; where it is refused, record it knowingly. Gives the refusals."""
    yard.at(f"{case.on}T12:00")
    form = offer(yard, day(case.on))
    refused: set[str] = set()
    try:
        yard.log("consignment.offered", yards.MAKER, **form)
    except RefusedError as error:
        refused = {finding.code for finding in error.findings}  # type: ignore[attr-defined]
        acknowledged = [{"rule": code, "reason": "truck_at_gate"} for code in sorted(refused)]
        yard.log("consignment.offered", yards.MAKER, **form, acknowledged=acknowledged)
    if case.receives:
        receive(yard, case, form)
    return refused


def offer(yard: yards.Yard, on: str) -> dict[str, Any]:
    """Give the form of an offer of one pack of waste to the recycler."""
    chosen = offers.lines_of(yard.session, [yard.session.world.item(yards.PACKS[0])])
    waste_class = offers.classes_to_choose(offers.classify_lines(yard.session, chosen, on))[0]
    number = folios.next_id(yard.session, yards.MAKER, on, waste=True)
    waste = offers.Waste(
        number, yards.MAKER, "reciclaje", waste_class, "Tarima", 1,
        offers.name_of_waste(yard.session, chosen),
        cretib="RTI" if waste_class == "hazardous" else "",
    )  # fmt: skip
    proposal = offers.propose_transport(yard.session, chosen, on, operation="reciclaje")
    assert proposal is not None
    whole = offers.Offer(
        number, yards.CARRIER, HOLDER, SITE, chosen, waste=waste, transport=proposal.decision
    )
    return offers.offer_form(yard.session, whole, on)


def receive(yard: yards.Yard, case: Case, form: Mapping[str, Any]) -> None:
    """Carry it and receive it, an hour and two hours after the offer."""
    item = form["items"][0]["item"]
    subject = f"{yards.MAKER}#consignment/{form['consignment']}"
    yard.at(f"{case.on}T13:00")
    yard.log("consignment.collected", yards.CARRIER, consignment=subject, loaded=[item])
    yard.log("consignment.delivered", yards.CARRIER, consignment=subject, at_site=SITE)
    yard.at(f"{case.on}T14:00").log(
        "consignment.received", HOLDER, consignment=subject, at_site=SITE,
        measured_mass_kg=str(KG), lines=[{"item": item, "outcome": "received", "mass_kg": str(KG)}],
    )  # fmt: skip


def answer(yard: yards.Yard, case: Case, *, known_on: str = "") -> Acceptance:
    """Answer for the day of the hand-over, as known at the end of a day or now."""
    session = yard.session
    until = None
    if known_on:
        until = int(datetime.fromisoformat(f"{day(known_on)}T23:59:59+00:00").timestamp() * 1000)
    states = [session.world.authorisation(name) for name in session.world.pointed("holder", HOLDER)]
    known = [as_known(state, mark_ms=until) for state in states]
    waste_class = "hazardous" if case.damaged else "special_handling"
    party = session.world.party(HOLDER)
    on = day(case.on)
    return can_accept(
        [one for one in known if one is not None], SITE, "whole_battery", "reciclaje", waste_class,
        on, "damaged_stable" if case.damaged else "serviceable", chemistries=["LFP"], mass_kg=KG,
        accepted_kg_year=Decimal(0), closed_on=party.closed_on(SITE),
        accepted=accepted_for(
            session.around.regulations, "MX", on, "receive", waste_class, "reciclaje"
        ),
    )  # fmt: skip
