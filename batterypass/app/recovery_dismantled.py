"""What recyclers dismantled in a year, of a ledger, with the entries that say so.

Waste that a recycler took apart, as corrected. What became of the parts is asked of the ledger as it is
now, as it is for fractions: a part that was fed in January counts in the batch of January.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from batterypass.app.chronicle import year_in
from batterypass.app.entry_set import EntrySet
from batterypass.app.read import items
from batterypass.errors import BrokenError
from batterypass.ports import LANE_MAIN
from batterypass.regulations.recovery_dismantled import DismantledYear, Part, group_of
from batterypass.statements.cose import parse_statement
from batterypass.statements.payload import read_canonical

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from batterypass.app.report_model import Asked
    from batterypass.app.session import Session
    from batterypass.domain.states import ItemState
    from batterypass.regulations.recovery import ProcessYear


@dataclass(slots=True)
class Dismantled:
    """A row with the entries of what was dismantled, and the batches that it is told with."""

    year: DismantledYear
    entries: EntrySet = field(default_factory=EntrySet)
    batches: list[str] = field(default_factory=list)


def dismantled_of(
    session: Session, asked: Asked, processes: Sequence[ProcessYear]
) -> list[Dismantled]:
    """Give each recycler's site and chemistry group where something was dismantled in the year."""
    found: dict[tuple[str, str, str], Dismantled] = {}
    for state in items(session):
        # Waste that was taken apart is recycled from then on.
        said = state.said.get("dismantled")
        if said and state.place == "dismantled" and state.life == "recycled":
            _take(session, asked, state, said, found)
    for row in processes:
        one = found.get((row.recycler, row.site, row.chemistry_group))
        if one is not None:
            one.year.take_process(row)
            one.batches += row.batches
    return [found[key] for key in sorted(found)]


def _take(
    session: Session, asked: Asked, state: ItemState, said: Mapping[str, Any],
    found: dict[tuple[str, str, str], Dismantled],
) -> None:  # fmt: skip
    entry, payload = _entry(session, state.item)
    if year_in(payload["event_time"]) != asked.year:
        return
    party = session.world.party(payload["actor"])
    if party is None or "recycler" not in party.roles or asked.party not in ("", party.party):
        return
    site = party.site_of_act(payload.get("at_site"))
    if asked.site not in ("", site):
        return
    key = (party.party, site, group_of(state.chemistry))
    row = found.setdefault(key, Dismantled(DismantledYear(*key, asked.year)))
    parts = [
        _part(part, child.get("stream") or "", party.party)
        for child in payload["children"]
        if (part := session.world.item(child["item"])) is not None
    ]
    row.year.take(
        Fraction(said["mass_kg"]), Fraction(said.get("loss_kg") or 0), parts, asked.excluded
    )
    row.entries.add(entry)


def _part(part: ItemState, stream: str, recycler: str) -> Part:
    is_whole = part.place not in ("dismantled", "in_batch")
    return Part(
        material=part.material,
        kg=Fraction(part.mass_kg or 0),
        stream=stream,
        is_battery=part.item_kind != "fraction",
        is_fed=bool(part.batch),
        is_waste_here=is_whole and part.life == "waste" and part.custodian == recycler,
        is_disposed=part.life == "disposed",
    )


def _entry(session: Session, item: str) -> tuple[int, dict[str, Any]]:
    """Give the entry by which an item was taken apart; the last one, if an earlier was annulled."""
    for entry in sorted(session.store.entries_of(item, lanes=(LANE_MAIN,)), reverse=True):
        payload = read_canonical(parse_statement(session.store.statement(entry)).payload)
        if payload["kind"] == "item.dismantled" and payload["item"] == item:
            return entry, payload
    raise BrokenError(
        f"{item}: no entry says how it was taken apart; run batterypass rebuild",
        code="find.damaged", index="-", why=item,
    )  # fmt: skip
