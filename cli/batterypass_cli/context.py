"""The surroundings of one run: files, keys, clock, streams, and the ledger once it is open.

==================== =============================================================
BATTERYPASS_LEDGER   the ledger file, where ``--ledger`` is not given
BATTERYPASS_HOME     trust pins, remembered checkpoints, keys and fault reports
BATTERYPASS_KEYS     the key folder, where ``--keys`` is not given
BATTERYPASS_PASSPHRASE  the passphrase of the key folder
BATTERYPASS_CLOCK    a fixed time (RFC 3339), for demonstrations
BATTERYPASS_SEED     repeatable randomness for the demonstration; only beside a fixed time
==================== =============================================================
"""

from __future__ import annotations

import sys
from contextlib import suppress
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TextIO

from batterypass.errors import BatterypassError, FailedError, InputError
from batterypass_cli.options import Given
from batterypass_cli.output import Output

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime
    from types import TracebackType

    import typer

    from batterypass.app.ledger import Ledger
    from batterypass.store.keyring import KeyRing
    from batterypass_cli.terminal import Terminal
    from batterypass_cli.unlocking import EarlyRing

DEFAULT_LEDGER = "ledger.bp"


class Here:
    """One run of one command."""

    def __init__(
        self,
        environ: Mapping[str, str],
        argv: Sequence[str],
        *,
        program: str = "batterypass",
        stdin: TextIO | None = None,
        stdout: TextIO | None = None,
        stderr: TextIO | None = None,
    ) -> None:
        self.environ = environ
        self.argv = tuple(argv)
        self.program = program
        self.given = Given()
        self.out = Output(self.given, environ, stdout, stderr)
        self.stdin = stdin or sys.stdin
        self._ledger: Ledger | None = None
        self._signs = False
        #: Entries when the ledger was opened, for the report of a fault.
        self.size_before: int | None = None
        self._drawn = 0

    @staticmethod
    def of(ctx: typer.Context) -> Here:
        """Give the run that a command belongs to."""
        here: Here = ctx.find_root().obj
        return here

    def __enter__(self) -> Self:
        """Use it for one command."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the ledger; after a fault it stays open for the report.

        An outbox that lost something is told last, whatever the command was about.
        """
        if self._ledger is not None and self._ledger.lost and error is None:
            from batterypass_cli.outbox_view import warn_of_loss

            warn_of_loss(self, len(self._ledger.lost))
        if self._ledger is not None and (error is None or isinstance(error, BatterypassError)):
            self.close()

    def close(self) -> None:
        """Close the ledger before the run ends; the next use opens it again."""
        if self._ledger is not None:
            self._ledger.close()
            self._ledger = None

    # Places.

    @cached_property
    def home(self) -> Path:
        """The folder of what this person remembers."""
        named = self.environ.get("BATTERYPASS_HOME")
        if named:
            return Path(named)
        from platformdirs import user_data_path

        return user_data_path("batterypass", appauthor=False)

    @property
    def ledger_path(self) -> Path:
        """The ledger file of this run."""
        named = self.given.ledger or self.environ.get("BATTERYPASS_LEDGER") or DEFAULT_LEDGER
        return Path(named)

    @property
    def keys_path(self) -> Path:
        """The key folder of this run."""
        named = self.given.keys or self.environ.get("BATTERYPASS_KEYS")
        return Path(named) if named else self.home / "keys"

    # Time and chance.

    @cached_property
    def fixed_clock(self) -> datetime | None:
        """The fixed time of a demonstration, or None. Raises InputError for no RFC 3339 time."""
        text = self.environ.get("BATTERYPASS_CLOCK")
        if not text:
            return None
        from datetime import datetime

        moment: datetime | None = None
        with suppress(ValueError):
            moment = datetime.fromisoformat(text)
        if moment is None or moment.tzinfo is None:
            raise InputError(
                f"BATTERYPASS_CLOCK: {text!r} is no RFC 3339 time with an offset, such as"
                " 2026-11-23T08:35:00-06:00",
                code="cli.bad-clock",
                text=text,
            )
        return moment

    @property
    def is_demonstration(self) -> bool:
        """Tell whether its keys are nobody's: then a year may pass from one command to the next."""
        return bool(self.environ.get("BATTERYPASS_SEED"))

    def now(self) -> datetime:
        """Give the time: the fixed one of a demonstration, else the machine's."""
        if self.fixed_clock is not None:
            return self.fixed_clock
        from datetime import UTC, datetime

        return datetime.now(UTC).astimezone()

    def local_time(self, event_time: str) -> str:
        """Write a time as the clocks of this run show it."""
        from datetime import datetime

        moment = datetime.fromisoformat(event_time).astimezone(self.now().tzinfo)
        return moment.isoformat(timespec="seconds")

    @cached_property
    def random(self) -> Callable[[int], bytes]:
        """The source of randomness: the system's, or the demonstration's repeatable one.

        Raises InputError where a seed is given without a fixed time, so that nobody makes keys
        that others can repeat by mistake.
        """
        seed = self.environ.get("BATTERYPASS_SEED")
        if not seed:
            import secrets

            return secrets.token_bytes
        if self.fixed_clock is None:
            raise InputError(
                "BATTERYPASS_SEED makes keys that anybody can repeat: it is for demonstrations"
                " only, beside BATTERYPASS_CLOCK",
                code="cli.seed-alone",
            )
        start = "\0".join([seed, self.environ.get("BATTERYPASS_CLOCK", ""), *self.argv])

        def draw(count: int) -> bytes:
            out = b""
            while len(out) < count:
                out += sha256(f"{self._drawn}\0{start}".encode()).digest()
                self._drawn += 1
            return out[:count]

        return draw

    # People.

    @cached_property
    def terminal(self) -> Terminal:
        """Whoever answers questions."""
        from batterypass_cli.terminal import Terminal

        return Terminal(self.out, self.stdin)

    @cached_property
    def keys(self) -> EarlyRing:
        """The keys of this run; the passphrase is asked for once, when it is first needed."""
        from batterypass.store.keyfolder import KeyFolder
        from batterypass_cli.unlocking import EarlyRing

        return EarlyRing(KeyFolder(self.keys_path, random=self.random), self._passphrase)

    def begin_to_sign(self) -> None:
        """Begin to unlock the operator's keys, if the person has agreed and nobody must be asked."""
        knows = self.given.passphrase_file or self.environ.get("BATTERYPASS_PASSPHRASE")
        if self.given.yes and knows and not self.given.dry_run and self.keys_path.is_dir():
            with suppress(BatterypassError):
                # A folder that cannot be read says so where its keys are needed.
                self.keys.begin()

    @property
    def is_unlocking(self) -> bool:
        """Tell whether keys that nobody has waited for are being unlocked at this moment."""
        return "keys" in self.__dict__ and self.keys.is_busy()

    def _passphrase(self) -> str:
        path = self.given.passphrase_file
        if path:
            try:
                return Path(path).read_text(encoding="utf-8").splitlines()[0]
            except (OSError, UnicodeDecodeError, IndexError) as error:
                raise FailedError(
                    f"{path}: cannot be read as a passphrase: {error}",
                    code="cli.unreadable",
                    path=path,
                    why=str(error),
                ) from error
        known = self.environ.get("BATTERYPASS_PASSPHRASE")
        if known:
            return known
        from batterypass.store.keyfolder import KeyFolder

        is_new = KeyFolder(self.keys_path, random=self.random).is_new()
        return self.terminal.passphrase(str(self.keys_path), is_new=is_new)

    # The ledger.

    def open(self) -> Ledger:
        """Open the ledger for reading; the same one for the whole run."""
        return self._open(keys=None)

    def open_if_there(self, refused: str) -> Ledger | None:
        """Open the ledger, or give None where there is none: an inspector has only what was brought.

        Raises FailedError with the text ``refused`` where one was named and is not there.
        """
        if self.ledger_path.exists():
            return self.open()
        if self.given.ledger or self.environ.get("BATTERYPASS_LEDGER"):
            from batterypass.evidence.refusal import refusal

            raise refusal(FailedError, refused, path=self.ledger_path)
        return None

    def open_to_sign(self) -> Ledger:
        """Open the ledger with the keys of this run."""
        return self._open(keys=self.keys)

    def open_with_keys(self) -> Ledger:
        """Open the ledger for reading, with the keys of this run: labels are signed, the log is not."""
        return self._open(keys=self.keys, reads_only=True)

    def unlock_operator(self, ledger: Ledger) -> None:
        """Unlock the keys with which the operator records what others signed."""
        from batterypass.domain.keyprint import thumbprint_of

        state = ledger.session.world.ledger()
        if state is not None:
            wanted = {state.operator_kid, thumbprint_of("Ed25519", state.checkpoint_key)}
            self.keys.unlock(sorted(wanted & {info.kid.hex() for info in self.keys.infos()}))

    def open_outbox(self) -> Ledger:
        """Open a replica so that its outbox can be written; nothing can be signed."""
        return self._open(keys=None, writable=True)

    def open_to_repair(self) -> Ledger:
        """Open the ledger so that its derived tables can be written; nothing can be signed."""
        return self._open(keys=None, writable=True)

    def create(self) -> Ledger:
        """Make a new ledger file, or open what is there."""
        return self._open(keys=self.keys, create=True)

    def _open(
        self,
        *,
        keys: KeyRing | None,
        create: bool = False,
        writable: bool = False,
        reads_only: bool = False,
    ) -> Ledger:
        if keys is not None and not self._signs:
            self.close()
        if self._ledger is None:
            from batterypass.bootstrap import open_ledger

            self._signs = keys is not None and not reads_only

            settings: dict[str, Any] = {"clock": self.now} if self.fixed_clock else {}
            self._ledger = open_ledger(
                self.ledger_path,
                create=create,
                read_only=reads_only or (keys is None and not writable),
                home=self.home,
                keys=keys,
                random=self.random,
                clock_is_right=self.given.clock_is_right or self.is_demonstration,
                **settings,
            )
            if self.given.dry_run:
                self._ledger.only_look()
            self.size_before = len(self._ledger)
            if not self.size_before and not create:
                self._refuse_unopened(self._ledger)
        return self._ledger

    def _refuse_unopened(self, ledger: Ledger) -> None:
        """Raise FailedError for a file in which nothing was ever recorded: it is no ledger yet.

        One that only has no entries, and has something else, is left to be judged.
        """
        from batterypass.store.unopened import is_blank

        if not is_blank(ledger.store):
            return
        code = "open.replica-unfilled" if ledger.store.is_replica else "open.never-opened"
        self.close()
        from batterypass.evidence.refusal import refusal

        raise refusal(FailedError, code, path=self.ledger_path)

    def entries_added(self) -> int | None:
        """Give the entries that this run added, for the report of a fault; None if unknown."""
        if self._ledger is None:
            return 0
        if self.size_before is None:
            return None
        return len(self._ledger) - self.size_before
