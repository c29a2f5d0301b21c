"""The yearly report of a site: what came, what was done with it, what came of it, what lies there.

What lies at a site is what its party took over there or made there and has neither passed on nor
worked up. A consignment counts with the mass on the consignee's scale, corrected as it is now;
everything else with the mass of the item, and what was fed to a batch with that on the scale there. The
input of a batch that is open for years is told year by year; what came out of the batch that it is fed to
is no new input, and told apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from batterypass.app.balances import balance_of
from batterypass.app.chronicle import Chronicle, year_in
from batterypass.app.movements import entries_of
from batterypass.app.read import consignments, parties
from batterypass.app.recovery_batches import LedgerBatches
from batterypass.app.report_model import Amount
from batterypass.app.report_site_tables import Capacity, Site, SiteBatches, SiteReport
from batterypass.domain.stages import ENDED, OUT_OF_SIGHT, arrived_items
from batterypass.domain.states import AuthorisationState, PartyState
from batterypass.projections.codec import parse_state

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.app.chronicle import Moved, Progress
    from batterypass.app.report_model import Asked, Basis
    from batterypass.app.report_site_tables import What
    from batterypass.app.session import Session
    from batterypass.domain.states import ItemState

_BY_HAND: Final[Mapping[str, What]] = {
    "custody.accepted": "accepted", "custody.claimed": "claimed",
    "consignment.returned": "returned",
}  # fmt: skip
#: Stages of what is no more at the site, although nobody else has it.
_GONE: Final = ENDED | OUT_OF_SIGHT | {"in_use", "in_batch", "built_in"}
Place = tuple[str, str]
_NOWHERE: Final[Place] = ("", "")


def site_report(
    session: Session, asked: Asked, basis: Basis, progress: Progress | None = None
) -> SiteReport:
    """Make the report of a party's sites, or of everybody's."""
    sites = _Sites(session, asked)
    chronicle = Chronicle(session, asked.year)
    watch = _Watch(chronicle, asked, sites)
    chronicle.run([watch], progress)
    for item, facts, step in chronicle.now():
        place = watch.where.get(item, _NOWHERE)
        if place[0] and step.stage not in _GONE and (one := sites.of(place)) is not None:
            # A fraction is told by what it is for.
            name = facts.use or step.stage
            one.stock.setdefault(name, Amount()).add(facts.kg, watch.since[item])
    _add_consignments(session, asked, sites)
    _add_batches(session, asked, sites, watch)
    _add_capacities(session, asked, sites)
    return SiteReport(asked, basis, tuple(sites.found()))


class _Sites:
    """The sites that were asked for."""

    def __init__(self, session: Session, asked: Asked) -> None:
        self._asked = asked
        self._sites: dict[Place, Site] = {}
        self.states = {state.party: state for state in parties(session)}

    def of(self, place: Place) -> Site | None:
        party, site = place
        if self._asked.party not in ("", party) or self._asked.site not in ("", site):
            return None
        return self._sites.setdefault(place, Site(party, site))

    def of_act(self, payload: Mapping[str, Any]) -> Place:
        """Give the place where somebody acted."""
        actor = payload["actor"]
        state = self.states.get(actor)
        named = payload.get("at_site") or payload.get("site")
        return actor, state.site_of_act(named) if state is not None else str(named or "")

    def found(self) -> list[Site]:
        return [
            self._sites[place] for place in sorted(self._sites) if not self._sites[place].is_empty
        ]


class _Watch:
    """Follows where items lie, and counts what is done with them."""

    kinds = (
        "pack.manufactured", "pack.enrolled", "pack.assembled", "item.declared-waste",
        "item.dismantled", "item.disposed", "pack.prepared-for-reuse", "pack.repurposed",
        "pack.remanufactured", "consignment.collected", "consignment.received",
        "consignment.partially-received", "consignment.recorded-on-paper", "consignment.returned",
        "custody.accepted", "custody.claimed", "batch.fed", "batch.output-weighed",
    )  # fmt: skip
    late: frozenset[str] = frozenset()

    def __init__(self, chronicle: Chronicle, asked: Asked, sites: _Sites) -> None:
        self._chronicle = chronicle
        self._asked = asked
        self._sites = sites
        self.where: dict[str, Place] = {}
        #: The entry since which an item lies there.
        self.since: dict[str, int] = {}
        #: Batch -> what was fed to it in the year, and what of its own fractions.
        self.fed: dict[str, Amount] = {}
        self.recirculated: dict[str, Amount] = {}
        #: Fraction -> the batch that it came out of.
        self._made_by: dict[str, str] = {}

    def item(self, state: ItemState) -> None:
        """Nothing: what an item is, the chronicle knows."""

    def moved(self, one: Moved) -> None:
        """Nothing: who did it and where is told by the entry."""

    def entry(self, entry: int, day: str, payload: Mapping[str, Any]) -> None:
        kind = payload["kind"]
        is_now = year_in(day) == self._asked.year
        place = self._sites.of_act(payload)
        if kind == "consignment.collected":
            for item in payload["loaded"]:
                self._count(self.where.get(item, _NOWHERE), "shipped", item, entry, is_now)
                self._lies(item, _NOWHERE, entry)
        elif kind in ("consignment.received", "consignment.partially-received"):
            for item in arrived_items(payload):
                self._lies(item, place, entry)
        elif kind == "consignment.recorded-on-paper":
            self._on_paper(entry, payload)
        elif kind in _BY_HAND:
            for item in payload["items"]:
                if kind == "custody.accepted":
                    self._count(self.where.get(item, _NOWHERE), "handed_over", item, entry, is_now)
                self._count(place, _BY_HAND[kind], item, entry, is_now)
                self._lies(item, place, entry)
        else:
            self._done_here(entry, payload, place, is_now)

    def _done_here(
        self, entry: int, payload: Mapping[str, Any], place: Place, is_now: bool
    ) -> None:  # fmt: skip
        kind = payload["kind"]
        if kind in ("pack.manufactured", "pack.enrolled", "pack.assembled"):
            named = payload.get("plant")
            place = (place[0], named) if named else place
            self._count(place, "made", payload["item"], entry, is_now)
            self._lies(payload["item"], place, entry)
        elif kind == "item.declared-waste":
            for item in payload["items"]:
                self._count(place, "declared_waste", item, entry, is_now)
        elif kind == "batch.fed":
            for line in payload["lines"]:
                is_own = self._made_by.get(line["item"]) == payload["batch"]
                what: What = "recirculated" if is_own else "fed"
                self._count(place, what, line["item"], entry, is_now, line["mass_kg"])
                if is_now:
                    fed = self.recirculated if is_own else self.fed
                    fed.setdefault(payload["batch"], Amount()).add(line["mass_kg"], entry)
        elif kind == "batch.output-weighed":
            self._outputs(entry, payload, place, is_now)
        elif kind == "item.dismantled":
            self._count(place, "dismantled", payload["item"], entry, is_now, payload["mass_kg"])
            for child in payload["children"]:
                self._lies(child["item"], place, entry)
        elif kind == "item.disposed":
            self._count(place, "disposed", payload["item"], entry, is_now, payload["mass_kg"])
        else:
            self._count(place, "second_life", payload["item"], entry, is_now)

    def _outputs(
        self, entry: int, payload: Mapping[str, Any], place: Place, is_now: bool
    ) -> None:  # fmt: skip
        for fraction in payload["fractions"]:
            self._made_by[fraction["item"]] = payload["batch"]
            self._lies(fraction["item"], place, entry)
            site = self._sites.of(place) if is_now else None
            if site is not None:
                key = (fraction["use"], fraction["material"])
                site.outputs.setdefault(key, Amount()).add(fraction["mass_kg"], entry)

    def _on_paper(self, entry: int, payload: Mapping[str, Any]) -> None:
        state = self._chronicle.session.world.consignment(payload["consignment"])
        if state is None or payload["step"] == "delivered":
            return
        if payload["step"] == "received":
            place = (state.consignee, payload.get("at_site") or state.consignee_site)
            for item in arrived_items(payload):
                self._lies(item, place, entry)
        else:
            for item in state.items:
                self._lies(item, _NOWHERE, entry)

    def _count(
        self, place: Place, what: What, item: str, entry: int, is_now: bool, kg: str = ""
    ) -> None:
        site = self._sites.of(place) if is_now and place[0] else None
        if site is not None:
            facts = self._chronicle.facts.get(item)
            mass = kg or (facts.kg if facts is not None else "")
            site.happened.setdefault(what, Amount()).add(mass, entry)

    def _lies(self, item: str, place: Place, entry: int) -> None:
        self.where[item] = place
        self.since[item] = entry


def _add_consignments(session: Session, asked: Asked, sites: _Sites) -> None:
    """Count what was received on consignments, corrected as it is now."""
    for one in consignments(session):
        if not one.received_at or year_in(one.received_at) != asked.year:
            continue
        site = sites.of((one.consignee, one.received_site))
        if site is None:
            continue
        amount = site.happened.setdefault("received", Amount())
        entries = entries_of(one, "received", "partially-received")
        amount.add(one.measured_kg, entries[-1], balance_of(session, one).taken.items)
        amount.entries.update(entries)


def _add_batches(
    session: Session, asked: Asked, sites: _Sites, watch: _Watch
) -> None:  # fmt: skip
    for state in LedgerBatches(session).states():
        opened = year_in(state.opened_at)
        closed = year_in(state.closed_at) if state.state == "closed" else 0
        if opened > asked.year or (closed and closed < asked.year):
            continue
        site = sites.of((state.recycler, state.site))
        if site is None:
            continue
        row = site.batches.setdefault(state.process_id, SiteBatches(state.process_id))
        row.opened += opened == asked.year
        row.closed += closed == asked.year
        row.open += not closed or closed > asked.year
        row.entries.add(state.entries["opened"])
        if closed == asked.year:
            row.entries.add(state.entries["closed"])
        # What was fed in other years is their input.
        of_year = watch.fed.get(state.subject, Amount())
        again = watch.recirculated.get(state.subject, Amount())
        row.input_kg += of_year.kg
        row.recirculated_kg += again.kg
        row.entries.update((*of_year.entries.numbers, *again.entries.numbers))


def _add_capacities(session: Session, asked: Asked, sites: _Sites) -> None:
    held: dict[Place, list[AuthorisationState]] = {}
    for row in session.store.subjects("A"):
        state = parse_state("A", row.name, row.state)
        if isinstance(state, AuthorisationState) and _is_in_force(state, asked.year):
            held.setdefault((state.holder, state.holder_site), []).append(state)
    for site in sites.found():
        party = sites.states.get(site.party)
        if isinstance(party, PartyState):
            site.capacities = tuple(
                Capacity(
                    one.scheme, one.number, one.capacity_t_year,
                    party.accepted_kg(site.site, str(asked.year)), one.granted_index,
                )
                for one in held.get((site.party, site.site), [])
                if one.capacity_t_year
            )  # fmt: skip


def _is_in_force(state: AuthorisationState, year: int) -> bool:
    """Tell whether it was in force on some day of a year."""
    first, last = f"{year}-01-01", f"{year}-12-31"
    ends = [day for day in (state.effective_to, state.revoked_from) if day]
    return state.effective_from <= last and all(day >= first for day in ends)
