"""What can be checked of a whole log without folding it, by other processes that read it themselves.

Of each entry: whether it is a statement with a canonical payload, signed well under the key that has
the thumbprint which it names. A thumbprint belongs to one key for ever, so it does not matter where
the key was found, nor at which index; whether it was in force, whose it is and what it may sign is
for the rules. An answer names the digests that it is about, and whatever is not shown to be sound
there is checked again here: a worker that dies, or answers about other bytes, changes no verdict.

Of the file: what its format says of it, page by page.

Worker processes import this module, so it imports little.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import BrokenExecutor, CancelledError
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from batterypass.domain.states import LedgerState
from batterypass.errors import BatterypassError, BrokenError, MalformedError
from batterypass.projections.codec import parse_state
from batterypass.statements.checks import is_sound
from batterypass.statements.cose import kid_of, parse_statement
from batterypass.statements.verifiers import QUICK, PublicKey

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from concurrent.futures import Executor, Future

    from batterypass.ports import LedgerStore
    from batterypass.texts.bilingual import Text

Opener = Callable[[], "LedgerStore"]

#: Entries that one task checks.
RANGE = 256
_DIGEST_BYTES = 32


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

    def answer(self, number: int) -> bytes:
        """Wait for the check of a range; empty where there is no answer."""
        if number in self._answers:
            return self._answers[number]
        try:
            return self._tasks[number].result()
        except (BrokenExecutor, CancelledError, OSError, IndexError):
            return b""


class SeenEntries:
    """What a pass over the log has read, to be held against the answers of the checks."""

    def __init__(self, checks: EntryChecks) -> None:
        self._checks = checks
        self._digests = sha256()
        self._sums: list[bytes] = []
        self._seen = 0

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
        for number, expected in enumerate(self._sums):
            start = number * RANGE
            count = min(RANGE, self._seen - start)
            answer = self._checks.answer(number)
            if answer == expected + b"\x01" * count:
                continue
            if answer[:_DIGEST_BYTES] != expected or len(answer) != _DIGEST_BYTES + count:
                answer = bytes(_DIGEST_BYTES + count)
            for place, good in enumerate(answer[_DIGEST_BYTES:]):
                if good != 1:
                    yield start + place

    def _close_range(self) -> None:
        self._sums.append(self._digests.digest())
        self._digests = sha256()


def check_range(opener: Opener, start: int, stop: int) -> bytes:
    """Check a range of entries, in a process of its own.

    Gives SHA-256 over the digests of the entries, then one byte for each: 1 where it is sound, else
    0. Gives nothing where the ledger cannot be opened or read there.
    """
    try:
        keys = _keys_of(opener)
    except BatterypassError:
        return b""
    return _check(keys, start, stop)


def check_file(opener: Opener) -> list[Text] | None:
    """Ask the file format for what is wrong, in a process of its own; None where it cannot be asked."""
    try:
        return _keys_of(opener).store.check_integrity()
    except BatterypassError:
        return None


@lru_cache(maxsize=1)
def _keys_of(opener: Opener) -> _Keys:
    return _Keys(opener())


def _check(keys: _Keys, start: int, stop: int) -> bytes:
    digests = sha256()
    verdicts = bytearray()
    QUICK.start()
    try:
        for _, raw in keys.store.statements(start, stop):
            digests.update(sha256(raw).digest())
            verdicts.append(keys.signed(raw))
    except BatterypassError:
        # The file does not answer here. Whoever asked looks himself, and says what is wrong.
        return b""
    return digests.digest() + verdicts


class _Keys:
    """The public keys of a ledger by their thumbprints, looked up when they are first named."""

    def __init__(self, store: LedgerStore) -> None:
        self.store = store
        self._found: dict[bytes, PublicKey] = {}

    def signed(self, raw: bytes) -> bool:
        """Tell whether an entry is sound, and signed by the key that it names."""
        try:
            kid = kid_of(raw)
            public = self._found.get(kid) or self._find(parse_statement(raw).issuer, kid)
        except (BrokenError, MalformedError):
            return False
        return is_sound(raw, public)

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
