"""That nothing is withheld: heads of every subject, and what a bundle says that it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.domain.clock import day_of
from batterypass.domain.events.ledger import HeadsCommitted
from batterypass.domain.ids import ledger_subject
from batterypass.errors import BrokenError
from batterypass.tlog.heads import NO_HEAD, heads_of, verify_heads

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.app.bundle_case import Case
    from batterypass.app.bundle_marks import BundleMarks
    from batterypass.app.bundle_world import BundleWorld
    from batterypass.domain.states import Chain


def check_heads(case: Case, world: BundleWorld) -> None:
    """Compare what the statements give with the heads that the log committed to (8).

    Of the whole log every seal was held against its entries already.
    """
    file, found, size = case.file, case.found, case.tip.size
    if file.is_whole_log:
        return
    last = case.readings.get(size - 1)
    event = last.event if last is not None else None
    if not isinstance(event, HeadsCommitted) or event.size != size - 1:
        found.add("BP-B002", file.origin, problem="~heads-none")
        return
    root = case.heads_root = bytes.fromhex(event.root)
    own = ledger_subject(file.origin)
    proven: dict[int, bool] = {}
    for name in sorted(file.heads):
        proof = file.heads[name]
        try:
            if not case.is_shown and id(proof) not in proven:
                verify_heads(proof, root)
                proven[id(proof)] = True
            heads = heads_of(proof, name)
            if name == own:
                _compare_number(case, event, heads.get("record", NO_HEAD)[0])
            _compare_heads(case, name, heads, world.chain_of(name))
        except BrokenError as error:
            found.add("BP-B002", name, problem=error)


def _compare_number(case: Case, seal: HeadsCommitted, count: int) -> None:
    """Hold the number of the seal, by which marks are counted, against the ledger's own heads."""
    if seal.number is not None and seal.number != count + 1:
        case.found.add(
            "BP-V013", case.file.origin, case.tip.size - 1,
            expected=str(count + 1), found=str(seal.number),
        )  # fmt: skip


def _compare_heads(
    case: Case, name: str, heads: Mapping[str, tuple[int, bytes]], chain: Chain
) -> None:
    have = {"main": (chain.main_count, chain.main_acc)}
    if name != ledger_subject(case.file.origin):
        have["record"] = (chain.record_count, chain.record_acc)
    if case.file.scope.of == "party" and name in (case.file.scope.subjects):
        have["acted"] = (chain.acted_count, chain.acted_acc)
    if name in case.file.absent:
        have = {"main": NO_HEAD, "record": NO_HEAD}
    for lane, (count, acc) in have.items():
        expected = heads.get(lane, NO_HEAD)
        if (count, acc) != expected:
            case.found.add(
                "BP-B003", name,
                lane=lane, expected=str(expected[0]), found=str(count),
                acc=expected[1].hex(), found_acc=acc.hex(),
            )  # fmt: skip


def check_scope(case: Case, world: BundleWorld) -> None:
    """See that what the bundle is about is in it (9)."""
    scope = case.file.scope
    of = {"consignment": world.consignment, "items": world.item, "party": world.party}
    for name in scope.subjects:
        # A whole log has whatever it has; of a part it is said what it is about.
        if not world.knows(name) or of[scope.of](name) is None:
            case.asking.note("scope", name, "missing", missing=name)
    if scope.of == "consignment":
        _check_consignment(case, world, scope.subjects[0])
    if scope.of == "period":
        _check_period(case)


def _check_consignment(case: Case, world: BundleWorld, name: str) -> None:
    consignment = world.consignment(name)
    for item in consignment.items if consignment is not None else ():
        if not world.knows(item):
            case.asking.note("scope", item, "missing", missing=item)


def _check_period(case: Case) -> None:
    """A period has every entry from its first to its last."""
    scope, have = case.file.scope, case.file.statements
    first, last = scope.first or 0, scope.last or 0
    here = sum(first <= entry <= last for entry in have)
    if last >= case.tip.size or here != last - first + 1:
        case.found.add(
            "BP-B006", case.file.origin,
            first=str(first), last=str(last), expected=str(last - first + 1), found=str(here),
        )  # fmt: skip
    elif case.marks is not None:
        _check_days(case, case.marks, first, last)


def _check_days(case: Case, marks: BundleMarks, first: int, last: int) -> None:
    """The marks on both sides of a period show that its entries are all of its days.

    It begins with a mark of one of its days, and the one below that is of an earlier day; its last
    mark is of one of its days, and a mark of a later day follows, or the log of the checkpoint ends.
    """
    scope = case.file.scope
    since, until = scope.since or "", scope.until or ""

    def wrong(entry: int, found: str) -> None:
        case.found.add(
            "BP-B007", case.file.origin, entry, since=since, until=until, found=found or "-"
        )

    def leave(entry: int) -> None:
        case.asking.note("scope", case.file.origin, "days", missing=f"#{entry}")

    begins, ends = marks.mark_at(first), marks.mark_below(last + 1)
    below = marks.mark_below(first) if first else ""
    if not begins or day_of(begins) < since:
        wrong(first, begins)
    elif below and day_of(below) >= since:
        wrong(first, below)
    elif first and not marks.is_known(first):
        leave(first)
    if day_of(ends) > until:
        wrong(last, ends)
    if last < case.tip.size - 1:
        above = marks.mark_at(last + 1)
        if last + 1 not in case.file.statements:
            leave(last + 1)
        elif not above or day_of(above) <= until:
            wrong(last + 1, above)
