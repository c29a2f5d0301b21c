"""The one place where a port meets an implementation.

Real clocks, randomness, folders and processes are chosen here and nowhere else (D14).
"""

from __future__ import annotations

import os
import secrets
import sys
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from batterypass import __version__
from batterypass.app.ledger import Ledger
from batterypass.app.session import Surroundings
from batterypass.errors import FailedError, refusal
from batterypass.ports import Content, LogSource, Memory, OutboxStore, TipKeeper
from batterypass.regulations.attributes import attributes
from batterypass.regulations.rulebook import KNOWN, make_rulebook
from batterypass.regulations.tables import FILES
from batterypass.rules import RULES
from batterypass.store.home import Home, NoHome
from batterypass.store.keyfolder import KeyFolder
from batterypass.store.keyring import KeyRing
from batterypass.store.packaged import adr_points as adr_points
from batterypass.store.packaged import carriage as carriage
from batterypass.store.packaged import carta_porte as carta_porte
from batterypass.store.packaged import deadlines as deadlines
from batterypass.store.packaged import emergency_phones as emergency_phones
from batterypass.store.packaged import manifest_fields as manifest_fields
from batterypass.store.packaged import origin_elements as origin_elements
from batterypass.store.packaged import packaged
from batterypass.store.packaged import recovery_targets as recovery_targets
from batterypass.store.packaged import regulations as regulations
from batterypass.store.packaged import second_life_thresholds as second_life_thresholds
from batterypass.store.packaged import transport_tables as transport_tables
from batterypass.store.packaged import un383_law as un383_law
from batterypass.store.packaged import workflow as workflow
from batterypass.store.signer_state import SignerState
from batterypass.store.sqlite import SqliteStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Executor

    from batterypass.app.fsck import Fsck
    from batterypass.app.opening import Rulebook
    from batterypass.app.simulated.run import Plan, Simulated
    from batterypass.ports import LedgerStore

#: From this many entries on, other processes pay for their start.
_PROCESSES_FROM = 4_000
#: From this many bytes of a bundle on, a second process saves more than it costs to start.
_SECOND_FROM = 100_000


def open_ledger(
    path: str | Path,
    *,
    create: bool = False,
    read_only: bool = False,
    grow: bool = False,
    home: str | Path | None = None,
    keys: KeyRing | None = None,
    clock: Callable[[], datetime] | None = None,
    clock_is_right: bool = False,
    random: Callable[[int], bytes] = secrets.token_bytes,
) -> Ledger:
    """Open a ledger file.

    ``create`` makes the file where there is none. ``grow`` opens a replica to take over what its log
    has beyond it, and with ``create`` makes one; otherwise a replica is only read. ``home`` is where
    trust is remembered; without it nothing is. ``keys`` are needed to write. ``clock_is_right`` lets
    the clock mark the log although it is more than 30 days after the last mark; otherwise writing
    raises InputError then.
    Raises FailedError for a file that cannot be read.
    """
    place = Path(path)
    if not create and not place.exists():
        if place.with_name(place.name + ".outbox").exists():
            raise FailedError(
                f"{place}: the replica is gone, its outbox is still here: batterypass replica create"
                f" SOURCE {place}",
                code="open.no-replica", path=place,
            )  # fmt: skip
        raise FailedError(
            f"{place}: there is no ledger file; batterypass init {place} makes one, or name another"
            " with --ledger FILE or BATTERYPASS_LEDGER",
            code="open.no-file", path=place,
        )  # fmt: skip
    if create and not place.exists():
        store = SqliteStore.create(place, replica=grow)
    else:
        store = SqliteStore.open(place, read_only=read_only, grow=grow)
    around = surroundings(
        home=home, keys=keys, clock=clock, clock_is_right=clock_is_right, random=random
    )
    return Ledger(store, around, None if grow else _outboxes(place, read_only=read_only))


