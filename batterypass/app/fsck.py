"""Checking a published log from its static files: the log itself, and all that its entries say.

The folder and whoever keeps it are believed nothing. First the log is recomputed, whoever made it
(``log_check.py``); then, unless only that is wanted, the entries are audited by the same code that
audits a ledger file, over a store that reads the files.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from batterypass.app.audit import audit
from batterypass.app.door import KEPT_KINDS
from batterypass.app.forks import Fork, checkpoint_in, keep_fork
from batterypass.app.log_check import MAX_BUNDLE, MAX_CONTENT, LogCheck, check_log, read_file
from batterypass.app.replica import log_verifier
from batterypass.app.trust import TrustStart, log_verifiers, trust_of
from batterypass.app.witnessed import Witnessed, witnesses_of
from batterypass.errors import (
    BrokenError,
    FailedError,
    InputError,
    MalformedError,
    UndecidedError,
)
from batterypass.evidence.refusal import refusal
from batterypass.regulations.rulebook import parse_rulebook
from batterypass.statements.cose import parse_statement
from batterypass.statements.payload import parse_payload
from batterypass.statements.verifiers import PublicKey
from batterypass.tlog.checkpoint import Checkpoint, open_checkpoint
from batterypass.tlog.note import MAX_NOTE_SIZE
from batterypass.tlog.tiles import (
    ENTRIES,
    TILE_WIDTH,
    Tile,
    bundles_between,
    encode_tile_path,
    parse_bundle,
)

if TYPE_CHECKING:
    from batterypass.app.log_check import Flaw
    from batterypass.app.session import Surroundings
    from batterypass.app.verdict import Verdict
    from batterypass.ports import LedgerStore, PublishedFiles
    from batterypass.tlog.keys import Verifier

#: Checks of an audit that are about a ledger file.
_OF_A_FILE = frozenset({"file", "nodes", "derived", "sealed"})
_DIGEST = re.compile(r"[0-9a-f]{64}")
_HAS_KEY = b'"public":"'
#: Words that the entries have which name a key, a rulebook or a kept checkpoint, as JSON is canonical.
_MARKS = (
    _HAS_KEY,
    *(f'"kind":"{kind}"'.encode() for kind in sorted({"rulebook.adopted", *KEPT_KINDS})),
)
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Named:
    """What the entries of a log name beside themselves, read without judging them.

    ``contents`` are digests of rulebooks and, as far as these are there, of their tables; ``kept``
    the sizes whose checkpoints papers rest on; ``keys`` every public key by its thumbprint (hex).
    """

    contents: frozenset[str]
    kept: frozenset[int]
    keys: dict[str, dict[str, str]]


#: Opens the files as a ledger to be audited.
OpenStore = Callable[[Named], "LedgerStore"]


@dataclass(slots=True)
class Fsck:
    """What was found. ``verdict`` is None where only the log was looked at, or it is not whole."""

    origin: str
    size: int
    root: bytes
    trust: str
    files: int
    flaws: list[Flaw]
    #: Who cosigned the checkpoint; None where no trust file names witnesses.
    witnessed: Witnessed | None = None
    verdict: Verdict | None = None
    #: Where the proof of a fork was kept; empty for none.
    evidence: str = ""
    #: Whether the trust file leaves it open, or nothing vouches for the log.
    is_open: bool = False

    def exit_code(self) -> int:
        """Give 4 for contradicted, 1 unreadable, 5 missing, older or open, else what the audit says."""
        kinds = {flaw.kind for flaw in self.flaws}
        if "contradicted" in kinds or (
            self.verdict is not None and self.verdict.authentic is False
        ):
            return 4
        if "unreadable" in kinds:
            return 1
        if kinds & {"missing", "older"} or self.is_open:
            return 5
        return self.verdict.exit_code() if self.verdict is not None else 0


def fsck(
    files: PublishedFiles,
    around: Surroundings,
    open_store: OpenStore | None,
    *,
    trust_file: bytes | None = None,
    old: Sequence[bytes] = (),
    first_use: bool = False,
    progress: Progress = lambda done, total: None,
) -> Fsck:
    """Check a published log. Without ``open_store`` its entries are bytes, whoever made them.

    ``old`` are checkpoints that somebody has seen: the log has to extend each; one that ends before is
    *older*, and nothing is decided. The one that this person remembers is demanded in any case, and a
    log that passes is remembered. Two checkpoints that the log's key signed and that do not fit are
    kept as evidence, wherever they stand.

    1. The checkpoint is signed by the log, whose key comes from the trust file, or from entry 0.
    2. The files lead to its root (``check_log``); old checkpoints lie on the way, and entry 0 is that
       which the trust file names, if it names one.
    3. What the entries name is there.
    4. The entries are audited: statements, signatures, keys, chains, rules, heads.

    Raises FailedError where no checkpoint can be read, UndecidedError where no key is known.
    """
    note, claimed = _read_checkpoint(files)
    start = trust_of(around.memory, claimed.origin, trust_file)
    verifiers: list[Verifier] = [*log_verifiers(start, claimed.origin)]
    gather = _Gather()
    if not verifiers:
        if open_store is None or start.trust_file is not None:
            raise refusal(UndecidedError, "fsck.no-key", origin=claimed.origin)
        verifiers = [_key_of_entry_0(files, claimed)]
    done = Fsck(claimed.origin, claimed.size, claimed.root, start.kind, 1, [])
    # 1
    found = LogCheck(claimed)
    remembered = around.memory.checkpoint(claimed.origin)
    try:
        checkpoint = open_checkpoint(note, verifiers, claimed.origin)
        done.witnessed = witnesses_of(start.trust_file, [(claimed.size, note)], claimed.origin)
        olds = [_open_old(one, verifiers, claimed.origin) for one in old]
        if remembered is not None:
            # Its signature was verified when it was seen.
            olds.append((checkpoint_in(remembered), remembered))
    except BrokenError as error:
        found.add("contradicted", "checkpoint", "bad-note", why=error)
    else:
        # 2
        sizes = [one.size for one, _ in olds]
        take = gather.begin if open_store is None else gather.take
        found = check_log(files, checkpoint, verifiers, sizes, take, progress)
        _demand_entry_0(found, start, gather)
        for one, raw in olds:
            _demand_extended(done, found, around, one, raw, note)
        _keep_forks_of_kept(done, found, around, olds, note)
    done.flaws, done.files = found.flaws, found.files + 1
    done.is_open = _is_open(done, start, first_use=first_use)
    if not found.is_whole():
        return done
    if open_store is None:
        if not done.is_open:
            around.memory.remember(claimed.origin, note)
        return done
    # 3
    named = gather.named(files, found)
    if found.is_whole():
        # 4
        store = open_store(named)
        try:
            done.verdict = audit(
                store, around, trust_file=trust_file, first_use=first_use, progress=progress
            )
        finally:
            store.close()
        # A folder has no tables of its own, no sealed sections, and its hashes were compared above.
        looked_at = (one for one in done.verdict.checks if one.name not in _OF_A_FILE)
        done.verdict.checks = list(looked_at)
    return done


def _read_checkpoint(files: PublishedFiles) -> tuple[bytes, Checkpoint]:
    try:
        note = files.read("checkpoint", MAX_NOTE_SIZE)
        if note is None:
            raise refusal(UndecidedError, "fsck.no-checkpoint")
        return note, checkpoint_in(note)
    except MalformedError as error:
        raise refusal(FailedError, "fsck.bad-checkpoint", why=error) from error


def _key_of_entry_0(files: PublishedFiles, claimed: Checkpoint) -> Verifier:
    """Give the log's key by what entry 0 says: it proves that the log fits itself, and no more."""
    width = min(claimed.size, TILE_WIDTH)
    paths = (Tile(ENTRIES, 0, width), Tile(ENTRIES, 0)) if width else ()
    for tile in paths:
        body = files.read(encode_tile_path(tile), MAX_BUNDLE)
        if body is not None:
            try:
                return log_verifier(parse_bundle(body)[0], claimed.origin)
            except MalformedError as error:
                raise refusal(
                    BrokenError, "fsck.bad-entry-0", part=encode_tile_path(tile), why=error
                ) from error
    raise refusal(UndecidedError, "fsck.no-key", origin=claimed.origin)


