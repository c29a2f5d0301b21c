"""Verifying a bundle without any ledger: both verdicts, and what the file cannot decide.

The entries are judged by the same rules and the same fold as in every audit. What a bundle proves of
a log that it has only a part of, and what it leaves open, is decision 33.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from batterypass.app.bundle_beside import check_beside
from batterypass.app.bundle_case import Case
from batterypass.app.bundle_judging import judge_statements
from batterypass.app.bundle_log import (
    check_checkpoint,
    check_consistency,
    check_index,
    check_proofs,
    check_trust,
)
from batterypass.app.bundle_verdict import verdict_on
from batterypass.app.bundle_whole import check_heads, check_scope
from batterypass.app.collector import no_collector
from batterypass.app.forks import keep_fork_of_seen
from batterypass.errors import BatterypassError
from batterypass.evidence.bundle_file import BundleFile

if TYPE_CHECKING:
    from collections.abc import Callable

    from batterypass.app.bundle_world import BundleWorld
    from batterypass.app.session import Surroundings
    from batterypass.app.verdict import Verdict
    from batterypass.evidence.bundle_bytes import LookedAt


@dataclass(frozen=True, slots=True)
class Verified:
    """A bundle that was verified: the case, the world after its last entry, and the verdict."""

    case: Case
    world: BundleWorld
    verdict: Verdict


def verify_bundle(
    file: BundleFile,
    around: Surroundings,
    *,
    trust_file: bytes | None = None,
    first_use: bool = False,
    old: bytes | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Verdict:
    """Verify a bundle that was read (``docs/formats/bundle.md``; reading it is step 1).

    2. Entry 0 opens the ledger that the file names, and the key in it signed the checkpoint. 3. Trust
    file, remembered checkpoint and ``old`` (a signed checkpoint) agree with it. 4. Every statement is
    in the log. 5. Old roots are consistent. 6. The index says what the statements say. 7. Every
    statement is judged: bytes, signature, key, chains, rules, fold. 8. Heads: nothing of a subject is
    left out, and who is absent is. 9. The bundle has what it says it is about. 10. Sections, content
    and attachments are those that statements name.

    Whatever is false is a finding. Raises MalformedError or BrokenError for an ``old`` that is no
    checkpoint of this log, MalformedError for a trust file that does not parse. The checkpoint of a
    bundle that proves authentic is remembered where none is, or an older one that it extends.
    """
    with no_collector():
        found = _verify(file, around, trust_file, old, progress, first_use=first_use)
        verdict = found.verdict
        # What was made on the way is gone when the collector comes back, and costs it no look.
        found.world.close()
        del found
    return verdict


def examine_bundle(
    file: BundleFile,
    around: Surroundings,
    *,
    trust_file: bytes | None = None,
    first_use: bool = False,
    old: bytes | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Verified:
    """Verify a bundle as :func:`verify_bundle` does, and give what was read and folded as well."""
    with no_collector():
        return _verify(file, around, trust_file, old, progress, first_use=first_use)


def verify_in_halves(
    data: bytes,
    name: str,
    around: Surroundings,
    looked_at: LookedAt | None,
    *,
    trust_file: bytes | None = None,
    first_use: bool = False,
    old: bytes | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[BundleFile, Verdict]:
    """Read and verify a bundle as :func:`verify_bundle` does, its bytes looked at elsewhere.

    What ``looked_at`` shows is taken for good here; unless all of it was shown of just this file, what
    was made is dropped and the whole is done here. ``name`` is what messages call the file. Raises
    MalformedError for what is no bundle, and what :func:`verify_bundle` raises.
    """
    with no_collector():
        found = None
        if looked_at is not None:
            found = _half(data, name, around, looked_at, trust_file, old, progress)
        if found is None:
            found = _look(BundleFile.parse(data, name), around, trust_file, old, progress)
        case, world = found
        verdict = _conclude(case, first_use=first_use)
        file = case.file
        world.close()
        del found, case, world
    return file, verdict


def _half(
    data: bytes,
    name: str,
    around: Surroundings,
    looked_at: LookedAt,
    trust_file: bytes | None,
    old: bytes | None,
    progress: Callable[[int, int], None],
) -> tuple[Case, BundleWorld] | None:
    """Do all but what is looked at elsewhere; None where that was not shown to be sound.

    None as well where anything false was found: then the whole check says what, in its own order.
    """
    try:
        file = BundleFile.parse(data, name, shown=True)
        case, world = _look(file, around, trust_file, old, progress, shown=True)
    except BatterypassError:
        # Of whose fault this is the whole check knows.
        return None
    if case.found.severities.get("integrity"):
        return None
    is_sound = looked_at.is_sound(data, case.proofs.asked.keys(), case.heads_root)
    return (case, world) if is_sound else None


def _verify(
    file: BundleFile,
    around: Surroundings,
    trust_file: bytes | None,
    old: bytes | None,
    progress: Callable[[int, int], None],
    *,
    first_use: bool,
) -> Verified:
    case, world = _look(file, around, trust_file, old, progress)
    return Verified(case, world, _conclude(case, first_use=first_use))


def _look(
    file: BundleFile,
    around: Surroundings,
    trust_file: bytes | None,
    old: bytes | None,
    progress: Callable[[int, int], None],
    *,
    shown: bool = False,
) -> tuple[Case, BundleWorld]:
    """Gather what is found; nothing is written or remembered yet."""
    case = Case.open(file, around, shown=shown)
    verifier = check_checkpoint(case)
    roots = check_consistency(case)
    check_trust(case, verifier, roots, trust_file, old)
    check_proofs(case)
    check_index(case)
    world = judge_statements(case, roots, progress)
    check_heads(case, world)
    check_scope(case, world)
    check_beside(case, world)
    return case, world


def _conclude(case: Case, *, first_use: bool) -> Verdict:
    """Say what was found, remember the checkpoint of a bundle that is authentic, keep a fork."""
    verdict = verdict_on(case, first_use=first_use)
    if verdict.authentic:
        _remember(case)
    if case.unlike:
        verdict.evidence = keep_fork_of_seen(
            case.around, case.found, case.unlike, case.file.checkpoint
        )
    return verdict


def _remember(case: Case) -> None:
    """Remember the checkpoint, unless one is remembered that it was not shown to extend."""
    known = case.found.start.remembered if case.found.start is not None else None
    if known is None or (case.is_compared and known.size < case.tip.size):
        case.around.memory.remember(case.file.origin, case.file.checkpoint)
