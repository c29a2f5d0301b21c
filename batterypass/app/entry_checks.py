"""What can be checked of a whole log without folding it, by other processes that read it themselves.

Of each entry: whether it is a statement with a canonical payload, signed well under the key that has
the thumbprint which it names. A thumbprint belongs to one key for ever, so it does not matter where
the key was found, nor at which index; whether it was in force, whose it is and what it may sign is
for the rules. And whether the rows that it has of itself are at rest: its digest, event id, nodes
and links. An answer names the digests that it is about, and whatever is not shown to be sound
there is checked again here: a worker that dies, or answers about other bytes, changes no verdict.

Of the file: what its format says of it, page by page.

Worker processes import this module, so it imports little.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, CancelledError
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from batterypass.domain.states import LedgerState
from batterypass.errors import BatterypassError, BrokenError, MalformedError
from batterypass.ports import LANES, Batch, Link
from batterypass.projections.codec import parse_state
from batterypass.statements.checks import sound_payload
from batterypass.statements.cose import cut_statement, kid_of, parse_statement
from batterypass.statements.payload import parse_payload
from batterypass.statements.verifiers import QUICK, PublicKey
from batterypass.tlog.merkle import leaf_hashes
from batterypass.tlog.tree import Frontier

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from concurrent.futures import Executor, Future
    from typing import Any

    from batterypass.ports import LedgerStore
    from batterypass.texts.bilingual import Text
    from batterypass.tlog.tree import NodeReader

Opener = Callable[[], "LedgerStore"]

#: Entries that one task checks. Each begins with a transaction, the edge of the tree and questions of its
#: own, and its answer interrupts who folds: with half as many an audit takes a twelfth longer.
RANGE = 512
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_DIGEST_BYTES = 32
#: An answer is SHA-256 over the digests of a range, whether its rows are at rest, a byte an entry.
_HEAD_BYTES = _DIGEST_BYTES + 1


class EntryChecks:
    """The checks of all entries below a size, under way in ``executor``."""

    def __init__(self, executor: Executor, store: LedgerStore, opener: Opener, size: int) -> None:
        """Start them; ``opener`` opens the ledger of ``store`` again in another process."""
        self._store = store
        self._keys = _Keys(store)
        self._size = size
        self._file: Future[list[Text] | None] | None = None
        self._tasks: list[Future[bytes]] = []
        self._answers: dict[int, bytes] = {}
        self._looked_at = 0
        try:
            # First, for nobody here can help with it while the others wait.
            self._file = executor.submit(check_file, opener)
            for start in range(0, size, RANGE):
                stop = min(start + RANGE, size)
                self._tasks.append(executor.submit(check_range, opener, start, stop))
        except (BrokenExecutor, RuntimeError):
            # The executor is gone; RuntimeError is what one says that was shut down. What it was
            # not given is done here.
            pass

    def problems(self) -> list[Text]:
        """Wait for what is wrong with the file itself; nothing where it is sound."""
        try:
            found = None if self._file is None or self._file.cancel() else self._file.result()
        except (BrokenExecutor, CancelledError, OSError):
            found = None
        # An answer to another question is none.
        return found if isinstance(found, list) else self._store.check_integrity()

    def differs(self) -> bool:
        """Tell whether one of the answers so far says that a row is not at rest; wait for none."""
        while self._looked_at < len(self._tasks) and self._tasks[self._looked_at].done():
            task = self._tasks[self._looked_at]
            self._looked_at += 1
            answer = b"" if task.cancelled() or task.exception() else task.result()
            if answer[_DIGEST_BYTES:_HEAD_BYTES] == b"\x00":
                return True
        return False

    def help(self) -> None:
        """Do here what nobody has begun, from the end on: called when nothing else is to be done."""
        for number in range(-(-self._size // RANGE) - 1, -1, -1):
            if number < len(self._tasks) and not self._tasks[number].cancel():
                # Done, or being done; so is everything before it.
                return
            if number not in self._answers:
                start = number * RANGE
                stop = min(start + RANGE, self._size)
                self._answers[number] = _check(self._keys, start, stop)

    def answer(self, number: int, digests: bytes) -> bytes:
        """Wait for the check of a range, which is about entries with these digests.

        What is no answer to that is asked again here; it is empty where there is still none.
        """
        answer = self._answers.get(number, b"")
        if not answer:
            with suppress(BrokenExecutor, CancelledError, OSError, IndexError):
                answer = self._tasks[number].result()
        start = number * RANGE
        stop = min(start + RANGE, self._size)
        if _is_about(answer, digests, stop - start):
            return answer
        answer = self._answers[number] = _check(self._keys, start, stop)
        return answer if _is_about(answer, digests, stop - start) else b""


class SeenEntries:
    """What a pass over the log has read, to be held against the answers of the checks."""

    def __init__(self, checks: EntryChecks) -> None:
        self._checks = checks
        self._digests = sha256()
        self._sums: list[bytes] = []
        self._seen = 0
        #: Whether the rows that the entries have of themselves are at rest, once all were waited for.
        self.rows_stand = False

    def take(self, digests: Sequence[bytes]) -> None:
        """Note the digests of the next entries, as they were read here.

        All but the last ones come in numbers that divide RANGE.
        """
        self._digests.update(b"".join(digests))
        self._seen += len(digests)
        if self._seen % RANGE == 0:
            self._close_range()

    def doubtful(self) -> Iterator[int]:
        """Wait for the checks; give every entry that was not shown to be sound."""
        if self._seen % RANGE:
            self._close_range()
        self._checks.help()
        rows_stand = True
        for number, digests in enumerate(self._sums):
            start = number * RANGE
            count = min(RANGE, self._seen - start)
            answer = self._checks.answer(number, digests) or bytes(_HEAD_BYTES + count)
            if answer[_DIGEST_BYTES:] == b"\x01" * (1 + count):
                continue
            rows_stand = rows_stand and answer[_DIGEST_BYTES] == 1
            for place, good in enumerate(answer[_HEAD_BYTES:]):
                if good != 1:
                    yield start + place
        self.rows_stand = rows_stand

    def _close_range(self) -> None:
        self._sums.append(self._digests.digest())
        self._digests = sha256()


def check_range(opener: Opener, start: int, stop: int) -> bytes:
    """Check a range of entries, in a process of its own.

    Gives SHA-256 over the digests of the entries, then bytes that are 1 or 0: whether the rows that
    they have of themselves are at rest, and for each whether it is sound. Gives nothing where the
    ledger cannot be opened or read there.
    """
    try:
        keys = _keys_of(opener)
    except BatterypassError:
        return b""
    return _check(keys, start, stop)


def rows_stand(store: LedgerStore, size: int) -> bool:
    """Look here whether the rows that entries have of themselves are at rest, in the state read here.

    The entries are statements that somebody has read.
    """
    for start in range(0, size, RANGE):
        raws = [raw for _, raw in store.statements(start, min(start + RANGE, size))]
        said = [parse_payload(cut_statement(raw)[2]) for raw in raws]
        rows = _rows_of(start, raws, [sha256(raw).digest() for raw in raws], said, store.node)
        if rows is None or not store.has_rows_of(rows):
            return False
    return True


def check_file(opener: Opener) -> list[Text] | None:
    """Ask the file format for what is wrong, in a process of its own; None where it cannot be asked."""
    try:
        return _keys_of(opener).store.check_integrity()
    except BatterypassError:
        return None


@lru_cache(maxsize=1)
def _keys_of(opener: Opener) -> _Keys:
    return _Keys(opener())


def _is_about(answer: object, digests: bytes, count: int) -> bool:
    return (
        type(answer) is bytes and answer.startswith(digests) and len(answer) == _HEAD_BYTES + count
    )


def _check(keys: _Keys, start: int, stop: int) -> bytes:
    QUICK.start()
    try:
        # One state of the file, whatever others write meanwhile.
        with keys.store.reading():
            raws = [raw for _, raw in keys.store.statements(start, stop)]
            payloads = [keys.said(raw) for raw in raws]
            digests = [sha256(raw).digest() for raw in raws]
            rows_stand = not keys.store.has_tables or (
                (rows := _rows_of(start, raws, digests, payloads, keys.store.node)) is not None
                and keys.store.has_rows_of(rows)
            )
    except BatterypassError:
        # The file does not answer here. Whoever asked looks himself, and says what is wrong.
        return b""
    verdicts = bytes([payload is not None for payload in payloads])
    return sha256(b"".join(digests)).digest() + bytes([rows_stand]) + verdicts


def _rows_of(
    first: int,
    raws: Sequence[bytes],
    digests: list[bytes],
    payloads: Sequence[dict[str, Any] | None],
    read_node: NodeReader,
) -> Batch | None:
    """Give the rows that some entries have of themselves; None where one of them says nothing.

    The nodes to the left are taken as they are at rest: each is proven where it is completed.
    """
    tree = Frontier.load(first, read_node)
    tree.extend(leaf_hashes(raws))
    rows = Batch(first, digests=digests, nodes=tree.take_completed())
    try:
        for entry, payload in enumerate(payloads, first):
            if payload is None:
                return None
            if _UUID.fullmatch(payload["event_id"]) is None:
                return None
            rows.event_ids.append(payload["event_id"])
            for link in payload["subjects"]:
                subject, seq = link["subject"], link["seq"]
                if type(subject) is not str or type(seq) is not int:
                    return None
                rows.links.append(Link(subject, LANES[link["lane"]], seq, entry))
    except (KeyError, TypeError):
        # No event has this form. What the statement is instead is for who folds.
        return None
    return rows


class _Keys:
    """The public keys of a ledger by their thumbprints, looked up when they are first named."""

    def __init__(self, store: LedgerStore) -> None:
        self.store = store
        self._found: dict[bytes, PublicKey] = {}

    def said(self, raw: bytes) -> dict[str, Any] | None:
        """Give what an entry says, or None unless it is sound and signed by the key that it names."""
        try:
            kid = kid_of(raw)
            public = self._found.get(kid) or self._find(parse_statement(raw).issuer, kid)
        except (BrokenError, MalformedError):
            return None
        return sound_payload(raw, public)

    def _find(self, issuer: str, kid: bytes) -> PublicKey:
        """Find a key among what the file says of its owner; only its thumbprint is trusted."""
        row = self.store.subject(issuer)
        state = parse_state(row.letter, issuer, row.state) if row is not None else None
        try:
            if isinstance(state, LedgerState):
                public = PublicKey.parse("Ed25519", state.operator_key)
            else:
                key = state.keys[kid.hex()]  # type: ignore[union-attr]
                public = PublicKey.parse(key["alg"], key["public"])
        except (AttributeError, KeyError, TypeError) as error:
            raise BrokenError(f"no key {kid.hex()} of {issuer} is here") from error
        if public.kid != kid:
            raise BrokenError(f"the key {kid.hex()} of {issuer} has another thumbprint")
        self._found[kid] = public
        return public