def _open_old(note: bytes, verifiers: Sequence[Verifier], origin: str) -> tuple[Checkpoint, bytes]:
    try:
        return open_checkpoint(note, verifiers, origin), note
    except (BrokenError, InputError) as error:
        raise refusal(InputError, "fsck.bad-old", origin=origin, why=error) from error


def _demand_entry_0(found: LogCheck, start: TrustStart, gather: _Gather) -> None:
    """Note where another entry 0 is there than the trust file pins: the key may have two logs."""
    pinned = start.trust_file.entry_0 if start.trust_file is not None else None
    # Of entries that do not lead to the checkpoint it was said already that they are not the log's.
    if pinned is None or gather.entry_0 in (b"", pinned) or not found.roots:
        return
    first = Tile(ENTRIES, 0, min(found.checkpoint.size, TILE_WIDTH))
    found.add(
        "contradicted", encode_tile_path(first), "other-entry-0",
        expected=pinned.hex(), found=gather.entry_0.hex(),
    )  # fmt: skip


def _demand_extended(
    done: Fsck, found: LogCheck, around: Surroundings, old: Checkpoint, raw: bytes, note: bytes
) -> None:
    """Note where the log does not extend a checkpoint that was seen; a fork is kept as evidence."""
    if old.size > found.checkpoint.size:
        # An older copy is no lie; whether it is one, only the newer log can show.
        found.add(
            "older", "checkpoint", "older",
            size=found.checkpoint.size, seen=old.size,
        )  # fmt: skip
        return
    # At the same size the two notes prove it, whatever the files are; below, entries that do lead to
    # the checkpoint.
    root = found.root_at(old.size)
    if root is None or root == old.root:
        return
    found.add(
        "contradicted", "checkpoint", "fork",
        size=old.size, expected=old.root.hex(), found=root.hex(),
    )  # fmt: skip
    done.evidence = keep_fork(around, Fork(old.origin, raw, note, raw, is_remembered=True), "-")


