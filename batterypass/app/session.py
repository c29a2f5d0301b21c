"""An open ledger: its store, the folded world above it, and what is needed to write.

A session holds no lock while it is idle. Every write takes the one writer's lock, looks whether
somebody else wrote meanwhile, and goes on from there.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from batterypass.app.growing import GrowingTree
from batterypass.app.rulebooks import Rulebooks
from batterypass.domain.ids import audience_of, ledger_subject
from batterypass.errors import BrokenError, InputError, UndecidedError
from batterypass.projections.world import FoldedWorld
from batterypass.statements.cose import parse_statement
from batterypass.statements.notekeys import NoteVerifier
from batterypass.statements.verifiers import parse_base64url
from batterypass.tlog.checkpoint import Checkpoint, open_checkpoint

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from concurrent.futures import Executor
    from datetime import datetime

    from batterypass.ports import KeptRow, LedgerStore, Memory, Pending, SigningKeys, TipKeeper
    from batterypass.regulations.attributes import Attribute
    from batterypass.regulations.tables import Regulations, Table

_REMEMBER_EVERY = timedelta(seconds=1)


@dataclass(slots=True)
class Surroundings:
    """Everything a session takes from outside (D14)."""

    regulations: Regulations
    clock: Callable[[], datetime]
    random: Callable[[int], bytes]
    memory: Memory
    attributes: Mapping[str, Attribute] = field(default_factory=dict)
    #: How batteries are proposed for carriage; None where nothing is proposed.
    carriage: Table | None = None
    keys: SigningKeys | None = None
    tip: Callable[[str], TipKeeper] | None = None
    #: Digest of the rulebook that the rules and ``regulations`` of this program make.
    rulebook: str = ""
    #: Whether somebody has said that the clock is right, although it is far after the last mark.
    clock_is_right: bool = False
    #: Whether a paper that no sealed checkpoint covers may have one made.
    may_seal: bool = True
    #: Digests of all rulebooks whose rules this program has.
    known_rulebooks: frozenset[str] = frozenset()
    #: Gives threads for signature checks (the library under them lets go of the interpreter), or
    #: None where there is nothing to gain.
    threads: Callable[[], Executor | None] = lambda: None
    #: Gives other processes for the checks of so many signatures, or None where these do not pay.
    processes: Callable[[int], AbstractContextManager[Executor | None]] = lambda _: nullcontext()

    def rulebooks(self, store: LedgerStore) -> Rulebooks:
        """Give the rulebooks of a ledger."""
        return Rulebooks(self.regulations, self.rulebook, self.known_rulebooks, store.content)


class Session:
    """One ledger, open."""

    def __init__(self, store: LedgerStore, around: Surroundings) -> None:
        """Open what the store holds. Raises BrokenError where entry 0 cannot be read."""
        self.store = store
        self.around = around
        self.origin = ""
        self.audience = ""
        #: Whether the ledger was compared with the checkpoint that this person last saw.
        self.is_remembered = False
        #: What was kept in the outbox of a site and is neither there nor in the log any more.
        self.lost: tuple[KeptRow, ...] = ()
        self._to_remember = b""
        self._remembered_at: datetime | None = None
        self.size = store.size()
        if self.size:
            self._identify(store.statement(0))
        self.tree = GrowingTree.load(self.size, store.node)
        self.world = self.new_world()
        self._rulebooks = around.rulebooks(store)

    @property
    def logged(self) -> int:
        """Give the number of entries of the log itself; a site may have signed more above it."""
        return self.size

    def stored(self) -> tuple[int, bytes]:
        """Give the present size of the log at rest, and its signed checkpoint."""
        return self.store.size(), self.store.note()

    def place_of(self, index: int) -> int:
        """Give the place in the outbox of what is not in the log yet; 0 for an entry."""
        return 0

    def pending(self, place: int) -> Pending | None:
        """Give what the outbox has at a place; a ledger at home has none."""
        return None

    def last_signed_ms(self) -> int:
        """Give the latest time of what was signed here and is not in the log; 0 where nothing is."""
        return 0

    def demand_fresh(self) -> None:
        """Return where a new event may rest on what is known here of the log."""

    def demand_whole(self) -> None:
        """Return where nothing is lost of what was signed here."""

    def new_world(self) -> FoldedWorld:
        """Give a world of its own above what is written: a draft folds there, and is dropped."""
        return FoldedWorld(
            self.store,
            self.size,
            self.origin,
            digest_of=self.digest_of,
            root_of_size=self.root_of_size,
        )

    def digest_of(self, entry: int) -> bytes:
        """Give the statement digest of an entry."""
        return sha256(self.store.statement(entry)).digest()

    def root_of_size(self, size: int) -> bytes:
        """Give the root of the first ``size`` entries from the stored nodes."""
        return self.tree.root_of_size(size)

    def regulations(self) -> Regulations:
        """Give the tables and rules that are in force for the next entry (D9).

        Raises UndecidedError where the ledger has adopted a rulebook that is not known here.
        """
        ledger = self.world.ledger()
        digest = ledger.rulebook if ledger is not None else ""
        regulations = self._rulebooks.in_force(digest)
        if regulations is None:
            raise UndecidedError(
                f"{self.origin} has adopted the rulebook {digest[:16]}…, which this batterypass"
                " does not know: install a newer one to record in it",
                code="open.unknown-rulebook", origin=self.origin, digest=digest[:16],
            )  # fmt: skip
        return regulations

    def catch_up(self) -> None:
        """Take in what another writer added since this session last looked."""
        size = self.store.size()
        if size == self.size:
            return
        self.size = size
        if size and not self.origin:
            self._identify(self.store.statement(0))
            self.world = self.new_world()
        self.tree = GrowingTree.load(size, self.store.node)
        self.world.reload(size)

    def remember(self, note: bytes) -> None:
        """Remember outside the file the checkpoint that was just signed (D16).

        The first one is written at once, the others at most once a second and at the end: what a
        killed process leaves behind is older and still true, and a file for every event would
        take longer than the event.
        """
        self._to_remember = note
        now = self.around.clock()
        if self._remembered_at is None or abs(now - self._remembered_at) >= _REMEMBER_EVERY:
            self._remembered_at = now
            self.end()

    def end(self) -> None:
        """Write what is still to be remembered; the session can go on."""
        if self._to_remember:
            self.around.memory.remember(self.origin, self._to_remember)
            self._to_remember = b""

    def identify(self, origin: str, entry_0: bytes) -> None:
        """Say who the ledger is, once its entry 0 is being written."""
        self.origin = origin
        self.audience = audience_of(origin, sha256(entry_0).digest())

    def checkpoint(self) -> Checkpoint:
        """Give the stored checkpoint, verified by the log key that entry 0 names.

        Raises BrokenError where it is not signed by that key or is not of the log's size.
        """
        ledger = self.world.ledger()
        if ledger is None:
            raise InputError(
                "the ledger has no entries yet: batterypass init opens one", code="open.empty"
            )
        with self.store.reading():
            size, note = self.stored()
        checkpoint = open_checkpoint(note, [self.verifier()], self.origin)
        if checkpoint.size != size:
            raise BrokenError(
                f"the ledger has {size} entries, its signed checkpoint {checkpoint.size}",
                code="open.other-size", size=size, signed=checkpoint.size,
            )  # fmt: skip
        return checkpoint

    def verifier(self) -> NoteVerifier:
        """Give the verifier of the log key that entry 0 names."""
        ledger = self.world.ledger()
        if ledger is None:
            raise InputError(
                "the ledger has no entries yet: batterypass init opens one", code="open.empty"
            )
        return NoteVerifier(self.origin, parse_base64url(ledger.checkpoint_key, "checkpoint key"))

    def _identify(self, entry_0: bytes) -> None:
        statement = parse_statement(entry_0)
        if "#" in statement.audience:
            raise BrokenError(
                "entry 0 does not open a ledger: its audience names another entry 0",
                code="open.no-opening",
            )
        self.identify(statement.audience, entry_0)


def operator_id(origin: str) -> str:
    """Give the operator's ``iss``."""
    return ledger_subject(origin)