def surroundings(
    *,
    home: str | Path | None = None,
    keys: KeyRing | None = None,
    clock: Callable[[], datetime] | None = None,
    clock_is_right: bool = False,
    random: Callable[[int], bytes] = secrets.token_bytes,
) -> Surroundings:
    """Give everything that a session, an audit or a check takes from outside (D14)."""
    memory: Memory = Home(Path(home)) if home is not None else NoHome()
    return Surroundings(
        regulations=regulations(),
        clock=clock or (lambda: datetime.now(UTC).astimezone()),
        clock_is_right=clock_is_right,
        random=random,
        memory=memory,
        attributes=attributes(),
        carriage=carriage(),
        keys=keys,
        tip=_tips(keys),
        rulebook=_digest(),
        known_rulebooks=KNOWN | {_digest()},
        threads=_threads,
        processes=_processes,
    )


def fsck(
    folder: str | Path,
    *,
    around: Surroundings,
    log_only: bool = False,
    trust_file: bytes | None = None,
    old: Sequence[bytes] = (),
    first_use: bool = False,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Fsck:
    """Check the folder of a published log; see :func:`batterypass.app.fsck.fsck`.

    ``log_only`` takes the entries for bytes, whoever made the log. Raises FailedError where no
    folder is there.
    """
    from batterypass.app import fsck as checking
    from batterypass.store.published import FolderFiles

    place = Path(folder)
    if not place.is_dir():
        raise refusal(FailedError, "fsck.no-folder", path=place)
    with TemporaryDirectory(prefix="batterypass-") as scratch:

        def open_store(named: checking.Named) -> LedgerStore:
            from batterypass.store.tile_store import TileStore, write_keys

            keys = Path(scratch) / "keys.json"
            write_keys(keys, named.keys)
            return TileStore(place, named.contents, keys, kept=named.kept)

        return checking.fsck(
            FolderFiles(place), around, None if log_only else open_store,
            trust_file=trust_file, old=old, first_use=first_use, progress=progress,
        )  # fmt: skip


@contextmanager
def published(
    source: str, progress: Callable[[int, int], None] = lambda done, total: None
) -> Iterator[Path]:
    """Give the folder of a published log; one at a web address is brought here first.

    Raises FailedError where the server does not answer.
    """
    from batterypass.store.download import Download, is_url

    if not is_url(source):
        yield Path(source)
        return
    from batterypass.app.fsck import named_in
    from batterypass.app.log_check import MAX_CONTENT
    from batterypass.store.published import FolderFiles

    with TemporaryDirectory(prefix="batterypass-") as place:
        folder = Path(place)
        download = Download(source, folder)
        download.log(progress)
        # Twice: the tables of a rulebook are known once the rulebook is here.
        for _ in range(2):
            named = named_in(FolderFiles(folder))
            wanted = [f"content/{digest}" for digest in sorted(named.contents)]
            wanted += [f"notes/{size}" for size in sorted(named.kept)]
            download.fetch((one for one in wanted if not (folder / one).exists()), MAX_CONTENT)
        yield folder


def simulate(
    path: str | Path, plan: Plan, progress: Callable[[int, int], None] = lambda done, total: None
) -> Simulated:
    """Make a simulated ledger in a new file; see :func:`batterypass.app.simulated.run.simulate`.

    Its keys and its clock are in memory, and nothing is remembered of it. Raises FailedError where
    the file cannot be made.
    """
    from dataclasses import replace

    from batterypass.app.simulated import run
    from batterypass.app.simulated.seeded import Draws, KeysInMemory, TipInMemory

    clock, keys, tip = run.Clock(), KeysInMemory(), TipInMemory()
    with _processes(plan.expected) as checkers, _maker(plan.expected) as maker:
        around = replace(
            surroundings(clock=clock, clock_is_right=True, random=Draws(plan.seed)),
            keys=keys,
            tip=lambda origin: tip,
            # Every year is recorded by the same processes.
            processes=lambda expected: nullcontext(checkers),
        )
        with Ledger(SqliteStore.create(Path(path)), around, None) as ledger:
            return run.simulate(
                ledger.session, plan, clock=clock, keys=keys, rulebook=rulebook(),
                regulations=regulations, thresholds=second_life_thresholds, process=maker,
                progress=progress,
            )  # fmt: skip


def reading_surroundings(home: str | Path | None = None) -> Surroundings:
    """Give what it takes to judge a file that somebody brings: no ledger, no keys."""
    digest = _digest()
    return Surroundings(
        regulations=regulations(),
        clock=lambda: datetime.now(UTC).astimezone(),
        random=secrets.token_bytes,
        memory=Home(Path(home)) if home is not None else NoHome(),
        attributes=attributes(),
        rulebook=digest,
        known_rulebooks=KNOWN | {digest},
    )


def outbox_path(ledger: str | Path) -> Path:
    """Give the place of the outbox beside a replica."""
    place = Path(ledger)
    return place.with_name(f"{place.name}.outbox")


@contextmanager
def open_source(path: str | Path) -> Iterator[LogSource]:
    """Open what a replica can be made from, or a restored ledger caught up from.

    That is a ledger or replica file, the folder of a published log or its web address, a folder with
    a single ``*.bp``, or an answer file. Raises InputError where it is none of them.
    """
    from batterypass.store import sources

    def read_answer(data: bytes, name: str) -> LogSource:
        from batterypass.evidence.answer_file import AnswerFile

        return AnswerFile.parse(data, name).source()

    with published(str(path)) as place, sources.open_source(place, read_answer) as source:
        yield source


def key_ring(
    folder: str | Path,
    ask: Callable[[], str],
    random: Callable[[int], bytes] = secrets.token_bytes,
) -> KeyRing:
    """Give the keys of a folder; ``ask`` gives the passphrase and is called at most once."""
    return KeyRing(KeyFolder(Path(folder), random=random), ask)


@cache
def rulebook() -> Rulebook:
    """Give the rulebook of this program, with the content of its tables."""
    from batterypass.app.opening import Rulebook

    contents = [Content(_digest(), "application/json", _rulebook_body())]
    for file in FILES.values():
        table = packaged(file)
        media_type = "text/csv" if file.endswith(".csv") else "application/json"
        contents.append(Content(sha256(table).hexdigest(), media_type, table))
    return Rulebook(__version__, _digest(), tuple(contents))


@cache
def _rulebook_body() -> bytes:
    return make_rulebook(RULES, regulations().tables.values())


@cache
def _digest() -> str:
    """Give the digest of the rulebook alone: every command asks for it, and few for its tables."""
    return sha256(_rulebook_body()).hexdigest()


def _outboxes(ledger: Path, *, read_only: bool) -> Callable[[str], OutboxStore]:
    def open_outbox(audience: str) -> OutboxStore:
        # Only a site has one, and every command waits for its imports.
        from batterypass.store.outbox import SqliteOutbox

        return SqliteOutbox.open(outbox_path(ledger), audience, read_only=read_only)

    return open_outbox


def _tips(keys: KeyRing | None) -> Callable[[str], TipKeeper] | None:
    if keys is None:
        return None
    states: dict[str, SignerState] = {}

    def tip(origin: str) -> TipKeeper:
        if origin not in states:
            name = f"signer-{sha256(origin.encode()).hexdigest()[:16]}.state"
            states[origin] = SignerState(keys.folder / name)
        return states[origin]

    return tip


@cache
def _threads() -> Executor | None:
    if (os.cpu_count() or 1) < 2:
        return None
    from concurrent.futures import ThreadPoolExecutor

    return ThreadPoolExecutor(os.cpu_count())


@contextmanager
def _processes(signatures: int) -> Iterator[Executor | None]:
    # One processor is for this process.
    count = (os.cpu_count() or 1) - 1
    with _workers(count if signatures >= _PROCESSES_FROM else 0) as workers:
        yield workers


@contextmanager
def _maker(statements: int) -> Iterator[Executor | None]:
    """Give one process to make so many statements beside this one, None where it would not pay."""
    has_room = (os.cpu_count() or 1) > 1
    with _workers(1 if has_room and statements >= _PROCESSES_FROM else 0) as workers:
        yield workers


@contextmanager
def second_process(size: int) -> Iterator[Executor | None]:
    """Give a process beside this one for a file of ``size`` bytes, None where it would not pay."""
    has_room = (os.cpu_count() or 1) > 1
    with _workers(1 if has_room and size >= _SECOND_FROM else 0) as workers:
        yield workers


@contextmanager
def _workers(count: int) -> Iterator[Executor | None]:
    if count < 1 or not sys.executable:
        yield None
        return
    from batterypass.store.workers import Workers

    workers = Workers(count)
    try:
        yield workers
    finally:
        workers.end()