def _keep_forks_of_kept(
    done: Fsck, found: LogCheck, around: Surroundings,
    olds: Sequence[tuple[Checkpoint, bytes]], note: bytes,
) -> None:  # fmt: skip
    """Keep both notes where the log's key has signed one in ``notes/`` that does not fit.

    It does not fit the log (said before), or not what was seen of it: that also where the entries are
    damaged or end before.
    """
    seen = {one.size: (one, raw) for one, raw in olds}
    for size, theirs in sorted(found.signed.items()):
        kept, root = checkpoint_in(theirs), found.root_at(size)
        if size <= found.checkpoint.size and root is not None and root != kept.root:
            fork = Fork(kept.origin, note, theirs)
        elif size in seen and seen[size][0].root != kept.root:
            old, raw = seen[size]
            found.add(
                "contradicted", f"notes/{size}", "fork",
                size=size, expected=old.root.hex(), found=kept.root.hex(),
            )  # fmt: skip
            fork = Fork(kept.origin, raw, theirs, raw, is_remembered=True)
        else:
            continue
        done.evidence = keep_fork(around, fork, f"notes/{size}") or done.evidence


def _is_open(done: Fsck, start: TrustStart, *, first_use: bool) -> bool:
    if done.witnessed is not None and not done.witnessed.is_quorum:
        return True
    return start.kind == "first-use" and not first_use


