"""Where the content of a fraction comes from: fraction, batch, what was fed, the packs, their makers.

Read from the states and from the entries that fed each batch; every line names its entry. A fraction
of another batch and a part of a dismantled item are followed on, up to packs.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from batterypass.domain.base import number_text
from batterypass.domain.contents import left_kg
from batterypass.domain.events.batch import BatchFed
from batterypass.domain.events.content import ContentClaimed
from batterypass.domain.ids import printed_id
from batterypass.domain.lineage import as_lived
from batterypass.errors import InputError
from batterypass.evidence.refusal import refusal
from batterypass.ports import LANE_MAIN
from batterypass.statements.cose import parse_statement
from batterypass.statements.payload import parse_payload

if TYPE_CHECKING:
    from collections.abc import Iterator

    from batterypass.app.session import Session
    from batterypass.domain.states import BatchState, ItemState

_CLAIMED = ContentClaimed.KIND.name
_FED = BatchFed.KIND.name


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim of one fraction, by its entry; ``annulled`` ones count no more."""

    entry: int
    claim: str
    by: str
    on: str
    elements_kg: dict[str, str]
    used_for: tuple[str, ...]
    period_from: str
    period_to: str
    shares: dict[str, str]
    annulled: bool


@dataclass(frozen=True, slots=True)
class Source:
    """Something that content came from; ``entry`` says so.

    ``how`` is ``fed`` (``of`` is the batch that it was fed to) or ``out_of`` (``of`` is the part that
    was taken out of it).
    """

    item: ItemState
    how: Literal["fed", "out_of"]
    of: str
    entry: int
    mass_kg: str
    elements_kg: dict[str, str]


@dataclass(frozen=True, slots=True)
class Trace:
    """A fraction with its claims, and everything that went into it, the nearest first."""

    item: ItemState
    left_kg: dict[str, str]
    claims: tuple[Claim, ...]
    #: The batch that it came out of, then those of the fractions that were fed into it.
    batches: tuple[BatchState, ...]
    sources: tuple[Source, ...]

    def packs(self) -> list[ItemState]:
        """List the packs that went into it, each once."""
        found = {one.item.item: one.item for one in self.sources if one.item.item_kind == "pack"}
        return list(found.values())

    def makers(self) -> list[str]:
        """List who made those packs, each once."""
        return sorted({pack.maker for pack in self.packs() if pack.maker})


def trace(session: Session, item: ItemState) -> Trace:
    """Follow the content of a fraction back. Raises InputError for what is no fraction."""
    if item.item_kind != "fraction":
        name = printed_id(item.item)
        raise refusal(InputError, "content.no-fraction", item=name, what=item.item_kind)
    # What was fed to another batch is claimed of what comes out of that.
    left = {
        element: "0" if item.batch else number_text(left_kg(item, element))
        for element in sorted(item.elements_kg)
    }
    batches: dict[str, BatchState] = {}
    sources: list[Source] = []
    seen = {item.item}
    ahead = deque([item])
    while ahead:
        for source in _sources(session, ahead.popleft(), batches):
            sources.append(source)
            if source.item.item not in seen:
                seen.add(source.item.item)
                ahead.append(source.item)
    claims = tuple(_claims(session, item))
    return Trace(item, left, claims, tuple(batches.values()), tuple(sources))


def _sources(session: Session, item: ItemState, batches: dict[str, BatchState]) -> Iterator[Source]:
    """Give what an item came from: what its batch was fed with, and the item that it is a part of.

    ``batches`` has those that were told already, and gets the one of the item.
    """
    world = session.world
    batch = world.batch(item.made_by) if item.made_by else None
    if batch is not None and batch.subject not in batches:
        batches[batch.subject] = batch
        for entry, payload in _entries(session, batch.subject, _FED):
            for line in payload["lines"]:
                fed, now = world.item(line["item"]), batch.fed.get(line["item"])
                # Taken back, or as it was corrected.
                if fed is not None and now is not None:
                    elements = dict(now.get("elements_kg", {}))
                    fed = as_lived(world, fed)
                    yield Source(fed, "fed", batch.subject, entry, now["mass_kg"], elements)
    for name in item.parents:
        whole = world.item(name)
        if whole is not None:
            whole = as_lived(world, whole)
            yield Source(whole, "out_of", item.item, item.created_index, item.mass_kg, {})


def _claims(session: Session, item: ItemState) -> Iterator[Claim]:
    from batterypass.domain.annulling import is_annulled

    for entry, payload in _entries(session, item.item, _CLAIMED):
        lines = [line for line in payload["lines"] if line["item"] == item.item]
        digest = session.digest_of(entry).hex()
        yield Claim(
            entry=entry,
            claim=payload["claim"],
            by=payload["actor"],
            on=payload["event_time"],
            elements_kg={line["element"]: line["mass_kg"] for line in lines},
            used_for=tuple(payload["used_for"]),
            period_from=payload["period_from"],
            period_to=payload["period_to"],
            shares={one["element"]: one["share_percent"] for one in payload.get("shares", ())},
            annulled=is_annulled(session.world, payload["subjects"][0]["subject"], digest),
        )


def _entries(session: Session, subject: str, kind: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Give the entries of a kind in the main lane of a subject."""
    for entry in session.store.entries_of(subject, lanes=(LANE_MAIN,)):
        payload = parse_payload(parse_statement(session.store.statement(entry)).payload)
        if payload["kind"] == kind:
            yield entry, payload
