"""Two checkpoints of one log that do not fit: is it a fork, or is one of the two copies damaged?

A fork is a grave thing to say of somebody: it is said only where the log's own key has signed two
roots that no one log can have, and the entries here do lead to ours.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC
from itertools import islice
from typing import TYPE_CHECKING, Any

from batterypass.errors import BrokenError, FailedError, MalformedError
from batterypass.evidence.refusal import refusal
from batterypass.tlog.checkpoint import Checkpoint
from batterypass.tlog.merkle import leaf_hash
from batterypass.tlog.note import parse_note
from batterypass.tlog.tree import Frontier

if TYPE_CHECKING:
    from batterypass.app.session import Session, Surroundings
    from batterypass.app.verdict import Gathered
    from batterypass.ports import LogSource


@dataclass(frozen=True, slots=True)
class Fork:
    """Two notes that one key has signed and that do not fit in one log.

    ``ours`` is the note of this copy, or the remembered one where ``is_remembered``; the entries at
    ``first_difference`` are empty where that is not known.
    """

    origin: str
    ours: bytes
    theirs: bytes
    remembered: bytes | None = None
    is_remembered: bool = False
    first_difference: int | None = None
    our_entry: bytes = b""
    their_entry: bytes = b""

    def error(self) -> BrokenError:
        """Say it to a person."""
        ours, theirs = checkpoint_in(self.ours), checkpoint_in(self.theirs)
        first = "?" if self.first_difference is None else str(self.first_difference)
        return refusal(
            BrokenError,
            "replica.fork",
            origin=self.origin,
            our_size=ours.size,
            our_root=ours.root.hex(),
            their_size=theirs.size,
            their_root=theirs.root.hex(),
            first=first,
        )

    def files(self, found_at: str, source: str) -> dict[str, bytes]:
        """Give what an authority needs to see it too, by file name (``docs/formats/replica.md``)."""
        said: dict[str, Any] = {
            "origin": self.origin,
            "ours": _said(self.ours),
            "theirs": _said(self.theirs),
            "first_difference": self.first_difference,
            "found_at": found_at,
            "source": source,
        }
        if self.remembered is not None:
            said["remembered"] = _said(self.remembered)
        text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        files = {"ours.note": self.ours, "theirs.note": self.theirs}
        if self.first_difference is not None:
            files |= {"ours.cose": self.our_entry, "theirs.cose": self.their_entry}
        # The page that names the others comes last: whoever finds it finds all.
        return {**files, "evidence.json": text.encode()}

    @property
    def name(self) -> str:
        """What tells this fork from others: size and beginning of the root of the other note."""
        theirs = checkpoint_in(self.theirs)
        return f"{theirs.size}-{theirs.root.hex()[:8]}"


def keep_fork(around: Surroundings, fork: Fork, source: str) -> str:
    """Keep what proves a fork in the home folder; give its place, empty where there is no home."""
    now = around.clock().astimezone(UTC)
    files = fork.files(now.strftime("%Y-%m-%dT%H:%M:%SZ"), source)
    at = now.strftime("%Y%m%dT%H%M%SZ")
    return around.memory.keep_fork(fork.origin, fork.name, at, files)


def keep_fork_of_seen(around: Surroundings, found: Gathered, seen: bytes, theirs: bytes) -> str:
    """Keep both checkpoints where what was verified does not contain one that was seen before.

    It is said only where nothing else is wrong: a damaged copy is not a fork. A log that is shorter
    than what was seen may be an old copy, and proves nothing. Gives the place, empty for none.
    """
    broken = found.severities.get("integrity", 0) - found.count("BP-V006")
    if broken or not found.count("BP-V006") or checkpoint_in(seen).size > found.entries:
        return ""
    return keep_fork(around, Fork(found.origin, seen, theirs, seen, is_remembered=True), "-")


def find_fork(
    session: Session, source: LogSource, note: bytes, remembered: bytes | None, part: str
) -> Fork:
    """Give the fork between this copy and a source whose note does not fit it.

    The signature of ``note`` was verified; ``part`` is what was seen to be off in the source. Both
    logs are hashed again from their entries. Raises BrokenError where this copy, or what the source
    holds, does not lead to its own checkpoint.
    """
    theirs = checkpoint_in(note)
    own_note = session.store.note()
    ours = session.checkpoint()
    here = Frontier()
    fits = False
    for _, raw in session.store.statements(0, ours.size):
        here.append(leaf_hash(raw))
        here.take_completed()
        fits = fits or (here.size == theirs.size and here.root() == theirs.root)
    if fits or here.size != ours.size or here.root() != ours.root:
        raise refusal(BrokenError, "replica.damaged-here", origin=session.origin)
    first, leads = _first_difference(session, source, theirs)
    if theirs.size > ours.size and not leads:
        raise damaged_source(part if first is None else f"entry {first[0]}")
    if first is None or not leads:
        # Two roots that the key signed for one size are proof enough.
        if theirs.size > ours.size:
            raise refusal(BrokenError, "replica.damaged-here", origin=session.origin)
        return Fork(session.origin, own_note, note, remembered)
    return Fork(session.origin, own_note, note, remembered, False, *first)


def _first_difference(
    session: Session, source: LogSource, theirs: Checkpoint
) -> tuple[tuple[int, bytes, bytes] | None, bool]:
    """Find where the source's entries leave ours, and tell whether they lead to its checkpoint."""
    there, first = Frontier(), None
    own = session.store.statements(0, theirs.size)
    try:
        for index, raw in source.statements(0, theirs.size):
            if not there.size:
                # An answer holds what came after its reader's checkpoint; what is before it is ours.
                there.extend([leaf_hash(known) for _, known in islice(own, index)])
                there.take_completed()
            if index != there.size:
                return first, False
            there.append(leaf_hash(raw))
            there.take_completed()
            if first is None:
                _, known = next(own, (index, raw))
                if known != raw:
                    first = index, known, raw
    except (BrokenError, FailedError, MalformedError):
        return first, False
    return first, there.size == theirs.size and there.root() == theirs.root


def damaged_source(part: str, why: object = "") -> BrokenError:
    """Make the error for a source of which a part is not what its checkpoint was signed over."""
    return refusal(BrokenError, "replica.damaged-source", part=part, why=why or "-")


def checkpoint_in(note: bytes) -> Checkpoint:
    """Give the checkpoint of a note whose signature is looked at elsewhere."""
    return Checkpoint.parse(parse_note(note).text)


def _said(note: bytes) -> dict[str, Any]:
    checkpoint = checkpoint_in(note)
    return {"size": checkpoint.size, "root": checkpoint.root.hex()}
