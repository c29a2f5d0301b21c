"""What an auditor's dossier says of one pack: course, papers, masses, exceptions, keys and permits.

Everything is read from a bundle that was verified, so a dossier claims nothing that the bundle does
not prove, and the same bundle gives the same dossier. Words are the caller's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from batterypass.app.papers import PROOF_SUFFIX, STATEMENT_SUFFIX
from batterypass.app.passport_pages import FED, STAGES
from batterypass.documents.passport_content import LifeStage
from batterypass.domain.clock import event_time_of, from_ms
from batterypass.domain.events import Event
from batterypass.domain.events.item import DocumentIssued, DocumentPrepared
from batterypass.domain.standing import as_known, standing_on
from batterypass.statements.payload import parse_payload

if TYPE_CHECKING:
    from collections.abc import Iterator

    from batterypass.app.bundle_asking import NotJudged
    from batterypass.app.bundle_check import Verified
    from batterypass.domain.standing import StandingWord
    from batterypass.domain.states import AuthorisationState, ItemState
    from batterypass.rules.base import Finding


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of the course: what was signed, by which key, and after which time mark."""

    entry: int
    digest: str
    event_id: str
    kind: str
    event_time: str
    actor: str
    kid: str
    recorded_after: str
    consignment: str
    payload: dict[str, Any]


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper of the pack or of a load that it was in, or a file that an entry names."""

    entry: int
    what: str
    number: str
    digest: str
    media_type: str = ""


@dataclass(frozen=True, slots=True)
class Weight:
    """A mass in kilograms as somebody stated it: ``what`` is the word, ``about`` of what.

    Of a whole load there is what was declared too, and of how many items.
    """

    what: str
    about: str
    kg: str
    entry: int | None
    declared_kg: str = ""
    count: int = 1


@dataclass(slots=True)
class KeyLine:
    """A key that signed in the course, and how it stands in the log."""

    party: str
    kid: str
    role: str
    vouched: str
    added: int | None
    revoked: int | None
    reason: str
    entries: list[int] = field(default_factory=list)


@dataclass(slots=True)
class PermitLine:
    """An authorisation of somebody who signed, and how it stood on the day of each of his entries."""

    authorisation: AuthorisationState
    stood: list[tuple[int, str, StandingWord | None]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that is said of one pack."""

    item: ItemState
    steps: tuple[Step, ...]
    stages: tuple[LifeStage, ...]
    papers: tuple[PaperLine, ...]
    weights: tuple[Weight, ...]
    findings: tuple[Finding, ...]
    not_judged: tuple[NotJudged, ...]
    keys: tuple[KeyLine, ...]
    permits: tuple[PermitLine, ...]
    evidence: tuple[tuple[str, bytes], ...]
    """The signed entries of the course and their proofs, by file name."""


def make_dossier(verified: Verified, item: ItemState) -> Dossier:
    """Put together what a verified bundle says of a pack that is wholly in it."""
    case, world = verified.case, verified.world
    steps = tuple(_steps(verified, item.item))
    loads = dict.fromkeys(one.consignment for one in steps if one.consignment)
    about = {item.item, *loads}
    entries = {one.entry for one in steps}
    verdict = verified.verdict
    findings = tuple(
        one for one in verdict.findings if one.entry in entries or one.subject in about
    )
    open_here = tuple(
        one for one in verdict.not_judged or () if one.subject in about or one.is_open
    )
    return Dossier(
        item=item,
        steps=steps,
        stages=tuple(
            LifeStage(STAGES[one.kind], one.event_time, one.entry)
            for one in steps
            if one.kind in STAGES and (one.kind != FED or item.life == "recycled")
        ),
        papers=tuple(_papers(verified, about, entries)),
        weights=tuple(_weights(verified, item, loads)),
        findings=findings,
        not_judged=open_here,
        keys=tuple(_keys(verified, steps)),
        permits=tuple(_permits(verified, steps, [world.consignment(one) for one in loads])),
        evidence=tuple(
            (name, body)
            for one in steps
            for name, body in (
                (f"{one.entry}{STATEMENT_SUFFIX}", case.file.statements[one.entry]),
                (f"{one.entry}{PROOF_SUFFIX}", case.file.proofs.get(one.entry, b"")),
            )
            if body
        ),
    )


