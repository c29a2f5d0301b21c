"""Judging a directory file that somebody brings, and giving its rows to an import.

It is judged by the same rules and folded by the same steps as every other log: only what rests on
entries that are not in the file is left out (what a signer had seen of the whole log).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final, NoReturn

from batterypass.app.judge import PROOFS, check_signature, open_statements, read_events
from batterypass.app.trust import TrustKind, check_trust, trust_of
from batterypass.domain.clock import day_of, instant_ms
from batterypass.domain.events.authorisation import AuthorisationGranted
from batterypass.domain.events.common import Event
from batterypass.domain.events.ledger import LedgerOpened, TimeMarked
from batterypass.domain.ids import audience_of
from batterypass.domain.world import Position
from batterypass.errors import BrokenError, InputError, MalformedError, UndecidedError
from batterypass.evidence.directory_file import DirectoryFile
from batterypass.evidence.refusal import refusal
from batterypass.exchange.directory_rows import (
    DirectoryRow,
    cells_of,
    nobody,
    row_of,
    sorted_rows,
)
from batterypass.projections.world import FoldedWorld
from batterypass.rules import RULES
from batterypass.rules.base import Signed
from batterypass.rules.judge import Judge
from batterypass.statements.notekeys import NoteVerifier
from batterypass.statements.verifiers import parse_base64url
from batterypass.tlog.checkpoint import Checkpoint, open_checkpoint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from batterypass.app.judge import Reading
    from batterypass.domain.states import PartyState
    from batterypass.ports import Memory, StateReader, SubjectRow
    from batterypass.regulations.tables import Regulations
    from batterypass.rules.base import Finding

Progress = Callable[[int, int], None]
#: What a signer had seen is a root of the whole log, which the file does not have.
_NOT_HERE = "BP-L004"
#: These say that a chain does not fit together: in a file, that a part of it was left out.
_GAPS = frozenset({"BP-L001", "BP-L002", "BP-L005", "BP-K001"})
_JUDGE = Judge(rule for rule in RULES if rule.code != _NOT_HERE)


@dataclass(frozen=True, slots=True)
class CarriedDirectory:
    """A directory file that proved itself: what the other ledger said, and up to when.

    ``source`` is its origin, ``published_on`` the day of the last time mark under its checkpoint,
    ``digest`` the SHA-256 (hex) of the file: together the transcription that an import names.
    """

    source: str
    published_on: str
    digest: str
    checkpoint: Checkpoint
    trust: TrustKind
    entries: int
    rows: tuple[DirectoryRow, ...]
    #: Every party of the other ledger, with its keys and domains.
    parties: tuple[PartyState, ...] = ()


def rows_of_directory_file(carried: CarriedDirectory) -> Iterator[dict[str, str]]:
    """Give the rows of a file for an import: column -> text, as the table of ``encode_csv`` has them."""
    for row in carried.rows:
        yield from cells_of(row)


def open_directory_file(
    data: bytes,
    name: str,
    memory: Memory,
    regulations: Regulations,
    *,
    own: str = "",
    trust_file: bytes | None = None,
    first_use: bool = False,
    progress: Progress = lambda done, total: None,
) -> CarriedDirectory:
    """Judge a directory file that somebody brings; ``name`` is what messages call it.

    1. It is a directory file, of another ledger than ``own`` (an ``aud``). 2. Its entry 0 opens the
    ledger that it names, and the key that entry 0 names has signed the checkpoint. 3. The trust file
    or the remembered checkpoint vouches for that key; else ``first_use`` is needed, which overrides
    neither. 4. Every statement is proven to be in the log. 5. Every statement is signed by a key
    that was in force, by who may sign it, and fits its chains (the rules of integrity).

    Raises MalformedError or InputError (1), BrokenError where something is proven false, and
    UndecidedError where nothing vouches for the log, entries are missing in a chain, or one is of a
    kind that this program does not know. What a file leaves out at the *end* of a chain cannot be
    seen in it: that needs a newer file, or a replica.
    """
    # 1
    file = DirectoryFile.parse(data, name)
    if file.ledger == own:
        raise refusal(InputError, "dirfile.own", file=name, ledger=file.origin)
    # 2, 3
    readings = open_statements(file.statements.values())
    read_events(readings)
    verifier = log_verifier(file, readings[0])
    tip = open_checkpoint(file.checkpoint, [verifier], file.origin)
    trust = vouch(file, tip, verifier, memory, trust_file, first_use=first_use)
    # 4
    file.check_proofs()
    # 5
    world = new_world(file)
    subjects: dict[str, None] = {}
    last_mark = ""
    for done, (index, one) in enumerate(zip(file.statements, readings, strict=True), 1):
        event = fold_entry(world, index, one)
        subjects.update(dict.fromkeys(event.changes()))
        if isinstance(event, TimeMarked | LedgerOpened):
            last_mark = event.event_time
        progress(done, len(readings))
    published_on = day_of(last_mark)
    rows = _rows(world, subjects, regulations, published_on)
    parties = (world.party(name) for name in subjects)
    return CarriedDirectory(
        file.origin, published_on, sha256(data).hexdigest(), tip, trust, len(readings), tuple(rows),
        tuple(party for party in parties if party is not None),
    )  # fmt: skip


def log_verifier(file: DirectoryFile, entry_0: Reading) -> NoteVerifier:
    """Give the verifier of the log key that entry 0 names. Raises BrokenError where it names none."""
    event = entry_0.event
    audience = audience_of(file.origin, sha256(entry_0.raw).digest())
    if not isinstance(event, LedgerOpened) or audience != file.ledger:
        raise refusal(BrokenError, "dirfile.no-opening", ledger=file.ledger)
    try:
        public = parse_base64url(event.checkpoint_key.public, "checkpoint key")
        return NoteVerifier(file.origin, public)
    except MalformedError as error:
        raise refusal(BrokenError, "dirfile.no-opening", ledger=file.ledger) from error


def vouch(
    file: DirectoryFile,
    tip: Checkpoint,
    verifier: NoteVerifier,
    memory: Memory,
    trust_file: bytes | None,
    *,
    first_use: bool,
) -> TrustKind:
    """Say what vouches for the log of a file; raises as :func:`open_directory_file` does (3)."""
    origin = file.origin
    start = trust_of(memory, origin, trust_file)
    problem = check_trust(start, origin, file.checkpoint, file.statements[0])
    if problem is not None:
        raise refusal(BrokenError, "dirfile.not-trusted", origin=origin, why=problem)
    seen, note = start.remembered, memory.checkpoint(origin)
    if seen is not None and note is not None:
        # Who has seen a checkpoint knows the log's key by it, without any trust file.
        open_checkpoint(note, [verifier], origin)
        if seen.size == tip.size and seen.root != tip.root:
            raise refusal(
                BrokenError, "dirfile.fork",
                origin=origin, size=tip.size, root=tip.root.hex(), known=seen.root.hex(),
            )  # fmt: skip
    if start.kind == "first-use" and not first_use:
        raise refusal(UndecidedError, "dirfile.first-use", origin=origin)
    return start.kind


def fold_entry(world: FoldedWorld, index: int, one: Reading) -> Event:
    """Judge the statement that stands at an entry, and fold it; raises as the whole does (5)."""
    statement, event = one.statement, one.event
    world.skip(index - world.size())
    if statement is None or event is None:
        raise refusal(BrokenError, "dirfile.bad-entry", entry=index, why=one.problem)
    if not isinstance(event, Event):
        raise refusal(UndecidedError, "dirfile.newer-kind", entry=index, found=event.kind)
    kid = statement.kid.hex()
    ledger = world.ledger()
    mark_ms = ledger.mark_ms if ledger is not None else instant_ms(event.event_time)
    at = Position(index, statement.digest, mark_ms, kid)
    signed = Signed(
        statement.alg, kid, statement.issuer, statement.subject, statement.audience,
        statement.digest,
    )  # fmt: skip
    found = check_signature(one, world, index)
    found += _JUDGE.integrity_findings(event, signed, at, world, PROOFS)
    if found:
        _refuse(index, found)
    if isinstance(event, AuthorisationGranted) and _lacks_its_holder(world, event):
        raise refusal(UndecidedError, "dirfile.gap", entry=index, subject=event.holder)
    world.apply(event, at)
    return event


def _lacks_its_holder(world: FoldedWorld, event: AuthorisationGranted) -> bool:
    """Tell whether a grant is for somebody who is not here, and was not recorded so knowingly."""
    return world.party(event.holder) is None and not event.acknowledged


def _refuse(index: int, found: Iterable[Finding]) -> NoReturn:
    """Say what is wrong with an entry: a broken one, or a chain of which a part is not here."""
    listed = list(found)
    why = "; ".join(finding.message("en") for finding in listed[:3])
    if all(finding.code in _GAPS for finding in listed):
        raise refusal(UndecidedError, "dirfile.gap", entry=index, subject=listed[0].subject)
    raise refusal(BrokenError, "dirfile.bad-entry", entry=index, why=why)


def _rows(
    world: FoldedWorld, subjects: Iterable[str], regulations: Regulations, on: str
) -> list[DirectoryRow]:
    found = []
    for name in subjects:
        held = world.authorisation(name)
        if held is not None:
            party = world.party(held.holder) or nobody(held.holder)
            found.append(row_of(regulations, party, held, on))
    return sorted_rows(found)


def new_world(file: DirectoryFile) -> FoldedWorld:
    """Give the states below entry 0, into which the entries of a file are folded."""
    world = FoldedWorld(
        EMPTY, 0, "",
        digest_of=lambda entry: sha256(file.statements[entry]).digest(), root_of_size=no_root,
    )  # fmt: skip
    world.has_every_entry = False
    return world


class _Nothing:
    """A store below the first entry: :class:`batterypass.ports.StateReader` of an empty log."""

    def subject(self, name: str) -> SubjectRow | None:
        return None

    def pointed(self, relation: str, key: str) -> list[str]:
        return []

    def main_entry(self, subject: str, seq: int) -> int | None:
        return None

    def entry_of_event(self, event_id: str) -> int | None:
        return None


EMPTY: Final[StateReader] = _Nothing()


def no_root(size: int) -> bytes:
    """Give no historic root: a file has only some entries. Raises KeyError."""
    raise KeyError(size)
