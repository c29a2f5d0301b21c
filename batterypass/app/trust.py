"""Where trust starts (D16): a trust file, a remembered checkpoint, or nothing yet.

A whole regenerated ledger is consistent in itself; only what is kept *outside* the ledger file can
tell it from the real one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

from batterypass.errors import BatterypassError, BrokenError, MalformedError, refusal
from batterypass.statements.notekeys import NoteVerifier
from batterypass.tlog.checkpoint import Checkpoint
from batterypass.tlog.keys import Vkey
from batterypass.tlog.note import parse_note
from batterypass.tlog.policy import PolicyLog, TrustFile
from batterypass.tlog.trusted import open_trusted

if TYPE_CHECKING:
    from batterypass.ports import LogSource, Memory

TrustKind = Literal["pinned", "remembered", "first-use"]


@dataclass(frozen=True, slots=True)
class TrustStart:
    """What is known of a ledger from outside its file."""

    kind: TrustKind
    trust_file: TrustFile | None = None
    #: The last checkpoint that this person verified: (size, root), signature already checked then.
    remembered: Checkpoint | None = None


def trust_of(memory: Memory, origin: str, given: bytes | None) -> TrustStart:
    """Find what is known of ``origin``; ``given`` is a trust file named by the caller.

    A remembered checkpoint counts beside a trust file too: a log may not shrink behind either.
    Raises MalformedError for a trust file that does not parse.
    """
    pinned = given if given is not None else memory.trust(origin)
    trust_file = TrustFile.parse(pinned) if pinned is not None else None
    note = memory.checkpoint(origin)
    remembered = Checkpoint.parse(parse_note(note).text) if note is not None else None
    if remembered is not None and remembered.origin != origin:
        raise MalformedError(
            f"the remembered checkpoint of {origin} is of {remembered.origin}: remove it from the"
            " home folder if you know why",
            code="open.other-remembered", origin=origin, found=remembered.origin,
        )  # fmt: skip
    kind: TrustKind = (
        "pinned"
        if trust_file is not None
        else "remembered"
        if remembered is not None
        else "first-use"
    )
    return TrustStart(kind, trust_file, remembered)


@dataclass(frozen=True, slots=True)
class KnownOutside:
    """What is known of a ledger outside its file, as it was before the file was read."""

    memory: Memory
    trust_file: bytes | None
    origin: str = ""
    start: TrustStart | None = None

    @classmethod
    def of(cls, store: LogSource, memory: Memory, trust_file: bytes | None) -> KnownOutside:
        """Look for what is known of the ledger that the last checkpoint names."""
        known = cls(memory, trust_file)
        try:
            origin = Checkpoint.parse(parse_note(store.note()).text).origin
        except (BrokenError, MalformedError):
            # Whatever is there now is looked at with the rest.
            return known
        return replace(known, origin=origin, start=known.start_of(origin))

    def start_of(self, origin: str) -> TrustStart:
        """Give what is known of an origin, which may have become another meanwhile."""
        if self.start is not None and origin == self.origin:
            return self.start
        return trust_of(self.memory, origin, self.trust_file)


def trust_file_for(origin: str, checkpoint_key: bytes, entry_0: bytes) -> bytes:
    """Write the trust file of a new ledger: its log key and the digest of its entry 0."""
    verifier = NoteVerifier(origin, checkpoint_key)
    vkey = Vkey(origin, verifier.key_id, 1, checkpoint_key)
    return TrustFile(logs=(PolicyLog(vkey),), entry_0=sha256(entry_0).digest()).encode()


def note_verifier(vkey: Vkey) -> NoteVerifier:
    """Make the verifier of a key in a trust file."""
    return NoteVerifier(vkey.name, vkey.public_key, vkey.type)


def log_verifiers(start: TrustStart, origin: str) -> list[NoteVerifier]:
    """Give the keys that may sign for a log by the trust file; none where there is none."""
    if start.trust_file is None:
        return []
    return [note_verifier(vkey) for vkey in start.trust_file.keys_of(origin)]


def check_trust(
    start: TrustStart, origin: str, note: bytes, entry_0: bytes
) -> BatterypassError | None:
    """Compare the ledger with a trust file: None when it is the one, else what is wrong.

    Whether the log extends the remembered checkpoint is judged by whoever has its hashes. Raises
    UndecidedError where the file says too little: another log's key, or a quorum that is not met.
    """
    if start.trust_file is None:
        return None
    found = sha256(entry_0).digest()
    if start.trust_file.entry_0 is not None and start.trust_file.entry_0 != found:
        return refusal(
            BrokenError, "policy.other-entry-0",
            expected=start.trust_file.entry_0.hex(), found=found.hex(),
        )  # fmt: skip
    try:
        open_trusted(note, start.trust_file, origin, note_verifier)
    except (BrokenError, MalformedError) as error:
        return error
    return None
