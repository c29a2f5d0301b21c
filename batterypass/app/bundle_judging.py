"""Judging the statements of a bundle in their places, by the rules and the fold of every audit."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from batterypass.app.bundle_heads import HeadsInMemory
from batterypass.app.bundle_marks import MARK, BundleMarks
from batterypass.app.bundle_world import BundleWorld, EverySubject, known_subjects
from batterypass.app.judge import Judged, Reading, judge
from batterypass.app.rulebooks import Rulebooks
from batterypass.app.taken import take_in, take_seen
from batterypass.domain.clock import instant_ms
from batterypass.domain.events.ledger import RulebookAdopted
from batterypass.domain.ids import ledger_subject
from batterypass.ports import Content
from batterypass.regulations.media import media_type_of
from batterypass.tlog.merkle import leaf_hash
from batterypass.tlog.tree import Frontier, nodes_in, root_at

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from batterypass.app.bundle_asking import Why
    from batterypass.app.bundle_case import Case
    from batterypass.regulations.tables import Regulations

#: What needs the whole log of every entry; told once and not for each.
_OF_EVERY_ENTRY: Final[tuple[tuple[str, Why], ...]] = (
    ("BP-S005", "lookup"), ("BP-V012", "operator"), ("BP-V013", "operator"),
)  # fmt: skip


def judge_statements(
    case: Case, roots: Mapping[int, bytes], progress: Callable[[int, int], None]
) -> BundleWorld:
    """Judge every statement in its place (7), by the rulebook that is in force there."""
    file, found, asking = case.file, case.found, case.asking
    world = BundleWorld(
        EverySubject()
        if file.is_whole_log
        else known_subjects(file.whole, file.absent, file.origin),
        case.digest_of,
        _all_roots(case) if file.is_whole_log else roots,
        is_whole_log=file.is_whole_log,
    )
    if file.is_whole_log:
        world.heads = HeadsInMemory(world).root
    around = case.around
    marks = None
    if not file.is_whole_log:
        marks = case.marks = BundleMarks(case.readings, ledger_subject(file.origin))
        for entry, expected, number in marks.wrong():
            found.add("BP-V013", file.origin, entry, expected=str(expected), found=str(number))
    rulebooks = Rulebooks(
        around.regulations, around.rulebook, around.known_rulebooks, partial(_content, case)
    )
    in_force = rulebooks.in_force("")
    total = len(case.readings)
    for done, (index, reading) in enumerate(case.readings.items(), 1):
        world.skip(index - world.size())
        one = _judge_one(case, index, reading, world, in_force)
        if world.size() == index:
            world.skip()
        if type(one.event) is RulebookAdopted:
            ledger = world.ledger()
            digest = ledger.rulebook if ledger is not None else ""
            in_force = rulebooks.in_force(digest)
            if in_force is None:
                _note_unknown_rulebook(case, index, digest)
        take_in(found, one)
        seen = one.event.seen if one.event is not None else None
        if seen is not None and (file.is_whole_log or seen.size in roots):
            take_seen(found, one, seen.size)
        if sealed := getattr(one.event, "sealed", None):
            found.sealed += len(sealed)
        progress(done, total)
    world.end()
    if not file.is_whole_log:
        for what, why in _OF_EVERY_ENTRY:
            asking.note(what, file.origin, why, "notice")
    return world


def _judge_one(
    case: Case, index: int, reading: Reading, world: BundleWorld, in_force: Regulations | None
) -> Judged:
    event, marks, mark_ms = reading.event, case.marks, None
    good = True if case.is_shown else None
    if event is not None and marks is not None:
        world.begin(event)
        if world.not_here:
            # Where its actor is not here there is no key to check it by: the entry stays open.
            good = True
        if not marks.is_known(index):
            if marks.has(index):
                # It is the operator's own, and the mark below it is in no file that has it for
                # what stands beside it.
                mark_ms = None if marks.mark_at(index) else instant_ms(event.event_time)
                if index == case.tip.size - 1:
                    # At the end of the file it counts: as of when is all of it?
                    case.asking.note("entry", case.file.origin, "marks", missing=MARK)
            else:
                world.not_here.append(MARK)
    return judge(
        reading,
        world,
        in_force,
        good=good,
        proofs=case.proofs,
        asked=case.asking.findings,
        mark_ms=mark_ms,
    )


def _note_unknown_rulebook(case: Case, index: int, digest: str) -> None:
    judged = [one for one in case.readings if one > index]
    later = [one for one in judged if isinstance(case.readings[one].event, RulebookAdopted)]
    if judged and judged[0] not in later[:1]:
        case.found.unknown_rulebooks += 1
        case.found.tell("BP-U001", case.file.origin, index, digest=digest)


def _all_roots(case: Case) -> Callable[[int], bytes]:
    frontier = Frontier()
    frontier.extend([leaf_hash(raw) for raw in case.file.statements.values()])
    nodes = {(at, number): one for at, number, one in nodes_in(frontier.take_completed())}
    return lambda size: root_at(size, lambda at, number: nodes[at, number])


def _content(case: Case, digest: str) -> Content | None:
    body = case.file.content.get(digest)
    return None if body is None else Content(digest, media_type_of(body), body)