def named_in(files: PublishedFiles) -> Named:
    """Say what the entries of a log name, as far as they can be read; nothing is judged."""
    gather = _Gather()
    found = LogCheck(_read_checkpoint(files)[1])
    for tile in bundles_between(0, found.checkpoint.size):
        for one in (tile, Tile(ENTRIES, tile.index)):
            body = read_file(files, found, encode_tile_path(one), MAX_BUNDLE)
            if body is not None:
                with suppress(MalformedError):
                    gather.take(tile.first, parse_bundle(body)[: tile.width])
                break
        else:
            break
    return gather.named(files, found)


def _marked(entries: Sequence[bytes]) -> list[int]:
    """Give the places of the entries with a word in them that those have which name something.

    Most name nothing. Looking for a word in all of a bundle takes a third of the time of looking in each
    entry, and both are cheaper than reading them.
    """
    joined = b"".join(entries)
    found = []
    for mark in _MARKS:
        at = joined.find(mark)
        while at >= 0:
            found.append(at)
            at = joined.find(mark, at + 1)
    ends = list(accumulate(map(len, entries))) if found else []
    return sorted({bisect_right(ends, at) for at in found})


@dataclass(slots=True)
class _Gather:
    """Reads on the way what entries name; whether they may is for the audit."""

    rulebooks: dict[str, int] = field(default_factory=dict)
    kept: set[int] = field(default_factory=set)
    keys: dict[str, dict[str, str]] = field(default_factory=dict)
    #: SHA-256 of entry 0; empty where that was not read.
    entry_0: bytes = b""

    def begin(self, first: int, entries: Sequence[bytes]) -> None:
        """Take note of entry 0 alone: all that a check of the log by itself asks for."""
        if not first:
            self.entry_0 = sha256(entries[0]).digest()

    def take(self, first: int, entries: Sequence[bytes]) -> None:
        """Look at the entries of a bundle."""
        self.begin(first, entries)
        for place in _marked(entries):
            index, raw = first + place, entries[place]
            has_key = _HAS_KEY in raw
            try:
                payload = parse_payload(parse_statement(raw).payload)
            except MalformedError:
                continue
            kind, digest = payload.get("kind"), payload.get("digest")
            if not isinstance(kind, str):
                kind = ""
            # It becomes the name of a file, so that anything else must not lead out of the folder.
            is_digest = isinstance(digest, str) and _DIGEST.fullmatch(digest) is not None
            if kind == "rulebook.adopted" and is_digest:
                self.rulebooks.setdefault(str(digest), index)
            if kind in KEPT_KINDS:
                self.kept.add(index + 1)
            if has_key:
                self._take_keys(payload)

    def named(self, files: PublishedFiles, found: LogCheck) -> Named:
        """Give what was named, once it was found to be there."""
        contents = set(self.rulebooks)
        for digest in self.rulebooks:
            try:
                body = files.read(f"content/{digest}", MAX_CONTENT)
                contents |= {one.sha256 for one in parse_rulebook(body or b"").tables}
            except MalformedError:
                # A rulebook of a form that nobody here knows: its tables cannot be named.
                continue
        there = set(files.names())
        for path in (
            *(f"content/{digest}" for digest in sorted(contents)),
            *(f"notes/{size}" for size in sorted(self.kept)),
        ):
            if path not in there:
                found.add("missing", path, "missing-file")
        return Named(frozenset(contents), frozenset(self.kept), self.keys)

    def _take_keys(self, value: Any) -> None:  # noqa: ANN401 - whatever JSON says
        if isinstance(value, dict):
            alg, public = value.get("alg"), value.get("public")
            if isinstance(alg, str) and isinstance(public, str):
                try:
                    kid = PublicKey.parse(alg, public).kid.hex()
                except (InputError, BrokenError):
                    return
                self.keys[kid] = {"alg": alg, "public": public}
            for one in value.values():
                self._take_keys(one)
        elif isinstance(value, list):
            for one in value:
                self._take_keys(one)
