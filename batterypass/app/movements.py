"""Waste that came to a site and left it, as the entries of the ledger say it.

Masses are exact, and each movement names the entries that it rests on. What came on a manifest counts
with the mass on the scale, what left with the mass that was declared; what was turned away comes back
as a movement of its own. What was annulled never moved. A class of waste is known once it is offered, not before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from batterypass.app.annulling import is_annulled_entry
from batterypass.app.balances import balance_of
from batterypass.app.batches import as_corrected
from batterypass.app.permits import consignee_evidence
from batterypass.app.read import consignments
from batterypass.domain.base import decimal_of, number_text
from batterypass.domain.clock import day_of
from batterypass.domain.parting import entries_in
from batterypass.ports import LANE_MAIN
from batterypass.statements.cose import parse_statement
from batterypass.statements.payload import parse_payload

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from batterypass.app.session import Session
    from batterypass.domain.states import ConsignmentState, PartyState

Direction = Literal["in", "out"]
What = Literal[
    "generated", "received", "returned", "accepted", "claimed", "parts", "shipped", "handed_over",
    "dismantled", "recycled", "disposed", "repurposed", "fractions",
    "exported", "lost", "stolen", "found",
]  # fmt: skip
#: Looked for in the bytes before anything is parsed: most entries are readings and papers.
_KINDS = re.compile(
    rb'"kind":"(item\.declared-waste|item\.dismantled|item\.disposed|pack\.repurposed|pack\.prepared-for-reuse'
    rb"|pack\.exported|pack\.lost|pack\.stolen|pack\.found"
    rb'|custody\.accepted|custody\.claimed|batch\.output-weighed|batch\.closed)"'
)
#: Kinds by which waste leaves sight, and comes back.
_SIGHT: dict[str, tuple[Direction, What]] = {
    "pack.exported": ("out", "exported"),
    "pack.lost": ("out", "lost"),
    "pack.stolen": ("out", "stolen"),
    "pack.found": ("in", "found"),
}
_OUT_OF_WASTE = ("pack.prepared-for-reuse", "pack.repurposed")
#: What a reception was -> the step of which its parts are.
_PARTS_OF = {"partially-received": "received", "rejected": "received"}


@dataclass(frozen=True, slots=True)
class Movement:
    """One line of a log book. ``without_mass`` items have no mass, so ``kg`` is of the others."""

    day: str
    direction: Direction
    what: What
    site: str
    stream: str
    count: int
    kg: str
    entries: tuple[int, ...]
    waste_class: str = ""
    waste_name: str = ""
    without_mass: int = 0
    is_weighed: bool = False
    other: str = ""
    authorisation: str = ""
    manifest_no: str = ""
    operation: str = ""


def movements(
    session: Session, party: PartyState, *, site: str = "", since: str = "", until: str = "9999"
) -> list[Movement]:
    """Give what came and went at the sites of a party between two days, both included, in order."""
    found = [*_on_manifests(session, party), *_by_events(session, party)]
    return sorted(
        (one for one in found if since <= one.day <= until and (not site or one.site == site)),
        key=lambda one: (one.day, one.entries[-1], one.direction, one.stream),
    )


# --- on manifests ---------------------------------------------------------------------------


def _on_manifests(session: Session, party: PartyState) -> Iterator[Movement]:
    for one in consignments(session):
        if not one.waste:
            continue
        if one.consignor == party.party and one.collected_at:
            yield _shipped(session, party, one)
            yield from _came_back(session, party, one)
        if one.consignee == party.party and one.received_at:
            yield _received(session, one)


def entries_of(consignment: ConsignmentState, *steps: str) -> tuple[int, ...]:
    """Give the entries of some steps that the consignment has, all parts, in the order of the log."""
    known = consignment.entries
    found = {known[step] for step in steps if step in known}
    if consignment.parts:
        whole = {_PARTS_OF.get(step, step) for step in steps if step in known}
        found.update(entries_in(consignment, *whole))
    return tuple(sorted(found))


def _shipped(session: Session, party: PartyState, one: ConsignmentState) -> Movement:
    permits = consignee_evidence(session, one, one.entries["offered"])
    shipped = balance_of(session, one).shipped
    return Movement(
        day=day_of(one.collected_at),
        direction="out",
        what="shipped",
        site=one.offered_site or party.site_of_act(None),
        stream=one.waste["stream"],
        count=shipped.items,
        kg=number_text(shipped.kg),
        entries=entries_of(one, "offered", "collected"),
        waste_class=one.waste["waste_class"],
        waste_name=one.waste["waste_name"],
        is_weighed=one.mass_basis == "weighed",
        other=one.consignee,
        authorisation=", ".join(permits.values()),
        manifest_no=one.waste["manifest_no"],
        operation=one.waste["operation"],
    )


def _received(session: Session, one: ConsignmentState) -> Movement:
    return Movement(
        day=day_of(one.received_at),
        direction="in",
        what="received",
        site=one.received_site,
        stream=one.waste["stream"],
        count=balance_of(session, one).taken.items,
        kg=one.measured_kg,
        entries=entries_of(one, "offered", "received", "partially-received"),
        waste_class=one.waste["waste_class"],
        waste_name=one.waste["waste_name"],
        is_weighed=True,
        other=one.consignor,
        manifest_no=one.waste["manifest_no"],
        operation=one.waste["operation"],
    )


def _came_back(session: Session, party: PartyState, one: ConsignmentState) -> Iterator[Movement]:
    if not any(line.get("outcome") == "returned" for line in one.items.values()):
        return
    for entry in session.store.entries_of(one.subject, lanes=(LANE_MAIN,)):
        raw = session.store.statement(entry)
        payload = parse_payload(parse_statement(raw).payload)
        if payload["kind"] != "consignment.returned" or is_annulled_entry(session, raw, payload):
            continue
        lines = [one.items.get(name, {}) for name in payload["items"]]
        weighed = str(payload.get("measured_mass_kg", ""))
        known = [line["mass_kg"] for line in lines if "mass_kg" in line]
        yield Movement(
            day=day_of(payload["event_time"]),
            direction="in",
            what="returned",
            site=payload.get("site") or one.offered_site or party.site_of_act(None),
            stream=one.waste["stream"],
            count=len(lines),
            kg=weighed or add_kg(known),
            entries=tuple(sorted({one.entries["offered"], entry})),
            waste_class=one.waste["waste_class"],
            waste_name=one.waste["waste_name"],
            is_weighed=bool(weighed),
            other=one.carrier,
            manifest_no=one.waste["manifest_no"],
            operation=one.waste["operation"],
        )


# --- by events of items ---------------------------------------------------------------------


def _by_events(session: Session, party: PartyState) -> Iterator[Movement]:
    for entry, raw in session.store.statements(0, session.store.size()):
        if not _KINDS.search(raw):
            continue
        payload = parse_payload(parse_statement(raw).payload)
        if not is_annulled_entry(session, raw, payload):
            yield from _of_event(session, party, entry, payload)


def _of_event(
    session: Session, party: PartyState, entry: int, payload: dict[str, Any]
) -> Iterator[Movement]:
    kind, is_mine = payload["kind"], payload["actor"] == party.party
    if kind == "item.declared-waste" and is_mine:
        yield from _of_items(session, party, entry, payload, "in", "generated")
    elif kind == "custody.claimed" and is_mine:
        yield from _of_items(session, party, entry, payload, "in", "claimed")
    elif kind == "custody.accepted" and is_mine:
        yield from _of_items(session, party, entry, payload, "in", "accepted")
    elif kind == "custody.accepted" and payload["released_by"] == party.party:
        yield from _of_items(session, party, entry, payload, "out", "handed_over")
    elif kind in _SIGHT and is_mine:
        yield from _of_items(session, party, entry, payload, *_SIGHT[kind])
    elif kind == "item.dismantled" and is_mine:
        yield from _dismantled(session, party, entry, payload)
    elif kind == "batch.closed" and is_mine:
        yield from _recycled(session, party, entry, payload)
    elif kind == "batch.output-weighed" and is_mine:
        yield from _fractions(session, party, entry, payload)
    elif kind == "item.disposed" and is_mine:
        yield _ended(session, party, entry, payload, "disposed")
    elif kind in _OUT_OF_WASTE and is_mine:
        yield from _of_items(session, party, entry, payload, "out", "repurposed")


def _of_items(
    session: Session, party: PartyState, entry: int, payload: dict[str, Any],
    direction: Direction, what: What,
) -> Iterator[Movement]:  # fmt: skip
    """Give a movement for each stream of waste among the items of an event."""
    day = day_of(payload["event_time"])
    streams: dict[str, list[str]] = {}
    for name in payload.get("items") or [payload["item"]]:
        item = session.world.item(name)
        if item is None:
            continue
        # As it is now, corrected, where it is waste since; else as it was then.
        is_since = bool(item.waste_on) and item.waste_on <= day
        said = payload.get("stream") or _stream_before(session, name, entry)
        stream = item.stream if is_since else said
        if stream:
            streams.setdefault(stream, []).append(item.mass_kg)
    if what == "handed_over":
        site, other = party.site_of_act(None), payload["actor"]
    else:
        site, other = party.site_of_act(payload.get("site")), payload.get("released_by", "")
    for stream, masses in sorted(streams.items()):
        yield Movement(
            day, direction, what, site, stream, len(masses), add_kg(masses), (entry,),
            without_mass=sum(not mass for mass in masses), other=other,
        )  # fmt: skip


def _stream_before(session: Session, name: str, entry: int) -> str:
    """Give the stream in which an item lay before an entry; empty where it was not declared waste.

    Its state says what it is now: a pack with a second life was waste on earlier lines of the book.
    """
    earlier = [one for one in session.store.entries_of(name, lanes=(LANE_MAIN,)) if one < entry]
    for one in reversed(earlier):
        raw = session.store.statement(one)
        payload = parse_payload(parse_statement(raw).payload)
        if payload["kind"] == "item.declared-waste" and not is_annulled_entry(
            session, raw, payload
        ):
            return str(payload["stream"])
        if payload["kind"] in _OUT_OF_WASTE:
            return ""
    return ""


def _dismantled(
    session: Session, party: PartyState, entry: int, payload: dict[str, Any]
) -> Iterator[Movement]:
    whole = session.world.item(payload["item"])
    if whole is None or not whole.stream:
        return
    yield _ended(session, party, entry, payload, "dismantled")
    streams: dict[str, list[str]] = {}
    for child in payload["children"]:
        part = session.world.item(child["item"])
        if part is not None and part.stream:
            streams.setdefault(part.stream, []).append(child["mass_kg"])
    for stream, masses in sorted(streams.items()):
        yield Movement(
            day_of(payload["event_time"]), "in", "parts", party.site_of_act(payload.get("site")),
            stream, len(masses), add_kg(masses), (entry,), is_weighed=True,
        )  # fmt: skip


def _recycled(
    session: Session, party: PartyState, entry: int, payload: dict[str, Any]
) -> Iterator[Movement]:
    """Give what a closed batch was fed with, by stream: waste until the batch was closed."""
    streams: dict[str, list[str]] = {}
    fed: list[int] = []
    for one in session.store.entries_of(payload["batch"], lanes=(LANE_MAIN,)):
        raw = session.store.statement(one)
        said = parse_payload(parse_statement(raw).payload)
        if said["kind"] != "batch.fed" or is_annulled_entry(session, raw, said):
            continue
        fed.append(one)
        for line in as_corrected(session.world, said)["lines"]:
            item = session.world.item(line["item"])
            if item is not None and item.stream:
                streams.setdefault(item.stream, []).append(line["mass_kg"])
    yield from _by_stream(party, payload, streams, (*fed, entry), "out", "recycled")


def _fractions(
    session: Session, party: PartyState, entry: int, payload: dict[str, Any]
) -> Iterator[Movement]:
    """Give what came out of a batch and is waste still, by stream."""
    streams: dict[str, list[str]] = {}
    for one in as_corrected(session.world, payload)["fractions"]:
        item = session.world.item(one["item"])
        if item is not None and item.stream:
            streams.setdefault(item.stream, []).append(one["mass_kg"])
    yield from _by_stream(party, payload, streams, (entry,), "in", "fractions")


def _by_stream(
    party: PartyState, payload: dict[str, Any], streams: dict[str, list[str]],
    entries: tuple[int, ...], direction: Direction, what: What,
) -> Iterator[Movement]:  # fmt: skip
    for stream, masses in sorted(streams.items()):
        yield Movement(
            day_of(payload["event_time"]), direction, what, party.site_of_act(payload.get("site")),
            stream, len(masses), add_kg(masses), entries, is_weighed=True,
            operation="reciclaje" if what == "recycled" else "",
        )  # fmt: skip


def _ended(
    session: Session, party: PartyState, entry: int, payload: dict[str, Any], what: What
) -> Movement:
    item = session.world.item(payload["item"])
    return Movement(
        day_of(payload["event_time"]), "out", what, party.site_of_act(payload.get("site")),
        item.stream if item is not None else "", 1, payload["mass_kg"], (entry,),
        is_weighed=True, operation=payload.get("operation", ""),
    )  # fmt: skip


def add_kg(masses: Iterable[str]) -> str:
    """Add up the masses that are known, exactly."""
    return number_text(sum((decimal_of(mass) for mass in masses if mass), Decimal(0)))
