"""What came between two checkpoints, for people and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass_cli.output import aligned, paint
from batterypass_cli.plain import kind_title, when
from batterypass_cli.words import say

if TYPE_CHECKING:
    from batterypass.app.audit_diff import Difference, Side
    from batterypass_cli.context import Here

#: Entries to look at that are written out; --json lists all.
_SHOWN = 20


def print_difference(here: Here, found: Difference) -> None:
    """Print a difference for people; a fork with both notes, as they were signed."""
    out = here.out
    old, new = found.old.checkpoint, found.new.checkpoint
    title = say("audit.diff-title", origin=found.origin, old=old.size, new=new.size)
    out.line(paint(title, "b"))
    if found.forks:
        out.line(f" {paint('✗', 'r')} {say('audit.diff-fork')}")
        for pair in found.forks:
            for note in pair:
                out.line()
                for line in note.decode("utf-8", "replace").splitlines():
                    out.line(f"  {line}")
        return
    hashes = len(found.path)
    proven = say("audit.diff-consistent", hashes=hashes)
    if old.size == new.size:
        proven = say("audit.diff-same")
    out.line(f" {paint('✓', 'g')} {proven}")
    total = new.size - old.size
    told = say("audit.diff-entries", count=found.entries)
    if not found.is_whole:
        told = say("audit.diff-part", count=found.entries, total=total)
    out.line(f" {paint('✓' if found.is_whole else '!', 'g' if found.is_whole else 'y')} {told}")
    sections = (
        ("kinds", [(f"{kind_title(name)} ({name})", str(n)) for name, n in _most(found.kinds)]),
        ("parties", [(name, str(n)) for name, n in _most(found.parties)]),
        (
            "subjects",
            [
                (say(f"audit.sort.{sort}"), say("audit.diff-touched", count=n, begun=begun))
                for sort, (n, begun) in found.subjects.items()
            ],
        ),
        (
            "notable",
            [
                (f"{one.entry}  {when(one.event_time)}", f"{kind_title(one.kind)} · {one.subject}")
                for one in found.notable[:_SHOWN]
            ],
        ),
    )
    for name, pairs in sections:
        if pairs:
            out.line(paint(say(f"audit.diff-{name}"), "b"))
            for line in aligned(pairs):
                out.line(line)
    if len(found.notable) > _SHOWN:
        out.line("  " + say("verify.more", count=len(found.notable) - _SHOWN))


def _most(counts: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def difference_object(found: Difference) -> dict[str, Any]:
    """Write a difference for programs."""
    told: dict[str, Any] = {
        "origin": found.origin,
        "old": _side(found.old),
        "new": _side(found.new),
        "consistent": not found.forks,
        "forks": [[one.decode("utf-8", "replace") for one in pair] for pair in found.forks],
    }
    if found.forks:
        return told
    return {
        **told,
        "proof": [one.hex() for one in found.path],
        "entries": found.entries,
        "is_whole": found.is_whole,
        "kinds": dict(_most(found.kinds)),
        "parties": dict(_most(found.parties)),
        "subjects": {
            sort: {"touched": n, "new": begun} for sort, (n, begun) in found.subjects.items()
        },
        "notable": [
            {
                "entry": one.entry, "digest": one.digest, "kind": one.kind,
                "event_time": one.event_time, "actor": one.actor, "subject": one.subject,
            }
            for one in found.notable
        ],
    }  # fmt: skip


def _side(side: Side) -> dict[str, Any]:
    return {"size": side.checkpoint.size, "root": side.checkpoint.root.hex()}
