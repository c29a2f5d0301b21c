"""A ledger as a Python user holds it: one object, one method for each thing people do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Self

from batterypass.app import find, heads, read
from batterypass.app.compose import Plan, plan, sign_and_record
from batterypass.app.record import Recorded, record
from batterypass.app.session import Session, Surroundings
from batterypass.app.tiles import published_files
from batterypass.errors import InputError, RefusedError
from batterypass.evidence.refusal import refusal
from batterypass.statements.notekeys import note_key_id
from batterypass.statements.verifiers import parse_base64url
from batterypass.tlog.keys import Vkey, encode_vkey

if TYPE_CHECKING:
    from types import TracebackType

    from batterypass.app.audit import Progress, Verdict
    from batterypass.domain.states import (
        ConsignmentState,
        ItemState,
        PartyState,
    )
    from batterypass.ports import KeptRow, LedgerStore, OutboxStore
    from batterypass.tlog.heads import HeadProof
    from batterypass.tlog.proof import LogProof

Form = tuple[str, Mapping[str, Any]]


class Ledger:
    """An open ledger. Close it, or use it in a ``with`` block."""

    def __init__(
        self,
        store: LedgerStore,
        around: Surroundings,
        outbox: Callable[[str], OutboxStore] | None = None,
    ) -> None:
        """Hold an open store. The session above it starts with the first use.

        ``outbox`` gives the outbox of a ledger, by its ``aud``: over a replica, what is in it is
        seen as if it were recorded. A damaged file can still be audited, because :meth:`verify`
        needs no session.
        """
        self.store = store
        self._around = around
        self._open_outbox = outbox
        self._outbox: OutboxStore | None = None
        self._session: Session | None = None

    @property
    def session(self) -> Session:
        """The session that reading and writing share, at the present end of the log."""
        if self._session is None:
            self._session = self._start()
        else:
            self._session.catch_up()
        return self._session

    def _start(self) -> Session:
        session = Session(self.store, self._around)
        if self._open_outbox is None or not self.store.is_replica or not session.audience:
            return session
        # Only a site needs it, and every command waits for its imports.
        from batterypass.app.site import SiteSession

        self._outbox = self._open_outbox(session.audience)
        return SiteSession(self.store, self._around, self._outbox)

    @property
    def lost(self) -> tuple[KeptRow, ...]:
        """What the outbox had once and has no more, as far as somebody has looked into it here."""
        return () if self._session is None else self._session.lost

    @property
    def origin(self) -> str:
        """The origin of the log."""
        return self.session.origin

    def __len__(self) -> int:
        """Give the number of entries."""
        return self.store.size()

    def __enter__(self) -> Self:
        """Use the ledger in a ``with`` block."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Release the file."""
        try:
            if self._session is not None:
                self._session.end()
        finally:
            try:
                if self._outbox is not None:
                    self._outbox.close()
            finally:
                self.store.close()

    # Writing.

    def plan(self, forms: Sequence[Form], *, actor: str, again: bool = False) -> Plan:
        """Compose a batch and ask the rules; nothing is signed or written."""
        return plan(self.session, forms, actor=actor, again=again)

    def sign(self, ready: Plan) -> list[Recorded]:
        """Sign what is fresh in a plan and record it as one batch."""
        return sign_and_record(self.session, ready)

    def log(self, kind: str, form: Mapping[str, Any], *, actor: str) -> Recorded:
        """Sign and record one event. Raises RefusedError with the findings where a rule says no."""
        return self.sign(self.plan([(kind, form)], actor=actor))[0]

    def record(self, statements: Sequence[bytes]) -> list[Recorded]:
        """Record statements that somebody signed elsewhere, all or none.

        Raises RefusedError at a replica, whose log is somebody else's.
        """
        if self.store.is_replica:
            raise refusal(RefusedError, "outbox.no-log-here")
        return record(self.session, statements)

    def seal(self) -> heads.Sealed:
        """Commit to the heads of all subjects; see :func:`batterypass.app.heads.seal`."""
        return heads.seal(self.session)

    def only_look(self) -> None:
        """Write nothing that nobody asked for: a paper that needs a seal says so instead."""
        self._around.may_seal = False

    # Reading.

    def item(self, text: str) -> ItemState:
        """Give the item that a URL, printed id, alias, serial number or label names."""
        return find.find_item(self.session, text)

    def consignment(self, text: str) -> ConsignmentState:
        """Give a consignment by its id or manifest number."""
        return find.find_consignment(self.session, text)

    def party(self, text: str) -> PartyState:
        """Give a party by its id, or by an unambiguous part of its host or name."""
        return find.find_party(self.session, text)

    def items(self) -> Iterator[ItemState]:
        """Give every item."""
        return read.items(self.session)

    def parties(self) -> Iterator[PartyState]:
        """Give every party."""
        return read.parties(self.session)

    def consignments(self) -> Iterator[ConsignmentState]:
        """Give every consignment."""
        return read.consignments(self.session)

    def named(self, text: str) -> ItemState | ConsignmentState:
        """Give the item, or else the consignment, that ``text`` names."""
        return find.find_named(self.session, text)

    def history(self, text: str) -> list[read.EntryView]:
        """Give every entry of an item, a consignment or a batch, oldest first."""
        return read.history(self.session, find.find_subject(self.session, text))

    def entry(self, text: str | int) -> read.EntryView:
        """Give an entry by its index or the beginning of its digest; ``3p`` is place 3 of an outbox."""
        place = find.parse_place(str(text))
        if place:
            return read.read_pending(self.session, place)
        return read.read_entry(self.session, find.find_entry(self.session, str(text)))

    # Proof.

    def verify(
        self,
        *,
        trust_file: bytes | None = None,
        first_use: bool = False,
        progress: Progress = lambda done, total: None,
    ) -> Verdict:
        """Audit the whole ledger; see :func:`batterypass.app.audit.audit`."""
        # Most commands do not, and every one waits for its imports.
        from batterypass.app.audit import audit

        return audit(
            self.store,
            self._around,
            trust_file=trust_file,
            first_use=first_use,
            progress=progress,
        )

    def rebuild(
        self, progress: Progress = lambda done, total: None, *, dry_run: bool = False
    ) -> tuple[int, int]:
        """Make every derived table again from the entries; ``dry_run`` only counts.

        Gives the number of entries and of rows that had been different. Raises RefusedError at a
        replica, which is made again from its source.
        """
        if self.store.is_replica:
            raise refusal(RefusedError, "outbox.no-log-here")
        from batterypass.app.rebuild import rebuild

        return rebuild(self.store, self._around, progress, dry_run=dry_run)

    def checkpoint(self) -> bytes:
        """Give the last signed checkpoint as a note."""
        self.session.checkpoint()
        return self.store.note()

    def prove(self, subjects: Iterable[str], sealed: heads.Sealed) -> dict[str, HeadProof]:
        """Prove what subjects have under a sealed checkpoint, or that they have nothing."""
        return heads.prove_heads(self.store, sealed, subjects)

    def vkey(self) -> str:
        """Give the log's verifier key (C2SP signed-note)."""
        ledger = self.session.world.ledger()
        if ledger is None:
            raise InputError(
                "the ledger has no entries yet: batterypass init opens one", code="open.empty"
            )
        public = parse_base64url(ledger.checkpoint_key, "checkpoint key")
        return encode_vkey(Vkey(self.origin, note_key_id(self.origin, public), 1, public))

    def inclusion_proof(self, text: str | int) -> LogProof:
        """Prove that an entry is in the log at its last checkpoint."""
        return read.inclusion_proof(self.session, find.find_entry(self.session, str(text)))

    def consistency_proof(self, old_size: int, new_size: int) -> list[bytes]:
        """Prove that the log at one size extends the log at another."""
        return read.consistency_proof(self.session, old_size, new_size)

    def published_files(self) -> Iterator[tuple[str, bytes]]:
        """Give the files of the published log by their tlog-tiles paths, checkpoint last."""
        return published_files(self.session)