def _steps(verified: Verified, item: str) -> Iterator[Step]:
    """Give every entry that names the pack, in the order of the log."""
    found = verified.case.found
    for index, one in verified.case.readings.items():
        event, statement = one.event, one.statement
        if event is None or statement is None:
            continue
        names = [link.subject for link in event.subjects]
        if item not in names:
            continue
        mark = found.mark_below(index)
        load = next((name for name in names if "#consignment/" in name), "")
        yield Step(
            index, statement.digest.hex(), event.event_id, event.kind, event.event_time, event.actor,
            statement.kid.hex(), event_time_of(from_ms(mark)) if mark else "", load,
            parse_payload(statement.payload),
        )  # fmt: skip


def _papers(verified: Verified, about: set[str], entries: set[int]) -> Iterator[PaperLine]:
    for index, one in verified.case.readings.items():
        event = one.event
        if not isinstance(event, Event):
            continue
        if isinstance(event, DocumentPrepared | DocumentIssued) and event.about in about:
            digest = event.digest if isinstance(event, DocumentIssued) else ""
            yield PaperLine(index, event.kind, event.number, digest, event.document_kind)
        if index not in entries and not about & {link.subject for link in event.subjects}:
            continue
        for document in event.documents:
            yield PaperLine(index, "", "", document.digest, document.media_type)


def _weights(verified: Verified, item: ItemState, loads: dict[str, None]) -> Iterator[Weight]:
    """Give what the pack weighed by everybody who said so, and what came out of it."""
    world = verified.world
    if item.mass_kg:
        yield Weight("nominal", "", item.mass_kg, item.created_index)
    for name in loads:
        load = world.consignment(name)
        line = load.items.get(item.item) if load is not None else None
        if load is None or line is None:
            continue
        if line.get("mass_kg"):
            yield Weight("declared", name, line["mass_kg"], load.entries.get("offered"))
        if line.get("received_kg"):
            yield Weight("received", name, line["received_kg"], load.entries.get("received"))
        if load.measured_kg:
            received, count = load.entries.get("received"), len(load.items)
            yield Weight("load", name, load.measured_kg, received, load.declared_kg, count)
    for child in item.children:
        part = world.item(child)
        if part is not None and part.mass_kg:
            about = part.material or part.item_kind
            yield Weight("part", about, part.mass_kg, part.created_index)


def _keys(verified: Verified, steps: tuple[Step, ...]) -> Iterator[KeyLine]:
    lines: dict[tuple[str, str], KeyLine] = {}
    for one in steps:
        line = lines.get((one.actor, one.kid))
        if line is None:
            party = verified.world.party(one.actor)
            key = party.keys.get(one.kid, {}) if party is not None else {}
            line = lines[one.actor, one.kid] = KeyLine(
                one.actor, one.kid, str(key.get("role", "")), str(key.get("vouched", "")),
                key.get("added"), key.get("revoked"), str(key.get("reason", "")),
            )  # fmt: skip
        line.entries.append(one.entry)
    yield from lines.values()


def _permits(verified: Verified, steps: tuple[Step, ...], loads: list[Any]) -> Iterator[PermitLine]:
    """Give the authorisations of those who had a part, with how each stood on the day of an act.

    As it was known then: by the entries below the act alone.
    """
    world = verified.world
    held: dict[str, list[AuthorisationState]] = {}
    for name in sorted(_authorisations(verified)):
        state = world.authorisation(name) if world.knows(name) else None
        if state is not None:
            held.setdefault(state.holder, []).append(state)
    parties = {load.subject: (load.carrier, load.consignee) for load in loads if load is not None}
    for holder in sorted(held):
        for state in held[holder]:
            line = PermitLine(state)
            for one in steps:
                if holder != one.actor and holder not in parties.get(one.consignment, ()):
                    continue
                known = as_known(state, entry=one.entry)
                day = one.event_time[:10]
                word = standing_on(known, day).word if known is not None else None
                line.stood.append((one.entry, day, word))
            if line.stood:
                yield line


def _authorisations(verified: Verified) -> set[str]:
    return {
        link.subject
        for one in verified.case.readings.values()
        if one.event is not None
        for link in one.event.subjects
        if "#authorisation/" in link.subject
    }
